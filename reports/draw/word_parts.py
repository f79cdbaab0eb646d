"""Tables that loop and the foot of the page, for the Word templates."""

from collections.abc import Sequence

from docx.document import Document as Draft
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.table import Table, _Cell

from reports.draw.layout import TRACKER, TRACKER_ABOUT

EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="B8BCC2"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
LOOK = '<w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0"/>'
"""Says to a screen reader that the first row heads the columns."""
REPEATED = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
PALE = '<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F1F3F6"/></w:tcPr>'
PLAIN = '<w:tcPr><w:vAlign w:val="top"/></w:tcPr>'


def add_table(draft: Draft) -> None:
    """Add a table that draws ``part``: heading rows that repeat on each page, then the rows.

    Its caption is also its title for a screen reader; by it ``reports.draw.word_xml.fit`` finds its widths.
    """
    head, row = "{{r written(cell, True) }}", "{{r written(cell, part.total and row == last_of(part.rows)) }}"
    heads = _rows(
        "row in part.heads", _cells("cell in row", _aligned(head, "{% colspan cell.span %}"), PALE), REPEATED
    )
    rows = _rows("row in part.rows", _cells("cell in row", _aligned(row), PLAIN))
    _add(draft, _table(heads + rows, "{{ part.caption }}"))


def add_small_table(place: Draft | _Cell) -> None:
    """Add a table that draws the rows of a ``block``, the first as its heading."""
    heads = _rows("row in block.rows[:1]", _cells("cell in row", _line("{{ cell }}"), PALE), REPEATED)
    rows = _rows("row in block.rows[1:]", _cells("cell in row", _line("{{ cell }}"), PLAIN))
    _add(place, _table(heads + rows))


def add_tracker(draft: Draft, columns: Sequence[str], loops: Sequence[str]) -> Sequence[_Cell]:
    """Add the table of all items under the loops, and give the empty cells of its one row.

    Its heading row repeats on each page; its rows may run over pages.
    """
    heads = "".join(_cell(_line(words, "Cell head"), PALE) for words in columns)
    opening, closing = (
        [f"<w:tr>{_cell(_line(f'{{%tr {tag} %}}'))}</w:tr>" for tag in tags]
        for tags in ([f"for {loop}" for loop in loops], ["endfor" for _ in loops])
    )
    row = f"<w:tr>{f'<w:tc>{PLAIN}</w:tc>' * len(columns)}</w:tr>"
    rows = "".join([f"<w:tr>{REPEATED}{heads}</w:tr>", *opening, row, *closing])
    table = _table(rows, TRACKER, TRACKER_ABOUT)
    _add(draft, table)
    cells = table.findall(qn("w:tr"))[1 + len(loops)].findall(qn("w:tc"))
    return [_Cell(cell, Table(table, draft)) for cell in cells]


def add_foot(draft: Draft, words: str) -> None:
    """Set the foot of each page: the words, then ``Page n of m``."""
    footer = draft.sections[0].footer
    footer.is_linked_to_previous = False
    line = footer.part.element[0]
    runs = (
        f"{_run(words)}<w:r><w:tab/></w:r>{_run('Page ')}{_field('PAGE')}{_run(' of ')}{_field('NUMPAGES')}"
    )
    foot = f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="Footer"/></w:pPr>{runs}</w:p>'
    footer.part.element.replace(line, parse_xml(foot))


def _add(place: Draft | _Cell, table: BaseOxmlElement) -> None:
    """Put a table at the end of the page's text, or of a cell's."""
    if isinstance(place, _Cell):
        place._tc.append(table)  # noqa: SLF001 - the library has no public way to add a table made in XML
    else:
        place.element.body.insert_element_before(table, "w:sectPr")


def _table(rows: str, title: str = "", about: str = "") -> BaseOxmlElement:
    """Give a table with its title, and what a screen reader may say of it further."""
    described = f'<w:tblDescription w:val="{about}"/>' if about else ""
    xml = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="5000" w:type="pct"/>'
        f"<w:tblBorders>{EDGES}</w:tblBorders>{LOOK}"
        f'<w:tblCaption w:val="{title}"/>{described}</w:tblPr>'
        f"<w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl>"
    )
    return parse_xml(xml)


def _rows(loop: str, cells: str, properties: str = "<w:trPr><w:cantSplit/></w:trPr>") -> str:
    """Give a row between the two rows that hold the tags of its loop."""
    first, last = (f"<w:tr>{_cell(_line(tag))}</w:tr>" for tag in (f"{{%tr for {loop} %}}", "{%tr endfor %}"))
    return f"{first}<w:tr>{properties}{cells}</w:tr>{last}"


def _cells(loop: str, lines: str, properties: str) -> str:
    """Give a cell between the two cells that hold the tags of its loop."""
    first, last = (_cell(_line(tag)) for tag in (f"{{%tc for {loop} %}}", "{%tc endfor %}"))
    return first + _cell(lines, properties) + last


def _aligned(words: str, tag: str = "") -> str:
    """Give the words in the middle for a figure, else from the left."""
    tags = [_line(f"{{%p {each} %}}") for each in ("if cell.number", "else", "endif")]
    return f"{tags[0]}{_line(tag + words, 'Figure')}{tags[1]}{_line(words)}{tags[2]}"


def _cell(lines: str, properties: str = PLAIN) -> str:
    return f"<w:tc>{properties}{lines}</w:tc>"


def _line(words: str, style: str = "Cell") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{_run(words)}</w:p>'


def _run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def _field(code: str) -> str:
    """Give a field that Word computes while it lays out the page."""
    return f'<w:fldSimple w:instr=" {code} ">{_run("1")}</w:fldSimple>'
