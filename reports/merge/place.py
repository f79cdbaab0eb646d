"""Every line of every paper given its item: those known, and new ones with an id of their own."""

import json
from collections import defaultdict
from collections.abc import Sequence

from sqlmodel import Session

from reports.merge.fold import Sighting, Source
from reports.merge.match import Found, Index, free_id
from reports.merge.plan import MergePlan
from reports.merge.present import Present, printed
from reports.merge.seen import Seen, seen_in
from reports.paper import Paper
from store.models import Audit, PaperItem, Recommendation

SURELY, LIKELY, PERHAPS = range(3)
"""By every name it has, by the very words of its title or text, by words that are nearly the same."""
OWN = ("reference", "title", "priority", "threat", "text", "response", "status", "doubts", "position")
"""Columns of an item that its papers set."""


class Placed:
    """The papers' items by the register's: ``sightings`` oldest first, ``links`` resolved, ``fresh`` rows."""

    def __init__(self, session: Session, present: Present, plan: MergePlan, *, auditor: str) -> None:
        self.session, self.present, self.plan, self.auditor = session, present, plan, auditor
        self.sightings: defaultdict[int, list[Sighting]] = defaultdict(list)
        self.links: dict[tuple[int, int, str], int] = {}
        """(paper, item, what a link says) -> the item meant."""
        self.fresh: set[int] = set()
        self.elsewhere: set[int] = set()
        """Items that stand in the papers of another panel: those are folded apart."""
        self.before: dict[int, str] = {}
        """Own columns of items that were entered here, from before any paper showed them."""

    def place(self, papers: Sequence[tuple[Source, Paper]]) -> list[int]:
        """Place every paper, oldest first; gives the items in the order in which papers first show them."""
        places: defaultdict[int, dict[int, int]] = defaultdict(dict)
        ours = {source.id for source, _paper in papers}
        for row in printed(self.session):
            if row.source_id not in ours:
                self.elsewhere.add(row.recommendation_id)
            places[row.source_id][row.position] = row.recommendation_id
            self.before[row.recommendation_id] = self.before.get(row.recommendation_id) or row.before
        for source, paper in papers:
            seen, doubts = seen_in(paper)
            known = places.get(source.id)
            if known is None:
                self.plan.doubts += doubts
                known = self._enter(source, seen, by_id=paper.prints_ids)
            seen = [one for one in seen if one.position in known]
            for one in seen:
                self.sightings[known[one.position]].append(Sighting(source, one))
            self._resolve(source, seen, known)
        return list(self.sightings)

    def _enter(self, source: Source, seen: Sequence[Seen], *, by_id: bool) -> dict[int, int]:
        """Match the items of a paper that has just come, and keep which line is which item."""
        known = self.present.known()
        index = Index(one for one in known if one.number not in self.elsewhere)
        others = Index(one for one in known if one.number in self.elsewhere)
        taken = {item.item_id.casefold() for item in self.present.items.values()}
        rows: dict[int, Recommendation] = {}
        found = _matched(index, seen, by_id=by_id)
        used = {one.number for one in found.values() if one.number is not None}
        for one in seen:
            number, doubt, _likeness = found[one.position]
            self.plan.doubts += [doubt] if doubt else []
            if number is not None:
                rows[one.position] = self.present.items[number]
                self.before.setdefault(number, own_columns(self.present.items[number]))
            elif not self._left_to_others(one, others, by_id=by_id):
                rows[one.position] = self._new(one, self._audit(one, index, others), taken)
        self.session.flush()
        seen = [one for one in seen if one.position in rows]
        for one in seen:
            self._told_once(self.present.audits[rows[one.position].audit_id], one)
        for one in seen:
            row = rows[one.position]
            self.present.items[row.id or 0] = row
            self.session.add(_paper_item(source, one, row, self.before.get(row.id or 0, "")))
        self.fresh |= {row.id or 0 for row in rows.values()} - used
        return {position: row.id or 0 for position, row in rows.items()}

    def _new(self, one: Seen, audit: Audit, taken: set[str]) -> Recommendation:
        own = free_id(one.rec.id, taken)
        taken.add(own.casefold())
        row = Recommendation(item_id=own, audit_id=audit.id or 0, title=one.rec.title, text=one.rec.text)
        self.session.add(row)
        return row

    def _told_once(self, audit: Audit, one: Seen) -> None:
        """Take over what only an export says of an audit; what was set here stays (rule 11)."""
        audit.handling = audit.handling or one.audit.handling
        audit.published_on = audit.published_on or one.audit.published_on

    def _left_to_others(self, one: Seen, others: Index, *, by_id: bool) -> bool:
        """Whether a line is an item of another panel by its id, which stays with the papers it stands in.

        One that only has the name of another panel's item is entered, with a doubt.
        """
        mine = f"{one.rec.id} {one.rec.title}"
        if by_id and one.rec.id.casefold() in others.by_id:
            self.plan.conflicts.append(f"{mine}: left out, for it stands in the papers of another panel")
            return True
        number = others.find(one).number
        if number is None:
            return False
        there = self.present.items[number]
        self.plan.doubts.append(f"{mine}: entered as new beside {there.item_id} of another panel's papers")
        return False

    def _audit(self, one: Seen, *indexes: Index) -> Audit:
        """Find the audit that a new item belongs to, or enter it."""
        title, month = one.audit.title, one.audit.month
        named = {(title, month), *(name for index in indexes for name in index.audits_named(title, month))}
        found = next((a for a in self.present.audits.values() if (a.title, a.month) in named), None)
        if found is None:
            found = Audit(title=title, month=month, auditor=one.audit.auditor or self.auditor)
            self.session.add(found)
            self.session.flush()
            self.present.audits[found.id or 0] = found
        return found

    def _resolve(self, source: Source, seen: Sequence[Seen], known: dict[int, int]) -> None:
        """Find what each link means: a reference of the same audit, else an item id."""
        beside: defaultdict[tuple[str, str | None, str | None], list[int]] = defaultdict(list)
        ids = {item.item_id.casefold(): number for number, item in self.present.items.items()}
        ids |= {one.rec.id.casefold(): known[one.position] for one in seen}
        for one in seen:
            beside[one.rec.audit, one.rec.audit_month, one.rec.reference].append(known[one.position])
        for one in seen:
            for link in one.rec.links:
                near = beside.get((one.rec.audit, one.rec.audit_month, link.to), [])
                named = link.to.split(maxsplit=1)[:1]  # our own papers print the title behind an id
                target = near[0] if len(near) == 1 else ids.get("".join(named).casefold())
                if target:
                    self.links[source.id, known[one.position], link.to] = target


