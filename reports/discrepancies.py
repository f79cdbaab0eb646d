"""Where a paper disagrees with itself: items, dates and colours against each other and its own rules."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence

from followup import closure, dates, rag
from followup.interpret import interpret
from followup.rules import Rules
from reports import repeats, staleness, tallies
from reports.paper import PROPOSED, Discrepancy, Paper, Recommendation, TargetDate
from reports.staleness import lines_of, named

Lacking = Callable[[Recommendation], Sequence[str]]
UNDATED = dt.date(2000, 1, 1)
"""Criteria do not hang on dates: this only satisfies the interpreter."""


def unmet(rec: Recommendation) -> list[str]:
    """Name the closure criteria (2019, para 4e) that an item's last update does not state."""
    text = rec.updates[-1].text if rec.updates else rec.management_response or ""
    reading = interpret(text, asked_on=UNDATED, reference=rec.reference, attachments=rec.evidence)
    return closure.unmet(reading, Rules(), documents=len(rec.evidence))


def find(paper: Paper, *, lacking: Lacking = unmet) -> list[Discrepancy]:
    """List every disagreement, one sentence each, with the lines of the items concerned.

    ``lacking`` names what a proposal of closure does not state.
    """
    found = [*tallies.find(paper), *_in_both(paper), *_colours(paper), *_gaps(paper), *_order(paper)]
    found += [*_opinions(paper), *_proposals(paper, lacking)]
    return [*found, *staleness.find(paper), *repeats.find(paper)]


def _opinions(paper: Paper) -> Iterator[Discrepancy]:
    """Banners without an opinion, by which it is decided who sees an audit's items (2019, para 4a)."""
    if not any(audit.assurance for audit in paper.audits):
        return
    for audit in paper.audits:
        if audit.assurance is None and audit.month:
            message = f"The banner of {audit.title} ({audit.month}) shows no opinion, as the others do."
            lines = sorted(rec.source.from_ for rec in paper.of(audit) if rec.source)
            yield Discrepancy(kind="no_opinion", message=message, lines=lines[:1])


def _in_both(paper: Paper) -> Iterator[Discrepancy]:
    for place in tallies.in_both(paper):
        rec = paper.recommendations[place]
        message = f"{named(rec)} stands in the tracker and also among the board's items."
        twice = next((item.source for item in paper.board_items if tallies.is_same(rec, item)), None)
        yield Discrepancy(kind="in_both", message=message, lines=lines_of(rec.source, twice))


def _colours(paper: Paper) -> Iterator[Discrepancy]:
    """Compare printed colours with the delivery rule (2019, para 7); past means before the meeting."""
    if paper.meeting_date is None or paper.scheme != "delivery" or paper.is_register:
        return
    for rec in paper.recommendations:
        target = rec.target_in_force
        due = rag.colour(rec.status, target, rec.priority, rules=Rules(), meeting=paper.meeting_date)
        if rec.rag is None or rec.rag == due.colour:
            continue
        if due.colour == "RED" and target:
            why = f"its target date {dates.spoken(target)} is before the meeting"
            kind = "red_by_own_rule"
        else:
            why, kind = due.reason, "colour"
        message = f"{named(rec)} is printed {rec.rag}; by the paper's own rule it is {due.colour}: {why}."
        yield Discrepancy(kind=kind, message=message, lines=lines_of(rec.source))


def _gaps(paper: Paper) -> Iterator[Discrepancy]:
    """Open items without anybody responsible, or without a date that can be computed."""
    for rec in paper.recommendations:
        if rec.status in (*PROPOSED, "closed"):
            continue
        if not rec.owners:
            message = f"No person responsible can be read for {named(rec)}."
            yield Discrepancy(kind="no_owner", message=message, lines=lines_of(rec.source))
        if rec.target_in_force is None and not _hangs_on_another(rec.target_dates):
            words = f" (printed: “{rec.target_dates[-1].words}”)" if rec.target_dates else ""
            message = f"No target date can be computed for {named(rec)}{words}."
            yield Discrepancy(kind="no_date", message=message, lines=lines_of(rec.source))


def _hangs_on_another(promised: Sequence[TargetDate]) -> bool:
    """Whether the last date is told by another item's ("six months after 4.2", rule 5)."""
    return bool(promised and dates.read(promised[-1].words, base=UNDATED).after)


def _order(paper: Paper) -> Iterator[Discrepancy]:
    """Items promised before the one they depend on (rule 6)."""
    named_by: dict[tuple[str, str | None, str], Recommendation] = {}
    for rec in paper.recommendations:
        named_by.setdefault((rec.audit, rec.audit_month, rec.reference or ""), rec)
    ids = {rec.id: rec for rec in paper.recommendations}
    for rec in paper.recommendations:
        for link in rec.links:
            first = ids.get(link.to) or named_by.get((rec.audit, rec.audit_month, link.to))
            if link.kind == "depends_on" and first and _earlier(rec, first):
                yield Discrepancy(
                    kind="before_what_it_depends_on",
                    message=f"{named(rec)} is promised for {_when(rec)}, before {first.id}, on which it"
                    f" depends ({_when(first)}).",
                    lines=lines_of(rec.source, first.source),
                )


def _earlier(rec: Recommendation, first: Recommendation) -> bool:
    mine, theirs = rec.target_in_force, first.target_in_force
    return mine is not None and theirs is not None and mine < theirs


def _when(rec: Recommendation) -> str:
    return dates.spoken(rec.target_in_force) if rec.target_in_force else "no date"


def _proposals(paper: Paper, lacking: Lacking) -> Iterator[Discrepancy]:
    """Closures proposed without what para 4e asks for."""
    for rec in paper.recommendations:
        missing = lacking(rec) if rec.status == "proposed_closed" else []
        if missing:
            asked = " ".join(question.partition("?")[0] + "?" for question in missing)
            message = f"{named(rec)} is proposed closed; its update was not found to answer: {asked}"
            yield Discrepancy(kind="closure_criteria", message=message, lines=lines_of(rec.source))
