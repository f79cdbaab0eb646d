"""Sheets come out as people see them: dates, numbers, fills, struck words, and rows by their own numbers."""

import csv
import datetime as dt
import io
import shutil
import zipfile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from followup import Refused
from reports.files.cell_words import words_of
from reports.files.child import read
from reports.files.model import Document
from reports.files.values import read as read_csv
from tests.files import packed, words
from tests.word_papers import converted

MIDNIGHT = dt.datetime(2022, 3, 31)  # noqa: DTZ001 - sheets keep dates so


def tracker() -> bytes:
    """Give a workbook with everything a tracker may hold."""
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held)
    form = {name: book.add_format(look) for name, look in {
        "head": {"bg_color": "#FF0000"}, "red": {"bg_color": "#FF0000"}, "amber": {"bg_color": "#FFC000"},
        "grey": {"bg_color": "#BFBFBF"}, "date": {"num_format": "dd/mm/yyyy"}, "two": {"num_format": "0.00"},
        "struck": {"font_strikeout": True}, "share": {"num_format": "0%"}, "bold": {"bold": True},
    }.items()}  # fmt: skip
    sheet = book.add_worksheet("Tracker")
    for at, head in enumerate(["Reference", "RAG", "Target", "Done", "Share", "Text"]):
        sheet.write(0, at, head, form["head"])
    sheet.write_row(1, 0, [4.1])
    sheet.write(1, 1, "", form["red"])
    sheet.write_datetime(1, 2, MIDNIGHT, form["date"])
    sheet.write(1, 3, True)
    sheet.write(1, 4, 0.5, form["share"])
    sheet.write_rich_string(1, 5, "due ", form["struck"], "May 2020", " June 2020\nand more")
    sheet.write(2, 0, 4.2)
    sheet.write(2, 1, "", form["grey"])
    sheet.write(2, 2, "31 March 2022", form["struck"])
    sheet.write_formula(2, 4, "=1+1", None, 2)
    sheet.write(2, 5, 3.0)
    sheet.write(6, 0, 4.1, form["two"])
    sheet.merge_range(6, 1, 6, 3, "merged")
    sheet.write(40, 8, "", form["bold"])
    book.add_worksheet("Empty")
    hidden = book.add_worksheet("Old")
    hidden.write(0, 0, "secret")
    hidden.hide()
    book.close()
    return held.getvalue()


@pytest.fixture(scope="module")
def book() -> Document:
    return read("xlsx", "register.xlsx", tracker())


def test_a_workbook_reads_as_it_is_seen(book):
    assert words(book) == [
        ["Reference", "RAG", "Target", "Done", "Share", "Text"],
        ["4.1", "", "2022-03-31", "Yes", "50%", "due May 2020 June 2020\nand more"],
        ["4.2", "", "31 March 2022", "", "2", "3"],
        ["", "", "", "", "", ""],
        ["4.10", "merged", "", "", "", ""],
    ]
    assert [table.name for table in book.tables()] == ["Tracker"]


def test_fills_and_struck_words_are_kept(book):
    rows = book.tables()[0].rows
    assert [row.cells[1].colour for row in rows] == [None, "RED", "GREY", None, None]
    assert (rows[1].cells[5].struck, rows[2].cells[2].struck) == ("May 2020", "31 March 2022")


def test_rows_keep_the_number_of_their_sheet_and_their_line(book):
    rows = book.tables()[0].rows
    assert [(row.line, row.sheet_row) for row in rows] == [(1, 1), (2, 2), (4, 3), (5, 4), (6, 7)]
    assert book.lines()[5].startswith("4.10\tmerged")


def test_what_a_sheet_cannot_show_is_noted(book):
    assert book.notes == [
        "Sheet Tracker, column Reference: numbers such as 4.1 may have been 4.10.",
        "Sheet Old is hidden, and was left out.",
    ]


def test_formulas_without_a_result_and_comments_are_noted():
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        sheet = book.add_worksheet("Tracker")
        sheet.write_row(0, 0, ["Ref", "Target", "Revised", "Words"])
        sheet.write(1, 0, "4.1")
        sheet.write_formula("B2", "=DATE(2026,7,1)", value="")
        sheet.write_formula("C2", '=IF(A2<"5",EDATE(B2,3),"")', value=46203)
        sheet.write_formula("D2", '=IF(A2<"5","","x")', value="")
        sheet.write_comment("A2", "Is this done?")
    with zipfile.ZipFile(io.BytesIO(held.getvalue())) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    assert any("read as empty: 2;" in note for note in read("xlsx", "a.xlsx", held.getvalue()).notes)
    wordless = b'<f>IF(A2&lt;"5","","x")'
    part = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = part.replace(b">" + wordless, b' t="str">' + wordless)
    notes = read("xlsx", "a.xlsx", packed(parts)).notes
    assert any("read as empty: 1;" in note for note in notes)
    assert "Comments on cells were left out." in notes


