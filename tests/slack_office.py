"""An installation that works in Slack: its register, the double, and `matters serve` as its own process."""

import datetime as dt
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine
from sqlmodel import SQLModel, col, select

from demo.servers import HOST, free_port
from demo.slack import Message, Slack, User, slack
from demo.slack.workspace import BOT
from store.db import connect, reading, upgrade
from store.models import Outbox
from tests.conftest import ROOT
from tests.world import ALEX, BOARD, PANEL, PAT, REVIEWER, SAM, World, build

AT = dt.datetime(2026, 10, 1, 10, tzinfo=dt.UTC)
"""A Thursday, eleven o'clock in Fenshire."""
PATIENCE = 40.0
Found = TypeVar("Found")
Row = TypeVar("Row", bound=SQLModel)


def wait_for(what: str, look: Callable[[], Found | None], patience: float = PATIENCE) -> Found:
    """Look until there is something to see."""
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if (found := look()) is not None and found is not False:
            return found
        threading.Event().wait(0.03)
    raise AssertionError(f"waited in vain for {what}")


@dataclass
class Office:
    """One installation with people in Slack."""

    folder: Path
    double: Slack
    world: World
    env: dict[str, str]
    mode: str = "socket"
    app_port: int = 0
    people: dict[str, User] = field(default_factory=dict)
    channel: str = ""

    @property
    def engine(self) -> Engine:
        """The register."""
        return self.world.engine

    def user(self, address: str) -> User:
        """The account of somebody, by address."""
        return self.people[address]

    @contextmanager
    def serving(self, only: str = "bot,outbox") -> Iterator["subprocess.Popen[bytes]"]:
        """Run the services, and stop them as an init system would."""
        process = self.start(only)
        try:
            yield process
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
                code = process.wait(30)
                assert code == 0, (self.folder / "serve.log").read_text()[-3000:]

    def start(self, only: str = "bot,outbox") -> "subprocess.Popen[bytes]":
        """Start the services; ready when something can be delivered to them."""
        before = self.double.sockets.opened
        with (self.folder / "serve.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "matters", "serve", "--only", only],
                env=self.env, cwd=self.folder, stdout=log, stderr=log,
            )  # fmt: skip
        wait_for("the bot to be there", lambda: self._ready(process, before))
        return process

    def _ready(self, process: "subprocess.Popen[bytes]", before: int) -> bool | None:
        if process.poll() is not None:
            raise AssertionError((self.folder / "serve.log").read_text()[-3000:])
        if self.mode == "http":
            import socket

            with socket.socket() as probe:
                return probe.connect_ex((HOST, self.app_port)) == 0 or None
        return self.double.sockets.opened > before or None

    def run(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run a command."""
        return subprocess.run(
            [sys.executable, "-m", "matters", *words], env=self.env, cwd=self.folder, text=True,
            capture_output=True, check=False,
        )  # fmt: skip

    def rows(self, kind: type[Row]) -> list[Row]:
        """Every row of a kind, in order."""
        with reading(self.engine) as session:
            found = list(session.exec(select(kind).order_by(kind.id)).all())  # type: ignore[attr-defined]
            session.expunge_all()
        return found

    def quiet(self) -> None:
        """Wait until nothing waits to be sent."""

        def look() -> bool | None:
            with reading(self.engine) as session:
                waiting = select(Outbox.id).where(
                    col(Outbox.done_at).is_(None), col(Outbox.failed_at).is_(None)
                )
                due = session.exec(waiting.where(Outbox.due_at <= AT)).first()
            return True if due is None else None

        wait_for("the outbox to be empty", look)

    def card(self, address: str, words: str, *, buttons: str = "") -> Message:
        """The newest message to somebody that says something, and has a button."""

        def look() -> Message | None:
            for one in reversed(self.double.messages(self.user(address))):
                shown = f"{one.text} {one.blocks}"
                if words in shown and (not buttons or f"'{buttons}'" in shown):
                    return one
            return None

        return wait_for(f"a message to {address} about {words} {buttons}", look)

    def review(self, words: str, *, buttons: str = "review.approve") -> Message:
        """The newest card of the inspectorate that says something."""

        def look() -> Message | None:
            posted = [one for one in self.double.workspace.messages if one.channel == self.channel]
            found = [one for one in posted if one.user == BOT and words in f"{one.text} {one.blocks}"]
            found = [one for one in found if not buttons or buttons in str(one.blocks)]
            return found[-1] if found else None

        return wait_for(f"a review card about {words}", look)


@contextmanager
def office(
    folder: Path, *, mode: str = "socket", at: dt.datetime = AT, open_: bool = True, **settings: str
) -> Iterator[Office]:
    """Lay out an installation; the services are started by whoever asks for them."""
    folder.mkdir(exist_ok=True, parents=True)
    port = free_port()
    with slack() as double:
        people = {
            address: double.join(name, address)
            for name, address in (("Pat Marsh", PAT), ("Alex Fenn", ALEX), ("Robin Vale", REVIEWER))
        }
        channel = double.workspace.channel("audit-review", people[REVIEWER].id).id
        if mode == "http":
            double.by_http(f"http://{HOST}:{port}/slack/events")
        env = os.environ | {
            "MATTERS_CONFIG": str(folder / "matters.toml"), "MATTERS_CLOCK": at.isoformat(),
            "MATTERS_WHO": REVIEWER, "PYTHONPATH": str(ROOT), "MATTERS_SLACK__API": double.api,
            "MATTERS_SLACK__BOT_TOKEN": double.bot_token, "MATTERS_SLACK__APP_TOKEN": double.app_token,
            "MATTERS_SLACK__SIGNING_SECRET": double.signing_secret, "MATTERS_SLACK__MODE": mode,
            "MATTERS_SLACK__PORT": str(port), "MATTERS_SLACK__REVIEW_CHANNEL": channel,
            "MATTERS_SLACK__REVIEWERS": f'["{REVIEWER}"]', "MATTERS_SLACK__CONTACT": "Robin Vale",
            "NO_PROXY": "*", **settings,
        }  # fmt: skip
        url = f"sqlite:///{folder / 'matters.db'}"
        engine = connect(url)
        upgrade(engine)
        world = build(engine)
        made = Office(folder, double, world, env, mode, port, people, channel)
        done = made.run(
            "init", "--panel", PANEL, "--board", BOARD, "--address", "audit@fenshire.police.example"
        )
        assert done.returncode == 0, done.stderr
        if open_:
            world.open()
        yield made
        engine.dispose()


__all__ = ["ALEX", "AT", "PAT", "REVIEWER", "SAM", "Office", "office", "wait_for"]
