"""Red, amber, green, grey: always computed, never typed in (rule 2)."""

import datetime as dt
from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

from followup.rules import Rules

Colour = Literal["RED", "AMBER", "GREEN", "GREY"]


class Dated(Protocol):
    """A promised date: of the whole when ``part`` is empty, else of that part."""

    @property
    def part(self) -> str | None: ...  # noqa: D102
    @property
    def date(self) -> dt.date | None: ...  # noqa: D102


class Rag(NamedTuple):
    """The colour, why, and what a person should check (empty when sure)."""

    colour: Colour
    reason: str
    doubt: str = ""


def in_force(dates: Sequence[Dated]) -> dt.date | None:
    """Give the last date for the whole; with part dates only, the latest of the parts (rule 2).

    None where that one cannot be computed: a part that is "ongoing" outlasts any dated one.
    """
    whole = [d.date for d in dates if not d.part]
    if whole:
        return whole[-1]
    last = {d.part: d.date for d in dates}
    known = [date for date in last.values() if date]
    return max(known) if known and len(known) == len(last) else None


def colour(
    status: str, target: dt.date | None, priority: str | None, *, rules: Rules, meeting: dt.date
) -> Rag:
    """Colour an item for the paper of one meeting.

    Under the delivery scheme (2019, para 7) by status and target date; past means before the meeting.
    Under the risk scheme (2022, para 4) by priority alone: its three colours must add up to the total,
    so a proposal keeps the colour of its priority.
    """
    if rules.scheme == "risk":
        if priority in rules.risk_colours:
            return Rag(rules.risk_colours[priority], f"priority {priority}")
        known = f"priority {priority}, which has no colour" if priority else "no priority known"
        return Rag("AMBER", known, f"{known}: shown AMBER")
    return _delivery(status, target, meeting)


def _delivery(status: str, target: dt.date | None, meeting: dt.date) -> Rag:
    if status in ("proposed_closed", "closed"):
        return Rag("GREEN", "completed, proposed closed")
    if status != "open":
        return Rag("GREY", "not adopted" if "not_adopted" in status else "superseded")
    if target is None:
        return Rag("AMBER", "no date", "no target date can be computed: shown AMBER, never RED")
    if target < meeting:
        return Rag("RED", "past its target date")
    return Rag("AMBER", "within its target date")
