"""Raw messages from files: single ones, mbox, Maildir, or a pipe."""

import mailbox
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from followup import Refused


def messages(names: Iterable[str]) -> Iterator[bytes]:
    """Give the raw bytes of every message named; ``-`` is standard input (an MTA's pipe)."""
    for name in names:
        if name == "-":
            yield sys.stdin.buffer.read()
            continue
        path = Path(name)
        if path.is_dir():
            yield from _maildir(path)
        elif path.is_file():
            yield from _file(path)
        else:
            raise Refused(f"there is no file or Maildir {path}")


def _maildir(path: Path) -> Iterator[bytes]:
    if not (path / "cur").is_dir():
        raise Refused(f"{path} is a folder but no Maildir (it has no cur)")
    box = mailbox.Maildir(path, create=False)
    for key in sorted(box.iterkeys()):
        yield box.get_bytes(key)


def _file(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        is_mbox = file.read(5) == b"From "
    if not is_mbox:
        yield path.read_bytes()
        return
    box = mailbox.mbox(path, create=False)
    for key in box.iterkeys():
        yield box.get_bytes(key)
