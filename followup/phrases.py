"""Date phrases that name a day, and the pieces every date pattern is made of (rule 5)."""

import datetime as dt
import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from followup.days import MONTH, DateStyle, Meaning, full_year, month_number, on, without_year
from followup.sieve import Sieved

Reader = Callable[[re.Match[str], dt.date], Meaning | None]


class Form(NamedTuple):
    """One shape of phrase and its reader, which answers None where the phrase is no date after all."""

    pattern: Sieved
    read: Reader


def form(pattern: str, read: Reader, *, needs: str) -> Form:
    """Make a form; repetitions in a pattern are bounded, so that hostile text costs no more than plain.

    ``needs``: what no such phrase can do without, in lower case.
    """
    return Form(Sieved(re.compile(pattern, re.IGNORECASE), needs), read)


A_MONTH = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"


ORDINAL = r"\s?(?:</?[a-z]{1,4}>|\^){0,2}\s?(?:st|nd|rd|the|th|s)\b(?:</[a-z]{1,4}>)?"  # also as OCR left it
YEAR4 = r"(?:19|20)[0-9]{2}\b(?!/[0-9])"
YEAR2 = r"['’]?[1-3][0-9]\b(?![:%/.,]?[0-9%])(?!\s?[ap]m\b)"
THEN_YEAR = rf"(?:[\s,'’\-]{{1,3}}(?:of\s)?(?P<y>{YEAR4}|{YEAR2}))"
WEEKDAY = (
    r"(?:\bw/?c\s{1,2}|\bweek\s(?:commencing|beginning|ending)\s)?"
    r"(?:\b(?P<w>mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b,?\s{1,2}(?:the\s)?)?"
)
SURE = re.compile(
    r"\b(?:by|in|of|until|till?|before|end|mid|early|late|from|on)[\s\-]{1,2}(?:the\s)?$", re.IGNORECASE
)


def before(match: re.Match[str], reach: int = 16) -> str:
    """Give the few characters before a phrase: what stands there decides whether "May" is a month."""
    return match.string[max(0, match.start() - reach) : match.start()]


def part(match: re.Match[str], name: str) -> str:
    """Give a named piece of a phrase in lower case, or "" where this form has none."""
    return (match.groupdict().get(name) or "").lower()


def weekday_doubt(word: str, day: dt.date | None) -> str | None:
    """Say so where the weekday written is not the day's."""
    if not word or day is None or f"{day:%A}".lower().startswith(word[:3]):
        return None
    return f"that day is a {day:%A}"


def day_month(match: re.Match[str], base: dt.date) -> Meaning | None:
    """Read "31st July 2018", "14 Jan 2019", "August 31st 2022", "the 17th September"."""
    day, month, year = int(match["d"]), month_number(match["m"]), part(match, "y").strip("'’")
    verb = match["m"] in ("may", "march") and not part(match, "o") and not SURE.search(before(match))
    if not 1 <= day <= 31 or (verb and len(year) < 4):  # noqa: PLR2004 - "only 5 may close"
        return None
    meaning = on(full_year(year), month, day) if year else without_year(month, day, base)
    doubt = weekday_doubt(part(match, "w"), meaning.date)
    return meaning._replace(doubt=meaning.doubt or doubt)


def numeric(match: re.Match[str], base: dt.date, *, month_first: bool = False) -> Meaning | None:
    """Read "30/11/19" and "23.12.2021"; a far-off year is some other number.

    The other order is never tried: in American order 25/03/2022 is no day of the calendar.
    """
    day, month, year = int(match["d"]), int(match["n"]), full_year(match["y"])
    if month_first:
        day, month = month, day
    far = len(match["y"]) < 4 and abs(year - base.year) > 20  # noqa: PLR2004 - decades off: no date at all
    if far or not 1 <= day <= 31 or not 1 <= month <= 31:  # noqa: PLR2004
        return None
    meaning = on(year, month, day)
    return meaning._replace(doubt=meaning.doubt or weekday_doubt(part(match, "w"), meaning.date))


def iso(match: re.Match[str], _base: dt.date) -> Meaning | None:
    """Read "2019-07-24"."""
    return on(int(match["y"]), int(match["n"]), int(match["d"]))


def short_numeric(match: re.Match[str], base: dt.date, *, month_first: bool = False) -> Meaning | None:
    """Read "by 31/7", where a word before it shows that it is a date."""
    day, month = int(match["d"]), int(match["n"])
    if month_first:
        day, month = month, day
    possible = 1 <= day <= 31 and 1 <= month <= 12 and (day, month) != (24, 7)  # noqa: PLR2004
    return without_year(month, day, base) if possible else None


def days(style: DateStyle) -> tuple[Form, ...]:
    """Give the forms that name a day, with figures in the order of the style."""
    month_first = style.order == "us"
    return (
        form(
            r"(?<![\w\-/.])(?P<y>(?:19|20)[0-9]{2})-(?P<n>[0-9]{2})-(?P<d>[0-9]{2})(?![\w\-])",
            iso,
            needs=r"[0-9]-[0-9]{2}-[0-9]",
        ),
        form(
            rf"{WEEKDAY}(?<![0-9./\-])(?P<d>[0-9]{{1,2}})(?P<sep>[/\-])(?P<n>[0-9]{{1,2}})(?P=sep)"
            r"(?P<y>(?:19|20)?[0-9]{2})(?![0-9/\-]|\.[0-9])",
            partial(numeric, month_first=month_first),
            needs=r"[0-9][/\-][0-9]",
        ),
        form(  # a dotted one needs a two-figure month or a full year: 1.2.19 is a paragraph or a version
            rf"{WEEKDAY}(?<![\w./\-])(?P<d>[0-9]{{1,2}})\.(?P<n>[01][0-9]|[0-9](?=\.20))\."
            r"(?P<y>(?:19|20)?[0-9]{2})(?![0-9/\-]|\.[0-9])",
            partial(numeric, month_first=month_first),
            needs=r"[0-9]\.[0-9]",
        ),
        form(
            r"(?:(?<=by )|(?<=until )|(?<=before ))(?P<d>[0-9]{1,2})/(?P<n>[0-9]{1,2})(?![\w/.\-])",
            partial(short_numeric, month_first=month_first),
            needs="[0-9]/[0-9]",
        ),
        form(
            rf"{WEEKDAY}(?<![\w.,/£$])(?P<d>[0-9]{{1,2}})(?P<o>{ORDINAL})?[\s\-]{{0,3}}"
            rf"(?:(?:day\s)?of\s{{1,2}})?(?P<m>{MONTH}){THEN_YEAR}?",
            day_month,
            needs=A_MONTH,
        ),
        form(
            rf"\b(?P<m>{MONTH})\s{{1,2}}(?P<d>[0-9]{{1,2}})(?:{ORDINAL})?(?:,\s?|\s)(?P<y>{YEAR4})",
            day_month,
            needs=A_MONTH,
        ),
        form(rf"\b(?P<m>{MONTH})\s{{1,2}}(?P<d>[0-9]{{1,2}})(?P<o>{ORDINAL})", day_month, needs=A_MONTH),
    )
