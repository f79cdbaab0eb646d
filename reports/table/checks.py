"""Where a paper in the table style disagrees with itself in ways only this style can."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from followup.dates import month, spoken
from reports.paper import PROPOSED, Discrepancy, Paper, Recommendation
from reports.table.banner import folded
from reports.table.front import Front, Line
from reports.table.rows import Piece
from reports.table.tables import Closure
from reports.wording import marker

YEAR = re.compile(r"\b(?P<year>20\d{2})\s?[/–-]\s?(?:20)?(?P<ends>\d{2})\b")
PAGE = re.compile(r"\d{1,4}")
YEAR_ENDS = (3, 31)
"""A financial year: 2020-21 ends on 31 March 2021."""


def find(paper: Paper, front: Front, heading: tuple[int, str], stray: Sequence[Piece]) -> list[Discrepancy]:
    """Compare the front pages with the tracker, and the tracker's heading (line, words) with the meeting."""
    closures = front.closures
    compared = [*_closures(paper, closures), *_figures(paper, closures), *_pages(paper, closures)]
    stale = [*_programme(paper, front.background), *_heading(paper, heading)]
    return [*compared, *_banners(paper), *stale, *_stray(stray)]


def _pages(paper: Paper, closures: Sequence[Closure]) -> Iterator[Discrepancy]:
    """Page references that cannot be right: the tracker prints in another order than the pages count."""
    order = {
        (folded(rec.audit), rec.reference, folded(rec.title)): at
        for at, rec in enumerate(paper.recommendations)
    }
    keyed = [(order.get((folded(one.audit), one.reference, folded(one.title))), one) for one in closures]
    placed = sorted(((at, one) for at, one in keyed if at is not None), key=lambda pair: pair[0])
    paged = [(int(found[0]), one) for _, one in placed if (found := PAGE.search(one.page))]
    for (page, one), (later, other) in pairwise(paged):
        if later < page:
            yield Discrepancy(
                kind="closure_page",
                message=f"The closures give page {one.page} for {one.audit} {one.reference} and page"
                f" {other.page} for {other.audit} {other.reference}, which stands after it.",
                lines=sorted({one.line, other.line}),
            )


def _programme(paper: Paper, background: Sequence[Line]) -> Iterator[Discrepancy]:
    """A programme of audits of a year that was over at the meeting (2022, para 1)."""
    for line in background:
        for found in YEAR.finditer(line.text):
            ended = dt.date(int(found["year"]) + 1, *YEAR_ENDS)
            follows = int(found["ends"]) == ended.year % 100
            if follows and paper.meeting_date and ended < paper.meeting_date:
                message = (
                    f"The background gives the audits of {found[0]}, a year that was over at the meeting of"
                    f" {spoken(paper.meeting_date)}."
                )
                yield Discrepancy(kind="stale_programme", message=message, lines=[line.number])


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
