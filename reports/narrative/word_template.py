"""Builds the Word template of the narrative style: ``python -m reports.narrative.word_template``."""

from pathlib import Path

from docx.document import Document as Draft

from reports.draw import word_builder as word
from reports.draw.layout import RESPONSE, WITHHELD

FILE = Path(__file__).with_name("paper.docx")


def build() -> Draft:
    """Give the template: what a secretariat sees and may edit in Word, with Jinja2 tags in it."""
    draft = word.started()
    word.tag(draft, "for group in paper.groups")
    draft.add_paragraph("{{ group.title }}", style="Heading 2")
    draft.add_paragraph("{{ group.line }}", style="Banner")
    word.tag(draft, "for item in group.items")
    _item(draft)
    word.tag(draft, "endfor")
    word.tag(draft, "endfor")
    word.finish(draft)
    return draft


def _item(draft: Draft) -> None:
    draft.add_paragraph("{{r mark(item) }}{{ item.priority }} – {{ item.heading }}", style="Heading 3")
    draft.add_paragraph("{{r rag(item) }}   {{ item.id }}", style="Meta")
    word.tag(draft, "if item.withheld")
    draft.add_paragraph(WITHHELD)
    word.tag(draft, "else")
    word.blocks(draft, "item.text")
    word.item_facts(draft)
    word.tag(draft, "if item.response")
    draft.add_paragraph(RESPONSE, style="Heading 4")
    word.blocks(draft, "item.response")
    word.tag(draft, "endif")
    word.updates(draft, heading="Heading 4")
    word.tag(draft, "endif")
    word.marker(draft)


if __name__ == "__main__":
    word.save(build(), FILE)
