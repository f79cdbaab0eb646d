"""Whose words a message's are, and where words about an item go while its round is open."""

from typing import NamedTuple

from sqlmodel import Session, col, select

from followup import Refused, standing
from followup.states import BEFORE_PUBLICATION
from store import queries
from store.models import Channel, Cycle, Inbound, Person, Recommendation, Request, Update


class Round(NamedTuple):
    """Where words about an item go: its update, the request of the owner meant, the part asked of them."""

    update: Update
    request: Request
    part: str


def round_of(
    session: Session, inbound: Inbound, rec: Recommendation, owner: Person | None, *, who: str, reason: str
) -> Round:
    """Find the open round of an item and whose words these are. Refused where that is not sure."""
    if not reason.strip():
        raise Refused("say why the words belong there: add --reason")
    update = _open_update(session, rec)
    asked = queries.asked_of(session, update.cycle_id, rec.id)
    requests = {request.person_id: request for request, _row in asked}
    people = {number: session.get_one(Person, number) for number in requests}
    bound = session.get(Request, inbound.request_id) if inbound.request_id else None
    names = ", ".join(f"{p.name} <{queries.address_of(session, p.id)}>" for p in people.values())
    if owner is not None and owner.id not in requests:
        raise Refused(f"{owner.name} was not asked about {rec.item_id}; asked: {names or 'nobody'}")
    meant = owner.id if owner else bound.person_id if bound and bound.person_id in requests else None
    if meant is None and len(requests) != 1:
        raise Refused(f"say on whose behalf these words are: --for one of {names or 'nobody was asked'}")
    request = requests[meant] if meant else next(iter(requests.values()))
    _refuse_own(session, inbound, request.person_id, who)
    parts = [row.part or "" for one, row in asked if one.id == request.id]
    return Round(update, request, parts[0] if len(parts) == 1 else "")


def _open_update(session: Session, rec: Recommendation) -> Update:
    for update in reversed(queries.updates(session, rec.id)):
        if update.cycle_id is None:
            continue
        cycle = session.get_one(Cycle, update.cycle_id, with_for_update=True, populate_existing=True)
        session.refresh(update)
        if cycle.state in BEFORE_PUBLICATION:
            if update.state == "left":
                raise Refused(f"{standing.gone(session, rec)}; place the words there")
            return update
    raise Refused(f"{rec.item_id} is in no round that still takes words")


def _refuse_own(session: Session, inbound: Inbound, owner_id: int, who: str) -> None:
    """Nobody places words sent by themselves or on their behalf, from whatever address."""
    senders = addresses(inbound)
    wanted = select(Channel.person_id).where(col(Channel.address).in_(senders))
    people = {*session.exec(wanted).all(), owner_id}
    mine = queries.person_at(session, who)
    if who.lower() in senders or (mine is not None and mine.id in people):
        raise Refused("nobody places their own words; ask a colleague in the inspectorate")


def addresses(inbound: Inbound) -> list[str]:
    """Give every address that a message claims to be from, in lower case."""
    return [one.strip().lower() for one in (inbound.sender or "").split(",") if one.strip()]


def open_request(session: Session, person_id: int | None) -> Request | None:
    """Find what a person is asked in the one round that still takes words; None where there are several."""
    wanted = select(Request).join(Cycle, col(Cycle.id) == Request.cycle_id)
    found = session.exec(
        wanted.where(Request.person_id == person_id, col(Cycle.state).in_(BEFORE_PUBLICATION)).limit(2)
    ).all()
    return found[0] if len(found) == 1 else None
