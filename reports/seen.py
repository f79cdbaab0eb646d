"""What a printed paper shows of what the register knows: the promise that reading it back is held to."""

from typing import Literal

from reports import figures, scales
from reports.date_words import month_of
from reports.draw import items, parts
from reports.draw.fonts import glyphs
from reports.draw.grammar import long_date, one_line, the
from reports.draw.heads import heading, reference_and_title
from reports.draw.presentable import blocks, cleaned, squeezed, typed
from reports.paper import (
    Audit,
    AuditorScale,
    BoardItem,
    Owner,
    PanelNote,
    Paper,
    Recommendation,
    TargetDate,
    Update,
)

Form = Literal["docx", "html", "pdf"]


def seen_in(paper: Paper, style: str, fmt: Form = "docx") -> Paper:
    """Give the paper as far as one printed form of it shows it, in that form's words.

    What is not printed is at its default: sources, doubts, discrepancies, notes that are not for the
    panel, a withheld text. What is printed in other words is what these say: a long title as it was cut,
    a date's day as its words tell it, an update's month as its label shows it.
    """
    paper = cleaned(paper, glyphs() if fmt == "pdf" else None)
    audits = [audit for audit in paper.audits if paper.of(audit)]
    return Paper(
        style=style,
        scheme=paper.scheme,
        audits=[_audit(paper, audit, style) for audit in audits],
        recommendations=[_item(audit, rec, style) for audit in audits for rec in paper.of(audit)],
        board_items=[_board_item(each) for each in paper.board_items],
        notes=_notes(paper),
        summary=figures.summary(paper),
        priorities=list(
            dict.fromkeys(name for scale in scales.of(paper) for name in _priorities(paper, scale))
        ),
        **_cover(paper),
        **_front(paper, style),
    )


def _priorities(paper: Paper, scale: AuditorScale) -> list[str]:
    """The priorities that the summary counts the items of a scale by."""
    named = figures.priorities(scale, scales.items(paper, scale))
    return [name for name in named if name != figures.NO_PRIORITY]


def _scales(paper: Paper, style: str) -> list[AuditorScale]:
    """What the paper says of its scales, at least one; whose they are as its banners tell the names."""
    known = {audit.auditor for audit in paper.audits if audit.auditor and paper.of(audit)}
    return [
        AuditorScale(
            auditors=scales.auditors_in(scale.name, known),
            priorities=_priorities(paper, scale),
            risk_colours=scale.risk_colours if paper.scheme == "risk" else {},
            reporting=scale.reporting if style == "narrative" else [],
        )
        for scale in scales.of(paper)
    ]


def _cover(paper: Paper) -> dict[str, object]:
    """What the lines under the panel's name show."""
    return {
        "panel": one_line(paper.panel),
        "organisation": paper.organisation,
        "meeting_date": paper.meeting_date,
        "meeting_time": (paper.meeting_time or None) if paper.meeting_date else None,
        "report_of": paper.report_of or None,
        "subject": one_line(paper.subject) or parts.SUBJECT,
        "authors": paper.authors,
        "edition": paper.edition,
        "version": paper.version,
    }


def _front(paper: Paper, style: str) -> dict[str, object]:
    """What the front pages say; each style leaves something out."""
    shown = _scales(paper, style)
    rules = [row for scale in shown for row in scale.reporting]
    own: dict[str, object] = {"programme": paper.programme}
    if style == "narrative":
        own = {"reporting": shown[0].reporting, "criteria": paper.criteria}
    if paper.scheme == "risk":
        own["risk_colours"] = shown[0].risk_colours
    told = any("board" in row.bodies.values() for row in rules)
    return own | {
        "scales": shown if paper.scales else [],
        "contacts": paper.contacts,
        "implications": {name.rstrip(" :"): _lines(words) for name, words in paper.implications.items()},
        "auditor": paper.auditor,
        "board": board_name(paper.board) if paper.board_items or told else "",
    }


def board_name(words: str) -> str:
    """Give the board's name as a sentence leaves it: without its article; empty where it only says board."""
    name = the(one_line(words) or "board").removeprefix("the ")
    return "" if name.lower() == "board" else name


def _audit(paper: Paper, audit: Audit, style: str) -> Audit:
    counts = figures.counts(paper, audit) if style == "narrative" else {}
    return Audit(
        title=one_line(audit.title) or items.UNTITLED,
        assurance=items.assurance(audit).removesuffix(" assurance") or None,
        month=audit.month,
        counts=counts,
        auditor=audit.auditor if paper.scales else "",
    )


def _item(audit: Audit, rec: Recommendation, style: str) -> Recommendation:
    """What stands under one heading; of a withheld item the heading, the priority and the colour."""
    reference, title = reference_and_title(heading(rec), rec.id)
    shown = Recommendation(
        id=rec.id,
        audit=one_line(audit.title) or items.UNTITLED,
        audit_month=audit.month,
        reference=reference,
        title=title,
        priority=None if figures.priority(rec) == figures.NO_PRIORITY else rec.priority,
        rag=rec.rag,
        status=rec.status,
        withheld=rec.withheld,
    )
    if rec.withheld:
        return shown
    return shown.model_copy(update=_history(rec, style))


def _history(rec: Recommendation, style: str) -> dict[str, object]:
    updates, _marker = items.marked(rec.updates, rec.status)
    lines = items.dates(rec)
    in_force = rec.target_in_force or items.sole_day(lines)
    told = rec.target_in_force and lines != [long_date(rec.target_in_force)]
    return {
        "threat": (rec.threat or None) if style == "table" else None,
        "text": typed(blocks(rec.text)),
        "management_response": typed(blocks(rec.management_response or "")) or None,
        "target_dates": [] if lines == [items.NO_DATE] else _dates(rec.target_dates),
        "target_in_force": in_force,
        "slippage_days": (rec.slippage_days or None) if told else None,
        "owners": [_owner(who) for who in rec.owners if who.name or who.role],
        "links": rec.links,
        "evidence": rec.evidence,
        "updates": [_update(update) for update in updates],
    }


def _dates(given: list[TargetDate]) -> list[TargetDate]:
    """Give each date's words and day, the dates of a part together."""
    shown = [
        TargetDate(
            words=date.words or long_date(date.date) if date.date else date.words,
            date=date.date or items.told(date.words),
            part=date.part or None,
        )
        for date in given
        if date.words or date.date
    ]
    order = list(dict.fromkeys(date.part for date in shown))
    return sorted(shown, key=lambda date: order.index(date.part))


def _owner(who: Owner) -> Owner:
    role = who.role if who.name and who.role != who.part else None
    return Owner(name=who.name or who.role or "", role=role or None, part=who.part or None)


def _update(update: Update) -> Update:
    shown = items.statement(update)
    return Update(
        label=shown.label,
        month=month_of(shown.label),
        text=typed(shown.blocks),
        verified=update.verified or None,
    )


def _board_item(each: BoardItem) -> BoardItem:
    return BoardItem(
        audit=each.audit,
        reference=each.reference or None,
        title=each.title,
        text=_lines(each.text),
        state=_lines(each.state),
        priority=each.priority or None,
    )


def _notes(paper: Paper) -> list[PanelNote]:
    """Give the notes to the panel; about a withheld item the paper only says that there is one."""
    withheld = {rec.id for rec in paper.recommendations if rec.withheld}
    printed = [note for note in paper.notes if note.kind in parts.FOR_PANEL and note.item not in withheld]
    return [PanelNote(kind=note.kind, item=note.item or None, words=parts.said(note)) for note in printed]


def _lines(words: str) -> str:
    return "\n".join(filter(None, map(squeezed, words.split("\n"))))
