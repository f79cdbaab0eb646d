"""An import taken back: what was built on it is named, and what only it gave goes."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping

from sqlmodel import Session, col, delete, select

from followup.dates import spoken
from store.models import (
    Assignment,
    Audit,
    AuditReport,
    Cycle,
    Evidence,
    Link,
    Meeting,
    Membership,
    Outcome,
    PaperItem,
    Recommendation,
    Request,
    RequestItem,
    SourcePaper,
    TargetDate,
    Update,
)

GIVEN = (Assignment, Evidence, Link, Membership, TargetDate, Update)
"""Tables whose rows a paper gives."""


def built_on(session: Session, source: SourcePaper) -> list[str]:
    """Name what was done since the import about items of its paper, an item each."""
    mine = {
        row.recommendation_id
        for row in session.exec(select(PaperItem).where(PaperItem.source_id == source.id)).all()
    }
    found: defaultdict[int, list[str]] = defaultdict(list)
    for number, said in _done_since(session, source):
        if number in mine and said not in found[number]:
            found[number].append(said)
    items = {number: session.get_one(Recommendation, number).item_id for number in found}
    return [f"{items[number]} ({', '.join(said)})" for number, said in sorted(found.items())]


def _done_since(session: Session, source: SourcePaper) -> Iterator[tuple[int, str]]:
    """Give every act about an item since the import: what was asked, answered, entered, decided."""
    asked = (
        select(RequestItem, Meeting)
        .join(Request, col(Request.id) == RequestItem.request_id)
        .join(Cycle, col(Cycle.id) == Request.cycle_id)
        .join(Meeting, col(Meeting.id) == Cycle.meeting_id)
        .where(Request.at >= source.at)
    )
    for line, meeting in session.exec(asked).all():
        yield line.recommendation_id, f"its owner was asked for the meeting of {spoken(meeting.date)}"
    decided = select(Outcome, Meeting).join(Meeting, col(Meeting.id) == Outcome.meeting_id)
    for outcome, meeting in session.exec(decided.where(Outcome.at >= source.at)).all():
        yield outcome.recommendation_id, f"{outcome.kind} at the meeting of {spoken(meeting.date)}"
    for date in session.exec(
        select(TargetDate).where(col(TargetDate.source_id).is_(None), TargetDate.at >= source.at)
    ).all():
        yield date.recommendation_id, f"target date {date.words}"
    for move in session.exec(
        select(Membership).where(col(Membership.source_id).is_(None), Membership.at >= source.at)
    ).all():
        yield move.recommendation_id, f"moved: {move.reason}"
    for link in session.exec(select(Link).where(col(Link.source_id).is_(None))).all():
        for number in filter(None, (link.recommendation_id, link.to_id)):
            yield number, f"linked: {link.kind.replace('_', ' ')}"


def withdraw(session: Session, source: SourcePaper) -> dict[int, str]:
    """Forget what stood in one paper; gives the items that stood there, with their own columns before."""
    rows = session.exec(select(PaperItem).where(PaperItem.source_id == source.id)).all()
    for row in rows:
        session.delete(row)
    session.flush()
    return {row.recommendation_id: row.before for row in rows}


def remove(session: Session, numbers: Mapping[int, str]) -> list[str]:
    """Remove items that no paper shows any more, with what hangs on them; gives their ids and titles.

    An item that was entered by hand stays, and is again as it was before any paper showed it.
    """
    gone: list[str] = []
    audits: set[int] = set()
    for number, before in sorted(numbers.items()):
        item = session.get_one(Recommendation, number)
        for kind in GIVEN:
            session.exec(
                delete(kind).where(col(kind.recommendation_id) == number, col(kind.source_id).is_not(None))
            )
        if before:
            for name, value in json.loads(before).items():
                setattr(item, name, value)
            session.add(item)
            continue
        for link in session.exec(select(Link).where(Link.to_id == number)).all():
            link.to_id = None
            session.add(link)
        gone.append(f"{item.item_id} {item.title}".strip())
        audits.add(item.audit_id)
        session.flush()
        session.delete(item)
    session.flush()
    _without_items(session, audits)
    return gone


def _without_items(session: Session, numbers: set[int]) -> None:
    """Remove audits that are left without items and without a report file."""
    for number in numbers:
        held = [
            session.exec(select(kind.id).where(kind.audit_id == number)).first()
            for kind in (Recommendation, AuditReport)
        ]
        if not any(held):
            session.delete(session.get_one(Audit, number))
    session.flush()
