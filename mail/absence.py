"""An answering machine's text: until when its owner is away, and who may be turned to; pure.

A date counts only where it stands right behind a cue such as *until* or *back on*; dateparser is shown that
one date and nothing else. Where two cues name different days, none is surely meant.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator

from pydantic import BaseModel, Field

from mail.absence_words import CUES, DAYS, FILLER, QUOTED, STAND_IN, Cue

LOOKED_AT = 10_000
LONGEST = dt.timedelta(days=400)
WINDOW = 60
"""Letters behind a cue in which its date begins and ends."""
STAND_IN_WINDOW = 240
MOST = 20

_DATE = re.compile(
    r"(?P<iso>\d{4}-\d{2}-\d{2})(?!\d)"
    r"|(?P<n1>\d{1,2})(?P<sep>[./-])(?P<n2>\d{1,2})(?:(?P=sep)(?P<ny>\d{4}|\d{2})?)?(?![\d:]| ?(?:[ap]\.?m"
    r"|uhr|h)\b)"
    r"|(?P<d1>\d{1,2})(?:st|nd|rd|th|er|e|º|ª|°|\.|ain|af|fed|eg)?[ ]?(?:of |de "
    r"|o )?[ -]?(?P<m1>[^\W\d_]{3,12})\.?"
    r"(?:,?[ -]?(?:de |del )?(?P<y1>20\d{2}))?(?!:| ?\d)"
    r"|(?P<m2>[A-Za-z]{3,9})\.? (?P<d2>\d{1,2})(?:st|nd|rd|th)?(?:,? (?P<y2>20\d{2}))?(?![\d:])",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_NAME = re.compile(r"[^\W\d_a-z][\w'’-]{1,30}(?: [^\W\d_a-z][\w'’-]{1,30}){1,3}")


class Away(BaseModel):
    """What a text says; all empty when it says nothing surely."""

    until: dt.date | None = None
    """The day named: of return, or of the end of the absence where no day of return is named."""
    addresses: list[str] = Field(default_factory=list)
    """Addresses named as those to turn to, lower-case, nearest first."""
    names: list[str] = Field(default_factory=list)
    """Runs of capitalised words named so: names, or not; the directory decides."""
    words: str = ""
    """The text without what it quotes, on one line, shortened."""


def read(text: str, *, subject: str = "", on: dt.date, ours: Iterable[str] = ()) -> Away:
    """Read an automatic reply that came on a day; ``ours`` are lines of the mail it answers, left out."""
    own = _own(text, frozenset(ours))
    near = " ".join(f"{subject}\n{own}".split())
    return Away(
        until=_until(near, on),
        addresses=list(dict.fromkeys(_stand_ins(near, _ADDRESS)))[:MOST],
        names=list(dict.fromkeys(_stand_ins(near, _NAME)))[:MOST],
        words=" ".join(own.split())[:600],
    )


def _own(text: str, ours: frozenset[str]) -> str:
    """Leave out quoted lines, lines of ours, and all below the line from which a message is repeated."""
    kept = []
    for line in text[:LOOKED_AT].split("\n"):
        bare = line.strip()
        if QUOTED.match(bare):
            break
        if not bare.startswith(">") and bare not in ours:
            kept.append(bare)
    return "\n".join(kept)


def _until(text: str, on: dt.date) -> dt.date | None:
    """Give the one day that the cues name: those of return first, then those of the end."""
    hits = [
        (cue, day)
        for cue in CUES
        for found in cue.pattern.finditer(text)
        if (day := _day(cue, text, found, on))
    ]
    for returns in (True, False):
        days = {day for cue, day in hits if cue.returns is returns}
        if days:
            return days.pop() if len(days) == 1 else None
    return None


def _day(cue: Cue, text: str, found: "re.Match[str]", on: dt.date) -> dt.date | None:
    """Read the date right behind a cue; the day after it where the cue says that the day is included."""
    window = text[found.end() : found.end() + WINDOW]
    filler = FILLER[cue.language].match(window)
    rest = window[filler.end() :] if filler else window
    date = _DATE.match(rest)
    day = _computed(date, cue.language, on) if date else _weekday(window, cue.language, on)
    if day is None:
        return None
    if cue.included:
        day += dt.timedelta(days=1)
    return day if on <= day <= on + LONGEST else None


def _weekday(window: str, language: str, on: dt.date) -> dt.date | None:
    """Give the next such day of the week, where nothing but its name stands there."""
    for number, pattern in enumerate(DAYS[language]):
        if pattern.match(window):
            return on + dt.timedelta(days=(number - on.weekday() - 1) % 7 + 1)
    return None


def _computed(date: "re.Match[str]", language: str, on: dt.date) -> dt.date | None:
    """Give the day of a date: of figures by ourselves, day first; of words by dateparser in one language."""
    if date["iso"]:
        return _made(*map(int, date["iso"].split("-")))
    if date["n1"]:
        year = int(f"20{date['ny']}"[-4:]) if date["ny"] else None
        if year is None and (date["sep"] == "-" or (date["sep"] == "." and language == "en")):
            return None  # 9-10 and 5.30 are hours
        return _next(int(date["n1"]), int(date["n2"]), year, on)
    number = _month(date["m1"] or date["m2"], language)
    written = date["y1"] or date["y2"]
    return (
        _next(int(date["d1"] or date["d2"]), number, int(written) if written else None, on)
        if number
        else None
    )


def _month(word: str, language: str) -> int | None:
    """Ask dateparser which month a word is in a language."""
    import dateparser

    found = dateparser.parse(
        f"1 {word} 2024",
        languages=[language],
        settings={"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month"], "PARSERS": ["absolute-time"]},
    )
    return found.month if found and (found.day, found.year) == (1, 2024) else None


def _next(day: int, month: int, year: int | None, on: dt.date) -> dt.date | None:
    """Give the date; without a year the next one to come."""
    if year is not None:
        return _made(year, month, day)
    this = _made(on.year, month, day)
    return this if this is not None and this >= on else _made(on.year + 1, month, day)


def _made(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _stand_ins(text: str, shape: "re.Pattern[str]") -> Iterator[str]:
    for number, cue in enumerate(STAND_IN.finditer(text)):
        if number >= MOST:
            return
        for found in shape.finditer(text[cue.end() : cue.end() + STAND_IN_WINDOW]):
            yield found[0].rstrip(".-'").lower() if "@" in found[0] else found[0]
