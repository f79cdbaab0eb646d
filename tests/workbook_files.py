"""Workbooks and CSV files turned into Documents for the tests of their reader."""

import csv
import datetime as dt
import io
import re

from python_calamine import CalamineWorkbook

from reports.files.model import Cell, Document, Row, Table
from reports.paper import Plain

ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
GUARD = re.compile(r"'(?=\s*[=+\-@＝＋－＠]|[\t\r])")


def document(name: str, content: bytes) -> Document:
    """Give the file as a Document: every sheet a table."""
    if name.endswith(".csv"):
        return comma(content)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    tables = [
        Table(
            name=sheet,
            rows=[
                Row(cells=[Cell(text=words(value)) for value in row])
                for row in book.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            ],
        )
        for sheet in book.sheet_names
    ]
    return Document(name=name, form="sheet", blocks=list(tables)).numbered()


def comma(content: bytes) -> Document:
    """Give a CSV file as a Document of one table, the guards against formulas taken off."""
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    cells = [
        Row(cells=[Cell(text=GUARD.sub("", text, count=1) if GUARD.match(text) else text) for text in row])
        for row in rows
    ]
    return Document(name="register.csv", form="sheet", blocks=[Table(rows=cells)]).numbered()


def words(value: object) -> str:
    """Give a cell's value as the reading model has it."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, dt.date) else str(value)


def bare(thing: Plain) -> Plain:
    """Give a copy without the places in a file, which differ from file to file."""
    update: dict[str, object] = {"source": None, "sources": {}}
    for name in type(thing).model_fields:
        value = getattr(thing, name)
        if isinstance(value, list):
            update[name] = [bare(one) if isinstance(one, Plain) else one for one in value]
    return thing.model_copy(
        update={name: v for name, v in update.items() if name in type(thing).model_fields}
    )
