"""A listener that kills itself, really, at one step: ``victim.py URL PORT USER PASSWORD STEP``."""

import datetime as dt
import os
import signal
import sys

from sqlalchemy import event

from demo.servers import HOST
from followup.rules import Rules
from mail.intake import Intake
from mail.listener import Listener, Mailbox
from store.db import connect
from tests.test_compose import OURS, SENDERS

AT = dt.datetime(2026, 10, 3, 9, tzinfo=dt.UTC)


def die() -> None:
    """End at once, as in a power cut: no handler, no clean-up, no rollback."""
    os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Take what is in the mailbox, dying at the step named (``none``: live)."""
    url, port, user, password, step = sys.argv[1:]
    engine = connect(url)
    if step == "committing":
        event.listen(engine, "commit", lambda _connection: die())

    def observe(name: str, _uid: int) -> None:
        if name == step:
            die()

    mailbox = Mailbox(host=HOST, port=int(port), user=user, password=password, tls=False)
    intake = Intake(outgoing=OURS, senders=SENDERS, rules_of=lambda _panel: Rules())
    Listener(engine, mailbox, intake, clock=lambda: AT, observe=observe).once()


if __name__ == "__main__":
    main()
