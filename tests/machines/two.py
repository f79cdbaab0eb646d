"""Two installations that ask each other, with real mailboxes and a real SMTP relay between them."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from imapclient import IMAPClient
from sqlmodel import select

from demo.servers import HOST, free_port
from followup.rules import Rules
from mail.compose import Outgoing
from mail.intake import Intake
from mail.listener import Listener, Mailbox
from mail.sender import Mailer, Smtp
from scheduler import outbox
from store.db import connect, upgrade, writing
from store.models import Channel
from tests.servers import Imap, dovecot, embedded, find_dovecot
from tests.test_compose import SENDERS
from tests.world import OPENED, PAT, World, build

Change = Callable[[bytes], bytes]
NAMES = ("north", "south")
ADDRESSES = {name: f"audit@{name}.example" for name in NAMES}
MOST_TURNS = 60


def plain(raw: bytes) -> bytes:
    """A relay that changes nothing."""
    return raw


def without(*names: str) -> Change:
    """A relay that takes headers away."""
    pattern = re.compile(rb"(?im)^(?:" + "|".join(names).encode() + rb"):.*\r\n(?:[ \t].*\r\n)*")

    def change(raw: bytes) -> bytes:
        head, mark, body = raw.partition(b"\r\n\r\n")
        return pattern.sub(b"", head + b"\r\n").rstrip(b"\r\n") + mark + body

    return change


RELAYS: dict[str, Change] = {
    "an ordinary relay": plain,
    "a relay that drops our own header": without("x-matters-arising"),
    "a relay that drops the automatic marks": without("auto-submitted", "x-auto-response-suppress"),
}
STRIPPED = without("x-matters-arising", "auto-submitted", "x-auto-response-suppress")
"""All that says that we are a machine is gone: only the number of answers within an hour can end it."""


class Relay:
    """Takes mail by SMTP and puts it into the mailbox of the domain it is for, as a final server does."""

    def __init__(self, boxes: dict[str, tuple[Imap, str]], change: Change) -> None:
        self.boxes, self.change, self.counts = boxes, change, Counter[str]()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        """Deliver; every message is counted by the domain it goes to."""
        for recipient in envelope.rcpt_tos:
            name = recipient.rpartition("@")[2].removesuffix(".example")
            self.counts[name] += 1
            if name not in self.boxes:  # the other owners, who are silent
                continue
            top = f"Return-Path: <{envelope.mail_from}>\r\nDelivered-To: {recipient}\r\n".encode()
            imap, user = self.boxes[name]
            with IMAPClient(HOST, port=imap.port, ssl=False) as client:
                client.login(user, imap.password)
                client.append("INBOX", top + self.change(envelope.content))
        return "250 2.0.0 Ok: queued"


class Side:
    """One installation: register, outbox, mailbox."""

    def __init__(self, name: str, folder: Path, imap: Imap, user: str, smtp_port: int) -> None:
        self.world, other = register(folder / f"{name}.db"), next(one for one in NAMES if one != name)
        with writing(self.world.engine) as session:  # the one owner here is the other installation
            channel = session.exec(select(Channel).where(Channel.address == PAT)).one()
            channel.address = ADDRESSES[other]
            session.add(channel)
        outgoing = Outgoing(
            address=ADDRESSES[name], name=name.title(), organisation=name, keys=[name.encode() * 8]
        )
        self.mailer = Mailer(
            self.world.engine, Smtp(host=HOST, port=smtp_port, tls="none"), outgoing, lambda _panel: Rules()
        )
        box = Mailbox(host=HOST, port=imap.port, user=user, password=imap.password, tls=False)
        intake = Intake(outgoing=outgoing, senders=SENDERS, rules_of=lambda _panel: Rules())
        self.at = OPENED
        self.listener = Listener(self.world.engine, box, intake, clock=lambda: self.at)

    def turn(self) -> int:
        """Send what waits and take what has come; gives how many messages moved."""
        self.at += dt.timedelta(seconds=30)
        sent = outbox.drain(self.world.engine, self.mailer.deliver, at=self.at).sent
        return sent + len(list(self.listener.once()))


def register(path: Path) -> World:
    """A fresh register whose round is open."""
    engine = connect(f"sqlite:///{path}")
    upgrade(engine)
    return build(engine)


class Pair:
    """Both sides and the relay between them."""

    def __init__(self, sides: list[Side], relay: Relay) -> None:
        self.sides, self.counts, self.stopped = sides, relay.counts, False

    def open(self) -> None:
        """Let both ask."""
        for side in self.sides:
            side.world.open()

    def until_quiet(self) -> None:
        """Take turns until nothing moves on either side; ``stopped`` says whether that came about."""
        self.open()
        for _ in range(MOST_TURNS):
            if sum(side.turn() for side in self.sides) == 0:
                self.stopped = True
                return


@contextmanager
def both(folder: Path, relay: str | Change) -> Iterator[Pair]:
    """Set both installations up, on Dovecot where it is installed, else on the embedded servers."""
    program = find_dovecot()
    with ExitStack() as stack:
        boxes = {}
        shared = stack.enter_context(dovecot(program, folder / "dovecot")) if program else None
        for name in NAMES:
            imap = shared or stack.enter_context(embedded())
            boxes[name] = (imap, name if shared else imap.user)
        between = Relay(boxes, RELAYS[relay] if isinstance(relay, str) else relay)
        controller = Controller(between, hostname=HOST, port=free_port())
        controller.start()
        stack.callback(controller.stop)
        sides = [Side(name, folder, *boxes[name], controller.port) for name in NAMES]
        try:
            yield Pair(sides, between)
        finally:
            for side in sides:
                side.mailer.hang_up()
                side.world.engine.dispose()
