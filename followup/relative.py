"""Date phrases that hang on something: on another recommendation, or on the day they were written."""

import datetime as dt
import re
from functools import lru_cache

from followup.days import COUNT, Meaning, add_months, count_of, last_day
from followup.phrases import form

A_UNIT = "day|week|fortnight|month|year"
UNIT = rf"(?P<u>{A_UNIT})s?"
SPAN = rf"(?P<c>{COUNT}(?:\s?(?:-|–|to|or)\s?{COUNT})?)(?:\s?\([0-9]{{1,2}}\))?"
ITEM = (
    r"(?P<i>[A-Z]{2,12}-[0-9]{4}-[A-Z0-9]{1,4}(?:\.[0-9]{1,2}){0,2}"
    r"|[0-9]{1,2}\.[0-9]{1,2})(?![0-9%]|\.[0-9])"
)
NOUN = r"(?:the\s)?(?:rec(?:ommendation)?s?\s|items?\s|actions?\s|no\.?\s)?"
DONE = (
    r"(?:\s(?:above|below))?"
    r"(?:,?\s(?:has\sbeen|is|being|are)?\s?(?:completed?|implemented|delivered|closed|done|finished))?"
)
EVENT = r"(?:the\s)?(?:completion|delivery|implementation|closure|sign[\s\-]off)\s(?:of\s|for\s)?"
MONTHS_IN = {"month": 1, "year": 12}


def after_item(match: re.Match[str], _base: dt.date) -> Meaning | None:
    """Read "six months following the completion of 4.2": it moves with that item's own date."""
    unit = (match["u"] or "").lower()
    if not unit:
        return Meaning(None, match["i"], None)
    if unit in MONTHS_IN:
        return Meaning(None, match["i"], count_of(match["c"]) * MONTHS_IN[unit])
    return Meaning(None, match["i"], None, f"the {unit}s after {match['i']} are not counted")


def after_event(match: re.Match[str], _base: dt.date) -> Meaning | None:
    """Read "three months after go-live": no date follows from it, so a person has to look."""
    unit = match["u"].lower()
    months = count_of(match["c"]) * MONTHS_IN[unit] if unit in MONTHS_IN else None
    return Meaning(None, None, months, "it hangs on something that has no date here")


def ahead(match: re.Match[str], base: dt.date) -> Meaning | None:
    """Read "in six weeks", "within 6-8 months": counted from the day it was written, a span to its end."""
    unit, count = match["u"].lower(), count_of(match["c"])
    if unit in MONTHS_IN:
        return Meaning(add_months(base, count * MONTHS_IN[unit]))
    return by_library(
        f"in {count * (2 if unit == 'fortnight' else 1)} {'day' if unit == 'day' else 'week'}s", base
    )


def this_or_next(match: re.Match[str], base: dt.date) -> Meaning | None:
    """Read "end of next month" as a last day, "this week" as its Friday."""
    later = (match["n"] or "").lower() == "next"
    if match["u"].lower() == "month":
        day = add_months(base.replace(day=1), int(later))
        return Meaning(last_day(day.year, day.month))
    friday = base + dt.timedelta(days=(4 - base.weekday()) % 7 + 7 * later)
    return Meaning(friday)


@lru_cache(maxsize=512)  # the windows are few; a text that repeats them a thousand times asks once
def by_library(words: str, base: dt.date) -> Meaning | None:
    """Ask dateparser, in English and British order, about one short window that a form has picked out."""
    import dateparser

    found = dateparser.parse(
        words,
        languages=["en"],
        settings={
            "DATE_ORDER": "DMY",
            "RELATIVE_BASE": dt.datetime.combine(base, dt.time()),
            "PREFER_DATES_FROM": "future",
        },
    )
    return None if found is None else Meaning(found.date())


RELATIVE = (
    form(
        rf"\b(?:{SPAN}\s{UNIT}\s)?(?:(?:after|following|once)\s(?:{EVENT})?|(?:from|on|upon)\s{EVENT})"
        rf"{NOUN}{ITEM}{DONE}(?!\s(?:miles|%))",
        after_item,
        needs=r"[0-9]\.[0-9]|-[0-9]{4}-",
    ),
    form(
        rf"\b{SPAN}\s{UNIT}\s(?:after|following|from\sthe)\s(?:{EVENT})?(?:the\s)?[a-z\-]{{3,20}}\b",
        after_event,
        needs=A_UNIT,
    ),
    form(
        r"\b(?:(?:in|within)\s(?:about\s|around\s|the\snext\s)?|(?:over|during)\sthe\s(?:next|coming)\s)"
        rf"{SPAN}\s{UNIT}\b(?!\sof\b)(?:['’]s?\stime\b|\stime\b)?",
        ahead,
        needs=A_UNIT,
    ),
    form(rf"\b{SPAN}\s{UNIT}(?:['’]?\stime\b|\sfrom\s(?:now|today)\b)", ahead, needs=A_UNIT),
    form(
        r"\b(?:(?:by\s)?(?:the\s)?end\sof\s)(?:(?P<n>this|next|the)\s)(?P<u>week|month)\b",
        this_or_next,
        needs=A_UNIT,
    ),
    form(r"\b(?P<n>next|this)\s(?P<u>month|week)\b", this_or_next, needs=A_UNIT),
    form(
        r"\b(?:next\s|this\s|(?<=by\s)|(?<=on\s))(?:monday|tuesday|wednesday|thursday|friday|saturday"
        r"|sunday)\b"
        r"|\b(?:the\sday\safter\s)?tomorrow\b",
        lambda match, base: by_library(" ".join(match[0].lower().split()), base),
        needs="day|tomorrow",
    ),
)
