"""The register becomes the next panel paper: the second half of the hinge."""

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from followup import handling, rag, targets
from followup.asking import NEW_REPORT
from followup.dates import slippage
from followup.rules import Rules
from followup.states import is_proposed
from reports import figures, history, links, reprint, scales
from reports import paper as plain
from reports.draw.grammar import listing
from reports.paper import Paper
from store import queries
from store.models import (
    Assignment,
    Audit,
    Body,
    Cycle,
    Meeting,
    Membership,
    Recommendation,
    SourcePaper,
    TargetDate,
)

ONE_MEETING = ("meeting_time", "programme")
"""Front matter that holds for the meeting of its own paper only."""
IN_PAPER: dict[str, plain.Status] = {
    "open": "open",
    "proposed_closed": "proposed_closed",
    "proposed_not_adopted": "not_adopted",
    "proposed_superseded": "superseded",
    "closed": "closed",
    "not_adopted": "closed",
    "superseded": "closed",
}


def compile_paper(
    session: Session,
    meeting: Meeting,
    *,
    rules: Rules,
    board: str,
    style: str,
    edition: Literal["public", "restricted"] = "public",
) -> Paper:
    """Compile the paper of one meeting from what was known up to it.

    A past meeting gives its paper again: later updates, dates and decisions are left out. The meeting of
    an imported paper gives that paper: its items in its order, coloured by its scheme; where it disagreed
    with itself stands in ``discrepancies``.
    """
    body = session.get_one(Body, meeting.body_id)
    original = reprint.printed(session, meeting)
    if original and original.paper.summary:  # its own figures tell by which scheme it was coloured
        rules = rules.model_copy(update={"scheme": original.paper.scheme})
    paper = Paper(
        style=style,
        scheme=rules.scheme,
        panel=body.name,
        board=board,
        meeting_date=meeting.date,
        subject="Internal audit recommendations and tracking",
        criteria=list(rules.criteria),
        edition=edition,
        **_front(session, meeting),
    )
    cycle = queries.cycle_of(session, meeting.id)
    if cycle is not None and cycle.state == "planned":
        cycle = None  # nobody has been asked yet: silence would be no answer
    for rec, audit in _standing(session, body, meeting, original):
        status = original.items[rec.id or 0].status if original else history.status_at(session, rec, meeting)
        said = reprint.as_printed(original, rec), reprint.audit_as_printed(original, rec, audit)
        _enter(session, paper, *said, meeting=meeting, cycle=cycle, rules=rules, status=status)
    scales.put_in(paper, rules)
    for banner in paper.audits:  # derived from what stands beneath, not from the old banner (rule 9)
        banner.counts = figures.counts(paper, banner)
    paper.auditor = listing(sorted({audit.auditor for audit in paper.audits} - {""}))
    paper.board_items = _board_items(session, board, meeting, rules=rules, edition=edition, original=original)
    if original:
        paper.discrepancies = _discrepancies(session, original, rules, edition)
    return paper


def _discrepancies(
    session: Session, original: reprint.Printed, rules: Rules, edition: str
) -> list[plain.Discrepancy]:
    """Where the imported paper disagrees with itself; nothing about marked items in public (rule 11)."""
    if edition != "public":
        return original.paper.discrepancies
    withheld = {
        rec.id or 0
        for rec, audit, _moves in queries.everything(session)
        if rec.id in original.items and handling.restricted(audit.handling, rules)
    }
    return reprint.for_public(original, withheld)


def _standing(
    session: Session, body: Body, meeting: Meeting, original: reprint.Printed | None
) -> list[tuple[Recommendation, Audit]]:
    """Give the items of a meeting's paper, in the order of the last imported paper up to it."""
    order = reprint.order(session, meeting)
    rows = [
        (rec, audit)
        for rec, audit, moves in queries.ever_with(session, body.id)
        if (_in_print(original, rec, "panel") if original else _stands(session, moves, body, meeting))
    ]
    in_order = sorted(rows, key=lambda row: (order.get(row[0].id or 0, len(order)), row[0].position))
    return queries.grouped(in_order)


def _in_print(original: reprint.Printed, rec: Recommendation, body: str) -> bool:
    row = original.items.get(rec.id or 0)
    return row is not None and row.body == body


def _front(session: Session, meeting: Meeting) -> dict[str, Any]:
    """Carry on the front matter of the newest imported paper up to this meeting, or of an export."""
    wanted = (
        select(SourcePaper)
        .join(Meeting, col(Meeting.id) == SourcePaper.meeting_id)
        .where(Meeting.body_id == meeting.body_id, Meeting.date <= meeting.date)
        .where(col(SourcePaper.undone_at).is_(None))
        .options(defer(SourcePaper.content))  # type: ignore[arg-type] # a column to SQLAlchemy
        .order_by(col(Meeting.date).desc(), col(SourcePaper.id).desc())
    )
    papers = session.exec(wanted).all()
    source = next((one for one in papers if not reprint.is_register(one)), papers[0] if papers else None)
    front = dict(json.loads(source.front)) if source else {}
    if source and source.meeting_id != meeting.id:  # that meeting's hour and that year's audits
        front = {name: value for name, value in front.items() if name not in ONE_MEETING}
    return front