@pytest.mark.parametrize("end", ["xls", "ods"])
def test_older_and_free_sheets_hold_the_same_words(end, tmp_path, require, book):
    if not shutil.which("soffice"):
        require("libreoffice", "soffice is not on the path")
    other = read(end, f"register.{end}", converted(tracker(), tmp_path, to=end, end="xlsx"))
    for row, same in zip(words(other), words(book), strict=True):
        assert row[:3] == [same[0].replace("4.10", "4.1"), *same[1:3]]
        assert row[5] == same[5]
    assert "Sheet Old is hidden, and was left out." in other.notes


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (None, "General", ""),
        (True, "General", "Yes"),
        (4.0, "General", "4"),
        (4.1, "General", "4.1"),
        (0.1 + 0.2, "General", "0.3"),
        (4.1, "0.00", "4.10"),
        (12, "0.0", "12.0"),
        (1234.5, "#,##0.00", "1,234.50"),
        (0.125, "0%", "12.5%"),
        (10**15, "General", "1e+15"),
        (MIDNIGHT, "d/m/yy", "2022-03-31"),
        (MIDNIGHT.replace(hour=14, minute=30), "d/m/yy", "2022-03-31 14:30"),
        (dt.date(2022, 3, 31), "General", "2022-03-31"),
        (dt.time(9, 5), "General", "09:05"),
        (" two \r\n\n lines ", "General", "two \n\n lines"),
    ],
)
def test_values_are_written_as_people_read_them(value, form, shown):
    assert words_of(value, form) == shown


def test_a_workbook_without_words_is_refused():
    held = io.BytesIO()
    xlsxwriter.Workbook(held).close()
    with pytest.raises(Refused, match="holds no words"):
        read("xlsx", "a.xlsx", held.getvalue())


@pytest.mark.parametrize("divider", [",", ";", "\t", "|"])
@pytest.mark.parametrize("code", ["utf-8-sig", "utf-16", "cp1252"])
def test_a_table_of_any_divider_and_encoding_is_read(divider, code):
    rows = [["Ref", "Title", "Text"], ["4.1", "Café, bar; pub", "one\ntwo"], ["4.2", "x|y", 'said "no"']]
    held = io.StringIO()
    csv.writer(held, delimiter=divider, lineterminator="\r\n").writerows(rows)
    document = read_csv("a.csv", held.getvalue().encode(code))
    assert words(document) == rows
    assert document.lines()[2] in ("\t\ttwo", "\ttwo\t", '4.2\tx|y\tsaid "no"')


def test_a_quotation_that_is_never_closed_is_refused_not_swallowed():
    table = 'Ref,Title,Owner\n4.1,"A\nB",x\n4.2,"Leavers removed,y\n4.3,Access,z\n'
    with pytest.raises(Refused, match=r"opens a quotation mark in row 3 \(4\.2 Leavers removed,y\)"):
        read_csv("a.csv", table.encode())
    closed = read_csv("a.csv", table.replace('"Leavers', '"Leavers"').encode())
    assert [row[0] for row in words(closed)] == ["Ref", "4.1", "4.2", "4.3"]


def test_a_named_divider_is_believed():
    assert words(read_csv("a.csv", b"sep=;\r\na,b;c\r\nd,e;f\r\n")) == [["a,b", "c"], ["d,e", "f"]]


def test_apostrophes_against_formulas_are_taken_away_and_others_stay():
    given_cells = ["'=1+1", "'- a bullet", "'+44", "'@x", "' =2", "'tis", "it's", "'\uff1d1"]
    shown = ["=1+1", "- a bullet", "+44", "@x", "=2", "'tis", "it's", "\uff1d1"]
    held = io.StringIO()
    csv.writer(held, quoting=csv.QUOTE_ALL).writerows([given_cells, given_cells])
    assert words(read_csv("a.csv", held.getvalue().encode()))[0] == shown


CELL = st.text("ab ,;|\t\"'=+-@\n4.é", max_size=12)
DANGEROUS = ("=", "+", "-", "@")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(CELL, min_size=4, max_size=4), min_size=1, max_size=6))
def test_what_is_written_as_our_exports_do_reads_back(rows):
    """Everything quoted, an apostrophe before what a spreadsheet would run or what looks guarded."""
    rows = [["Reference", "Title", *["x"] * 2], *rows]
    held = io.StringIO()
    guarded = [
        [
            f"'{cell}"
            if cell.lstrip("'").strip().startswith(DANGEROUS) or cell.lstrip("'")[:1] == "\t"
            else cell
            for cell in row
        ]
        for row in rows
    ]
    csv.writer(held, quoting=csv.QUOTE_ALL).writerows(guarded)
    told = read_csv("a.csv", held.getvalue().encode("utf-8-sig"))
    wanted = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
    got = [row for row in words(told) if any(row)]
    assert [row[: len(want)] for row, want in zip(got, wanted, strict=True)] == wanted


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused_in_a_sentence(content):
    told = "."
    try:
        document = read_csv("a.csv", content)
    except Refused as refused:
        told = str(refused)
    else:
        assert any(any(row) for row in words(document)) == bool(document.tables()[0].rows)
    assert told.endswith(".")
