"""What a receipt says, item by item: what was understood, and what is still open."""

from pydantic import BaseModel, Field
from sqlmodel import Session

from followup.dates import spoken
from followup.updates import Heard
from reports.loose import worth_reading
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
FIXED = frozenset({*CLAIMS.values(), ASKED_BACK, LATE, AMENDS})
"""Lines that hold none of the owner's words."""


class HeardItem(BaseModel):
    """One item of a receipt, in lines."""

    item_id: str
    title: str
    lines: list[str]


class Receipt(BaseModel):
    """The whole receipt as plain values; the outbox keeps it as JSON."""

    unverified: bool = False
    from_address: str = ""
    over: bool = False
    heard: list[HeardItem] = Field(default_factory=list)
    refused: list[str] = Field(default_factory=list)
    unplaced: str = ""
    open: str = ""
    example: str = "FLEET-1809-4.2"


def fill(session: Session, receipt: Receipt, heard: list[Heard], unplaced: str, request: Request) -> None:
    """Say what was understood, and show the words that could not be placed."""
    receipt.heard = [HeardItem(item_id=h.item_id, title=h.title, lines=lines(h)) for h in heard]
    if not heard or worth_reading(unplaced):
        receipt.unplaced = unplaced
    waiting = []
    for line, item_id, update in queries.standing(session, request.id):
        if update and update.state == "awaited" and not line.told:
            waiting.append(item_id)
        receipt.example = item_id
    receipt.open = ", ".join(dict.fromkeys(waiting))


def lines(heard: Heard) -> list[str]:
    """What one answer was taken to say, a line each."""
    reading = heard.reading
    said = [CLAIMS[reading.claim]]
    if reading.target_date:
        day = reading.target_date.date
        said.append(f"New target date: {spoken(day) if day else reading.target_date.words}")
    said += [
        f"Date noted{_of(date.part)}: {spoken(date.date) if date.date else date.words}"
        for date in reading.dates
    ]
    if reading.attachments:
        said.append(f"Kept as evidence: {', '.join(reading.attachments)}")
    said += [f"Please check: {doubt}" for doubt in reading.doubts]
    if heard.questions:
        said.append(ASKED_BACK)
    if heard.late:
        said.append(LATE)
    if heard.amends_approved:
        said.append(AMENDS)
    return said


def _of(part: str | None) -> str:
    return f" for part {part}" if part else ""
