"""Blocks as plain values: texts are made safe and cut to what Slack takes, so that no words break a view."""

from collections.abc import Sequence
from typing import Any

from bot import limits, lint

Json = dict[str, Any]
CUT = " …"
RAG_EMOJI = {"RED": ":red_circle:", "AMBER": ":large_orange_circle:", "GREEN": ":large_green_circle:"}
"""Beside the word, never instead of it; GREY has a white circle."""


def cut(text: str, most: int) -> str:
    """Give so many characters of a text at most, and show where some are left out."""
    text = text.strip()
    return text if len(text) <= most else text[: most - len(CUT)].rstrip() + CUT


def safe(text: str) -> str:
    """Make words harmless in ``mrkdwn``: nobody is called and nothing is linked by what an owner writes."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def plain(text: str, most: int = limits.SECTION_TEXT) -> Json:
    """A text without formatting; a space where there is none, because Slack refuses an empty one."""
    return {"type": "plain_text", "text": cut(text, most) or "-", "emoji": False}


def marked(text: str, most: int = limits.SECTION_TEXT) -> Json:
    """A text with Slack's formatting; what comes from people must have been made ``safe``."""
    return {"type": "mrkdwn", "text": cut(text, most) or "-"}


def words(text: str, most: int) -> str:
    """People's words for ``mrkdwn``, so many characters with all escapes; none of these is cut in two."""
    short = cut(text, most)
    while len(made := safe(short)) > most:
        short = cut(short, len(short) - max(len(CUT) + 1, (len(made) - most) // len("&amp;")))
    return made


def quote(text: str, most: int) -> str:
    """People's words for ``mrkdwn`` as a quotation, line by line; so many characters before the marks."""
    return "\n".join(f"> {line}" for line in words(text, most).split("\n"))


def message(text: str, drawn: list[Json]) -> Json:
    """A message without its channel; ``text`` is what telephones and screen readers say of it."""
    return {"text": cut(text, limits.MESSAGE_TEXT), "blocks": drawn}


def section(text: Json, *, accessory: Json | None = None) -> Json:
    """A paragraph, with something beside it."""
    return {"type": "section", "text": text} | ({"accessory": accessory} if accessory else {})


def fields(*texts: str) -> Json:
    """Short texts in two columns."""
    return {"type": "section", "fields": [marked(one, limits.FIELD_TEXT) for one in texts[: limits.FIELDS]]}


def context(*texts: str) -> Json:
    """Small print."""
    return {"type": "context", "elements": [marked(one) for one in texts[: limits.CONTEXT]]}


def header(text: str) -> Json:
    """A heading."""
    return {"type": "header", "text": plain(text, limits.HEADER_TEXT)}


def divider() -> Json:
    """A line."""
    return {"type": "divider"}


def button(action_id: str, text: str, value: str, *, label: str, style: str = "") -> Json:
    """A button; ``label`` is what a screen reader says, with the item it is about."""
    made: Json = {
        "type": "button",
        "action_id": action_id,
        "text": plain(text, limits.BUTTON_TEXT),
        "value": value,
        "accessibility_label": cut(label, limits.ACCESSIBILITY_LABEL),
    }
    return made | ({"style": style} if style else {})


def actions(*elements: Json) -> Json:
    """A row of buttons."""
    return {"type": "actions", "elements": list(elements)}


def option(text: str, value: str) -> Json:
    """One choice of a menu."""
    return {"text": plain(text, limits.OPTION_TEXT), "value": value}


def asks(block_id: str, label: str, element: Json, *, hint: str = "", optional: bool = False) -> Json:
    """An input; its element comes back under the same name as its block."""
    made: Json = {
        "type": "input",
        "block_id": block_id,
        "label": plain(label, limits.LABEL),
        "element": {"action_id": block_id, **element},
        "optional": optional,
    }
    return made | ({"hint": plain(hint, limits.HINT)} if hint else {})


def paragraph(text: str = "", *, focus: bool = False) -> Json:
    """An input for several lines, with what stands in it already."""
    made: Json = {"type": "plain_text_input", "multiline": True, "max_length": limits.INPUT_TEXT}
    made |= {"initial_value": text[: limits.INPUT_TEXT]} if text else {}
    return made | ({"focus_on_load": True} if focus else {})


def modal(callback_id: str, title: str, submit: str, blocks: list[Json], *, key: str) -> Json:
    """A form that is sent; ``key`` is all that comes back of our own."""
    return {
        "type": "modal",
        "callback_id": callback_id,
        "private_metadata": key,
        "title": plain(title, limits.VIEW_TITLE),
        "submit": plain(submit, limits.VIEW_BUTTON),
        "close": plain("Not now", limits.VIEW_BUTTON),
        "blocks": blocks,
    }


def value_of(view: Json, block_id: str, key: str) -> object:
    """Give what was entered into an input; None where nothing was, or where there is no such input."""
    held = view.get("state", {}).get("values", {}).get(block_id, {}).get(block_id)
    return held.get(key) if isinstance(held, dict) else None


def has_input(view: Json, block_id: str) -> bool:
    """Whether a view asks for something."""
    return any(block.get("block_id") == block_id for block in view.get("blocks", []))


def text_of(view: Json, block_id: str) -> str:
    """Give the words that were typed into an input, without space around them."""
    return str(value_of(view, block_id, "value") or "").strip()


def colour(rag: str) -> str:
    """A colour as emoji and word."""
    name = rag.partition(" ")[0]
    return f"{RAG_EMOJI.get(name, ':white_circle:')} {safe(rag)}"


def fits(blocks: Sequence[Json], more: Sequence[Json], *, room: int = limits.WHOLE) -> bool:
    """Whether these blocks may be added to a message: by number, and by the characters of all."""
    together = [*blocks, *more]
    return len(together) <= limits.MESSAGE_BLOCKS and lint.characters(together) <= room
