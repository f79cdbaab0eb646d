"""Target dates: which one is in force, and what an approved update changes about it (rule 5)."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import Session

from followup import Refused, log
from followup.compose import Composed
from followup.dates import DateReading, objections, resolve, spoken
from followup.interpret import Interpretation, interpret
from followup.rag import in_force
from store import queries
from store.models import Recommendation, TargetDate, Update


class Promise(NamedTuple):
    """A promised day, of the whole or of a part; None where it cannot be computed."""

    part: str | None
    date: dt.date | None


class New(NamedTuple):
    """A new date as an owner put it."""

    words: str
    date: dt.date | None
    after: str | None
    months: int | None
    reason: str | None


def promises(session: Session, rec: Recommendation, rows: Sequence[TargetDate]) -> list[Promise]:
    """Give an item's dates as days; a relative one moves with what it hangs on."""
    return [Promise(row.part, row.date or _relative(session, rec, row)) for row in rows]


def current(session: Session, rec: Recommendation) -> dt.date | None:
    """The target date in force now."""
    return in_force(promises(session, rec, queries.dates(session, rec.id)))


def _relative(session: Session, rec: Recommendation, row: TargetDate) -> dt.date | None:
    """Compute a relative date from its anchor's own dates; a chain of relative dates is not followed."""
    anchor = queries.beside(session, rec, row.after) if row.after else None
    return hanging(row, queries.dates(session, anchor.id)) if anchor else None


def hanging(row: TargetDate, anchors: Sequence[TargetDate]) -> dt.date | None:
    """Compute a relative date from the dates of what it hangs on; None for one that hangs on nothing."""
    if row.after is None:
        return None
    target = in_force([Promise(r.part, r.date) for r in anchors])
    reading = DateReading(words=row.words, date=None, after=row.after, months=row.months)
    return resolve(reading, {row.after: target})


def take(
    session: Session,
    rec: Recommendation,
    update: Update,
    whole: Composed,
    *,
    reason: str,
    who: str,
    at: dt.datetime,
) -> None:
    """Write the new target dates that the approved words promise; a later one needs a reason."""
    for name, new in _promised(rec, update, whole).items():
        part = name or None
        rows = [row for row in queries.dates(session, rec.id) if row.part == part]
        before = promises(session, rec, rows)[-1].date if rows else current(session, rec)
        if rows and (new.date, new.after, new.months) == (rows[-1].date, rows[-1].after, rows[-1].months):
            continue
        row = TargetDate(
            recommendation_id=rec.id or 0,
            meeting_id=update.meeting_id,
            part=part,
            words=spoken(new.date) if new.date else new.words,
            date=new.date,
            after=new.after,
            months=new.months,
            reason=reason or new.reason or None,
            who=who,
            at=at,
        )
        day = new.date or _relative(session, rec, row)
        against = objections(day, before, row.reason) if day else []
        if against:
            raise Refused(f"{rec.item_id}: {'; '.join(against)}. Approve it with --date-reason REASON")
        session.add(row)
        session.flush()
        log.note(session, "target date revised", "target_date", row.id, who=who, at=at, words=row.words)


def _promised(rec: Recommendation, update: Update, whole: Composed) -> dict[str, New]:
    """The new dates by part: of the edited text where it has one part only, else of each owner's words.

    Refused when owners of the same part promise different dates.
    """
    edited = update.text != whole.text
    readings = [(piece.part, piece.reading) for piece in whole.pieces]
    if edited and whole.pieces and not any(piece.part for piece in whole.pieces):
        asked = min(piece.reading_day for piece in whole.pieces)
        readings = [("", interpret(update.text, asked_on=asked, reference=rec.reference))]
    found: dict[str, New] = {}
    for part, reading in readings:
        new = _new(reading)
        if new is None or (edited and new.words not in update.text):
            continue
        other = found.get(part)
        if other and (other.date, other.after, other.months) != (new.date, new.after, new.months):
            raise Refused(
                f"{rec.item_id}: its owners promise different dates ({other.words}; {new.words});"
                " settle one of them by an edit"
            )
        found[part] = new
    return found


def _new(reading: Interpretation) -> New | None:
    """The new date for the whole that a reading holds: a day, or one that hangs on another item."""
    if reading.target_date:
        return New(reading.target_date.words, reading.target_date.date, None, None, reading.reason)
    hanging = [d for d in reading.dates if d.after and d.part is None]
    if not hanging:
        return None
    return New(hanging[-1].words, None, hanging[-1].after, hanging[-1].months, reading.reason)
