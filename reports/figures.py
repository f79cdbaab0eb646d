"""Every figure of a panel paper, counted from the items in its appendix and from nothing else (rule 9)."""

from collections import Counter
from collections.abc import Iterable, Sequence

from reports import scales
from reports.paper import Audit, AuditorScale, BoardItem, Column, Paper, Recommendation, SummaryRow

SCHEMES = {"delivery": ("RED", "AMBER", "GREEN", "GREY"), "risk": ("RED", "AMBER", "GREEN")}
CLOSED = "Completed and proposed closed"
NOT_ADOPTED = "Not adopted or superseded, proposed closed"
UNGRADED = "Not graded"
NO_PRIORITY = "No priority stated"
TOTAL = "Total"
FITS = {
    "open": {"RED", "AMBER", UNGRADED},
    "proposed_closed": {"GREEN"},
    "not_adopted": {"GREY"},
    "superseded": {"GREY"},
    "closed": {"GREEN", "GREY"},
}
"""The colours each state may have under the delivery scheme (rule 2)."""


def priorities(scale: AuditorScale, recs: Sequence[Recommendation]) -> list[str]:
    """Give the scale's priorities, highest first, then any that only its items name."""
    named = [r.priority for r in recs if r.priority]
    known = list(dict.fromkeys([*scale.priorities, *named]))
    return known + [NO_PRIORITY] * any(not r.priority for r in recs)


def colours(paper: Paper) -> list[str]:
    """Give the columns that split the total: the scheme's colours, then any other that occurs."""
    return list(dict.fromkeys([*SCHEMES[paper.scheme], *(colour(r) for r in paper.recommendations)]))


def colour(rec: Recommendation) -> str:
    """Give the RAG word an item is counted under."""
    return rec.rag or UNGRADED


def priority(rec: Recommendation | BoardItem) -> str:
    """Give the priority an item is counted under."""
    return rec.priority or NO_PRIORITY


def summary(paper: Paper) -> list[SummaryRow]:
    """Count the appendix by priority, with a Total row.

    Delivery scheme (2019, para 3): RED, AMBER, GREEN and GREY add up to the total. Risk scheme (2022,
    para 4): RED, AMBER and GREEN add up; the two columns of closures are inside them (``of_which``).
    Several scales give rows and Total each, with the auditor's name, and one Total of all at the end.
    """
    rows = [row for scale in scales.of(paper) for row in _rows(scale, paper)]
    return [*rows, _row(TOTAL, paper.recommendations, paper)] if paper.scales else rows


def _rows(scale: AuditorScale, paper: Paper) -> list[SummaryRow]:
    recs = scales.items(paper, scale)
    rows = [
        _row(name, [r for r in recs if priority(r) == name], paper, scale.name)
        for name in priorities(scale, recs)
    ]
    return [*rows, _row(TOTAL, recs, paper, scale.name)]


def counts(paper: Paper, audit: Audit) -> dict[str, int]:
    """Count the items under one audit banner by priority, every priority of its auditor named."""
    recs, scale = paper.of(audit), scales.for_audit(paper, audit)
    found = Counter(map(priority, recs))
    return {name: found[name] for name in priorities(scale, recs) if found[name] or name in scale.priorities}


def _row(name: str, recs: Sequence[Recommendation], paper: Paper, auditor: str = "") -> SummaryRow:
    shades = Counter(colour(r) for r in recs)
    columns = [Column(heading=shade, value=shades[shade]) for shade in colours(paper)]
    if paper.scheme == "risk":
        states = Counter(r.status for r in recs)
        columns += [
            Column(heading=CLOSED, of_which=True, value=states["proposed_closed"]),
            Column(heading=NOT_ADOPTED, of_which=True, value=states["not_adopted"] + states["superseded"]),
        ]
    return SummaryRow(priority=name, columns=columns, total=len(recs), auditor=auditor)


def check(paper: Paper) -> list[str]:
    """Give the reasons why printed figures and appendix disagree, a sentence each; none when they agree.

    What a paper carries ready-made (its summary rows, the counts of its banners) must equal the count,
    and every item must stand exactly once in the appendix, in a colour that fits its state.
    """
    return [*_summary_reasons(paper), *_banner_reasons(paper), *_item_reasons(paper)]


def _summary_reasons(paper: Paper) -> Iterable[str]:
    counted = {named(row).casefold(): row for row in summary(paper)}
    for row in paper.summary:
        own = counted.get(named(row).casefold())
        if own is None or row.total != own.total:
            held = own.total if own else 0
            yield f"The summary gives {row.total} in all for {named(row)}, the appendix holds {held}."
            continue
        values = {column.heading: column.value for column in own.columns}
        for column in row.columns:
            held = values.get(column.heading, column.value)
            if column.value != held:
                yield (
                    f"The summary gives {column.value} under {column.heading} for {named(row)},"
                    f" the appendix holds {held}."
                )


def named(row: SummaryRow) -> str:
    """Give ``High (Larch & Partners)`` where several auditors have tables, else ``High``."""
    return f"{row.priority} ({row.auditor})" if row.auditor else row.priority


def _banner_reasons(paper: Paper) -> Iterable[str]:
    for audit in paper.audits:
        if not any(scales.holds(paper, scale, audit) for scale in scales.of(paper)):
            yield f"{audit.title} goes by no scale of the paper (auditor: {audit.auditor or 'not recorded'})."
        counted = counts(paper, audit)
        for name, value in audit.counts.items():
            if value != counted.get(name, 0):
                held = counted.get(name, 0)
                yield f"The banner of {audit.title} gives {value} for {name}, the appendix holds {held}."


def _item_reasons(paper: Paper) -> Iterable[str]:
    banners = Counter((audit.title, audit.month) for audit in paper.audits)
    for rec in paper.recommendations:
        stands = banners[rec.audit, rec.audit_month]
        if stands != 1:
            yield f"{rec.id} stands under {stands} audit banners instead of one."
        if paper.scheme == "delivery" and colour(rec) not in FITS[rec.status]:
            yield f"{rec.id} is {colour(rec)}, which does not fit its state ({rec.status})."
    for own, often in Counter(rec.id for rec in paper.recommendations).items():
        if often > 1:
            yield f"{own} stands {often} times in the appendix."
