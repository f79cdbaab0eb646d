"""What each kind of outgoing mail says, as plain values for its templates."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from followup import Refused, handling, rag
from followup.cycle import schedule
from followup.dates import spoken
from followup.rules import Rules
from store import queries
from store.models import Audit, Body, Cycle, Inbound, Meeting, Outbox, Recommendation, Request, RequestItem


def request(
    session: Session,
    _row: Outbox,
    asked: Request | None,
    rules_of: Callable[[str], Rules],
    zone: str,
) -> dict[str, Any]:
    """Everything one owner is asked, what the panel itself asked first."""
    if asked is None:
        raise Refused("the request is gone")
    cycle = session.get_one(Cycle, asked.cycle_id)
    meeting = session.get_one(Meeting, cycle.meeting_id)
    panel = session.get_one(Body, meeting.body_id).name
    rules = rules_of(panel)
    closes = schedule(meeting.date, rules, zone).closes.astimezone(ZoneInfo(zone))
    lines = _by_item(queries.asked(session, asked.id))
    items = [item_context(session, line, rec, audit, meeting, rules) for line, rec, audit in lines]
    items.sort(key=lambda item: not item["question"])  # what the panel asked comes first
    wanted = sum(not item["told"] for item in items)
    return {
        "subject": f"{panel}, {spoken(meeting.date)}: your update on {_count(len(items), 'recommendation')}",
        "panel": panel,
        "meeting": spoken(meeting.date),
        "closes": f"{closes:%A} {spoken(closes.date())}, {closes:%H:%M %Z}",
        "count": f"We ask you for an update on {_count(wanted, 'item')}." if wanted else "",
        "items": items,
    }


def _by_item(
    asked: list[tuple[RequestItem, Recommendation, Audit]],
) -> list[tuple[list[RequestItem], Recommendation, Audit]]:
    """One block for each item, also where a person answers for two parts of it."""
    blocks: dict[int, tuple[list[RequestItem], Recommendation, Audit]] = {}
    for line, rec, audit in asked:
        blocks.setdefault(rec.id or 0, ([], rec, audit))[0].append(line)
    return list(blocks.values())


def item_context(
    session: Session,
    lines: list[RequestItem],
    rec: Recommendation,
    audit: Audit,
    meeting: Meeting,
    rules: Rules,
) -> dict[str, Any]:
    """What a request says about one item."""
    dates = queries.dates(session, rec.id)
    target = rag.in_force(dates)
    colour = rag.colour(rec.status, target, rec.priority, rules=rules, meeting=meeting.date)
    history = [u for u in queries.updates(session, rec.id) if u.approved]
    withheld = handling.restricted(audit.handling, rules)
    words = dates[-1].words if dates else "none"
    return {
        "id": rec.item_id,
        "title": rec.title,
        "audit": f"{audit.title}{_month(audit.month)}",
        "parts": " and ".join(line.part for line in lines if line.part),
        "priority": rec.priority,
        "rag": colour.colour if target else f"{colour.colour} (no date)",
        "question": lines[0].question,
        "told": lines[0].told,
        "text": rec.text,
        "last": history[-1].approved if history else "",
        "when": history[-1].label.removeprefix("Update ") if history else "",
        "target": spoken(target) if target else words,
        "withheld": "; ".join(withheld),
    }


def _month(month: str | None) -> str:
    return f", {dt.date.fromisoformat(f'{month}-01'):%B %Y}" if month else ""


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def question(
    _session: Session,
    row: Outbox,
    _request: Request | None,
    _rules: Callable[[str], Rules],
    _zone: str,
) -> dict[str, Any]:
    """One question of the inspectorate, or of the closure criteria."""
    about = json.loads(row.about)
    return {"subject": f"A question about [{about['item_id']}] {about['title']}", **about}


def receipt(
    session: Session,
    row: Outbox,
    _request: Request | None,
    _rules: Callable[[str], Rules],
    zone: str,
) -> dict[str, Any]:
    """What became of one message, item by item."""
    about = json.loads(row.about)
    inbound = session.get(Inbound, row.inbound_id) if row.inbound_id else None
    when = (inbound.received_at if inbound else row.at).astimezone(ZoneInfo(zone))
    names = ", ".join(item["item_id"] for item in about["heard"])
    return {
        "subject": f"Received: {names}" if names else "Received: please tell us which recommendation",
        "arrived": f"{spoken(when.date())}, {when:%H:%M %Z}",
        **about,
    }


CONTEXTS = {"request": request, "question": question, "receipt": receipt}
"""By kind of outbox row."""
