"""What the same author, or the person we asked, wrote in a mail further down the thread.

It came to us before, or was meant for somebody else. It is set aside and named, and can be taken back.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby

from mail import phrases
from mail.furniture import ATTRIBUTION, ATTRIBUTION_LINES, HEADERS, names_any
from mail.lines import BLANK, OURS, OWN, Line, fold
from mail.source import Source

EARLIER = "earlier"
DOUBT = "An earlier message of the same author, further down the thread, was set aside."
NOTE = "Words above our message that were written to somebody else are kept without a place."
_GREETING = "dear"
ENDINGS = (":", "：", ">>>", "--")
"""How the last line of an attribution ends."""


def greeted(sources: Sequence[Source]) -> list[str]:
    """Give the names we greeted in what we sent, as words."""
    first = (source.lines[0] for source in sources if source.lines)
    names = (" ".join(line[1:]) for line in first if line[0] == _GREETING)
    return [name for name in dict.fromkeys(names) if len(name) > 2]  # noqa: PLR2004


def mark(
    lines: Sequence[Line], addresses: Sequence[str], asked: Sequence[str], names: Sequence[str]
) -> list[int]:
    """Mark what stands between the head of a mail by the same author and the next head of ours.

    ``addresses`` are those this mail came from, ``asked`` the names of whom we asked, ``names`` ours. What
    whom we asked wrote from another address is a note to who answers: it keeps its place among the words,
    and the lines where such notes begin are given. A mail of anybody else is left alone, for a deputy may
    have answered there, and so is one without words of the author above. Linear time.
    """
    ours = [fold(name).lower() for name in names if len(name) > 2]  # noqa: PLR2004
    authors = [*addresses, *asked]
    heads = _heads(lines, authors, ours)
    ends = [first for first, _last, theirs in heads if not theirs]
    first_ours = next((index for index, line in enumerate(lines) if line.kind == OURS), -1)
    spoken = next((index for index, line in enumerate(lines) if line.kind == OWN), len(lines))
    notes: list[int] = []
    done = 0
    for first, last, theirs in heads:
        following = bisect_right(ends, last)
        end = ends[following] if following < len(ends) else first_ours
        if not theirs or first < done or spoken >= first or end <= last:
            continue
        done = end
        said = " ".join(_plain(line) for line in _who(lines[first : last + 1]))
        note = bool(phrases.ADDRESSED.search(said)) and not names_any(said, addresses)
        below = _set_aside(lines[first : last + 1], lines[last + 1 : end], note=note)
        notes += [last + 1 + below] if note and below is not None else []
    return notes


def _set_aside(head: Sequence[Line], below: Sequence[Line], *, note: bool) -> int | None:
    """Mark what stands below a head, unless it is a note; give where its words begin."""
    for line in head:
        line.kind = ATTRIBUTION if line.kind == OWN else line.kind
    marked = next((line.quoted for line in below if line.kind != BLANK), False)
    begins = None
    for index, line in enumerate(below):
        if line.kind == OWN and (line.quoted or not marked):
            begins = index if begins is None else begins
            line.kind = OWN if note else EARLIER
    return begins


def _who(head: Sequence[Line]) -> list[Line]:
    """Give the lines of a head that say who wrote: of a header block the one, else all."""
    return [line for line in head if _is_from(line)] if head[0].kind == HEADERS else [*head]


def _heads(lines: Sequence[Line], authors: Sequence[str], ours: Sequence[str]) -> list[tuple[int, int, bool]]:
    """List the first and last line of each head, ours or by one of the authors, and whether by an author."""
    heads: list[tuple[int, int, bool]] = []
    for kind, run in groupby(range(len(lines)), key=lambda index: lines[index].kind):
        block = list(run)
        if kind == ATTRIBUTION:
            heads.append((block[0], block[-1], False))
        elif kind == HEADERS:
            said = " ".join(_plain(lines[index]) for index in block if _is_from(lines[index]))
            theirs = names_any(said, authors) and not names_any(said, ours)
            if theirs or names_any(said, ours):
                heads.append((block[0], block[-1], theirs))
        elif kind == OWN:
            likely = (index for index in block if lines[index].text.rstrip(" \t*_").endswith(ENDINGS))
            begins = ((_attribution(lines, index, authors), index) for index in likely)
            heads += [(begin, index, True) for begin, index in begins if begin is not None]
    return heads


def _attribution(lines: Sequence[Line], index: int, authors: Sequence[str]) -> int | None:
    """Give where an attribution to one of the authors begins that ends at a line above a quotation."""
    line = lines[index]
    plain = _plain(line)
    if phrases.GROUPWISE.fullmatch(plain) or phrases.DASHED.fullmatch(plain):
        return index if names_any(plain, authors) else None
    if not plain.rstrip(" *_").endswith((":", "：")):
        return None
    after = next((below for below in lines[index + 1 : index + 5] if below.kind != BLANK), None)
    if after is None or not after.quoted or after.kind == OURS:
        return None
    for begin in range(index, max(index - ATTRIBUTION_LINES, -1), -1):
        if lines[begin].kind != OWN:
            return None
        said = " ".join(_plain(one) for one in lines[begin : index + 1])
        starts = phrases.ATTRIBUTION_START.match(said) or phrases.ADDRESSED.search(said)
        if starts and any(letter.isdigit() for letter in said) and names_any(said, authors):
            return begin
    return None


def _is_from(line: Line) -> bool:
    text = fold(line.text)
    match = phrases.HEADER.match(text) or phrases.BARE_HEADER.match(text)
    return match is not None and match.lastgroup == "from"


def _plain(line: Line) -> str:
    text = fold(line.text).lower()
    return text if text.startswith(">>>") else text.lstrip(" \t>|")
