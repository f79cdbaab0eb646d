"""How an arrived message was read, as the intake wrote it down: body, words, and what was set aside."""

import re
from bisect import bisect_right

from pydantic import BaseModel, Field, ValidationError

from followup import Refused
from store.models import Inbound

WHY = {
    "ours": "it is what we had sent",
    "anchor": "it only names the item",
    "attribution": "it introduces a quotation",
    "headers": "it is the head of a quoted message",
    "separator": "it is a dividing line",
    "signature": "it looks like a signature",
    "earlier": "it is an earlier message of the same author",
    "gateway": "it looks like what a mail gateway adds",
    "repeated": "it only repeats what we had sent",
}
"""Why a piece was set aside, in words; a reader's other reasons are words already."""


class Segment(BaseModel):
    """A piece of the body that was taken for something other than the author's words."""

    start: int
    end: int
    why: str


class Answer(BaseModel):
    """The words that were placed under an item."""

    item_id: str
    text: str = ""
    start: int = 0
    end: int = 0


class Kept(BaseModel):
    """The reading of one message; offsets count in ``body``. Empty for a message that was not read."""

    body: str = ""
    unplaced: str = ""
    answers: list[Answer] = Field(default_factory=list)
    elided: list[Segment] = Field(default_factory=list)
    placed_by: dict[str, str] = Field(default_factory=dict)
    doubts: list[str] = Field(default_factory=list)


class Piece(BaseModel):
    """A piece set aside, with the number that ``matters review restore`` knows it by."""

    number: int
    why: str
    text: str


def kept(inbound: Inbound) -> Kept:
    """Give how a message was read; of one that another version wrote down differently, nothing."""
    try:
        return Kept.model_validate_json(inbound.reading) if inbound.reading else Kept()
    except ValidationError:
        return Kept()


def pieces(read: Kept) -> list[Piece]:
    """Give what was set aside, numbered from 1 in the order of the body; without pieces that hold no word."""
    found = []
    for number, one in enumerate(read.elided, start=1):
        text = read.body[max(0, one.start) : max(0, one.end)]
        if any(letter.isalnum() for letter in text):
            found.append(Piece(number=number, why=WHY.get(one.why, one.why), text=text))
    return found


def excerpt(inbound: Inbound, read: Kept, words: str) -> str:
    """Give the message's own letters for an excerpt, which may be wrapped differently; linear in both."""
    if place := _find(inbound.unplaced, words):
        return inbound.unplaced[slice(*place)]
    place = _find(read.body, words)
    if place is None:
        raise Refused(f"these words do not stand in mail-{inbound.id}; an excerpt is taken word for word")
    for number, one in enumerate(read.elided, start=1):
        if one.start < place[1] and place[0] < one.end:
            raise Refused(
                f"these words are in piece {number}, which was set aside; use `matters review restore`"
            )
    return read.body[slice(*place)]


def _find(text: str, words: str) -> tuple[int, int] | None:
    """Find whole words in a text, however either of them is wrapped: "complete" is not in "incomplete"."""
    tokens = list(re.finditer(r"\S+", text))
    starts, at = [], 0
    for token in tokens:
        starts.append(at)
        at += len(token[0]) + 1
    wanted = " ".join(words.split())
    whole = rf"(?<!\w)(?=\w){re.escape(wanted)}" if re.match(r"\w", wanted) else re.escape(wanted)
    whole += r"(?!\w)" if re.search(r"\w\Z", wanted) else ""
    whole = whole or "(?!)"
    found = re.search(whole, " ".join(token[0] for token in tokens))
    if found is None:
        return None
    first, last = (bisect_right(starts, place) - 1 for place in (found.start(), found.end() - 1))
    begin = tokens[first].start() + found.start() - starts[first]
    return begin, tokens[last].start() + found.end() - starts[last]
