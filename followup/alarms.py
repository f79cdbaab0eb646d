"""Alarms: what the inspectorate must mend about a person, such as an address at which nothing arrives."""

import datetime as dt

from sqlmodel import Session, col, select

from followup import Refused, log
from store import queries
from store.models import Alarm, Cycle, Outbox, Request


def sound(
    session: Session,
    person_id: int,
    address: str,
    words: str,
    *,
    kind: str = "bounce",
    inbound_id: int | None = None,
    who: str,
    at: dt.datetime,
) -> bool:
    """Raise an alarm about an address, once while one of its kind is open; says whether it is a new one."""
    for one in standing(session, person_id):
        if one.kind == kind and one.words.startswith(f"{address}: "):
            return False
    alarm = Alarm(
        person_id=person_id, inbound_id=inbound_id, kind=kind, words=f"{address}: {words}"[:500], at=at
    )
    session.add(alarm)
    session.flush()
    log.note(session, "alarm raised", "alarm", alarm.id, who=who, at=at, words=alarm.words)
    return True


def standing(session: Session, person_id: int | None = None) -> list[Alarm]:
    """Alarms that nobody has cleared yet, of one person or of everybody, oldest first."""
    wanted = select(Alarm).where(col(Alarm.cleared_at).is_(None)).order_by(col(Alarm.id))
    if person_id is not None:
        wanted = wanted.where(Alarm.person_id == person_id)
    return list(session.exec(wanted).all())


def clear(session: Session, alarm: Alarm, *, who: str, at: dt.datetime) -> None:
    """Say that an alarm has been seen to. Refused when it has been before."""
    if alarm.cleared_at is not None:
        raise Refused(f"alarm-{alarm.id} has been cleared already, by {alarm.cleared_by}")
    alarm.cleared_by, alarm.cleared_at = who, at
    session.add(alarm)
    log.note(session, "alarm cleared", "alarm", alarm.id, who=who, at=at)


def moved(session: Session, person_id: int, *, who: str, at: dt.datetime) -> None:
    """Take note that a person has another address: alarms about the old one end, and requests go anew.

    Requests of rounds that still collect: one that has not gone yet goes to the new address, one that has
    goes once more, since what came to the old address is bound to it.
    """
    for alarm in standing(session, person_id):
        clear(session, alarm, who=who, at=at)
    wanted = (
        select(Request)
        .join(Cycle, col(Cycle.id) == Request.cycle_id)
        .where(Request.person_id == person_id, Cycle.state == "collecting")
    )
    for request in session.exec(wanted.order_by(col(Request.id))).all():
        _send_anew(session, request, at)


def _send_anew(session: Session, request: Request, at: dt.datetime) -> None:
    told = select(Outbox).where(Outbox.request_id == request.id, Outbox.kind == "request")
    unsent = session.exec(told.where(col(Outbox.done_at).is_(None))).all()
    for row in unsent:
        row.failed_at, row.problem, row.attempts, row.due_at = None, "", 0, at
        session.add(row)
    if not unsent:
        address = queries.address_of(session, request.person_id)
        key = f"request:{request.cycle_id}:{request.person_id}:{address}:{at.isoformat()}"
        log.tell(session, "request", request.person_id, key=key, at=at, request_id=request.id)
