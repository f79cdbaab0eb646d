"""What an owner is shown of words that somebody else sent for them, to stand by or to set aside."""

import json
from collections.abc import Callable
from typing import Any

from sqlmodel import Session, col, select

from followup import Refused
from followup.rules import Rules
from mail import receipts
from mail.anchors import ids_in
from mail.notices import marking
from store import queries
from store.models import Body, Contribution, Cycle, Evidence, Meeting, Outbox, Recommendation, Request

MOST_NAMED = 50


def confirm(
    session: Session,
    row: Outbox,
    asked: Request | None,
    rules_of: Callable[[str], Rules],
    _zone: str,
) -> dict[str, Any]:
    """Give the words item by item; those of a marked item, and what may be about one, are not repeated."""
    if asked is None:
        raise Refused("the request is gone")
    about = json.loads(row.about)
    meeting = session.get_one(Meeting, session.get_one(Cycle, asked.cycle_id).meeting_id)
    rules = rules_of(session.get_one(Body, meeting.body_id).name)
    wanted = (
        select(Contribution, Recommendation)
        .join(Recommendation, col(Recommendation.id) == Contribution.recommendation_id)
        .where(Contribution.inbound_id == row.inbound_id)
    )
    found = session.exec(wanted.order_by(col(Contribution.id))).all()
    items = [_item(session, one, rec, rules) for one, rec in found]
    mine = {rec.item_id for _line, rec, _audit in queries.asked(session, asked.id)}
    named = mine.union(ids_in(about["unplaced"])[:MOST_NAMED])
    marked = any(marking(session, name, rules) for name in named)
    if marked:
        about["unplaced"] = ""
    return {
        "subject": f"Please confirm: {', '.join(item['id'] for item in items)}",
        "sender_of_words": about["from"],
        "case": about["case"],
        "items": items,
        "refused": [*about["refused"], *receipts.left_out(about["left_out"], named=not marked)],
        "unplaced": about["unplaced"],
    }


def _item(session: Session, one: Contribution, rec: Recommendation, rules: Rules) -> dict[str, Any]:
    withheld = marking(session, rec.item_id, rules)
    documents = select(Evidence.name).where(Evidence.contribution_id == one.id).order_by(col(Evidence.id))
    return {
        "id": rec.item_id,
        "title": rec.title,
        "withheld": withheld,
        "text": "" if withheld else one.text,
        "documents": [] if withheld else list(session.exec(documents).all()),
    }
