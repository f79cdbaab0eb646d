"""The workbook's tables: widths, headings that stay in sight, filters, colours that follow their words."""

import datetime as dt
import io
from typing import Any

from xlsxwriter import Workbook

from reports.draw import parts
from reports.paper import Paper
from reports.workbook import form, front
from reports.workbook.form import Column, Filled, Sheet, Value
from reports.workbook.looks import HEAD, LINE, SHADES, Looks, height

MADE = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a workbook's dates have no zone
"""The day of making that every workbook names, so that the same paper gives the same bytes."""
LONGEST_TITLE = 250


def draw(paper: Paper, sheets: list[Filled]) -> bytes:
    """Draw the first sheet for readers, and then every table."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": front.title(paper)[:LONGEST_TITLE], "created": MADE})
        looks = Looks(book, parts.foot(paper))
        front.draw(looks, paper, sheets)
        for sheet, columns, grid in sheets:
            _sheet(looks, sheet, columns, grid)
    return out.getvalue()


def _sheet(looks: Looks, sheet: Sheet, columns: list[Column], grid: list[list[Value]]) -> None:
    """Draw one table: headings that stay in sight and print on every page, a filter, colours by their words."""
    page = looks.page(sheet.name, sum(column.width for column in columns))
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width)
        looks.write(page, 0, place, column.heading, **HEAD)
    widths = [column.width for column in columns]
    page.set_row(0, height(zip(widths, (column.heading for column in columns), strict=True)) + LINE)
    for at, cells in enumerate(grid, start=1):
        page.set_row(at, height(zip(widths, cells, strict=True)))
        for place, (column, value) in enumerate(zip(columns, cells, strict=True)):
            shape = {"num_format": "mmmm yyyy"} if column.kind == "month" else {}
            looks.write(page, at, place, value, text_wrap=True, border=1, border_color="#b8bcc2", **shape)
    headings = [column.heading for column in columns]
    page.freeze_panes(1, 1 if headings[0] == form.ITEM else 0)
    page.repeat_rows(0)
    page.repeat_columns(0)
    page.autofilter(0, 0, len(grid), len(columns) - 1)
    if "RAG" in headings and grid:
        _shade(looks, page, headings.index("RAG"), len(grid))


def _shade(looks: Looks, page: Any, place: int, last: int) -> None:  # noqa: ANN401
    """Let the fill follow the word, also when somebody types another one."""
    for word, shade in SHADES.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
        page.conditional_format(1, place, last, place, rule | {"format": looks.book.add_format(shade)})
