"""What cards and forms show, as plain values: the edge fills them from the register, the views draw them."""

from pydantic import BaseModel, Field


class Card(BaseModel):
    """One item as its owner sees it."""

    item_id: str
    title: str
    audit: str
    """Title and month of its audit."""
    parts: str = ""
    """The parts this owner answers for; empty for the whole."""
    rag: str
    """The colour in words: ``RED``, ``AMBER (no date)``."""
    target: str
    """The target date in force, as people write it."""
    question: str = ""
    """What the panel asked."""
    text: str = ""
    last: str = ""
    """The last update, and when it was given."""
    when: str = ""
    withheld: str = ""
    """The handling marking, of an item of which only id and title may be shown."""
    overdue: bool = False
    told: bool = False
    """A report so new that no update is expected."""
    said: str = ""
    """What was received in this round, as the panel will read it."""
    others: str = ""
    """What other owners of the item have said, while this one has not."""
    claim: str = ""
    """What it claims, one of ``followup.claims``."""
    state: str = ""
    """How far that has got, in words."""
    returned: str = ""
    """The reviewer's question, while it is open."""
    locked: bool = False
    """Whether the reviewer has approved it: then it is no more amended here."""
    over: str = ""
    """Why nothing can be sent any more, in words; empty while it can."""
    delegates: list[str] = Field(default_factory=list)
    """Who answers for the owner."""
    owner: str = ""
    """For whom this person answers; empty for their own items."""


class Round(BaseModel):
    """The round that the cards are of."""

    panel: str
    meeting: str
    closes: str
    """Day and hour with zone."""
    cards: list[Card] = Field(default_factory=list)


class Submission(BaseModel):
    """What a reviewer is shown of words that have come."""

    update_id: int
    version: str = ""
    """Of the words shown: a decision about other words is not taken."""
    item_id: str
    title: str
    who: str
    trust: str = ""
    """What is to be known of the sender, where it is not the owner."""
    before: str = ""
    now: str
    claim: str
    """In words."""
    criteria: dict[str, bool] = Field(default_factory=dict)
    """Closure criteria by name, met or not."""
    evidence: list[str] = Field(default_factory=list)
    doubts: list[str] = Field(default_factory=list)
    held: str = ""
    """The handling marking, of an item whose words are not shown."""
    state: str = ""
    """What has become of it, once it is decided on or newer words stand in its place."""
    console: str = ""
    """Where there is more."""
