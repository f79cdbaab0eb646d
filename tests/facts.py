"""The form of the facts that a person wrote down from the two published papers, and how they are compared."""

import hashlib
import re
from collections.abc import Sequence
from typing import NamedTuple

MARK = re.compile(r"^(?:\d{1,2}[.)]|[-–•])\s+")
"""The mark of a list's first point."""
MOST = 4
"""Words of one hash."""


class Audit(NamedTuple):
    """A banner: title, opinion, month, and counts of Fundamental, Significant, Housekeeping where printed."""

    title: str
    opinion: str | None
    month: str | None
    counts: tuple[int, ...] = ()


class Day(NamedTuple):
    """A target date: the day, None where the words give none, and the part it is for."""

    date: str | None
    part: str | None = None


class Owner(NamedTuple):
    """Who answers; the name of a person is a salted hash."""

    name: str
    role: str | None = None
    part: str | None = None


class Update(NamedTuple):
    """A dated update: label as printed (None where it is lost), month, first and last words.

    ``last`` is None where the end is damaged so that nobody can tell what it was.
    """

    label: str | None
    month: str | None
    first: str
    last: str | None


class Action(NamedTuple):
    """What the panel asked: the day of its meeting, its reference, first and last words."""

    meeting: str
    reference: str | None
    first: str
    last: str


class Board(NamedTuple):
    """An item of the board's table."""

    audit: str
    reference: str
    title: str
    first: str
    last: str
    state: str
    lines: tuple[int, int]


class Item(NamedTuple):
    """One recommendation as a person reads it."""

    id: str
    audit: Audit
    reference: str
    title: str
    priority: str | None
    lines: tuple[int, int]
    status: str = "open"
    rag: str | None = None
    threat: str | None = None
    text: tuple[str, str] | None = None
    dates: Sequence[Day] = ()
    in_force: str | None = None
    revisions: int = 0
    owners: Sequence[Owner] = ()
    response: tuple[str, str] | None = None
    updates: Sequence[Update] = ()
    evidence: Sequence[str] = ()
    links: Sequence[tuple[str, str]] = ()
    actions: Sequence[Action] = ()


def hidden(words: str) -> str:
    """Name a real person without printing the name."""
    salted = f"matters arising/{' '.join(words_of(words))}"
    return "#" + hashlib.sha256(salted.encode()).hexdigest()[:10]


def words_of(text: str) -> list[str]:
    """Give the words of a text as a person copies them: without dashes, dividers and the marks of lists."""
    text = MARK.sub("", text.strip())
    return [word for word in text.split() if re.search(r"\w", word)]


def begins(text: str, first: str) -> bool:
    """Whether a text begins with the words written down (or with words of that hash)."""
    words, wanted = words_of(text), words_of(first)
    if first.startswith("#"):
        return any(hidden(" ".join(words[:count])) == first for count in range(1, MOST + 1))
    return words[: len(wanted)] == wanted


def ends(text: str, last: str) -> bool:
    """Whether a text ends with the words written down (or with words of that hash)."""
    words, wanted = words_of(text), words_of(last)
    if last.startswith("#"):
        return any(hidden(" ".join(words[-count:])) == last for count in range(1, MOST + 1))
    return words[-len(wanted) :] == wanted
