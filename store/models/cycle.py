"""One round of collection: what was asked, what came back, what the inspectorate and the panel made of it."""

import datetime as dt

from sqlalchemy import BigInteger, Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel

from store.types import Instant


class Cycle(SQLModel, table=True):
    """A round that ends in one meeting. Planned hours follow the meeting's date until they have passed."""

    id: int | None = Field(default=None, primary_key=True)
    meeting_id: int = Field(foreign_key="meeting.id", unique=True)
    state: str = "planned"
    """planned, collecting, cut_off, draft, signed_off, published or met, in this order."""
    opened_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    closed_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    drafted_at: dt.datetime | None = Field(default=None, sa_type=Instant)


class Request(SQLModel, table=True):
    """What one person is asked in one cycle; its id is what the signed token carries."""

    __table_args__ = (UniqueConstraint("cycle_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    cycle_id: int = Field(foreign_key="cycle.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    at: dt.datetime = Field(sa_type=Instant)


class RequestItem(SQLModel, table=True):
    """One item (or part) inside a request."""

    __tablename__ = "request_item"

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    part: str | None = None
    question: str = ""
    """What the panel asked; it stands on top of the item."""
    told: bool = False
    """True for a report so new that its owner is told, not chased (rule 7)."""


class Delegation(SQLModel, table=True):
    """Somebody answers for an owner about one item of a round; the owner stays accountable."""

    __table_args__ = (UniqueConstraint("request_id", "recommendation_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    """Who answers."""
    words: str = ""
    """What the owner told them."""
    at: dt.datetime = Field(sa_type=Instant)


class FormDraft(SQLModel, table=True):
    """What stands in a form that has not been sent yet, so that it can be taken up again."""

    __tablename__ = "form_draft"
    __table_args__ = (UniqueConstraint("request_id", "recommendation_id", "person_id"),)

    id: int | None = Field(default=None, primary_key=True)
    request_id: int = Field(foreign_key="request.id", index=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    entered: str = Field(sa_column=Column(Text, nullable=False))
    """The fields, JSON."""
    at: dt.datetime = Field(sa_type=Instant)


class Inbound(SQLModel, table=True):
    """What arrived, verbatim and once, kept before anyone tried to understand it."""

    __table_args__ = (UniqueConstraint("sha256"),)

    id: int | None = Field(default=None, primary_key=True)
    channel: str
    sha256: str
    """Of the bytes; in Slack of what makes a payload the same one when it comes again."""
    message_id: str | None = Field(default=None, index=True)
    """Message-ID, or the name of the message or view in Slack."""
    raw: bytes
    sender: str | None = None
    subject: str = ""
    received_at: dt.datetime = Field(sa_type=Instant)
    state: str = "kept"
    """kept, understood, unverified, automatic, unmatched, problem; placed or dismissed by a reviewer.

    ``refused``: its author was told why at once, and still has the words before them in a form.
    """
    problem: str = ""
    """Why it was not (wholly) understood, in words for a reviewer."""
    unplaced: str = Field(default="", sa_column=Column(Text, nullable=False))
    """The sender's own words that belong to no item."""
    verdict: str = ""
    """How far the sender is to be believed, and why, in words for a reviewer."""
    reading: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))
    """How the body was read (``mail.reply.Reply`` as JSON): what was set aside keeps its place."""
    request_id: int | None = Field(default=None, foreign_key="request.id", index=True)


class Attempt(SQLModel, table=True):
    """How often a message of a mailbox has been begun: one that ends its readers is set aside."""

    __table_args__ = (UniqueConstraint("mailbox", "validity", "uid"),)

    id: int | None = Field(default=None, primary_key=True)
    mailbox: str
    validity: int = Field(sa_type=BigInteger)
    """UIDVALIDITY: with another one the uids mean other messages."""
    uid: int = Field(sa_type=BigInteger)
    count: int = 0
    problem: str = ""
    at: dt.datetime = Field(sa_type=Instant)


class Contribution(SQLModel, table=True):
    """What one person sent about one item or part, verbatim (rule 10); never changed afterwards."""

    __table_args__ = (
        UniqueConstraint("inbound_id", "recommendation_id", "part"),
        Index("ix_contribution_update_id_received_at", "update_id", "received_at", "id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    update_id: int = Field(foreign_key="update.id")
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    inbound_id: int | None = Field(default=None, foreign_key="inbound.id", index=True)
    part: str = ""
    """Empty for the whole, so that the unique rule above also holds there."""
    who: str
    """Who sent it: an address or a Slack id."""
    person_id: int = Field(foreign_key="person.id")
    """On whose behalf."""
    channel: str
    trust: str
    """``accepted``, ``delegate`` or ``unverified``; ``declined`` once its owner has set it aside."""
    late: bool = False
    taken: bool = True
    """False while it waits for its owner or a reviewer: a delegate's, unverified, or late."""
    answers: bool = False
    """True when it answers a question put to the owner: it is joined to what it answers."""
    confirmed_by: str | None = None
    """Who stood by (or set aside) words that came from somebody else: the owner, or a reviewer."""
    confirmed_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    text: str = Field(sa_column=Column(Text, nullable=False))
    reading: str = Field(sa_column=Column(Text, nullable=False))
    """What ``followup.interpret`` understood, JSON."""
    written_at: dt.datetime | None = Field(default=None, sa_type=Instant)
    received_at: dt.datetime = Field(sa_type=Instant)


class Update(SQLModel, table=True):
    """An item's progress statement for one cycle; imported ones have a label and a date but no cycle."""

    __table_args__ = (UniqueConstraint("recommendation_id", "cycle_id"),)

    id: int | None = Field(default=None, primary_key=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    cycle_id: int | None = Field(default=None, foreign_key="cycle.id", index=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    """The meeting to whose paper it first went."""
    label: str
    month: str | None = None
    state: str
    """One of ``followup.states.IN_WORDS``; ``none`` is printed as no update received (rule 8).

    ``left`` where the item was merged or split while it was being asked about.
    """
    text: str = Field(default="", sa_column=Column(Text, nullable=False))
    """The working text."""
    approved: str | None = Field(default=None, sa_column=Column(Text))
    """What will be published; changed by a new approval only."""
    claim: str | None = None
    """What the working text claims, one of ``followup.claims``."""
    verified: str | None = None
    position: int = 0
    """Order among the updates that one paper shows."""
    source_id: int | None = Field(default=None, foreign_key="source_paper.id", index=True)
    """The imported paper that first showed it; None for what was entered here."""


class KeptDocument(SQLModel, table=True):
    """The bytes of a document, once however often it is offered, with what was seen in them."""

    __tablename__ = "document"

    sha256: str = Field(primary_key=True)
    content: bytes
    size: int
    """In bytes."""
    media_type: str | None = None
    """What the bytes are, whatever was said of them; None where nobody has looked yet."""
    flags: str = ""
    """What to be careful about (``followup.cautions.WORDS``), with commas."""


class Evidence(SQLModel, table=True):
    """A document that proves an update, or a link to one, with the words it belongs to."""

    id: int | None = Field(default=None, primary_key=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    contribution_id: int | None = Field(default=None, foreign_key="contribution.id", index=True)
    name: str
    media_type: str | None = None
    """As its sender declared it."""
    sha256: str | None = Field(default=None, foreign_key="document.sha256", index=True)
    """None for a link, and for a document that an imported paper only names."""
    link: str | None = None
    """The address of a document that lies elsewhere; it is never fetched."""
    handling: str | None = None
    source_id: int | None = Field(default=None, foreign_key="source_paper.id", index=True)
    """The imported paper that first showed it; None for what was entered here."""


class Decision(SQLModel, table=True):
    """What a reviewer did with an update, with the words before and after; never changed afterwards."""

    id: int | None = Field(default=None, primary_key=True)
    update_id: int = Field(foreign_key="update.id", index=True)
    kind: str
    """``approve``, ``edit``, ``return``, ``verify``, ``take``; ``place`` or ``restore`` for mail."""
    who: str
    at: dt.datetime = Field(sa_type=Instant)
    before: str = Field(default="", sa_column=Column(Text, nullable=False))
    after: str = Field(default="", sa_column=Column(Text, nullable=False))
    reason: str = ""
    """Why, or the question put to the owner."""


class Outcome(SQLModel, table=True):
    """What a body decided about an item at a meeting (rule 4)."""

    id: int | None = Field(default=None, primary_key=True)
    recommendation_id: int = Field(foreign_key="recommendation.id", index=True)
    meeting_id: int = Field(foreign_key="meeting.id", index=True)
    kind: str
    """``agreed``, ``refused``, ``action`` or ``extension``; ``merged`` or ``split`` for a life event."""
    was: str
    """The item's status before the decision."""
    words: str = ""
    """The panel action, with its reference in the minutes where it has one."""
    date: dt.date | None = None
    who: str
    at: dt.datetime = Field(sa_type=Instant)
