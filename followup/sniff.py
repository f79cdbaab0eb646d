"""What a document really is, by its bytes: how files begin, and the names inside containers."""

import re

from followup.packed import Directory, directory

UNKNOWN = "application/octet-stream"
PROGRAM = "application/x-executable"
OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
OLE = "application/x-ole-storage"
ZIP, PDF, HTML, SVG, TEXT = "application/zip", "application/pdf", "text/html", "image/svg+xml", "text/plain"

DISC = "application/x-iso9660-image"

HEAD = 1024
ISO_MARK, ISO_AT = b"CD001", 32_769

BEGINNINGS: tuple[tuple[bytes, str], ...] = (
    (b"MZ", PROGRAM),
    (b"\x7fELF", PROGRAM),
    (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"\xfe\xed\xfa\xce", PROGRAM),
    (b"\xfe\xed\xfa\xcf", PROGRAM),
    (b"\xce\xfa\xed\xfe", PROGRAM),
    (b"\xcf\xfa\xed\xfe", PROGRAM),
    (b"L\x00\x00\x00\x01\x14\x02\x00", "application/x-ms-shortcut"),
    (b"ITSF", "application/vnd.ms-htmlhelp"),
    (b"#!", "text/x-script"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
    (b"\xd7\xcd\xc6\x9a", "image/wmf"),
    (b"{\\rtf", "application/rtf"),
    (b"%!PS", "application/postscript"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLE),
    (b"\xe4R\\{\x8c\xd8\xa7M", "application/onenote"),
    (b"\x78\x9f\x3e\x22", "application/vnd.ms-tnef"),
    (b"\x1f\x8b", "application/gzip"),
    (b"BZh", "application/x-bzip2"),
    (b"\xfd7zXZ\x00", "application/x-xz"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"MSCF", "application/vnd.ms-cab-compressed"),
    (b"ID3", "audio/mpeg"),
    (b"OggS", "audio/ogg"),
    (b"BEGIN:VCALENDAR", "text/calendar"),
    (b"BEGIN:VCARD", "text/vcard"),
)
WITHIN_RIFF = {b"WEBP": "image/webp", b"WAVE": "audio/wav", b"AVI ": "video/x-msvideo"}
BRANDS = {b"heic": "image/heic", b"heix": "image/heic", b"mif1": "image/heic", b"avif": "image/avif",
          b"qt  ": "video/quicktime", b"M4A ": "audio/mp4"}  # fmt: skip
IN_ZIP: tuple[tuple[str, str], ...] = (
    ("word/", f"{OFFICE}.wordprocessingml.document"),
    ("xl/", f"{OFFICE}.spreadsheetml.sheet"),
    ("ppt/", f"{OFFICE}.presentationml.presentation"),
    ("visio/", "application/vnd.ms-visio.drawing"),
    ("meta-inf/manifest.mf", "application/java-archive"),
    ("androidmanifest.xml", "application/java-archive"),
)
IN_OLE: tuple[tuple[str, str], ...] = (
    ("EncryptedPackage", f"{OFFICE}.encrypted"),
    ("__properties_version1.0", "application/vnd.ms-outlook"),
    ("WordDocument", "application/msword"),
    ("Workbook", "application/vnd.ms-excel"),
    ("Book", "application/vnd.ms-excel"),
    ("PowerPoint Document", "application/vnd.ms-powerpoint"),
)
PICTURES = frozenset({"image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp", "image/tiff"})

_MARKUP = re.compile(
    rb"\s*(?:<!--[^>]{0,200}-->\s*)?<(?:!doctype\s+html|html|head|body|script|table|div|p)\b", re.IGNORECASE
)
_XML = re.compile(rb"\s*<\?xml\b|\s*<svg\b", re.IGNORECASE)
_SVG = re.compile(rb"<(?:\w{1,20}:)?svg\b", re.IGNORECASE)
_MAIL = re.compile(
    rb"(?:received|return-path|from|date|subject|message-id|mime-version|to):[ \t]", re.IGNORECASE
)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def media_type(content: bytes, packed: Directory | None = None) -> str:
    """Tell a media type by the bytes; ``packed`` is the directory of a zip file that was read already.

    Nothing is unpacked but the type an OpenDocument file states first, stored as it is. Linear time.
    """
    head = content[:HEAD]
    bare = head.removeprefix(b"\xef\xbb\xbf")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip(head, packed or directory(content))
    for mark, kind in BEGINNINGS:
        if bare.startswith(mark):
            return _ole(content) if kind is OLE else kind
    if head[4:8] == b"ftyp":
        return BRANDS.get(head[8:12], "video/mp4")
    if head.startswith(b"RIFF"):
        return WITHIN_RIFF.get(head[8:12], UNKNOWN)
    if content[ISO_AT : ISO_AT + len(ISO_MARK)] == ISO_MARK:
        return DISC
    return PDF if b"%PDF-" in head else _words(bare)


def _words(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        code = "utf-16-le" if head[0] == 0xFF else "utf-16-be"  # noqa: PLR2004 - the byte-order mark
        return _words(head[2:].decode(code, "replace").encode())
    if _XML.match(head):
        return SVG if _SVG.search(head) else "text/xml"
    if _MARKUP.match(head):
        return HTML
    if _MAIL.match(head):
        return "message/rfc822"
    return UNKNOWN if _BINARY.search(head) or not head else TEXT


def _zip(head: bytes, packed: Directory) -> str:
    if head[30:38] == b"mimetype":
        stated = re.match(rb"[\w.+/-]{1,100}", head[38:])
        found = stated[0].decode() if stated else ""
        if found.startswith((OPEN_DOCUMENT, "application/epub+zip")):
            return found.partition("PK")[0]
    names = packed.lower
    return next((kind for start, kind in IN_ZIP if any(name.startswith(start) for name in names)), ZIP)


def _ole(content: bytes) -> str:
    return next((kind for name, kind in IN_OLE if name.encode("utf-16-le") in content), OLE)
