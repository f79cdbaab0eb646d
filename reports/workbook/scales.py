"""Several auditors' scales on the sheet About, both ways: rows such as ``Scale 2 priority``."""

import re
from collections.abc import Callable, Iterator, Sequence

from reports.paper import UNRECORDED, AuditorScale, Colour, Reporting
from reports.workbook.form import Value
from reports.workbook.grid import Record, Told, plain

FIELD = re.compile(r"scale (?P<number>\d{1,4}) (?P<what>auditor|priority|risk colour|reporting)")
COLOURS: tuple[Colour, ...] = ("RED", "AMBER", "GREEN", "GREY")


def rows(
    scales: Sequence[AuditorScale], bodies: Callable[[Reporting], str]
) -> Iterator[tuple[str, Value, str | None]]:
    """Give field, value and detail of each row; ``bodies`` writes a reporting rule into one cell."""
    for number, scale in enumerate(scales, 1):
        name = f"Scale {number}"
        yield from ((f"{name} auditor", who or UNRECORDED, None) for who in scale.auditors)
        yield from ((f"{name} priority", word, None) for word in scale.priorities)
        yield from ((f"{name} risk colour", shade, word) for word, shade in scale.risk_colours.items())
        yield from ((f"{name} reporting", bodies(rule), rule.assurance) for rule in scale.reporting)


def is_one(record: Record) -> bool:
    """Whether a row of the sheet says something of a scale."""
    return FIELD.fullmatch(plain(record["Field"])) is not None


def read(
    records: Sequence[Record], rule: Callable[[Record, Told], Reporting], told: Told
) -> list[AuditorScale]:
    """Read the scales in the order of their numbers; a colour that is none is said and left out."""
    found: dict[int, AuditorScale] = {}
    for record in records:
        match = FIELD.fullmatch(plain(record["Field"]))
        if match is None:
            continue
        scale = found.setdefault(int(match["number"]), AuditorScale(auditors=[], priorities=[]))
        _add(scale, match["what"], record, rule, told)
    return [scale for _number, scale in sorted(found.items())]


def _add(
    scale: AuditorScale, what: str, record: Record, rule: Callable[[Record, Told], Reporting], told: Told
) -> None:
    value = record["Value"]
    if what == "auditor":
        scale.auditors.append("" if value == UNRECORDED else value)
    elif what == "priority":
        scale.priorities.append(value)
    elif what == "reporting":
        scale.reporting.append(rule(record, told))
    elif colour := next((each for each in COLOURS if each == value), None):
        scale.risk_colours[record["Detail"]] = colour
    else:
        words = f"About: {record['Field']} cannot be {value!r}; it was left out."
        told.say("unread_value", words, record.line)
