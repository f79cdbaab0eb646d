"""HTML mail as lines of text: blocks become lines, cells stay apart, quotations keep their mark.

One pass over the tags, without building a tree: tree builders follow rules for broken nesting that
let 30 kB of unclosed bold text take seconds and gigabytes, and some lose what is nested deeply.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import NamedTuple

BLOCKS = re.compile(
    "address|article|aside|blockquote|body|caption|center|d[dlt]|details|div|fieldset|figure|footer|form|h[1-6r]"
    "|head|header|html|li|main|nav|ol|p|pre|section|summary|table|tbody|t[dhr]|tfoot|thead|ul"
)
MARK = "> "
MARKED_DEPTH = 20
"""Quotation deeper than this is drawn at this depth, so that the text stays as long as the HTML."""
MOST_QUOTES = 20
"""How many attributes of one tag may hold a ``>``."""

_DROPPED_END = re.compile(r"</(head|script|style|template|title)\b", re.IGNORECASE)
_TAG_NAME = re.compile(r"(/?)([a-zA-Z][^\s/<>]*)")
_START = re.compile(r"\bstart\s*=\s*[\"']?(\d{1,5})\b", re.IGNORECASE | re.ASCII)


class Line(NamedTuple):
    """One line of a message: how many quotations it stands in, and its words."""

    depth: int
    text: str


def to_text(html: str) -> str:
    """Give HTML as text: a line for each block or break, ``> `` before what stands in a blockquote."""
    return "\n".join(MARK * line.depth + line.text for line in lines(html))


def lines(html: str) -> list[Line]:
    """Give HTML as lines with their quotation depth; linear in its length."""
    page = _Page()
    for text, tag in _tokens(html):
        page.write(text)
        slash, name, rest = tag
        if name == "br":
            page.end_line(even_empty=True)
        elif BLOCKS.fullmatch(name):
            page.edge(name, rest, entering=not slash)
    page.end_line()
    return page.lines


def _tokens(html: str) -> Iterator[tuple[str, tuple[str, str, str]]]:
    """Split HTML into pieces of text, each with the tag after it: slash, name and attributes."""
    at, begin, last = 0, 0, html.rfind(">")
    # Where each kind of thing is closed for the last time: nobody searches twice for what is not there.
    closings = {match[1].lower(): match.start() for match in _DROPPED_END.finditer(html)}
    closings["!--"] = html.rfind("-->")
    while (opening := html.find("<", begin)) >= 0 and opening < last:
        begin = opening + 1
        name = _TAG_NAME.match(html, begin)
        if name:
            end = _tag_end(html, name.end())
            slash, tag = name[1], name[2].lower()
            begin = end + 1
            hidden = not slash and closings.get(tag, 0) > end
            if hidden and (closing := re.compile(f"</{tag}\\b", re.IGNORECASE).search(html, end)):
                begin = closing.start()
            yield html[at:opening], (slash, tag, html[name.end() : end])
        elif html.startswith(("!", "?"), begin):
            comment = html.startswith("!--", begin) and closings["!--"] > opening
            begin = html.find("-->", begin) + 3 if comment else html.find(">", begin) + 1
            yield html[at:opening], ("", "", "")
        else:
            continue  # a "less than" in the text
        at = begin
    yield html[at:], ("", "", "")


def _tag_end(html: str, at: int) -> int:
    """Find the ``>`` of a tag, passing those in double quotes; its caller knows that one comes."""
    first = end = html.find(">", at)
    for _ in range(MOST_QUOTES):
        if html.count('"', at, end) % 2 == 0:
            return end
        closing = html.find('"', end)
        at, end = closing + 1, html.find(">", closing)
        if closing < 0 or end < 0:
            break
    return first  # the quotes make no sense


class _Page:
    """The lines so far and the one being written."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._depth = 0
        self._lists: list[int | None] = []
        self._preformatted = 0

    def write(self, source: str) -> None:
        """Add text to the line; only preformatted text breaks lines by itself."""
        text = _plain(source)
        if not self._preformatted:
            self._pieces.append(text)
            return
        first, *rest = text.split("\n")
        self._pieces.append(first)
        for line in rest:
            self.end_line(even_empty=True)
            self._pieces.append(line)

    def end_line(self, *, even_empty: bool = False) -> None:
        """Finish the line; one that holds only a non-breaking space is how editors write an empty one."""
        raw = "".join(self._pieces)
        text = raw.replace("\xa0", " ").rstrip() if self._preformatted else " ".join(raw.split())
        self._pieces.clear()
        if text.strip() or even_empty or "\xa0" in raw:
            self.lines.append(Line(min(self._depth, MARKED_DEPTH), text))

    def edge(self, name: str, attributes: str, *, entering: bool) -> None:
        """Begin or end a block; an end without a beginning is no harm."""
        self.end_line()
        step = 1 if entering else -1
        if name == "blockquote":
            self._depth = max(0, self._depth + step)
        elif name == "pre":
            self._preformatted = max(0, self._preformatted + step)
        elif name in ("ol", "ul") and entering:
            start = _START.search(attributes[:200])
            self._lists.append(None if name == "ul" else int(start[1]) if start else 1)
        elif name in ("ol", "ul") and self._lists:
            self._lists.pop()
        elif name == "li" and entering:
            self._pieces.append(self._bullet())

    def _bullet(self) -> str:
        number = self._lists[-1] if self._lists else None
        if number is None:
            return "- "
        self._lists[-1] = number + 1
        return f"{number}. "


def _plain(source: str) -> str:
    try:
        return unescape(source) if "&" in source else source
    except ValueError:  # a character number of thousands of digits
        return source
