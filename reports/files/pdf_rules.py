"""The ruled lines of a PDF page, and the cells between them."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Any

from reports.files.pdf_grid import NEAR, Box

Edge = dict[str, Any]
"""An edge as pdfplumber has it: x0, x1, top, bottom, width, height, orientation ("h" or "v")."""

MOST_EDGES = 3_000
"""A page with more holds a drawing, not a table."""
MOST_CELLS = 3_000
THIN = 3.0
SHORTEST = 4.0
LONG = 40.0
"""Points of an upright rule that may stand open at both ends, where a row goes over the whole page."""
ALIKE = 1.1


def boxes_of(page: Any) -> list[tuple[list[Box], list[Box]]] | None:  # noqa: ANN401 - pdfplumber's page
    """Give for each table its outer cells, and the cells that lie in them; None where there are too many.

    A frame around text is no table: what lies in it counts as if the frame were not there.
    """
    from pdfplumber import table

    edges = list(_edges(page))
    if len(edges) > MOST_EDGES:
        return None
    edges = table.merge_edges(edges, NEAR, NEAR, NEAR, NEAR)
    edges += _closing(edges)
    cells = table.intersections_to_cells(table.edges_to_intersections(edges, NEAR, NEAR))
    if len(cells) > MOST_CELLS:
        return None
    groups = [[Box(*map(float, cell)) for cell in group] for group in table.cells_to_tables(cells)]
    return _outer(groups)


def _edges(page: Any) -> Iterator[Edge]:  # noqa: ANN401 - pdfplumber's page
    """Give the rules that are drawn: lines, thin bars, and outlines; fills alone are none."""
    for one in [*page.lines, *page.rects, *page.curves]:
        wide, high = one["x1"] - one["x0"], one["bottom"] - one["top"]
        if high < THIN <= wide:
            yield _edge("h", one["x0"], one["x1"], (one["top"] + one["bottom"]) / 2)
        elif wide < THIN <= high:
            yield _edge("v", one["top"], one["bottom"], (one["x0"] + one["x1"]) / 2)
        elif one["object_type"] == "rect" and one["stroke"] and high >= THIN:
            for place in (one["top"], one["bottom"]):
                yield _edge("h", one["x0"], one["x1"], place)
            for place in (one["x0"], one["x1"]):
                yield _edge("v", one["top"], one["bottom"], place)


def _edge(way: str, start: float, end: float, place: float) -> Edge:
    along, across = ("x", "y") if way == "h" else ("y", "x")
    spans = {along: (float(start), float(end)), across: (float(place), float(place))}
    (x0, x1), (top, bottom) = spans["x"], spans["y"]
    return {"x0": x0, "x1": x1, "top": top, "bottom": bottom, "width": x1 - x0, "height": bottom - top,
            "orientation": way, "object_type": "line"}  # fmt: skip


def _closing(edges: Sequence[Edge]) -> list[Edge]:
    """Give the rules that a page break or a plain style leaves out at the ends of other rules."""
    upright = [one for one in edges if one["orientation"] == "v"]
    level = [one for one in edges if one["orientation"] == "h"]
    return [
        *_ends(upright, level, "top", "bottom", "x0", way="h"),
        *_ends(level, upright, "x0", "x1", "top", way="v"),
    ]


def _ends(
    rules: Sequence[Edge], across: Sequence[Edge], start: str, end: str, side: str, *, way: str
) -> Iterator[Edge]:
    """Close rules that end together where nothing is drawn; an underline crosses nothing, and is left."""
    crossed = [
        rule
        for rule in rules
        if rule[end] - rule[start] >= LONG
        or any(
            rule[start] - NEAR <= other[start] <= rule[end] + NEAR
            and other[side] - NEAR <= rule[side] <= other[_far(side)] + NEAR
            for other in across
        )
    ]
    if way == "v":  # level rules are many, and underlines among them: only those that others cross
        crossed = [rule for rule in crossed if _crossings(rule, across) > 0]
    for place in (start, end):
        groups: dict[int, list[Edge]] = {}
        for rule in crossed:
            groups.setdefault(round(rule[place] / NEAR), []).append(rule)
        for group in groups.values():
            low, high = min(one[side] for one in group), max(one[side] for one in group)
            at = group[0][place]
            drawn = any(
                abs(other[start] - at) <= 2 * NEAR and other[side] < high and other[_far(side)] > low
                for other in across
            )
            if len(group) > 1 and high - low > SHORTEST and not drawn:
                yield _edge(way, low, high, at)


def _crossings(rule: Edge, upright: Sequence[Edge]) -> int:
    return sum(
        rule["x0"] + NEAR < other["x0"] < rule["x1"] - NEAR
        and other["top"] - NEAR <= rule["top"] <= other["bottom"] + NEAR
        for other in upright
    )


def _far(side: str) -> str:
    return "x1" if side == "x0" else "bottom"


def _outer(groups: Sequence[Sequence[Box]]) -> list[tuple[list[Box], list[Box]]]:
    """Tell outer cells from those inside them, and take frames of one cell away, however many there are."""
    left = [list(group) for group in groups if len(group) > 1]
    while True:
        every = sorted((box for group in left for box in group), key=_area, reverse=True)
        tops = [[box for box in group if not _inside(box, every)] for group in left]
        frames = [top[0] for top in tops if len(top) == 1]
        if not frames:
            break
        left = [[box for box in group if box not in frames] for group in left]
    whole = [(top, [box for box in every if any(one != box and one.holds(box) for one in top)])
             for top in tops if top]  # fmt: skip
    return sorted(whole, key=lambda pair: min(box.top for box in pair[0]))


def _inside(box: Box, every: Sequence[Box]) -> bool:
    """Whether a larger cell holds this one; ``every`` has the largest first."""
    larger = takewhile(lambda other: _area(other) > ALIKE * _area(box), every)
    return any(other.holds(box) for other in larger)


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.bottom - box.top)
