"""The register as workbook and CSV: what is drawn is read again, whatever it holds."""

import io
from itertools import pairwise

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.utils.exceptions import InvalidFileException

from followup import Refused
from reports.paper import Paper, Recommendation, Update
from reports.read import read as read_paper
from reports.render import render
from reports.workbook import form, seen
from reports.workbook.cells import LIMIT, pieces
from reports.workbook.looks import write
from reports.workbook.read import read, recognises
from reports.workbook.render import csv, xlsx
from tests.hostile_papers import papers as any_papers
from tests.large_paper import large_paper
from tests.processes import outputs
from tests.sample_paper import risk_sample, sample
from tests.scales_paper import BRYCE, LARCH, two_auditors
from tests.workbook_files import bare, comma, document

PUBLISHED = ("2019-07-jarap-tracker.txt", "2022-01-jarap-tracker.txt")


def restricted(paper: Paper) -> Paper:
    return paper.model_copy(update={"edition": "restricted"})


def same_both_ways(paper: Paper) -> None:
    book, file = document("register.xlsx", xlsx(paper)), comma(csv(paper))
    assert recognises(book) == recognises(file) == 1
    assert bare(read(book)) == seen.in_workbook(paper)
    assert bare(read(file)) == seen.in_csv(paper)


@given(any_papers())
@settings(max_examples=60, deadline=None)
def test_a_workbook_is_read_as_what_it_shows(paper):
    assert bare(read(document("register.xlsx", xlsx(paper)))) == seen.in_workbook(paper)


@given(any_papers())
@settings(max_examples=120, deadline=None)
def test_a_csv_file_is_read_as_what_it_shows(paper):
    assert bare(read(comma(csv(paper)))) == seen.in_csv(paper)


@pytest.mark.parametrize(
    "paper",
    [
        sample(),
        risk_sample(),
        restricted(sample()),
        two_auditors(),
        two_auditors(risk=True),
        Paper(style="narrative"),
    ],
)
def test_invented_papers_come_back(paper):
    same_both_ways(paper)


def test_three_hundred_recommendations_come_back():
    same_both_ways(large_paper(300))


@pytest.mark.parametrize("name", PUBLISHED)
def test_the_published_papers_come_back(papers, name):
    same_both_ways(restricted(read_paper(papers / name)))


