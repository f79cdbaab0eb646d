"""What people read in a terminal about an import: what was read, what it changes, what came before."""

from collections.abc import Iterable, Iterator, Sequence

from followup.dates import spoken
from reports.merge.plan import MergePlan
from reports.paper import Paper, Recommendation, Source
from reports.register import Written
from store.models import Meeting, SourcePaper

MOST = 100
"""Lines of one list; the rest is counted."""
STATUS = {
    "open": "open",
    "proposed_closed": "proposed closed",
    "not_adopted": "not adopted",
    "superseded": "superseded",
    "closed": "closed",
}


def paper_read(paper: Paper) -> Iterator[str]:
    """Show what an import read, what it doubts, and where the paper disagrees with itself."""
    when = spoken(paper.meeting_date) if paper.meeting_date else "a meeting whose date was not found"
    size = f"{len(paper.recommendations)} recommendations in {len(paper.audits)} audits"
    if not paper.sure:
        yield "The layout of this file is not known: what follows is a guess. Compare it with the file."
    yield f"A {paper.style} paper for {when}: {size}"
    yield from listed("About the file", paper.remarks)
    yield from _some([line for rec in paper.recommendations for line in _item(rec)], 2 * MOST)
    if paper.board_items:
        yield f"Monitored by the board: {len(paper.board_items)}"
        yield from _some([f"  {i.audit} {i.reference or ''} {i.title}: {i.state}" for i in paper.board_items])
    doubts = _doubts(paper.recommendations)
    yield from listed("Please check", [*paper.doubts, *doubts])
    yield from listed(
        "The paper disagrees with itself",
        [f"{d.message}{_lines(d.lines)}" for d in paper.discrepancies],
    )


def _doubts(recs: Sequence[Recommendation]) -> list[str]:
    """Name each item's doubts; what is doubted of every item stands once."""
    common = [one for one in recs[0].doubts if all(one in rec.doubts for rec in recs[1:])] if recs[1:] else []
    own = [f"{rec.id}: {doubt}" for rec in recs for doubt in rec.doubts if doubt not in common]
    return [*(f"Every item: {doubt}" for doubt in common), *own]


def _item(rec: Recommendation) -> Iterator[str]:
    target = spoken(rec.target_in_force) if rec.target_in_force else "no date"
    owners = ", ".join(o.name for o in rec.owners) or "nobody named"
    updates = f"{len(rec.updates):>2} updates"
    yield f"  {rec.id:<22} {STATUS[rec.status]:<16} {target:<18} {updates}  {rec.title}"
    yield f"  {'':<22} {rec.priority or 'no priority'}; {owners}{_place(rec.source)}"


def _place(source: Source | None) -> str:
    """Say where an item stands in the file: on which page, or between which lines."""
    if source is None:
        return ""
    if source.page:
        return f"; page {source.page}"
    return f"; line {source.from_}" if source.from_ == source.to else f"; lines {source.from_}–{source.to}"


def _lines(lines: Sequence[int]) -> str:
    return f" (lines {', '.join(map(str, lines))})" if lines else ""


def listed(heading: str, rows: Iterable[str]) -> Iterator[str]:
    """A heading with its number, and a line each; nothing where there is nothing."""
    rows = list(rows)
    if rows:
        yield f"{heading} ({len(rows)}):"
        yield from _some([f"  - {row}" for row in rows])


def _some(lines: Sequence[str], most: int = MOST) -> Iterator[str]:
    yield from lines[:most]
    if len(lines) > most:
        yield f"  … and {len(lines) - most} lines more; --json shows all"


def plan(done: MergePlan) -> Iterator[str]:
    """Show what an import changes in the register."""
    yield from listed("New in the register", done.new)
    changed = [f"{one.item_id} {one.title}: {'; '.join(one.lines)}" for one in done.changed]
    yield from listed("Changed", changed)
    yield from listed("Gone from the register", done.gone)
    yield from listed("Not in the next paper; doubted, not closed", done.missing)
    yield from listed("Other words than were approved here; not written", done.conflicts)
    yield from listed("Doubts of the register", done.doubts)
    if done.unchanged:
        yield f"As they were: {done.unchanged}"


def written(done: Written, name: str) -> Iterator[str]:
    """Show what went into the register."""
    if done.again:
        yield f"{name} was imported already (import {done.number}); nothing was changed"
        return
    yield from plan(done)
    yield (
        f"Written: {done.recommendations} recommendations with {done.updates} updates,"
        f" {done.board_items} items of the board; `matters imports undo {done.number}` takes it back"
    )
    yield from listed("Owners that match nobody known (matters people import FILE)", done.unmatched)


def imports(rows: Iterable[tuple[SourcePaper, Meeting]]) -> Iterator[str]:
    """List the imports, each with its number, meeting and file."""
    for row, meeting in rows:
        back = f"; taken back {spoken(row.undone_at.date())}" if row.undone_at else ""
        when = spoken(meeting.date)
        came = f"{row.name}, {spoken(row.at.date())} by {row.who}"
        yield f"{row.id:>4}  {when:<18} {row.style:<12} {came}{back}"
