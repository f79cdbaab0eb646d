"""How far a round has got, for the inspectorate: counts by state, and who is missing."""

import datetime as dt
import json

from sqlmodel import Session

from bot import blocks, hours, limits
from bot.blocks import Json
from bot.config import Config
from followup.cycle import schedule
from followup.dates import spoken
from store import queries
from store.models import Cycle, Meeting, Outbox

MOST_NAMED = 40


def row(session: Session, row: Outbox, config: Config) -> Json:
    """Give the summary that an outbox row is about."""
    return summary(session, session.get_one(Cycle, json.loads(row.about)["cycle_id"]), config, row.at)


def summary(session: Session, cycle: Cycle, config: Config, at: dt.datetime) -> Json:
    """How far a round has got, and who is missing."""
    meeting = session.get_one(Meeting, cycle.meeting_id)
    panel = queries.body_of(session, meeting.id).name
    closes = schedule(meeting.date, config.rules_of(panel), config.zone).closes
    states, missing = progress(session, cycle)
    total = sum(states.values())
    counts = ", ".join(f"{states[name]} {words}" for name, words in COUNTED.items() if states.get(name))
    lines = [f"{name}: {', '.join(ids)}" for name, ids in missing.items()]
    more = [f"and {len(lines) - MOST_NAMED} more"] if len(lines) > MOST_NAMED else []
    late = "is over" if closes <= at else f"closes on {hours.in_words(closes, config.here)}"
    head = f"{panel} of {spoken(meeting.date)}: {total} items; {counts or 'nothing asked'}."
    told = "\n".join([*lines[:MOST_NAMED], *more]) or "Nobody: everything asked for has come."
    drawn = [
        blocks.header(f"{panel}, {spoken(meeting.date)}"),
        blocks.section(blocks.marked(f"{blocks.safe(counts or 'Nothing is asked.')}\nCollection {late}.")),
        blocks.section(blocks.marked(f"*Still missing*\n{blocks.words(told, limits.SECTION_TEXT - 50)}")),
    ]
    return blocks.message(f"{head} Collection {late}. Still missing: {told}", drawn)


COUNTED = {
    "awaited": "awaited",
    "received": "to read",
    "amended": "to read again",
    "returned": "returned with a question",
    "approved": "approved",
    "none": "without an update",
}


def progress(session: Session, cycle: Cycle) -> tuple[dict[str, int], dict[str, list[str]]]:
    """Count the updates of a round by state, and name who has not answered, with their items."""
    counts: dict[str, int] = {}
    missing: dict[str, list[str]] = {}
    seen: set[str] = set()
    for request, person in queries.requests(session, cycle.id):
        for item_id, told, state in queries.standing(session, request.id):
            if item_id not in seen and state:
                counts[state] = counts.get(state, 0) + 1
                seen.add(item_id)
            mine = missing.setdefault(person.name, [])
            if state in ("awaited", "returned") and not told and item_id not in mine:
                mine.append(item_id)
    return counts, {name: ids for name, ids in missing.items() if ids}