def test_the_first_sheet_says_whose_scale_each_row_and_each_colour_is():
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx(two_auditors(risk=True))))[form.SUMMARY]
    shown = [[cell for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]
    assert ["Auditor", "Priority"] in [row[:2] for row in shown]
    assert [row[0] for row in shown if row[1:2] == ["Total"]] == [LARCH, BRYCE]
    assert ["GREEN", f"Low priority ({BRYCE})."] in shown
    assert ["GREEN", f"Advisory priority ({BRYCE})."] in shown


def test_what_is_read_has_its_lines():
    rec = read(comma(csv(sample()))).recommendations[2]
    lines = comma(csv(sample())).lines()
    assert rec.source
    assert lines[rec.source.from_ - 1].startswith(f"{rec.id}\t")
    book = document("register.xlsx", xlsx(sample()))
    update = read(book).recommendations[2].updates[1]
    assert "60 of 60 sampled records" in book.lines()[update.source.from_ - 1]


def test_a_paper_of_a_house_style_compiles_to_a_workbook():
    book = render(sample(), style="narrative", fmt="xlsx")
    assert bare(read(document("paper.xlsx", book))) == seen.in_workbook(sample())
    assert render(risk_sample(), style="table", fmt="xlsx")[:2] == b"PK"


DIGEST = """
import hashlib
from reports.workbook.render import csv, xlsx
from tests.sample_paper import sample
print(hashlib.sha256(xlsx(sample())).hexdigest(), hashlib.sha256(csv(sample())).hexdigest())
"""


def test_the_same_paper_gives_the_same_bytes_in_any_process():
    runs = outputs(DIGEST)
    assert len(runs) == 1


def test_nothing_in_a_workbook_is_a_formula_or_a_link_and_dates_are_dates():
    paper = sample()
    paper.recommendations[2].title = '=HYPERLINK("http://evil.example","x")'
    paper.recommendations[2].text = "https://evil.example"
    book = openpyxl.load_workbook(io.BytesIO(xlsx(paper)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert not any(cell.hyperlink for cell in cells)
    sheet = book[form.RECOMMENDATIONS]
    heads = [cell.value for cell in sheet[1]]
    assert sheet.cell(4, heads.index("Target in force") + 1).is_date
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref
    assert sheet.print_title_rows == "$1:$1"


def test_every_csv_cell_is_quoted_and_none_begins_like_a_formula():
    paper = sample()
    paper.recommendations[2].title = " ＝1+1"
    paper.recommendations[2].text = "- a bullet\n=2"
    text = csv(paper).decode("utf-8-sig")
    assert csv(paper).startswith(b"\xef\xbb\xbf")
    rows = text.split("\r\n")
    assert all(row.startswith('"') for row in rows if row)
    assert '"\'＝1+1"' in text
    assert '"\'- a bullet\n=2"' in text
    assert read(comma(csv(paper))).recommendations[2].text == "- a bullet\n=2"


def test_withheld_doubted_and_inner_things_are_in_no_public_file():
    for content in (csv(sample()).decode(), str(document("a.xlsx", xlsx(sample())).lines())):
        for hidden in (
            "SECRET WEAKNESS",
            "HIDDEN PROGRESS",
            "Hidden Holder",
            "HIDDEN NOTE",
            "31 January 2020",
        ):
            assert hidden not in content
        assert "a doubt that the panel never reads" not in content
        assert "Armoury" in content
    assert "a doubt that the panel never reads" in csv(restricted(sample())).decode()


def test_words_longer_than_a_cell_go_on_in_the_rows_beneath():
    long = "wörds and wörds 😀 " * 4_000
    paper = sample()
    paper.recommendations[2].text = long
    paper.recommendations[2].updates = [Update(label=f"Update {n}", text=long + str(n)) for n in range(3)]
    same_both_ways(paper)
    cells = [
        cell for row in openpyxl.load_workbook(io.BytesIO(xlsx(paper)))[form.UPDATES].rows for cell in row
    ]
    assert max(len(str(cell.value).encode("utf-16-le")) // 2 for cell in cells) <= LIMIT
    assert "2 of 4" in [cell.value for cell in cells]


def test_pieces_meet_between_letters_and_are_the_text_again():
    text = "some words " * 20_000
    cut = pieces(text)
    assert "".join(cut) == text
    assert all(left[-1].isalnum() and right[0].isalnum() for left, right in pairwise(cut))
    assert pieces("short") == ["short"]


def test_more_than_a_sheet_holds_is_refused():
    from xlsxwriter import Workbook

    with Workbook(io.BytesIO(), {"in_memory": True}) as book:
        page = book.add_worksheet("Updates")
        look = book.add_format()
        for at, words in ((1_048_576, "one row too many"), (1, "x" * 32_768)):
            with pytest.raises(Refused, match="Updates has more than a workbook holds"):
                write(page, at, 0, words, look)


def test_agreed_outcomes_are_told_from_closed():
    recs = [
        Recommendation(id=f"A-{n}", audit="A", title="T", status="closed", agreed=how)
        for n, how in enumerate((None, "not_adopted", "superseded"))
    ]
    paper = Paper(style="register", recommendations=recs)
    same_both_ways(paper)
    assert "agreed superseded" in csv(paper).decode()


def test_the_file_opens_in_openpyxl_without_repair():
    try:
        book = openpyxl.load_workbook(io.BytesIO(xlsx(large_paper(30))))
    except InvalidFileException as broken:  # pragma: no cover - would be a bug of ours
        pytest.fail(str(broken))
    assert book.sheetnames == [form.SUMMARY, *(sheet.name for sheet in form.SHEETS)]
