"""Several auditors' scales in one paper: whose an audit is, which are in use, and which one it goes by."""

from collections.abc import Collection, Sequence

from followup import routing
from followup.rules import Rules
from reports.paper import (
    AND,
    UNRECORDED,
    Audit,
    AuditorScale,
    PanelNote,
    Paper,
    Recommendation,
    Reporting,
)

LONGEST_NAME = 5
"""Words joined by "and" in the name of one auditor, at most."""


def attribute(paper: Paper, rules: Rules, auditor: str) -> None:
    """Say who made each audit of a paper that was read, where the paper itself does not.

    The panel's ``auditor``, unless the audit's priorities and opinion are words of one other auditor
    only: that is inferred, and a doubt on the audit's first item says so.
    """
    for audit in paper.audits:
        if audit.auditor:
            continue
        recs = paper.of(audit)
        priorities = {rec.priority for rec in recs if rec.priority}
        fit = [
            name
            for name in (auditor, *(scale.auditor for scale in rules.scales))
            if _speaks(rules.of(name), priorities, audit.assurance)
        ]
        audit.auditor = fit[0] if len(fit) == 1 else auditor
        if audit.auditor != auditor and recs:
            recs[0].doubts.append(
                f"the auditor of {audit.title} was inferred from its priorities and opinion: {audit.auditor}"
            )


def _speaks(rules: Rules, priorities: set[str], opinion: str | None) -> bool:
    return priorities <= set(rules.priorities) and (opinion is None or opinion in rules.assurance)


def put_in(paper: Paper, rules: Rules) -> None:
    """Put the scales that the paper's audits go by into the paper, in the order of the rules.

    One scale for all stands in the paper itself, as in the published ones.
    """
    used = in_use(rules, [audit.auditor for audit in paper.audits])
    first = used[0]
    paper.priorities = list(dict.fromkeys(name for scale in used for name in scale.priorities))
    paper.risk_colours, paper.reporting = first.risk_colours, first.reporting
    paper.scales = used if len(used) > 1 else []
    banners = {(audit.title, audit.month): audit for audit in paper.audits}
    known = {place: set(for_audit(paper, audit).priorities) for place, audit in banners.items()}
    for rec in paper.recommendations:
        place = (rec.audit, rec.audit_month)
        if rec.priority and rec.priority not in known.get(place, {rec.priority}):
            paper.notes.append(_off_scale(rec, banners[place].auditor))


def _off_scale(rec: Recommendation, auditor: str) -> PanelNote:
    """Tell the inspectorate of a priority that the auditor has not: another one may have been meant."""
    words = f"{rec.priority} is not among the priorities of {auditor or 'the auditor'}"
    return PanelNote(kind="off_scale", item=rec.id, words=words)


def in_use(rules: Rules, auditors: Sequence[str]) -> list[AuditorScale]:
    """Give the scales of these auditors; those who share one stand together. Nobody: the panel's own."""
    names = sorted(set(auditors))
    found: list[AuditorScale] = []
    for scale in ("", *(scale.auditor for scale in rules.scales)):
        own = rules.of(scale)
        theirs = [name for name in names if rules.of(name) == own]
        if theirs and theirs not in [each.auditors for each in found]:
            found.append(_scale(own, theirs))
    return found or [_scale(rules.of(""), [])]


def _scale(rules: Rules, auditors: list[str]) -> AuditorScale:
    return AuditorScale(
        auditors=auditors,
        priorities=list(rules.priorities),
        risk_colours=rules.risk_colours,
        reporting=reporting(rules),
    )


def reporting(rules: Rules) -> list[Reporting]:
    """Say in the paper what the rules for one auditor route where (2019, para 4a-b)."""
    step = rules.assurance.index(rules.well_from)
    grades = [(rules.well_from, f"{rules.well_from} assurance or above")]
    if step:
        below = rules.assurance[step - 1]
        grades.append((below, f"{below} assurance or below"))
    return [
        Reporting(
            assurance=words,
            bodies={p: routing.route(grade, p, rules).to for p in rules.priorities},
            whole_report=routing.whole_report_goes(grade, rules),
        )
        for grade, words in grades
    ]


def of(paper: Paper) -> list[AuditorScale]:
    """Give the scales of a paper, at least one; a single one holds for all its audits."""
    if paper.scales:
        return paper.scales
    return [
        AuditorScale(
            auditors=[],
            priorities=paper.priorities,
            risk_colours=paper.risk_colours,
            reporting=paper.reporting,
        )
    ]


def holds(paper: Paper, scale: AuditorScale, audit: Audit) -> bool:
    """Whether an audit of the paper goes by this scale."""
    return not paper.scales or audit.auditor in scale.auditors


def for_audit(paper: Paper, audit: Audit) -> AuditorScale:
    """Give the scale that an audit of the paper goes by; the first where no scale names its auditor."""
    known = of(paper)
    return next((scale for scale in known if holds(paper, scale, audit)), known[0])


def auditors_in(name: str, known: Collection[str]) -> list[str]:
    """Tell the auditors in the name of a scale, as ``AuditorScale.name`` joins them.

    Their own names may hold the word that joins them: those ``known`` are found first, and what stands
    between them is one auditor.
    """
    words = name.split(AND) if name else []
    found: list[str] = []
    other: list[str] = []
    at = 0
    while at < len(words):
        ends = range(min(len(words), at + LONGEST_NAME), at, -1)
        end = next((end for end in ends if AND.join(words[at:end]) in (UNRECORDED, *known)), None)
        if end is None:
            other.append(words[at])
            at += 1
            continue
        found += [AND.join(other)] if other else []
        found.append(AND.join(words[at:end]))
        other, at = [], end
    found += [AND.join(other)] if other else []
    return ["" if each == UNRECORDED else each for each in found]


def items(paper: Paper, scale: AuditorScale) -> list[Recommendation]:
    """Give the recommendations that go by a scale, in printed order."""
    if not paper.scales:
        return paper.recommendations
    banners = {(a.title, a.month) for a in paper.audits if holds(paper, scale, a)}
    return [rec for rec in paper.recommendations if (rec.audit, rec.audit_month) in banners]
