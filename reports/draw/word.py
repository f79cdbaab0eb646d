"""The paper as a Word file: the house style's own template, filled in."""

import datetime as dt
import io
import zipfile
from pathlib import Path

from docx.section import Section as DocxSection
from docx.shared import Length
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from reports.draw import word_xml
from reports.draw.layout import TRACKER, TRACKER_COLUMNS, Document, Table
from reports.paper import Paper

REPORTS = Path(__file__).resolve().parent.parent
EARLIEST = (1980, 1, 1, 0, 0, 0)


def draw(document: Document, style: str, paper: Paper) -> bytes:
    """Fill the style's ``paper.docx``; names a template gets wrong raise, and it can run no code."""
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    environment.filters["letter"] = word_xml.letter
    environment.globals.update(
        mark=word_xml.mark, rag=word_xml.rag, written=word_xml.written, last_of=word_xml.last_of
    )
    template = DocxTemplate(REPORTS / style / "paper.docx")
    boards = [document.board] if document.board else []
    template.render({"paper": document, "boards": boards}, environment, autoescape=True)
    word_xml.fit(template.docx.element.body, _widths(document), _line(template.docx.sections[0]))
    word_xml.hold(
        template.docx.element.body, [item.short for group in document.groups for item in group.items]
    )
    word_xml.together(template.docx.element.body, {part.caption for part in _tables(document) if part.short})
    day = paper.meeting_date or dt.date(1980, 1, 1)
    properties = template.docx.core_properties
    properties.title, properties.author, properties.language = document.title, document.panel, "en-GB"
    properties.created = properties.modified = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - written as UTC
    properties.last_modified_by, properties.comments = document.panel, ""
    held = io.BytesIO()
    template.save(held)
    return _dateless(held.getvalue())


def _widths(document: Document) -> dict[str, list[int]]:
    """Give the widths of every table by its caption."""
    widths = {part.caption: part.widths for part in _tables(document)}
    return {**widths, TRACKER: list(TRACKER_COLUMNS.values())}


def _tables(document: Document) -> list[Table]:
    """Give every table but the tracker."""
    sections = [*document.sections, *([document.board] if document.board else [])]
    parts = [document.key, *(part for each in sections for part in each.parts)]
    return [part for part in parts if isinstance(part, Table)]


def _line(page: DocxSection) -> int:
    """Give the width of a line of text in twentieths of a point."""
    room = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    return int(Length(room).twips)


def _dateless(file: bytes) -> bytes:
    """Give the same zip file without the hour it was written, so that a paper has one form."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(zipfile.ZipInfo(entry.filename, EARLIEST), old.read(entry), zipfile.ZIP_DEFLATED)
    return out.getvalue()
