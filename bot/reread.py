"""After an outage: what people wrote meanwhile is read from their conversations, and taken like an event."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from slack_sdk import WebClient

MOST = 200
"""Messages of a conversation, or of a thread, that one look reads; older ones are asked for in turn."""
OVERLAP = dt.timedelta(minutes=5)
"""So much before the last thing heard is read again: clocks differ, and what was taken is known by name."""
Take = Callable[[dict[str, Any], str], None]
"""Takes a message of a conversation in: the message, the conversation."""


def threads(client: WebClient, about: dict[str, Any], take: Take) -> None:
    """Read a conversation and its threads from a moment on; ``take`` gets each message, oldest first."""
    channel, oldest = str(about["channel"]), str(about["oldest"])
    found = _all(client.conversations_history, channel=channel, oldest=oldest, limit=MOST)
    for thread in about.get("threads", []):
        found += _all(client.conversations_replies, channel=channel, ts=thread, oldest=oldest, limit=MOST)
    for message in sorted({one["ts"]: one for one in found}.values(), key=lambda one: str(one["ts"])):
        take(message, channel)


def _all(ask: Any, **arguments: Any) -> list[dict[str, Any]]:  # noqa: ANN401 - a method of the client
    found: list[dict[str, Any]] = []
    cursor = ""
    while True:
        answer = ask(**arguments, **({"cursor": cursor} if cursor else {}))
        found += answer["messages"]
        cursor = str((answer.get("response_metadata") or {}).get("next_cursor") or "")
        if not cursor:
            return found
