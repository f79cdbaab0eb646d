"""One recommendation whole, in a terminal: what it is, where it stands, and all that happened to it."""

import json
import textwrap
from collections.abc import Iterator

from sqlmodel import Session, col, select

from followup import states, targets
from followup.dates import slippage, spoken
from followup.rag import in_force
from reports import evidence_view, links
from reports.draw.grammar import count, month_name, times
from reports.draw.items import LINKS
from reports.history import date_of
from store import queries
from store.models import Audit, Body, Link, Recommendation, TargetDate, Update

WIDTH = 96
INBOUND = {
    "depends_on": "On it hangs",
    "duplicates": "Same matter as",
    "merged_into": "Supersedes",
    "split_from": "Split into",
    "supersedes": "Taken forward under",
}
"""A link as the item reads that it points to."""


def show(session: Session, rec: Recommendation) -> Iterator[str]:
    """Everything the register holds about an item, with the histories of what went into it."""
    audit = session.get_one(Audit, rec.audit_id)
    yield f"[{rec.item_id}] {rec.title}"
    yield f"{audit.title}, {month_name(audit.month) or 'no month'}; {_graded(audit)}"
    yield f"{rec.priority or 'no priority'}; {rec.status.replace('_', ' ')}; {_place(session, rec)}"
    if audit.handling:
        yield f"Marked {audit.handling}: only id and title leave this system"
    if rec.threat:
        yield f"Threat to delivering: {rec.threat}"
    yield from _text("Recommendation", rec.text)
    yield from _text("Initial management response", rec.response or "")
    yield from _part("Owners", _owners(session, rec))
    yield from _part("Linked", _linked(session, rec))
    yield from history(session, rec)
    yield from _part("Doubts", json.loads(rec.doubts))
    for before, why in _before(session, rec):
        yield ""
        yield f"History of [{before.item_id}] {before.title} ({why})"
        yield from (f"  {line}" for line in history(session, before))


def history(session: Session, rec: Recommendation) -> Iterator[str]:
    """What happened to an item: dates, moves, decisions, updates, evidence."""
    yield from _part("Target dates", _dates(session, rec))
    yield from _part("Moves", _moves(session, rec))
    yield from _part("Decisions", _decisions(session, rec))
    updates = queries.updates(session, rec.id)
    if updates:
        yield f"Updates ({len(updates)}):"
    for update in updates:
        yield f"  {update.label} ({states.IN_WORDS[update.state]})"
        yield from _block(_said(update))
        if update.verified:
            yield f"    VERIFIED: {update.verified}"
    yield from _part("Evidence", evidence_view.lines(session, queries.evidence(session, rec.id)))


def _graded(audit: Audit) -> str:
    opinion = f"{audit.opinion} assurance" if audit.opinion else "no assurance opinion"
    by = f", by {audit.auditor}" if audit.auditor else ""
    published = f", published {spoken(audit.published_on)}" if audit.published_on else ""
    return f"{opinion}{by}{published}"


def _place(session: Session, rec: Recommendation) -> str:
    moves = queries.moves(session, rec.id)
    holder = session.get(Body, moves[-1].to_id) if moves and moves[-1].to_id else None
    return f"with {holder.name}" if holder else "with no body: it has left the tracker"


def _owners(session: Session, rec: Recommendation) -> Iterator[str]:
    for one in queries.assignments(session, rec.id):
        part = f"part {one.part}: " if one.part else ""
        role = f", {one.role}" if one.role else ""
        since = f", from {spoken(one.from_on)}" if one.from_on else ""
        until = f", until {spoken(one.until_on)}" if one.until_on else ""
        unknown = "" if one.person_id else " (nobody of that name is known)"
        yield f"{part}{one.printed}{role}{since}{until}{unknown}"


