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
from scheduler.jobs import TABLE, Work, scheduler
from scheduler.outbox import Deliver
from store.db import is_sqlite

PARTS = ("mail", "scheduler", "outbox")
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
) -> None:
    """Run the named services until SIGTERM, SIGINT or ``stop``; what is under way is finished first."""
    unknown = sorted(set(parts) - set(PARTS))
    if unknown:
        raise Refused(f"unknown service {unknown[0]!r}; there are {', '.join(PARTS)}")
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    work = Work(
        engine=engine, rules_of=rules_of, zone=zone, deliver=deliver, compile_draft=compile_draft, stop=stop
    )
    jobs = tuple(job for job in TABLE if ("outbox" if job.name == "send" else "scheduler") in parts)
    timed = scheduler(work, jobs, clock=clock, hurry=hurry)
    troubles: list[Exception] = []

    def listen() -> None:
        try:
            watch(stop)
        except Exception as trouble:  # noqa: BLE001 - what no waiting mends ends the service, so that somebody sees it
            troubles.append(trouble)
            stop.set()

    listener = threading.Thread(target=listen, name="mail")
    timed.start()
    if "mail" in parts:
        listener.start()
    logger.info("serving %s", ", ".join(parts))
    stop.wait()
    timed.shutdown(wait=True)
    if "mail" in parts:
        listener.join()
    logger.info("stopped")
    if troubles:
        raise troubles[0]
