"""Records made into a paper: audits in order, item ids, the meeting, and what could not be placed."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from followup import Refused, dates
from reports.ids import unique_ids
from reports.layouts.audits import NO_AUDIT, audits_of
from reports.layouts.description import Layout
from reports.layouts.headings import Column, Headings, unread
from reports.layouts.items import Frame, item
from reports.layouts.labelled import about, labelled
from reports.layouts.pieces import Record
from reports.layouts.records import Stray
from reports.layouts.styles import other_order
from reports.paper import Audit, Discrepancy, Paper, Recommendation
from reports.staleness import overdue
from reports.vocabulary import Vocabulary
from reports.words_of import by_use

MOST_ITEMS = 20_000
FRONT = 80
"""Lines before the first table or item that are looked at."""
LONGEST_CUE = 200


class Found(NamedTuple):
    """All that was found in a document, before it is read."""

    records: list[Record]
    banners: list[Audit]
    strays: list[Stray]
    columns: list[tuple[Column, int]]
    """Columns of every table, with the line of their heading."""
    front: Sequence[tuple[str, int]]
    """Lines above the first table or item."""


def paper_of(found: Found, layout: Layout, meeting: dt.date | None = None) -> Paper:
    """Make the paper; Refused where the document seems to hold more items than any paper.

    ``meeting`` is its date where the document shows none.
    """
    if len(found.records) > MOST_ITEMS:
        raise Refused(f"The file seems to hold more than {MOST_ITEMS:,} recommendations: is it one register?")
    vocabulary = by_use(layout.vocabulary, (record.words("priority") for record in found.records))
    meeting = meeting_in(found.front, layout) or meeting
    frame = Frame(layout, vocabulary, meeting)
    audits = audits_of(found.records, document_audit(found.front, layout), vocabulary)
    drafts = [item(record, audit, frame) for record, audit in zip(found.records, audits, strict=True)]
    recommendations = _with_own_ids(unique_ids(drafts), found.records)
    return Paper(
        style=layout.name,
        prints_ids=all(
            rec.id == record.words("id") for rec, record in zip(recommendations, found.records, strict=True)
        ),
        panel=layout.panel,
        organisation=layout.organisation,
        meeting_date=meeting,
        priorities=_priorities(drafts, vocabulary),
        audits=_once([*found.banners, *audits] if not found.records else _in_order(found.banners, audits)),
        recommendations=recommendations,
        discrepancies=[
            *_orders(found.records, vocabulary),
            *_unread(found.columns),
            *_unplaced(found.strays),
            *_overdue(recommendations, meeting),
        ],
    )


def meeting_in(front: Sequence[tuple[str, int]], layout: Layout) -> dt.date | None:
    """Find the date of the meeting behind one of the layout's cues, above the first table or item."""
    style = layout.vocabulary.date_style()
    for words, _line in front[:FRONT]:
        said = words.casefold()[:LONGEST_CUE]
        for cue in layout.meeting:
            at = said.find(cue.casefold())
            after = words[at + len(cue) :][:LONGEST_CUE] if at >= 0 else ""
            found = dates.find(after, base=dates.EARLIEST, style=style)
            if found and found[0].date and found[0].date.year > dates.EARLIEST.year:
                return found[0].date
    return None


def document_audit(front: Sequence[tuple[str, int]], layout: Layout) -> Audit:
    """Give the audit of items that name none: the layout's, else what labelled lines at the top say."""
    once = layout.audit
    audit = Audit(
        title=once.title or NO_AUDIT, assurance=once.assurance, month=once.month, auditor=once.auditor
    )
    if once.title:
        return audit
    labels = Headings(layout, labels=True)
    for words, _line in front[:FRONT]:
        found = labelled(words, labels)
        audit = (about(found, audit, layout.vocabulary) if found else None) or audit
    return audit


def _orders(records: Sequence[Record], vocabulary: Vocabulary) -> Iterator[Discrepancy]:
    """Dates of both orders in one document: which order the others have is then not certain."""
    strange = other_order(records, vocabulary.dates)
    if strange:
        own, other = ("day", "month") if vocabulary.dates == "uk" else ("month", "day")
        message = f"“{strange[0][0]}” can only be read {other} first; dates that can be read both ways, such"
        message += f" as 03/04/2022, are read {own} first."
        yield Discrepancy(kind="date_order", message=message, lines=sorted({line for _, line in strange}))


def _overdue(recs: Sequence[Recommendation], meeting: dt.date | None) -> Iterator[Discrepancy]:
    """Open items whose date is before the meeting, in a document that has no colours to show it."""
    if meeting and not any(rec.rag for rec in recs):
        for rec in recs:
            if rec.status == "open":
                yield from overdue(rec, meeting)


def _in_order(banners: Iterable[Audit], audits: Sequence[Audit]) -> list[Audit]:
    """Give the audits of items, and banners without an item where they stand among the others."""
    with_items = {(audit.title, audit.month) for audit in audits}
    empty = [banner for banner in banners if (banner.title, banner.month) not in with_items]
    return [*audits, *empty]


def _once(audits: Iterable[Audit]) -> list[Audit]:
    """Give each audit once, with what any of its mentions adds."""
    known: dict[tuple[str, str | None], Audit] = {}
    for audit in audits:
        key = (audit.title, audit.month)
        first = known.setdefault(key, audit)
        if first.assurance is None and audit.assurance:
            known[key] = first.model_copy(update={"assurance": audit.assurance})
    return list(known.values())


def _priorities(drafts: Sequence[Recommendation], vocabulary: Vocabulary) -> list[str]:
    """Give the priorities of every scale that these items use, each scale highest first."""
    used = {rec.priority for rec in drafts}
    scales = [scale.priorities for scale in vocabulary.scales if used & set(scale.priorities)]
    named: set[str] = set()
    kept: list[str] = []
    for priorities in scales:
        if (used & set(priorities)) - named:
            kept += [name for name in priorities if name not in kept]
            named |= set(priorities)
    return kept


def _with_own_ids(recs: list[Recommendation], records: Sequence[Record]) -> list[Recommendation]:
    """Keep the item ids that the document prints, where each is printed once."""
    printed = [record.words("id") for record in records]
    often = Counter(printed)
    return [
        rec.model_copy(update={"id": own}) if own and often[own] == 1 and " " not in own else rec
        for rec, own in zip(recs, printed, strict=True)
    ]


def _unread(columns: Iterable[tuple[Column, int]]) -> list[Discrepancy]:
    """List columns and labels that are not understood, so that nothing is left out in silence."""
    lines: dict[str, list[int]] = {}
    for column, line in columns:
        if unread([column]):
            lines.setdefault(column.heading, []).append(line)
    return [
        Discrepancy(
            kind="unread_column",
            message=f"“{heading}” was not understood, and what stands there was not read.",
            lines=at,
        )
        for heading, at in lines.items()
    ]


def _unplaced(strays: Iterable[Stray]) -> list[Discrepancy]:
    return [
        Discrepancy(
            kind="unplaced",
            message=f"These words belong to no recommendation: “{stray.words[:300]}”",
            lines=[stray.line],
        )
        for stray in strays
    ]
