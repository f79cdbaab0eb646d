"""One arriving message, one transaction: keep it first, then try to understand it."""

import datetime as dt
import hashlib
import logging
from collections.abc import Callable

import sqlalchemy
from pydantic import BaseModel
from sqlalchemy import Engine, bindparam
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from followup import Refused, log
from mail import (
    asking_help,
    attempts,
    automatic,
    binding,
    confirming,
    matching,
    mime,
    receipts,
    repeated,
    replies,
)
from mail.arrival import Arrival, Intake, Message
from mail.limits import TOO_LARGE
from store import queries
from store.db import reading, writing
from store.models import Contribution, Event, Inbound, Person
from store.plain import change, insert, plain

__all__ = ["Intake", "Received", "keepable", "receive", "replay", "set_aside"]

logger = logging.getLogger(__name__)

ROADS: tuple[Callable[[Arrival], bool], ...] = (
    automatic.take,
    repeated.take,
    confirming.take,
    asking_help.take,
    replies.take,
    matching.take,
)
"""Asked in this order until one says that the message was for it; the last takes whatever is left."""


_KEPT = sqlalchemy.select(col(Inbound.id), col(Inbound.state), col(Inbound.problem)).where(
    col(Inbound.sha256) == bindparam("digest")
)


class Received(BaseModel):
    """What became of a message: ``state`` decides the folder it moves to."""

    inbound_id: int
    state: str
    problem: str = ""
    fresh: bool = True


def receive(engine: Engine, raw: bytes, *, intake: Intake, at: dt.datetime, problem: str = "") -> Received:
    """Keep a raw message and take its answers in; the same bytes again change nothing.

    Whatever fails after the keeping leaves the message kept, marked with the problem and a reference.
    With a ``problem`` from the edge (too large to fetch) it is kept and answered, not read.
    """

    def keep(session: Session, number: int | None) -> tuple[Message, Received | None]:
        number, before = _keep(session, raw, at, number)
        return Message(number, raw), before

    return _take_in(engine, keep, intake=intake, at=at, problem=problem)


def keepable(engine: Engine, raw: bytes, at: dt.datetime) -> bool:
    """Whether the database would keep these bytes now; nothing is kept.

    Tells a message that no transaction survives from a database that takes nothing.
    """
    try:
        with writing(engine, keep=False) as session:
            _keep(session, raw, at)
    except SQLAlchemyError:
        return False
    return True


def set_aside(engine: Engine, raw: bytes, *, problem: str, at: dt.datetime) -> Received:
    """Keep a message without reading any of it: reading it has ended its readers before."""
    with writing(engine) as session:
        number, before = _keep(session, raw, at)
        if before:
            return before
        change(session, Inbound, number, state="problem", problem=problem)
        return Received(inbound_id=number, state="problem", problem=problem)


def replay(engine: Engine, inbound_id: int, *, intake: Intake, who: str, at: dt.datetime) -> Received:
    """Read a kept message that failed, or was dismissed, again as if it had just come.

    The same row at its first hour of arrival, so that what its sender wrote since stays the newer; and a
    receipt of its own. Refused for what is not in that state, has given contributions already, or was
    kept as its header only.
    """
    with reading(engine) as session:
        kept = session.get(Inbound, inbound_id)
        if kept is None or kept.channel != "mail":
            raise Refused(f"there is no message mail-{inbound_id}")
        arrived = kept.received_at
        again = 1 + session.exec(_replays(inbound_id)).one()

    def keep(session: Session, _number: int | None) -> tuple[Message, None]:
        inbound = session.get_one(Inbound, inbound_id, with_for_update=True)
        if inbound.state not in ("problem", "dismissed"):
            raise Refused(f"mail-{inbound_id} is {inbound.state}; only what could not be read is read again")
        if inbound.problem.startswith(TOO_LARGE):
            raise Refused(
                f"of mail-{inbound_id} only the header was fetched; ask its sender for a smaller one"
            )
        used = select(Contribution.id).where(Contribution.inbound_id == inbound_id)
        if session.exec(used).first() is not None:
            raise Refused(f"mail-{inbound_id} has given contributions already; nothing is taken twice")
        log.note(session, "message replayed", "inbound", inbound_id, who=who, at=at, words=inbound.problem)
        return Message(inbound_id, inbound.raw, request_id=inbound.request_id), None

    return _take_in(engine, keep, intake=intake, at=arrived, again=again)


