"""What an outside review of the mail and process side found broken: each test states what should hold."""

import datetime as dt
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import event, text
from sqlmodel import select

from demo.servers import HOST, free_port
from followup import Refused, audits, calendar, cycle, outcomes, people, review
from followup.people import Entry
from followup.updates import Draft, submit
from mail import mime
from mail.intake import Received, receive
from mail.listener import Listener, Mailbox
from mail.preview import previews
from mail.sender import Mailer, Smtp
from reports import review_view
from reports.compile import compile_paper
from scheduler import jobs, outbox
from store import queries
from store.db import connect, reading, writing
from store.models import Assignment, Audit, Contribution, Evidence, Inbound, Outbox
from tests.conftest import ROOT
from tests.servers import Imap
from tests.test_compose import OURS
from tests.test_intake import intake, receipts, reply, sent_to, take, update
from tests.test_updates import CLOSING, PROOF, approve, decide, say
from tests.world import ALEX, BOARD, JUNE, NOVEMBER, OPENED, PANEL, PAT, REVIEWER, SAM, World, build

SQLITE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
POSTGRES = pytest.mark.parametrize("engine", ["postgres"], indirect=True)
EMBEDDED = pytest.mark.parametrize("imap", ["embedded"], indirect=True)
CODE = "b" + "7" * 24
"""Has the shape of a token and the right version; claims a request id beyond 32 bits."""
DIGITS = str.maketrans("0189", "abcd")
"""Makes numbers of letters that a token may hold."""


@pytest.fixture
def world(engine) -> World:
    made = build(engine)
    made.open()
    return made


def plain(body: str, *, to: str = "audit@fenshire.police.example", head: str = "") -> bytes:
    return f"From: {PAT}\r\nTo: {to}\r\n{head}Subject: s\r\n\r\n{body}\r\n".encode()


def status(world: World, item_id: str) -> str:
    with reading(world.engine) as session:
        return world.row(session, item_id).status


def paper(world: World, date: dt.date = NOVEMBER, edition="public"):
    with reading(world.engine) as session:
        return compile_paper(
            session, world.meeting(session, date), rules=world.rules, board=BOARD, style="narrative",
            edition=edition,
        )  # fmt: skip


def entry(world: World, item_id: str, date: dt.date = NOVEMBER):
    return next(rec for rec in paper(world, date).recommendations if rec.id == item_id)


def mail_text(world: World, address: str, kind: str) -> str:
    made = mime.parse(sent_to(world, address, kind))
    return made.text + made.html


# --- mail that must not stop the mail -------------------------------------------------------------------


def test_a_made_up_token_with_a_huge_number_is_kept_like_any_stray_mail(world: World) -> None:
    assert take(world, plain("x", to=f"audit+{CODE}@fenshire.police.example")).state == "unmatched"


@pytest.mark.parametrize("head", ["Message-ID: <a\0b@x.example>\r\n", "References: <a\0b@x.example>\r\n"])
def test_a_nul_in_a_message_id_does_not_keep_the_message_out(world: World, head: str) -> None:
    assert take(world, plain("x", head=head)).state == "unmatched"


def test_a_nul_in_the_from_header_does_not_keep_the_message_out(world: World) -> None:
    raw = plain("x").replace(b"From: pat", b"From: <<p\0at", 1)
    assert take(world, raw).state == "unmatched"


def test_a_flood_of_made_up_tokens_costs_few_questions_to_the_database(world: World) -> None:
    asked: list[str] = []

    def count(_connection, _cursor, statement: str, *_more: object) -> None:
        asked.append(statement)

    letters = "abcdefghijklmnopqrstuvwxyz234567"
    codes = (f"baaaaa{letters[n // 32 % 32]}{letters[n % 32]}{n:017}".translate(DIGITS) for n in range(1000))
    raw = plain("\r\n".join(codes))
    event.listen(world.engine, "before_cursor_execute", count)
    try:
        assert take(world, raw).state == "unmatched"
    finally:
        event.remove(world.engine, "before_cursor_execute", count)
    assert len(asked) < 100


def listener(world: World, imap: Imap, **more) -> Listener:
    mailbox = Mailbox(
        host=HOST, port=imap.port, user=imap.user, password=imap.password, tls=False, look_again=0.5
    )
    return Listener(world.engine, mailbox, intake(world), clock=lambda: OPENED + dt.timedelta(days=1), **more)


