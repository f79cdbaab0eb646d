"""Whether dates in figures can only be meant month first."""

import re
from collections.abc import Iterable, Iterator

from reports.layouts.pieces import Record
from reports.layouts.synonyms import Field

DATED: tuple[Field, ...] = (
    *("original_date", "target_date", "revised_date", "completed", "month", "update_date"),
    "update",
)
FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})[/-](\d{1,2})[/-](?:\d{2}){1,2}(?![\d./-])")
TWELVE = 12
LOOKED_AT = 500
"""Characters of a cell."""


def american(cells: Iterable[str]) -> bool:
    """Whether some dates have a second figure over twelve, and none a first one."""
    month_first = day_first = False
    for cell in cells:
        for found in FIGURES.finditer(cell[:LOOKED_AT]):
            month_first |= int(found[2]) > TWELVE >= int(found[1])
            day_first |= int(found[1]) > TWELVE >= int(found[2])
    return month_first and not day_first


def other_order(records: Iterable[Record], order: str) -> list[tuple[str, int]]:
    """Give the dates that only the other order than ``order`` can read, each with its line."""
    day, month = (2, 1) if order == "uk" else (1, 2)
    return [
        (found[0], piece.lines[0])
        for record in records
        for piece in record.of(*DATED)
        for found in FIGURES.finditer(piece.text[:LOOKED_AT])
        if int(found[day]) > TWELVE >= int(found[month])
    ]


def dates_of(records: Iterable[Record]) -> Iterator[str]:
    """Give the words of fields that hold dates."""
    return (piece.text for record in records for piece in record.of(*DATED))
