"""Header fields as values: addresses, message ids, dates, encoded words; no accessor raises."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.errors import HeaderParseError
from email.header import decode_header
from email.utils import getaddresses, parsedate_to_datetime

from mail.text import clean, decode

ADDRESS_FIELD = 2_048
SHOWN = 200
TEXT_FIELD = 2_048
ID_LENGTH = 500
DATE_FIELD = 128
HIDDEN_LINE = "a header holds a bare carriage return, which other servers do not take for a line end"
YEARS = range(1990, 2200)

_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
_BETWEEN_ADDRESSES = re.compile(r"[\s<>,;:\"()]+")
_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MESSAGE_ID = re.compile(r"<([^<>]{1,500})>")


_SAFE = re.compile(r"[\w.!#$%&'*+=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}")
UNNAMED = "an unclear sender"
"""What stands in mail of ours for a From that is not one address: it may hold any text."""


def named(sender: str) -> str:
    """Call a sender by the address, if it is one and nothing else; a link looks like none."""
    return sender if _SAFE.fullmatch(sender) else UNNAMED


class Fields:
    """The headers of one message or part: raw strings by lower-case name, in order.

    A control character becomes the replacement mark: no database has to hold it, and what is left of an
    address with one is nobody's address.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._values: dict[str, list[str]] = {}
        self._pairs: list[tuple[str, str]] = []
        for name, value in pairs:
            self._pairs.append((name.lower(), _CONTROL.sub("\ufffd", _unescaped(value))))
            self._values.setdefault(name.lower(), []).append(self._pairs[-1][1])

    def all(self, *names: str) -> list[str]:
        """Every value of these headers, by name and then in order."""
        return [value for name in names for value in self._values.get(name, [])]

    def in_order(self, *names: str) -> list[tuple[str, str]]:
        """Every one of these headers as (lower-case name, value), from the top of the message."""
        return [pair for pair in self._pairs if pair[0] in names]

    def first(self, name: str) -> str | None:
        """Give the first value of this header, None when it is absent."""
        return next(iter(self._values.get(name, [])), None)


def authors(values: Iterable[str], defects: list[str]) -> list[str]:
    """Every address of the From or Sender headers, lower-case and not made unique.

    A header that does not read as plain addresses gives its own text, which is nobody's address: a trick
    can end in no address or several, never in a wrong single one.
    """
    found: list[str] = []
    for value in values:
        try:
            parsed = [address.lower() for _, address in getaddresses([value[:ADDRESS_FIELD]])]
        except (ValueError, IndexError, RecursionError):
            parsed = []
        if len(value) <= ADDRESS_FIELD and parsed and all(map(_plain, parsed)) and not _is_group(value):
            found += parsed
        elif value.strip():
            defects.append("an address header cannot be read")
            found.append(" ".join(value.split())[:SHOWN])
    return found


def _is_group(value: str) -> bool:
    """Whether a header uses the group form (``name: a@b.example;``), by which nobody's own mail is sent."""
    outside = _QUOTED.sub("", value)
    return ":" in outside or ";" in outside


def recipients(values: Iterable[str]) -> list[str]:
    """List all that looks like an address in these headers, lower-case, once each; linear time."""
    words = (word for value in values for word in _BETWEEN_ADDRESSES.split(value))
    return list(dict.fromkeys(word.lower() for word in words if _plain(word)))


def message_ids(values: Iterable[str]) -> list[str]:
    """List the ids in Message-ID, In-Reply-To or References with their angle brackets, once each."""
    ids: list[str] = []
    for value in values:
        bracketed = _MESSAGE_ID.findall(value)
        bare = [word for word in value.replace(",", " ").split() if "@" in word and len(word) <= ID_LENGTH]
        ids += ("".join(found.split()) for found in bracketed or bare)
    return list(dict.fromkeys(f"<{found}>" for found in ids if found))


def instant(value: str | None) -> datetime | None:
    """Give a Date header in UTC; None when there is none or it is not a date of our times."""
    try:
        written = parsedate_to_datetime((value or "")[:DATE_FIELD])
        aware = written if written.tzinfo else written.replace(tzinfo=UTC)
        return aware.astimezone(UTC) if written.year in YEARS else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def words(value: str | None) -> str:
    """Decode the encoded words of a Subject or file name to one clean line."""
    short = (value or "")[:TEXT_FIELD]
    try:
        pieces = decode_header(short)
    except (HeaderParseError, ValueError, LookupError):
        pieces = [(short, None)]
    text = "".join(_decoded(piece, charset) for piece, charset in pieces)
    return " ".join(clean(text)[0].split())


def _decoded(piece: str | bytes, charset: str | None) -> str:
    if isinstance(piece, str):
        return piece
    # Beside an encoded word the library gives plain text as escaped bytes.
    return decode(piece, charset)[0] if charset else piece.decode("raw-unicode-escape", "replace")


def _plain(address: str) -> bool:
    local, _, domain = address.partition("@")
    return bool(local and domain) and "@" not in domain and not _BETWEEN_ADDRESSES.search(address)


def _unescaped(value: str) -> str:
    """Decode the 8-bit bytes a parser kept as surrogates: UTF-8, else Windows-1252."""
    if value.isascii():
        return value
    return decode(value.encode("utf-8", "surrogateescape"), "utf-8")[0]
