"""What leaves, and what has happened: outbox, the exact bytes sent, the event log."""

import datetime as dt

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from store.types import Instant


class Outbox(SQLModel, table=True):
    """Something to tell somebody, written in the transaction that is the reason for it; no markup."""

    __table_args__ = (Index("ix_outbox_person_id_at", "person_id", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    """``request``, ``question``, ``receipt``, ``confirm``, ``help`` or ``notice``; or an edge's own."""
    person_id: int | None = Field(default=None, foreign_key="person.id")
    """None where the inspectorate as a whole is told."""
    request_id: int | None = Field(default=None, foreign_key="request.id", index=True)
    inbound_id: int | None = Field(default=None, foreign_key="inbound.id")
    about: str = "{}"
    """What to tell, JSON of ids and plain words."""
    key: str = Field(unique=True)
    """Deterministic: the same reason never makes two rows."""
    edge: str | None = Field(default=None, index=True)
    """Which way it goes, ``mail`` or ``slack``; None until a worker has looked what reaches its person."""
    at: dt.datetime = Field(sa_type=Instant)
    due_at: dt.datetime = Field(sa_type=Instant, index=True)
    """Not before; moved on by back-off, and by a worker that has taken the row."""
    attempts: int = 0
    problem: str = ""
    done_at: dt.datetime | None = Field(default=None, sa_type=Instant, index=True)
    failed_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """Set when it was given up; shown to the reviewer."""


class Sent(SQLModel, table=True):
    """The exact bytes that went (or will go again) to one address; replies are read by subtracting them.

    A message in Slack stays in step with the register: its bytes are those it shows now, or will in a moment.
    """

    id: int | None = Field(default=None, primary_key=True)
    outbox_id: int = Field(foreign_key="outbox.id", unique=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    request_id: int | None = Field(default=None, foreign_key="request.id", index=True)
    channel: str
    address: str
    """The mailbox, or the conversation in Slack."""
    message_id: str = Field(unique=True)
    relayed_as: str | None = Field(default=None, index=True)
    """The id under which it stands there, where that is not ours: a relay's, or Slack's ``ts``."""
    payload: bytes
    rendered_at: dt.datetime = Field(sa_type=Instant)
    sent_at: dt.datetime | None = Field(default=None, sa_type=Instant)


class Event(SQLModel, table=True):
    """Something that happened. Rows are only added: the database refuses changes. Hashes, not words."""

    id: int | None = Field(default=None, primary_key=True)
    at: dt.datetime = Field(sa_type=Instant)
    who: str
    kind: str
    noun: str
    noun_id: int
    digest: str = ""
    """sha-256 of the words concerned, so that they can be proved later and erased in between."""
