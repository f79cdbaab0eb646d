"""Where an item stands: its status and colour, never more than its words claim."""

from collections.abc import Sequence
from typing import NamedTuple

from reports.layouts.pieces import Record
from reports.layouts.synonyms import Field
from reports.marks import marker
from reports.paper import Colour, Status, Update
from reports.status_words import Reading, status_in
from reports.vocabulary import Vocabulary
from reports.words_of import colour_in

STATES: tuple[Field, ...] = ("status", "rag")


class Standing(NamedTuple):
    """Status and printed colour, with what a person should check."""

    status: Status
    rag: Colour | None
    doubts: list[str]


def of(record: Record, told: Sequence[Update], vocabulary: Vocabulary) -> Standing:
    """Read status column, colour and the marker of the last update; the column decides."""
    doubts: list[str] = []
    rag = _colour(record, vocabulary, doubts)
    marked = marker(told[-1].text) if told else None
    said = _said(record, vocabulary)
    words = record.words("status")
    if said is None:
        if words and colour_in(words, vocabulary) is None:
            doubts.append(f"The status “{words[:80]}” is not known: read as {marked or 'open'}")
        if marked is None and record.words("completed") and not words:
            doubts.append("A date of completion is printed and no status: read as proposed closed")
            return Standing("proposed_closed", rag, doubts)
        return Standing(marked or "open", rag, doubts)
    if said.doubt:
        doubts.append(said.doubt)
    if marked and said.status not in (marked, "closed"):
        doubts.append(f"The last update is marked {_plain(marked)}, the status says “{words or said.status}”")
    return Standing(said.status, rag, doubts)


def _said(record: Record, vocabulary: Vocabulary) -> Reading | None:
    """Give what the status cell claims, or the colour cell where it holds a status instead."""
    for name in STATES:
        words = record.words(name)
        found = status_in(words, vocabulary) if words else None
        if found:
            return found
    return None


def _colour(record: Record, vocabulary: Vocabulary, doubts: list[str]) -> Colour | None:
    """Give the colour by word, else by fill; the two may disagree."""
    for name in reversed(STATES):
        piece = record.first(name)
        if piece is None:
            continue
        named = colour_in(piece.text, vocabulary) if piece.text else None
        if named and piece.colour and named != piece.colour:
            doubts.append(f"The cell says {named} and is coloured {piece.colour}")
        if named or piece.colour:
            return named or piece.colour
        if name == "rag" and piece.text and status_in(piece.text, vocabulary) is None:
            doubts.append(f"The colour “{piece.text[:40]}” is not known")
    return None


def _plain(status: Status) -> str:
    return status.replace("_", " ")
