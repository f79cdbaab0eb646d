"""The pages before the tracker: cover, summary table, implications and contacts (2019, paras 1-7)."""

import datetime as dt
import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Any, Literal

from followup import dates
from reports import wording
from reports.narrative.rows import Row
from reports.paper import Column, Reporting, SummaryRow

COVER = re.compile(r"(Report of|Subject|Date|Authors?)(?:\s{0,3}:\s{0,3}|\s{1,3}|(?=[A-Z]))")
FIRST_HEADING = re.compile(r"(?:purpose of (?:the )?report|brief background)\b", re.IGNORECASE)
TIME = re.compile(r"\b\d{1,2}[:.]\d{2}\s?(?:am|pm)?\b", re.IGNORECASE)
BODY = re.compile(
    r"(?P<organisation>.*?)\s*\b(?P<panel>(?:JOINT,?\s+)?(?:INDEPENDENT\s+)?AUDIT\b.{0,80}?\b(?:PANEL|COMMITTEE|BOARD))\b",
    re.IGNORECASE,
)
AUDITOR = re.compile(r"\bauditors,?\s+([A-Z][A-Za-z&]{2,30}(?:\s[A-Z][A-Za-z&]{2,30}){0,2})")
COLOURS = ("RED", "AMBER", "GREEN", "GREY")
LEAST_COLOURS = 2
GRADED = re.compile(r"[A-Z][a-z]{1,15} Assurance or (?:above|below)")
WHOLE_REPORT = re.compile(r"\bwhole\b.{0,20}\breport\b", re.IGNORECASE)
CRITERIA = {
    "implemented": re.compile(r"\bthat the recommendation has been implemented\b", re.IGNORECASE),
    "evidence": re.compile(r"\bevidence to prove\b|\bwhat shows that it works\b", re.IGNORECASE),
}
LONGEST_LABEL = 60
IMPLICATIONS = re.compile(r"implications\W*", re.IGNORECASE)
CONTACTS = re.compile(r"(?:persons?\s+to\s+contact|contacts?)\W*", re.IGNORECASE)
HEADING = re.compile(
    r"(?:list of appendices|appendi(?:x|ces)|background papers|recommendations?)\W*", re.IGNORECASE
)
ANY_YEAR = dt.date(2000, 1, 1)
"""A cover date without a year is no date: this base only satisfies the reader of phrases."""


def read(given: Sequence[Row]) -> dict[str, Any]:
    """Give the fields of ``Paper`` that the front pages show; what they do not show is absent."""
    text = " ".join(row.text for row in given)
    auditor = AUDITOR.search(text)
    summary = summary_of(given)
    criteria = [name for name, stated in CRITERIA.items() if stated.search(text)]
    return {
        **_cover(given),
        **({"criteria": criteria} if criteria else {}),
        "summary": summary,
        "priorities": [row.priority for row in summary if wording.priority_of(row.priority)],
        "implications": _implications(given),
        "contacts": _contacts(given),
        "reporting": _reporting(given),
        "auditor": auditor[1] if auditor else "",
    }


def _cover(given: Sequence[Row]) -> dict[str, Any]:
    stop = next((i for i, row in enumerate(given) if FIRST_HEADING.match(row.text)), min(len(given), 12))
    out: dict[str, Any] = {}
    values: dict[str, str] = {}
    for row in given[:stop]:
        marks = list(COVER.finditer(row.text))
        if not marks and (body := BODY.match(row.text)) and "panel" not in out:
            out |= {"panel": body["panel"], "organisation": body["organisation"].strip()}
        ends = [mark.start() for mark in marks[1:]] + [len(row.text)]
        for mark, end in zip(marks, ends, strict=False):
            values.setdefault(mark[1], row.text[mark.end() : end].strip(" :"))
    when = values.get("Date", "")
    time = TIME.search(when)
    author = values.get("Author") or values.get("Authors") or ""
    return out | {
        "report_of": values.get("Report of") or None,
        "subject": values.get("Subject", ""),
        "meeting_date": _day(when),
        "meeting_time": time[0] if time else None,
        "authors": [name.strip() for name in re.split(r"\s*(?:,|;|\band\b|&)\s*", author) if name.strip()],
    }


