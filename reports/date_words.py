"""Promised dates as papers print them: a run of first date and revisions, or a date for each part."""

import datetime as dt
import re

from followup import dates
from followup.days import UK, DateStyle
from reports.paper import TargetDate
from reports.parts import parts_of

LONGEST = 4_000
FEWEST_LETTERS = 2
"""Fewer are no word that could stand for a date ("N/A" has two)."""
CUES = re.compile(
    r"\b(?:(?:further\s+)?revised|extended|amended|new|original)?\s*(?:target|implementation|completion)?\s*dates?\b"
    r"|\b(?:further\s+)?(?:revised|extended|amended)(?:\s+to)?\b|\bby\b",
    re.IGNORECASE,
)


def month_of(words: str, *, style: DateStyle = UK) -> str | None:
    """Give the month a label or banner shows, as YYYY-MM; None where it shows none."""
    return dates.month(words, style=style)


def target_dates_of(words: str, *, base: dt.date, style: DateStyle = UK) -> list[TargetDate]:
    """Give every promised date in printed order, in the words used; parts "(1)" apart (rule 5).

    Words that give no day ("Ongoing", "N/A", "See below") are one entry without a date.
    """
    return [
        TargetDate(words=one.words, date=one.date, part=part)
        for part, one in readings_of(words, base=base, style=style)
    ]


def readings_of(
    words: str, *, base: dt.date, style: DateStyle = UK
) -> list[tuple[str | None, dates.DateReading]]:
    """Give every promised date with its part, and with the reader's doubt where it has one."""
    return [
        (part, one)
        for part, piece in parts_of(words[:LONGEST])
        for one in dates.find(piece, base=base, style=style) or _undated(piece)
    ]


def stands_for_date(promised: TargetDate) -> bool:
    """Whether a target date is more than the rubble of one: a date, or a word such as "Ongoing"."""
    return promised.date is not None or sum(map(str.isalpha, promised.words)) >= FEWEST_LETTERS


def beside_dates(words: str, *, base: dt.date, style: DateStyle = UK) -> str:
    """Give what a target date line says besides its dates and the usual "revised target date"."""
    left: list[str] = []
    for _, piece in parts_of(words[:LONGEST]):
        found = dates.find(piece, base=base, style=style)
        end = 0
        for one in found:
            left.append(piece[end : one.start])
            end = one.end
        left.append(piece[end:] if found else "")
    said = [words for words in left if re.search(r"[A-Za-z]{3}", CUES.sub(" ", words))]
    return " ".join(" ".join(said).split()).strip(" .,;:–-")


def _undated(piece: str) -> list[dates.DateReading]:
    bare = " ".join(piece.split()).strip(" ,;–-")
    return [dates.DateReading(words=bare, date=None)] if re.search(r"\w", bare) else []
