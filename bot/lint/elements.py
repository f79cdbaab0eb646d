"""What stands inside blocks: buttons, menus, pickers, inputs, and the objects they are made of."""

from typing import Any

from bot import limits
from bot.lint.fault import (
    Check,
    Key,
    Place,
    Shape,
    boolean,
    clock,
    date,
    different,
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
    whole,
)

LATEST = 10**10
"""Seconds since 1970; Slack takes ten figures."""

confirm = of(
    {
        "title": need(text(limits.CONFIRM_TITLE, plain=True)),
        "text": need(text(limits.CONFIRM_TEXT)),
        "confirm": need(text(limits.CONFIRM_BUTTON, plain=True)),
        "deny": need(text(limits.CONFIRM_BUTTON, plain=True)),
        "style": may(one_of("primary", "danger")),
    }
)
placeholder = text(limits.PLACEHOLDER, plain=True)


def option(*, plain: bool, more: Shape | None = None) -> Check:
    """One choice; menus show plain text only."""
    return of(
        {
            "text": need(text(limits.OPTION_TEXT, plain=plain)),
            "value": need(string(limits.OPTION_VALUE)),
            "description": may(text(limits.OPTION_DESCRIPTION, plain=plain)),
            **(more or {}),
        }
    )


menu_option, box_option = option(plain=True), option(plain=False)
group = of(
    {
        "label": need(text(limits.OPTION_TEXT, plain=True)),
        "options": need(many(menu_option, limits.OPTIONS)),
    }
)

_ACTION = {"type": need(string(limits.ID)), "action_id": may(identity)}
_FOCUS = {"focus_on_load": may(boolean)}
_ASKED = {"confirm": may(confirm)}
_MENU = {**_ACTION, **_FOCUS, **_ASKED, "placeholder": may(placeholder)}
_SEVERAL = {"max_selected_items": may(whole(1, limits.OPTIONS))}
_STATIC = {
    "options": may(many(menu_option, limits.OPTIONS)),
    "option_groups": may(many(group, limits.GROUPS)),
}
_CHOICES = {**_ACTION, **_FOCUS, **_ASKED, "options": need(many(box_option, limits.CHOICES))}
_TYPED = {
    **_ACTION,
    **_FOCUS,
    "placeholder": may(placeholder),
    "dispatch_action_config": may(
        of({"trigger_actions_on": may(many(one_of("on_enter_pressed", "on_character_entered"), 2))})
    ),
}
_names = many(string(limits.ID), limits.OPTIONS)
_filter = of(
    {
        "include": may(many(one_of("im", "mpim", "private", "public"), 4)),
        "exclude_external_shared_channels": may(boolean),
        "exclude_bot_users": may(boolean),
    }
)
_CONVERSATIONS = {
    "default_to_current_conversation": may(boolean),
    "response_url_enabled": may(boolean),
    "filter": may(_filter),
}


def _initial(check: Check, name: str) -> dict[str, Key]:
    return {name: may(check)}


