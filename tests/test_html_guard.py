import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from mail.html import to_text
from mail.html_guard import EDGE, MOST_NESTING, NESTING, tame

LEFT = re.compile(rf"{EDGE}|<br>|</?style>|</?(?:{'|'.join(NESTING)})>|<ol start=\d{{1,5}}>")
NESTED = re.compile(rf"</?(?:{'|'.join(NESTING)})\b")
SKELETON = 3
"""The nodes of an empty page: html, head and body."""


def nodes(html: str) -> int:
    """How many nodes the tree builder makes of a page once it is tamed."""
    root = LexborHTMLParser(tame(html)).root
    return sum(1 for _ in root.traverse(include_text=True)) if root else 0


def test_only_tags_that_shape_lines_reach_the_tree_and_they_are_bare() -> None:
    page = (
        '<div class="a"><B id=1>x</B><ol type=i START="8"><li value=3>y</li></ol><o:p/><BR clear=all>z</div>'
    )
    assert tame(page) == f"{EDGE}x<ol start=8><li>y{EDGE}</li>{EDGE}</ol><br>z{EDGE}"


@pytest.mark.parametrize(
    "piece",
    ["<p><b id={}>x", "<div>x", "<table><tr><td>x", "<span a{}=1>x", "<svg><math>x", "<select><option>x"],
)
def test_what_is_never_closed_is_never_opened_again(piece: str) -> None:
    page = "".join(piece.format(number) for number in range(2_000))
    assert nodes(page) <= SKELETON + 4 * 2_000
    assert to_text(page).count("x") == 2_000


@pytest.mark.parametrize("attribute", ["a{}=1", 'a{}=">"', "a{}", "style='a{}:b'"])
def test_attributes_never_reach_the_tree(attribute: str) -> None:
    page = f"<p {' '.join(attribute.format(number) for number in range(50_000))}>x</p>"
    assert tame(page) == f"{EDGE}x{EDGE}"


def test_quotations_and_lists_up_to_the_limit_keep_their_marks() -> None:
    page = "<ul><li>a<blockquote>b</blockquote></li></ul>" * (MOST_NESTING // 6)
    assert to_text(page) == "\n".join(["- a", "> b"] * (MOST_NESTING // 6))


@pytest.mark.parametrize("tag", sorted(NESTING))
def test_quotations_and_lists_beyond_the_limit_only_end_a_line(tag: str) -> None:
    page = "".join(f"<{tag}>w{number} " for number in range(MOST_NESTING + 50))
    assert len(NESTED.findall(tame(page))) == MOST_NESTING
    assert [word for word in to_text(page).split() if word[0] == "w"] == [
        f"w{number}" for number in range(MOST_NESTING + 50)
    ]


def test_an_end_beyond_the_limit_counts_as_well() -> None:
    page = "<blockquote>" * (MOST_NESTING // 2) + "</ol>" * MOST_NESTING + "end"
    assert len(NESTED.findall(tame(page))) == MOST_NESTING
    assert to_text(page).endswith("> end")


@pytest.mark.parametrize(
    "page",
    [
        "<!-- <p>answer</p>",
        "<p>answer<!--",
        "<script>if (a) <p>answer</p>",
        "<title><p>answer",
        "<style></style><STYLE a=1><p>answer",
        "<template><p>answer",
        '<a title="x>answer</a>',
        "<p>answer<b",
        "<p answer",
        "<scr<!-- -->ipt>answer",
        "<textarea><p>answer",
        "<plaintext>answer",
        "<frameset><frame><p>answer",
        "<noscript><iframe>answer",
        "<td>answer",
        "\0<p\0>answer\0",
    ],
)
def test_nothing_unclosed_or_misplaced_swallows_the_answer(page: str) -> None:
    assert "answer" in to_text(page)


def test_an_end_without_a_begin_still_ends_the_line() -> None:
    assert to_text("a</blockquote>b</ul>c</li>d</pre>e</td>f") == "a\nb\nc\nd\ne\nf"


def test_characters_that_no_text_should_hold_do_not_come_in_as_entities() -> None:
    assert to_text("a&#1;b&#x7f;c<pre>d&#13;e&#27;f</pre>") == "abc\nd\nef"


INLINE = (
    "<b>",
    "</b>",
    "<a href='x'>",
    '<i title="a > b">',
    "<span\nclass=x>",
    "<font/>",
    "<o:p>",
    "</select>",
)
BLOCK = (
    "<p>",
    "</p>",
    "<div id=1>",
    "</table>",
    "<td>",
    "<h2>",
    "<blockquote>",
    "</blockquote>",
    "<ol start=2>",
)
ODD = (
    "</ol>",
    "<li>",
    "<pre>",
    "<br/>",
    "<!-- x -->",
    "<!doctype html>",
    "<?y?>",
    "<svg>",
    "<frameset>",
    "&nbsp;",
)
SHARDS = (
    "<",
    ">",
    '"',
    "'",
    "=",
    "<a b=",
    '<p x="',
    "<!--",
    "-->",
    "</",
    "<style>",
    "</style>",
    "\n",
    "&#",
    "\0",
)


@settings(deadline=None)
@given(st.lists(st.sampled_from((*INLINE, *BLOCK, *ODD, *SHARDS))))
def test_whatever_comes_in_only_known_bare_tags_go_out(pieces: list[str]) -> None:
    bare = tame("".join(pieces))
    assert "<" not in LEFT.sub("", bare)
    assert nodes("".join(pieces)) <= SKELETON + 2 * len(LEFT.findall(bare)) + 1


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from((*INLINE, *BLOCK, *ODD)), st.from_regex(r"[a-z]{9}", fullmatch=True)))
)
def test_every_word_between_whole_tags_is_kept_in_its_order(pieces: list[tuple[str, str]]) -> None:
    page = "".join(tag + word for tag, word in pieces)
    letters = re.sub(r"[^a-z]", "", to_text(page))
    assert letters == "".join(word for _, word in pieces)
