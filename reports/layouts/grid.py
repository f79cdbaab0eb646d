"""Reads a document that lists its recommendations in tables: Word, sheets, or text lines laid out as one."""

import datetime as dt
from collections.abc import Sequence

from reports.alike import folded
from reports.files.model import Document
from reports.layouts.assemble import Found, paper_of
from reports.layouts.description import Layout
from reports.layouts.headings import Column, Headings
from reports.layouts.pieces import Record
from reports.layouts.records import Records, Stray, records_of
from reports.layouts.tables import Grid, grids_of
from reports.paper import Audit, Paper

PLAIN_NAMES = frozenset(
    (
        *("", "tracker", "recommendations", "register", "audit tracker", "recommendation tracker", "actions"),
        *("open", "closed", "all", "current", "completed", "table", "data", "action tracker"),
        "audit recommendations",
    )
)
"""Names of sheets that name no audit."""


def read(layout: Layout, document: Document, meeting: dt.date | None = None) -> Paper:
    """Read every table; the paper has no recommendations where no table lists any."""
    return paper_of(find(layout, document), layout, meeting)


def find(layout: Layout, document: Document) -> Found:
    """Find the records of all tables; a second sheet of updates is joined to the first by reference."""
    grids = grids_of(document, layout, Headings(layout))
    front = grids[0].above if grids else ()
    tables: list[tuple[Grid, Records]] = []
    audit: Audit | None = None
    for grid in grids:
        made = records_of(grid, layout, audit)
        audit = made.banners[-1] if made.banners else audit
        tables.append((grid, made))
    main = [(grid, made) for grid, made in tables if not _supplements(made)]
    _by_sheet(main)
    records = [record for _, made in main for record in made.records]
    strays = [stray for _, made in tables for stray in made.strays]
    if records:
        for _, made in tables:
            strays += _joined(records, made) if _supplements(made) else []
    columns: list[tuple[Column, int]] = [(one, grid.line) for grid, made in tables for one in made.columns]
    banners = [banner for _, made in main for banner in made.banners]
    return Found(records, banners, strays, columns, front)


def _supplements(made: Records) -> bool:
    """Whether a table only says more of items that another lists: a reference and updates."""
    fields = {column.field for column in made.columns}
    own = fields & {"title", "reference_title", "text", "finding", "action", "priority", "owner"}
    return not own and bool(fields & {"reference", "id"}) and bool(fields & {"update", "progress", "status"})


def _joined(records: Sequence[Record], made: Records) -> list[Stray]:
    """Join each row of updates to the one record of its reference; give what has none, or several."""
    by_key: dict[str, list[Record]] = {}
    for record in records:
        for key in {folded(record.words("id")), folded(record.words("reference"))} - {""}:
            by_key.setdefault(key, []).append(record)
    strays: list[Stray] = []
    for more in made.records:
        key = folded(more.words("id") or more.words("reference"))
        audit = folded(more.words("audit"))
        found = [one for one in by_key.get(key, []) if not audit or folded(one.words("audit")) == audit]
        if len(found) == 1:
            _join(found[0], more)
        else:
            words = " ".join(piece.text for piece in more.of("reference", "id", "update", "status"))
            strays.append(Stray(" ".join(words.split()), more.source().from_))
    return strays


def _join(record: Record, more: Record) -> None:
    when = more.words("update_date")
    for piece in more.of("update", "progress"):
        record.add("update", piece._replace(label=f"{piece.label} {when}".strip()))
    if status := more.first("status"):
        record.fields["status"] = [status]


def _by_sheet(main: Sequence[tuple[Grid, Records]]) -> None:
    """Take sheets for audits where several list items and no column, banner or line names one."""
    if len(main) < 2:  # noqa: PLR2004 - one sheet is the register
        return
    for grid, made in main:
        name = folded(grid.name)
        if name in PLAIN_NAMES or name.startswith("sheet"):
            continue
        for record in made.records:
            if record.audit is None and "audit" not in record.fields:
                record.audit = Audit(title=" ".join(grid.name.split()))
                record.audit_line = grid.line
                record.doubts.append(f"The audit is taken from the name of the sheet, “{grid.name}”")
