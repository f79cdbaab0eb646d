"""The paper as a tagged PDF: Jinja2 writes Typst, in which every value is a string and never markup."""

import datetime as dt
from pathlib import Path
from typing import Any

import typst
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from followup import Refused
from reports.draw import fonts
from reports.draw.layout import Document
from reports.paper import Paper

REPORTS = Path(__file__).resolve().parent.parent
STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-2a"]
MOST = 1500
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})


def literal(value: Any) -> Markup:  # noqa: ANN401 - any plain value
    """Give a value as a Typst literal: a string, number, boolean or array, whatever its text holds."""
    if isinstance(value, bool):
        return Markup(str(value).lower())  # noqa: S704 - a keyword of ours
    if isinstance(value, int):
        return Markup(value)  # noqa: S704 - digits
    if isinstance(value, list | tuple):
        return Markup("(" + "".join(literal(each) + ", " for each in value) + ")")  # noqa: S704 - literals
    return Markup('"' + str(value).translate(ESCAPES) + '"')  # noqa: S704 - escaped in this line


def expression(value: Any) -> Markup:  # noqa: ANN401 - what a template prints
    """Give what ``{{ }}`` prints in running text: a Typst string expression, unless already Typst."""
    return value if isinstance(value, Markup) else Markup("#" + literal(value) + ";")  # noqa: S704 - a literal


def draw(document: Document, style: str, paper: Paper) -> bytes:
    """Draw the document in one house style as PDF/UA-1 and PDF/A-2a, with our own fonts only.

    Raises Refused for more items than a reader's machine can lay out.
    """
    if len(paper.recommendations) > MOST:
        raise Refused(f"A PDF holds at most {MOST} recommendations; compile this paper to html or docx.")
    day = paper.meeting_date or dt.date(1970, 1, 1)
    pdf, warnings = typst.compile_with_warnings(
        source(document, style),
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.folder())]
        ),
        format="pdf",
        pdf_standards=STANDARDS,
        timestamp=dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC),
    )
    if warnings:
        raise RuntimeError(f"the paper's Typst template is at fault: {warnings[0].message}")
    if not isinstance(pdf, bytes):
        raise TypeError(f"Typst gave {type(pdf).__name__} instead of one PDF")
    return pdf


def source(document: Document, style: str) -> bytes:
    """Write the Typst source of the document."""
    environment = Environment(
        loader=FileSystemLoader([REPORTS / style, REPORTS / "draw" / "templates"]),
        autoescape=True,  # so that macros give Markup; ``expression`` decides what that means here
        finalize=expression,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["lit"] = literal
    return environment.get_template("paper.typ.j2").render(paper=document, family=fonts.FAMILY).encode()
