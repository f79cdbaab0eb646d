"""Pieces of a Word file that plain text cannot say: bookmarks, page fields, words on a colour."""

from collections.abc import Collection, Mapping, Sequence

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from markupsafe import Markup, escape

from reports.draw.layout import TRACKER, Cell, Item

FILLS = {"RED": "B3001B", "AMBER": "FFBF47", "GREEN": "00692F", "GREY": "6B6B6B"}
INKS = {"RED": "FFFFFF", "GREEN": "FFFFFF", "GREY": "FFFFFF"}
FIELD = Markup('<w:r><w:fldChar w:fldCharType="{}"/></w:r>')
COLOUR = Markup('<w:color w:val="{}"/><w:shd w:val="clear" w:color="auto" w:fill="{}"/>')
CELL_MARGINS = 216
"""Left and right of the words in a cell, in twentieths of a point."""
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


def fit(body: BaseOxmlElement, widths: Mapping[str, Sequence[int]], line: int) -> None:
    """Give every table its columns: by its title where that has relative widths, else of one width.

    ``line`` is the width of the text in twentieths of a point; a table in a cell has that cell's width.
    """
    for table in body.iterchildren(qn("w:tbl")):
        _fit(table, widths, line)


def _fit(table: BaseOxmlElement, widths: Mapping[str, Sequence[int]], room: int) -> None:
    """Set the columns of one table, and then those of the tables in its cells."""
    rows = table.findall(qn("w:tr"))
    shares = list(widths.get(_title(table), [])) or [1] * max((sum(_spans(row)) for row in rows), default=1)
    columns = [share * room // sum(shares) for share in shares]
    grid = table.find(qn("w:tblGrid"))
    for column in list(grid):
        grid.remove(column)
    for wide in columns:
        grid.append(grid.makeelement(qn("w:gridCol"), {qn("w:w"): str(wide)}))
    for row in rows:
        for cell, wide in zip(row.findall(qn("w:tc")), columns, strict=False):
            for inner in cell.iterchildren(qn("w:tbl")):
                _fit(inner, widths, wide - CELL_MARGINS)


def hold(body: BaseOxmlElement, short: Sequence[bool]) -> None:
    """Keep those rows of the tracker whole that are ``short``; the others may run over pages."""
    named = (t for t in body.iterchildren(qn("w:tbl")) if _title(t) == TRACKER)
    for table in named:
        for row, whole in zip(table.findall(qn("w:tr"))[1:], short, strict=True):
            if whole:
                row.insert(0, parse_xml(f"<w:trPr {nsdecls('w')}><w:cantSplit/></w:trPr>"))


def together(body: BaseOxmlElement, titles: Collection[str]) -> None:
    """Keep the tables of these titles on one page: each row stays with the next."""
    for table in body.iterchildren(qn("w:tbl")):
        if _title(table) in titles:
            for row in table.findall(qn("w:tr"))[:-1]:
                for properties in row.iter(qn("w:pPr")):
                    properties.insert(1, properties.makeelement(qn("w:keepNext"), {}))


def _title(table: BaseOxmlElement) -> str:
    title = table.find(f"{qn('w:tblPr')}/{qn('w:tblCaption')}")
    return title.get(qn("w:val"), "") if title is not None else ""


def _spans(row: BaseOxmlElement) -> list[int]:
    """Give how many columns each cell of a row takes."""
    found = (cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for cell in row.findall(qn("w:tc")))
    return [int(span.get(qn("w:val"))) if span is not None else 1 for span in found]
