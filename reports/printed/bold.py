"""Styles for lines whose weight is known, as in a PDF: what a printed line is, told by its bold words."""

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from reports.draw.items import VERIFIED
from reports.figures import NO_PRIORITY
from reports.files.model import LABELLED, STRONG
from reports.printed.body import FACT, STATES
from reports.printed.guess import BANNER, LONGEST_HEADING, META, counts, heads, whole
from reports.printed.pieces import Piece

LONGEST_BANNER = 4
"""Lines that the banner of an audit may take."""
NAMED = [False, True, False, True]
"""The cell that names an item: its id, its heading in bold, its priority, its colour in bold."""


def tracker(pieces: Sequence[Piece], priorities: Sequence[str]) -> list[Piece]:
    """Give the lines of the narrative tracker with the styles that Word would show."""
    out: list[Piece] = []
    start = 0
    for piece in pieces:
        meta = META.fullmatch(piece.text)
        if meta and meta["id"] and (above := _heading(out, start, priorities)):
            before = _audit(out[start:-above], [*priorities, NO_PRIORITY])
            heading = " ".join(each.text for each in out[-above:])
            out[start:] = [*before, out[-above]._replace(text=heading, style="heading 3")]
            out.append(piece._replace(style="meta"))
            start = len(out)
        else:
            out.append(piece)
    return [*out[:start], *item(out[start:])]


def item(pieces: Sequence[Piece]) -> list[Piece]:
    """Give the lines of one item with their styles: labels, facts and markers."""
    out: list[Piece] = []
    fact = False
    for at, piece in enumerate(pieces):
        style = _style(piece, last=at == len(pieces) - 1)
        fact = style == "fact" or (fact and not style)
        out.append(piece._replace(style="fact" if fact else style))
    return whole(out)


def audit_cell(pieces: Sequence[Piece]) -> list[Piece]:
    """Give the lines of the cell that names an audit; its title is bold."""
    return [piece._replace(style="audit") if piece.style == STRONG else piece for piece in pieces]


def named_cell(pieces: Sequence[Piece]) -> list[str] | None:
    """Give id, heading, priority and colour of the cell that names an item; None where it has others."""
    runs = [(strong, list(run)) for strong, run in groupby(pieces, lambda piece: piece.style == STRONG)]
    if [strong for strong, _ in runs] != NAMED:
        return None
    own, *others = ([piece.text for piece in run] for _, run in runs)
    return ["".join("".join(own).split()), *(" ".join(words) for words in others)]


def _style(piece: Piece, *, last: bool) -> str:
    if piece.style == LABELLED:
        return "fact" if FACT.fullmatch(piece.text) else ""
    if piece.style != STRONG:
        return piece.style
    return "marker" if piece.text.startswith(VERIFIED) or (last and piece.text in STATES) else "heading 4"


def _heading(out: Sequence[Piece], start: int, priorities: Sequence[str]) -> int:
    """Count the bold lines above a colour and id that are the item's heading; 0 where there is none."""
    run = takewhile(lambda piece: piece.style == STRONG, reversed(out[start:][-LONGEST_HEADING:]))
    lines = [piece.text for piece in run]
    known = (at for at, words in enumerate(lines, 1) if heads(words, priorities))
    dashed = (at for at, words in enumerate(lines, 1) if " – " in words)
    return next(known, next(dashed, 0))


def _audit(pieces: Sequence[Piece], names: Sequence[str]) -> Iterator[Piece]:
    """Give what stands before an item's heading: the end of the item above, and an audit that begins."""
    for lines in range(1, min(LONGEST_BANNER, len(pieces) - 1) + 1):
        banner = pieces[-lines:]
        words = " ".join(piece.text for piece in banner)
        if BANNER.fullmatch(words) and counts(words, names) and pieces[-lines - 1].style == STRONG:
            yield from item(pieces[: -lines - 1])
            yield pieces[-lines - 1]._replace(style="heading 2")
            yield banner[0]._replace(text=words, style="banner")
            return
    yield from item(pieces)
