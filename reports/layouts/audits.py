"""The audit of each record: named in its own cells, in the banner above it, or once for the document."""

from collections.abc import Sequence
from typing import NamedTuple

from reports.layouts.banners import audit_in, month_in
from reports.layouts.description import Layout
from reports.layouts.pieces import Record
from reports.paper import Audit
from reports.vocabulary import Vocabulary
from reports.words_of import opinion_in

NO_AUDIT = "Unnamed audit"


class Said(NamedTuple):
    """What an item's own cells say of its audit, and the one it stands under."""

    audit: str
    assurance: str
    month: str
    auditor: str
    above: tuple[str, str | None, str | None, str]


def audits_of(records: Sequence[Record], document: Audit, words: Vocabulary) -> list[Audit]:
    """Give the audit of each record: its own cells, else the banner above it, else the document's."""
    known: dict[Said, Audit] = {}
    found: list[Audit] = []
    for record in records:
        above = record.audit or document
        said = Said(
            record.words("audit"),
            record.words("assurance"),
            record.words("month"),
            record.words("auditor"),
            (above.title, above.month, above.assurance, above.auditor),
        )
        if said not in known:
            known[said] = _audit(said, above, words)
        found.append(known[said])
    return found


def _audit(said: Said, above: Audit, words: Vocabulary) -> Audit:
    audit = audit_in(said.audit, words) if said.audit else above
    changed: dict[str, str | None] = {}
    if said.assurance:
        changed["assurance"] = opinion_in(said.assurance, words) or said.assurance
    if said.month and (month := month_in(said.month, words)):
        changed["month"] = month
    if said.auditor:
        changed["auditor"] = said.auditor
    return audit.model_copy(update=changed)


def doubts_of(record: Record, audit: Audit, layout: Layout) -> list[str]:
    """Say what about an item's audit a person should check."""
    doubts = []
    if audit.title == NO_AUDIT:
        doubts.append("No audit is named for this item")
    elif record.first("audit") is None and record.audit is None and not layout.audit.title:
        doubts.append(f"The audit “{audit.title}” is that of the whole document")
    graded = record.words("assurance")
    if graded and opinion_in(graded, layout.vocabulary) is None:
        doubts.append(f"The opinion “{graded[:80]}” is on no known ladder")
    dated = record.words("month")
    if dated and month_in(dated, layout.vocabulary) is None:
        doubts.append(f"No month can be read from the date of the report “{dated[:80]}”")
    return doubts
