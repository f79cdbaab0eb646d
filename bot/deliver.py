"""The Slack edge of the outbox: draw a row once, keep the exact payload, send it; a retry sends the same."""

import datetime as dt
import hashlib
import json
from typing import Any, NamedTuple
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy import Engine
from sqlmodel import Session, col, select

from bot import faults, fetch, hours, messages, reread
from bot.blocks import Json
from bot.config import Config
from bot.faults import Unreached
from bot.identity import Directory
from bot.pace import Pace
from followup import Refused
from store import queries
from store.db import reading, writing
from store.models import Outbox, Person, Sent

UNASKED = ("request", "question", "notice", "nudge", "delegated", "passed_on")
"""Kinds that wait for a working hour of their reader; the rest answers what somebody has just done."""
BY_MAIL_TOO = ("request", "question", "notice")
"""Kinds that mail can word as well: they go there where Slack does not reach their person."""
DOINGS = ("edit", "fetch", "reread")
"""Kinds that say nothing to anybody."""
NO_THREAD = ("message_not_found", "thread_not_found", "cannot_reply_to_message")
LOOKED_AT = 100
"""Messages that are looked at to see whether one has gone already."""


class Target(NamedTuple):
    """Where a row goes: the user behind it (nobody for a channel), and their zone."""

    user: str
    zone: str | None
    channel: str = ""


