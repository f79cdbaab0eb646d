"""What a PDF repeats on its pages and is no part of the paper: headers, footers, page numbers."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from reports.files.pdf_lines import Piece
from reports.files.pdf_page import RawPage, RawTable

PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s?\d{1,4}\s?[-–]?(?:\s*(?:of|/)\s*\d{1,4})?|page", re.IGNORECASE)
CONTINUED = re.compile(r"\bcontinued\W*$", re.IGNORECASE)
"""A running head of this kind tells which item goes on; over running text it is kept."""
MARGIN = 0.12
"""Share of a page's height, at the top and at the foot, in which furniture stands."""
FEWEST_PAGES = 2
EQUAL = 0.5
LINES_OF_TEXT = 1.4
"""Sizes of a letter from the top of a line of running text to the next; a footer stands off further."""


def furniture_of(pages: Sequence[RawPage]) -> set[tuple[int, int, str]]:
    """Find page numbers, and lines that stand at the same place of most pages, their page number aside."""
    candidates = [
        (page, line)
        for page in pages
        for line in page.blocks
        if isinstance(line, Piece)
        and (line.top < MARGIN * page.height or line.bottom > (1 - MARGIN) * page.height)
    ]
    counts = Counter(key for page, line in candidates for key in _keys(page, line))
    most = max(FEWEST_PAGES, (len(pages) + 1) // 2)
    found = {
        (page.number, place_of(line), line.text)
        for page, line in candidates
        if (
            _over_table(page, line)
            if CONTINUED.search(line.text)
            else max(counts[key] for key in _keys(page, line)) >= most
            or PAGE_NUMBER.fullmatch(line.text.strip())
        )
    }
    return found - {key for page in pages for key in _of_text(page, found)}


def _of_text(page: RawPage, found: set[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Give what stands close under a line of text, in its size and from its edge, and goes on with it."""
    text: Piece | None = None
    for line in page.blocks:
        if not isinstance(line, Piece):
            text = None
            continue
        key = (page.number, place_of(line), line.text)
        if key in found and not (text and _close(text, line)):
            continue
        text = line
        if key in found:
            yield key


def _close(text: Piece, line: Piece) -> bool:
    alike = abs(text.size - line.size) < EQUAL and abs(text.x0 - line.x0) < EQUAL
    return alike and line.top - text.top < LINES_OF_TEXT * line.size


def is_running_head(page: RawPage, line: Piece) -> bool:
    """Whether a line at the top of a page names what goes on there; it is no part of the text."""
    return line.top < MARGIN * page.height and CONTINUED.search(line.text) is not None


def _over_table(page: RawPage, line: Piece) -> bool:
    """Whether a line stands right over a table: a running head that would divide the table."""
    after = page.blocks[page.blocks.index(line) + 1 :]
    return bool(after) and isinstance(after[0], RawTable)


def _keys(page: RawPage, line: Piece) -> set[tuple[str, int]]:
    """Give a line as it is and without its page's number, which may stand in it by chance ("10:57")."""
    own = re.sub(rf"(?i)\bpage\s*\d+|\b{page.number}\b", "#", line.text)
    return {(own, place_of(line)), (line.text, place_of(line))}


def place_of(line: Piece) -> int:
    """Give a line's height on its page, coarse enough for small differences."""
    return round(line.top / 4)
