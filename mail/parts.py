"""The parts of a message as the standard library finds them; attached messages stay closed."""

import binascii
import quopri
import re
from collections.abc import Iterator
from email.feedparser import BytesFeedParser
from email.message import Message
from functools import cached_property

from mail.headers import Fields

SLICE = 64 * 1024
"""Bytes given to the parser at a time: all at once it would copy them three times."""
UUENCODED = frozenset({"x-uuencode", "uuencode", "uue", "x-uue"})

_WORD = re.compile(r"[\s\"']*([\w-]+)")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_BEGIN = re.compile(rb"^begin [0-7]{3,4} ", re.MULTILINE)


class Part(Message):
    """A part whose attached messages are leaves: kept byte for byte, not parsed and written anew."""

    body: str = ""
    """As it came, in the parser's letters for bytes; without the line break that belongs to a part's end."""

    def get_content_type(self) -> str:
        """Give the type as far as the parser may know it."""
        return self.declared.replace("message/", "application/x-closed-")

    @cached_property
    def declared(self) -> str:
        """The type as declared; the parser asks often, and its headers are read by then."""
        return super().get_content_type()

    @cached_property
    def fields(self) -> Fields:
        """The headers, once the message is read."""
        return Fields(self.raw_items())

    def set_payload(self, payload: object, charset: object = None) -> None:  # noqa: ARG002 - the parser's call
        """Keep the bytes as they came, out of the parser's sight: it searches them for their last line."""
        self.body = payload if isinstance(payload, str) else ""
        super().set_payload("")

    def take(self, defects: list[str]) -> bytes:
        """Give the decoded bytes and forget them; what cannot be decoded comes as it is, with a defect."""
        raw = self.body.encode("ascii", "surrogateescape")
        self.body = ""
        try:
            return _decoded(raw, str(self.get("content-transfer-encoding", "")))
        except (ValueError, LookupError):
            defects.append("a part cannot be decoded; it is kept as it came")
            return raw


def opened(raw: bytes) -> Part:
    """Take a message apart; linear, in about twice its size of memory. RecursionError when too deep."""
    parser: BytesFeedParser[Part] = BytesFeedParser(Part)
    for start in range(0, len(raw), SLICE):
        parser.feed(raw[start : start + SLICE])
    return parser.close()


def leaves(message: Part) -> Iterator[Part]:
    """Go through the parts that hold content, in order; an attached message is one part."""
    waiting: list[Part] = [message]
    while waiting:
        part = waiting.pop()
        # A leaf's words are not asked for here: the library decodes them by a charset that may be rubbish.
        inner = part.get_payload() if part.is_multipart() else None
        if isinstance(inner, list):
            children = [child for child in inner if isinstance(child, Part)]
            for child in children:
                child.body = _without_break(child.body)
            waiting.extend(reversed(children))
        else:
            yield part


def _without_break(body: str) -> str:
    """Take the line break away that belongs to the line which ends a part."""
    return body.removesuffix("\n").removesuffix("\r")


def _decoded(raw: bytes, encoding: str) -> bytes:
    """Undo a transfer encoding, whatever stands around its name; an unknown one is none."""
    named = _WORD.match(encoding)
    name = named[1].lower() if named else ""
    if name == "base64":
        return base64(raw)
    if name == "quoted-printable":
        return quopri.decodestring(raw)
    return _uudecoded(raw) if name in UUENCODED else raw


def base64(raw: bytes) -> bytes:
    """Decode base64, with line breaks, strange letters, and what is missing at its end."""
    try:
        return binascii.a2b_base64(raw)
    except binascii.Error:
        letters = _NOT_BASE64.sub(b"", raw).rstrip(b"=")
        return binascii.a2b_base64(letters[: len(letters) - (len(letters) % 4 == 1)] + b"==")


def _uudecoded(raw: bytes) -> bytes:
    begin = _BEGIN.search(raw)
    if begin is None:
        raise ValueError("no begin line")
    pieces = []
    for line in raw[begin.end() :].splitlines()[1:]:
        if line.strip() in (b"", b"`", b"end"):
            break
        length = ((line[0] - 32) & 63) * 4 // 3 + 5  # some writers add rubbish behind what they state
        pieces.append(
            binascii.a2b_uu(line[:length].ljust(length)[: (((line[0] - 32) & 63) + 2) // 3 * 4 + 1])
        )
    return b"".join(pieces)
