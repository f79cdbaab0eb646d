"""Watch a mailbox over two connections: one idles and wakes the other, which searches, takes and moves."""

import datetime as dt
import logging
import threading
from collections.abc import Callable, Iterator, Sequence

from imapclient import IMAPClient
from sqlalchemy import Engine

from followup import Refused
from mail import wake
from mail.intake import Intake, Received
from mail.mailbox import LOST, Backoff, Line, Mailbox
from mail.sweep import Observe, Sweeper

__all__ = ["Listener", "Mailbox", "watch"]

GLANCE = 0.5
"""Seconds between two looks of the supervising thread at whether it shall stop."""

logger = logging.getLogger(__name__)


class Listener:
    """Takes every message of one mailbox once. ``observe`` hears each step, for logs and kill tests."""

    def __init__(
        self,
        engine: Engine,
        mailbox: Mailbox,
        intake: Intake,
        *,
        clock: Callable[[], dt.datetime],
        observe: Observe = lambda _step, _uid: None,
    ) -> None:
        self.mailbox = mailbox
        self._sweeper = Sweeper(engine, mailbox, intake, clock, observe)

    def look(self, see: Callable[[IMAPClient], str]) -> str:
        """Log in, have somebody see what the server says of itself, and hang up."""
        with Line().open(self.mailbox) as client:
            return see(client)

    def once(self) -> list[Received]:
        """Connect, take what is there, and hang up."""
        with Line().open(self.mailbox) as client:
            return [one for batch in self._sweeper.sweep(client, threading.Event()) for one in batch]

    def watch(self, stop: threading.Event) -> None:
        """Work until told to stop; after any trouble the mailbox is dialled again, with growing pauses.

        Refused at once where the settings would have it unencrypted. When told to stop, the message
        under way is finished, and a server that keeps us waiting is left after a moment's grace.
        """
        bell, over, refusals = threading.Event(), threading.Event(), list[Refused]()
        idling, working = Line(), Line()

        def work() -> None:
            try:
                self._work(working, over, bell)
            except Refused as refusal:
                refusals.append(refusal)

        worker = threading.Thread(target=work, name=f"{self.mailbox.name} work", daemon=True)
        watcher = threading.Thread(
            target=wake.watch, args=(self.mailbox, idling, over, bell), name=f"{self.mailbox.name} idle",
            daemon=True,
        )  # fmt: skip
        worker.start()
        watcher.start()
        while worker.is_alive() and not stop.wait(GLANCE):
            pass
        over.set()
        bell.set()
        idling.cut()
        worker.join(self.mailbox.patience.grace)
        working.cut()
        for thread in (
            worker,
            watcher,
        ):  # nothing is lost if one still waits to be connected: it took nothing
            thread.join(self.mailbox.patience.connect + self.mailbox.patience.grace)
        if refusals:
            raise refusals[0]

    def _work(self, line: Line, stop: threading.Event, bell: threading.Event) -> None:
        backoff, known = Backoff(self.mailbox.patience), ""
        while not stop.is_set():
            try:
                for _ in self._stay(line, stop, bell):
                    backoff.reset()
                    known = ""
            except Refused:
                raise  # a wrong setting, which no waiting mends
            except Exception as trouble:  # the service outlives what it stumbles over: nothing was moved
                if stop.is_set():
                    return
                name, pause = type(trouble).__name__, backoff.next()
                fresh = not isinstance(trouble, LOST) and name != known
                words, known = str(trouble).partition("\n")[0], name
                logger.warning(
                    "%s left (%s: %s), again in %.0f s", self.mailbox.name, name, words, pause, exc_info=fresh
                )
                stop.wait(pause)

    def _stay(self, line: Line, stop: threading.Event, bell: threading.Event) -> Iterator[None]:
        """Take what comes over one connection; yields after every batch and look that went well."""
        with line.open(self.mailbox) as client:
            while not stop.is_set():
                bell.clear()  # before the search: what comes during it rings again
                news = False
                for batch in self._sweeper.sweep(client, stop):
                    news = news or any(one.fresh for one in batch)
                    yield
                yield
                if not news:
                    bell.wait(self.mailbox.look_again)


def watch(listeners: Sequence[Listener], stop: threading.Event) -> None:
    """Watch several mailboxes until told to stop. Refused, and all stop, when one has wrong settings."""
    refusals: list[Refused] = []
    over = threading.Event()

    def one(listener: Listener) -> None:
        try:
            listener.watch(over)
        except Refused as refusal:
            refusals.append(refusal)

    threads = [
        threading.Thread(target=one, args=(listener,), name=listener.mailbox.name) for listener in listeners
    ]
    for thread in threads:
        thread.start()
    while not refusals and not stop.wait(GLANCE):
        pass
    over.set()
    for thread in threads:
        thread.join()
    if refusals:
        raise refusals[0]
