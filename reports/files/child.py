"""The process in which one hostile file is read: its bytes come in on standard input, a document goes out.

Input: one line of JSON (form, name, parent, limits), then the file. Output: a line that says ``document`` or
``refused``, then the document as JSON or the sentence. Anything else is an error code.
"""

import ctypes
import json
import logging
import os
import resource
import signal
import sys
from importlib import import_module

from followup import Refused
from reports.files import guard
from reports.files.model import Document

READERS = {
    "word": "reports.files.word",
    "pdf": "reports.files.pdf",
    "xlsx": "reports.files.workbook",
    "xls": "reports.files.sheets",
    "ods": "reports.files.sheets",
    "csv": "reports.files.values",
}
MOST_FILES = 64
DEATH_SIGNAL = 1
"""Linux's PR_SET_PDEATHSIG: the signal a process gets when its parent is gone."""
GRACE = 2
"""Seconds after which a process that ignores the processor limit is killed."""


def main() -> None:
    """Read one file under limits; an error of a library ends the process, and the parent says so."""
    head = json.loads(sys.stdin.buffer.readline())
    end_with(head["parent"])
    limit(head["memory"], head["processor"])
    logging.disable()
    content = sys.stdin.buffer.read()
    try:
        told = b"document\n" + read(head["form"], head["name"], content).model_dump_json().encode()
    except Refused as refused:
        told = b"refused\n" + str(refused).encode()
    if len(told) > guard.MOST_OUTPUT:
        raise MemoryError
    sys.stdout.buffer.write(told)
    sys.stdout.buffer.flush()


def read(form: str, name: str, content: bytes) -> Document:
    """Read a file of a known form in this process; only for files that are trusted, or in the child."""
    document: Document = import_module(READERS[form]).read(name, content)
    return guard.bounded(document).numbered()


def end_with(parent: int) -> None:
    """End this process when its parent (by its id) ends, however that is killed; where Linux offers it."""
    offered = getattr(ctypes.CDLL(None), "prctl", None)
    if offered is None:
        return
    offered(DEATH_SIGNAL, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before it could be watched
        sys.exit(1)


def limit(memory: int, processor: int) -> None:
    """Bound this process for good: memory in bytes, processor seconds, no file written, no core left."""
    wanted = {
        resource.RLIMIT_AS: (memory, memory),
        resource.RLIMIT_CPU: (processor, processor + GRACE),
        resource.RLIMIT_FSIZE: (0, 0),
        resource.RLIMIT_CORE: (0, 0),
        resource.RLIMIT_NOFILE: (MOST_FILES, MOST_FILES),
    }
    for what, (soft, most) in wanted.items():
        _, hard = resource.getrlimit(what)
        hard = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (min(soft, hard), hard))


if __name__ == "__main__":
    main()
