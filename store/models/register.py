"""The register: audits and their recommendations, who answers for them, by when, before which body."""

import datetime as dt

from sqlalchemy import Column, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from store.types import Instant


class Body(SQLModel, table=True):
    """A panel (audit committee) or a board that holds recommendations."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(unique=True)
    kind: str
    """``panel`` or ``board``."""


class Meeting(SQLModel, table=True):
    """A meeting of a body. Its id outlives changes of date; the history is in ``meeting_date``."""

    id: int | None = Field(default=None, primary_key=True)
    body_id: int = Field(foreign_key="body.id", index=True)
    date: dt.date = Field(index=True)


class MeetingDate(SQLModel, table=True):
    """One date a meeting has been planned for, with who set it, when and why; the last one holds."""

    __tablename__ = "meeting_date"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    date: dt.date
    who: str
    at: dt.datetime = Field(sa_type=Instant)
    reason: str = ""


class SourcePaper(SQLModel, table=True):
    """A paper that was imported, whole: where the register came from, and once only (sha-256)."""

    __tablename__ = "source_paper"

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id")
    name: str
    sha256: str = Field(unique=True)
    content: bytes
    style: str
    front: str = Field(sa_column=Column(Text, nullable=False))
    """The paper's front matter as JSON (contacts, implications …), which the next paper carries on."""
    reading: str = Field(default="", sa_column=Column(Text, nullable=False))
    """The plain ``Paper`` that was read from it, JSON: what every merge starts from."""
    who: str
    at: dt.datetime = Field(sa_type=Instant)
    undone_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    """Set when the import was taken back; the file is kept."""


class PaperItem(SQLModel, table=True):
    """One recommendation as one imported paper showed it: the register knows what stood in which paper."""

    __tablename__ = "paper_item"
    __table_args__ = (UniqueConstraint("source_id", "recommendation_id"),)

    id: int | None = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="source_paper.id", index=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    position: int
    """Order in that paper; the board's items follow the tracker's."""
    status: str
    """One of ``followup.states.ITEM``, as printed there."""
    rag: str | None = None
    """The colour printed there, which may not be the one its own rule gives."""
    body: str
    """``panel`` or ``board``: whose list of that paper it stands in."""
    lines: str = ""
    """Where it stands in the file: "84-220"."""
    before: str = Field(default="", sa_column=Column(Text, nullable=False))
    """An item's own columns before any paper showed it, JSON, for taking the import back; else empty."""


class AuditReport(SQLModel, table=True):
    """The report file of an audit, whole, as the internal auditor published it."""

    __tablename__ = "audit_report"
    __table_args__ = (UniqueConstraint("audit_id", "sha256"),)

    id: int | None = Field(default=None, primary_key=True)
    audit_id: int = Field(foreign_key="audit.id", index=True)
    name: str
    sha256: str
    content: bytes
    who: str
    at: dt.datetime = Field(sa_type=Instant)


class Audit(SQLModel, table=True):
    """One audit report."""

    __table_args__ = (UniqueConstraint("title", "month"),)

    id: int | None = Field(default=None, primary_key=True)
    title: str
    month: str | None = None
    """YYYY-MM of the report."""
    opinion: str | None = None
    """Assurance opinion, a step of the auditor's ladder."""
    auditor: str = ""
    published_on: dt.date | None = None
    handling: str | None = None
    """Handling marking (rule 11); None means open."""
    counts: str = "{}"
    """Recommendations by priority as the banner prints them, JSON."""


class Recommendation(SQLModel, table=True):
    """One finding to act on."""

    id: int | None = Field(default=None, primary_key=True)
    item_id: str = Field(unique=True)
    audit_id: int = Field(foreign_key="audit.id", index=True)
    reference: str | None = None
    title: str
    priority: str | None = None
    threat: str | None = None
    text: str = Field(sa_column=Column(Text, nullable=False))
    response: str | None = Field(default=None, sa_column=Column(Text))
    """Initial management response."""
    status: str = "open"
    """One of ``followup.states.ITEM``."""
    doubts: str = "[]"
    """What a person should check, JSON list from the import."""
    position: int = 0
    """Order in the paper it came from."""


class Assignment(SQLModel, table=True):
    """Who answers for a recommendation or a part of it, from when until when."""

    id: int | None = Field(default=None, primary_key=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    printed: str
    """The owner as the paper names them; kept also when nobody of that name is known."""
    role: str | None = None
    part: str | None = None
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    from_on: dt.date | None = None
    until_on: dt.date | None = None
    source_id: int | None = Field(default=None, foreign_key="source_paper.id", index=True)
    """The imported paper that first showed it; None for what was entered here."""


class TargetDate(SQLModel, table=True):
    """One promised date; the rows of an item, in order of id, are its history (rule 5)."""

    __tablename__ = "target_date"

    id: int | None = Field(default=None, primary_key=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id")
    """The meeting to whose paper this date first went, or (with ``outcome_id``) which granted it."""
    outcome_id: int | None = Field(default=None, foreign_key="outcome.id")
    part: str | None = None
    words: str
    date: dt.date | None = None
    after: str | None = None
    """What a relative date hangs on: a reference or an item id."""
    months: int | None = None
    reason: str | None = None
    position: int = 0
    """Order among the dates that one paper shows."""
    who: str
    at: dt.datetime = Field(sa_type=Instant)
    source_id: int | None = Field(default=None, foreign_key="source_paper.id", index=True)
    """The imported paper that first showed it; None for what was entered here."""


class Membership(SQLModel, table=True):
    """An item's move into a body (or out of all: ``to_id`` None); the last row says where it is (rule 1)."""

    id: int | None = Field(default=None, primary_key=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    from_id: int | None = Field(default=None, foreign_key="body.id")
    to_id: int | None = Field(default=None, foreign_key="body.id")
    meeting_id: int | None = Field(default=None, foreign_key="meeting.id")
    reason: str = ""
    who: str
    at: dt.datetime = Field(sa_type=Instant)
    source_id: int | None = Field(default=None, foreign_key="source_paper.id", index=True)
    """The imported paper that first showed it; None for what was entered here."""


class Link(SQLModel, table=True):
    """How one recommendation hangs on another (rule 6)."""

    id: int | None = Field(default=None, primary_key=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    kind: str
    to_words: str
    """As printed: a reference (``4.2``) or an item id."""
    to_id: int | None = Field(default=None, foreign_key="recommendation.id")
    source_id: int | None = Field(default=None, foreign_key="source_paper.id", index=True)
    """The imported paper that first showed it; None for what was entered here."""
