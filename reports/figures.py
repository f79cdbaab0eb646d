"""Every figure of a panel paper, counted from the items in its appendix and from nothing else (rule 9)."""

from collections import Counter
from collections.abc import Iterable, Sequence

from reports.paper import Audit, Column, Paper, Recommendation, SummaryRow

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


def priorities(paper: Paper) -> list[str]:
    """Give the paper's priorities, highest first, then any that only its items name."""
    named = [r.priority for r in paper.recommendations if r.priority]
    known = list(dict.fromkeys([*paper.priorities, *named]))
    return known + [NO_PRIORITY] * any(not r.priority for r in paper.recommendations)


def colours(paper: Paper) -> list[str]:
    """Give the columns that split the total: the scheme's colours, then any other that occurs."""
    return list(dict.fromkeys([*SCHEMES[paper.scheme], *(colour(r) for r in paper.recommendations)]))


def colour(rec: Recommendation) -> str:
    """Give the RAG word an item is counted under."""
    return rec.rag or UNGRADED


def priority(rec: Recommendation) -> str:
    """Give the priority an item is counted under."""
    return rec.priority or NO_PRIORITY


def summary(paper: Paper) -> list[SummaryRow]:
    """Count the appendix by priority, with a Total row.

    Delivery scheme (2019, para 3): RED, AMBER, GREEN and GREY add up to the total. Risk scheme (2022,
    para 4): RED, AMBER and GREEN add up; the two columns of closures are inside them (``of_which``).
    """
    rows = [
        _row(name, [r for r in paper.recommendations if priority(r) == name], paper)
        for name in priorities(paper)
    ]
    return [*rows, _row(TOTAL, paper.recommendations, paper)]


def counts(paper: Paper, audit: Audit) -> dict[str, int]:
    """Count the items under one audit banner by priority, every priority of the paper named."""
    found = Counter(priority(r) for r in paper.of(audit))
    return {name: found[name] for name in priorities(paper) if found[name] or name in paper.priorities}


def _row(name: str, recs: Sequence[Recommendation], paper: Paper) -> SummaryRow:
    shades = Counter(colour(r) for r in recs)
    columns = [Column(heading=shade, value=shades[shade]) for shade in colours(paper)]
    if paper.scheme == "risk":
        states = Counter(r.status for r in recs)
        columns += [
            Column(heading=CLOSED, of_which=True, value=states["proposed_closed"]),
            Column(heading=NOT_ADOPTED, of_which=True, value=states["not_adopted"] + states["superseded"]),
        ]
    return SummaryRow(priority=name, columns=columns, total=len(recs))


def check(paper: Paper) -> list[str]:
    """Give the reasons why printed figures and appendix disagree, a sentence each; none when they agree.

    What a paper carries ready-made (its summary rows, the counts of its banners) must equal the count,
    and every item must stand exactly once in the appendix, in a colour that fits its state.
    """
    return [*_summary_reasons(paper), *_banner_reasons(paper), *_item_reasons(paper)]


def _summary_reasons(paper: Paper) -> Iterable[str]:
    counted = {row.priority.casefold(): row for row in summary(paper)}
    for row in paper.summary:
        own = counted.get(row.priority.casefold())
        if own is None or row.total != own.total:
            held = own.total if own else 0
            yield f"The summary gives {row.total} in all for {row.priority}, the appendix holds {held}."
            continue
        values = {column.heading: column.value for column in own.columns}
        for column in row.columns:
            held = values.get(column.heading, column.value)
            if column.value != held:
                yield (
                    f"The summary gives {column.value} under {column.heading} for {row.priority},"
                    f" the appendix holds {held}."
                )


def _banner_reasons(paper: Paper) -> Iterable[str]:
    for audit in paper.audits:
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
