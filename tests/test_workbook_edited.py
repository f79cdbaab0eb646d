"""A register that a person has worked on in a spreadsheet: read honestly, with doubts, nothing made up."""

import datetime as dt

import pytest

from reports.files.model import Cell, Document, Line, Row, Table
from reports.paper import Paper, Recommendation
from reports.workbook import form
from reports.workbook.read import read, recognises
from reports.workbook.render import csv, xlsx
from tests.sample_paper import sample
from tests.workbook_files import bare, comma, document

SIGNATURES = "EVIDENTIAL-2003-4.3"


@pytest.fixture
def book() -> Document:
    return document("register.xlsx", xlsx(sample()))


def sheet(book: Document, name: str) -> Table:
    return next(table for table in book.tables() if table.name == name)


def cell(table: Table, row: int, heading: str) -> Cell:
    heads = [cell.text for cell in table.rows[0].cells]
    return table.rows[row].cells[heads.index(heading)]


def rec(paper: Paper, item_id: str = SIGNATURES) -> Recommendation:
    return next(rec for rec in paper.recommendations if rec.id == item_id)


def found(paper: Paper, kind: str) -> list[str]:
    return [one.message for one in paper.discrepancies if one.kind == kind]


def put(book: Document, heading: str, words: str, *, name: str = form.RECOMMENDATIONS, row: int = 3) -> Paper:
    cell(sheet(book, name), row, heading).text = words
    return read(book.numbered())


def test_columns_and_rows_may_stand_in_any_order(book):
    before = bare(read(book))
    for table in book.tables()[1:]:
        for row in table.rows:
            row.cells.reverse()
    main = sheet(book, form.RECOMMENDATIONS)
    main.rows[1:] = main.rows[:0:-1]
    book.blocks.reverse()
    after = bare(read(book.numbered()))
    assert after.recommendations == before.recommendations[::-1]
    assert after.model_copy(update={"recommendations": []}) == before.model_copy(
        update={"recommendations": []}
    )


def test_a_title_above_the_headings_and_empty_rows_do_no_harm(book):
    before = bare(read(book))
    main = sheet(book, form.RECOMMENDATIONS)
    main.rows[2:2] = [Row(cells=[Cell()] * 3)]
    main.rows[:0] = [Row(cells=[Cell(text="Our register")]), Row(cells=[Cell()])]
    assert bare(read(book.numbered())) == before


def test_further_columns_are_named_and_left_out(book):
    main = sheet(book, form.RECOMMENDATIONS)
    for number, row in enumerate(main.rows):
        row.cells.append(Cell(text="My notes" if number == 0 else "call them"))
    paper = read(book.numbered())
    assert found(paper, "unread_column") == ["Recommendations: columns that were not read: “My notes”."]
    assert "call them" not in str(paper.recommendations)


@pytest.mark.parametrize(
    ("typed", "day", "doubted"),
    [
        ("31 March 2022", dt.date(2022, 3, 31), False),
        ("2022-03-31", dt.date(2022, 3, 31), False),
        ("31/03/2022", dt.date(2022, 3, 31), False),
        ("end of March 2022", dt.date(2022, 3, 31), False),
        ("31 March", None, True),
        ("soon", None, True),
        ("2022-02-30", None, True),
        ("", None, False),
    ],
)
def test_a_date_typed_by_hand_is_read_where_it_is_one(book, typed, day, doubted):
    read_again = rec(put(book, "Target in force", typed))
    assert read_again.target_in_force == day
    assert any("not understood" in doubt for doubt in read_again.doubts) == doubted


def test_a_date_in_force_without_its_promise_is_doubted(book):
    doubts = rec(put(book, "Target in force", "2023-01-31")).doubts
    assert doubts == [
        "the target in force is 31 January 2023, but by the dates promised it is 31 January 2021"
    ]


def test_a_promise_typed_without_its_day_gets_it_from_plain_words_only(book):
    table = sheet(book, "Target dates")
    rows = [n for n, row in enumerate(table.rows) if row.cells[0].text == SIGNATURES]
    cell(table, rows[-1], "Words").text, cell(table, rows[-1], "Date").text = "28 February 2022", ""
    cell(table, rows[0], "Words").text, cell(table, rows[0], "Date").text = "when the store moves", ""
    dates = rec(read(book.numbered())).target_dates
    assert [one.date for one in (dates[0], dates[-1])] == [None, dt.date(2022, 2, 28)]


@pytest.mark.parametrize(
    ("heading", "typed", "field", "value", "doubt"),
    [
        ("Status", "implemented", "status", "open", "Status says “implemented”: read as open"),
        ("Status", "", "status", "open", "Status is empty: read as open"),
        ("Status", "Closed", "status", "closed", None),
        ("RAG", "Purple", "rag", None, "RAG says “Purple”, which was not understood"),
        ("RAG", "", "rag", None, None),
        ("Body", "Council", "body", "panel", "Body says “Council”: read as panel"),
        ("Title", "", "title", "", "its title is empty"),
        ("Slippage (days)", "many", "slippage_days", None, "Slippage (days) says “many”, which was not"),
        ("Audit month", "Sep-18", "audit_month", "2018-09", None),
        ("Audit month", "2018-09-01", "audit_month", "2018-09", None),
    ],
)
def test_words_that_mean_nothing_are_doubted_not_guessed(book, heading, typed, field, value, doubt):
    read_again = rec(put(book, heading, typed))
    assert getattr(read_again, field) == value
    assert [one for one in read_again.doubts if heading in one or "title" in one] == (
        [one for one in read_again.doubts if one.startswith(doubt)] if doubt else []
    )
    assert bool(doubt) == any(one.startswith(doubt or "\0") for one in read_again.doubts)


