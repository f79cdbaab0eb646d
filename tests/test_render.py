"""Drawing a paper: what is refused, what never shows, and words that fit the numbers."""

import io

import pytest
from docx import Document

from followup import Refused
from reports.paper import Paper
from reports.render import FORMATS, render
from tests.drawn import FORMS, pages_of, paper_for, text_of
from tests.processes import outputs
from tests.sample_paper import sample


@pytest.mark.parametrize(("style", "fmt"), FORMS)
def test_what_is_withheld_or_doubted_is_never_printed(style, fmt):
    text = " ".join(text_of(paper_for(style), style, fmt).split())
    for hidden in ("SECRET WEAKNESS", "HIDDEN PROGRESS", "Hidden Holder", "HIDDEN NOTE", "31 January 2020"):
        assert hidden not in text
    assert "a doubt that the panel never reads" not in text
    assert "4.2 Armoury" in text
    assert "restricted edition" in text


DIGEST = """
import hashlib
from reports.render import render
from tests.drawn import FORMS, paper_for
for style, fmt in FORMS:
    print(style, fmt, hashlib.sha256(render(paper_for(style), style=style, fmt=fmt)).hexdigest())
"""


def test_the_same_paper_gives_the_same_bytes_in_any_process():
    runs = outputs(DIGEST)
    assert len(runs) == 1
    assert len(runs.pop().splitlines()) == len(FORMS)


def test_rendering_changes_nothing_in_the_paper():
    paper, before = sample(), sample()
    for fmt in FORMATS:
        render(paper, style="narrative", fmt=fmt)
    assert paper == before


@pytest.mark.parametrize(
    ("style", "fmt", "words"),
    [
        ("baroque", "pdf", "There is no house style 'baroque'; choose narrative or table."),
        ("narrative", "odt", "There is no format 'odt'; choose from html, pdf, docx, xlsx."),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_the_cure(style, fmt, words):
    with pytest.raises(Refused) as refusal:
        render(sample(), style=style, fmt=fmt)
    assert str(refusal.value) == words


def test_a_paper_that_contradicts_itself_is_refused_with_the_reason():
    paper = sample()
    paper.recommendations[0].rag = "GREEN"
    with pytest.raises(Refused, match=r"EVIDENTIAL-2003-4\.1 is GREEN, which does not fit its state"):
        render(paper, style="narrative", fmt="html")


@pytest.mark.parametrize(("style", "fmt"), FORMS)
def test_an_empty_paper_is_drawn_in_grammar(style, fmt):
    words = " ".join(text_of(Paper(style=style), style, fmt).split())
    assert "No recommendation is before the panel at this meeting." in words
    assert "No recommendation is proposed for closure at this meeting." in words
    assert "Meeting date to be fixed" in words


def test_one_and_many_are_told_apart():
    paper = sample()
    text = text_of(paper, "narrative", "html")
    assert "the closure of one recommendation, that one recommendation is not adopted and that one" in text
    assert "Two further recommendations are monitored by the Strategic Risk Board" in text
    for rec in paper.recommendations[3:5]:
        rec.status, rec.rag = "proposed_closed", "GREEN"
    paper.board_items.pop()
    text = text_of(paper, "narrative", "html")
    assert "the closure of three recommendations, that one" in text
    assert "One further recommendation is monitored by the Strategic Risk Board" in text


def test_a_bare_marker_in_the_text_is_not_printed_twice():
    paper = sample()
    paper.recommendations[2].updates[-1].text += "\n\nPropose closed."
    assert text_of(paper, "narrative", "html").upper().count("PROPOSE CLOSED") == 0
    assert text_of(paper, "narrative", "html").count("PROPOSED CLOSED") == 1


def test_every_page_of_the_restricted_edition_says_so():
    paper = sample()
    assert not any("Restricted" in page for page in pages_of(render(paper, style="narrative", fmt="pdf")))
    paper.edition = "restricted"
    pages = pages_of(render(paper, style="narrative", fmt="pdf"))
    assert all("Restricted: not for publication, Fenshire" in page for page in pages)
    word = Document(io.BytesIO(render(paper, style="narrative", fmt="docx")))
    assert "Restricted: not for publication" in word.sections[0].footer.part.element.xpath("string(.)")


def test_notes_are_sentences_that_name_the_item():
    text = text_of(sample(), "narrative", "html")
    assert "[PAYROLL-2102-4.1]: The report is new; nobody was asked yet." in text


def test_a_single_point_is_a_sentence_and_no_list():
    paper = sample()
    paper.criteria = ["evidence"]
    assert "Closure is proposed only where the update states what shows" in text_of(
        paper, "narrative", "html"
    )
