"""Reads a paper from a file of any format and layout, and lists where it disagrees with itself."""

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from pydantic import BaseModel

from followup import Refused
from reports import discrepancies
from reports.files.model import Document, Line
from reports.files.open import open_file
from reports.layouts import choose
from reports.layouts.description import Layout
from reports.layouts.guess import guess
from reports.narrative import read as narrative
from reports.paper import Paper, Source
from reports.printed import read as printed
from reports.table import read as table
from reports.vocabulary import Vocabulary
from reports.workbook import read as workbook

SURE = 0.3
"""What a house style must recognise before its reader is tried."""
CERTAIN = 1.0


class Style(NamedTuple):
    """A house style: its name, how sure it is of a document (0-1), and its reader."""

    name: str
    recognises: Callable[[Document], float]
    read: Callable[[Document], Paper]


STYLES = (
    Style("register", workbook.recognises, workbook.read),
    Style("printed", printed.recognises, lambda document: _with_ids(printed.read(document))),
    Style(
        table.STYLE,
        lambda document: table.recognises(document.lines()),
        lambda document: table.read(document.lines()),
    ),
    Style(
        narrative.STYLE,
        lambda document: narrative.recognises(document.lines()),
        lambda document: narrative.read(document.lines()),
    ),
)
"""Tried in this order: what is quick to tell comes first."""


def read(
    path: Path,
    *,
    layout: Layout | None = None,
    layouts: Sequence[Layout] = (),
    vocabulary: Vocabulary | None = None,
    meeting: dt.date | None = None,
) -> Paper:
    """Read the paper in a file; Refused says in one sentence why it cannot be read.

    ``layout`` is the one the file is known to have; ``layouts`` are the organisation's own, tried beside
    the house styles. Without any that fits, the reading is a guess in the words of ``vocabulary``, and
    the paper is not ``sure``. ``meeting`` is its date where the file shows none.
    """
    return read_document(
        open_file(path), layout=layout, layouts=layouts, vocabulary=vocabulary, meeting=meeting
    )


def read_document(
    document: Document,
    *,
    layout: Layout | None = None,
    layouts: Sequence[Layout] = (),
    vocabulary: Vocabulary | None = None,
    meeting: dt.date | None = None,
) -> Paper:
    """Read the paper in a document that is open already."""
    paper = (
        _by_layout(layout, document, meeting)
        if layout
        else _known(document, layouts, vocabulary, meeting) or guess(document, vocabulary, meeting)
    )
    if paper is None or not paper.recommendations:
        raise Refused(
            f"{document.name} does not look like a panel paper or a register: no audit banner, no tracker"
            " table and no column of recommendations was found."
        )
    paper = paper.model_copy(update={"meeting_date": paper.meeting_date or meeting})
    found = [*paper.discrepancies, *discrepancies.find(paper)]
    paper = paper.model_copy(update={"discrepancies": found, "remarks": [*paper.remarks, *document.notes]})
    _turn_pages(paper, document)
    return paper


def read_lines(lines: Sequence[str], name: str) -> Paper:
    """Read a paper from its lines (tabs between cells); ``name`` is what a refusal calls it."""
    blocks = [Line(text=line) for line in lines]
    return read_document(Document(name=name, form="text", blocks=blocks).numbered())


def _surest(document: Document) -> tuple[float, Style]:
    """Give the house style that recognises the document best; one that is certain ends the search."""
    best = (0.0, STYLES[0])
    for style in STYLES:
        best = max(best, (style.recognises(document), style), key=lambda scored: scored[0])
        if best[0] >= CERTAIN:
            break
    return best


def _with_ids(paper: Paper) -> Paper:
    """Say that the file shows item ids, as what we print does."""
    return paper.model_copy(update={"prints_ids": True})


def _by_layout(layout: Layout, document: Document, meeting: dt.date | None) -> Paper:
    return choose.read(layout, document, meeting).model_copy(update={"style": layout.name})


def _known(
    document: Document,
    layouts: Sequence[Layout],
    vocabulary: Vocabulary | None,
    meeting: dt.date | None,
) -> Paper | None:
    """Read by the house style or layout that recognises the document, if one is sure enough.

    The organisation's own layouts come before the usual one, whose words give way to the organisation's.
    """
    score, style = _surest(document)
    own = choose.fitting(document, layouts)
    if own and choose.recognises(own, document) >= score:
        return _by_layout(own, document, meeting)
    usual = choose.fitting(document, choose.built_in()) if score < choose.SURE else None
    if usual:
        return _by_layout(choose.with_words(usual, vocabulary), document, meeting)
    return style.read(document) if score >= SURE else None


def _turn_pages(paper: Paper, document: Document) -> None:
    """Name beside every line the page on which it stands, where the file has pages."""
    pages = {number: page for number, (_, page) in enumerate(document.placed(), start=1) if page}
    for source in _sources(paper) if pages else ():
        source.page = pages.get(source.from_)


def _sources(value: object) -> Iterator[Source]:
    """Give every place named anywhere in a paper."""
    if isinstance(value, Source):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _sources(getattr(value, name))
    elif isinstance(value, list | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _sources(each)
