"""A Word file as the reading model shows it: the little that the tests of printed papers need."""

import io

import docx
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from reports.files.model import NESTED, Cell, Document, Line, Row, Table


def document_of(file: bytes) -> Document:
    """Give paragraphs with their styles and tables with their cells, in order."""
    word = docx.Document(io.BytesIO(file))
    blocks = [
        Line(text=_text(part), style=part.style.name) if isinstance(part, Paragraph) else _table(part)
        for part in word.iter_inner_content()
    ]
    return Document(name="paper.docx", form="word", blocks=blocks).numbered()


def _text(paragraph: Paragraph) -> str:
    style = paragraph.style.element
    listed = (
        paragraph._p.find(".//" + qn("w:numPr")) is not None or style.find(".//" + qn("w:numPr")) is not None
    )
    return f"- {paragraph.text}" if listed else paragraph.text


def _table(table: WordTable) -> Table:
    rows = []
    for row in table.rows:
        cells = []
        for tc in row._tr.tc_lst:
            cells += [_cell(_Cell(tc, table))] + [Cell() for _ in range(tc.grid_span - 1)]
        rows.append(Row(cells=cells))
    return Table(rows=rows)


def _cell(cell: _Cell) -> Cell:
    lines: list[tuple[str, str]] = []
    for part in cell.iter_inner_content():
        if isinstance(part, Paragraph):
            lines += [(line, part.style.name) for line in _text(part).split("\n")]
        else:
            lines += [(NESTED.join(each.words() for each in row.cells), "") for row in _table(part).rows]
    return Cell(text="\n".join(text for text, _ in lines), styles=[style for _, style in lines])
