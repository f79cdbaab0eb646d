"""The whole register as one plain Paper: every body, every item, open, proposed or gone."""

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Literal

from sqlmodel import Session

from followup import handling, rag, targets
from followup.dates import spoken
from followup.rules import Rules
from followup.states import PROPOSAL_OF_CLAIM, is_proposed
from reports import history, scales
from reports import paper as plain
from reports.compile import IN_PAPER, ONE_MEETING, give_dates, owners_on
from reports.held import Held
from reports.paper import Paper
from store import queries
from store.models import Audit, Body, Link, Meeting, Membership, Recommendation

STYLE = "register"
Audience = Literal["public", "restricted"]


def register_paper(
    session: Session,
    *,
    on: dt.date,
    rules_of: Callable[[str], Rules],
    audience: Audience = "restricted",
    organisation: str = "",
) -> Paper:
    """Give the register as it stands on a day (today), with a fixed number of questions to the database.

    Every item is a recommendation, the board's too, named with the body that holds it or held it last;
    colours are those that a paper of that day would print. The restricted audience gets everything,
    words approved for a coming meeting and doubts of imports among it. The public one gets what meetings
    up to that day have seen, and of what is marked no more than id, title and colour (rule 11).
    ``meeting_date`` is the last panel meeting up to that day. Raises Refused where ``rules_of`` knows no
    rules for a body.
    """
    held = Held.load(session)
    panels = [body for body in held.bodies.values() if body.kind == "panel"]
    rules = rules_of(panels[0].name) if panels else Rules()
    paper = Paper(
        style=STYLE,
        scheme=rules.scheme,
        panel=", ".join(body.name for body in panels),
        board=", ".join(body.name for body in held.bodies.values() if body.kind == "board"),
        subject="Register of audit recommendations",
        version=f"{plain.AS_AT}{spoken(on)}",
        meeting_date=max(
            (m.date for m in held.meetings.values() if _of(m, panels) and m.date <= on), default=None
        ),
        priorities=list(rules.priorities),
        risk_colours=rules.risk_colours,
        criteria=list(rules.criteria),
        edition=audience,
        **_front(session, on),
    )
    paper.organisation = paper.organisation or organisation
    paper.audits = [_audit(audit, audience) for audit in held.audits]
    paper.auditor = ", ".join(sorted({audit.auditor for audit in paper.audits} - {""}))
    view = _View(held, on, on if audience == "public" else dt.date.max, audience, rules_of)
    paper.recommendations = [view.item(*row) for row in held.items if view.stood(row[2])]
    if audience == "public":  # nor is an audit told of which nothing was seen yet
        named = {(rec.audit, rec.audit_month) for rec in paper.recommendations}
        paper.audits = [audit for audit in paper.audits if (audit.title, audit.month) in named]
    scales.put_in(paper, rules)
    return paper


def _of(meeting: Meeting, bodies: list[Body]) -> bool:
    return meeting.body_id in [body.id for body in bodies]


def _front(session: Session, on: dt.date) -> dict[str, Any]:
    """Carry on the front matter of the newest imported paper, but for what held at its meeting only."""
    front: dict[str, Any] = json.loads(queries.newest_front(session, on) or "{}")
    return {name: value for name, value in front.items() if name not in ONE_MEETING}


def _audit(audit: Audit, audience: Audience) -> plain.Audit:
    return plain.Audit(
        title=audit.title,
        assurance=audit.opinion,
        month=audit.month,
        counts=json.loads(audit.counts),
        auditor=audit.auditor,
        handling=audit.handling if audience == "restricted" else None,
        published_on=audit.published_on,
    )


