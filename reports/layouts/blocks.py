"""Reads a document that gives each item a heading line and labelled lines beneath, as a memo does."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from reports.files.model import Document
from reports.layouts import shapes
from reports.layouts.assemble import FRONT, Found, paper_of
from reports.layouts.banners import banner_in, shaped_banner
from reports.layouts.description import Layout
from reports.layouts.headings import Column, Headings
from reports.layouts.labelled import Labelled, about, labelled, piece_of, unknown_label
from reports.layouts.pieces import Piece, Record, cleaned, joint_of
from reports.layouts.records import Stray
from reports.layouts.synonyms import ONCE, Field
from reports.layouts.textrows import PAGE, ended
from reports.paper import Audit, Paper

PLACED: dict[str, Field] = {
    "reference": "reference",
    "title": "title",
    "priority": "priority",
    "audit": "audit",
    "assurance": "assurance",
    "month": "month",
}
BRIEF: frozenset[Field] = ONCE | {
    "owner",
    "role",
    "original_date",
    "target_date",
    "revised_date",
    "completed",
}
"""Fields of a line or two, in which a further paragraph has no place."""
AUDITS = ("audit", "assurance", "month", "auditor")


class Passage(NamedTuple):
    """A line of the document with its number and page."""

    text: str
    line: int
    page: int | None


def read(layout: Layout, document: Document, meeting: dt.date | None = None) -> Paper:
    """Read every item; the paper has no recommendations where no line opens one."""
    return paper_of(find(layout, document), layout, meeting)


def find(layout: Layout, document: Document) -> Found:
    """Find the records: what stands between one item's heading line and the next."""
    cutter = _Cutter(layout)
    for passage in _passages(document):
        if ended(passage.text, layout):
            break
        cutter.take(passage)
    return Found(cutter.records, cutter.banners, cutter.strays, cutter.unread, cutter.front[:FRONT])


def _passages(document: Document) -> Iterator[Passage]:
    for number, (text, page) in enumerate(document.placed(), start=1):
        yield Passage("\t".join(map(cleaned, text.split("\t"))).strip("\t"), number, page)


class _Cutter:
    """Goes through the lines and keeps each under the label above it."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.patterns = [shapes.compiled(shape) for shape in layout.item]
        self.labels = Headings(layout, labels=True)
        self.records: list[Record] = []
        self.banners: list[Audit] = []
        self.strays: list[Stray] = []
        self.front: list[tuple[str, int]] = []
        self.audit: Audit | None = None
        self.audit_line: int | None = None
        self.unread: list[tuple[Column, int]] = []
        self.field: Field | None = "text"
        """The field whose label stands above; None below a label that is not known."""
        self.inside = False
        """Whether an item is open."""
        self.gap = True
        """Whether an empty line stands above."""
        self.width = 0
        """Length of the printed line above."""

    def take(self, passage: Passage) -> None:
        """Take one line."""
        text = passage.text
        if not text.strip():
            self.gap = True
            return
        if not PAGE.fullmatch(text):
            self._place(passage)
        self.gap, self.width = False, len(text)

    def _place(self, passage: Passage) -> None:
        opened = next((said for one in self.patterns if (said := shapes.fits(one, passage.text))), None)
        if opened is not None:
            self._open(opened, passage)
            return
        shaped = shaped_banner(passage.text, self.layout)
        if shaped:
            self._announce(shaped, passage.line)
            return
        label = labelled(passage.text, self.labels)
        if label and self._about_audit(label, passage):
            return
        if label and self.inside:
            self.field = label.field
            self.records[-1].add(label.field, piece_of(label, passage.line, passage.page))
            return
        banner = banner_in(passage.text, self.layout) if self.gap or not self.inside else None
        if banner:
            self._announce(banner, passage.line)
        elif self.inside:
            self._go_on(passage)
        elif self.records:
            self.strays.append(Stray(" ".join(passage.text.split()), passage.line))
        else:
            self.front.append((passage.text, passage.line))

    def _open(self, said: dict[str, str], passage: Passage) -> None:
        record = Record(audit=self.audit, audit_line=self.audit_line)
        for name, words in said.items():
            if name in PLACED and words:
                record.add(PLACED[name], Piece(words, (passage.line,), page=passage.page))
        self.records.append(record)
        self.field, self.inside = "text", True

    def _about_audit(self, label: Labelled, passage: Passage) -> bool:
        """Take a label that speaks of the audit: at the top of the document, or over further items."""
        if label.field not in AUDITS or not self.records:
            return False
        if self.inside and label.field != "audit":
            return False
        fresh = Audit(title="") if label.field == "audit" else self.audit or Audit(title="")
        found = about(label, fresh, self.layout.vocabulary)
        if found is None:
            return False
        if label.field == "audit":
            self._announce(found, passage.line)
        elif self.banners:
            self.audit = self.banners[-1] = found
        return True

    def _announce(self, audit: Audit, line: int) -> None:
        self.audit, self.audit_line = audit, line
        self.banners.append(audit)
        self.inside = False

    def _go_on(self, passage: Passage) -> None:
        """Join a line to the field that is open; a new paragraph stays one.

        Below a field of one line a label that is not known opens what is not read, and is named so.
        """
        record = self.records[-1]
        piece = Piece(" ".join(passage.text.split()), (passage.line,), page=passage.page)
        kept = record.fields.get(self.field) if self.field else None
        brief = self.field is None or self.field in BRIEF
        label = unknown_label(passage.text) if brief else None
        if label:
            self.field = None
            self.unread.append((Column(label), passage.line))
            return
        if self.field is None or (brief and self.gap and kept and kept[-1].text):
            self.strays.append(Stray(piece.text, passage.line))
            return
        if not kept or kept[-1].full:
            record.add(self.field, piece._replace(label=kept[-1].label if kept else ""))
        else:
            joint = "\n" if self.gap else joint_of(self.width, kept[-1], piece)
            kept[-1] = kept[-1].with_more(piece, joint)
