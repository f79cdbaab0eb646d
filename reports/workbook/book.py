"""The workbook's tables: widths, headings that stay in sight, filters, colours that follow their words."""

import datetime as dt
import io
from typing import Any

from xlsxwriter import Workbook

from reports.draw import parts
from reports.paper import Paper
from reports.workbook import form, front
from reports.workbook.form import Column, Filled, Sheet, Value
from reports.workbook.looks import (
    DATED,
    HEAD,
    LINE,
    LINED,
    MONTHLY,
    SHADES,
    Looks,
    height,
    write,
)

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
    """Draw one table, its headings in sight and on every page, with a filter, and colours by their words."""
    widths = [column.width for column in columns]
    page = looks.page(sheet.name, sum(widths))
    page.set_row(0, height(zip(widths, (column.heading for column in columns), strict=True)) + LINE)
    for place, column in enumerate(columns):
        page.set_column(place, place, column.width)
        write(page, 0, place, column.heading, looks.format(**HEAD))
    shapes = [looks.format(**_shape(column)) for column in columns]
    days = looks.format(**LINED, **DATED)
    for at, cells in enumerate(grid, start=1):
        page.set_row(at, height(zip(widths, cells, strict=True)))
        for place, (shape, value) in enumerate(zip(shapes, cells, strict=True)):
            write(
                page, at, place, value, days if sheet is form.ABOUT and isinstance(value, dt.date) else shape
            )
    headings = [column.heading for column in columns]
    page.freeze_panes(1, 1 if headings[0] == form.ITEM else 0)
    page.repeat_rows(0)
    page.repeat_columns(0)
    page.autofilter(0, 0, len(grid), len(columns) - 1)
    if "RAG" in headings and grid:
        _shade(looks, page, headings.index("RAG"), len(grid))


def _shape(column: Column) -> dict[str, object]:
    shapes = {"month": MONTHLY, "date": DATED}
    return {**LINED, "text_wrap": True, **shapes.get(column.kind, {})}


def _shade(looks: Looks, page: Any, place: int, last: int) -> None:  # noqa: ANN401
    """Let the fill follow the word, also when somebody types another one."""
    for word, shade in SHADES.items():
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
        page.conditional_format(1, place, last, place, rule | {"format": looks.book.add_format(shade)})
