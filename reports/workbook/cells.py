"""Single cells, both ways: clean words, months and days, texts too long for one cell, CSV's formula guard."""

import datetime as dt
import re
import unicodedata

from followup import dates
from reports.draw.presentable import presentable

LIMIT = 32_000
"""Characters put into one cell; the formats hold 32,767, counted in UTF-16 units."""
WINDOW = 2_000
"""How far back from the limit a place to cut is looked for."""
LONG_BLANK = re.compile(r"[^\S\n]{200,}|\n{200,}")
BREAKS = str.maketrans(dict.fromkeys("\u2028\u2029", "\n"))
WORD = re.compile(r"[A-Za-z0-9]")
RISKY = re.compile(r"'*(?:\s*[=+\-@＝＋－＠]|[\t\r])")
ISO_DAY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[T ][0-9:.]*)?$")
ISO_MONTH = re.compile(r"([0-9]{4}-(?:0[1-9]|1[0-2]))(?:-[0-9]{2})?(?:[T ][0-9:.]*)?$")
EARLIEST = dt.date(1900, 3, 1)
"""Programs disagree about the numbers of the days before it."""


def tidy(text: str | None) -> str:
    """Give the words as a cell shows them: what no format can print is gone, and so are outer blanks."""
    if not text:
        return ""
    if text.replace("\n", "").isprintable() and unicodedata.is_normalized("NFC", text):
        return LONG_BLANK.sub(lambda blank: blank[0][:200], text).strip()  # as nearly all words are
    clean = unicodedata.normalize("NFC", presentable(text.translate(BREAKS)))
    return LONG_BLANK.sub(lambda blank: blank[0][:200], clean).strip()


def pieces(text: str) -> list[str]:
    """Cut a text into cells that hold it; the pieces joined are the text again.

    Both sides of a cut are letters where possible and never blanks, which programs strip from a cell:
    only where no two other characters stand side by side for 2,000 is a blank at the cut lost.
    """
    found: list[str] = []
    while len(text) > LIMIT // 2 and _units(text) > LIMIT:
        at = _cut(text, LIMIT if max(text[:LIMIT]) <= "\uffff" else LIMIT // 2)
        found.append(text[:at])
        text = text[at:]
    return [*found, text]


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def _cut(text: str, limit: int) -> int:
    places = range(limit, limit - WINDOW, -1)
    in_word = (at for at in places if WORD.match(text, at) and WORD.match(text, at - 1))
    solid = (at for at in places if not text[at].isspace() and not text[at - 1].isspace() and text[at] != "'")
    return next(in_word, None) or next(solid, limit)


def month_cell(month: str | None) -> dt.date | str:
    """Give a month (YYYY-MM) as its first day; what is none stays as it is."""
    match = ISO_MONTH.match(month or "")
    return dt.date.fromisoformat(f"{match[1]}-01") if match and match[1] >= "1900-03" else tidy(month)


def month_of(cell: str) -> str | None:
    """Give the month (YYYY-MM) that a cell shows: ISO, or in words; None where it shows none."""
    match = ISO_MONTH.match(cell)
    return match[1] if match else dates.month(cell)


def day_of(cell: str) -> dt.date | None:
    """Give the day that a cell shows: ISO, or a day in words as people type it; None where it shows none."""
    match = ISO_DAY.match(cell)
    try:
        if match:
            return dt.date.fromisoformat(match[1])
    except ValueError:
        return None
    found = dates.find(cell, base=dates.EARLIEST)
    day = found[0].date if len(found) == 1 and found[0].words == cell else None
    return day if day and str(day.year)[2:] in cell else None  # a year is never guessed


def guarded(text: str) -> str:
    """Put an apostrophe before what a spreadsheet would take for a formula; the reader takes it off again.

    So that nothing is lost, it also stands before words that begin like what is guarded.
    """
    return f"'{text}" if RISKY.match(text) else text


def unguarded(cell: str) -> str:
    """Take the guard off a cell that still has it: CSV that a spreadsheet program has converted."""
    return cell[1:] if cell.startswith("'") and RISKY.match(cell, 1) else cell
