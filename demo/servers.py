"""Real IMAP and SMTP servers inside this process, for the demo and for tests: memory only, loopback only."""

import argparse
import asyncio
import logging
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

HOST = "127.0.0.1"
PASSWORD = "fenshire"  # noqa: S105 - memory only, loopback only


class MailServers(NamedTuple):
    """Where the servers listen; every address has a mailbox, the password is the same for all."""

    imap_port: int
    smtp_port: int
    password: str = PASSWORD


def free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@contextmanager
def mail_servers(address: str) -> Iterator[MailServers]:
    """Run the servers in a thread; mail to ``address`` with any +detail reaches its one mailbox."""
    ports = MailServers(free_port(), free_port())
    loop = asyncio.new_event_loop()
    ready, stop = threading.Event(), asyncio.Event()
    thread = threading.Thread(target=_run, args=(loop, address, ports, ready, stop), name="mail servers")
    thread.start()
    if not ready.wait(30):
        raise TimeoutError("the embedded mail servers did not start within 30 seconds")
    try:
        yield ports
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(30)


def _run(
    loop: asyncio.AbstractEventLoop,
    address: str,
    ports: MailServers,
    ready: threading.Event,
    stop: asyncio.Event,
) -> None:
    asyncio.set_event_loop(loop)
    loop.run_until_complete(_serve(address, ports, ready, stop))
    for task in asyncio.all_tasks(loop):
        task.cancel()
    loop.run_until_complete(loop.shutdown_asyncgens())
    loop.close()


async def _serve(address: str, ports: MailServers, ready: threading.Event, stop: asyncio.Event) -> None:
    from mail_devel.service import Service

    for name in ("mail_devel", "pymap", "aiosmtpd", "mail.log"):
        logging.getLogger(name).setLevel(logging.ERROR)
    local, _, domain = address.rpartition("@")
    service = await Service.init(
        argparse.Namespace(
            host=HOST,
            user=address,
            password=ports.password,
            multi_user=True,
            alias=[f"{local}+*@{domain}:{address}"],
            imap_host=None,
            imap_port=ports.imap_port,
            smtp_host=None,
            smtp_port=ports.smtp_port,
            smtps_port=None,
            http=False,
            cert=None,
            key=None,
            debug=False,
            auth_required=False,
            auth_require_tls=False,
            starttls_required=False,
            flagged_seen=False,
            smtp_flagged_seen=False,
            no_message_id=False,
            smtp_no_message_id=True,
            smtp_responder=None,
        )
    )
    async with service.start():
        ready.set()
        await stop.wait()
        if service.smtp:
            service.smtp.stop()
