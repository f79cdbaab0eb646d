"""Where a value stands in the file that was read: the lines that its words take."""

import re
from collections.abc import Iterable, Sequence

from reports.paper import Source

LOOKED_AT, WIDEST = 60, 4
"""Lines compared, and the most that one value is looked for in; a longer field is named as a whole."""
PUNCTUATION = ".,;:()[]“”\"'’‘–—-"


def span(numbers: Iterable[int]) -> Source | None:
    """Give the lines from the first to the last of these (1-based); None where there are none."""
    every = sorted(numbers)
    return Source.model_validate({"from": every[0], "to": every[-1]}) if every else None


def within(words: str, lines: Sequence[tuple[int, str]]) -> Source | None:
    """Give the fewest neighbouring lines (number and text) that hold all the words, else all of them."""
    wanted = _tokens(words)
    held = [_tokens(text) for _, text in lines[:LOOKED_AT]]
    for width in range(1, min(len(held), WIDEST) + 1):
        for at in range(len(held) - width + 1):
            if wanted <= set().union(*held[at : at + width]):
                return span(number for number, _ in lines[at : at + width])
    return span(number for number, _ in lines)


def _tokens(words: str) -> set[str]:
    return {token for word in re.split(r"[\s/]+", words) if (token := word.strip(PUNCTUATION))}
