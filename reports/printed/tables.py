"""The tables on the front pages and after the tracker, each known by its heading row."""

from collections.abc import Collection, Iterator, Sequence
from itertools import takewhile

from reports.draw.items import MARKERS
from reports.draw.presentable import squeezed
from reports.figures import CLOSED, NO_PRIORITY, NOT_ADOPTED, TOTAL
from reports.files.model import STRONG, Row, Table
from reports.paper import AuditorScale, BoardItem, Colour, Column, Reporting, Source, Status, SummaryRow
from reports.printed.pieces import Piece, heads, last_line, of_cell, words_of
from reports.scales import auditors_in
from reports.wording import colour_of

BY_AUDITOR = "Auditor"
SUMMARY_ENDS = (("Priority", TOTAL), (BY_AUDITOR, TOTAL))
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

    Where each auditor's scale has a table, its caption says whose; of the table of all auditors only the
    grand total is not said before.
    """
    found: list[SummaryRow] = []
    for table, whose in captioned(parts):
        rows = [words_of(row) for row in table.rows if row.cells]
        at = next((n for n, row in enumerate(rows[:2]) if (row[0], row[-1]) in SUMMARY_ENDS), None)
        if at is None:
            continue
        read = [_summary_row(row, rows[at], whose) for row in rows[at + 1 :] if len(row) == len(rows[at])]
        if rows[at][0] == BY_AUDITOR:
            read = [row.model_copy(update={"priority": TOTAL, "auditor": ""}) for row in read[-1:]]
        found += read
    return found


def captioned(parts: Sequence[Piece | Table]) -> Iterator[tuple[Table, str]]:
    """Give each table with what its caption says after a colon: whose scale it is about."""
    before: Piece | Table | None = None
    for part in parts:
        if isinstance(part, Table):
            yield part, before.text.partition(": ")[2] if isinstance(before, Piece) else ""
        before = part


def _summary_row(cells: list[str], headings: list[str], auditor: str) -> SummaryRow:
    values = [int(cell) if cell.isdecimal() else 0 for cell in cells]
    columns = [
        Column(heading=heading, value=value, of_which=heading in (CLOSED, NOT_ADOPTED))
        for heading, value in list(zip(headings, values, strict=True))[1:-1]
    ]
    return SummaryRow(priority=cells[0], columns=columns, total=values[-1], auditor=auditor)


def priorities(rows: Sequence[SummaryRow]) -> list[str]:
    """Give the priorities of the summary, highest first; each auditor's rows end in their total."""
    ends = {row.auditor: at for at, row in enumerate(rows)}
    named = (row.priority for at, row in enumerate(rows) if at != ends[row.auditor])
    return [name for name in dict.fromkeys(named) if name != NO_PRIORITY][:MOST_PRIORITIES]


def scales(
    parts: Sequence[Piece | Table], rows: Sequence[SummaryRow], auditors: Collection[str]
) -> list[AuditorScale]:
    """Read the scales of a paper that has several, in the order of its summary.

    ``auditors`` are those whom the banners name: with them the name of a scale is told apart.
    """
    rules = {whose: reporting([table]) for table, whose in captioned(parts) if _is_rules(table)}
    return [
        AuditorScale(
            auditors=auditors_in(name, auditors),
            priorities=priorities([row for row in rows if row.auditor == name]),
            risk_colours=colours(parts, f" ({name})"),
            reporting=rules.get(name, []),
        )
        for name in names_of_scales(rows)
    ]


def names_of_scales(rows: Sequence[SummaryRow]) -> list[str]:
    """Give whose tables the summary has; none where one holds for all."""
    return list(dict.fromkeys(row.auditor for row in rows if row.auditor))


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
    for table in (part for part in parts if isinstance(part, Table) and _is_rules(part)):
        head = heads(table)
        yield from ((head, words_of(row)) for row in table.rows[1:] if len(row.cells) == len(head))


def _is_rules(table: Table) -> bool:
    head = heads(table)
    return head[:1] == ["Assurance opinion"] and head[-1:] == ["Whole report"]


def pairs(parts: Sequence[Piece | Table], heading: list[str]) -> dict[str, str]:
    """Read a table of two columns, the lines of the second kept."""
    return {squeezed(row.cells[0].words()): lines(row.cells[1].words()) for row in rows_under(parts, heading)}


def colours(parts: Sequence[Piece | Table], whose: str = "") -> dict[str, Colour]:
    """Give the colour of each priority, as the key of the risk scheme shows it.

    ``whose`` is what follows the priorities of one scale among several: " (Larch & Partners)".
    """
    rows = [words_of(row) for row in rows_under(parts, KEY)]
    end = f" priority{whose}"
    pairs = ((meaning, colour_of(colour)) for colour, meaning in rows if meaning.endswith(end))
    return {meaning.removesuffix(end): colour for meaning, colour in pairs if colour}


def board_items(parts: Sequence[Piece | Table]) -> list[BoardItem]:
    """Read the items that the board monitors (2019, para 4d)."""
    return [_board_item(row) for row in rows_under(parts, BOARD)]


def _board_item(row: Row) -> BoardItem:
    audit, priority, reference, *_ = words_of(row)
    title, text = _titled(of_cell(row.cells[3], row))
    return BoardItem(
        audit=audit,
        priority=priority or None,
        reference=reference or None,
        title="" if title == NONE else title,
        text=text,
        state=lines(row.cells[4].words()),
        source=Source(**{"from": row.line, "to": last_line(row), "page": row.page}),
    )


def _titled(pieces: Sequence[Piece]) -> tuple[str, str]:
    """Tell the title from the text beneath: what is bold, or where nothing is the first line."""
    bold = len(list(takewhile(lambda piece: piece.style == STRONG, pieces))) or 1
    words = [piece.text for piece in pieces]
    return " ".join(words[:bold]), "\n".join(words[bold:])


def lines(words: str) -> str:
    """Give the lines of a cell without what is empty."""
    return "\n".join(filter(None, map(squeezed, words.split("\n"))))
