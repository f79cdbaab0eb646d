"""A paper that was read goes into the register: the first half of the hinge."""

import datetime as dt
import hashlib
import json
from collections.abc import Iterable

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from followup import Refused, calendar, dates, log, people
from followup.dates import spoken
from reports import ids, marks
from reports import paper as plain
from reports.paper import Paper
from store import queries
from store.models import (
    Assignment,
    Audit,
    Body,
    Evidence,
    Link,
    Meeting,
    Membership,
    Recommendation,
    SourcePaper,
    TargetDate,
    Update,
)

STATUS = {
    "open": "open",
    "proposed_closed": "proposed_closed",
    "not_adopted": "proposed_not_adopted",
    "superseded": "proposed_superseded",
    "closed": "closed",
}
"""How a paper's status word stands in the register: what a paper prints are proposals to its panel."""
FRONT = ("authors", "contacts", "implications", "programme", "report_of", "organisation", "meeting_time")


class Written(BaseModel):
    """What an import put into the register."""

    recommendations: int = 0
    board_items: int = 0
    updates: int = 0
    unmatched: list[str] = Field(default_factory=list)
    """Printed owners that match nobody known."""
    doubts: list[str] = Field(default_factory=list)
    """The register's own, beside those of the reading."""


class Writer(BaseModel):
    """What every row of one import has in common."""

    model_config = {"arbitrary_types_allowed": True}

    session: Session
    meeting: Meeting
    who: str
    at: dt.datetime
    written: Written = Field(default_factory=Written)


def write(
    session: Session,
    paper: Paper,
    *,
    name: str,
    content: bytes,
    panel: Body,
    board: Body,
    auditor: str,
    who: str,
    at: dt.datetime,
) -> Written:
    """Write a paper's audits, recommendations and board items; all or nothing with the caller's transaction.

    Refused when the same file was imported before, when an item id is taken, or when the paper shows no
    meeting date. An imported item stays with the body whose paper it stands in (rule 1).
    """
    if paper.meeting_date is None:
        raise Refused(f"{name} shows no meeting date; give it with --meeting DATE")
    digest = hashlib.sha256(content).hexdigest()
    _refuse_doubles(session, paper, digest, name)
    meeting = calendar.add_meeting(session, panel, paper.meeting_date, who=who, at=at, reason=f"paper {name}")
    front = paper.model_dump(mode="json", include=set(FRONT))
    source = SourcePaper(
        meeting_id=meeting.id or 0,
        name=name,
        sha256=digest,
        content=content,
        style=paper.style,
        front=json.dumps(front, ensure_ascii=False),
        who=who,
        at=at,
    )
    session.add(source)
    writer = Writer(session=session, meeting=meeting, who=who, at=at)
    audits = {(a.title, a.month): _audit(writer, a, auditor) for a in paper.audits}
    for position, rec in enumerate(paper.recommendations):
        audit = audits.get((rec.audit, rec.audit_month)) or _audit(
            writer, plain.Audit(title=rec.audit, month=rec.audit_month), auditor
        )
        audits[rec.audit, rec.audit_month] = audit
        _recommendation(writer, rec, audit, panel, position)
    for position, item in enumerate(paper.board_items, start=len(paper.recommendations)):
        _board_item(writer, item, list(audits.values()), board, position)
    _link_up(session, paper)
    log.note(session, "paper imported", "meeting", meeting.id, who=who, at=at, words=digest)
    writer.written.unmatched = people.match(session)
    return writer.written


def _refuse_doubles(session: Session, paper: Paper, digest: str, name: str) -> None:
    before = session.exec(select(SourcePaper).where(SourcePaper.sha256 == digest)).first()
    if before:
        raise Refused(f"{name} was imported already on {spoken(before.at.date())}; nothing was changed")
    taken = [rec.id for rec in paper.recommendations if queries.item(session, rec.id)]
    if taken:
        raise Refused(
            f"{name} holds items that the register has already ({', '.join(taken[:5])}"
            f"{' …' if len(taken) > 5 else ''}); nothing was changed"  # noqa: PLR2004 - enough to recognise
        )


def _audit(writer: Writer, audit: plain.Audit, auditor: str) -> Audit:
    wanted = select(Audit).where(Audit.title == audit.title, Audit.month == audit.month)
    found = writer.session.exec(wanted).first()
    if found is None:
        found = Audit(
            title=audit.title,
            month=audit.month,
            opinion=audit.assurance,
            auditor=auditor,
            counts=json.dumps(audit.counts),
        )
        writer.session.add(found)
        writer.session.flush()
    return found


