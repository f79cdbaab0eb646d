"""The verb all roads share: an owner's words become part of an item's update."""

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from followup import Refused, closure, documents, log, standing
from followup.asking import STANDING
from followup.compose import Composed, compose, labelled
from followup.documents import Document, Link
from followup.interpret import Interpretation, interpret
from followup.rules import Rules
from store import queries
from store.db import insert_row
from store.models import Contribution, Cycle, Decision, Recommendation, Request, Update

SYSTEM = "Matters Arising"


class Draft(BaseModel):
    """What an edge has understood of one item, before the process has seen it."""

    model_config = ConfigDict(extra="forbid")

    item_id: str
    text: str
    """The owner's own words; empty only when documents came without any."""
    written_at: dt.datetime | None = None
    documents: list[Document] = Field(default_factory=list)
    links: list[Link] = Field(default_factory=list)
    answers: bool | None = None
    """Whether it answers a question put to the owner (then it joins what it answers); None where the edge
    cannot tell: then it does while a question is open."""


class Heard(BaseModel):
    """What became of a draft, for the receipt."""

    item_id: str
    title: str
    reading: Interpretation
    words: str = ""
    documents: list[str] = Field(default_factory=list)
    """Names of the documents that were kept."""
    late: bool = False
    unverified: bool = False
    questions: list[str] = Field(default_factory=list)
    """Closure criteria that the proposal lacks; asked back once by itself (rule 3)."""
    amends_approved: bool = False
    notes: list[str] = Field(default_factory=list)
    """What could be better about the documents, a sentence each."""
    newer: bool = False
    """Whether newer words of the same owner stand in its place."""


def submit(
    session: Session,
    draft: Draft,
    *,
    request: Request,
    who: str,
    trust: str,
    channel: str,
    inbound_id: int | None,
    rules: Rules,
    at: dt.datetime,
) -> Heard:
    """Keep a contribution and recompose the item's update.

    ``who`` is the address it came from, ``request`` says on whose behalf; ``trust`` is accepted, delegate
    or unverified: the last two wait until the owner or a reviewer stands by them. Refused when the item
    is not among those asked of the person.
    """
    rec, parts = _asked(session, request, draft.item_id)
    if not draft.text.strip() and not (draft.documents or draft.links):
        raise Refused(f"nothing was written about {rec.item_id}")
    cycle = session.get_one(Cycle, request.cycle_id, with_for_update=True, populate_existing=True)
    update = queries.update_for(session, rec.id, cycle.id)
    if update is None:
        raise Refused(f"{rec.item_id} is not part of this round")
    if update.state == "left":
        raise Refused(f"{standing.gone(session, rec)}; please write about that instead")
    late = cycle.state != "collecting"
    taken = trust == "accepted" and not late
    reading = interpret(
        draft.text,
        asked_on=at.date(),
        reference=rec.reference,
        attachments=[*(one.name for one in draft.documents), *(one.name for one in draft.links)],
    )
    contribution = Contribution(
        update_id=update.id or 0,
        recommendation_id=rec.id or 0,
        inbound_id=inbound_id,
        part=parts[0] if len(parts) == 1 else "",
        who=who,
        person_id=request.person_id,
        channel=channel,
        trust=trust,
        late=late,
        taken=taken,
        answers=update.state == "returned" if draft.answers is None else draft.answers,
        text=draft.text,
        reading=reading.model_dump_json(),
        written_at=draft.written_at,
        received_at=at,
    )
    session.flush()
    insert_row(session, contribution)
    notes = documents.keep(session, rec, contribution, draft.documents, draft.links)
    log.note(
        session, "contribution received", "contribution", contribution.id, who=who, at=at, words=draft.text
    )
    heard = Heard(
        item_id=rec.item_id,
        title=rec.title,
        reading=reading,
        late=late,
        words=draft.text,
        documents=[d.name for d in draft.documents] + [link.name for link in draft.links],
        notes=notes,
        unverified=trust != "accepted",
    )
    if taken:
        heard.amends_approved = is_approved(update)
        heard.questions = recompose(session, update, contribution, rules=rules, at=at)
    return heard


def is_approved(update: Update) -> bool:
    """Whether words of the owners stand approved: newer ones are an amendment."""
    return update.approved not in (None, *STANDING)


