"""How often a message has been begun: one that ends its readers, or their transactions, is set aside."""

import datetime as dt
import sqlite3
from collections.abc import Collection, Iterable, Sequence

from sqlalchemy import Engine, Insert, delete, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlmodel import Session, col, select

from store.db import is_sqlite, reading, writing
from store.models import Attempt

LIMIT = 3
"""After so many beginnings without an end a message is kept unread."""
_SAID_MUCH = 500


_WORLDLY = ("08", "25006", "40", "53", "55P03", "57", "58")
"""How PostgreSQL's codes for lost servers, locks, full disks and the like begin. Source: its appendix A."""


def of_the_world(trouble: BaseException) -> bool:
    """Whether a transaction failed by the fault of the world (a full disk, a lock, a lost server).

    Such a message is tried again, however often it takes; it is never set aside for that. A full
    disk ends the whole transaction, so that what is heard last may be a savepoint that is gone.
    """
    if isinstance(trouble, DBAPIError) and _worldly(trouble):
        return True
    before = trouble.__context__
    return before is not None and of_the_world(before)


def _worldly(trouble: DBAPIError) -> bool:
    if isinstance(trouble.orig, sqlite3.Error):
        # Besides the disk and locks, SQLite counts every statement it does not like as operational.
        statement = getattr(trouble.orig, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR
        return isinstance(trouble, OperationalError) and not statement
    code = getattr(trouble.orig, "sqlstate", None)
    if code is None:  # nobody answered
        return trouble.connection_invalidated or isinstance(trouble, (OperationalError, InterfaceError))
    return str(code).startswith(_WORLDLY)


class Attempts:
    """The counts of one mailbox. What need not be known at once is written with the next beginning."""

    def __init__(self, engine: Engine, mailbox: str) -> None:
        self._engine, self._mailbox = engine, mailbox
        self._ended: set[tuple[int, int]] = set()
        self._excused: set[tuple[int, int]] = set()

    def known(self, validity: int, present: Collection[int]) -> dict[int, Attempt]:
        """Give the messages begun before and not ended, by uid; forget those that are no longer there."""
        self.settle()
        there = set(present)
        with reading(self._engine) as session:
            rows = session.exec(select(Attempt).where(Attempt.mailbox == self._mailbox)).all()
            session.expunge_all()
        stale = [row.id for row in rows if row.validity != validity or row.uid not in there]
        if stale:
            with writing(self._engine) as session:
                session.exec(delete(Attempt).where(col(Attempt.id).in_(stale)))
        return {row.uid: row for row in rows if row.validity == validity and row.uid in there}

    def begin(self, validity: int, uids: Sequence[int], at: dt.datetime) -> None:
        """Count one more beginning for each, in a transaction of its own, before any is looked at."""
        with writing(self._engine) as session:
            self._write_off(session)
            session.exec(self._count(), params=[self._row(validity, uid, at) for uid in uids])
        self._forget()

    def end(self, validity: int, uids: Iterable[int]) -> None:
        """Say that messages have been dealt with."""
        self._ended.update((validity, uid) for uid in uids)

    def excuse(self, validity: int, uids: Iterable[int]) -> None:
        """Say that messages were begun and came to no end through no fault of theirs."""
        self._excused.update((validity, uid) for uid in uids)

    def blame(self, validity: int, uid: int, problem: str) -> None:
        """Write down what a message did to the transaction that was to take it in."""
        with writing(self._engine) as session:
            there = self._these(validity, [uid])
            session.exec(update(Attempt).where(*there).values(problem=problem[:_SAID_MUCH]))

    def settle(self) -> None:
        """Write off what has ended or is excused, if there is any."""
        if self._ended or self._excused:
            with writing(self._engine) as session:
                self._write_off(session)
            self._forget()

    def _write_off(self, session: Session) -> None:
        for validity, uids in _by_validity(self._ended):
            session.exec(delete(Attempt).where(*self._these(validity, uids)))
        for validity, uids in _by_validity(self._excused):
            there = self._these(validity, uids)
            session.exec(delete(Attempt).where(*there, col(Attempt.count) <= 1))
            session.exec(update(Attempt).where(*there).values(count=col(Attempt.count) - 1))

    def _forget(self) -> None:
        """What was to be written is written: only after the commit."""
        self._ended.clear()
        self._excused.clear()

    def _these(self, validity: int, uids: Sequence[int]):  # type: ignore[no-untyped-def]  # noqa: ANN202
        where = col(Attempt.mailbox) == self._mailbox, col(Attempt.validity) == validity
        return *where, col(Attempt.uid).in_(uids)

    def _count(self) -> Insert:
        dialect = sqlite if is_sqlite(self._engine) else postgresql
        fresh = dialect.insert(Attempt)
        counted: Insert = fresh.on_conflict_do_update(
            index_elements=["mailbox", "validity", "uid"],
            set_={"count": col(Attempt.count) + 1, "at": fresh.excluded.at},
        )
        return counted

    def _row(self, validity: int, uid: int, at: dt.datetime) -> dict[str, object]:
        return {
            "mailbox": self._mailbox, "validity": validity, "uid": uid, "count": 1, "problem": "", "at": at,
        }  # fmt: skip


def _by_validity(pairs: Collection[tuple[int, int]]) -> Iterable[tuple[int, list[int]]]:
    for validity in sorted({validity for validity, _uid in pairs}):
        yield validity, [uid for of, uid in pairs if of == validity]
