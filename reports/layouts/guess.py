"""An unknown layout read as well as the usual words allow: a preview with doubts, never more than that."""

import datetime as dt
from collections.abc import Sequence

from reports.files.model import Document
from reports.layouts import blocks, grid
from reports.layouts.assemble import Found, paper_of
from reports.layouts.choose import built_in, with_words
from reports.layouts.description import Layout
from reports.layouts.headings import Column
from reports.layouts.styles import american, dates_of
from reports.layouts.synonyms import Field
from reports.paper import Paper
from reports.vocabulary import Vocabulary

SIGNS: frozenset[Field] = frozenset(
    (
        *("priority", "owner", "status", "target_date", "original_date", "revised_date", "response", "rag"),
        *("update", "assurance"),
    )
)
"""What tells recommendations from any other list."""
LEAST = 2
"""Signs that the items together must show."""


def guess(
    document: Document, vocabulary: Vocabulary | None = None, meeting: dt.date | None = None
) -> Paper | None:
    """Read a document of no known layout; None where nothing in it looks like a recommendation.

    ``vocabulary`` is the organisation's own; its words come before the usual ones. The paper is not
    ``sure``, each item says what was taken for what, and columns left out are discrepancies.
    """
    tried = [_tried(with_words(layout, vocabulary), document, meeting) for layout in built_in()]
    return max(filter(None, tried), key=lambda paper: len(paper.recommendations), default=None)


def _tried(layout: Layout, document: Document, meeting: dt.date | None) -> Paper | None:
    find = grid.find if layout.kind == "grid" else blocks.find
    found = find(layout, document)
    fields = {name for record in found.records for name in record.fields}
    if not found.records or len(fields & SIGNS) < LEAST:
        return None
    told = [_taken(found, layout)]
    if layout.vocabulary.dates == "uk" and american(dates_of(found.records)):
        us = layout.vocabulary.model_copy(update={"dates": "us"})
        layout = layout.model_copy(update={"vocabulary": us})
        found = find(layout, document)
        told.append("Dates are read month first, for some can be read no other way: 03/31/2022")
    paper = paper_of(found, layout, meeting)
    doubted = [rec.model_copy(update={"doubts": [*told, *rec.doubts]}) for rec in paper.recommendations]
    return paper.model_copy(update={"sure": False, "recommendations": doubted})


def _taken(found: Found, layout: Layout) -> str:
    """Say what was taken for what."""
    if layout.kind == "blocks":
        labels = {
            piece.label: name
            for record in found.records
            for name, pieces in record.fields.items()
            for piece in pieces
            if piece.label
        }
        said = _listed([Column(label, name) for label, name in labels.items()])
    else:
        said = _listed([column for column, _ in found.columns])
    return f"No layout is known for this document; {said}"


def _listed(columns: Sequence[Column]) -> str:
    pairs = {column.heading: column.field for column in columns if column.heading}
    taken = [f"“{heading}” for the {field.replace('_', ' ')}" for heading, field in pairs.items() if field]
    return f"taken were {', '.join(taken[:30])}" if taken else "its items were told by their headings alone"
