"""The signed tokens that bind a reply: to a request (one per person and cycle), or to words to be confirmed.

Twenty-five base32 characters: five bits of kind, forty of a number, eighty of HMAC-SHA256 over both and
the owner's address. A token expires in the database, not in itself. Of several keys the first signs.
"""

import hashlib
import hmac
import re
from collections.abc import Sequence
from typing import NamedTuple

ALPHABET = "abcdefghijklmnopqrstuvwxyz234567"
REQUEST, CONFIRM = 1, 2
"""A token's number is that of a request, or of the message that its owner is to confirm."""
ID_BITS, MAC_BITS = 40, 80
LENGTH = (5 + ID_BITS + MAC_BITS) // 5

_KINDS = ALPHABET[REQUEST] + ALPHABET[CONFIRM]
_RUN = re.compile(rf"[A-Za-z0-9]{{{LENGTH},}}")
_SHAPE = re.compile(rf"[{_KINDS}][a-z2-7]{{{LENGTH - 1}}}")
_LETTERS = re.compile(rf"[a-z2-7]{{{LENGTH}}}")
_DIGITS = str.maketrans(ALPHABET, "0123456789abcdefghijklmnopqrstuv")


class Claim(NamedTuple):
    """What a token says of itself, unproved."""

    kind: int
    number: int


def make(key: bytes, number: int, address: str, kind: int = REQUEST) -> str:
    """Sign the number of a request (or message) for the owner at ``address``; ValueError outside 40 bits."""
    if not 0 <= number < 1 << ID_BITS:
        raise ValueError("a token's number is one of forty bits")
    bits = kind << ID_BITS | number
    signed = bits << MAC_BITS | _mac(key, Claim(kind, number), address)
    return "".join(ALPHABET[signed >> shift & 31] for shift in range(5 * (LENGTH - 1), -1, -5))


def holds(keys: Sequence[bytes], token: str, address: str) -> bool:
    """Whether one of the keys has signed the token for that address; never raises."""
    return signer(keys, token, address) is not None


def signer(keys: Sequence[bytes], token: str, address: str) -> int | None:
    """Give which of the keys has signed the token for that address, None if none has; never raises."""
    claim, value = claimed(token), _value(token)
    if claim is None or value is None:
        return None
    there = (value & (1 << MAC_BITS) - 1).to_bytes(MAC_BITS // 8, "big")
    found = None
    for place, key in enumerate(keys):
        if hmac.compare_digest(there, _mac(key, claim, address).to_bytes(MAC_BITS // 8, "big")):
            found = place if found is None else found
    return found


def claimed(token: str) -> Claim | None:
    """Give what a token claims, unverified, so that its owner can be looked up; None if it is no token."""
    value = _value(token)
    if value is None or (kind := value >> ID_BITS + MAC_BITS) not in (REQUEST, CONFIRM):
        return None
    return Claim(kind, value >> MAC_BITS & (1 << ID_BITS) - 1)


def find(text: str) -> list[str]:
    """List what looks like a token in an address, Message-ID, header or body, in order and once each."""
    runs = (run.lower() for run in _RUN.findall(text) if len(run) == LENGTH)
    return list(dict.fromkeys(run for run in runs if _SHAPE.fullmatch(run)))


def _value(token: str) -> int | None:
    folded = token.strip().lower() if token.isascii() else ""
    return int(folded.translate(_DIGITS), 32) if _LETTERS.fullmatch(folded) else None


def _mac(key: bytes, claim: Claim, address: str) -> int:
    said = bytes([claim.kind]) + claim.number.to_bytes(ID_BITS // 8, "big")
    owner = address.strip().lower().encode("utf-8", "surrogatepass")
    return int.from_bytes(hmac.digest(key, said + owner, hashlib.sha256)[: MAC_BITS // 8], "big")
