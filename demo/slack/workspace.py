"""What one workspace holds: people, channels, messages, views, files, tokens; plain memory, no network."""

import itertools
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

BOT_TOKEN, APP_TOKEN = "xoxb-double", "xapp-double"
SIGNING_SECRET = "fenshire-signs"  # noqa: S105
TEAM, APP, BOT = "T0FENSHIRE", "A0MATTERS", "U0MATTERS"
SCOPES = frozenset(
    {
        "channels:history",
        "chat:write",
        "commands",
        "files:read",
        "files:write",
        "groups:history",
        "im:history",
        "im:read",
        "im:write",
        "users:read",
        "users:read.email",
    }
)
TRIGGER_LIFE = 3.0
RESPONSES, RESPONSE_LIFE = 5, 1_800.0
Json = dict[str, Any]


class Mishap(Exception):
    """A call that Slack would refuse: its word for why, and what else it says."""

    def __init__(self, error: str, **more: Any) -> None:  # noqa: ANN401 - any JSON
        super().__init__(error)
        self.error, self.more = error, more


@dataclass
class User:
    """A member of the workspace; guests and bots are members too."""

    id: str
    name: str
    email: str
    tz: str = "Europe/London"
    is_bot: bool = False
    is_guest: bool = False
    deleted: bool = False

    def shown(self) -> Json:
        """As ``users.info`` shows it."""
        return {
            "id": self.id,
            "team_id": TEAM,
            "name": self.email.partition("@")[0],
            "deleted": self.deleted,
            "real_name": self.name,
            "tz": self.tz,
            "is_bot": self.is_bot,
            "is_restricted": self.is_guest,
            "is_ultra_restricted": False,
            "is_app_user": False,
            "profile": {"real_name": self.name, "display_name": self.name, "email": self.email},
        }


@dataclass
class Channel:
    """A channel or a direct message, with who is in it."""

    id: str
    name: str
    members: list[str]
    is_im: bool = False


