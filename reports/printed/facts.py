"""The labelled facts of a printed item: dates with their history, people, links (reports/draw/items.py)."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from reports.draw.grammar import NUMBERS, times
from reports.draw.items import IN_FORCE, LINKS, NO_DATE, THAT_IS, THEN, sole_day, told
from reports.paper import Link, Owner, TargetDate
from reports.printed.pieces import Piece

DAY = r"\d{1,2} [A-Z][a-z]{2,8} \d{4}"
MANY = r"[a-z]{2,5}|[\d,]{1,9}"
FORCE = re.compile(rf"(?P<day>{DAY})(?:, (?P<many>{MANY}) days? (?P<way>later|earlier) than first promised)?")
THE_DAY = re.compile(rf"(?P<words>.+){re.escape(THAT_IS)}(?P<day>{DAY})")
NUMBERED_PART = re.compile(r"Part (\d.*)")
LONGEST_PART = 60


class Dates(NamedTuple):
    """What the target date lines of an item show."""

    promised: list[TargetDate]
    in_force: dt.date | None = None
    slippage: int | None = None


def dates_of(pieces: Sequence[Piece]) -> Dates:
    """Read the line of the whole and of each part, and the date in force."""
    lines = [piece.text for piece in pieces]
    if lines == [NO_DATE]:
        return Dates([])
    promised = [date for piece in pieces if not piece.text.startswith(IN_FORCE) for date in _history(piece)]
    found = next(
        (FORCE.fullmatch(line[len(IN_FORCE) :]) for line in lines if line.startswith(IN_FORCE)), None
    )
    if not found:
        return Dates(promised, sole_day(lines))
    return Dates(promised, told(found["day"]), _days(found))


def owners_of(pieces: Sequence[Piece]) -> list[Owner]:
    """Read people, posts and suppliers, each with the part they answer for."""
    owners = []
    for piece in pieces:
        part, words = part_of(piece.text)
        name, _, role = words.partition(" – ")
        owners.append(Owner(name=name, role=role or None, part=part, source=piece.source))
    return owners


def links_of(pieces: Sequence[Piece]) -> list[Link]:
    """Read what an item hangs on; a line that is no link of ours gives none."""
    return [
        Link.model_validate({"kind": kind, "to": piece.text.removeprefix(words).strip()})
        for piece in pieces
        for kind, words in LINKS.items()
        if piece.text.startswith(f"{words} ")
    ]


def part_of(line: str) -> tuple[str | None, str]:
    """Tell "Part 2: March" and "Force: March" apart into part and words."""
    name, colon, words = line.partition(": ")
    if not colon or len(name) > LONGEST_PART:
        return None, line
    numbered = NUMBERED_PART.fullmatch(name)
    return numbered[1] if numbered else name, words


def _history(piece: Piece) -> list[TargetDate]:
    part, words = part_of(piece.text)
    given = words.split(THEN)
    if len(given) > 1:
        given[-1] = given[-1].removesuffix(f" (revised {times(len(given) - 1)})")
    return [_date(each, part, piece) for each in given]


def _date(words: str, part: str | None, piece: Piece) -> TargetDate:
    added = THE_DAY.fullmatch(words)
    day = told(added["day"]) if added else told(words)
    return TargetDate(words=added["words"] if added else words, date=day, part=part, source=piece.source)


def _days(found: re.Match[str]) -> int | None:
    """Read "184 days later" as 184 and "one day earlier" as -1."""
    many = (found["many"] or "").replace(",", "")
    if not many.isdecimal() and many not in NUMBERS:
        return None
    days = int(many) if many.isdecimal() else NUMBERS.index(many)
    return days if found["way"] == "later" else -days
