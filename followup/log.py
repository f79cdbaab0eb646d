"""The two things every verb writes beside its own rows: an event, and what to tell whom."""

import datetime as dt
import hashlib
import json
from typing import Any

from sqlmodel import Session

from store.models import Event, Outbox
from store.plain import insert


def note(
    session: Session, kind: str, noun: str, noun_id: int | None, *, who: str, at: dt.datetime, words: str = ""
) -> None:
    """Append an event; of the words only the sha-256 is kept here (rule 10)."""
    digest = hashlib.sha256(words.encode()).hexdigest() if words else ""
    values = {"at": at, "who": who, "kind": kind, "noun": noun, "noun_id": noun_id or 0, "digest": digest}
    insert(session, Event, values)


def tell(
    session: Session,
    kind: str,
    person_id: int | None,
    *,
    key: str,
    at: dt.datetime,
    about: dict[str, Any] | None = None,
    request_id: int | None = None,
    inbound_id: int | None = None,
    edge: str | None = None,
    due: dt.datetime | None = None,
) -> None:
    """Put a row into the outbox, once for each key; the edge of the person's channel words and sends it.

    ``edge`` where only one way makes sense; without a person the inspectorate is told. Not before ``due``.
    """
    values = {
        "kind": kind,
        "person_id": person_id,
        "request_id": request_id,
        "inbound_id": inbound_id,
        "about": json.dumps(about or {}, ensure_ascii=False),
        "key": key,
        "at": at,
        "due_at": due or at,
        "edge": edge,
    }
    insert(session, Outbox, values, once="key")