ELEMENTS: dict[str, Shape] = {
    "button": {
        **_ACTION,
        **_ASKED,
        "text": need(text(limits.BUTTON_TEXT, plain=True)),
        "url": may(url),
        "value": may(string(limits.BUTTON_VALUE)),
        "style": may(one_of("primary", "danger")),
        "accessibility_label": may(string(limits.ACCESSIBILITY_LABEL)),
    },
    "checkboxes": {**_CHOICES, "initial_options": may(many(box_option, limits.CHOICES))},
    "radio_buttons": {**_CHOICES, "initial_option": may(box_option)},
    "overflow": {
        **_ACTION,
        **_ASKED,
        "options": need(many(option(plain=True, more={"url": may(url)}), limits.OVERFLOW)),
    },
    "datepicker": {**_MENU, "initial_date": may(date)},
    "timepicker": {**_MENU, "initial_time": may(clock), "timezone": may(string(limits.ID))},
    "datetimepicker": {**_ACTION, **_FOCUS, **_ASKED, "initial_date_time": may(whole(10**9, LATEST - 1))},
    "plain_text_input": {
        **_TYPED,
        "initial_value": may(string(limits.INPUT_TEXT, least=0)),
        "multiline": may(boolean),
        "min_length": may(whole(0, limits.INPUT_TEXT)),
        "max_length": may(whole(1, limits.INPUT_TEXT)),
    },
    "email_text_input": {**_TYPED, "initial_value": may(string(limits.INPUT_TEXT))},
    "url_text_input": {**_TYPED, "initial_value": may(url)},
    "number_input": {
        **_TYPED,
        "is_decimal_allowed": need(boolean),
        "initial_value": may(string(limits.ID)),
        "min_value": may(string(limits.ID)),
        "max_value": may(string(limits.ID)),
    },
    "file_input": {
        **_ACTION,
        "filetypes": may(many(string(limits.ID), limits.OPTIONS)),
        "max_files": may(whole(1, limits.FILES)),
    },
    "static_select": {**_MENU, **_STATIC, **_initial(menu_option, "initial_option")},
    "multi_static_select": {
        **_MENU,
        **_STATIC,
        **_SEVERAL,
        **_initial(many(menu_option, limits.OPTIONS), "initial_options"),
    },
    "users_select": {**_MENU, **_initial(string(limits.ID), "initial_user")},
    "multi_users_select": {**_MENU, **_SEVERAL, **_initial(_names, "initial_users")},
    "conversations_select": {
        **_MENU,
        **_CONVERSATIONS,
        **_initial(string(limits.ID), "initial_conversation"),
    },
    "multi_conversations_select": {
        **_MENU,
        **_CONVERSATIONS,
        **_SEVERAL,
        **_initial(_names, "initial_conversations"),
    },
    "channels_select": {
        **_MENU,
        "response_url_enabled": may(boolean),
        **_initial(string(limits.ID), "initial_channel"),
    },
    "multi_channels_select": {**_MENU, **_SEVERAL, **_initial(_names, "initial_channels")},
    "image": {
        "type": need(string(limits.ID)),
        "image_url": need(url),
        "alt_text": need(string(limits.ALT_TEXT)),
    },
}

BUTTONS = frozenset({"button", "overflow"})
TYPED = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})
INPUTS = frozenset(ELEMENTS) - BUTTONS - {"image"}
"""What an input block may hold."""
ACTIONS = frozenset(ELEMENTS) - TYPED - {"file_input", "image"}
"""What an actions block may hold."""
ACCESSORIES = ACTIONS | {"image"}
"""What may stand beside a section."""


def element(value: object, place: Place, allowed: frozenset[str]) -> None:
    """Check an element that must be of one of these types."""
    kind = kind_of(value)
    if not isinstance(value, dict) or kind not in ELEMENTS:
        place.fault("unknown_type", f"{kind!r} is no element")
        return
    if kind not in allowed:
        place.fault("not_here", f"a {kind} cannot stand here")
    shaped(value, place, ELEMENTS[kind])
    _agrees(value, place)


def _agrees(value: dict[str, Any], place: Place) -> None:
    """Check what no single key shows."""
    kind = value["type"]
    if kind.endswith("static_select") and ("options" in value) == ("option_groups" in value):
        place.fault("options", "a menu needs options or option_groups, and not both")
    if kind == "button" and "url" not in value and "action_id" not in value:
        place.fault("missing", "a button without an address needs an action_id")
    low, high = value.get("min_length"), value.get("max_length")
    if isinstance(low, int) and isinstance(high, int) and low > high:
        place.fault("out_of_range", "min_length is larger than max_length")
    initial = value.get("initial_value")
    if isinstance(high, int) and isinstance(initial, str) and len(initial) > high:
        place.fault("too_long", f"initial_value has {len(initial)} characters; max_length is {high}")
    offered = _offered(value)
    values = [(one.get("value"), place.at("options")) for one in offered]
    different([(one, where) for one, where in values if isinstance(one, str)], "twice", "the option")
    for name in ("initial_option", "initial_options"):
        chosen = value.get(name)
        for one in chosen if isinstance(chosen, list) else [chosen] if chosen else []:
            if one not in offered:
                place.at(name).fault("not_offered", "what is chosen at first must be one of the options")


def _offered(value: dict[str, Any]) -> list[dict[str, Any]]:
    options = value.get("options")
    found = [*options] if isinstance(options, list) else []
    groups = value.get("option_groups")
    for one in groups if isinstance(groups, list) else []:
        inside = one.get("options") if isinstance(one, dict) else None
        found += inside if isinstance(inside, list) else []
    return [one for one in found if isinstance(one, dict)]
