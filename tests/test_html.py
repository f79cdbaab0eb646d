import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mail.html import lines, to_text

SECONDS = 2.0


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


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 5_000 + "x",
        "<table>" + "<tr><td>a cell</td><td>b</td></tr>" * 20_000 + "</table>",
        "<blockquote>q" * 20_000,
        "".join(f"<p><b id={number}>x" for number in range(20_000)),
        "<p " + " ".join(f"a{number}=1" for number in range(50_000)) + ">x",
        "<!-- >" * 100_000,
        "<script>" * 100_000 + "x",
        "<a" * 200_000,
        '<a ">' + '"<a ">' * 50_000,
        "&#" + "1" * 50_000 + ";x",
        "<blockquote>q" * 5_000 + "<p>x" * 100_000,
        "<ol><li>" * 5_000 + "</ul>" * 50_000,
        "<" * 1_000_000,
        "<" + "a" * 1_000_000,
        "<p " + " ".join(f'a{number}=">"' for number in range(50_000)) + ">x",
        '<a b="' * 150_000 + ">",
        '<a "="' * 150_000 + '">',
        "<svg><math><mi><b id=1>" * 20_000 + "x",
        "<p\0>\0" * 100_000,
    ],
    ids=[
        "nested",
        "table",
        "quoted",
        "unclosed bold",
        "attributes",
        "comments",
        "scripts",
        "tags",
        "quotes",
        "number",
        "paragraphs in deep quotes",
        "ends without begins in deep lists",
        "less than",
        "name",
        "quoted attributes",
        "unclosed attributes",
        "odd quotes",
        "foreign",
        "NUL",
    ],
)
def test_no_page_takes_long(page: str) -> None:
    start = time.process_time()
    to_text(page)
    assert time.process_time() - start < SECONDS
