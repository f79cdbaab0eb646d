"""Where a paper in the table style disagrees with itself in ways only this style can."""

from collections.abc import Iterator, Sequence

from followup.dates import month
from reports.paper import PROPOSED, Discrepancy, Paper, Recommendation
from reports.table.banner import folded
from reports.table.rows import Piece
from reports.table.tables import Closure
from reports.wording import marker


def find(
    paper: Paper, closures: Sequence[Closure], heading: tuple[int, str], stray: Sequence[Piece]
) -> list[Discrepancy]:
    """Compare closures table and tracker, and the tracker's heading (line, words) with the meeting."""
    compared = [*_closures(paper, closures), *_figures(paper, closures)]
    return [*compared, *_banners(paper), *_heading(paper, heading), *_stray(stray)]


def _closures(paper: Paper, closures: Sequence[Closure]) -> Iterator[Discrepancy]:
    listed: set[str] = set()
    meant: dict[tuple[str, str, str], list[Recommendation]] = {}
    for rec in paper.recommendations:
        meant.setdefault((folded(rec.audit), rec.reference or "", folded(rec.title)), []).append(rec)
    for one in closures:
        items = meant.get((folded(one.audit), one.reference, folded(one.title)), [])
        if not items:
            yield Discrepancy(
                kind="closure_without_item",
                message=f"The closures list {one.audit} {one.reference} {one.title}; the tracker does not.",
                lines=[one.line],
            )
        for rec in items:
            listed.add(rec.id)
            yield from _compared(one, rec)
    if not closures:
        return
    for rec in paper.recommendations:
        if rec.status in PROPOSED and rec.id not in listed:
            yield Discrepancy(
                kind="closure_not_listed",
                message=f"{rec.id} {rec.title} is marked for closure, but is not in the table of closures.",
                lines=_lines(rec),
            )


def _compared(one: Closure, rec: Recommendation) -> Iterator[Discrepancy]:
    if one.priority and rec.priority and one.priority != rec.priority:
        yield Discrepancy(
            kind="closure_priority",
            message=f"{rec.id} is {one.priority} in the table of closures and {rec.priority} in the tracker.",
            lines=sorted({one.line, *_lines(rec)}),
        )
    if not (rec.updates and marker(rec.updates[-1].text)):
        yield Discrepancy(
            kind="closure_not_marked",
            message=f"{rec.id} {rec.title} is in the table of closures; the tracker shows no such marker.",
            lines=sorted({one.line, *_lines(rec)}),
        )


def _figures(paper: Paper, closures: Sequence[Closure]) -> Iterator[Discrepancy]:
    """Compare the closures counted in the summary with the rows of the closures table."""
    for row in paper.summary:
        counted = sum(column.value for column in row.columns if column.of_which)
        listed = [one.line for one in closures if one.priority == row.priority]
        if row.priority in paper.priorities and counted != len(listed):
            yield Discrepancy(
                kind="closure_count",
                message=f"The summary counts {counted} {row.priority} closures, their table {len(listed)}.",
                lines=listed,
            )


def _banners(paper: Paper) -> Iterator[Discrepancy]:
    """Name each audit that has recommendations but no heading of its own in the tracker."""
    for audit in paper.audits:
        lines = sorted({line for rec in paper.of(audit) for line in _lines(rec)})
        if lines and audit.assurance is None and audit.month is None:
            yield Discrepancy(
                kind="audit_without_heading",
                message=f"The tracker shows no opinion and no month for {audit.title}; a page may be missing"
                f" before line {lines[0]}.",
                lines=lines,
            )


def _heading(paper: Paper, heading: tuple[int, str]) -> Iterator[Discrepancy]:
    line, words = heading
    printed = month(words)
    if printed and paper.meeting_date and printed != f"{paper.meeting_date:%Y-%m}":
        yield Discrepancy(
            kind="stale_heading",
            message=f"The tracker's heading says {words.split(' - ')[-1].strip()}; the meeting is in"
            f" {paper.meeting_date:%B %Y}.",
            lines=[line],
        )


def _stray(stray: Sequence[Piece]) -> Iterator[Discrepancy]:
    if stray:
        yield Discrepancy(
            kind="text_without_item",
            message=f"Words stand in the tracker before its first recommendation: {stray[0].text[:80]!r}.",
            lines=sorted({piece.line for piece in stray}),
        )


def _lines(rec: Recommendation) -> list[int]:
    return [rec.source.from_] if rec.source else []
