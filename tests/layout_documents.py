"""Documents for the tests of layouts: files as an import opens them, and some that no file is needed for."""

from collections.abc import Sequence
from pathlib import Path

from reports.files.model import Cell, Document, Line, Row, Table
from reports.files.open import open_file

DATA = Path(__file__).parent / "data" / "layouts"


def of_text(text: str, name: str = "paper.txt") -> Document:
    return Document(name=name, form="text", blocks=[Line(text=line) for line in text.split("\n")]).numbered()


def of_rows(rows: Sequence[Sequence[str]], name: str = "register.xlsx", sheet: str = "Sheet1") -> Document:
    return Document(name=name, form="sheet", blocks=[table(rows, sheet)]).numbered()


def table(rows: Sequence[Sequence[str]], sheet: str = "") -> Table:
    return Table(rows=[Row(cells=[Cell(text=cell) for cell in row]) for row in rows], name=sheet)


def of_file(path: Path) -> Document:
    """Give a file as a document, as an import does."""
    return open_file(path)
