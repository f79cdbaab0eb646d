"""What people read in a terminal about cycles, audits and texts: a plan, a status, what was understood."""

import datetime as dt
from collections.abc import Iterator

from sqlmodel import Session, col, select

from followup import states
from followup.cycle import Schedule
from followup.dates import spoken
from followup.interpret import Interpretation
from followup.planning import Plan
from reports import reach_view
from reports.import_view import listed
from reports.new_audit import Entered
from store import queries
from store.models import Audit, Cycle, Meeting, Person, Recommendation, Update


def plan(session: Session, made: Plan, hours: Schedule, meeting: Meeting) -> Iterator[str]:
    """Show who is asked what, and what cannot be asked."""
    yield (
        f"Cycle for the meeting of {spoken(meeting.date)}: opens {spoken(hours.opens.date())},"
        f" closes {spoken(hours.closes.date())}, draft {spoken(hours.drafts.date())}"
    )
    for person_id, items in made.asked.items():
        person = session.get_one(Person, person_id)
        yield f"{person.name} <{queries.address_of(session, person_id)}>"
        for entry in sorted(items, key=lambda one: not one.question):
            part = f" (part {entry.part})" if entry.part else ""
            told = " [new report: told, not chased]" if entry.told else ""
            yield f"  {entry.item_id}{part} {entry.title}{told}"
            if entry.question:
                yield f"    the panel asked: {entry.question}"
    yield from listed("Awaiting the panel's decision, not asked", made.awaiting)
    nobody = [
        f"{item}: {', '.join(names) if names else 'no owner named'}" for item, names in made.nobody.items()
    ]
    yield from listed("Owners nobody is known for", nobody)
    yield from listed(
        "People without an address", [f"{n}: {', '.join(i)}" for n, i in made.unreachable.items()]
    )


def status(session: Session, cycle: Cycle, on: dt.date) -> Iterator[str]:
    """Show how far collection has got, and on that day who is away and whom nothing reaches."""
    meeting = session.get_one(Meeting, cycle.meeting_id)
    yield f"Cycle for {spoken(meeting.date)}: {cycle.state.replace('_', ' ')}"
    rows = session.exec(
        select(Update, Recommendation)
        .join(Recommendation, col(Recommendation.id) == Update.recommendation_id)
        .where(Update.cycle_id == cycle.id)
        .order_by(col(Recommendation.item_id))
    ).all()
    counts: dict[str, int] = {}
    for update, rec in rows:
        counts[update.state] = counts.get(update.state, 0) + 1
        asked = {
            session.get_one(Person, request.person_id).name
            for request, _line in queries.asked_of(session, cycle.id, rec.id)
        }
        yield f"  {rec.item_id:<22} {states.IN_WORDS[update.state]:<24} {', '.join(sorted(asked))}"
    yield from listed("Away", list(reach_view.away_lines(session, cycle.id, on)))
    people = reach_view.asked(session, cycle.id)
    yield from listed("Alarms", list(reach_view.alarm_lines(session, people)))
    yield ", ".join(f"{number} {states.IN_WORDS[state]}" for state, number in sorted(counts.items()))


def audits(session: Session) -> Iterator[str]:
    """The audits with opinion, number of items and handling marking."""
    for audit in session.exec(select(Audit).order_by(col(Audit.month), col(Audit.id))).all():
        items = session.exec(select(Recommendation).where(Recommendation.audit_id == audit.id)).all()
        yield (
            f"{audit.month or 'no month':<9} {audit.title:<45} {audit.opinion or 'no opinion':<14}"
            f" {len(items):>2} items  {audit.handling or 'open'}"
        )


def audit_entered(entered: Entered) -> Iterator[str]:
    """Show what was entered and where each goes."""
    yield entered.audit
    for one in entered.items:
        yield f"  {one.id:<22} {one.priority or 'no priority':<14} to the {one.to}: {one.reason}"
        yield f"  {'':<22} {one.title}; {', '.join(one.owners) or 'nobody named'}; {one.target}"
    yield from entered.notes
    yield from listed("Please check", entered.doubts)
    yield from listed("Owners that match nobody known (matters people import FILE)", entered.unmatched)


def understood(reading: Interpretation) -> Iterator[str]:
    """What a text was taken to say."""
    yield f"claim        {reading.claim}"
    if reading.target_date:
        day = reading.target_date.date
        yield f"new target   {spoken(day) if day else reading.target_date.words}"
    for date in reading.dates:
        part = f" (part {date.part})" if date.part else ""
        yield f"date{part:<9} {spoken(date.date) if date.date else date.words}"
    yield f"implemented  {yes(reading.implemented)}"
    yield f"evidence     {yes(reading.evidence)}"
    for line in reading.labelled:
        of = f" (part {line.part})" if line.part and line.label != "part" else ""
        yield f"line         {line.label}{of}: {line.value} (characters {line.from_}-{line.to})"
    if reading.names:
        yield f"names        {', '.join(reading.names)}"
    yield from (f"doubt        {doubt}" for doubt in reading.doubts)


def yes(value: bool) -> str:
    """A truth value as a word."""
    return "yes" if value else "no"
