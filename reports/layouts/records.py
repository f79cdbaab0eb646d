"""The rows of a table made into records: banners, repeated headings, totals and continued rows told apart."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reports.alike import folded
from reports.layouts import shapes
from reports.layouts.banners import audit_in, banner_in, is_ditto
from reports.layouts.description import Layout
from reports.layouts.headings import Column, settled
from reports.layouts.pieces import Piece, Record
from reports.layouts.synonyms import ANCHORS, Field
from reports.layouts.tables import Grid
from reports.layouts.textrows import GridRow
from reports.paper import Audit

TOTAL = re.compile(r"(?i)(?:grand |sub-?\s?)?total|sum|count|number of recommendations")
FIGURES = re.compile(r"[\d\s.,%()\-–]*")
CARRIED: tuple[Field, ...] = ("audit", "assurance", "month", "auditor")
"""What a merged or ditto cell says for the rows below it."""
NAMES: tuple[Field, ...] = ("reference", "title", "reference_title", "id")
TEXTS: tuple[Field, ...] = ("text", "finding", "action")
MOST_ABOVE = 4
"""Lines above a table among which its banner is looked for, nearest first."""


class Stray(NamedTuple):
    """Words of a table that belong to no record, and their line."""

    words: str
    line: int


class Records(NamedTuple):
    """What a table holds; ``banners`` are the audits its rows announce, in order."""

    records: list[Record]
    banners: list[Audit]
    strays: list[Stray]
    columns: list[Column]


def records_of(grid: Grid, layout: Layout, audit: Audit | None) -> Records:
    """Make records of a table's rows; ``audit`` is the one that the table before ended under."""
    cells = [[piece.text for piece in row.cells] for row in grid.rows[:200]]
    columns = settled(grid.columns, cells, layout)
    made = _Maker(grid, layout, columns, audit)
    for row in grid.rows:
        made.take(row)
    return Records(made.records, made.banners, made.strays, columns)


