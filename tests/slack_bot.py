"""The Slack edge within the test's own process: payloads go straight to the app, rows leave when asked."""

import asyncio
import dataclasses
import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from slack_bolt import App
from slack_bolt.request import BoltRequest
from sqlalchemy import Engine
from sqlmodel import select

from bot import app as bolt
from bot.config import Config
from bot.edge import Bot
from demo.slack import Message, Outcome, Slack, User, slack
from demo.slack.workspace import BOT, TEAM
from followup.rules import Rules
from mail import spoken_words
from scheduler import outbox
from store import queries
from store.db import reading
from store.models import Update
from tests.slack_office import AT
from tests.world import ALEX, PAT, REVIEWER, World, build

__all__ = ["ALEX", "AT", "PAT", "REVIEWER", "Room", "room"]


class Straight:
    """Hands payloads to the app as a socket would, and gives back what it acknowledges."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def send(
        self, _kind: str, payload: dict[str, Any], *, attempt: int = 0, reason: str = ""
    ) -> Outcome:
        """Hand over a payload."""
        headers = {"x-slack-retry-num": [str(attempt)], "x-slack-retry-reason": [reason]} if attempt else {}
        request = BoltRequest(mode="socket_mode", body=payload, headers=headers)
        begun = asyncio.get_running_loop().time()
        answer = await asyncio.to_thread(self.app.dispatch, request)
        took = asyncio.get_running_loop().time() - begun
        if answer.status != 200:
            return Outcome(False, {}, took, f"status {answer.status}")
        body = json.loads(answer.body) if answer.body and answer.body.startswith("{") else {}
        return Outcome(True, body or ({"text": answer.body} if answer.body else {}), took)


@dataclasses.dataclass
class Room:
    """A register, its bot and the people in Slack; ``now`` is the hour it is."""

    world: World
    double: Slack
    bot: Bot
    people: dict[str, User]
    channel: str
    now: dt.datetime

    @property
    def engine(self) -> Engine:
        """The register."""
        return self.world.engine

    def user(self, address: str) -> User:
        """The account of somebody."""
        return self.people[address]

    def post(self) -> outbox.Drained:
        """Bring the messages into step and send what is due, until nothing is."""
        total = outbox.Drained()
        for _ in range(20):
            self.bot.follow(self.now)
            done = outbox.drain(
                self.engine, self.bot.deliver, at=self.now, edge="slack", route=self.bot.route
            )
            total = total.and_also(done)
            if not done.sent:
                return total
        raise AssertionError("it never ends")

    def said(self, address: str) -> list[Message]:
        """What the app has said to somebody."""
        return self.double.messages(self.user(address))

    def card(self, address: str, words: str, button: str = "") -> Message:
        """The newest message to somebody that says something and has a button."""
        self.post()
        told = [one for one in self.said(address) if words in f"{one.text} {one.blocks}"]
        found = [one for one in told if not button or f"'{button}'" in str(one.blocks)]
        assert found, [one.text for one in self.said(address)]
        return found[-1]

    def review(self, words: str = "") -> Message:
        """The newest card of the inspectorate."""
        self.post()
        posted = [one for one in self.double.workspace.messages if one.channel == self.channel]
        return [one for one in posted if one.user == BOT and words in f"{one.text} {one.blocks}"][-1]

    def press(self, who: str, message: Message, action: str, given: object = None) -> Outcome:
        """Press the first button of a name."""
        return self.double.press(self.user(who), message, action, given)

    def press_of(self, who: str, message: Message, action: str, item: str) -> Outcome:
        """Press the button of one item."""
        for block in message.blocks:
            for element in block.get("elements", []):
                if element.get("action_id") == action and element.get("value", "").startswith(item):
                    only = dataclasses.replace(message, blocks=[{**block, "elements": [element]}])
                    return self.double.press(self.user(who), only, action)
        raise KeyError((action, item))

    def update(self, item: str) -> Update:
        """The update of an item in the open round."""
        with reading(self.engine) as session:
            rec = self.world.row(session, item)
            found = queries.update_for(session, rec.id, self.world.cycle(session).id)
            assert found is not None
            session.expunge(found)
            return found

    def rows(self, kind: Any) -> list[Any]:
        """Every row of a kind."""
        with reading(self.engine) as session:
            found = list(session.exec(select(kind).order_by(kind.id)).all())
            session.expunge_all()
            return found


@contextmanager
def room(
    engine: Engine, *, rules: Rules | None = None, open_: bool = True, **settings: Any
) -> Iterator[Room]:
    """Furnish a room around an empty register."""
    world = build(engine, rules)
    if open_:
        world.open()
    with slack() as double:
        people = {
            address: double.join(name, address)
            for name, address in (("Pat Marsh", PAT), ("Alex Fenn", ALEX), ("Robin Vale", REVIEWER))
        }
        channel = double.workspace.channel("audit-review", people[REVIEWER].id).id
        made: list[Room] = []
        config = Config(
            **{
                "bot_token": double.bot_token, "app_token": double.app_token, "api": double.api,
                "review_channel": channel, "reviewers": [REVIEWER], "contact": "Robin Vale", "key": b"k" * 32,
                "rules_of": lambda _name: world.rules, **settings,
            }
        )  # fmt: skip
        bot = Bot(engine, config, spoken_words.read, lambda: made[0].now)
        bot.desk.team = TEAM
        made.append(Room(world, double, bot, people, channel, AT))
        straight = Straight(bolt.build(bot.desk))
        double.desk._transport = lambda: straight
        double.web.rates.enforced = False
        yield made[0]
