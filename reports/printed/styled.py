"""What each printed line is: by the style Word gave it, else by its bold words, else by its words alone."""

from collections.abc import Sequence

from reports.printed import bold, guess
from reports.printed.pieces import ROW, WEIGHTS, Piece


def tracker(pieces: Sequence[Piece], priorities: Sequence[str]) -> list[Piece]:
    """Give the lines of the narrative tracker with the styles that Word would show."""
    if knows_styles(pieces):
        return list(pieces)
    if knows_weight(pieces):
        return bold.tracker(pieces, priorities)
    return guess.tracker(pieces, priorities)


def item(pieces: Sequence[Piece], priorities: Sequence[str]) -> list[Piece]:
    """Give the lines of one item with their styles: labels, facts and markers."""
    if knows_styles(pieces):
        return list(pieces)
    return bold.item(pieces) if knows_weight(pieces) else guess.item(pieces, priorities)


def knows_styles(pieces: Sequence[Piece]) -> bool:
    """Whether the file told the styles of these paragraphs."""
    return any(piece.style not in ("", ROW, *WEIGHTS) for piece in pieces)


def knows_weight(pieces: Sequence[Piece]) -> bool:
    """Whether the file told which of these paragraphs are bold."""
    return any(piece.style in WEIGHTS for piece in pieces)
