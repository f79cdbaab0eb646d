"""Every rule beyond "these words are ours", held against the answer it might swallow or misplace."""

import pytest

from mail import mime
from tests import replies
from tests.replies import ADDRESS, ITEMS, SENDER, heard, read

FLEET2, FLEET4, STORE, WELL = (item.id for item in ITEMS[:4])
QUOTED = "\n".join(f"> {line}" for line in replies.sent(replies.request_for(2)).text.split("\n"))
BARE = replies.sent(replies.request_for(2)).text


def under(words: str) -> str:
    """Our request, unmarked, with words typed under the place of the first item."""
    return BARE.replace(f"{replies.LABEL}\n", f"{replies.LABEL}\n{words}\n", 1)


def said(text: str, *, count: int = 2) -> dict[str, str]:
    return heard(read(mime.Incoming(text=text), count=count))


@pytest.mark.parametrize(
    "words",
    [
        "From: 1 April 2027\nTo: 30 June 2027\nSubject: to the budget\nCc: none",
        "Date: 3 May\nFrom: the depot\nTo: be confirmed",
        "Von: 1. April\nBis: 30. Juni",
        f"The {SENDER} wrote on 3 May:\nplease check again.",
        f"As {SENDER} writes:\nplease check again.",
        "check a sample of service records",
        "Exceptions should be reported to the Head of Transport within five days.\nAnd they are.",
        "Your update is late, sorry.",
        "| Site | State |\n| North | done |",
        "-- done --",
        "Sent from the depot to all sites.",
        ">>> urgent >>>",
        "First, the form is in use.\nSecond: records are kept.",
        "The second one is late.",
        "All items in the store were counted.",
        "4.4 - 3 days on average.",
        "Performance indicators were agreed in May.",
        "Original message from the vendor: week 40.",
        "2. CCTV | see 4.4\n10:30 all well",
    ],
)
def test_words_under_an_item_stay_there_whatever_they_look_like(words: str) -> None:
    assert said(under(words)) == {FLEET2: " ".join(words.split())}


@pytest.mark.parametrize(
    "over",
    [
        f"{SENDER} writes:",
        f"{SENDER} <{ADDRESS}> wrote in\n <1234@fenshire.example>:",
        f">>> {SENDER} <{ADDRESS}> 03/02/2020 09:30 >>>",
        f"W dniu 3.02.2020 o 09:30, {SENDER} pisze:",
        f"Den 3 feb. 2020 skrev {SENDER} <{ADDRESS}>:",
        f"Gesendet: Montag\nVon: {SENDER}\nAn: Pat\nBetreff: x",
        f"Zzz: {SENDER}\nYyy: Monday\nXxx: Re: Audit panel, 24 March 2020: your update on recommendations",
        f"-------- 元のメッセージ --------\n差出人: {SENDER} <{ADDRESS}>\n送信日時: 2020\n宛先: Pat\n件名: x",
    ],
)
def test_what_programs_write_over_a_quotation_is_no_answer(over: str) -> None:
    found = read(mime.Incoming(text=f"[{FLEET4}]\nDone.\n\n{over}\n{QUOTED}"), count=2)
    assert heard(found) == {FLEET4: "Done."}
    assert found.unplaced == ""


def test_a_telephone_number_right_over_the_attribution_is_kept() -> None:
    over = f"śr., 3 lut 2020 o 09:30 {SENDER} <{ADDRESS}> napisał(a):"
    assert said(f"[{FLEET4}]\nDone.\nExt. 4417\nwww.owner.example\n{over}\n{QUOTED}") == {
        FLEET4: "Done. Ext. 4417 www.owner.example"
    }


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("The first one: done.\nThe second one: not yet.", {FLEET2: "done.", FLEET4: "not yet."}),
        ("Re the last one - no.", {STORE: "no."}),
        ("FLEET 1809-4.2: done.", {FLEET2: "done."}),
        ("4.2 Sample check of service details:\ndone.", {FLEET2: "done."}),
        ("Performance indicators: agreed.", {FLEET4: "agreed."}),
        ("4.2 - 38 of 40.\n4.4 - 83% in May.", {FLEET2: "38 of 40.", FLEET4: "83% in May."}),
        (f"{FLEET2} and {FLEET4}: both done.", {FLEET2: "both done.", FLEET4: "both done."}),
        (f"Update on {FLEET4}: done.", {FLEET4: "done."}),
    ],
)
def test_ways_to_name_an_item(text: str, answers: dict[str, str]) -> None:
    found = read(mime.Incoming(text=f"Hello,\n\n{text}\n\n{SENDER} writes:\n{_quoted(3)}"), count=3)
    assert heard(found) == answers


def _quoted(count: int) -> str:
    return "\n".join(f"> {line}" for line in replies.sent(replies.request_for(count)).text.split("\n"))


def test_one_sentence_about_all_items_stands_with_each_and_a_doubt_says_so() -> None:
    words = "No change on either of the two items since May."
    found = read(mime.Incoming(text=f"Hello,\n\n{words}\n\n{QUOTED}"), count=2)
    assert heard(found) == {FLEET2: words, FLEET4: words}
    assert any("about all the items" in doubt for doubt in found.doubts)


def test_another_number_of_items_than_was_asked_is_not_all_of_them() -> None:
    found = read(mime.Incoming(text=f"No change on any of the five items.\n\n{QUOTED}"), count=2)
    assert found.answers == []


def test_places_are_counted_only_where_a_request_lists_them() -> None:
    assert read(mime.Incoming(text="The eleventh one: x\nThe fifth one: done."), count=2).answers == []


def test_an_answer_copied_from_our_lines_under_a_heading_copied_too_is_an_answer() -> None:
    line = "2. CCTV will be fitted in all stores by December."
    text = f"[{STORE}] Missing exhibit\n{line}\nThat is still so.\n\n{SENDER} writes:\n{_quoted(3)}"
    assert said(text, count=3) == {STORE: f"{line} That is still so."}
    below = f"{SENDER} writes:\n{_quoted(3)}\n\n[{STORE}] Missing exhibit\n{line}\nThat is still so."
    assert said(below, count=3) == {STORE: f"{line} That is still so."}
