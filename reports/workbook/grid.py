"""Tables of a file found and read into records, whatever order a person has given rows and columns."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pydantic import Field

from reports.files.model import Row, Table, lines_of
from reports.paper import Discrepancy, Plain, Source
from reports.workbook import form
from reports.workbook.form import Sheet

HEAD_WITHIN = 10
"""Rows in which the headings are looked for; a person may have put a title above them."""
CONTINUED = re.compile(r"([0-9]{1,4}) of [0-9]{1,4}")


@dataclass(slots=True)
class Record:
    """One row of a table, with those that continue it: heading -> words, and the lines it takes."""

    cells: dict[str, str]
    line: int
    to: int
    pieces: int = 1

    def __getitem__(self, heading: str) -> str:
        """Give the words under a heading; none where the table lacks the column."""
        return self.cells.get(heading, "")

    @property
    def source(self) -> Source:
        """Give its lines in the file."""
        return Source(from_=self.line, to=self.to)


class Told(Plain):
    """What could not be read as it stands, in sentences."""

    found: list[Discrepancy] = Field(default_factory=list)

    def say(self, kind: str, message: str, line: int) -> None:
        """Note one thing with its line."""
        self.found.append(Discrepancy(kind=kind, message=message, lines=[line]))


def plain(words: str) -> str:
    """Give a heading as it is compared: one line, lower case."""
    return " ".join(words.split()).casefold()


def headings(row: Row, sheet: Sheet) -> dict[int, str]:
    """Give place -> heading for the cells of a row that name columns of the sheet."""
    known = {plain(column.heading): column.heading for column in sheet.columns}
    found = {at: known[name] for at, cell in enumerate(row.cells) if (name := plain(cell.text)) in known}
    first = {heading: at for at, heading in reversed(found.items())}
    return {at: heading for at, heading in found.items() if first[heading] == at}


def head_of(table: Table, sheet: Sheet) -> tuple[int, dict[int, str]]:
    """Find the row of headings: the one near the top that names most columns; no columns where none does."""
    rows = enumerate(table.rows[:HEAD_WITHIN])
    return max(((at, headings(row, sheet)) for at, row in rows), key=lambda one: len(one[1]), default=(0, {}))


def records(table: Table, sheet: Sheet, told: Told, *, cell: Callable[[str], str] = str) -> list[Record]:
    """Give the table's records, each cell's words passed through ``cell``.

    What is no column of the sheet is said and left out, and so is a piece that continues nothing.
    """
    start, named = head_of(table, sheet)
    if not named:
        return []
    _strangers(table, start, named, told)
    found: list[Record] = []
    for row in table.rows[start + 1 :]:
        cells = {
            heading: cell(row.cells[at].text.strip()) for at, heading in named.items() if at < len(row.cells)
        }
        if not any(cells.values()):
            continue
        one = Record(cells=cells, line=row.line, to=row.line + len(lines_of(row)) - 1)
        if not one[form.CONTINUED]:
            found.append(one)
        elif not (found and _continues(found[-1], one)):
            told.say(
                "unread_row", f"{table.name or 'The file'}: a row that continues none above it.", row.line
            )
    return found


def _continues(above: Record, more: Record) -> bool:
    """Join a row to the one it continues; False where it is not the next piece of it."""
    match = CONTINUED.fullmatch(more[form.CONTINUED])
    if match is None or int(match[1]) != above.pieces + 1 or more[form.ITEM] != above[form.ITEM]:
        return False
    for heading, words in more.cells.items():
        if heading not in (form.ITEM, form.CONTINUED):
            above.cells[heading] = above[heading] + words
    above.pieces, above.to = above.pieces + 1, more.to
    return True


def _strangers(table: Table, start: int, named: dict[int, str], told: Told) -> None:
    head = table.rows[start]
    unknown = [cell.text for at, cell in enumerate(head.cells) if at not in named and cell.text.strip()]
    if unknown:
        words = ", ".join(f"“{' '.join(words.split())}”" for words in unknown[:20])
        told.say(
            "unread_column", f"{table.name or 'The file'}: columns that were not read: {words}.", head.line
        )


def by_item(rows: Iterable[Record]) -> dict[str, list[Record]]:
    """Give the records by item id, in whatever case it was typed."""
    found: dict[str, list[Record]] = {}
    for row in rows:
        found.setdefault(row[form.ITEM].casefold(), []).append(row)
    return found
