"""Updates of one record: a column each, or several dated paragraphs in one cell, oldest first."""

import datetime as dt
import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from followup import dates
from followup.days import MONTH, DateStyle
from reports.layouts.banners import is_date
from reports.layouts.headings import LONGEST_STATUS
from reports.layouts.pieces import Piece, Record
from reports.paper import Update

LEAD = re.compile(
    r"(?i)\W{0,4}(?:(?:progress|management|officer|latest|status)\s)?"
    r"(?:update|position|status|as at|at|on)?\W{0,3}"
)
"""What may stand before the date that opens a paragraph."""
AFTER = re.compile(r"\s{0,3}(?:[:–—)\]]|\s-\s?|-\s|$)[\s:–—-]{0,4}|\s(?i:update)\s{0,3}(?:[:–—-]\s{0,3}|$)")
LONGEST_LEAD = 60
SOON = 36
"""Characters among which a date that opens a paragraph shows a figure or a month."""
DATED = re.compile(rf"\d|\b{MONTH}", re.IGNORECASE)
NOTHING = frozenset(("", "-", "–", "n/a", "none", "nil", "."))


class _Part(NamedTuple):
    label: str
    month: str | None
    text: str
    start: int
    end: int


def updates(record: Record, *, base: dt.date, style: DateStyle) -> list[Update]:
    """Give every update, oldest first where the months say so, else in printed order."""
    found: list[Update] = []
    when = record.words("update_date")
    for piece in [*record.of("update", "progress", "completed"), *_told_as_status(record)]:
        if piece.text.strip().lower() in NOTHING:
            continue
        found += [_update(piece, part, when, style) for part in _parts(piece, base, style)]
    return _oldest_first(found)


def _told_as_status(record: Record) -> list[Piece]:
    """Give what a status column says besides a status: a sentence, or a second passage of its kind."""
    first, *others = record.of("status") or [Piece("", ())]
    return [*([first] if len(first.text) > LONGEST_STATUS else []), *others]


def _update(piece: Piece, part: _Part, when: str, style: DateStyle) -> Update:
    label = part.label or piece.label
    month = part.month if part.label else dates.month(piece.label, style=style)
    if month is None and when and not part.label:
        label, month = f"{label} {when}".strip(), dates.month(when, style=style)
    text = part.text
    if piece.label and is_date(text, style):
        month, text = month or dates.month(text, style=style), f"{piece.label}: {text}"
    return Update(label=label, month=month, text=text, source=piece.source(part.start, part.end))


def _parts(piece: Piece, base: dt.date, style: DateStyle) -> list[_Part]:
    """Cut a cell at the paragraphs that begin with a date: "March 2022: …", "Update 12/03/22 – …"."""
    paragraphs = piece.text.split("\n")
    opened = [(at, lead) for at, line in enumerate(paragraphs) if (lead := _lead(line, base, style))]
    if not opened:
        return [_Part("", None, piece.text, 0, len(paragraphs))]
    parts = []
    if any(line.strip() for line in paragraphs[: opened[0][0]]):
        text = "\n".join(paragraphs[: opened[0][0]]).strip()
        parts.append(_Part("", None, text, 0, opened[0][0]))
    ends = [at for at, _ in opened[1:]] + [len(paragraphs)]
    for (at, (label, month, rest)), end in zip(opened, ends, strict=True):
        text = "\n".join([rest, *paragraphs[at + 1 : end]]).strip()
        parts.append(_Part(label, month, text, at, end))
    return [part for part in parts if part.text]


def _lead(line: str, base: dt.date, style: DateStyle) -> tuple[str, str | None, str] | None:
    """Give label, month and rest of a paragraph that a date opens."""
    start = line[:LONGEST_LEAD]
    if not DATED.search(start[:SOON]):
        return None
    found = dates.find(start, base=base, style=style)
    if not found or not LEAD.fullmatch(start, 0, found[0].start):
        return None
    after = AFTER.match(line, found[0].end)
    month = dates.month(found[0].words, style=style)
    if after is None or month is None:
        return None
    label = line[: after.end()].strip(" :–—-()[]\t•")
    return label, month, line[after.end() :].strip()


def _oldest_first(found: list[Update]) -> list[Update]:
    """Turn updates round that are printed newest first."""
    months = [update.month for update in found]
    known: Sequence[str] = [month for month in months if month]
    falling = len(known) == len(months) > 1 and all(one >= other for one, other in pairwise(known))
    return found[::-1] if falling and known[0] > known[-1] else found
