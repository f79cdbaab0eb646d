"""Reads a panel paper in the narrative style of July 2019: one block of labelled paragraphs an item."""

from collections.abc import Sequence

from followup import Refused
from reports import wording
from reports.narrative import banner, board, drafts, front, items, labels, torn
from reports.narrative.rows import Row, rows
from reports.paper import Discrepancy, Paper

STYLE = "narrative"
MOST_ITEMS = 20_000
WEIGHTS = {"counts": 0.5, "dates": 0.2, "people": 0.15, "update": 0.15}


def recognises(lines: Sequence[str]) -> float:
    """Say how much the lines look like this style, from 0 (not at all) to 1 (every mark of it)."""
    seen: set[str] = set()
    for line in lines:
        text = wording.plain(line[:2_000])[0].strip()
        if banner.counts_in(text):
            seen.add("counts")
        seen |= {piece.kind for piece in labels.pieces(text)}
        if seen >= WEIGHTS.keys():
            break
    return round(sum(weight for mark, weight in WEIGHTS.items() if mark in seen), 2)


def read(lines: Sequence[str]) -> Paper:
    """Read the whole paper; what cannot be placed is a doubt or a discrepancy, never dropped."""
    every = rows(lines)
    start = _tracker_starts(every)
    end = start + board.starts_at(every[start:])
    listed = board.read(every[end:])
    known = torn.lexicon(every)
    tracker = drafts.cut([torn.apart(row, known) for row in every[start:end]])
    if len(tracker.drafts) > MOST_ITEMS:
        raise Refused(
            f"The paper seems to hold more than {MOST_ITEMS:,} recommendations: is it one panel paper?"
        )
    titles = list(dict.fromkeys(item.audit for item in listed))
    audits = [banner.completed(audit, titles) for audit in tracker.audits]
    fields = front.read(every[:start])
    name = board.name_of(every[end:])
    recommendations = items.read(tracker, audits, listed, meeting=fields.get("meeting_date"), board=name)
    return Paper(
        style=STYLE,
        scheme="delivery",
        board=name,
        audits=audits,
        recommendations=wording.unique_ids(recommendations),
        board_items=listed,
        discrepancies=_unplaced(tracker.stray),
        **fields,
    )


def _tracker_starts(every: Sequence[Row]) -> int:
    """Find the first banner or item heading; without either the whole file is front matter."""
    for index, row in enumerate(every):
        if banner.counts_in(row.text):
            return max(0, index - 1)
        if banner.looks_like_banner(row) or (
            labels.heading_of(row.text) and _labelled(every[index : index + 12])
        ):
            return index
    return len(every)


def _labelled(given: Sequence[Row]) -> bool:
    return any(piece.kind not in ("text", "heading") for row in given for piece in labels.pieces(row.text))


def _unplaced(stray: Sequence[Row]) -> list[Discrepancy]:
    """Report words of the tracker that belong to no item, so that none is dropped in silence."""
    return [
        Discrepancy(
            kind="unplaced",
            message=f"These words belong to no recommendation: “{row.text}”",
            lines=[row.number],
        )
        for row in stray
        if row.text
    ]
