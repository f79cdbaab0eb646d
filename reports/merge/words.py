"""What a merge changes about one item, in lines for people."""

from collections.abc import Iterator
from typing import Any

from followup.dates import spoken
from reports.merge.fold import Values
from reports.merge.reconcile import Outcome
from store.models import Assignment, Membership, Recommendation, TargetDate, Update

FIELDS = {"title": "title", "priority": "priority", "threat": "threat", "reference": "reference",
          "status": "status"}  # fmt: skip
TEXTS = {"text": "text of the recommendation", "response": "management response"}


def of_fields(item: Recommendation, fields: Values) -> Iterator[str]:
    """Name each column that gets another value; long texts by name only."""
    for name, said in FIELDS.items():
        before = getattr(item, name)
        if name in fields and before != fields[name]:
            yield f"{said} {_plain(fields[name])} (was {_plain(before)})"
    for name, said in TEXTS.items():
        if name in fields and getattr(item, name) != fields[name]:
            yield f"{said} {'differs' if getattr(item, name) else 'known now'}"


def _plain(value: Any) -> str:  # noqa: ANN401 - a column's value
    return str(value).replace("_", " ") if value else "none"


def of_updates(done: Outcome[Update]) -> Iterator[str]:
    """Name updates that are added, and those whose words or first meeting change."""
    yield from (f"new: {values['label'] or 'an update'}" for values in done.added)
    yield from (f"{row.label or 'an update'}: as in another paper now" for row in done.changed)
    yield from (f"{row.label or 'an update'}: no longer shown" for row in done.removed)


def of_dates(done: Outcome[TargetDate]) -> Iterator[str]:
    """Name target dates that are added or no longer shown."""
    yield from (f"target date {_day(v['words'], v['date'], v['part'])}" for v in done.added)
    yield from (f"target date no longer shown: {_day(row.words, row.date, row.part)}" for row in done.removed)


def _day(words: str, date: Any, part: str | None) -> str:  # noqa: ANN401 - a date or nothing
    shown = spoken(date) if date else f"“{words}”"
    return f"{shown} (part {part})" if part else shown


def of_owners(done: Outcome[Assignment]) -> Iterator[str]:
    """Name owners who come and go."""
    yield from (f"owner {values['printed']}" for values in done.added)
    yield from (
        f"{row.printed} is named until {spoken(row.until_on)}" for row in done.changed if row.until_on
    )
    yield from (f"owner no longer shown: {row.printed}" for row in done.removed)


def of_moves(done: Outcome[Membership]) -> Iterator[str]:
    """Say that an item comes to a body, changes it, or leaves."""
    for values in done.added:
        if values["to_id"] is None:
            yield "leaves the tracker"
        else:
            yield "changes its body" if values["from_id"] else "is on a body's list again"
