"""Older and free spreadsheets (.xls, .ods) as documents: each sheet a table of values."""

import io
from collections.abc import Iterator
from typing import Any

from followup import Refused
from reports.files.archive import Archive
from reports.files.cell_words import short_numbers, words_of
from reports.files.guard import MOST_COLUMNS
from reports.files.model import Block, Cell, Document, Table
from reports.files.trim import trimmed

MOST_ROWS = 200_000
MOST_SHEETS = 200
ZIP = b"PK"


def read(name: str, content: bytes) -> Document:
    """Read an .xls or .ods file; fills are not seen, and hidden sheets are left out."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetVisibleEnum

    if content.startswith(ZIP):
        Archive(name, content)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        blocks: list[Block] = []
        notes = ["Colours of cells are not read from this format: save it as .xlsx to keep them."]
        for sheet in book.sheets_metadata[:MOST_SHEETS]:
            if sheet.visible != SheetVisibleEnum.Visible:
                notes.append(f"Sheet {sheet.name} is hidden, and was left out.")
                continue
            table = _table(name, book.get_sheet_by_name(sheet.name), notes)
            blocks += [table] if table.rows else []
    except PasswordError as problem:
        raise Refused(f"{name} is encrypted: take its password off and save it again.") from problem
    except CalamineError as problem:
        raise Refused(f"{name} is damaged: open it in its own program and save it again.") from problem
    if not blocks:
        raise Refused(f"{name} holds no words in any sheet that is shown.")
    return Document(name=name, form="sheet", blocks=blocks, notes=notes)


def _table(name: str, sheet: Any, notes: list[str]) -> Table:  # noqa: ANN401 - calamine's
    if sheet.total_width > MOST_COLUMNS:
        raise Refused(
            f"{name} has a sheet of {sheet.total_width:,} columns; at most {MOST_COLUMNS:,} can be read."
        )
    if sheet.total_height > MOST_ROWS:
        raise Refused(
            f"{name} has a sheet of {sheet.total_height:,} rows; at most {MOST_ROWS:,} can be read."
        )
    numbers: list[tuple[int, str]] = []
    rows = trimmed(name, _rows(sheet, numbers))
    notes += short_numbers(sheet.name, rows, numbers)
    return Table(rows=rows, name=sheet.name)


def _rows(sheet: Any, numbers: list[tuple[int, str]]) -> Iterator[list[Cell]]:  # noqa: ANN401 - calamine's
    for row in sheet.to_python(skip_empty_area=False):
        for at, value in enumerate(row):
            if isinstance(value, float) and not value.is_integer():
                numbers.append((at, words_of(value)))
        yield [Cell(text=words_of(value)) for value in row]
