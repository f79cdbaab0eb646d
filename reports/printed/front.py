"""The front pages of a printed paper: the lines under the panel's name, and what the sections say."""

import re
from collections.abc import Sequence
from typing import Any

from reports.draw.items import told
from reports.draw.parts import DISAGREEMENTS, FOR_PANEL, MEETINGLESS, SEE_RESTRICTED, SUBJECT
from reports.files.model import STRONG, Table
from reports.narrative.prose import CRITERIA
from reports.paper import PanelNote
from reports.printed import tables
from reports.printed.pieces import Piece, texts

COVER = ("Report of", "Organisation", "Subject", "Date", "Author", "Authors", "Edition", "Version")
FACT = re.compile(rf"(?P<name>{'|'.join(COVER)}): (?P<words>.*)")
SECTIONS = (
    "Background",
    "Purpose of report",
    "Recommendation to the panel",
    "Notes to the panel",
    "Implications",
    "List of appendices",
    "Contacts",
    DISAGREEMENTS,
)
HEADINGS = ("heading 1", STRONG, "")
"""Styles of their headings; the last where the file tells none."""
MEETING = re.compile(r"[A-Z][a-z]{5,8} (?P<day>\d{1,2} [A-Z][a-z]{2,8} \d{4})(?:, (?P<time>.*))?")
AUDITOR = re.compile(
    r"that the internal auditors?, (?P<name>.{1,400}?), ha(?:s|ve) made and that are still before the"
)
PRIORITIES = re.compile(r"The auditor gives each recommendation a priority: (?P<names>[^.]{1,400})\.")
CLOSURE = "Closure is proposed only where the update states"
POINT = re.compile(r"\([a-z]{1,3}\) (?P<words>.+)")
NOTE = re.compile(r"(?:(?P<heading>.*?) ?\[(?P<item>[^\]\[]{1,120})\]: )?(?P<words>.*)\.")
LONGEST_NOTE = 2_000
BOARD = re.compile(r"Recommendations monitored by (?:the )?(?P<name>.+)")


def cover(parts: Sequence[Piece | Table]) -> dict[str, Any]:
    """Read the panel's name, the title and the lines beneath; what they do not show is absent."""
    given = _until_section(parts)
    facts = _facts(given)
    subject = " ".join(facts.get("Subject", [SUBJECT]))
    above = [piece.text for piece in given[: _first_fact(given)]]
    when = " ".join(facts.get("Date", [MEETINGLESS]))
    meeting = MEETING.fullmatch(when)
    return {
        "panel": _panel(above, subject),
        "subject": subject,
        "report_of": " ".join(facts.get("Report of", [])) or None,
        "organisation": " ".join(facts.get("Organisation", [])),
        "meeting_date": told(meeting["day"]) if meeting else None,
        "meeting_time": meeting["time"] if meeting else None,
        "authors": facts.get("Authors", []) + facts.get("Author", []),
        "edition": "restricted" if facts.get("Edition") else "public",
        "version": " ".join(facts.get("Version", [])),
    }


def pages(parts: Sequence[Piece | Table], style: str) -> dict[str, Any]:
    """Read what the sections of the front pages say, and their tables."""
    said = sections(parts)
    purpose = " ".join(said.get("Purpose of report", []))
    auditor = AUDITOR.search(purpose)
    rows = tables.summary(parts)
    names = PRIORITIES.search(purpose)
    found: dict[str, Any] = {
        "summary": rows,
        "priorities": tables.priorities(rows) or (_listed(names["names"]) if names else []),
        "scheme": "risk" if any(column.of_which for row in rows for column in row.columns) else "delivery",
        "auditor": auditor["name"] if auditor else "",
        "implications": tables.pairs(parts, tables.IMPLICATIONS),
        "contacts": said.get("Contacts", []),
        "notes": [note for line in _whole(said.get("Notes to the panel", [])) for note in _note(line)],
        "programme": [m["words"] for line in said.get("Background", []) if (m := POINT.fullmatch(line))],
    }
    if style == "narrative":
        found |= {"reporting": tables.reporting(parts), "criteria": _criteria(purpose)}
    return found


def sections(parts: Sequence[Piece | Table]) -> dict[str, list[str]]:
    """Give the paragraphs under each heading of the front pages."""
    found: dict[str, list[str]] = {}
    name = ""
    for part in parts:
        if isinstance(part, Piece) and part.text in SECTIONS and part.style in HEADINGS:
            name = part.text
            found[name] = []
        elif isinstance(part, Piece) and name:
            found[name].append(part.text)
    return found


def board(front: Sequence[Piece | Table], after: Sequence[Piece | Table]) -> str:
    """Give the board's name: from the heading above its items, or from the reporting rules."""
    headed = next((m["name"] for words in texts(after) if (m := BOARD.fullmatch(words))), "")
    name = headed or tables.board_in(front).removeprefix("the ")
    return "" if name.lower() == "board" else name


def _until_section(parts: Sequence[Piece | Table]) -> list[Piece]:
    out: list[Piece] = []
    for part in parts:
        if isinstance(part, Table) or (part.text in SECTIONS and part.style in HEADINGS):
            break
        out.append(part)
    return out


def _first_fact(given: Sequence[Piece]) -> int:
    return next((at for at, piece in enumerate(given) if FACT.fullmatch(piece.text)), len(given))


def _facts(given: Sequence[Piece]) -> dict[str, list[str]]:
    """Give the lines of each label; a line without one belongs to the label above it."""
    found: dict[str, list[str]] = {}
    name = ""
    for piece in given:
        fact = FACT.fullmatch(piece.text)
        if fact and fact["name"] not in found:
            name = fact["name"]
            found[name] = [fact["words"]]
        elif name:
            found[name].append(piece.text)
    return found


def _panel(above: Sequence[str], subject: str) -> str:
    """Give what stands above the title."""
    words = " ".join(above)
    return words.removesuffix(subject).strip()


def _listed(words: str) -> list[str]:
    return [name for piece in words.split(", ") for name in piece.split(" or ")]


def _criteria(purpose: str) -> list[str]:
    said = purpose.partition(CLOSURE)[2]
    return sorted(
        (name for name, words in CRITERIA.items() if words in said), key=lambda n: said.find(CRITERIA[n])
    )


def _whole(lines: Sequence[str]) -> list[str]:
    """Give the notes, a line each: one that begins with no kind of note goes on from the line above."""
    starts = tuple(f"{words}: " for words in FOR_PANEL.values())
    found: list[str] = []
    for line in lines:
        whole = line.startswith(starts) or line.endswith(SEE_RESTRICTED)
        if found and not whole and len(found[-1]) < LONGEST_NOTE:
            found[-1] += f" {line}"
        else:
            found.append(line)
    return found


def _note(line: str) -> list[PanelNote]:
    """Read a note; of a withheld item the paper only says that there is one."""
    if line.endswith(SEE_RESTRICTED):
        return []
    kind, _, rest = line.partition(": ")
    kinds = {words: name for name, words in FOR_PANEL.items()}
    found = NOTE.fullmatch(rest)
    if kind not in kinds or not found:
        return []
    return [PanelNote(kind=kinds[kind], item=found["item"], words=found["words"])]
