"""Earlier mails in a thread, notes to deputies and what gateways add: set aside or unplaced, never an answer.

Each rule is held against the answer that it might swallow.
"""

import pytest

from mail import earlier, mime
from mail.reading import LONGEST_BODY
from mail.reply import Reply
from tests import replies
from tests.replies import ADDRESS, ITEMS, OWNER, SENDER, heard, read
from tests.runaway import assert_growth

FLEET2, FLEET4 = (item.id for item in ITEMS[:2])
ASKED = replies.sent(replies.request_for(2)).text
OURS = f"From: {SENDER} <{ADDRESS}>\nSent: 3 February 2020\nTo: {OWNER}\nSubject: Re: your update"
QUOTED = "\n".join(f"> {line}" for line in ASKED.split("\n"))
TWICE = "\n".join(f">> {line}" for line in ASKED.split("\n"))
WARNING = (
    "CAUTION: This email originated from outside of the organisation.\n"
    "Do not click links or open attachments unless you know the sender."
)
DISCLAIMER = (
    "This e-mail is intended for the named recipient only. If you have received it in error\n"
    "please delete it."
)


def aside(reply: Reply, number: int) -> str:
    """The words of a piece that was set aside, counted from 1 as a reviewer does."""
    piece = reply.elided[number - 1]
    return reply.body[piece.start : piece.end]


def said(text: str, *, count: int = 2, sender: str = OWNER) -> dict[str, str]:
    return heard(read(mime.Incoming(text=text, from_addresses=[sender]), count=count))


@pytest.mark.parametrize(
    "head",
    [
        f"From: Pat <{OWNER}>\nSent: 4 February 2020\nTo: {SENDER}\nSubject: RE: your update",
        f">>> Pat <{OWNER}> 04/02/2020 09:30 >>>",
    ],
)
def test_an_earlier_answer_of_the_author_is_set_aside_and_can_be_taken_back(head: str) -> None:
    text = f"[{FLEET2}]\nNow done.\n\n{head}\n\n[{FLEET2}]\nNot yet.\n\n{OURS}\n\n{ASKED}"
    found = read(mime.Incoming(text=text, from_addresses=[OWNER]), count=2)
    assert heard(found) == {FLEET2: "Now done."}
    assert earlier.DOUBT in found.doubts
    number = next(number for number, one in enumerate(found.elided, 1) if one.why == earlier.EARLIER)
    assert aside(found, number).endswith("Not yet.")


@pytest.mark.parametrize(
    "head",
    [
        f"On 4 Feb 2020, Pat <{OWNER}> wrote:",
        f"On 4 Feb 2020\nPat <{OWNER}> wrote:",
        f"---- On Tue, 4 Feb 2020 09:30 Pat <{OWNER}> wrote ----",
        f"Pat <{OWNER}> hat am 4.2.2020 geschrieben:",
    ],
)
def test_an_earlier_answer_behind_marks_is_set_aside_and_words_between_its_lines_are_not(head: str) -> None:
    ours = f"> On 3 Feb 2020, {SENDER} <{ADDRESS}> wrote:\n{TWICE}"
    below = f"> [{FLEET2}]\n> Not yet.\n\nThis holds no more.\n\n{ours}"
    assert said(f"[{FLEET2}]\nNow done.\n\n{head}\n{below}") == {FLEET2: "Now done."}
    found = read(
        mime.Incoming(text=f"[{FLEET2}]\nNow done.\n\n{head}\n{below}", from_addresses=[OWNER]), count=2
    )
    assert "This holds no more." in found.unplaced


@pytest.mark.parametrize(
    "head",
    [
        f"From: Dr Dep <dep@fenshire.example>\nSent: 4 February 2020\nTo: {OWNER}\nSubject: FW: your update",
        "On 4 February the committee wrote:",
    ],
)
def test_what_somebody_else_wrote_stays_for_a_deputy_may_have_answered_there(head: str) -> None:
    text = f"Please see below.\n\n{head}\n\n[{FLEET2}]\nDone in May.\n\n{OURS}\n\n{ASKED}"
    assert said(text) == {FLEET2: "Done in May."}


