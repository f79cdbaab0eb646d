"""The verb all roads share: an owner's words become part of an item's update."""

import datetime as dt
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from followup import Refused, closure, documents, log, standing
from followup.asking import STANDING
from followup.compose import Composed, compose, labelled
from followup.documents import Document, Link, Promised
from followup.interpret import Interpretation, interpret
from followup.rules import Rules
from store import queries
from store.models import Contribution, Decision, Recommendation, Request, Update
from store.plain import change, insert
from store.queries import Working

SYSTEM = "Matters Arising"
Stands = Working | Update
"""An update while words come in: by itself, or as a row of the session."""


class Draft(BaseModel):
    """What an edge has understood of one item, before the process has seen it."""

    model_config = ConfigDict(extra="forbid")

    item_id: str
    text: str
    """The owner's own words; empty only when documents came without any."""
    written_at: dt.datetime | None = None
    documents: list[Document] = Field(default_factory=list)
    links: list[Link] = Field(default_factory=list)
    promised: list[Promised] = Field(default_factory=list)
    """Documents whose bytes are still to be fetched."""
    answers: bool | None = None
    """Whether it answers a question put to the owner (then it joins what it answers); None where the edge
    cannot tell: then it does while a question is open."""


class Heard(BaseModel):
    """What became of a draft, for the receipt."""

    item_id: str
    title: str
    contribution_id: int = 0
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


class Newest(NamedTuple):
    """The words that have just come; a contribution's own row says the same."""

    id: int | None
    part: str
    person_id: int
    text: str
    answers: bool


Words = Newest | Contribution


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
    vouched: str = "",
) -> Heard:
    """Keep a contribution and recompose the item's update.

    ``who`` is the address it came from, ``request`` says on whose behalf; ``trust`` is accepted, delegate
    or unverified: the last two wait until the owner or a reviewer stands by them, unless ``vouched``
    names the owner who has said so beforehand. Refused when the item
    is not among those asked of the person, or has left; then nothing has been written.
    """
    rec, part = _asked(session, request, draft.item_id)
    if not draft.text.strip() and not (draft.documents or draft.links or draft.promised):
        raise Refused(f"nothing was written about {rec.item_id}")
    late = queries.held(session, request.cycle_id) != "collecting"
    update = queries.working(session, rec.recommendation_id, request.cycle_id)
    if update is None:
        raise Refused(f"{rec.item_id} is not part of this round")
    if update.state == "left":
        gone = standing.gone(session, session.get_one(Recommendation, rec.recommendation_id))
        raise Refused(f"{gone}; please write about that instead")
    offered: list[Document | Link | Promised] = [*draft.documents, *draft.links, *draft.promised]
    names = [one.name for one in offered]
    reading = interpret(draft.text, asked_on=at.date(), reference=rec.reference, attachments=names)
    taken = (trust == "accepted" or bool(vouched)) and not late
    answers = update.state == "returned" if draft.answers is None else draft.answers
    row = {
        "update_id": update.id,
        "recommendation_id": rec.recommendation_id,
        "inbound_id": inbound_id,
        "part": part,
        "who": who,
        "person_id": request.person_id,
        "channel": channel,
        "trust": trust,
        "late": late,
        "taken": taken,
        "answers": answers,
        "text": draft.text,
        "reading": reading.model_dump_json(),
        "written_at": draft.written_at,
        "received_at": at,
    }
    row |= {"confirmed_by": vouched, "confirmed_at": at} if vouched else {}
    number = insert(session, Contribution, row)
    notes = documents.keep(session, rec.recommendation_id, number, draft.documents, draft.links)
    documents.announce(session, rec.recommendation_id, number, draft.promised)
    log.note(session, "contribution received", "contribution", number, who=who, at=at, words=draft.text)
    heard = Heard(
        item_id=rec.item_id,
        title=rec.title,
        contribution_id=number,
        reading=reading,
        late=late,
        words=draft.text,
        documents=names,
        notes=notes,
        unverified=trust != "accepted" and not vouched,
    )
    if taken:
        heard.amends_approved = is_approved(update)
        newest = Newest(number, part, request.person_id, draft.text, answers)
        heard.questions = recompose(session, update, newest, rules=rules, at=at)
    return heard


def is_approved(update: Stands) -> bool:
    """Whether words of the owners stand approved: newer ones are an amendment."""
    return update.approved not in (None, *STANDING)


def _asked(session: Session, request: Request, item_id: str) -> tuple[queries.Asked, str]:
    """Find an item among those asked, with the part that was asked about: empty for the whole or several."""
    mine = queries.asked_about(session, request.id, item_id)
    if not mine:
        raise Refused(f"{item_id} is not among the items asked of you in this round")
    return mine[0], (mine[0].part or "" if len(mine) == 1 else "")


def composed(session: Session, update: Stands) -> Composed:
    """Compose an update from what has been taken in so far."""
    reference = queries.reference_of(session, update.recommendation_id)
    asked = queries.voices(session, update.cycle_id, update.recommendation_id)
    parts: dict[int, frozenset[str]] = {}
    for person_id, part in asked:
        if part:
            parts[person_id] = parts.get(person_id, frozenset()) | {part}
    every = {*asked, *((person_id, "") for person_id, _part in asked)}
    return compose(queries.said(session, update.id, every), parts=parts, reference=reference)


def recompose(session: Session, update: Stands, newest: Words, *, rules: Rules, at: dt.datetime) -> list[str]:
    """Bring the working text up to date; a closure proposal that lacks a criterion goes back, once.

    Gives the questions that were put to the owner. Approved text is never touched: new words after an
    approval open an amendment (rule 10). What the inspectorate had verified were the words before.
    """
    whole, decided = composed(session, update), queries.edits_and_returns(session, update.id)
    edits = [after for kind, _who, after in decided if kind == "edit"]
    update.text = (_beside_edit(session, update, newest, edits[-1]) if edits else None) or whole.text
    update.claim, update.verified = whole.claim, None
    update.state = "received" if update.state in ("awaited", "received", "none") else "amended"
    change(
        session, Update, update.id, text=update.text, claim=update.claim, verified=None, state=update.state
    )
    questions = unmet(session, update, whole, rules)
    if not questions or any(kind == "return" and who == SYSTEM for kind, who, _after in decided):
        return []
    send_back(session, update, question="\n".join(questions), who=SYSTEM, at=at)
    return questions


def _beside_edit(session: Session, update: Stands, newest: Words, edited: str) -> str | None:
    """Where the inspectorate has edited the text, put words that replace nothing beneath it.

    None when the text is to be composed anew: nothing is left of the edit, or its author has replaced it.
    """
    if not update.text.startswith(edited):
        return None
    before = [c for c in queries.contributions(session, update.id) if c.taken and c.id != newest.id]
    replaces = any((c.part, c.person_id) == (newest.part, newest.person_id) for c in before)
    if replaces and not newest.answers:
        return None
    return f"{update.text}\n\n{labelled(newest.part, newest.text)}".strip()


def unmet(session: Session, update: Stands, whole: Composed, rules: Rules) -> list[str]:
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


def send_back(session: Session, update: Stands, *, question: str, who: str, at: dt.datetime) -> None:
    """Put a question to the owners of an update: those who contributed, or else all who were asked."""
    decision = Decision(
        update_id=update.id or 0, kind="return", who=who, at=at, before=update.text, reason=question
    )
    session.add(decision)
    session.flush()
    update.state = "returned"
    change(session, Update, update.id, state=update.state)
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
