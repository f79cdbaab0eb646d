"""Many owners in Slack at once, and the bot in a process of its own that may be killed at any moment."""

import asyncio
import datetime as dt
import logging
import multiprocessing
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from typing import Any

from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient
from sqlalchemy import Engine
from sqlmodel import col, select

from bot import blocks, lint
from bot.config import Config
from bot.edge import Bot
from bot.ids import Press, View
from bot.views import form
from demo.slack import Message, Outcome, Slack, User, slack
from demo.slack.methods import placed
from followup.people import Entry
from followup.rules import Rules
from mail import spoken_words
from reports.paper import Audit, Owner, Paper
from scheduler import service
from scheduler.jobs import Chat
from store.db import connect, reading, upgrade
from store.models import Outbox
from tests.slack_office import AT, wait_for
from tests.world import JUNE, World, build, item

BROOD = multiprocessing.get_context("forkserver")
BROOD.set_forkserver_preload(["tests.slack_crowd"])


HURRY = 100
"""How much quicker time passes: what a killed worker had taken is free again after three seconds."""


def run(url: str, api: str, channel: str, began: float) -> None:
    """Serve the bot and the outbox until told to stop; made to be killed."""

    def clock() -> dt.datetime:
        return AT + dt.timedelta(seconds=(time.time() - began) * HURRY)

    logging.disable(logging.CRITICAL)
    engine = connect(url)
    config = Config(
        bot_token="xoxb-double", app_token="xapp-double", api=api, review_channel=channel, key=b"k" * 32,
        rules_of=lambda _name: Rules(),
    )  # fmt: skip
    bot = Bot(engine, config, spoken_words.read, clock)
    chat = Chat(bot.deliver, bot.route, bot.follow, bot.match, bot.summarise, bot.listen, bot.wanted)
    service.run(
        engine, ("bot", "outbox"), rules_of=config.rules_of, zone="Europe/London", deliver=_by_nobody,
        compile_draft=lambda _number, _at: [], watch=lambda _stop: None, clock=clock,
        hurry=service.REHEARSAL, stop=threading.Event(), chat=chat,
    )  # fmt: skip


def _by_nobody(_number: int, _at: dt.datetime) -> None:
    raise ConnectionError("no mail here")


def bare(api: str) -> None:
    """Serve an app of Bolt as its makers show it: it acknowledges a form and keeps nothing."""
    logging.disable(logging.CRITICAL)
    app = App(client=WebClient(token="xoxb-double", base_url=api), signing_secret="s")
    app.view(View.FORM)(lambda ack: ack())
    handler = SocketModeHandler(app, "xapp-double")
    handler.connect()  # type: ignore[no-untyped-call]
    threading.Event().wait()


@dataclass
class Crowd:
    """So many owners, an item each, and all of them asked."""

    world: World
    double: Slack
    users: list[User]
    channel: str
    began: float

    @property
    def engine(self) -> Engine:
        """The register."""
        return self.world.engine

    @property
    def url(self) -> str:
        """Where the register is."""
        return self.engine.url.render_as_string(hide_password=False)

    def start(self) -> ForkServerProcess:
        """Start the bot, and wait until both of its sockets are there."""
        before = self.double.sockets.opened
        process = BROOD.Process(target=run, args=(self.url, self.double.api, self.channel, self.began))
        process.start()
        wait_for("two sockets", lambda: self.double.sockets.opened >= before + 2 or None)
        return process

    def start_bare(self) -> ForkServerProcess:
        """Start the app that keeps nothing."""
        before = self.double.sockets.opened
        process = BROOD.Process(target=bare, args=(self.double.api,))
        process.start()
        wait_for("a socket", lambda: self.double.sockets.opened > before or None)
        return process

    def asked(self) -> None:
        """Wait until every owner has got their request."""

        def look() -> bool | None:
            with reading(self.engine) as session:
                unsent = session.exec(select(Outbox.id).where(col(Outbox.done_at).is_(None))).first()
            return True if unsent is None else None

        wait_for("everybody to be asked", look, patience=180)

    def request(self, user: User) -> Message:
        """The request of an owner."""
        return next(one for one in self.double.messages(user) if "actions" in str(one.blocks))

    def open_form(self, user: User) -> Outcome:
        """Press the first button that opens the form."""
        message = self.request(user)
        action = Press.UPDATE if f"'{Press.UPDATE}'" in str(message.blocks) else Press.AMEND
        return self.double.press(user, message, action)

    def submit_all(self, users: list[User], words: str) -> list[Outcome]:
        """Let everybody send at the same moment."""
        desk = self.double.desk

        async def together() -> list[Outcome]:
            each = (desk.submit(user.id, {"words": f"{words} {user.name}."}) for user in users)
            return list(await asyncio.gather(*each))

        return self.double.run(together(), patience=120)

    def lay_forms(self, users: list[User]) -> None:
        """Put the same form before everybody without asking the app."""
        view = form.draw(CARD, form.Draft(), key="bare")
        assert lint.view(view) == []

        async def lay() -> None:
            for user in users:
                stack: list[Any] = []
                placed(self.double.workspace, user.id, view, stack)
                self.double.workspace.stacks[user.id] = stack

        self.double.run(lay())


CARD = form.Card(
    item_id="FLEET-2602-4.1", title="Measure", audit="Fleet", rag="AMBER", target="31 March 2027"
)


@contextmanager
def crowd(folder: Path, count: int) -> Iterator[Crowd]:
    """Gather so many owners."""
    names = [f"Owner {blocks.cut(str(number), 4)}" for number in range(count)]
    people = [
        Entry(name=name, email=f"o{number}@fenshire.police.example") for number, name in enumerate(names)
    ]
    items = [
        item("FLEET", "2026-02", f"4.{number + 1}", f"Measure {number + 1}", [Owner(name=name)])
        for number, name in enumerate(names)
    ]
    paper = Paper(
        style="narrative", meeting_date=JUNE, contacts=[], recommendations=items, board_items=[],
        audits=[Audit(title="FLEET", assurance="Limited", month="2026-02")],
    )  # fmt: skip
    engine = connect(f"sqlite:///{folder / 'matters.db'}")
    upgrade(engine)
    world = build(engine, Rules(), paper, people)
    world.open()
    with slack() as double:
        double.web.rates.enforced = False
        users = [double.join(one.name, one.email) for one in people]
        channel = double.workspace.channel("audit-review").id
        yield Crowd(world, double, users, channel, time.time())
    engine.dispose()
