"""One recommendation turned into what Appendix A prints: dates with their history, people, updates."""

import datetime as dt
import re
from collections import defaultdict

from followup import dates as spoken_dates
from reports import figures
from reports.draw.grammar import count, long_date, month_name, one_line, times
from reports.draw.heads import heading
from reports.draw.layout import Group, Item, Statement
from reports.draw.presentable import blocks
from reports.marks import marker, without_closure
from reports.paper import Audit, Link, Owner, Paper, Recommendation, Status, TargetDate, Update

MARKERS: dict[Status, str] = {
    "proposed_closed": "PROPOSED CLOSED",
    "not_adopted": "PROPOSED NOT ADOPTED",
    "superseded": "PROPOSED SUPERSEDED",
    "closed": "CLOSED",
}
LINKS = {
    "depends_on": "Depends on",
    "duplicates": "Same matter as",
    "merged_into": "Taken forward under",
    "split_from": "Split from",
    "supersedes": "Supersedes",
}
MARKED = re.compile(
    r"(?:^|\n)[ ]*PROPOSED? (?:CLOSED|CLOSURE|NOT ADOPTED|SUPERSEDED)[.:]?[ ]*$", re.IGNORECASE
)
"""A last line that says no more than the marker printed beneath it."""
NO_DATE, UNLABELLED, UNTITLED = "no date", "Update", "Untitled audit"
IN_FORCE, THAT_IS, THEN = "In force: ", ", that is ", " → "
VERIFIED = "VERIFIED: "
ANY_YEAR = dt.date(2000, 1, 1)
"""A date without a year is not told by its words: this base only satisfies their reader."""


def groups(paper: Paper) -> list[Group]:
    """Give the audit banners in printed order, each with its items."""
    anchors = {rec.id: anchor(n) for n, rec in enumerate(paper.recommendations, start=1)}
    return [
        Group(
            title=one_line(audit.title) or UNTITLED,
            assurance=assurance(audit),
            month=" · ".join(filter(None, [month_name(audit.month), audit.auditor if paper.scales else ""])),
            counts=[f"{name}: {value}" for name, value in figures.counts(paper, audit).items()],
            items=[item(rec, anchors[rec.id], paper) for rec in paper.of(audit)],
        )
        for audit in paper.audits
        if paper.of(audit)
    ]


def anchor(position: int) -> str:
    """Give the anchor of the item that stands nth (from 1) in the paper."""
    return f"item{position}"


def assurance(audit: Audit) -> str:
    """Give the opinion as a banner prints it: ``Limited assurance``."""
    if not audit.assurance:
        return ""
    opinion = one_line(audit.assurance)
    return opinion if "assurance" in opinion.lower() else f"{opinion} assurance"


def item(rec: Recommendation, place: str, paper: Paper) -> Item:
    """Lay out one item; of a withheld one nothing beyond heading, priority and RAG word (rule 11)."""
    shown = Recommendation(id=rec.id, audit=rec.audit, title=rec.title) if rec.withheld else rec
    updates, closing = marked(shown.updates, rec.status)
    return Item(
        anchor=place,
        id=rec.id,
        heading=heading(rec),
        priority=figures.priority(rec),
        rag=figures.colour(rec),
        rag_words=rag_words(rec, paper),
        threat=shown.threat or "",
        withheld=rec.withheld,
        text=blocks(shown.text),
        dates=dates(shown),
        owners=owners(shown.owners),
        links=[link_words(link) for link in shown.links],
        response=blocks(shown.management_response or ""),
        updates=[statement(update) for update in updates],
        evidence=shown.evidence,
        marker=closing,
    )


def rag_words(rec: Recommendation, paper: Paper) -> str:
    """Give the RAG word, with ``no date`` where an AMBER item has no date in force (rule 2)."""
    undated = paper.scheme == "delivery" and rec.rag == "AMBER" and rec.target_in_force is None
    return f"{figures.colour(rec)} – {NO_DATE}" if undated and not rec.withheld else figures.colour(rec)


def dates(rec: Recommendation) -> list[str]:
    """Give a line for the whole and for each part with its revisions, then the date in force (rule 5)."""
    parts: dict[str, list[str]] = defaultdict(list)
    for date in rec.target_dates:
        if date.words or date.date:
            parts[date.part or ""].append(date_words(date))
    lines = [_history(part, given) for part, given in parts.items()]
    if rec.target_in_force and lines != [long_date(rec.target_in_force)]:
        lines.append(f"{IN_FORCE}{long_date(rec.target_in_force)}{_slippage(rec.slippage_days)}")
    return lines or [NO_DATE]


def date_words(date: TargetDate) -> str:
    """Give a promised date in the words used, and the day where the words alone do not tell it."""
    if not date.date:
        return date.words
    day = long_date(date.date)
    return (
        f"{date.words}{THAT_IS}{day}" if date.words and told(date.words) != date.date else date.words or day
    )


def told(words: str) -> dt.date | None:
    """Give the day that words tell by themselves, without knowing when they were said."""
    return spoken_dates.read(words, base=ANY_YEAR).date


def sole_day(lines: list[str]) -> dt.date | None:
    """Give the day in force where the only line is a whole date: it is not printed twice."""
    day = told(lines[0]) if len(lines) == 1 else None
    return day if day and lines == [long_date(day)] else None


def _history(part: str, given: list[str]) -> str:
    """Give ``Part 2: March 2019 → May 2019 (revised once)``."""
    revised = f" (revised {times(len(given) - 1)})" if len(given) > 1 else ""
    return f"{_part(part)}{THEN.join(given)}{revised}"


def _part(name: str | None) -> str:
    """Give ``Part 2: `` for a numbered part and ``Force: `` for a named one."""
    if not name:
        return ""
    return f"Part {name}: " if name[0].isdigit() else f"{name}: "


def _slippage(days: int | None) -> str:
    if not days:
        return ""
    return f", {count(abs(days), 'day')} {'later' if days > 0 else 'earlier'} than first promised"


def owners(people: list[Owner]) -> list[str]:
    """Give each person, post or supplier with the part they answer for: ``Part 1: Ann Bell – Head of IT``."""
    named = (
        (who.part, " – ".join(filter(None, [who.name, who.role if who.role != who.part else ""])))
        for who in people
    )
    return [f"{_part(part)}{words}" for part, words in named if words]


def link_words(link: Link) -> str:
    """Give ``Depends on 4.2``."""
    return f"{LINKS[link.kind]} {link.to}"


def marked(updates: list[Update], status: Status) -> tuple[list[Update], str]:
    """Give the updates with the marker to print beneath them, so that a proposal is said once.

    None is added where the words that made the proposal carry it. A bare marker at the end of the last
    update gives way to ours, and PROPOSED CLOSED to what is proposed instead.
    """
    said = next((at for at in reversed(range(len(updates))) if not updates[at].silent), None)
    if status == "open" or said is None:
        return updates, MARKERS.get(status, "")
    text = updates[said].text
    if status in ("not_adopted", "superseded"):
        text = without_closure(text)
    if said == len(updates) - 1:
        text = MARKED.sub("", text.rstrip())
    shown = [*updates[:said], updates[said].model_copy(update={"text": text}), *updates[said + 1 :]]
    return shown, "" if marker(text) == status else MARKERS[status]


def statement(update: Update) -> Statement:
    """Lay out one dated update with the inspectorate's line beneath it, where it has checked (rule 3)."""
    verified = f"{VERIFIED}{update.verified}" if update.verified else ""
    return Statement(one_line(update.label).rstrip(" :") or UNLABELLED, blocks(update.text), verified)
