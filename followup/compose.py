"""One update made of the latest contribution of each part, and what it claims as a whole."""

import datetime as dt
from collections.abc import Mapping, Sequence

from pydantic import BaseModel, Field

from followup.interpret import Interpretation, interpret
from followup.states import PROPOSAL_OF_CLAIM
from store.models import Contribution
from store.queries import Said


class Piece(BaseModel):
    """What one owner says about one part, an answer to a returned question joined to what it answers."""

    part: str
    person_id: int
    text: str
    reading: Interpretation
    reading_day: dt.date
    """The day the words came: it settles dates without a year."""


class Composed(BaseModel):
    """The update as it stands: text, claim of the whole, and what a reviewer should look at."""

    text: str = ""
    claim: str = "progress"
    pieces: list[Piece] = Field(default_factory=list)
    doubts: list[str] = Field(default_factory=list)


def compose(
    contributions: Sequence[Said],
    *,
    parts: Mapping[int, frozenset[str]],
    reference: str | None,
) -> Composed:
    """Compose the update of one item.

    ``contributions`` in order of arrival; ``parts`` are the named parts each person was asked about. The
    newest contribution of a part by the same owner wins, other parts stand. Dates are read as of the day
    the words came.
    """
    pieces = [
        Piece(
            part=part,
            person_id=person,
            text=text,
            reading=interpret(text, asked_on=day, reference=reference),
            reading_day=day,
        )
        for (part, person), (text, day) in _latest(contributions).items()
    ]
    pieces.sort(key=lambda piece: (piece.part, piece.person_id))
    claim, doubts = _claim(pieces, parts)
    text = "\n\n".join(labelled(p.part, p.text) for p in pieces)
    return Composed(text=text, claim=claim, pieces=pieces, doubts=doubts)


def superseded(contributions: Sequence[Contribution], one: Contribution) -> bool:
    """Whether newer words of the same owner about the same part stand in the place of these."""
    return any(
        other.taken and other.text and not other.answers and other.received_at > one.received_at
        for other in contributions
        if (other.person_id, other.part) == (one.person_id, one.part)
    )


def labelled(part: str, text: str) -> str:
    """A part's words as they stand in the update."""
    return f"({part}) {text}" if part else text


def _latest(contributions: Sequence[Said]) -> dict[tuple[str, int], tuple[str, dt.date]]:
    found: dict[tuple[str, int], tuple[str, dt.date]] = {}
    for one in contributions:
        key = (one.part, one.person_id)
        if key in found and (one.answers or not one.text):
            before, day = found[key]
            found[key] = f"{before}\n\n{one.text}".strip(), day
        else:
            found[key] = one.text, one.received_at.date()
    return found


def _claim(pieces: Sequence[Piece], parts: Mapping[int, frozenset[str]]) -> tuple[str, list[str]]:
    """Claim for the whole only what every part claims (rule 4: a part's closure is progress)."""
    every = frozenset[str]().union(*parts.values())
    heard = frozenset[str]().union(*(_covered(piece, parts, every) for piece in pieces))
    claims = {piece.reading.claim for piece in pieces}
    doubts = [doubt for piece in pieces for doubt in piece.reading.doubts]
    missing = sorted(every - heard)
    if not pieces:
        return "progress", doubts
    if missing and claims & set(PROPOSAL_OF_CLAIM):
        doubts.append(f"closes part of the item only; nothing yet about part {', '.join(missing)}")
        return "progress", doubts
    if len(claims) == 1:
        return claims.pop(), doubts
    doubts.append("the owners do not claim the same: " + ", ".join(sorted(claims)))
    return "progress", doubts


def _covered(piece: Piece, parts: Mapping[int, frozenset[str]], every: frozenset[str]) -> frozenset[str]:
    """The parts a piece speaks for: its own, else all its owner was asked about, else the whole."""
    return frozenset({piece.part}) if piece.part else parts.get(piece.person_id) or every
