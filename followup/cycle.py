"""The cycle: planned hours, who is asked what, opening, closing."""

import datetime as dt
from typing import NamedTuple
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field
from sqlmodel import Session

from followup import Refused, log
from followup.rules import Rules
from followup.states import has_left, is_proposed
from store import queries
from store.models import Audit, Cycle, Meeting, Recommendation, Request, RequestItem, Update

NEW_REPORT = "Recently published report; an update is to be provided for the next meeting."


class Schedule(NamedTuple):
    """The planned hours of a cycle; they follow the meeting's date."""

    opens: dt.datetime
    closes: dt.datetime
    drafts: dt.datetime


class Asked(BaseModel):
    """One item in one person's request."""

    item_id: str
    title: str
    recommendation_id: int
    part: str | None = None
    question: str = ""
    told: bool = False


class Plan(BaseModel):
    """Who would be asked what, and who cannot be; the same value is shown by --dry-run and issued."""

    asked: dict[int, list[Asked]] = Field(default_factory=dict)
    """By person id."""
    awaiting: list[str] = Field(default_factory=list)
    """Items proposed at an earlier meeting whose outcome is not recorded: not asked (rule 4)."""
    nobody: dict[str, list[str]] = Field(default_factory=dict)
    """Items for which (some) printed owners match nobody known."""
    unreachable: dict[str, list[str]] = Field(default_factory=dict)
    """People without an address, with their items."""


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


def plan(session: Session, meeting: Meeting, *, rules: Rules, on: dt.date) -> Plan:
    """Work out who is to be asked what for a meeting, without changing anything."""
    made = Plan()
    for rec, audit in queries.held_by(session, meeting.body_id):
        if has_left(rec.status):
            continue
        if is_proposed(rec.status):
            made.awaiting.append(rec.item_id)
        else:
            _ask(session, made, rec, audit, meeting=meeting, rules=rules, on=on)
    return made


def _ask(
    session: Session,
    made: Plan,
    rec: Recommendation,
    audit: Audit,
    *,
    meeting: Meeting,
    rules: Rules,
    on: dt.date,
) -> None:
    question = panel_question(session, rec, meeting)
    told = is_new(audit.published_on, rules=rules, opened=on) and not question
    owners = [a for a in queries.assignments(session, rec.id) if _in_force(a.from_on, a.until_on, on)]
    unknown = [a.printed for a in owners if a.person_id is None]
    if unknown or not owners:
        made.nobody[rec.item_id] = unknown
    for owner in owners:
        if owner.person_id is None:
            continue
        if queries.address_of(session, owner.person_id) is None:
            made.unreachable.setdefault(owner.printed, []).append(rec.item_id)
            continue
        entry = Asked(
            item_id=rec.item_id,
            title=rec.title,
            recommendation_id=rec.id or 0,
            part=owner.part,
            question=question,
            told=told,
        )
        mine = made.asked.setdefault(owner.person_id, [])
        if entry not in mine:
            mine.append(entry)


def _in_force(from_on: dt.date | None, until_on: dt.date | None, on: dt.date) -> bool:
    return (from_on is None or from_on <= on) and (until_on is None or on <= until_on)


def is_new(published: dt.date | None, *, rules: Rules, opened: dt.date) -> bool:
    """Whether a report is so new that its owners are told, not chased (rule 7)."""
    return published is not None and published >= opened - dt.timedelta(days=rules.new_days)


def panel_question(session: Session, rec: Recommendation, meeting: Meeting) -> str:
    """What the panel asked about an item and no published update has answered yet."""
    words = []
    for outcome, decided in queries.outcomes(session, rec.id):
        if not outcome.words or decided.date >= meeting.date:
            continue
        answered = [
            u
            for u in queries.updates(session, rec.id)
            if u.cycle_id and u.approved and _between(session, u, decided.date, meeting.date)
        ]
        if not answered:
            words.append(outcome.words)
    return "\n".join(words)


def _between(session: Session, update: Update, after: dt.date, before: dt.date) -> bool:
    meeting = session.get(Meeting, update.meeting_id)
    return meeting is not None and after < meeting.date < before


def planned(session: Session, meeting: Meeting, *, who: str, at: dt.datetime) -> Cycle:
    """Give the cycle of a meeting, planning it first where there is none."""
    cycle = queries.cycle_of(session, meeting.id)
    if cycle is None:
        cycle = Cycle(meeting_id=meeting.id or 0)
        session.add(cycle)
        session.flush()
        log.note(session, "cycle planned", "cycle", cycle.id, who=who, at=at)
    return cycle


def open_cycle(session: Session, meeting: Meeting, *, rules: Rules, who: str, at: dt.datetime) -> Plan:
    """Open collection for a meeting: make the requests and put them into the outbox."""
    cycle = planned(session, meeting, who=who, at=at)
    if cycle.state != "planned":
        raise Refused(f"the cycle for {meeting.date} is already {cycle.state.replace('_', ' ')}")
    made = plan(session, meeting, rules=rules, on=at.date())
    if not made.asked:
        raise Refused(
            "there is nobody to ask: no open item has an owner with an address;"
            " run `matters people import FILE` first"
        )
    cycle.state, cycle.opened_at = "collecting", at
    session.add(cycle)
    issue(session, cycle, made, at=at)
    log.note(session, "cycle opened", "cycle", cycle.id, who=who, at=at)
    return made


def ask_more(session: Session, meeting: Meeting, *, rules: Rules, who: str, at: dt.datetime) -> Plan:
    """Ask owners who became known after the cycle opened; gives only what they are asked."""
    cycle = queries.cycle_of(session, meeting.id)
    if cycle is None or cycle.state != "collecting":
        raise Refused("collection is not open; open the cycle first")
    made = plan(session, meeting, rules=rules, on=at.date())
    before = {person.id for _request, person in queries.requests(session, cycle.id)}
    made.asked = {person: items for person, items in made.asked.items() if person not in before}
    if not made.asked:
        raise Refused("everybody known has been asked already")
    issue(session, cycle, made, at=at)
    log.note(session, "more owners asked", "cycle", cycle.id, who=who, at=at)
    return made


def issue(session: Session, cycle: Cycle, made: Plan, *, at: dt.datetime) -> None:
    """Write a request for each person and the awaited update of each item; the outbox sends them."""
    for person_id, items in made.asked.items():
        request = Request(cycle_id=cycle.id or 0, person_id=person_id, at=at)
        session.add(request)
        session.flush()
        for entry in items:
            session.add(
                RequestItem(
                    request_id=request.id or 0,
                    recommendation_id=entry.recommendation_id,
                    part=entry.part,
                    question=entry.question,
                    told=entry.told,
                )
            )
            _await(session, cycle, entry)
        log.tell(
            session, "request", person_id, key=f"request:{cycle.id}:{person_id}", at=at, request_id=request.id
        )


def _await(session: Session, cycle: Cycle, entry: Asked) -> None:
    if queries.update_for(session, entry.recommendation_id, cycle.id):
        return
    meeting = session.get_one(Meeting, cycle.meeting_id)
    session.add(
        Update(
            recommendation_id=entry.recommendation_id,
            cycle_id=cycle.id,
            meeting_id=cycle.meeting_id,
            label=f"Update {meeting.date:%B %Y}",
            month=f"{meeting.date:%Y-%m}",
            state="approved" if entry.told else "awaited",
            approved=NEW_REPORT if entry.told else None,
        )
    )
    session.flush()


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
