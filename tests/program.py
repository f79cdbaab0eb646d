"""`matters` as processes of their own, each forked from one that has loaded the program already.

Loading takes a second or two, and the tests run some hundreds of commands. What differs from a fresh process
is that alone; the journeys and `make demo` start fresh ones.
"""

import multiprocessing
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from functools import cache
from multiprocessing.context import ForkServerContext
from pathlib import Path

PATIENCE = 120.0
HEAVY = ("matters", "dateparser", "docxtpl", "openpyxl", "pdfplumber", "rich.progress", "typst", "xlsxwriter")
STREAMS = ("in", "out", "err")


@cache
def _server() -> ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([*HEAVY])
    return context


def matters(
    words: Sequence[str], *, cwd: Path, env: Mapping[str, str], text: str = "", patience: float = PATIENCE
) -> "subprocess.CompletedProcess[str]":
    """Run a command in a folder with these variables and no others; TimeoutExpired beyond the patience."""
    with tempfile.TemporaryDirectory() as name:
        streams = {stream: str(Path(name) / stream) for stream in STREAMS}
        Path(streams["in"]).write_text(text, encoding="utf-8")
        process = _server().Process(target=_run, args=([*words], str(cwd), dict(env), streams))
        process.start()
        process.join(patience)
        if process.exitcode is None:
            process.kill()
            process.join()
            raise subprocess.TimeoutExpired(["matters", *words], patience)
        out, err = (Path(streams[stream]).read_text(encoding="utf-8") for stream in ("out", "err"))
        return subprocess.CompletedProcess(["matters", *words], process.exitcode, out, err)


def _run(words: list[str], cwd: str, env: dict[str, str], streams: dict[str, str]) -> None:
    """Become the command: its variables, its folder, its streams."""
    os.environ.clear()
    os.environ.update(env)
    time.tzset()
    os.chdir(cwd)
    for number, stream in enumerate(STREAMS):
        flags = os.O_WRONLY | os.O_CREAT if number else os.O_RDONLY
        os.dup2(os.open(streams[stream], flags, 0o600), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - open for as long as the process
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.argv = ["matters", *words]
    from matters import main

    main()
