"""The body of a reply as lines with offsets, and how their words compare with what we sent."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from mail.html import MARK
from mail.html import lines as html_lines

OWN, BLANK, OURS = "own", "blank", "ours"
SHORT = 200
"""Characters of a line whose words are remembered."""

_ALIKE = (
    ("'", "\u2018\u2019\u201a\u201b\u2032\u02bc\u00b4"),
    ('"', "\u201c\u201d\u201e\u2033\u00ab\u00bb"),
    ("-", "\u2010\u2011\u2012\u2013\u2014\u2212"),
    (" ", "\u00a0\u2007\u2009\u202f\u200b\u200c\u200d\u2060\u00ad"),
)
_LINK = re.compile(
    r"<(?:https?|mailto|tel|cid):[^<>\s]{1,2000}>|\[(?:cid|image): ?[^\[\]]{1,200}\]", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+(?:[-.'/][^\W_]+)*")


@dataclass(slots=True)
class Line:
    """One line: ``body[start:end]`` is ``text``; ``own_from`` is where the author's words begin in it."""

    start: int
    text: str
    drawn: int = 0
    """How many characters of quotation mark our own HTML reading put before it."""
    kind: str = OWN
    own_from: int = 0
    why: str = ""
    """What stands before ``own_from``."""
    words: list[str] = field(default_factory=list)

    @property
    def end(self) -> int:
        """Where the line ends in the body."""
        return self.start + len(self.text)

    @property
    def quoted(self) -> bool:
        """Whether a quotation mark stands before it.

        Most programs write ``>``, s-nail a bar; a line with more than one bar is a row of a table.
        """
        text = self.text.lstrip(" \t")
        return text.startswith(">") or (text.startswith("|") and "|" not in text[1:])

    @property
    def own(self) -> str:
        """The author's words in this line, as they stand."""
        return self.text[max(self.own_from, self.drawn) :]


def of_text(text: str) -> list[Line]:
    """Split a plain text into lines."""
    return _numbered((0, line) for line in text.split("\n"))


def of_html(html: str) -> list[Line]:
    """Split HTML into lines as ``mail.html.to_text`` draws them."""
    return _numbered((len(MARK) * line.depth, MARK * line.depth + line.text) for line in html_lines(html))


def fold(text: str) -> str:
    """Make quotes, dashes and spaces alike, keeping every offset."""
    if text.isascii():
        return text
    for one, others in _ALIKE:  # far quicker than a table or a pattern, because most are not there
        for other in others:
            if other in text:
                text = text.replace(other, one)
    return text


def words(text: str) -> list[str]:
    """Give the words of a text for comparison: lower-case, no marks, no links that clients add."""
    return list(_words(text)) if len(text) < SHORT else _found(text)


@lru_cache(maxsize=4_096)
def _words(text: str) -> tuple[str, ...]:
    """Remember the words of a line: every reply to a request quotes the same ones."""
    return tuple(_found(text))


def _found(text: str) -> list[str]:
    plain = _LINK.sub(" ", text) if "<" in text or "[" in text else text
    return _WORD.findall(fold(plain).lower())


def word_end(text: str, count: int) -> int:
    """Give the offset behind the first ``count`` words of a text without links."""
    match = next(islice(_WORD.finditer(fold(text)), count - 1, None), None)
    return match.end() if match else len(text)


def _numbered(parts: Iterable[tuple[int, str]]) -> list[Line]:
    lines: list[Line] = []
    start = 0
    for drawn, text in parts:
        line = Line(start, text, drawn=drawn, words=words(text))
        line.kind = (
            OWN if line.words or text.strip(" \t>|\xa0") or (text.strip() and not line.quoted) else BLANK
        )
        lines.append(line)
        start = line.end + 1
    return lines
