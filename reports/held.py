"""All that the register holds, read with one question for each kind of row, however many items there are."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, select

from followup import targets
from store import queries
from store.models import (
    Assignment,
    Audit,
    Body,
    Evidence,
    Link,
    Meeting,
    Membership,
    Outcome,
    Recommendation,
    TargetDate,
    Update,
)


@dataclass
class Held:
    """All rows of the register, by the number of the item or thing they belong to."""

    bodies: dict[int | None, Body]
    meetings: dict[int | None, Meeting]
    audits: list[Audit]
    items: list[tuple[Recommendation, Audit, list[Membership]]]
    owners: dict[int, list[Assignment]]
    dates: dict[int, list[TargetDate]]
    updates: dict[int, list[Update]]
    outcomes: dict[int, list[Outcome]]
    links: dict[int, list[Link]]
    documents: dict[int, list[Evidence]]
    taken: dict[int, int]
    papers: dict[int, int]
    """Imported papers: their number -> that of their meeting."""

    @classmethod
    def load(cls, session: Session) -> "Held":
        """Read all of it."""
        bodies = session.exec(select(Body)).all()
        meetings = session.exec(select(Meeting)).all()
        return cls(
            bodies={body.id: body for body in sorted(bodies, key=lambda body: body.id or 0)},
            meetings={meeting.id: meeting for meeting in meetings},
            audits=sorted(session.exec(select(Audit)).all(), key=lambda audit: audit.id or 0),
            items=queries.everything(session),
            owners=queries.by_item(session, Assignment),
            dates=queries.by_item(session, TargetDate),
            updates=queries.by_item(session, Update),
            outcomes=queries.by_item(session, Outcome),
            links=queries.by_item(session, Link),
            documents=queries.by_item(session, Evidence),
            taken=queries.taken(session),
            papers=queries.papers(session),
        )

    def __post_init__(self) -> None:
        self.by_number = {rec.id: rec for rec, _audit, _moves in self.items}
        self.by_reference: dict[tuple[int, str | None], Recommendation] = {}
        self.by_id: dict[str, Recommendation] = {}
        for rec, _audit, _moves in self.items:
            self.by_reference.setdefault((rec.audit_id, rec.reference), rec)
            self.by_id.setdefault(rec.item_id.lower(), rec)

    def day(self, meeting_id: int | None) -> dt.date:
        """The date of a meeting; the beginning of time where there is none."""
        meeting = self.meetings.get(meeting_id)
        return meeting.date if meeting else dt.date.min

    def hanging(self, rec: Recommendation, row: TargetDate) -> dt.date | None:
        """The day of a relative date, from the dates of what it hangs on (rule 5)."""
        words = row.after or ""
        anchor = self.by_reference.get((rec.audit_id, words)) or self.by_id.get(words.strip().lower())
        return targets.hanging(row, self.dates.get(anchor.id or 0, [])) if anchor else None
