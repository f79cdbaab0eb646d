"""What owners are told without being asked anything: that a body has merged or split their items."""

import json
from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from followup import handling
from followup.dates import spoken
from followup.rules import Rules
from store import queries
from store.models import Audit, Body, Meeting, Outbox, Request


def marking(session: Session, item_id: str, rules: Rules) -> str:
    """Why nothing but id and title of an item may be mailed now (rule 11); empty when all may."""
    rec = queries.item(session, item_id)
    audit = session.get_one(Audit, rec.audit_id) if rec else None
    return "; ".join(handling.restricted(audit.handling, rules)) if audit else ""


def notice(
    session: Session,
    row: Outbox,
    _asked: Request | None,
    rules_of: Callable[[str], Rules],
    _zone: str,
) -> dict[str, Any]:
    """That a body has merged or split items this person owns; the reason only where nothing is marked."""
    about = json.loads(row.about)
    meeting = session.get_one(Meeting, about["meeting"])
    panel = session.get_one(Body, meeting.body_id).name
    ids = [about["gone"], *about["now"]]
    marked = [mark for one in ids if (mark := marking(session, one, rules_of(panel)))]
    found = [queries.item(session, one) for one in ids]
    gone, *now = [f"{rec.title} ({rec.item_id})" for rec in found if rec]
    return {
        "subject": f"{about['gone']} has been {'split' if 'kept' in about else 'merged'}",
        "panel": panel,
        "meeting": spoken(meeting.date),
        "gone": gone,
        "now": now,
        "split": "kept" in about,
        "kept": about.get("kept", False),
        "reason": f"held by the inspectorate ({marked[0]})" if marked else about["reason"],
    }
