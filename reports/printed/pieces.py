"""The printed paper in pieces: one paragraph each, with the style that says what it is."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reports.draw.presentable import squeezed
from reports.files.model import LABELLED, NESTED, STRONG, Cell, Document, Line, Row, Table, lines_of
from reports.paper import Source

WEIGHTS = (STRONG, LABELLED)
ROW = "row"
"""The style given to a row of a small table inside an item."""
FURNITURE = re.compile(r".{0,300}\] – continued|(?:.{0,400}\s)?Page \d{1,5} of \d{1,5}")
"""The head of a page that an item runs over to, and the foot of every page."""


class Piece(NamedTuple):
    """A paragraph on one line, its style in lower case, and its place in the file."""

    text: str
    style: str = ""
    line: int = 0
    page: int | None = None

    @property
    def source(self) -> Source:
        """Where it stands."""
        return Source(**{"from": self.line, "to": self.line, "page": self.page})


def front_and_rest(document: Document, heading: str) -> tuple[list[Piece | Table], list[Piece | Table]]:
    """Give what stands before the last line that is this heading, and what stands after it."""
    parts = list(_parts(document))
    places = [at for at, part in enumerate(parts) if isinstance(part, Piece) and part.text == heading]
    styled = [at for at in places if _style_of(parts[at]) in ("heading 1", STRONG)]
    at = (styled or places or [len(parts)])[-1]
    return parts[:at], parts[at + 1 :]


def of_cell(cell: Cell, row: Row) -> list[Piece]:
    """Give the paragraphs of one cell; their lines are counted where the cell sets the row's height."""
    longest = max(row.cells, key=lambda each: len(each.words())) is cell
    lines = cell.words().split("\n")
    styles = cell.styles if len(cell.styles) == len(lines) else [""] * len(lines)
    known = any(styles)
    return [
        Piece(
            squeezed(text),
            ROW if NESTED in text and not style else style.casefold() if known else "",
            row.line + (at if longest else 0),
            row.page,
        )
        for at, (text, style) in enumerate(zip(lines, styles, strict=True))
        if text.strip()
    ]


def rows_as_pieces(table: Table) -> Iterator[Piece]:
    """Give the rows of a small table, a piece each."""
    for row in table.rows:
        yield Piece(
            squeezed(NESTED.join(squeezed(cell.words()) for cell in row.cells)), ROW, row.line, row.page
        )


def heads(table: Table) -> list[str]:
    """Give the words of a table's heading row, each cell on one line."""
    return words_of(table.rows[0]) if table.rows else []


def words_of(row: Row) -> list[str]:
    """Give the words of a row's cells, each on one line."""
    return [squeezed(cell.words()) for cell in row.cells]


def last_line(row: Row) -> int:
    """Give the number of the last line of a row."""
    return row.line + len(lines_of(row)) - 1


def texts(parts: Sequence[Piece | Table]) -> list[str]:
    """Give the paragraphs between the tables."""
    return [part.text for part in parts if isinstance(part, Piece)]


def _parts(document: Document) -> Iterator[Piece | Table]:
    """Give tables and paragraphs in order, without empty ones and without the furniture of pages."""
    paged = document.form != "word"
    usual = "" if paged else "normal"
    for block in document.blocks:
        if isinstance(block, Line):
            text = squeezed(block.text)
            if text and not (paged and FURNITURE.fullmatch(text)):
                yield Piece(text, block.style.casefold() or usual, block.line, block.page)
        else:
            yield block


def _style_of(part: Piece | Table) -> str:
    return part.style if isinstance(part, Piece) else ""
