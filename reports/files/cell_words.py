"""What a sheet's cell shows, from the value it holds: dates as ISO, numbers as they are written."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from typing import Any

from reports.files.model import Row

PLAIN_NUMBER = re.compile(r"(#,##)?0(?:\.(0{1,8}))?(?:_\)|_-)?")
EXACT = 1e15
SHORT = re.compile(r"\d{1,2}\.\d")
FEWEST = 2


def words_of(value: Any, form: str = "General") -> str:  # noqa: ANN401 - whatever a sheet holds
    """Give a cell's words: 2022-03-31, 4.1, 12, Yes; ``form`` is its number format, which may add noughts."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, int | float):
        return _number(value, form)
    if isinstance(value, dt.date | dt.time):
        return _moment(value)
    return str(value).replace("\r\n", "\n").replace("\r", "\n").strip()


def _moment(value: dt.date | dt.time) -> str:
    """Write a date or an hour; midnight is no hour but the way sheets keep a plain date."""
    if isinstance(value, dt.datetime):
        whole = value.time() == dt.time()
        return value.date().isoformat() if whole else value.strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, dt.date) else value.strftime("%H:%M")


def _number(value: float, form: str) -> str:
    """Write a number as its format shows it, where that is simple; else with the digits it has."""
    shown = PLAIN_NUMBER.fullmatch(form)
    if "%" in form:
        return f"{round(value * 100, 6):g}%"
    if shown and (shown[1] or shown[2]):
        return f"{value:{',' if shown[1] else ''}.{len(shown[2] or '')}f}"
    if isinstance(value, float) and not value.is_integer():
        return f"{value:.15g}"
    return str(int(value)) if abs(value) < EXACT else f"{value:.15g}"


def short_numbers(name: str, rows: Sequence[Row], numbers: Iterable[tuple[int, str]]) -> list[str]:
    """Note columns of numbers like 4.1: a reference 4.10 entered as a number has lost its last nought.

    ``numbers`` are the cells held as numbers in the general format: (column, words).
    """
    counts: dict[int, int] = {}
    for column, words in numbers:
        if SHORT.fullmatch(words):
            counts[column] = counts.get(column, 0) + 1
    heads = [cell.text for cell in rows[0].cells] if rows else []
    found = [
        heads[at] if at < len(heads) and heads[at] else f"number {at + 1}"
        for at in sorted(counts)
        if counts[at] >= FEWEST
    ]
    return [f"Sheet {name}, column {head}: numbers such as 4.1 may have been 4.10." for head in found]
