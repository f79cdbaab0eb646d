"""An import taken back: what was built on it is named, and what only it gave goes."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping

from sqlmodel import Session, col, delete, select

from followup.dates import spoken
from store.models import (
    Assignment,
    Audit,
    AuditReport,
    Contribution,
    Cycle,
    Decision,
    Event,
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
    rows = session.exec(select(PaperItem)).all()
    mine = {row.recommendation_id for row in rows if row.source_id == source.id}
    others = {row.recommendation_id for row in rows if row.source_id != source.id or row.before}
    found: defaultdict[int, list[str]] = defaultdict(list)
    for number, at, said in _done(session, mine - others):
        since = number in mine and at is not None and at >= source.at
        if (since or number in mine - others) and said not in found[number]:
            found[number].append(said)
    items = {number: session.get_one(Recommendation, number).item_id for number in found}
    return [f"{items[number]} ({', '.join(said)})" for number, said in sorted(found.items())]


Act = tuple[int, dt.datetime | None, str]
"""Number of an item, when it was done if that is known, and what was done."""


def _done(session: Session, only: Collection[int]) -> Iterator[Act]:
    """Give every act about items: what was asked, answered, entered, decided.

    ``only`` are the items that go with the import: whatever was done about those was done since.
    """
    yield from _asked(session)
    yield from _answered(session)
    decided = select(Outcome, Meeting).join(Meeting, col(Meeting.id) == Outcome.meeting_id)
    for outcome, meeting in session.exec(decided).all():
        yield (
            outcome.recommendation_id,
            outcome.at,
            f"{outcome.kind} at the meeting of {spoken(meeting.date)}",
        )
    for date in session.exec(select(TargetDate).where(col(TargetDate.source_id).is_(None))).all():
        yield date.recommendation_id, date.at, f"target date {date.words}"
    for move in session.exec(select(Membership).where(col(Membership.source_id).is_(None))).all():
        yield move.recommendation_id, move.at, f"moved: {move.reason}"
    for link in session.exec(select(Link).where(col(Link.source_id).is_(None))).all():
        for number in filter(None, (link.recommendation_id, link.to_id)):
            yield number, None, f"linked: {link.kind.replace('_', ' ')}"
    yield from _about_audits(session, only)


def _asked(session: Session) -> Iterator[Act]:
    """Give what was asked; a line may have joined a request that is older than the import."""
    asked = (
        select(RequestItem, Request.at, Meeting)
        .join(Request, col(Request.id) == RequestItem.request_id)
        .join(Cycle, col(Cycle.id) == Request.cycle_id)
        .join(Meeting, col(Meeting.id) == Cycle.meeting_id)
    )
    for line, at, meeting in session.exec(asked).all():
        yield line.recommendation_id, at, f"its owner was asked for the meeting of {spoken(meeting.date)}"


def _answered(session: Session) -> Iterator[Act]:
    """Give what came for an update of our own rounds, and what the inspectorate made of it."""
    came = select(Contribution.recommendation_id, Contribution.received_at)
    for number, at in session.exec(came).all():
        yield number, at, "its owner answered"
    done = (
        select(Update.recommendation_id, Decision.at)
        .join(Decision, col(Decision.update_id) == Update.id)
        .where(col(Decision.kind).in_(("approve", "edit", "verify")))
    )
    for number, at in session.exec(done).all():
        yield number, at, "its update was reviewed"


def _about_audits(session: Session, only: Collection[int]) -> Iterator[Act]:
    """Give what was said here about the audits of items: a marking must not go with an import."""
    kinds = {"audit marked": "its audit was marked", "audit published": "its audit's report was dated"}
    said = select(Event).where(Event.noun == "audit", col(Event.kind).in_(kinds)).order_by(col(Event.id))
    events = session.exec(said).all()
    wanted = {event.noun_id for event in events}
    of = select(Recommendation.audit_id, Recommendation.id).where(col(Recommendation.audit_id).in_(wanted))
    beneath: defaultdict[int, set[int]] = defaultdict(set)
    for audit_id, number in session.exec(of).all():
        beneath[audit_id].add(number or 0)
    for event in events:
        if beneath[event.noun_id] <= set(only):  # the audit stays with any other of its items
            yield from ((number, event.at, kinds[event.kind]) for number in sorted(beneath[event.noun_id]))


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
