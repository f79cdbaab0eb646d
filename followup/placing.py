"""What a reviewer does with a message that placed itself nowhere, or not wholly: place, restore, dismiss."""

import datetime as dt
import hashlib
from collections.abc import Sequence

from sqlmodel import Session

from followup import Refused, log, receipts
from followup.asking import STANDING
from followup.interpret import interpret
from followup.kept import Kept, excerpt, kept, pieces
from followup.rules import Rules
from followup.updates import Document, Heard, keep_documents, recompose
from followup.whose import Round, round_of
from store import queries
from store.models import Contribution, Decision, Inbound, Person, Recommendation, Request

LONGEST_PROBLEM = 2_000


def place(
    session: Session,
    inbound: Inbound,
    rec: Recommendation,
    *,
    owner: Person | None,
    words: str,
    documents: Sequence[Document],
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
    said = excerpt(inbound, read, words) if words.strip() else inbound.unplaced.strip()
    fresh = _fresh(session, rec, documents)
    if not said and not fresh:
        raise Refused(f"mail-{inbound.id} holds no words without a place; give an excerpt with --words")
    again = any(
        (one.inbound_id, one.person_id) == (inbound.id, there.request.person_id)
        for one in queries.contributions(session, there.update.id)
    )
    adds = again or there.update.state == "returned"
    heard = _add(
        session, inbound, rec, there, said, fresh, adds=adds, kind="place", reason=reason,
        rules=rules, who=who, at=at,
    )  # fmt: skip
    inbound.unplaced = inbound.unplaced.replace(said, "", 1).strip() if said else inbound.unplaced
    if inbound.state in ("unmatched", "problem", "kept", "dismissed"):
        inbound.state = "placed"
    inbound.request_id = inbound.request_id or there.request.id
    session.add(inbound)
    return heard


def restore(
    session: Session,
    inbound: Inbound,
    number: int,
    rec: Recommendation,
    *,
    owner: Person | None,
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
    why = f"piece {number}: {reason}"
    heard = _add(
        session, inbound, rec, there, piece.text.strip(), [], adds=True, kind="restore", reason=why,
        rules=rules, who=who, at=at,
    )  # fmt: skip
    inbound.request_id = inbound.request_id or there.request.id
    session.add(inbound)
    return heard


def dismiss(session: Session, inbound: Inbound, *, reason: str, who: str, at: dt.datetime) -> None:
    """Take a message, or the words of it that have no place, out of the queue; all of it stays kept."""
    if not reason.strip():
        raise Refused("say why it is nothing to us: add --reason")
    waits = inbound.state in ("unmatched", "problem", "kept")
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


def _fresh(session: Session, rec: Recommendation, documents: Sequence[Document]) -> list[Document]:
    held = {one.sha256 for one in queries.evidence(session, rec.id)}
    return [one for one in documents if hashlib.sha256(one.content).hexdigest() not in held]


def _add(
    session: Session,
    inbound: Inbound,
    rec: Recommendation,
    there: Round,
    text: str,
    documents: list[Document],
    *,
    adds: bool,
    kind: str,
    reason: str,
    rules: Rules,
    who: str,
    at: dt.datetime,
) -> Heard:
    """Keep the contribution as of the hour the message came, and recompose the update."""
    names = [one.name for one in documents]
    reading = interpret(text, asked_on=inbound.received_at.date(), reference=rec.reference, attachments=names)
    contribution = _contribution(session, inbound, rec, there, text)
    contribution.reading, contribution.answers = reading.model_dump_json(), adds
    contribution.confirmed_by, contribution.confirmed_at = who, at
    update, before = there.update, there.update.text
    session.add(contribution)
    session.flush()
    keep_documents(session, rec, contribution, documents)
    session.add(
        Decision(
            update_id=update.id or 0, kind=kind, who=who, at=at, before=before, after=text,
            reason=f"mail-{inbound.id}, {reason}",
        )
    )  # fmt: skip
    log.note(session, f"words {kind}d", "inbound", inbound.id, who=who, at=at, words=text)
    heard = Heard(item_id=rec.item_id, title=rec.title, reading=reading, words=text, documents=names)
    heard.newer = _newer(session, contribution)
    if not heard.newer:
        heard.amends_approved = update.approved not in (None, *STANDING)
        heard.questions = recompose(session, update, contribution, rules=rules, at=at)
    _tell(session, inbound, there.request, contribution, heard, at)
    return heard


def _contribution(
    session: Session, inbound: Inbound, rec: Recommendation, there: Round, text: str
) -> Contribution:
    """Make the row; a second one of the same message and part is linked by its decision only.

    A delegate's, whoever is named as the sender: a reviewer's word is no proof that the owner wrote it.
    """
    there_now = queries.contributions(session, there.update.id)
    mine = [one for one in there_now if one.person_id == there.request.person_id]
    if text and any(text == one.text and one.taken for one in mine):
        raise Refused(f"these words stand under {rec.item_id} already")
    first = all((one.inbound_id, one.part) != (inbound.id, there.part) for one in there_now)
    sure = any((one.inbound_id, one.trust) == (inbound.id, "accepted") for one in mine)
    return Contribution(
        update_id=there.update.id or 0,
        recommendation_id=rec.id or 0,
        inbound_id=inbound.id if first else None,
        part=there.part,
        who=inbound.sender or "unknown",
        person_id=there.request.person_id,
        channel=inbound.channel,
        trust="accepted" if sure else "delegate",
        text=text,
        reading="",
        received_at=inbound.received_at,
    )


def _newer(session: Session, contribution: Contribution) -> bool:
    """Whether the same owner has said something else about the same part since the message came."""
    return any(
        one.taken and one.text and not one.answers
        for one in queries.contributions(session, contribution.update_id)
        if (one.person_id, one.part) == (contribution.person_id, contribution.part)
        and one.received_at > contribution.received_at
    )


def _tell(
    session: Session,
    inbound: Inbound,
    request: Request,
    contribution: Contribution,
    heard: Heard,
    at: dt.datetime,
) -> None:
    receipt = receipts.Receipt(placed=True, from_address=inbound.sender or "")
    receipts.fill(session, receipt, [heard], request)
    log.tell(
        session,
        "receipt",
        request.person_id,
        key=f"receipt:{inbound.id}:placed:{contribution.id}",
        at=at,
        about=receipt.model_dump(),
        request_id=request.id,
        inbound_id=inbound.id,
    )
