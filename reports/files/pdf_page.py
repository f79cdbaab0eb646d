"""One page of a PDF: its ruled tables with the words and fills of their cells, and the lines between them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reports.files.model import NESTED
from reports.files.pdf_fills import colour_in, fills_of
from reports.files.pdf_grid import Box, Slot, around, rows_of
from reports.files.pdf_lines import Letter, Piece, pieces
from reports.files.pdf_rules import boxes_of
from reports.paper import Colour

PADDING = 12.0
"""Most points that words stand off the sides of their cell."""
SLIVER = 11.0
"""Points; a column of one letter is wider."""
SLANT = 0.2
"""A letter that is turned by more than this, but less than a quarter, is a watermark's."""


@dataclass
class RawCell:
    """A cell between two sides of its table: its lines, not yet joined to paragraphs."""

    x0: float
    x1: float
    lines: list[Piece] = field(default_factory=list)
    colour: Colour | None = None

    def text(self) -> str:
        """Give its words in one line, to compare it with others."""
        return " ".join(line.text for line in self.lines)


@dataclass
class RawTable:
    """A table, or the part of it that one page shows."""

    box: Box
    rows: list[list[RawCell]]
    page: int
    pages: list[int] = field(default_factory=list)
    """The page of each row."""


@dataclass
class RawPage:
    """What one page shows, in reading order."""

    number: int
    width: float
    height: float
    blocks: list[Piece | RawTable] = field(default_factory=list)
    letters: int = 0
    unknown: int = 0
    """Letters whose font does not say what they are."""
    pictures: int = 0
    crowded: bool = False
    """True where there are too many rules to look for tables."""


class Letters:
    """The letters of a page, found by place."""

    def __init__(self, letters: Sequence[Letter]) -> None:
        """Sort the letters by height."""
        self._sorted = sorted(letters, key=_middle)
        self._heights = [_middle(one) for one in self._sorted]
        self._taken: set[int] = set()

    def inside(self, box: Box) -> list[Letter]:
        """Take the letters whose middle lies in a box; each can be taken once."""
        first, last = bisect_left(self._heights, box.top), bisect_right(self._heights, box.bottom)
        found = [
            at
            for at in range(first, last)
            if at not in self._taken
            and box.x0 <= (self._sorted[at]["x0"] + self._sorted[at]["x1"]) / 2 <= box.x1
        ]
        self._taken.update(found)
        return [self._sorted[at] for at in found]

    def rest(self) -> list[Letter]:
        """Give the letters that no box has taken."""
        return [one for at, one in enumerate(self._sorted) if at not in self._taken]


def read_page(page: Any, number: int, known: Sequence[float]) -> RawPage:  # noqa: ANN401 - pdfplumber's page
    """Read one page; ``known`` are the sides of columns that a table on the page before has."""
    once = _once(page.chars)
    raw = RawPage(number, float(page.width), float(page.height), pictures=len(page.images), letters=len(once))
    raw.unknown = sum("(cid:" in one["text"] for one in once)
    letters = Letters(once)
    boxes = boxes_of(page)
    raw.crowded = boxes is None
    fills = list(fills_of(page))
    for tops, nested in boxes or []:
        rows = rows_of(tops, known)
        made = [
            _without_slivers([_cell(slot, nested, letters, fills, number) for slot in row]) for row in rows
        ]
        raw.blocks.append(RawTable(around(tops), made, number, [number] * len(made)))
    free = pieces(letters.rest(), left=0, right=0, tabs=True)
    raw.blocks += [replace(line, page=number) for line in free]
    raw.blocks.sort(key=lambda block: block.box.top if isinstance(block, RawTable) else block.top)
    return raw


def _once(letters: Sequence[Letter]) -> list[Letter]:
    """Drop letters printed twice at one place, as some programs do for bold ones, and slanted ones.

    Each gets told whether it stands upright or is turned by a quarter.
    """
    seen: set[tuple[str, int, int]] = set()
    out = []
    for one in letters:
        key = (one["text"], round(one["x0"]), round(one["top"]))
        along, up = abs(one["matrix"][0]), abs(one["matrix"][1])
        if key not in seen and one["text"] != "\0" and min(along, up) <= SLANT * max(along, up):
            seen.add(key)
            out.append({**one, "upright": along >= up})
    return out


def _cell(
    slot: Slot,
    nested: Sequence[Box],
    letters: Letters,
    fills: Sequence[tuple[Box, Colour | None]],
    number: int,
) -> RawCell:
    """Read one outer cell: rows of tables in it become lines, in their place among its other lines."""
    box = slot.box
    inner = [*slot.inner, *(one for one in nested if box.holds(one))]
    inner = [one for one in inner if not any(other != one and other.holds(one) for other in inner)]
    lines = [line for row in _inner_rows(inner) for line in _inner_line(row, letters)]
    free = letters.inside(box)
    side = min((one["x0"] for one in free if one["upright"]), default=box.x0) - box.x0
    right = box.x1 - min(max(side, 1.0), PADDING)
    lines += pieces(free, left=box.x0 + side, right=right)
    lines = [replace(line, page=number) for line in sorted(lines, key=lambda line: line.top)]
    return RawCell(box.x0, box.x1, lines, colour_in(box, fills))


def _without_slivers(row: list[RawCell]) -> list[RawCell]:
    """Give to its right neighbour what a bar beside the text cuts off: narrow, empty, without a fill."""
    kept: list[RawCell] = []
    start: float | None = None
    for cell in row:
        if cell.x1 - cell.x0 < SLIVER and not cell.lines and not cell.colour and cell is not row[-1]:
            start = cell.x0 if start is None else start
            continue
        if start is not None:
            cell.x0, start = start, None
        kept.append(cell)
    return kept


def _inner_rows(inner: Sequence[Box]) -> list[list[Box]]:
    rows: list[list[Box]] = []
    for box in sorted(inner, key=lambda box: (round(box.top), box.x0)):
        if rows and abs(rows[-1][0].top - box.top) <= 3:  # noqa: PLR2004 - points, as between rules
            rows[-1].append(box)
        else:
            rows.append([box])
    return [sorted(row) for row in rows]


def _inner_line(row: Sequence[Box], letters: Letters) -> Iterator[Piece]:
    """Write a row of a table in a cell as one line; a row of one cell is left to the lines around it."""
    if len(row) == 1:
        return
    cells = [pieces(letters.inside(box), left=box.x0, right=box.x1) for box in row]
    if not any(cells):
        return
    text = NESTED.join(" ".join(line.text for line in lines) for lines in cells)
    first = next(line for lines in cells for line in lines)
    yield replace(first, text=text, top=row[0].top, bottom=row[0].bottom, whole=True, bold=())


def _middle(letter: Letter) -> float:
    return float(letter["top"] + letter["bottom"]) / 2
