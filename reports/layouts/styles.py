"""Whether dates in figures can only be meant month first."""

import re
from collections.abc import Iterable

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


def american(records: Iterable[Record]) -> bool:
    """Whether some dates have a second figure over twelve, and none a first one."""
    month_first = day_first = False
    for record in records:
        for piece in record.of(*DATED):
            for found in FIGURES.finditer(piece.text[:LOOKED_AT]):
                month_first |= int(found[2]) > TWELVE >= int(found[1])
                day_first |= int(found[1]) > TWELVE >= int(found[2])
    return month_first and not day_first
