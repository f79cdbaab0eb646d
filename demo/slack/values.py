"""``state.values`` of a view, as Slack's clients fill it, and what a client lets nobody send."""

from collections.abc import Iterator, Mapping
from typing import Any

from demo.slack.workspace import File, Json, Workspace

EMPTY: dict[str, Json] = {
    "plain_text_input": {"value": None},
    "email_text_input": {"value": None},
    "url_text_input": {"value": None},
    "number_input": {"value": None},
    "datepicker": {"selected_date": None},
    "timepicker": {"selected_time": None},
    "datetimepicker": {"selected_date_time": None},
    "static_select": {"selected_option": None},
    "radio_buttons": {"selected_option": None},
    "checkboxes": {"selected_options": []},
    "multi_static_select": {"selected_options": []},
    "users_select": {"selected_user": None},
    "multi_users_select": {"selected_users": []},
    "conversations_select": {"selected_conversation": None},
    "channels_select": {"selected_channel": None},
    "file_input": {"files": []},
}
"""What each element gives while nothing is in it."""

INITIAL = {
    "initial_value": "value", "initial_date": "selected_date", "initial_time": "selected_time",
    "initial_date_time": "selected_date_time", "initial_option": "selected_option",
    "initial_options": "selected_options", "initial_user": "selected_user", "initial_users": "selected_users",
    "initial_conversation": "selected_conversation", "initial_channel": "selected_channel",
}  # fmt: skip


def stateful(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Every element that has a state, with its block."""
    for block in blocks:
        held = block.get("elements") if block.get("type") == "actions" else [block.get("element")]
        for element in (*(held or []), block.get("accessory")):
            if isinstance(element, dict) and element.get("type") in EMPTY:
                yield block, element


def first(blocks: list[Json]) -> Json:
    """The values of a view that nobody has touched."""
    found: Json = {}
    for block, element in stateful(blocks):
        value = {"type": element["type"], **EMPTY[element["type"]]}
        for name, key in INITIAL.items():
            if name in element:
                value[key] = element[name]
        found.setdefault(block["block_id"], {})[element["action_id"]] = value
    return found


def typed(workspace: Workspace, element: Json, given: Any) -> Json:  # noqa: ANN401 - what a person enters
    """The value of an element after somebody has entered something; ValueError for what cannot be entered."""
    kind = element["type"]
    value: Json = {"type": kind, **EMPTY[kind]}
    (key,) = EMPTY[kind]
    if key == "selected_option":
        value[key] = None if given is None else _option(element, given)
    elif key == "selected_options":
        value[key] = [_option(element, one) for one in given]
    elif key == "files":
        value[key] = [file_object(workspace.files[one]) for one in given]
        if len(value[key]) > element.get("max_files", 10):
            raise ValueError("more files than max_files")
    else:
        if isinstance(given, str) and len(given) > element.get("max_length", 3_000):
            raise ValueError("longer than max_length")
        value[key] = given
    return value


def missing(view: Json, values: Mapping[str, Any]) -> list[str]:
    """The input blocks that a client would not send empty."""
    found = []
    for block in view["blocks"]:
        if block["type"] == "input" and not block.get("optional"):
            element = block["element"]
            (key,) = EMPTY[element["type"]]
            if not values.get(block["block_id"], {}).get(element["action_id"], {}).get(key):
                found.append(block["block_id"])
    return found


def file_object(file: File) -> Json:
    """A file as forms and events show it."""
    return {
        "id": file.id, "created": 0, "name": file.name, "title": file.name, "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2], "user": file.user, "size": file.size, "mode": "hosted",
    }  # fmt: skip


def _option(element: Json, given: object) -> Json:
    options = [*element.get("options", [])]
    for group in element.get("option_groups", []):
        options += group["options"]
    for one in options:
        if given in (one["value"], one):
            return dict(one)
    raise ValueError(f"{given!r} is not offered")
