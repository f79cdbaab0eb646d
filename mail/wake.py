"""The idling connection: it takes no mail, it only says that it is time to look."""

import imaplib
import logging
import threading
import time
from typing import Any

from imapclient import IMAPClient

from followup import Refused
from mail.mailbox import LOST, Backoff, Line, Mailbox

SLICE = 5.0
"""Seconds of one wait within an IDLE."""

logger = logging.getLogger(__name__)


def watch(mailbox: Mailbox, line: Line, stop: threading.Event, wake: threading.Event) -> None:
    """Set ``wake`` whenever something may have come, until told to stop; a lost server is dialled again.

    Silent about wrong settings: the working connection has the same, and says so.
    """
    backoff = Backoff(mailbox.patience)
    while not stop.is_set():
        try:
            with line.open(mailbox, watching=True) as client:
                if not client.has_capability("IDLE"):
                    logger.info("%s: the server knows no IDLE; it is searched by the clock", mailbox.name)
                    return
                _stay(client, mailbox, stop, wake, backoff)
        except Refused:
            return
        except Exception as trouble:  # the service outlives what it stumbles over
            if stop.is_set():
                return
            fresh = not isinstance(trouble, LOST)
            words = type(trouble).__name__, str(trouble).partition("\n")[0]
            logger.info("%s: idling ended (%s: %s)", mailbox.name, *words, exc_info=fresh)
            wake.set()  # what ended this line may have ended the other; and nobody listens now
            stop.wait(backoff.next())


def _stay(
    client: IMAPClient, mailbox: Mailbox, stop: threading.Event, wake: threading.Event, backoff: Backoff
) -> None:
    wake.set()  # whatever came while nobody listened
    while not stop.is_set():
        idle(client, mailbox.patience.renew, stop, wake)
        backoff.reset()


def idle(client: IMAPClient, renew: float, stop: threading.Event, wake: threading.Event) -> None:
    """Idle once; raises when the connection turns out to be dead."""
    client.idle()
    until = time.monotonic() + renew
    while not stop.is_set() and (left := until - time.monotonic()) > 0:
        asked, slice_ = time.monotonic(), min(SLICE, left)
        said = client.idle_check(timeout=slice_)
        _hear(said, wake)
        if not said and time.monotonic() - asked < slice_ / 2:
            break  # silence that comes at once is how a dead connection looks: the next words find out
    _hear(client.idle_done()[1], wake)
    _hear(client.noop()[1], wake)


def _hear(said: list[Any], wake: threading.Event) -> None:
    """Wake for a message that exists now; what was moved away or marked is our own doing, or no mail."""
    if any(one[0] == b"BYE" for one in said if isinstance(one, tuple)):
        raise imaplib.IMAP4.abort("the server said good-bye")
    if any(b"EXISTS" in one or b"RECENT" in one for one in said if isinstance(one, tuple)):
        wake.set()
