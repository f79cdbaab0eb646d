"""Calendar arithmetic and the small words of dates: months, quarters, financial years, counts."""

import calendar
import datetime as dt
import re
from typing import Literal, NamedTuple

MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept(?:ember)?|sep|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b(?:\.(?=\s?['’]?[0-9]))?"
)
_TO_TWELVE = (
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
COUNTS = {word: count for count, word in enumerate(_TO_TWELVE, start=1)} | {"a": 1, "an": 1, "eighteen": 18}
COUNT = r"(?:[0-9]{1,2}|" + "|".join(sorted(COUNTS, key=len, reverse=True)) + ")"
FAR = 270  # days ahead beyond which a date without a year is more likely to have been last year's


class DateStyle(NamedTuple):
    """How an organisation writes dates; an ISO date is read in every style."""

    order: Literal["uk", "us"] = "uk"
    """Whether 03/04/2022 is 3 April (uk) or 4 March (us)."""
    year_starts: int = 1
    """The month in which quarter 1 begins; a financial year named as one starts in April where this is 1."""

    @property
    def opening(self) -> int:
        """Give the first month of what is called a financial year."""
        return self.year_starts if self.year_starts > 1 or self.order == "us" else APRIL


UK = DateStyle()
APRIL = 4


class Meaning(NamedTuple):
    """What one phrase says: a day, or what it hangs on, and why a person should look."""

    date: dt.date | None
    after: str | None = None
    months: int | None = None
    doubt: str | None = None


def month_number(word: str) -> int:
    """Give 1 to 12 for a month's English name or abbreviation, in any case."""
    start = word[:3].lower()
    return next(number for number, name in enumerate(MONTHS, start=1) if name.startswith(start))


def last_day(year: int, month: int) -> dt.date:
    """Give the last day of a month: what "March 2022" promises (rule 5)."""
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def add_months(day: dt.date, months: int) -> dt.date:
    """Move a day by whole months; the last day of a month stays the last day of a month."""
    years, month = divmod(day.month - 1 + months, 12)
    end = last_day(day.year + years, month + 1)
    ends = day == last_day(day.year, day.month)
    return end if ends else end.replace(day=min(day.day, end.day))


def count_of(words: str) -> int:
    """Give the number a count says ("six", "6", "a"); of a span ("6-8", "6 to 8") the later end."""
    last = re.split(r"[^a-z0-9]+", words.strip().lower())[-1]
    return int(last) if last.isdigit() else COUNTS[last]


def full_year(digits: str) -> int:
    """Give the year of two or four digits: 00 to 69 are this century's."""
    year = int(digits)
    if len(digits) > 2:  # noqa: PLR2004 - two digits or four
        return year
    return year + (2000 if year < 70 else 1900)  # noqa: PLR2004 - the usual pivot


def financial_year(words: str) -> int | None:
    """Give the year in which "2021/22", "2021-2022" or "21/22" starts (April to March), or None."""
    match = re.fullmatch(r"((?:20)?[0-9]{2})[/\-–]((?:20)?[0-9]{2})", words)
    if match is None:
        return None
    first, second = full_year(match[1]), full_year(match[2])
    return first if second == first + 1 else None


def year_end(style: DateStyle, starts: int) -> dt.date:
    """Give the last day of the financial year that begins in the year ``starts``."""
    month = style.opening
    return last_day(starts, 12) if month == 1 else last_day(starts + 1, month - 1)


def quarter_end(first_month: int, starts: int, number: int) -> dt.date:
    """Give the last day of the nth quarter of a year that begins in a month of the year ``starts``."""
    years, month = divmod(first_month - 2 + 3 * number, 12)
    return last_day(starts + years, month + 1)


def without_year(month: int, day: int | None, base: dt.date) -> Meaning:
    """Settle a date without a year: the first such day on or after ``base`` (no day: the month's last)."""
    for year in range(base.year, base.year + 9):
        end = last_day(year, month)
        if day is not None and day > end.day:
            continue
        found = end.replace(day=day or end.day)
        if found >= base:
            far = (found - base).days > FAR
            return Meaning(found, doubt=f"no year is given; {found.year} is taken" if far else None)
    return Meaning(None, doubt="there is no such day in the calendar")


def on(year: int, month: int, day: int) -> Meaning:
    """Give a full date, or a doubt where the calendar has no such day."""
    try:
        return Meaning(dt.date(year, month, day))
    except ValueError:
        return Meaning(None, doubt="there is no such day in the calendar")
