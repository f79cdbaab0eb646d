"""What a reviewer does with a message that placed itself nowhere, or not wholly: place, restore, dismiss."""

import datetime as dt
import hashlib
from collections.abc import Callable, Sequence

from sqlmodel import Session

from followup import Refused, log
from followup.adding import add
from followup.documents import Document, Link
from followup.kept import Kept, excerpt, kept, pieces
from followup.rules import Rules
from followup.states import WAITING
from followup.updates import Heard
from followup.whose import Round, round_of
from store import queries
from store.models import Inbound, Person, Recommendation, Request

LONGEST_PROBLEM = 2_000
LinksIn = Callable[[str], Sequence[Link]]
"""Finds the links to documents in words of the message."""


def place(
    session: Session,
    inbound: Inbound,
    rec: Recommendation,
    *,
    owner: Person | None,
    words: str,
    documents: Sequence[Document],
    links_in: LinksIn,
    reason: str,
    rules: Rules,
    who: str,
    at: dt.datetime,
) -> Heard:
    """Put the words of a message, or an excerpt of them, under an item for one of its owners.

    ``words`` must stand in the message, whatever its line ends; empty means all that has no place yet.
    Documents that the item holds already are not kept again. The owner gets the usual receipt.
    """
    there = round_of(session, inbound, rec, owner, who=who, reason=reason)
    read = kept(inbound)
    said, block = _words(inbound, read, rec, words)
    fresh = _fresh(session, rec, documents)
    if not said and not fresh:
        raise Refused(f"mail-{inbound.id} holds no words without a place; give an excerpt with --words")
    adds = _has_spoken(session, inbound, there) or there.update.state == "returned"
    heard = add(
        session, inbound, rec, there, said, fresh, links_in(said), adds=adds, kind="place", reason=reason,
        rules=rules, who=who, at=at,
    )  # fmt: skip
    inbound.unplaced = inbound.unplaced.replace(block, "", 1).strip() if block else inbound.unplaced
    if inbound.state in (*WAITING, "dismissed"):
        inbound.state = "placed"
    _bind(session, inbound, there)
    return heard


def restore(
    session: Session,
    inbound: Inbound,
    number: int,
    rec: Recommendation,
    *,
    owner: Person | None,
    links_in: LinksIn,
    reason: str,
    rules: Rules,
    who: str,
    at: dt.datetime,
) -> Heard:
    """Give a piece that was set aside back to its author's words: it joins what they said about the item."""
    there = round_of(session, inbound, rec, owner, who=who, reason=reason)
    piece = next((one for one in pieces(kept(inbound)) if one.number == number), None)
    if piece is None:
        raise Refused(f"mail-{inbound.id} has no piece {number} set aside; `matters review show` lists them")
    _has_spoken(session, inbound, there)
    why, said = f"piece {number}: {reason}", piece.text.strip()
    heard = add(
        session, inbound, rec, there, said, [], links_in(said), adds=True, kind="restore", reason=why,
        rules=rules, who=who, at=at,
    )  # fmt: skip
    _bind(session, inbound, there)
    return heard


def dismiss(session: Session, inbound: Inbound, *, reason: str, who: str, at: dt.datetime) -> None:
    """Take a message, or the words of it that have no place, out of the queue; all of it stays kept."""
    if not reason.strip():
        raise Refused("say why it is nothing to us: add --reason")
    waits = inbound.state in WAITING
    if not waits and not inbound.unplaced.strip():
        raise Refused(f"mail-{inbound.id} does not wait for anybody (it is {inbound.state})")
    if not inbound.reading:
        inbound.reading = Kept(body=inbound.unplaced, unplaced=inbound.unplaced).model_dump_json()
    if waits:
        inbound.state = "dismissed"
    else:
        inbound.unplaced = ""
    note = f"dismissed by {who}: {reason.strip()}"
    inbound.problem = "; ".join(filter(None, (inbound.problem, note)))[:LONGEST_PROBLEM]
    session.add(inbound)
    log.note(session, "message dismissed", "inbound", inbound.id, who=who, at=at, words=reason)


def _bind(session: Session, inbound: Inbound, there: Round) -> None:
    """Let a message wait with the round that its words went to: the rest of it is still to be seen there."""
    bound = session.get(Request, inbound.request_id) if inbound.request_id else None
    if bound is None or bound.cycle_id != there.update.cycle_id:
        inbound.request_id = there.request.id
    session.add(inbound)


def _words(inbound: Inbound, read: Kept, rec: Recommendation, words: str) -> tuple[str, str]:
    """Give the words meant, and the block of the words without a place that they are.

    A message that came after its meeting waits whole, each answer beneath the id of its item.
    """
    if words.strip():
        said = excerpt(inbound, read, words)
        return said, said
    for answer in read.answers:
        block = f"[{answer.item_id}]\n{answer.text}"
        if answer.item_id == rec.item_id and answer.text and block in inbound.unplaced:
            return answer.text, block
    said = inbound.unplaced.strip()
    return said, said


def _has_spoken(session: Session, inbound: Inbound, there: Round) -> bool:
    """Whether the message has given words for the item already; refused while those are not taken in."""
    theirs = [
        one
        for one in queries.contributions(session, there.update.id)
        if (one.inbound_id, one.person_id) == (inbound.id, there.request.person_id)
    ]
    for one in theirs:
        if not one.taken:
            raise Refused(f"the rest of it is not taken in: `matters review take {one.id}` comes first")
    return bool(theirs)


def _fresh(session: Session, rec: Recommendation, documents: Sequence[Document]) -> list[Document]:
    held = {one.sha256 for one in queries.evidence(session, rec.id)}
    return [one for one in documents if hashlib.sha256(one.content).hexdigest() not in held]
