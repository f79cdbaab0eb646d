"""What is decided about a whole audit."""

import datetime as dt

from sqlmodel import Session, col, select

from followup import Refused, log
from store.models import Audit, Recommendation


def mark(session: Session, code: str, marking: str, *, who: str, at: dt.datetime) -> str:
    """Set the handling marking of the audit whose item ids start with ``code``; gives its title."""
    recs = session.exec(
        select(Recommendation).where(col(Recommendation.item_id).startswith(f"{code}-"))
    ).all()
    audits = {rec.audit_id for rec in recs}
    if len(audits) != 1:
        raise Refused(
            f"{len(audits) or 'no'} audits have items that start with {code}-; give for example FLEET-1809"
        )
    audit = session.get_one(Audit, audits.pop())
    audit.handling = marking or None
    session.add(audit)
    log.note(session, "audit marked", "audit", audit.id, who=who, at=at, words=marking)
    return audit.title
