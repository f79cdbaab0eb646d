"""Excel workbooks (.xlsx) as documents: each sheet a table, with the fills and struck words of its cells."""

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from followup import Refused
from reports.files import colours
from reports.files.archive import Archive
from reports.files.cell_words import short_numbers, words_of
from reports.files.model import Block, Cell, Document, Table
from reports.files.trim import trimmed
from reports.paper import Colour

GENERAL = "General"
MOST_SHEETS = 200
SHEETS = "xl/worksheets/"
COMMENTS = re.compile(r"xl/(?:comments\d*\.xml|threadedcomments/)|xl/comments/", re.IGNORECASE)
FORMULA = re.compile(rb"<c\b([^<>]*)>\s*<f\b[^<>]*(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v[^<>]*>\s*</v>)?\s*</c>")
"""A cell with a formula and no result; its attributes."""
WORDS = re.compile(rb"\bt\s*=\s*[\"']str[\"']")
"""A result that is words: none at all may be what the formula gave."""


def read(name: str, content: bytes) -> Document:
    """Read an .xlsx file: values that formulas had when it was saved; hidden sheets are left out."""
    from openpyxl import load_workbook

    archive = Archive(name, content)
    book = load_workbook(
        io.BytesIO(content), read_only=True, data_only=True, keep_links=False, rich_text=True
    )
    if len(book.worksheets) > MOST_SHEETS:
        raise Refused(f"{name} has {len(book.worksheets)} sheets; at most {MOST_SHEETS} can be read.")
    blocks: list[Block] = []
    notes = list(_unseen(archive))
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            notes.append(f"Sheet {sheet.title} is hidden, and was left out.")
            continue
        sheet.reset_dimensions()  # what the file says of its size may be wrong
        numbers: list[tuple[int, str]] = []
        rows = trimmed(name, _rows(sheet, numbers))
        if rows:
            notes += short_numbers(sheet.title, rows, numbers)
            colours.settle(rows)
            blocks.append(Table(rows=rows, name=sheet.title))
    if not blocks:
        raise Refused(f"{name} holds no words in any sheet that is shown.")
    return Document(name=name, form="sheet", blocks=blocks, notes=notes)


class Look(NamedTuple):
    """What the style of cells shows; a workbook of many thousand cells has a handful of styles."""

    form: str
    colour: Colour | None
    struck: bool


PLAIN = Look(GENERAL, None, struck=False)


def _unseen(archive: Archive) -> Iterator[str]:
    """Say what a workbook holds that its cells do not show: formulas never worked out, comments."""
    cells = [
        cell
        for part in archive.parts()
        if part.startswith(SHEETS) and part.endswith(".xml")
        for cell in FORMULA.findall(archive.raw(part))
        if not WORDS.search(cell)
    ]
    if cells:
        yield (
            f"Cells whose formulas show no result, and read as empty: {len(cells)};"
            " open the workbook in Excel or LibreOffice and save it again to fill them."
        )
    if any(COMMENTS.match(part) for part in archive.parts()):
        yield "Comments on cells were left out."


def _rows(sheet: Any, numbers: list[tuple[int, str]]) -> Iterator[list[Cell]]:  # noqa: ANN401 - openpyxl's
    looks: dict[int, Look] = {}
    for row in sheet.iter_rows():
        cells = []
        for at, cell in enumerate(row):
            look, value = _look(cell, looks), cell.value
            words = words_of(value, look.form) if value is not None else ""
            if isinstance(value, float) and look.form == GENERAL:
                numbers.append((at, words))
            cells.append(Cell(text=words, colour=look.colour, struck=_struck(value, words, look)))
        yield cells


def _look(cell: Any, looks: dict[int, Look]) -> Look:  # noqa: ANN401 - openpyxl's
    """Give the look of a cell, worked out once for each style of the sheet."""
    style = getattr(cell, "_style_id", 0)  # an empty cell has none
    if not style:
        return PLAIN
    if style not in looks:
        looks[style] = Look(cell.number_format or GENERAL, _colour(cell.fill), bool(cell.font.strike))
    return looks[style]


def _colour(fill: Any) -> Colour | None:  # noqa: ANN401 - openpyxl's
    """Give the RAG colour of a solid fill; colours that depend on the workbook's theme are none."""
    from openpyxl.styles.colors import COLOR_INDEX

    if fill is None or fill.patternType != "solid":
        return None
    ink = fill.fgColor
    if ink.type == "indexed" and ink.indexed < len(COLOR_INDEX):
        return colours.colour_of_hex(COLOR_INDEX[ink.indexed])
    return colours.colour_of_hex(ink.rgb) if ink.type == "rgb" else None


def _struck(value: Any, words: str, look: Look) -> str:  # noqa: ANN401 - openpyxl's
    """Give the words struck through: the whole cell's, or those of single runs in it."""
    if look.struck:
        return words
    if not isinstance(value, list):  # rich text is a list of runs, and nothing else is one
        return ""
    from openpyxl.cell.rich_text import TextBlock

    runs = [run.text for run in value if isinstance(run, TextBlock) and run.font and run.font.strike]
    return "\n".join(run.strip() for run in runs)
