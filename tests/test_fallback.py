"""The view of a message that quotes nothing of ours: where its quotation seems to be, and never a cut."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mail import fallback, mime, reply
from tests.conftest import ROOT
from tests.replies import ITEMS

TOP = """It is done.
All of it.

On Mon, 3 Feb 2020 at 09:30, Somebody <some@body.example> wrote:
> Is it?
> Or not?"""


def pieces(text: str) -> list[str]:
    return [text[one.start : one.end] for one in fallback.view(text)]


def test_what_is_quoted_under_the_words_is_pointed_at() -> None:
    assert pieces(TOP) == [TOP.partition("All of it.\n")[2]]


def test_words_above_and_below_a_quotation_are_left() -> None:
    assert pieces(f"\n\n{TOP}\n\nRegards\nPat\n") == [TOP.partition("All of it.\n")[2] + "\n"]


@pytest.mark.parametrize("text", ["", "\n\n", "Done.", "> all quoted\n> and nothing else\n> at all"])
def test_where_nothing_or_everything_is_quoted_there_is_no_view(text: str) -> None:
    assert fallback.view(text) == []


def test_nothing_is_cut_for_the_view() -> None:
    found = reply.read(mime.Incoming(text=TOP), sent=[], items=ITEMS[:2], sender_names=[])
    assert "Is it?" in found.unplaced
    assert [found.body[one.start : one.end] for one in found.view] == pieces(TOP)
    assert found.elided == []


LINES = ["> x", ">> y", "On Monday, Pat wrote:", "From: a@b.example", "To: c@d.example", "Subject: s",
         "Date: x",
         "-----Original Message-----", "Begin forwarded message:", "", "words", "\u00a0", " > z"]  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=20), max_size=40).map("\n".join))
def test_any_text_has_a_view_within_it_that_begins_and_ends_with_lines(text: str) -> None:
    for one in fallback.view(text):
        assert 0 <= one.start <= one.end <= len(text)
        assert one.start == 0 or text[one.start - 1] == "\n"
        assert one.end == len(text) or text[one.end] == "\n"


SLOW = [
    "From: x\n" * 40_000,
    "On " * 100_000,
    "\n" * 300_000,
    "> " * 200_000,
    "On x\n" * 60_000,
    "a: b\n" * 60_000,
]


def test_no_shape_takes_long() -> None:
    script = "import sys; from mail import fallback; [fallback.view(text) for text in eval(sys.stdin.read())]"
    subprocess.run(
        [sys.executable, "-c", script], input=repr(SLOW), text=True, cwd=ROOT, check=True, timeout=60
    )
