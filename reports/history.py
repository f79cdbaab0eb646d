"""An item as one meeting's paper shows it: status, dates, words and documents known up to then."""

import datetime as dt
from collections.abc import Iterator

from sqlmodel import Session

from followup.dates import spoken
from followup.states import PROPOSAL_OF_CLAIM, is_proposed
from reports import paper as plain
from store import queries
from store.models import (
    Body,
    Contribution,
    Cycle,
    Meeting,
    Outcome,
    Recommendation,
    SourcePaper,
    TargetDate,
    Update,
)

NO_UPDATE = "No update received for this meeting."
BEING_CHECKED = "An update was received; the inspectorate is still checking it."
UNSAID = {
    (True, True): NO_UPDATE,
    (True, False): "No update was received for that meeting.",
    (False, True): BEING_CHECKED,
    (False, False): "The update received for that meeting was not approved for publication.",
}
"""What stands in place of an update without approved words: (nothing came, this meeting's paper)."""


def date_of(session: Session, meeting_id: int | None) -> dt.date:
    """The present date of a meeting; the beginning of time where there is none."""
    meeting = session.get(Meeting, meeting_id) if meeting_id else None
    return meeting.date if meeting else dt.date.min


def status_at(session: Session, rec: Recommendation, meeting: Meeting) -> str:
    """The status the paper of a meeting shows: before anything that was decided there or later."""
    later = [(o, decided) for o, decided in queries.outcomes(session, rec.id) if decided.date >= meeting.date]
    status = later[0][0].was if later else rec.status
    if not is_proposed(status):
        return status
    until = later[0][1].date if later else dt.date.max
    proposed = [
        when
        for update in queries.updates(session, rec.id)
        if update.approved and PROPOSAL_OF_CLAIM.get(update.claim or "") == status
        if (when := date_of(session, update.meeting_id)) <= until
    ]
    # A proposal first made for a later meeting was not there yet; an imported one has no claim kept.
    return "open" if proposed and min(proposed) > meeting.date else status


def known_by(session: Session, date: TargetDate, meeting: Meeting) -> bool:
    """Whether a target date stands in a meeting's paper: one that a meeting granted stands in the next."""
    when = date_of(session, date.meeting_id)
    return when < meeting.date if date.outcome_id else when <= meeting.date


def printed_by(session: Session, source_id: int | None, meeting: Meeting) -> bool:
    """Whether what an imported paper gave stood in a paper up to this meeting's; our own always did."""
    source = session.get(SourcePaper, source_id) if source_id else None
    return source is None or date_of(session, source.meeting_id) <= meeting.date


def evidence(session: Session, rec: Recommendation, meeting: Meeting) -> Iterator[str]:
    """Names of unmarked documents: printed in an earlier paper, or offered with words since approved."""
    for document in queries.evidence(session, rec.id):
        if document.handling:
            continue
        if document.contribution_id is None:
            if printed_by(session, document.source_id, meeting):
                yield document.name
            continue
        contribution = session.get_one(Contribution, document.contribution_id)
        update = session.get_one(Update, contribution.update_id)
        if contribution.taken and update.approved and date_of(session, update.meeting_id) <= meeting.date:
            yield document.name


def updates(
    session: Session, rec: Recommendation, meeting: Meeting, cycle: Cycle | None
) -> list[plain.Update]:
    """The history in order of meetings; what a body asked stands after the updates it had before it."""
    rows: list[tuple[dt.date, int, plain.Update]] = []
    ours = False
    for update in queries.updates(session, rec.id):
        when = date_of(session, update.meeting_id)
        if when > meeting.date:
            continue
        mine = cycle is not None and update.cycle_id == cycle.id
        ours = ours or mine
        rows.append((when, 0, printed(update, when, now=mine)))
    for outcome, decided in queries.outcomes(session, rec.id):
        if outcome.words and decided.date < meeting.date:
            name = session.get_one(Body, decided.body_id).name
            rows.append((decided.date, 1, action(outcome, name, decided.date)))
    if cycle is not None and not ours and not is_proposed(status_at(session, rec, meeting)):
        rows.append((meeting.date, 0, _of_meeting(meeting.date, NO_UPDATE, silent=True)))
    return [update for _when, _rank, update in sorted(rows, key=lambda row: row[:2])]


def action(outcome: Outcome, body: str, when: dt.date) -> plain.Update:
    """What a body asked at a meeting, as it stands among the updates."""
    return plain.Update(label=f"Action from {body}, {spoken(when)}", text=outcome.words)


def printed(update: Update, when: dt.date, *, now: bool) -> plain.Update:
    """An update as it is printed; one of a cycle carries the month its meeting has now."""
    if update.cycle_id is None:
        said = update.approved or ""
        return plain.Update(label=update.label, month=update.month, text=said, verified=update.verified)
    silent = update.approved is None and update.state in ("awaited", "none")
    text = UNSAID[silent, now] if update.approved is None else update.approved
    return _of_meeting(when, text, verified=update.verified, silent=silent and now)


def _of_meeting(when: dt.date, text: str, *, silent: bool, verified: str | None = None) -> plain.Update:
    """What stands in the tracker for one of our own rounds."""
    label, month = f"Update {when:%B %Y}", f"{when:%Y-%m}"
    return plain.Update(label=label, month=month, text=text, verified=verified, silent=silent)
