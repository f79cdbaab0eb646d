"""What a file really is: its first bytes decide, and the end of its name has to agree."""

import re
from pathlib import PurePath
from typing import Literal, NamedTuple

from followup import Refused

Form = Literal["text", "csv", "word", "pdf", "xlsx", "xls", "ods"]
FORMS: dict[str, Form] = {
    ".txt": "text",
    ".md": "text",
    ".csv": "csv",
    ".docx": "word",
    ".pdf": "pdf",
    ".xlsx": "xlsx",
    ".xls": "xls",
    ".ods": "ods",
}
READ = "Word (.docx), PDF (.pdf), spreadsheets (.xlsx, .xls, .ods, .csv) and text (.txt, .md)"
HEAD = 1024
HEAD_ENTRY = 120
END_RECORD = 22
DIRECTORY_END = b"PK\x05\x06"
MARKUP = re.compile(
    rb"\s*(?:<!--[^>]{0,200}-->\s*)?<(?:!doctype\s+html|html|head|body|table)\b", re.IGNORECASE
)
XML = re.compile(rb"\s*<\?xml\b", re.IGNORECASE)


class Kind(NamedTuple):
    """What a file turns out to be: in words, the form it is read as (None: not read), and what to do."""

    words: str
    form: Form | None
    cure: str


AS_DOCX = "open it in Word or LibreOffice and save it as .docx"
AS_XLSX = "open it in Excel or LibreOffice and save it as .xlsx"
NO_MACROS = "macros are never opened; save it as {} without them"
LOCKED = "take its password off and save it again"
BY_HEAD: tuple[tuple[bytes, Kind], ...] = (
    (b"{\\rtf", Kind("a rich text file (RTF)", None, AS_DOCX)),
    (b"\x89PNG", Kind("a picture", None, "pictures hold no text that can be read")),
    (b"\xff\xd8\xff", Kind("a picture", None, "pictures hold no text that can be read")),
    (b"GIF8", Kind("a picture", None, "pictures hold no text that can be read")),
    (b"II*\x00", Kind("a scanned picture", None, "pictures hold no text that can be read")),
    (b"MM\x00*", Kind("a scanned picture", None, "pictures hold no text that can be read")),
    (b"\x1f\x8b", Kind("a packed file (gzip)", None, "unpack it, and import the paper in it")),
    (b"7z\xbc\xaf", Kind("a packed file (7z)", None, "unpack it, and import the paper in it")),
    (b"Rar!", Kind("a packed file (RAR)", None, "unpack it, and import the paper in it")),
)
IN_ZIP: tuple[tuple[bytes, Kind], ...] = (
    (b"word/vbaProject.bin", Kind("a Word document with macros", None, NO_MACROS.format(".docx"))),
    (b"xl/vbaProject.bin", Kind("a workbook with macros", None, NO_MACROS.format(".xlsx"))),
    (b"xl/workbook.bin", Kind("a binary workbook (.xlsb)", None, AS_XLSX)),
    (b"word/document", Kind("a Word document", "word", "rename it to end in .docx")),
    (b"xl/workbook.xml", Kind("an Excel workbook", "xlsx", "rename it to end in .xlsx")),
    (b"ppt/presentation.xml", Kind("a presentation", None, "save its text as .docx or .txt")),
    (b"Basic/script-lc.xml", Kind("an OpenDocument file with macros", None, NO_MACROS.format(".ods"))),
    (b"opendocument.spreadsheet", Kind("an OpenDocument sheet", "ods", "rename it to end in .ods")),
    (b"opendocument.text", Kind("an OpenDocument text", None, AS_DOCX)),
)
IN_OLE: tuple[tuple[str, Kind], ...] = (
    ("EncryptedPackage", Kind("an encrypted Office file", None, LOCKED)),
    (
        "_VBA_PROJECT",
        Kind("an old Office file with macros", None, "macros are never opened; save it without"),
    ),
    ("WordDocument", Kind("an old Word document (.doc)", None, AS_DOCX)),
    ("Workbook", Kind("an old Excel workbook", "xls", "rename it to end in .xls")),
    ("Book", Kind("an Excel workbook of before 1997", None, AS_XLSX)),
    ("PowerPoint Document", Kind("an old presentation", None, "save its text as .docx or .txt")),
)
PDF = Kind("a PDF", "pdf", "rename it to end in .pdf")
PACKED = Kind("a packed file (zip)", None, "unpack it, and import the paper in it")
OLE = Kind("an old Office file of an unknown kind", None, "save it as .docx or .xlsx")
PAGE = Kind("a web page", None, "open it in Word or Excel and save it as .docx or .xlsx")
MARKED = Kind("an XML file", None, "open it in the program it came from and save it as .docx or .xlsx")
PLAIN = Kind("plain text", "text", "rename it to end in .txt, or in .csv where it is a table")
BY_END = {
    ".doc": Kind("an old Word document", None, AS_DOCX),
    ".docm": Kind("a Word document that may hold macros", None, NO_MACROS.format(".docx")),
    ".xlsm": Kind("a workbook that may hold macros", None, NO_MACROS.format(".xlsx")),
    ".xlsb": Kind("a binary workbook", None, AS_XLSX),
    ".odt": Kind("an OpenDocument text", None, AS_DOCX),
    ".rtf": Kind("a rich text file", None, AS_DOCX),
    ".htm": PAGE,
    ".html": PAGE,
}


