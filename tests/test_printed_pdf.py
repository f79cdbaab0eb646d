"""A printed PDF read back: references, titles, dates, owners, labels and words as they were printed."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from followup.rules import RISK, Rules
from reports.merge.same import bare
from reports.paper import Paper
from reports.printed.read import read, recognises
from reports.read import read as read_text
from reports.render import render
from store.db import connect, upgrade
from tests.drawn import STYLES, paper_for
from tests.printed_papers import converted, many, pdf
from tests.sample_paper import sample
from tests.scales_paper import two_auditors
from tests.test_merge_papers import FILES, JANUARY, JULY, again, bring

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
            "words": [words(text) for text in (rec.text, rec.management_response or "")],
            "said": [words(update.text) for update in rec.updates],
        }
        for rec in paper.recommendations
    ]


def words(text: str) -> str:
    """The words of a text; whether a space follows a dash at the end of a line nobody can see."""
    return " ".join(bare(text)).replace("- ", "-")


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
def test_the_pdf_of_two_auditors_says_whose_each_audit_and_scale_is(style):
    paper = two_auditors(risk=style == "table")
    back, shown = read(pdf(render(paper, style=style, fmt="pdf"))), paper.seen_in(style, "pdf")
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


@pytest.fixture(scope="module")
def published(papers: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A register that holds both published papers."""
    engine = connect(f"sqlite:///{tmp_path_factory.mktemp('published') / 'register.db'}")
    upgrade(engine)
    for name in FILES.values():
        bring(engine, papers, read_text(papers / name))
    yield engine
    engine.dispose()


@EVERY
@pytest.mark.parametrize(("day", "rules"), [(JULY, Rules()), (JANUARY, RISK)])
def test_a_published_paper_printed_again_comes_back_with_every_owner_and_every_word(
    published: Engine, day: dt.date, rules: Rules, style: str
) -> None:
    paper = again(published, day, rules)
    back, shown = read(pdf(render(paper, style=style, fmt="pdf"))), paper.seen_in(style, "pdf")
    for one, other in zip(essence(back), essence(shown), strict=True):
        assert one == other
    assert [(each.audit, each.title) for each in back.board_items] == [
        (each.audit, each.title) for each in shown.board_items
    ]


def test_a_sentence_that_begins_like_a_fact_or_a_label_stays_a_sentence():
    paper = sample()
    rec = paper.recommendations[0]
    said = ["Update March 2021", "Target date: nobody can say.", "Persons responsible: all.", "CLOSED", "So."]
    rec.updates[0].label, rec.updates[0].text = "Business Owner Update", "\n\n".join(said)
    back = read(pdf(render(paper, style="narrative", fmt="pdf"))).recommendations[0]
    assert [owner.name for owner in back.owners] == [owner.name for owner in rec.owners]
    assert len(back.target_dates) == len(rec.target_dates)
    assert back.updates[0].label == "Business Owner Update"
    assert words(back.updates[0].text) == words(rec.updates[0].text)
