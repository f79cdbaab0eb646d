"""Messages that end their readers: counted, set aside after the third time, and never for a full disk."""

import datetime as dt
import random
import sqlite3

import psycopg
import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import DataError, IntegrityError, OperationalError
from sqlmodel import select

from mail.attempts import LIMIT, Attempts, of_the_world
from mail.intake import keepable
from mail.listener import Listener
from store.db import reading
from store.models import Attempt, Inbound
from tests.dovecot import Imap
from tests.faults import victim
from tests.findings import plain
from tests.test_intake import reply, take, update
from tests.world import PAT, World

AT = dt.datetime(2026, 10, 3, 9, tzinfo=dt.UTC)
SQLITE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
BOX = "audit@mail.example:993/INBOX"


def rows(engine: Engine) -> dict[tuple[str, int, int], int]:
    with reading(engine) as session:
        return {
            (one.mailbox, one.validity, one.uid): one.count for one in session.exec(select(Attempt)).all()
        }


def problems(world: World) -> list[str]:
    with reading(world.engine) as session:
        return list(session.exec(select(Inbound.problem).where(Inbound.state == "problem")).all())


def poison(number: int = 1) -> bytes:
    return plain(f"Number {number}.").replace(b"From: pat.marsh", b"From: poison", 1)


def listener(world: World, imap: Imap) -> Listener:
    return Listener(world.engine, victim.mailbox(imap), victim.intake(), clock=lambda: AT)


def test_each_beginning_is_counted_and_what_ended_is_gone_with_the_next(engine: Engine) -> None:
    counts = Attempts(engine, BOX)
    counts.begin(7, [1, 2, 3], AT)
    assert set(rows(engine).values()) == {1}
    counts.end(7, [1])
    counts.excuse(7, [2])
    counts.begin(7, [3, 4], AT)
    assert rows(engine) == {(BOX, 7, 3): 2, (BOX, 7, 4): 1}
    counts.begin(7, [3], AT)
    counts.excuse(7, [3])
    counts.settle()
    assert rows(engine) == {(BOX, 7, 3): 2, (BOX, 7, 4): 1}
    counts.settle()
    assert rows(engine) == {(BOX, 7, 3): 2, (BOX, 7, 4): 1}


def test_counts_of_other_uids_and_of_another_validity_are_forgotten_but_not_those_of_other_mailboxes(
    engine: Engine,
) -> None:
    other, counts = Attempts(engine, "other"), Attempts(engine, BOX)
    other.begin(7, [1], AT)
    counts.begin(6, [1], AT)
    counts.begin(7, [1, 2], AT)
    counts.blame(7, 2, "ValueError: x")
    known = counts.known(7, {2, 9})
    assert {uid: (one.count, one.problem) for uid, one in known.items()} == {2: (1, "ValueError: x")}
    assert rows(engine) == {("other", 7, 1): 1, (BOX, 7, 2): 1}


def sqlite_trouble(kind: type[Exception], code: int, wrapper: type = OperationalError) -> Exception:
    orig = kind("x")
    orig.sqlite_errorcode = code
    return wrapper("INSERT", {}, orig)


@pytest.mark.parametrize(
    ("trouble", "worldly"),
    [
        (sqlite_trouble(sqlite3.OperationalError, sqlite3.SQLITE_FULL), True),
        (sqlite_trouble(sqlite3.OperationalError, sqlite3.SQLITE_BUSY), True),
        (sqlite_trouble(sqlite3.OperationalError, sqlite3.SQLITE_IOERR), True),
        (sqlite_trouble(sqlite3.OperationalError, sqlite3.SQLITE_ERROR), False),
        (sqlite_trouble(sqlite3.DataError, sqlite3.SQLITE_TOOBIG, DataError), False),
        (sqlite_trouble(sqlite3.IntegrityError, sqlite3.SQLITE_CONSTRAINT, IntegrityError), False),
        (OperationalError("INSERT", {}, psycopg.errors.DiskFull("x")), True),
        (OperationalError("INSERT", {}, psycopg.errors.DeadlockDetected("x")), True),
        (OperationalError("INSERT", {}, psycopg.errors.LockNotAvailable("x")), True),
        (OperationalError("INSERT", {}, psycopg.errors.ProgramLimitExceeded("x")), False),
        (OSError(36, "File name too long"), False),
        (OperationalError("SELECT", {}, Exception("server closed the connection")), True),
        (ValueError("x"), False),
        (RecursionError(), False),
    ],
)
def test_a_fault_of_the_world_is_told_from_one_of_the_message(trouble: Exception, worldly: bool) -> None:
    assert of_the_world(trouble) is worldly


