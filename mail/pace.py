"""How often one sender is answered: more within an hour is a machine that nobody has recognised."""

import datetime as dt

import sqlalchemy
from sqlalchemy import bindparam
from sqlmodel import Session, col, func

from store.models import Inbound, Outbox, Person
from store.plain import plain

FROM_ONE_ADDRESS = 20
"""Answers within an hour to one person because of mail from one address."""
TO_ONE_PERSON = 60
"""Answers within an hour to one person: many addresses may hold a token that was passed around."""
HOUR = dt.timedelta(hours=1)


_LATELY = (
    sqlalchemy.select(func.count(), func.count().filter(col(Inbound.sender) == bindparam("sender")))
    .select_from(Outbox)
    .join(Inbound, col(Inbound.id) == Outbox.inbound_id)
    .where(col(Outbox.person_id) == bindparam("person"), col(Outbox.at) > bindparam("since"))
    .where(col(Outbox.kind) != "question", col(Inbound.id) != bindparam("own"))
)


def why_silent(session: Session, message: int, sender: str | None, person: Person, at: dt.datetime) -> str:
    """Say why a message is kept without an answer; empty when it may be answered.

    Counted is what answered mail lately: receipts and confirmations asked for.
    """
    since = at - HOUR
    ((about, from_one),) = plain(session, _LATELY, person=person.id, since=since, own=message, sender=sender)
    if from_one >= FROM_ONE_ADDRESS:
        return f"not answered: more than {FROM_ONE_ADDRESS} messages from {sender} within the hour"
    if about >= TO_ONE_PERSON:
        return f"not answered: more than {TO_ONE_PERSON} messages about {person.name} within the hour"
    return ""
