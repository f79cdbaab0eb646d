"""Rows of a sheet as people see them: without the empty rows and columns around what is written."""

from collections.abc import Iterable, Sequence

from followup import Refused
from reports.files.guard import MOST_CELLS, MOST_COLUMNS
from reports.files.model import Cell, Row


def trimmed(name: str, rows: Iterable[Sequence[Cell]]) -> list[Row]:
    """Keep what holds words or colours, each row with its number in the sheet; Refused beyond any register.

    Of several empty rows in a run one is kept.
    """
    kept: list[Row] = []
    blank: list[Row] = []
    width = count = 0
    for number, cells in enumerate(rows, 1):
        last = max((at for at, cell in enumerate(cells, 1) if cell.words()), default=0)
        if last > MOST_COLUMNS:
            raise Refused(f"{name} has a sheet of {last:,} columns; at most {MOST_COLUMNS:,} can be read.")
        count += last
        if count > MOST_CELLS:
            raise Refused(f"{name} has more than {MOST_CELLS:,} cells: is it the right file?")
        row = Row(cells=list(cells[:last]), sheet_row=number)
        if not last:
            blank = blank or [row]
            continue
        kept += [*(blank if kept else []), row]
        blank = []
        width = max(width, last)
    for row in kept:
        row.cells += [Cell() for _ in range(width - len(row.cells))]
    return kept
