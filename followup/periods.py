"""Date phrases that name a month, season, quarter or year, and the day each one promises (rule 5)."""

import datetime as dt
import re
from functools import partial

from followup.days import (
    MONTH,
    DateStyle,
    Meaning,
    financial_year,
    full_year,
    last_day,
    month_number,
    on,
    quarter_end,
    without_year,
    year_end,
)
from followup.phrases import A_MONTH, SURE, THEN_YEAR, YEAR4, Form, before, form, part

EDGES = {"mid": 15, "middle": 15, "early": 10, "beginning": 10, "start": 10}
EDGE = r"(?:\b(?P<q>mid(?:dle)?|end|early|late|beginning|start)[\s\-]{1,2}(?:of\s{1,2})?(?:the\s)?)?"
SEASONS = {"spring": 5, "summer": 8, "autumn": 11, "winter": 2}
ORDINALS = {
    "1st": 1,
    "first": 1,
    "2nd": 2,
    "second": 2,
    "3rd": 3,
    "third": 3,
    "4th": 4,
    "fourth": 4,
    "final": 4,
}
PAIR = r"(?:20)?[0-9]{2}[/\-–](?:20)?[0-9]{2}\b"
FY = r"(?:FY|financial\syear|fiscal\syear)"
Q = r"(?:Q|Qtr\.?\s|Quarter\s)"
TWO_OR_FOUR = r"['’]?(?:20)?[0-9]{2}(?![/\-–]?[0-9])\b"

LEAD = re.compile(
    r"\b(?:by|in|of|until|till?|since|from|before|for|during|after|to|this|next|end|around|early|late|mid"
    r"|is|now|due|date)[\s\-:]{1,3}$|[:(/–=]\s?$",
    re.IGNORECASE,
)
AS_DAY = re.compile(r"[a-z.],?\s{1,3}[0-9]{2}$", re.IGNORECASE)
"""How an American date begins whose year is not written: "March 22"."""
NAMING = re.compile(r"\b(?:by|from|to|for|of)\s$", re.IGNORECASE)
ONWARD = re.compile(
    rf"\s?(?:/|-|–|to\b|or\b)\s?(?:(?:mid|end|early|late|beginning|start)[\s\-](?:of\s)?)?{MONTH}",
    re.IGNORECASE,
)
FIRST_NAMES = ("april", "may", "june", "august", "jan", "march")


def stands(match: re.Match[str]) -> bool:
    """Tell a month from a verb or a person's name where no full year stands beside it."""
    word, lead, rest = match["m"].strip("."), before(match), match.string[match.end() : match.end() + 24]
    if match["q"]:
        return True
    if word in ("may", "march", "mar", "dec", "jan"):
        return SURE.search(lead) is not None
    if ONWARD.match(rest):
        return True
    if word.lower() in FIRST_NAMES and re.match(r"\s[A-Z][a-z]", rest) and NAMING.search(lead):
        return False
    return LEAD.search(lead) is not None or match.start() == 0 or match["y"] is not None


def month_year(match: re.Match[str], base: dt.date, *, style: DateStyle) -> Meaning | None:
    """Read "March 2022" as its last day, "mid-" as the 15th, "early" and "beginning of" as the 10th.

    "March 22" is the month of a year, and in American order a day.
    """
    month, digits = month_number(match["m"]), (match["y"] or "").strip("'’")
    if len(digits) < 4 and not stands(match):  # noqa: PLR2004 - a full year settles it
        return None
    day = EDGES.get((match["q"] or "").lower())
    if not digits:
        return without_year(month, day, base)
    year = full_year(digits)
    if style.order == "us" and not match["q"] and AS_DAY.search(match[0]):
        found = without_year(month, int(digits), base)
        return found._replace(doubt=found.doubt or "the figure after the month is taken for the day")
    if len(digits) == 2 and not match["q"] and not -5 <= year - base.year <= 4:  # noqa: PLR2004
        return without_year(month, int(digits), base)  # "by March 31" names a day
    return on(year, month, day or last_day(year, month).day)


