"""What comes from Slack is kept first, once, under a name that is the same when it comes again."""

import datetime as dt
import hashlib
import json
from typing import Any

from sqlmodel import Session, select

from followup import log
from followup.kept import Kept
from store import queries
from store.models import Inbound, Person
from store.plain import insert

DONE = ("understood", "unverified", "placed", "dismissed", "unmatched")
"""States in which a payload that comes again changes nothing."""


def keep(
    session: Session,
    name: str,
    payload: Any,  # noqa: ANN401 - any JSON
    *,
    user: str,
    person: Person | None,
    words: str = "",
    at: dt.datetime,
) -> tuple[Inbound, bool]:
    """Keep a payload under its name; gives its row, and whether there is something left to do with it.

    ``words`` are what its author wrote, as a reviewer reads them.
    """
    digest = hashlib.sha256(f"slack:{name}".encode()).hexdigest()
    address = queries.address_of(session, person.id) if person else None
    row = {
        "channel": "slack",
        "sha256": digest,
        "message_id": name[:255],
        "raw": json.dumps(payload, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace"),
        "sender": address or user,
        "received_at": at,
        "reading": Kept(body=words, unplaced=words).model_dump_json() if words else "",
        "verdict": f"From the Slack account {user}{f' of {person.name}' if person else ', which nobody has'}",
    }
    number = insert(session, Inbound, row, once="sha256")
    if number is not None:
        log.note(session, "message kept", "inbound", number, who="slack", at=at, words=digest)
        return session.get_one(Inbound, number), True
    found = session.exec(select(Inbound).where(Inbound.sha256 == digest).with_for_update()).one()
    return found, found.state not in DONE


def of_view(view: dict[str, Any]) -> str:
    """The name of a form that was sent: the view, and what stood in it."""
    values = json.dumps((view.get("state") or {}).get("values"), sort_keys=True, ensure_ascii=True)
    return f"view:{view.get('id')}:{hashlib.sha256(values.encode()).hexdigest()}"


def of_press(user: str, action: dict[str, Any]) -> str:
    """The name of a button that was pressed once."""
    return f"press:{user}:{action.get('action_id')}:{action.get('action_ts')}"


def of_message(channel: str, ts: str) -> str:
    """The name of a message: the same in an event, sent again or not, and in the history after an outage."""
    return f"message:{channel}:{ts}"
