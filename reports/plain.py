"""A converter's marks taken out of a text: what is left is what a person would read on the page."""

import html
import re
import unicodedata
from collections.abc import Callable

TAG = re.compile(
    r"<(/?)(a|b|br|code|div|em|font|h[1-6]|hr|i|img|li|ol|p|s|small|span|strong|su[bp]|table|tbody|t[dhr]|thead|ul?)"
    r"\b[^<>]{0,300}>",
    re.IGNORECASE,
)
BLOCKS = frozenset({"br", "div", "hr", "ol", "p", "table", "tr", "ul"})
FORMULA = re.compile(r"\$([^$\n]{1,80})\$")
LATEX = (
    (re.compile(r"\\(?:circ|bullet|cdot)\b ?"), "- "),
    (re.compile(r"\\text\w{0,10}"), ""),
    (re.compile(r"~"), " "),
    (re.compile(r"[\^_{}]"), ""),
)
LINK = re.compile(r"!?\[([^\[\]\n]{0,300})\]\([^()\n]{0,500}\)")
ITALIC = re.compile(r"(?<![\w*])\*(?=\S)([^*\n]{1,200})(?<=\S)\*(?![\w*])")
HEADING = re.compile(r"^#{1,6} +", re.MULTILINE)
ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!$&%~|>])")
ENTITY = re.compile(r"&#?\w{1,10};")
BULLET = re.compile(r"(?:(?<=\t)|^)([ ]*)[•·●▪◦‣∙][ ]?(?=\s|\w|[-•·('‘\"“])", re.MULTILINE)
DOUBLED = re.compile(r"(?:(?<=\t)|^)([ ]*- )[ ]*(?:(?:[-•·]|o(?= ))[ ]+)+", re.MULTILINE)
TORN = re.compile(r"(?<![\w.])(\d{1,2})(?:[ ]?\^\{?([snrt][tdh]?)\}?|[ ](st|nd|rd|th))(?!\w)")
"""A day cut from its ending: "1 ^s", "31 st"."""
ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
UNPRINTABLE = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\xad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff"
    "\\ufff9-\\ufffb\\ud800-\\udfff\\U000e0000-\\U000e007f]"
)
"""Control and format characters and lone surrogates; tab and line feed stay."""
FIRST_SYMBOL = "\u2190"
BEYOND = re.compile(f"[{FIRST_SYMBOL}-\U0010ffff]")
SIMPLE = re.compile(r"(?!\s*- )[A-Za-z0-9 .,;:()/'\"?!%=+£–’‘“”\t-]*", re.ASCII)
"""A line of these characters only is as a person reads it."""
SPACES = str.maketrans(dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\u2002\u2003", " "))
BREAKS = str.maketrans(dict.fromkeys("\u000b\u000c\u0085\u2028\u2029", "\n"))


def plain(text: str) -> tuple[str, list[str]]:
    """Give the text without tags, markdown and control characters, and a note for each kind of change.

    List tags become lines that begin with ``- `` or ``1. ``; tabs (cell borders) and line breaks stay.
    Bullets, arrows and emoji become ``-``. Linear in the length of the text.
    """
    if SIMPLE.fullmatch(text) and not TORN.search(text):
        return text, []
    notes: list[str] = []
    steps: tuple[tuple[str, Callable[[str], str]], ...] = (
        ("line ends and spaces made uniform", _spaced),
        ("markup removed", _unmarked),
        ("days joined with their endings", lambda words: TORN.sub(_day, words)),
        ("control characters removed", _printable),
        ("symbols replaced by a dash", _dashed),
    )
    for note, step in steps:
        changed = step(text)
        if changed != text:
            notes.append(note)
        text = changed
    return _listed(unicodedata.normalize("NFC", text)), notes


def _spaced(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(SPACES).translate(BREAKS)


def _unmarked(text: str) -> str:
    text = _untagged(text)
    text = FORMULA.sub(_formula, text)
    text = LINK.sub(r"\1", text).replace("**", "")
    text = ITALIC.sub(r"\1", text)
    text = HEADING.sub("", text)
    text = ESCAPE.sub(r"\1", text)
    return ENTITY.sub(lambda found: html.unescape(found[0]), text)


def _formula(found: re.Match[str]) -> str:
    """Turn a typeset snippet into words; two amounts in dollars are not one."""
    inner = found[1]
    if "\\" not in inner and "^" not in inner:
        return found[0]
    for pattern, words in LATEX:
        inner = pattern.sub(words, inner)
    return inner


def _day(found: re.Match[str]) -> str:
    """Join a day with the ending that belongs to it; with any other it stays as it is."""
    ending = ENDINGS.get(int(found[1]), "th")
    return f"{found[1]}{ending}" if ending.startswith(found[2] or found[3]) else found[0]


def _untagged(text: str) -> str:
    """Drop known tags; list items become lines with their mark, other blocks a line break."""
    out: list[str] = []
    lists: list[int | None] = []
    end = 0
    for tag in TAG.finditer(text):
        name = tag[2].lower()
        out.append(text[end : tag.start()])
        end = tag.end()
        if name in {"ol", "ul"}:
            lists = _nested(lists, name, closing=bool(tag[1]))
        opens_item = name == "li" and not tag[1]
        if (opens_item or name in BLOCKS) and not _starts_line(out):
            out.append("\n")
        if opens_item:
            out.append(_mark(lists))
    out.append(text[end:])
    return "".join(out)


def _nested(lists: list[int | None], name: str, *, closing: bool) -> list[int | None]:
    """Keep the open lists: a counter for a numbered one, None for bullets."""
    if closing:
        return lists[:-1]
    return [*lists[:20], 0 if name == "ol" else None]


def _mark(lists: list[int | None]) -> str:
    """Give the mark of the next item of the innermost list, counting it."""
    indent = " " * (len(lists) - 1)
    if not lists or lists[-1] is None:
        return f"{indent}- "
    lists[-1] += 1
    return f"{indent}{lists[-1]}. "


def _starts_line(out: list[str]) -> bool:
    """Whether what comes next stands at the start of a line or cell; spaces before it are dropped."""
    while out and not out[-1].strip(" "):
        out.pop()
    return not out or out[-1].rstrip(" ").endswith(("\n", "\t"))


def _printable(text: str) -> str:
    return UNPRINTABLE.sub("", text)


def _dashed(text: str) -> str:
    """Replace what a text font cannot print (arrows used as bullets, emoji) by one dash."""
    out: list[str] = []
    for char in text if BEYOND.search(text) else ():
        if not _symbol(char):
            out.append(char)
        elif not out or not out[-1].endswith("-"):
            out.append("-")
    return "".join(out) or text


def _symbol(char: str) -> bool:
    if "\ufe00" <= char <= "\ufe0f" or "\ue000" <= char <= "\uf8ff":
        return True
    return char >= FIRST_SYMBOL and unicodedata.category(char) in {"So", "Sk"}


def _listed(text: str) -> str:
    """Make every bullet at the start of a line or cell ``- ``, once."""
    return DOUBLED.sub(r"\1", BULLET.sub(r"\1- ", text))
