"""What the workbook and the CSV file show of a paper: exactly what is read from them again."""

from collections.abc import Callable

from reports import figures
from reports.draw.parts import FOR_PANEL
from reports.paper import (
    UNRECORDED,
    Audit,
    AuditorScale,
    BoardItem,
    Column,
    Owner,
    PanelNote,
    Paper,
    Recommendation,
    Reporting,
    SummaryRow,
    TargetDate,
    Update,
)
from reports.workbook.cells import month_of, tidy
from reports.workbook.form import STYLE

Words = Callable[[str | None], str]
FRONT = ("style", "panel", "organisation", "subject", "auditor", "board", "version")
LISTS = ("authors", "contacts", "programme", "priorities")


def in_workbook(paper: Paper) -> Paper:
    """Give what the workbook shows: all of the paper but its sources, discrepancies and inner notes.

    Words are without outer blanks and unprintable characters, a tab is a blank; nothing stands where a
    value is empty. Of a withheld item there is no more than the paper prints (rule 11), and doubts stand
    in the restricted edition only. A summary that the paper does not carry is counted.
    """
    shown = clean(paper, tidy)
    shown.summary = _grid(paper.summary or figures.summary(shown))
    shown.audits = [*shown.audits, *_unnamed(shown)]
    return shown


def in_csv(paper: Paper) -> Paper:
    """Give what the CSV file shows: the recommendations, and the board's list.

    Front matter, summary, notes, audits without items, and of the others counts and day of publication
    are not in it, nor whether colours follow progress or risk. The board's list follows the others.
    """
    shown = clean(paper, tidy)
    known = {
        (audit.title, audit.month): audit.model_copy(update={"counts": {}, "published_on": None})
        for audit in [*_unnamed(shown), *reversed(shown.audits)]
    }
    named = dict.fromkeys((rec.audit, rec.audit_month) for rec in shown.recommendations)
    return Paper(
        style=STYLE,
        prints_ids=True,
        audits=[known[one] for one in named],
        recommendations=shown.recommendations,
        board_items=shown.board_items,
    )


def clean(paper: Paper, words: Words) -> Paper:
    """Give a copy of the paper with the words of its cells, and without what no cell shows."""
    restricted = paper.edition == "restricted"
    hidden = {tidy(rec.id) for rec in paper.recommendations if rec.withheld}
    front = {name: words(getattr(paper, name)) for name in FRONT}
    lists = {name: list(filter(None, map(words, getattr(paper, name)))) for name in LISTS}
    return paper.model_copy(
        update={
            **front,
            **lists,
            "sure": True,
            "prints_ids": True,
            "remarks": [],
            "doubts": [],
            "meeting_time": words(paper.meeting_time) or None,
            "report_of": words(paper.report_of) or None,
            "implications": {words(name): words(said) for name, said in paper.implications.items()},
            "risk_colours": {words(name): colour for name, colour in paper.risk_colours.items()},
            "reporting": [_rule(rule, words) for rule in paper.reporting],
            "scales": [scale for scale in (_scale(each, words) for each in paper.scales) if _says(scale)],
            "audits": [_audit(audit, words) for audit in paper.audits],
            "recommendations": [_rec(rec, words, restricted) for rec in paper.recommendations],
            "board_items": [_board_item(item, words, restricted) for item in paper.board_items],
            "notes": [_note(note, words) for note in paper.notes if _for_panel(note, hidden)],
            "discrepancies": [],
        }
    )


def _month(month: str | None) -> str | None:
    return month_of(tidy(month))


def _rule(rule: Reporting, words: Words) -> Reporting:
    bodies = {words(name): body for name, body in rule.bodies.items()}
    return rule.model_copy(update={"assurance": words(rule.assurance), "bodies": bodies})


def _scale(scale: AuditorScale, words: Words) -> AuditorScale:
    auditors = map(words, scale.auditors)
    return AuditorScale(
        auditors=["" if name == UNRECORDED else name for name in auditors],
        priorities=list(filter(None, map(words, scale.priorities))),
        risk_colours={words(name): colour for name, colour in scale.risk_colours.items()},
        reporting=[_rule(rule, words) for rule in scale.reporting],
    )


