"""Papers in both published styles, as Word files and as PDF, are read like their text."""

import datetime as dt
import shutil

import pytest

from reports.files.child import read
from reports.files.model import Document
from reports.paper import Paper
from reports.read import read_lines
from tests.word_papers import LONG, converted, paper_2019, paper_2022

SEEN_IN_THE_FILE = {"source", "sources", "doubts"}
FACTS_2022 = [
    ("KEY STORES", "2021-05", "4.1", "Lists of Keys", "Fundamental", "RED", "2022-06-30", "Ann Bell"),
    ("KEY STORES", "2021-05", "4.2", "Signing for Keys", "Significant", "AMBER", "2022-03-31", "Tom Reed"),
    ("BOAT HIRE", "2021-09", "4.1", "Framework Contract", "Significant", "AMBER", "2022-04-30", "Di Lode"),
    ("BOAT HIRE", "2021-09", "4.3", "Counting Oars", "Housekeeping", "GREEN", "2022-05-31", "Di Lode"),
    ("DYKE WATCH", "2021-10", "4.1", "Duty Rota", "Housekeeping", "GREEN", "2022-06-30", "Cy Marsh"),
    ("DYKE WATCH", "2021-10", "4.2", "Spare Radios", "Significant", "AMBER", "2022-07-31", "Cy Marsh"),
]
FACTS_2019 = [
    ("DYKE STORES", "2019-10", "4.1", "Sluice Keys", "Fundamental", "AMBER", "2020-06-30", "Cy Marsh"),
    ("DYKE STORES", "2019-10", "4.2", "Boat Hire", "Significant", "GREEN", "2019-12-31", "Di Lode"),
    ("WATCH ROTAS", "2019-03", "4.3", "Night Watch", "Significant", "RED", "2019-05-31", "Ann Reed"),
]


def facts(paper: Paper) -> list[tuple]:
    return [
        (rec.audit, rec.audit_month, rec.reference, rec.title, rec.priority, rec.rag,
         str(rec.target_in_force), *(owner.name for owner in rec.owners))
        for rec in paper.recommendations
    ]  # fmt: skip


def understood(document: Document) -> Paper:
    return read_lines(document.lines(), document.name)


def as_pdf(file: bytes, tmp_path_factory, require) -> Document:
    if not shutil.which("soffice"):
        require("libreoffice", "soffice is not on the path")
    return read("pdf", "paper.pdf", converted(file, tmp_path_factory.mktemp("pdf")))


@pytest.fixture(scope="module")
def word_2022() -> Document:
    return read("word", "paper.docx", paper_2022())


@pytest.fixture(scope="module")
def pdf_2022(tmp_path_factory, require) -> Document:
    return as_pdf(paper_2022(), tmp_path_factory, require)


@pytest.fixture(scope="module")
def word_2019() -> Document:
    return read("word", "paper.docx", paper_2019())


@pytest.fixture(scope="module")
def pdf_2019(tmp_path_factory, require) -> Document:
    return as_pdf(paper_2019(), tmp_path_factory, require)


def same_items(one: Paper, other: Paper) -> None:
    for first, second in zip(one.recommendations, other.recommendations, strict=True):
        assert first.model_dump(exclude=SEEN_IN_THE_FILE) == second.model_dump(exclude=SEEN_IN_THE_FILE)


def test_the_table_style_is_read_from_word(word_2022):
    paper = understood(word_2022)
    assert paper.style == "table"
    assert facts(paper) == FACTS_2022
    assert [len(rec.updates) for rec in paper.recommendations] == [2, 1, 1, 1, 1, 1]
    assert (paper.meeting_date, paper.subject) == (dt.date(2022, 2, 3), "INTERNAL AUDIT TRACKING")
    assert [(row.priority, row.total) for row in paper.summary] == [
        ("Fundamental", 1), ("Significant", 3), ("Housekeeping", 2), ("Total", 6),
    ]  # fmt: skip


def test_a_row_longer_than_a_page_keeps_every_paragraph(word_2022, pdf_2022):
    for document in (word_2022, pdf_2022):
        first = understood(document).recommendations[0]
        assert first.updates[0].text.split("\n") == ["Lists were drawn up.", *LONG]
        assert first.status == "proposed_closed"
        assert first.evidence == ["Key list.pdf"]


def test_a_colour_alone_gives_the_priority_with_a_doubt(word_2022):
    doubts = [rec.doubts for rec in understood(word_2022).recommendations]
    coloured = ["the priority Significant is taken from the colour of the risk column"]
    assert doubts[:3] == [[], [], coloured]
    assert doubts[3] == ["the priority Housekeeping is taken from the colour of the risk column"]


def test_milestones_and_bullets_stay_readable(word_2022, pdf_2022):
    for document in (word_2022, pdf_2022):
        assert understood(document).recommendations[1].updates[0].text.split("\n") == [
            "These steps are planned:",
            "Activity | Involved | Start Date | Target Date",
            "Load the new list of keys | Stores | Jan 2022 | Mar 2022",
            "Test of the new lockers by the night shift | Stores and Fleet | Feb 2022 | Apr 2022",
            "The risks are:",
            "- no fitter before spring",
            "- a late delivery of lockers",
        ]


def test_the_table_style_is_the_same_from_pdf(word_2022, pdf_2022):
    word, pdf = understood(word_2022), understood(pdf_2022)
    same_items(word, pdf)
    assert pdf.summary == word.summary
    assert [one.kind for one in pdf.discrepancies] == [one.kind for one in word.discrepancies]
    assert [table.rows[0].page for table in pdf_2022.tables()] == [1, 1, 2, 2]


def test_the_narrative_style_is_read_from_word(word_2019):
    paper = understood(word_2019)
    assert paper.style == "narrative"
    assert facts(paper) == FACTS_2019
    assert [[update.month for update in rec.updates] for rec in paper.recommendations] == [
        ["2019-11", "2020-02"], ["2020-01"], ["2019-10"],
    ]  # fmt: skip
    assert [one.counts for one in paper.audits] == [
        {"Fundamental": 1, "Significant": 1, "Housekeeping": 0},
        {"Fundamental": 0, "Significant": 1, "Housekeeping": 0},
    ]
    assert paper.recommendations[1].status == "proposed_closed"


def test_the_narrative_style_is_the_same_from_pdf(word_2019, pdf_2019):
    same_items(understood(word_2019), understood(pdf_2019))
    words = [cell.text for table in pdf_2019.tables() for row in table.rows for cell in row.cells[:1]]
    assert {"AMBER", "GREEN", "RED"} <= set(words)
