"""Builds the Word template of the narrative style: ``python -m reports.narrative.word_template``."""

import io
from pathlib import Path

from docx import Document
from docx.document import Document as Draft

from reports.narrative.word_parts import add_foot, add_small_table, add_table
from reports.narrative.word_styles import set_page, set_styles

FILE = Path(__file__).with_name("paper.docx")


def build() -> Draft:
    """Give the template: what a secretariat sees and may edit in Word, with Jinja2 tags in it."""
    draft = Document()
    set_page(draft)
    set_styles(draft)
    _front(draft)
    _appendix(draft)
    add_foot(draft, "{{ paper.foot }}")
    return draft


def save(draft: Draft, file: Path) -> None:
    """Write the template."""
    held = io.BytesIO()
    draft.save(held)
    file.write_bytes(held.getvalue())


def _front(draft: Draft) -> None:
    draft.add_paragraph("{{ paper.panel }}", style="Panel")
    draft.add_paragraph("{{ paper.subject }}", style="Title")
    _tag(draft, "for name, value in paper.head")
    _fact(draft, "{{ name }}", "{{ value }}")
    _tag(draft, "endfor")
    _tag(draft, "for section in paper.sections")
    _section(draft)
    _tag(draft, "endfor")


def _section(draft: Draft) -> None:
    """Add what draws ``section``: heading, then numbered paragraphs and tables in their order."""
    draft.add_paragraph("{{ section.title }}", style="Heading 1")
    _tag(draft, "for part in section.parts")
    _tag(draft, 'if part.kind == "table"')
    _tag(draft, "if part.caption != section.title")
    draft.add_paragraph("{{ part.caption }}", style="Caption")
    _tag(draft, "endif")
    add_table(draft)
    draft.add_paragraph(style="After table")
    _tag(draft, "else")
    _tag(draft, "if part.number")
    draft.add_paragraph("{{ part.number }}.\t{{ part.text }}", style="Numbered")
    _tag(draft, "else")
    draft.add_paragraph("{{ part.text }}")
    _tag(draft, "endif")
    _tag(draft, "for point in part.points")
    draft.add_paragraph("({{ loop.index | letter }})\t{{ point }}", style="Point")
    _tag(draft, "endfor")
    _tag(draft, "endif")
    _tag(draft, "endfor")


def _appendix(draft: Draft) -> None:
    title = draft.add_paragraph(style="Heading 1")
    title.paragraph_format.page_break_before = True
    title.add_run("Appendix A: internal audit tracker")
    _tag(draft, "for group in paper.groups")
    draft.add_paragraph(
        "{{ group.title }}{% if group.assurance %} – {{ group.assurance }}{% endif %}", style="Heading 2"
    )
    draft.add_paragraph(
        "{% if group.month %}{{ group.month }} · {% endif %}{{ group.counts | join(' · ') }}", style="Banner"
    )
    _tag(draft, "for item in group.items")
    _item(draft)
    _tag(draft, "endfor")
    _tag(draft, "endfor")
    draft.add_paragraph("END", style="End")
    _tag(draft, "for section in boards")
    _section(draft)
    _tag(draft, "endfor")


def _item(draft: Draft) -> None:
    draft.add_paragraph("{{r mark(item) }}{{ item.priority }} – {{ item.heading }}", style="Heading 3")
    draft.add_paragraph("{{r rag(item) }}   {{ item.id }}", style="Meta")
    _tag(draft, "if item.withheld")
    draft.add_paragraph("The text of this recommendation is in the restricted edition of this paper only.")
    _tag(draft, "else")
    _blocks(draft, "item.text")
    _fact(draft, "Target date", "{{ item.dates | join('\\n') }}")
    people = "{{ 'Person' if item.owners | length == 1 else 'Persons' }} responsible"
    for label, field in ((people, "owners"), ("Linked", "links"), ("Evidence", "evidence")):
        _tag(draft, f"if item.{field}")
        _fact(draft, label, f"{{{{ item.{field} | join('\\n') }}}}")
        _tag(draft, "endif")
    _tag(draft, "if item.response")
    draft.add_paragraph("Initial management response", style="Heading 4")
    _blocks(draft, "item.response")
    _tag(draft, "endif")
    _tag(draft, "for update in item.updates")
    draft.add_paragraph("{{ update.label }}", style="Heading 4")
    _blocks(draft, "update.blocks")
    _tag(draft, "if update.verified")
    draft.add_paragraph("{{ update.verified }}", style="Marker")
    _tag(draft, "endif")
    _tag(draft, "endfor")
    _tag(draft, "endif")
    _tag(draft, "if item.marker")
    draft.add_paragraph("{{ item.marker }}", style="Marker")
    _tag(draft, "endif")


def _blocks(draft: Draft, name: str) -> None:
    """Add what draws a list of blocks: paragraphs, bullets, numbers as typed, rows of small tables."""
    _tag(draft, f"for block in {name}")
    _tag(draft, 'if block.kind == "text"')
    draft.add_paragraph("{{ block.lines | join('\\n') }}")
    _tag(draft, "else")
    _tag(draft, "for line in block.lines")
    _tag(draft, 'if block.kind == "numbers"')
    draft.add_paragraph("{{ block.start + loop.index0 }}.\t{{ line }}", style="Numbered line")
    _tag(draft, "else")
    draft.add_paragraph("{{ line }}", style="List Bullet")
    _tag(draft, "endif")
    _tag(draft, "endfor")
    _tag(draft, "if block.rows")
    add_small_table(draft)
    draft.add_paragraph(style="After table")
    _tag(draft, "endif")
    _tag(draft, "endif")
    _tag(draft, "endfor")


def _fact(draft: Draft, label: str, value: str) -> None:
    line = draft.add_paragraph(style="Fact")
    line.add_run(label).bold = True
    line.add_run("\t")
    line.add_run(value)


def _tag(draft: Draft, words: str) -> None:
    """Add a paragraph that holds one Jinja2 tag and vanishes when the paper is drawn."""
    draft.add_paragraph(f"{{%p {words} %}}", style="Tag")


if __name__ == "__main__":
    save(build(), FILE)
