"""The directory of a zip file, read entry by entry within limits: nothing is unpacked, so nothing swells."""

import struct
import zlib
from typing import NamedTuple

MOST_ENTRIES = 10_000
SWELLS_FROM = 100_000_000
SWELLS_BY = 100
"""A file that unpacks to so many bytes, and to so many times its own size, is made to harm."""
LONGEST_PART = 512 * 1024
"""Bytes that are unpacked of one part, to look into it."""

_END, _ENTRY, _LOCAL = b"PK\x05\x06", b"PK\x01\x02", b"PK\x03\x04"
_END_SIZE, _ENTRY_SIZE, _LOCAL_SIZE = 22, 46, 30
_END_AT = 65_535 + _END_SIZE
_DEFLATED = 8
ENCRYPTED = 1


class Entry(NamedTuple):
    """One file inside: its name, its flags, how it is packed, its sizes packed and unpacked, its place."""

    name: str
    flags: int
    method: int
    packed: int
    size: int
    at: int


class Directory(NamedTuple):
    """What a zip file says it holds; ``whole`` is False where the directory is damaged or too long."""

    entries: list[Entry]
    whole: bool

    @property
    def lower(self) -> list[str]:
        """Every name inside, in small letters."""
        return [entry.name.lower() for entry in self.entries]

    @property
    def unpacked(self) -> int:
        """Bytes of all entries together, as stated."""
        return sum(entry.size for entry in self.entries)

    def swells(self, size: int) -> bool:
        """Whether a file of this size unpacks to far more than any document does."""
        return self.unpacked > max(SWELLS_FROM, SWELLS_BY * size)


def directory(content: bytes) -> Directory:
    """Read a zip file's directory; a damaged one gives what could be read of it, nothing raises."""
    end = content.rfind(_END, max(0, len(content) - _END_AT))
    if end < 0 or end + _END_SIZE > len(content):
        return Directory([], whole=False)
    length, at = struct.unpack_from("<II", content, end + 12)
    if at + length > end or content[at : at + 4] != _ENTRY:
        at = end - length  # something stands before the archive
    entries: list[Entry] = []
    while 0 <= at <= end - _ENTRY_SIZE and content[at : at + 4] == _ENTRY:
        if len(entries) == MOST_ENTRIES:
            return Directory(entries, whole=False)
        flags, method = struct.unpack_from("<HH", content, at + 8)
        packed, size, name, extra, comment = struct.unpack_from("<IIHHH", content, at + 20)
        (place,) = struct.unpack_from("<I", content, at + 42)
        words = content[at + _ENTRY_SIZE : at + _ENTRY_SIZE + name].decode("utf-8", "replace")
        entries.append(Entry(words, flags, method, packed, size, place))
        at += _ENTRY_SIZE + name + extra + comment
    return Directory(entries, whole=at == end)


def beginning(content: bytes, entry: Entry) -> bytes:
    """Unpack the first LONGEST_PART bytes of an entry; empty where that cannot be done."""
    if content[entry.at : entry.at + 4] != _LOCAL or entry.at + _LOCAL_SIZE > len(content):
        return b""
    name, extra = struct.unpack_from("<HH", content, entry.at + 26)
    start = entry.at + _LOCAL_SIZE + name + extra
    data = content[start : start + min(entry.packed, LONGEST_PART)]
    if entry.method != _DEFLATED:
        return data if entry.method == 0 else b""
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, LONGEST_PART)
    except zlib.error:
        return b""
