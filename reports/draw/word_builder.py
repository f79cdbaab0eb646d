"""What the Word templates of all house styles are made of: front pages, sections, parts of an item."""

import io
from pathlib import Path

from docx import Document
from docx.document import Document as Draft
from docx.table import _Cell

from reports.draw.layout import APPENDIX, END
from reports.draw.word_parts import add_foot, add_small_table, add_table
from reports.draw.word_styles import Look, set_page, set_styles

Place = Draft | _Cell
"""Where paragraphs are put: the page, or a cell of the tracker."""


def started(*, wide: bool = False, looks: dict[str, Look] | None = None) -> Draft:
    """Give a template with its page, styles, foot and front pages; the tracker is to follow."""
    draft = Document()
    set_page(draft, wide=wide)
    set_styles(draft, looks or {})
    add_foot(draft, "{{ paper.foot }}")
    draft.add_paragraph("{{ paper.panel }}", style="Panel")
    draft.add_paragraph("{{ paper.subject }}", style="Title")
    tag(draft, "for name, value in paper.head")
    facts(draft, "{{ name }}", "value.split('\\n')")
    tag(draft, "endfor")
    tag(draft, "for section in paper.sections")
    section(draft)
    tag(draft, "endfor")
    title = draft.add_paragraph(style="Heading 1")
    title.paragraph_format.page_break_before = True
    title.add_run(APPENDIX)
    return draft


def finish(draft: Draft) -> None:
    """Add what stands after the tracker in every style."""
    draft.add_paragraph(END, style="End")
    tag(draft, "for section in boards")
    section(draft)
    tag(draft, "endfor")


def save(draft: Draft, file: Path) -> None:
    """Write the template."""
    held = io.BytesIO()
    draft.save(held)
    file.write_bytes(held.getvalue())


def section(draft: Draft) -> None:
    """Add what draws ``section``: heading, then numbered paragraphs and tables in their order."""
    draft.add_paragraph("{{ section.title }}", style="Heading 1")
    tag(draft, "for part in section.parts")
    tag(draft, 'if part.kind == "table"')
    tag(draft, "if part.caption != section.title")
    draft.add_paragraph("{{ part.caption }}", style="Caption")
    tag(draft, "endif")
    data_table(draft)
    tag(draft, "else")
    tag(draft, "if part.number")
    draft.add_paragraph("{{ part.number }}.\t{{ part.text }}", style="Numbered")
    tag(draft, "else")
    draft.add_paragraph("{{ part.text }}")
    tag(draft, "endif")
    tag(draft, "for point in part.points")
    draft.add_paragraph("({{ loop.index | letter }})\t{{ point }}", style="Point")
    tag(draft, "endfor")
    tag(draft, "endif")
    tag(draft, "endfor")


def data_table(draft: Draft) -> None:
    """Add a table that draws ``part``, and the space beneath it."""
    add_table(draft)
    draft.add_paragraph(style="After table")


def blocks(place: Place, name: str) -> None:
    """Add what draws a list of blocks: lines, bullets, numbers as typed, rows of small tables.

    Each line is a paragraph; all but the last of a block have a style of their own, without the space
    beneath, so that a reader of the file knows where a block ends.
    """
    tag(place, f"for block in {name}")
    tag(place, "for line in block.lines")
    tag(place, 'if block.kind == "numbers"')
    place.add_paragraph("{{ block.start + loop.index0 }}.\t{{ line }}", style="Numbered line")
    tag(place, 'elif block.kind == "bullets"')
    place.add_paragraph("{{ line }}", style="List Bullet")
    tag(place, "elif loop.last")
    place.add_paragraph("{{ line }}", style="Body Text")
    tag(place, "else")
    place.add_paragraph("{{ line }}", style="Line")
    tag(place, "endif")
    tag(place, "endfor")
    tag(place, "if block.rows")
    add_small_table(place)
    place.add_paragraph(style="After table")
    tag(place, "endif")
    tag(place, "endfor")


def item_facts(place: Place) -> None:
    """Add dates, people, links and evidence of ``item``."""
    facts(place, "Target date", "item.dates")
    people = "{{ 'Person' if item.owners | length == 1 else 'Persons' }} responsible"
    for label, field in ((people, "owners"), ("Linked", "links"), ("Evidence", "evidence")):
        facts(place, label, f"item.{field}")


def facts(place: Place, label: str, values: str) -> None:
    """Add a paragraph for each of the ``values``, the first of them labelled."""
    tag(place, f"for value_line in {values}")
    line = place.add_paragraph(style="Fact")
    line.add_run(f"{{% if loop.first %}}{label}:{{% endif %}}").bold = True
    line.add_run("\t")
    line.add_run("{{ value_line }}")
    tag(place, "endfor")


def updates(place: Place, *, heading: str) -> None:
    """Add the updates of ``item``, each headed by its label, and the marker that closes it."""
    tag(place, "for update in item.updates")
    place.add_paragraph("{{ update.label }}", style=heading)
    blocks(place, "update.blocks")
    tag(place, "if update.verified")
    place.add_paragraph("{{ update.verified }}", style="Marker")
    tag(place, "endif")
    tag(place, "endfor")


def marker(place: Place) -> None:
    """Add the marker that closes ``item``."""
    tag(place, "if item.marker")
    place.add_paragraph("{{ item.marker }}", style="Marker")
    tag(place, "endif")


def tag(place: Place, words: str) -> None:
    """Add a paragraph that holds one Jinja2 tag and vanishes when the paper is drawn."""
    place.add_paragraph(f"{{%p {words} %}}", style="Tag")
