"""The recommendations of a new report as rows: free ids, owners, dates, links, and the body each goes to."""

import datetime as dt
import json
from collections.abc import Sequence

from sqlmodel import Session, func, select

from followup import Refused, dates, routing
from followup.rules import Rules
from reports import ids
from reports import paper as plain
from store import queries
from store.models import (
    Assignment,
    Audit,
    Body,
    Evidence,
    Link,
    Membership,
    Recommendation,
    TargetDate,
)

LONGEST_CODE = 4
"""Words of the title that an id's code takes at most."""


def with_ids(
    session: Session, audit: Audit, recs: Sequence[plain.Recommendation]
) -> list[plain.Recommendation]:
    """Give every recommendation a free id; where another audit has the code, it takes more of the title."""
    owned = [rec.model_copy(update={"audit": audit.title, "audit_month": audit.month}) for rec in recs]
    numbered = ids.unique_ids(owned)
    short = ids.item_id(audit.title, audit.month, None).removesuffix("X")
    for words in range(1, LONGEST_CODE + 1):
        code = ids.item_id(audit.title, audit.month, None, words).removesuffix("X")
        start = func.lower(Recommendation.item_id).startswith(code.lower(), autoescape=True)
        if session.exec(select(Recommendation.id).where(start)).first() is None:
            return [rec.model_copy(update={"id": code + rec.id.removeprefix(short)}) for rec in numbered]
    taken = [rec.id for rec in numbered if queries.item(session, rec.id)]
    if taken:
        raise Refused(
            f"these item ids are in the register already: {', '.join(taken)};"
            " give the audit a longer title with --title"
        )
    return numbered


def enter(
    session: Session, audit: Audit, rec: plain.Recommendation, position: int, *, who: str, at: dt.datetime
) -> Recommendation:
    """Enter one recommendation with its owners, dates, evidence names and links as printed."""
    row = Recommendation(
        item_id=rec.id,
        audit_id=audit.id or 0,
        reference=rec.reference,
        title=rec.title,
        priority=rec.priority,
        threat=rec.threat,
        text=rec.text,
        response=rec.management_response,
        doubts=json.dumps(rec.doubts, ensure_ascii=False),
        position=position,
    )
    session.add(row)
    session.flush()
    own = row.id or 0
    for owner in rec.owners:
        session.add(Assignment(recommendation_id=own, printed=owner.name, role=owner.role, part=owner.part))
    for date in rec.target_dates:
        read = dates.read(date.words, base=audit.published_on or at.date())
        promised = TargetDate(
            recommendation_id=own,
            part=date.part,
            words=date.words,
            date=date.date,
            after=read.after,
            months=read.months,
            who=who,
            at=at,
        )
        session.add(promised)
        session.flush()  # their ids are their order
    for document in rec.evidence:
        session.add(Evidence(recommendation_id=own, name=document))
    for link in rec.links:
        session.add(Link(recommendation_id=own, kind=link.kind, to_words=link.to))
    session.flush()
    return row


def route(
    session: Session,
    row: Recommendation,
    audit: Audit,
    rules: Rules,
    bodies: dict[str, Body],
    *,
    who: str,
    at: dt.datetime,
) -> routing.Route:
    """Send a recommendation to its body, with the reason (rule 1)."""
    goes = routing.route(audit.opinion, row.priority, rules)
    session.add(
        Membership(
            recommendation_id=row.id or 0,
            to_id=bodies[goes.to].id,
            reason=goes.reason,
            who=who,
            at=at,
        )
    )
    if goes.doubt:
        row.doubts = json.dumps([*json.loads(row.doubts), goes.doubt], ensure_ascii=False)
        session.add(row)
    session.flush()
    return goes


def link_up(session: Session, rows: Sequence[Recommendation]) -> None:
    """Resolve links to a reference of the same report, or to an item id."""
    for row in rows:
        for link in session.exec(select(Link).where(Link.recommendation_id == row.id)).all():
            to = queries.beside(session, row, link.to_words)
            link.to_id = to.id if to else None
            session.add(link)
