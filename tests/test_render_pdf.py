"""The PDF of a paper: right page numbers, our own font, tagged, and one page after the other named."""

import io
import random

import pdfplumber
import pytest

from followup import Refused
from reports.paper import Paper, Update
from reports.render import render
from tests.drawn import STYLES, pages_of, paper_for
from tests.sample_paper import sample

HEADS = ["Audit", "Priority", "Recommendation", "Proposal", "Page"]


def long_paper(seed: int) -> Paper:
    """Ten proposed items of many lengths and shapes, so that items end anywhere on a page."""
    chance = random.Random(seed)  # noqa: S311 - the same papers each time
    paper = sample()
    pattern = paper.recommendations[2].model_copy(update={"updates": []})
    tails = ["", "\n\n- a bullet\n- another", "\n\n1. one\n2. two", "\n\na | b\nc | d"]
    paper.recommendations = [pattern.model_copy(update={"id": f"ITEM-{n}-END"}) for n in range(10)]
    for rec in paper.recommendations:
        texts = ["\n\n".join("Words go on. " * chance.randint(1, 60) for _ in range(4)) for _ in range(4)]
        texts[-1] += chance.choice(tails)
        rec.updates = [Update(label="Update", text=text) for text in texts]
    paper.audits = paper.audits[:1]
    return paper


def printed_pages(pdf: bytes) -> dict[str, str]:
    """What the table of proposals gives as pages, by item id."""
    with pdfplumber.open(io.BytesIO(pdf)) as opened:
        tables = [table for page in opened.pages[:3] for table in page.extract_tables()]
    rows = [row for table in tables if table[0] == HEADS for row in table[1:]]
    return {row[2].replace("\n", "").partition("[")[2].rstrip("]"): row[4] for row in rows}


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("seed", [0, 2, 4])
def test_the_pages_printed_for_a_proposal_are_those_from_its_id_to_its_marker(style, seed):
    paper = long_paper(seed)
    pdf = render(paper, style=style, fmt="pdf")
    pages = pages_of(pdf)
    start = next(n for n, text in enumerate(pages) if "Appendix A: internal audit tracker" in text)
    tracker = [(n + 1, line) for n, text in enumerate(pages) if n >= start for line in text.splitlines()]
    markers = [n for n, line in tracker if "PROPOSED CLOSED" in line]
    printed = printed_pages(pdf)
    assert len(markers) == len(printed) == 10
    for rec, last in zip(paper.recommendations, markers, strict=True):
        first = next(n for n, line in tracker if rec.id in line and "continued" not in line)
        assert printed[rec.id] == (str(first) if first == last else f"{first}–{last}")


def test_an_item_over_several_pages_is_named_at_the_head_of_each_and_has_a_range():
    paper = sample()
    first = paper.recommendations[0]
    first.status, first.rag = "proposed_closed", "GREEN"
    pages = pages_of(render(paper, style="narrative", fmt="pdf"))
    continued = [
        n
        for n, text in enumerate(pages, 1)
        if f"4.1 Movements between stores [{first.id}] – continued" in text
    ]
    assert len(continued) >= 3
    assert f"{continued[0] - 1}–{continued[-1]}" in pages[0] + pages[1]


@pytest.mark.parametrize("style", STYLES)
def test_every_page_says_its_number_and_the_number_of_pages(style):
    pages = pages_of(render(paper_for(style), style=style, fmt="pdf"))
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text


def test_the_pdf_claims_both_standards_and_is_tagged():
    pdf = render(sample(), style="narrative", fmt="pdf")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>A</pdfaid:conformance>" in pdf


def test_the_pdf_has_only_our_own_font():
    with pdfplumber.open(io.BytesIO(render(sample(), style="table", fmt="pdf"))) as pdf:
        fonts = {char["fontname"].split("+")[-1] for page in pdf.pages for char in page.chars}
    assert fonts
    assert all(name.startswith("SourceSansPro") for name in fonts)


def test_a_pdf_of_too_many_items_is_refused_before_it_is_tried():
    paper = sample()
    short = paper.recommendations[3]
    paper.recommendations = [short.model_copy(update={"id": f"X-{n}"}) for n in range(1501)]
    with pytest.raises(Refused, match="at most 1500"):
        render(paper, style="narrative", fmt="pdf")
