"""What a request says about its items, as plain values: mail and Slack show the same."""

import datetime as dt
from typing import Any, NamedTuple

from sqlmodel import Session

from followup import handling, rag, targets
from followup.dates import spoken
from followup.rules import Rules
from reports import links
from store import queries
from store.models import Audit, Meeting, Recommendation, Request, RequestItem


class Block(NamedTuple):
    """One item of a request with its lines: a person may answer for two parts of it."""

    lines: list[RequestItem]
    rec: Recommendation
    audit: Audit


def wanted(session: Session, asked: Request, only: list[int] | None = None) -> list[Block]:
    """Give the items of a request (of some of its lines), without those merged or split since."""
    blocks: dict[int, Block] = {}
    for line, rec, audit in queries.asked(session, asked.id):
        update = queries.update_for(session, rec.id, asked.cycle_id)
        if (only is None or line.id in only) and not (update and update.state == "left"):
            blocks.setdefault(rec.id or 0, Block([], rec, audit)).lines.append(line)
    return list(blocks.values())


def item(session: Session, block: Block, meeting: Meeting, rules: Rules) -> dict[str, Any]:
    """What a request says about one item; of a marked one no more than id and title may leave (rule 11)."""
    lines, rec, audit = block
    dates = queries.dates(session, rec.id)
    target = targets.current(session, rec)
    colour = rag.colour(rec.status, target, rec.priority, rules=rules.of(audit.auditor), meeting=meeting.date)
    history = [u for u in queries.updates(session, rec.id) if u.approved]
    withheld = "; ".join(handling.restricted(audit.handling, rules))
    words = dates[-1].words if dates else "none"
    return {
        "id": rec.item_id,
        "title": rec.title,
        "audit": f"{audit.title}{_month(audit.month)}",
        "parts": " and ".join(line.part for line in lines if line.part),
        "priority": rec.priority,
        "rag": colour.colour if target else f"{colour.colour} (no date)",
        "asked": bool(lines[0].question),
        "question": "" if withheld else lines[0].question,
        "told": lines[0].told,
        "text": rec.text,
        "last": history[-1].approved if history else "",
        "when": history[-1].label.removeprefix("Update ") if history else "",
        "target": spoken(target) if target else "held by the inspectorate" if withheld else words,
        "withheld": withheld,
        "links": links.words(session, rec, meeting),
    }


def _month(month: str | None) -> str:
    return f", {dt.date.fromisoformat(f'{month}-01'):%B %Y}" if month else ""
