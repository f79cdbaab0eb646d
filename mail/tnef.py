"""winmail.dat (TNEF): the files, the text and the HTML that Outlook packed into it; bounded, raises nothing.

Written from Microsoft's published formats MS-OXTNEF (attributes) and MS-OXCDATA (property types).
"""

import struct
from collections.abc import Iterator

from pydantic import BaseModel, Field

from mail.text import clean, decode

SIGNATURE = b"\x78\x9f\x3e\x22"
MOST_FILES = 200
MOST_PROPERTIES = 5_000

_NEW_FILE, _TITLE, _DATA, _FILE_PROPERTIES = 0x9002, 0x8010, 0x800F, 0x9005
_BODY, _MESSAGE_PROPERTIES, _CODE_PAGE = 0x800C, 0x9003, 0x9007
_LONG_NAME, _DISPLAY_NAME, _CONTENT, _MIME, _CONTENT_ID = 0x3707, 0x3001, 0x3701, 0x370E, 0x3712
_TEXT, _HTML = 0x1000, 0x1013
_WIDTHS = {0x02: 4, 0x03: 4, 0x04: 4, 0x0A: 4, 0x0B: 4, 0x05: 8, 0x06: 8, 0x07: 8, 0x14: 8, 0x40: 8, 0x48: 16}
_STRING, _UNICODE, _OBJECT, _BINARY = 0x1E, 0x1F, 0x0D, 0x102
_MANY = 0x1000
_NAMED = 0x8000


class File(BaseModel):
    """One file inside."""

    name: str = ""
    media_type: str = "application/octet-stream"
    content: bytes = b""
    content_id: str = ""


class Tnef(BaseModel):
    """What was found; ``whole`` is False where something could not be read."""

    files: list[File] = Field(default_factory=list)
    text: str = ""
    html: str = ""
    whole: bool = True


def read(content: bytes) -> Tnef:
    """Read a winmail.dat; whatever it holds, this raises nothing and takes time linear in it."""
    found = Tnef(whole=content.startswith(SIGNATURE))
    charset = "cp1252"
    for kind, value in _attributes(content, found):
        if kind == _NEW_FILE:
            if len(found.files) == MOST_FILES:
                found.whole = False
                break
            found.files.append(File())
        elif kind == _CODE_PAGE and len(value) >= 4:  # noqa: PLR2004 - a whole number
            charset = f"cp{int.from_bytes(value[:4], 'little')}"
        elif kind == _BODY:
            found.text = found.text or _string(value, charset)
        elif kind == _MESSAGE_PROPERTIES:
            _message(found, value, charset)
        elif found.files:
            _file(found, kind, value, charset)
    found.files = [file for file in found.files if file.content]
    return found


def _attributes(content: bytes, found: Tnef) -> Iterator[tuple[int, bytes]]:
    """Give the attributes in order: the low half of each id, and its bytes."""
    at = len(SIGNATURE) + 2
    while found.whole and at < len(content):
        if at + 9 > len(content):
            found.whole = False
            return
        kind, length = struct.unpack_from("<II", content, at + 1)
        at += 9
        if at + length > len(content):
            found.whole = False
        yield kind & 0xFFFF, content[at : at + length]
        at += length + 2  # a checksum, which some writers get wrong


def _message(found: Tnef, value: bytes, charset: str) -> None:
    for kind, number, data in _properties(value, found):
        if number == _TEXT and kind in (_STRING, _UNICODE):
            found.text = _string(data, "utf-16-le" if kind == _UNICODE else charset)
        elif number == _HTML and kind == _BINARY:
            found.html = _string(data, "utf-8")


def _file(found: Tnef, kind: int, value: bytes, charset: str) -> None:
    file = found.files[-1]
    if kind == _TITLE:
        file.name = file.name or _string(value, charset)
    elif kind == _DATA:
        file.content = value
    elif kind == _FILE_PROPERTIES:
        for form, number, data in _properties(value, found):
            if number == _CONTENT and form == _BINARY:
                file.content = file.content or data
            elif number == _CONTENT and form == _OBJECT:
                # An object begins with the 16 bytes that name its interface; a message is TNEF again.
                inner = data[16:]
                file.content, file.media_type = inner or file.content, "application/vnd.ms-tnef"
            elif form in (_STRING, _UNICODE):
                _name(file, number, _string(data, "utf-16-le" if form == _UNICODE else charset))


def _name(file: File, number: int, words: str) -> None:
    if number == _LONG_NAME or (number == _DISPLAY_NAME and not file.name):
        file.name = words
    elif number == _MIME and words:
        file.media_type = words
    elif number == _CONTENT_ID:
        file.content_id = words


def _properties(value: bytes, found: Tnef) -> Iterator[tuple[int, int, bytes]]:
    """Give the properties of a block: type, number and bytes of each; of many values the first."""
    at = 4
    try:
        (count,) = struct.unpack_from("<I", value, 0)
        for _ in range(min(count, MOST_PROPERTIES)):
            kind, number = struct.unpack_from("<HH", value, at)
            at += 4
            if number >= _NAMED:
                at = _after_name(value, at)
            form = kind & ~_MANY if kind != _BINARY else kind
            values, at = _values(value, at, form, many=kind != _BINARY and bool(kind & _MANY))
            if values:
                yield form, number, values[0]
    except (struct.error, ValueError):
        found.whole = False


def _after_name(value: bytes, at: int) -> int:
    """Give where the name of a named property ends: 16 bytes whose, 4 of its kind, a number or words."""
    kind, length = struct.unpack_from("<II", value, at + 16)
    return at + 24 + (0 if kind == 0 else length + -length % 4)


def _values(value: bytes, at: int, form: int, *, many: bool) -> tuple[list[bytes], int]:
    """Read the values of a property (at most the first is given), and say where they end."""
    first: list[bytes] = []
    count = 1
    if many or form in (_STRING, _UNICODE, _OBJECT, _BINARY):
        (count,) = struct.unpack_from("<I", value, at)
        at += 4
    if form in _WIDTHS:
        if at + count * _WIDTHS[form] > len(value):
            raise ValueError("more values than bytes")
        return [value[at : at + _WIDTHS[form]]], at + count * _WIDTHS[form]
    if form not in (_STRING, _UNICODE, _OBJECT, _BINARY) or count * 4 > len(value):
        raise ValueError("no type that is known")
    for _ in range(count):
        (length,) = struct.unpack_from("<I", value, at)
        at += 4
        if at + length > len(value):
            raise ValueError("longer than its block")
        first = first or [value[at : at + length]]
        at += length + -length % 4
    return first, at


def _string(value: bytes, charset: str) -> str:
    text = decode(value, charset)[0]
    return clean(text.rstrip("\0"))[0]
