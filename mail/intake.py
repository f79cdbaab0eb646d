"""One arriving message, one transaction: keep it first, then try to understand it."""

import datetime as dt
import hashlib
import logging
from collections.abc import Callable

from pydantic import BaseModel, ConfigDict
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, func, select

from followup import Refused, log
from followup.rules import Rules
from followup.updates import Document, Draft, Heard, submit
from mail import binding, html, mime, receipts, reply
from mail.compose import Outgoing
from store import queries
from store.db import writing
from store.models import Body, Cycle, Inbound, Meeting, Outbox, Person, Request, Sent

RECEIPTS_AN_HOUR = 20
"""More than this to one person within an hour is a machine answering a machine."""
LONGEST_PROBLEM = 2_000

logger = logging.getLogger(__name__)


class Intake(BaseModel):
    """What the mail road needs beside the message: who we are, and the rules of each panel."""

    model_config = ConfigDict(arbitrary_types_allowed=True)

    outgoing: Outgoing
    rules_of: Callable[[str], Rules]


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
    same = select(Inbound).where(Inbound.sha256 == digest)
    known = session.exec(same).first()
    if known is not None:
        return known, False
    inbound = Inbound(channel="mail", sha256=digest, raw=raw, received_at=at)
    try:
        with session.begin_nested():
            session.add(inbound)
    except IntegrityError:  # another worker has kept it since we looked
        return session.exec(same).one(), False
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
            _understand(session, inbound, mime.parse(raw), intake=intake, at=at)
    except Refused as refusal:
        _refuse(session, inbound, raw, str(refusal), intake=intake, at=at)
    except Exception:
        reference = f"mail-{inbound.id}"
        logger.exception("message kept but not understood, reference %s", reference)
        words = f"it could not be read; the inspectorate will look into it (reference {reference})"
        _refuse(session, inbound, raw, words, intake=intake, at=at)


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
        _answer(session, inbound, person, request, receipt, at)


def _understand(
    session: Session, inbound: Inbound, incoming: mime.Incoming, *, intake: Intake, at: dt.datetime
) -> None:
    _head(inbound, incoming)
    if incoming.automatic:
        inbound.state, inbound.problem = "automatic", incoming.automatic
        return
    request, sign = binding.bind(session, incoming, key=intake.outgoing.key)
    if request is None:
        _unmatched(session, inbound, incoming, sign, at)
        return
    inbound.request_id = request.id
    person = session.get_one(Person, request.person_id)
    cycle = session.get_one(Cycle, request.cycle_id)
    meeting = session.get_one(Meeting, cycle.meeting_id)
    trusted = binding.trust(session, incoming, person)
    receipt = receipts.Receipt(unverified=trusted == "unverified", from_address=inbound.sender)
    read = _read(session, incoming, request, intake.outgoing)
    if at.date() > meeting.date:
        inbound.state, inbound.problem = "unmatched", "it came after the meeting it answers"
        inbound.unplaced = reply.every_word(read)
        receipt.over = True
    else:
        rules = intake.rules_of(session.get_one(Body, meeting.body_id).name)
        heard = _submit_all(
            session,
            inbound,
            incoming,
            read,
            request=request,
            trusted=trusted,
            rules=rules,
            receipt=receipt,
            at=at,
        )
        inbound.unplaced = read.unplaced
        inbound.problem = "; ".join([*read.doubts, *incoming.defects, *receipt.refused])[:LONGEST_PROBLEM]
        inbound.state = "unmatched" if not heard else "unverified" if receipt.unverified else "understood"
        receipts.fill(session, receipt, heard, read.unplaced, request)
    _answer(session, inbound, person, request, receipt, at)


def _submit_all(
    session: Session,
    inbound: Inbound,
    incoming: mime.Incoming,
    read: reply.Reply,
    *,
    request: Request,
    trusted: str,
    rules: Rules,
    receipt: receipts.Receipt,
    at: dt.datetime,
) -> list[Heard]:
    """Submit each answer on its own; what the process refuses is named in the receipt."""
    heard: list[Heard] = []
    told = binding.replied_to(session, incoming)
    for answer in read.answers:
        files = [incoming.attachments[n] for n in answer.attachments]
        draft = Draft(
            item_id=answer.item_id,
            text=answer.text,
            written_at=incoming.written_at,
            answers=binding.answers_question(told, answer.item_id),
            documents=[Document(name=f.name, media_type=f.media_type, content=f.content) for f in files],
        )
        try:
            with session.begin_nested():
                one = submit(
                    session,
                    draft,
                    request=request,
                    who=inbound.sender or "unknown",
                    trust=trusted,
                    channel="mail",
                    inbound_id=inbound.id,
                    rules=rules,
                    at=at,
                )
            heard.append(one)
        except Refused as refusal:
            receipt.refused.append(str(refusal))
            read.unplaced = f"{read.unplaced}\n\n{answer.text}".strip()  # for a reviewer to see
    return heard


def _read(session: Session, incoming: mime.Incoming, request: Request, ours: Outgoing) -> reply.Reply:
    sent = [_as_sent(row) for row in queries.sent_in(session, request.id or 0)]
    items = {
        rec.item_id: reply.Item(id=rec.item_id, reference=rec.reference, title=rec.title, audit=audit.title)
        for _line, rec, audit in queries.asked(session, request.id)
    }
    names = [ours.name, ours.address, ours.organisation]
    return reply.read(incoming, sent=sent, items=list(items.values()), sender_names=names)


def _as_sent(row: Sent) -> reply.Sent:
    parts = mime.parse(row.payload)
    return reply.Sent(text=parts.text, html_text=html.to_text(parts.html))


def _unmatched(
    session: Session, inbound: Inbound, incoming: mime.Incoming, why: str, at: dt.datetime
) -> None:
    """Keep it for a reviewer; somebody we know is told so, a stranger is not answered."""
    inbound.state, inbound.problem = "unmatched", why
    inbound.unplaced = reply.read(incoming, sent=[], items=[], sender_names=[]).unplaced
    known = incoming.from_addresses[0] if len(incoming.from_addresses) == 1 else ""
    person = queries.person_at(session, known) if known else None
    if person is not None:
        _answer(session, inbound, person, None, receipts.Receipt(from_address=known), at)


def _answer(
    session: Session,
    inbound: Inbound,
    person: Person,
    request: Request | None,
    receipt: receipts.Receipt,
    at: dt.datetime,
) -> None:
    """One receipt for a message, to the registered address only, and not without end."""
    recent = session.exec(
        select(func.count())
        .select_from(Outbox)
        .where(
            Outbox.person_id == person.id, Outbox.kind == "receipt", Outbox.at > at - dt.timedelta(hours=1)
        )
    ).one()
    if recent >= RECEIPTS_AN_HOUR:
        why = "no receipt: too many to this person within the hour"
        inbound.problem = f"{inbound.problem}; {why}".strip("; ")
        return
    log.tell(
        session,
        "receipt",
        person.id or 0,
        key=f"receipt:{inbound.id}",
        at=at,
        about=receipt.model_dump(),
        request_id=request.id if request else None,
        inbound_id=inbound.id,
    )
