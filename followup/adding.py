"""The contribution that a reviewer makes of a message's words, as of the hour the message came."""

import datetime as dt
from collections.abc import Sequence

from sqlmodel import Session

from followup import Refused, log, receipts
from followup import documents as keeping
from followup.compose import superseded
from followup.documents import Document, Link
from followup.interpret import interpret
from followup.rules import Rules
from followup.updates import Heard, is_approved, recompose
from followup.whose import Round
from store import queries
from store.models import Contribution, Decision, Inbound, Recommendation, Request


def add(
    session: Session,
    inbound: Inbound,
    rec: Recommendation,
    there: Round,
    text: str,
    documents: Sequence[Document],
    links: Sequence[Link],
    *,
    adds: bool,
    kind: str,
    reason: str,
    rules: Rules,
    who: str,
    at: dt.datetime,
) -> Heard:
    """Keep the contribution as of the hour the message came, and recompose the update."""
    names = [*(one.name for one in documents), *(one.name for one in links)]
    reading = interpret(text, asked_on=inbound.received_at.date(), reference=rec.reference, attachments=names)
    contribution = _contribution(session, inbound, rec, there, text)
    contribution.reading, contribution.answers = reading.model_dump_json(), adds
    contribution.confirmed_by, contribution.confirmed_at = who, at
    update = there.update
    session.add(contribution)
    session.flush()
    notes = keeping.keep(session, rec.id, contribution.id, documents, links)
    session.add(
        Decision(
            update_id=update.id or 0, kind=kind, who=who, at=at, before=update.text, after=text,
            reason=f"mail-{inbound.id}, {reason}",
        )
    )  # fmt: skip
    log.note(session, f"words {kind}d", "inbound", inbound.id, who=who, at=at, words=text)
    heard = Heard(
        item_id=rec.item_id, title=rec.title, reading=reading, words=text, documents=names, notes=notes
    )
    heard.newer = superseded(queries.contributions(session, update.id), contribution)
    if not heard.newer:
        heard.amends_approved = is_approved(update)
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
