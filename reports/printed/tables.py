"""The tables on the front pages and after the tracker, each known by its heading row."""

import re
from collections.abc import Iterator, Sequence

from reports.draw.items import MARKERS
from reports.draw.presentable import squeezed
from reports.figures import CLOSED, NO_PRIORITY, NOT_ADOPTED, TOTAL
from reports.files.model import Row, Table
from reports.paper import BoardItem, Colour, Column, Reporting, Source, Status, SummaryRow
from reports.printed.pieces import Piece, heads, last_line, words_of
from reports.wording import colour_of

SUMMARY_ENDS = ("Priority", TOTAL), ("Auditor", TOTAL)
CAPTION = re.compile(r"Recommendations by priority(?: and progress)?: (?P<name>.+)")
"""Over the summary of one of several auditors."""
PROPOSALS = ["Audit", "Priority", "Recommendation", "Proposal", "Page"]
BOARD = ["Audit", "Priority", "Reference", "Recommendation", "Progress"]
IMPLICATIONS = ["Area", "Implication"]
KEY = ["Colour", "Meaning"]
MOST_PRIORITIES = 50
PANEL, NONE = "Panel", "–"


def rows_under(parts: Sequence[Piece | Table], heading: list[str]) -> list[Row]:
    """Give the rows of the tables with this heading row; one that lacks cells is none of them."""
    tables = (part for part in parts if isinstance(part, Table) and heads(part) == heading)
    return [row for table in tables for row in table.rows[1:] if len(row.cells) == len(heading)]


def summary(parts: Sequence[Piece | Table]) -> list[SummaryRow]:
    """Read the summary of priorities by colour; the closures of the risk scheme are inside the total.

    Where several auditors have a table each, the caption names whose it is, and the last has the grand total.
    """
    found: list[SummaryRow] = []
    auditor = ""
    for part in parts:
        if isinstance(part, Piece):
            caption = CAPTION.fullmatch(part.text)
            auditor = caption["name"] if caption else auditor
            continue
        rows = [words_of(row) for row in part.rows if row.cells]
        at = next((n for n, row in enumerate(rows[:2]) if (row[0], row[-1]) in SUMMARY_ENDS), None)
        if at is None:
            continue
        body = [row for row in rows[at + 1 :] if len(row) == len(rows[at])]
        if rows[at][0] == SUMMARY_ENDS[0][0]:
            found += [_summary_row(row, rows[at], auditor) for row in body]
        else:
            found += [_summary_row([TOTAL, *row[1:]], rows[at]) for row in body[-1:]]
        auditor = ""
    return found


def _summary_row(cells: list[str], headings: list[str], auditor: str = "") -> SummaryRow:
    values = [int(cell) if cell.isdecimal() else 0 for cell in cells]
    columns = [
        Column(heading=heading, value=value, of_which=heading in (CLOSED, NOT_ADOPTED))
        for heading, value in list(zip(headings, values, strict=True))[1:-1]
    ]
    return SummaryRow(priority=cells[0], columns=columns, total=values[-1], auditor=auditor)


def priorities(rows: Sequence[SummaryRow]) -> list[str]:
    """Give the priorities of the summary, highest first."""
    names = [row.priority for row in rows if row.priority not in (NO_PRIORITY, TOTAL)]
    return list(dict.fromkeys(names))[:MOST_PRIORITIES]


def proposals(parts: Sequence[Piece | Table]) -> dict[str, Status]:
    """Give what the panel is asked to agree, by item id."""
    states = {words.capitalize(): state for state, words in MARKERS.items()}
    found: dict[str, Status] = {}
    for row in rows_under(parts, PROPOSALS):
        _audit, _priority, item, proposal, _page = words_of(row)
        own = "".join(item.rpartition("[")[2].rstrip("]").split())
        if proposal in states:
            found[own] = states[proposal]
    return found


def reporting(parts: Sequence[Piece | Table]) -> list[Reporting]:
    """Read which body gets what, by the auditor's opinion (2019, para 4a)."""
    found = []
    for head, row in _rules(parts):
        opinion, *places, whole = row
        bodies = {
            name: "panel" if place == PANEL else "board"
            for name, place in zip(head[1:-1], places, strict=True)
            if place not in ("", NONE)
        }
        found.append(
            Reporting.model_validate({"assurance": opinion, "bodies": bodies, "whole_report": whole == "Yes"})
        )
    return found


def board_in(parts: Sequence[Piece | Table]) -> str:
    """Give the board's name as the table of reporting rules shows it."""
    cells = (cell for _head, row in _rules(parts) for cell in row[1:-1])
    return next((cell for cell in cells if cell not in (PANEL, NONE, "")), "")


def _rules(parts: Sequence[Piece | Table]) -> Iterator[tuple[list[str], list[str]]]:
    """Give each reporting rule with the heading row above it."""
    for table in (part for part in parts if isinstance(part, Table)):
        head = heads(table)
        if (head[:1], head[-1:]) == (["Assurance opinion"], ["Whole report"]):
            yield from ((head, words_of(row)) for row in table.rows[1:] if len(row.cells) == len(head))


def pairs(parts: Sequence[Piece | Table], heading: list[str]) -> dict[str, str]:
    """Read a table of two columns, the lines of the second kept."""
    return {squeezed(row.cells[0].words()): lines(row.cells[1].words()) for row in rows_under(parts, heading)}


def colours(parts: Sequence[Piece | Table]) -> dict[str, Colour]:
    """Give the colour of each priority, as the key of the risk scheme shows it."""
    rows = [words_of(row) for row in rows_under(parts, KEY)]
    return {
        meaning.removesuffix(" priority"): shade
        for colour, meaning in rows
        if (shade := colour_of(colour)) and meaning.endswith(" priority")
    }


def board_items(parts: Sequence[Piece | Table]) -> list[BoardItem]:
    """Read the items that the board monitors (2019, para 4d)."""
    return [_board_item(row) for row in rows_under(parts, BOARD)]


def _board_item(row: Row) -> BoardItem:
    audit, priority, reference, *_ = words_of(row)
    title, _, text = lines(row.cells[3].words()).partition("\n")
    return BoardItem(
        audit=audit,
        priority=priority or None,
        reference=reference or None,
        title="" if title == NONE else title,
        text=text,
        state=lines(row.cells[4].words()),
        source=Source(**{"from": row.line, "to": last_line(row), "page": row.page}),
    )


def lines(words: str) -> str:
    """Give the lines of a cell without what is empty."""
    return "\n".join(filter(None, map(squeezed, words.split("\n"))))
