"""PDF papers as documents: text lines and ruled tables, pages put together again."""

import io
from collections.abc import Iterator
from typing import Any

from followup import Refused
from reports.files.model import Document
from reports.files.pdf_page import RawPage, RawTable, read_page
from reports.files.pdf_whole import blocks_of, sides_of

MOST_PAGES = 2_000
MOST_LETTERS = 200_000
"""Letters of one page; a page of small print has 8,000."""
UNREADABLE = 0.3
"""Share of letters without a meaning from which a file is refused."""


def read(name: str, content: bytes) -> Document:
    """Read a PDF; Refused where it is encrypted, damaged, only pictures, or longer than any paper."""
    pages = list(_pages(name, content))
    letters, unknown = sum(page.letters for page in pages), sum(page.unknown for page in pages)
    if not letters:
        raise Refused(_wordless(name, pages))
    if unknown > UNREADABLE * letters:
        raise Refused(
            f"{name} cannot be read: its letters are drawn without saying which they are;"
            " save the paper as .docx, or as a PDF with its text."
        )
    scans = [page.number for page in pages if not page.letters and page.pictures]
    crowded = [page.number for page in pages if page.crowded]
    blocks, notes = blocks_of(pages)
    notes += [f"Page {number} holds no text: it is a scan." for number in scans]
    notes += [f"Page {number} has too many rules to look for tables in it." for number in crowded]
    notes += [f"{unknown} letters could not be told from their font."] if unknown else []
    return Document(name=name, form="pdf", blocks=blocks, notes=notes)


def _pages(name: str, content: bytes) -> Iterator[RawPage]:
    """Read page by page, and forget each before the next; tables may go on from page to page."""
    known: list[float] = []
    with _opened(name, content) as file:
        for count in _counts(file):
            if count > MOST_PAGES:
                raise Refused(f"{name} has {count:,} pages; no panel paper has more than {MOST_PAGES:,}.")
        for number, page in enumerate(file.pages, 1):
            if len(page.chars) > MOST_LETTERS:
                raise Refused(
                    f"{name} has more letters on page {number} than fit on one: it is made to harm."
                )
            raw = read_page(page, number, known)
            page.close()
            last = raw.blocks[-1] if raw.blocks else None
            tables = [block for block in raw.blocks if isinstance(block, RawTable)]
            known = sides_of(tables[-1].rows) if tables and last is not None else known
            yield raw


def _counts(file: Any) -> Iterator[int]:  # noqa: ANN401 - pdfplumber has no types
    """Give how many pages the file says it has, which is known at once, then how many there are."""
    from pdfminer.pdftypes import resolve1

    pages = resolve1(file.doc.catalog.get("Pages"))
    told = resolve1(pages.get("Count")) if isinstance(pages, dict) else None
    yield told if isinstance(told, int) else 0
    yield len(file.pages)


def _opened(name: str, content: bytes) -> Any:  # noqa: ANN401 - pdfplumber has no types
    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect
    from pdfplumber.utils.exceptions import PdfminerException

    try:
        return pdfplumber.open(io.BytesIO(content))
    except PdfminerException as problem:
        cause = problem.args[0] if problem.args else None
        if isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError):
            raise Refused(f"{name} is encrypted: take its password off and save it again.") from problem
        raise Refused(f"{name} is damaged or cut off: copy it again from where it came from.") from problem


def _wordless(name: str, pages: list[RawPage]) -> str:
    if not any(page.pictures for page in pages):
        return f"{name} holds no text."
    return (
        f"{name} is a scan: it holds pictures of pages and no text;"
        " ask for the file it was printed from, or have its text recognised (OCR) first."
    )
