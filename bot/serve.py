"""The app connected: two sockets that watch each other, or an address that Slack calls."""

import datetime as dt
import logging
import threading
from collections.abc import Callable
from typing import NamedTuple

from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_bolt.adapter.wsgi import SlackRequestHandler
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine
from sqlmodel import Session, col, select
from waitress.server import create_server

from bot.desk import Desk
from bot.reread import OVERLAP
from followup import Refused, log
from followup.states import BEFORE_PUBLICATION
from store.db import writing
from store.models import Cycle, Inbound, Outbox, Request, Sent

SOCKETS = 2
"""While one is renewed the other takes what comes."""
WORKERS = 10
PING = 1
"""Seconds between two pings: a socket that is gone is noticed after a few of them."""
LOOK = 0.5
PATH = "/slack/events"
LARGEST = 1024 * 1024
"""Bytes of a call: a form with every field full has a tenth of it."""
PAUSE, LONGEST_PAUSE = 1.0, 60.0

logger = logging.getLogger(__name__)


def run(desk: Desk, app: App, stop: threading.Event) -> None:
    """Take what comes from Slack until told to stop; what is under way is finished first."""
    _introduce(desk, stop)
    if desk.config.mode == "http":
        _by_calls(desk, app, stop)
    else:
        _by_sockets(desk, app, stop)


def _introduce(desk: Desk, stop: threading.Event) -> None:
    """Learn which workspace this is; waits while Slack does not answer. Refused when it knows no such app."""
    pause = PAUSE
    while not stop.is_set():
        try:
            desk.team = str(desk.client.auth_test()["team_id"])
        except SlackApiError as trouble:
            error = trouble.response.get("error")
            if error in ("invalid_auth", "account_inactive", "token_revoked", "not_authed"):
                raise Refused(f"Slack does not take our token ({error}); run `matters doctor`") from trouble
            logger.warning("Slack does not answer: %s", trouble)
        except OSError as trouble:
            logger.warning("Slack cannot be reached: %s", trouble)
        else:
            return
        stop.wait(pause)
        pause = min(pause * 2, LONGEST_PAUSE)


def _by_calls(desk: Desk, app: App, stop: threading.Event) -> None:
    config = desk.config
    server = create_server(
        SlackRequestHandler(app, path=PATH), host=config.host, port=config.port, threads=WORKERS,
        max_request_body_size=LARGEST, ident="", clear_untrusted_proxy_headers=True,
    )  # fmt: skip
    worker = threading.Thread(target=server.run, name="slack calls")
    worker.start()
    logger.info("taking Slack's calls at %s:%s%s", config.host, config.port, PATH)
    _caught_up(desk)
    stop.wait()
    server.close()
    worker.join(10)
    server.task_dispatcher.shutdown()


def _by_sockets(desk: Desk, app: App, stop: threading.Event) -> None:
    handlers = [
        SocketModeHandler(app, desk.config.app_token, ping_interval=PING, concurrency=WORKERS)
        for _ in range(SOCKETS)
    ]
    watch = Watch(handlers, lambda: _caught_up(desk))
    while not stop.is_set():
        watch.look()
        stop.wait(LOOK)
    for handler in handlers:
        handler.close()  # type: ignore[no-untyped-call]


def _caught_up(desk: Desk) -> None:
    read_up(desk.engine, desk.clock())
    desk.nudge()


class Watch:
    """Keeps the sockets connected; after a time without any, what was written meanwhile is read."""

    def __init__(self, handlers: list[SocketModeHandler], caught_up: Callable[[], None]) -> None:
        self._handlers, self._caught_up = handlers, caught_up
        self._alive = 0
        self._begun = [False] * len(handlers)

    def look(self) -> None:
        """Connect what has never been connected, and see how many are."""
        for number, handler in enumerate(self._handlers):
            if self._begun[number]:
                continue
            try:
                handler.connect()  # type: ignore[no-untyped-call]
                self._begun[number] = True
            except Exception as trouble:  # noqa: BLE001 - whatever it is, it is tried again
                logger.warning("no socket to Slack yet: %s", trouble)
        both = zip(self._begun, self._handlers, strict=True)
        alive = sum(begun and handler.client.is_connected() for begun, handler in both)
        if alive and not self._alive:
            logger.info("connected to Slack")
            self._caught_up()
        elif self._alive and not alive:
            logger.warning("no socket to Slack is left; connecting anew")
        self._alive = alive


def read_up(engine: Engine, at: dt.datetime) -> None:
    """Queue a look at every conversation of an open round, from the last thing that we have heard on."""
    with writing(engine) as session:
        last = session.exec(
            select(Inbound.received_at)
            .where(Inbound.channel == "slack")
            .order_by(col(Inbound.received_at).desc())
        ).first()
        for channel, person_id, threads, since in _conversations(session):
            oldest = max(min(last or since, at), since) - OVERLAP
            about = {"channel": channel, "oldest": f"{oldest.timestamp():.6f}", "threads": threads}
            key = f"reread:{channel}:{at.isoformat()}"
            log.tell(session, "reread", person_id, key=key, at=at, about=about, edge="slack")


class Conversation(NamedTuple):
    """A direct message in which something of an open round stands, with its threads and its first hour."""

    channel: str
    person_id: int | None
    threads: list[str]
    since: dt.datetime


def _conversations(session: Session) -> list[Conversation]:
    wanted = (
        select(Sent)
        .join(Outbox, col(Outbox.id) == Sent.outbox_id)
        .join(Request, col(Request.id) == Outbox.request_id)
        .join(Cycle, col(Cycle.id) == Request.cycle_id)
        .where(Sent.channel == "slack", col(Sent.relayed_as).is_not(None))
        .where(col(Outbox.kind).in_(("request", "question", "nudge", "delegated")))
        .where(col(Cycle.state).in_(BEFORE_PUBLICATION))
    )
    found: dict[str, Conversation] = {}
    for sent in session.exec(wanted.order_by(col(Sent.id))).all():
        fresh = Conversation(sent.address, sent.person_id, [], sent.rendered_at)
        found.setdefault(sent.address, fresh).threads.append(str(sent.relayed_as))
    return list(found.values())