def _stands(session: Session, moves: list[Membership], body: Body, meeting: Meeting) -> bool:
    """Whether the item was with the body when the meeting's paper went out."""
    here = False
    for move in moves:
        # Without a meeting (a new report) an item is there from the day it was entered. What comes from a
        # body was decided at the meeting, and stands in the paper after it.
        when = history.date_of(session, move.meeting_id) if move.meeting_id else move.at.date()
        if move.to_id == body.id and (when < meeting.date or (when == meeting.date and not move.from_id)):
            here = True
        elif move.from_id == body.id and when < meeting.date:
            here = False
    return here


def _enter(
    session: Session,
    paper: Paper,
    rec: Recommendation,
    audit: Audit,
    *,
    meeting: Meeting,
    cycle: Cycle | None,
    rules: Rules,
    status: str,
) -> None:
    rules = rules.of(audit.auditor)
    banner = plain.Audit(title=audit.title, assurance=audit.opinion, month=audit.month, auditor=audit.auditor)
    if banner not in paper.audits:
        paper.audits.append(banner)
    known = [d for d in queries.dates(session, rec.id) if history.known_by(session, d, meeting)]
    dated = targets.promises(session, rec, known)
    target = rag.in_force(dated)
    colour = rag.colour(status, target, rec.priority, rules=rules, meeting=meeting.date)
    entry = plain.Recommendation(
        id=rec.item_id,
        audit=audit.title,
        audit_month=audit.month,
        reference=rec.reference,
        title=rec.title,
        priority=rec.priority,
        status=IN_PAPER[status],
        rag=colour.colour,
    )
    if paper.edition == "public" and handling.restricted(audit.handling, rules):
        entry.withheld = True
    else:
        entry.threat = rec.threat
        give_dates(entry, known, dated)
        _fill(session, entry, rec, meeting=meeting, cycle=cycle)
    paper.recommendations.append(entry)
    paper.notes += _notes(session, rec, status, cycle=cycle)


def give_dates(
    entry: plain.Recommendation, rows: Sequence[TargetDate], promised: Sequence[targets.Promise]
) -> None:
    """Give an item its dates as printed (``rows``, each with its promise), that in force, the slippage."""
    whole = [one.date for one in promised if one.date and not one.part]
    entry.target_in_force = rag.in_force(promised)
    entry.slippage_days = slippage(whole)[1] if len(whole) > 1 else None
    entry.target_dates = [
        plain.TargetDate(words=row.words, date=one.date, part=row.part)
        for row, one in zip(rows, promised, strict=True)
    ]


def owners_on(rows: Iterable[Assignment], day: dt.date) -> list[plain.Owner]:
    """Give the owners of an item on a day, as they are printed."""
    return [
        plain.Owner(name=row.printed, role=row.role, part=row.part)
        for row in rows
        if (row.from_on is None or row.from_on <= day) and (row.until_on is None or row.until_on >= day)
    ]


def _fill(
    session: Session,
    entry: plain.Recommendation,
    rec: Recommendation,
    *,
    meeting: Meeting,
    cycle: Cycle | None,
) -> None:
    entry.text, entry.management_response = rec.text, rec.response
    entry.owners = owners_on(queries.assignments(session, rec.id), meeting.date)
    entry.updates = history.updates(session, rec, meeting, cycle)
    entry.links = links.shown(session, rec, meeting)
    entry.evidence = list(dict.fromkeys(history.evidence(session, rec, meeting)))


def _notes(
    session: Session, rec: Recommendation, status: str, *, cycle: Cycle | None
) -> list[plain.PanelNote]:
    """What the panel and the inspectorate should see about an item in this round."""
    if cycle is None:
        return []
    update = queries.update_for(session, rec.id, cycle.id)
    words: dict[str, str] = {}
    if is_proposed(status) and update is None:
        words["awaiting"] = "proposed at an earlier meeting whose decision is not recorded"
    elif update is None:
        words["no_owner"] = "nobody could be asked: no owner with an address is known"
    elif update.approved == NEW_REPORT:
        words["new_report"] = NEW_REPORT
    elif update.approved is None and update.state not in ("awaited", "none"):
        words["unapproved"] = "an update waits for the inspectorate"
    elif update.state == "amended":
        words["amended"] = "newer words wait for the inspectorate; the approved text is printed"
    return [plain.PanelNote(kind=kind, item=rec.item_id, words=text) for kind, text in words.items()]


def _board_items(
    session: Session,
    board: str,
    meeting: Meeting,
    *,
    rules: Rules,
    edition: str,
    original: reprint.Printed | None,
) -> list[plain.BoardItem]:
    """The board's items that it still holds, or closed since the panel's meeting before (2019, para 4d)."""
    body = queries.body(session, board)
    if body is None:
        return []
    items = []
    for rec, audit, moves in queries.ever_with(session, body.id):
        if _in_print(original, rec, "board") if original else _stands(session, moves, body, meeting):
            said = [
                u
                for u in queries.updates(session, rec.id)
                if history.date_of(session, u.meeting_id) <= meeting.date
            ]
            held = edition == "public" and bool(handling.restricted(audit.handling, rules))
            own = reprint.as_printed(original, rec)
            items.append(
                plain.BoardItem(
                    audit=reprint.audit_as_printed(original, rec, audit).title,
                    reference=own.reference,
                    title=own.title,
                    text="" if held else own.text,
                    priority=own.priority,
                    state=board if held or not said else said[-1].text,
                )
            )
    return items
