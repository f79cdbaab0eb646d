"""What is known of how people can be reached: addresses that fail, and who is away until when."""

import datetime as dt
from collections.abc import Iterator

from sqlmodel import Session, col, select

from followup import alarms
from followup.dates import spoken
from store import queries
from store.models import Absence, Inbound, Person, Request

WITHOUT_A_DAY = dt.timedelta(days=14)
"""How long somebody is shown as away whose notice names no day of return."""


def queue(session: Session) -> Iterator[dict[str, object]]:
    """The open alarms as rows of what waits for the inspectorate."""
    for one in alarms.standing(session):
        name = session.get_one(Person, one.person_id).name
        yield {"id": f"alarm-{one.id}", "state": "alarm", "words": f"{name}: {one.words}"}


def alarm_lines(session: Session, people: set[int] | None = None) -> Iterator[str]:
    """The open alarms about these people, or about everybody, a line each."""
    for one in alarms.standing(session):
        if people is None or one.person_id in people:
            name = session.get_one(Person, one.person_id).name
            source = f" (mail-{one.inbound_id})" if one.inbound_id else ""
            yield f"alarm-{one.id}  {spoken(one.at.date())}  {name}: {one.words}{source}"


def away(session: Session, person_id: int, on: dt.date) -> str:
    """What a person's newest absence notice says, while it holds; empty for whoever is not away."""
    wanted = select(Absence).where(Absence.person_id == person_id).order_by(col(Absence.id).desc())
    newest = session.exec(wanted).first()
    if newest is None or on >= (newest.until or newest.at.date() + WITHOUT_A_DAY):
        return ""
    until = f" until {spoken(newest.until)}" if newest.until else ", no day of return named"
    deputy = f", deputy {newest.deputy}" if newest.deputy else ""
    return f"away{until}{deputy}{_source(session, newest)}"


def _source(session: Session, one: Absence) -> str:
    """Where to read the notice, and from which address it came where that is not the registered one."""
    inbound = session.get(Inbound, one.inbound_id) if one.inbound_id else None
    if inbound is None:
        return ""
    stranger = inbound.sender != queries.address_of(session, one.person_id)
    return f" (mail-{inbound.id}{f', from {inbound.sender}' if stranger else ''})"


def away_lines(session: Session, cycle_id: int | None, on: dt.date) -> Iterator[str]:
    """Who of those asked in a cycle is away, a line each."""
    wanted = select(Person).join(Request, col(Request.person_id) == Person.id)
    for person in session.exec(wanted.where(Request.cycle_id == cycle_id).order_by(col(Person.name))).all():
        if words := away(session, person.id or 0, on):
            yield f"{person.name}: {words}"


def owners_away(session: Session, recommendation_id: int | None, on: dt.date) -> Iterator[str]:
    """Which of an item's present owners is away, a line each."""
    owners = [
        one.person_id
        for one in queries.assignments(session, recommendation_id)
        if one.person_id and (one.until_on is None or one.until_on > on)
    ]
    for person_id in dict.fromkeys(owners):
        if words := away(session, person_id, on):
            yield f"{session.get_one(Person, person_id).name} is {words}"


def asked(session: Session, cycle_id: int | None) -> set[int]:
    """The people asked in a cycle."""
    return set(session.exec(select(Request.person_id).where(Request.cycle_id == cycle_id)).all())
