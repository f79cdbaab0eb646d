"""One arrived message as the inspectorate sees it: who, their words, how they were read, what of."""

from collections.abc import Iterator, Sequence
from typing import Protocol

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from followup import Refused, states
from followup.dates import spoken
from followup.kept import Kept, Piece, kept, pieces
from followup.whose import addresses
from reports.candidates import Candidate, Candidates
from reports.plain_lines import block, first
from store import queries
from store.models import (
    Body,
    Contribution,
    Cycle,
    Decision,
    Inbound,
    Meeting,
    Person,
    Recommendation,
    Request,
)

LONGEST_NUMBER = 20
MOST_PIECES = 60


class Document(Protocol):
    """A document of a message, as an edge gives it."""

    name: str
    media_type: str
    content: bytes


class MailView(BaseModel):
    """One message as plain values, in the shape of ``matters review show mail-12 --json``."""

    id: str
    state: str
    received: str
    sender: str
    person: str = ""
    """Who is registered at the sender's one address; empty for strangers."""
    verdict: str = ""
    subject: str = ""
    problem: str = ""
    answers: str = ""
    """The request that it answers, in words; empty where nothing shows which."""
    placed: dict[str, str] = Field(default_factory=dict)
    """Item id -> the words of this message that stand under it, those of several parts apart."""
    placed_by: dict[str, str] = Field(default_factory=dict)
    decisions: list[str] = Field(default_factory=list)
    words: str = ""
    aside: list[Piece] = Field(default_factory=list)
    doubts: list[str] = Field(default_factory=list)
    documents: list[str] = Field(default_factory=list)
    candidates: list[Candidate] = Field(default_factory=list)


def find(session: Session, name: str) -> Inbound:
    """Find a message by its name, such as mail-12."""
    number = name.lower().removeprefix("mail-")
    short = number.isdecimal() and len(number) <= LONGEST_NUMBER
    found = queries.numbered(session, Inbound, int(number)) if short else None
    if found is None:
        raise Refused(f"there is no message {name}")
    return found


def view(session: Session, inbound: Inbound, documents: Sequence[Document]) -> MailView:
    """Give everything a reviewer needs to place a message, or to let it be."""
    read = kept(inbound)
    senders = addresses(inbound)
    person = queries.person_at(session, senders[0]) if len(senders) == 1 else None
    waits = inbound.state in states.WAITING or bool(inbound.unplaced.strip())
    return MailView(
        id=f"mail-{inbound.id}",
        state=inbound.state,
        received=inbound.received_at.isoformat(),
        sender=inbound.sender or "",
        person=person.name if person else "",
        verdict=inbound.verdict,
        subject=inbound.subject,
        problem=inbound.problem,
        answers=_request(session, inbound),
        placed=_placed(session, inbound),
        placed_by=read.placed_by,
        decisions=list(_decisions(session, inbound)),
        words=inbound.unplaced,
        aside=pieces(read)[:MOST_PIECES],
        doubts=read.doubts,
        documents=[f"{d.name} ({d.media_type}, {len(d.content)} bytes)" for d in documents],
        candidates=Candidates(session).of(inbound, text_of(inbound, read)) if waits else [],
    )


def text_of(inbound: Inbound, read: Kept) -> str:
    """Give what a message is compared with the register by."""
    return read.body or inbound.unplaced


def _request(session: Session, inbound: Inbound) -> str:
    request = session.get(Request, inbound.request_id) if inbound.request_id else None
    if request is None:
        return ""
    meeting = session.get_one(Meeting, session.get_one(Cycle, request.cycle_id).meeting_id)
    panel = session.get_one(Body, meeting.body_id).name
    return f"{session.get_one(Person, request.person_id).name}, for {panel}, {spoken(meeting.date)}"


def _placed(session: Session, inbound: Inbound) -> dict[str, str]:
    wanted = (
        select(Recommendation.item_id, Contribution.text)
        .join(Contribution, col(Contribution.recommendation_id) == Recommendation.id)
        .where(Contribution.inbound_id == inbound.id)
        .order_by(col(Contribution.id))
    )
    found: dict[str, list[str]] = {}
    for item, text in session.exec(wanted).all():
        found.setdefault(item, []).append(text)
    return {item: "\n\n".join(texts) for item, texts in found.items()}


def _decisions(session: Session, inbound: Inbound) -> Iterator[str]:
    wanted = select(Decision).where(
        col(Decision.kind).in_(("place", "restore")), col(Decision.reason).startswith(f"mail-{inbound.id}, ")
    )
    for one in session.exec(wanted.order_by(col(Decision.id))).all():
        why = one.reason.partition(", ")[2]
        yield f"{one.kind} by {one.who}, {spoken(one.at.date())}: {why}"


def lines(seen: MailView) -> Iterator[str]:
    """The same for people."""
    who = f"{seen.sender} ({seen.person})" if seen.person else seen.sender or "nobody named"
    yield f"{seen.id}: {seen.state}, from {who}, {seen.received[:16].replace('T', ' ')} UTC"
    for head, text in (
        ("Subject", seen.subject),
        ("Verdict", seen.verdict),
        ("Problem", seen.problem),
        ("Answers the request to", seen.answers),
    ):
        if text:
            yield f"{head}: {text}"
    yield from (f"Document: {document}" for document in seen.documents)
    for item, text in seen.placed.items():
        by = seen.placed_by.get(item)
        yield f"Placed under {item}{f' (by {by})' if by else ''}:"
        yield from block(text)
    yield from seen.decisions
    if seen.words:
        yield "Words that belong to no item:"
        yield from block(seen.words)
    yield from (f"Doubt: {doubt}" for doubt in seen.doubts)
    if seen.aside:
        yield "Set aside (matters review restore gives a piece back):"
        yield from (f"  {one.number:>3}  {one.why}: {first(one.text)}" for one in seen.aside)
    yield from _likely(seen.candidates)


def _likely(candidates: Sequence[Candidate]) -> Iterator[str]:
    if candidates:
        yield "It may be about (matters review place puts its words there):"
    for one in candidates:
        yield f"  {one.item_id:<22} {one.title}; {one.owner} <{one.email}>"
        yield from (f"  {'':<22} - {reason}" for reason in one.reasons)
