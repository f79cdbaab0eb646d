"""A paper laid out in the rows of the workbook's sheets: heading -> value, nothing said about looks."""

from collections.abc import Iterator

from reports.paper import Audit, BoardItem, Paper, Recommendation, TargetDate
from reports.workbook import about, form, lines
from reports.workbook.cells import month_cell
from reports.workbook.form import Row, Value


def sheets(paper: Paper) -> dict[str, list[Row]]:
    """Give the rows of every sheet of the workbook, for a paper as ``seen.in_workbook`` shows it."""
    recs = paper.recommendations
    banners = _banners(paper)
    return {
        form.MAIN.name: [_main(rec, banners) | {form.LATEST: _latest(rec)} for rec in recs],
        form.HISTORY.name: [_of(rec) | row for rec in recs for row in _updates(rec)],
        form.DATES.name: [_of(rec) | _date(one) for rec in recs for one in rec.target_dates],
        form.OWNERS.name: [
            _of(rec) | {"Part": one.part, "Name": one.name, "Role": one.role}
            for rec in recs
            for one in rec.owners
        ],
        form.LINKS.name: [
            _of(rec) | {"Link": form.LINK_WORDS[one.kind], "To": one.to} for rec in recs for one in rec.links
        ],
        form.EVIDENCE.name: [_of(rec) | {"Document": name} for rec in recs for name in rec.evidence],
        form.AUDITS.name: [_audit(audit) for audit in paper.audits],
        form.BOARD.name: [_listed(item) for item in paper.board_items],
        form.NOTES.name: [
            {"Kind": note.kind.replace("_", " "), form.ITEM: note.item, "Words": note.words}
            for note in paper.notes
        ],
        form.ABOUT.name: list(about.rows(paper)),
    }


def csv_rows(paper: Paper) -> list[Row]:
    """Give the rows of the CSV file, for a paper as ``seen.in_csv`` shows it."""
    banners = _banners(paper)
    return [
        *(_main(rec, banners) | {form.UPDATES: lines.history(rec.updates)} for rec in paper.recommendations),
        *(_listed(item) | {"Body": form.BOARD_LIST} for item in paper.board_items),
    ]


def _banners(paper: Paper) -> dict[tuple[str, str | None], Audit]:
    return {(audit.title, audit.month): audit for audit in reversed(paper.audits)}


def _main(rec: Recommendation, banners: dict[tuple[str, str | None], Audit]) -> Row:
    audit = banners[rec.audit, rec.audit_month]
    return {
        form.ITEM: rec.id,
        "Body": form.BODY_WORDS[rec.body],
        "Held by": rec.held_by,
        "Audit": rec.audit,
        "Audit month": month_cell(rec.audit_month),
        "Assurance": audit.assurance,
        "Auditor": audit.auditor,
        "Marking": audit.handling,
        "Reference": rec.reference,
        form.TITLE: rec.title,
        "Priority": rec.priority,
        "RAG": rec.rag,
        "Status": form.status_word(rec),
        "Target in force": rec.target_in_force,
        "Slippage (days)": rec.slippage_days,
        "Threat": rec.threat,
        "Recommendation": rec.text,
        "Management response": rec.management_response,
        "Owners": "\n".join(map(lines.owner_line, rec.owners)),
        "Target dates": "\n".join(map(lines.date_line, rec.target_dates)),
        "Links": "\n".join(map(lines.link_line, rec.links)),
        "Evidence": "\n".join(map(lines.escaped, rec.evidence)),
        "To check": "\n".join(map(lines.escaped, rec.doubts)),
        "Withheld": form.WITHHELD if rec.withheld else None,
    }


def _of(rec: Recommendation) -> Row:
    return {form.ITEM: rec.id, form.TITLE: rec.title}


def _latest(rec: Recommendation) -> str:
    return lines.history(rec.updates[-1:])


def _updates(rec: Recommendation) -> Iterator[Row]:
    for update in rec.updates:
        yield {
            "Label": update.label,
            "Month": month_cell(update.month),
            "Text": update.text,
            "Verified": update.verified,
            "No answer": form.YES if update.silent else None,
        }


def _date(promised: TargetDate) -> Row:
    day: Value = promised.date
    if day is None and lines.plain_day(promised.words):
        day = lines.NO_DATE
    return {"Part": promised.part, "Words": promised.words, "Date": day}


def _audit(audit: Audit) -> Row:
    return {
        "Audit": audit.title,
        "Audit month": month_cell(audit.month),
        "Assurance": audit.assurance,
        "Auditor": audit.auditor,
        "Published": audit.published_on,
        "Marking": audit.handling,
        "Counts": lines.count_lines(audit.counts.items()),
    }


def _listed(item: BoardItem) -> Row:
    return {
        "Audit": item.audit,
        "Reference": item.reference,
        form.TITLE: item.title,
        "Priority": item.priority,
        "Recommendation": item.text,
        "Progress": item.state,
        "To check": "\n".join(map(lines.escaped, item.doubts)),
    }