@SQLITE
def test_a_message_somebody_moves_away_does_not_stop_the_others(world: World, imap: Imap) -> None:
    imap.put(
        reply(world, PAT, {"FLEET-2509-4.1": "First."}, number=1),
        reply(world, PAT, {"FLEET-2509-4.1": "Second."}, number=2),
    )
    gone: list[int] = []

    def observe(step: str, uid: int) -> None:
        if step == "seen" and not gone:
            gone.append(uid)
            officer = imap.client()
            officer.select_folder("INBOX")
            officer.delete_messages([uid])
            officer.expunge()
            officer.logout()

    taken = listener(world, imap, observe=observe).once()
    assert [one.state for one in taken] == ["understood"]
    assert update(world, "FLEET-2509-4.1").text == "Second."


@SQLITE
@EMBEDDED
def test_the_listener_outlives_a_database_that_is_away_for_a_moment(world: World, imap: Imap) -> None:
    raw = reply(world, PAT, {"FLEET-2509-4.1": "Going well."})
    moved, stumbled, stop = threading.Event(), threading.Event(), threading.Event()

    def observe(step: str, _uid: int) -> None:
        (moved if step == "moved" else stumbled).set()

    def rename(old: str, new: str) -> None:
        with writing(world.engine) as session:
            session.connection().execute(text(f"ALTER TABLE {old} RENAME TO {new}"))

    rename("inbound", "away")
    imap.put(raw)
    thread = threading.Thread(target=listener(world, imap, observe=observe).watch, args=(stop,))
    thread.start()
    try:
        assert stumbled.wait(20)
        thread.join(3)
        assert thread.is_alive(), "the mail service died and nobody was told"
        rename("away", "inbound")
        assert moved.wait(30)
    finally:
        stop.set()
        thread.join(30)
    assert update(world, "FLEET-2509-4.1").text == "Going well."


# --- two workers -----------------------------------------------------------------------------------------


def _together(first, second) -> None:
    """Run two transactions that overlap where the database lets them: the first commits after the second."""
    begun, finished = threading.Event(), threading.Event()
    troubles: list[BaseException] = []

    def slow() -> None:
        try:
            first(begun, finished)
        except BaseException as trouble:  # noqa: BLE001 - handed to the test
            troubles.append(trouble)
            begun.set()

    thread = threading.Thread(target=slow)
    thread.start()
    begun.wait(20)
    try:
        second()
    finally:
        finished.set()
        thread.join(30)
    assert not troubles


def test_two_owners_answering_in_the_same_moment_both_stand_in_the_update(world: World) -> None:
    def alex(begun: threading.Event, finished: threading.Event) -> None:
        with writing(world.engine) as session:
            _submit(world, session, ALEX, "Portal live.")
            begun.set()
            finished.wait(2)

    def sam() -> None:
        with writing(world.engine) as session:
            _submit(world, session, SAM, "Forty tutors trained.")

    _together(alex, sam)
    assert update(world, "STORES-2602-4.2").text == "(1) Portal live.\n\n(2) Forty tutors trained."


def _submit(world: World, session, address: str, words: str, item_id: str = "STORES-2602-4.2") -> None:
    submit(
        session, Draft(item_id=item_id, text=words), request=world.request(session, address),
        who=address, trust="accepted", channel="mail", inbound_id=None, rules=world.rules,
        at=OPENED + dt.timedelta(hours=1),
    )  # fmt: skip


def test_words_that_arrive_while_collection_closes_can_still_be_reviewed(world: World) -> None:
    def pat(begun: threading.Event, finished: threading.Event) -> None:
        with writing(world.engine) as session:
            _submit(world, session, PAT, "Going well.", "FLEET-2509-4.1")
            begun.set()
            finished.wait(2)

    def close() -> None:
        with writing(world.engine) as session:
            cycle.close(session, world.cycle(session), who="job", at=OPENED)

    _together(pat, close)
    now = update(world, "FLEET-2509-4.1")
    assert (now.state, now.text) == ("received", "Going well.")


def _contributions(world: World) -> list[Contribution]:
    with reading(world.engine) as session:
        return list(session.exec(select(Contribution).order_by(Contribution.id)).all())


