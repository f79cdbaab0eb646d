"""A newly published report goes into the register: its recommendations, each routed, and its file."""

import datetime as dt
import hashlib
import re

from pydantic import BaseModel, Field
from sqlmodel import Session, func, select

from followup import Refused, asking, dates, log, people, routing
from followup.dates import spoken
from followup.rules import Rules
from reports import new_items
from reports import paper as plain
from reports.draw.grammar import month_name
from reports.paper import Paper
from store.models import Audit, AuditReport, Body, Recommendation

WHOLE_REPORT = "the whole report goes to the panel, and somebody of the service area attends"


class Details(BaseModel):
    """What is said about a report beside the file; empty where the report itself is to say it."""

    title: str = ""
    month: str = ""
    """YYYY-MM, or in words (September 2026)."""
    assurance: str = ""
    published_on: dt.date
    auditor: str = ""
    marking: str = ""


class Routed(BaseModel):
    """One recommendation as it was entered, and where it goes."""

    id: str
    title: str
    priority: str | None
    to: str
    reason: str
    owners: list[str]
    target: str


class Entered(BaseModel):
    """What was entered, for whoever asked for it."""

    audit: str
    items: list[Routed] = Field(default_factory=list)
    notes: list[str] = Field(default_factory=list)
    doubts: list[str] = Field(default_factory=list)
    unmatched: list[str] = Field(default_factory=list)
    """Printed owners that match nobody known."""


def add(
    session: Session,
    paper: Paper,
    details: Details,
    *,
    name: str,
    content: bytes,
    rules: Rules,
    panel: Body,
    board: Body,
    who: str,
    at: dt.datetime,
) -> Entered:
    """Enter a new audit with the recommendations that ``paper`` holds, and keep its report file.

    ``name`` and ``content`` are the report file's. Each recommendation goes to the panel or the board by
    rule 1, from the day it is entered; a round under way tells or asks its owners (rule 7). Refused when
    title or month are unknown, the audit or the file is in the register, or an id is not free.
    """
    banner = _banner(paper, name, details)
    audit = Audit(
        title=banner.title,
        month=banner.month,
        opinion=_opinion(banner.assurance, details, rules),
        auditor=details.auditor or banner.auditor,
        published_on=_published(details, at),
        handling=details.marking or None,
    )
    _refuse_doubles(session, audit, name, content)
    recs = new_items.with_ids(session, audit, paper.recommendations)
    session.add(audit)
    session.flush()
    digest = hashlib.sha256(content).hexdigest()
    report = AuditReport(audit_id=audit.id or 0, name=name, sha256=digest, content=content, who=who, at=at)
    session.add(report)
    entered = Entered(audit=_described(audit))
    rows = []
    last = session.exec(select(func.max(Recommendation.position))).one()
    for position, read in enumerate(recs, start=1 if last is None else last + 1):
        rec = _graded(read, rules)
        row = new_items.enter(session, audit, rec, position, who=who, at=at)
        goes = new_items.route(session, row, audit, rules, {"panel": panel, "board": board}, who=who, at=at)
        _note(entered, rec, goes)
        rows.append((row, goes.to))
    new_items.link_up(session, [row for row, _to in rows])
    unknown = people.match(session)
    printed = {owner.name for rec in recs for owner in rec.owners}
    entered.unmatched = [one for one in unknown if one in printed]
    if routing.whole_report_goes(audit.opinion, rules):
        entered.notes.append(f"{audit.opinion} assurance: {WHOLE_REPORT}")
    _not_entered(entered, paper)
    log.note(session, "audit entered", "audit", audit.id, who=who, at=at, words=digest)
    shown = frozenset(row.id or 0 for row, to in rows if to == "panel")
    if shown:
        entered.notes += asking.join(session, panel.id or 0, shown, rules=rules, at=at)
    return entered


