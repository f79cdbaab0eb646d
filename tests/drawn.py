"""What the drawing tests share: papers for each style, and drawn files read back as text."""

import io

import pypdfium2
from docx import Document
from selectolax.lexbor import LexborHTMLParser

from reports.paper import Paper
from reports.render import render
from tests.sample_paper import risk_sample, sample

STYLES = ("narrative", "table")
FORMS = [
    ("narrative", "html"),
    ("narrative", "pdf"),
    ("narrative", "docx"),
    ("table", "html"),
    ("table", "pdf"),
    ("table", "docx"),
]


def paper_for(style: str) -> Paper:
    """Give the sample as the style's own force would have it: delivery colours, or risk colours."""
    return sample() if style == "narrative" else risk_sample()


def page_of(paper: Paper, style: str) -> LexborHTMLParser:
    """Give the web page, parsed."""
    return LexborHTMLParser(render(paper, style=style, fmt="html"))


def pages_of(file: bytes) -> list[str]:
    """Give the text of each page of a PDF."""
    return [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file)]


def text_of(paper: Paper, style: str, fmt: str) -> str:
    """Draw the paper and give all its text."""
    file = render(paper, style=style, fmt=fmt)
    if fmt == "html":
        return LexborHTMLParser(file).body.text(separator=" ")
    if fmt == "pdf":
        return " ".join(pages_of(file))
    return " ".join(element.text or "" for element in Document(io.BytesIO(file)).element.body.iter())
