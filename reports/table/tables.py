"""The two tables before the tracker: figures by priority, and proposed closures (2022, paras 4-5)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reports.paper import Column, SummaryRow
from reports.table.rows import REFERENCE, cells_of, is_ditto
from reports.wording import PRIORITIES, colour_of, priority_of

TOTAL = "total"
FEWEST_CELLS = 4
MOST_ROWS = 12
"""Of the figures: priorities and the total."""
FIGURE = re.compile(r"\d{0,6}|[-–—]")


class Closure(NamedTuple):
    """A row of the table of recommendations proposed closed (2022, para 5)."""

    line: int
    audit: str
    priority: str | None
    reference: str
    title: str
    page: str


def priorities_of(summary: Sequence[SummaryRow]) -> list[str]:
    """Give the priorities of the summary, highest first; a row lost from the usual three comes back."""
    printed = [row.priority for row in summary if row.priority.lower() != TOTAL]
    lost = [name for name in PRIORITIES if name not in printed]
    return [*printed, *lost] if len(lost) < len(PRIORITIES) or not printed else printed


def summary_of(lines: Sequence[str]) -> list[SummaryRow]:
    """Read the figures as printed, with their total row: colours add up, other columns are inside it."""
    at = next((i for i, line in enumerate(lines) if _heads_figures(cells_of(line))), None)
    if at is None:
        return []
    headings = _headings(cells_of(lines[at]), cells_of(lines[at - 1]) if at else [])
    rows: list[SummaryRow] = []
    for line in lines[at + 1 : at + 1 + MOST_ROWS]:
        cells = cells_of(line)
        if len(cells) < FEWEST_CELLS or not cells[0] or not all(map(FIGURE.fullmatch, cells[1:])):
            break
        rows.append(_summary_row(cells, headings))
        if cells[0].lower() == TOTAL:
            break
    return rows


def _heads_figures(cells: Sequence[str]) -> bool:
    return len(cells) >= FEWEST_CELLS and "priority" in cells[0].lower() and cells[-1].lower() == TOTAL


def _headings(cells: Sequence[str], above: Sequence[str]) -> list[str]:
    """Give each column's heading; one in two lines stands in the row above too, never over a colour."""
    uppers = [*above, *[""] * len(cells)]
    return [
        f"{upper} {cell}".strip() if colour_of(cell) is None else cell
        for cell, upper in zip(cells, uppers, strict=False)
    ]


def _summary_row(cells: Sequence[str], headings: Sequence[str]) -> SummaryRow:
    """Read one row of figures; a dash is none. A total that is cut off is the sum of the colours."""
    figures = [int(cell) if cell.isdecimal() else 0 for cell in ("", *cells[1:])]
    columns = [
        Column(heading=heading, value=value, of_which=colour_of(heading) is None)
        for heading, value in zip(headings[1:-1], figures[1:], strict=False)
    ]
    coloured = sum(column.value for column in columns if not column.of_which)
    total = figures[len(headings) - 1] if len(figures) >= len(headings) else coloured
    return SummaryRow(priority=cells[0], columns=columns, total=total)


def closures_of(lines: Sequence[str], priorities: Sequence[str]) -> list[Closure]:
    """Read the rows of the table of proposed closures; a ditto mark stands for the title above."""
    return list(_closures(lines, priorities))


def _closures(lines: Sequence[str], priorities: Sequence[str]) -> Iterator[Closure]:
    title = ""
    inside = False
    for number, line in enumerate(lines, 1):
        cells = cells_of(line)
        if cells[0].lower() == "audit title" and cells[-1].lower() == "page":
            inside = True
        elif inside and len(cells) < FEWEST_CELLS:
            return
        elif inside:
            found = next(filter(None, map(REFERENCE.match, cells[1:])), None)
            title = title if is_ditto(cells[0]) or not cells[0] else cells[0]
            if found and "no" not in map(str.lower, cells):
                yield Closure(
                    number, title, priority_of(cells[1], priorities), found[1], found[2].strip(), cells[-1]
                )