def _linked(session: Session, rec: Recommendation) -> Iterator[str]:
    """The links both ways, each once."""
    lines = []
    for link, to in queries.links(session, rec.id):
        lines.append(f"{LINKS[link.kind]} {f'{to.item_id} {to.title}' if to else link.to_words}")
    inbound = (
        select(Link, Recommendation)
        .join(Recommendation, col(Recommendation.id) == Link.recommendation_id)
        .where(Link.to_id == rec.id)
    )
    for link, other in session.exec(inbound.order_by(col(Link.id))).all():
        lines.append(f"{INBOUND[link.kind]} {other.item_id} {other.title}")
    yield from dict.fromkeys(lines)


def _dates(session: Session, rec: Recommendation) -> Iterator[str]:
    """Every promise, then the date in force with revisions and slippage of the whole (rule 5)."""
    rows = queries.dates(session, rec.id)
    dated = targets.promises(session, rec, rows)
    for row, one in zip(rows, dated, strict=True):
        part = f"part {row.part}: " if row.part else ""
        day = f" = {spoken(one.date)}" if one.date and row.words != spoken(one.date) else ""
        yield f"{part}{row.words}{day}{_since(session, row)}"
    target = in_force(dated)
    if rows:
        revised, days = slippage([one.date for one in dated if one.date and not one.part])
        later = f", {count(abs(days), 'day')} {'later' if days > 0 else 'earlier'}" if days else ""
        so_far = f" (revised {times(revised)}{later})" if revised else ""
        yield f"in force: {spoken(target) if target else 'no date'}{so_far}"


def _since(session: Session, row: TargetDate) -> str:
    when = f"; {spoken(date_of(session, row.meeting_id))}" if row.meeting_id else ""
    return f"{when}{f'; {row.reason}' if row.reason else ''}"


def _moves(session: Session, rec: Recommendation) -> Iterator[str]:
    for move in queries.moves(session, rec.id):
        ends = [session.get(Body, number) if number else None for number in (move.from_id, move.to_id)]
        from_, to = (body.name if body else "" for body in ends)
        when = spoken(date_of(session, move.meeting_id) if move.meeting_id else move.at.date())
        way = f"left {from_}" if not to else f"with {to}" if from_ in ("", to) else f"{from_} to {to}"
        yield f"{when}: {way}; {move.reason or 'no reason given'} (entered by {move.who})"


def _decisions(session: Session, rec: Recommendation) -> Iterator[str]:
    for outcome, meeting in queries.outcomes(session, rec.id):
        body = session.get_one(Body, meeting.body_id).name
        words = f": {outcome.words}" if outcome.words else ""
        until = f" to {spoken(outcome.date)}" if outcome.date else ""
        yield f"{spoken(meeting.date)}, {body}: {outcome.kind}{until}{words} (recorded by {outcome.who})"


def _said(update: Update) -> str:
    if update.approved is not None and update.text not in ("", update.approved):
        return f"{update.approved}\n[not approved yet:] {update.text}"
    return update.approved if update.approved is not None else update.text


def _before(session: Session, rec: Recommendation) -> list[tuple[Recommendation, str]]:
    """Items whose history goes on in this one, nearest first: merged into it, or its parents."""
    found: dict[int | None, tuple[Recommendation, str]] = {}
    ahead = [rec]
    while ahead:
        one = ahead.pop(0)
        near = [(x, f"merged into {one.item_id}") for x in links.gone_into(session, one)]
        near += [
            (to, f"{one.item_id} was split from it")
            for link, to in queries.links(session, one.id)
            if link.kind == "split_from" and to
        ]
        fresh = [(x, why) for x, why in near if x.id not in found and x.id != rec.id]
        found |= {x.id: (x, why) for x, why in fresh}
        ahead += [x for x, _why in fresh]
    return list(found.values())


def _part(heading: str, lines: Iterator[str] | list[str]) -> Iterator[str]:
    lines = list(lines)
    if lines:
        yield f"{heading}:"
        for line in lines:
            yield from textwrap.wrap(line, WIDTH, initial_indent="  - ", subsequent_indent="    ")


def _text(heading: str, text: str) -> Iterator[str]:
    if text.strip():
        yield f"{heading}:"
        yield from _block(text)


def _block(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from textwrap.wrap(line, WIDTH, initial_indent="    ", subsequent_indent="    ") or [""]
