"""Watch the mailbox: IDLE to wake up, search always, commit, and only then move the message."""

import datetime as dt
import imaplib
import logging
import random
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError
from pydantic import BaseModel, Field
from sqlalchemy import Engine

from followup import Refused
from mail.intake import Intake, Received, receive
from mail.limits import SIZE, TOO_LARGE
from mail.sender import is_loopback

FIRST_PAUSE, LONGEST_PAUSE = 1.0, 60.0
LOST = (OSError, imaplib.IMAP4.error, IMAPClientError)
"""What a lost connection looks like; anything else is a trouble of ours and logged with its traceback."""

logger = logging.getLogger(__name__)


class Mailbox(BaseModel):
    """How to reach the mailbox, and where read mail goes."""

    host: str
    port: int = 993
    user: str
    password: str = Field(default="", repr=False)
    tls: bool = True
    """Without TLS only on the loopback."""
    inbox: str = "INBOX"
    processed: str = "Processed"
    quarantine: str = "Quarantine"
    look_again: float = 30.0
    """Seconds of IDLE before the inbox is searched anyway: no server's push is relied upon."""


def dial(mailbox: Mailbox) -> IMAPClient:
    """Connect, log in, make the two folders, select the inbox. Refused when it would be unencrypted."""
    if not mailbox.tls and not is_loopback(mailbox.host):
        raise Refused(f"the mailbox at {mailbox.host} must be reached by TLS: set imap.tls to true")
    client = IMAPClient(
        mailbox.host,
        port=mailbox.port,
        ssl=mailbox.tls,
        ssl_context=ssl.create_default_context() if mailbox.tls else None,
        timeout=SocketTimeout(connect=10, read=60),
    )
    try:
        client.login(mailbox.user, mailbox.password)
        for folder in (mailbox.processed, mailbox.quarantine):
            if not client.folder_exists(folder):
                client.create_folder(folder)
        client.select_folder(mailbox.inbox)
    except BaseException:
        client.shutdown()
        raise
    return client


class Listener:
    """Takes every message of one mailbox once. ``observe`` hears each step, for logs and kill tests."""

    def __init__(
        self,
        engine: Engine,
        mailbox: Mailbox,
        intake: Intake,
        *,
        clock: Callable[[], dt.datetime],
        observe: Callable[[str, int], None] = lambda _step, _uid: None,
    ) -> None:
        self._engine, self._mailbox, self._intake = engine, mailbox, intake
        self._clock, self._observe = clock, observe

    def dial(self) -> IMAPClient:
        """Connect to the mailbox."""
        return dial(self._mailbox)

    def watch(self, stop: threading.Event) -> None:
        """Work until told to stop; after any trouble the mailbox is dialled again, with growing pauses.

        Refused at once where the settings would have it unencrypted.
        """
        pause, known = FIRST_PAUSE, ""
        while not stop.is_set():
            try:
                for _ in self._stay(stop):
                    pause, known = FIRST_PAUSE, ""
            except Refused:
                raise  # a wrong setting, which no waiting mends
            except Exception as trouble:  # the service outlives what it stumbles over: nothing was moved
                name = type(trouble).__name__
                fresh = not isinstance(trouble, LOST) and name != known
                words = str(trouble).partition("\n")[0]
                logger.warning("mailbox left (%s: %s), again in %.0f s", name, words, pause, exc_info=fresh)
                stop.wait(pause * random.uniform(0.7, 1.3))  # noqa: S311 - spreads reconnects, no secret
                pause, known = min(pause * 2, LONGEST_PAUSE), name

    def _stay(self, stop: threading.Event) -> Iterator[None]:
        """Take what comes over one connection; yields after every look that went well."""
        client = dial(self._mailbox)
        try:
            while not stop.is_set():
                self.sweep(client)
                yield
                idle(client, stop, self._mailbox.look_again)
        finally:
            client.shutdown()

    def once(self) -> list[Received]:
        """Connect, take what is there, and hang up."""
        client = dial(self._mailbox)
        try:
            return self.sweep(client)
        finally:
            client.shutdown()

    def sweep(self, client: IMAPClient) -> list[Received]:
        """Take every message in the inbox, moving each one after its commit."""
        taken = [self._one(client, uid) for uid in sorted(client.search())]
        return [one for one in taken if one is not None]

    def _one(self, client: IMAPClient, uid: int) -> Received | None:
        self._observe("seen", uid)
        fetched = fetch(client, uid)
        if fetched is None:
            logger.info("message with uid %s was taken away by somebody else", uid)
            return None
        raw, problem = fetched
        received = receive(self._engine, raw, intake=self._intake, at=self._clock(), problem=problem)
        self._observe("committed", uid)
        box = self._mailbox
        move(client, uid, box.quarantine if received.state == "problem" else box.processed)
        self._observe("moved", uid)
        logger.info("message %s: %s %s", received.inbound_id, received.state, received.problem)
        return received


def fetch(client: IMAPClient, uid: int) -> tuple[bytes, str] | None:
    """Fetch a message without marking it seen; of one over the size limit only the header, and why.

    None when it is no longer there: officers may tidy the mailbox at any time.
    """
    size = _item(client, uid, "RFC822.SIZE", b"RFC822.SIZE")
    if size is None:
        return None
    large = size > SIZE
    wanted = ("BODY.PEEK[HEADER]", b"BODY[HEADER]") if large else ("BODY.PEEK[]", b"BODY[]")
    raw = _item(client, uid, *wanted)
    return None if raw is None else (bytes(raw), TOO_LARGE if large else "")


def _item(client: IMAPClient, uid: int, wanted: str, key: bytes) -> Any:  # noqa: ANN401 - bytes or a number
    return client.fetch([uid], [wanted]).get(uid, {}).get(key)


def move(client: IMAPClient, uid: int, folder: str) -> None:
    """Move a message; servers without MOVE get copy, delete, expunge."""
    if client.has_capability("MOVE"):
        client.move([uid], folder)
        return
    client.copy([uid], folder)
    client.delete_messages([uid])
    client.expunge([uid] if client.has_capability("UIDPLUS") else None)


def idle(client: IMAPClient, stop: threading.Event, look_again: float) -> None:
    """Wait for news, a stop or the time to look again; raises when the connection turns out to be dead."""
    client.idle()
    began = time.monotonic()
    news: list[Any] = []
    while not news and not stop.is_set() and time.monotonic() - began < look_again:
        asked = time.monotonic()
        news = client.idle_check(timeout=min(1.0, look_again))
        if not news and time.monotonic() - asked < min(1.0, look_again) / 2:
            break  # silence that comes at once is how a dead connection looks: let noop find out
    client.idle_done()
    client.noop()
