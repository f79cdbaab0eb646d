"""What the register holds before a merge, in a handful of questions however large it is."""

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from followup.asking import STANDING
from followup.states import PROPOSAL_OF_CLAIM, PROPOSED
from reports.merge.fold import Source
from reports.merge.match import Known
from reports.paper import Paper
from store.models import (
    Assignment,
    Audit,
    Cycle,
    Evidence,
    Link,
    Meeting,
    Membership,
    Outcome,
    PaperItem,
    Recommendation,
    SourcePaper,
    TargetDate,
    Update,
)
from store.queries import by_item


class Settled(NamedTuple):
    """What our own rounds made of an item: its status, and the latest meeting that something was said for."""

    date: dt.date
    status: str


class Present:
    """The register as it stands: items, and each table's rows by item."""

    def __init__(self, session: Session) -> None:
        self.items = {row.id or 0: row for row in session.exec(select(Recommendation)).all()}
        self.audits = {row.id or 0: row for row in session.exec(select(Audit)).all()}
        self.updates = by_item(session, Update)
        self.dates = by_item(session, TargetDate)
        self.owners = by_item(session, Assignment)
        self.moves = by_item(session, Membership)
        self.links = by_item(session, Link)
        self.evidence = by_item(session, Evidence)
        self.outcomes = by_item(session, Outcome)
        self.days = {row.id or 0: row.date for row in session.exec(select(Meeting)).all()}
        self.settled = self._settled()
        opened = select(Cycle.meeting_id).where(Cycle.state != "planned")
        self.rounds = {f"{self.days[number]:%Y-%m}" for number in session.exec(opened).all()}

    def known(self) -> list[Known]:
        """Give every item as far as a paper's item is compared with it."""
        return [
            Known(number, item.item_id, audit.title, audit.month, item.reference, item.title, item.text)
            for number, item in self.items.items()
            for audit in (self.audits[item.audit_id],)
        ]

    def _settled(self) -> dict[int, Settled]:
        """Give what was last approved or decided here about each item, whatever papers said since."""
        acts: defaultdict[int, list[tuple[dt.date, int, str]]] = defaultdict(list)
        for number, updates in self.updates.items():
            for update in updates:
                if update.cycle_id is not None and update.approved not in (None, *STANDING):
                    status = PROPOSAL_OF_CLAIM.get(update.claim or "", "open")
                    acts[number].append((self.days[update.meeting_id], 0, status))
        for number, outcomes in self.outcomes.items():
            for outcome in outcomes:
                status = self._decided(number, outcome)
                acts[number].append((self.days[outcome.meeting_id], outcome.id or 0, status))
        return {number: Settled(last[0], last[2]) for number, done in acts.items() if (last := max(done))}

    def _decided(self, number: int, outcome: Outcome) -> str:
        """Give an item's status after a decision; a split one may stay, a merged one goes."""
        if outcome.kind in ("merged", "split"):
            left = any(
                move.to_id is None and move.source_id is None and move.meeting_id == outcome.meeting_id
                for move in self.moves[number]
            )
            return "superseded" if left else outcome.was
        return {"agreed": PROPOSED.get(outcome.was, outcome.was), "refused": "open"}.get(
            outcome.kind, outcome.was
        )


def sources(session: Session, body_id: int | None, board_id: int | None) -> list[tuple[Source, Paper]]:
    """Give a panel's imported papers that were not taken back, oldest meeting first, as they were read."""
    wanted = (
        select(SourcePaper, Meeting)
        .join(Meeting, col(Meeting.id) == SourcePaper.meeting_id)
        .where(Meeting.body_id == body_id, col(SourcePaper.undone_at).is_(None), SourcePaper.reading != "")
        .options(defer(SourcePaper.content))  # type: ignore[arg-type]
        .order_by(col(Meeting.date), col(SourcePaper.id))
    )
    found = []
    for row, meeting in session.exec(wanted).all():
        paper = Paper.model_validate_json(row.reading)
        board = bool(paper.board_items) or any(rec.body == "board" for rec in paper.recommendations)
        source = Source(row.id or 0, meeting.id or 0, meeting.date, body_id or 0, board_id or 0, board)
        found.append((source, paper))
    return found


def printed(session: Session) -> list[PaperItem]:
    """Give what stood where in every imported paper."""
    return list(session.exec(select(PaperItem).order_by(col(PaperItem.id))).all())
