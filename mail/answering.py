"""What our answers to a message say: the receipt that transcribes it, and the guide that `help` brings."""

import json
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from followup import Refused
from followup.dates import spoken
from followup.rules import Rules
from followup.stated import IN_WORDS
from followup.states import BEFORE_PUBLICATION
from mail import receipts
from mail.anchors import ids_in
from mail.headers import named
from mail.notices import marking
from store import queries
from store.models import Cycle, Inbound, Meeting, Outbox, Request

NOT_REPEATED = "(not repeated here, because they may be about a marked item)"
MOST_NAMED = 50


def receipt(
    session: Session,
    row: Outbox,
    asked: Request | None,
    rules_of: Callable[[str], Rules],
    zone: str,
) -> dict[str, Any]:
    """What became of one message, item by item; of a marked item only our own fixed words."""
    told = receipts.Receipt.model_validate_json(row.about)
    told.from_address = told.from_address and named(told.from_address)
    names = ", ".join(item.item_id for item in told.heard)
    withheld = asked is not None and _withhold(session, told, asked, rules_for(session, asked, rules_of))
    told.refused += receipts.left_out(told.left_out, named=not withheld)
    return {
        "subject": f"Received: {names}" if names else "Received: please tell us which recommendation",
        "arrived": _arrived(session, row, zone),
        **told.model_dump(),
    }


def help_(
    session: Session,
    row: Outbox,
    asked: Request | None,
    _rules_of: Callable[[str], Rules],
    zone: str,
) -> dict[str, Any]:
    """How to answer us, with the items that are asked of this person where the request is known."""
    asking = asked is not None and session.get_one(Cycle, asked.cycle_id).state in BEFORE_PUBLICATION
    lines = queries.asked(session, asked.id) if asked is not None and asking else []
    items = {rec.item_id: rec.title for _line, rec, _audit in lines}
    front = json.loads(queries.newest_front(session, row.at.date()) or "{}")
    return {
        "subject": "How to answer",
        "arrived": _arrived(session, row, zone),
        "items": items,
        "example": next(iter(items), "FLEET-1809-4.2"),
        "statuses": [words for claim, words in IN_WORDS.items() if claim != "no_update"],
        "contacts": front.get("contacts") or [],
    }


def panel_of(session: Session, asked: Request) -> tuple[Meeting, str]:
    """Give the meeting that a request is for, and the name of its panel."""
    found = queries.dossier(session, asked.id)
    return found.meeting, found.body.name


def rules_for(session: Session, asked: Request | None, rules_of: Callable[[str], Rules]) -> Rules:
    """Give the rules agreed with the panel that a request is for."""
    if asked is None:
        raise Refused("the request is gone")
    return rules_of(panel_of(session, asked)[1])


def may_be_marked(session: Session, asked: Request, words: str, rules: Rules) -> bool:
    """Whether words without a place may be about a marked item: any that is asked, or named in them."""
    mine = {rec.item_id for _line, rec, _audit in queries.asked(session, asked.id)}
    return any(marking(session, name, rules) for name in mine.union(ids_in(words)[:MOST_NAMED]))


def _arrived(session: Session, row: Outbox, zone: str) -> str:
    inbound = session.get(Inbound, row.inbound_id) if row.inbound_id else None
    when = (inbound.received_at if inbound else row.at).astimezone(ZoneInfo(zone))
    return f"{spoken(when.date())}, {when:%H:%M %Z}"


def _withhold(session: Session, told: receipts.Receipt, asked: Request, rules: Rules) -> bool:
    """Take the owner's words, evidence names and doubts about marked items out; say if any may be marked.

    Words without a place, and what is said of the message as a whole, may be about any item asked or
    named in them.
    """
    for item in told.heard:
        if mark := marking(session, item.item_id, rules):
            item.words = ""
            item.lines = [line for line in item.lines if line in receipts.FIXED]
            item.lines.append(f"Kept in full, but not repeated here ({mark})")
    whole = "\n".join([told.unplaced, *told.aside, *told.checks, *(one.words for one in told.heard)])
    marked = may_be_marked(session, asked, whole, rules)
    if marked:
        told.aside, told.checks = [], []
        told.unplaced = NOT_REPEATED if told.unplaced else ""
    return marked