def _matched(index: Index, seen: Sequence[Seen], *, by_id: bool) -> dict[int, Found]:
    """Match a paper's lines, the surest first, each item once: no near title takes an item from its own."""
    found: dict[int, Found] = {}
    used: set[int | None] = set()
    for sure in (SURELY, LIKELY, PERHAPS):
        for one in (line for line in seen if line.position not in found):
            match = (
                index.surely(one, by_id=by_id, used=used) if sure == SURELY else index.find(one, used=used)
            )
            if match is None or (sure == LIKELY and not match.same):
                continue
            if match.number in used:
                match = Found(None, f"{one.rec.id} {one.rec.title} stands twice; the second is a new item")
            found[one.position] = match
            used |= {match.number} - {None}
    return found


def own_columns(item: Recommendation) -> str:
    """Keep what an item says of itself, for the day when the import that changes it is taken back."""
    return json.dumps({name: getattr(item, name) for name in OWN}, ensure_ascii=False)


def _paper_item(source: Source, one: Seen, row: Recommendation, before: str) -> PaperItem:
    where = one.rec.source
    return PaperItem(
        source_id=source.id,
        recommendation_id=row.id or 0,
        position=one.position,
        status=one.status,
        rag=one.rec.rag,
        body=one.rec.body,
        lines=f"{where.from_}-{where.to}" if where else "",
        before=before,
    )
