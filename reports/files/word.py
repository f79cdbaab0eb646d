"""Word papers (.docx) as documents: paragraphs and tables in order, as they would be printed."""

from collections.abc import Iterator

from followup import Refused
from reports.files import colours
from reports.files.archive import Archive, Element
from reports.files.joining import join_tables
from reports.files.model import NESTED, Block, Cell, Document, Line, Row, Table
from reports.files.word_looks import child, is_on, local, value
from reports.files.word_text import CHANGED, DELETED, FOREIGN, Text
from reports.paper import Colour

MAIN = "word/document.xml"
MOST_SPAN = 200
"""Columns of a merged cell; Word's own limit is 63."""


def read(name: str, content: bytes) -> Document:
    """Read a .docx file; Refused where it is damaged or made to harm. Nothing in it is run or fetched."""
    archive = Archive(name, content)
    main = archive.main(MAIN)
    body = child(archive.xml(main), "body")
    if body is None:
        raise Refused(f"{name} is damaged: it is no Word document inside.")
    reader = _Reader(Text(archive, main))
    blocks = join_tables(list(reader.blocks(body)))
    if not blocks:
        raise Refused(f"{name} holds no text.")
    return Document(name=name, form="word", blocks=blocks, notes=list(reader.text.notes))


class _Reader:
    """Walks blocks of one file; what was changed on the way is noted in ``text``."""

    def __init__(self, text: Text) -> None:
        self.text = text

    def blocks(self, parent: Element) -> Iterator[Block]:
        """Give the blocks of a body, a cell or a text box.

        A paragraph whose mark was deleted runs on into the next one.
        """
        carried: list[Line] = []
        for one in self._flat(parent):
            if local(one) == "tbl":
                table = self._table(one)
                if any(cell.words() for row in table.rows for cell in row.cells):
                    yield from carried
                    yield table
                    carried = []
                continue
            found = list(self._paragraph(one))
            if carried and found and isinstance(found[0], Line):
                carried[-1].text += " " + found[0].text
                found[:1] = carried
                carried = []
            lines = [block for block in found if isinstance(block, Line)]
            if child(one, "pPr", "rPr", "del") is not None and len(lines) == len(found):
                carried += lines
            else:
                yield from found
        yield from carried

    def _flat(self, parent: Element) -> Iterator[Element]:
        """Give paragraphs and tables, also those inside content controls and insertions."""
        for one in parent:
            name = local(one)
            if name in ("p", "tbl"):
                yield one
            elif name in DELETED:
                self.text.note(CHANGED)
            elif name == "altChunk":
                self.text.note(FOREIGN)
            elif name == "AlternateContent":
                yield from self._flat(next(iter(one), ()))
            elif not name.endswith("Pr"):
                yield from self._flat(one)

    def _paragraph(self, element: Element) -> Iterator[Block]:
        words = self.text.paragraph(element)
        style, struck = self.text.looks.name(self.text.style(element)), "\n".join(words.struck)
        for at, line in enumerate([*words.lines(), *words.beneath]):
            yield Line(text=line, style=style, struck=struck if at == 0 else "")
        for box in words.boxes:
            yield from self.blocks(box)

    def _table(self, element: Element) -> Table:
        rows: list[Row] = []
        headings = 0
        for one in self._rows(element):
            properties = child(one, "trPr")
            if is_on(properties, "tblHeader") and headings == len(rows):
                headings += 1
            rows.append(Row(cells=[cell for tc in self._cells(one) for cell in self._cell(tc)]))
            _pad(rows[-1], properties)
        width = max((len(row.cells) for row in rows), default=0)
        for row in rows:
            row.cells += [Cell() for _ in range(width - len(row.cells))]
        colours.settle(rows, heading_rows=headings if headings < len(rows) else 0)
        return Table(rows=rows, name=value(child(element, "tblPr", "tblCaption")))

    def _rows(self, table: Element) -> Iterator[Element]:
        for one in table:
            name = local(one)
            if name == "tr" and child(one, "trPr", "del") is None:
                yield one
            elif name == "tr":
                self.text.note(CHANGED)
            elif name in ("sdt", "sdtContent", "ins", "customXml"):
                yield from self._rows(one)

    def _cells(self, row: Element) -> Iterator[Element]:
        for one in row:
            if local(one) == "tc":
                yield one
            elif local(one) in ("sdt", "sdtContent", "ins", "customXml"):
                yield from self._cells(one)

    def _cell(self, element: Element) -> list[Cell]:
        """Read a cell, and the empty ones it covers; the second part of a merged one is empty itself."""
        properties = child(element, "tcPr")
        span = _number(value(child(properties, "gridSpan")))
        merged = [child(properties, name) for name in ("vMerge", "hMerge")]
        if any(one is not None and value(one) != "restart" for one in merged):
            return [Cell() for _ in range(span)]
        lines: list[tuple[str, str]] = []
        struck: list[str] = []
        for block in self.blocks(element):
            lines += (
                [(_flat(block.text), block.style)]
                if isinstance(block, Line)
                else [(_nested(row), "") for row in block.rows]
            )
            struck += (
                [block.struck] if isinstance(block, Line) else [c.struck for r in block.rows for c in r.cells]
            )
        lines = [(words, style) for words, style in lines if words.strip()]
        cell = Cell(
            text="\n".join(words for words, _ in lines),
            styles=[style for _, style in lines],
            colour=_colour(properties),
            struck="\n".join(filter(None, struck)),
            span=span,
        )
        return [cell, *(Cell() for _ in range(span - 1))]


def _pad(row: Row, properties: Element) -> None:
    """Set empty cells where a row begins later or ends earlier than its table."""
    before, after = (value(child(properties, name)) for name in ("gridBefore", "gridAfter"))
    row.cells[:0] = [Cell() for _ in range(_number(before) if before else 0)]
    row.cells += [Cell() for _ in range(_number(after) if after else 0)]


def _nested(row: Row) -> str:
    """Write a row of a table inside a cell as one line; of a deeper one its words only."""
    return NESTED.join(_flat(cell.words().replace(NESTED, " ")) for cell in row.cells)


def _flat(text: str) -> str:
    return " ".join(text.split())


def _colour(properties: Element) -> Colour | None:
    """Give the RAG colour of a cell's shading: its fill, or of a solid pattern the ink."""
    shading = child(properties, "shd")
    solid = value(shading) == "solid" and value(shading, "color") not in ("", "auto")
    return colours.colour_of_hex(value(shading, "color" if solid else "fill"))


def _number(words: str) -> int:
    found = int(words) if words.isascii() and words.isdecimal() and len(words) < 5 else 1  # noqa: PLR2004
    return max(1, min(found, MOST_SPAN))
