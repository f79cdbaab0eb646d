"""The double at work: a server in a thread, and the people's hands for whoever drives it."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from aiohttp import web

from demo.servers import HOST, free_port
from demo.slack.deliver import Http, Outcome, Sockets
from demo.slack.people import Desk, Transport
from demo.slack.web import WebApi
from demo.slack.workspace import (
    APP_TOKEN,
    BOT,
    BOT_TOKEN,
    SCOPES,
    SIGNING_SECRET,
    Message,
    Shown,
    User,
    Workspace,
)

Given = TypeVar("Given")
LARGEST = 64 * 1024 * 1024
PATIENCE = 30.0


class Slack:
    """One workspace with the app in it, as a test or the demo drives it from outside the server's thread."""

    def __init__(self, clock: Callable[[], float], scopes: Iterable[str]) -> None:
        self.port = free_port()
        self.url = f"http://{HOST}:{self.port}/"
        self.workspace = Workspace(clock, scopes)
        self.web = WebApi(self.workspace, self.url)
        self.sockets = Sockets(self.workspace)
        self.http: Http | None = None
        self.desk = Desk(self.workspace, self.url, self._transport)
        self.bot_token, self.app_token, self.signing_secret = BOT_TOKEN, APP_TOKEN, SIGNING_SECRET
        self._loop = asyncio.new_event_loop()

    @property
    def api(self) -> str:
        """The base address of the Web API."""
        return f"{self.url}api/"

    def by_http(self, url: str) -> None:
        """Deliver by signed HTTP to this address of the app, instead of over its sockets."""
        self.http = Http(self.workspace, url)

    def _transport(self) -> Transport:
        return self.http or self.sockets

    def run(self, doing: Coroutine[Any, Any, Given], patience: float = PATIENCE) -> Given:
        """Do something in the server's thread and wait for it."""
        return asyncio.run_coroutine_threadsafe(doing, self._loop).result(patience)

    # People, in plain calls.

    def join(self, name: str, email: str, **more: Any) -> User:  # noqa: ANN401 - fields of User
        """Add a member to the workspace."""
        return self.workspace.join(name, email, **more)

    def say(self, user: User, text: str, **more: Any) -> Message:  # noqa: ANN401
        """Write to the app."""
        return self.run(self.desk.say(user.id, text, **more))

    def press(self, user: User, message: Message, action_id: str, given: object = None) -> Outcome:
        """Press a button of a message."""
        return self.run(self.desk.press(user.id, message, action_id, given))

    def press_in(self, user: User, action_id: str, given: object = None, *, home: bool = False) -> Outcome:
        """Press a button of the modal on top, or of the Home tab."""
        return self.run(self.desk.press_in(user.id, action_id, given, home=home))

    def submit(self, user: User, **given: object) -> Outcome:
        """Fill in and send the modal on top."""
        return self.run(self.desk.submit(user.id, given))

    def close(self, user: User) -> None:
        """Close the modal on top."""
        self.run(self.desk.close(user.id))

    def command(self, user: User, text: str = "", command: str = "/matters") -> Outcome:
        """Type a slash command."""
        return self.run(self.desk.command(user.id, command, text))

    def open_home(self, user: User) -> Outcome:
        """Look at the app's Home tab."""
        return self.run(self.desk.open_home(user.id))

    def upload(self, user: User, name: str, content: bytes, mimetype: str = "application/pdf") -> str:
        """Upload a file; gives its id."""
        return self.desk.upload(user.id, name, content, mimetype)

    def modal(self, user: User) -> Shown | None:
        """The modal that somebody looks at."""
        stack = self.workspace.stacks[user.id]
        return stack[-1] if stack else None

    def messages(self, user: User) -> list[Message]:
        """What the app has written to somebody, ephemeral messages too; deleted ones are gone."""
        where = self.workspace.direct(user.id).id
        return [
            one for one in self.workspace.messages
            if one.channel == where and one.user == BOT and not one.deleted
            and one.only_for in (None, user.id)
        ]  # fmt: skip

    async def _serve(self, ready: threading.Event, stop: asyncio.Event) -> None:
        app = web.Application(client_max_size=LARGEST)
        app.add_routes([*self.web.routes(), web.get("/link/", self.sockets.link)])
        runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await runner.setup()
        await web.TCPSite(runner, HOST, self.port).start()
        ready.set()
        await stop.wait()
        await self.sockets.close()
        await runner.cleanup()


@contextmanager
def slack(clock: Callable[[], float] = time.time, scopes: Iterable[str] = SCOPES) -> Iterator[Slack]:
    """Run the double in a thread, on the loopback only."""
    double = Slack(clock, scopes)
    loop = double._loop  # noqa: SLF001 - made there, run here
    ready, stop = threading.Event(), asyncio.Event()

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(double._serve(ready, stop))  # noqa: SLF001
        for task in asyncio.all_tasks(loop):
            task.cancel()
        loop.run_until_complete(loop.shutdown_asyncgens())
        loop.close()

    thread = threading.Thread(target=run, name="slack double")
    thread.start()
    if not ready.wait(PATIENCE):
        raise TimeoutError("the double of Slack did not start")
    try:
        yield double
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(PATIENCE)
