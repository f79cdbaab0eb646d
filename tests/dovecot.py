"""A private Dovecot on the loopback that can be started, stopped, killed and made to forget its uids."""

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
from typing import NamedTuple

from imapclient import IMAPClient

from demo.servers import HOST, free_port


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
        if len(messages) > 1 and client.has_capability("MULTIAPPEND"):
            client.multiappend("INBOX", messages)
        else:
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


def find_dovecot() -> str | None:
    """Where Dovecot is, if it is."""
    return shutil.which("dovecot") or shutil.which("dovecot", path="/usr/sbin:/usr/local/sbin")


CONFIG = """
base_dir = {home}/run
state_dir = {home}/lib
log_path = {home}/dovecot.log
protocols = imap
listen = 127.0.0.1
disable_plaintext_auth = no
mail_location = maildir:{home}/mail/%u
mail_fsync = never
mail_max_userip_connections = 100
first_valid_uid = 0
default_process_limit = 100
default_client_limit = 400
{users}
service imap-login {{
  chroot =
  process_min_avail = 1
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {tls_port}
    ssl = yes
  }}
}}
passdb {{
  driver = static
  args = password=secret
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={home}/mail/%u
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
PLAIN = "ssl = no\nauth_mechanisms = plain login\n"


class Dovecot:
    """One server with its mail in a folder of its own; as whoever runs the tests."""

    def __init__(self, program: str, *, port: int = 0, more: str = PLAIN, tls_port: int = 0) -> None:
        self._program, self.port, self.tls_port, self._server = program, port or free_port(), tls_port, None
        owner = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
        # Not below pytest's folders: other runs close those, and a socket's path may have 100 letters only.
        self.home = Path(tempfile.mkdtemp(prefix="dv-"))
        self.home.chmod(0o755)
        for folder in ("run", "mail", "lib"):
            (self.home / folder).mkdir()
        os.chown(self.home / "mail", owner.pw_uid, owner.pw_gid)
        users = "" if os.getuid() == 0 else ROOTLESS.format(me=owner.pw_name)
        ids = {"uid": owner.pw_uid, "gid": owner.pw_gid}
        words = CONFIG.format(home=self.home, port=self.port, tls_port=tls_port, users=users, **ids)
        (self.home / "dovecot.conf").write_text(words + more.format(home=self.home))
        self.imap = Imap("dovecot", self.port, "audit", "secret")

    def start(self) -> None:
        """Start it and wait until it greets."""
        config = self.home / "dovecot.conf"
        self._server = subprocess.Popen([self._program, "-F", "-c", str(config)], start_new_session=True)
        self._await_greeting(self._server)

    def stop(self, how: int = signal.SIGTERM) -> None:
        """End it with everything it started: ``SIGKILL`` is a power cut."""
        server, self._server = self._server, None
        if server is not None:
            with suppress(ProcessLookupError):  # it may have ended by itself, which the test then says
                os.killpg(server.pid, how)
            server.wait(20)

    def remove(self) -> None:
        """End it, and leave nothing behind."""
        self.stop()
        shutil.rmtree(self.home, ignore_errors=True)

    def kill_sessions(self) -> int:
        """Kill the processes that hold logged-in connections; gives how many there were."""
        ours = [
            pid for pid in _processes() if self._server and _group_and_name(pid) == (self._server.pid, "imap")
        ]
        for pid in ours:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return len(ours)

    def forget_uids(self) -> None:
        """Make it number the inbox anew, under another UIDVALIDITY, as after a restored backup."""
        for path in (self.home / "mail" / "audit").glob("dovecot*"):
            path.unlink()

    def _await_greeting(self, server: "subprocess.Popen[bytes]") -> None:
        """Wait for the server's greeting: the connection attempt itself does the waiting."""
        for _ in range(200):
            if server.poll() is not None:
                break
            try:
                with socket.create_connection((HOST, self.port), timeout=5) as connection:
                    if connection.recv(64).startswith(b"* OK"):
                        return
            except OSError:
                server_gone(server)
        log = self.home / "dovecot.log"
        raise RuntimeError(f"Dovecot does not greet: {log.read_text() if log.exists() else 'no log'}")


def server_gone(server: "subprocess.Popen[bytes]") -> bool:
    """Give the starting server a moment, and say whether it has ended."""
    try:
        server.wait(0.05)
    except subprocess.TimeoutExpired:
        return False
    return True


def _processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]


def _group_and_name(pid: int) -> tuple[int, str]:
    try:
        before, _, after = Path(f"/proc/{pid}/stat").read_text().rpartition(")")
    except OSError:  # it ended meanwhile
        return 0, ""
    return int(after.split()[2]), before.partition("(")[2]


@contextmanager
def running(program: str, *, port: int = 0, more: str = PLAIN, tls_port: int = 0) -> Iterator[Dovecot]:
    """Run a private Dovecot; everything of it is gone afterwards."""
    server = Dovecot(program, port=port, more=more, tls_port=tls_port)
    try:
        server.start()
        yield server
    finally:
        server.remove()


@contextmanager
def dovecot(program: str, _base: Path | None = None, port: int = 0) -> Iterator[Imap]:
    """Run a private Dovecot for whoever wants its mailbox only."""
    with running(program, port=port) as server:
        yield server.imap
