"""What somebody sees in Slack, as one plain page: messages with the app, the modal on top, the Home tab.

For eyes and screenshots. It shows every block that ``bot.lint`` knows, without Slack's scripts or pictures.
"""

import html
import re
from collections.abc import Callable, Iterable

from demo.slack.workspace import Json, Message, Shown

STYLE = """
body { font: 15px/1.46 Lato, Arial, sans-serif; color: #1d1c1d; background: #f8f8f8; max-width: 680px }
article, dialog, main { background: #fff; border: 1px solid #ddd; border-radius: 8px; padding: 12px 16px }
article, dialog, main { display: block; position: static; width: auto; margin: 0 0 16px }
h2, h3 { font-size: 18px; margin: 8px 0 }
hr { border: 0; border-top: 1px solid #ddd }
time, .only, .hint, .context { color: #616061; font-size: 13px }
.section { display: flex; justify-content: space-between; gap: 16px; margin: 6px 0 }
.fields { display: grid; grid-template-columns: 1fr 1fr; gap: 8px }
button { font: inherit; font-weight: 700; border: 1px solid #8d8d8e; border-radius: 4px; background: #fff }
button { padding: 4px 12px; margin: 4px 8px 4px 0 }
.primary { background: #00704f; color: #fff }
.danger { background: #c01343; color: #fff }
.input { border: 1px solid #8d8d8e; border-radius: 4px; padding: 6px 10px; min-height: 20px }
.input { white-space: pre-wrap }
label { display: block; font-weight: 700; margin: 8px 0 2px }
.error { color: #b3123f }
table { border-collapse: collapse }
td { border: 1px solid #ddd; padding: 4px 8px }
blockquote { border-left: 4px solid #ddd; margin: 4px 0; padding-left: 12px }
"""
_MARKS = (
    (r"\*([^*\n]+)\*", "b"),
    (r"(?<!\w)_([^_\n]+)_(?!\w)", "i"),
    (r"~([^~\n]+)~", "s"),
    (r"`([^`\n]+)`", "code"),
)
EMOJI = {
    "red_circle": "🔴", "large_orange_circle": "🟠", "large_yellow_circle": "🟡", "large_green_circle": "🟢",
    "white_circle": "⚪", "white_check_mark": "✅", "warning": "⚠️", "hourglass": "⌛", "calendar": "📅",
    "speech_balloon": "💬", "paperclip": "📎", "x": "❌",
}  # fmt: skip


def page(messages: Iterable[Message], modal: Shown | None = None, home: Shown | None = None) -> str:
    """Give the page of one person."""
    parts = [f"<main><h2>Home</h2>{_view(home)}</main>"] if home else []
    parts += [_message(one) for one in messages]
    if modal:
        title = _plain(modal.view["title"])
        parts.append(f"<dialog><h2>{title}</h2>{_view(modal)}{_foot(modal.view)}</dialog>")
    body = "\n".join(parts)
    head = f'<meta charset="utf-8"><title>Slack</title><style>{STYLE}</style>'
    return f'<!DOCTYPE html><html lang="en">{head}{body}</html>'


def _message(message: Message) -> str:
    only = "<p class=only>Only visible to you</p>" if message.only_for else ""
    thread = " in a thread" if message.thread_ts else ""
    words = _blocks(message.blocks, {}, {}) if message.blocks else f"<p>{_marked(message.text)}</p>"
    return f"<article>{only}<time>{message.ts}{thread}</time>{words}</article>"


def _view(shown: Shown) -> str:
    return _blocks(shown.view["blocks"], shown.values, shown.errors)


def _foot(view: Json) -> str:
    close = _plain(view["close"]) if "close" in view else "Cancel"
    submit = f"<button class=primary>{_plain(view['submit'])}</button>" if "submit" in view else ""
    return f"<hr><button>{close}</button>{submit}"


def _blocks(blocks: list[Json], values: Json, errors: dict[str, str]) -> str:
    return "".join(
        DRAWN[block["type"]](
            block, values.get(str(block.get("block_id")), {}), errors.get(block.get("block_id", ""), "")
        )
        for block in blocks
    )


def _section(block: Json, values: Json, _error: str) -> str:
    words = _text(block["text"]) if "text" in block else ""
    fields = "".join(f"<div>{_text(one)}</div>" for one in block.get("fields", []))
    beside = _element(block["accessory"], values) if "accessory" in block else ""
    return f"<div class=section><div>{words}<div class=fields>{fields}</div></div><div>{beside}</div></div>"


