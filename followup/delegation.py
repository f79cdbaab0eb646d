"""Delegates: somebody answers for an owner about one item of a round, and the owner stays accountable."""

import datetime as dt
from typing import NamedTuple

from sqlmodel import Session, col, select

from followup import Refused, alarms, log
from followup.states import BEFORE_PUBLICATION
from store import queries
from store.models import Cycle, Delegation, Person, Recommendation, Request, RequestItem


class Standing(NamedTuple):
    """In which quality a person may answer about an item: for which request, themselves or for its owner."""

    request: Request
    rec: Recommendation
    owner: Person
    person: Person

    @property
    def delegate(self) -> bool:
        """Whether the person answers for somebody else."""
        return self.owner.id != self.person.id


def standings(session: Session, person: Person) -> list[Standing]:
    """Everything a person may answer about now: their own first, then what was delegated to them."""
    asked = (
        select(Request, Recommendation)
        .join(RequestItem, col(RequestItem.request_id) == Request.id)
        .join(Recommendation, col(Recommendation.id) == RequestItem.recommendation_id)
        .where(Request.person_id == person.id)
    )
    delegated = (
        select(Request, Recommendation)
        .join(Delegation, col(Delegation.request_id) == Request.id)
        .join(Recommendation, col(Recommendation.id) == Delegation.recommendation_id)
        .where(Delegation.person_id == person.id)
    )
    found: dict[tuple[int | None, int | None], Standing] = {}
    for wanted in (asked, delegated):
        open_ = wanted.join(Cycle, col(Cycle.id) == Request.cycle_id)
        open_ = open_.where(col(Cycle.state).in_(BEFORE_PUBLICATION))
        for request, rec in session.exec(open_.order_by(col(Request.id), col(Recommendation.id))).all():
            owner = person if request.person_id == person.id else session.get_one(Person, request.person_id)
            found.setdefault((request.id, rec.id), Standing(request, rec, owner, person))
    return list(found.values())


def standing(session: Session, person: Person, item_id: str) -> Standing:
    """In which quality a person may answer about one item. Refused where in none."""
    mine = [one for one in standings(session, person) if one.rec.item_id == item_id]
    if not mine:
        raise Refused(f"{item_id} is not asked of you now; the inspectorate can tell you whose it is")
    return mine[-1]


def delegates(session: Session, request_id: int | None, recommendation_id: int | None) -> list[Person]:
    """Who answers for the owner about an item."""
    wanted = (
        select(Person)
        .join(Delegation, col(Delegation.person_id) == Person.id)
        .where(Delegation.request_id == request_id, Delegation.recommendation_id == recommendation_id)
    )
    return list(session.exec(wanted.order_by(col(Delegation.id))).all())


def delegate(session: Session, of: Standing, to: Person, *, words: str, who: str, at: dt.datetime) -> None:
    """Let somebody answer about an item for its owner, who stays accountable; both are told."""
    if of.delegate:
        raise Refused(f"{of.rec.item_id} was passed to you; only {of.owner.name} can pass it on")
    if to.id == of.person.id:
        raise Refused(f"{of.rec.item_id} is yours already")
    if to in delegates(session, of.request.id, of.rec.id):
        raise Refused(f"{to.name} answers about {of.rec.item_id} already")
    row = Delegation(
        request_id=of.request.id or 0,
        recommendation_id=of.rec.id or 0,
        person_id=to.id or 0,
        words=words,
        at=at,
    )
    session.add(row)
    session.flush()
    about = {"item_id": of.rec.item_id, "owner": of.owner.name, "delegate": to.name, "words": words}
    for kind, person in (("delegated", to), ("passed_on", of.owner)):
        log.tell(session, kind, person.id, key=f"{kind}:{row.id}", at=at, about=about, edge="slack",
                 request_id=of.request.id)  # fmt: skip
    log.note(session, "item delegated", "recommendation", of.rec.id, who=who, at=at, words=words)


def disown(session: Session, of: Standing, *, words: str, who: str, at: dt.datetime) -> None:
    """Say that an item is not this owner's: the inspectorate has to find whose it is; it stays asked."""
    address = queries.address_of(session, of.person.id) or of.person.name
    said = f"says that {of.rec.item_id} is not theirs: {words}"
    alarms.sound(session, of.person.id or 0, address, said, kind=f"owner of {of.rec.item_id}", who=who, at=at)
    about = {"item_id": of.rec.item_id, "title": of.rec.title, "person": of.person.name, "words": words}
    log.tell(session, "disowned", None, key=f"disowned:{of.request.id}:{of.rec.id}:{at.isoformat()}", at=at,
             about=about, edge="slack")  # fmt: skip
    log.note(session, "item disowned", "recommendation", of.rec.id, who=who, at=at, words=words)
