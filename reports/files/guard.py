"""Limits for files from outside: how large they may be, and a child process in which they are read."""

import json
import logging
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from followup import Refused
from reports.files.model import Document, Line
from reports.files.sniff import Form

logger = logging.getLogger(__name__)

LARGEST_TEXT = 20_000_000
"""Bytes; the longest paper seen has 0.1 million."""
LARGEST = 60_000_000
MOST_COLUMNS = 1_000
MOST_CELLS = 400_000
"""A register of 3,000 recommendations in 14 columns has 42,000."""
MOST_LETTERS = 40_000_000
MOST_OUTPUT = 200_000_000
ROOT = Path(__file__).resolve().parents[2]


class Limits(NamedTuple):
    """What reading one file may take: bytes of memory, seconds of the processor, seconds of the clock.

    The clock is generous: a busy machine is ten times slower than an idle one.
    """

    memory: int = 1_500_000_000
    processor: int = 900
    clock: float = 3_600


LIMITS = Limits()
LEAST_SECONDS = 60
SECONDS_A_MEGABYTE = 900
"""A megabyte of PDF may be four hundred pages, at half a second each."""


def limits_for(size: int) -> Limits:
    """Give the limits for a file of so many bytes: a small one made to harm is given up soon."""
    seconds = LEAST_SECONDS + SECONDS_A_MEGABYTE * size // 1_000_000
    if seconds >= LIMITS.processor:
        return LIMITS
    return LIMITS._replace(processor=seconds, clock=seconds * LIMITS.clock / LIMITS.processor)


def check_size(name: str, form: Form | None, size: int) -> None:
    """Refuse a file by its size in bytes, before it is read."""
    most = LARGEST_TEXT if form == "text" else LARGEST
    if size > most:
        raise Refused(f"{name} is larger than {most // 1_000_000} MB, which no panel paper is.")


def bounded(document: Document) -> Document:
    """Give the document, or refuse one that holds more than any register does."""
    cells = letters = 0
    for block in document.blocks:
        if isinstance(block, Line):
            letters += len(block.text)
            cells += 1
            continue
        widest = max((len(row.cells) for row in block.rows), default=0)
        if widest > MOST_COLUMNS:
            raise Refused(f"{document.name} has a table of {widest:,} columns; {MOST_COLUMNS:,} can be read.")
        cells += sum(len(row.cells) for row in block.rows)
        letters += sum(len(cell.text) for row in block.rows for cell in row.cells)
    if cells > MOST_CELLS or letters > MOST_LETTERS:
        raise Refused(
            f"{document.name} holds more lines, cells or words than any register: is it the right file?"
        )
    return document


def read_apart(form: Form, name: str, content: bytes, limits: Limits = LIMITS) -> Document:
    """Read a file in a process of its own, which ends whatever happens; Refused where it gives nothing.

    The process sees the bytes only: no path, none of our variables, and no right to write a file. It ends
    with this one, even where this one is killed.
    """
    head = {"form": form, "name": name, "parent": os.getpid(), **limits._asdict()}
    command = [sys.executable, "-P", "-X", "utf8", "-W", "ignore", "-m", "reports.files.child"]
    with subprocess.Popen(  # noqa: S603 - our own module; the file's bytes only go to its input
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        cwd="/",
        env={"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8"},
    ) as child:
        try:
            told, trouble = child.communicate(json.dumps(head).encode() + b"\n" + content, limits.clock)
        except subprocess.TimeoutExpired as late:
            raise Refused(_slow(name)) from late
        finally:
            _end(child)
    if child.returncode == 0:
        return _document(told)
    raise Refused(_why(name, child.returncode, trouble.decode(errors="replace")))


def _end(child: subprocess.Popen[bytes]) -> None:
    """Kill the child with all its group, unless it has ended."""
    if child.poll() is None:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _document(told: bytes) -> Document:
    """Take the child's answer: the document, or why it refuses."""
    kind, _, words = told.partition(b"\n")
    if kind == b"refused":
        raise Refused(words.decode())
    return Document.model_validate_json(words)


def _why(name: str, code: int, trouble: str) -> str:
    """Say in one sentence why the child gave nothing; what it printed goes to the log."""
    last = trouble.strip().rpartition("\n")[2]
    logger.warning("%s could not be read (code %s): %s", name, code, trouble[-4_000:] or "no words")
    if code in (-signal.SIGXCPU, -signal.SIGKILL) and not last.startswith("MemoryError"):
        return _slow(name)
    if last.startswith("MemoryError") or "memory" in last:
        return f"{name} needs more memory than any panel paper does: it is damaged, or made to harm."
    return f"{name} could not be read: it is damaged; open it in its own program, save it again and retry."


def _slow(name: str) -> str:
    return f"{name} takes longer to read than any panel paper does: it is damaged, or made to harm."
