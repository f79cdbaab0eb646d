"""Text fit for print: nothing dangerous is left, nothing readable is lost, lists are found."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.draw.fonts import glyphs
from reports.draw.layout import Block
from reports.draw.presentable import blocks, presentable

HELD = glyphs()
WELSH = "Ŵŵ Ŷŷ Ââ Êê Îî Ôô Ûû Ïï"


@given(st.text(st.characters(codec=None), max_size=200))
def test_whatever_comes_in_the_font_can_print_what_goes_out(text):
    out = presentable(text, HELD)
    assert all(ord(char) in HELD or char in "\n\u200b" for char in out)


@given(st.text(st.characters(codec=None), max_size=200))
def test_nothing_invisible_or_broken_is_left_for_any_format(text):
    out = presentable(text)
    out.encode()
    assert not [
        char for char in out if unicodedata.category(char) in {"Cc", "Cs", "Co", "Cn"} and char != "\n"
    ]


@given(st.text(st.sampled_from(f"abcXYZ 0123456789.,;:'()&<>£–—→“”’•{WELSH}\n"), max_size=300))
def test_ordinary_text_and_welsh_names_come_through_unchanged(text):
    assert presentable(text, HELD).replace("\u200b", "") == unicodedata.normalize("NFC", text)


@pytest.mark.parametrize(
    ("given_", "wanted"),
    [
        ("done 😀 now", "done [grinning face] now"),
        ("➢ first", "[three-d top-lighted rightwards arrowhead] first"),
        ("\u2167.", "VIII."),
        ("\uff21\uff22", "AB"),
        ("name: שלום עולם.", "name: [not printable]."),
        ("a\x00b\x07c\ud800d\uffff", "abcd"),
        ("user\u202egnp.exe", "usergnp.exe"),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree four"),
        ("x\u2028y\u00a0z", "x y\u00a0z"),
    ],
)
def test_what_the_font_lacks_is_said_in_another_way(given_, wanted):
    assert presentable(given_, HELD) == wanted


def test_other_formats_keep_scripts_that_only_our_font_lacks():
    assert presentable("שלום 😀") == "שלום 😀"


def test_a_word_without_end_may_break():
    assert max(map(len, presentable("x" * 40_000, HELD).split("\u200b"))) <= 60


@given(st.text(st.sampled_from("ab -•1.2) |\n\t"), max_size=200))
def test_cutting_into_blocks_loses_no_letter(text):
    found = blocks(presentable(text))
    kept = "".join("".join(block.lines) + "".join(map("".join, block.rows)) for block in found)
    assert [char for char in kept if char in "ab"] == [char for char in text if char in "ab"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("one\ntwo\n\nthree", [Block("text", ["one", "two"]), Block("text", ["three"])]),
        (f"{'long ' * 20}\nnext", [Block("text", [("long " * 20).strip()]), Block("text", ["next"])]),
        ("- a\n- b\n  more of b", [Block("bullets", ["a", "b more of b"])]),
        ("3. c\n4. d", [Block("numbers", ["c", "d"], start=3)]),
        ("- 1. a\n- 2. b", [Block("numbers", ["a", "b"], start=1)]),
        ("- i. Found.\n- (b) Weighed.", [Block("text", ["i. Found.", "(b) Weighed."])]),
        ("- 1. a\n- b\n- 3. c", [Block("text", ["1. a"]), Block("bullets", ["b"]), Block("text", ["3. c"])]),
        ("- A. Bell", [Block("bullets", ["A. Bell"])]),
        ("4. CCTV ordered", [Block("text", ["4. CCTV ordered"])]),
        ("4. CCTV\n9. Dashboard", [Block("text", ["4. CCTV"]), Block("text", ["9. Dashboard"])]),
        ("a | b\n1 | 2", [Block("table", rows=[["a", "b"], ["1", "2"]])]),
        ("this | that", [Block("text", ["this | that"])]),
        ("", []),
        (" \n \n", []),
    ],
)
def test_paragraphs_lists_and_tables_are_found(text, wanted):
    assert blocks(text) == wanted
