"""Histories woven into one: nothing lost, nothing twice, in order, whatever each paper leaves out."""

from hypothesis import given
from hypothesis import strategies as st

from reports.merge.weave import Strand, woven

LETTERS = "abcdefghij"


def weave(*histories: str) -> list[Strand[str]]:
    """Weave letters."""
    return woven([list(one) for one in histories], lambda a, b: a == b, lambda older, _later: older)


def letters(strands: list[Strand[str]]) -> str:
    return "".join(strand.value for strand in strands)


def test_a_later_paper_goes_on_where_the_former_ended() -> None:
    assert weave("ab", "abc") == [Strand("a", 0), Strand("b", 0), Strand("c", 1)]
    assert weave("ab", "cd") == [Strand("a", 0), Strand("b", 0), Strand("c", 1), Strand("d", 1)]


def test_what_only_a_later_paper_shows_before_something_known_counts_as_known_then() -> None:
    assert weave("b", "abc") == [Strand("a", 0), Strand("b", 0), Strand("c", 1)]


def test_the_same_words_said_twice_in_one_paper_stand_twice() -> None:
    assert letters(weave("aa", "aab")) == "aab"


def test_a_later_paper_settles_the_order_of_what_was_known_from_two() -> None:
    assert letters(weave("b", "a", "ab")) == "ab"


def test_words_that_change_are_picked() -> None:
    found = woven([["colour"], ["Colour!"]], lambda a, b: a[1:6] == b[1:6], lambda _older, later: later)
    assert found == [Strand("Colour!", 0)]


@given(
    st.lists(
        st.sets(st.sampled_from(LETTERS)).map(lambda kept: "".join(sorted(kept))), min_size=1, max_size=5
    )
)
def test_papers_that_each_leave_something_out_give_every_entry_once(histories: list[str]) -> None:
    found = weave(*histories)
    assert sorted(letters(found)) == sorted(set("".join(histories)))
    firsts = [strand.first for strand in found]
    assert firsts == sorted(firsts)


@given(st.text("abc", max_size=8), st.text("abc", max_size=8))
def test_no_paper_loses_an_entry_and_the_last_keeps_its_order(one: str, other: str) -> None:
    found = letters(weave(one, other))
    assert all(found.count(letter) >= max(one.count(letter), other.count(letter)) for letter in "abc")
    rest = iter(found)
    assert all(letter in rest for letter in other)
    assert letters(weave(one, one)) == one
    assert weave(one, other, other) == weave(one, other)
