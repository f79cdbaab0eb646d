"""What stands in one place of a document, and the records that are made of such pieces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from reports.files.model import Cell, Row, lines_of
from reports.layouts.synonyms import Field
from reports.paper import Audit, Colour, Source
from reports.plain import plain

FULL, MOST_LINES = 20_000, 500
"""Characters and paragraphs from which a cell or passage takes no more."""
LEAST_WIDTH = 50
"""Characters from which a line may have been cut by the width of the page."""
LISTED = re.compile(r"(?:[-•*–]|\(?[a-z0-9]{1,3}[.)])\s")


class Piece(NamedTuple):
    """The words of a cell or of a labelled passage; ``lines`` has the line of each of its paragraphs."""

    text: str
    lines: tuple[int, ...]
    label: str = ""
    page: int | None = None
    colour: Colour | None = None
    struck: str = ""
    span: int = 1
    last: int = 0
    """The line it ends on, where its last paragraph runs over several."""

    @property
    def words(self) -> str:
        """Give the text, or the colour's word where there is none."""
        return self.text or self.colour or ""

    def source(self, start: int = 0, end: int | None = None) -> Source:
        """Give the lines of the paragraphs from ``start`` up to ``end``."""
        lines = self.lines[start:end] or self.lines[-1:]
        whole = end is None or end >= len(self.lines)
        return Source.model_validate(
            {"from": min(lines), "to": max(*lines, self.last if whole else 0), "page": self.page}
        )

    @property
    def full(self) -> bool:
        """Whether it is so long that what follows starts anew: joining costs what is joined."""
        return len(self.text) > FULL or len(self.lines) > MOST_LINES

    def with_more(self, other: "Piece", joint: str = "\n") -> "Piece":
        """Join what continues this one below it."""
        return joined([self, other], joint)


Pieces = list[Piece]


@dataclass
class Record:
    """What was printed of one item, by field, before its words are read."""

    fields: dict[Field, Pieces] = field(default_factory=dict)
    audit: Audit | None = None
    """The banner it stands under."""
    audit_line: int | None = None
    doubts: list[str] = field(default_factory=list)
    rest: list[int] = field(default_factory=list)
    """Lines of rows that were joined to it."""
    inherited: set[Field] = field(default_factory=set)
    """Fields that a merged or ditto cell above says: its lines are not the item's own."""

    def add(self, name: Field, piece: Piece) -> None:
        """Keep a piece under its field, in printed order."""
        self.fields.setdefault(name, []).append(piece)

    def of(self, *names: Field) -> Pieces:
        """Give the pieces of fields, in the order of the names."""
        return [piece for name in names for piece in self.fields.get(name, [])]

    def first(self, name: Field) -> Piece | None:
        """Give the first piece of a field that has words or a colour."""
        return next((piece for piece in self.fields.get(name, []) if piece.words), None)

    def words(self, name: Field) -> str:
        """Give a field's words in one line."""
        found = self.first(name)
        return " ".join(found.text.split()) if found else ""

    def pages(self) -> set[int]:
        """Give the pages it stands on, where the document has pages."""
        return {piece.page for pieces in self.fields.values() for piece in pieces if piece.page}

    def source(self) -> Source:
        """Give the lines the whole item takes."""
        own = [pieces for name, pieces in self.fields.items() if name not in self.inherited]
        pieces = [piece for pieces in own or self.fields.values() for piece in pieces]
        lines = [line for piece in pieces for line in (*piece.lines, piece.last) if line]
        page = next((piece.page for piece in pieces if piece.page), None)
        return Source.model_validate(
            {"from": min(lines, default=0), "to": max(lines, default=0), "page": page}
        )


def joined(pieces: Sequence[Piece], joint: str = "\n") -> Piece:
    """Join pieces to one, in order; joined by a line feed each keeps the lines of its paragraphs."""
    first = next((piece for piece in pieces if piece.text), pieces[0])
    paragraphs = [line for piece in pieces if piece.text for line in piece.lines]
    return pieces[0]._replace(
        text=joint.join(piece.text for piece in pieces if piece.text),
        lines=tuple(paragraphs) if joint == "\n" and paragraphs else first.lines,
        colour=next((piece.colour for piece in pieces if piece.colour), None),
        struck="\n".join(piece.struck for piece in pieces if piece.struck),
        last=max(max(piece.last, *piece.lines) for piece in pieces),
    )


def joint_of(width: int, above: Piece, piece: Piece) -> str:
    """Give what joins a printed line to the one above it, of so many characters.

    A space where the line above was cut by the width of the page only, else a line feed.
    """
    runs_on = width >= LEAST_WIDTH and above.text and not LISTED.match(piece.text)
    return " " if runs_on else "\n"


def cleaned(text: str) -> str:
    """Give a text as a person reads it, with as many paragraphs as before."""
    if not text:
        return ""
    return "\n".join(" ".join(plain(line)[0].split("\n")).strip() for line in text.split("\n"))


def pieces_of(row: Row) -> Pieces:
    """Give a table row's cells, each paragraph with the line under which the document shows it."""
    deep = max(1, len(lines_of(row)))
    texts = [cell.words() for cell in row.cells]
    longest = max(range(len(texts)), key=lambda at: len(texts[at]), default=0)
    return [_piece(cell, row, deep if at == longest else 1) for at, cell in enumerate(row.cells)]


def _piece(cell: Cell, row: Row, deep: int) -> Piece:
    text = cleaned(cell.text)
    count = text.count("\n") + 1
    lines = tuple(row.line + min(at, deep - 1) for at in range(count))
    trimmed, lines = _trimmed(text, lines)
    return Piece(trimmed, lines, "", row.page, cell.colour, cleaned(cell.struck), cell.span)


def _trimmed(text: str, lines: Sequence[int]) -> tuple[str, tuple[int, ...]]:
    """Leave out empty paragraphs at the beginning and the end."""
    paragraphs = text.split("\n")
    start, end = 0, len(paragraphs)
    while start < end - 1 and not paragraphs[start].strip():
        start += 1
    while end - 1 > start and not paragraphs[end - 1].strip():
        end -= 1
    return "\n".join(paragraphs[start:end]), tuple(lines[start:end])
