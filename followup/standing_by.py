"""Words that somebody else sent for an owner: the owner stands by them, or has them set aside."""

import datetime as dt

from sqlmodel import Session, col, select

from followup import Refused, log, standing, updates
from followup.compose import superseded
from followup.interpret import Interpretation
from followup.rules import Rules
from followup.states import BEFORE_PUBLICATION, DECLINED, UNCONFIRMED
from followup.updates import Heard
from store import queries
from store.models import Contribution, Cycle, Recommendation, Update


def waiting(session: Session, inbound_id: int | None) -> list[Contribution]:
    """What came with a message and waits for its owner's word, in the order in which it was written."""
    wanted = select(Contribution).where(
        Contribution.inbound_id == inbound_id,
        col(Contribution.trust).in_(UNCONFIRMED),
        col(Contribution.confirmed_at).is_(None),
        col(Contribution.taken).is_(False),
    )
    return list(session.exec(wanted.order_by(col(Contribution.id))).all())


def confirm(
    session: Session, contribution: Contribution, *, rules: Rules, who: str, at: dt.datetime
) -> Heard:
    """Take in what somebody else wrote, because the owner stands by it.

    After collection has closed it is late like any other answer: confirmed, and for a reviewer to take in.
    Refused when it was answered before, its item has left, or the paper is out.
    """
    rec, update, cycle = _open(session, contribution)
    if update.state == "left":
        raise Refused(f"{standing.gone(session, rec)}; please write about that instead")
    contribution.confirmed_by, contribution.confirmed_at = who, at
    contribution.late = contribution.late or cycle.state != "collecting"
    contribution.taken = not contribution.late
    session.add(contribution)
    session.flush()
    log.note(session, "contribution confirmed", "contribution", contribution.id, who=who, at=at)
    heard = _heard(rec, contribution)
    heard.newer = superseded(queries.contributions(session, update.id), contribution)
    if contribution.taken and not heard.newer:
        heard.amends_approved = updates.is_approved(update)
        heard.questions = updates.recompose(session, update, contribution, rules=rules, at=at)
    return heard


def set_aside(session: Session, contribution: Contribution, *, who: str, at: dt.datetime) -> Heard:
    """Set aside what somebody else wrote: it is kept, and never becomes part of the update."""
    rec, _update, _cycle = _open(session, contribution)
    contribution.trust = DECLINED
    contribution.confirmed_by, contribution.confirmed_at = who, at
    session.add(contribution)
    session.flush()
    log.note(session, "contribution set aside", "contribution", contribution.id, who=who, at=at)
    return _heard(rec, contribution)


def _open(session: Session, contribution: Contribution) -> tuple[Recommendation, Update, Cycle]:
    rec = session.get_one(Recommendation, contribution.recommendation_id)
    update = session.get_one(Update, contribution.update_id)
    cycle = session.get_one(Cycle, update.cycle_id, with_for_update=True, populate_existing=True)
    session.refresh(contribution)  # somebody else may have decided until the cycle was ours
    session.refresh(update)
    if contribution.taken or contribution.confirmed_at:
        raise Refused(f"the words about {rec.item_id} have been decided on already")
    if cycle.state not in BEFORE_PUBLICATION:
        raise Refused(f"the paper is out; write about {rec.item_id} when you are asked again")
    return rec, update, cycle


def _heard(rec: Recommendation, contribution: Contribution) -> Heard:
    return Heard(
        item_id=rec.item_id,
        title=rec.title,
        reading=Interpretation.model_validate_json(contribution.reading),
        late=contribution.late,
    )
