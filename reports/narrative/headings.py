"""An item's heading: reference, title and priority, also where the converter cut, split or lost it."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from reports.alike import alike, folded
from reports.narrative.drafts import Draft
from reports.paper import Audit, BoardItem, Source
from reports.places import span

LOST = "[heading lost]"
ALIKE = 0.8
"""Share of words in common from which a text is taken for the same."""
COMMON_START = 20
JOINING = frozenset(
    {
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "or",
        "the",
        "to",
        "with",
        "/",
        "&",
        "-",
        "–",
    }
)
STARTERS = frozenset(
    {
        "A",
        "All",
        "An",
        "Although",
        "As",
        "Consideration",
        "Each",
        "If",
        "In",
        "It",
        "Management",
        "Regular",
        "The",
        "There",
        "This",
        "To",
        "When",
        "Where",
        "While",
    }
)
GLUED = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")


class Head(NamedTuple):
    """What the heading says, the item's own text, and what was inferred."""

    reference: str | None
    title: str
    priority: str | None
    text: str
    doubts: list[str]
    titled: Source | None = None
    """Where the title stands."""
    graded: Source | None = None
    """Where the priority stands."""


def read(draft: Draft, audit: Audit, listed: Sequence[BoardItem]) -> Head:
    """Read the heading of a draft; a lost one is looked for among the board's items of the same audit."""
    text = "\n".join(part.text for part in draft.of("text") if part.rows)
    if draft.heading is None:
        return _inferred(text, audit, listed)
    priority, reference, title = draft.heading
    doubts: list[str] = []
    if not priority:
        doubts.append("Only the heading of a continued page is left: the priority is not shown")
    if reference and not reference[0].isdigit():
        doubts.append(f"The reference is printed as “{reference}.”, unlike the others of this paper")
    if draft.squeezed:
        title, rest = _split(title)
        text = "\n".join(words for words in (rest, text) if words)
        doubts.append(f"Title and text ran together in one line; the title is taken to be “{title}”")
    here = draft.rows[0].number
    line, whole = _whole((here, title), draft.continued)
    if whole != title:
        doubts.append(f"The title is garbled here (“{title}”); it is taken from the continued page")
    return Head(reference or None, whole, priority or None, text, doubts, span([line]), span([here]))


def _split(words: str) -> tuple[str, str]:
    """Cut a run-together heading where a sentence begins."""
    glued = GLUED.search(words)
    tokens = words.split(" ")
    place = next((i for i in range(1, len(tokens)) if tokens[i].rstrip(",") in STARTERS), None)
    if place is None:
        lower = (i for i in range(1, len(tokens)) if tokens[i][:1].islower() and tokens[i] not in JOINING)
        place = max(1, next(lower, len(tokens) + 1) - 1)
    title = " ".join(tokens[:place])
    if glued and glued.start() < len(title):
        return words[: glued.start()].strip(), words[glued.start() :].strip()
    return title.strip(" -–:"), " ".join(tokens[place:]).strip()


def _whole(printed: tuple[int, str], others: Sequence[tuple[int, str]]) -> tuple[int, str]:
    """Give line and title of a continued page where it is the same title, better preserved."""
    for line, other in others:
        if printed[1] != other and alike(printed[1], other):
            return line, other
    return printed


def _inferred(text: str, audit: Audit, listed: Sequence[BoardItem]) -> Head:
    """Find the board's item with the same text: its reference, title and priority stand for the lost ones."""
    for item in listed:
        if alike(item.audit, audit.title) and _same_text(text, item.text):
            where = f"inferred from item {item.reference} of the board's table, which has the same text"
            doubts = [f"The heading is lost: reference, title and priority are {where}"]
            return Head(item.reference, item.title, item.priority, text, doubts, item.source, item.source)
    return Head(None, LOST, None, text, ["The heading is lost: reference, title and priority are not shown"])


def _same_text(one: str, other: str) -> bool:
    """Whether two texts begin alike, or nearly all words of the first are in the second."""
    first, second = folded(one), folded(other)
    if len(first) < COMMON_START or len(second) < COMMON_START:
        return False
    words = first.split()
    shared = sum(word in set(second.split()) for word in words)
    return first[:COMMON_START] == second[:COMMON_START] or shared >= ALIKE * len(words)
