"""What a receipt says, item by item: the words as they were read, and what is still open."""

import textwrap

from pydantic import BaseModel, Field
from sqlmodel import Session

from followup.dates import spoken
from followup.updates import Heard
from store import queries
from store.models import Request

CLAIMS = {
    "progress": "Understood as: progress",
    "complete": "Understood as: complete, without asking the panel to close it",
    "propose_closed": "Understood as: you propose that the panel closes it",
    "not_adopted": "Understood as: management does not adopt it",
    "superseded": "Understood as: something else has taken it over",
    "no_update": "Understood as: no update yet, one will follow",
}

ASKED_BACK = "It cannot go to the panel yet: we have sent you one question about it"
LATE = "It came after collection had closed; the inspectorate decides whether to use it"
AMENDS = "Your earlier words are approved already; these are looked at as an amendment"
NEWER = "Newer words of yours about this item stand; these are kept beside them"
FIXED = frozenset({*CLAIMS.values(), ASKED_BACK, LATE, AMENDS, NEWER})
"""Lines that hold none of the owner's words."""
SHORT = 280
"""Characters of an owner's words that are shown; the message itself is kept whole."""


class HeardItem(BaseModel):
    """One item of a receipt, in lines."""

    item_id: str
    title: str
    words: str = ""
    """The owner's own, shortened to one line; empty where only a document came."""
    lines: list[str]


class Receipt(BaseModel):
    """The whole receipt as plain values; the outbox keeps it as JSON."""

    unverified: bool = False
    from_address: str = ""
    over: bool = False
    note: str = ""
    """How it begins where none of the usual beginnings is true."""
    placed: bool = False
    """Whether the inspectorate put the words where they are, and not the program."""
    heard: list[HeardItem] = Field(default_factory=list)
    refused: list[str] = Field(default_factory=list)
    left_out: dict[str, list[str]] = Field(default_factory=dict)
    """Reason -> names of the documents that were not taken in for it."""
    unplaced: str = ""
    aside: list[str] = Field(default_factory=list)
    """Pieces that were not taken for the author's own words, where that is doubtful."""
    checks: list[str] = Field(default_factory=list)
    """What a reader should look at in the message as a whole."""
    open: str = ""
    example: str = "FLEET-1809-4.2"


def fill(session: Session, receipt: Receipt, heard: list[Heard], request: Request) -> None:
    """Say what was understood of each item, and which items of the request are still to answer."""
    receipt.heard = [
        HeardItem(item_id=h.item_id, title=h.title, words=shortened(h.words), lines=lines(h)) for h in heard
    ]
    waiting = []
    for item_id, told, state in queries.standing(session, request.id):
        if state == "awaited" and not told:
            waiting.append(item_id)
        receipt.example = item_id
    receipt.open = ", ".join(dict.fromkeys(waiting))


def shortened(words: str) -> str:
    """Give words on one line, cut at a space, with the number of all of them where some are left out."""
    short = textwrap.shorten(words, SHORT, placeholder=" …")
    return (
        short if len(short.split()) >= len(words.split()) else f"{short} ({len(words.split())} words in all)"
    )


def lines(heard: Heard) -> list[str]:
    """What one answer was taken to say, a line each."""
    reading = heard.reading
    said = [CLAIMS[reading.claim], *_dates(heard)]
    if heard.documents:
        said.append(f"Kept as evidence: {', '.join(heard.documents)}")
    absent = [name for name in reading.attachments if name not in heard.documents]
    if absent:
        said.append(f"Named, but not attached: {', '.join(absent)}")
    said += [f"Please note: {note}" for note in heard.notes]
    said += [f"Please check: {doubt}" for doubt in reading.doubts]
    notes = ((bool(heard.questions), ASKED_BACK), (heard.late, LATE), (heard.amends_approved, AMENDS))
    return said + [note for holds, note in (*notes, (heard.newer, NEWER)) if holds]


def _dates(heard: Heard) -> list[str]:
    """The new date with its reason, then the dates of parts."""
    reading, said = heard.reading, []
    why = f", because: {shortened(reading.reason)}" if reading.reason else ""
    if reading.target_date:
        day = reading.target_date.date
        said.append(f"New target date: {spoken(day) if day else reading.target_date.words}{why}")
    elif why:
        said.append(f"Reason noted: {shortened(reading.reason or '')}")
    said += [
        f"Date noted{_of(date.part)}: {spoken(date.date) if date.date else date.words}"
        for date in reading.dates
    ]
    return said


def _of(part: str | None) -> str:
    return f" for part {part}" if part else ""
