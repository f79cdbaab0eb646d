"""One update made of the latest contribution of each part, and what it claims as a whole."""

import datetime as dt
from collections.abc import Sequence

from pydantic import BaseModel, Field

from followup.interpret import Interpretation, interpret
from followup.states import PROPOSAL_OF_CLAIM
from store.models import Contribution


class Piece(BaseModel):
    """What one owner says about one part, an answer to a returned question joined to what it answers."""

    part: str
    person_id: int
    text: str
    reading: Interpretation


class Composed(BaseModel):
    """The update as it stands: text, claim of the whole, and what a reviewer should look at."""

    text: str = ""
    claim: str = "progress"
    pieces: list[Piece] = Field(default_factory=list)
    doubts: list[str] = Field(default_factory=list)


def compose(
    contributions: Sequence[Contribution], *, parts: frozenset[str], reference: str | None, asked_on: dt.date
) -> Composed:
    """Compose the update of one item.

    ``contributions`` in order of arrival; ``parts`` are the parts somebody was asked about. The newest
    contribution of a part by the same owner wins, other parts stand.
    """
    pieces = [
        Piece(part=part, person_id=person, text=text, reading=_read(text, reference, asked_on))
        for (part, person), text in _latest(contributions).items()
    ]
    pieces.sort(key=lambda piece: (piece.part, piece.person_id))
    claim, doubts = _claim(pieces, parts)
    text = "\n\n".join(f"({p.part}) {p.text}" if p.part else p.text for p in pieces)
    return Composed(text=text, claim=claim, pieces=pieces, doubts=doubts)


def _read(text: str, reference: str | None, asked_on: dt.date) -> Interpretation:
    return interpret(text, asked_on=asked_on, reference=reference)


def _latest(contributions: Sequence[Contribution]) -> dict[tuple[str, int], str]:
    found: dict[tuple[str, int], str] = {}
    for one in contributions:
        if not one.taken:
            continue
        key = (one.part, one.person_id)
        if key in found and (one.answers or not one.text):
            found[key] = f"{found[key]}\n\n{one.text}".strip()
        else:
            found[key] = one.text
    return found


def _claim(pieces: Sequence[Piece], parts: frozenset[str]) -> tuple[str, list[str]]:
    """Claim for the whole only what every part claims (rule 4: a part's closure is progress)."""
    claims = {piece.reading.claim for piece in pieces}
    doubts = [doubt for piece in pieces for doubt in piece.reading.doubts]
    heard = {piece.part for piece in pieces}
    missing = sorted(parts - heard) if "" not in heard else []
    if not pieces:
        return "progress", doubts
    if missing and claims & set(PROPOSAL_OF_CLAIM):
        doubts.append(f"closes part of the item only; nothing yet about part {', '.join(missing)}")
        return "progress", doubts
    if len(claims) == 1:
        return claims.pop(), doubts
    doubts.append("the owners do not claim the same: " + ", ".join(sorted(claims)))
    return "progress", doubts
