"""How a message was read, written down with it: a reviewer sees it, and can give back what was set aside."""

from typing import Any

from mail.reading import LONGEST_BODY
from mail.reply import Reply

MOST_PIECES = 2_000
"""A body of quoted and own lines by turns gives more; the message itself is kept in any case."""


def stored(read: Reply) -> str:
    """Give a reading as JSON of bounded size; what is left out is named in its doubts."""
    changed: dict[str, Any] = {}
    doubts = list(read.doubts)
    if len(read.body) > LONGEST_BODY:
        changed |= {"body": read.body[:LONGEST_BODY], "unplaced": read.unplaced[:LONGEST_BODY]}
        doubts.append("The body is longer than what is shown here; see the message itself.")
    if len(read.elided) > MOST_PIECES:
        changed["elided"] = read.elided[:MOST_PIECES]
        doubts.append("More pieces were set aside than are listed; see the message itself.")
    return read.model_copy(update=changed | {"doubts": doubts}).model_dump_json()
