"""A printed PDF read back: references, titles, dates, markers and labels as they were printed."""

from typing import Any

import pytest

from reports.paper import Paper
from reports.printed.read import read, recognises
from reports.render import render
from tests.drawn import STYLES, paper_for
from tests.printed_papers import converted, many, pdf

EVERY = pytest.mark.parametrize("style", STYLES)


def essence(paper: Paper) -> list[dict[str, Any]]:
    """What the lines of a PDF tell for certain of each item; not how its texts were broken into lines."""
    return [
        rec.model_dump(
            include={
                "id",
                "audit",
                "audit_month",
                "reference",
                "title",
                "priority",
                "rag",
                "status",
                "withheld",
                "target_in_force",
                "slippage_days",
                "evidence",
                "links",
            }
        )
        | {
            "dates": [(date.words, date.date, date.part) for date in rec.target_dates],
            "owners": [(owner.name, owner.role, owner.part) for owner in rec.owners],
            "updates": [(update.label, update.month, update.verified) for update in rec.updates],
        }
        for rec in paper.recommendations
    ]


def front(paper: Paper) -> dict[str, Any]:
    """What the front pages tell."""
    return paper.model_dump(
        exclude={"recommendations", "board_items"} | ({"audits"} if paper.style == "table" else set())
    )


@EVERY
def test_a_pdf_comes_back_with_all_that_its_lines_tell(style):
    paper = paper_for(style)
    document = pdf(render(paper, style=style, fmt="pdf"))
    assert recognises(document) == 1
    back, shown = read(document), paper.seen_in(style, "pdf")
    assert essence(back) == essence(shown)
    assert front(back) == front(shown)
    assert back.audits == shown.audits


@EVERY
def test_the_pdf_that_libreoffice_makes_of_our_word_file_comes_back(tmp_path, require, style):
    paper = paper_for(style)
    file = converted(render(paper, style=style, fmt="docx"), "pdf", tmp_path, require)
    back, shown = read(pdf(file)), paper.seen_in(style)
    assert essence(back) == essence(shown)
    assert [row.total for row in back.summary] == [2, 4, 2, 8]


def test_three_hundred_items_come_back_from_the_lines_of_a_pdf_alone():
    paper = many(300)
    back = read(pdf(render(paper, style="narrative", fmt="pdf")))
    shown = essence(paper.seen_in("narrative", "pdf"))
    assert essence(back) == shown
    assert len(shown) == 300


def test_rows_that_pages_cut_are_whole_again():
    paper = many(72)
    back = read(pdf(render(paper, style="table", fmt="pdf")))
    assert essence(back) == essence(paper.seen_in("table", "pdf"))
