"""Ruled cells of a PDF page laid in rows: tables inside cells, and cells merged over rows, told apart."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

NEAR = 3.0
"""Points within which two rules are the same."""


class Box(NamedTuple):
    """A rectangle in points from the top left."""

    x0: float
    top: float
    x1: float
    bottom: float

    def holds(self, other: "Box") -> bool:
        """Whether another box lies inside, edges included."""
        return (
            self.x0 - NEAR <= other.x0
            and other.x1 <= self.x1 + NEAR
            and self.top - NEAR <= other.top
            and other.bottom <= self.bottom + NEAR
        )


@dataclass
class Slot:
    """An outer cell of a row, and the cells of the tables that lie in it."""

    box: Box
    inner: list[Box] = field(default_factory=list)


def around(boxes: Sequence[Box]) -> Box:
    """Give the box around all of these."""
    return Box(
        min(box.x0 for box in boxes),
        min(box.top for box in boxes),
        max(box.x1 for box in boxes),
        max(box.bottom for box in boxes),
    )


def marks(places: Sequence[float]) -> list[float]:
    """Give places in order, those within ``NEAR`` of each other once."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > NEAR:
            found.append(place)
    return found


def has(places: Sequence[float], place: float) -> bool:
    """Whether a place is among these, give or take."""
    return any(abs(place - one) <= NEAR for one in places)


def rows_of(boxes: Sequence[Box], known: Sequence[float]) -> list[list[Slot]]:
    """Lay the cells of one ruled table in rows, left to right.

    A band between two rules that cross the whole table is a row, when all its cells are as high as it. In
    another band some columns are cut further. Where the cuts keep to columns that the table has elsewhere
    (or that are ``known`` from the page before), the high cells are merged over several rows. Otherwise a
    table lies in the cell, and its cells belong to that cell.
    """
    bands = _bands(boxes)
    simple = [box for band in bands if _is_simple(band) and len(band) > 1 for box in band]
    columns = marks([*known, *(side for box in simple for side in (box.x0, box.x1))])
    return [row for band in bands for row in _rows(band, around(band), columns)]


def _bands(boxes: Sequence[Box]) -> list[list[Box]]:
    """Cut where no cell is cut: between these places lie rows or groups of merged rows."""
    bands: list[list[Box]] = []
    lowest = 0.0
    for box in sorted(boxes, key=lambda box: (box.top, box.x0)):
        if bands and box.top < lowest - NEAR:
            bands[-1].append(box)
        else:
            bands.append([box])
        lowest = max(lowest, box.bottom)
    return bands


def _is_simple(band: Sequence[Box]) -> bool:
    whole = around(band)
    return all(_is_high(box, whole) for box in band)


def _is_high(box: Box, whole: Box) -> bool:
    return box.top - whole.top <= NEAR and whole.bottom - box.bottom <= NEAR


def _rows(band: Sequence[Box], whole: Box, columns: Sequence[float]) -> list[list[Slot]]:
    """Lay one band; high cells that are merged over several rows stand in the first of them."""
    high = sorted(box for box in band if _is_high(box, whole))
    slots = [Slot(box) for box in high]
    several: list[Box] = []
    for gap in _gaps(high, whole):
        inside = [box for box in band if box not in high and gap.holds(box)]
        if inside and _is_several(inside, gap, columns) and (high or len(_bands(inside)) > 1):
            several += inside
        elif inside:
            slots.append(Slot(gap, inside))
    rows = (
        [row for lower in _bands(several) for row in _rows(lower, around(lower), columns)] if several else []
    )
    if not rows:
        return [sorted(slots, key=lambda slot: slot.box.x0)]
    rows[0] = sorted([*rows[0], *slots], key=lambda slot: slot.box.x0)
    return rows


def _gaps(high: Sequence[Box], whole: Box) -> list[Box]:
    """Give what the high cells leave free of a band."""
    sides = [whole.x0, *(side for box in high for side in (box.x0, box.x1)), whole.x1]
    pairs = zip(sides[::2], sides[1::2], strict=True)
    return [Box(x0, whole.top, x1, whole.bottom) for x0, x1 in pairs if x1 - x0 > NEAR]


def _is_several(inside: Sequence[Box], gap: Box, columns: Sequence[float]) -> bool:
    """Whether cells in a gap are columns of the table itself, not of a table in one cell."""
    sides = marks([side for box in inside for side in (box.x0, box.x1)])
    own = [side for side in sides if gap.x0 + NEAR < side < gap.x1 - NEAR]
    between = [side for side in columns if gap.x0 + NEAR < side < gap.x1 - NEAR]
    if columns:
        return any(has(between, side) for side in own)
    bands = _bands(inside)
    return any(all(has([b.x0 for b in band], side) for band in bands) for side in own)
