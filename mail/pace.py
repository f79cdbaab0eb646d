"""How often one sender is answered: more within an hour is a machine that nobody has recognised."""

import datetime as dt

from sqlmodel import Session, col, select

from store.models import Inbound, Outbox, Person

FROM_ONE_ADDRESS = 20
"""Answers within an hour to mail from one address, whoever the answers go to."""
TO_ONE_PERSON = 60
"""Answers within an hour to one person: many addresses may hold a token that was passed around."""
HOUR = dt.timedelta(hours=1)


def why_silent(session: Session, inbound: Inbound, person: Person, at: dt.datetime) -> str:
    """Say why a message is kept without an answer; empty when it may be answered.

    Counted is what answered mail lately: receipts and confirmations asked for.
    """
    wanted = (
        select(Inbound.sender)
        .join(Outbox, col(Outbox.inbound_id) == Inbound.id)
        .where(Outbox.person_id == person.id, Outbox.at > at - HOUR)
        .where(col(Outbox.kind) != "question", Inbound.id != inbound.id)
    )
    senders = session.exec(wanted).all()
    if senders.count(inbound.sender) >= FROM_ONE_ADDRESS:
        return f"not answered: more than {FROM_ONE_ADDRESS} messages from {inbound.sender} within the hour"
    if len(senders) >= TO_ONE_PERSON:
        return f"not answered: more than {TO_ONE_PERSON} messages about {person.name} within the hour"
    return ""
