"""Comma-separated tables (.csv) as documents, whatever divides their cells."""

import csv
import io
import re
from collections.abc import Iterator
from itertools import chain

from followup import Refused
from reports.files import text
from reports.files.model import Cell, Document, Table
from reports.files.trim import trimmed

DIVIDERS = (",", ";", "\t", "|")
LOOKED_AT = 200_000
TRIED_ROWS = 40
LONGEST_FIELD = 2_000_000
GUARDED = re.compile(r"'(?='*(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]))")
"""The apostrophe that keeps a spreadsheet from running a cell as a formula."""
END = "\ue000"
"""A row of our own behind the last one: inside an open quotation it is swallowed with the rest."""
SHOWN = 40
NAMED = re.compile(r"sep=(.)\s*\n", re.IGNORECASE)


def read(name: str, content: bytes) -> Document:
    """Read a .csv file; an apostrophe set before = + - @ against formulas is taken away again."""
    words = "\n".join(text.lines_of(text.decoded(name, content)))
    named = NAMED.match(words)
    start = named.end() if named else 0
    divider = named[1] if named else _divider(words)
    csv.field_size_limit(LONGEST_FIELD)
    try:
        read_rows = _whole(name, words[start:], divider)
        rows = trimmed(name, ([Cell(text=_unguarded(cell)) for cell in row] for row in read_rows))
    except csv.Error as problem:
        raise Refused(f"{name} is no sound table: {problem}.") from problem
    return Document(name=name, form="sheet", blocks=[Table(rows=rows)])


def _whole(name: str, words: str, divider: str) -> Iterator[list[str]]:
    """Give the rows; Refused where a quotation mark is opened and never closed, which swallows the rest."""
    lines = io.StringIO(words, newline="")
    rows = csv.reader(chain(lines, ["\n", END]), delimiter=divider)
    row: list[str] = []
    number = 0
    for number, row in enumerate(rows, 1):  # noqa: B007 - the last of them are looked at below
        if row != [END]:
            yield row
    if row != [END]:
        first = " ".join(filter(None, row))[:SHOWN].split("\n")[0].strip()
        raise Refused(
            f"{name} opens a quotation mark in row {number} ({first}) and never closes it:"
            " close it, or double it where it belongs to the words."
        )


def _unguarded(words: str) -> str:
    bare = words[1:] if GUARDED.match(words) else words
    return bare.strip()


def _divider(words: str) -> str:
    """Give the sign that cuts the first rows into the most cells, of as even a number as possible."""
    return max(DIVIDERS, key=lambda divider: _evenness(words, divider))


def _evenness(words: str, divider: str) -> tuple[float, int]:
    counts: list[int] = []
    csv.field_size_limit(LONGEST_FIELD)
    try:
        for row in csv.reader(io.StringIO(words[:LOOKED_AT], newline=""), delimiter=divider):
            counts += [len(row)] if any(row) else []
            if len(counts) == TRIED_ROWS:
                break
    except csv.Error:
        return 0.0, 0
    if not counts:
        return 0.0, 0
    usual = max(set(counts), key=lambda count: (counts.count(count), count))
    return (counts.count(usual) / len(counts) if usual > 1 else 0.0), usual
