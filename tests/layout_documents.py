"""Documents for the tests of layouts: text, csv and Word read by the shortest road there is."""

import csv
from collections.abc import Sequence
from pathlib import Path

import docx
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph

from reports.files.model import Cell, Document, Line, Row, Table

DATA = Path(__file__).parent / "data" / "layouts"


def of_text(text: str, name: str = "paper.txt") -> Document:
    return Document(name=name, form="text", blocks=[Line(text=line) for line in text.split("\n")]).numbered()


def of_rows(rows: Sequence[Sequence[str]], name: str = "register.xlsx", sheet: str = "Sheet1") -> Document:
    return Document(name=name, form="sheet", blocks=[table(rows, sheet)]).numbered()


def table(rows: Sequence[Sequence[str]], sheet: str = "") -> Table:
    return Table(rows=[Row(cells=[Cell(text=cell) for cell in row]) for row in rows], name=sheet)


def of_csv(path: Path) -> Document:
    with path.open(encoding="utf-8", newline="") as file:
        return of_rows(list(csv.reader(file)), path.name, "")


def of_word(path: Path) -> Document:
    """Paragraphs and tables in order; struck runs are kept apart, as a reader of files does."""
    blocks: list[Line | Table] = []
    for block in docx.Document(str(path)).iter_inner_content():
        if isinstance(block, Paragraph):
            blocks.append(Line(text=block.text, style=block.style.name if block.style else ""))
        elif isinstance(block, WordTable):
            blocks.append(Table(rows=[Row(cells=_cells(row)) for row in block.rows]))
    return Document(name=path.name, form="word", blocks=blocks).numbered()


def _cells(row) -> list[Cell]:
    cells: list[Cell] = []
    seen = None
    for cell in row.cells:
        if cell._tc is seen:
            cells[-1 - _covered(cells)].span += 1
            cells.append(Cell())
            continue
        seen = cell._tc
        struck = " ".join(run.text for par in cell.paragraphs for run in par.runs if run.font.strike)
        cells.append(Cell(text=cell.text, struck=struck, colour=COLOURS.get(_fill(cell))))
    return cells


def _covered(cells: list[Cell]) -> int:
    back = 0
    while not cells[-1 - back].text and back < len(cells) - 1:
        back += 1
    return back


COLOURS = {"FF0000": "RED", "FFC000": "AMBER", "00B050": "GREEN"}


def _fill(cell) -> str:
    found = cell._tc.xpath("./w:tcPr/w:shd/@w:fill")
    return found[0] if found else ""
