"""Whole payloads: a message, a modal, a Home tab, and what holds between their blocks."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot import limits
from bot.lint.blocks import Surface, block
from bot.lint.fault import (
    Fault,
    Key,
    Place,
    boolean,
    different,
    identity,
    many,
    may,
    need,
    of,
    one_of,
    shaped,
    string,
    text,
)

_SENT = (
    "as_user", "attachments", "blocks", "channel", "delete_original", "icon_emoji", "icon_url", "link_names",
    "metadata", "mrkdwn", "parse", "replace_original", "reply_broadcast", "response_type", "team_id", "text",
    "thread_ts", "ts", "unfurl_links", "unfurl_media", "user", "username",
)  # fmt: skip
"""Arguments of chat.postMessage, chat.update, chat.postEphemeral and of answers to a response_url."""
_ONCE = ("table",)
"""Blocks of which a message takes one."""

_VIEW: dict[str, Key] = {
    "type": need(one_of("modal", "home")),
    "blocks": need(lambda _value, _place: None),  # looked at with their surface
    "private_metadata": may(string(limits.PRIVATE_METADATA, least=0)),
    "callback_id": may(identity),
    "external_id": may(string(limits.ID, least=0)),
}
_MODAL: dict[str, Key] = {
    **_VIEW,
    "title": need(text(limits.VIEW_TITLE, plain=True)),
    "close": may(text(limits.VIEW_BUTTON, plain=True)),
    "submit": may(text(limits.VIEW_BUTTON, plain=True)),
    "clear_on_close": may(boolean),
    "notify_on_close": may(boolean),
    "submit_disabled": may(boolean),
}
_metadata = of({"event_type": need(string(limits.ID)), "event_payload": need(lambda _value, _place: None)})


def message(payload: Mapping[str, Any]) -> list[Fault]:
    """Name every fault of a message as it is handed to ``chat.postMessage`` and its like.

    A message needs a ``text`` that says the same as its blocks: phones and screen readers have no other.
    """
    place = Place("", [])
    if "text" in payload:
        string(limits.MESSAGE_TEXT)(payload["text"], place.at("text"))
    else:
        place.at("text").fault("missing", "a message needs a text that can stand alone")
    for name in payload:
        if name not in _SENT:
            place.at(name).fault("unknown_key", f"{name} is not known here")
    if "metadata" in payload:
        _metadata(payload["metadata"], place.at("metadata"))
    if "blocks" in payload:
        _blocks(payload["blocks"], place.at("blocks"), "message")
    return place.faults


def view(payload: Mapping[str, Any]) -> list[Fault]:
    """Name every fault of a modal or Home tab as it is handed to ``views.open`` and its like."""
    place = Place("", [])
    surface: Surface = "home" if payload.get("type") == "home" else "modal"
    shaped(dict(payload), place, _VIEW if surface == "home" else _MODAL)
    blocks = payload.get("blocks")
    _blocks(blocks, place.at("blocks"), surface)
    held = blocks if isinstance(blocks, list) else []
    asks = any(isinstance(one, dict) and one.get("type") == "input" for one in held)
    if surface == "modal" and asks and "submit" not in payload:
        place.fault("missing", "what is asked for in a modal needs a submit button")
    return place.faults


def _blocks(value: object, place: Place, surface: Surface) -> None:
    most = limits.MESSAGE_BLOCKS if surface == "message" else limits.VIEW_BLOCKS
    many(lambda one, where: block(one, where, surface), most)(value, place)
    if not isinstance(value, list):
        return
    held = [(one, place.at(number)) for number, one in enumerate(value) if isinstance(one, dict)]
    different(
        [(one["block_id"], where) for one, where in held if _named(one, "block_id")], "twice", "the block_id"
    )
    for one, where in held:
        actions = [(inner["action_id"], where) for inner in _inside(one) if _named(inner, "action_id")]
        different(actions, "twice", "the action_id")
    focused = [where for one, where in held for inner in _inside(one) if inner.get("focus_on_load") is True]
    for where in focused[1:]:
        where.fault("focus", "only one element can have the focus at first")
    for kind in _ONCE:
        for _one, where in [pair for pair in held if pair[0].get("type") == kind][1:]:
            where.fault("too_many", f"a message takes one {kind}")
    total = characters([one for one, _where in held])
    if surface == "message" and total > limits.WHOLE:
        place.fault("too_long", f"the blocks hold {total} characters in all; {limits.WHOLE} at most")


def _named(value: Mapping[str, Any], key: str) -> bool:
    return isinstance(value.get(key), str)


def _inside(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The elements of a block."""
    elements = value.get("elements")
    found = [*elements] if isinstance(elements, list) else []
    return [one for one in (*found, value.get("element"), value.get("accessory")) if isinstance(one, dict)]


def characters(value: object) -> int:
    """Count the characters that a payload shows, however deep they stand."""
    return sum(map(len, _words(value)))


def _words(value: object) -> Iterator[str]:
    """Every text that is shown, however deep it stands."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            waiting += [inner for key, inner in one.items() if key != "text" or not isinstance(inner, str)]
            if isinstance(one.get("text"), str):
                yield one["text"]
        elif isinstance(one, list):
            waiting += one