UNTOLD = (PLAIN, MARKED, PACKED, OLE)
"""Kinds of which the end of the name tells more."""
RENAMED = (".doc", ".rtf", ".htm", ".html")
"""Ends that are often put on a newer file by mistake."""


def form_of(name: str, content: bytes) -> Form:
    """Give the form to read a file as; Refused says in one sentence what it is instead, and what to do."""
    if not content.strip(b"\x00\t\n\r "):
        raise Refused(f"{name} is empty.")
    end = PurePath(name).suffix.lower()
    wanted, kind = FORMS.get(end), _kind(content)
    if kind is PACKED and DIRECTORY_END not in content:
        raise Refused(f"{name} is damaged or cut off: copy it again from where it came from.")
    if wanted in ("text", "csv") and kind in ((PLAIN, MARKED, PAGE) if wanted == "text" else (PLAIN,)):
        return wanted
    if end in BY_END and (kind in UNTOLD or (kind.form and end not in RENAMED)):
        kind = BY_END[end]
        raise Refused(f"{name} is {kind.words}: {kind.cure}.")
    if wanted is None and kind is PLAIN:
        raise Refused(f"{name} cannot be read: papers are read from {READ}.")
    if wanted is None or kind.form != wanted:
        raise Refused(f"{name} is {'' if wanted is None else 'really '}{kind.words}: {kind.cure}.")
    return wanted


def _kind(content: bytes) -> Kind:
    """Tell what the bytes are. Names inside containers are looked for as bytes: nothing is unpacked."""
    head = content[:HEAD]
    known = next((kind for mark, kind in BY_HEAD if head.startswith(mark)), None)
    if known:
        return known
    if head.startswith(b"PK"):
        names = _names(content)
        return next((kind for mark, kind in IN_ZIP if mark in names), PACKED)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return next((kind for mark, kind in IN_OLE if mark.encode("utf-16-le") in content), OLE)
    if b"%PDF-" in head:
        return PDF
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if MARKUP.match(bare):
        return PAGE
    return MARKED if XML.match(bare) else PLAIN


def _names(packed: bytes) -> bytes:
    """Give the bytes that hold a zip file's directory, and its first entry, which may tell the type.

    Only the directory counts: a document may hold another file with macros, which is never opened.
    """
    end = packed.rfind(DIRECTORY_END)
    if end < 0 or end + END_RECORD > len(packed):
        return packed  # cut off: the names stand before each entry too
    at = int.from_bytes(packed[end + 16 : end + 20], "little")
    return packed[:HEAD_ENTRY] + (packed[at:end] if at < end else packed)
