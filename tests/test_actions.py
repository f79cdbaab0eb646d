"""What a panel asked for, read out of an item's words."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.actions import actions_of
from reports.places import PUNCTUATION, within

ASKED = [
    (
        "Action from AUDP meeting 19/09/18 43/18a - Ms Reed to send a note.",
        "2018-09-19",
        "43/18a",
        "Ms Reed to",
    ),
    ("Action from the panel of 3 May 2019: keys to be counted.", "2019-05-03", None, "keys to be"),
    ("AUDP 17.05.19 Action – Count the keys.", "2019-05-17", None, "Count the"),
    ("At AUDP on the 26th October 2021 it was agreed that all is well.", "2021-10-26", None, "it was agreed"),
    (
        "At the committee meeting on 2 June 2020 members asked for figures.",
        "2020-06-02",
        None,
        "members asked",
    ),
]


@pytest.mark.parametrize(("text", "meeting", "reference", "words"), ASKED)
def test_each_form_gives_meeting_reference_and_words(
    text: str, meeting: str, reference: str | None, words: str
) -> None:
    (found,) = actions_of([(7, text)])
    assert (found.meeting, found.reference) == (dt.date.fromisoformat(meeting), reference)
    assert found.words.startswith(words)
    assert found.source
    assert (found.source.from_, found.source.to) == (7, 7)


def test_a_heading_alone_takes_the_next_paragraph() -> None:
    (found,) = actions_of([(7, "AUDP 17.05.19 Action"), (9, "Count the keys.")])
    assert found.words == "Count the keys."
    assert found.source
    assert (found.source.from_, found.source.to) == (7, 9)
    assert actions_of([(7, "AUDP 17.05.19 Action")]) == []


@pytest.mark.parametrize(
    "text",
    [
        "Action 1 – This has been completed.",
        "At AUDP on the 26th October 2021 the keys were shown.",
        "It was discussed at AUDP on 2 June 2020 that it was agreed.",
        "Update 17.05.19 Action",
        "AUDP Action - Verbal Warnings: Update from Ann Reed",
    ],
)
def test_what_asks_for_nothing_is_no_action(text: str) -> None:
    assert actions_of([(1, text), (2, "More.")]) == []


def test_what_the_board_asked_for_is_no_action_of_a_panel() -> None:
    text = "Action from WAVE meeting 1/2/20 - count the oars."
    assert actions_of([(1, text)], board="WAVE") == []
    assert len(actions_of([(1, text)])) == 1


@given(st.lists(st.text(max_size=80), max_size=12), st.integers(0, 11), st.integers(0, 3))
def test_lines_named_hold_the_words(texts: list[str], at: int, width: int) -> None:
    lines = list(enumerate(texts, 10))
    words = " ".join(texts[at : at + 1 + width])
    source = within(words, lines)
    assert (source is None) == (not texts)
    if source:
        said = " ".join(text for number, text in lines if source.from_ <= number <= source.to)
        assert [token for token in words.split() if token.strip(PUNCTUATION) not in said] == []
