"""What the tests of reading files share: small Office files made by hand, and how a refusal is caught."""

import io
import zipfile

import pytest

from followup import Refused
from reports.files.model import Document
from reports.files.open import open_bytes

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
V = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{}</Relationships>'
)


def packed(parts: dict[str, bytes | str]) -> bytes:
    """Give a zip file of these parts."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            file.writestr(name, content, how)
    return held.getvalue()


def related(*kinds: tuple[str, str, str]) -> str:
    """Give a relations part: (id, last word of the kind, target) each."""
    ones = (f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{target}"/>' for i, kind, target in kinds)
    return RELS.format("".join(ones))


def docx(body: str, **more: bytes | str) -> bytes:
    """Give a Word file with this body; ``more`` are further parts by their bare name ("styles" ...)."""
    parts: dict[str, bytes | str] = {
        "_rels/.rels": related(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": f"<w:document {W} {V}><w:body>{body}</w:body></w:document>",
    }
    kinds = [(f"k{at}", name, f"{name}.xml") for at, name in enumerate(more) if "/" not in name]
    pictures = [(f"p{at}", "image", name) for at, name in enumerate(more) if "/" in name]
    parts["word/_rels/document.xml.rels"] = related(*kinds, *pictures)
    for name, content in more.items():
        parts[f"word/{name}" if "/" in name else f"word/{name}.xml"] = content
    return packed(parts)


def p(text: str, before: str = "") -> str:
    """Give a paragraph; ``before`` is its properties."""
    return f"<w:p>{before}<w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def tc(*blocks: str, properties: str = "") -> str:
    """Give a cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(blocks)}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """Give a row."""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def tbl(*rows: str) -> str:
    """Give a table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def words(document: Document) -> list[list[str]]:
    """Give the texts of the first table."""
    return [[cell.text for cell in row.cells] for row in document.tables()[0].rows]


def refusal(name: str, content: bytes, **more) -> str:
    """Open a file that must be refused, and give the one sentence that says why."""
    with pytest.raises(Refused) as caught:
        open_bytes(name, content, **more)
    return one_sentence(str(caught.value), name)


def one_sentence(told: str, name: str) -> str:
    assert told.startswith(name)
    assert told.endswith(".")
    assert "\n" not in told
    assert ". " not in told.removeprefix(name)
    assert "Traceback" not in told
    return told
