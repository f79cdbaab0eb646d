"""One merge: every paper of a panel folded into the register again, and what that changed."""

import datetime as dt
import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlmodel import Session

from followup import people
from followup.states import has_left
from reports.alike import folded
from reports.merge import words
from reports.merge.conflicts import without_ours
from reports.merge.fold import Desired, Sighting, Source, Values, folded_item
from reports.merge.place import Placed
from reports.merge.plan import Changed, MergePlan
from reports.merge.present import Present, sources
from reports.merge.reconcile import Batch, Column, in_turn, reconcile
from reports.paper import Audit as PaperAudit
from store.models import (
    Assignment,
    Body,
    Evidence,
    Link,
    Membership,
    Recommendation,
    TargetDate,
    Update,
)


class Merger:
    """Folds a panel's imported papers into the register, in the session's transaction."""

    def __init__(
        self, session: Session, panel: Body, board: Body, *, auditor: str, who: str, at: dt.datetime
    ) -> None:
        self.session, self.who, self.at = session, who, at
        self.plan, self.batch = MergePlan(), Batch()
        self.present = Present(session)
        self.papers = sources(session, panel.id, board.id)
        self.placed = Placed(session, self.present, self.plan, auditor=auditor)

    def run(self, counted: int, tell: Callable[[], None] = lambda: None) -> MergePlan:
        """Merge every paper; ``counted`` is the one that came, whose unchanged items the plan counts.

        ``tell`` is called for each of its items.
        """
        for position, number in enumerate(self.placed.place(self.papers)):
            here = any(one.source.id == counted for one in self.placed.sightings[number])
            self._item(number, position, counted=here)
            if here:
                tell()
        self._audits()
        self.session.flush()
        self.batch.enter(self.session)
        return self.plan

    def _item(self, number: int, position: int, *, counted: bool) -> None:
        """Bring one item to what its papers show, and note what changed."""
        item, sightings = self.present.items[number], self.placed.sightings[number]
        desired = folded_item(sightings, self._later(item, sightings))
        lines = [
            *self._fields(item, desired.fields, sightings, position),
            *self._rows(item, desired),
        ]
        name = f"{item.item_id} {item.title}".strip()
        board = sightings[-1].seen.rec.body == "board"
        if number in self.placed.fresh:
            self.plan.new.append(name)
            self.plan.board_items += board
            self.plan.recommendations += not board
        elif lines:
            self.plan.changed.append(Changed(item_id=item.item_id, title=item.title, lines=lines))
        else:
            self.plan.unchanged += counted
        if desired.missing:
            self.plan.missing.append(f"{name}: {desired.missing}")

    def _later(self, item: Recommendation, sightings: Sequence[Sighting]) -> Source | None:
        """Find the first paper after an item's last that should show it; none once it has left."""
        last, seen = sightings[-1]
        decided = self.present.settled.get(item.id or 0)
        if has_left(seen.status) or (decided and has_left(decided.status)):
            return None
        after = [source for source, _ in self.papers if (source.date, source.id) > (last.date, last.id)]
        return next((s for s in after if seen.rec.body == "panel" or s.lists_board), None)

    def _fields(
        self, item: Recommendation, fields: Values, sightings: Sequence[Sighting], position: int
    ) -> list[str]:
        """Set an item's own columns; what was decided here about its status outweighs an older paper."""
        settled = self.present.settled.get(item.id or 0)
        values = fields | {"doubts": json.dumps(fields["doubts"], ensure_ascii=False), "position": position}
        if settled and has_left(settled.status) and sightings[-1].source.date > settled.date:
            self.plan.conflicts.append(
                f"{item.item_id} has left the tracker by a decision recorded here, but stands in a later"
                " paper; the decision stands"
            )
        if settled and (has_left(settled.status) or sightings[-1].source.date <= settled.date):
            values["status"] = settled.status
        lines = list(words.of_fields(item, values))
        for name, value in values.items():
            if getattr(item, name) != value:
                setattr(item, name, value)
        self.session.add(item)
        return lines

    def _rows(self, item: Recommendation, desired: Desired) -> Iterator[str]:
        """Bring the rows that hang on an item to what its papers show."""
        number, present, session = item.id or 0, self.present, self.session
        common: Values = {"recommendation_id": number}
        stamped = common | {"who": self.who, "at": self.at}
        updates, conflicts = without_ours(
            item.item_id,
            desired.updates,
            present.updates[number],
            present.outcomes[number],
            present.rounds,
            present.days,
        )
        self.plan.conflicts += conflicts
        told = reconcile(session, self.batch, Update, present.updates[number], updates, _of_update, common)
        self.plan.updates += len(told.added)
        yield from words.of_updates(told)
        yield from words.of_dates(
            reconcile(
                session, self.batch, TargetDate, present.dates[number], desired.dates, _of_date, stamped
            )
        )
        yield from words.of_owners(
            reconcile(
                session, self.batch, Assignment, present.owners[number], desired.owners, _of_owner, common
            )
        )
        moves = [row for row in desired.moves if not self._after_leaving(item, row["meeting_id"])]
        yield from words.of_moves(
            in_turn(session, self.batch, Membership, present.moves[number], moves, _of_move, stamped)
        )
        links = [
            row | {"to_id": self.placed.links.get((row["source_id"], number, row["to_words"]))}
            for row in desired.links
        ]
        reconcile(session, self.batch, Link, present.links[number], links, _of_link, common)
        reconcile(
            session, self.batch, Evidence, present.evidence[number], desired.evidence, _of_evidence, common
        )

    def _after_leaving(self, item: Recommendation, meeting_id: int) -> bool:
        """Whether a paper's meeting is later than the decision by which the item left."""
        settled = self.present.settled.get(item.id or 0)
        return bool(settled and has_left(settled.status) and self.present.days[meeting_id] > settled.date)

    def _audits(self) -> None:
        """Bring each audit to what the newest paper shows of it."""
        order = {source.id: place for place, (source, _) in enumerate(self.papers)}
        shown: dict[int, dict[int, PaperAudit]] = {}
        for number, sightings in self.placed.sightings.items():
            papers = shown.setdefault(self.present.items[number].audit_id, {})
            for source, seen in sightings:
                papers.setdefault(order[source.id], seen.audit)
        taken = {(audit.title, audit.month): number for number, audit in self.present.audits.items()}
        entered = {self.present.items[number].audit_id for number, own in self.placed.before.items() if own}
        others = {self.present.items[number].audit_id for number in self.placed.elsewhere}
        for number, papers in shown.items():
            if number in entered:
                continue  # entered here from the report itself, which knows better than a paper about it
            audit = self.present.audits[number]
            if number not in others:  # what only a paper said that was taken back goes with it
                audit.opinion, audit.counts = None, "{}"
            self._audit(number, [papers[place] for place in sorted(papers)], taken)

    def _audit(
        self, number: int, shown: Sequence[PaperAudit], taken: dict[tuple[str, str | None], int]
    ) -> None:
        audit = self.present.audits[number]
        month = next((one.month for one in reversed(shown) if one.month), audit.month)
        if taken.get((shown[-1].title, month), number) == number:
            audit.title, audit.month = shown[-1].title, month
        audit.opinion = next((one.assurance for one in reversed(shown) if one.assurance), audit.opinion)
        audit.auditor = next((one.auditor for one in reversed(shown) if one.auditor), audit.auditor)
        audit.counts = next((json.dumps(one.counts) for one in reversed(shown) if one.counts), audit.counts)
        self.session.add(audit)


def _of_update(value: Column) -> Any:  # noqa: ANN401 - whatever tells two rows apart
    return folded(value("label")), value("text")


def _of_date(value: Column) -> Any:  # noqa: ANN401
    return value("part"), value("words"), value("date")


def _of_owner(value: Column) -> Any:  # noqa: ANN401
    return people.key(value("printed")), value("part")


def _of_move(value: Column) -> Any:  # noqa: ANN401
    return value("from_id"), value("to_id")


def _of_link(value: Column) -> Any:  # noqa: ANN401
    return value("kind"), value("to_id") or value("to_words")


def _of_evidence(value: Column) -> Any:  # noqa: ANN401
    return value("name")
