"""Variable envelope return paths: a bounce names by its own recipient the one message that came back.

``mailbox+bounce-CODE@domain``; CODE is twenty-four base32 characters: forty bits of outbox id and eighty of
HMAC-SHA256 over it and the address written to. One letter shorter than a reply token, so that neither is
ever taken for the other.
"""

import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence

from mail.token import ALPHABET

MARK = "bounce-"
ID_BITS, MAC_BITS = 40, 80
LENGTH = (ID_BITS + MAC_BITS) // 5
LONGEST_LOCAL = 64
"""RFC 5321, 4.5.3.1.1."""

_SHAPE = re.compile(rf"(?<![a-z0-9]){MARK}([a-z2-7]{{{LENGTH}}})(?![a-z0-9])", re.ASCII | re.IGNORECASE)


def make(key: bytes, outbox_id: int, address: str) -> str:
    """Sign one outbox row for the address it goes to; ValueError outside forty bits."""
    if not 0 <= outbox_id < 1 << ID_BITS:
        raise ValueError("an outbox id is a number of forty bits")
    number = outbox_id << MAC_BITS | _mac(key, outbox_id, address)
    return "".join(ALPHABET[number >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def holds(keys: Sequence[bytes], code: str, address: str) -> bool:
    """Whether a code was signed by one of our keys for a message to that address."""
    claimed, there = outbox_id(code), code.lower().encode()
    return any(hmac.compare_digest(there, make(key, claimed, address).encode()) for key in keys)


def outbox_id(code: str) -> int:
    """Give the row that a code found by ``find`` claims, unverified."""
    number = 0
    for letter in code.lower():
        number = number << 5 | ALPHABET.index(letter)
    return number >> MAC_BITS


def find(texts: Iterable[str]) -> list[str]:
    """List the codes in these addresses, once each, also where a relay has wrapped them (SRS, BATV)."""
    return list(dict.fromkeys(code.lower() for text in texts for code in _SHAPE.findall(text)))


def envelope(mailbox: str, code: str) -> str:
    """Give the envelope sender for a code: the plain mailbox where a local part would get too long."""
    local, _, domain = mailbox.rpartition("@")
    whole = f"{local}+{MARK}{code}"
    return f"{whole}@{domain}" if len(whole) <= LONGEST_LOCAL else mailbox


def _mac(key: bytes, number: int, address: str) -> int:
    said = b"bounce" + number.to_bytes(ID_BITS // 8, "big")
    to = address.strip().lower().encode("utf-8", "surrogatepass")
    return int.from_bytes(hmac.digest(key, said + to, hashlib.sha256)[: MAC_BITS // 8], "big")
