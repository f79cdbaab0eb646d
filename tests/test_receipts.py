"""The receipt is a transcript: what it shows, what it keeps to itself; answers to it lose nothing."""

import pytest
from sqlmodel import select

from followup import audits, receipts
from mail import mime
from store.db import writing
from store.models import Outbox
from tests.findings import SQLITE, mail_text
from tests.test_intake import receipts as told
from tests.test_intake import reply, sent_to, take, update
from tests.world import ALEX, OPENED, PAT, SAM, World

ONE, TWO = "FLEET-2509-4.1", "FLEET-2509-4.2"
SAID: dict[str, str] = {
    ONE: "The checks run in two of three workshops; the third waits for its tablets.\n"
    "Target date: 31 January 2027\nReason: the supplier is late",
    TWO: "The indicators were agreed by the board in May and are printed each month.",
}


def inline(world: World, receipt: bytes, beneath: str, words: str) -> bytes:
    """Answer a receipt beneath the first line of it that is so, with the rest quoted."""
    raw = reply(world, PAT, {ONE: "x"}, "iphone", 2, request=receipt).partition(b"\r\n\r\n")[0]
    quoted = "".join(f"> {line}\r\n" for line in mime.parse(receipt).text.splitlines())
    body = quoted.replace(f"> {beneath}\r\n", f"> {beneath}\r\n\r\n{words}\r\n\r\n", 1)
    return _bare(raw) + b"\r\n\r\n" + body.encode()


def _bare(head: bytes) -> bytes:
    """Leave out what speaks of the encoding of a body that is not sent."""
    lines = (line for line in head.split(b"\r\n") if not line.startswith((b" ", b"\t")))
    return b"\r\n".join(line for line in lines if not line.lower().startswith((b"content-", b"mime-")))


@SQLITE
def test_each_item_shows_its_words_claim_dates_reasons_and_documents(world: World) -> None:
    files = [(f"{ONE} sample.csv", "text/csv", b"checked,passed\r\n40,39\r\n")]
    said = SAID | {TWO: f"{SAID[TWO]} See Policy 2026.pdf for them."}
    take(world, reply(world, PAT, said, attachments=files))
    made = mime.parse(sent_to(world, PAT, "receipt"))
    for text in (made.text, made.html.replace("&#34;", '"')):
        for words in (
            'Your words: "The checks run in two of three workshops; the third waits for its tablets. Target',
            "Understood as: progress",
            "New target date: 31 January 2027, because: the supplier is late",
            f"Kept as evidence: {ONE} sample.csv",
            "Named, but not attached: Policy 2026.pdf",
            "This is how the inspectorate reads it.",
        ):
            assert words in text, words


def test_long_words_are_shortened_at_a_space_and_counted() -> None:
    shown = receipts.shortened("several words " * 100)
    assert shown.endswith("several … (200 words in all)")
    assert len(shown) < receipts.SHORT + 30
    assert receipts.shortened("as they\nare") == "as they are"


@SQLITE
def test_of_a_marked_item_no_word_is_repeated_however_it_comes_in(world: World) -> None:
    with writing(world.engine) as session:
        audits.mark(session, "STORES-2602", "OFFICIAL-SENSITIVE", who="m", at=OPENED)
    secret = "The rear door alarm of store B is broken, because the rear door was changed. By May 2027."
    files = [("rear door.csv", "text/csv", b"a,b\r\n1,2\r\n")]
    take(world, reply(world, ALEX, {"STORES-2602-4.1": secret}, attachments=files))
    shown = mail_text(world, ALEX, "receipt")
    assert "rear door" not in shown
    assert "Kept in full, but not repeated here (marked OFFICIAL-SENSITIVE)" in shown


@SQLITE
def test_what_only_repeats_our_words_is_shown_as_set_aside(world: World) -> None:
    ours = "The force should put service checks in place and check that it works."
    take(world, reply(world, PAT, {ONE: f"[{ONE}]\n{ours}\n\n[{TWO}]\nAgreed in May."}, "gmail top"))
    (receipt,) = told(world)
    assert receipt["aside"] == [ours] or ours in str(receipt)
    assert ONE in receipt["open"]


@SQLITE
@pytest.mark.parametrize("client", ["gmail top", "outlook top", "iphone", "inline"])
def test_an_answer_to_the_receipt_is_read_without_the_words_it_transcribes(world: World, client: str) -> None:
    take(world, reply(world, PAT, SAID))
    receipt = sent_to(world, PAT, "receipt")
    right = "Sorry: only one workshop checks so far."
    if client == "inline":
        raw = inline(world, receipt, "- Understood as: progress", right)
    else:
        raw = reply(world, PAT, {ONE: f"[{ONE}]\n{right}"}, client, 2, request=receipt)
    assert take(world, raw).state == "understood"
    assert update(world, ONE).text == right
    assert update(world, TWO).text == SAID[TWO]


@SQLITE
@pytest.mark.parametrize("client", ["gmail top", "outlook top"])
def test_words_that_a_receipt_has_transcribed_may_be_sent_again(world: World, client: str) -> None:
    take(world, reply(world, PAT, SAID))
    receipt = sent_to(world, PAT, "receipt")
    more = f"[{ONE}]\n{SAID[ONE]}\nThe tablets are on their way."
    take(world, reply(world, PAT, {ONE: more}, client, 2, request=receipt))
    assert update(world, ONE).text == f"{SAID[ONE]}\nThe tablets are on their way."


@SQLITE
def test_words_sent_again_in_a_new_message_are_not_taken_for_ours(world: World) -> None:
    take(world, reply(world, PAT, SAID))
    sent_to(world, PAT, "receipt")
    again = "\n\n".join(f"[{name}]\n{text}" for name, text in SAID.items())
    raw = reply(world, PAT, {ONE: "x"}, "gmail top", 2).partition(b"\r\n\r\n")[0]
    fresh = _bare(raw) + b"\r\n\r\n" + again.replace("\n", "\r\n").encode() + b"\r\nThat is all.\r\n"
    assert take(world, fresh).state == "understood"
    assert update(world, ONE).text == SAID[ONE]
    assert update(world, TWO).text == f"{SAID[TWO]}\nThat is all."


@SQLITE
def test_items_still_open_are_named(world: World) -> None:
    take(world, reply(world, PAT, {TWO: SAID[TWO]}))
    assert f"Still to answer: {ONE}" in mime.parse(sent_to(world, PAT, "receipt")).text


@SQLITE
def test_a_receipt_queued_by_an_earlier_version_is_still_worded(world: World) -> None:
    take(world, reply(world, SAM, {"STORES-2602-4.2": "Forty tutors trained."}))
    with writing(world.engine) as session:
        row = session.exec(select(Outbox).where(Outbox.kind == "receipt")).one()
        row.about = (
            '{"unverified": false, "from_address": "", "heard": [{"item_id": "STORES-2602-4.2",'
            ' "title": "Officer training", "lines": ["Understood as: progress"]}], "refused": [],'
            ' "unplaced": "", "open": "", "example": "STORES-2602-4.2"}'
        )
    assert "[STORES-2602-4.2] Officer training" in mime.parse(sent_to(world, SAM, "receipt")).text
