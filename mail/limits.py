"""Limits on a message, checked on its raw bytes before any parser sees them; linear time."""

import re

from followup import Refused

MEGABYTE = 1024 * 1024
SIZE = 25 * MEGABYTE
TOO_LARGE = f"The message is larger than {SIZE // MEGABYTE} MB; send large files as links."
HEADER_BLOCK = 256 * 1024
HEADERS = 1_000
FIELD = 16 * 1024
"""One Content-Type or Content-Disposition header: reading its parameters takes quadratic time."""
DEPTH = 50
PARTS = 200
HEADER_SHAPES = 100_000
"""Lines anywhere that could be a header, so that headers of inner parts cannot fill the memory."""

_BLANK = re.compile(rb"\A\r?\n|\r\n\r\n|\n\n|\r\r|\n\r\n")
_FIELD = re.compile(
    rb"(?:^|[\r\n])content-(type|disposition):([^\r\n]*(?:(?:\r\n|\r|\n)[ \t][^\r\n]*)*)", re.IGNORECASE
)
_SHAPE = re.compile(rb"(?:^|[\r\n])[!-9;-~]+:")
_CONTAINER = re.compile(rb"\s*(?:multipart|message)/", re.IGNORECASE)
_BOUNDARY = re.compile(rb'boundary(\*?)[\d*]*\s*=\s*"?([\w\'()+,./:=? -]*)', re.IGNORECASE)


class TooMuch(Refused):
    """A message beyond what is read: it is kept as it came, and its sender may be told why."""


def check(raw: bytes) -> None:
    """Raise TooMuch when the message is larger, deeper or has more parts or headers than any real one."""
    if len(raw) > SIZE:
        raise TooMuch(TOO_LARGE)
    blank = _BLANK.search(raw, 0, HEADER_BLOCK + 4)
    if not blank and len(raw) > HEADER_BLOCK:
        raise TooMuch(f"The message has more than {HEADER_BLOCK // 1024} kB of headers.")
    _check_headers(raw, blank.start() if blank else len(raw))
    _check_parts(raw)


def header_end(raw: bytes) -> int:
    """Give where the header block ends, within its limit."""
    blank = _BLANK.search(raw, 0, HEADER_BLOCK + 4)
    return blank.end() if blank else min(len(raw), HEADER_BLOCK)


def _check_headers(raw: bytes, end: int) -> None:
    if sum(1 for _ in _SHAPE.finditer(raw, 0, end)) > HEADERS:
        raise TooMuch(f"The message has more than {HEADERS} headers.")
    if raw.count(b"\n") + raw.count(b"\r") < HEADER_SHAPES:
        return
    for count, _ in enumerate(_SHAPE.finditer(raw)):
        if count >= HEADER_SHAPES:
            raise TooMuch("The message has too many headers in its parts; send long listings as a file.")


def _check_parts(raw: bytes) -> None:
    """Count declared containers, an upper bound of the depth, and the lines that may separate parts."""
    containers = 0
    separators: set[bytes] = set()
    for kind, value in _FIELD.findall(raw):
        if len(value) > FIELD:
            raise TooMuch(
                "The message has a part with an over-long description; save the files and attach them again."
            )
        if kind.lower() == b"type" and _CONTAINER.match(value):
            containers += 1
            separators.update(b"" if star else name.strip() for star, name in _BOUNDARY.findall(value))
        if containers > DEPTH:
            raise TooMuch(
                f"The message holds more than {DEPTH} messages or groups of parts inside each other."
            )
    if (
        sum(raw.count(end + b"--" + name) for name in separators for end in (b"\n", b"\r"))
        > PARTS + containers
    ):
        raise TooMuch(f"The message has more than {PARTS} parts; put the files into one archive.")
