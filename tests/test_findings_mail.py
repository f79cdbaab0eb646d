"""Mail from outside can neither stop the mail nor be taken twice."""

import datetime as dt
import threading

import pytest
from sqlalchemy import event, text

from demo.servers import HOST
from followup import cycle
from followup.updates import Draft, submit
from mail.intake import Received, receive
from mail.listener import Listener, Mailbox
from store.db import writing
from tests.findings import CODE, DIGITS, EMBEDDED, POSTGRES, SQLITE, plain
from tests.servers import Imap
from tests.test_intake import intake, reply, take, update
from tests.world import ALEX, OPENED, PAT, SAM, World


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