def test_an_own_mail_without_new_words_above_stays() -> None:
    head = f"From: Pat <{OWNER}>\nSent: 4 February 2020\nTo: {SENDER}\nSubject: RE: your update"
    assert said(f"{head}\n\n[{FLEET2}]\nDone in May.\n\n{OURS}\n\n{ASKED}") == {FLEET2: "Done in May."}


def test_answers_between_our_lines_below_an_earlier_mail_stay() -> None:
    head = f"From: Pat <{OWNER}>\nSent: 4 February 2020\nTo: {SENDER}\nSubject: RE: your update"
    typed = ASKED.replace(f"{replies.LABEL}\n", f"{replies.LABEL}\nDone in May.\n", 1)
    assert said(f"See below.\n\n{head}\n\nNot yet.\n\n{OURS}\n\n{typed}") == {FLEET2: "Done in May."}


def test_an_own_statement_that_the_author_quotes_is_an_answer() -> None:
    words = f"As I wrote:\nOn 4 Feb 2020, Pat <{OWNER}> wrote:\n> We will be done in May.\nSo we were."
    found = read(
        mime.Incoming(text=f"{OURS}\n\n{ASKED}\n\n[{FLEET2}]\n{words}", from_addresses=[OWNER]), count=2
    )
    assert "We will be done in May." in heard(found)[FLEET2]


def test_a_note_to_who_answers_is_kept_without_a_place() -> None:
    head = f"From: Pat <{OWNER}>\nSent: 4 February 2020\nTo: Dep\nSubject: FW: your update"
    first = ASKED.split("\n", 1)[0].removeprefix("Dear ").removesuffix(",")
    note = head.replace("Pat", first)
    single = replies.sent(replies.request_for(1)).text
    text = f"Done in May.\n\n{note}\n\nCan you answer this one?\n\n{OURS}\n\n{single}"
    found = read(mime.Incoming(text=text, from_addresses=["dep@fenshire.example"]), count=1)
    assert heard(found) == {FLEET2: "Done in May."}
    assert found.unplaced == "Can you answer this one?"
    assert earlier.NOTE in found.doubts


@pytest.mark.parametrize("over", [WARNING, WARNING.replace("\n", " ")])
def test_a_warning_on_top_is_set_aside_and_the_line_right_below_it_is_not(over: str) -> None:
    assert said(f"{over}\nDone in May.\n\n{OURS}\n\n{ASKED}", count=1) == {FLEET2: "Done in May."}


def test_a_disclaimer_below_all_words_is_set_aside() -> None:
    assert said(f"Done in May.\n\n{DISCLAIMER}\n\n{OURS}\n\n{ASKED}", count=1) == {FLEET2: "Done in May."}
    assert said(f"{OURS}\n\n{ASKED}\n\n[{FLEET2}]\nDone.\n\n{DISCLAIMER}") == {FLEET2: "Done."}


@pytest.mark.parametrize(
    "words",
    [
        "CAUTION: the site is closed.",
        "External: the auditors came from outside in May. We opened the links to them.",
        "External: the advice came from outside. Please open the attachment.",
        f"We now send this banner:\n{WARNING}",
        f"Every mail ends like this: {DISCLAIMER}",
        f"{DISCLAIMER}\n\nThat is our new disclaimer.",
        "This e-mail is intended for the panel.",
        "This message is confidential, the union has not seen it.",
        "The information in this report was received in error and will be deleted.",
        "Sent via Finance on 3 May.",
        "Sent with the form of June.",
    ],
)
def test_answers_that_look_like_what_gateways_add_stay(words: str) -> None:
    text = ASKED.replace(f"{replies.LABEL}\n", f"{replies.LABEL}\n{words}\n", 1)
    assert said(text) == {FLEET2: " ".join(words.split())}


