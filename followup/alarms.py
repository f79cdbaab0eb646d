"""Alarms: what the inspectorate must mend about a person, such as an address at which nothing arrives."""

import datetime as dt

from sqlmodel import Session, col, select

from followup import Refused, log
from store.models import Alarm


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
    """Clear what stands against a person's address, because they have another one now."""
    for alarm in standing(session, person_id):
        clear(session, alarm, who=who, at=at)
