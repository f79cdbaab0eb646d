"""Lines of a PDF as paragraphs again: what only the width of the page divided is joined."""

import re
from collections.abc import Iterable

from reports.files.pdf_lines import LISTED, SAME_SIZE, Piece

LABEL = re.compile(r"[A-Z](?:[A-Za-z0-9 ,/&’'–-]|\.(?=\d)){2,60}:(?:\s|$)|[A-Z][A-Z ]{6,40}$")
ENDED = (".", ":", ";", "!", "?", ")", "”", '"')
NEW_PARAGRAPH = 1.8
"""Sizes of a letter between the tops of two lines of different paragraphs; lines of one stand closer."""
SLACK = 1.0
INDENT = 4.0


def paragraphs(lines: Iterable[Piece]) -> list[tuple[str, int]]:
    """Join the lines that only the width of the page divided; each with the page it begins on."""
    out: list[tuple[str, int]] = []
    before: Piece | None = None
    count = 0
    for line in lines:
        if before is not None and _runs_on(before, line, count):
            out[-1] = (_glued(out[-1][0], line.text, torn=_torn(before, line)), out[-1][1])
            count += 1
        else:
            out.append((line.text, line.page))
            count = 1
        before = line
    return out


def _runs_on(before: Piece, line: Piece, count: int) -> bool:
    """Whether a line goes on with the paragraph of the line before, of which ``count`` lines are read."""
    if before.whole or line.whole or "\t" in before.text or "\t" in line.text or LISTED.match(line.text):
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