def season(match: re.Match[str], base: dt.date) -> Meaning | None:
    """Read "summer 2019" as its last day; a winter ends in the February that follows."""
    name, digits = part(match, "s"), part(match, "y").strip("'’")
    if not digits:
        return without_year(SEASONS[name], None, base)
    year = full_year(digits)
    if name == "winter":
        return Meaning(last_day(year + 1, 2), doubt="a winter spans two years")
    return Meaning(last_day(year, SEASONS[name]))


def quarter(match: re.Match[str], base: dt.date, *, style: DateStyle) -> Meaning | None:
    """Read "Q4 2022" and "4th quarter 2022" as its last day; "Q4 2021/22" is one of a financial year."""
    number = int(match["n"] or ORDINALS[match["o"].lower()])
    start = financial_year(part(match, "p") or part(match, "g"))
    if start is not None:
        return Meaning(quarter_end(style.opening, start, number))
    if part(match, "e"):
        return _of_fiscal(number, full_year(part(match, "e").strip("'’")), style)
    if part(match, "f"):
        month = quarter_end(style.opening, base.year, number).month
        return without_year(month, None, base)._replace(doubt="which financial year is meant?")
    if match["y"]:
        return _of_year(number, full_year(match["y"]), style)
    if match["n"] or SURE.search(before(match)):
        month = quarter_end(style.year_starts, base.year, number).month
        return without_year(month, None, base)._replace(doubt="no year is given for the quarter")
    return None


def _of_year(number: int, year: int, style: DateStyle) -> Meaning:
    """Give a quarter's last day; a year from April is named after its beginning, in America after its end."""
    if style.year_starts == 1:
        return Meaning(quarter_end(1, year, number))
    named_by_end = style.order == "us"
    day = quarter_end(style.year_starts, year - named_by_end, number)
    return Meaning(
        day, doubt=f"the year is taken as the one that {'ends' if named_by_end else 'begins'} in {year}"
    )


def _of_fiscal(number: int, year: int, style: DateStyle) -> Meaning:
    """Give the last day of a quarter of "FY22", the financial year that ends in 2022."""
    day = quarter_end(style.opening, year - (style.opening > 1), number)
    return Meaning(day, doubt=f"FY{year % 100:02} is taken as the financial year that ends in {year}")


def fiscal(match: re.Match[str], base: dt.date, *, style: DateStyle) -> Meaning | None:
    """Read a financial year: "from" or "start of" it is its first day, else its last, 31 March."""
    pair = match["p"] or match["r"]
    start = financial_year(pair) if pair else base.year - (base.month < style.opening)
    if start is None or not (match["q"] or match["n"] or (pair and (match["f"] or match["g"]))):
        return None
    start += (match["n"] or "").lower() in ("next", "new", "coming")
    opening = (match["q"] or "").lower().startswith(("from", "start", "beginning"))
    return Meaning(dt.date(start, style.opening, 1) if opening else year_end(style, start))


def fiscal_named(match: re.Match[str], _base: dt.date, *, style: DateStyle) -> Meaning:
    """Read the American "FY2022" and "FY 22" as the last day of the year that ends in 2022."""
    year = full_year(match["y"].strip("'’"))
    if style.year_starts == 1:
        return Meaning(last_day(year, 12), doubt="the fiscal year is taken to be the calendar year")
    return Meaning(year_end(style, year - 1))


def year_part(match: re.Match[str], _base: dt.date) -> Meaning | None:
    """Read "early 2022" (31 March), "mid 2022" (30 June), "end of 2022"; a year alone is its last day."""
    lead, year = match["q"].lower(), int(match["y"])
    if lead.startswith(("early", "start", "beginning")):
        return Meaning(last_day(year, 3))
    if lead.startswith(("mid", "first", "h1")):
        return Meaning(last_day(year, 6))
    return Meaning(last_day(year, 12), doubt="only a year is given" if lead in ("in", "during") else None)


