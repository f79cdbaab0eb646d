"""Reading the register back from a workbook or a CSV file: ours, converted, or edited by a person."""

from collections.abc import Iterable, Sequence

from reports.files.model import Document, Table
from reports.paper import Audit, Column, PanelNote, Paper, Recommendation, SummaryRow
from reports.workbook import about, form, items, lines
from reports.workbook.cells import day_of, month_of, unguarded
from reports.workbook.form import ANY, Sheet
from reports.workbook.grid import Record, Told, by_item, head_of, plain, records

CORE = frozenset(column.heading for column in form.CSV.columns if not column.optional) - {form.UPDATES}
"""The columns that every export has."""
OF_ITEM = (form.HISTORY, form.DATES, form.OWNERS, form.LINKS, form.EVIDENCE)
FEW = 5


def recognises(document: Document) -> float:
    """Say how surely this is an export of ours: the share of its constant columns, 1.0 for a whole one.

    0 for whatever is no spreadsheet, or has no item ids or no titles.
    """
    table = _main(document)
    named = set(head_of(table, ANY)[1].values()) if table else set()
    return len(CORE & named) / len(CORE)


def read(document: Document) -> Paper:
    """Read the paper as the form shows it (``seen.in_workbook``, ``seen.in_csv``), with its lines.

    Columns may stand in any order and sheets be missing. What was not read, or belongs to no item, is a
    discrepancy; what looks changed by mistake is a doubt of its item. Without a table of recommendations
    the paper is empty and says so.
    """
    told = Told()
    table = _main(document)
    if table is None:
        told.say("no_sheet", f"{document.name} has no table of recommendations.", 1)
        return Paper(style=form.STYLE, discrepancies=told.found)
    # A CSV file that a spreadsheet program has opened keeps the guards that our reader of CSV takes off.
    was_csv = _table(document, form.UPDATES) is None and not document.name.lower().endswith(".csv")
    rows = records(table, ANY, told, cell=unguarded if was_csv else str)
    listed = [row for row in rows if plain(row["Body"]) == plain(form.BOARD_LIST)]
    ours = [row for row in rows if row not in listed]
    sheets = {sheet.name: _records(document, sheet, told) for sheet in form.SHEETS[1:]}
    recs = _recommendations(ours, {sheet.name: sheets[sheet.name] for sheet in OF_ITEM}, told)
    _latest_only(document, ours, told)
    fields = about.read(sheets[form.ABOUT.name], told) if _table(document, form.ABOUT.name) else {}
    return Paper.model_validate(
        {
            "style": form.STYLE,
            "prints_ids": True,
            **fields,
            "summary": _summary(_table(document, form.SUMMARY)),
            "audits": _audits(sheets[form.AUDITS.name], ours, recs, told),
            "recommendations": recs,
            "board_items": [items.board_item(row) for row in (*sheets[form.BOARD.name], *listed)],
            "notes": [_note(row) for row in sheets[form.NOTES.name]],
            "discrepancies": told.found,
        }
    )


def _table(document: Document, name: str) -> Table | None:
    return next((table for table in document.tables() if plain(table.name) == plain(name)), None)


def _main(document: Document) -> Table | None:
    """Find the table of recommendations: by its columns, and of several by its name."""
    fits = [
        table
        for table in document.tables()
        if document.form == "sheet"
        and {form.ITEM, form.TITLE, "Audit"} <= set(head_of(table, ANY)[1].values())
    ]
    return max(fits, key=lambda table: plain(table.name) == plain(form.RECOMMENDATIONS), default=None)


def _records(document: Document, sheet: Sheet, told: Told) -> list[Record]:
    table = _table(document, sheet.name)
    return records(table, sheet, told) if table else []


