"""Items out of drafts: each field's words read by the shared vocabulary, each uncertainty kept as a doubt."""

import datetime as dt
from collections.abc import Sequence

from reports import wording
from reports.actions import actions_of
from reports.narrative import headings, mend, whereabouts
from reports.narrative.banner import LOST
from reports.narrative.drafts import Draft, Part, Tracker
from reports.paper import (
    Audit,
    BoardItem,
    Owner,
    PanelAction,
    Recommendation,
    Source,
    Status,
    TargetDate,
    Update,
)
from reports.places import span

LONGEST_UNDATED = 40
"""Words for a target date that give no day; longer ones are not a date but text that slipped in."""
NO_MONTH = dt.date(2000, 1, 1)


def read(
    tracker: Tracker,
    audits: Sequence[Audit],
    listed: Sequence[BoardItem],
    *,
    meeting: dt.date | None,
    board: str = "",
) -> list[Recommendation]:
    """Read every draft; ``meeting`` settles dates without a year where the audit shows no month.

    ``audits`` are the tracker's, with their titles completed; what the ``board`` asked is no panel's action.
    """
    nowhere = Audit(title=LOST)
    titles = list(dict.fromkeys(item.audit for item in listed))
    doubts = [mend.audit_doubts(*pair, titles) for pair in zip(audits, tracker.audits, strict=True)]
    whole: list[Recommendation] = []
    for draft in tracker.drafts:
        placed = draft.audit >= 0
        audit = audits[draft.audit] if placed else nowhere
        about = doubts[draft.audit] if placed else mend.audit_doubts(nowhere, nowhere, [])
        rec = _item(draft, audit, about, headings.read(draft, audit, listed), meeting)
        whole.append(rec.model_copy(update={"actions": _actions(draft, board)}))
    return mend.owners(whole, tracker.drafts)


def _item(
    draft: Draft, audit: Audit, about: list[str], head: headings.Head, meeting: dt.date | None
) -> Recommendation:
    base = dt.date.fromisoformat(f"{audit.month}-01") if audit.month else meeting or NO_MONTH
    promised, date_doubts = _dates(draft, base)
    owners, people_doubts = _owners(draft)
    updates = [_update(part) for part in draft.of("update")]
    status, status_doubts = _status(draft, updates)
    response = "\n".join(part.text for part in draft.of("response") if part.rows)
    statements = [response, *(update.text for update in updates)]
    return Recommendation(
        id=wording.item_id(audit.title, audit.month, head.reference),
        audit=audit.title,
        audit_month=audit.month,
        reference=head.reference,
        title=head.title,
        priority=head.priority,
        text=head.text,
        owners=owners,
        target_dates=promised,
        target_in_force=wording.in_force(promised),
        management_response=response or None,
        updates=updates,
        rag=next((row.colour for row in draft.rows if row.colour), None),
        status=status,
        evidence=_evidence(statements),
        links=wording.links_of("\n".join([head.text, *statements]), head.reference),
        source=Source.model_validate({"from": draft.rows[0].number, "to": draft.rows[-1].number}),
        sources=whereabouts.sources(draft, head),
        doubts=[*about, *head.doubts, *date_doubts, *people_doubts, *status_doubts, *mend.doubts(draft)],
    )


def _actions(draft: Draft, board: str) -> list[PanelAction]:
    said = [*draft.of("response"), *draft.of("update")]
    return actions_of([(row.number, row.text) for part in said for row in part.rows], board=board)


def _dates(draft: Draft, base: dt.date) -> tuple[list[TargetDate], list[str]]:
    """Read all target date fields; words that are no date become a doubt, so that nothing is lost."""
    promised: list[TargetDate] = []
    doubts: list[str] = []
    for part in (*draft.of("dates"), *draft.of("both")):
        words = " ".join(part.text.split())
        for one in wording.target_dates_of(words, base=base):
            if one.date is None and len(one.words) > LONGEST_UNDATED:
                doubts.append(f"The target date field holds other words: “{one.words}”")
            elif not wording.stands_for_date(one):
                part_words = f" for part {one.part}" if one.part else ""
                doubts.append(f"The target date{part_words} is lost; only “{one.words}” is left of it")
            else:
                source = whereabouts.among(one.words, part)
                promised.append(one.model_copy(update={"source": source}))
        beside = wording.beside_dates(words, base=base)
        if beside:
            doubts.append(f"The target date line also says: “{beside}”")
    if not promised:
        doubts.append("No target date could be read")
    elif wording.in_force(promised) is None:
        doubts.append(f"No target date can be computed from “{promised[-1].words}”")
    return promised, doubts


def _owners(draft: Draft) -> tuple[list[Owner], list[str]]:
    owners = [
        owner.model_copy(update={"source": whereabouts.among(f"{owner.name} {owner.role or ''}", part)})
        for part in draft.of("people")
        for owner in wording.owners_of(part.text)
    ]
    return owners, [] if owners else ["No person responsible could be read"]


def _update(part: Part) -> Update:
    month = wording.month_of(part.label)
    return Update(label=part.label, month=month, text=part.text, source=span(part.numbers))


def _evidence(texts: Sequence[str]) -> list[str]:
    """Names of embedded documents; each text alone, for an offer in one says nothing of another."""
    return list(dict.fromkeys(name for text in texts for name in wording.evidence_of(text)))


def _status(draft: Draft, updates: Sequence[Update]) -> tuple[Status, list[str]]:
    """Take the status from the last update; a marker that a later update does not repeat is a doubt."""
    texts = [update.text for update in updates] or [part.text for part in draft.of("response")]
    markers = [wording.marker(text) for text in texts]
    if markers and markers[-1]:
        return markers[-1], []
    if any(markers):
        return "open", [
            "An earlier update proposed to close this; the last one does not, so it is read as open"
        ]
    return "open", []
