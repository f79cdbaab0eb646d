"""Pages of a PDF put together: furniture left out, tables and rows that pages cut joined, columns counted."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from reports.files import colours
from reports.files.model import NESTED, Block, Cell, Line, Row, Table
from reports.files.pdf_furniture import furniture_of, is_running_head, place_of
from reports.files.pdf_grid import has, marks
from reports.files.pdf_lines import Piece
from reports.files.pdf_page import RawCell, RawPage, RawTable
from reports.files.pdf_paragraphs import paragraphs

EDGE = 6.0
"""Points by which the sides of a table may differ from page to page."""
FULL = 0.9
FEWEST_FULL = 4
MOST_HEADINGS = 3
OPENS = re.compile(r"[A-Z]{0,4}[-/ ]?\d")
"""What a reference begins with: 4.2, R7, FM-12."""
LONGEST_DITTO = 2
FURNITURE = "Headers and footers that pages repeat were left out."


def blocks_of(pages: Sequence[RawPage]) -> tuple[list[Block], list[str]]:
    """Give the blocks of the whole document in reading order, and notes on what was left out."""
    furniture = furniture_of(pages)
    merged: list[Piece | RawTable] = []
    for page in pages:
        for block in page.blocks:
            if isinstance(block, Piece) and (page.number, place_of(block), block.text) in furniture:
                continue
            if isinstance(block, Piece) and is_running_head(page, block):
                block = replace(block, whole=True)  # noqa: PLW2901 - the same line, which stays one
            last = merged[-1] if merged else None
            if isinstance(block, RawTable) and isinstance(last, RawTable) and _goes_on(last, block):
                _join(last, block)
            else:
                merged.append(block)
    return list(_finished(_with_margins(merged, max(page.width for page in pages)))), [
        FURNITURE
    ] if furniture else []


def _goes_on(before: RawTable, after: RawTable) -> bool:
    """Whether a table is the next page's part of the one before: same sides, no other columns."""
    if before.pages[-1] + 1 != after.page:
        return False
    if abs(before.box.x0 - after.box.x0) > EDGE or abs(before.box.x1 - after.box.x1) > EDGE:
        return False
    old = sides_of(before.rows)
    new = [_snapped(side, old) for side in sides_of(after.rows)]
    return all(has(old, side) for side in new) or all(has(new, side) for side in old)


def sides_of(rows: Sequence[Sequence[RawCell]]) -> list[float]:
    """Give the sides of columns, left to right."""
    return marks([side for row in rows for cell in row for side in (cell.x0, cell.x1)])


def _join(before: RawTable, after: RawTable) -> None:
    """Add the next page's rows, without the headings it repeats; its first row may go on with the last."""
    _align(after, sides_of(before.rows))
    rows = list(zip(after.rows, after.pages, strict=True))
    for heading in before.rows[:MOST_HEADINGS]:
        if len(rows) > 0 and _said(rows[0][0]) == _said(heading) and any(_said(heading)):
            del rows[0]
        else:
            break
    if rows and _is_rest(before.rows[-1], rows[0][0]):
        _add(before.rows[-1], rows.pop(0)[0])
        before.pages[-1] = after.page
    before.rows += [row for row, _ in rows]
    before.pages += [page for _, page in rows]
    before.pages[-1] = after.page if not rows else before.pages[-1]


def _align(table: RawTable, sides: Sequence[float]) -> None:
    """Take the sides of the page before where this page's are all but the same."""
    for cell in (cell for row in table.rows for cell in row):
        cell.x0, cell.x1 = _snapped(cell.x0, sides), _snapped(cell.x1, sides)


def _snapped(place: float, sides: Sequence[float]) -> float:
    nearest = min(sides, key=lambda side: abs(side - place))
    return nearest if abs(nearest - place) <= EDGE else place


def _said(row: Sequence[RawCell]) -> list[str]:
    return ["".join(cell.text().split()) for cell in row]


