"""The key file: signing keys, one a line, the newest first; each with the day it was made."""

import datetime as dt
import hashlib
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from sqlmodel import Session, col, select

from followup import Refused
from mail import token
from store.models import Cycle, Meeting, Request, Sent

LEAST = 32
"""Bytes of a key: as long as the hash it keys."""
PRIVATE = 0o600


class Key(NamedTuple):
    """One signing key; ``made`` is None for one from before days were kept."""

    secret: bytes
    made: dt.date | None = None

    @property
    def fingerprint(self) -> str:
        """Twelve hexadecimal letters by which people may call it; they say nothing of the key."""
        return hashlib.sha256(b"matters arising key" + self.secret).hexdigest()[:12]


class Standing(NamedTuple):
    """A key, and the last meeting for which something signed with it is still out; None: nothing is."""

    key: Key
    until: dt.date | None


def fresh(made: dt.date) -> Key:
    """Make a new key."""
    return Key(secrets.token_bytes(LEAST), made)


def read(path: Path) -> list[Key]:
    """Read the key file. Refused, with the cure, when it is missing, damaged or open to others."""
    if not path.exists():
        raise Refused(f"the signing key {path} is missing: run `matters init`, or restore it")
    if path.stat().st_mode & 0o077:
        raise Refused(f"others may read the signing key {path}; run `chmod 600 {path}`")
    try:
        keys = [_key(line) for line in path.read_text().splitlines() if line.strip()]
    except ValueError:
        keys = []
    if not keys or any(len(key.secret) < LEAST for key in keys):
        raise Refused(f"the signing key {path} is damaged; restore it from a backup")
    return keys


def _key(line: str) -> Key:
    secret, _, made = line.strip().partition(" ")
    return Key(bytes.fromhex(secret), dt.date.fromisoformat(made.strip()) if made.strip() else None)


def write(path: Path, keys: Sequence[Key]) -> None:
    """Write the key file, whole or not at all, for its owner only."""
    path = path.resolve()  # where the file is a link, what it points to is replaced
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    lines = [f"{key.secret.hex()} {key.made or ''}".rstrip() for key in keys]
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "w") as file:
            file.write("\n".join(lines) + "\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def standing(session: Session, keys: Sequence[Key], today: dt.date) -> list[Standing]:
    """Say of each key until which meeting it is needed: the last one that something signed with it is for."""
    secrets_ = [key.secret for key in keys]
    until: dict[int, dt.date] = {}
    wanted = (
        select(Sent, Meeting)
        .join(Request, col(Request.id) == Sent.request_id)
        .join(Cycle, col(Cycle.id) == Request.cycle_id)
        .join(Meeting, col(Meeting.id) == Cycle.meeting_id)
        .where(Meeting.date >= today)
    )
    for sent, meeting in session.exec(wanted).all():
        for code in token.find(sent.message_id):
            place = token.signer(secrets_, code, sent.address)
            if place is not None:
                until[place] = max(meeting.date, until.get(place, meeting.date))
    return [Standing(key, until.get(place)) for place, key in enumerate(keys)]


def rotated(kept: Sequence[Standing], new: Key) -> list[Key]:
    """Put a new key first; of the others stay the one that signed until now and those still needed.

    The last one stays because a service that has not been restarted goes on signing with it.
    """
    return [new, *(one.key for place, one in enumerate(kept) if place == 0 or one.until is not None)]
