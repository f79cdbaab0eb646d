"""What each kind of outgoing mail says, as plain values for its templates."""

import datetime as dt
import json
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from followup import Refused, closure, handling, rag, targets
from followup.cycle import schedule
from followup.dates import spoken
from followup.interpret import Interpretation
from followup.rules import Rules
from mail import answering, confirmation
from mail.notices import marking, notice
from reports import links
from store import queries
from store.models import Audit, Meeting, Outbox, Recommendation, Request, RequestItem

ASK_US = "The inspectorate has a question about this item; please call us."


def request(
    session: Session,
    row: Outbox,
    asked: Request | None,
    rules_of: Callable[[str], Rules],
    zone: str,
) -> dict[str, Any]:
    """Everything one owner is asked, what the panel itself asked first; of a second mail the new lines."""
    if asked is None:
        raise Refused("the request is gone")
    meeting, panel = answering.panel_of(session, asked)
    rules = rules_of(panel)
    closes = schedule(meeting.date, rules, zone).closes.astimezone(ZoneInfo(zone))
    lines = _by_item(_wanted(session, row, asked))
    items = [item_context(session, line, rec, audit, meeting, rules) for line, rec, audit in lines]
    items.sort(key=lambda item: not item["asked"])  # what the panel asked comes first
    wanted = sum(not item["told"] for item in items)
    return {
        "subject": f"{panel}, {spoken(meeting.date)}: your update on {_count(len(items), 'recommendation')}",
        "panel": panel,
        "meeting": spoken(meeting.date),
        "closes": f"{closes:%A} {spoken(closes.date())}, {closes:%H:%M %Z}",
        "count": f"We ask you for an update on {_count(wanted, 'item')}." if wanted else "",
        "items": items,
    }


def _wanted(session: Session, row: Outbox, asked: Request) -> list[tuple[RequestItem, Recommendation, Audit]]:
    """The lines that this mail carries, without those whose item has been merged or split since."""
    only = json.loads(row.about).get("lines")
    lines = []
    for line, rec, audit in queries.asked(session, asked.id):
        update = queries.update_for(session, rec.id, asked.cycle_id)
        if (only is None or line.id in only) and not (update and update.state == "left"):
            lines.append((line, rec, audit))
    if not lines:
        raise Refused("nothing is left to ask in this request")
    return lines


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


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def question(
    session: Session,
    row: Outbox,
    asked: Request | None,
    rules_of: Callable[[str], Rules],
    _zone: str,
) -> dict[str, Any]:
    """One question of the inspectorate, or of the closure criteria; of a marked item only the latter go."""
    about = json.loads(row.about)
    rules = answering.rules_for(session, asked, rules_of)
    withheld = marking(session, about["item_id"], rules)
    if withheld:
        fixed = closure.unmet(Interpretation(claim="propose_closed"), rules)
        lines = [line for line in about["question"].split("\n") if line in fixed]
        about |= {"said": "", "question": "\n".join(lines) or ASK_US}
    return {
        "subject": f"A question about [{about['item_id']}] {about['title']}",
        "withheld": withheld,
        **about,
    }


CONTEXTS = {
    "request": request,
    "question": question,
    "receipt": answering.receipt,
    "confirm": confirmation.confirm,
    "help": answering.help_,
    "notice": notice,
}
"""By kind of outbox row."""