def _day(words: str) -> dt.date | None:
    shown = wording.month_of(words) is not None
    return next((one.date for one in dates.find(words, base=ANY_YEAR) if one.date), None) if shown else None


def summary_of(given: Sequence[Row]) -> list[SummaryRow]:
    """Read the table priority by RAG colour as printed, with its total row (2019, para 3)."""
    for index, row in enumerate(given):
        words = row.text.split()
        heads = [word for word in words if word in COLOURS]
        if len(heads) >= LEAST_COLOURS and words[-1].casefold() == "total":
            return _summary_rows(given[index + 1 :], heads)
    return []


def _summary_rows(given: Sequence[Row], heads: Sequence[str]) -> list[SummaryRow]:
    shape = re.compile(r"(\D{2,40}?)" + r"\s{1,9}(\d{1,4}|[-–])" * (len(heads) + 1))
    out: list[SummaryRow] = []
    for row in given:
        found = shape.fullmatch(row.text)
        if not found:
            break
        figures = [int(figure) if figure.isdigit() else 0 for figure in found.groups()[1:]]
        columns = [Column(heading=head, value=value) for head, value in zip(heads, figures, strict=False)]
        name = found[1].strip()
        out.append(SummaryRow(priority=wording.priority_of(name) or name, columns=columns, total=figures[-1]))
    return out


def _reporting(given: Sequence[Row]) -> list[Reporting]:
    """Read which priorities go to which body, by opinion (2019, para 4a-b); empty cells are merged ones."""
    heads: list[str] = []
    out: list[Reporting] = []
    for row in given:
        priorities = [wording.priority_of(cell) for cell in row.cells[1:]]
        found = GRADED.match(row.text)
        if any(priorities) and all(priorities):
            heads = [name for name in priorities if name]
        elif heads and found and len(row.cells) > 1:
            bodies: dict[str, Literal["panel", "board"]] = {}
            for name, cell in zip_longest(heads, row.cells[1 : len(heads) + 1], fillvalue=""):
                board = cell.startswith("NO") or (not cell and list(bodies.values())[-1:] == ["board"])
                bodies[name] = "board" if board else "panel"
            whole = any(found[0] in other.text and WHOLE_REPORT.search(other.text) for other in given)
            out.append(Reporting(assurance=found[0], bodies=bodies, whole_report=whole))
    return out


def _section(given: Sequence[Row], heading: re.Pattern[str]) -> list[Row]:
    """Rows under a heading, up to the next heading."""
    start = next((i + 1 for i, row in enumerate(given) if heading.fullmatch(row.text)), len(given))
    ends = (i for i, row in enumerate(given[start:], start) if HEADING.fullmatch(row.text))
    return list(given[start : next(ends, len(given))])


def _implications(given: Sequence[Row]) -> dict[str, str]:
    out: dict[str, str] = {}
    name = ""
    for row in _section(given, IMPLICATIONS):
        label, colon, words = row.text.partition(":")
        if colon and len(label) <= LONGEST_LABEL:
            name = label.strip()
            out[name] = words.strip()
        elif name:
            out[name] = f"{out[name]} {row.text}".strip()
    return out


def _contacts(given: Sequence[Row]) -> list[str]:
    """One string a person: an e-mail or telephone line belongs to the one above it."""
    out: list[str] = []
    for row in _section(given, CONTACTS):
        if out and re.match(r"(?:e-?mail|tel|phone|mobile)\b", row.text, re.IGNORECASE):
            out[-1] = f"{out[-1]}, {row.text}"
        else:
            out.append(row.text)
    return out
