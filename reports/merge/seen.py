"""One paper's items as the merge sees them: the tracker's, then the board's, each under its audit."""

from collections.abc import Sequence
from typing import NamedTuple

from reports import ids, marks
from reports.paper import Audit, BoardItem, Paper, Recommendation, Update

BOARD = "Board"
"""The label of what a board's list says about an item."""
STATUS = {
    "open": "open",
    "proposed_closed": "proposed_closed",
    "not_adopted": "proposed_not_adopted",
    "superseded": "proposed_superseded",
    "closed": "closed",
}
"""How a paper's status word stands in the register: what a paper prints are proposals to its panel."""


class Seen(NamedTuple):
    """An item in one paper; ``status`` is the register's word for the one printed."""

    rec: Recommendation
    audit: Audit
    position: int
    status: str


def seen_in(paper: Paper) -> tuple[list[Seen], list[str]]:
    """Give a paper's items in printed order, the board's after the tracker's, and what is doubtful.

    An item that stands in both lists is the tracker's (2019: the panel sees it).
    """
    audits = {(audit.title, audit.month): audit for audit in paper.audits}
    items = [_tracked(rec, audits, place) for place, rec in enumerate(paper.recommendations)]
    known = {one.rec.id for one in items}
    doubts: list[str] = []
    for place, item in enumerate(paper.board_items, start=len(items)):
        audit = _audit_named(item.audit, paper.audits)
        one = _listed(item, audit or Audit(title=item.audit), place)
        if one.rec.id in known:
            doubts.append(f"{one.rec.id} stands in the tracker and in the board's table")
            continue
        if audit is None:
            doubts.append(f"{one.rec.id}: no audit of that name in the tracker: {item.audit}")
        if one.status == "open" and "clos" in item.state.lower():
            doubts.append(f"{one.rec.id}: read as open, for the board's table says: {item.state}")
        known.add(one.rec.id)
        items.append(one)
    return items, doubts


def _tracked(rec: Recommendation, audits: dict[tuple[str, str | None], Audit], place: int) -> Seen:
    audit = audits.get((rec.audit, rec.audit_month)) or Audit(title=rec.audit, month=rec.audit_month)
    return Seen(rec, audit, place, rec.agreed or STATUS[rec.status])


def _listed(item: BoardItem, audit: Audit, place: int) -> Seen:
    """Make an item of a row of the board's list; what the board says of it is its update."""
    closed = marks.agreed_closed(item.state)
    rec = Recommendation(
        id=ids.item_id(audit.title, audit.month, item.reference),
        audit=audit.title,
        audit_month=audit.month,
        reference=item.reference,
        title=item.title,
        priority=item.priority,
        text=item.text,
        updates=[Update(label=BOARD, text=item.state)],
        status="closed" if closed else "open",
        body="board",
        source=item.source,
        doubts=item.doubts,
    )
    return Seen(rec, audit, place, rec.status)


def _audit_named(title: str, audits: Sequence[Audit]) -> Audit | None:
    """Find the audit a board's list means: same code word, the latest report of it."""
    same = [audit for audit in audits if ids.audit_code(audit.title) == ids.audit_code(title)]
    return max(same, key=lambda audit: audit.month or "", default=None)