def _recommendations(
    rows: Sequence[Record], sheets: dict[str, list[Record]], told: Told
) -> list[Recommendation]:
    """Read every row with what the other sheets hold under its id; the rest of those belongs to nothing."""
    shelves = {name: by_item(every) for name, every in sheets.items()}
    found: list[Recommendation] = []
    seen: set[str] = set()
    for row in rows:
        own = row[form.ITEM].casefold()
        shelf = {name: shelved.pop(own, []) for name, shelved in shelves.items()} if own else {}
        rec = items.recommendation(row, shelf)
        if rec.id.casefold() in seen:
            rec.doubts.append(f"{rec.id} stands more than once in this file")
        seen.add(rec.id.casefold())
        found.append(rec)
    for name, shelved in shelves.items():
        _loose(name, shelved, told)
    return found


def _loose(name: str, shelved: dict[str, list[Record]], told: Told) -> None:
    for rows in [*shelved.values()][:FEW]:
        words = f"{name}: “{rows[0][form.ITEM]}” is no recommendation of this file; its rows were left out."
        told.say("unread_row", words, rows[0].line)
    if len(shelved) > FEW:
        more = sum(len(rows) for rows in [*shelved.values()][FEW:])
        told.say("unread_row", f"{name}: {more} more rows belong to no recommendation of this file.", 1)


def _latest_only(document: Document, rows: Iterable[Record], told: Told) -> None:
    """Say that histories are short where their sheet is missing."""
    first = next((row for row in rows if row[form.LATEST]), None)
    if first and _table(document, form.UPDATES) is None and form.UPDATES not in first.cells:
        words = "There is no sheet Updates: of each history only the latest update was read."
        told.say("no_sheet", words, first.line)


def _audits(
    given: Sequence[Record], rows: Sequence[Record], recs: Sequence[Recommendation], told: Told
) -> list[Audit]:
    """Read the audits, then those that only recommendations name, with what their rows say."""
    found = [
        Audit(
            title=row["Audit"],
            month=month_of(row["Audit month"]),
            assurance=row["Assurance"] or None,
            auditor=row["Auditor"],
            handling=row["Marking"] or None,
            published_on=day_of(row["Published"]),
            counts=_counts(row, told),
        )
        for row in given
    ]
    known = {(audit.title, audit.month) for audit in found}
    for row, rec in zip(rows, recs, strict=True):
        if (rec.audit, rec.audit_month) not in known:
            known.add((rec.audit, rec.audit_month))
            found.append(
                Audit(
                    title=rec.audit,
                    month=rec.audit_month,
                    assurance=row["Assurance"] or None,
                    auditor=row["Auditor"],
                    handling=row["Marking"] or None,
                )
            )
    return found


def _counts(row: Record, told: Told) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name, value in lines.counts_of(row["Counts"]):
        number = items.number_of(value)
        if number is None:
            told.say("unread_value", f"Audits: no number stands after “{name}”.", row.line)
        else:
            counts[name] = number
    return counts


def _note(row: Record) -> PanelNote:
    kind = row["Kind"].replace(" ", "_")
    return PanelNote(kind=kind, item=row[form.ITEM] or None, words=row["Words"])


def _summary(table: Table | None) -> list[SummaryRow]:
    """Read the summary of the first sheet: from the row that runs from Priority to Total, to an empty row.

    Where several auditors' scales are in it, the column before says whose each row is.
    """
    rows = [[cell.text.strip() for cell in row.cells] for row in table.rows] if table else []
    for at, head in enumerate(rows):
        first = 1 if head[:2] == [form.AUDITOR, form.PRIORITY] else 0
        if head[first : first + 1] == [form.PRIORITY] and form.TOTAL in head:
            end = next((n for n in range(at, len(rows)) if not any(rows[n])), len(rows))
            named = head[first : head.index(form.TOTAL) + 1]
            return [_summary_row(named, row[first:], "".join(row[:first])) for row in rows[at + 1 : end]]
    return []


def _summary_row(head: list[str], row: list[str], auditor: str) -> SummaryRow:
    figures = dict(zip(head[1:], [items.number_of(cell) for cell in row[1 : len(head)]], strict=False))
    total = figures.pop(form.TOTAL, None)
    columns = [
        Column(heading=name.removeprefix(form.OF_WHICH), of_which=name.startswith(form.OF_WHICH), value=value)
        for name, value in figures.items()
        if value is not None
    ]
    return SummaryRow(priority=row[0], columns=columns, total=total or 0, auditor=auditor)
