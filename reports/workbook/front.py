"""The workbook's first sheet, for readers: what it is, its figures, what colours and columns mean."""

from collections import Counter
from collections.abc import Sequence
from typing import Any, Literal

from reports.draw import parts
from reports.draw.grammar import one_line
from reports.paper import Paper
from reports.workbook import form
from reports.workbook.form import Filled, Value
from reports.workbook.looks import HEAD, LINED, SHADES, Looks, height, write

WIDTHS = (34, 13, 13, 13, 13, 13, 18, 18, 13)
ROOM = 1.6
"""Height of a line to that of its letters."""


def title(paper: Paper) -> str:
    """Give the paper's subject as one line, or what every such paper is about."""
    return one_line(paper.subject) or parts.SUBJECT


def draw(looks: Looks, paper: Paper, sheets: Sequence[Filled]) -> None:
    """Draw the sheet, part under part."""
    page = looks.page(form.SUMMARY, sum(WIDTHS))
    for place, width in enumerate(WIDTHS):
        page.set_column(place, place, width)
    pen = Pen(looks, page)
    pen.line([title(paper)], bold=True, font_size=16)
    pen.line([one_line(", ".join(filter(None, (paper.organisation, paper.panel))))], font_size=12)
    for name, words in parts.head(paper):
        if name != "Subject":
            pen.line([name, one_line(words)])
    _figures(pen, paper)
    _states(pen, paper)
    _colours(pen, paper)
    _columns(pen, sheets)


class Pen:
    """Writes lines of cells, each under the one before."""

    def __init__(self, looks: Looks, page: Any) -> None:  # noqa: ANN401 - xlsxwriter has no types
        self.looks, self.page, self.at = looks, page, 0

    def line(self, values: Sequence[Value], **shape: object) -> None:
        """Write one line."""
        if isinstance(size := shape.get("font_size"), int):
            self.page.set_row(self.at, size * ROOM)
        for place, value in enumerate(values):
            self.cell(place, value, **shape)
        self.at += 1

    def cell(self, place: int, value: Value, **shape: object) -> None:
        """Write one cell of the line; a colour's word stands on its colour."""
        tint = SHADES.get(value, {}) if isinstance(value, str) else {}
        write(self.page, self.at, place, value, self.looks.format(**{**shape, **tint}))

    def head(self, words: str, values: Sequence[Value] = ()) -> None:
        """Write the heading of a part, and the headings of its table."""
        self.at += 1
        self.line([words], bold=True, font_size=12)
        if values:
            self.page.set_row(self.at, height(zip(WIDTHS, values, strict=False)) + 2)
            self.line(values, **HEAD)


def _figures(pen: Pen, paper: Paper) -> None:
    """Write the summary as the paper has it; a column inside the total says so (2022, para 4)."""
    heads = dict.fromkeys((c.heading, c.of_which) for row in paper.summary for c in row.columns)
    words = [f"{form.OF_WHICH}{name}" if inside else name for name, inside in heads]
    several = any(row.auditor for row in paper.summary)
    first = [form.AUDITOR, form.PRIORITY] if several else [form.PRIORITY]
    pen.head("Recommendations by priority and colour", [*first, *words, form.TOTAL])
    for row in paper.summary:
        held = {(column.heading, column.of_which): column.value for column in row.columns}
        named = [row.auditor, row.priority] if several else [row.priority]
        pen.line([*named, *(held.get(head) for head in heads), row.total], **LINED)


def _states(pen: Pen, paper: Paper) -> None:
    """Count the items by state and body."""
    counts = Counter((form.status_word(rec), rec.body) for rec in paper.recommendations)
    pen.head("Recommendations by status and body", ["Status", *form.BODY_WORDS.values(), form.TOTAL])
    bodies: tuple[Literal["panel", "board"], ...] = ("panel", "board")
    for word in form.STATUS_WORDS:
        numbers = [counts[word, body] for body in bodies]
        if any(numbers):
            pen.line([word, *numbers, sum(numbers)], **LINED)
    if paper.board_items:
        pen.line([form.BOARD_LIST, 0, len(paper.board_items), len(paper.board_items)], **LINED)


def _colours(pen: Pen, paper: Paper) -> None:
    """Say what the colours mean under the paper's scheme."""
    pen.head("What the colours mean")
    for colour, meaning in parts.key_table(paper).rows:
        pen.line([colour.text, f"{meaning.text.removesuffix('.')}."])


def _columns(pen: Pen, sheets: Sequence[Filled]) -> None:
    """Say what each sheet holds, and those of its columns that do not speak for themselves."""
    pen.head("What the sheets hold")
    for sheet, columns, grid in sheets:
        pen.line([sheet.name, sheet.note if grid else "Empty."], bold=True)
        for column in columns if grid else ():
            if column.note and (sheet is form.MAIN or column not in form.MAIN.columns):
                pen.line([f"   {column.heading}", column.note])
