"""HTML mail as lines of text: blocks become lines, cells stay apart, quotations keep their mark."""

import re
from html import unescape
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mail.html_guard import NESTING, tame
from mail.text import clean

MARK = "> "
MARKED_DEPTH = 20
"""Quotation deeper than this is drawn at this depth, so that the text stays as long as the HTML."""

_STYLE = re.compile(r"<style>[^<]*(?:<(?!/style>)[^<]*)*</style>")
_TAG = re.compile(r"<[^<>]*>")


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
    within: list[LexborNode] = []
    body = LexborHTMLParser(tame(html)).body
    node = body.first_child if body else None
    while node or within:
        if node is None:
            node = within.pop()
            page.leave(node)
        elif node.tag in NESTING:
            page.enter(node)
            within.append(node)
            node = node.first_child
            continue
        else:
            page.add(node)
        node = node.next
    page.end_line()
    return page.lines


def bare(html: str) -> str:
    """Give the words of HTML in their order, without drawing its lines."""
    return unescape(_TAG.sub(" ", _STYLE.sub(" ", tame(html))))


class _Page:
    """The lines so far and the one being written."""

    def __init__(self) -> None:
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._depth = 0
        self._numbers: list[int | None] = []
        """For each open list the number of its next item; None where items have bullets."""
        self._preformatted = 0

    def add(self, node: LexborNode) -> None:
        """Add text, a line break or an edge to the line; a style is not shown."""
        if node.text_content is not None:
            self._write(node.text_content)
        elif node.tag in ("br", "wbr"):
            self.end_line(even_empty=node.tag == "br")

    def enter(self, node: LexborNode) -> None:
        """Begin a quotation, a list, an item of it or preformatted text."""
        self.end_line()
        if node.tag == "blockquote":
            self._depth += 1
        elif node.tag == "pre":
            self._preformatted += 1
        elif node.tag == "li":
            self._pieces.append(self._bullet())
        else:
            self._numbers.append(int(node.attrs.sget("start", "1")) if node.tag == "ol" else None)

    def leave(self, node: LexborNode) -> None:
        """End what began with the same node."""
        self.end_line()
        if node.tag == "blockquote":
            self._depth -= 1
        elif node.tag == "pre":
            self._preformatted -= 1
        elif node.tag != "li":
            self._numbers.pop()

    def end_line(self, *, even_empty: bool = False) -> None:
        """Finish the line; one that holds only a non-breaking space is how editors write an empty one."""
        raw = "".join(self._pieces)
        text = raw.replace("\xa0", " ").rstrip() if self._preformatted else " ".join(raw.split())
        if not text.isprintable():  # control characters may come as entities
            text, _ = clean(text)
        self._pieces.clear()
        if text.strip() or even_empty or "\xa0" in raw:
            self.lines.append(Line(min(self._depth, MARKED_DEPTH), text))

    def _write(self, text: str) -> None:
        """Add text to the line; only preformatted text breaks lines by itself."""
        first, *rest = clean(text)[0].split("\n") if self._preformatted else [text]
        self._pieces.append(first)
        for line in rest:
            self.end_line(even_empty=True)
            self._pieces.append(line)

    def _bullet(self) -> str:
        number = self._numbers[-1] if self._numbers else None
        if number is None:
            return "- "
        self._numbers[-1] = number + 1
        return f"{number}. "
