"""How a message was read, written down with it: a reviewer sees it, and can give back what was set aside."""

from mail.reading import LONGEST_BODY
from mail.reply import Reply

MOST_PIECES = 2_000
"""A body of quoted and own lines by turns gives more; the message itself is kept in any case."""


def stored(read: Reply) -> str:
    """Give a reading as JSON of bounded size; what is left out is named in its doubts."""
    short = read.model_copy(deep=True)
    if len(short.body) > LONGEST_BODY:
        short.body = short.body[:LONGEST_BODY]
        short.unplaced = short.unplaced[:LONGEST_BODY]
        short.doubts.append("The body is longer than what is shown here; see the message itself.")
    if len(short.elided) > MOST_PIECES:
        short.elided = short.elided[:MOST_PIECES]
        short.doubts.append("More pieces were set aside than are listed; see the message itself.")
    return short.model_dump_json()
