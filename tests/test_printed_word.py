"""A paper printed as Word and read back holds all that its printed form shows."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.paper import Paper
from reports.printed.read import read, recognises
from reports.read import read as read_text
from reports.render import render
from tests.drawn import STYLES, paper_for
from tests.printed_papers import many, papers, without_sources
from tests.sample_paper import risk_sample, sample
from tests.word_reading import document_of

DEMO = Path(__file__).resolve().parent.parent / "demo" / "fenshire" / "2026-06-tracker.txt"


def read_back(paper: Paper, style: str) -> Paper:
    document = document_of(render(paper, style=style, fmt="docx"))
    assert recognises(document) == 1
    return without_sources(read(document))


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(
    "paper", [sample(), risk_sample(), Paper(style="table")], ids=["delivery", "risk", "empty"]
)
def test_a_paper_comes_back_as_its_printed_form_shows_it(paper, style):
    assert read_back(paper, style) == paper.seen_in(style)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(papers(), st.sampled_from(STYLES))
def test_any_paper_comes_back_as_its_printed_form_shows_it(paper, style):
    assert read_back(paper, style) == paper.seen_in(style)
