"""The whole register as plain values that do not depend on row numbers, so that two can be compared."""

from typing import Any

from sqlalchemy import Engine
from sqlmodel import select

from store import queries
from store.db import reading
from store.models import Audit, Body, Meeting, Recommendation


def view(engine: Engine) -> dict[str, Any]:
    """Everything the register knows of its items, by item id, and its audits."""
    with reading(engine) as session:
        days = {m.id: m.date for m in session.exec(select(Meeting)).all()}
        bodies = {b.id: b.name for b in session.exec(select(Body)).all()}
        audits = {a.id: a for a in session.exec(select(Audit)).all()}
        items = {}
        for rec in session.exec(select(Recommendation)).all():
            own = rec.model_dump(exclude={"id", "audit_id"}) | {"audit": audits[rec.audit_id].title}
            number = rec.id
            items[rec.item_id] = own | {
                "updates": [
                    (u.label, u.month, u.approved, u.state, days[u.meeting_id], u.cycle_id is None)
                    for u in queries.updates(session, number)
                ],
                "dates": [
                    (d.words, d.date, d.part, days.get(d.meeting_id), d.after, d.months)
                    for d in queries.dates(session, number)
                ],
                "owners": sorted(
                    (a.printed, a.role or "", a.part or "", str(a.from_on), str(a.until_on))
                    for a in queries.assignments(session, number)
                ),
                "moves": [
                    (bodies.get(m.from_id), bodies.get(m.to_id), days.get(m.meeting_id), m.reason)
                    for m in queries.moves(session, number)
                ],
                "links": sorted(
                    (link.kind, link.to_words, target.item_id if target else "")
                    for link, target in queries.links(session, number)
                ),
                "evidence": sorted(e.name for e in queries.evidence(session, number)),
            }
        shown = sorted(str(a.model_dump(exclude={"id"})) for a in audits.values())
        return {"items": items, "audits": shown}
