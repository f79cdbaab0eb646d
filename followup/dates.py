"""Dates as people write them: the words are kept beside the day they promise (rule 5)."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from followup.days import MONTH, MONTHS, UK, DateStyle, Meaning, add_months, full_year, month_number
from followup.periods import periods
from followup.phrases import Form, days
from followup.relative import RELATIVE

LONGEST = 100_000  # characters looked at; a longer text is not a reply but an attack or a mistake
EARLIEST, LATEST = dt.date(1900, 1, 1), dt.date(9000, 1, 1)  # bases the calendar has room around
JOIN = re.compile(r"\s?(?:/|-|–|to|or)\s?")
LABEL = re.compile(rf"\b(?P<m>{MONTH})[\s,'’\-]{{1,3}}(?P<y>(?:19|20)?[0-9]{{2}})\b", re.IGNORECASE)
NUMBERS = {
    "uk": re.compile(r"(?<![0-9./])[0-3]?[0-9][/.](?P<m>[01]?[0-9])[/.](?P<y>(?:20)?[0-9]{2})(?![0-9])"),
    "us": re.compile(r"(?<![0-9./])(?P<m>[01]?[0-9])[/.][0-3]?[0-9][/.](?P<y>(?:20)?[0-9]{2})(?![0-9])"),
}
AMERICAN = re.compile(
    rf"\b(?P<m>{MONTH})\s{{1,2}}[0-9]{{1,2}}(?:st|nd|rd|th)?,?\s{{1,2}}(?P<y>20[0-9]{{2}})\b", re.IGNORECASE
)
ISO = re.compile(r"(?<![\w\-/.])(?P<y>(?:19|20)[0-9]{2})-(?P<m>[01][0-9])(?:-[0-3][0-9])?(?![\w\-])")
NO_DAY = "no date can be worked out from these words"


class DateReading(BaseModel):
    """One phrase and what it says; ``date`` is None where no day can be worked out."""

    model_config = ConfigDict(frozen=True)

    words: str
    date: dt.date | None
    after: str | None = None
    """Reference or item id it hangs on, such as ``4.2``."""
    months: int | None = None
    """Months after that item."""
    doubt: str | None = None
    """Why a person should look."""


class Found(DateReading):
    """A reading with its place in the text: ``text[start:end] == words``."""

    start: int
    end: int


class _Hit(NamedTuple):
    start: int
    end: int
    meaning: Meaning


@cache
def forms(style: DateStyle) -> tuple[Form, ...]:
    """Give every shape of date phrase, as one style reads it."""
    return (*RELATIVE, *days(style), *periods(style))


def find(text: str, *, base: dt.date, style: DateStyle = UK) -> list[Found]:
    """Find every date phrase in running prose, in order, with character spans; linear in the text.

    ``base`` settles dates without a year: the first such day on or after it. A span of two dates
    ("April/May 2022") is one phrase, read as its later end.
    """
    text, base = text[:LONGEST], min(max(base, EARLIEST), LATEST)
    hits = _joined(text, _longest(_hits(text, base, style)))
    return [
        Found(words=text[hit.start : hit.end], start=hit.start, end=hit.end, **hit.meaning._asdict())
        for hit in hits
    ]


def read(words: str, *, base: dt.date, style: DateStyle = UK) -> DateReading:
    """Normalise one phrase that is known to stand for a date; the last one wins where it holds several."""
    found = find(words, base=base, style=style)
    if not found:
        return DateReading(words=words, date=None, doubt=NO_DAY)
    last = found[-1]
    doubt = last.doubt or ("several dates stand here; the last is taken" if len(found) > 1 else None)
    return DateReading(words=words, date=last.date, after=last.after, months=last.months, doubt=doubt)


def _hits(text: str, base: dt.date, style: DateStyle) -> Iterable[_Hit]:
    folded = text.casefold()
    for sieved, reader in forms(style):
        for match in sieved.pattern.finditer(text) if sieved.may_match(folded) else ():
            meaning = reader(match, base)
            if meaning is not None:
                yield _Hit(match.start(), match.end(), meaning)


def _longest(hits: Iterable[_Hit]) -> list[_Hit]:
    """Keep the hit that starts first, and of two the longer; whatever overlaps it goes."""
    kept: list[_Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept


def _joined(text: str, hits: list[_Hit]) -> list[_Hit]:
    """Make one phrase of two that are joined ("Oct 21 – Feb 22"): a span means its later end."""
    joined: list[_Hit] = []
    for hit in hits:
        last = joined[-1] if joined else None
        if last and hit.start - last.end <= 4 and JOIN.fullmatch(text, last.end, hit.start):  # noqa: PLR2004
            joined[-1] = _Hit(last.start, hit.end, hit.meaning)
        else:
            joined.append(hit)
    return joined


def month(words: str, *, style: DateStyle = UK) -> str | None:
    """Give YYYY-MM of a label ("Update July 19", "15 May 2019", "15/11/21"); the last of several."""
    words = words[:LONGEST]
    american = [*AMERICAN.finditer(words)]
    days = {match.start() for match in american}
    labels = [match for match in LABEL.finditer(words) if match.start() not in days]
    found = sorted([*american, *labels], key=lambda match: match.start())
    if found:
        return f"{full_year(found[-1]['y']):04}-{month_number(found[-1]['m']):02}"
    plain = [*NUMBERS[style.order].finditer(words), *ISO.finditer(words)]
    figures = [match for match in plain if 1 <= int(match["m"]) <= len(MONTHS)]
    return f"{full_year(figures[-1]['y']):04}-{int(figures[-1]['m']):02}" if figures else None


def resolve(reading: DateReading, anchors: Mapping[str, dt.date | None]) -> dt.date | None:
    """Give the day promised; a relative one is its anchor's date in force plus the months (rule 5)."""
    if reading.date is not None or reading.after is None:
        return reading.date
    anchor = anchors.get(reading.after)
    return None if anchor is None else add_months(anchor, reading.months or 0)


def spoken(day: dt.date) -> str:
    """Write a day for people: 31 March 2022."""
    return f"{day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def slippage(dates: Sequence[dt.date]) -> tuple[int, int]:
    """Count the revisions in a history of target dates, and the days from the first to the last."""
    if not dates:
        return 0, 0
    changes = sum(1 for earlier, later in pairwise(dates) if earlier != later)
    return changes, (dates[-1] - dates[0]).days


def objections(new: dt.date, in_force: dt.date | None, reason: str | None) -> list[str]:
    """Say why a new target date cannot stand as it is: a later one needs a reason (rule 5)."""
    if in_force is None or new <= in_force or (reason or "").strip():
        return []
    return [f"{spoken(new)} is later than {spoken(in_force)}: please say why the date moves"]
