"""A Word tracker of an invented hospital trust: a heading and a table an audit, as people fill them."""

from pathlib import Path

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

HEAD = (
    *("Recommendation (no. and subject)", "What was recommended", "Rating", "Lead", "When"),
    *("State", "Where we are", "Light"),
)
STORES = [
    (
        *("1.1 Controlled drugs register", "Count the register weekly.\nReport differences.", "HIGH"),
        "Sister Orla Venn (Ward Manager)",
        "~30/09/2021~ 31 March 2022",
        *("In progress", "January 2022: Counts began.\nMarch 2022: All wards count; see 1.2.", "=FFC000"),
    ),
    (
        *("1.2 Keys of the cupboards", "Sign for keys.", "Medium", "Orla Venn and Tam Reddish"),
        *("31/12/2021", "Sent to auditors", "Key log.docx is attached.\nPROPOSED CLOSED", "Blue"),
    ),
    ("", "", "", "", "", "", "The log is checked on Mondays.", ""),
    (
        *("1.3 Fridge temperatures", "Log temperatures.", "Low risk", "TBC", "31/01/2022"),
        *("Superseded", "Superseded by 1.1 in the new policy.", ""),
    ),
    ("Total: 3", "", "", "", "", "", "", ""),
]
ROTAS = [
    (
        *("2.1 Agency shifts", "Approve agency shifts beforehand.", "high", "Head of Nursing"),
        *(
            "~31/01/2022~ ~31/03/2022~ end of June 2022",
            "Partially implemented",
            "Four wards of nine.",
            "=FF0000",
        ),
    ),
    HEAD,
    (
        *("2.2 Time off in lieu", "Cap time off.", "Medium", "Alby Crane / Head of Nursing"),
        *("See below", "Overdue", "A date follows once 2.1 is done.\nIt depends on 2.1.", "Red"),
    ),
    (
        *("2.3 Weekend cover", "Plan cover quarterly.", "Moderate", "Alby Crane"),
        *("1 May 2022", "Closed", "Verified in April 2022.", "=00B050"),
    ),
    ("2.4 Self-rostering", "Pilot it.", "LOW", "", "N/A", "Not accepted", "", "Grey"),
]


def hospital(path: Path) -> Path:
    word = Document()
    word.add_heading("Fenbridge Hospitals NHS Trust", 1)
    word.add_paragraph("Recommendation tracker for the Audit Committee of 14th April 2022")
    counts = word.add_table(rows=2, cols=3)
    for cell, text in zip(counts.rows[0].cells, ("Rating", "Open", "Closed"), strict=True):
        cell.text = text
    for cell, text in zip(counts.rows[1].cells, ("High", "2", "0"), strict=True):
        cell.text = text
    word.add_heading("Ward Stores – Partial Assurance – October 2020", 2)
    _table(word, [HEAD, *STORES])
    word.add_heading("E-Rostering – Significant Assurance (15/09/2021)", 2)
    _table(word, [HEAD, *ROTAS])
    word.save(str(path))
    return path


def _table(word, rows) -> None:
    table = word.add_table(rows=len(rows), cols=len(HEAD))
    for row, printed in zip(rows, table.rows, strict=True):
        for text, cell in zip(row, printed.cells, strict=True):
            _fill(cell, text)
        if row[0].startswith("Total"):
            printed.cells[0].merge(printed.cells[-1])


def _fill(cell, text: str) -> None:
    if text.startswith("="):
        xml = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{text[1:]}"/>'
        cell._tc.get_or_add_tcPr().append(parse_xml(xml))
        return
    for at, piece in enumerate(text.split("~")):
        run = cell.paragraphs[0].add_run(piece)
        run.font.strike = at % 2 == 1
