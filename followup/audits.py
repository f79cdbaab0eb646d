"""What is decided about a whole audit."""

import datetime as dt

from sqlmodel import Session, col, select

from followup import Refused, log
from store.models import Audit, Recommendation


def find(session: Session, code: str) -> Audit:
    """Find the audit whose item ids start with ``code`` (FLEET-1809). Refused unless it is just one."""
    recs = session.exec(
        select(Recommendation).where(
            col(Recommendation.item_id).startswith(f"{code.upper()}-", autoescape=True)
        )
    ).all()
    audits = {rec.audit_id for rec in recs}
    if len(audits) != 1:
        raise Refused(
            f"{len(audits) or 'no'} audits have items that start with {code}-; give for example FLEET-1809"
        )
    return session.get_one(Audit, audits.pop())


def mark(session: Session, code: str, marking: str, *, who: str, at: dt.datetime) -> str:
    """Set an audit's handling marking (rule 11; empty opens it again); gives the audit's title."""
    audit = find(session, code)
    audit.handling = marking or None
    session.add(audit)
    log.note(session, "audit marked", "audit", audit.id, who=who, at=at, words=marking)
    return audit.title


def publish(session: Session, code: str, on: dt.date, *, who: str, at: dt.datetime) -> str:
    """Say when an audit's report was published: owners of a new one are told, not chased (rule 7)."""
    audit = find(session, code)
    audit.published_on = on
    session.add(audit)
    log.note(session, "audit published", "audit", audit.id, who=who, at=at, words=on.isoformat())
    return audit.title
