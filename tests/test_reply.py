import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mail import mime, reply
from mail.compose import LABEL
from mail.reading import LONGEST_BODY
from mail.subtract import FILL_IN
from mail.text import clean
from tests import replies
from tests.replies import ITEMS, LAST, TEXTS, answered, heard, read
from tests.runaway import assert_growth

FLEET2, FLEET4, STORE = (item.id for item in ITEMS[:3])

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z", "M"]), min_size=1, max_size=12)
LINES = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)
TEXT = st.lists(LINES, min_size=1, max_size=4).map("\n".join)
FREE = ["gmail inline", "outlook inline", "outlook fill-in line", "thunderbird inline"]


@settings(deadline=None)
@given(st.sampled_from(FREE), st.lists(TEXT, min_size=3, max_size=3))
def test_whatever_is_typed_under_an_item_is_kept_somewhere_a_reviewer_sees(
    client: str, texts: list[str]
) -> None:
    answers = dict(zip((FLEET2, FLEET4, STORE), texts, strict=True))
    incoming = answered(client, answers, count=3)
    found = read(incoming, count=3)
    seen = " ".join([found.unplaced, *(one.text for one in found.answers)])
    seen += " ".join(found.body[one.start : one.end] for one in found.elided)
    for text in texts:
        assert all(word in seen for word in clean(text)[0].split())


@settings(deadline=None)
@given(st.lists(st.from_regex(r"[a-z]{3,9}", fullmatch=True), min_size=1, max_size=40), st.sampled_from(FREE))
def test_words_that_are_not_ours_reach_their_item(words: list[str], client: str) -> None:
    text = " ".join(f"q{word}" for word in words)
    found = read(answered(client, {FLEET4: text}, count=2), count=2)
    assert heard(found) == {FLEET4: text}


OURS = replies.sent(replies.request_for(2)).text.split("\n")
CLUTTER = """On 3 Feb 2020 at 10:00, Fenshire Inspectorate wrote:
> On Monday
--\x20
Pat Owner

> > x
From: Pat
Sent: Monday
To: us
Subject: it
-----Original Message-----
Done.
4.2: done
FLEET-1809-4.4
Your update (write below this line): yes
Sent from my iPhone
4.1: shared
> [...]""".splitlines()
BODY = st.lists(st.sampled_from(OURS + CLUTTER * 2) | st.text(max_size=30), max_size=40).map("\n".join)


@settings(deadline=None)
@given(BODY, BODY)
def test_every_character_of_a_body_is_in_an_answer_unplaced_or_elided(text: str, html: str) -> None:
    page = "".join(f"<p>{line}</p>" for line in html.split("\n"))
    found = read(mime.Incoming(text=clean(text)[0], html=clean(page)[0]), count=2)
    elided = {place for one in found.elided for place in range(one.start, one.end)}
    left = "".join(letter for place, letter in enumerate(found.body) if place not in elided)
    kept = "".join([found.unplaced, *(one.text for one in found.answers)])
    unmarked = str.maketrans("", "", ">| \n\t\xa0")  # a lone quotation mark is a blank line
    assert sorted("".join(kept.split()).translate(unmarked)) == sorted(
        "".join(left.split()).translate(unmarked)
    )


@settings(deadline=None)
@given(BODY, BODY)
def test_every_word_of_a_body_stands_where_the_offsets_say(text: str, html: str) -> None:
    page = "".join(f"<p>{line}</p>" for line in html.split("\n"))
    found = read(mime.Incoming(text=clean(text)[0], html=clean(page)[0]), count=2)
    covered = {place for one in found.elided for place in range(one.start, one.end)}
    for one in found.answers:
        first, last = one.text.split("\n")[0], one.text.split("\n")[-1]
        piece = found.body[one.start : one.end].strip()
        assert piece.startswith(first)
        assert piece.endswith(last)
        covered |= set(range(one.start, one.end))
    left = "".join(" " if place in covered else letter for place, letter in enumerate(found.body))
    assert _only_marks(left, found)


def _only_marks(left: str, found: reply.Reply) -> bool:
    """Whether what is left beside what could not be placed are marks of quotation."""
    there = found.unplaced.split()
    return all(not word.strip("|>") or word in there for word in left.split())


def test_with_one_item_all_own_words_are_its_answer() -> None:
    found = replies.typed("Hello,\nall done.\nRegards, Pat", count=1)
    assert heard(found) == {FLEET2: "Hello, all done. Regards, Pat"}
    assert found.placed_by == {FLEET2: "only item"}


def test_words_above_a_quotation_of_several_items_are_not_given_to_the_last() -> None:
    quoted = replies.sent(replies.request_for(4)).text
    found = replies.typed(f"All is well with everything.\n\n{quoted}")
    assert found.answers == []
    assert found.unplaced == "All is well with everything."


def test_words_below_our_whole_message_are_not_given_to_the_last_item() -> None:
    quoted = replies.sent(replies.request_for(2)).text
    found = replies.typed(f"{quoted}\nThis message is confidential.", count=2)
    assert found.answers == []
    assert found.unplaced == "This message is confidential."


def test_an_answer_that_repeats_the_last_update_is_no_answer_but_is_shown() -> None:
    for client in ("thunderbird inline", "iphone"):
        found = read(answered(client, {FLEET2: LAST[FLEET2]}, count=1), count=1)
        assert [one.text for one in found.answers if LAST[FLEET2] in one.text] == [], client
        assert found.doubts


