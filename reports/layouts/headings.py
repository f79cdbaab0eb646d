"""Which field a column's heading or an item's label means: the layout's words first, then the usual ones."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from followup import dates
from followup.days import DateStyle
from reports.alike import folded
from reports.layouts.description import Layout
from reports.layouts.synonyms import ANCHORS, ONCE, SYNONYMS, Field
from reports.status_words import status_in
from reports.words_of import priority_in

LONGEST_HEADING = 120
LONGEST_STATUS = 40
"""Characters; what is longer on average is an update, whatever its column is called."""
MOST_COLUMNS = 500
SAMPLE = 200
BRACKETS = re.compile(r"\([^()]{0,80}\)|[*†‡?]|\[[^\[\]]{0,80}\]")
LEADING_TO = re.compile(r"(?:^| )(?:as of|as at|at|on|of|for|to|in)$")
"""What stands before the date of a heading: "Status as of 30 April 2022"."""
SIDES = re.compile(r"[/|\n]|\s[–—-]\s")
"""Between two languages of one heading."""
USUAL: dict[str, Field] = {word: field for field, words in SYNONYMS.items() for word in words}
PHRASES = sorted((word for word in USUAL if " " in word), key=lambda word: (-len(word), word))


class Column(NamedTuple):
    """A column: the heading as printed, the field it is taken for, and whether that is its usual name."""

    heading: str
    field: Field | None = None
    sure: bool = True
    ignored: bool = False


class Headings:
    """The headings of one layout. Asking costs little: a heading is worked out once."""

    def __init__(self, layout: Layout, *, labels: bool = False) -> None:
        given = layout.labels if labels else layout.columns
        self.own: dict[str, Field] = {folded(word): field for field, words in given.items() for word in words}
        self.ignore = frozenset(map(folded, layout.ignore))
        self.style: DateStyle = layout.vocabulary.date_style()
        self.known: dict[str, Column] = {}

    def column(self, heading: str) -> Column:
        """Say what a heading means; field is None where it means nothing that is read."""
        words = " ".join(heading.split())
        if len(words) > LONGEST_HEADING or not words:
            return Column(words)
        if words not in self.known:
            self.known[words] = self._column(words) or self._sided(heading) or self._inside(words)
        return self.known[words]

    def _column(self, words: str) -> Column | None:
        """Know a heading by the layout's words or the usual ones."""
        said = folded(words)
        if said in self.own:
            return Column(words, self.own[said])
        if said in self.ignore:
            return Column(words, ignored=True)
        bare = folded(BRACKETS.sub(" ", words))
        undated = self._undated(words)
        for candidate in (said, bare, undated, bare.rstrip("s"), re.sub(r" \d{1,2}$", "", bare)):
            field = self.own.get(candidate) or USUAL.get(candidate)
            if field:
                return Column(words, field)
        if undated != said and undated in ("", "progress"):
            return Column(words, "update")
        return None

    def _sided(self, heading: str) -> Column | None:
        """Know a heading of several sides by the one field that they name: "Statws / Status"."""
        words = " ".join(heading.split())
        sides = [self._column(side) for side in SIDES.split(heading) if side.strip()]
        fields = {side.field for side in sides if side and side.field}
        return Column(words, fields.pop(), sure=False) if len(sides) > 1 and len(fields) == 1 else None

    @staticmethod
    def _inside(words: str) -> Column:
        """Take a heading for the longest usual phrase in it."""
        bare = folded(BRACKETS.sub(" ", words))
        inside = next((phrase for phrase in PHRASES if f" {phrase} " in f" {bare} "), None)
        return Column(words, USUAL[inside], sure=False) if inside else Column(words)

    def _undated(self, words: str) -> str:
        """Take the dates out of a heading: "Progress update March 2022"."""
        if dates.month(words, style=self.style) is None:
            return folded(words)
        found = dates.find(words, base=dates.EARLIEST, style=self.style)
        ends = [(0, 0), *((one.start, one.end) for one in found), (len(words), len(words))]
        bare = folded(" ".join(words[left[1] : right[0]] for left, right in pairwise(ends)))
        return LEADING_TO.sub("", bare)


def score(columns: Sequence[Column]) -> int:
    """Count the fields a heading row shows; none where no column could name a recommendation."""
    fields = {column.field for column in columns if column.field}
    return len(fields) if fields & ANCHORS else 0


def settled(columns: Sequence[Column], cells: Sequence[Sequence[str]], layout: Layout) -> list[Column]:
    """Settle what headings leave open by what stands below, and keep one column of what stands once.

    ``cells`` are the first rows' texts. "Progress" holds statuses or updates, "Risk" a threat or a
    priority; a "Status" of whole sentences is an update.
    """
    taken: set[Field] = set()
    out: list[Column] = []
    own = {folded(word) for words in layout.columns.values() for word in words}
    for place, column in enumerate(columns):
        below = [row[place] for row in cells[:SAMPLE] if place < len(row) and row[place].strip()]
        field = column.field if folded(column.heading) in own else _by_cells(column.field, below, layout)
        if field in ONCE and field in taken:
            column, field = column._replace(sure=False), None  # noqa: PLW2901 - a second one is not read
        if field:
            taken.add(field)
        out.append(column._replace(field=field))
    return out


def _by_cells(field: Field | None, below: Sequence[str], layout: Layout) -> Field | None:
    words = layout.vocabulary
    half = len(below) / 2
    if field in ("progress", "status"):
        states = sum(len(cell) <= LONGEST_STATUS and status_in(cell, words) is not None for cell in below)
        long = sum(map(len, below)) > LONGEST_STATUS * max(1, len(below))
        if field == "progress":
            return "status" if below and states >= half else "update"
        return "update" if long and states < half else "status"
    if field == "threat" and below:
        return "priority" if sum(priority_in(cell, words) is not None for cell in below) > half else "threat"
    return field


def unread(columns: Sequence[Column]) -> list[Column]:
    """Give the columns that have a heading and are neither read nor known to be of no interest."""
    return [column for column in columns if column.heading and not column.field and not column.ignored]