@dataclass
class Message:
    """A message as it stands now; ``versions`` are what it said before."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[Json] = field(default_factory=list)
    thread_ts: str | None = None
    files: list[str] = field(default_factory=list)
    only_for: str | None = None
    """The one user who sees it, of an ephemeral message."""
    metadata: Json | None = None
    versions: list[Json] = field(default_factory=list)
    deleted: bool = False

    def shown(self) -> Json:
        """As events and histories show it."""
        found: Json = {"type": "message", "ts": self.ts, "user": self.user, "text": self.text, "team": TEAM}
        if self.blocks:
            found["blocks"] = self.blocks
        if self.thread_ts:
            found["thread_ts"] = self.thread_ts
        if self.user == BOT:
            found |= {"app_id": APP, "bot_id": "B0MATTERS"}
        if self.metadata:
            found["metadata"] = self.metadata
        return found


@dataclass
class Shown:
    """A modal or Home tab that somebody looks at."""

    id: str
    user: str
    view: Json
    hash: str
    external_id: str = ""
    root: str = ""
    before: str | None = None
    values: Json = field(default_factory=dict)
    """What was typed so far, by block_id and action_id."""
    errors: dict[str, str] = field(default_factory=dict)
    """What the app found wrong with it, by block_id."""

    def shown(self) -> Json:
        """As payloads and answers show it."""
        return {
            **self.view,
            "id": self.id,
            "team_id": TEAM,
            "app_id": APP,
            "bot_id": "B0MATTERS",
            "hash": self.hash,
            "root_view_id": self.root or self.id,
            "previous_view_id": self.before,
            "external_id": self.external_id,
            "app_installed_team_id": TEAM,
            "state": {"values": self.values},
        }


@dataclass
class File:
    """A file that was uploaded, or that is to be."""

    id: str
    name: str
    size: int
    user: str
    content: bytes = b""
    complete: bool = False
    mimetype: str = "application/octet-stream"


@dataclass
class Trigger:
    """What a click gives: the right to open one view, for a moment."""

    user: str
    at: float
    used: bool = False


@dataclass
class Response:
    """A response_url: so many answers within half an hour."""

    channel: str
    user: str
    at: float
    message_ts: str | None
    uses: int = 0


class Workspace:
    """The memory of the double. ``clock`` gives seconds; time in it can be moved on."""

    def __init__(self, clock: Callable[[], float], scopes: Iterable[str] = SCOPES) -> None:
        self._clock, self._ahead = clock, 0.0
        self.scopes = frozenset(scopes)
        self.users: dict[str, User] = {BOT: User(BOT, "Matters Arising", "", is_bot=True)}
        self.channels: dict[str, Channel] = {}
        self.messages: list[Message] = []
        self.stacks: defaultdict[str, list[Shown]] = defaultdict(list)
        self.homes: dict[str, Shown] = {}
        self.files: dict[str, File] = {}
        self.triggers: dict[str, Trigger] = {}
        self.responses: dict[str, Response] = {}
        self.tickets: set[str] = set()
        self.calls: list[tuple[str, Json]] = []
        """Every call of the Web API with its arguments, in order."""
        self._numbers = itertools.count(1)
        self._last_ts = 0

    def now(self) -> float:
        """Seconds since 1970 by the double's clock."""
        return self._clock() + self._ahead

    def pass_time(self, seconds: float) -> None:
        """Move the clock on."""
        self._ahead += seconds

    def name(self, letter: str) -> str:
        """A fresh id such as ``V00000012``."""
        return f"{letter}{next(self._numbers):08d}"

    def ts(self) -> str:
        """A fresh timestamp; no two are the same, and later ones are larger."""
        self._last_ts = max(self._last_ts + 1, int(self.now() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"

    def hash(self) -> str:
        """A fresh hash of a view."""
        return f"{int(self.now())}.{secrets.token_hex(4)}"

    def join(self, name: str, email: str, **more: Any) -> User:  # noqa: ANN401 - fields of User
        """Add a member."""
        user = User(self.name("U"), name, email, **more)
        self.users[user.id] = user
        return user

    def channel(self, name: str, *members: str) -> Channel:
        """Make a channel that the app is in."""
        made = Channel(self.name("C"), name, [BOT, *members])
        self.channels[made.id] = made
        return made

    def direct(self, user: str) -> Channel:
        """The direct message between the app and somebody."""
        found = next((one for one in self.channels.values() if one.is_im and user in one.members), None)
        if found is None:
            found = Channel(self.name("D"), user, [BOT, user], is_im=True)
            self.channels[found.id] = found
        return found

    def trigger(self, user: str) -> str:
        """A fresh trigger_id."""
        made = f"{next(self._numbers)}.{secrets.token_hex(8)}"
        self.triggers[made] = Trigger(user, self.now())
        return made

    def use_trigger(self, trigger_id: object) -> str:
        """Use a trigger up; gives whose it is."""
        found = self.triggers.get(str(trigger_id))
        if found is None:
            raise Mishap("invalid_trigger_id")
        if found.used:
            raise Mishap("exchanged_trigger_id")
        if self.now() - found.at > TRIGGER_LIFE:
            raise Mishap("expired_trigger_id")
        found.used = True
        return found.user

    def post(self, channel: str, user: str, text: str, **more: Any) -> Message:  # noqa: ANN401
        """Put a message into a channel."""
        made = Message(channel, self.ts(), user, text, **more)
        self.messages.append(made)
        return made

    def message(self, channel: object, ts: object) -> Message:
        """Find a message by channel and ts."""
        for one in self.messages:
            if (one.channel, one.ts) == (channel, ts) and not one.deleted:
                return one
        raise Mishap("message_not_found")

    def view(self, view_id: object = None, external_id: object = None) -> Shown:
        """Find a view that is open, by its id or the app's own id for it."""
        for one in (*(view for stack in self.stacks.values() for view in stack), *self.homes.values()):
            if one.id == view_id or (external_id and one.external_id == external_id):
                return one
        raise Mishap("not_found")
