"""Real servers on the loopback for tests: Dovecot, the embedded IMAP server, an SMTP sink."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from aiosmtpd.controller import Controller
from imapclient import IMAPClient

from demo.servers import HOST, free_port, mail_servers

MAILBOX = "audit@fenshire.police.example"


class Imap(NamedTuple):
    """A mailbox server that can be reached, and how to put mail into it."""

    kind: str
    port: int
    user: str
    password: str

    def client(self) -> IMAPClient:
        """A logged-in connection."""
        client = IMAPClient(HOST, port=self.port, ssl=False)
        client.login(self.user, self.password)
        return client

    def put(self, *messages: bytes) -> None:
        """Put raw messages into the inbox, byte for byte."""
        client = self.client()
        for raw in messages:
            client.append("INBOX", raw)
        client.logout()

    def held(self, folder: str) -> int:
        """How many messages stand in a folder."""
        client = self.client()
        try:
            count = (
                client.folder_status(folder, ["MESSAGES"])[b"MESSAGES"] if client.folder_exists(folder) else 0
            )
        finally:
            client.logout()
        return int(count)


@contextmanager
def embedded() -> Iterator[Imap]:
    """The in-process server of the demo."""
    with mail_servers(MAILBOX) as servers:
        yield Imap("embedded", servers.imap_port, MAILBOX, servers.password)


def find_dovecot() -> str | None:
    """Where Dovecot is, if it is."""
    return shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")


CONFIG = """
base_dir = {run}
state_dir = {base}/lib
log_path = {base}/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
mail_location = maildir:{base}/mail/%u
mail_fsync = never
first_valid_uid = 0
default_process_limit = 20
default_client_limit = 200
{users}
service imap-login {{
  chroot =
  process_min_avail = 1
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={base}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = /
}}
"""
ROOTLESS = """default_internal_user = {me}
default_internal_group = {me}
default_login_user = {me}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""


@contextmanager
def dovecot(program: str, base: Path, port: int = 0) -> Iterator[Imap]:
    """Run a private Dovecot in a folder of its own, as whoever runs the tests."""
    owner = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    run = Path(tempfile.mkdtemp(prefix="dv-"))  # the path of a socket may have a hundred letters only
    run.chmod(0o755)
    for folder in ("mail", "lib"):
        (base / folder).mkdir(parents=True)
    os.chown(base / "mail", owner.pw_uid, owner.pw_gid)
    if os.getuid() == 0:
        for parent in (base, *base.parents):  # the mail processes run as nobody and must get here
            if parent.stat().st_uid == 0 and parent != Path("/"):
                parent.chmod(parent.stat().st_mode | 0o011)
    port = port or free_port()
    users = "" if os.getuid() == 0 else ROOTLESS.format(me=owner.pw_name)
    config = base / "dovecot.conf"
    config.write_text(
        CONFIG.format(base=base, run=run, port=port, users=users, uid=owner.pw_uid, gid=owner.pw_gid)
    )
    server = subprocess.Popen([program, "-F", "-c", str(config)], start_new_session=True)
    try:
        _await_greeting(port, server, base)
        yield Imap("dovecot", port, "audit", "secret")
    finally:
        with suppress(ProcessLookupError):  # it may have ended by itself, which the test then says
            os.killpg(server.pid, signal.SIGTERM)
        server.wait(20)
        shutil.rmtree(run, ignore_errors=True)


def _await_greeting(port: int, server: "subprocess.Popen[bytes]", base: Path) -> None:
    """Wait for the server's greeting: the connection attempt itself does the waiting."""
    for _ in range(200):
        if server.poll() is not None:
            break
        try:
            with socket.create_connection((HOST, port), timeout=5) as connection:
                if connection.recv(64).startswith(b"* OK"):
                    return
        except OSError:
            server_gone(server)
    log = base / "dovecot.log"
    raise RuntimeError(f"Dovecot does not greet: {log.read_text() if log.exists() else 'no log'}")


def server_gone(server: "subprocess.Popen[bytes]") -> bool:
    """Give the starting server a moment, and say whether it has ended."""
    try:
        server.wait(0.05)
    except subprocess.TimeoutExpired:
        return False
    return True


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
