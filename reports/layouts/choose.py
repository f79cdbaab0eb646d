"""Which layout a document has, and its reading by that layout: what an import calls."""

import datetime as dt
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from followup import Refused
from reports.alike import folded
from reports.files.model import Document, Line, Table
from reports.layouts import blocks, grid, shapes
from reports.layouts.description import Layout, load
from reports.layouts.headings import Headings
from reports.layouts.labelled import labelled
from reports.layouts.styles import DATED, american
from reports.layouts.tables import Grid, grids_of
from reports.paper import Paper
from reports.vocabulary import Vocabulary

SURE = 0.8
"""From here a layout may be taken without asking."""
LOOKED_AT = 3_000
"""Lines and rows among which phrases and items are looked for."""
MOST_ROWS = 200
"""Rows of a table among which its columns are looked at."""
NEAR = 12
"""Lines below an item's heading among which a label must stand."""
STRANGE = 0.8
"""What a heading that is not understood, or dates of another order, leave of a sure reading."""
ENOUGH = 4
"""Fields a heading row shows, where the layout itself names no columns."""


@cache
def built_in() -> tuple[Layout, ...]:
    """Give the layouts that come with the program, in the order in which they are tried."""
    return tuple(load(path) for path in sorted(Path(__file__).parent.glob("*.toml")))


def with_words(layout: Layout, vocabulary: Vocabulary | None) -> Layout:
    """Put an organisation's own words before those of a layout: what a built-in one is read with."""
    if vocabulary is None:
        return layout
    usual = layout.vocabulary
    ladder = vocabulary.assurance if "assurance" in vocabulary.model_fields_set else {}
    merged = vocabulary.model_copy(
        update={
            "scales": (*vocabulary.scales, *(one for one in usual.scales if one not in vocabulary.scales)),
            "assurance": {**usual.assurance, **ladder},
        }
    )
    return layout.model_copy(update={"vocabulary": merged})


def read(layout: Layout, document: Document, meeting: dt.date | None = None) -> Paper:
    """Read a document by a layout; Refused where it holds nothing that the layout describes.

    ``meeting`` is its date where the document shows none: dates without a year are read from there.
    """
    reader = grid.read if layout.kind == "grid" else blocks.read
    paper = reader(layout, document, meeting)
    if not paper.recommendations:
        what = "no table with its headings" if layout.kind == "grid" else "no line that opens an item"
        raise Refused(f"{document.name} holds no recommendation as layout “{layout.name}” has it: {what}.")
    return paper


def recognises(layout: Layout, document: Document) -> float:
    """Say how surely a document has this layout: 0 is not at all, 1 is certain.

    All phrases must occur. A layout with phrases or columns of its own is the surer the more of them
    show. One without, such as the built-in ones, is sure only of a table all of whose headings are the
    usual words and whose dates can be read as it reads them; never of a memo.
    """
    document = beginning(document)
    if not _phrases(layout, document):
        return 0.0
    found = _columns(layout, document) if layout.kind == "grid" else _items(layout, document)
    own = bool(layout.phrases) or bool(layout.columns or layout.labels)
    if found == 0 or own:
        return round((0.5 + 0.5 * found) * (1 if layout.phrases else 0.9), 2) if found else 0.0
    return round(found * (0.9 if layout.kind == "grid" else 0.7), 2)


def fitting(document: Document, layouts: Sequence[Layout]) -> Layout | None:
    """Give the layout that recognises a document best, if it is sure enough; the first of equal ones."""
    scored = [(recognises(layout, document), layout) for layout in layouts]
    best, layout = max(scored, key=lambda one: one[0], default=(0.0, None))
    return layout if best >= SURE else None


def _phrases(layout: Layout, document: Document) -> bool:
    missing = {phrase for word in layout.phrases if (phrase := folded(word))}
    for line in _words(document):
        if not missing:
            break
        said = f" {folded(line)} "
        missing = {phrase for phrase in missing if f" {phrase} " not in said}
    return not missing


def _words(document: Document) -> Iterator[str]:
    yield document.name
    for block in document.blocks:
        if isinstance(block, Line):
            yield block.text
        else:
            yield from (cell.text for row in block.rows for cell in row.cells if cell.text)


def beginning(document: Document) -> Document:
    """Give the first lines and the first rows of each table: enough to recognise a layout by."""
    blocks: list[Line | Table] = []
    left = LOOKED_AT
    for block in document.blocks:
        if left <= 0:
            break
        if isinstance(block, Line):
            blocks.append(block)
            left -= 1
        else:
            rows = block.rows[: min(left, MOST_ROWS)]
            blocks.append(block.model_copy(update={"rows": rows}))
            left -= len(rows)
    return document.model_copy(update={"blocks": blocks})


def _columns(layout: Layout, document: Document) -> float:
    """Give the share of the columns that were looked for, in the table that shows most of them."""
    return max((_share(layout, one) for one in grids_of(document, layout, Headings(layout))), default=0.0)


def _share(layout: Layout, found: Grid) -> float:
    fields = {column.field for column in found.columns if column.field and column.sure}
    wanted = set(layout.columns)
    if wanted:
        return len(fields & wanted) / len(wanted)
    named = [column for column in found.columns if column.heading and not column.ignored]
    understood = len([column for column in named if column.field and column.sure]) / max(1, len(named))
    strange = understood < 1 or (layout.vocabulary.dates == "uk" and american(_dates(found)))
    return min(1.0, len(fields) / ENOUGH) * understood * (STRANGE if strange else 1)


def _dates(found: Grid) -> Iterator[str]:
    """Give the cells of columns that hold dates."""
    for row in found.rows:
        for column, piece in zip(found.columns, row.cells, strict=False):
            if column.field in DATED:
                yield piece.text


def _items(layout: Layout, document: Document) -> float:
    """Give 1 where a line opens an item and labels stand below it, a half where there are no labels."""
    patterns = [shapes.compiled(shape) for shape in layout.item]
    labels = Headings(layout, labels=True)
    since = NEAR + 1
    best = 0.0
    for line in document.lines():
        if any(shapes.fits(pattern, line) is not None for pattern in patterns):
            since, best = 0, max(best, 0.5)
        elif since < NEAR and labelled(line, labels):
            return 1.0
        since += 1
    return best
