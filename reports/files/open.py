"""Opens a file of any format as one plain document, or says in one sentence why it cannot be read."""

import os
import re
from pathlib import Path

from followup import Refused
from reports.files import guard, sniff, text
from reports.files.guard import Limits
from reports.files.model import Document

UNSHOWN = re.compile("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]")
"""What a file's name may hold and no line of ours: line ends, signs that move a cursor or turn words."""


def open_file(path: Path) -> Document:
    """Read a file into a numbered document; one that is too large is refused before it is read."""
    return open_bytes(name_of(path), content_of(path))


def content_of(path: Path) -> bytes:
    """Give a file's bytes; Refused where there is none, or where it is larger than any paper."""
    name = name_of(path)
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise Refused(f"{name or path} is a folder: name the file in it that holds the paper.")
        if not path.is_file():
            raise Refused(f"{name} is no file but a device or a pipe: save what it gives as a file first.")
        guard.check_size(name, sniff.FORMS.get(path.suffix.lower()), size)
        with path.open("rb") as file:
            return file.read(guard.LARGEST + 1)  # it may have grown since
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise Refused(f"There is no file {path}: check the name and the folder.") from problem
    except OSError as problem:
        raise Refused(f"{name} cannot be opened: {problem.strerror}.") from problem


def name_of(path: Path) -> str:
    """Give a file's name as it can be shown and kept, whatever bytes it was given."""
    return UNSHOWN.sub("\ufffd", os.fsencode(path.name).decode(errors="replace"))


def open_bytes(name: str, content: bytes, limits: Limits | None = None) -> Document:
    """Read a file that is in memory already; ``name`` tells its format and what a refusal calls it."""
    guard.check_size(name, sniff.FORMS.get(Path(name).suffix.lower()), len(content))
    form = sniff.form_of(name, content)
    if form == "text":
        return text.read(name, content)
    return guard.read_apart(form, name, content, limits or guard.limits_for(len(content)))
