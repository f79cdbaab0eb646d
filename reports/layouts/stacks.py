"""A table printed one cell a line: each record as many lines as there are columns, more where one grows."""

from collections.abc import Sequence
from typing import NamedTuple

from reports.alike import folded
from reports.files.model import Line
from reports.layouts import shapes
from reports.layouts.banners import banner_in, is_date
from reports.layouts.description import Layout
from reports.layouts.headings import LONGEST_HEADING, Column, Headings, score
from reports.layouts.pieces import Piece, cleaned, joined
from reports.layouts.synonyms import Field
from reports.layouts.textrows import PAGE, GridRow, ended, growing

LEAST = 3
MOST_HEADINGS = 40
DATED: frozenset[Field | None] = frozenset(("original_date", "target_date", "revised_date"))


class Stack(NamedTuple):
    """Columns, rows, and the line where the table begins."""

    columns: tuple[Column, ...]
    rows: list[GridRow]
    line: int


def stacked(
    lines: Sequence[Line], layout: Layout, headings: Headings, order: tuple[Column, ...]
) -> Stack | None:
    """Find the records of a table printed one cell a line; None where no line opens one."""
    patterns = [shapes.compiled(shape) for shape in layout.item]
    pieces = [Piece(cleaned(line.text), (line.line,), page=line.page) for line in lines]
    opens = [any(shapes.fits(pattern, piece.text) is not None for pattern in patterns) for piece in pieces]
    if True not in opens:
        return None
    first = opens.index(True)
    printed = _heading(pieces[:first], headings)
    columns = order or printed
    if not score(columns):
        return None
    names = frozenset(folded(column.heading) for column in (*printed, *columns))
    at = set(range(first, len(pieces))) - _repeated(pieces, names)
    rows = _records([(pieces[here], opens[here]) for here in sorted(at)], columns, layout)
    return Stack(columns, rows, pieces[first].lines[0])


def _records(
    lines: Sequence[tuple[Piece, bool]], columns: tuple[Column, ...], layout: Layout
) -> list[GridRow]:
    """Cut lines into records at those that open one, and at banners."""
    rows: list[GridRow] = []
    record: list[Piece] = []
    for piece, begins in lines:
        if ended(piece.text, layout):
            break
        banner = banner_in(piece.text, layout)
        if begins or banner:
            rows += _row(record, columns, layout)
            record = []
        if banner:
            rows.append(_wide(piece, columns))
        elif (begins or record) and not PAGE.fullmatch(piece.text):
            record.append(piece)
    return [*rows, *_row(record, columns, layout)]


def _heading(above: Sequence[Piece], headings: Headings) -> tuple[Column, ...]:
    """Give the headings that stand one a line above the first record, in the run that shows most fields."""
    best: tuple[Column, ...] = ()
    run: list[Column] = []
    for piece in [*above[-MOST_HEADINGS:], Piece("", (0,))]:
        if piece.text and len(piece.text) <= LONGEST_HEADING:
            run.append(headings.column(piece.text))
            continue
        while run and run[0].field is None and not run[0].ignored:
            run.pop(0)
        best = tuple(run) if score(run) > score(best) else best
        run = []
    return best if score(best) >= LEAST else ()


def _row(record: list[Piece], columns: tuple[Column, ...], layout: Layout) -> list[GridRow]:
    """Lay a record's lines into its columns: counted from both ends, the rest to the one that grows."""
    while record and not record[-1].text:
        record.pop()
    if not record:
        return []
    wide, full = len(columns), [piece for piece in record if piece.text]
    cells = record if len(record) == wide else full
    if len(full) < wide < len(record):
        cells = record[:wide]
    doubt = None
    if len(cells) < wide:
        doubt = f"This record has {len(cells)} lines for {wide} columns: words may stand in the wrong column"
    elif len(record) != wide and len(full) != len(record):
        doubt = (
            "Empty lines among the cells of this record were left out: words may stand in the wrong column"
        )
    at = growing(columns, layout)
    cells = _dates_apart(cells, columns, at, layout)
    after = wide - at - 1
    if len(cells) > wide:
        grown = joined(cells[at : len(cells) - after])
        cells = [*cells[:at], grown, *cells[len(cells) - after :]]
    return [GridRow([*cells, *(Piece("", cells[-1].lines) for _ in range(wide - len(cells)))], doubt)]


def _dates_apart(cells: list[Piece], columns: tuple[Column, ...], at: int, layout: Layout) -> list[Piece]:
    """Keep lines that are dates alone with the column of dates before the one that grows."""
    while at and len(cells) > len(columns) and columns[at - 1].field in DATED:
        if not is_date(cells[at].text, layout.vocabulary.date_style()):
            break
        cells = [*cells[: at - 1], cells[at - 1].with_more(cells[at]), *cells[at + 1 :]]
    return cells


def _wide(piece: Piece, columns: tuple[Column, ...]) -> GridRow:
    return GridRow([piece._replace(span=len(columns)), *(Piece("", piece.lines) for _ in columns[1:])])


def _repeated(pieces: Sequence[Piece], names: frozenset[str]) -> set[int]:
    """Give the places of headings printed again: three or more of their lines together."""
    found: set[int] = set()
    run: list[int] = []
    for at, piece in enumerate([*pieces, Piece("end of the document", (0,))]):
        if piece.text and folded(piece.text) in names:
            run.append(at)
        elif piece.text:
            found.update(run if len(run) >= LEAST else ())
            run = []
    return found
