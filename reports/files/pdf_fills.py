"""The fills of a PDF page, and which RAG colour covers a cell."""

from collections.abc import Iterator, Sequence
from typing import Any

from reports.files.colours import colour_of_rgb
from reports.files.pdf_grid import Box
from reports.paper import Colour

COVERED = 0.5
"""Share of a cell that a fill must cover."""
RGB, CMYK = 3, 4
WHITE = 0.97


def fills_of(page: Any) -> Iterator[tuple[Box, Colour | None]]:  # noqa: ANN401 - pdfplumber's page
    """Give the filled rectangles of a page, white aside, with the RAG colour they have."""
    for rect in page.rects:
        parts = rect["non_stroking_color"]
        if rect["fill"] and isinstance(parts, tuple | list):
            rgb = _rgb([float(part) for part in parts if isinstance(part, int | float)])
            if rgb and min(rgb) < WHITE:
                yield Box(rect["x0"], rect["top"], rect["x1"], rect["bottom"]), colour_of_rgb(*rgb)


def _rgb(parts: Sequence[float]) -> tuple[float, float, float] | None:
    """Give a fill's colour from grey, red-green-blue or printer's inks."""
    if not parts or not all(0 <= part <= 1 for part in parts):
        return None
    if len(parts) == 1:
        return parts[0], parts[0], parts[0]
    if len(parts) == RGB:
        return parts[0], parts[1], parts[2]
    if len(parts) != CMYK:
        return None
    return tuple((1 - ink) * (1 - parts[3]) for ink in parts[:3])  # type: ignore[return-value] # of three inks


def colour_in(box: Box, fills: Sequence[tuple[Box, Colour | None]]) -> Colour | None:
    """Give the colour that covers most of a cell, whether by one fill or by a strip for each line."""
    area = max((box.x1 - box.x0) * (box.bottom - box.top), 1.0)
    covered: dict[Colour | None, float] = {}
    seen: set[Box] = set()
    for fill, colour in fills:
        wide = min(box.x1, fill.x1) - max(box.x0, fill.x0)
        high = min(box.bottom, fill.bottom) - max(box.top, fill.top)
        if wide > 0 and high > 0 and fill not in seen:
            seen.add(fill)
            covered[colour] = covered.get(colour, 0) + wide * high
    most = max(covered, key=lambda colour: covered[colour], default=None)
    return most if most and covered[most] >= COVERED * area else None