def _says(scale: AuditorScale) -> bool:
    """Whether there is anything of a scale to write down."""
    return bool(scale.auditors or scale.priorities or scale.risk_colours or scale.reporting)


def _audit(audit: Audit, words: Words) -> Audit:
    return Audit(
        title=words(audit.title),
        assurance=words(audit.assurance) or None,
        month=_month(audit.month),
        counts={words(name): value for name, value in audit.counts.items()},
        auditor=words(audit.auditor),
        handling=words(audit.handling) or None,
        published_on=audit.published_on,
    )


def _rec(rec: Recommendation, words: Words, restricted: bool) -> Recommendation:
    told = Recommendation(
        id=words(rec.id),
        audit=words(rec.audit),
        audit_month=_month(rec.audit_month),
        reference=words(rec.reference) or None,
        title=words(rec.title),
        priority=words(rec.priority) or None,
        rag=rec.rag,
        status=rec.status,
        agreed=rec.agreed if rec.status == "closed" else None,
        body=rec.body,
        held_by=words(rec.held_by),
        withheld=rec.withheld,
    )
    if rec.withheld:
        return told
    told.threat = words(rec.threat) or None
    told.text = words(rec.text)
    told.management_response = words(rec.management_response) or None
    told.owners = [_owner(o, words) for o in rec.owners if words(o.name) or words(o.role)]
    told.target_dates = [_date(d, words) for d in rec.target_dates if words(d.words) or d.date]
    told.target_in_force, told.slippage_days = rec.target_in_force, rec.slippage_days
    told.updates = [_update(update, words) for update in rec.updates]
    told.links = [link.model_copy(update={"to": words(link.to)}) for link in rec.links if words(link.to)]
    told.evidence = list(filter(None, map(words, rec.evidence)))
    told.doubts = list(filter(None, map(words, rec.doubts))) if restricted else []
    return told


def _owner(owner: Owner, words: Words) -> Owner:
    return Owner(name=words(owner.name), role=words(owner.role) or None, part=words(owner.part) or None)


def _date(promised: TargetDate, words: Words) -> TargetDate:
    return TargetDate(words=words(promised.words), date=promised.date, part=words(promised.part) or None)


def _update(update: Update, words: Words) -> Update:
    return Update(
        label=words(update.label),
        month=_month(update.month),
        text=words(update.text),
        verified=words(update.verified) or None,
        silent=update.silent,
    )


def _board_item(item: BoardItem, words: Words, restricted: bool) -> BoardItem:
    return BoardItem(
        audit=words(item.audit),
        reference=words(item.reference) or None,
        title=words(item.title),
        text=words(item.text),
        state=words(item.state),
        priority=words(item.priority) or None,
        doubts=list(filter(None, map(words, item.doubts))) if restricted else [],
    )


def _for_panel(note: PanelNote, hidden: set[str]) -> bool:
    """Whether a note is the panel's to read: nothing about a withheld item is (rule 11)."""
    return note.kind in FOR_PANEL and tidy(note.item) not in hidden


def _note(note: PanelNote, words: Words) -> PanelNote:
    return PanelNote(kind=note.kind, item=words(note.item) or None, words=words(note.words))


def _grid(rows: list[SummaryRow]) -> list[SummaryRow]:
    """Give the rows with their figures in the order of one heading row."""
    held = [{(tidy(c.heading), c.of_which): c.value for c in row.columns} for row in rows]
    heads = dict.fromkeys(head for row in held for head in row)
    return [
        SummaryRow(
            priority=tidy(row.priority),
            columns=[
                Column(heading=name, of_which=inside, value=values[name, inside])
                for name, inside in heads
                if (name, inside) in values
            ],
            total=row.total,
            auditor=tidy(row.auditor),
        )
        for row, values in zip(rows, held, strict=True)
    ]


def _unnamed(shown: Paper) -> list[Audit]:
    """Give the audits that only recommendations name."""
    known = {(audit.title, audit.month) for audit in shown.audits}
    named = dict.fromkeys((rec.audit, rec.audit_month) for rec in shown.recommendations)
    return [Audit(title=title, month=month) for title, month in named if (title, month) not in known]
