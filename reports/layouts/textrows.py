"""Rows of a table that stands in text lines, its cells divided by a tab, a bar or a slash."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reports.files.model import Line
from reports.layouts import shapes
from reports.layouts.banners import banner_in
from reports.layouts.description import Layout
from reports.layouts.headings import Column
from reports.layouts.pieces import Piece, Pieces, joined, joint_of
from reports.plain import plain

PAGE = re.compile(
    r"(?i)\s{0,9}(?:page\s{1,3})?\d{1,4}(?:\s{1,3}of\s{1,3}\d{1,4}|\s{0,3}/\s{0,3}\d{1,4})?\s{0,9}"
)
"""A page number alone on a line."""


class GridRow(NamedTuple):
    """The cells of one row, and what is to be said of how it was read."""

    cells: Pieces
    doubt: str | None = None


def cut(text: str, separator: str) -> list[str]:
    """Cut a line at a separator; one written with spaces around it counts only where it stands alone."""
    bare = separator.strip(" ") or separator
    apart = re.compile(rf"(?<!\S){re.escape(bare)}(?!\S)")
    cells = apart.split(text) if separator != bare else text.split(separator)
    if bare == "|" and len(cells) > 2 and not cells[0].strip() and not cells[-1].strip():  # noqa: PLR2004 - framed
        cells = cells[1:-1]
    return [" ".join(cell.split()) for cell in cells] if len(cells) > 1 else []


def ended(text: str, layout: Layout) -> bool:
    """Whether a line begins with words after which nothing is read."""
    said = text.strip().casefold()
    return any(said.startswith(word.casefold()) for word in layout.ends if word.strip())


def text_rows(
    lines: Iterable[Line], separator: str, columns: Sequence[Column], layout: Layout
) -> list[GridRow]:
    """Give the rows below a heading. A line without a separator goes on with the row above it.

    A row that is cut over lines is joined until it has as many cells as the heading. What stands alone
    after an empty line is a row of one wide cell: a banner, or words of no item.
    """
    made = _Rows(separator, columns, layout)
    for line in lines:
        text = plain(line.text)[0].replace("\n", " ")
        if ended(text, layout):
            break
        if not text.strip():
            made.open = False
        elif not PAGE.fullmatch(text):
            made.take(text, line)
            made.width = len(text)
    return made.rows()


class _Rows:
    """Collects the rows of one table."""

    def __init__(self, separator: str, columns: Sequence[Column], layout: Layout) -> None:
        self.separator, self.columns, self.layout = separator, columns, layout
        self.grows = growing(columns, layout)
        self.led = bool(columns) and columns[0].field == "reference"
        self.open = False
        self.width = 0
        self.done: list[Pieces] = []

    def take(self, text: str, line: Line) -> None:
        """Take one line: a row, the rest of one, or words alone."""
        cells = [Piece(cell, (line.line,), page=line.page) for cell in cut(text, self.separator)]
        last = self.done[-1] if self.done and self.open else None
        if cells:
            begins = last is None or (shapes.is_reference(cells[0].text) if self.led else self._whole(last))
            below = (
                self.separator == "\t" and not cells[0].text
            )  # a tab first: the cells of a row that goes on
            begins = begins or (last is not None and last[-1].full)
            if begins or below or last is None or len(cells) >= len(self.columns):
                self.done.append(cells)
                self.open = True
            else:
                last[-1] = last[-1].with_more(cells[0], joint_of(self.width, last[-1], cells[0]))
                last.extend(cells[1:])
            return
        alone = Piece(" ".join(text.split()), (line.line,), page=line.page, span=len(self.columns))
        at = 0 if last is None else self.grows if self._whole(last) else len(last) - 1
        if last is None or last[at].full or banner_in(alone.text, self.layout):
            self.done.append([alone])
            self.open = False
        else:
            last[at] = last[at].with_more(alone, joint_of(self.width, last[at], alone))

    def _whole(self, row: Pieces) -> bool:
        return len(row) >= len(self.columns)

    def rows(self) -> list[GridRow]:
        """Give the rows, each with as many cells as there are columns."""
        return [self._even(row) for row in self.done]

    def _even(self, row: Pieces) -> GridRow:
        wide = len(self.columns)
        if len(row) > wide:
            extra, at = len(row) - wide, self.grows
            joint = self.separator if self.separator != "\t" else " "
            whole = joined(row[at : at + 1 + extra], joint)
            return GridRow([*row[:at], whole, *row[at + 1 + extra :]])
        if len(row) == wide or row[0].span > 1:
            return GridRow([*row, *(Piece("", row[-1].lines) for _ in range(wide - len(row)))])
        missing = f"This row has {len(row)} cells, its heading {wide}: words may stand in the wrong column"
        padded = [*row, *(Piece("", row[-1].lines) for _ in range(wide - len(row)))]
        return GridRow(padded, None if self.separator == "\t" else missing)


def growing(columns: Sequence[Column], layout: Layout) -> int:
    """Give the column that takes further lines: the one the layout names, the update, the text, the last."""
    fields = [column.field for column in columns]
    for name in (layout.grows, "update", "progress", "text", "action"):
        if name in fields:
            return len(fields) - 1 - fields[::-1].index(name)
    return len(fields) - 1
