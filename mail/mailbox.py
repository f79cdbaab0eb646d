"""One mailbox: how it is reached, and a logged-in connection to it that can be cut from outside."""

import imaplib
import random
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Literal

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import IMAPClientError, LoginError
from pydantic import BaseModel, Field

from followup import Refused
from mail.login import OAuth, bearer, forget, is_loopback, trusting, untrusted

LOST = (OSError, imaplib.IMAP4.error, IMAPClientError)
"""What a lost connection looks like; anything else is a trouble of ours and logged with its traceback."""


class Patience(BaseModel):
    """How long things may take, in seconds; tests are less patient."""

    connect: float = 10.0
    read: float = 60.0
    """A server that is silent for so long in the middle of an answer is taken for dead."""
    renew: float = 300.0
    """How long one IDLE lasts before the server must show that it is there; RFC 2177 allows 29 minutes."""
    first_pause: float = 1.0
    longest_pause: float = 60.0
    grace: float = 3.0
    """How long what is under way may take when the service stops, before its connection is cut."""


class Mailbox(BaseModel):
    """How to reach the mailbox, and where read mail goes."""

    host: str
    port: int = 993
    user: str
    password: str = Field(default="", repr=False)
    login: Literal["password", "oauth"] = "password"
    oauth: OAuth | None = Field(default=None, repr=False)
    tls: bool = True
    """Without TLS only on the loopback."""
    ca_file: Path | None = None
    """Who vouches for the server, where that is not a public authority."""
    inbox: str = "INBOX"
    processed: str = "Processed"
    quarantine: str = "Quarantine"
    look_again: float = 30.0
    """Seconds after which the inbox is searched anyway: no server's push is relied upon."""
    patience: Patience = Patience()

    @property
    def name(self) -> str:
        """What the logs, and the counted attempts, call it."""
        return f"{self.user}@{self.host}:{self.port}/{self.inbox}"


class Line:
    """The connection of one thread; another thread may cut it, for good, when the service stops."""

    def __init__(self) -> None:
        self._lock, self._cut = threading.Lock(), False
        self._client: IMAPClient | None = None

    @contextmanager
    def open(self, mailbox: Mailbox, *, watching: bool = False) -> Iterator[IMAPClient]:
        """Connect and log in; hangs up at the end, whatever happened."""
        client = connect(mailbox)
        try:
            self._hold(client)
            log_in(client, mailbox, watching=watching)
            yield client
        finally:
            self._hold(None)
            with suppress(OSError):
                client.shutdown()

    def _hold(self, client: IMAPClient | None) -> None:
        with self._lock:
            self._client = client
            if self._cut and client is not None:
                raise ConnectionError("the service stops")

    def cut(self) -> None:
        """End the connection under whoever reads from it, now and at every later attempt to open one."""
        with self._lock:
            self._cut = True
            if self._client is not None:
                with suppress(OSError):  # it may be dead already
                    # Not the method of a TLS socket, which would take the layer away beneath its reader.
                    socket.socket.shutdown(self._client.socket(), socket.SHUT_RDWR)


def connect(mailbox: Mailbox) -> IMAPClient:
    """Connect, with verified TLS, dead peers noticed by the system. Refused when it would be unencrypted."""
    if not mailbox.tls and not is_loopback(mailbox.host):
        raise Refused(f"the mailbox at {mailbox.host} must be reached by TLS: set imap.tls to true")
    patience = mailbox.patience
    try:
        client = IMAPClient(
            mailbox.host,
            port=mailbox.port,
            ssl=mailbox.tls,
            ssl_context=trusting(mailbox.ca_file) if mailbox.tls else None,
            timeout=SocketTimeout(connect=patience.connect, read=patience.read),
        )
    except ssl.SSLCertVerificationError as trouble:
        raise untrusted(mailbox.host, trouble, "imap") from trouble
    keep_alive(client.socket())
    return client


def keep_alive(line: socket.socket) -> None:
    """Have the system ask after a silent peer each minute, and give it up after four questions."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    for option, value in (("TCP_KEEPIDLE", 60), ("TCP_KEEPINTVL", 15), ("TCP_KEEPCNT", 4)):
        if hasattr(socket, option):  # not every system lets them be chosen
            line.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)


def log_in(client: IMAPClient, mailbox: Mailbox, *, watching: bool) -> None:
    """Log in; to work, see that the two folders are there; to watch, select the inbox and change nothing."""
    if mailbox.login == "oauth":
        try:
            client.oauth2_login(mailbox.user, bearer(mailbox.oauth))
        except LoginError:
            forget(mailbox.oauth)
            raise
    else:
        client.login(mailbox.user, mailbox.password)
    if watching:
        client.select_folder(mailbox.inbox, readonly=True)
    else:
        make_folders(client, mailbox)


def make_folders(client: IMAPClient, mailbox: Mailbox) -> None:
    """See that there is a place for what was read and for what could not be."""
    for name in (mailbox.processed, mailbox.quarantine):
        folder = place(client, name)
        if not _holds_mail(client, folder):
            client.create_folder(folder)


def place(client: IMAPClient, folder: str) -> str:
    """Give a folder's full name: some servers keep all of them below a prefix such as ``INBOX.``."""
    if not client.has_capability("NAMESPACE"):
        return folder
    personal = client.namespace().personal
    prefix = str(personal[0][0]) if personal else ""
    return folder if folder.startswith(prefix) else prefix + folder


def _holds_mail(client: IMAPClient, folder: str) -> bool:
    """Whether a folder is there and no mere branch that holds other folders."""
    branch = {b"\\noselect", b"\\nonexistent"}
    found = client.list_folders("", folder)
    return any(branch.isdisjoint(flag.lower() for flag in flags) for flags, _, _ in found)


class Backoff:
    """Growing pauses between attempts, never the same for two who lost the same server."""

    def __init__(self, patience: Patience) -> None:
        self._patience, self._pause = patience, patience.first_pause

    def reset(self) -> None:
        """Begin with the shortest again: something went well."""
        self._pause = self._patience.first_pause

    def next(self) -> float:
        """Give the next pause in seconds."""
        pause = self._pause * random.uniform(0.7, 1.3)  # noqa: S311 - spreads reconnects, no secret
        self._pause = min(self._pause * 2, self._patience.longest_pause)
        return pause
