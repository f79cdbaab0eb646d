"""The cycle: planned hours, opening, asking, closing."""

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from sqlmodel import Session

from followup import Refused, asking, log, planning
from followup.rules import Rules
from store import queries
from store.models import Cycle, Meeting


class Schedule(NamedTuple):
    """The planned hours of a cycle; they follow the meeting's date."""

    opens: dt.datetime
    closes: dt.datetime
    drafts: dt.datetime


def schedule(meeting: dt.date, rules: Rules, zone: str) -> Schedule:
    """Compute the planned hours: whole days before the meeting, at the agreed local hours."""

    def hour(days: int, at: int) -> dt.datetime:
        day = meeting - dt.timedelta(days=days)
        return dt.datetime.combine(day, dt.time(at), ZoneInfo(zone)).astimezone(dt.UTC)

    return Schedule(
        hour(rules.open_days, rules.open_hour),
        hour(rules.close_days, rules.close_hour),
        hour(rules.draft_days, rules.draft_hour),
    )


def planned(session: Session, meeting: Meeting, *, who: str, at: dt.datetime) -> Cycle:
    """Give the cycle of a meeting, planning it first where there is none."""
    cycle = queries.cycle_of(session, meeting.id)
    if cycle is None:
        cycle = Cycle(meeting_id=meeting.id or 0)
        session.add(cycle)
        session.flush()
        log.note(session, "cycle planned", "cycle", cycle.id, who=who, at=at)
    return cycle


def open_cycle(
    session: Session, meeting: Meeting, *, rules: Rules, who: str, at: dt.datetime
) -> planning.Plan:
    """Open collection for a meeting: make the requests and put them into the outbox."""
    cycle = planned(session, meeting, who=who, at=at)
    if cycle.state != "planned":
        raise Refused(f"the cycle for {meeting.date} is already {cycle.state.replace('_', ' ')}")
    made = planning.plan(session, meeting, rules=rules, on=at.date())
    if not made.asked:
        raise Refused(
            "there is nobody to ask: no open item has an owner with an address;"
            " run `matters people import FILE` first"
        )
    cycle.state, cycle.opened_at = "collecting", at
    session.add(cycle)
    asking.issue(session, cycle, made, at=at)
    log.note(session, "cycle opened", "cycle", cycle.id, who=who, at=at)
    return made


def ask_more(session: Session, meeting: Meeting, *, rules: Rules, who: str, at: dt.datetime) -> planning.Plan:
    """Ask what has come since the cycle opened: owners who became known, items that became theirs."""
    cycle = queries.cycle_of(session, meeting.id)
    if cycle is None or cycle.state != "collecting":
        raise Refused("collection is not open; open the cycle first")
    made = planning.plan(session, meeting, rules=rules, on=at.date(), opened=asking.opened(cycle))
    asking.keep_new(session, cycle, made)
    if not made.asked:
        raise Refused("everybody known has been asked already")
    asking.issue(session, cycle, made, at=at)
    log.note(session, "more owners asked", "cycle", cycle.id, who=who, at=at)
    return made


def close(session: Session, cycle: Cycle, *, who: str, at: dt.datetime) -> list[str]:
    """Close collection; gives the item ids for which nothing came (rule 8)."""
    session.refresh(cycle, with_for_update=True)  # answers under way are in before collection closes
    if cycle.state != "collecting":
        raise Refused(f"the cycle is {cycle.state.replace('_', ' ')}, not collecting")
    silent = []
    for rec, _audit in queries.held_by(session, session.get_one(Meeting, cycle.meeting_id).body_id):
        update = queries.update_for(session, rec.id, cycle.id)
        if update and update.state == "awaited":
            update.state = "none"
            session.add(update)
            silent.append(rec.item_id)
    cycle.state, cycle.closed_at = "cut_off", at
    session.add(cycle)
    log.note(session, "collection closed", "cycle", cycle.id, who=who, at=at)
    return silent


def drafted(session: Session, cycle: Cycle, *, who: str, at: dt.datetime) -> None:
    """Record that the draft of the paper has been compiled; again and again if need be."""
    if cycle.state not in ("cut_off", "draft"):
        raise Refused(f"the cycle is {cycle.state.replace('_', ' ')}: close collection before the draft")
    cycle.state, cycle.drafted_at = "draft", at
    session.add(cycle)
    log.note(session, "draft compiled", "cycle", cycle.id, who=who, at=at)