def feast(match: re.Match[str], base: dt.date) -> Meaning | None:
    """Read "Christmas" as 25 December, "the new year" as its early part, "end of the year" as 31 December."""
    word = match[0].lower()
    if "mas" in word:
        return without_year(12, 25, base)
    if "new" in word:
        return Meaning(dt.date(base.year + 1, 3, 31), doubt="how far into the new year is meant?")
    return Meaning(dt.date(base.year, 12, 31), doubt="the calendar year is taken, not the financial one")


def periods(style: DateStyle) -> tuple[Form, ...]:
    """Give the forms that name a month, season, quarter or year, counted as the style counts them."""
    american = form(
        r"\b(?:FY|fiscal\syear)\s?(?P<y>['’]?[0-9]{2}|20[0-9]{2})\b(?![/\-–])",
        partial(fiscal_named, style=style),
        needs="fy|fiscal",
    )
    return (
        *([american] if style.order == "us" else []),
        form(rf"{EDGE}\b(?P<m>{MONTH}){THEN_YEAR}?", partial(month_year, style=style), needs=A_MONTH),
        form(
            r"(?:\b(?:early|late|mid|end\sof|the|this|next|in|by)[\s\-](?:the\s)?)?\b(?P<s>spring|summer"
            r"|autumn|winter)\s"
            r"(?:of\s|term\s)?(?P<y>(?:19|20)[0-9]{2}\b|['’][0-9]{2}\b)(?:/[0-9]{2}\b)?",
            season,
            needs="spring|summer|autumn|winter",
        ),
        form(
            r"\b(?:early|late|mid|end\sof|this|next|in|by)[\s\-](?:the\s|this\s|next\s|late\s"
            r"|early\s)?(?P<s>spring|summer|autumn|winter)\b",
            season,
            needs="spring|summer|autumn|winter",
        ),
        form(
            rf"\b(?:{FY}\s?)?(?:(?P<p>{PAIR})|(?P<y>20[0-9]{{2}})),?[\s\-]?{Q}(?P<n>[1-4])\b",
            partial(quarter, style=style),
            needs="q",
        ),
        form(
            rf"\b{FY}\s?(?P<e>{TWO_OR_FOUR}),?[\s\-]?{Q}(?P<n>[1-4])\b",
            partial(quarter, style=style),
            needs="q",
        ),
        form(
            rf"\b(?:end\sof\s)?(?:the\s)?(?:{Q}(?P<n>[1-4])|(?P<o>1st|2nd|3rd|4th|first|second|third|fourth"
            r"|final)\squarter)\b"
            rf"(?:,?\s{{1,2}}(?:of\s)?(?:the\s)?(?:{FY}\s?(?P<e>{TWO_OR_FOUR})"
            rf"|(?P<f>{FY})(?:\s?(?P<g>{PAIR})|\b)|(?P<p>{PAIR})|(?P<y>{YEAR4})))?",
            partial(quarter, style=style),
            needs="q",
        ),
        form(
            rf"\b(?:(?P<q>from|start\sof|beginning\sof|end\sof|by|before|close\sof)\s(?:the\s)?)?"
            rf"(?:(?P<n>next|new|coming|current|this)\s)?"
            rf"(?:(?P<f>{FY})(?:\s?(?P<p>{PAIR})|\b)"
            rf"|(?P<r>20[0-9]{{2}}[/\-–](?:20)?[0-9]{{2}}\b)(?P<g>\s{FY}\b)?)",
            partial(fiscal, style=style),
            needs=r"fy|financial|fiscal|20[0-9]{2}[/\-–]",
        ),
        form(
            r"\b(?P<q>early|mid(?:dle\sof)?|late|end(?:\sof)?|beginning(?:\sof)?|start(?:\sof)?"
            r"|first\shalf\sof|H1"
            rf"|second\shalf\sof|H2|in|during)[\s\-](?P<y>{YEAR4})(?![\-–/])",
            year_part,
            needs="(?:19|20)[0-9]{2}",
        ),
        form(
            r"\b(?:christmas|xmas)\b|\b(?:the\s)new\syear\b|\b(?:end\sof\s(?:the\s|this\s)?(?:calendar\s)?"
            r"|calendar\s)year\b",
            feast,
            needs="mas|year",
        ),
    )
