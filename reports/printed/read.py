"""Reads a paper that this program printed, in either house style, from Word, PDF or plain text."""

from typing import Any

from reports.draw.layout import APPENDIX, END
from reports.files.model import STRONG, Document, Line, Table
from reports.paper import Paper
from reports.printed import blocks, front, rows, tables
from reports.printed.items import Known, Tracker
from reports.printed.pieces import Piece, front_and_rest

PURPOSE = "This paper tells the panel what business owners report on the recommendations that the internal"
WEIGHTS = {APPENDIX: 0.6, PURPOSE: 0.3, END: 0.1}
"""How sure each line makes us that a paper is our own."""


def recognises(document: Document) -> float:
    """Say how surely this is a paper of our own printing: 0 is not at all, 1 is certain."""
    seen = set()
    for block in document.blocks:
        if isinstance(block, Line):
            words = " ".join(block.text[:2_000].split())
            seen |= {mark for mark in (APPENDIX, END) if words == mark}
            seen |= {PURPOSE} if PURPOSE in words else set()
    return round(sum(WEIGHTS[mark] for mark in seen), 2) if APPENDIX in seen else 0.0


def read(document: Document) -> Paper:
    """Read the paper as far as its printed form shows it (``Paper.seen_in``), with the lines of each value.

    From Word nothing that is printed is lost. Where lines have no styles, as in a PDF or a text, a line
    is known by its words: texts may come in other lines than they were written in.
    """
    before, rest = front_and_rest(document, APPENDIX)
    found, after = _ended(rest)
    table = rows.rows_of(found)
    style = "narrative" if table is None else "table"
    pages = front.pages(before, style)
    known = Known(pages["priorities"], tables.proposals(before), tables.names_of_scales(pages["summary"]))
    held = blocks.of_paragraphs(found, known) if table is None else rows.of_rows(table, known)
    pages |= _scales(before if table is None else [*before, *found], pages, held)
    return Paper(
        style=style,
        board=front.board(before, after),
        audits=held.audits,
        recommendations=held.items,
        board_items=tables.board_items(after),
        **front.cover(before),
        **pages,
    )


def _scales(parts: list[Piece | Table], pages: dict[str, Any], held: Tracker) -> dict[str, Any]:
    """Read the scales and what goes with each: of several the first also stands for the paper."""
    auditors = {audit.auditor for audit in held.audits}
    scales = tables.scales(parts, pages["summary"], auditors)
    found: dict[str, Any] = {"scales": scales}
    if scales:
        found["reporting"] = scales[0].reporting
    if pages["scheme"] == "risk":
        found["risk_colours"] = scales[0].risk_colours if scales else tables.colours(parts)
    return found


def _ended(parts: list[Piece | Table]) -> tuple[list[Piece | Table], list[Piece | Table]]:
    """Give the tracker, and what stands after the last END."""
    ends = [at for at, part in enumerate(parts) if isinstance(part, Piece) and part.text == END]
    styled = [at for at in ends if isinstance(part := parts[at], Piece) and part.style in ("end", STRONG)]
    at = (styled or ends or [len(parts)])[-1]
    return parts[:at], parts[at + 1 :]
