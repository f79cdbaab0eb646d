"""Builds the Word template of the table style: ``python -m reports.table.word_template``."""

from pathlib import Path

from docx.document import Document as Draft
from docx.table import _Cell

from reports.draw import word_builder as word
from reports.draw.layout import RESPONSE, TRACKER_COLUMNS, WITHHELD
from reports.draw.word_parts import add_tracker
from reports.draw.word_styles import MARK, Look

FILE = Path(__file__).with_name("paper.docx")
LOOKS = {
    "Normal": Look(9.5, after=4),
    "Line": Look(9.5),
    "Body Text": Look(9.5, after=4),
    "Heading 2": Look(10, before=2, after=3, bold=True, keep=True),
    "Heading 3": Look(9.5, MARK, bold=True, before=6, after=2, keep=True),
    "List Bullet": Look(9.5, after=2, left=0.6, hang=0.4),
    "Numbered line": Look(9.5, after=2, left=0.7, hang=0.7),
    "Fact": Look(9.5, after=1, left=4.2, hang=4.2),
    "Marker": Look(9.5, bold=True),
}
"""Where the narrow columns of a landscape page look otherwise than the narrative style."""


def build() -> Draft:
    """Give the template: a landscape page, and the tracker as one table with a row for each item."""
    draft = word.started(wide=True, looks=LOOKS)
    draft.add_paragraph("{{ paper.key.caption }}", style="Caption")
    word.tag(draft, "for part in [paper.key]")
    word.data_table(draft)
    word.tag(draft, "endfor")
    cells = add_tracker(draft, tuple(TRACKER_COLUMNS), ["group in paper.groups", "item in group.items"])
    for cell, fill in zip(cells, (_audit, _threat, _recommendation, _update), strict=True):
        fill(cell)
    word.finish(draft)
    return draft


def _audit(cell: _Cell) -> None:
    cell.add_paragraph("{{ group.title }}", style="Audit")
    for field in ("assurance", "month"):
        word.tag(cell, f"if group.{field}")
        cell.add_paragraph(f"{{{{ group.{field} }}}}", style="Cell")
        word.tag(cell, "endif")


def _threat(cell: _Cell) -> None:
    cell.add_paragraph("{{ item.threat or '–' }}", style="Cell")


def _recommendation(cell: _Cell) -> None:
    cell.add_paragraph("{{r mark(item) }}{{ item.id }}", style="Item id")
    cell.add_paragraph("{{ item.heading }}", style="Heading 2")
    cell.add_paragraph("{{ item.priority }}", style="Cell")
    cell.add_paragraph("{{r rag(item) }}", style="Meta")


def _update(cell: _Cell) -> None:
    word.tag(cell, "if item.withheld")
    cell.add_paragraph(WITHHELD)
    word.tag(cell, "else")
    for label, field in (("{{ item.priority }} recommendation", "text"), (RESPONSE, "response")):
        word.tag(cell, f"if item.{field}")
        cell.add_paragraph(label, style="Heading 3")
        word.blocks(cell, f"item.{field}")
        word.tag(cell, "endif")
    word.item_facts(cell)
    word.updates(cell, heading="Heading 3")
    word.tag(cell, "endif")
    word.marker(cell)


if __name__ == "__main__":
    word.save(build(), FILE)
