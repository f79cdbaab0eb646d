"""Run the services together or one by one, and stop them cleanly."""

import datetime as dt
import fcntl
import logging
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine

from followup import Refused
from followup.rules import Rules
from scheduler.jobs import TABLE, Chat, Job, Work, scheduler
from scheduler.jobs import run as run_job
from scheduler.outbox import Deliver
from store.db import is_sqlite

PARTS = ("mail", "bot", "scheduler", "outbox")
SENDING = ("send", "post")
"""Jobs that drain the outbox."""
REHEARSAL = 50
"""How much shorter the pauses between two looks are when the clock is a pretended one."""

logger = logging.getLogger(__name__)


@contextmanager
def one_server(engine: Engine) -> Iterator[None]:
    """Hold the lock that makes a second ``serve`` on the same embedded database refuse.

    On PostgreSQL any number of services share the work; nothing is locked.
    """
    if not is_sqlite(engine):
        yield
        return
    with Path(f"{engine.url.database}.serve").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Refused("another `matters serve` is using this database; stop it first") from None
        yield


def run(
    engine: Engine,
    parts: Sequence[str],
    *,
    rules_of: Callable[[str], Rules],
    zone: str,
    deliver: Deliver,
    compile_draft: Callable[[int, dt.datetime], list[str]],
    watch: Callable[[threading.Event], None],
    clock: Callable[[], dt.datetime],
    hurry: float,
    stop: threading.Event,
    chat: Chat | None = None,
) -> None:
    """Run the named services until SIGTERM, SIGINT or ``stop``; what is under way is finished first."""
    unknown = sorted(set(parts) - set(PARTS))
    if unknown:
        raise Refused(f"unknown service {unknown[0]!r}; there are {', '.join(PARTS)}")
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    work = Work(
        engine=engine, rules_of=rules_of, zone=zone, deliver=deliver, compile_draft=compile_draft, stop=stop,
        chat=chat,
    )  # fmt: skip
    jobs = tuple(job for job in TABLE if ("outbox" if job.name in SENDING else "scheduler") in parts)
    timed = scheduler(work, tuple(job for job in jobs if job.name != "post"), clock=clock, hurry=hurry)
    troubles: list[Exception] = []

    def until_stopped(service: Callable[[threading.Event], None]) -> None:
        try:
            service(stop)
        except Exception as trouble:  # noqa: BLE001 - what no waiting mends ends the service, so that somebody sees it
            troubles.append(trouble)
            stop.set()

    services = _services(work, parts, watch, clock, hurry)
    threads = [threading.Thread(target=until_stopped, args=(do,), name=name) for name, do in services.items()]
    timed.start()
    for thread in threads:
        thread.start()
    logger.info("serving %s", ", ".join(parts))
    stop.wait()
    if chat is not None:
        chat.wanted.set()
    timed.shutdown(wait=True)
    for thread in threads:
        thread.join()
    logger.info("stopped")
    if troubles:
        raise troubles[0]


def _services(
    work: Work,
    parts: Sequence[str],
    watch: Callable[[threading.Event], None],
    clock: Callable[[], dt.datetime],
    hurry: float,
) -> dict[str, Callable[[threading.Event], None]]:
    """What runs in a thread of its own until it is told to stop, by name."""
    found: dict[str, Callable[[threading.Event], None]] = {"mail": watch} if "mail" in parts else {}
    if work.chat is not None and "bot" in parts:
        found["bot"] = work.chat.listen
    if work.chat is not None and "outbox" in parts:
        job = next(one for one in TABLE if one.name == "post")
        found["post"] = lambda _stop: _post(job, work, clock, hurry)
    return found


def _post(job: Job, work: Work, clock: Callable[[], dt.datetime], hurry: float) -> None:
    """Do a job at once when something waits for it, else at its turn: whoever presses looks for an answer."""
    assert work.chat is not None  # noqa: S101 - only then is there anything to post
    while not work.stop.is_set():
        work.chat.wanted.clear()
        run_job(job, work, clock())
        work.chat.wanted.wait(max(0.2, job.seconds / hurry))
