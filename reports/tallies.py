"""Printed figures against the items themselves: the summary table and the counts in the audits' banners."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from followup import rag
from followup.rules import Rules
from reports import figures, scales
from reports.alike import alike, folded
from reports.paper import Audit, BoardItem, Discrepancy, Paper, Recommendation, SummaryRow

TOTAL = "total"
COLOURS = ("RED", "AMBER", "GREEN", "GREY")


def find(paper: Paper) -> Iterator[Discrepancy]:
    """List figures that do not agree: within the summary, with the appendix, and with the banners."""
    both = in_both(paper)
    yield from _arithmetic(paper.summary)
    for row in paper.summary:
        yield from _row(row, paper, both)
    yield from _banners(paper, both)


def in_both(paper: Paper) -> dict[int, str]:
    """Find items of the tracker that stand in the board's table too: place in the tracker -> item id."""
    listed: defaultdict[str | None, list[BoardItem]] = defaultdict(list)
    for item in paper.board_items:
        listed[item.reference].append(item)
    return {
        place: rec.id
        for place, rec in enumerate(paper.recommendations)
        if any(is_same(rec, item) for item in listed[rec.reference])
    }


def is_same(rec: Recommendation, item: BoardItem) -> bool:
    """Whether an item of the tracker and one of the board's table are the same recommendation."""
    if rec.reference != item.reference or not alike(rec.audit, item.audit):
        return False
    return alike(rec.title, item.title) or alike(rec.text, item.text)


def _arithmetic(summary: Sequence[SummaryRow]) -> Iterator[Discrepancy]:
    """Rows whose columns do not add up, and total rows that are not the sum of their auditor's rows."""
    for row in summary:
        split = sum(column.value for column in row.columns if not column.of_which)
        if row.columns and split != row.total:
            message = (
                f"The summary's row {figures.named(row)} adds up to {split}, but its total is {row.total}."
            )
            yield Discrepancy(kind="summary_arithmetic", message=message)
    rows = [row for row in summary if not _is_total(row)]
    for row in filter(_is_total, summary):  # one that names no auditor is the total of all
        added = sum(r.total for r in rows if row.auditor in ("", r.auditor))
        if rows and row.total != added:
            of = f" of {row.auditor}" if row.auditor else ""
            message = f"The summary's rows{of} add up to {added}, but its total is {row.total}."
            yield Discrepancy(kind="summary_arithmetic", message=message)


def _is_total(row: SummaryRow) -> bool:
    return row.priority.casefold() == TOTAL


def _row(row: SummaryRow, paper: Paper, both: Mapping[int, str]) -> Iterator[Discrepancy]:
    """Compare a summary row with a recount of the appendix, in number and in colour."""
    total, places = _is_total(row), _places(row, paper)
    if places is None:
        return
    recs = [paper.recommendations[place] for place in places]
    aside = _aside(paper, [both[place] for place in places if place in both], total=total)
    lines = sorted({rec.source.from_ for rec in recs if rec.source})
    unknown = 0 if total else sum(rec.priority is None for rec in paper.recommendations)
    if not len(recs) <= row.total <= len(recs) + unknown:
        what = "recommendations" if total else f"{row.priority} recommendations"
        whose = f" of {row.auditor}" if row.auditor else ""
        message = f"The summary counts {row.total} {what}{whose}; the appendix shows {len(recs)}{aside}."
        yield Discrepancy(kind="summary_total", message=message, lines=lines)
    printed = Counter({column.heading: column.value for column in row.columns if not column.of_which})
    due = _colours(recs, paper)
    if not total and due is not None and _differ(due, printed, unknown):
        message = (
            f"The summary prints {_figures(printed)} for {figures.named(row)}; by the paper's own rule"
            f" the items in the appendix are {_figures(due)}{aside}."
        )
        yield Discrepancy(kind="summary_colours", message=message, lines=lines)


