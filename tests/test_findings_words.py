"""Dates, claims, questions and corrections mean what their owners meant."""

import datetime as dt

import pytest

from followup import Refused, review
from reports import mail_view, review_view
from store import queries
from store.db import reading, writing
from store.models import Assignment, Inbound
from tests.findings import entry, plain
from tests.test_intake import receipts, reply, sent_to, take, update
from tests.test_updates import CLOSING, PROOF, approve, decide, say
from tests.world import ALEX, OPENED, PAT, SAM, World, build

MOVES = "The revised target date is 12 October because the supplier is late."


def test_a_date_keeps_the_year_it_had_when_it_was_written(world: World) -> None:
    first = say(world, ALEX, "STORES-2602-4.2", MOVES, hours=24)
    assert first.reading.target_date is not None
    say(world, SAM, "STORES-2602-4.2", "Forty tutors trained.", hours=24 * 20)
    approve(world, "STORES-2602-4.2", date_reason="the supplier is late")
    with reading(world.engine) as session:
        dates = [d.date for d in queries.dates(session, world.row(session, "STORES-2602-4.2").id)]
    assert dates[-1] == first.reading.target_date.date == dt.date(2026, 10, 12)


def test_a_stranger_s_unverified_mail_does_not_change_how_the_owner_s_dates_are_read(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", MOVES, hours=24)
    say(world, PAT, "FLEET-2509-4.1", "x", hours=24 * 20, trust="unverified", who="x@elsewhere.example")
    approve(world, "FLEET-2509-4.1", date_reason="the supplier is late")
    with reading(world.engine) as session:
        dates = [d.date for d in queries.dates(session, world.row(session, "FLEET-2509-4.1").id)]
    assert dates[-1] == dt.date(2026, 10, 12)


def test_the_date_in_force_is_the_one_in_the_approved_text(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "The revised target date is 30 June 2027 because we wait for parts.")
    corrected = "The revised target date is 31 March 2027 because we wait for parts."
    decide(world, "FLEET-2509-4.1", review.edit, corrected, reason="agreed by telephone")
    approve(world, "FLEET-2509-4.1")
    printed = entry(world, "FLEET-2509-4.1")
    assert printed.updates[-1].text == corrected
    assert printed.target_in_force == dt.date(2027, 3, 31)


def test_an_edited_claim_must_be_one_there_is(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", f"{CLOSING} {PROOF}")
    with pytest.raises(Refused, match="claim"):
        decide(world, "FLEET-2509-4.1", review.edit, "Done.", reason="shorter", claim="proposed_closed")


@pytest.mark.parametrize(
    "file",
    [
        ("image001.png", "image/png", b"\x89PNG" + b"0" * 30_000),
        ("smime.p7s", "application/pkcs7-signature", b"0" * 3_000),
        ("pat marsh.vcf", "text/vcard", b"BEGIN:VCARD"),
        ("report.pdf", "application/pdf", b""),
    ],
    ids=["logo", "signature", "visiting card", "empty file"],
)
def test_what_mail_programs_attach_is_no_proof_that_it_works(
    world: World, file: tuple[str, str, bytes]
) -> None:
    take(world, reply(world, PAT, {"FLEET-2509-4.1": CLOSING}, attachments=[file]))
    assert update(world, "FLEET-2509-4.1").state == "returned"


def test_an_owner_of_two_parts_cannot_close_the_third(engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        alex = queries.person_at(session, ALEX)
        row = world.row(session, "STORES-2602-4.2")
        assert alex is not None
        extra = Assignment(recommendation_id=row.id or 0, printed="Alex Fenn", part="3", person_id=alex.id)
        session.add(extra)
    world.open()
    say(world, ALEX, "STORES-2602-4.2", f"{CLOSING} {PROOF}")
    assert update(world, "STORES-2602-4.2").claim == "progress"


def test_two_owners_of_the_whole_who_promise_different_dates_leave_no_silent_winner(engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        row, sam = world.row(session, "STORES-2602-4.1"), queries.person_at(session, SAM)
        assert sam is not None
        session.add(Assignment(recommendation_id=row.id or 0, printed="Sam Holme", person_id=sam.id))
    world.open()
    say(world, ALEX, "STORES-2602-4.1", "The revised target date is 30 June 2027 because of parts.")
    say(world, SAM, "STORES-2602-4.1", "The revised target date is 31 March 2027 because of parts.")
    for _ in range(2):  # approving again must not make revisions that nobody made
        try:
            approve(world, "STORES-2602-4.1")
        except Refused:
            return
    with reading(engine) as session:
        assert len(queries.dates(session, world.row(session, "STORES-2602-4.1").id)) <= 3


def test_a_second_answer_to_a_question_does_not_wipe_out_the_first(world: World) -> None:
    take(world, reply(world, PAT, {"FLEET-2509-4.1": CLOSING}))
    question = sent_to(world, PAT, "question")
    take(world, reply(world, PAT, {"FLEET-2509-4.1": PROOF}, "outlook top", 2, request=question))
    more = "The sample was drawn by the transport office and repeated in early October with no change."
    take(world, reply(world, PAT, {"FLEET-2509-4.1": more}, "outlook top", 3, request=question))
    now = update(world, "FLEET-2509-4.1")
    assert all(words in now.text for words in (CLOSING, PROOF, more))
    assert now.claim == "propose_closed"


def test_a_correction_through_the_receipt_replaces_words_that_were_asked_back(world: World) -> None:
    take(world, reply(world, PAT, {"FLEET-2509-4.1": CLOSING}))
    receipt = sent_to(world, PAT, "receipt")
    right = "Sorry, that was for another item: only one of three workshops checks so far."
    words = {"FLEET-2509-4.1": f"[FLEET-2509-4.1]\n{right}"}
    take(world, reply(world, PAT, words, "gmail top", 2, request=receipt))
    now = update(world, "FLEET-2509-4.1")
    assert (now.text, now.claim) == (right, "progress")


def test_an_editors_removal_is_not_undone_by_another_owners_answer(world: World) -> None:
    say(world, ALEX, "STORES-2602-4.2", "Portal live, thanks to Jo Bloggs.")
    decide(world, "STORES-2602-4.2", review.edit, "(1) Portal live.", reason="a name that need not be public")
    say(world, SAM, "STORES-2602-4.2", "Forty tutors trained.", hours=2)
    assert "Jo Bloggs" not in update(world, "STORES-2602-4.2").text


def test_owners_are_told_of_words_that_found_no_place_even_when_others_did(world: World) -> None:
    lost = "The tyre contract has been let to the new supplier and the depot at Northfen is running again"
    raw = reply(world, PAT, {"FLEET-2509-4.1": "Going well."}, "thunderbird inline")
    raw = raw.replace(b"\r\n\r\n", f"\r\n\r\n{lost}.\r\n\r\n".encode(), 1)
    done = take(world, raw)
    with reading(world.engine) as session:
        kept = session.get_one(Inbound, done.inbound_id)
        assert "tyre contract" in kept.unplaced  # kept, but who will look?
        queue = review_view.queue(session)
    assert "tyre contract" in receipts(world)[0]["unplaced"]
    assert any(row["id"] == f"mail-{done.inbound_id}" for row in queue)


@pytest.mark.parametrize("foreign", ["[STORES-2602-4.1]\n", "STORES-2602-4.1: "])
def test_words_under_the_id_of_an_item_not_asked_do_not_become_another_items_update(
    world: World, foreign: str
) -> None:
    words = f"Going well.\n\n{foreign}The key safe of the armoury is broken."
    take(world, reply(world, PAT, {"FLEET-2509-4.1": words}))
    assert "armoury" not in update(world, "FLEET-2509-4.1").text
    assert "armoury" in receipts(world)[0]["unplaced"]


@pytest.mark.parametrize("days", [1, 60])
def test_a_reviewer_can_read_mail_that_fits_nowhere(world: World, days: int) -> None:
    raw = plain("The vehicle checks are running in all three workshops.")
    if days == 60:  # bound, but after the meeting
        raw = reply(world, PAT, {"FLEET-2509-4.1": "The vehicle checks are running in all three workshops."})
    done = take(world, raw, OPENED + dt.timedelta(days=days))
    assert done.state == "unmatched"
    with reading(world.engine) as session:
        seen = mail_view.view(session, mail_view.find(session, f"mail-{done.inbound_id}"), [])
        assert "vehicle checks" in " ".join(mail_view.lines(seen))
