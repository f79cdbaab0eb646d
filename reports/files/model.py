"""What every file is read into before its layout is known: lines and tables in reading order."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Annotated, Literal

from pydantic import Field

from reports.paper import Colour, Plain

STRONG, LABELLED = "strong", "strong label"
"""Styles of a PDF's paragraphs, which it knows by their fonts: all in bold; bold up to a colon."""
NESTED = " | "
"""Between the cells of a table inside a cell, which is one line of that cell's text."""


class Cell(Plain):
    """One table cell: its paragraphs divided by line feeds, a row of a nested table as one of them."""

    text: str = ""
    colour: Colour | None = None
    """The RAG colour of its fill, where it has one."""
    struck: str = ""
    """Words struck through (a date that no longer holds), in order; they stand in ``text`` too."""
    styles: list[str] = Field(default_factory=list)
    """The style of each line of ``text``, as ``Line.style`` has it; "" for a nested row."""
    span: int = 1
    """Columns it takes; a merged cell stands once, and empty cells fill the columns it covers."""

    def words(self) -> str:
        """Give its text, or its colour's word where it has none (a coloured cell speaks, 2022)."""
        return self.text or self.colour or ""


class Row(Plain):
    """One table row; ``line`` is the 1-based number of its first line in ``Document.lines()``."""

    cells: list[Cell]
    line: int = 0
    page: int | None = None
    sheet_row: int | None = None
    """The row's own number in its sheet, which people see beside it."""


class Table(Plain):
    """A table, whole: rows that pages cut are joined again, heading rows repeated on a page are gone."""

    kind: Literal["table"] = "table"
    rows: list[Row]
    name: str = ""
    """Name of the sheet, or the caption."""


class Line(Plain):
    """A paragraph outside tables; tabs in it divide what stands apart on the line."""

    kind: Literal["line"] = "line"
    text: str
    style: str = ""
    """The paragraph style where the format knows one: "Heading 3"; ``STRONG`` or ``LABELLED`` in a PDF."""
    struck: str = ""
    line: int = 0
    page: int | None = None


Block = Annotated[Line | Table, Field(discriminator="kind")]


class Document(Plain):
    """A file as read. Every line and row has the number under which ``lines()`` shows it."""

    name: str
    form: Literal["text", "word", "pdf", "sheet"]
    blocks: list[Block] = Field(default_factory=list)
    notes: list[str] = Field(default_factory=list)
    """What was changed or could not be seen in reading: tracked changes accepted, pages without text."""

    def numbered(self) -> "Document":
        """Number lines and rows in place, and give the document."""
        at = 1
        for block in self.blocks:
            if isinstance(block, Line):
                block.line = at
                at += 1
            else:
                for row in block.rows:
                    row.line = at
                    at += len(lines_of(row))
        return self

    def lines(self) -> list[str]:
        """Give the document as lines with tabs between cells: what the readers of running text take."""
        return [line for line, _page in self.placed()]

    def placed(self) -> Iterator[tuple[str, int | None]]:
        """Give each line with its page, where the format has pages."""
        for block in self.blocks:
            if isinstance(block, Line):
                yield block.text, block.page
            else:
                yield from ((words, row.page) for row in block.rows for words in lines_of(row))

    def tables(self) -> list[Table]:
        """Give the tables in order."""
        return [block for block in self.blocks if isinstance(block, Table)]


def lines_of(row: Row) -> list[str]:
    """Write one row as lines: the cells side by side, the longest cell's further paragraphs beneath it.

    The paragraphs of the other cells are joined by spaces, so that a title broken over lines stays one.
    """
    texts = [cell.words() for cell in row.cells]
    longest = max(range(len(texts)), key=lambda at: len(texts[at]), default=0)
    columns = [
        text.split("\n") if at == longest else [" ".join(text.split("\n"))] for at, text in enumerate(texts)
    ]
    rows = zip_longest(*columns, fillvalue="")
    return [_tabbed(cells) for cells in rows] or [""]


def _tabbed(cells: tuple[str, ...]) -> str:
    """Join cells by tabs; of a nested table's row each cell has its own."""
    return "\t".join("\t".join(cell.split(NESTED)) if NESTED in cell else cell for cell in cells)
