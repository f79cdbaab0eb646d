"""What stands under the title of a printed audit: opinion, month, and who the auditor was."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reports.paper import AND
from reports.printed.items import MONTH, month_of, opinion_of

DATED = re.compile(rf"(?:(?P<before>.*) )?{MONTH.pattern}(?: · (?P<auditor>.*))?")
OPINION = re.compile(r"(?P<before>.*\bassurance)(?: ·)?(?: (?P<auditor>.*))?", re.IGNORECASE)
DOT = " ·"
MOST_NAMES = 20
"""Names joined in that of a scale, at most."""


class Banner(NamedTuple):
    """What a banner says; ``before`` is what stands before the month: the opinion, as printed."""

    before: str
    month: str | None
    auditor: str

    @property
    def assurance(self) -> str | None:
        """Give "Limited" for "Limited assurance"."""
        return opinion_of(self.before)


def banner_of(line: str, scales: Sequence[str]) -> Banner:
    """Read "Limited assurance · March 2020 · Larch & Partners", where dots or spaces divide.

    An auditor is named where the paper has several ``scales``, whose names these are. Without a month it
    is one of them that stands last, else what follows the opinion.
    """
    found = DATED.fullmatch(line)
    if found and (scales or found["auditor"] is None):
        before = (found["before"] or "").removesuffix(DOT)
        return Banner(before, month_of(found), found["auditor"] or "")
    if not scales:
        return Banner(line, None, "")
    ends = (name for name in sorted(_names(scales), key=len, reverse=True) if f" {line}".endswith(f" {name}"))
    if (auditor := next(ends, None)) is not None:
        return Banner(line[: -len(auditor)].strip().removesuffix(DOT), None, auditor)
    graded = OPINION.fullmatch(line)
    return Banner(graded["before"], None, graded["auditor"] or "") if graded else Banner("", None, line)


def _names(scales: Sequence[str]) -> Iterator[str]:
    """Give each name that may be an auditor's in the names of scales."""
    for scale in scales:
        words = scale.split(AND)[:MOST_NAMES]
        for start in range(len(words)):
            yield from (AND.join(words[start:end]) for end in range(start + 1, len(words) + 1))
