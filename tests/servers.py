"""Real servers on the loopback for tests: Dovecot, the embedded IMAP server, an SMTP sink."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from aiosmtpd.controller import Controller

from demo.servers import HOST, free_port, mail_servers
from tests.dovecot import Imap, dovecot, find_dovecot

__all__ = ["Imap", "Sink", "dovecot", "embedded", "find_dovecot", "smtp_sink"]

MAILBOX = "audit@fenshire.police.example"


@contextmanager
def embedded() -> Iterator[Imap]:
    """The in-process server of the demo."""
    with mail_servers(MAILBOX) as servers:
        yield Imap("embedded", servers.imap_port, MAILBOX, servers.password)


class Sink:
    """An SMTP handler that keeps every message; ``refuse`` makes it say no first."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, list[str], bytes]] = []
        self.refuse: list[str] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Keep the message, or give the next refusal."""
        if self.refuse:
            return self.refuse.pop(0)
        self.mails.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        return "250 kept"

    async def handle_RCPT(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        """Refuse addresses of nobody."""
        if address.startswith("nobody@"):
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 ok"


@contextmanager
def smtp_sink() -> Iterator[tuple[int, Sink]]:
    """A real SMTP server that keeps what it gets."""
    sink = Sink()
    controller = Controller(sink, hostname=HOST, port=free_port(), data_size_limit=64 * 1024 * 1024)
    controller.start()
    try:
        yield controller.port, sink
    finally:
        controller.stop()