class _Maker:
    """Goes through the rows of one table."""

    def __init__(self, grid: Grid, layout: Layout, columns: list[Column], audit: Audit | None) -> None:
        self.grid, self.layout, self.columns = grid, layout, columns
        self.fields = {column.field for column in columns}
        self.headings = [folded(column.heading) for column in columns]
        self.records: list[Record] = []
        self.banners: list[Audit] = []
        self.strays: list[Stray] = []
        self.audit = audit
        self.audit_line: int | None = None
        self.above: dict[Field, Piece] = {}
        self.keys = [name for name in NAMES if name in self.fields] or [
            name for name in TEXTS if name in self.fields
        ]
        self._banner_above()

    def _banner_above(self) -> None:
        for words, line in self.grid.above[: -MOST_ABOVE - 1 : -1]:
            found = banner_in(words, self.layout) if words else None
            if found:
                self._open(found, line)
                return

    def take(self, row: GridRow) -> None:
        """Take one row."""
        filled = [(at, piece) for at, piece in enumerate(row.cells) if piece.words]
        if not filled or self._repeats(filled) or self._total(filled):
            return
        alone = _alone(filled)
        if alone and self._across(*alone, len(row.cells)):
            self._wide(alone[1])
            return
        record = self._record(row)
        if not record.fields:
            return
        if self._goes_on(record):
            self._join(record)
        else:
            self._carry(record)
            self.records.append(record)

    def _carry(self, record: Record) -> None:
        """Give a record the audit of the merged cell above it; a new audit takes nothing over."""
        named = record.words("audit")
        if not named or ("audit" in self.above and named == " ".join(self.above["audit"].text.split())):
            for name in CARRIED:
                if name in self.above and name in self.fields and name not in record.fields:
                    self._inherit(record, name, self.above[name])
        self.above = {name: record.fields[name][0] for name in CARRIED if name in record.fields}

    def _record(self, row: GridRow) -> Record:
        record = Record(audit=self.audit, audit_line=self.audit_line)
        if row.doubt:
            record.doubts.append(row.doubt)
        if self.grid.lent:
            record.doubts.append(
                "This table has no heading row: its columns are those of the table before it"
            )
        for column, piece in zip(self.columns, row.cells, strict=False):
            if not column.field or not piece.words:
                continue
            if is_ditto(piece.text) and self.records:
                self._ditto(record, column.field)
            else:
                record.add(column.field, piece._replace(label=column.heading))
        return record

    def _ditto(self, record: Record, name: Field) -> None:
        above = self.records[-1].first(name) or self.above.get(name)
        if above:
            self._inherit(record, name, above)

    @staticmethod
    def _inherit(record: Record, name: Field, above: Piece) -> None:
        record.add(name, above)
        record.inherited.add(name)

    def _goes_on(self, record: Record) -> bool:
        """Whether a row has neither reference nor title, and too little to be an item of its own."""
        if not self.records or any(name in record.fields for name in self.keys):
            return False
        own = len([name for name in record.fields if name not in CARRIED])
        whole = "priority" in record.fields and any(name in record.fields for name in TEXTS)
        return not whole and (own * 2 <= len(self.fields - {None}) or self._turns(record))

    def _turns(self, record: Record) -> bool:
        """Whether a row without a priority is the first of a page: the page cut the one above it in two."""
        before, page = self.records[-1].pages(), record.pages()
        return "priority" in self.fields and bool(before and page) and max(before) < min(page)

    def _join(self, record: Record) -> None:
        """Join a continued row to the record above it."""
        last = self.records[-1]
        joint = " " if self._turns(record) else "\n"
        for name, pieces in record.fields.items():
            for piece in pieces:
                kept = last.fields.get(name, [])
                same = [at for at, one in enumerate(kept) if one.label == piece.label][-1:]
                at = same[0] if same else len(kept)
                if at == len(kept) or kept[at].full:
                    last.add(name, piece)
                else:
                    kept[at] = kept[at].with_more(piece, joint)
        last.rest.append(record.source().from_)

    def _wide(self, piece: Piece) -> None:
        """Take a row of one cell: the audit of what follows, or words of no item."""
        found = banner_in(piece.text, self.layout)
        if found is None and not ({"audit"} & self.fields) and len(piece.text) <= 150:  # noqa: PLR2004 - a title
            found = audit_in(piece.text, self.layout.vocabulary)
        if found is None or "audit" in self.fields:
            self.strays.append(Stray(" ".join(piece.text.split()), piece.lines[0]))
        else:
            self._open(found, piece.lines[0])

    def _open(self, audit: Audit, line: int) -> None:
        self.audit, self.audit_line = audit, line
        self.banners.append(audit)

    def _across(self, at: int, piece: Piece, wide: int) -> bool:
        """Whether the only filled cell of a row stands across it, and does not simply begin an item."""
        if piece.span * 2 > wide > 1:
            return True
        field = self.columns[at].field if at < len(self.columns) else None
        if at != 0 or wide == 1 or (field in ("reference", "id") and shapes.is_reference(piece.text)):
            return False
        return field not in ANCHORS - {"reference", "title"} or banner_in(piece.text, self.layout) is not None

    def _repeats(self, filled: Sequence[tuple[int, Piece]]) -> bool:
        """Whether a row is the heading printed again."""
        same = sum(folded(piece.text) in self.headings for _, piece in filled)
        return len(filled) > 1 and same * 2 > len(filled)

    def _total(self, filled: Sequence[tuple[int, Piece]]) -> bool:
        words = [piece.text for _, piece in filled]
        return bool(TOTAL.match(words[0])) and all(FIGURES.fullmatch(word[:100]) for word in words[1:])


def _alone(filled: Sequence[tuple[int, Piece]]) -> tuple[int, Piece] | None:
    """Give the one cell of a row; a merged cell that a reader repeats is one."""
    texts = {piece.text for _, piece in filled}
    return filled[0] if len(texts) == 1 and (len(filled) == 1 or len(filled) > 2) else None  # noqa: PLR2004
