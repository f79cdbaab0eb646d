"""One arriving message, one transaction: keep it first, then try to understand it."""

import datetime as dt
import hashlib
import logging
from collections.abc import Callable

from pydantic import BaseModel
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, func, select

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
from mail.arrival import Arrival, Intake
from mail.limits import TOO_LARGE
from store import queries
from store.db import insert_row, writing
from store.models import Contribution, Event, Inbound, Person

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
    with writing(engine) as session:
        inbound, fresh = _keep(session, raw, at)
        if fresh:
            _try(session, inbound, raw, intake, at, problem)
        return Received(inbound_id=inbound.id or 0, state=inbound.state, problem=inbound.problem, fresh=fresh)


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
        inbound, fresh = _keep(session, raw, at)
        if fresh:
            inbound.state, inbound.problem = "problem", problem
        return Received(inbound_id=inbound.id or 0, state=inbound.state, problem=inbound.problem, fresh=fresh)


def replay(engine: Engine, inbound_id: int, *, intake: Intake, who: str, at: dt.datetime) -> Received:
    """Read a kept message that failed, or was dismissed, again as if it had just come.

    The same row at its first hour of arrival, so that what its sender wrote since stays the newer; and a
    receipt of its own. Refused for what is not in that state, has given contributions already, or was
    kept as its header only.
    """
    with writing(engine) as session:
        inbound = session.get(Inbound, inbound_id)
        if inbound is None or inbound.channel != "mail":
            raise Refused(f"there is no message mail-{inbound_id}")
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
        inbound.state, inbound.problem, inbound.unplaced = "kept", "", ""
        replays = select(func.count()).where(
            Event.kind == "message replayed", Event.noun == "inbound", Event.noun_id == inbound_id
        )
        again = session.exec(replays).one()
        _try(session, inbound, inbound.raw, intake, inbound.received_at, "", again)
        return Received(inbound_id=inbound_id, state=inbound.state, problem=inbound.problem, fresh=False)


def _keep(session: Session, raw: bytes, at: dt.datetime) -> tuple[Inbound, bool]:
    digest = hashlib.sha256(raw).hexdigest()
    inbound = Inbound(channel="mail", sha256=digest, raw=raw, received_at=at)
    if not insert_row(session, inbound, once="sha256"):
        return session.exec(select(Inbound).where(Inbound.sha256 == digest)).one(), False
    log.note(session, "message kept", "inbound", inbound.id, who="mail", at=at, words=digest)
    return inbound, True


def _try(
    session: Session,
    inbound: Inbound,
    raw: bytes,
    intake: Intake,
    at: dt.datetime,
    problem: str,
    again: int = 0,
) -> None:
    if problem:
        _refuse(session, inbound, raw, problem, intake=intake, at=at, again=again)
        return
    try:
        with session.begin_nested():
            _understand(Arrival(session, inbound, mime.parse(raw), intake, at, again))
    except Refused as refusal:
        _refuse(session, inbound, raw, str(refusal), intake=intake, at=at, again=again)
    except Exception as trouble:
        if attempts.of_the_world(trouble):
            raise  # a full disk says nothing about the message: it is taken later
        reference = f"mail-{inbound.id}"
        logger.exception("message kept but not understood, reference %s", reference)
        words = f"it could not be read; the inspectorate will look into it (reference {reference})"
        _refuse(session, inbound, raw, words, intake=intake, at=at, again=again)


def _understand(arrival: Arrival) -> None:
    _head(arrival.inbound, arrival.incoming)
    arrival.inbound.verdict = arrival.proof.words
    next(road for road in ROADS if road(arrival))


def _head(inbound: Inbound, incoming: mime.Incoming) -> None:
    """Write down what the message says of itself: its id, its subject, who it claims to be from."""
    inbound.message_id, inbound.subject = incoming.message_id, incoming.subject[:500]
    inbound.sender = ", ".join(incoming.from_addresses)[:500]


def _refuse(
    session: Session,
    inbound: Inbound,
    raw: bytes,
    words: str,
    *,
    intake: Intake,
    at: dt.datetime,
    again: int,
) -> None:
    """Mark the kept message with its problem, and tell the person asked when its headers can be read."""
    inbound.state, inbound.problem = "problem", words
    try:
        incoming = mime.parse(raw[: mime.header_end(raw)])
    except mime.TooMuch:
        return
    _head(inbound, incoming)
    request = binding.bind(session, incoming, keys=intake.outgoing.keys).request
    if request is not None and not incoming.automatic and not again:  # once is enough to be told
        inbound.request_id = request.id
        person = session.get_one(Person, request.person_id)
        foreign = inbound.sender not in queries.addresses(session, person.id)
        receipt = receipts.Receipt(unverified=foreign, from_address=inbound.sender, refused=[words])
        Arrival(session, inbound, incoming, intake, at).answer(person, request, receipt)