class Edge:
    """Sends outbox rows to Slack. ``deliver`` keeps the promises of ``scheduler.outbox.Deliver``."""

    def __init__(
        self,
        engine: Engine,
        client: WebClient,
        config: Config,
        pace: Pace,
        directory: Directory,
        take: reread.Take,
    ) -> None:
        self._engine, self._client, self._config, self._pace = engine, client, config, pace
        self._directory, self._take = directory, take
        self._directs: dict[str, str] = {}

    def deliver(self, outbox_id: int, at: dt.datetime) -> dt.datetime | None:
        """Send one row; gives None, or the moment before which it must not go."""
        try:
            return self._deliver(outbox_id, at)
        except SlackApiError as trouble:
            if faults.too_many(trouble):
                return at + dt.timedelta(seconds=_retry_after(trouble))
            told = faults.in_words(trouble)
            if isinstance(told, Unreached) and self._by_mail(outbox_id):
                return at
            raise told from trouble
        except Unreached:
            if self._by_mail(outbox_id):
                return at
            raise
        except (URLError, TimeoutError, ConnectionError) as trouble:
            raise ConnectionError(f"Slack cannot be reached: {trouble}") from trouble

    def _deliver(self, outbox_id: int, at: dt.datetime) -> dt.datetime | None:
        with reading(self._engine) as session:
            row = session.get_one(Outbox, outbox_id)
            about = json.loads(row.about)
            shown = self._edited(session, row, about) if row.kind == "edit" else None
            target = None if row.kind in DOINGS else self._target(session, row, about)
            moot = row.kind == "nudge" and messages.answered(session, row)
        if moot:
            return None
        if target is not None and row.kind in UNASKED:
            zone = hours.zone_of(target.zone, self._config)
            if wait := hours.not_before(at, zone, self._config):
                return wait
        if shown is not None:
            self._client.chat_update(**shown)
        elif row.kind == "fetch":
            fetch.fetch(self._engine, self._client, about, at=at)
        elif row.kind == "reread":
            reread.threads(self._client, about, self._take)
        elif target is not None and row.kind == "home":
            self._publish(outbox_id, target, at)
        elif target is not None:
            self._post(outbox_id, target, about, at)
        return None

    def _target(self, session: Session, row: Outbox, about: dict[str, Any]) -> Target:
        if row.person_id is None:
            user = str(about.get("user") or "")
            if user:
                return Target(user, None)
            if not self._config.review_channel:
                raise Refused("no channel is set for the inspectorate: review_channel under [slack]")
            return Target("", None, self._config.review_channel)
        account = queries.in_slack(session, row.person_id) or self._directory.find(row.person_id)
        if account is None:
            name = session.get_one(Person, row.person_id).name
            raise Unreached(f"{name} has no account in Slack that counts")
        return Target(account.address, account.zone)

    def _channel(self, target: Target) -> str:
        if target.channel:
            return target.channel
        if target.user not in self._directs:
            opened = self._client.conversations_open(users=target.user)
            self._directs[target.user] = str(opened["channel"]["id"])
        return self._directs[target.user]

    def _post(self, outbox_id: int, target: Target, about: dict[str, Any], at: dt.datetime) -> None:
        channel = self._channel(target)
        sent, again = self._drawn(outbox_id, channel, at)
        payload: dict[str, Any] = json.loads(sent.payload)
        ts = self._gone(channel, about, mark(outbox_id)) if again else ""
        if not ts:
            self._pace.keep(channel)
            ts = self._say(channel, payload, str(about.get("thread") or ""))
        with writing(self._engine) as session:
            session.get_one(Sent, sent.id).relayed_as = ts

    def _say(self, channel: str, payload: dict[str, Any], thread: str) -> str:
        """Post a message; where the one that it answers is not there, by itself."""
        try:
            within = payload | ({"thread_ts": thread} if thread else {})
            return str(self._client.chat_postMessage(channel=channel, **within, **QUIET)["ts"])
        except SlackApiError as trouble:
            if not thread or trouble.response.get("error") not in NO_THREAD:
                raise
            return str(self._client.chat_postMessage(channel=channel, **payload, **QUIET)["ts"])

    def _drawn(self, outbox_id: int, address: str, at: dt.datetime) -> tuple[Sent, bool]:
        """Give what is sent, and whether it was tried before."""
        with writing(self._engine) as session:
            found = session.exec(select(Sent).where(Sent.outbox_id == outbox_id)).first()
            if found is not None and found.channel == "slack" and found.address == address:
                return found, True
            row = session.get_one(Outbox, outbox_id)
            payload = draw(session, row, self._config)
            sent = found or Sent(
                outbox_id=outbox_id, person_id=row.person_id, request_id=row.request_id, channel="",
                address="", message_id="", payload=b"", rendered_at=at,
            )  # fmt: skip
            sent.channel, sent.address, sent.message_id = "slack", address, f"slack:{outbox_id}"
            sent.payload, sent.rendered_at = payload, at
            session.add(sent)
            session.flush()
            return sent, False

    def _gone(self, channel: str, about: dict[str, Any], name: str) -> str:
        """Find a message that has gone although we did not hear so; empty where none is shown to us."""
        try:
            if about.get("thread"):
                found = self._client.conversations_replies(
                    channel=channel, ts=about["thread"], limit=LOOKED_AT
                )
            else:
                found = self._client.conversations_history(channel=channel, limit=LOOKED_AT)
        except SlackApiError as trouble:
            if trouble.response.get("error") == "missing_scope":
                return ""  # a channel whose history we were not given: a card twice is less than none
            raise
        for one in found["messages"]:
            if any(block.get("block_id") == name for block in one.get("blocks", [])):
                return str(one["ts"])
        return ""

    def _publish(self, outbox_id: int, target: Target, at: dt.datetime) -> None:
        sent, _again = self._drawn(outbox_id, target.user, at)
        self._client.views_publish(user_id=target.user, view=json.loads(sent.payload))

    def _edited(self, session: Session, row: Outbox, about: dict[str, Any]) -> dict[str, Any] | None:
        """Give a message as it is to be shown now; None where a later edit that waits will do it."""
        later = select(Outbox.id).where(
            Outbox.kind == "edit", Outbox.about == row.about, col(Outbox.id) > row.id,
            col(Outbox.done_at).is_(None), col(Outbox.failed_at).is_(None),
        )  # fmt: skip
        sent = session.get_one(Sent, about["sent_id"])
        if session.exec(later).first() is not None or not sent.relayed_as:
            return None
        return {"channel": sent.address, "ts": sent.relayed_as, **json.loads(sent.payload)}

    def _by_mail(self, outbox_id: int) -> bool:
        """Let a row go by mail that does not reach its person in Slack; says whether it can."""
        with writing(self._engine) as session:
            row = session.get_one(Outbox, outbox_id)
            can = row.kind in BY_MAIL_TOO and queries.address_of(session, row.person_id) is not None
            if can:
                row.edge = "mail"
                for sent in session.exec(select(Sent).where(Sent.outbox_id == outbox_id)).all():
                    session.delete(sent)
            return can


QUIET: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False}
"""Links in people's words are not fetched by Slack on our behalf."""


def draw(session: Session, row: Outbox, config: Config) -> bytes:
    """Give the payload of a row as it stands now: the exact bytes that are kept."""
    drawn = messages.KINDS[row.kind](session, row, config)
    if row.kind != "home":
        first: Json = drawn["blocks"][0]
        drawn["blocks"] = [first | {"block_id": mark(row.id or 0)}, *drawn["blocks"][1:]]
    return json.dumps(drawn, ensure_ascii=False, sort_keys=True).encode()


def mark(outbox_id: int) -> str:
    """The name of a message's first block, by which it is found again."""
    return f"matters-{outbox_id}-{hashlib.sha256(str(outbox_id).encode()).hexdigest()[:8]}"


def _retry_after(trouble: SlackApiError) -> int:
    try:
        return max(1, int(trouble.response.headers.get("Retry-After", 1)))
    except (TypeError, ValueError):
        return 1
