"""A listener in a process of its own that kills itself, really, at one step, or waits for its killer."""

import datetime as dt
import logging
import multiprocessing
import os
import signal
import threading
from multiprocessing.context import ForkServerProcess
from multiprocessing.synchronize import Event

from sqlalchemy import event

from demo.servers import HOST
from followup.rules import Rules
from mail.intake import Intake
from mail.listener import Listener
from mail.mailbox import Mailbox, Patience
from store.db import connect
from tests.servers import Imap
from tests.test_compose import OURS, SENDERS
from tests.world import World

AT = dt.datetime(2026, 10, 3, 9, tzinfo=dt.UTC)
HASTY = Patience(connect=5, read=3, renew=2, first_pause=0.1, longest_pause=0.5, grace=2)
"""Short time-outs, so that nothing in a campaign waits for minutes."""
BROOD = multiprocessing.get_context("forkserver")
BROOD.set_forkserver_preload(["tests.faults.victim"])  # imported once, and each victim a fork of that


def die() -> None:
    """End at once, as in a power cut: no handler, no clean-up, no rollback."""
    os.kill(os.getpid(), signal.SIGKILL)


def swallow(_connection, _cursor, _statement: str, parameters: object, *_more: object) -> None:
    """Die of a message from this one sender, as soon as its headers have been read."""
    for row in parameters if isinstance(parameters, list) else [parameters]:
        values = row.values() if isinstance(row, dict) else row
        if any(isinstance(value, str) and value.startswith("poison@") for value in values):
            die()


def run(url: str, imap: Imap, step: str, begun: Event) -> None:
    """Take what is in the mailbox, dying at the step named (``none``: live; ``watch``: until told).

    With ``poison`` it dies whenever it has read the headers of a message from ``poison@…``.
    """
    logging.disable(logging.CRITICAL)  # what it stumbles over is the campaign's doing
    engine = connect(url)
    armed = {"counting": lambda: True, "committing": begun.is_set}.get(step, lambda: False)
    event.listen(engine, "commit", lambda _connection: die() if armed() else None)
    if step == "poison":
        event.listen(engine, "before_cursor_execute", swallow)

    def observe(name: str, _uid: int) -> None:
        if name == step:
            die()
        if name == "begun":
            begun.set()

    listener = Listener(engine, mailbox(imap), intake(), clock=lambda: AT, observe=observe)
    if step != "watch":
        listener.once()
        return
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    listener.watch(stop)


def mailbox(imap: Imap, port: int = 0) -> Mailbox:
    """The mailbox as the campaigns reach it, perhaps through a proxy at another port."""
    where = {"port": port or imap.port, "user": imap.user, "password": imap.password}
    return Mailbox(host=HOST, tls=False, look_again=0.5, patience=HASTY, **where)


def intake() -> Intake:
    """What a message is read with."""
    return Intake(outgoing=OURS, senders=SENDERS, rules_of=lambda _panel: Rules())


def start(world: World, imap: Imap, step: str) -> tuple[ForkServerProcess, Event]:
    """Start a victim; gives it, and what it sets when it begins with a message."""
    begun = BROOD.Event()
    url = world.engine.url.render_as_string(hide_password=False)
    victim = BROOD.Process(target=run, args=(url, imap, step, begun))
    victim.start()
    return victim, begun


def finish(world: World, imap: Imap, step: str) -> int:
    """Run a victim to its end; gives its exit code (-9 when it was killed)."""
    victim, _begun = start(world, imap, step)
    victim.join(120)
    victim.kill()  # harmless when it has ended
    victim.join(10)
    return victim.exitcode or 0
