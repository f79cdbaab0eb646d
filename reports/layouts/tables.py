"""Tables of recommendations found in a document: real ones, and those that text lines stand for."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reports.files.model import Document, Line, Table
from reports.layouts.description import LINES, Layout
from reports.layouts.headings import MOST_COLUMNS, Column, Headings, score
from reports.layouts.pieces import Pieces, cleaned, pieces_of
from reports.layouts.stacks import stacked
from reports.layouts.synonyms import SYNONYMS
from reports.layouts.textrows import GridRow, cut, ended, text_rows

LOOKED_AT = 60
"""Rows of a table among which its heading is looked for."""
LEAST = 3
"""Fields that a heading row names at least."""
USUAL_SEPARATORS = ("\t", "|", " / ", ";")


class Grid(NamedTuple):
    """A table whose columns are known."""

    columns: tuple[Column, ...]
    rows: Sequence[GridRow]
    line: int
    name: str = ""
    above: tuple[tuple[str, int], ...] = ()
    """Lines and rows of one cell since the table before, with their numbers."""
    lent: bool = False
    """True where the columns are those of the table before: it has no heading of its own."""


def grids_of(document: Document, layout: Layout, headings: Headings) -> list[Grid]:
    """Give every table of the document that lists recommendations, or what belongs to them."""
    found: list[Grid] = []
    above: list[tuple[str, int]] = []
    for block in document.blocks:
        if isinstance(block, Line):
            if ended(block.text, layout):
                break
            above.append((cleaned(block.text), block.line))
        elif grid := _grid(block, layout, headings, found[-1] if found else None):
            found.append(grid._replace(above=(*above, *grid.above)))
            above = []
    if found:
        return found
    lines = [block for block in document.blocks if isinstance(block, Line)]
    return [grid for grid in [_of_lines(lines, layout, headings)] if grid]


def _grid(table: Table, layout: Layout, headings: Headings, before: Grid | None) -> Grid | None:
    rows = [pieces_of(row)[:MOST_COLUMNS] for row in table.rows if row.cells]
    if not rows:
        return None
    head = heading_of(rows, headings)
    line = rows[head[0] if head else 0][0].lines[0]
    if head:
        first, count, columns = head
        told = ([piece for piece in row if piece.text] for row in rows[:first])
        above = tuple(("\t".join(piece.text for piece in row), row[0].lines[0]) for row in told if row)
        return Grid(columns, _rows(rows[first + count :]), line, table.name, above)
    if layout.order:
        return Grid(ordered(layout), _rows(rows), line, table.name)
    if before and max(map(len, rows)) == len(before.columns):
        return Grid(before.columns, _rows(rows), line, table.name, lent=True)
    return None


def _rows(rows: Sequence[Pieces]) -> list[GridRow]:
    return [GridRow(row) for row in rows]


def heading_of(rows: Sequence[Pieces], headings: Headings) -> tuple[int, int, tuple[Column, ...]] | None:
    """Find the heading row: its place, how many rows it takes, and its columns."""
    for at, row in enumerate(rows[:LOOKED_AT]):
        alone = tuple(headings.column(piece.text) for piece in row)
        own = score(alone)
        if at + 1 < len(rows) and (own or sum(map(bool, (piece.text for piece in row))) > 1):
            both = _two_rows(row, rows[at + 1], headings)
            under = score([headings.column(piece.text) for piece in rows[at + 1]])
            if score(both) >= LEAST and score(both) > max(own, under) and _short(rows[at + 1]):
                return at, 2, both
        if own >= LEAST:
            return at, 1, alone
    return None


def _two_rows(upper: Pieces, lower: Pieces, headings: Headings) -> tuple[Column, ...]:
    """Read a heading of two rows: a wide cell stands over each column it covers."""
    over: list[str] = []
    for at, piece in enumerate(upper):
        covered = next((back for back in range(at, -1, -1) if upper[back].text), at)
        reaches = covered + upper[covered].span > at
        over.append(upper[covered].text if reaches else piece.text)
    columns = []
    for at, piece in enumerate(lower):
        above = over[at] if at < len(over) else ""
        tries = [headings.column(f"{piece.text} {above}"), headings.column(f"{above} {piece.text}")]
        columns.append(next((one for one in tries if one.field and one.sure), tries[-1]))
    return tuple(columns)


def _short(row: Pieces) -> bool:
    return all(len(piece.text) <= 40 and not re.search(r"\d", piece.text) for piece in row)  # noqa: PLR2004


def ordered(layout: Layout) -> tuple[Column, ...]:
    """Give the columns of a table without a heading row, in the order the layout says."""
    return tuple(
        Column(SYNONYMS[name][0].capitalize(), name) if name else Column("", ignored=True)
        for name in layout.order
    )


def _of_lines(lines: Sequence[Line], layout: Layout, headings: Headings) -> Grid | None:
    """Read text lines as a table: cells divided by a separator, or one cell a line."""
    if layout.separator == LINES:
        made = stacked(lines, layout, headings, ordered(layout))
        if made is None:
            return None
        above = tuple((cleaned(line.text), line.line) for line in lines if line.line < made.line)
        return Grid(made.columns, made.rows, made.line, above=above)
    separators = (layout.separator,) if layout.separator else USUAL_SEPARATORS
    found = (_separated(lines, separator, layout, headings) for separator in separators)
    return next(filter(None, found), None)


def _separated(lines: Sequence[Line], separator: str, layout: Layout, headings: Headings) -> Grid | None:
    columns = ordered(layout)
    for at, line in enumerate(lines):
        cells = cut(line.text, separator)
        if len(cells) < LEAST:
            continue
        printed = tuple(headings.column(cell) for cell in cells[:MOST_COLUMNS])
        headed = score(printed) >= LEAST
        if headed or columns:
            used = printed if headed else columns
            above = tuple((cleaned(one.text), one.line) for one in lines[:at])
            rows = text_rows(lines[at + headed :], separator, used, layout)
            return Grid(used, rows, line.line, above=above)
    return None
