"""Fills of cells as RAG colours: by hue, and only where a fill can mean something."""

import colorsys
import re
from collections.abc import Sequence

from reports.files.model import Cell, Row
from reports.paper import Colour

HEX = re.compile(r"(?:[0-9a-f]{2})?([0-9a-f]{6})", re.IGNORECASE)
LONGEST_HEADING = 60
FIGURE = re.compile(r"\d{0,6}|[-–—]|n/?a", re.IGNORECASE)
PALE = 0.16
"""Saturation below which a fill is no colour: Excel's palest RAG fill has 0.17."""
DARK = 0.3
GREY_TO = 0.9
LEAST_AMBER = 0.6
FEWEST_HEADINGS = 2


def colour_of_hex(fill: str | None) -> Colour | None:
    """Give the RAG colour of "FF0000" or "FFFF0000" (alpha first); None for other hues, white and black."""
    found = HEX.fullmatch((fill or "").lstrip("#"))
    if not found:
        return None
    return colour_of_rgb(*(int(found[1][at : at + 2], 16) / 255 for at in (0, 2, 4)))


def colour_of_rgb(red: float, green: float, blue: float) -> Colour | None:
    """Give the RAG colour of a fill; each part from 0 to 1."""
    hue, saturation, value = colorsys.rgb_to_hsv(red, green, blue)
    degrees = hue * 360
    if saturation < PALE / 2:
        return "GREY" if DARK <= value < GREY_TO else None
    if saturation < PALE or value < DARK:
        return None
    if degrees < 16 or degrees >= 340:  # noqa: PLR2004 - the hues of the wheel
        return "RED"
    if degrees <= 66:  # noqa: PLR2004 - orange to yellow
        return "AMBER" if value >= LEAST_AMBER else None
    return "GREEN" if 75 <= degrees <= 165 else None  # noqa: PLR2004 - the greens


def settle(rows: Sequence[Row], *, heading_rows: int = 0) -> None:
    """Take away, in place, the fills that only decorate.

    A heading row has none. Grey counts only in a column that has other RAG colours, and an empty coloured
    cell among figures is no word. A table of one row is a legend, whose colours stand.
    """
    if len(rows) <= 1:
        return
    first = max(heading_rows, 1 if is_heading(rows[0]) else 0)
    for row in rows[:first]:
        for cell in row.cells:
            cell.colour = None
    width = max(len(row.cells) for row in rows)
    for at in range(width):
        column = [row.cells[at] for row in rows[first:] if at < len(row.cells)]
        _settle_column(column)


def _settle_column(column: Sequence[Cell]) -> None:
    coloured = any(cell.colour not in (None, "GREY") for cell in column)
    words = [cell.text for cell in column if cell.text]
    figures = bool(words) and all(FIGURE.fullmatch(text) for text in words)
    for cell in column:
        if (cell.colour == "GREY" and not coloured) or (figures and not cell.text):
            cell.colour = None


def is_heading(row: Row) -> bool:
    """Whether a table's first row reads like headings: several filled cells, all of them short."""
    words = [cell.text for cell in row.cells if cell.text]
    return len(words) >= FEWEST_HEADINGS and all(len(text) <= LONGEST_HEADING for text in words)