def _actions(block: Json, values: Json, _error: str) -> str:
    return "<div>" + "".join(_element(one, values) for one in block["elements"]) + "</div>"


def _context(block: Json, _values: Json, _error: str) -> str:
    shown = (_image(one) if one["type"] == "image" else _text(one) for one in block["elements"])
    return f"<p class=context>{' '.join(shown)}</p>"


def _input(block: Json, values: Json, error: str) -> str:
    optional = " <span class=hint>(optional)</span>" if block.get("optional") else ""
    hint = f"<div class=hint>{_text(block['hint'])}</div>" if "hint" in block else ""
    wrong = f"<div class=error>⚠ {html.escape(error)}</div>" if error else ""
    return (
        f"<label>{_plain(block['label'])}{optional}</label>{_element(block['element'], values)}{hint}{wrong}"
    )


def _table(block: Json, _values: Json, _error: str) -> str:
    rows = ("".join(f"<td>{html.escape(cell.get('text', ''))}</td>" for cell in row) for row in block["rows"])
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"


def _image(block: Json) -> str:
    return f"<span class=hint>[picture: {html.escape(block['alt_text'])}]</span>"


def _element(element: Json, values: Json) -> str:
    """One element with what is in it."""
    kind = element["type"]
    if kind == "button":
        label = html.escape(element.get("accessibility_label", ""))
        style = element.get("style", "")
        return f'<button class="{style}" aria-label="{label}">{_plain(element["text"])}</button>'
    if kind == "image":
        return _image(element)
    chosen = _chosen(values.get(str(element.get("action_id")), {}))
    if kind in ("checkboxes", "radio_buttons"):
        marks = (
            ("☑ " if _plain(one["text"]) in chosen else "☐ ") + _text(one["text"])
            for one in element["options"]
        )
        return "<div>" + "<br>".join(marks) + "</div>"
    empty = _plain(element["placeholder"]) if "placeholder" in element else ""
    shown = "; ".join(chosen) or f"<span class=hint>{empty}</span>"
    return f"<div class=input>{shown}{'' if kind.endswith(('input', 'picker')) else ' ▾'}</div>"


def _chosen(value: Json) -> list[str]:
    """What stands in an element, in words."""
    found: list[str] = []
    for key, inside in value.items():
        for one in inside if isinstance(inside, list) else [inside]:
            if isinstance(one, dict):
                found.append(_plain(one["text"]) if "text" in one else html.escape(str(one.get("name", ""))))
            elif key != "type" and one is not None:
                found.append(html.escape(str(one)))
    return found


def _plain(text: Json) -> str:
    return _with_emoji(html.escape(text["text"]))


def _text(text: Json) -> str:
    return _marked(text["text"]) if text["type"] == "mrkdwn" else _plain(text)


def _marked(words: str) -> str:
    """Slack's own marks as HTML; its escapes are those of HTML."""
    shown = html.escape(html.unescape(re.sub(r"<(https?://[^|>]+)\|([^>]+)>", r"\2", words)), quote=False)
    for pattern, tag in _MARKS:
        shown = re.sub(pattern, rf"<{tag}>\1</{tag}>", shown)
    lines = [
        f"<blockquote>{line[5:]}</blockquote>" if line.startswith("&gt; ") else line
        for line in shown.split("\n")
    ]
    return _with_emoji("<br>".join(lines).replace("</blockquote><br>", "</blockquote>"))


def _with_emoji(words: str) -> str:
    return re.sub(r":([a-z_]+):", lambda found: EMOJI.get(found[1], found[0]), words)


Drawn = Callable[[Json, Json, str], str]
DRAWN: dict[str, Drawn] = {
    "section": _section,
    "actions": _actions,
    "context": _context,
    "input": _input,
    "table": _table,
    "divider": lambda _block, _values, _error: "<hr>",
    "header": lambda block, _values, _error: f"<h3>{_plain(block['text'])}</h3>",
    "image": lambda block, _values, _error: f"<p>{_image(block)}</p>",
    "markdown": lambda block, _values, _error: f"<p>{html.escape(block['text'])}</p>",
    "rich_text": lambda block, _values, _error: f"<p>{html.escape(str(block['elements']))}</p>",
    "alert": lambda block, _values, _error: f"<p>⚠ {_text(block['text'])}</p>",
}
