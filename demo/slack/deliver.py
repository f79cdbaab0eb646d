"""How payloads reach the app: over one of its sockets, or by signed HTTP; three seconds to acknowledge."""

import asyncio
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple
from urllib.parse import urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout, WSMsgType, web

from bot import limits
from demo.slack.workspace import APP, SIGNING_SECRET, Json, Workspace

Kind = Literal["interactive", "events_api", "slash_commands"]
RETRIES = 3
"""So often an event that is not acknowledged is sent again: at once, after a minute, after five."""


class Outcome(NamedTuple):
    """What became of a payload: whether it was acknowledged in time, with what, after how many seconds."""

    acked: bool
    body: Json
    took: float
    problem: str = ""


@dataclass
class Sockets:
    """The app's Socket Mode connections; each payload goes to one of them."""

    workspace: Workspace
    open: list[web.WebSocketResponse] = field(default_factory=list)
    opened: int = 0
    outage: bool = False
    """Whether nobody may connect now."""
    _waiting: "dict[str, asyncio.Future[Json]]" = field(default_factory=dict)
    _turn: int = 0

    async def link(self, request: web.Request) -> web.StreamResponse:
        """Take a connection whose ticket has not been used."""
        ticket = request.query.get("ticket", "")
        if self.outage or ticket not in self.workspace.tickets:
            return web.Response(status=503 if self.outage else 401, text="no")
        self.workspace.tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=True)
        await socket.prepare(request)
        self.open.append(socket)
        self.opened += 1
        await socket.send_json(
            {
                "type": "hello", "num_connections": len(self.open), "connection_info": {"app_id": APP},
                "debug_info": {"host": "double", "approximate_connection_time": 18060},
            }
        )  # fmt: skip
        try:
            async for message in socket:
                if message.type == WSMsgType.TEXT:
                    self._heard(message.data)
        finally:
            if socket in self.open:
                self.open.remove(socket)
        return socket

    def _heard(self, text: str) -> None:
        try:
            said = json.loads(text)
        except ValueError:
            return
        waiting = self._waiting.pop(str(said.get("envelope_id")), None)
        if waiting is not None and not waiting.done():
            waiting.set_result(said.get("payload") or {})

    async def send(self, kind: Kind, payload: Json, *, attempt: int = 0, reason: str = "") -> Outcome:
        """Hand a payload to one connection and wait for its acknowledgement."""
        if not self.open:
            return Outcome(False, {}, 0.0, "no socket is connected")
        loop = asyncio.get_running_loop()
        self._turn += 1
        socket = self.open[self._turn % len(self.open)]
        envelope = secrets.token_hex(16)
        waiting: asyncio.Future[Json] = loop.create_future()
        self._waiting[envelope] = waiting
        begun = loop.time()
        wrapped: Json = {
            "type": kind, "envelope_id": envelope, "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }  # fmt: skip
        if kind == "events_api":
            wrapped |= {"retry_attempt": attempt, "retry_reason": reason}
        try:
            await socket.send_json(wrapped)
            body = await asyncio.wait_for(waiting, limits.ACK)
        except (TimeoutError, ConnectionError):
            return Outcome(False, {}, loop.time() - begun, "timeout")
        finally:
            self._waiting.pop(envelope, None)
        return Outcome(True, body, loop.time() - begun)

    async def refresh(self) -> None:
        """Ask every connection to make a new one, as Slack does every few hours, and hang up."""
        for socket in [*self.open]:
            await socket.send_json({"type": "disconnect", "reason": "refresh_requested", "debug_info": {}})
            self.open.remove(socket)
            asyncio.get_running_loop().call_later(2, _close_soon, socket)

    async def close(self) -> None:
        """End every connection by a close frame."""
        for socket in [*self.open]:
            await socket.close()

    def reset(self) -> None:
        """Drop every connection without a word."""
        for socket in [*self.open]:
            transport = socket._req.transport if socket._req is not None else None  # noqa: SLF001 - no other way
            if transport is not None:
                transport.abort()
            if socket in self.open:
                self.open.remove(socket)


def _close_soon(socket: web.WebSocketResponse) -> None:
    task = asyncio.ensure_future(socket.close())
    task.add_done_callback(lambda _done: None)


@dataclass
class Http:
    """The app's addresses, where payloads are posted with a signature."""

    workspace: Workspace
    url: str
    secret: str = SIGNING_SECRET
    drop_answers: bool = False
    """Whether what the app answers gets lost on its way."""

    async def send(self, kind: Kind, payload: Json, *, attempt: int = 0, reason: str = "") -> Outcome:
        """Post a payload and wait for 200."""
        body, content_type = encoded(kind, payload)
        headers = signed(body, int(self.workspace.now()), self.secret) | {"Content-Type": content_type}
        if attempt:
            headers |= {"X-Slack-Retry-Num": str(attempt), "X-Slack-Retry-Reason": reason}
        begun = asyncio.get_running_loop().time()
        try:
            async with (
                ClientSession(timeout=ClientTimeout(limits.ACK)) as session,
                session.post(self.url, data=body, headers=headers) as response,
            ):
                text = await response.text()
                took = asyncio.get_running_loop().time() - begun
                if response.status != 200 or self.drop_answers:  # noqa: PLR2004
                    return Outcome(False, {}, took, f"HTTP {response.status}")
                return Outcome(True, _read(text, response.content_type), took)
        except TimeoutError:
            return Outcome(False, {}, limits.ACK, "timeout")
        except ClientError as trouble:
            return Outcome(False, {}, asyncio.get_running_loop().time() - begun, str(trouble))


def encoded(kind: Kind, payload: Json) -> tuple[bytes, str]:
    """The body of a request: events as JSON, the rest as a form."""
    if kind == "events_api":
        return json.dumps(payload).encode(), "application/json"
    form = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
    return urlencode(form).encode(), "application/x-www-form-urlencoded"


def signed(body: bytes, at: int, secret: str) -> dict[str, str]:
    """The headers by which a body is proved to come from Slack."""
    proof = hmac.new(secret.encode(), b"v0:%d:" % at + body, hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": str(at), "X-Slack-Signature": f"v0={proof}"}


def _read(text: str, content_type: str) -> Json:
    if not text.strip():
        return {}
    if content_type == "application/json":
        try:
            found: Any = json.loads(text)
        except ValueError:
            return {"unreadable": text}
        return dict(found) if isinstance(found, Mapping) else {"unreadable": text}
    return {"text": text}
