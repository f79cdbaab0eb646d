"""The banner over each audit: title, opinion and month, and below it the counts by priority."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reports import wording
from reports.narrative.rows import Row
from reports.paper import Audit

COUNT = re.compile(r"\s{0,3}(?P<name>[A-Za-z]{3,16})\s{0,3}:?\s{0,3}(?P<count>\d{1,3})")
LEAST_COUNTS = 2
LONGEST = 160
LOST = "[title lost]"


class Counts(NamedTuple):
    """Counts by priority as printed, and what the converter ran on after them."""

    by_priority: dict[str, int]
    rest: str


def counts_in(text: str) -> Counts | None:
    """Read "FUNDAMENTAL: 0 SIGNIFICANT: 4 HOUSEKEEPING: 1" at the start of a line."""
    found: dict[str, int] = {}
    end = 0
    while (one := COUNT.match(text, end)) and (name := wording.priority_of(one["name"])):
        if not one["name"].isupper() or name in found:
            break
        found[name] = int(one["count"])
        end = one.end()
    return Counts(found, text[end:].strip()) if len(found) >= LEAST_COUNTS else None


def looks_like_banner(row: Row) -> bool:
    """Whether a line without counts below it still reads like a banner: capitals, opinion and month."""
    letters = [char for char in row.text[: LONGEST + 1] if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return (
        len(row.text) <= LONGEST
        and capitals * 10 > len(letters) * 7
        and wording.assurance_of(row.text) is not None
        and wording.month_of(row.text) is not None
    )


def audit_of(row: Row | None, counts: dict[str, int]) -> Audit:
    """Make the audit from the line above the counts; None where that line is lost."""
    if row is None:
        return Audit(title=LOST, counts=counts)
    month = wording.month_of(row.text)
    words = re.sub(r"\s+\w{3,9}\s+\d{2,4}\s*$", "", row.text) if month else row.text
    title = wording.title_before_assurance(words)
    return Audit(title=title or LOST, assurance=wording.assurance_of(words), month=month, counts=counts)


def completed(audit: Audit, titles: Sequence[str]) -> Audit:
    """Complete a title that the converter cut off in mid-word, where the same paper prints it whole."""
    cut = audit.title.casefold()
    for title in titles:
        whole = " ".join(title.split())
        if whole.casefold().startswith(cut) and whole[len(cut) : len(cut) + 1].isalnum():
            rest = whole[len(cut) :]
            return audit.model_copy(
                update={"title": audit.title + (rest.upper() if audit.title.isupper() else rest)}
            )
    return audit
