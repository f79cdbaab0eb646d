"""A text that we sent, made ready once for comparison with the replies that quote it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice
from math import ceil

from mail.lines import words

RUN = 4
LEAST_QUOTED, MOST_QUOTED, QUOTED_SHARE = 2, 3, 1 / 3
FILL_IN = "write below"
"""Every template marks the place to answer by a line with these words that ends in a colon."""

Gram = tuple[str, ...]


def grams_of(stream: Sequence[str]) -> Iterable[Gram]:
    """Give the runs of four words of a text."""
    return zip(*(islice(stream, skip, None) for skip in range(RUN)), strict=False)


class Source:
    """One text that we sent, ready for comparison."""

    def __init__(self, text: str) -> None:
        raw = [line.strip() for line in text.split("\n")]
        self.lines: list[Gram] = [tuple(found) for line in raw if (found := words(line))]
        self.words = [word for line in self.lines for word in line]
        self.grams = set(grams_of(self.words))
        asks = [line for line in raw if line.endswith(":") and FILL_IN in line.lower()]
        self.labels = {tuple(words(line)) for line in asks}
        self.counted = Counter(self.lines)
        self._long = [list(grams_of(line)) for line in self.lines if len(line) >= RUN]
        self.behind_labels = {
            after for line, after in zip(self.lines, self.lines[1:], strict=False) if line in self.labels
        }
        """The lines of ours that come next after the place to answer."""

    def stands_in(self, grams: set[Gram]) -> bool:
        """Whether a body with these runs quotes this text: a third of its longer lines (from two to three).

        Without it, an owner who repeats an earlier answer that we echoed would lose it.
        """
        long = len(self._long)
        wanted = ceil(min(long, MOST_QUOTED, max(LEAST_QUOTED, long * QUOTED_SHARE)))
        there = (None for line in self._long if grams.issuperset(line))
        return sum(1 for _ in islice(there, wanted)) >= wanted
