"""Invented papers in the two published styles, written as Word files as an officer would lay them out."""

import io
import os
import shutil
import signal
import subprocess
from pathlib import Path

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

RED, AMBER, GREEN, GREY = "FF0000", "FFC000", "00B050", "BFBFBF"
LONG = [
    f"Week {week}: the team opened locker {week}, compared {week * 7} keys with the list, found each in its"
    " place, wrote the result into the weekly return and sent it to the head of stores for a signature."
    for week in range(1, 61)
]
"""More paragraphs than a page holds."""


def fill(cell, colour: str) -> None:
    """Shade a cell."""
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shading)


def turn(cell) -> None:
    """Write a cell's text upwards."""
    direction = OxmlElement("w:textDirection")
    direction.set(qn("w:val"), "btLr")
    cell._tc.get_or_add_tcPr().append(direction)


def repeat(row) -> None:
    """Print a row again at the top of each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def write(cell, paragraphs: list[str]) -> None:
    """Write paragraphs into a cell; "* " makes a bullet, a table is given as a list of rows."""
    first = True
    for words in paragraphs:
        if isinstance(words, list):
            nested = cell.add_table(len(words), len(words[0]))
            nested.style = "Table Grid"
            for row, texts in zip(nested.rows, words, strict=True):
                for inner, text in zip(row.cells, texts, strict=True):
                    inner.text = text
            first = False
            continue
        paragraph = cell.paragraphs[0] if first else cell.add_paragraph()
        if words.startswith("* "):
            paragraph.style = "List Bullet"
        paragraph.add_run(words.removeprefix("* "))
        first = False


def table(document, rows: list[list[str]], widths: list[float] | None = None):
    """Add a ruled table."""
    made = document.add_table(len(rows), len(rows[0]))
    made.style = "Table Grid"
    set_widths(made, widths or [])
    for row, texts in zip(made.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return made


def set_widths(made, widths: list[float]) -> None:
    """Fix the widths of columns, in centimetres."""
    made.autofit = not widths
    for column, width in zip(made.columns, widths, strict=False):
        column.width = Cm(width)
        for cell in column.cells:
            cell.width = Cm(width)


def new() -> Document:
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    document.styles["Normal"].font.size = Pt(10)
    section.footer.paragraphs[0].text = "Fenshire Constabulary – official"
    return document


def saved(document) -> bytes:
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def milestones() -> list[list[str]]:
    return [
        ["Activity", "Involved", "Start Date", "Target Date"],
        ["Load the new list of keys", "Stores", "Jan 2022", "Mar 2022"],
        ["Test of the new lockers by the night shift", "Stores and Fleet", "Feb 2022", "Apr 2022"],
    ]


ITEMS_2022: list[tuple[str, str, str, str, list]] = [
    (
        "KEY STORES\nLIMITED ASSURANCE\nMay 2021",
        RED,
        "Loss of Keys",
        "4.1 Lists of Keys",
        [
            "Fundamental Recommendation: Each locker should have a list of its keys.",
            "Initial Management Response: Agreed.",
            "Target date: end of June 2022 - Ann Bell (Stores Manager)",
            "Historical Progress May 2021 – December 2021: Lists were drawn up.",
            *LONG,
            "Progress Update: January 2022 all lists are kept.",
            "Key list.pdf",
            "PROPOSED CLOSED",
        ],
    ),
    (
        '"',
        AMBER,
        '"',
        "4.2 Signing for Keys",
        [
            "Significant Recommendation: Keys should be signed for.",
            "Initial Management Response: Accepted.",
            "Target date: March 2022 - Tom Reed (Head of Stores)",
            "Progress Update: These steps are planned:",
            milestones(),
            "The risks are:",
            "* no fitter before spring",
            "* a late delivery of lockers",
        ],
    ),
    (
        "BOAT HIRE\nSATISFACTORY ASSURANCE\nSeptember 2021",
        AMBER,
        "Cost of Hire",
        "4.1 Framework Contract",
        [
            "Recommendation: Boats should be hired by contract.",
            "Initial Management Response: Supported.",
            "Target date: 30 April 2022 - Di Lode (Head of Fleet)",
            "Progress Update: 15/11/21 - Tenders are in.",
        ],
    ),
    (
        '"',
        GREEN,
        "Wear of Oars",
        "4.3 Counting Oars",
        [
            "Recommendation: Oars should be counted.",
            "Initial Management Response: Agreed.",
            "Target date: May 2022 - Di Lode (Head of Fleet)",
            "Progress Update: 2/12/21 - Half of them are counted.",
        ],
    ),
    (
        "DYKE WATCH\nSIGNIFICANT ASSURANCE\nOctober 2021",
        GREEN,
        "Timely Warnings",
        "4.1 Duty Rota",
        [
            "Housekeeping recommendation: The rota should be published.",
            "Initial Management Response: Agreed.",
            "Target date: June 2022 - Cy Marsh (Watch Officer)",
            "Progress Update: Recently published report, update to be provided for the next meeting.",
        ],
    ),
    (
        '"',
        AMBER,
        '"',
        "4.2 Spare Radios",
        [
            "Significant recommendation: Spare radios should be tested each month.",
            "Initial Management Response: Agreed.",
            "Target date: 31 July 2022 - Cy Marsh (Watch Officer)",
            "Progress Update: 3/1/22 - Testing has begun.",
        ],
    ),
]


def paper_2022() -> bytes:
    """Give the table style: figures, closures, legend, and one table of five columns."""
    document = new()
    document.add_paragraph("FENSHIRE CONSTABULARY JOINT AUDIT PANEL")
    document.add_paragraph("Subject\tINTERNAL AUDIT TRACKING")
    document.add_paragraph("Date\t3rd FEBRUARY 2022")
    document.add_paragraph("Author:\tIvy Nunn")
    document.add_heading("Purpose of Report", 2)
    document.add_paragraph(
        "This report gives the panel what owners say about the recommendations of the auditors Quill and"
        " Partners, which are still open, and asks the panel to agree those that are proposed closed."
    )
    figures = table(
        document,
        [
            ["Priority of Recommendation", "RED", "AMBER", "GREEN", "Proposed Closed", "Total"],
            ["Fundamental", "1", "-", "-", "1", "1"],
            ["Significant", "-", "3", "-", "-", "3"],
            ["Housekeeping", "-", "-", "2", "-", "2"],
            ["Total", "1", "3", "2", "1", "6"],
        ],
    )
    for at, colour in enumerate((RED, AMBER, GREEN), 1):
        for row in figures.rows[:4]:
            fill(row.cells[at], colour)
    document.add_paragraph("These are proposed closed:")
    table(
        document,
        [
            ["Audit Title", "Priority Score", "Section/Recommendation Reference", "Proposed Closed", "Page"],
            ["KEY STORES", "Fundamental", "4.1 Lists of Keys", "YES", "2"],
        ],
    )
    document.add_paragraph("APPENDIX A").paragraph_format.page_break_before = True
    legend = table(document, [["RISK LEVEL", "FUNDAMENTAL", "SIGNIFICANT", "HOUSEKEEPING"]])
    for cell, colour in zip(legend.rows[0].cells[1:], (RED, AMBER, GREEN), strict=True):
        fill(cell, colour)
    document.add_paragraph()
    widths = [3.6, 1.2, 2.6, 3.4, 13.2]
    head = ["Audit Title", "Risk", "Threat to Delivering", "Recommendation Reference",
            "Business Owner Update / Action Plan - January 2022"]  # fmt: skip
    tracker = table(document, [head, *[[""] * 5 for _ in ITEMS_2022]], widths)
    repeat(tracker.rows[0])
    for cell in tracker.rows[0].cells:
        fill(cell, GREY)
    for row, (audit, colour, threat, title, said) in zip(tracker.rows[1:], ITEMS_2022, strict=True):
        for at, words in ((0, audit.split("\n")), (2, [threat]), (3, [title]), (4, said)):
            write(row.cells[at], words)
        fill(row.cells[1], colour)
    document.add_paragraph("END")
    return saved(document)


NOVEMBER_2019 = (
    "Update November 2019: Half the keys are signed for, and the other half will follow when the stores have"
    " moved into the new building behind the sluice, which has to be dry first."
)
ITEMS_2019: list[tuple[str, str, int, list[tuple[str, list]]]] = [
    (
        "DYKE STORES – LIMITED ASSURANCE",
        "October 2019",
        1,
        [
            (
                "AMBER",
                [
                    "Fundamental – 4.1 Sluice Keys",
                    "All keys should be signed for.",
                    "Implementation Target Date: January 2020 Revised target date June 2020",
                    "Person Responsible: Cy Marsh - Head of Stores",
                    "Initial Management Response: Agreed.",
                    NOVEMBER_2019,
                    *LONG[:8],
                    "* one sluice is rusty",
                    "Update February 2020: All keys are signed for.",
                ],
            ),
            (
                "GREEN",
                [
                    "Significant – 4.2 Boat Hire",
                    "Boats should be hired by contract.",
                    "Implementation Target Date: 31/12/19",
                    "Person Responsible: Di Lode - Head of Fleet",
                    "Initial Management Response: Accepted.",
                    "Update January 2020: Contract let.",
                    "PROPOSE CLOSED",
                ],
            ),
        ],
    ),
    (
        "WATCH ROTAS – SATISFACTORY ASSURANCE",
        "March 2019",
        0,
        [
            (
                "RED",
                [
                    "Significant – 4.3 Night Watch",
                    "The night watch should be doubled in winter.",
                    "Implementation Target Date: May 2019",
                    "Person Responsible: Ann Reed - Watch Officer",
                    "Initial Management Response: Agreed.",
                    "Update October 2019: Two more people are in training.",
                ],
            ),
        ],
    ),
]


def paper_2019() -> bytes:
    """Give the narrative style: a banner over each audit, a turned colour word left of each item."""
    document = new()
    for words in (
        "FENSHIRE POLICE AND CRIME OFFICE JOINT AUDIT PANEL",
        "Report of:\tCHIEF CONSTABLE",
        "Subject:\tAUDIT FOLLOW-UP",
        "Date:\tTUESDAY 3rd MARCH 2020 – 2.30pm",
        "Author:\tANN REED",
        "Purpose of Report",
        "The auditors Quill and Partners made these recommendations.",
    ):
        document.add_paragraph(words)
    for title, month, fundamental, items in ITEMS_2019:
        document.add_paragraph()
        grid = document.add_table(2, 4)
        grid.style = "Table Grid"
        set_widths(grid, [1.2, 7.6, 7.6, 7.6])
        banner, counts = grid.rows
        banner.cells[0].merge(banner.cells[2]).text = title
        banner.cells[3].text = month
        counts.cells[0].merge(counts.cells[1]).text = f"FUNDAMENTAL: {fundamental}"
        counts.cells[2].text, counts.cells[3].text = (
            f"SIGNIFICANT: {len(items) - fundamental}",
            "HOUSEKEEPING: 0",
        )
        for colour, said in items:
            row = grid.add_row()
            write(row.cells[1].merge(row.cells[3]), said)
            row.cells[0].text = colour
            turn(row.cells[0])
            fill(row.cells[0], {"RED": RED, "AMBER": AMBER, "GREEN": GREEN}[colour])
    document.add_paragraph("END")
    return saved(document)


def converted(file: bytes, folder: Path, *, to: str = "pdf", end: str = "docx") -> bytes:
    """Convert with LibreOffice, in a profile and a process group of its own."""
    source = folder / f"paper.{end}"
    source.write_bytes(file)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    command = [shutil.which("soffice"), "--headless", profile, "--convert-to", to, "--outdir", folder, source]
    run = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        run.wait(timeout=600)
    finally:
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
    return (folder / f"paper.{to.split(':', maxsplit=1)[0]}").read_bytes()
