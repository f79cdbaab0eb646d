"""What a printed paper shows: what it leaves out is at its default, what it rewords is as it says."""

import datetime as dt

import pytest

from reports.draw.presentable import blocks, typed
from reports.paper import Discrepancy, PanelNote, Paper, Source
from tests.drawn import STYLES
from tests.sample_paper import risk_sample, sample


def seen(style: str = "narrative", **changes: object) -> Paper:
    """The sample with some fields changed, as its printed form shows it."""
    return sample().model_copy(update=changes).seen_in(style)


@pytest.mark.parametrize("style", STYLES)
def test_what_no_panel_reads_is_not_seen(style):
    paper = sample()
    paper.discrepancies = [Discrepancy(kind="x", message="y")]
    paper.notes.append(PanelNote(kind="no_owner", item=None, words="nobody could be asked"))
    paper.recommendations[0].source = Source(**{"from": 1, "to": 2})
    paper.recommendations[3].updates[0].silent = True
    shown = paper.seen_in(style)
    assert shown.discrepancies == []
    assert [note.kind for note in shown.notes] == ["new_report"]
    assert not any(rec.doubts or rec.sources or rec.source for rec in shown.recommendations)
    assert not any(update.silent for rec in shown.recommendations for update in rec.updates)
    withheld = shown.recommendations[1]
    assert (withheld.title, withheld.priority, withheld.rag) == ("Armoury keys", "Significant", "RED")
    assert (withheld.text, withheld.owners, withheld.target_in_force) == ("", [], None)


def test_each_style_leaves_something_out():
    narrative, table = seen("narrative"), seen("table")
    assert (narrative.programme, table.reporting) == ([], [])
    assert narrative.reporting == sample().reporting
    assert table.programme == sample().programme
    assert {rec.threat for rec in narrative.recommendations} == {None}
    assert table.recommendations[3].threat == "Improved management decision making"
    assert narrative.audits[0].counts == {"Fundamental": 1, "Significant": 2, "Housekeeping": 0}
    assert table.audits[0].counts == {}
    assert risk_sample().seen_in("table").risk_colours == sample().risk_colours


def test_what_is_reworded_is_seen_in_the_words_of_the_paper():
    paper = sample()
    rec = paper.recommendations[5]
    rec.updates[0].text = "Too dear.\nPROPOSED CLOSED"
    rec.updates[0].label = "Progress in June 2020: "
    rec.updates[0].month = "2021-03"
    rec.title = "word " * 80
    paper.recommendations[6].target_dates[0].date = dt.date(2021, 9, 29)
    shown = paper.seen_in("narrative")
    assert shown.recommendations[5].updates[0].text == "Too dear."
    assert shown.recommendations[5].updates[0].label == "Progress in June 2020"
    assert shown.recommendations[5].updates[0].month == "2020-06"
    assert shown.recommendations[5].title.endswith("word…")
    assert shown.recommendations[6].target_dates[0].date == dt.date(2021, 9, 29)
    assert seen(subject="").subject == "Internal audit recommendations"
    assert seen(board="the Risk Board").board == "Risk Board"
    assert seen(meeting_date=None).meeting_time is None


@pytest.mark.parametrize(
    "text",
    [
        "One.\n\nTwo.",
        "Intro:\n- a\n- b\nMore.",
        "3. three\n4. four\n\n7. alone",
        "a | b\nc | d\n\n- x",
        "short\nlines\n" + "long " * 30,
    ],
)
def test_a_text_as_typed_from_its_blocks_makes_the_same_blocks(text):
    assert blocks(typed(blocks(text))) == blocks(text)


def test_a_pdf_shows_what_its_font_can_draw():
    paper = sample()
    paper.recommendations[0].text = "Done ☃ 😀"
    assert paper.seen_in("narrative").recommendations[0].text == "Done ☃ 😀"
    assert "☃" not in paper.seen_in("narrative", "pdf").recommendations[0].text
