"""Asking: requests and the updates they wait for, when a round opens and for what joins it later."""

import datetime as dt

from sqlmodel import Session, col, select

from followup import log, planning
from followup.dates import spoken
from followup.rules import Rules
from followup.states import BEFORE_PUBLICATION
from store import queries
from store.models import (
    Audit,
    Cycle,
    Meeting,
    Outbox,
    Recommendation,
    Request,
    RequestItem,
    Sent,
    Update,
)

NEW_REPORT = "Recently published report; an update is to be provided for the next meeting."
JOINED_LATE = (
    "Entered in the tracker after collection had closed; an update is to be provided for the next meeting."
)
STANDING = (NEW_REPORT, JOINED_LATE)
"""Words that stand approved for an item of which nobody was asked anything yet."""


def keep_new(session: Session, cycle: Cycle, made: planning.Plan) -> None:
    """Take out of a plan what its people have been asked in this cycle already."""
    before = {
        (person.id, line.recommendation_id, line.part)
        for request, person in queries.requests(session, cycle.id)
        for line, _rec, _audit in queries.asked(session, request.id)
    }
    fresh = {
        person: [one for one in items if (person, one.recommendation_id, one.part) not in before]
        for person, items in made.asked.items()
    }
    made.asked = {person: items for person, items in fresh.items() if items}


def issue(session: Session, cycle: Cycle, made: planning.Plan, *, at: dt.datetime) -> None:
    """Write each person's request and the awaited update of each item; the outbox sends them.

    Who has a request in this cycle already gets a second mail with the new lines only; while the first one
    has not gone, it carries them.
    """
    for person_id, items in made.asked.items():
        mine = select(Request).where(Request.cycle_id == cycle.id, Request.person_id == person_id)
        before = session.exec(mine).first()
        request = before or Request(cycle_id=cycle.id or 0, person_id=person_id, at=at)
        session.add(request)
        session.flush()
        lines = [_line(session, cycle, request, entry) for entry in items]
        key = f"request:{cycle.id}:{person_id}"
        if before is None:
            log.tell(session, "request", person_id, key=key, at=at, request_id=request.id)
        elif not _waits(session, key):
            more = {"lines": lines}
            key = f"{key}:{lines[0]}"
            log.tell(session, "request", person_id, key=key, at=at, about=more, request_id=request.id)


def _line(session: Session, cycle: Cycle, request: Request, entry: planning.Asked) -> int:
    line = RequestItem(
        request_id=request.id or 0,
        recommendation_id=entry.recommendation_id,
        part=entry.part,
        question=entry.question,
        told=entry.told,
    )
    session.add(line)
    session.flush()
    _await(session, cycle, entry)
    return line.id or 0


def _waits(session: Session, key: str) -> bool:
    """Whether no worker has taken a row of the outbox yet: what is added now will be in it.

    The row is locked, so that none takes it before what is added can be seen.
    """
    row = session.exec(select(Outbox).where(Outbox.key == key).with_for_update()).first()
    if row is None or row.attempts or row.done_at or row.failed_at:
        return False
    return session.exec(select(Sent.id).where(Sent.outbox_id == row.id)).first() is None


def join(session: Session, body_id: int, ids: frozenset[int], *, rules: Rules, at: dt.datetime) -> list[str]:
    """Bring items that are new to a body into its rounds under way; gives a line for each round.

    While a round collects, their owners are asked (or told, rule 7) like everybody; afterwards its paper
    says that an update is to be provided, for nobody could be asked.
    """
    said = []
    for cycle, meeting in _under_way(session, body_id, at):
        asked = 0
        if cycle.state == "collecting":
            made = planning.plan(session, meeting, rules=rules, on=at.date(), opened=opened(cycle))
            keep_new(session, cycle, made)
            made.asked = {
                person: mine
                for person, items in made.asked.items()
                if (mine := [one for one in items if one.recommendation_id in ids])
            }
            issue(session, cycle, made, at=at)
            asked = len(made.asked)
        for rec in (session.get_one(Recommendation, number) for number in sorted(ids)):
            _say_new(session, cycle, meeting, rec, rules=rules)
        owners = f"{asked} owner{'' if asked == 1 else 's'} asked or told" if asked else "nobody can be asked"
        said.append(f"the round for {spoken(meeting.date)} is under way: {owners}")
    return said


def opened(cycle: Cycle) -> dt.date | None:
    """The day on which a round began: reports are new by that day (rule 7)."""
    return cycle.opened_at.date() if cycle.opened_at else None


def _under_way(session: Session, body_id: int, at: dt.datetime) -> list[tuple[Cycle, Meeting]]:
    """Find the rounds of a body that have begun and whose meeting is still to come."""
    wanted = (
        select(Cycle, Meeting)
        .join(Meeting, col(Meeting.id) == Cycle.meeting_id)
        .where(Meeting.body_id == body_id, Meeting.date >= at.date())
        .where(col(Cycle.state).in_(BEFORE_PUBLICATION))
    )
    return list(session.exec(wanted.order_by(col(Meeting.date), col(Cycle.id))).all())


def _say_new(session: Session, cycle: Cycle, meeting: Meeting, rec: Recommendation, *, rules: Rules) -> None:
    """Let the paper say of an item that nobody was asked about why there is no update (rules 7 and 8)."""
    published = session.get_one(Audit, rec.audit_id).published_on
    new = planning.is_new(published, rules=rules, opened=opened(cycle) or meeting.date)
    if queries.update_for(session, rec.id, cycle.id) or (cycle.state == "collecting" and not new):
        return
    _begin(session, cycle, meeting, rec.id or 0, approved=NEW_REPORT if new else JOINED_LATE)


def _await(session: Session, cycle: Cycle, entry: planning.Asked) -> None:
    if queries.update_for(session, entry.recommendation_id, cycle.id):
        return
    meeting = session.get_one(Meeting, cycle.meeting_id)
    _begin(session, cycle, meeting, entry.recommendation_id, approved=NEW_REPORT if entry.told else None)


def _begin(session: Session, cycle: Cycle, meeting: Meeting, rec_id: int, *, approved: str | None) -> None:
    """Begin an item's update of a cycle: awaited, or with words of ours that are printed as they are."""
    session.add(
        Update(
            recommendation_id=rec_id,
            cycle_id=cycle.id,
            meeting_id=meeting.id or 0,
            label=f"Update {meeting.date:%B %Y}",
            month=f"{meeting.date:%Y-%m}",
            state="approved" if approved else "awaited",
            approved=approved,
        )
    )
    session.flush()
