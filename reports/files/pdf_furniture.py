"""What a PDF repeats on its pages and is no part of the paper: headers, footers, page numbers."""

import re
from collections import Counter
from collections.abc import Sequence

from reports.files.pdf_lines import Piece
from reports.files.pdf_page import RawPage, RawTable

PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–]?\s?\d{1,4}\s?[-–]?(?:\s*(?:of|/)\s*\d{1,4})?|page", re.IGNORECASE)
CONTINUED = re.compile(r"\bcontinued\W*$", re.IGNORECASE)
"""A running head of this kind tells which item goes on; over running text it is kept."""
MARGIN = 0.12
"""Share of a page's height, at the top and at the foot, in which furniture stands."""
FEWEST_PAGES = 2


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
    return {
        (page.number, place_of(line), line.text)
        for page, line in candidates
        if (
            _over_table(page, line)
            if CONTINUED.search(line.text)
            else max(counts[key] for key in _keys(page, line)) >= most
            or PAGE_NUMBER.fullmatch(line.text.strip())
        )
    }


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
