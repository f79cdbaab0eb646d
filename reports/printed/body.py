"""What stands under the heading of a printed item: text, facts, response, updates, markers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from reports import figures
from reports.date_words import month_of
from reports.draw.items import MARKERS, VERIFIED
from reports.draw.layout import RESPONSE, WITHHELD
from reports.draw.presentable import joined
from reports.paper import Source, Status, Update
from reports.printed.facts import dates_of, links_of, owners_of
from reports.printed.pieces import ROW, Piece

FACTS = {
    "Target date": "dates",
    "Person responsible": "owners",
    "Persons responsible": "owners",
    "Linked": "links",
    "Evidence": "evidence",
}
FACT = re.compile(rf"(?P<label>{'|'.join(FACTS)}):(?: (?P<words>.*))?")
HEADINGS = ("heading 3", "heading 4")
RECOMMENDATION = " recommendation"
BULLET, NUMBER = re.compile(r"- "), re.compile(r"\d{1,4}\. ")
STATES: dict[str, Status] = {words: status for status, words in MARKERS.items()}
"""The marker beneath an item -> its state."""


@dataclass
class Part:
    """A labelled part of an item; ``label`` is empty for the text itself."""

    label: str
    place: Piece | None = None
    pieces: list[Piece] = field(default_factory=list)
    verified: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Its words as a person would type them."""
        return text_of(self.pieces)


@dataclass
class Body:
    """An item's parts in printed order."""

    parts: list[Part] = field(default_factory=lambda: [Part("")])
    facts: dict[str, list[Piece]] = field(default_factory=dict)
    marker: Status | None = None
    withheld: bool = False


def cut(pieces: Sequence[Piece]) -> Body:
    """Cut the pieces under an item's heading at their labels."""
    body = Body()
    open_fact = ""
    for piece in pieces:
        if piece.style in HEADINGS:
            body.parts.append(Part(piece.text, piece))
        elif piece.style == "fact":
            open_fact = _fact(body, piece, open_fact)
        elif piece.style == "marker" and piece.text in STATES:
            body.marker = STATES[piece.text]
        elif piece.style == "marker":
            body.parts[-1].verified.append(piece.text.removeprefix(VERIFIED))
        elif piece.text == WITHHELD and len(body.parts) == 1 and not body.facts:
            body.withheld = True
        else:
            body.parts[-1].pieces.append(piece)
    return body


def fields(body: Body, priority: str | None) -> dict[str, Any]:
    """Give the fields of a recommendation that its body shows."""
    parts = body.parts
    headed = f"{priority or figures.NO_PRIORITY}{RECOMMENDATION}"
    text = next((part for part in parts[:2] if part.label in ("", headed) and part.pieces), None)
    answer = next((part for part in parts if part.label == RESPONSE), None)
    dates = dates_of(body.facts.get("dates", []))
    return {
        "text": text.text if text else "",
        "management_response": (answer.text if answer else "") or None,
        "target_dates": dates.promised,
        "target_in_force": dates.in_force,
        "slippage_days": dates.slippage,
        "owners": owners_of(body.facts.get("owners", [])),
        "links": links_of(body.facts.get("links", [])),
        "evidence": [piece.text for piece in body.facts.get("evidence", [])],
        "updates": [
            _update(part) for part in parts if part.label and part is not text and part is not answer
        ],
        "withheld": body.withheld,
    }


def text_of(pieces: Sequence[Piece]) -> str:
    """Join paragraphs and list lines into a text; a line with no space beneath it goes on in the next."""
    entries: list[tuple[str, list[str]]] = []
    goes_on = False
    for piece in pieces:
        kind = _kind(piece)
        if goes_on and kind == "text":
            entries[-1][1].append(piece.text)
        else:
            entries.append((kind, [piece.text]))
        goes_on = kind == "text" and piece.style in ("line", "")
    return joined([(kind, "\n".join(lines)) for kind, lines in entries])


def _kind(piece: Piece) -> str:
    if piece.style == ROW:
        return "table"
    if piece.style == "list bullet" or (not piece.style and BULLET.match(piece.text)):
        return "bullets"
    if piece.style == "numbered line" or (not piece.style and NUMBER.match(piece.text)):
        return "numbers"
    return "text"


def _fact(body: Body, piece: Piece, before: str) -> str:
    """Add a fact to those of its label, or of the label above it; give the label that is open now."""
    found = FACT.fullmatch(piece.text)
    label = FACTS[found["label"]] if found else before
    fresh = found and label not in body.facts
    words = (found["words"] or "") if found and fresh else piece.text
    label = label if fresh else before
    if words and label:
        body.facts.setdefault(label, []).append(piece._replace(text=words))
    return label


def _update(part: Part) -> Update:
    places = [place for place in (part.place, *part.pieces) if place]
    return Update(
        label=part.label,
        month=month_of(part.label),
        text=part.text,
        verified=" ".join(part.verified) or None,
        source=Source(**{"from": places[0].line, "to": places[-1].line, "page": places[0].page}),
    )
