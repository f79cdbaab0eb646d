"""Lines of a converted paper as rows of cells, without page furniture, the margin's RAG word apart."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reports import wording
from reports.paper import Colour

FURNITURE = re.compile(r"(?:page(?:\s+\d{1,4}(?:\s+of\s+\d{1,4})?)?|\.{2,}|\d{1,4}|[-–_·\s]*)", re.IGNORECASE)
LONGEST_LINE = 60_000
PRINTED_LINE = 110
"""A longer row holds several printed lines, whose pieces the converter interleaved."""
FRAGMENT = re.compile(r"[b-df-hj-np-tv-xz]{1,3}\b")
"""The end of a word cut by a cell's border: no vowel, so no word of its own."""

FOLLOWS = re.compile(r"[.,;:!?)](?:\s|$)")
"""A cell that goes on with the punctuation of the word before it."""


class Row(NamedTuple):
    """One printed line: 1-based number, its cells, their words as one text, and what stood in the margin."""

    number: int
    cells: tuple[str, ...]
    text: str
    colour: Colour | None = None
    runs_on: bool = False
    """True for a wrapped line: indented, no bullet, right under another line."""
    marks: tuple[str, ...] = ()
    """What in the margin could not be read."""
    replaced: bool = False
    """True where characters were dropped or replaced, other than the converter's markup."""

    @property
    def broken(self) -> bool:
        """Whether the converter spread one line over several cells, which often costs letters."""
        return sum(1 for cell in self.cells if cell) > 1


def rows(lines: Sequence[str]) -> list[Row]:
    """Give the rows that carry words, in order; blank lines and page furniture are left out."""
    out: list[Row] = []
    above_blank = True
    for number, line in enumerate(lines, start=1):
        row = _row(number, line[:LONGEST_LINE], after_text=not above_blank)
        above_blank = not line.strip()
        if row is not None:
            out.append(row)
    return out


def paragraphs(given: Iterable[Row]) -> list[str]:
    """Join wrapped lines again; one string a paragraph or list line."""
    out: list[str] = []
    for row in given:
        if row.runs_on and out:
            out[-1] = f"{out[-1]} {row.text}"
        else:
            out.append(row.text)
    return out


def _row(number: int, line: str, *, after_text: bool) -> Row | None:
    text, notes = wording.plain(line)
    cells = [" ".join(cell.split()) for cell in text.replace("\n", " ").split("\t")]
    colour, marks = None, []
    while cells and not cells[-1]:
        cells.pop()
    if cells and any(cells[1:]) and (colour := wording.colour_of(cells[0])):
        cells = cells[1:]
    elif cells and any(cells[1:]) and len(cells[0]) == 1 and not cells[0].isascii():
        marks, cells = [cells[0]], cells[1:]
    words = _joined([cell for cell in cells if cell])
    if colour is None and (colour := wording.colour_of(words)):
        words, cells = "", []
    if FURNITURE.fullmatch(words) and colour is None:
        return None
    runs_on = after_text and line.startswith(" ") and not re.match(r"(?:- |\d{1,2}[.)] )", words)
    replaced = any("symbols" in note or "control" in note for note in notes)
    return Row(number, tuple(cells), words, colour, runs_on, tuple(marks), replaced)


def _joined(cells: Sequence[str]) -> str:
    """Join the cells of a row; where one printed line was cut, what both cells repeat stands once."""
    text = ""
    single = sum(len(cell) for cell in cells) <= PRINTED_LINE
    for cell in cells:
        last = text.rpartition(" ")[2]
        cut = single and last[-1:].isalpha()
        if cut and FRAGMENT.match(cell) and last.endswith(cell[0]):
            text += cell[1:]
        elif cut and cell.startswith(last + " "):
            text += cell[len(last) :]
        elif text and FOLLOWS.match(cell):
            text += cell
        else:
            text = f"{text} {cell}".strip()
    return text
