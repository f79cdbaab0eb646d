"""What an imported paper showed: its items, their order and states, and where it disagrees with itself."""

import json
import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from reports import paper as plain
from reports.merge.match import LOST
from reports.merge.seen import Seen, seen_in
from reports.paper import Discrepancy, Paper
from store import queries
from store.models import Audit, Link, Meeting, PaperItem, Recommendation, SourcePaper


class Printed(NamedTuple):
    """The imported paper of one meeting."""

    paper: Paper
    """As it was read."""
    items: dict[int, PaperItem]
    """By row of the register."""
    seen: dict[int, Seen]
    """What the paper said of each, which a later paper may say otherwise; by row of the register."""


def printed(session: Session, meeting: Meeting) -> Printed | None:
    """Find the imported paper of a meeting; none where a round of our own has been opened for it.

    Of several files for one meeting the newest import is the paper.
    """
    cycle = queries.cycle_of(session, meeting.id)
    if cycle is not None and cycle.state != "planned":
        return None
    wanted = _imported().where(SourcePaper.meeting_id == meeting.id).order_by(col(SourcePaper.id).desc())
    found = _newest(session, wanted)
    if found is None:
        return None
    source, paper = found
    items = _items(session, source.id)
    lines = {one.position: one for one in seen_in(paper)[0]}
    return Printed(paper, items, {number: lines[row.position] for number, row in items.items()})


def as_printed(original: Printed | None, rec: Recommendation) -> Recommendation:
    """Give an item as the paper had it, where a later one says otherwise; the row itself without a paper.

    What the paper does not show, or its text has lost, is what the register knows.
    """
    if original is None:
        return rec
    said = original.seen[rec.id or 0].rec
    shown = {
        "reference": said.reference,
        "title": "" if LOST.match(said.title) else said.title,
        "priority": said.priority,
        "threat": said.threat,
        "text": said.text,
        "response": said.management_response,
    }
    return Recommendation(**(rec.model_dump() | {name: value for name, value in shown.items() if value}))


def audit_as_printed(original: Printed | None, rec: Recommendation, audit: Audit) -> Audit:
    """Give an item's audit under the title, month and opinion that the paper had."""
    if original is None:
        return audit
    said = original.seen[rec.id or 0].audit
    shown = {"title": said.title, "month": said.month, "opinion": said.assurance}
    return Audit(**(audit.model_dump() | {name: value for name, value in shown.items() if value}))


def for_public(original: Printed, withheld: Collection[int]) -> list[Discrepancy]:
    """Give where the paper disagrees with itself, without what concerns marked items (rule 11).

    ``withheld`` are rows of the register. What concerns them is counted, so that nobody misses it.
    """
    marked = [one.rec for number, one in original.seen.items() if number in withheld]
    kept = [one for one in original.paper.discrepancies if not _concerns(one, marked)]
    held = len(original.paper.discrepancies) - len(kept)
    if held:
        words = f"{held} more points are" if held > 1 else "One more point is"
        where = f"{words} in the restricted edition: about what is marked."
        kept.append(Discrepancy(kind="withheld", message=where))
    return kept


def _concerns(found: Discrepancy, marked: Sequence[plain.Recommendation]) -> bool:
    """Whether a discrepancy names one of these items, or points to its lines."""
    for rec in marked:
        where = rec.source
        if where and any(where.from_ <= line <= where.to for line in found.lines):
            return True
        named = re.search(rf"(?<![\w.-]){re.escape(rec.id)}(?![\w-])", found.message)
        if named or (rec.title and rec.title in found.message):
            return True
    return False


def order(session: Session, meeting: Meeting) -> dict[int, int]:
    """Give the order of items in the newest paper of this body up to a meeting; empty without one.

    The pieces of an item that was split since have its place.
    """
    wanted = (
        _imported()
        .join(Meeting, col(Meeting.id) == SourcePaper.meeting_id)
        .where(Meeting.body_id == meeting.body_id, Meeting.date <= meeting.date)
        .order_by(col(Meeting.date).desc(), col(SourcePaper.id).desc())
    )
    found = _newest(session, wanted)
    if found is None:
        return {}
    places = {number: row.position for number, row in _items(session, found[0].id).items()}
    pieces = select(Link).where(Link.kind == "split_from", col(Link.source_id).is_(None))
    for link in session.exec(pieces.order_by(col(Link.id))).all():  # a piece is older than its own pieces
        if link.to_id in places:
            places.setdefault(link.recommendation_id, places[link.to_id])
    return places


def _newest(session: Session, wanted: SelectOfScalar[SourcePaper]) -> tuple[SourcePaper, Paper] | None:
    """Give the first that is a meeting's paper; an export of the register brought back is none."""
    for source in session.exec(wanted):
        if not is_register(source):
            return source, Paper.model_validate_json(source.reading)
    return None


def is_register(source: SourcePaper) -> bool:
    """Whether what was imported is an export of the register, not a meeting's paper."""
    return str(json.loads(source.reading or "{}").get("version", "")).startswith(plain.AS_AT)


def _imported() -> SelectOfScalar[SourcePaper]:
    return (
        select(SourcePaper)
        .where(col(SourcePaper.undone_at).is_(None), SourcePaper.reading != "")
        .options(defer(SourcePaper.content))  # type: ignore[arg-type] # a column to SQLAlchemy
    )


def _items(session: Session, source_id: int | None) -> dict[int, PaperItem]:
    rows = session.exec(select(PaperItem).where(PaperItem.source_id == source_id)).all()
    return {row.recommendation_id: row for row in rows}
