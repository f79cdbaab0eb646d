"""How an item leaves its tracker by a merge or a split, and who is told."""

import datetime as dt
from typing import Any

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from followup import log, outcomes, planning, standing
from followup.states import UNCONFIRMED, has_left
from store import queries
from store.models import (
    Contribution,
    Link,
    Meeting,
    Membership,
    Outbox,
    Outcome,
    Person,
    Recommendation,
    RequestItem,
    Update,
)


class Done(BaseModel):
    """What a life event did, for whoever asked for it."""

    items: list[str] = Field(default_factory=list)
    """Item ids it leaves: the winner, or the pieces in the order given."""
    told: list[str] = Field(default_factory=list)
    """Names of the owners who get a notice."""
    notes: list[str] = Field(default_factory=list)
    """What a person should know or look at, a sentence each."""


def decide(
    session: Session, rec: Recommendation, kind: str, *, meeting: Meeting, who: str, at: dt.datetime
) -> Outcome:
    """Record the body's decision, so that the papers up to it show the item as it was."""
    outcome = Outcome(
        recommendation_id=rec.id or 0, meeting_id=meeting.id or 0, kind=kind, was=rec.status, who=who, at=at
    )
    session.add(outcome)
    session.flush()
    outcomes.met(session, meeting)
    return outcome


def leave(
    session: Session, rec: Recommendation, *, meeting: Meeting, reason: str, who: str, at: dt.datetime
) -> None:
    """Take an item off its tracker as superseded; a round under way no longer waits for it."""
    session.add(
        Membership(
            recommendation_id=rec.id or 0,
            from_id=meeting.body_id,
            to_id=None,
            meeting_id=meeting.id,
            reason=reason,
            who=who,
            at=at,
        )
    )
    rec.status = "superseded"
    session.add(rec)
    for update, shown, open_ in standing.updates(session, rec, at):
        if open_ and shown.date > meeting.date:
            update.state, update.approved = "left", None
            session.add(update)
            _call_off(session, update, at=at)
    session.flush()


def _call_off(session: Session, update: Update, *, at: dt.datetime) -> None:
    """Settle requests that nobody has sent yet and in which nothing is left to ask."""
    for request, _line in queries.asked_of(session, update.cycle_id, update.recommendation_id):
        lines = session.exec(select(RequestItem).where(RequestItem.request_id == request.id)).all()
        if any(not has_left(session.get_one(Recommendation, x.recommendation_id).status) for x in lines):
            continue
        unsent = select(Outbox).where(Outbox.request_id == request.id, Outbox.kind == "request")
        for row in session.exec(unsent.where(col(Outbox.done_at).is_(None)).with_for_update()).all():
            row.done_at, row.problem = at, "nothing was left to ask"
            session.add(row)


def link(session: Session, rec: Recommendation, kind: str, to: Recommendation) -> None:
    """Link one item to another, once."""
    same = select(Link.id).where(Link.recommendation_id == rec.id, Link.kind == kind, Link.to_id == to.id)
    if session.exec(same).first() is None:
        session.add(Link(recommendation_id=rec.id or 0, kind=kind, to_words=to.item_id, to_id=to.id))
        session.flush()


def tell(
    session: Session,
    outcome: Outcome,
    recs: list[Recommendation],
    *,
    meeting: Meeting,
    about: dict[str, Any],
    at: dt.datetime,
    done: Done,
) -> None:
    """Put a notice to every owner of the items into the outbox (rule 6); who cannot be reached is noted."""
    people: dict[int, None] = {}
    for rec in recs:
        for owner in planning.owners(session, rec, at.date()):
            if owner.person_id is None:
                done.notes.append(f"{owner.printed} could not be told: nobody of that name is known")
            else:
                people[owner.person_id] = None
    for person_id in people:
        name = session.get_one(Person, person_id).name
        if queries.address_of(session, person_id) is None:
            done.notes.append(f"{name} could not be told: no address is known")
            continue
        key = f"notice:{outcome.id}:{person_id}"
        log.tell(session, "notice", person_id, key=key, at=at, about={"meeting": meeting.id, **about})
        done.told.append(name)
    done.notes = list(dict.fromkeys(done.notes))


def stray(session: Session, rec: Recommendation) -> list[str]:
    """Name what stays open about a leaving item: unverified words, a question, items that hang on it."""
    wanted = select(Contribution).where(
        Contribution.recommendation_id == rec.id,
        col(Contribution.taken).is_(False),
        col(Contribution.trust).in_(UNCONFIRMED),
    )
    words = session.exec(wanted.order_by(col(Contribution.id))).all()
    ever = Meeting(body_id=0, date=dt.date.max)
    question = planning.panel_question(session, rec, ever)
    notes = [f"the panel asked about {rec.item_id} and has no answer yet: {question}"] if question else []
    notes += [f"{UNCONFIRMED[c.trust]} from {c.who} stay with {rec.item_id}, unread" for c in words]
    hanging = (
        select(Recommendation)
        .join(Link, col(Link.recommendation_id) == Recommendation.id)
        .where(Link.to_id == rec.id, col(Link.kind).in_(("depends_on", "duplicates")))
    )
    return notes + [
        f"{other.item_id} hangs on {rec.item_id}, whose target date no longer moves"
        for other in session.exec(hanging.order_by(col(Recommendation.id))).all()
        if not has_left(other.status)
    ]
