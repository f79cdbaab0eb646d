"""What each kind of outgoing mail says, as plain values for its templates."""

import json
from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from sqlmodel import Session

from followup import Refused, closure
from followup.cycle import schedule
from followup.dates import spoken
from followup.interpret import Interpretation
from followup.rules import Rules
from mail import answering, confirmation
from mail.notices import marking, notice
from reports import asked as asked_items
from store.models import Outbox, Request

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
    blocks = asked_items.wanted(session, asked, json.loads(row.about).get("lines"))
    if not blocks:
        raise Refused("nothing is left to ask in this request")
    items = [asked_items.item(session, block, meeting, rules) for block in blocks]
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
