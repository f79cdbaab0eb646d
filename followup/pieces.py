"""The pieces of a split: new items beside their parent, with its owners and the date in force."""

import datetime as dt

from pydantic import BaseModel, ConfigDict, Field
from sqlmodel import Session

from followup import Refused, leaving, log, planning, targets
from followup.rag import in_force
from store import queries
from store.models import Assignment, Meeting, Membership, Recommendation, TargetDate

FEWEST = 2
"""Pieces a split needs where the parent leaves: with one it would only be renamed."""


class Piece(BaseModel):
    """One new item of a split."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    reference: str = Field(min_length=1)
    """The new reference, for example 4.2a."""
    title: str = Field(min_length=1)
    text: str = ""
    """What is recommended; the parent's text where it is left out."""
    part: str | None = None
    """The part of the parent whose owners and date it takes; those of the whole where it is left out."""


def check(session: Session, rec: Recommendation, pieces: list[Piece], names: list[str]) -> None:
    """Refuse ids that are not free and parts that the item does not have."""
    folded = [own.lower() for own in names]
    for piece, own in zip(pieces, names, strict=True):
        if folded.count(own.lower()) > 1 or queries.item(session, own) is not None:
            raise Refused(f"{own} is not free: an item id is given once; choose another reference than"
                          f" {piece.reference}")  # fmt: skip
    owned = {row.part for row in queries.assignments(session, rec.id) if row.part}
    parts = owned | {row.part for row in queries.dates(session, rec.id) if row.part}
    for unknown in [piece.part for piece in pieces if piece.part and piece.part not in parts]:
        known = f"its parts are {', '.join(sorted(parts))}" if parts else "leave --part out"
        raise Refused(f"{rec.item_id} has no part {unknown}; {known}")


def enter(
    session: Session,
    parent: Recommendation,
    piece: Piece,
    own: str,
    *,
    meeting: Meeting,
    reason: str,
    who: str,
    at: dt.datetime,
) -> Recommendation:
    """Enter one piece beside its parent, with its owners and the date in force."""
    row = Recommendation(
        item_id=own,
        audit_id=parent.audit_id,
        reference=piece.reference,
        title=piece.title,
        priority=parent.priority,
        threat=parent.threat,
        text=piece.text or parent.text,
        response=parent.response,
        position=parent.position,
    )
    session.add(row)
    session.flush()
    session.add(
        Membership(
            recommendation_id=row.id or 0,
            from_id=meeting.body_id,  # it comes out of an item the body held: not in that meeting's paper
            to_id=meeting.body_id,
            meeting_id=meeting.id,
            reason=f"split from {parent.item_id}: {reason.strip()}",
            who=who,
            at=at,
        )
    )
    _hand_over(session, parent, row, piece.part, meeting=meeting, who=who, at=at)
    leaving.link(session, row, "split_from", parent)
    log.note(session, "item entered", "recommendation", row.id, who=who, at=at, words=row.title)
    return row


def _hand_over(
    session: Session,
    parent: Recommendation,
    row: Recommendation,
    part: str | None,
    *,
    meeting: Meeting,
    who: str,
    at: dt.datetime,
) -> None:
    """Give a piece its owners and its date; the history of dates stays with the parent."""
    every = planning.owners(session, parent, at.date())
    whole = [one for one in every if not one.part]
    mine = ([one for one in every if one.part == part] if part else []) or whole or every
    for printed, role, person in dict.fromkeys((one.printed, one.role, one.person_id) for one in mine):
        session.add(
            Assignment(
                recommendation_id=row.id or 0,
                printed=printed,
                role=role,
                person_id=person,
                from_on=meeting.date,
            )
        )
    promised = _promise(session, parent, part)
    if promised:
        copied = promised.model_dump(include={"words", "date", "after", "months"})
        session.add(
            TargetDate(recommendation_id=row.id or 0, meeting_id=meeting.id, who=who, at=at, **copied)
        )
    session.flush()


def _promise(session: Session, parent: Recommendation, part: str | None) -> TargetDate | None:
    """The date a piece takes over: its part's, else that of the whole, else the one in force."""
    rows = queries.dates(session, parent.id)
    mine = ([row for row in rows if row.part == part] if part else []) or [r for r in rows if not r.part]
    if mine or not rows:
        return mine[-1] if mine else None
    dated = targets.promises(session, parent, rows)
    day = in_force(dated)
    return next((row for row, one in zip(rows, dated, strict=True) if one.date == day), rows[-1])
