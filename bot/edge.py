"""The Slack edge whole: what the services run, built once from its settings."""

import datetime as dt
import threading
from collections.abc import Callable

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from bot import app, hours, serve
from bot.config import DAYS, Config
from bot.deliver import Edge
from bot.desk import Desk, Read
from bot.follow import Follower
from bot.handlers import threads
from bot.identity import Directory
from bot.manifest import SCOPES
from bot.pace import Pace
from followup import Refused, log
from followup.states import BEFORE_PUBLICATION
from store.db import writing
from store.models import Cycle, Inbound, Outbox

TIMEOUT = 20


class Bot:
    """Everything of the Slack edge that has a life; nothing is connected before ``listen``."""

    def __init__(self, engine: Engine, config: Config, read: Read, clock: Callable[[], dt.datetime]) -> None:
        self.config, self._engine, self._clock = config, engine, clock
        self.wanted = threading.Event()
        """Set when something waits to be sent."""
        self._stop = threading.Event()
        quick = WebClient(token=config.bot_token, base_url=config.api, timeout=3)
        self._client = WebClient(token=config.bot_token, base_url=config.api, timeout=TIMEOUT)
        self._directory = Directory(engine, self._client, config, clock)
        self.desk = Desk(engine, quick, config, self._directory, read, clock, self.wanted.set)
        self._edge = Edge(engine, self._client, config, Pace(self._stop.wait), self._directory, self._take)
        self._follower = Follower(engine, config)
        self.deliver = self._edge.deliver
        self.follow = self._follower.step
        self.match = self._directory.match

    def _take(self, message: dict[str, object], channel: str) -> None:
        threads.message(self.desk, message, channel)

    def listen(self, stop: threading.Event) -> None:
        """Take what comes until told to stop."""
        serve.run(self.desk, app.build(self.desk), stop)
        self._stop.set()

    def route(self, session: Session, row: Outbox) -> str:
        """Say which way an outbox row goes: back the way of what it answers, else where its person is."""
        if row.inbound_id is not None:
            return session.get_one(Inbound, row.inbound_id).channel
        if row.person_id is None or self._directory.may_be_there(session, row.person_id):
            return "slack"
        return "mail"

    def summarise(self, at: dt.datetime) -> list[str]:
        """Queue the summary of each round that collects or is read, once a working day from its hour on."""
        local = at.astimezone(self.config.here)
        today = DAYS[local.weekday()] in self.config.working_days and local.hour >= self.config.summary_hour
        if not (today and self.config.review_channel):
            return []
        done = []
        with writing(self._engine) as session:
            open_ = select(Cycle).where(col(Cycle.state).in_(BEFORE_PUBLICATION))
            for cycle in session.exec(open_.order_by(col(Cycle.id))).all():
                key = f"summary:{cycle.id}:{local.date()}"
                if session.exec(select(Outbox.id).where(Outbox.key == key)).first() is None:
                    log.tell(
                        session, "summary", None, key=key, at=at, about={"cycle_id": cycle.id}, edge="slack"
                    )
                    done.append(f"the summary of {hours.in_words(at, self.config.here)} is on its way")
        return done

    def check(self) -> str:
        """Say whether Slack takes our token with every scope of the manifest. Refused where it does not."""
        answer = self._client.auth_test()
        granted = {one.strip() for one in str(answer.headers.get("x-oauth-scopes", "")).split(",")}
        if missing := [scope for scope in SCOPES if scope not in granted]:
            raise Refused(
                f"the app lacks {', '.join(missing)}; install it again with `matters slack manifest`"
            )
        return f"{answer['user']} in {answer['team']} ({self.config.mode}), all {len(SCOPES)} scopes granted"

    def check_sockets(self) -> str:
        """Say whether the app token opens connections, where those are used."""
        if self.config.mode == "http":
            return f"calls are taken at {self.config.host}:{self.config.port}{serve.PATH}"
        self._client.apps_connections_open(app_token=self.config.app_token)
        return f"{serve.SOCKETS} connections can be opened"

    def check_channel(self) -> str:
        """Say where the inspectorate decides. Refused where the app is not in that channel."""
        if not self.config.review_channel:
            return "none is set: decisions are taken in a terminal"
        try:
            found = self._client.conversations_info(channel=self.config.review_channel)["channel"]
        except SlackApiError as trouble:
            if trouble.response.get("error") == "missing_scope":
                return f"{self.config.review_channel}; whether the app is in it, its first card will show"
            raise Refused(
                f"Slack does not know {self.config.review_channel} as a channel of the app"
            ) from trouble
        if not found.get("is_member"):
            raise Refused(f"the app is not in {found['name']}; invite it there")
        return f"#{found['name']}, {len(self.config.reviewers)} reviewers"
