"""The HTTP side: the Web API, uploads and downloads, and answers to a response_url."""

import json
from typing import Any

from aiohttp import web

from bot import lint
from demo.slack.methods import METHODS, Call, Method
from demo.slack.rates import Rates
from demo.slack.workspace import APP_TOKEN, BOT, BOT_TOKEN, RESPONSE_LIFE, RESPONSES, Json, Mishap, Workspace

LOGIN_PAGE = "<!DOCTYPE html><html><head><title>Sign in to Fenshire | Slack</title></head></html>"


class WebApi:
    """Answers the app's calls. ``fail_next`` holds errors that the next calls end in, whatever they are."""

    def __init__(self, workspace: Workspace, base: str) -> None:
        self.workspace, self.base = workspace, base
        self.rates = Rates(workspace.now)
        self.fail_next: list[int | str] = []
        """HTTP codes, or words of Slack for why not; ``drop`` does what was asked and hangs up."""
        self.html_downloads = False
        """Whether downloads end in a sign-in page with 200, as they do without the right scope."""

    def routes(self) -> list[web.RouteDef]:
        """The addresses that are answered."""
        return [
            web.route("*", "/api/{method}", self.call),
            web.post("/upload/{file}", self.upload),
            web.get("/files/{file}/{name}", self.download),
            web.post("/response/{key}", self.respond),
        ]

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Answer one call of a method."""
        name = request.match_info["method"]
        args = await arguments(request)
        token = _token(request, args)
        method = METHODS.get(name)
        try:
            self._admit(name, method, token)
        except Mishap as mishap:
            return self._no(mishap)
        assert method is not None  # noqa: S101 - admitted
        where = str(args.get("channel")) if name == "chat.postMessage" else None
        if wait := self.rates.wait(name, method.tier, where):
            refused = self._no(Mishap("ratelimited"))
            refused.set_status(429)
            refused.headers["Retry-After"] = str(wait)
            return refused
        failing = self.fail_next.pop(0) if self.fail_next else None
        if isinstance(failing, int):
            return web.Response(status=failing, text="upstream trouble")
        if failing not in (None, "drop"):
            return self._no(Mishap(str(failing)))
        self.workspace.calls.append((name, args))
        try:
            answer = {"ok": True, **method.do(Call(self.workspace, args, self.base))}
        except Mishap as mishap:
            return self._no(mishap)
        if failing == "drop" and request.transport is not None:
            request.transport.abort()
        return self._headed(web.json_response(answer))

    def _admit(self, name: str, method: Method | None, token: str) -> None:
        if not token:
            raise Mishap("not_authed")
        if token not in (BOT_TOKEN, APP_TOKEN):
            raise Mishap("invalid_auth")
        if method is None:
            raise Mishap("unknown_method", req_method=name)
        if method.scope == "app":
            if token != APP_TOKEN:
                raise Mishap("not_allowed_token_type")
        elif token != BOT_TOKEN:
            raise Mishap("not_allowed_token_type")
        elif method.scope and method.scope not in self.workspace.scopes:
            raise Mishap(
                "missing_scope", needed=method.scope, provided=",".join(sorted(self.workspace.scopes))
            )

    def _no(self, mishap: Mishap) -> web.Response:
        return self._headed(web.json_response({"ok": False, "error": mishap.error, **mishap.more}))

    def _headed(self, response: web.Response) -> web.Response:
        response.headers["x-oauth-scopes"] = ",".join(sorted(self.workspace.scopes))
        return response

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Take the bytes of a file whose upload was asked for."""
        file = self.workspace.files.get(request.match_info["file"])
        if file is None or file.complete:
            return web.Response(status=404, text="not found")
        if request.content_type.startswith("multipart/"):
            part = await (await request.multipart()).next()
            content = bytes(await part.read()) if part is not None and hasattr(part, "read") else b""
        else:
            content = await request.read()
        if len(content) != file.size:
            return web.Response(status=400, text="the length is not the one that was announced")
        file.content = content
        return web.Response(text=f"OK - {file.size}")

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Give the bytes of a file to whoever shows the token and the scope, and else a page to sign in."""
        file = self.workspace.files.get(request.match_info["file"])
        allowed = _token(request, {}) == BOT_TOKEN and "files:read" in self.workspace.scopes
        if not allowed or self.html_downloads:
            return web.Response(text=LOGIN_PAGE, content_type="text/html")
        if file is None or not file.complete:
            return web.Response(status=404, text="not found")
        return web.Response(body=file.content, content_type=file.mimetype)

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """Take an answer to a response_url."""
        kept = self.workspace.responses.get(request.match_info["key"])
        if kept is None or kept.uses >= RESPONSES or self.workspace.now() - kept.at > RESPONSE_LIFE:
            return web.Response(status=404, text="expired_url")
        kept.uses += 1
        payload = await arguments(request)
        if payload.get("delete_original") is True:
            self.workspace.message(kept.channel, kept.message_ts).deleted = True
            return web.Response(text="ok")
        if lint.message(payload):
            return web.json_response({"ok": False, "error": "invalid_blocks"}, status=400)
        blocks = payload.get("blocks") or []
        if payload.get("replace_original") is True and kept.message_ts:
            message = self.workspace.message(kept.channel, kept.message_ts)
            message.versions.append(message.shown())
            message.text, message.blocks = payload["text"], blocks
        else:
            only = None if payload.get("response_type") == "in_channel" else kept.user
            self.workspace.post(kept.channel, BOT, payload["text"], blocks=blocks, only_for=only)
        return web.Response(text="ok")


async def arguments(request: web.Request) -> Json:
    """The arguments of a call: from the address, a form or JSON; JSON within a form is read as well."""
    found: Json = dict(request.query)
    if request.content_type == "application/json":
        try:
            body = await request.json()
        except ValueError:
            body = None
        if isinstance(body, dict):
            found |= body
    elif request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        found |= {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
    return {key: _read(key, value) for key, value in found.items()}


def _read(key: str, value: Any) -> Any:  # noqa: ANN401 - any JSON
    if key in ("blocks", "view", "files", "metadata") and isinstance(value, str):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _token(request: web.Request, args: Json) -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token if scheme == "Bearer" else str(args.pop("token", ""))