def _banner(paper: Paper, name: str, details: Details) -> plain.Audit:
    """Title, month, opinion and auditor: as given, else as the report says."""
    if not paper.recommendations:
        raise Refused(f"{name} holds no recommendation that could be read; give them with --items FILE")
    heads = {(rec.audit, rec.audit_month) for rec in paper.recommendations}
    if len(heads) > 1:
        titles = ", ".join(sorted(f"{title} {month or ''}".strip() for title, month in heads))
        raise Refused(f"{name} holds recommendations of {len(heads)} audits ({titles}); add one at a time")
    title, month = heads.pop()
    said = next((a for a in paper.audits if (a.title, a.month) == (title, month)), plain.Audit(title=title))
    title, month = " ".join((details.title or title).split()), _month(details.month) or month
    if not title:
        raise Refused(f"{name} does not say which audit it is: give --title TITLE")
    if not month:
        raise Refused(f"{name} does not say of which month it is: give --month YYYY-MM")
    return said.model_copy(update={"title": title, "month": month})


def _month(words: str) -> str | None:
    """YYYY-MM of what was typed; None where nothing was."""
    if not words:
        return None
    found = words if re.fullmatch(r"\d{4}-(?:0[1-9]|1[0-2])", words) else dates.month(words)
    if found is None:
        raise Refused(f"{words!r} is not a month; write it as 2026-09")
    return found


def _published(details: Details, at: dt.datetime) -> dt.date:
    if details.published_on > at.date():
        raise Refused(f"{spoken(details.published_on)} is still to come; add the report when it is published")
    return details.published_on


def _opinion(printed: str | None, details: Details, rules: Rules) -> str | None:
    """The opinion as a step of the ladder where it is one; one that was typed must be."""
    words = (details.assurance or printed or "").strip()
    bare = re.sub(r"\s+assurance$", "", words, flags=re.IGNORECASE).casefold()
    known = {step.casefold(): step for step in rules.assurance}
    if details.assurance and bare not in known:
        raise Refused(f"assurance is one of {', '.join(rules.assurance)}, not {words!r}")
    return known.get(bare, words or None)


def _graded(rec: plain.Recommendation, rules: Rules) -> plain.Recommendation:
    """The recommendation with its priority as the rules spell it, or a doubt about it."""
    known = {one.casefold(): one for one in rules.priorities}
    if found := known.get((rec.priority or "").strip().casefold()):
        return rec.model_copy(update={"priority": found})
    said = f"its priority {rec.priority!r} is not" if rec.priority else "it has no priority; it should be"
    doubt = f"{said} one of {', '.join(rules.priorities)}"
    return rec.model_copy(update={"doubts": [*rec.doubts, doubt]})


def _refuse_doubles(session: Session, audit: Audit, name: str, content: bytes) -> None:
    same = select(Audit).where(func.lower(Audit.title) == audit.title.lower(), Audit.month == audit.month)
    if session.exec(same).first() is not None:
        raise Refused(
            f"{audit.title}, {month_name(audit.month)} is in the register already; nothing was changed."
            " A paper about it is imported with `matters import`"
        )
    kept = select(AuditReport).where(AuditReport.sha256 == hashlib.sha256(content).hexdigest())
    if (report := session.exec(kept).first()) is not None:
        of = session.get_one(Audit, report.audit_id)
        raise Refused(f"{name} is kept already as the report of {of.title}; nothing was changed")


def _note(entered: Entered, rec: plain.Recommendation, goes: routing.Route) -> None:
    last = rec.target_dates[-1].words if rec.target_dates else "no date"
    owners = [owner.name for owner in rec.owners]
    entered.items.append(
        Routed(
            id=rec.id,
            title=rec.title,
            priority=rec.priority,
            to=goes.to,
            reason=goes.reason,
            owners=owners,
            target=last,
        )
    )
    doubts = [*rec.doubts, goes.doubt]
    if rec.updates or rec.status != "open":
        doubts.append("it shows updates or a proposal, which a new report has not: they were left out")
    entered.doubts += [f"{rec.id}: {doubt}" for doubt in doubts if doubt]


def _not_entered(entered: Entered, paper: Paper) -> None:
    entered.doubts += [
        f"left out, a board's table is no part of a report: {b.title}" for b in paper.board_items
    ]
    entered.doubts += [f"the report disagrees with itself: {one.message}" for one in paper.discrepancies]


def _described(audit: Audit) -> str:
    opinion = f"{audit.opinion} assurance" if audit.opinion else "no assurance opinion"
    by = f", by {audit.auditor}" if audit.auditor else ""
    published = f", published {spoken(audit.published_on)}" if audit.published_on else ""
    marked = f", marked {audit.handling}" if audit.handling else ""
    return f"{audit.title}, {month_name(audit.month)}: {opinion}{by}{published}{marked}"