@POSTGRES
def test_two_listeners_taking_the_same_message_keep_it_once_and_both_go_on(world: World) -> None:
    raw = reply(world, PAT, {"FLEET-2509-4.1": "Going well."})
    results: list[Received] = []
    start = threading.Barrier(2)

    def worker() -> None:
        start.wait(20)
        results.append(receive(world.engine, raw, intake=intake(world), at=OPENED))

    threads = [threading.Thread(target=worker) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(results) == 2
    assert len({one.inbound_id for one in results}) == 1


# --- dates and claims ------------------------------------------------------------------------------------

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


# --- questions, answers and corrections ------------------------------------------------------------------


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
        assert "vehicle checks" in " ".join(review_view.mail(session, f"mail-{done.inbound_id}"))


# --- handling and publicity ------------------------------------------------------------------------------

SECRET = "The alarm on the rear door of store B is broken."


@pytest.fixture
def marked(world: World) -> World:
    with writing(world.engine) as session:
        audits.mark(session, "STORES-2602", "OFFICIAL-SENSITIVE", who="m", at=OPENED)
        audits.mark(session, "FLEET-2509", "OFFICIAL-SENSITIVE", who="m", at=OPENED)
    return world


def test_a_question_about_a_marked_item_does_not_mail_its_words(marked: World) -> None:
    say(marked, ALEX, "STORES-2602-4.1", f"{SECRET} {CLOSING}")
    assert "rear door" not in mail_text(marked, ALEX, "question")


def test_a_receipt_about_a_marked_item_names_no_evidence(marked: World) -> None:
    files = [("rear door alarm faults.csv", "text/csv", b"a,b\r\n1,2\r\n")]
    take(marked, reply(marked, ALEX, {"STORES-2602-4.1": "See attached."}, attachments=files))
    assert "rear door" not in mail_text(marked, ALEX, "receipt")


def test_what_the_panel_asked_about_a_marked_item_is_not_mailed(engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        audits.mark(session, "STORES-2602", "OFFICIAL-SENSITIVE", who="m", at=OPENED)
        outcomes.record(
            session, world.row(session, "STORES-2602-4.1"), "action",
            meeting=world.meeting(session, JUNE), words="Mend the rear door alarm", who="m", at=OPENED,
        )  # fmt: skip
    world.open()
    assert "rear door" not in mail_text(world, ALEX, "request")


def test_a_marked_item_of_the_board_stands_by_title_only_in_the_public_paper(marked: World) -> None:
    (item,) = paper(marked).board_items
    assert (item.title, item.text) == ("User access", "")


def test_a_strangers_attachment_is_not_named_in_the_public_paper(world: World) -> None:
    files = [("the chief must resign.csv", "text/csv", b"a,b\r\n1,2\r\n")]
    raw = reply(
        world, PAT, {"FLEET-2509-4.1": "See attached."}, attachments=files, from_="x@elsewhere.example"
    )
    assert take(world, raw).state == "unverified"
    assert entry(world, "FLEET-2509-4.1").evidence == []


def test_evidence_that_came_later_is_not_in_an_earlier_paper(world: World) -> None:
    with writing(world.engine) as session:
        row = world.row(session, "FLEET-2509-4.1")
        session.add(Evidence(recommendation_id=row.id or 0, name="printed in June.pdf"))
    files = [("october.csv", "text/csv", b"a,b\r\n1,2\r\n")]
    take(world, reply(world, PAT, {"FLEET-2509-4.1": "See attached."}, attachments=files))
    assert entry(world, "FLEET-2509-4.1", JUNE).evidence == ["printed in June.pdf"]


# --- who decides, and when -------------------------------------------------------------------------------


def test_an_approval_after_the_panel_refused_does_not_propose_it_again(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", f"{CLOSING} {PROOF}")
    approve(world, "FLEET-2509-4.1")
    with writing(world.engine) as session:
        outcomes.record(
            session, world.row(session, "FLEET-2509-4.1"), "refused", words="Sample 100",
            meeting=world.meeting(session, NOVEMBER), who="m",
            at=dt.datetime.combine(NOVEMBER, dt.time(17), dt.UTC),
        )  # fmt: skip
    with pytest.raises(Refused):
        approve(world, "FLEET-2509-4.1")
    assert status(world, "FLEET-2509-4.1") == "open"


def test_a_meeting_cannot_have_decided_before_it_met(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", f"{CLOSING} {PROOF}")
    approve(world, "FLEET-2509-4.1")
    with pytest.raises(Refused, match="has not met"), writing(world.engine) as session:
        outcomes.record(
            session, world.row(session, "FLEET-2509-4.1"), "agreed",
            meeting=world.meeting(session, NOVEMBER), who="m", at=OPENED + dt.timedelta(days=2),
        )  # fmt: skip


def test_an_earlier_meeting_cannot_agree_what_was_proposed_after_it(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", f"{CLOSING} {PROOF}")
    approve(world, "FLEET-2509-4.1")
    with pytest.raises(Refused), writing(world.engine) as session:
        outcomes.record(
            session, world.row(session, "FLEET-2509-4.1"), "agreed",
            meeting=world.meeting(session, JUNE), who="m", at=OPENED + dt.timedelta(days=2),
        )  # fmt: skip


def test_a_past_paper_does_not_show_what_was_proposed_later(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", f"{CLOSING} {PROOF}")
    approve(world, "FLEET-2509-4.1")
    assert entry(world, "FLEET-2509-4.1", JUNE).status == "open"


def test_words_received_but_never_approved_are_not_called_no_update_in_the_next_paper(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "Going well.")
    march = dt.date(2027, 3, 4)
    with writing(world.engine) as session:
        body = calendar.body(session, PANEL, "panel")
        calendar.add_meeting(session, body, march, who="m", at=OPENED)
    texts = [one.text for one in entry(world, "FLEET-2509-4.1", march).updates]
    assert "No update was received for that meeting." not in texts


def test_an_extension_granted_at_a_meeting_is_not_in_the_paper_it_had_before_it(world: World) -> None:
    with writing(world.engine) as session:
        outcomes.record(
            session, world.row(session, "FLEET-2509-4.1"), "extension", date=dt.date(2027, 6, 30),
            meeting=world.meeting(session, JUNE), who="m", at=OPENED,
        )  # fmt: skip
    assert entry(world, "FLEET-2509-4.1", JUNE).target_in_force == dt.date(2026, 12, 31)
    assert entry(world, "FLEET-2509-4.1").target_in_force == dt.date(2027, 6, 30)


def test_owners_do_not_approve_what_they_sent_from_a_private_address(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "Going well.", trust="unverified", who="pat@private.example")
    with writing(world.engine) as session:
        one = session.exec(select(Contribution)).one()
        review.take(session, one, reason="telephoned", rules=world.rules, who=REVIEWER, at=OPENED)
    with pytest.raises(Refused, match="own words"):
        approve(world, "FLEET-2509-4.1", who=PAT)


def test_nobody_verifies_or_takes_in_their_own_words(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "Going well.")
    with pytest.raises(Refused, match="own"):
        decide(world, "FLEET-2509-4.1", review.verify, "All checked", who=PAT)
    say(world, PAT, "FLEET-2509-4.2", "Fine.", trust="unverified", who="pat@private.example")
    waiting = next(one for one in _contributions(world) if not one.taken)
    with pytest.raises(Refused, match="own"), writing(world.engine) as session:
        review.take(session, waiting, reason="it is me", rules=world.rules, who=PAT, at=OPENED)


def test_words_that_came_after_the_check_are_not_printed_as_verified(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "Nine of ten cars are checked.")
    decide(world, "FLEET-2509-4.1", review.verify, "Ten job cards seen on site")
    say(world, PAT, "FLEET-2509-4.1", "All 400 cars are checked.", hours=48)
    approve(world, "FLEET-2509-4.1")
    assert entry(world, "FLEET-2509-4.1").updates[-1].verified is None


# --- calendar, people, jobs ------------------------------------------------------------------------------


def test_a_corrected_address_in_the_people_file_is_where_the_request_goes(engine) -> None:
    world = build(engine)
    new = "p.marsh@fenshire.police.example"
    with writing(engine) as session:
        people.enter(session, [Entry(name="Pat Marsh", post="Head of Fleet", email=new)], who="m", at=OPENED)
    world.open()
    with reading(engine) as session:
        asked = {
            queries.address_of(session, person.id)
            for _request, person in queries.requests(session, world.cycle(session).id)
        }
    assert new in asked
    assert PAT not in asked


def test_two_people_at_one_address_are_refused_not_merged(engine) -> None:
    build(engine)
    twins = [Entry(name=name, email="fleet@fenshire.police.example") for name in ("Jo Reed", "Kim Sedge")]
    with pytest.raises(Refused, match="stands twice"), writing(engine) as session:
        people.enter(session, twins, who="m", at=OPENED)


def test_an_audit_is_marked_by_its_code_in_whatever_case_it_is_typed(engine) -> None:
    build(engine)
    with writing(engine) as session:
        assert audits.mark(session, "stores-2602", "SECRET", who="m", at=OPENED) == "STORES"


def test_an_audit_code_is_no_pattern(engine) -> None:
    build(engine)
    with pytest.raises(Refused), writing(engine) as session:
        audits.mark(session, "STORES_2602", "SECRET", who="m", at=OPENED)


def test_the_preview_of_a_round_shows_only_that_round(world: World) -> None:
    with writing(world.engine, keep=False) as session:
        body = calendar.body(session, PANEL, "panel")
        march = calendar.add_meeting(session, body, dt.date(2027, 3, 4), who="m", at=OPENED)
        made = cycle.open_cycle(session, march, rules=world.rules, who="preview", at=OPENED)
        names = [name for name, _ in previews(session, outgoing=OURS, rules_of=lambda _panel: world.rules)]
    assert len(names) == len(made.asked)


def test_a_panel_may_ask_two_things_about_one_item_at_one_meeting(world: World) -> None:
    with writing(world.engine) as session:
        row, june = world.row(session, "FLEET-2509-4.1"), world.meeting(session, JUNE)
        for words in ("Show a sample (12/26a)", "Report the cost (12/26b)"):
            outcomes.record(session, row, "action", words=words, meeting=june, who="m", at=OPENED)


def test_an_extension_to_a_day_that_has_passed_is_refused(world: World) -> None:
    with pytest.raises(Refused), writing(world.engine) as session:
        outcomes.record(
            session, world.row(session, "FLEET-2509-4.1"), "extension", date=dt.date(2016, 12, 31),
            meeting=world.meeting(session, JUNE), who="m", at=OPENED,
        )  # fmt: skip


def test_the_owner_of_a_new_report_who_answers_is_not_told_of_words_they_never_wrote(engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        audit = session.get_one(Audit, world.row(session, "STORES-2602-4.1").audit_id)
        audit.published_on = OPENED.date()
        session.add(audit)
    world.open()
    take(world, reply(world, ALEX, {"STORES-2602-4.1": "We have begun."}))
    assert "earlier words" not in str(receipts(world)[0]["heard"])


def test_an_item_whose_reference_has_a_small_letter_is_found_by_its_id(engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        row = world.row(session, "FLEET-2509-4.1")
        row.item_id = "FLEET-2509-4.1a"  # as reports.ids gives it for the reference 4.1a
        session.add(row)
    with reading(engine) as session:
        assert queries.item(session, "FLEET-2509-4.1a") is not None


def test_updates_carry_the_month_of_the_meeting_they_are_read_at(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "Going well.")
    approve(world, "FLEET-2509-4.1")
    december = dt.date(2026, 12, 10)
    with writing(world.engine) as session:
        meeting = world.meeting(session, NOVEMBER)
        calendar.move_meeting(session, meeting, december, reason="quorum", who="m", at=OPENED)
    asked = [rec for rec in paper(world, december).recommendations if rec.status == "open"]
    labels = {rec.updates[-1].label for rec in asked}
    assert labels == {"Update December 2026"}


def work(world: World, rules_of=None) -> jobs.Work:
    return jobs.Work(
        engine=world.engine, rules_of=rules_of or (lambda _panel: world.rules), zone="Europe/London",
        deliver=lambda _row, _at: None, compile_draft=lambda _meeting, _at: ["paper.html"],
    )  # fmt: skip


def state(world: World, date: dt.date) -> str:
    with reading(world.engine) as session:
        return world.cycle(session, date).state


def test_a_panel_with_nobody_to_ask_does_not_stop_another_panels_cycle(engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        for name, date in (("Fire Committee", dt.date(2026, 11, 5)), (PANEL, NOVEMBER)):
            body = calendar.body(session, name, "panel")
            meeting = calendar.add_meeting(session, body, date, who="m", at=OPENED)
            cycle.planned(session, meeting, who="m", at=OPENED)
    jobs.run(jobs.TABLE[0], work(world), OPENED)
    assert state(world, NOVEMBER) == "collecting"


def test_a_panel_gone_from_the_settings_does_not_stop_the_others(engine) -> None:
    world = build(engine)

    def rules_of(name: str):
        if name != PANEL:
            raise Refused(f"{name} is not in the settings; add it under [[panels]]")
        return world.rules

    with writing(engine) as session:
        for name in ("Fire Committee", PANEL):
            body = calendar.body(session, name, "panel")
            meeting = calendar.add_meeting(session, body, NOVEMBER, who="m", at=OPENED)
            cycle.planned(session, meeting, who="m", at=OPENED)
    jobs.run(jobs.TABLE[0], work(world, rules_of), OPENED)
    assert state(world, NOVEMBER) == "collecting"


def test_a_meeting_entered_with_last_years_date_sends_no_mail_to_anybody(engine) -> None:
    world = build(engine)
    past = NOVEMBER.replace(year=2025)
    with writing(engine) as session:
        body = calendar.body(session, PANEL, "panel")
        meeting = calendar.add_meeting(session, body, past, who="m", at=OPENED)
        cycle.planned(session, meeting, who="m", at=OPENED)
    for job in jobs.TABLE:
        jobs.run(job, work(world), OPENED)
    with reading(engine) as session:
        assert session.exec(select(Outbox)).all() == []


def test_an_unreachable_mail_server_is_tried_once_a_run_not_once_a_row(world: World) -> None:
    tried: list[int] = []
    mailer = Mailer(
        world.engine, Smtp(host=HOST, port=free_port(), tls="none"), OURS, lambda _panel: world.rules
    )

    def deliver(row: int, at: dt.datetime) -> None:
        tried.append(row)
        mailer.deliver(row, at)

    outbox.drain(world.engine, deliver, at=OPENED)
    assert len(tried) == 1


# --- the command line ------------------------------------------------------------------------------------


def matters(folder: Path, *words: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MATTERS_")}
    return subprocess.run(
        [sys.executable, "-m", "matters", *words],
        cwd=folder, env=clean | {"PYTHONPATH": str(ROOT)} | variables,
        capture_output=True, text=True, check=False, timeout=40,
    )  # fmt: skip


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    assert matters(tmp_path, "init").returncode == 0
    return tmp_path


def sentence(done: "subprocess.CompletedProcess[str]") -> str:
    """The one sentence on stderr."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "not your fault" not in done.stderr
    return done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("review", "show", "mail-99999999999999999999"),
        ("review", "take", "99999999999999999999", "--reason", "x", "--who", "a@fenshire.example"),
    ],
)
def test_a_number_too_large_for_the_database_is_a_plain_refusal(installed: Path, words: tuple[str]) -> None:
    assert "there is no" in sentence(matters(installed, *words))


@pytest.mark.parametrize(
    ("variable", "value"),
    [("MATTERS_ZONE", "Europe/Nowhere"), ("MATTERS_DATABASE_URL", "mysql://x/y"),
     ("MATTERS_DATABASE_URL", "foo")],
)  # fmt: skip
def test_a_wrong_setting_is_named_and_nothing_is_written(installed: Path, variable: str, value: str) -> None:
    said = sentence(matters(installed, "meeting", "add", "2027-01-14", **{variable: value}))
    assert value.partition(":")[0] in said
    assert "no meeting" in matters(installed, "cycle", "status", "--meeting", "2027-01-14").stderr


def test_a_file_that_is_no_database_is_named(installed: Path) -> None:
    (installed / "bad.db").write_text("garbage " * 1000)
    said = sentence(matters(installed, "review", "list", MATTERS_DATABASE_URL="sqlite:///bad.db"))
    assert "bad.db" in said


def test_an_unreachable_mailbox_is_named_with_the_cure(installed: Path) -> None:
    said = sentence(matters(installed, "receive", MATTERS_IMAP__PORT=str(free_port())))
    assert "mailbox" in said
    assert "matters doctor" in said or "imap." in said


def test_serve_says_no_when_one_of_its_services_cannot_work(installed: Path) -> None:
    far = {"MATTERS_IMAP__HOST": "mail.fenshire.example", "MATTERS_IMAP__TLS": "false"}
    done = matters(installed, "serve", **far)
    assert "must be reached by TLS" in sentence(done)


def test_ingest_takes_nothing_when_one_of_the_files_is_missing(installed: Path) -> None:
    (installed / "one.eml").write_bytes(plain("x"))
    sentence(matters(installed, "ingest", "one.eml", "two.eml"))
    assert matters(installed, "review", "list").stdout == "nothing waits for review\n"


def test_an_unreachable_mail_server_gives_one_sentence_not_tracebacks(tmp_path: Path) -> None:
    assert matters(tmp_path, "init", "--panel", PANEL, "--board", BOARD).returncode == 0
    engine = connect(f"sqlite:///{tmp_path}/matters.db")
    build(engine)
    engine.dispose()
    date = (dt.datetime.now(dt.UTC) + dt.timedelta(days=40)).date().isoformat()
    far = {"MATTERS_SMTP__PORT": str(free_port()), "MATTERS_SMTP__TLS": "none"}
    assert matters(tmp_path, "meeting", "add", date).returncode == 0
    said = sentence(matters(tmp_path, "cycle", "open", "--meeting", date, **far))
    assert len(said.splitlines()) == 1
