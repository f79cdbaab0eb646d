"""The tracker of the table style: a row for each item, its audit in the first cell."""

import re
from collections.abc import Sequence

from reports import figures
from reports.draw.items import NO_DATE
from reports.draw.layout import TRACKER_COLUMNS
from reports.files.model import Cell, Row, Table
from reports.paper import Audit, Colour, Recommendation, Source
from reports.printed import body, bold, styled
from reports.printed.banner import banner_of
from reports.printed.items import Known, Named, Tracker, item
from reports.printed.pieces import Piece, heads, last_line, of_cell
from reports.wording import colour_of

GRADED = re.compile(r"(?P<title>.*\S) (?P<opinion>\S{1,30} assurance)")
"""Title and opinion run into one line: an opinion is then one word."""
RAG_LAST = re.compile(
    rf"(?P<words>.*) (?P<rag>{'|'.join([*figures.SCHEMES['delivery'], figures.UNGRADED])})(?: – {NO_DATE})?"
)
CUT_ID = re.compile(r"^(\S{1,120}-) (?=\S{1,40}(?: |$))")
"""An id that the width of the column has cut after a dash."""


def rows_of(parts: Sequence[Piece | Table]) -> list[Row] | None:
    """Give the rows of the tracker where it is one table; None where it is none.

    Rows that the end of a page has cut are put together, in files that have pages and no styles: the cell
    that names an item ends in its colour.
    """
    wanted = list(TRACKER_COLUMNS)[:3]
    found = [part for part in parts if isinstance(part, Table) and heads(part)[:3] == wanted]
    whole: list[list[Row]] = []
    cut = False
    for row in (row for table in found for row in table.rows[1:] if len(row.cells) >= len(TRACKER_COLUMNS)):
        named = " ".join(row.cells[2].words().split())
        if whole and (cut or not named) and not styled.knows_styles(of_cell(row.cells[2], row)):
            whole[-1].append(row)
        else:
            whole.append([row])
        cut = not RAG_LAST.fullmatch(f" {named}") if named else cut
    return [_together(rows) for rows in whole] if found else None


def _together(rows: Sequence[Row]) -> Row:
    """Give one row for those that it was cut into: of each cell the words of all."""
    if len(rows) == 1:
        return rows[0]
    cells = [
        Cell(
            text="\n".join(filter(None, (cell.text for cell in column))),
            styles=[style for cell in column for style in cell.styles],
        )
        for column in zip(*(row.cells for row in rows), strict=False)
    ]
    return rows[0].model_copy(update={"cells": cells})


def of_rows(rows: Sequence[Row], known: Known) -> Tracker:
    """Read the whole rows of the tracker."""
    tracker = Tracker()
    for row in rows:
        audit = _audit_of(row, known.scales)
        if tracker.audits[-1:] != [audit]:
            tracker.audits.append(audit)
        tracker.items.append(_item(row, audit, known))
    return tracker


def _item(row: Row, audit: Audit, known: Known) -> Recommendation:
    """Read one row of the table."""
    _, threat, named, update = row.cells[:4]
    read = body.cut(styled.item(of_cell(update, row), known.priorities))
    place = Source(**{"from": row.line, "to": last_line(row), "page": row.page})
    found = item(audit, _named(of_cell(named, row), known.priorities), read, known, place)
    words = " ".join(threat.words().split())
    return found.model_copy(update={"threat": None if words in ("", "–") or found.withheld else words})


def _named(pieces: Sequence[Piece], priorities: Sequence[str]) -> Named:
    """Read the cell that names an item: id, heading, priority, colour, from the top and from the end."""
    if told := bold.named_cell(pieces):
        own, heading, priority, colour = told
        return Named(own, heading, priority if priority in priorities else None, _rag(colour))
    words = " ".join(piece.text for piece in pieces)
    found = RAG_LAST.fullmatch(words)
    if not found:
        return Named("", words, None, None)
    rag = colour_of(found["rag"])
    own, _, rest = CUT_ID.sub(r"\1", found["words"]).partition(" ")
    styled_heading = " ".join(piece.text for piece in pieces if piece.style == "heading 2")
    if styled_heading:
        name = rest[len(styled_heading) :].strip()
        return Named(own, styled_heading, name if name in priorities else None, rag)
    for name in sorted((*priorities, figures.NO_PRIORITY), key=len, reverse=True):
        if rest == name or rest.endswith(f" {name}"):
            shown = rest.removesuffix(name).rstrip()
            return Named(own, shown, name if name in priorities else None, rag)
    return Named(own, rest, None, rag)


def _rag(words: str) -> Colour | None:
    return colour_of(words.partition(" ")[0])


def _audit_of(row: Row, scales: Sequence[str]) -> Audit:
    """Read the cell that names an audit: its title, then opinion, month and auditor where they are known."""
    pieces = bold.audit_cell(of_cell(row.cells[0], row))
    title = " ".join(piece.text for piece in pieces if piece.style == "audit")
    words = " ".join(piece.text for piece in pieces if piece.style != "audit")
    said = banner_of(words, scales)
    if not title:
        graded = GRADED.fullmatch(said.before)
        title, words = (graded["title"], graded["opinion"]) if graded else (said.before, "")
        said = said._replace(before=words)
    return Audit(title=title, assurance=said.assurance, month=said.month, auditor=said.auditor)
