"""What an owner is shown of words that somebody else sent for them, to stand by or to set aside."""

import json
from collections.abc import Callable
from typing import Any

from sqlmodel import Session, col, select

from followup import Refused
from followup.rules import Rules
from mail import receipts
from mail.answering import may_be_marked, rules_for
from mail.notices import marking
from store.models import Contribution, Evidence, Outbox, Recommendation, Request


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
    rules = rules_for(session, asked, rules_of)
    wanted = (
        select(Contribution, Recommendation)
        .join(Recommendation, col(Recommendation.id) == Contribution.recommendation_id)
        .where(Contribution.inbound_id == row.inbound_id)
    )
    found = session.exec(wanted.order_by(col(Contribution.id))).all()
    items = [_item(session, one, rec, rules) for one, rec in found]
    marked = may_be_marked(session, asked, about["unplaced"], rules)
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
