"""The payload linter: good payloads pass, and each class of broken payload is named at its place."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import limits, lint

Payload = dict[str, Any]


def plain(words: str) -> Payload:
    return {"type": "plain_text", "text": words}


def mrkdwn(words: str) -> Payload:
    return {"type": "mrkdwn", "text": words}


def option(words: str = "Progress", value: str = "progress") -> Payload:
    return {"text": plain(words), "value": value}


def button(**more: Any) -> Payload:
    return {"type": "button", "action_id": "update", "text": plain("Update"), **more}


def actions(*elements: Payload) -> Payload:
    return {"type": "actions", "elements": list(elements)}


def section(words: str = "Words.", **more: Any) -> Payload:
    return {"type": "section", "text": mrkdwn(words), **more}


def asks(element: Payload, **more: Any) -> Payload:
    return {"type": "input", "label": plain("Your words"), "element": {"action_id": "it", **element}, **more}


def typed(**more: Any) -> Payload:
    return {"type": "plain_text_input", **more}


def menu(**more: Any) -> Payload:
    return {"type": "static_select", "action_id": "claim", "options": [option()], **more}


def message(*blocks: Payload, **more: Any) -> Payload:
    return {"channel": "D1", "text": "FLEET-2509-4.1 needs your update", "blocks": list(blocks), **more}


def modal(*blocks: Payload, **more: Any) -> Payload:
    return {
        "type": "modal",
        "title": plain("Update"),
        "submit": plain("Send"),
        "blocks": list(blocks),
        **more,
    }


def home(*blocks: Payload, **more: Any) -> Payload:
    return {"type": "home", "blocks": list(blocks), **more}


def table(rows: int = 2, columns: int = 2) -> Payload:
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns for _ in range(rows)]}


def boxes(count: int, kind: str = "checkboxes") -> Payload:
    return {"type": kind, "action_id": "b", "options": [option(value=str(number)) for number in range(count)]}


IMAGE = {"type": "image", "image_url": "https://fenshire.police.example/a.png", "alt_text": "A chart"}
FILES = {"type": "file_input", "max_files": 10}
CONFIRM = {"title": plain("Sure?"), "text": plain("It goes."), "confirm": plain("Yes"), "deny": plain("No")}

GOOD: dict[str, Payload] = {
    "a message": message(
        section(), actions(button(), button(action_id="no", style="danger", confirm=CONFIRM))
    ),
    "a message of text only": {"channel": "C1", "text": "Hello"},
    "a message with metadata": message(
        metadata={"event_type": "card", "event_payload": {"key": "k"}}, thread_ts="1.2"
    )
    | {"blocks": [section()]},
    "a table and markdown": message(table(), {"type": "markdown", "text": "**bold**"}),
    "pictures": message(
        IMAGE, {"type": "context", "elements": [mrkdwn("*RED*"), IMAGE]}, section(accessory=IMAGE)
    ),
    "fields, a header and a line": message(
        {"type": "header", "text": plain("Fleet")},
        {"type": "divider"},
        section(fields=[mrkdwn("a"), plain("b")]),
    ),
    "a form": modal(
        asks(menu(initial_option=option())),
        asks(typed(multiline=True, max_length=3000, initial_value="It is so."), block_id="words"),
        asks({"type": "datepicker", "initial_date": "2026-03-31"}, optional=True, hint=plain("A later day")),
        asks({"type": "timepicker", "initial_time": "09:30"}),
        asks({"type": "datetimepicker", "initial_date_time": 1780000000}),
        asks(boxes(3)),
        asks({**boxes(2, "radio_buttons")}),
        asks({"type": "number_input", "is_decimal_allowed": False, "min_value": "1"}),
        asks({"type": "email_text_input"}),
        asks({"type": "url_text_input"}),
        asks({"type": "multi_static_select", "options": [option()], "max_selected_items": 3}),
        asks({"type": "users_select"}),
        asks(FILES),
        private_metadata="d-1",
        callback_id="form",
        external_id="x",
        close=plain("Cancel"),
        notify_on_close=True,
    ),
    "groups of options": modal(
        asks({"type": "static_select", "option_groups": [{"label": plain("G"), "options": [option()]}]})
    ),
    "an alert": modal({"type": "alert", "text": plain("Somebody else has answered")}),
    "a home": home(
        section(), actions(button(), {"type": "overflow", "action_id": "more", "options": [option()]})
    ),
    "rich text": message(
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": "a"}]}],
        }
    ),
    "a link button": message(
        actions({"type": "button", "text": plain("Console"), "url": "https://a.example/x"})
    ),
}


def long(count: int) -> str:
    return "x" * count


BROKEN: dict[str, tuple[Payload, str]] = {
    "51 blocks in a message": (message(*[section()] * 51), "/blocks"),
    "no blocks": (message(), "/blocks"),
    "blocks that are no list": (message() | {"blocks": {}}, "/blocks"),
    "101 blocks in a modal": (modal(*[section()] * 101), "/blocks"),
    "101 blocks in a home": (home(*[section()] * 101), "/blocks"),
    "a message without text": ({"channel": "C1", "blocks": [section()]}, "/text"),
    "a message with an empty text": (message(section(), text=" "), "/text"),
    "a message with a text too long": (message(section(), text=long(4001)), "/text"),
    "a key nobody knows": (message(section(), colour="red"), "/colour"),
    "more than a message holds": (message(*[section(long(2900))] * 4), "/blocks"),
    "a block that is no object": (message("words"), "/blocks/0"),  # type: ignore[arg-type]
    "a block of an unknown type": (message({"type": "sektion"}), "/blocks/0"),
    "a key that no section has": (message(section(colour="red")), "/blocks/0/colour"),
    "an empty section": (message({"type": "section"}), "/blocks/0"),
    "a section with empty text": (message(section("")), "/blocks/0/text/text"),
    "a section with 3,001 characters": (message(section(long(3001))), "/blocks/0/text/text"),
    "a section whose text is bare": (message({"type": "section", "text": "bare"}), "/blocks/0/text"),
    "a text of an unknown type": (
        message({"type": "section", "text": {"type": "html", "text": "x"}}),
        "/blocks/0/text/type",
    ),
    "emoji in mrkdwn": (
        message({"type": "section", "text": mrkdwn("x") | {"emoji": True}}),
        "/blocks/0/text/emoji",
    ),
    "11 fields": (message(section(fields=[mrkdwn("x")] * 11)), "/blocks/0/fields"),
    "no fields": (message(section(fields=[])), "/blocks/0/fields"),
    "a field of 2,001 characters": (message(section(fields=[mrkdwn(long(2001))])), "/blocks/0/fields/0/text"),
    "a header of 151 characters": (
        message({"type": "header", "text": plain(long(151))}),
        "/blocks/0/text/text",
    ),
    "a header in mrkdwn": (message({"type": "header", "text": mrkdwn("x")}), "/blocks/0/text/type"),
    "a block_id of 256 characters": (message(section(block_id=long(256))), "/blocks/0/block_id"),
    "a block_id twice": (message(section(block_id="a"), section(block_id="a")), "/blocks/1"),
    "an action_id twice in a block": (message(actions(button(), button())), "/blocks/0"),
    "an action_id of 256 characters": (
        message(actions(button(action_id=long(256)))),
        "/blocks/0/elements/0/action_id",
    ),
    "26 elements of an actions block": (
        message(actions(*[button(action_id=str(n)) for n in range(26)])),
        "/blocks/0/elements",
    ),
    "no elements": (message(actions()), "/blocks/0/elements"),
    "11 elements of a context": (
        message({"type": "context", "elements": [mrkdwn("x")] * 11}),
        "/blocks/0/elements",
    ),
    "a button in a context": (
        message({"type": "context", "elements": [button()]}),
        "/blocks/0/elements/0/action_id",
    ),
    "an element of an unknown type": (message(actions({"type": "knob"})), "/blocks/0/elements/0"),
    "an input in an actions block": (message(actions(typed(action_id="x"))), "/blocks/0/elements/0"),
    "a button without text": (
        message(actions({"type": "button", "action_id": "a"})),
        "/blocks/0/elements/0",
    ),
    "a button that does nothing": (
        message(actions({"type": "button", "text": plain("x")})),
        "/blocks/0/elements/0",
    ),
    "a button text of 76 characters": (
        message(actions(button(text=plain(long(76))))),
        "/blocks/0/elements/0/text/text",
    ),
    "a button in mrkdwn": (message(actions(button(text=mrkdwn("x")))), "/blocks/0/elements/0/text/type"),
    "a button value of 2,001 characters": (
        message(actions(button(value=long(2001)))),
        "/blocks/0/elements/0/value",
    ),
    "a button of an unknown style": (message(actions(button(style="green"))), "/blocks/0/elements/0/style"),
    "a button with a wrong address": (
        message(actions(button(url="javascript:alert(1)"))),
        "/blocks/0/elements/0/url",
    ),
    "an accessibility_label of 76": (
        message(actions(button(accessibility_label=long(76)))),
        "/blocks/0/elements/0/accessibility_label",
    ),
    "a confirm without deny": (
        message(actions(button(confirm={k: v for k, v in CONFIRM.items() if k != "deny"}))),
        "/blocks/0/elements/0/confirm",
    ),
    "6 entries of an overflow": (message(actions(boxes(6, "overflow"))), "/blocks/0/elements/0/options"),
    "a menu without options": (message(actions(menu(options=[]))), "/blocks/0/elements/0/options"),
    "a menu without any choice": (
        message(actions({"type": "static_select", "action_id": "a"})),
        "/blocks/0/elements/0",
    ),
    "a menu with options and groups": (
        message(actions(menu(option_groups=[{"label": plain("x"), "options": [option()]}]))),
        "/blocks/0/elements/0",
    ),
    "101 options": (message(actions(boxes(101, "static_select"))), "/blocks/0/elements/0/options"),
    "an option of 76 characters": (
        message(actions(menu(options=[option(long(76))]))),
        "/blocks/0/elements/0/options/0/text/text",
    ),
    "an option value of 151 characters": (
        message(actions(menu(options=[option(value=long(151))]))),
        "/blocks/0/elements/0/options/0/value",
    ),
    "an option without a value": (
        message(actions(menu(options=[{"text": plain("x")}]))),
        "/blocks/0/elements/0/options/0",
    ),
    "an option twice": (
        message(actions(menu(options=[option(), option("Other words")]))),
        "/blocks/0/elements/0/options",
    ),
    "a choice that is not offered": (
        message(actions(menu(initial_option=option(value="other")))),
        "/blocks/0/elements/0/initial_option",
    ),
    "11 boxes": (modal(asks(boxes(11))), "/blocks/0/element/options"),
    "11 radio buttons": (modal(asks(boxes(11, "radio_buttons"))), "/blocks/0/element/options"),
    "a placeholder of 151 characters": (
        modal(asks(typed(placeholder=plain(long(151))))),
        "/blocks/0/element/placeholder/text",
    ),
    "a day that is none": (
        modal(asks({"type": "datepicker", "initial_date": "31 March 2026"})),
        "/blocks/0/element/initial_date",
    ),
    "a time that is none": (
        modal(asks({"type": "timepicker", "initial_time": "25:00"})),
        "/blocks/0/element/initial_time",
    ),
    "max_length of 3,001": (modal(asks(typed(max_length=3001))), "/blocks/0/element/max_length"),
    "min_length above max_length": (modal(asks(typed(min_length=9, max_length=5))), "/blocks/0/element"),
    "a first value beyond max_length": (
        modal(asks(typed(max_length=5, initial_value=long(6)))),
        "/blocks/0/element",
    ),
    "a first value of 3,001 characters": (
        modal(asks(typed(initial_value=long(3001)))),
        "/blocks/0/element/initial_value",
    ),
    "11 files": (modal(asks(FILES | {"max_files": 11})), "/blocks/0/element/max_files"),
    "files in a message": (message(asks(FILES)), "/blocks/0"),
    "files in a home": (home(asks(FILES)), "/blocks/0"),
    "an input without a label": (
        modal({"type": "input", "element": typed(action_id="a")}),
        "/blocks/0",
    ),
    "an input in mrkdwn": (modal(asks(typed()) | {"label": mrkdwn("x")}), "/blocks/0/label/type"),
    "a label of 2,001 characters": (
        modal(asks(typed()) | {"label": plain(long(2001))}),
        "/blocks/0/label/text",
    ),
    "a hint of 2,001 characters": (modal(asks(typed(), hint=plain(long(2001)))), "/blocks/0/hint/text"),
    "an input that holds a button": (modal(asks(button())), "/blocks/0/element"),
    "an input without an action_id": (
        modal({"type": "input", "label": plain("x"), "element": typed()}),
        "/blocks/0/element",
    ),
    "two with the focus": (
        modal(asks(typed(focus_on_load=True)), asks(typed(focus_on_load=True))),
        "/blocks/1",
    ),
    "inputs without submit": (
        {"type": "modal", "title": plain("x"), "blocks": [asks(typed())]},
        "",
    ),
    "a modal without a title": ({"type": "modal", "submit": plain("x"), "blocks": [section()]}, ""),
    "a title of 25 characters": (modal(section(), title=plain(long(25))), "/title/text"),
    "a title in mrkdwn": (modal(section(), title=mrkdwn("x")), "/title/type"),
    "a submit of 25 characters": (modal(section(), submit=plain(long(25))), "/submit/text"),
    "a close of 25 characters": (modal(section(), close=plain(long(25))), "/close/text"),
    "private_metadata of 3,001 characters": (
        modal(section(), private_metadata=long(3001)),
        "/private_metadata",
    ),
    "a callback_id of 256 characters": (modal(section(), callback_id=long(256)), "/callback_id"),
    "an external_id of 256 characters": (modal(section(), external_id=long(256)), "/external_id"),
    "a view of an unknown type": ({"type": "page", "title": plain("x"), "blocks": [section()]}, "/type"),
    "a title on a home": (home(section(), title=plain("x")), "/title"),
    "a view without blocks": ({"type": "modal", "title": plain("x")}, ""),
    "markdown in a modal": (modal({"type": "markdown", "text": "x"}), "/blocks/0"),
    "markdown in a home": (home({"type": "markdown", "text": "x"}), "/blocks/0"),
    "markdown of 12,001 characters": (message({"type": "markdown", "text": long(12001)}), "/blocks/0/text"),
    "a table in a modal": (modal(table()), "/blocks/0"),
    "a table in a home": (home(table()), "/blocks/0"),
    "a table of 101 rows": (message(table(rows=101)), "/blocks/0/rows"),
    "a table of 21 columns": (message(table(columns=21)), "/blocks/0/rows/0"),
    "two tables": (message(table(), table()), "/blocks/1"),
    "an alert in a message": (message({"type": "alert", "text": plain("x")}), "/blocks/0"),
    "an image without alt_text": (
        message({"type": "image", "image_url": "https://a.example/a.png"}),
        "/blocks/0",
    ),
    "an image without a source": (message({"type": "image", "alt_text": "x"}), "/blocks/0"),
    "an image that is no address": (
        message(IMAGE | {"image_url": "file:///etc/passwd"}),
        "/blocks/0/image_url",
    ),
}


def check(payload: Payload) -> list[lint.Fault]:
    return lint.view(payload) if "type" in payload else lint.message(payload)


@pytest.mark.parametrize("name", GOOD)
def test_a_good_payload_has_no_fault(name: str) -> None:
    assert check(GOOD[name]) == []


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_payload_is_named_where_it_is_broken(name: str) -> None:
    payload, pointer = BROKEN[name]
    found = check(payload)
    assert pointer in {fault.pointer for fault in found}, found
    assert all(fault.code and fault.message for fault in found)


def test_more_classes_are_known_than_were_measured() -> None:
    assert len(BROKEN) >= 80


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
)


@given(st.sampled_from(list(GOOD)), st.data())
def test_no_payload_however_wrong_breaks_the_linter(name: str, data: st.DataObject) -> None:
    payload = copy.deepcopy(GOOD[name])
    places: list[tuple[Any, Any]] = []

    def walk(value: Any) -> None:
        for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
            places.append((value, key))
            walk(value[key])

    walk(payload)
    holder, key = data.draw(st.sampled_from(places))
    holder[key] = data.draw(JSON)
    check(payload)


Grow = Callable[[int], Payload]
EDGES: dict[str, tuple[Grow, int]] = {
    "section": (lambda n: message(section(long(n))), limits.SECTION_TEXT),
    "header": (lambda n: message({"type": "header", "text": plain(long(n))}), limits.HEADER_TEXT),
    "button": (lambda n: message(actions(button(text=plain(long(n))))), limits.BUTTON_TEXT),
    "blocks of a message": (lambda n: message(*[section("x")] * n), limits.MESSAGE_BLOCKS),
    "blocks of a modal": (lambda n: modal(*[section("x")] * n), limits.VIEW_BLOCKS),
    "title": (lambda n: modal(section(), title=plain(long(n))), limits.VIEW_TITLE),
    "private_metadata": (lambda n: modal(section(), private_metadata=long(n)), limits.PRIVATE_METADATA),
    "options": (lambda n: message(actions(boxes(n, "static_select"))), limits.OPTIONS),
    "fields": (lambda n: message(section(fields=[mrkdwn("x")] * n)), limits.FIELDS),
}


@pytest.mark.parametrize("name", EDGES)
def test_what_just_fits_passes_and_one_more_does_not(name: str) -> None:
    grow, most = EDGES[name]
    assert check(grow(most)) == []
    assert check(grow(most + 1)) != []
