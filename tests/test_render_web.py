"""The web page of a paper: whole, in order, and every figure a recount of its own appendix."""

from collections import Counter
from itertools import pairwise

import pytest
from selectolax.lexbor import LexborHTMLParser

from reports import figures
from tests.drawn import STYLES, page_of, paper_for
from tests.sample_paper import risk_sample, sample


def table_under(page: LexborHTMLParser, caption: str) -> list[list[str]]:
    """The body rows of the table with this caption, as text."""
    table = next(
        t for t in page.css("table") if t.css_first("caption") and t.css_first("caption").text() == caption
    )
    return [[cell.text(strip=True) for cell in row.css("th, td")] for row in table.css("tbody tr")]


@pytest.mark.parametrize("style", STYLES)
def test_every_figure_of_the_summary_is_a_recount_of_the_printed_appendix(style):
    paper = paper_for(style)
    page = page_of(paper, style)
    items = [
        (item.css_first(".meta, h4").text(strip=True), item.css_first(".rag").text(strip=True).split(" ")[0])
        for item in page.css("article.item, tr.item")
    ]
    if style == "narrative":
        items = [
            (item.css_first("h4").text().split(" – ")[0], rag)
            for item, (_, rag) in zip(page.css("article.item"), items, strict=True)
        ]
    caption = (
        "Recommendations by priority and progress" if style == "narrative" else "Recommendations by priority"
    )
    rows = table_under(page, caption)
    colours = figures.colours(paper)
    counted = Counter(items)
    for name, *values in rows[:-1]:
        assert [v.replace("–", "0") for v in values[: len(colours)]] == [
            str(counted[name, c]) for c in colours
        ]
        assert values[-1] == str(sum(counted[name, c] for c in colours))
    assert rows[-1][-1] == str(len(items)) == "8"


@pytest.mark.parametrize("style", STYLES)
def test_the_web_page_links_each_proposal_to_its_item(style):
    paper = paper_for(style)
    page = page_of(paper, style)
    rows = table_under(page, "Recommendations on which the panel's agreement is asked")
    assert [row[-1] for row in rows] == [rec.id for rec in paper.proposed()]
    for rec in paper.proposed():
        link = next(a for a in page.css("td a") if a.text() == rec.id)
        assert rec.id in page.css_first(link.attributes["href"]).text()


@pytest.mark.parametrize("style", STYLES)
def test_the_web_page_is_whole_and_ordered_for_a_screen_reader(style):
    paper = paper_for(style)
    page = page_of(paper, style)
    assert page.css_first("html").attributes["lang"] == "en-GB"
    assert page.css_first("title").text() == "Internal audit recommendations and tracking – 24 March 2021"
    levels = [int(node.tag[1]) for node in page.css("h1, h2, h3, h4, h5")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.css_first(page.css_first("a.skip").attributes["href"]) is not None
    regions = [node.attributes["aria-label"] for node in page.css("[role=region]")]
    assert len(regions) == len(set(regions))
    assert all(th.attributes.get("scope") for th in page.css("th"))
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert len(ids) == len(set(ids))
    assert not page.css("script, link, img, iframe")
    assert "@import" not in page.css_first("style").text()


@pytest.mark.parametrize("style", STYLES)
def test_the_appendix_prints_every_item_with_its_whole_history(style):
    paper = paper_for(style)
    text = " ".join(page_of(paper, style).text(separator=" ").split())
    for rec in paper.recommendations:
        assert rec.id in text
        if not rec.withheld:
            labels = [update.label.rstrip(":") for update in rec.updates]
            assert all(label in text for label in labels)
            assert all(" ".join(u.text.split("\n")[0].split()) in text for u in rec.updates)
    for words in (
        "31st July 2020 → November 2020 → 31st January 2021 (revised twice)",
        "In force: 31 January 2021, 184 days later than first promised",
        "Part 2: May 2020 → Ongoing (revised once)",
        "Part 1: Morwenna Tregear – Evidential Property Manager",
        "VERIFIED: the inspectorate checked 20 of the 60 records on 2 March 2021",
        "PROPOSED CLOSED",
        "PROPOSED NOT ADOPTED",
        "PROPOSED SUPERSEDED",
        "Depends on 4.2",
        "Weekly return.xlsx",
        "No update received for this meeting",
        "£43k & more < £50k",
        "END",
    ):
        assert words in text


def test_an_amber_item_without_a_date_says_so_under_the_delivery_scheme_only():
    assert "AMBER – no date" in page_of(sample(), "narrative").text()
    assert "RED – no date" not in page_of(risk_sample(), "table").text()
