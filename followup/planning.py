"""Who is to be asked what: worked out without changing anything, shown and issued as one value."""

import datetime as dt

from pydantic import BaseModel, Field
from sqlmodel import Session

from followup.rules import Rules
from followup.states import has_left, is_proposed
from store import queries
from store.models import Assignment, Meeting, Recommendation, Update


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
    """People whom nothing reaches, neither mail nor Slack, with their items."""


def plan(
    session: Session, meeting: Meeting, *, rules: Rules, on: dt.date, opened: dt.date | None = None
) -> Plan:
    """Work out who is to be asked what for a meeting, without changing anything.

    ``on`` says who answers for an item; ``opened``, where the round began earlier, which report is new.
    """
    made = Plan()
    for rec, audit in queries.held_by(session, meeting.body_id):
        if has_left(rec.status):
            continue
        if is_proposed(rec.status):
            made.awaiting.append(rec.item_id)
        else:
            new = is_new(audit.published_on, rules=rules, opened=opened or on)
            _ask(session, made, rec, meeting=meeting, new=new, on=on)
    return made


def _ask(
    session: Session,
    made: Plan,
    rec: Recommendation,
    *,
    meeting: Meeting,
    new: bool,
    on: dt.date,
) -> None:
    question = panel_question(session, rec, meeting)
    told = new and not question
    answering = owners(session, rec, on)
    unknown = [a.printed for a in answering if a.person_id is None]
    if unknown or not answering:
        made.nobody[rec.item_id] = unknown
    for owner in answering:
        if owner.person_id is None:
            continue
        if not queries.reachable(session, owner.person_id):
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


def owners(session: Session, rec: Recommendation, on: dt.date) -> list[Assignment]:
    """Who answers for an item, or a part of it, on a day."""
    return [a for a in queries.assignments(session, rec.id) if _in_force(a.from_on, a.until_on, on)]


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
