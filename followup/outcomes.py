"""What the bodies decide: only they close an item (rule 4)."""

import datetime as dt

from sqlmodel import Session

from followup import Refused, closure, log
from followup.dates import spoken
from followup.states import PROPOSED
from store import queries
from store.models import Body, Meeting, Membership, Outcome, Recommendation, TargetDate

KINDS = ("agreed", "refused", "action", "extension")


def record(
    session: Session,
    rec: Recommendation,
    kind: str,
    *,
    meeting: Meeting,
    words: str = "",
    date: dt.date | None = None,
    who: str,
    at: dt.datetime,
) -> Outcome:
    """Record one decision of a meeting about one item.

    ``agreed``: the proposal stands and the item leaves the tracker. ``refused``: it is open again, ``words``
    say what the body wants. ``action``: ``words`` are put to the owner in the next cycle. ``extension``: the
    body grants ``date``. Refused when the body does not hold the item or nothing is proposed.
    """
    _check(session, rec, kind, meeting=meeting, words=words, date=date, at=at)
    outcome = Outcome(
        recommendation_id=rec.id or 0,
        meeting_id=meeting.id or 0,
        kind=kind,
        was=rec.status,
        words=words.strip(),
        date=date,
        who=who,
        at=at,
    )
    session.add(outcome)
    session.flush()
    if kind == "agreed":
        _leave(session, rec, meeting=meeting, who=who, at=at)
    elif kind == "refused":
        rec.status = "open"
    elif kind == "extension":
        _extend(session, rec, outcome, who=who, at=at)
    session.add(rec)
    session.flush()
    met(session, meeting)
    log.note(session, f"outcome {kind}", "outcome", outcome.id, who=who, at=at, words=words)
    return outcome


def sitting(session: Session, meeting: Meeting, at: dt.datetime) -> Body:
    """Give the body that has met at a meeting. Refused while the meeting is still to come."""
    body = session.get_one(Body, meeting.body_id)
    if at.date() < meeting.date:
        raise Refused(f"{body.name} has not met yet: its meeting is on {spoken(meeting.date)}")
    return body


def _proposed_for(session: Session, rec: Recommendation) -> dt.date:
    """The meeting to which the newest published or approved words went: a proposal stands in them."""
    said = [u.meeting_id for u in queries.updates(session, rec.id) if u.approved]
    return max((session.get_one(Meeting, number).date for number in said), default=dt.date.min)


def _check(
    session: Session,
    rec: Recommendation,
    kind: str,
    *,
    meeting: Meeting,
    words: str,
    date: dt.date | None,
    at: dt.datetime,
) -> None:
    if kind not in KINDS:
        raise Refused(f"an outcome is one of {', '.join(KINDS)}, not {kind!r}")
    body = sitting(session, meeting, at)
    for earlier, decided in queries.outcomes(session, rec.id):
        settled = earlier.kind in ("agreed", "refused") and kind in ("agreed", "refused")
        same = (earlier.kind, earlier.words, earlier.date) == (kind, words.strip(), date)
        if decided.id == meeting.id and (settled or same):
            raise Refused(
                f"{rec.item_id}: {body.name} of {spoken(meeting.date)} is already recorded as {earlier.kind}"
            )
    moves = queries.moves(session, rec.id)
    holds = bool(moves) and moves[-1].to_id == body.id
    reasons = closure.objections_to_outcome(rec.status, kind, holds=holds, body=body.name)
    if kind in ("refused", "action") and not words.strip():
        reasons.append("say in words what the body asked for")
    if kind == "extension" and (date is None or date <= meeting.date):
        reasons.append("give the date that was granted, after the meeting")
    if kind in ("agreed", "refused") and (proposed := _proposed_for(session, rec)) > meeting.date:
        reasons.append(f"it was proposed for the meeting of {spoken(proposed)}, after this one")
    if reasons:
        raise Refused(f"{rec.item_id}: {'; '.join(reasons)}")


def _leave(session: Session, rec: Recommendation, *, meeting: Meeting, who: str, at: dt.datetime) -> None:
    move = Membership(
        recommendation_id=rec.id or 0,
        from_id=meeting.body_id,
        to_id=None,
        meeting_id=meeting.id,
        reason=f"agreed: {PROPOSED[rec.status].replace('_', ' ')}",
        who=who,
        at=at,
    )
    session.add(move)
    rec.status = PROPOSED[rec.status]


def _extend(session: Session, rec: Recommendation, outcome: Outcome, *, who: str, at: dt.datetime) -> None:
    """Put the granted date into the history; it is first printed in the next paper."""
    if outcome.date is None:  # _check has refused this already; the type checker cannot know
        return
    session.add(
        TargetDate(
            recommendation_id=rec.id or 0,
            meeting_id=outcome.meeting_id,
            outcome_id=outcome.id,
            words=spoken(outcome.date),
            date=outcome.date,
            reason=outcome.words or "extension granted by the panel",
            who=who,
            at=at,
        )
    )


def met(session: Session, meeting: Meeting) -> None:
    """A cycle whose meeting has decided something is over: its paper can no longer change."""
    cycle = queries.cycle_of(session, meeting.id)
    if cycle is not None and cycle.state != "planned":
        cycle.state = "met"
        session.add(cycle)