def test_whether_the_database_would_keep_it_is_tried_without_keeping_it(world: World) -> None:
    assert keepable(world.engine, b"x", AT)
    with reading(world.engine) as session:
        assert session.exec(select(Inbound)).all() == []


@SQLITE
def test_a_message_that_kills_its_readers_stops_nobody_and_is_kept_unread(
    world: World, any_imap: Imap
) -> None:
    any_imap.put(
        reply(world, PAT, {"FLEET-2509-4.1": "First."}, number=1),
        poison(),
        reply(world, PAT, {"FLEET-2509-4.2": "Third."}, number=3),
    )
    assert [victim.finish(world, any_imap, "poison") for _ in range(LIMIT + 1)] == [-9] * LIMIT + [0]
    assert (any_imap.held("INBOX"), any_imap.held("Processed"), any_imap.held("Quarantine")) == (0, 2, 1)
    assert (update(world, "FLEET-2509-4.1").text, update(world, "FLEET-2509-4.2").text) == (
        "First.",
        "Third.",
    )
    assert problems(world) == ["begun 3 times without an end; it was kept unread"]
    assert rows(world.engine) == {}


class Trouble:
    """Makes the database say no to whatever names the poisoner, for as long as told."""

    def __init__(self, engine: Engine, trouble: Exception) -> None:
        self.trouble, self.on = trouble, True
        event.listen(engine, "before_cursor_execute", self._object)

    def _object(self, _connection, _cursor, _statement, parameters, *_more) -> None:
        flat = parameters if isinstance(parameters, (list, tuple)) else [parameters]
        if self.on and any(isinstance(value, str) and value.startswith("poison@") for value in flat):
            raise self.trouble


@SQLITE
def test_a_message_that_no_transaction_survives_is_set_aside_with_the_reason(
    world: World, any_imap: Imap
) -> None:
    Trouble(world.engine, RuntimeError("no such luck\nsecond line"))
    any_imap.put(poison(), reply(world, PAT, {"FLEET-2509-4.1": "Going well."}, number=1))
    watching = listener(world, any_imap)
    taken = [[one.state for one in watching.once()] for _ in range(LIMIT + 1)]
    assert taken == [["understood"], [], [], ["problem"]]
    assert problems(world) == [
        "begun 3 times without an end (RuntimeError: no such luck); it was kept unread"
    ]
    assert any_imap.held("Quarantine") == 1
    assert watching.once() == []
    assert rows(world.engine) == {}


@SQLITE
def test_a_full_disk_sets_nothing_aside_however_long_it_lasts(world: World, any_imap: Imap) -> None:
    trouble = Trouble(world.engine, sqlite_trouble(sqlite3.OperationalError, sqlite3.SQLITE_FULL))
    any_imap.put(reply(world, PAT, {"FLEET-2509-4.1": "Going well."}, number=1), poison(), poison(2))
    watching = listener(world, any_imap)
    for _ in range(LIMIT + 2):
        with pytest.raises(OperationalError):
            watching.once()
    assert (any_imap.held("INBOX"), any_imap.held("Processed"), any_imap.held("Quarantine")) == (2, 1, 0)
    trouble.on = False
    assert [one.state for one in watching.once()] == ["unmatched", "unmatched"]
    assert problems(world) == []
    assert rows(world.engine) == {}


@SQLITE
def test_a_database_that_somebody_locks_is_waited_for(world: World, any_imap: Imap) -> None:
    event.listen(world.engine, "connect", lambda dbapi, _record: dbapi.execute("PRAGMA busy_timeout=20"))
    world.engine.dispose()
    any_imap.put(reply(world, PAT, {"FLEET-2509-4.1": "Going well."}))
    watching = listener(world, any_imap)
    with sqlite3.connect(str(world.engine.url.database), isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(LIMIT + 1):
            with pytest.raises(OperationalError, match="locked"):
                watching.once()
        other.execute("ROLLBACK")
    assert [one.state for one in watching.once()] == ["understood"]
    assert rows(world.engine) == {}


def test_a_savepoint_lost_to_a_full_disk_is_the_disks_fault() -> None:
    full = sqlite_trouble(sqlite3.OperationalError, sqlite3.SQLITE_FULL)
    gone = sqlite_trouble(sqlite3.OperationalError, sqlite3.SQLITE_ERROR)
    gone.__context__ = full
    assert of_the_world(gone)


def test_headers_too_long_for_an_index_are_read_all_the_same(world: World) -> None:
    dice = random.Random(1)  # noqa: S311 - repeatable letters, no secret
    word = "".join(dice.choices("abcdefghijklmnopqrstuvwxyz0123456789", k=9000))  # hard to compress
    raw = plain("x", head=f"Message-ID: <{word}@x.example>\r\n")
    assert take(world, raw).state == "unmatched"
