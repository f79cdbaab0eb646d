"""The appendix of a printed paper: audits and items, from blocks of paragraphs or from one table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from followup.days import MONTHS
from reports import figures
from reports.draw.items import NO_DATE, reference_and_title
from reports.draw.layout import TRACKER_COLUMNS
from reports.files.model import Cell, Row, Table
from reports.paper import Audit, Colour, Recommendation, Source, Status
from reports.printed import body
from reports.printed.guess import META, styled, styled_body
from reports.printed.pieces import Piece, heads, last_line, of_cell, rows_as_pieces
from reports.wording import colour_of

MONTH = re.compile(rf"(?P<name>{'|'.join(name.title() for name in MONTHS)}) (?P<year>\d{{4}})")
COUNT = re.compile(r"(?P<name>.+): (?P<value>\d{1,6})")
MONTH_LAST = re.compile(rf"(?:(?P<words>.*) )?{MONTH.pattern}")
GRADED = re.compile(r"(?P<title>.*\S) (?P<opinion>\S{1,30} assurance)")
"""Title and opinion run into one line: an opinion is then one word."""
RAG_LAST = re.compile(
    rf"(?P<words>.*) (?P<rag>{'|'.join([*figures.SCHEMES['delivery'], figures.UNGRADED])})(?: – {NO_DATE})?"
)
CUT_ID = re.compile(r"^(\S{1,120}-) (?=\S{1,40}(?: |$))")
"""An id that the width of the column has cut after a dash."""


@dataclass
class Known:
    """What the front pages tell of the items."""

    priorities: Sequence[str]
    proposals: Mapping[str, Status]


@dataclass
class Tracker:
    """Audits and their items in printed order."""

    audits: list[Audit] = field(default_factory=list)
    items: list[Recommendation] = field(default_factory=list)


@dataclass
class _Draft:
    heading: Piece
    pieces: list[Piece] = field(default_factory=list)


def rows_of(parts: Sequence[Piece | Table]) -> list[Row] | None:
    """Give the rows of the tracker where it is one table; None where it is none.

    Rows that the end of a page has cut are put together: the cell that names an item ends in its colour.
    """
    wanted = list(TRACKER_COLUMNS)[:3]
    found = [part for part in parts if isinstance(part, Table) and heads(part)[:3] == wanted]
    whole: list[Row] = []
    for row in (row for table in found for row in table.rows[1:] if len(row.cells) >= len(TRACKER_COLUMNS)):
        if whole and (not row.cells[2].words() or not _named_whole(whole[-1])):
            whole[-1] = _together(whole[-1], row)
        else:
            whole.append(row)
    return whole if found else None


def _named_whole(row: Row) -> bool:
    return RAG_LAST.fullmatch(" ".join(row.cells[2].words().split())) is not None


def _together(row: Row, more: Row) -> Row:
    """Give one row for two: of each cell the words of both."""
    cells = [
        Cell(text="\n".join(filter(None, [one.text, other.text])), styles=[*one.styles, *other.styles])
        for one, other in zip(row.cells, more.cells, strict=False)
    ]
    return row.model_copy(update={"cells": cells})


def of_paragraphs(parts: Sequence[Piece | Table], known: Known) -> Tracker:
    """Read a tracker of blocks: a banner for each audit, a heading for each item."""
    tracker = Tracker()
    drafts: list[_Draft] = []
    flat = [
        piece for part in parts for piece in (rows_as_pieces(part) if isinstance(part, Table) else [part])
    ]
    for piece in styled(flat, known.priorities):
        if piece.style == "heading 2":
            _finish(tracker, drafts, known)
            tracker.audits.append(Audit(title=piece.text))
        elif piece.style == "banner" and tracker.audits:
            tracker.audits[-1] = _banner(tracker.audits[-1].title, piece.text)
        elif piece.style == "heading 3":
            _finish(tracker, drafts, known)
            drafts.append(_Draft(piece))
        elif drafts:
            drafts[-1].pieces.append(piece)
    _finish(tracker, drafts, known)
    return tracker


def of_rows(rows: Sequence[Row], known: Known) -> Tracker:
    """Read a tracker of one table: a row for each item, its audit in the first cell."""
    tracker = Tracker()
    for row in rows:
        audit = _audit_of(row)
        if tracker.audits[-1:] != [audit]:
            tracker.audits.append(audit)
        tracker.items.append(_row_item(row, audit, known))
    return tracker


def _finish(tracker: Tracker, drafts: list[_Draft], known: Known) -> None:
    """Turn the open draft, if there is one, into an item of the open audit."""
    while drafts:
        draft = drafts.pop()
        priority, shown = _graded(draft.heading.text, known.priorities)
        meta = next((m for p in draft.pieces[:1] if (m := META.fullmatch(p.text))), None)
        audit = tracker.audits[-1] if tracker.audits else Audit(title="")
        last = draft.pieces[-1] if draft.pieces else draft.heading
        place = Source(**{"from": draft.heading.line, "to": last.line, "page": draft.heading.page})
        read = body.cut(draft.pieces[1:] if meta else draft.pieces)
        tracker.items.append(
            _item(
                audit,
                meta["id"] if meta else "",
                shown,
                priority,
                colour_of(meta["rag"]) if meta else None,
                read,
                known,
                place,
            )
        )


def _item(
    audit: Audit,
    own: str,
    shown: str,
    priority: str | None,
    rag: Colour | None,
    read: body.Body,
    known: Known,
    place: Source,
) -> Recommendation:
    reference, title = reference_and_title(shown, own)
    return Recommendation(
        id=own,
        audit=audit.title,
        audit_month=audit.month,
        reference=reference,
        title=title,
        priority=priority,
        rag=rag,
        status=known.proposals.get(own) or read.marker or "open",
        source=place,
        **body.fields(read, priority),
    )


def _row_item(row: Row, audit: Audit, known: Known) -> Recommendation:
    """Read one row of the table."""
    _, threat, named, update = row.cells[:4]
    own, shown, priority, rag = _named(of_cell(named, row), known.priorities)
    read = body.cut(styled_body(of_cell(update, row), known.priorities))
    words = " ".join(threat.words().split())
    place = Source(**{"from": row.line, "to": last_line(row), "page": row.page})
    item = _item(audit, own, shown, priority, rag, read, known, place)
    return item.model_copy(update={"threat": None if words in ("", "–") or item.withheld else words})


def _named(pieces: Sequence[Piece], priorities: Sequence[str]) -> tuple[str, str, str | None, Colour | None]:
    """Read the cell that names an item: id, heading, priority, colour, from the top and from the end."""
    words = " ".join(piece.text for piece in pieces)
    found = RAG_LAST.fullmatch(words)
    if not found:
        return "", words, None, None
    own, _, rest = CUT_ID.sub(r"\1", found["words"]).partition(" ")
    styled_heading = " ".join(piece.text for piece in pieces if piece.style == "heading 2")
    if styled_heading:
        name = rest[len(styled_heading) :].strip()
        return own, styled_heading, name if name in priorities else None, colour_of(found["rag"])
    for name in sorted((*priorities, figures.NO_PRIORITY), key=len, reverse=True):
        if rest == name or rest.endswith(f" {name}"):
            shown = rest.removesuffix(name).rstrip()
            return own, shown, name if name in priorities else None, colour_of(found["rag"])
    return own, rest, None, colour_of(found["rag"])


def _graded(heading: str, priorities: Sequence[str]) -> tuple[str | None, str]:
    """Tell "Significant – 4.2 Title" apart; of two priorities that fit the longer one is meant."""
    for name in sorted((*priorities, figures.NO_PRIORITY), key=len, reverse=True):
        if heading.startswith(f"{name} – "):
            return name if name in priorities else None, heading[len(name) + 3 :]
    name, dash, rest = heading.partition(" – ")
    return (name, rest) if dash else (None, heading)


def _banner(title: str, line: str) -> Audit:
    """Read "Limited assurance · March 2020 · Fundamental: 1 · Significant: 2"."""
    words = line.split(" · ")
    counts: dict[str, int] = {}
    while words and (found := COUNT.fullmatch(words[-1])):
        counts = {found["name"]: int(found["value"]), **counts}
        words.pop()
    month = MONTH.fullmatch(words[-1]) if words else None
    opinion = " · ".join(words[:-1] if month else words)
    return Audit(title=title, assurance=_opinion(opinion), month=_month(month), counts=counts)


def _audit_of(row: Row) -> Audit:
    """Read the cell that names an audit: its title, then opinion and month where they are known."""
    pieces = of_cell(row.cells[0], row)
    title = " ".join(piece.text for piece in pieces if piece.style == "audit")
    words = " ".join(piece.text for piece in pieces if piece.style != "audit")
    month = MONTH_LAST.fullmatch(words)
    words = (month["words"] or "") if month else words
    if not title:
        graded = GRADED.fullmatch(words)
        title, words = (graded["title"], graded["opinion"]) if graded else (words, "")
    return Audit(title=title, assurance=_opinion(words), month=_month(month))


def _opinion(words: str) -> str | None:
    return words.removesuffix(" assurance") or None


def _month(found: re.Match[str] | None) -> str | None:
    if not found:
        return None
    return f"{found['year']}-{MONTHS.index(found['name'].lower()) + 1:02}"