def _replays(inbound_id: int) -> SelectOfScalar[int]:
    return select(func.count()).where(
        Event.kind == "message replayed", Event.noun == "inbound", Event.noun_id == inbound_id
    )


def _keep(
    session: Session, raw: bytes, at: dt.datetime, number: int | None = None
) -> tuple[int, Received | None]:
    """Keep the bytes, under a number they had before if they had one.

    Gives the message's number, and what became of it where the same bytes came before.
    """
    digest = hashlib.sha256(raw).hexdigest()
    row = {"channel": "mail", "sha256": digest, "raw": raw, "received_at": at}
    row |= {"id": number} if number else {}
    number = insert(session, Inbound, row, once="sha256")
    if number is None:
        ((number, state, problem),) = plain(session, _KEPT, digest=digest)
        return number, Received(inbound_id=number, state=state, problem=problem, fresh=False)
    log.note(session, "message kept", "inbound", number, who="mail", at=at, words=digest)
    return number, None


def _take_in(
    engine: Engine,
    keep: Callable[[Session, int | None], tuple[Message, Received | None]],
    *,
    intake: Intake,
    at: dt.datetime,
    problem: str = "",
    again: int = 0,
) -> Received:
    """Keep and read in one transaction; what a failed reading wrote is undone, and the message kept anew.

    ``keep`` gives the message, and what became of it where there is nothing left to do; it is asked again,
    with the number from before, when the reading has failed.
    """
    with writing(engine) as session:
        message, before = keep(session, None)
        if before:
            return before
        trouble = None if problem else _read(Arrival(session, message, intake, at, again))
        if trouble is not None:
            session.rollback()
            message, before = keep(session, message.id)
            if before:
                return before  # by another worker, meanwhile
            problem = _words(message, trouble)
        if problem:
            _refuse(session, message, problem, intake=intake, at=at, again=again)
        message.note(session)
        return Received(inbound_id=message.id, state=message.state, problem=message.problem, fresh=not again)


def _read(arrival: Arrival) -> Exception | None:
    """Read a message; gives what went wrong, unless it is the fault of the world."""
    try:
        _understand(arrival)
    except Exception as trouble:  # whatever a hostile message brings about
        if attempts.of_the_world(trouble):
            raise  # a full disk says nothing about the message: it is taken later
        return trouble
    return None


def _words(message: Message, trouble: Exception) -> str:
    """Say why a message could not be read, to whoever sent it."""
    if isinstance(trouble, Refused):
        return str(trouble)
    reference = f"mail-{message.id}"
    logger.error("message kept but not understood, reference %s", reference, exc_info=trouble)
    return f"it could not be read; the inspectorate will look into it (reference {reference})"


def _understand(arrival: Arrival) -> None:
    _head(arrival.inbound, arrival.incoming)
    arrival.inbound.verdict = arrival.proof.words
    next(road for road in ROADS if road(arrival))


def _head(message: Message, incoming: mime.Incoming) -> None:
    """Write down what the message says of itself: its id, its subject, who it claims to be from."""
    message.message_id, message.subject = incoming.message_id, incoming.subject[:500]
    message.sender = ", ".join(incoming.from_addresses)[:500]


def _refuse(
    session: Session, message: Message, words: str, *, intake: Intake, at: dt.datetime, again: int
) -> None:
    """Mark the kept message with its problem, and tell the person asked when its headers can be read."""
    message.state, message.problem = "problem", words
    try:
        incoming = mime.parse(message.raw[: mime.header_end(message.raw)])
    except mime.TooMuch:
        return
    _head(message, incoming)
    request = binding.bind(session, incoming, keys=intake.outgoing.keys).request
    if request is not None and not incoming.automatic and not again:  # once is enough to be told
        message.request_id = request.id
        person = session.get_one(Person, request.person_id)
        foreign = message.sender not in queries.addresses(session, person.id)
        receipt = receipts.Receipt(unverified=foreign, from_address=message.sender or "", refused=[words])
        arrival = Arrival(session, message, intake, at)
        arrival.incoming = incoming
        arrival.answer(person, request, receipt)
