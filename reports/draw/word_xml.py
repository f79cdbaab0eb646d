"""Pieces of a Word file that plain text cannot say: bookmarks, page fields, words on a colour."""

from collections.abc import Mapping, Sequence

from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from markupsafe import Markup, escape

from reports.draw.layout import Cell, Item

FILLS = {"RED": "B3001B", "AMBER": "FFBF47", "GREEN": "00692F", "GREY": "6B6B6B"}
INKS = {"RED": "FFFFFF", "GREEN": "FFFFFF", "GREY": "FFFFFF"}
FIELD = Markup('<w:r><w:fldChar w:fldCharType="{}"/></w:r>')
COLOUR = Markup('<w:color w:val="{}"/><w:shd w:val="clear" w:color="auto" w:fill="{}"/>')
TEXT_WIDTH = 9412
"""Of a line, in twentieths of a point: A4 less the margins."""
PAGE_UNKNOWN = "Appendix A"
"""Stands for a page until Word updates its fields: true, and never a wrong number."""


def mark(item: Item) -> Markup:
    """Give the bookmark to which the page fields of an item point."""
    number = Markup(item.anchor.removeprefix("item"))  # noqa: S704 - digits of ours
    return Markup('<w:bookmarkStart w:id="{0}" w:name="{1}"/><w:bookmarkEnd w:id="{0}"/>').format(
        number, item.anchor
    )


def rag(item: Item) -> Markup:
    """Give the RAG word on its colour."""
    return run(f" {item.rag_words} ", shade=item.rag, strong=True)


def written(cell: Cell, strong: bool) -> Markup:
    """Give the content of a table cell: a page field, or its words, bold in a heading or a total."""
    if cell.to:
        return page(cell.to)
    return run(cell.text, shade=cell.tint, strong=strong or bool(cell.tint))


def page(anchor: str) -> Markup:
    """Give a field with the page of an anchor, which is also a link to it."""
    code = Markup('<w:r><w:instrText xml:space="preserve"> PAGEREF {} \\h </w:instrText></w:r>').format(
        anchor
    )
    begin, middle, end = (FIELD.format(kind) for kind in ("begin", "separate", "end"))
    return begin + code + middle + run(PAGE_UNKNOWN) + end


def run(words: str, *, shade: str = "", strong: bool = False) -> Markup:
    """Give a run of text; line ends become line breaks."""
    lines = Markup('</w:t><w:br/><w:t xml:space="preserve">').join(escape(line) for line in words.split("\n"))
    looks = Markup("<w:b/>") if strong else Markup("")
    if shade in FILLS:
        looks += COLOUR.format(INKS.get(shade, "1B1B1B"), FILLS[shade])
    return Markup('<w:r><w:rPr>{}</w:rPr><w:t xml:space="preserve">{}</w:t></w:r>').format(looks, lines)


def letter(number: int) -> str:
    """Give a to z, then aa, ab and on, for 1, 2 and on."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def last_of(rows: Sequence[Sequence[Cell]]) -> Sequence[Cell] | None:
    """Give the last row, if there is one."""
    return rows[-1] if rows else None


def fit(body: BaseOxmlElement, widths: Mapping[str, Sequence[int]]) -> None:
    """Give every table its columns: by its title where that has relative widths, else of one width."""
    for table in body.iter(qn("w:tbl")):
        title = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
        rows = [_spans(row) for row in table.iter(qn("w:tr"))]
        columns = max(map(sum, rows), default=1)
        shares = list(widths.get(title.get(qn("w:val"), "") if title is not None else "", [1] * columns))
        grid = table.find(qn("w:tblGrid"))
        for column in list(grid):
            grid.remove(column)
        for share in shares:
            column = grid.makeelement(qn("w:gridCol"), {qn("w:w"): str(share * TEXT_WIDTH // sum(shares))})
            grid.append(column)


def _spans(row: BaseOxmlElement) -> list[int]:
    """Give how many columns each cell of a row takes."""
    found = (cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in row.iter(qn("w:tc")))
    return [int(span.get(qn("w:val"))) if span is not None else 1 for span in found]
