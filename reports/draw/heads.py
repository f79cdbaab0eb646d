"""The line that heads a recommendation, and what it shows of reference and title."""

import re

from reports.draw.grammar import one_line
from reports.paper import Recommendation

ID_ENDS = re.compile(r"-([A-Za-z0-9.]+)(?:-\d{1,4})?$")
"""The reference in an item id, and the number where two items of a paper share one."""
NO_ID = re.compile(r"[^A-Za-z0-9.]+")
REFERENCE = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,2}[a-z]?")


def heading(rec: Recommendation) -> str:
    """Give reference and title: ``4.2 Service details``."""
    return one_line(f"{rec.reference or ''} {rec.title}") or rec.id


def reference_and_title(shown: str, item_id: str) -> tuple[str | None, str]:
    """Tell what a heading shows apart: its first words are the reference where they end the item id.

    Where they do not, a first word such as 4.2 is one. A heading that only repeats the id shows neither.
    """
    if shown == item_id:
        return None, ""
    ends = ID_ENDS.search(item_id)
    words = shown.split(" ")
    for many in (1, 2, 3):
        if ends and NO_ID.sub("", "".join(words[:many])).strip(".") == ends[1]:
            return " ".join(words[:many]), " ".join(words[many:])
    if REFERENCE.fullmatch(words[0]):
        return words[0], " ".join(words[1:])
    return None, shown
