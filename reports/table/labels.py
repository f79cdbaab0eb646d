"""The labels inside an update cell, and the paragraphs cut at them (2022, Appendix A)."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from reports.table.rows import Piece
from reports.wording import month_of

Kind = Literal["text", "response", "promise", "update"]

RESPONSE = r"(?:initial\s)?management\sresponse\s?:"
PROMISE = (
    r"(?:implementation\s|revised\s)?target\s(?:dates?|milestones?)\s?:"
    r"|(?:persons?|officers?)\sresponsible\s?:|(?:business\s)?owners?\s?:"
)
UPDATE = (
    r"(?:historical\sprogress|progress\supdate|background\scontext)\b[^:.|]{0,60}:"
    r"|update,?\s[a-z]{3,9}\s\d{2,4}\s?:"
)
DATED = re.compile(r"\s*(\d{1,2}[/.]\d{1,2}[/.]\d{2,4})\s*[-–:]\s*")
NOTE = re.compile(r"Note\s?:")
NOTE_LABEL = "Note"
NOTED = re.compile(r".{0,30}?\d{1,2}\s?(?:st|nd|rd|th)?\s[A-Z][a-z]{2,8}\s\d{4}")
AGREED = re.compile(r"(?:(?:not|partially|partly)\s)?(?:agreed|accepted|supported)\s?[.,:–-]", re.IGNORECASE)
LISTED = re.compile(r"(?:-|\d{1,2}[.)])\s+")


class Paragraph(NamedTuple):
    """A paragraph under a label, or without one (``kind`` None) going on with what stands above it."""

    line: int
    text: str
    table: bool
    kind: Kind | None = None
    label: str = ""
    """As printed, without the colon."""
    until: int = 0
    """The line it ends on, where that is a later one."""

    @property
    def lines(self) -> tuple[int, int]:
        """The lines it takes, from and to (1-based)."""
        return self.line, max(self.line, self.until)


class Labels:
    """The labels of one paper: its priorities head the recommendations ("Significant Recommendation:").

    A label begins with a capital and ends with a colon, anywhere in a paragraph.

    ``column`` is what the update column is called: the label of words that have none of their own.
    """

    def __init__(self, priorities: Sequence[str], column: str) -> None:
        self.column = column
        names = "|".join(re.escape(name) for name in priorities)
        text = rf"(?:{names})\srecommendations?\s?:|^recommendations?\s?:"
        self._any = re.compile(
            rf"(?<![\w'])(?=(?-i:[A-Z]))(?:(?P<text>{text})|(?P<response>{RESPONSE})|(?P<promise>{PROMISE})"
            rf"|(?P<update>{UPDATE}))",
            re.IGNORECASE,
        )

    def kind(self, text: str) -> str | None:
        """Tell which label a paragraph starts with."""
        start = LISTED.match(text)
        found = self._any.match(text, start.end() if start else 0)
        return found.lastgroup if found else None

    def cut(self, pieces: Sequence[Piece]) -> Iterator[Paragraph]:
        """Cut paragraphs at their labels; rows of nested tables are never cut."""
        for piece in pieces:
            if piece.table:
                yield Paragraph(piece.line, piece.text, table=True)
            else:
                yield from (part._replace(until=piece.last) for part in self._cut_one(piece))

    def _cut_one(self, piece: Piece) -> Iterator[Paragraph]:
        marks = list(self._any.finditer(piece.text))
        note = NOTE.match(piece.text)
        before = piece.text[: marks[0].start()] if marks else piece.text
        if note and before:
            yield Paragraph(
                piece.line, before[note.end() :].strip(), table=False, kind="update", label=NOTE_LABEL
            )
        elif before.strip() and not LISTED.fullmatch(before.strip() + " "):
            yield Paragraph(piece.line, before.strip(), table=False)
        ends = [mark.start() for mark in marks[1:]] + [len(piece.text)]
        for mark, end in zip(marks, ends, strict=False):
            yield _labelled(piece.line, mark, piece.text[mark.end() : end])


def _labelled(line: int, mark: re.Match[str], words: str) -> Paragraph:
    """Make the paragraph under a label; a date right behind is part of it ("Progress Update: 15/11/21 -")."""
    kind: Kind = mark.lastgroup  # type: ignore[assignment] # the named groups are the kinds
    label = " ".join(mark[0].rstrip(": ").split())
    dated = DATED.match(words) if kind == "update" else None
    if dated:
        label, words = f"{label}: {dated[1]}", words[dated.end() :]
    return Paragraph(line, words.strip(), table=False, kind=kind, label=label)


def month_in(label: str, text: str) -> str | None:
    """Give the month a label shows, of a span its later end (rule 5); of a note the date it opens with."""
    if label != NOTE_LABEL:
        return month_of(label)
    opening = NOTED.match(text)
    return month_of(opening[0]) if opening else None
