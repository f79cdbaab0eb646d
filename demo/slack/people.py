"""What people do in Slack: they write, press, fill in, send and close; and what they see of it."""

import json
import secrets
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from bot import limits, lint
from demo.slack import values
from demo.slack.deliver import RETRIES, Kind, Outcome
from demo.slack.methods import file_shown, placed, replaced
from demo.slack.workspace import APP, TEAM, File, Json, Message, Mishap, Response, Shown, Workspace

TROUBLE = "We had some trouble connecting. Try again?"
WAITS = (0.0, 60.0, 300.0)
"""Seconds before an event is sent again."""


class Transport(Protocol):
    """How payloads reach the app."""

    async def send(self, kind: Kind, payload: Json, *, attempt: int = 0, reason: str = "") -> Outcome:
        """Hand over a payload; gives what became of it."""


class Desk:
    """Does what people do, and keeps what became of it. ``seen`` holds errors that a user was shown."""

    def __init__(self, workspace: Workspace, base: str, transport: Callable[[], Transport]) -> None:
        self.workspace, self.base, self._transport = workspace, base, transport
        self.seen: list[tuple[str, str]] = []
        self.undelivered: list[tuple[float, int, Json]] = []
        """Events to be sent again: when, for which time, and what."""
        self.events: list[Json] = []

    # What people write.

    async def say(
        self,
        user: str,
        text: str,
        *,
        channel: str = "",
        thread: str | None = None,
        files: list[str] | None = None,
    ) -> Message:
        """Write to the app, or into a channel; the app hears of it."""
        where = self.workspace.channels[channel] if channel else self.workspace.direct(user)
        made = self.workspace.post(where.id, user, text, thread_ts=thread, files=files or [])
        event = made.shown() | {
            "channel": where.id,
            "channel_type": "im" if where.is_im else "channel",
            "event_ts": made.ts,
            "client_msg_id": secrets.token_hex(8),
        }
        if made.files:
            shown = [file_shown(self.workspace.files[one], self.base) for one in made.files]
            event |= {"subtype": "file_share", "files": shown}
        await self.event(event)
        return made

    async def change(self, message: Message, text: str) -> Outcome:
        """Edit what one has written."""
        before = message.shown()
        message.versions.append(before)
        message.text = text
        return await self.event(
            {
                "type": "message",
                "subtype": "message_changed",
                "channel": message.channel,
                "channel_type": "im",
                "ts": self.workspace.ts(),
                "event_ts": self.workspace.ts(),
                "hidden": True,
                "message": message.shown() | {"edited": {"user": message.user, "ts": self.workspace.ts()}},
                "previous_message": before,
            }
        )

    def upload(self, user: str, name: str, content: bytes, mimetype: str = "application/pdf") -> str:
        """Upload a file; gives its id."""
        file = File(self.workspace.name("F"), name, len(content), user, content, True, mimetype)
        self.workspace.files[file.id] = file
        return file.id

    async def open_home(self, user: str) -> Outcome:
        """Look at the app's Home tab."""
        shown = self.workspace.homes.get(user)
        return await self.event(
            {
                "type": "app_home_opened",
                "user": user,
                "channel": self.workspace.direct(user).id,
                "tab": "home",
                "event_ts": self.workspace.ts(),
                **({"view": shown.shown()} if shown else {}),
            }
        )

    async def event(self, event: Json) -> Outcome:
        """Tell the app of an event; what it does not acknowledge is sent again."""
        wrapped = {
            "token": "verify",
            "team_id": TEAM,
            "api_app_id": APP,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{secrets.token_hex(6)}",
            "event_time": int(self.workspace.now()),
            "authorizations": [{"team_id": TEAM, "user_id": "U0MATTERS", "is_bot": True}],
        }
        self.events.append(wrapped)
        return await self._tell(wrapped, 0, "")

    async def again(self, wrapped: Json, attempt: int = 1) -> Outcome:
        """Send an event once more, as Slack may at any time."""
        return await self._transport().send("events_api", wrapped, attempt=attempt, reason="timeout")

    async def _tell(self, wrapped: Json, attempt: int, reason: str) -> Outcome:
        outcome = await self._transport().send("events_api", wrapped, attempt=attempt, reason=reason)
        if not outcome.acked and attempt < RETRIES:
            self.undelivered.append((self.workspace.now() + WAITS[attempt], attempt + 1, wrapped))
        return outcome

    async def retry(self) -> int:
        """Send again what is due; gives how many were taken."""
        due = [one for one in self.undelivered if one[0] <= self.workspace.now()]
        self.undelivered = [one for one in self.undelivered if one not in due]
        return sum([(await self._tell(wrapped, attempt, "timeout")).acked for _at, attempt, wrapped in due])

    # What people press.

    async def press(self, user: str, message: Message, action_id: str, given: Any = None) -> Outcome:  # noqa: ANN401
        """Press a button of a message, or choose from one of its menus."""
        block, element = _find(message.blocks, action_id)
        key = self._response(message.channel, user, message.ts)
        payload = self._base(user, "block_actions") | {
            "container": {
                "type": "message",
                "message_ts": message.ts,
                "channel_id": message.channel,
                "is_ephemeral": message.only_for is not None,
            },
            "channel": {"id": message.channel, "name": "directmessage"},
            "message": message.shown(),
            "response_url": f"{self.base}response/{key}",
            "state": {"values": values.first(message.blocks)},
            "actions": [self._action(block, element, given)],
        }
        return await self._act(user, payload)

    async def press_in(self, user: str, action_id: str, given: Any = None, *, home: bool = False) -> Outcome:  # noqa: ANN401
        """Press or fill in an element of the modal on top, or of the Home tab."""
        shown = self.workspace.homes[user] if home else self.top(user)
        block, element = _find(shown.view["blocks"], action_id)
        action = self._action(block, element, given)
        if element["type"] in values.EMPTY:
            self.fill(user, {action_id: given}, home=home)
            if block["type"] == "input" and not block.get("dispatch_action"):
                return Outcome(True, {}, 0.0)  # Slack says nothing of it before it is sent
        payload = self._base(user, "block_actions") | {
            "container": {"type": "view", "view_id": shown.id},
            "view": shown.shown(),
            "actions": [action],
        }
        return await self._act(user, payload)

    async def _act(self, user: str, payload: Json) -> Outcome:
        outcome = await self._transport().send("interactive", payload)
        if not outcome.acked:
            self.seen.append((user, TROUBLE))
        return outcome

    async def command(self, user: str, command: str, text: str = "") -> Outcome:
        """Type a slash command."""
        where = self.workspace.direct(user)
        payload = {
            "token": "verify",
            "team_id": TEAM,
            "team_domain": "fenshire",
            "channel_id": where.id,
            "channel_name": "directmessage",
            "user_id": user,
            "user_name": self.workspace.users[user].name,
            "command": command,
            "text": text,
            "api_app_id": APP,
            "trigger_id": self.workspace.trigger(user),
            "response_url": f"{self.base}response/{self._response(where.id, user, None)}",
        }
        outcome = await self._transport().send("slash_commands", payload)
        if not outcome.acked:
            self.seen.append((user, f"{command} failed with the error: {outcome.problem}"))
        elif outcome.body.get("text"):
            blocks = outcome.body.get("blocks") or []
            self.workspace.post(where.id, "U0MATTERS", outcome.body["text"], blocks=blocks, only_for=user)
        return outcome

    async def shortcut(self, user: str, callback_id: str) -> Outcome:
        """Choose one of the app's global shortcuts."""
        payload = self._base(user, "shortcut") | {
            "callback_id": callback_id,
            "action_ts": self.workspace.ts(),
        }
        return await self._act(user, payload)

    # Modals.

    def top(self, user: str) -> Shown:
        """The modal that somebody looks at; Mishap when there is none."""
        stack = self.workspace.stacks[user]
        if not stack:
            raise Mishap("no modal is open")
        return stack[-1]

    def fill(self, user: str, given: Mapping[str, Any], *, home: bool = False) -> None:
        """Type into the modal on top, by action_id; ValueError for what its client would not take."""
        shown = self.workspace.homes[user] if home else self.top(user)
        for action_id, value in given.items():
            block, element = _find(shown.view["blocks"], action_id)
            entered = values.typed(self.workspace, element, value)
            shown.values.setdefault(block["block_id"], {})[action_id] = entered

    async def submit(self, user: str, given: Mapping[str, Any] | None = None) -> Outcome:
        """Fill in and send the modal on top; what the app answers is done, or the user sees trouble.

        ValueError where the client would not send it: something that is needed is missing.
        """
        self.fill(user, given or {})
        shown = self.top(user)
        if lacking := values.missing(shown.view, shown.values):
            raise ValueError(f"these need to be filled in: {', '.join(lacking)}")
        payload = self._base(user, "view_submission") | {"view": shown.shown(), "response_urls": []}
        outcome = await self._transport().send("interactive", payload)
        problem = outcome.problem if not outcome.acked else self._answered(user, shown, outcome.body)
        if problem:
            self.seen.append((user, TROUBLE))
            return outcome._replace(acked=False, problem=problem)
        return outcome

    def _answered(self, user: str, shown: Shown, body: Json) -> str:
        """Do what the answer to a submission asks for; gives what is wrong with it."""
        stack = self.workspace.stacks[user]
        action = body.get("response_action")
        if not body or action == "clear":
            shown.errors = {}
            if action == "clear" or shown.view.get("clear_on_close"):
                stack.clear()
            elif shown in stack:
                stack.remove(shown)
            return ""
        if action == "errors":
            return _with_errors(shown, body.get("errors"))
        view = body.get("view")
        if action not in ("update", "push") or not isinstance(view, dict):
            return f"the answer {json.dumps(body)[:200]} is none that Slack knows"
        if faults := lint.view(view):
            return f"{faults[0].message} at {faults[0].pointer}"
        if action == "update":
            replaced(self.workspace, shown, view)
        elif len(stack) >= limits.STACK:
            return "push_limit_reached"
        else:
            placed(self.workspace, user, view, stack)
        return ""

    async def close(self, user: str) -> None:
        """Close the modal on top with its Cancel; the app hears of it where it asked to."""
        shown = self.workspace.stacks[user].pop()
        if shown.view.get("notify_on_close"):
            payload = self._base(user, "view_closed") | {"view": shown.shown(), "is_cleared": False}
            payload.pop("trigger_id")
            await self._transport().send("interactive", payload)

    def _response(self, channel: str, user: str, ts: str | None) -> str:
        key = secrets.token_hex(8)
        self.workspace.responses[key] = Response(channel, user, self.workspace.now(), ts)
        return key

    def _base(self, user: str, kind: str) -> Json:
        who = self.workspace.users[user]
        return {
            "type": kind,
            "team": {"id": TEAM, "domain": "fenshire"},
            "api_app_id": APP,
            "token": "verify",
            "user": {"id": user, "username": who.name, "name": who.name, "team_id": TEAM},
            "trigger_id": self.workspace.trigger(user),
            "enterprise": None,
            "is_enterprise_install": False,
        }

    def _action(self, block: Json, element: Json, given: Any) -> Json:  # noqa: ANN401
        action = {
            "action_id": element["action_id"],
            "block_id": block["block_id"],
            "type": element["type"],
            "action_ts": self.workspace.ts(),
        }
        if element["type"] == "button":
            return (
                action
                | {"text": element["text"]}
                | ({"value": element["value"]} if "value" in element else {})
            )
        if element["type"] == "overflow":
            return action | {
                "selected_option": next(one for one in element["options"] if one["value"] == given)
            }
        return action | values.typed(self.workspace, element, given)


def _with_errors(shown: Shown, errors: object) -> str:
    """Show errors beneath the inputs they name; gives what is wrong with them."""
    inputs = {block["block_id"] for block in shown.view["blocks"] if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors or not all(isinstance(one, str) for one in errors.values()):
        return "errors must name inputs and say what is wrong with each"
    if unknown := set(errors) - inputs:
        return f"{unknown.pop()} is no input block of the view"
    shown.errors = dict(errors)
    return ""


def _find(blocks: list[Json], action_id: str) -> tuple[Json, Json]:
    """Find an element by its action_id; KeyError where there is none to press."""
    for block in blocks:
        for element in (*block.get("elements", []), block.get("element"), block.get("accessory")):
            if isinstance(element, dict) and element.get("action_id") == action_id:
                return block, element
    raise KeyError(f"nothing here is called {action_id}")
