"""Drawing the register: one plain-data Paper in, the bytes of a workbook or of a CSV file out."""

import csv as files
import datetime as dt
import io
from collections.abc import Iterator

from reports.paper import Paper
from reports.workbook import form, rows, seen
from reports.workbook.cells import guarded, pieces
from reports.workbook.form import Column, Row, Sheet, Value

BOM = "\ufeff"


def xlsx(paper: Paper) -> bytes:
    """Draw the paper as a workbook; the same paper gives the same bytes.

    No cell is a formula or a link, and no words are cut: a cell too long for one row goes on in the rows
    beneath it. Raises Refused for what no sheet holds (more than 1,048,576 rows).
    """
    from reports.workbook.book import draw

    shown = seen.in_workbook(paper)
    laid_out = rows.sheets(shown)
    return draw(shown, [(sheet, *table(sheet, laid_out[sheet.name])) for sheet in form.SHEETS])


def csv(paper: Paper) -> bytes:
    """Draw the recommendations as CSV for spreadsheets: UTF-8 with its mark, CRLF, every cell in quotes.

    What a spreadsheet would take for a formula stands behind an apostrophe. Dates are ISO.
    """
    columns, grid = table(form.CSV, rows.csv_rows(seen.in_csv(paper)))
    out = io.StringIO(newline="")
    out.write(BOM)
    writer = files.writer(out, quoting=files.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([column.heading for column in columns])
    for cells in grid:
        writer.writerow([_plain(column, value) for column, value in zip(columns, cells, strict=True)])
    return out.getvalue().encode("utf-8")


def table(sheet: Sheet, every: list[Row]) -> tuple[list[Column], list[list[Value]]]:
    """Give the columns that are used, and the cells of each row; an optional empty column is left out."""
    grid = [cells for row in every for cells in _spread(sheet, row)]
    kept = [
        at
        for at, column in enumerate(sheet.columns)
        if not column.optional or any(cells[at] not in ("", None) for cells in grid)
    ]
    return [sheet.columns[at] for at in kept], [[cells[at] for at in kept] for cells in grid]


def _spread(sheet: Sheet, row: Row) -> Iterator[list[Value]]:
    """Give the row, and as many more beneath it as its longest cell needs."""
    long = {
        name: pieces(value) for name, value in row.items() if isinstance(value, str) and name != form.ITEM
    }
    needed = max(map(len, long.values()), default=1)
    first = row | {name: cut[0] for name, cut in long.items()}
    yield [first.get(column.heading) for column in sheet.columns]
    for at in range(1, needed):
        more: Row = {name: cut[at] for name, cut in long.items() if len(cut) > at}
        more |= {form.ITEM: row.get(form.ITEM), form.CONTINUED: f"{at + 1} of {needed}"}
        yield [more.get(column.heading) for column in sheet.columns]


def _plain(column: Column, value: Value) -> str:
    if isinstance(value, dt.date):
        return value.isoformat()[: 7 if column.kind == "month" else None]
    return "" if value is None else guarded(str(value))
