"""Drain the outbox: take a row, hand it to the edge of its person's channel, write down how it went."""

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable, Iterator

from pydantic import BaseModel
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from followup import Refused
from store.db import writing
from store.models import Outbox, Sent

LEASE = dt.timedelta(minutes=5)
"""How long a row belongs to the worker that took it; after a crash another takes it again."""
FIRST_PAUSE = dt.timedelta(seconds=30)
LONGEST_PAUSE = dt.timedelta(hours=1)
TRIES = 20
GROWN = 8
"""After so many tries the pause is at its longest."""

Deliver = Callable[[int, dt.datetime], dt.datetime | None]
"""Sends one row and gives None, or the moment before which the agreed rate does not let it go.

Refused means that it can never be sent, anything else that it may work later.

ConnectionError means that the server cannot be reached, so that no row can go now."""
Route = Callable[[Session, Outbox], str]
"""Says which way a row goes, ``mail`` or ``slack``; asked once for each row."""

logger = logging.getLogger(__name__)


class Drained(BaseModel):
    """How one run went."""

    sent: int = 0
    later: int = 0
    held: int = 0
    """Put back by the agreed rate."""
    given_up: int = 0

    def and_also(self, other: "Drained") -> "Drained":
        """Count two runs together."""
        return Drained(**{name: getattr(self, name) + getattr(other, name) for name in Drained.model_fields})


def by_mail(_session: Session, _row: Outbox) -> str:
    """Send everything by mail, where there is no other way."""
    return "mail"


def drain(
    engine: Engine,
    deliver: Deliver,
    *,
    at: dt.datetime,
    edge: str = "mail",
    route: Route = by_mail,
    limit: int = 1000,
    tell: Callable[[], None] = lambda: None,
    stop: threading.Event | None = None,
    timer: Callable[[], float] = time.monotonic,
) -> Drained:
    """Send what is due by one edge, at most ``limit`` rows; any number of workers may do so at once.

    When the server cannot be reached the run ends: that one try counts for every row due, so that
    neither the server nor the log is troubled row by row. ``tell`` is called after each
    row, for a progress bar; with ``stop`` set the row under way is the last. ``at`` is when the run
    begins; ``timer`` says how many seconds it has taken, so that the lease of each row is whole
    however slow the server is.
    """
    done, began = Drained(), timer()
    for _ in range(limit):
        if stop is not None and stop.is_set():
            break
        now = at + dt.timedelta(seconds=int(timer() - began))
        taken = _take(engine, now, edge, route)
        if taken is None:
            break
        nobody_there = _send(engine, taken, deliver, now, done)
        tell()
        if nobody_there:
            _put_back_the_rest(engine, now, edge, route, nobody_there, done)
            break
    return done


def again(session: Session, at: dt.datetime) -> int:
    """Put back what was given up, as if it had never been tried; gives how many rows."""
    rows = session.exec(select(Outbox).where(col(Outbox.failed_at).is_not(None))).all()
    for row in rows:
        row.failed_at, row.attempts, row.due_at = None, 0, at
        session.add(row)
    return len(rows)


def waiting(session: Session, at: dt.datetime) -> int:
    """How many rows are due."""
    return len(session.exec(_due(at)).all())


def _due(at: dt.datetime):  # type: ignore[no-untyped-def]  # noqa: ANN202 - SQLModel's select has no plain type
    unsent = col(Outbox.done_at).is_(None) & col(Outbox.failed_at).is_(None)
    return select(Outbox).where(unsent, col(Outbox.due_at) <= at).order_by(col(Outbox.id))


def _take(engine: Engine, at: dt.datetime, edge: str, route: Route) -> int | None:
    with writing(engine) as session:
        for row in _of_edge(session, at, edge, route):
            row.due_at, row.attempts = at + LEASE, row.attempts + 1
            session.add(row)
            return int(row.id or 0)
        return None


def _of_edge(session: Session, at: dt.datetime, edge: str, route: Route) -> Iterator[Outbox]:
    """Give the due rows of one edge while there are any; one that has no way yet is given its own first.

    Whoever takes a row changes it so that it is not due any more.
    """
    mine = _due(at).where(col(Outbox.edge).is_(None) | (col(Outbox.edge) == edge))
    while row := session.exec(mine.limit(1).with_for_update(skip_locked=True)).first():
        if row.edge is None:
            row.edge = route(session, row)
            session.add(row)
        if row.edge == edge:
            yield row
        session.flush()


def _send(
    engine: Engine, row_id: int, deliver: Deliver, at: dt.datetime, done: Drained
) -> ConnectionError | None:
    """Send one row and write down how it went; gives why there is no use in trying another."""
    try:
        wait = deliver(row_id, at)
    except Refused as refusal:
        done.given_up += 1
        with writing(engine) as session:
            _give_up(session, session.get_one(Outbox, row_id), at, str(refusal))
    except ConnectionError as trouble:
        logger.warning("nothing can be sent now: %s", trouble)
        _put_back(engine, row_id, at, trouble, done)
        return trouble
    except Exception as trouble:  # whatever the edge stumbled over, the other rows must go out
        logger.warning("outbox row %s not sent: %s", row_id, trouble, exc_info=True)
        _put_back(engine, row_id, at, trouble, done)
    else:
        if wait is not None:
            _hold(engine, row_id, wait, done)
        else:
            done.sent += 1
            _sent(engine, row_id, at)
    return None


def _hold(engine: Engine, row_id: int, until: dt.datetime, done: Drained) -> None:
    """Put back a row that the rate does not let go yet; this was no attempt."""
    done.held += 1
    with writing(engine) as session:
        row = session.get_one(Outbox, row_id)
        row.due_at, row.attempts = until, row.attempts - 1
        session.add(row)


def _sent(engine: Engine, row_id: int, at: dt.datetime) -> None:
    with writing(engine) as session:
        row = session.get_one(Outbox, row_id)
        row.done_at, row.problem = at, ""
        session.add(row)
        sent = session.exec(select(Sent).where(Sent.outbox_id == row_id)).first()
        if sent is not None:
            sent.sent_at = at
            session.add(sent)


def _put_back(engine: Engine, row_id: int, at: dt.datetime, trouble: Exception, done: Drained) -> None:
    with writing(engine) as session:
        _later(session, session.get_one(Outbox, row_id), at, trouble, done)


def _put_back_the_rest(
    engine: Engine, at: dt.datetime, edge: str, route: Route, trouble: Exception, done: Drained
) -> None:
    """Count the try that found nobody there for every other row due, so that all wait together."""
    with writing(engine) as session:
        for row in _of_edge(session, at, edge, route):
            row.attempts += 1
            _later(session, row, at, trouble, done)


def _later(session: Session, row: Outbox, at: dt.datetime, trouble: Exception, done: Drained) -> None:
    problem = f"{type(trouble).__name__}: {trouble}"
    if isinstance(trouble, ConnectionError):  # says nothing about the row, however long it lasts
        row.attempts = min(row.attempts, GROWN)
    if row.attempts >= TRIES:
        done.given_up += 1
        _give_up(session, row, at, problem)
        return
    done.later += 1
    row.problem = problem[:500]
    row.due_at = at + min(FIRST_PAUSE * 2 ** (row.attempts - 1), LONGEST_PAUSE)
    session.add(row)


def _give_up(session: Session, row: Outbox, at: dt.datetime, problem: str) -> None:
    row.problem, row.failed_at = problem[:500], at
    session.add(row)
    logger.error("outbox row %s given up: %s", row.id, problem)