def _places(row: SummaryRow, paper: Paper) -> list[int] | None:
    """Give the places in the tracker that a row counts; None where nothing tells which are its auditor's."""
    theirs = [scale for scale in scales.of(paper) if scale.name == row.auditor]
    if row.auditor and not theirs:
        return None
    own = {id(rec) for scale in theirs for rec in scales.items(paper, scale)}
    return [
        place
        for place, rec in enumerate(paper.recommendations)
        if (_is_total(row) or figures.priority(rec) == row.priority) and (not row.auditor or id(rec) in own)
    ]


def _differ(due: Mapping[str, int], printed: Mapping[str, int], unknown: int) -> bool:
    """Whether colours differ by more than items of an ``unknown`` priority may explain."""
    missing = [printed.get(colour, 0) - due.get(colour, 0) for colour in COLOURS]
    return any(count < 0 for count in missing) or sum(missing) > unknown


def _aside(paper: Paper, both: Sequence[str], *, total: bool) -> str:
    """Say what may explain a difference: items without a priority, items that stand twice."""
    unknown = 0 if total else sum(rec.priority is None for rec in paper.recommendations)
    asides = [f"{unknown} more show no priority"] if unknown else []
    asides += [f"{', '.join(both)} also stands among the board's items"] if both else []
    return f" ({'; '.join(asides)})" if asides else ""


def _colours(recs: Sequence[Recommendation], paper: Paper) -> Counter[str] | None:
    """Colour items by the delivery rule (2019, para 7); None where the paper goes by another.

    Nor can it be told where a paper withholds the dates of an item.
    """
    meeting = paper.meeting_date
    if meeting is None or paper.scheme != "delivery" or any(rec.withheld for rec in recs):
        return None
    return Counter(
        rag.colour(rec.status, rec.target_in_force, rec.priority, rules=Rules(), meeting=meeting).colour
        for rec in recs
    )


def _figures(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{counts[colour]} {colour}" for colour in COLOURS if counts.get(colour)) or "none"


def _banners(paper: Paper, both: Mapping[int, str]) -> Iterator[Discrepancy]:
    """Compare each banner's counts with the items under it and the board's items of its audit."""
    under: defaultdict[tuple[str, str | None], list[Recommendation]] = defaultdict(list)
    twice = Counter[tuple[str, str | None, str]]()
    for place, rec in enumerate(paper.recommendations):
        under[rec.audit, rec.audit_month].append(rec)
        twice[rec.audit, rec.audit_month, figures.priority(rec)] += place in both
    listed = _listed(paper)
    for audit in paper.audits:
        recs = under[audit.title, audit.month]
        for priority, count in audit.counts.items():
            shown = sum(figures.priority(rec) == priority for rec in recs)
            shown += listed[audit.title, audit.month, priority] - twice[audit.title, audit.month, priority]
            if shown != count:
                yield _miscount(audit, priority, shown, recs)


def _miscount(audit: Audit, priority: str, shown: int, recs: Sequence[Recommendation]) -> Discrepancy:
    counted = f"The banner of {audit.title}{f' ({audit.month})' if audit.month else ''} counts"
    stand = f"{shown or 'none'} of that priority {'stands' if shown <= 1 else 'stand'}"
    count = audit.counts[priority]
    left = ": the rest was closed before, or is missing" if shown < count else ""
    return Discrepancy(
        kind="banner_count",
        message=f"{counted} {count} {priority}; {stand} in the tracker or the board's list{left}.",
        lines=[rec.source.from_ for rec in recs[:1] if rec.source],
    )


def _listed(paper: Paper) -> Counter[tuple[str, str | None, str]]:
    """Count the board's items by audit and priority; of audits with the same title, the latest has them."""
    audits: dict[str, Audit | None] = {}
    for item in paper.board_items:
        name = folded(item.audit)
        if name not in audits:
            same = [audit for audit in paper.audits if alike(audit.title, item.audit)]
            audits[name] = max(same, key=lambda audit: audit.month or "", default=None)
    found = Counter[tuple[str, str | None, str]]()
    for item in paper.board_items:
        audit = audits[folded(item.audit)]
        if audit:
            found[audit.title, audit.month, figures.priority(item)] += 1
    return found
