"""Tables that loop and the foot of the page, for the Word template."""

from docx.document import Document as Draft
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

EDGES = "".join(
    f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="B8BCC2"/>'
    for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
)
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
    _add(
        draft,
        heads + _rows("row in part.rows", _cells("cell in row", _aligned(row), PLAIN)),
        "{{ part.caption }}",
    )


def add_small_table(draft: Draft) -> None:
    """Add a table that draws the rows of a ``block``, the first as its heading."""
    heads = _rows("row in block.rows[:1]", _cells("cell in row", _line("{{ cell }}"), PALE), REPEATED)
    _add(draft, heads + _rows("row in block.rows[1:]", _cells("cell in row", _line("{{ cell }}"), PLAIN)))


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


def _add(draft: Draft, rows: str, title: str = "") -> None:
    table = (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="5000" w:type="pct"/>'
        f"<w:tblBorders>{EDGES}</w:tblBorders>"
        f'<w:tblCaption w:val="{title}"/></w:tblPr><w:tblGrid><w:gridCol/></w:tblGrid>{rows}</w:tbl>'
    )
    draft.element.body.insert_element_before(parse_xml(table), "w:sectPr")


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
