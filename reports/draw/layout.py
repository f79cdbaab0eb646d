"""What a drawn paper consists of, whatever the format: sections, tables, blocks of text, items."""

from dataclasses import dataclass, field
from typing import Literal

LINE = 90
"""Characters on a line of a wide column, reckoned low."""
NARROW = 15
"""Characters on a line of a narrow column, reckoned low."""
SHORT = 24
"""Lines of an item that may stay on one page."""
FEW = 8
"""Rows, or lines, that fit on any page."""

APPENDIX, END = "Appendix A: internal audit tracker", "END"
RESPONSE = "Initial management response"
WITHHELD = "The text of this recommendation is in the restricted edition of this paper only."
TRACKER = "All recommendations reported to the panel"
TRACKER_ABOUT = (
    "One row for each recommendation: its audit, threat, reference and title, and what its owner reports."
)
TRACKER_COLUMNS = {
    "Audit": 15,
    "Threat to delivering": 12,
    "Recommendation": 15,
    "Business owner's update": 58,
}
"""Columns of the tracker that is one table, with their relative widths."""


@dataclass(frozen=True)
class Block:
    """A paragraph, a list or a small table inside a text; ``lines`` or, for a table, ``rows``."""

    kind: Literal["text", "bullets", "numbers", "table"]
    lines: list[str] = field(default_factory=list)
    start: int = 1
    rows: list[list[str]] = field(default_factory=list)

    @property
    def height(self) -> int:
        """About how many lines of a wide column it takes, the space beneath included."""
        rows = sum(1 + max(map(len, row)) // NARROW for row in self.rows)
        return 1 + rows + sum(1 + len(line) // LINE for line in self.lines)


@dataclass(frozen=True)
class Cell:
    """One table cell: ``tint`` is a RAG word, ``to`` the anchor whose page is printed here.

    ``web`` is what a web page says instead, which has links and no pages.
    """

    text: str
    tint: str = ""
    to: str = ""
    span: int = 1
    number: bool = False
    web: str = ""
    titled: bool = False
    """Whether its first line is a title over its text, which PDF and web pages print in bold."""

    @property
    def short(self) -> bool:
        """Whether it is small enough to stay on one page, in a column of any width."""
        return len(self.text) < 4 * LINE and self.text.count("\n") < FEW


@dataclass(frozen=True)
class Table:
    """A data table: heading rows that repeat on each page, then rows whose first cell heads the row."""

    caption: str
    heads: list[list[Cell]]
    rows: list[list[Cell]]
    widths: list[int]
    """Relative widths of the columns."""
    total: bool = False
    """Whether the last row is a total."""
    kind: str = field(default="table", init=False)

    @property
    def short(self) -> bool:
        """Whether it is small enough to stay on one page."""
        return len(self.rows) <= FEW and all(cell.short for row in self.rows for cell in row)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph, numbered unless ``number`` is 0, with lettered points beneath."""

    text: str
    number: int = 0
    points: list[str] = field(default_factory=list)
    kind: str = field(default="paragraph", init=False)


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    title: str
    parts: list[Paragraph | Table]


@dataclass(frozen=True)
class Statement:
    """One dated update as printed; ``verified`` is the inspectorate's line beneath, or empty."""

    label: str
    blocks: list[Block]
    verified: str = ""


@dataclass(frozen=True)
class Item:
    """One recommendation as Appendix A prints it; ``withheld`` leaves id, title, priority and RAG word."""

    anchor: str
    id: str
    heading: str
    priority: str
    rag: str
    rag_words: str
    threat: str
    withheld: bool
    text: list[Block]
    dates: list[str]
    owners: list[str]
    links: list[str]
    response: list[Block]
    updates: list[Statement]
    evidence: list[str]
    marker: str

    @property
    def height(self) -> int:
        """About how many lines it takes in the tracker, reckoned high."""
        texts = [*self.text, *self.response, *(block for each in self.updates for block in each.blocks)]
        facts = [*self.dates, *self.owners, *self.links, *self.evidence, *(u.verified for u in self.updates)]
        narrow = (len(self.heading) + len(self.threat) + len(self.priority) + len(self.id)) // NARROW
        return narrow + sum(block.height for block in texts) + sum(1 + len(line) // LINE for line in facts)

    @property
    def short(self) -> bool:
        """Whether its row of the tracker is small enough to stay on one page."""
        return self.height < SHORT


@dataclass(frozen=True)
class Group:
    """An audit banner with the items under it."""

    title: str
    assurance: str
    month: str
    """Of the report; with the auditor where the paper has several scales."""
    counts: list[str]
    items: list[Item]

    @property
    def line(self) -> str:
        """What stands under the title: opinion, month and counts, those that are known."""
        return " · ".join(filter(None, [self.assurance, self.month, *self.counts]))


@dataclass(frozen=True)
class Document:
    """A whole paper ready to be drawn in any format."""

    panel: str
    subject: str
    title: str
    head: list[tuple[str, str]]
    sections: list[Section]
    key: Table
    groups: list[Group]
    board: Section | None
    foot: str
