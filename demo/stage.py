"""The stage: a folder, a pretended clock, embedded mail servers, the product running as itself."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from imapclient import IMAPClient
from sqlmodel import col, func, select

from demo.servers import HOST, MailServers
from store.db import connect, reading
from store.models import Cycle, Inbound, Outbox

ROOT = Path(__file__).resolve().parent.parent
BOUNDARY = "mx.fenshire.police.example"
"""What the force's own mail server calls itself; it has nothing to say of mail within the force."""
PATIENCE = 60.0
"""Seconds the services get for one thing before the demo calls it a failure."""
Found = TypeVar("Found")


class Stage:
    """Where one round is played: every command and service runs as its own process, as in real life."""

    def __init__(self, folder: Path, servers: MailServers, *, who: str) -> None:
        self.folder, self.servers = folder, servers
        self.clock_file = folder / "clock"
        self.environment = os.environ | {
            "MATTERS_CONFIG": str(folder / "matters.toml"),
            "MATTERS_CLOCK": str(self.clock_file),
            "MATTERS_WHO": who,
            "MATTERS_IMAP__PASSWORD": servers.password,
            "PYTHONPATH": str(ROOT),
        }
        self.engine = connect(f"sqlite:///{folder / 'matters.db'}")

    def set_clock(self, when: datetime) -> None:
        """Pretend that it is this time, for the commands and the services alike."""
        fresh = self.clock_file.with_suffix(".new")
        fresh.write_text(when.isoformat())
        fresh.replace(self.clock_file)

    def matters(self, *words: str) -> str:
        """Run a command of the product; what it refuses ends the demo."""
        done = subprocess.run(  # noqa: S603 - our own command line
            [sys.executable, "-m", "matters", *words],
            env=self.environment,
            cwd=self.folder,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"matters {' '.join(words)}\n{done.stdout}{done.stderr}")
        return done.stdout

    def use_servers(self, address: str) -> None:
        """Point the settings at the embedded mail servers, and name the boundary whose word counts."""
        path = self.folder / "matters.toml"
        head = path.read_text().partition("[imap]")[0].replace('boundary = ""', f'boundary = "{BOUNDARY}"')
        path.write_text(
            f'{head}[imap]\nhost = "{HOST}"\nport = {self.servers.imap_port}\nuser = "{address}"\n'
            f"tls = false\nlook_again = 0.2\n\n"
            f'[smtp]\nhost = "{HOST}"\nport = {self.servers.smtp_port}\ntls = "none"\n'
        )

    @contextmanager
    def serving(self) -> Iterator[None]:
        """Run `matters serve`, and stop it as an init system would."""
        path = self.folder / "serve.log"
        with path.open("w") as log:
            service = subprocess.Popen(
                [sys.executable, "-m", "matters", "serve"],
                env=self.environment,
                cwd=self.folder,
                stdout=log,
                stderr=log,
            )
            try:
                yield
            finally:
                service.terminate()
                code = service.wait(30)
        if code:
            raise SystemExit(f"the services ended with {code}; see {path}")

    def mails_to(self, address: str) -> list[bytes]:
        """What stands in a person's mailbox, oldest first."""
        with IMAPClient(HOST, port=self.servers.imap_port, ssl=False) as client:
            client.login(address, self.servers.password)
            client.select_folder("INBOX", readonly=True)
            numbers = client.search()
            found = client.fetch(numbers, ["BODY.PEEK[]"]) if numbers else {}
            return [found[number][b"BODY[]"] for number in sorted(found)]

    def newest(self, address: str, kind: str) -> bytes:
        """The newest mail of a kind (request, question, receipt) to a person, once it has come."""
        mark = f"X-Matters-Arising: {kind}".encode()

        def look() -> bytes | None:
            return next((mail for mail in reversed(self.mails_to(address)) if mark in mail), None)

        return self.wait_for(f"a {kind} to {address}", look)

    def arrived(self) -> int:
        """How many messages the register has kept."""
        with reading(self.engine) as session:
            return session.exec(select(func.count()).select_from(Inbound)).one()

    def cycle_is(self, state: str) -> None:
        """Wait until the (only) cycle has reached a state and everything due has been sent."""

        def look() -> bool | None:
            with reading(self.engine) as session:
                there = session.exec(select(Cycle).where(Cycle.state == state)).first()
                unsent = session.exec(select(Outbox).where(col(Outbox.done_at).is_(None))).first()
            return True if there and not unsent else None

        self.wait_for(f"the cycle to be {state}", look)

    def all_sent(self) -> None:
        """Wait until the outbox is empty."""

        def look() -> bool | None:
            with reading(self.engine) as session:
                unsent = session.exec(select(Outbox).where(col(Outbox.done_at).is_(None))).first()
            return None if unsent else True

        self.wait_for("the outbox to be empty", look)

    def wait_for(self, what: str, look: Callable[[], Found | None]) -> Found:
        """Look until there is something to see; give up with words after a minute."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if (found := look()) is not None:
                return found
            time.sleep(0.1)
        raise SystemExit(f"waited {PATIENCE:.0f} s in vain for {what}; see {self.folder / 'serve.log'}")
