"""What stands before the tracker: cover, programme, implications, contacts (2022, paras 1-8)."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from followup import dates
from reports.paper import SummaryRow
from reports.table.tables import Closure, closures_of, priorities_of, summary_of
from reports.wording import plain

FIELD = re.compile(r"(subject|date|author)s?\s*:?\s+(\S.*)", re.IGNORECASE)
HEADINGS = {
    "brief background": "background",
    "purpose of report": "purpose",
    "recommendation": "asked",
    "implications": "implications",
    "list of appendices": "appendices",
    "background papers": "papers",
    "contacts": "contacts",
    "persons to contact": "contacts",
    "appendix a": "end",
}
NUMBERED = re.compile(r"(?:- )?\d{1,2}\.\s|- ")
IMPLICATION = re.compile(r"([A-Z][A-Za-z ]{2,40}?)\s*:\s+(\S.*)")
ADDRESS = re.compile(r"\be-?mail\s*:\s*", re.IGNORECASE)
AUDITOR = re.compile(r"\b(?:external|internal) auditors? ([A-Z]\w+)|\b([A-Z]\w+) auditors\b", re.IGNORECASE)
BODY = re.compile(
    r"(?P<organisation>.{0,120}?)\s*\b(?P<panel>(?:JOINT,?\s)?AUDIT\b.{0,80}\b(?:PANEL|COMMITTEE|BOARD))",
    re.IGNORECASE,
)
MOST_TABS = 2
"""A line with more is a row of a table."""


class Line(NamedTuple):
    """A line that is no table row: its 1-based number and its words."""

    number: int
    text: str


class Front(NamedTuple):
    """The front matter as printed; lists are empty and values None where the paper shows none."""

    panel: str
    organisation: str
    subject: str
    meeting_date: dt.date | None
    authors: list[str]
    contacts: list[str]
    implications: dict[str, str]
    background: list[Line]
    programme: list[Line]
    priorities: list[str]
    auditor: str
    summary: list[SummaryRow]
    closures: list[Closure]


def front_of(lines: Sequence[str], base: dt.date) -> Front:
    """Read the lines above the tracker. ``base`` settles a meeting date that shows no year."""
    parts = _parts(lines)
    head = dict(_fields(parts["head"]))
    body = next(filter(None, (BODY.fullmatch(line.text) for line in parts["head"])), None)
    summary = summary_of(lines)
    priorities = priorities_of(summary)
    auditor = next(
        filter(None, (AUDITOR.search(line.text) for line in parts["purpose"] + parts["background"])), None
    )
    return Front(
        panel=body["panel"] if body else "",
        organisation=body["organisation"].strip() if body else "",
        subject=head.get("subject", ""),
        meeting_date=dates.read(head["date"], base=base).date if "date" in head else None,
        authors=[head["author"]] if "author" in head else [],
        contacts=_contacts(parts["contacts"]),
        implications=_implications(parts["implications"]),
        background=parts["background"],
        programme=[line for line in parts["background"] if not NUMBERED.match(line.text)],
        priorities=priorities,
        auditor=(auditor[1] or auditor[2]) if auditor else "",
        summary=summary,
        closures=closures_of(lines, priorities),
    )


def _parts(lines: Sequence[str]) -> dict[str, list[Line]]:
    """Lay the running text under its headings; table rows are left to their own readers."""
    parts: dict[str, list[Line]] = {name: [] for name in ("head", *HEADINGS.values())}
    under = "head"
    for number, raw in enumerate(lines, 1):
        text = " ".join(plain(raw.replace("\t", " "))[0].split()) if raw.count("\t") <= MOST_TABS else ""
        if text.lower().rstrip(" :") in HEADINGS:
            under = HEADINGS[text.lower().rstrip(" :")]
        elif text:
            parts[under].append(Line(number, text))
    return parts


def _fields(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    for line in lines:
        found = FIELD.match(line.text)
        if found:
            yield found[1].lower(), found[2].strip()


def _implications(lines: Sequence[Line]) -> dict[str, str]:
    """Read "Financial: None"; a line without a name goes on with the one above."""
    told: dict[str, list[str]] = {}
    for line in lines:
        found = IMPLICATION.match(line.text)
        if found:
            told.setdefault(found[1], []).append(found[2])
        elif told:
            told[next(reversed(told))].append(line.text)
    return {name: " ".join(words) for name, words in told.items()}


def _contacts(lines: Sequence[Line]) -> list[str]:
    """Give a line for each person to contact, with the address printed beside or beneath the name."""
    people: list[list[str]] = []
    for line in lines:
        name, *address = ADDRESS.split(line.text, maxsplit=1)
        if name.strip():
            people.append([name.strip()])
        if address and people:
            people[-1].append(address[0].strip())
    return [", ".join(words) for words in people]
