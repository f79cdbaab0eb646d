"""The signed token that binds a reply to the request it answers: one per person and cycle.

Twenty-five base32 characters: five bits of version, forty of request id, eighty of HMAC-SHA256 over
both and the owner's address. It expires in the database, not in itself.
"""

import hashlib
import hmac
import re

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
VERSION = 1
ID_BITS, MAC_BITS = 40, 80
LENGTH = (5 + ID_BITS + MAC_BITS) // 5

_SHAPE = re.compile(
    rf"(?<![a-z0-9]){ALPHABET[VERSION]}[a-z2-7]{{{LENGTH - 1}}}(?![a-z0-9])", re.ASCII | re.IGNORECASE
)


def make(key: bytes, request_id: int, address: str) -> str:
    """Sign ``request_id`` for the owner at ``address``; ValueError outside forty bits."""
    if not 0 <= request_id < 1 << ID_BITS:
        raise ValueError("a request id is a number of forty bits")
    bits = VERSION << ID_BITS | request_id
    signed = bits << MAC_BITS | _mac(key, request_id, address)
    return "".join(ALPHABET[signed >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def read(key: bytes, token: str, address: str) -> int | None:
    """Give the request id when the signature holds for that address, else None; never raises."""
    number = _number(token)
    claimed = request_id(token)
    if number is None or claimed is None:
        return None
    there = (number & (1 << MAC_BITS) - 1).to_bytes(MAC_BITS // 8, "big")
    ours = _mac(key, claimed, address).to_bytes(MAC_BITS // 8, "big")
    return claimed if hmac.compare_digest(there, ours) else None


def request_id(token: str) -> int | None:
    """Give the id a token claims, unverified, so that its owner can be looked up; None if no token."""
    number = _number(token)
    if number is None or number >> ID_BITS + MAC_BITS != VERSION:
        return None
    return number >> MAC_BITS & (1 << ID_BITS) - 1


def find(text: str) -> list[str]:
    """List what looks like a token in an address, Message-ID, header or body, in order and once each."""
    return list(dict.fromkeys(match[0].lower() for match in _SHAPE.finditer(text)))


def _number(token: str) -> int | None:
    folded = token.strip().lower() if token.isascii() else ""
    if len(folded) != LENGTH or any(letter not in ALPHABET for letter in folded):
        return None
    number = 0
    for letter in folded:
        number = number << 5 | ALPHABET.index(letter)
    return number


def _mac(key: bytes, request_id: int, address: str) -> int:
    said = bytes([VERSION]) + request_id.to_bytes(ID_BITS // 8, "big")
    owner = address.strip().lower().encode("utf-8", "surrogatepass")
    return int.from_bytes(hmac.digest(key, said + owner, hashlib.sha256)[: MAC_BITS // 8], "big")
