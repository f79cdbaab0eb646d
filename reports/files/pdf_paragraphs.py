"""Lines of a PDF as paragraphs again: what only the width of the page divided is joined."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from reports.files.model import LABELLED, STRONG
from reports.files.pdf_lines import LISTED, SAME_SIZE, Piece

LABEL = re.compile(r"[A-Z](?:[A-Za-z0-9 ,/&’'–-]|\.(?=\d)){2,60}:(?:\s|$)|[A-Z][A-Z ]{6,40}$")
ENDED = (".", ":", ";", "!", "?", ")", "”", '"')
NEW_PARAGRAPH = 1.8
"""Sizes of a letter between the tops of two lines of different paragraphs; lines of one stand closer."""
SLACK = 1.0
INDENT = 4.0


class Paragraph(NamedTuple):
    """A paragraph, the page it begins on, and ``STRONG`` or ``LABELLED`` where it is printed so."""

    text: str
    page: int
    style: str


def paragraphs(lines: Iterable[Piece]) -> list[Paragraph]:
    """Join the lines that only the width of the page divided."""
    out: list[Paragraph] = []
    before: Piece | None = None
    count = 0
    for line in lines:
        if before is not None and _runs_on(before, line, count):
            text, page, style = out[-1]
            style = "" if style == STRONG and not _strong(line) else style
            out[-1] = Paragraph(_glued(text, line.text, torn=_torn(before, line)), page, style)
            count += 1
        else:
            style = STRONG if _strong(line) else LABELLED if line.label else ""
            out.append(Paragraph(line.text, line.page, style))
            count = 1
        before = line
    return out


def _strong(line: Piece) -> bool:
    return bool(line.bold) and all(line.bold)


def _parted(before: Piece, line: Piece) -> bool:
    """Whether the font parts two lines: one is bold and the other has no bold word, or a label begins."""
    return line.label or (_strong(before) and not any(line.bold)) or (_strong(line) and not any(before.bold))


def _hangs(before: Piece, line: Piece) -> bool:
    """Whether a line stands under the words to which a label's tab leads."""
    return before.label and abs(line.x0 - before.stop) < SLACK and line.top - before.top > 0


def _runs_on(before: Piece, line: Piece, count: int) -> bool:
    """Whether a line goes on with the paragraph of the line before, of which ``count`` lines are read."""
    tabs = "\t" in line.text or ("\t" in before.text and not _hangs(before, line))
    if before.whole or line.whole or tabs or LISTED.match(line.text) or _parted(before, line):
        return False
    if abs(before.size - line.size) > SAME_SIZE * 2:
        return False
    if before.page == line.page:
        if line.top - before.top > NEW_PARAGRAPH * max(before.size, line.size):
            return False
        if count > 1 and line.x0 < before.x0 - INDENT:
            return False
    if before.text.endswith(ENDED) and LABEL.match(line.text):
        return False
    return not _had_room(before, line)


def _had_room(before: Piece, line: Piece) -> bool:
    """Whether the first word of a line would have fitted on the line before: then a person broke it."""
    space = before.size / 4
    centred = (
        before.x0 - before.left > INDENT * 2
        and abs(before.x0 - before.left - (before.right - before.x1)) < INDENT
    )
    start = before.left if centred else before.x0
    return start + (before.x1 - before.x0) + space + line.first <= before.right - SLACK


def _torn(before: Piece, line: Piece) -> bool:
    """Whether one long word was broken in a narrow column: it fills its line, goes on in small ones."""
    single = not re.search(r"\s", before.text) and before.text[-1:].isalpha()
    letter = (before.x1 - before.x0) / len(before.text)
    return single and line.text[:1].islower() and before.right - before.x1 < letter * 2


def _glued(text: str, more: str, *, torn: bool) -> str:
    """Join two lines; a word divided at its own hyphen stays one."""
    hyphened = re.search(r"\w[-/]$", text) and more[:1].isalpha()
    return text + more if torn or hyphened else f"{text} {more}"
