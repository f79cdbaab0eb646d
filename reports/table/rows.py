"""The lines of the tracker table cut into rows: one per recommendation, whatever the converter left of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from reports.wording import assurance_of, plain

REFERENCE = re.compile(r"(\d{1,2}\.\d{1,2}[a-z]?)(?![.,]?\d|\w)\s*(.*)", re.DOTALL)
HEADER = re.compile(
    r"audit title\b.{0,80}\brecommendation\b.{0,80}\b(?:update|action plan|progress)\b",
    re.IGNORECASE | re.DOTALL,
)
KEY = re.compile(r"\W*risk level\b", re.IGNORECASE)
END = re.compile(r"\W*END\W*")
PARAGRAPHS = re.compile(r"\n| {2,}")
BULLET = re.compile(r"(?:-|\d{1,2}[.)]|\([a-z0-9]{1,3}\))\s")
LONGEST_DITTO = 2
DEEPEST = 3
"""The reference is the second to fourth cell: audit, risk colour, threat, reference, update."""
FEWEST_REPEATED = 5
MOST_REPEATED = 40


@dataclass(frozen=True)
class Piece:
    """A paragraph of the update cell; ``line`` is 1-based."""

    line: int
    text: str
    table: bool = False
    """A row of a nested table: its cells divided by " | "."""
    cut: bool = False
    """The words that should follow are lost."""
    until: int = 0
    """The line it ends on, where that is a later one."""

    @property
    def last(self) -> int:
        """The line it ends on."""
        return max(self.line, self.until)


@dataclass
class Row:
    """One recommendation as the table shows it. ``audit`` is empty where only a ditto mark stands."""

    line: int
    reference: str
    audit: list[str]
    between: list[str]
    """What stands between audit and reference: the risk cell, where it has words, and the threat."""
    title: list[str]
    pieces: list[Piece] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    titled: int = 0
    """The line on which the title cells end."""
    shape: tuple[int, int] = (0, 0)
    """Number of cells and place of the reference, to know further lines of the same title cells."""

    def span(self) -> tuple[int, int]:
        """First and last line of the file that belong to this row."""
        lines = [self.line, *(piece.line for piece in self.pieces)]
        return min(lines), max(lines)


def header_of(lines: Sequence[str]) -> int | None:
    """Give the index of the tracker's heading row, or None."""
    return next((at for at, line in enumerate(lines) if "\t" in line and HEADER.match(line.strip())), None)


def cells_of(line: str) -> list[str]:
    """Cut a line at its tabs; each cell without the converter's marks."""
    return [plain(cell)[0].strip() if cell else "" for cell in line.split("\t")]


def is_ditto(cell: str) -> bool:
    """Whether a cell only repeats the one above; converters read the mark as 66, 44, 64 or a letter."""
    return 0 < len(cell) <= LONGEST_DITTO and not (len(cell) == 1 and cell.isdigit())


def rows_of(lines: Sequence[str], header: int) -> tuple[list[Row], list[Piece]]:
    """Give the rows below the heading (its index), and what stands before the first of them."""
    rows: list[Row] = []
    stray: list[Piece] = []
    columns = [cell.lower() for cell in cells_of(lines[header])]
    usual = (len(columns), next((at for at, cell in enumerate(columns) if "recommendation" in cell), 0))
    for number, line in enumerate(lines[header + 1 :], header + 2):
        if END.fullmatch(line):
            break
        if HEADER.match(line.strip()) or KEY.match(line):
            continue
        cells = cells_of(line)
        opened = _opened(cells, number, usual)
        if opened:
            rows.append(opened)
        elif not rows:
            stray += _pieces(cells, number)
        elif _runs_on(rows[-1], cells, number):
            _extend(rows[-1], cells, number)
        else:
            rows[-1].pieces += _pieces(cells, number)
    return rows, stray


def _opened(cells: list[str], number: int, usual: tuple[int, int]) -> Row | None:
    """Read a line that opens a recommendation: a title or ditto mark, then a cell headed by a reference.

    A row of a nested table may hold a reference too: without such a title it must have the ``usual``
    shape, the number of cells and place of the reference in the tracker's heading.
    """
    for at, cell in enumerate(cells[1 : DEEPEST + 1], 1):
        found = REFERENCE.match(cell)
        titled = is_ditto(cells[0]) or cells[0].isupper() or assurance_of(cells[0])
        if not found or not (titled or (cells[0] and (len(cells), at) == usual)):
            continue
        row = Row(
            line=number,
            reference=found[1],
            audit=[] if is_ditto(cells[0]) else [cells[0]],
            between=[words for words in cells[1:at] if words],
            title=[found[2]] if found[2] else [],
            titled=number,
            shape=(len(cells), at),
        )
        row.pieces += _pieces(cells[at + 1 :], number)
        return row
    return None


def _runs_on(row: Row, cells: list[str], number: int) -> bool:
    """Whether a line continues the title cells: same shape, no gap, words before the update's column."""
    count, at = row.shape
    gap = number - max(row.line, row.pieces[-1].line if row.pieces else 0)
    return gap == 1 and len(cells) == count and any(cells[: at + 1])


def _extend(row: Row, cells: list[str], number: int) -> None:
    """Give each cell of a further line to its column."""
    _, at = row.shape
    if cells[0]:
        row.audit.append(cells[0])
    if cells[at]:
        row.title.append(cells[at])
        row.titled = number
    row.between += [words for words in cells[1:at] if words]
    row.pieces += _pieces(cells[at + 1 :], number)


def _pieces(cells: list[str], number: int) -> list[Piece]:
    """Give the paragraphs of one line; several filled cells are a row of a nested table, one piece."""
    filled = [cell for cell in cells if cell]
    if len(filled) > 1:
        return [Piece(number, " | ".join(" ".join(cell.split()) for cell in filled), table=True)]
    return [
        Piece(number, words.strip()) for cell in filled for words in PARAGRAPHS.split(cell) if words.strip()
    ]


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """Join paragraphs that a line or page end cut in mid-sentence; words printed on both sides stand once."""
    whole: list[list[Piece]] = []
    for piece in pieces:
        if whole and _continues(whole[-1][-1], piece):
            rest = _without_repeat(whole[-1][-1].text, piece.text)
            whole[-1].append(Piece(piece.line, rest))
        else:
            whole.append([piece])
    return [
        replace(run[0], text=" ".join(part.text for part in run if part.text), until=run[-1].last)
        for run in whole
    ]


def _continues(before: Piece, after: Piece) -> bool:
    """Whether a paragraph goes on in the next one: no full stop, then a small letter."""
    if before.table or before.cut or after.table or BULLET.match(after.text):
        return False
    return not before.text.endswith((".", ":", ";", "!", "?")) and after.text[:1].islower()


def _without_repeat(before: str, after: str) -> str:
    """Drop from the start of a paragraph the words that the page before already ended with."""
    head, tail = after.split()[:MOST_REPEATED], before.split()[-MOST_REPEATED:]
    for count in range(min(len(head), len(tail)), FEWEST_REPEATED - 1, -1):
        if head[:count] == tail[-count:]:
            return after.split(maxsplit=count)[count] if len(after.split(maxsplit=count)) > count else ""
    return after
