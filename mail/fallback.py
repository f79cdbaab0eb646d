"""What looks like a quotation in a message that quotes nothing we sent: a view for a reviewer, never a cut.

quotequail finds it by the marks, headers and attributions of mail programs. Some shapes cost it more than
linear time, so it sees no more than the first lines.
"""

import quotequail

from mail.understood import Segment

MOST_LINES, LONGEST_LINE, MOST_TEXT = 1_000, 1_000, 32_000


def view(text: str) -> list[Segment]:
    """Give the pieces of a text that look like a quotation, by offsets in it; none where all may be words."""
    lines = text.split("\n")
    seen = _capped(lines)
    found = quotequail.unwrap("\n".join(seen))
    if found is None:
        return []
    whole = "\n".join(seen).strip()
    top, bottom = found.get("text_top", ""), found.get("text_bottom", "")
    skipped = next(number for number, line in enumerate(seen) if line.strip())
    first = skipped + (top.count("\n") + 1 if top else 0)
    last = skipped + whole.count("\n") + 1
    last -= bottom.count("\n") + 1 if bottom else 0
    if first >= last or not (top or bottom):
        return []
    starts = [0]
    for line in lines[:last]:
        starts.append(starts[-1] + len(line) + 1)
    return [Segment(start=starts[first], end=starts[last] - 1, why="looks quoted")]


def _capped(lines: list[str]) -> list[str]:
    """Give the first lines, each cut, as long as they stay within the text that is looked at."""
    seen: list[str] = []
    room = MOST_TEXT
    for line in lines[:MOST_LINES]:
        room -= min(len(line), LONGEST_LINE) + 1
        if room < 0:
            break
        seen.append(line[:LONGEST_LINE])
    return seen