@pytest.mark.parametrize(
    "words",
    [
        f"[{FLEET4}] is also the reference the supplier uses, so we waited.",
        "4.4 has an effect here too.",
        "Both items are in the safe.",
        "All two items were found.",
    ],
)
def test_an_item_mentioned_in_passing_under_a_heading_of_ours_is_no_anchor(words: str) -> None:
    text = ASKED.replace(f"{replies.LABEL}\n", f"{replies.LABEL}\n{words}\n", 1)
    assert said(text) == {FLEET2: words}


def test_two_sentences_of_two_items_in_one_place_are_two_answers() -> None:
    text = ASKED.replace(f"{replies.LABEL}\n", f"{replies.LABEL}\n4.2 is done.\n4.4 is late.\n", 1)
    assert said(text) == {FLEET2: "4.2 is done.", FLEET4: "4.4 is late."}


def test_a_sentence_names_its_item_above_the_quotation_unless_that_was_headed_before() -> None:
    assert said(f"4.4 is late.\n\n{SENDER} writes:\n{QUOTED}") == {FLEET4: "4.4 is late."}
    text = (
        f"[{FLEET2}]\nDone.\n\n[{FLEET4}]\nLate.\n4.2 has an effect here too.\n\n{SENDER} writes:\n{QUOTED}"
    )
    assert said(text) == {FLEET2: "Done.", FLEET4: "Late. 4.2 has an effect here too."}


def test_both_items_are_done_is_said_of_each_above_the_quotation() -> None:
    words = "Both items are complete, please close them."
    assert said(f"{words}\n\n{SENDER} writes:\n{QUOTED}") == {FLEET2: words, FLEET4: words}


def test_a_title_may_stand_before_a_figure() -> None:
    text = f"Performance indicators - 12 of 14 agreed.\n\n{SENDER} writes:\n{QUOTED}"
    assert said(text) == {FLEET4: "12 of 14 agreed."}


def test_the_broken_end_of_an_answer_is_no_line_of_ours() -> None:
    words = "We asked that the depot should check a sample\nof service records each month."
    assert said(ASKED.replace(f"{replies.LABEL}\n", f"{replies.LABEL}\n{words}\n", 1)) == {
        FLEET2: " ".join(words.split())
    }


def test_words_typed_beside_the_label_open_an_answer_that_repeats_lines_of_ours() -> None:
    sent = replies.sent(replies.request_for(3)).text
    at = sent.rindex(replies.LABEL)
    line = "2. CCTV will be fitted in all stores by December."
    text = (
        sent[:at]
        + f"{replies.LABEL} 1. Roles:\nstill so.\n{line}\nStill so too.\n"
        + sent[at + len(replies.LABEL) :]
    )
    assert said(text, count=3)[ITEMS[2].id] == f"1. Roles: still so. {line} Still so too."


def spoken(text: str) -> Reply:
    return read(mime.Incoming(text=f"Done.\n\n{text}", from_addresses=[OWNER]), count=2)


@pytest.mark.parametrize(
    "scrap",
    [
        f"From: Pat <{OWNER}>\nSent: 4 May\nTo: x\n\nx\n",
        f"From: Pat <{OWNER}>\nSent: 4 May\nTo: x\n\nFrom: {ADDRESS}\nSent: 4 May\nTo: x\n\n",
        f"On 4 May {OWNER} wrote:\n> x\n",
        "---- On 4 May x@y ",
        "CAUTION: it came from outside. Do not open links.\n",
        "This e-mail is confidential. Delete it.\n\n",
        "4.2 is done.\n4.4 is late.\n",
        f"{replies.LABEL} x\nOngoing.\n",
    ],
)
def test_no_thread_costs_more_than_it_is_long(scrap: str) -> None:
    assert_growth(spoken, lambda length: (scrap * length)[:length], LONGEST_BODY - 10)
