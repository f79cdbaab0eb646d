"""Bodies and their meetings; a meeting keeps its row when its date moves."""

import datetime as dt

from sqlmodel import Session

from followup import Refused, log
from followup.dates import spoken
from store import queries
from store.models import Body, Meeting, MeetingDate


def body(session: Session, name: str, kind: str) -> Body:
    """Give the body of that name, entering it at first mention."""
    found = queries.body(session, name)
    if found is None:
        found = Body(name=name, kind=kind)
        session.add(found)
        session.flush()
    return found


def add_meeting(
    session: Session, of: Body, date: dt.date, *, who: str, at: dt.datetime, reason: str = ""
) -> Meeting:
    """Enter a meeting of a body with the first row of its date history; the same date gives the same row."""
    found = queries.meeting(session, of.id, date)
    if found is not None:
        return found
    meeting = Meeting(body_id=of.id or 0, date=date)
    session.add(meeting)
    session.flush()
    session.add(MeetingDate(meeting_id=meeting.id or 0, date=date, who=who, at=at, reason=reason))
    log.note(session, "meeting entered", "meeting", meeting.id, who=who, at=at)
    return meeting


def move_meeting(
    session: Session, meeting: Meeting, to: dt.date, *, reason: str, who: str, at: dt.datetime
) -> None:
    """Give a meeting another date; the row stays, the history grows."""
    if queries.meeting(session, meeting.body_id, to) is not None:
        raise Refused(f"there is a meeting on {spoken(to)} already")
    meeting.date = to
    session.add(meeting)
    session.add(MeetingDate(meeting_id=meeting.id or 0, date=to, who=who, at=at, reason=reason))
    log.note(session, "meeting moved", "meeting", meeting.id, who=who, at=at, words=reason)
