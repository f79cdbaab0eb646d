"""A PDF as the reading model shows it: the little that the tests of printed papers need."""

import io
from typing import Any

import pdfplumber
import pypdfium2

from reports.files.model import Cell, Document, Line, Row, Table

RULED = {"vertical_strategy": "lines_strict", "horizontal_strategy": "lines_strict"}


def document_of(file: bytes) -> Document:
    """Give lines and ruled tables in reading order; a table that pages cut is whole again."""
    blocks: list[Line | Table] = []
    with pdfplumber.open(io.BytesIO(file)) as pdf:
        for page in pdf.pages:
            for _top, block in sorted(_blocks(page), key=lambda placed: placed[0]):
                _add(blocks, block)
    return Document(name="paper.pdf", form="pdf", blocks=blocks).numbered()


def _blocks(page: Any) -> list[tuple[float, Line | Table]]:
    tables = [table for table in page.find_tables(RULED) if len(table.rows) > 1]
    whole = [
        one
        for one in tables
        if not any(_inside(one.bbox, other.bbox) for other in tables if other is not one)
    ]
    rest = page
    for table in whole:
        rest = rest.outside_bbox(table.bbox)
    placed: list[tuple[float, Line | Table]] = [
        (line["top"], Line(text=line["text"], page=page.page_number)) for line in rest.extract_text_lines()
    ]
    for table in whole:
        rows = [
            Row(cells=[Cell(text=words or "") for words in row], page=page.page_number)
            for row in table.extract()
        ]
        placed.append((table.bbox[1], Table(rows=rows)))
    return placed


def _inside(box: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return other[0] <= box[0] and other[1] <= box[1] and box[2] <= other[2] and box[3] <= other[3]


def _add(blocks: list[Line | Table], block: Line | Table) -> None:
    """Add a block; rows under a heading row that the page repeats go on in the table before it."""
    before = next((each for each in reversed(blocks) if isinstance(each, Table)), None)
    if isinstance(block, Table) and before and block.rows[0].cells == before.rows[0].cells:
        before.rows += block.rows[1:]
    else:
        blocks.append(block)


def lines_of(file: bytes) -> Document:
    """Give a PDF's lines alone, as when somebody saves it as text."""
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file)]
    lines = [Line(text=line) for page in pages for line in page.splitlines()]
    return Document(name="paper.txt", form="text", blocks=lines).numbered()