def _asked(session: Session, request: Request, item_id: str) -> tuple[Recommendation, list[str]]:
    mine = queries.asked_about(session, request.id, item_id)
    if not mine:
        raise Refused(f"{item_id} is not among the items asked of you in this round")
    return mine[0][0], [part or "" for _rec, part in mine]


def composed(session: Session, update: Update) -> Composed:
    """Compose an update from what has been taken in so far."""
    rec = session.get_one(Recommendation, update.recommendation_id)
    parts: dict[int, frozenset[str]] = {}
    for person_id, part in queries.parts_asked(session, update.cycle_id, rec.id):
        parts[person_id] = parts.get(person_id, frozenset()) | {part}
    return compose(queries.said(session, update.id), parts=parts, reference=rec.reference)


def recompose(
    session: Session, update: Update, newest: Contribution, *, rules: Rules, at: dt.datetime
) -> list[str]:
    """Bring the working text up to date; a closure proposal that lacks a criterion goes back, once.

    Gives the questions that were put to the owner. Approved text is never touched: new words after an
    approval open an amendment (rule 10). What the inspectorate had verified were the words before.
    """
    whole = composed(session, update)
    update.text = _beside_edit(session, update, newest) or whole.text
    update.claim, update.verified = whole.claim, None
    update.state = "received" if update.state in ("awaited", "received", "none") else "amended"
    session.add(update)
    session.flush()
    questions = unmet(session, update, whole, rules)
    if not questions or _asked_back(session, update):
        return []
    send_back(session, update, question="\n".join(questions), who=SYSTEM, at=at)
    return questions


def _beside_edit(session: Session, update: Update, newest: Contribution) -> str | None:
    """Where the inspectorate has edited the text, put words that replace nothing beneath it.

    None when the text is to be composed anew: nothing was edited, or its own author has replaced it.
    """
    edits = [d for d in queries.decisions(session, update.id) if d.kind == "edit"]
    if not edits or not update.text.startswith(edits[-1].after):
        return None
    before = [c for c in queries.contributions(session, update.id) if c.taken and c.id != newest.id]
    replaces = any((c.part, c.person_id) == (newest.part, newest.person_id) for c in before)
    if replaces and not newest.answers:
        return None
    return f"{update.text}\n\n{labelled(newest.part, newest.text)}".strip()


def unmet(session: Session, update: Update, whole: Composed, rules: Rules) -> list[str]:
    """Name the closure criteria that an update proposing closure lacks; empty for any other claim."""
    if update.claim != "propose_closed":
        return []
    ours = {c.id for c in queries.contributions(session, update.id) if c.taken}
    count = sum(e.contribution_id in ours for e in queries.evidence(session, update.recommendation_id))
    reading = Interpretation(
        claim="propose_closed",
        implemented=bool(whole.pieces) and all(p.reading.implemented for p in whole.pieces),
        evidence=any(p.reading.evidence for p in whole.pieces),
    )
    return closure.unmet(reading, rules, documents=count)


def _asked_back(session: Session, update: Update) -> bool:
    return any(d.kind == "return" and d.who == SYSTEM for d in queries.decisions(session, update.id))


def send_back(session: Session, update: Update, *, question: str, who: str, at: dt.datetime) -> None:
    """Put a question to the owners of an update: those who contributed, or else all who were asked."""
    decision = Decision(
        update_id=update.id or 0, kind="return", who=who, at=at, before=update.text, reason=question
    )
    session.add(decision)
    session.flush()
    update.state = "returned"
    session.add(update)
    rec = session.get_one(Recommendation, update.recommendation_id)
    asked = queries.asked_of(session, update.cycle_id, rec.id)
    heard = {c.person_id for c in queries.contributions(session, update.id) if c.taken}
    for request in {r.id: r for r, _row in asked if r.person_id in heard or not heard}.values():
        log.tell(
            session,
            "question",
            request.person_id,
            key=f"question:{decision.id}:{request.id}",
            at=at,
            about={"item_id": rec.item_id, "title": rec.title, "question": question, "said": update.text},
            request_id=request.id,
        )
    log.note(session, "update returned", "update", update.id, who=who, at=at, words=question)