def test_an_emptied_item_id_is_made_again_and_doubted(book):
    paper = put(book, form.ITEM, "")
    assert "its item id is empty; EVIDENTIAL-2003-4.3 was made" in rec(paper).doubts[0]
    assert found(paper, "unread_row")  # what other sheets hold of it names it, and is not guessed to be its


def test_an_item_id_that_no_longer_fits_is_said(book):
    table = sheet(book, "Owners")
    table.rows[1].cells[0].text = "NOWHERE-1"
    paper = read(book.numbered())
    assert found(paper, "unread_row") == [
        "Owners: “NOWHERE-1” is no recommendation of this file; its rows were left out."
    ]


def test_an_item_that_stands_twice_is_doubted(book):
    main = sheet(book, form.RECOMMENDATIONS)
    main.rows.append(main.rows[3].model_copy(deep=True))
    twice = read(book.numbered()).recommendations[-1]
    assert twice.doubts == [f"{SIGNATURES} stands more than once in this file"]


def test_a_cell_that_says_something_else_than_its_own_sheet_is_doubted(book):
    read_again = rec(put(book, "Owners", "Somebody Else – Head of Stores"))
    assert [owner.name for owner in read_again.owners] == ["Morwenna Tregear"]
    assert read_again.doubts == ["Owners says something else here than on its own sheet, which was taken"]


def test_a_new_row_is_read_from_its_own_cells(book):
    main = sheet(book, form.RECOMMENDATIONS)
    heads = [cell.text for cell in main.rows[0].cells]
    typed = {
        form.ITEM: "NEW-2104-1", "Body": "Panel", "Audit": "NEW AUDIT", "Audit month": "2021-04-01",
        "Title": "A new one", "Status": "open", "Owners": "Part 1: Jo Fenn – Clerk\nSam Holme",
        "Target dates": "end of May 2021 = 31 May 2021", "Latest update": "begun in May",
        "Assurance": "Limited",
    }  # fmt: skip
    main.rows.append(Row(cells=[Cell(text=typed.get(head, "")) for head in heads]))
    paper = read(book.numbered())
    new = paper.recommendations[-1]
    assert [(o.part, o.name, o.role) for o in new.owners] == [
        ("1", "Jo Fenn", "Clerk"),
        (None, "Sam Holme", None),
    ]
    assert new.target_dates[0].date == dt.date(2021, 5, 31)
    assert [u.text for u in new.updates] == ["begun in May"]
    assert (paper.audits[-1].title, paper.audits[-1].assurance) == ("NEW AUDIT", "Limited")


def test_sheets_may_be_missing_and_what_that_costs_is_said(book):
    full = read(book)
    book.blocks = [sheet(book, form.RECOMMENDATIONS)]
    paper = read(book.numbered())
    assert [r.owners for r in bare(paper).recommendations] == [r.owners for r in bare(full).recommendations]
    assert [len(r.updates) for r in paper.recommendations] == [
        min(1, len(r.updates)) for r in full.recommendations
    ]
    assert found(paper, "no_sheet") == [
        "There is no sheet Updates: of each history only the latest update was read."
    ]
    assert [a.title for a in paper.audits] == [a.title for a in full.audits]


def test_a_piece_torn_from_its_row_is_said(book):
    paper = sample()
    paper.recommendations[2].updates[0].text = "words " * 8_000
    torn = document("register.xlsx", xlsx(paper))
    table = sheet(torn, form.UPDATES)
    at = next(n for n, row in enumerate(table.rows) if row.cells[-1].text == "2 of 2")
    table.rows.append(table.rows.pop(at))
    again = read(torn.numbered())
    assert found(again, "unread_row") == ["Updates: a row that continues none above it."]


def test_a_reference_that_a_spreadsheet_took_for_a_number_is_mended():
    paper = sample()
    paper.recommendations[2].reference, paper.recommendations[2].id = "4.10", "EVIDENTIAL-2003-4.10"
    table = comma(csv(paper))
    cell(table.tables()[0], 3, "Reference").text = "4.1"
    read_again = rec(read(table), "EVIDENTIAL-2003-4.10")
    assert read_again.reference == "4.10"
    assert read_again.doubts == ["the reference shows as 4.1; by its item id it is 4.10"]


def test_the_front_matter_takes_known_values_only(book):
    about = sheet(book, form.ABOUT.name)
    for row in about.rows:
        if row.cells[0].text == "Scheme":
            row.cells[2].text = "rainbow"
    about.rows.append(Row(cells=[Cell(text="Weather"), Cell(), Cell(text="fine")]))
    paper = read(book.numbered())
    assert paper.scheme == "delivery"
    assert found(paper, "unread_value") == ["About: Scheme cannot be 'rainbow'; it was left out."]
    assert found(paper, "unread_row") == ["About: nothing of the name 'Weather' is known."]


def test_other_files_are_not_taken_for_ours():
    tracker = Table(
        rows=[Row(cells=[Cell(text=word) for word in ("Ref", "Title", "Owner", "RAG", "Status", "Audit")])]
    )
    assert recognises(Document(name="tracker.xlsx", form="sheet", blocks=[tracker])) == 0
    assert (
        recognises(Document(name="paper.txt", form="text", blocks=[Line(text="Item id\tAudit\tTitle")])) == 0
    )
    own = comma(csv(sample())).tables()
    assert recognises(Document(name="paper.docx", form="word", blocks=list(own))) == 0
    empty = read(Document(name="tracker.xlsx", form="sheet", blocks=[tracker]))
    assert not empty.recommendations
    assert found(empty, "no_sheet") == ["tracker.xlsx has no table of recommendations."]
