"""The formats of a workbook and its pages, and how one value is written into a cell."""

from collections.abc import Iterable
from typing import Any

from xlsxwriter import Workbook

from followup import Refused
from reports.workbook.cells import EARLIEST
from reports.workbook.form import Value

BASE = {"font_name": "Calibri", "font_size": 10, "valign": "top"}
LINED = {"border": 1, "border_color": "#b8bcc2"}
DATED = {"num_format": "d mmmm yyyy", "align": "left"}
MONTHLY = {"num_format": "mmmm yyyy", "align": "left"}
HEAD = {"bold": True, "bg_color": "#1d3557", "font_color": "#ffffff", "text_wrap": True, "border": 1}
SHADES = {
    "RED": {"bg_color": "#b3001b", "font_color": "#ffffff"},
    "AMBER": {"bg_color": "#ffbf47", "font_color": "#1b1b1b"},
    "GREEN": {"bg_color": "#00692f", "font_color": "#ffffff"},
    "GREY": {"bg_color": "#6b6b6b", "font_color": "#ffffff"},
}
A3, A4 = 8, 9
WIDE, WIDEST = 160, 240
"""Characters across from which a sheet is printed on A3, and over two pages side by side."""
LINE, TALLEST = 13.5, 409
"""Points that a line takes, and the most that a row may have in Excel."""
LONGEST_FOOT = 150


class Looks:
    """The formats of one workbook, and how a value is written."""

    def __init__(self, book: Workbook, foot: str) -> None:
        self.book, self.foot = book, foot.replace("&", "&&")[:LONGEST_FOOT]
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}

    def format(self, **values: object) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        """Give the format of these properties, made once."""
        key = tuple(sorted(values.items()))
        if key not in self._made:
            self._made[key] = self.book.add_format({**BASE, **values})
        return self._made[key]

    def page(self, name: str, width: int) -> Any:  # noqa: ANN401
        """Add a sheet that prints across the page, or two where letters would be too small to read."""
        page = self.book.add_worksheet(name)
        page.set_landscape()
        page.set_paper(A3 if width > WIDE else A4)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(2 if width > WIDEST else 1, 0)
        page.set_footer(f"&L&8{self.foot}&C&8{name}&R&8&P of &N")
        return page


def write(page: Any, at: int, place: int, value: Value, look: Any) -> None:  # noqa: ANN401
    """Write one cell as what it is: words, a number or a real date. Refused where no sheet holds it."""
    if value is None or value == "":
        code = page.write_blank(at, place, None, look)
    elif isinstance(value, str):
        code = page.write_string(at, place, value, look)
    elif isinstance(value, int):
        code = page.write_number(at, place, value, look)
    elif value < EARLIEST:
        code = page.write_string(at, place, value.isoformat(), look)
    else:
        code = page.write_datetime(at, place, value, look)
    if code:
        raise Refused(f"The sheet {page.name} has more than a workbook holds; export it as CSV instead.")


def height(cells: Iterable[tuple[float, Value]]) -> float:
    """Give the height in points of a row whose words wrap at these widths (in characters).

    Programs differ in whether they reckon it themselves when they open a file.
    """
    lines = (_lines(value, width) for width, value in cells if isinstance(value, str))
    return min(LINE * max(lines, default=1) + 2, TALLEST)


def _lines(words: str, width: float) -> int:
    return sum(1 + int(len(line) // width) for line in words.split("\n"))
