"""One arriving message, one transaction: keep it first, then try to understand it."""

import datetime as dt
import hashlib
import logging
from collections.abc import Callable

from pydantic import BaseModel
from sqlalchemy import Engine
from sqlmodel import Session, select

from followup import Refused, log
from mail import automatic, binding, matching, mime, receipts, replies
from mail.arrival import Arrival, Intake
from store.db import insert, writing
from store.models import Inbound, Person

__all__ = ["Intake", "Received", "receive"]

logger = logging.getLogger(__name__)

ROADS: tuple[Callable[[Arrival], bool], ...] = (automatic.take, replies.take, matching.take)
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


def _keep(session: Session, raw: bytes, at: dt.datetime) -> tuple[Inbound, bool]:
    digest = hashlib.sha256(raw).hexdigest()
    inbound = Inbound(channel="mail", sha256=digest, raw=raw, received_at=at)
    if not insert(session, inbound, once="sha256"):
        return session.exec(select(Inbound).where(Inbound.sha256 == digest)).one(), False
    log.note(session, "message kept", "inbound", inbound.id, who="mail", at=at, words=digest)
    return inbound, True


def _try(
    session: Session, inbound: Inbound, raw: bytes, intake: Intake, at: dt.datetime, problem: str
) -> None:
    if problem:
        _refuse(session, inbound, raw, problem, intake=intake, at=at)
        return
    try:
        with session.begin_nested():
            _understand(Arrival(session, inbound, mime.parse(raw), intake, at))
    except Refused as refusal:
        _refuse(session, inbound, raw, str(refusal), intake=intake, at=at)
    except Exception:
        reference = f"mail-{inbound.id}"
        logger.exception("message kept but not understood, reference %s", reference)
        words = f"it could not be read; the inspectorate will look into it (reference {reference})"
        _refuse(session, inbound, raw, words, intake=intake, at=at)


def _understand(arrival: Arrival) -> None:
    _head(arrival.inbound, arrival.incoming)
    next(road for road in ROADS if road(arrival))


def _head(inbound: Inbound, incoming: mime.Incoming) -> None:
    """Write down what the message says of itself: its id, its subject, who it claims to be from."""
    inbound.message_id, inbound.subject = incoming.message_id, incoming.subject[:500]
    inbound.sender = ", ".join(incoming.from_addresses)[:500]


def _refuse(
    session: Session, inbound: Inbound, raw: bytes, words: str, *, intake: Intake, at: dt.datetime
) -> None:
    """Mark the kept message with its problem, and tell the person asked when its headers can be read."""
    inbound.state, inbound.problem = "problem", words
    try:
        incoming = mime.parse(raw[: mime.header_end(raw)])
    except mime.TooMuch:
        return
    _head(inbound, incoming)
    request, _sign = binding.bind(session, incoming, key=intake.outgoing.key)
    if request is not None and not incoming.automatic:
        inbound.request_id = request.id
        person = session.get_one(Person, request.person_id)
        receipt = receipts.Receipt(from_address=inbound.sender, refused=[words])
        Arrival(session, inbound, incoming, intake, at).answer(person, request, receipt)
