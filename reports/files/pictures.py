"""The caption drawn under the icon of an embedded document: words inside a metafile ("Policy 2021.pdf")."""

import struct

WIDE_TEXT = 84
"""The record that draws text in UTF-16 (EMR_EXTTEXTOUTW)."""
BY_GLYPH = 0x10
LONGEST = 300


def caption_of(metafile: bytes) -> str:
    """Give the words an EMF picture draws, pieces joined by spaces; empty where it draws none."""
    words: list[str] = []
    at = 0
    while at + 8 <= len(metafile) and sum(map(len, words)) < LONGEST:
        kind, size = struct.unpack_from("<II", metafile, at)
        if size < 8:  # noqa: PLR2004 - a record has at least its own head
            break
        if kind == WIDE_TEXT:
            words.append(_drawn(metafile[at : at + size]))
        at += size
    return " ".join(filter(None, words))[:LONGEST]


def _drawn(record: bytes) -> str:
    """Give the words of one text record: count, place and options stand from byte 44 on."""
    if len(record) < 56:  # noqa: PLR2004 - the fixed part of the record
        return ""
    count, place, options = struct.unpack_from("<III", record, 44)
    if options & BY_GLYPH or count > LONGEST:
        return ""
    return record[place : place + 2 * count].decode("utf-16-le", errors="ignore").replace("\0", "").strip()
