"""The table after the tracker: recommendations that the board monitors (2019, para 4d)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reports import places, wording
from reports.narrative.labels import REFERENCE
from reports.narrative.rows import Row
from reports.paper import BoardItem

HEADER = re.compile(r"audit\b.{0,40}\brecommendation\b.{0,40}\bprogress\b", re.IGNORECASE)
LEAD = re.compile(r"\brecommendations\s+monitored\b", re.IGNORECASE)
BOARD = re.compile(r"\bthrough\s+(?:the\s+)?([A-Z][A-Za-z]{1,12})\b")
TITLED = re.compile(rf"(?P<title>\D.{{1,140}}?)\s{{1,3}}(?P<ref>{REFERENCE})(?:\s{{1,3}}(?P<text>[A-Z].*))?")
COLUMNS = 4
LOST = "[title lost]"


@dataclass
class _Draft:
    reference: str | None = None
    title: str = ""
    audit: str = ""
    level: str = ""
    text: list[str] = field(default_factory=list)
    state: list[str] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


def starts_at(given: Sequence[Row]) -> int:
    """Give the index of the first row of the board's part; the number of rows where there is none."""
    for index, row in enumerate(given):
        if HEADER.match(row.text) or (LEAD.search(row.text) and row.text.rstrip().endswith(":")):
            return index
    return len(given)


def name_of(given: Sequence[Row]) -> str:
    """Give the board's name as the sentence above its table says it; empty where there is none."""
    found = (BOARD.search(row.text) for row in given if LEAD.search(row.text))
    return next((match[1] for match in found if match), "")


def read(given: Sequence[Row]) -> list[BoardItem]:
    """Read the table: a cell with title and reference opens an item, the rows below belong to it."""
    header = next((index for index, row in enumerate(given) if HEADER.match(row.text)), None)
    if header is None:
        return []
    drafts: list[_Draft] = []
    for row in given[header + 1 :]:
        audit, level, words, state = (*row.cells, *[""] * COLUMNS)[:COLUMNS]
        title = TITLED.fullmatch(words)
        if not drafts or (title and drafts[-1].title):
            drafts.append(_Draft())
        if title:
            drafts[-1].reference, drafts[-1].title = title["ref"], title["title"].strip(" -–")
            words = title["text"] or ""
        drafts[-1].lines.append(row.number)
        drafts[-1].audit = drafts[-1].audit or audit
        drafts[-1].level = drafts[-1].level or level
        drafts[-1].text += [words] if words else []
        drafts[-1].state += [state] if state else []
    return _items(drafts)


def _items(drafts: Sequence[_Draft]) -> list[BoardItem]:
    """Carry the audit's name down to the items that stand in the same block."""
    items: list[BoardItem] = []
    for draft in drafts:
        above = items[-1].audit if items else ""
        items.append(
            BoardItem(
                audit=draft.audit or above,
                reference=draft.reference,
                title=draft.title or LOST,
                text="\n".join(draft.text),
                state=" ".join(draft.state),
                priority=wording.priority_of(draft.level),
                source=places.span(draft.lines),
            )
        )
    return items
