"""A listener that kills itself, really, at one step: ``victim.py URL PORT USER PASSWORD STEP``.

With ``watch`` as the step it works until somebody else kills it, or tells it to stop.
"""

import datetime as dt
import os
import signal
import sys
import threading

from sqlalchemy import event

from demo.servers import HOST
from followup.rules import Rules
from mail.intake import Intake
from mail.listener import Listener, Mailbox
from store.db import connect
from tests.test_compose import OURS

AT = dt.datetime(2026, 10, 3, 9, tzinfo=dt.UTC)


def die() -> None:
    """End at once, as in a power cut: no handler, no clean-up, no rollback."""
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Take what is in the mailbox, dying at the step named (``none``: live)."""
    url, port, user, password, step = sys.argv[1:]
    engine = connect(url)
    begun = threading.Event()
    wanted = {"counting": lambda: True, "committing": begun.is_set}.get(step, lambda: False)
    event.listen(engine, "commit", lambda _connection: die() if wanted() else None)

    def observe(name: str, _uid: int) -> None:
        if name == step:
            die()
        if name == "begun":
            begun.set()
            print("begun", flush=True)

    mailbox = Mailbox(host=HOST, port=int(port), user=user, password=password, tls=False, look_again=0.5)
    intake = Intake(outgoing=OURS, rules_of=lambda _panel: Rules())
    listener = Listener(engine, mailbox, intake, clock=lambda: AT, observe=observe)
    if step != "watch":
        listener.once()
        return
    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    listener.watch(stop)


if __name__ == "__main__":
    main()
