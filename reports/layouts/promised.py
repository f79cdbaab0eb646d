"""Target dates of one record, from first to last: columns in their order, struck words before the others."""

import datetime as dt
from typing import NamedTuple

from followup import dates
from followup.days import DateStyle
from reports.alike import folded
from reports.date_words import beside_dates, readings_of, stands_for_date
from reports.layouts.pieces import Piece, Record
from reports.layouts.synonyms import Field
from reports.paper import TargetDate
from reports.wording import in_force

COLUMNS: tuple[Field, ...] = ("original_date", "target_date", "revised_date")
BASES = (dt.date(2000, 1, 1), dt.date(2011, 6, 15))
"""A date that is another day from each hangs on a year that is not printed."""
LONGEST_UNDATED = 40
"""Words that give no day; longer ones are not a date but text that slipped in."""
NOTHING = frozenset(
    ("", "n a", "na", "none", "nil", "no", "not revised", "not applicable", "no change", "as original")
)
"""What stands in the column of revised dates where there is no revision."""


class Promised(NamedTuple):
    """Target dates in order, and what a person should check."""

    dates: list[TargetDate]
    doubts: list[str]


def promised(record: Record, *, base: dt.date | None, style: DateStyle) -> Promised:
    """Read every date column: the original, the one in force, the revised ones.

    Without a ``base`` a date whose year is not printed is none: nothing tells it.
    """
    out = Promised([], [])
    for name in COLUMNS:
        for piece in record.of(name):
            if name != "revised_date" or folded(piece.text) not in NOTHING:
                _read(piece, out, base, style)
    if not out.dates:
        out.doubts.append("No target date could be read")
    elif in_force(out.dates) is None:
        out.doubts.append(f"No target date can be computed from “{out.dates[-1].words}”")
    return out


def _read(piece: Piece, out: Promised, base: dt.date | None, style: DateStyle) -> None:
    words = " ".join(piece.text.split())
    old: list[TargetDate] = []
    now: list[TargetDate] = []
    for part, one in _readings(words, base, style):
        promise = TargetDate(words=one.words, date=one.date, part=part, source=piece.source())
        if one.date is None and len(one.words) > LONGEST_UNDATED:
            out.doubts.append(f"The target date cell holds other words: “{one.words[:200]}”")
            continue
        if not stands_for_date(promise):
            if any(map(str.isalnum, one.words)):
                out.doubts.append(f"No date can be made of “{one.words}”")
            continue
        if one.doubt:
            out.doubts.append(f"“{one.words}”: {one.doubt}")
        (old if one.words in piece.struck else now).append(promise)
    for promise in (*old, *now):
        last = next((one for one in reversed(out.dates) if one.part == promise.part), None)
        if last is None or last.date is None or last.date != promise.date:
            _in_order(promise, last, out)
            out.dates.append(promise)
    whole = len(old) + len(now) == 1 and words in (promise.words for promise in (*old, *now))
    beside = "" if whole else beside_dates(words, base=base or BASES[0], style=style)
    if beside:
        out.doubts.append(f"The target date cell also says: “{beside[:200]}”")


def _readings(
    words: str, base: dt.date | None, style: DateStyle
) -> list[tuple[str | None, dates.DateReading]]:
    if base:
        return readings_of(words, base=base, style=style)
    one, other = (readings_of(words, base=base, style=style) for base in BASES)
    hanging = {"date": None, "doubt": "no year is printed, and nothing tells it"}
    return [
        (part, reading if reading.date == later.date else reading.model_copy(update=hanging))
        for (part, reading), (_, later) in zip(one, other, strict=True)
    ]


def _in_order(promise: TargetDate, last: TargetDate | None, out: Promised) -> None:
    """Say so where a revision is earlier than what it revises."""
    if last and last.date and promise.date and promise.date < last.date:
        out.doubts.append(f"The target date “{promise.words}” is earlier than “{last.words}” before it")