@dataclass
class _View:
    """What one audience sees of the rows on a day; ``until`` is the last meeting it may know of."""

    held: Held
    on: dt.date
    until: dt.date
    audience: Audience
    rules_of: Callable[[str], Rules]

    def stood(self, moves: list[Membership]) -> bool:
        """Whether a meeting that this audience may know of has seen the item."""
        first = moves[0] if moves else None
        if first is None or self.audience == "restricted":
            return True
        if first.meeting_id is not None:
            return self.held.day(first.meeting_id) <= self.until
        entered = first.at.date()  # from a new report: it stands in the next paper of its body
        days = [one.date for one in self.held.meetings.values() if one.body_id == first.to_id]
        return any(entered <= day <= self.until for day in days)

    def item(self, rec: Recommendation, audit: Audit, moves: list[Membership]) -> plain.Recommendation:
        """Give one item of the register."""
        last = moves[-1] if moves else None
        body = self.held.bodies.get((last.to_id or last.from_id) if last else None)
        rules = (self.rules_of(body.name) if body else Rules()).of(audit.auditor)
        status = self._status(rec)
        rows = [d for d in self.held.dates.get(rec.id or 0, []) if self.held.day(d.meeting_id) <= self.until]
        promised = [targets.Promise(d.part, d.date or self.held.hanging(rec, d)) for d in rows]
        target = rag.in_force(promised)
        entry = plain.Recommendation(
            id=rec.item_id,
            audit=audit.title,
            audit_month=audit.month,
            reference=rec.reference,
            title=rec.title,
            priority=rec.priority,
            status=IN_PAPER[status],
            agreed="not_adopted"
            if status == "not_adopted"
            else "superseded"
            if status == "superseded"
            else None,
            rag=rag.colour(status, target, rec.priority, rules=rules, meeting=self.on).colour,
            body="board" if body and body.kind == "board" else "panel",
            held_by=body.name if body else "",
            withheld=self.audience == "public" and bool(handling.restricted(audit.handling, rules)),
        )
        if not entry.withheld:
            give_dates(entry, rows, promised)
            self._fill(entry, rec)
        return entry

    def _status(self, rec: Recommendation) -> str:
        """The status; for the public a proposal that no meeting has seen yet is none."""
        if not is_proposed(rec.status):
            return rec.status
        made = [
            self.held.day(update.meeting_id)
            for update in self.held.updates.get(rec.id or 0, [])
            if update.approved and PROPOSAL_OF_CLAIM.get(update.claim or "") == rec.status
        ]
        return "open" if made and min(made) > self.until else rec.status

    def _fill(self, entry: plain.Recommendation, rec: Recommendation) -> None:
        number = rec.id or 0
        entry.threat, entry.text, entry.management_response = rec.threat, rec.text, rec.response
        entry.owners = owners_on(self.held.owners.get(number, []), self.on)
        entry.updates = self._updates(number)
        links = self.held.links.get(number, [])
        entry.links = [self._link(link) for link in links if self._printed(link.source_id)]
        entry.evidence = list(dict.fromkeys(self._documents(number)))
        entry.doubts = json.loads(rec.doubts) if self.audience == "restricted" else []

    def _updates(self, number: int) -> list[plain.Update]:
        """The history in order of meetings, with what bodies asked; silence is told of past meetings only."""
        rows: list[tuple[dt.date, int, plain.Update]] = []
        for update in self.held.updates.get(number, []):
            when = self.held.day(update.meeting_id)
            if when < self.on or (update.approved is not None and when <= self.until):
                rows.append((when, 0, history.printed(update, when, now=False)))
        for outcome in self.held.outcomes.get(number, []):
            meeting = self.held.meetings.get(outcome.meeting_id)
            if outcome.words and meeting and meeting.date <= self.until:
                name = self.held.bodies[meeting.body_id].name
                rows.append((meeting.date, 1, history.action(outcome, name, meeting.date)))
        return [update for _when, _rank, update in sorted(rows, key=lambda row: row[:2])]

    def _printed(self, source_id: int | None) -> bool:
        """Whether an imported paper that gave something went to a meeting that may be known of."""
        return source_id is None or self.held.day(self.held.papers.get(source_id)) <= self.until

    def _link(self, link: Link) -> plain.Link:
        target = self.held.by_number.get(link.to_id)
        return plain.Link.model_validate(
            {"kind": link.kind, "to": target.item_id if target else link.to_words}
        )

    def _documents(self, number: int) -> Iterator[str]:
        """Names of documents, printed in papers or offered with words since approved; marked ones inside."""
        updates = {update.id: update for update in self.held.updates.get(number, [])}
        for document in self.held.documents.get(number, []):
            if document.handling and self.audience == "public":
                continue
            if document.contribution_id is None:
                if self._printed(document.source_id):
                    yield document.name
                continue
            update = updates.get(self.held.taken.get(document.contribution_id))
            if update and update.approved and self.held.day(update.meeting_id) <= self.until:
                yield document.name