def _recommendation(
    writer: Writer, rec: plain.Recommendation, audit: Audit, held_by: Body, position: int
) -> None:
    row = Recommendation(
        item_id=rec.id,
        audit_id=audit.id or 0,
        reference=rec.reference,
        title=rec.title,
        priority=rec.priority,
        threat=rec.threat,
        text=rec.text,
        response=rec.management_response,
        status=STATUS[rec.status],
        doubts=json.dumps(rec.doubts, ensure_ascii=False),
        position=position,
    )
    _add(writer, row)
    _join(writer, row, held_by)
    _history(writer, row, rec)
    writer.written.recommendations += 1
    writer.written.updates += len(rec.updates)


def _history(writer: Writer, row: Recommendation, rec: plain.Recommendation) -> None:
    who, at, meeting = writer.who, writer.at, writer.meeting
    own = row.id or 0
    for owner in rec.owners:
        _add(writer, Assignment(recommendation_id=own, printed=owner.name, role=owner.role, part=owner.part))
    for date in rec.target_dates:
        read = dates.read(date.words, base=meeting.date)
        _add(
            writer,
            TargetDate(
                recommendation_id=own,
                meeting_id=meeting.id,
                part=date.part,
                words=date.words,
                date=date.date,
                after=read.after,
                months=read.months,
                who=who,
                at=at,
            ),
        )
    for update in rec.updates:
        _add(writer, _published(own, meeting, update.label, update.text, update.month))
    for name in rec.evidence:
        _add(writer, Evidence(recommendation_id=own, name=name))
    for link in rec.links:
        _add(writer, Link(recommendation_id=own, kind=link.kind, to_words=link.to))


def _published(own: int, meeting: Meeting, label: str, text: str, month: str | None) -> Update:
    return Update(
        recommendation_id=own,
        meeting_id=meeting.id or 0,
        label=label,
        month=month,
        state="published",
        text=text,
        approved=text,
    )


def _add(writer: Writer, row: object) -> None:
    writer.session.add(row)
    writer.session.flush()


def _join(writer: Writer, row: Recommendation, held_by: Body) -> None:
    _move(writer, row, None, held_by.id, "stands in the imported paper")


def _move(writer: Writer, row: Recommendation, from_id: int | None, to_id: int | None, reason: str) -> None:
    _add(
        writer,
        Membership(
            recommendation_id=row.id or 0,
            from_id=from_id,
            to_id=to_id,
            meeting_id=writer.meeting.id,
            reason=reason,
            who=writer.who,
            at=writer.at,
        ),
    )


def _board_item(
    writer: Writer, item: plain.BoardItem, audits: Iterable[Audit], board: Body, position: int
) -> None:
    """Enter an item of the board's table; one that also stands in the tracker stays with the panel."""
    audit = _audit_named(item.audit, audits)
    month = audit.month if audit else None
    item_id = ids.item_id(audit.title if audit else item.audit, month, item.reference)
    if queries.item(writer.session, item_id):
        writer.written.doubts.append(f"{item_id} stands in the tracker and in the board's table")
        return
    if audit is None:
        audit = _audit(writer, plain.Audit(title=item.audit), "")
        writer.written.doubts.append(f"{item_id}: no audit of that name in the tracker: {item.audit}")
    closed = marks.agreed_closed(item.state)
    if not closed and "clos" in item.state.lower():
        writer.written.doubts.append(f"{item_id}: read as open, for the board's table says: {item.state}")
    row = Recommendation(
        item_id=item_id,
        audit_id=audit.id or 0,
        reference=item.reference,
        title=item.title,
        priority=item.priority,
        text=item.text,
        status="closed" if closed else "open",
        position=position,
    )
    _add(writer, row)
    _join(writer, row, board)
    _add(writer, _published(row.id or 0, writer.meeting, "Board", item.state, None))
    if closed:
        _move(writer, row, board.id, None, item.state)
    writer.written.board_items += 1


def _audit_named(title: str, audits: Iterable[Audit]) -> Audit | None:
    """Find the audit a board's table means: same code word, the latest report of it."""
    same = [a for a in audits if ids.audit_code(a.title) == ids.audit_code(title)]
    return max(same, key=lambda a: a.month or "", default=None)


def _link_up(session: Session, paper: Paper) -> None:
    """Resolve links to a reference inside the same audit; others keep their words."""
    for rec in paper.recommendations:
        row = queries.item(session, rec.id)
        for link in session.exec(select(Link).where(Link.recommendation_id == (row and row.id))).all():
            near = [
                r
                for r in paper.recommendations
                if r.reference == link.to_words and (r.audit, r.audit_month) == (rec.audit, rec.audit_month)
            ]
            target = queries.item(session, near[0].id if len(near) == 1 else link.to_words)
            link.to_id = target.id if target else None
            session.add(link)
