"""One update cell taken apart: recommendation, response, promises and updates (2022, Appendix A)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from reports.table.labels import AGREED, LISTED, Paragraph
from reports.wording import marker

NUMBERED = re.compile(r"(\d{1,2})\.\s*")
PROMISED = re.compile(r"\btarget date\b", re.IGNORECASE)
LONGEST_PROMISE = 30
LONGEST_HEADING = 8
"""Words of a line that only names who answers for the promises beneath it ("Head of Transport:")."""


@dataclass
class Told:
    """One update as it stands in the cell, paragraph by paragraph."""

    label: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    unlabelled: bool = False
    lines: list[int] = field(default_factory=list)
    """Of the label, where one is printed."""

    def text(self) -> str:
        """Give the paragraphs as lines."""
        return "\n".join(part.text for part in self.paragraphs if part.text)


@dataclass
class Cell:
    """What one update cell says; ``promises`` are the lines that name owners and target dates."""

    heading: str = ""
    """The label over the recommendation ("Significant Recommendation"), which names its priority."""
    headed: int = 0
    """The line of that label."""
    text: list[Paragraph] = field(default_factory=list)
    response: list[Paragraph] = field(default_factory=list)
    promises: list[Paragraph] = field(default_factory=list)
    updates: list[Told] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


class _Sorter:
    """Lays each paragraph where it belongs; ``kind`` is the section the last one went to."""

    def __init__(self, column: str) -> None:
        self.cell = Cell()
        self.column = column
        self.kind: str | None = None
        self.numbered = 0

    def take(self, part: Paragraph, following: Paragraph | None) -> None:
        """Lay one paragraph; the one after it tells a heading over promises from prose."""
        kind = part.kind or self._unlabelled(part, following)
        if kind == "text":
            self._text(part)
        elif kind == "response":
            self._response(part)
        elif kind == "promise" and self.kind != "update":
            self._promise(part)
        elif kind == "promise":  # inside an update's history it stays where it was said
            self.cell.updates[-1].paragraphs.append(part._replace(text=f"{part.label}: {part.text}".strip()))
            return
        else:
            self._update(part)
        self.kind = kind

    def _unlabelled(self, part: Paragraph, following: Paragraph | None) -> str:
        """Tell where a paragraph without a label goes on."""
        if self.kind == "text" and AGREED.match(part.text):
            self.cell.doubts.append(
                f"line {part.line}: read as the management response, though no label says so"
            )
            return "response"
        if self.kind == "response" and self._next_point(part):
            return "text"
        if self.kind in ("response", "promise") and (_promises(part) or _heads(part, following)):
            return "promise"
        if self.kind == "promise" and (LISTED.match(part.text) or not self.cell.promises[-1].text):
            return "promise"
        if self.kind in ("text", "response") and not marker(part.text):
            return self.kind
        return "update"

    def _next_point(self, part: Paragraph) -> bool:
        """Whether the next numbered point of the recommendation follows after the response to the last."""
        found = NUMBERED.match(part.text)
        return bool(found and self.numbered and int(found[1]) == self.numbered + 1)

    def _text(self, part: Paragraph) -> None:
        if not self.cell.heading:
            self.cell.heading, self.cell.headed = part.label, part.line
        if part.text:
            self.cell.text.append(part)
        found = NUMBERED.match(part.text)
        if found and int(found[1]) == self.numbered + 1:
            self.numbered += 1

    def _response(self, part: Paragraph) -> None:
        """Keep a response; where each point of a recommendation has its own, its number goes in front."""
        if part.kind and self.numbered:
            part = part._replace(text=f"{self.numbered}. {part.text}")
        if part.text:
            self.cell.response.append(part)

    def _promise(self, part: Paragraph) -> None:
        """Keep a promise; a label alone on its line takes the paragraph beneath it."""
        promises = self.cell.promises
        if promises and not promises[-1].text and not part.kind:
            promises[-1] = promises[-1]._replace(text=part.text, until=part.lines[1])
        else:
            promises.append(part)

    def _update(self, part: Paragraph) -> None:
        if part.kind == "update":
            self.cell.updates.append(Told(part.label, lines=[part.line]))
        elif self.kind != "update":
            self.open_unlabelled(part.line)
        if part.text:
            self.cell.updates[-1].paragraphs.append(part)

    def open_unlabelled(self, line: int) -> None:
        """Start an update for words that carry no label."""
        self.cell.updates.append(Told(self.column, unlabelled=True))
        self.cell.doubts.append(
            f"line {line}: no readable label; kept as an update under the column's heading, {self.column!r}"
        )


def sort(parts: Iterable[Paragraph], column: str) -> Cell:
    """Give the sections of one cell. Nothing is dropped: each paragraph lands in exactly one of them.

    ``column`` is the label of updates that have none.
    """
    every = list(parts)
    sorter = _Sorter(column)
    for part, following in zip(every, [*every[1:], None], strict=False):
        sorter.take(part, following)
    cell = sorter.cell
    _take_evidence_to_its_marker(cell)
    return cell


def _take_evidence_to_its_marker(cell: Cell) -> None:
    """Move what stands in one row of the tracker with a closing marker into the update it closes.

    A closure is proposed in an update; the 2022 paper prints one right after the response, without a label.
    """
    said = cell.response or cell.text
    closing = cell.updates[0].paragraphs if cell.updates and cell.updates[0].unlabelled else []
    if not (closing and marker(closing[0].text)):
        return
    beside = [part for part in said if part.line == closing[0].line]
    if 0 < len(beside) < len(said):
        del said[-len(beside) :]
        closing[:0] = beside


def _promises(part: Paragraph) -> bool:
    return not part.table and bool(PROMISED.search(part.text)) and len(part.text.split()) <= LONGEST_PROMISE


def _heads(part: Paragraph, following: Paragraph | None) -> bool:
    short = part.text.endswith(":") and len(part.text.split()) <= LONGEST_HEADING
    return bool(short and following and not following.kind and _promises(following))
