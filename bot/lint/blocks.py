"""Blocks: which may stand on which surface, and what each holds."""

from typing import Any, Literal

from bot import limits
from bot.lint.elements import ACCESSORIES, ACTIONS, INPUTS, element
from bot.lint.fault import (
    Place,
    Shape,
    boolean,
    identity,
    kind_of,
    many,
    may,
    need,
    of,
    one_of,
    shaped,
    string,
    text,
    url,
)

Surface = Literal["message", "modal", "home"]
EVERYWHERE = frozenset[Surface]({"message", "modal", "home"})

_BLOCK: Shape = {"type": need(string(limits.ID)), "block_id": may(identity)}


def _accessory(value: object, place: Place) -> None:
    element(value, place, ACCESSORIES)


def _action(value: object, place: Place) -> None:
    element(value, place, ACTIONS)


def _input(value: object, place: Place) -> None:
    element(value, place, INPUTS)


def _in_context(value: object, place: Place) -> None:
    if isinstance(value, dict) and value.get("type") == "image":
        element(value, place, frozenset({"image"}))
    else:
        text(limits.SECTION_TEXT)(value, place)


_RAW: Shape = {"type": need(one_of("raw_text")), "text": need(string(limits.SECTION_TEXT, least=0))}


def _cell(value: object, place: Place) -> None:
    kind = kind_of(value)
    if kind == "raw_text":
        shaped(value, place, _RAW)
    elif kind == "rich_text":
        shaped(value, place, BLOCKS["rich_text"])
    else:
        place.fault("unknown_type", f"{kind!r} is no cell of a table")


def _row(value: object, place: Place) -> None:
    many(_cell, limits.TABLE_COLUMNS)(value, place)


_column = of({"align": may(one_of("left", "center", "right")), "is_wrapped": may(boolean)})


def _piece(value: object, place: Place) -> None:
    kinds = ("rich_text_section", "rich_text_list", "rich_text_preformatted", "rich_text_quote")
    if not isinstance(value, dict) or value.get("type") not in kinds:
        place.fault("unknown_type", "a piece of rich text is expected here")
    elif not isinstance(value.get("elements"), list):
        place.fault("missing", "elements is missing")


_slack_file = of({"id": may(string(limits.ID)), "url": may(url)})

BLOCKS: dict[str, Shape] = {
    "section": {
        **_BLOCK,
        "text": may(text(limits.SECTION_TEXT)),
        "fields": may(many(text(limits.FIELD_TEXT), limits.FIELDS)),
        "accessory": may(_accessory),
        "expand": may(boolean),
    },
    "divider": _BLOCK,
    "header": {**_BLOCK, "text": need(text(limits.HEADER_TEXT, plain=True))},
    "actions": {**_BLOCK, "elements": need(many(_action, limits.ACTIONS))},
    "context": {**_BLOCK, "elements": need(many(_in_context, limits.CONTEXT))},
    "input": {
        **_BLOCK,
        "label": need(text(limits.LABEL, plain=True)),
        "element": need(_input),
        "hint": may(text(limits.HINT, plain=True)),
        "optional": may(boolean),
        "dispatch_action": may(boolean),
    },
    "image": {
        **_BLOCK,
        "image_url": may(url),
        "slack_file": may(_slack_file),
        "alt_text": need(string(limits.ALT_TEXT)),
        "title": may(text(limits.IMAGE_TITLE, plain=True)),
    },
    "markdown": {**_BLOCK, "text": need(string(limits.MARKDOWN_TEXT))},
    "rich_text": {**_BLOCK, "elements": need(many(_piece, limits.MESSAGE_BLOCKS))},
    "table": {
        **_BLOCK,
        "rows": need(many(_row, limits.TABLE_ROWS)),
        "column_settings": may(many(_column, limits.TABLE_COLUMNS)),
    },
    "alert": {**_BLOCK, "text": need(text(limits.SECTION_TEXT)), "level": may(string(limits.ID))},
}

SURFACES: dict[str, frozenset[Surface]] = dict.fromkeys(BLOCKS, EVERYWHERE) | {
    "markdown": frozenset({"message"}),
    "table": frozenset({"message"}),
    "alert": frozenset({"modal"}),
}


def block(value: object, place: Place, surface: Surface) -> None:
    """Check one block of a surface."""
    kind = kind_of(value)
    if not isinstance(value, dict) or kind not in BLOCKS:
        place.fault("unknown_type", f"{kind!r} is no block that is known here")
        return
    if surface not in SURFACES[kind]:
        place.fault("not_here", f"a {kind} block cannot stand in a {surface}")
    shaped(value, place, BLOCKS[kind])
    _agrees(value, place, surface)


def _agrees(value: dict[str, Any], place: Place, surface: Surface) -> None:
    """Check what no single key shows."""
    kind = value["type"]
    if kind == "section" and not ("text" in value or "fields" in value):
        place.fault("missing", "a section needs text or fields")
    if kind == "image" and ("image_url" in value) == ("slack_file" in value):
        place.fault("missing", "an image needs image_url or slack_file, and not both")
    held = value.get("element")
    if kind == "input" and isinstance(held, dict):
        if held.get("type") == "file_input" and surface != "modal":
            place.fault("not_here", "files can be asked for in a modal only")
        if "action_id" not in held:
            place.at("element").fault("missing", "what is typed comes back by action_id; it is missing")