def test_the_last_update_with_one_word_changed_is_an_answer_in_full() -> None:
    changed = LAST[FLEET2].replace("May", "July")
    for client in FREE:
        assert heard(read(answered(client, {FLEET2: changed}, count=2), count=2)) == {FLEET2: changed}


def test_a_date_changed_within_our_own_line_is_the_owners_word() -> None:
    quoted = replies.sent(replies.request_for(1)).text.replace("30 June 2020", "30 September 2020")
    assert heard(replies.typed(quoted, count=1)) == {FLEET2: "Target date in force: 30 September 2020"}


def test_words_added_behind_a_long_line_of_ours_are_found_alone() -> None:
    quoted = replies.sent(replies.request_for(1)).text.replace(
        "at the results.", "at the results. Now finished for all sites."
    )
    assert heard(replies.typed(quoted, count=1)) == {FLEET2: "Now finished for all sites."}


def test_signature_and_device_lines_are_set_aside_with_their_place() -> None:
    text = "Done.\n\nSent from my iPhone\n\n-- \nPat Owner\nHead of Transport"
    found = replies.typed(text, count=1)
    assert heard(found) == {FLEET2: "Done."}
    kept = " ".join(text[one.start : one.end] for one in found.elided)
    assert "Sent from my iPhone" in kept
    assert "Head of Transport" in kept
    assert {one.why for one in found.elided} == {"signature"}


def test_offsets_point_at_the_words_in_the_body() -> None:
    found = read(answered("outlook fill-in line", {FLEET2: "Done.", FLEET4: "No."}, count=2), count=2)
    assert [found.body[one.start : one.end].strip() for one in found.answers] == ["Done.", "No."]


def test_a_reply_to_a_question_about_one_item_needs_no_name() -> None:
    question = reply.Sent(
        text=f"Dear Pat,\n\n[{STORE}] Missing exhibit\nWhat shows that it works?\n\n{replies.LABEL}\n"
    )
    quoted = "\n".join(f"> {line}" for line in question.text.split("\n"))
    found = read(mime.Incoming(text=f"A sample of 30 in May.\n\n{quoted}"), count=4, also=(question,))
    assert heard(found) == {STORE: "A sample of 30 in May."}
    named = mime.Incoming(text="A sample of 30 in May.", subject=f"Re: A question about [{STORE}]")
    assert heard(read(named, count=4)) == {STORE: "A sample of 30 in May."}


def test_an_earlier_answer_that_our_receipt_repeated_may_be_given_again() -> None:
    said = "The monthly sample began in August with forty records."
    receipt = reply.Sent(
        text=f"Dear Pat,\n\nThank you for the message that we received.\n\n[{FLEET2}] Sample check\n"
        f"You wrote this:\n{said}\n\nIf anything is wrong please answer.\nYour newest words count here."
    )
    incoming = answered("outlook inline", {FLEET2: f"{said}\nIt found two exceptions."}, count=2)
    assert heard(read(incoming, count=2, also=(receipt,))) == {FLEET2: f"{said} It found two exceptions."}


def test_the_part_that_says_more_is_read_and_the_difference_is_named() -> None:
    found = replies.typed("Done.", html="<p>Done, and all twelve sites were visited in May.</p>", count=1)
    assert heard(found) == {FLEET2: "Done, and all twelve sites were visited in May."}
    assert any("do not say the same" in doubt for doubt in found.doubts)


def test_words_that_our_receipt_could_not_place_may_be_sent_again_under_their_item() -> None:
    said = "All forty records of the sample were complete."
    receipt = reply.Sent(text=f"Dear Pat,\n\nWe kept these words but could not place them:\n{said}\n")
    found = read(mime.Incoming(text=f"[{FLEET2}]\n{said}"), count=4, also=(receipt,))
    assert heard(found) == {FLEET2: said}


def test_the_label_in_our_requests_is_one_that_we_find_again() -> None:
    assert LABEL.endswith(":")
    assert FILL_IN in LABEL


def test_a_single_line_of_ours_left_behind_a_quotation_mark_is_still_ours() -> None:
    last = replies.sent(replies.request_for(2)).text.strip().split("\n")[-1]
    assert heard(replies.typed(f"> [{FLEET2}]\nDone.\n\n> {last}", count=2)) == {FLEET2: "Done."}


def test_an_empty_message_is_a_doubt_and_not_an_answer() -> None:
    assert replies.typed("").answers == []
    assert replies.typed("").doubts
    unchanged = replies.typed(replies.sent(replies.request_for(2)).text, count=2)
    assert unchanged.answers == []
    assert unchanged.doubts


@pytest.mark.parametrize(
    "scrap",
    [
        "On ",
        "\n",
        "From: x\n",
        "> ",
        "4.2 ",
        "wrote:\n",
        "--\n",
        "[FLEET-1809-4.2]\n",
        "Your update (write below this line): x\n",
        "<https:",
        "Recommendation item audit ",
        TEXTS[FLEET2].replace("\n", " "),
    ],
)
def test_no_body_costs_more_than_it_is_long(scrap: str) -> None:
    assert_growth(replies.typed, lambda length: (scrap * length)[:length], LONGEST_BODY)


def test_a_body_too_long_to_read_is_kept_whole_with_a_doubt() -> None:
    text = "word " * LONGEST_BODY
    found = replies.typed(text, count=1)
    assert found.answers == []
    assert found.unplaced == text.strip()
    assert "too long" in found.doubts[0]
