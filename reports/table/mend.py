"""Text that the converter laid into the wrong row, put back where its labels say it belongs."""

import itertools
from collections.abc import Sequence
from dataclasses import replace

from reports.table.labels import Labels
from reports.table.rows import Piece, Row

UNFINISHED = (".", ":", ";", "!", "?")


def mend(rows: Sequence[Row], labels: Labels) -> None:
    """Move paragraphs between neighbouring rows, in place; each move is a doubt on both."""
    for before, after in itertools.pairwise(rows):
        _give_back(before, after, labels)
        _fetch(before, after, labels)


def _give_back(before: Row, after: Row, labels: Labels) -> None:
    """Where a cell opens with an update before its recommendation, that update is the row above's."""
    at = next((i for i, piece in enumerate(after.pieces) if labels.kind(piece.text) == "text"), 0)
    if at and labels.kind(after.pieces[0].text) == "update":
        before.pieces += after.pieces[:at]
        _tell(before, after, f"line {after.pieces[0].line} begins with the update of the former")
        del after.pieces[:at]


def _fetch(before: Row, after: Row, labels: Labels) -> None:
    """Where a cell starts in mid-sentence and the page before ends in one, that end is this row's start."""
    if not after.pieces or not after.pieces[0].text[:1].islower() or not before.pieces:
        return
    last = before.pieces[-1]
    torn = labels.kind(last.text) == "update" and not last.table and not last.text.endswith(UNFINISHED)
    if torn and len(before.pieces) > 1:
        after.pieces.insert(0, replace(before.pieces.pop(), cut=True))
        _tell(before, after, f"line {last.line} was torn from the latter, words may be missing there")


def _tell(before: Row, after: Row, what: str) -> None:
    words = f"the converter mixed {before.reference} and {after.reference}: {what}"
    before.doubts.append(words)
    after.doubts.append(words)


def torn_lines(pieces: Sequence[Piece]) -> list[int]:
    """Give the lines whose text was cut across columns: a cell of the row starts with a small letter."""
    return [
        piece.line
        for piece in pieces
        if piece.table and any(cell[:1].islower() for cell in piece.text.split(" | "))
    ]
