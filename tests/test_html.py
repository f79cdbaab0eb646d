from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mail.html import lines, to_text
from tests.runaway import assert_growth


def test_blocks_and_breaks_become_lines_and_inline_marks_vanish() -> None:
    assert to_text("<p>One <b>two</b><br>three</p><div>four</div>five") == "One two\nthree\nfour\nfive"


def test_table_cells_stay_apart() -> None:
    table = "<table><tr><th>Item</th><td>Done</td></tr><tr><td>Due</td><td>May</td></tr></table>"
    assert to_text(table) == "Item\nDone\nDue\nMay"


def test_quotations_are_marked_at_their_depth() -> None:
    assert to_text("a<blockquote>b<blockquote>c</blockquote></blockquote>d") == "a\n> b\n> > c\nd"
    assert [line.depth for line in lines("a<blockquote>b</blockquote>")] == [0, 1]


def test_what_is_not_shown_is_left_out() -> None:
    page = (
        "<head><title>t</title><style>p{}</style></head><!-- c --><SCRIPT>if (a < b) x()</SCRIPT ><p>Seen</p>"
    )
    assert to_text(page) == "Seen"


def test_what_a_client_hides_from_other_clients_stays_readable() -> None:
    assert to_text("<!--[if mso]>hidden<![endif]--><![if !mso]>shown<![endif]><o:p></o:p>") == "shown"


def test_non_breaking_spaces_are_spaces_and_empty_paragraphs_empty_lines() -> None:
    assert to_text("<p>a&nbsp;b</p><p>&nbsp;</p><div><br></div><p>c</p>") == "a b\n\n\nc"


def test_lists_keep_their_numbers() -> None:
    assert to_text("<ol start=8><li>a<ul><li>b</ul><li>c</ol>") == "8. a\n- b\n9. c"


def test_preformatted_text_keeps_its_lines() -> None:
    assert to_text("<pre>one\n  two</pre> three") == "one\n  two\nthree"


def test_a_less_than_sign_in_the_text_is_text() -> None:
    assert to_text("response < 5 minutes &gt; 90% <3") == "response < 5 minutes > 90% <3"


def test_a_greater_than_sign_in_an_attribute_ends_no_tag() -> None:
    assert to_text('<a title="a > b" href="x">link</a>') == "link"


def test_unclosed_style_does_not_swallow_the_answer() -> None:
    assert "the answer" in to_text("<style>p {margin:0}<p>the answer</p>")


HEAP = ("<p>", "</p>", "<blockquote>", "</blockquote>", "<!--", "-->", '"', "<ol>", "</ol>", "<li>", "<pre>")


@settings(deadline=None)
@given(st.lists(st.sampled_from((*HEAP, "</pre>", "<br>", "<a b=", ">", "&#1;", "&amp", "text"))))
def test_any_heap_of_tags_is_read(pieces: list[str]) -> None:
    assert isinstance(to_text("".join(pieces)), str)


@settings(deadline=None)
@given(st.lists(st.from_regex(r"[a-z]{1,8}", fullmatch=True), min_size=1), st.integers(1, 300))
def test_no_word_is_lost_at_any_depth(words: list[str], depth: int) -> None:
    page = "".join(f"<div><blockquote>{word}" for word in words) + "<table><tr><td>" * depth + "end"
    assert [word for word in to_text(page).split() if word != ">"] == [*words, "end"]


HEAPS = {
    "nested": (lambda n: "<div>" * n + "x", 5_000),
    "table": (lambda n: "<table>" + "<tr><td>a cell</td><td>b</td></tr>" * n + "</table>", 20_000),
    "quoted": (lambda n: "<blockquote>q" * n, 20_000),
    "unclosed bold": (lambda n: "".join(f"<p><b id={number}>x" for number in range(n)), 20_000),
    "attributes": (lambda n: "<p " + " ".join(f"a{number}=1" for number in range(n)) + ">x", 50_000),
    "comments": (lambda n: "<!-- >" * n, 100_000),
    "scripts": (lambda n: "<script>" * n + "x", 100_000),
    "tags": (lambda n: "<a" * n, 200_000),
    "quotes": (lambda n: '<a ">' + '"<a ">' * n, 50_000),
    "number": (lambda n: "&#" + "1" * n + ";x", 50_000),
    "paragraphs in deep quotes": (lambda n: "<blockquote>q" * (n // 20) + "<p>x" * n, 100_000),
    "ends without begins in deep lists": (lambda n: "<ol><li>" * (n // 10) + "</ul>" * n, 50_000),
    "less than": (lambda n: "<" * n, 1_000_000),
    "name": (lambda n: "<" + "a" * n, 1_000_000),
    "quoted attributes": (
        lambda n: "<p " + " ".join(f'a{number}=">"' for number in range(n)) + ">x",
        50_000,
    ),
    "unclosed attributes": (lambda n: '<a b="' * n + ">", 150_000),
    "odd quotes": (lambda n: '<a "="' * n + '">', 150_000),
    "foreign": (lambda n: "<svg><math><mi><b id=1>" * n + "x", 20_000),
    "NUL": (lambda n: "<p\0>\0" * n, 100_000),
}


@pytest.mark.parametrize(("make", "size"), HEAPS.values(), ids=HEAPS.keys())
def test_no_page_costs_more_than_it_is_long(make: Callable[[int], str], size: int) -> None:
    assert_growth(to_text, make, size)
