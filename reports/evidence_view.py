"""Evidence as the inspectorate reads it: what each document is, how large, and what to be careful about."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from sqlmodel import Session

from followup import cautions, documents
from followup.sniff import UNKNOWN
from store import queries
from store.models import Evidence

LONGEST_FILE_NAME = 120
"""Bytes: some file systems take 255, and folders add theirs."""
UNSAFE_END = ".unsafe"
"""Put behind the name of what a double click would start."""
DEVICES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789¹²³")]
)

_NOT_IN_NAMES = re.compile(r'[<>:"|?*%`$~!;&\'\\/]')


def lines(session: Session, rows: Sequence[Evidence]) -> Iterator[str]:
    """One line for each document or link: number, name, type by its bytes, size, marking, cautions."""
    held = queries.kept_documents(session, [row.sha256 for row in rows])
    for row in rows:
        marked = f", marked {row.handling}" if row.handling else ""
        if row.link:
            yield f"{row.id}  {row.name} (link to {row.link}{marked})"
        elif row.sha256 not in held:
            yield f"{row.id}  {row.name} (named in a paper only{marked})"
        else:
            kept = held[row.sha256]
            yield f"{row.id}  {row.name} ({documents.seen(kept).media_type}, {size(kept.size)}{marked})"
            yield from (f"     careful: {words}" for words in cautions.words(documents.flags(row, kept)))


def size(count: int) -> str:
    """Give a number of bytes in words."""
    for unit, least in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= least:
            return f"{count / least:.1f} {unit}"
    return f"{count} bytes"


def file_name(name: str, *, unsafe: bool = False) -> str:
    """Give a name that is one plain file in one folder on any system, whatever the sender wrote.

    No path, no hidden file, no device, no letter that turns the reading direction; with ``unsafe`` no end
    that a double click would start.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    shown = "".join(letter for letter in last if letter.isprintable())
    plain = _NOT_IN_NAMES.sub("_", shown).strip(" .") or "document"
    stem, dot, end = plain.rpartition(".")
    if not dot or len(end) > 10:  # noqa: PLR2004 - no end of a name is so long
        stem, end = plain, ""
    if stem.partition(".")[0].strip().lower() in DEVICES or not stem:
        stem = f"_{stem}"
    room = LONGEST_FILE_NAME - len(f".{end}{UNSAFE_END}".encode())
    short = stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .")
    saved = f"{short}.{end}".rstrip(".")
    unsafe = unsafe or "program" in cautions.by_name(saved, UNKNOWN)  # cut short, it may end as another kind
    return saved + (UNSAFE_END if unsafe else "")