def _is_rest(before: Sequence[RawCell], row: Sequence[RawCell]) -> bool:
    """Whether a page's first row goes on with the last row of the page before.

    It has the same columns and colours. It says something in its widest cell only; or it is empty where the
    row before has words, and no other cell begins with a reference or a ditto mark.
    """
    if len(row) < 2 or len(row) != len(before):  # noqa: PLR2004 - one cell is a row of its own
        return False
    pairs = list(zip(before, row, strict=True))
    if any(None not in (old.colour, new.colour) and old.colour != new.colour for old, new in pairs):
        return False
    widest = max(row, key=lambda cell: len(cell.text()))
    others = [cell.text() for cell in row if cell is not widest and cell.text()]
    if not others:
        return widest is not row[0]
    gaps = any(old.text() and not new.text() for old, new in pairs)
    return gaps and not any(OPENS.match(text) or len(text) <= LONGEST_DITTO for text in others)


def _add(before: Sequence[RawCell], row: Sequence[RawCell]) -> None:
    for old, new in zip(before, row, strict=True):
        old.lines += new.lines[1 if _repeats_heading(old.lines, new.lines) else 0 :]
        old.colour = old.colour or new.colour


def _repeats_heading(lines: Sequence[Piece], more: Sequence[Piece]) -> bool:
    """Whether a page's lines begin with the heading row of the table in a cell that the page before cut."""
    rows = list(takewhile(_is_nested, reversed(lines)))
    return bool(rows and more) and _is_nested(more[0]) and more[0].text == rows[-1].text


def _is_nested(line: Piece) -> bool:
    return line.whole and NESTED in line.text


def _with_margins(blocks: Sequence[Piece | RawTable], width: float) -> list[Piece | RawTable]:
    """Say of each line outside tables how far it might have run.

    That is as far as the longest lines of the document; with few of them, as far from the right side of the
    page as they begin from its left.
    """
    lines = [block for block in blocks if isinstance(block, Piece)]
    left = min((line.x0 for line in lines), default=0.0)
    right = max((line.x1 for line in lines), default=0.0)
    if sum(line.x1 > FULL * right for line in lines) < FEWEST_FULL:
        right = max(right, width - left)
    return [replace(block, left=left, right=right) if isinstance(block, Piece) else block for block in blocks]


def _finished(blocks: Sequence[Piece | RawTable]) -> Iterator[Block]:
    run: list[Piece] = []
    for block in blocks:
        if isinstance(block, Piece):
            run.append(block)
            continue
        yield from _lines(run)
        run = []
        yield _table(block)
    yield from _lines(run)


def _lines(run: Sequence[Piece]) -> Iterator[Line]:
    for text, page, style in paragraphs(run):
        yield Line(text=text.strip(), page=page or None, style=style)


def _table(raw: RawTable) -> Table:
    sides = sides_of(raw.rows)
    started = _first_pages(raw)
    rows = [Row(cells=_cells(row, sides), page=page) for row, page in zip(raw.rows, started, strict=True)]
    colours.settle(rows)
    return Table(rows=rows)


def _first_pages(raw: RawTable) -> list[int]:
    """Give the page on which each row begins."""
    return [
        min((line.page for cell in row for line in cell.lines), default=page)
        for row, page in zip(raw.rows, raw.pages, strict=True)
    ]


def _cells(row: Sequence[RawCell], sides: Sequence[float]) -> list[Cell]:
    """Give a row's cells by column; a merged cell stands once, and empty ones fill what it covers."""
    cells: list[Cell] = [Cell() for _ in sides[1:]]
    for raw in row:
        first, last = _column(raw.x0, sides), _column(raw.x1, sides)
        if first < len(cells):
            parts = paragraphs(raw.lines)
            cells[first] = Cell(
                text="\n".join(part.text for part in parts),
                colour=raw.colour,
                styles=[part.style for part in parts],
                span=max(1, last - first),
            )
    return cells


def _column(place: float, sides: Sequence[float]) -> int:
    return min(range(len(sides)), key=lambda at: abs(sides[at] - place))
