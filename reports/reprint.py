"""What an imported paper showed: its items, their order and states, and where it disagrees with itself."""

from typing import NamedTuple

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from reports.paper import Paper
from store import queries
from store.models import Meeting, PaperItem, SourcePaper


class Printed(NamedTuple):
    """The imported paper of one meeting."""

    paper: Paper
    """As it was read."""
    items: dict[int, PaperItem]
    """By row of the register."""


def printed(session: Session, meeting: Meeting) -> Printed | None:
    """Find the imported paper of a meeting; none where a round of our own has been opened for it.

    Of several files for one meeting the newest import is the paper.
    """
    cycle = queries.cycle_of(session, meeting.id)
    if cycle is not None and cycle.state != "planned":
        return None
    wanted = _imported().where(SourcePaper.meeting_id == meeting.id).order_by(col(SourcePaper.id).desc())
    source = session.exec(wanted).first()
    if source is None:
        return None
    return Printed(Paper.model_validate_json(source.reading), _items(session, source.id))


def order(session: Session, meeting: Meeting) -> dict[int, int]:
    """Give the order of items in the newest paper of this body up to a meeting; empty without one."""
    wanted = (
        _imported()
        .join(Meeting, col(Meeting.id) == SourcePaper.meeting_id)
        .where(Meeting.body_id == meeting.body_id, Meeting.date <= meeting.date)
        .order_by(col(Meeting.date).desc(), col(SourcePaper.id).desc())
    )
    source = session.exec(wanted).first()
    if source is None:
        return {}
    return {number: row.position for number, row in _items(session, source.id).items()}


def _imported() -> SelectOfScalar[SourcePaper]:
    return (
        select(SourcePaper)
        .where(col(SourcePaper.undone_at).is_(None), SourcePaper.reading != "")
        .options(defer(SourcePaper.content))  # type: ignore[arg-type] # a column to SQLAlchemy
    )


def _items(session: Session, source_id: int | None) -> dict[int, PaperItem]:
    rows = session.exec(select(PaperItem).where(PaperItem.source_id == source_id)).all()
    return {row.recommendation_id: row for row in rows}
