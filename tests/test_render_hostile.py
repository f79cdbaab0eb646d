"""What somebody writes into an update can never become markup, code or a broken file."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.paper import Paper, Recommendation, Update
from reports.render import render
from tests.drawn import FORMS, text_of
from tests.sample_paper import sample

HOSTILE = (
    '#read("/etc/passwd")',
    "#import sys: inputs",
    "$ x^2 $ * _ < > @nobody [ ] // /* \\ ` ~ = - +",
    '"); #panic("out") //',
    "{{ 7*7 }} {% for x in y %} {# gone #}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "</w:t></w:r></w:p><w:p><w:r><w:t>injected",
    "<script>alert(1)</script> &amp; & &lt;",
    "]]> <!-- --> <![CDATA[",
    "%PDF-1.7 \\n \\u{41}",
    "\"quoted\" 'single' `back`",
)
EVERY = pytest.mark.parametrize(("style", "fmt"), FORMS)


def spoiled(words: str) -> Paper:
    """The sample with the words in every text a person or an import can fill."""
    paper = sample()
    rec = paper.recommendations[0]
    rec.title = rec.text = rec.management_response = rec.threat = rec.owners[0].name = words
    rec.updates = [Update(label=words, text=f"start\n- {words}\n{words}", verified=words)]
    rec.evidence = [words]
    rec.target_dates[0].words = words
    paper.board_items[0].text = paper.notes[0].words = paper.subject = paper.panel = words
    paper.authors = paper.contacts = paper.programme = [words]
    paper.implications = {words: words}
    return paper


def squeezed(words: str) -> str:
    return "".join(words.split())


@EVERY
@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_printed_as_they_were_written(style, fmt, words):
    text = squeezed(text_of(spoiled(words), style, fmt))
    assert text.count(squeezed(words)) >= 5
    assert "root:x:0" not in text


@EVERY
@pytest.mark.parametrize(
    "words",
    [
        "😀 fine",
        "nul \x00 bell \x07 form \x0c feed",
        "lone \ud800 surrogate",
        "שלום עולם مرحبا",
        "\u202eright to left\u202c",
        "x" * 40_000,
        "line\n" * 500,
        "- point\n" * 500,
        "a | b | c\n" * 200,
        " ",
        "",
    ],
)
def test_awkward_text_never_breaks_a_format(style, fmt, words):
    assert "END" in text_of(spoiled(words), style, fmt)


@EVERY
def test_the_end_of_a_very_long_text_is_printed(style, fmt):
    paper = sample()
    paper.recommendations[0].updates[0].text = "word " * 8_000 + "OMEGA"
    assert "OMEGA" in text_of(paper, style, fmt)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(st.characters(codec=None), max_size=60), st.sampled_from(FORMS))
def test_any_text_at_all_can_be_drawn(words, form):
    style, fmt = form
    assert render(spoiled(words), style=style, fmt=fmt)


def test_a_paper_cannot_reach_the_template_language_through_a_list_or_a_key():
    paper = sample()
    paper.programme = ["#panic()", '", panic("x"), "']
    paper.priorities = ["Fundamental", "Significant", '")]#panic("x")']
    rec: Recommendation = paper.recommendations[5]
    rec.priority = '")]#panic("x")'
    assert '")]#panic("x")' in text_of(paper, "narrative", "pdf")
