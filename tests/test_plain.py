"""The converter's marks taken out of a text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.wording import plain

ANY_TEXT = st.text(max_size=300) | st.text(alphabet="<>[]()*$\\{}^~-•\t\n ou1.", max_size=300)


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("<u>Update</u> **July**", "Update July"),
        ("20<sup>th</sup> May", "20th May"),
        ("1 ^s\tMarch, 31 st May, 2^{nd} June", "1st\tMarch, 31st May, 2nd June"),
        ("12 st of sugar, 4 m^2", "12 st of sugar, 4 m^2"),
        ("# Heading\n#### **Sub**", "Heading\nSub"),
        ("- $\\circ~$ Sent out", "- Sent out"),
        ("- o A website", "- A website"),
        ("- ·\tMarch", "- ·\tMarch"),
        ("• One\n\t➢ Two ► three", "- One\n\t- Two - three"),
        ("<ol><li>One</li><li>Two</li></ol>", "1. One\n2. Two\n"),
        ("Next: <ul><li>One <br>more</li></ul>", "Next: \n- One \nmore\n"),
        ('<a href="mailto:a@fenshire.example">a@fenshire.example</a>', "a@fenshire.example"),
        ("[the report](http://fenshire.example/x) is here", "the report is here"),
        ("*fenshire.example/victims* shows", "fenshire.example/victims shows"),
        ("R\\&D costs \\$5 or $6 and $7", "R&D costs $5 or $6 and $7"),
        ("a < b > c, 5 * 4 * 3", "a < b > c, 5 * 4 * 3"),
        ("AT&amp;T &lt;b&gt;", "AT&T <b>"),
        ("-5 degrees", "-5 degrees"),
        ("done 😀😀 now", "done - now"),
        ("one\u2028two\u00a0three", "one\ntwo three"),
        ("e\u0301t\u00e9", "été"),
    ],
)
def test_converter_marks_are_taken_out_and_the_words_stay(marked: str, expected: str) -> None:
    assert plain(marked)[0] == expected


def test_notes_say_what_was_changed_and_are_empty_when_nothing_was() -> None:
    assert plain("As it is – 5% of £3") == ("As it is – 5% of £3", [])
    text, notes = plain("a\x00b\ud800c\u200d <b>d</b> ✅")
    assert text == "abc d -"
    assert notes == ["markup removed", "control characters removed", "symbols replaced by a dash"]


@given(ANY_TEXT)
def test_plain_text_never_holds_control_characters_or_surrogates(text: str) -> None:
    cleaned, _ = plain(text)
    assert not any(char < " " and char not in "\n\t" for char in cleaned)
    assert not any("\ud800" <= char <= "\udfff" for char in cleaned)


@given(st.text(alphabet="abcdefghij KLM,.'–", max_size=200))
def test_plain_words_are_left_as_they_are(text: str) -> None:
    assert plain(text) == (text, [])
