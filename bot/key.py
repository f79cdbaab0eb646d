"""The name of a form, signed: what it is about, and which words stood when it was opened. Never the words."""

import hashlib
import hmac
from typing import NamedTuple

from followup import Refused

MAC = 16
FIELDS = 4
LARGEST = 12
"""Digits of a number."""
STALE = "This form is from another time. Please close it and open it again from the card."


class Name(NamedTuple):
    """About what a form is: a request (or an update) and an item, the words then, and whose form it is."""

    about: int
    item: int
    version: str
    person: int


def sign(name: Name, key: bytes) -> str:
    """Give the name as it travels in ``private_metadata``, at most 64 characters."""
    said = ".".join(map(str, name))
    return f"{said}.{_mac(said, key)}"


def read(text: str, key: bytes) -> Name:
    """Read a name back. Refused where it is none of ours."""
    said, _, mac = text.rpartition(".")
    fields = said.split(".")
    numbers = [fields[0], fields[1], fields[3]] if len(fields) == FIELDS else []
    if not numbers or not hmac.compare_digest(mac.encode(), _mac(said, key).encode()):
        raise Refused(STALE)
    if not all(one.isdecimal() and len(one) <= LARGEST for one in numbers):
        raise Refused(STALE)
    return Name(int(fields[0]), int(fields[1]), fields[2], int(fields[3]))


def _mac(said: str, key: bytes) -> str:
    return hmac.new(key, b"slack form " + said.encode(), hashlib.sha256).hexdigest()[:MAC]
