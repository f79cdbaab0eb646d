"""Which lines of a reply are ours: found by subtracting everything we sent, never by guessing.

A line is ours when all its words run on in what we sent (in runs of four), or when it is one of our
short lines. What the author changed, even one word of ours, is the author's.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from math import ceil

from mail import token
from mail.lines import OURS, OWN, Line, fold, word_end, words

RUN = 4
WHOLE_LINE = 8
"""From so many words on, a whole line of ours with more behind it on the same line is split."""
LEAST_QUOTED, MOST_QUOTED, QUOTED_SHARE = 2, 3, 1 / 3
FILL_IN = "write below"
"""Every template marks the place to answer by a line with these words that ends in a colon."""

_MARKS = " \t>*_"

Gram = tuple[str, ...]


class Source:
    """One text that we sent, ready for comparison."""

    def __init__(self, text: str) -> None:
        raw = [line.strip() for line in text.split("\n")]
        self.lines: list[Gram] = [tuple(found) for line in raw if (found := words(line))]
        self.words = [word for line in self.lines for word in line]
        self.grams = set(_grams(self.words))
        self.labels = {fold(line).lower() for line in raw if line.endswith(":") and FILL_IN in line.lower()}
        self.counted = Counter(self.lines)
        self._long = [list(_grams(line)) for line in self.lines if len(line) >= RUN]

    def stands_in(self, grams: set[Gram]) -> bool:
        """Whether a body with these runs quotes this text: a third of its longer lines (from two to three).

        Without it, an owner who repeats an earlier answer that we echoed would lose it.
        """
        long = len(self._long)
        wanted = ceil(min(long, MOST_QUOTED, max(LEAST_QUOTED, long * QUOTED_SHARE)))
        there = (None for line in self._long if grams.issuperset(line))
        return sum(1 for _ in islice(there, wanted)) >= wanted


def mark(lines: Sequence[Line], sources: Sequence[Source]) -> None:
    """Mark lines as ours, or set where the author's words begin behind ours on one line; linear time."""
    stream = [word for line in lines for word in line.words]
    body = list(_grams(stream))
    present = set(body)
    quoted = [source for source in sources if source.stands_in(present)]
    plainly = _covered(body, quoted)
    # Behind a quotation mark no owner repeats an answer.
    marked = plainly if len(quoted) == len(sources) else _covered(body, sources)
    at = 0
    for line in lines:
        at, first = at + len(line.words), at
        if line.words and all((marked if line.quoted else plainly)[first:at]):
            line.kind = OURS
    _mark_short(lines, quoted, sources)
    labels = set[str]().union(*(source.labels for source in sources))
    wholes: dict[Gram, list[Gram]] = {}
    for whole in {one for source in quoted for one in source.lines if len(one) >= WHOLE_LINE}:
        wholes.setdefault(whole[:RUN], []).append(whole)
    for line in lines:
        if line.words:
            _split(line, labels, wholes)


def repeats(text: str, sources: Iterable[Source]) -> bool:
    """Whether a text of four words or more only repeats, word for word, a message that asked for an answer.

    Receipts ask for none: who is told there that some words could not be placed may send them again.
    """
    found = words(text)
    said = f" {' '.join(found)} "
    asking = (source for source in sources if source.labels)
    return len(found) >= RUN and any(said in f" {' '.join(source.words)} " for source in asking)


def _grams(stream: Sequence[str]) -> Iterable[Gram]:
    return zip(*(islice(stream, skip, None) for skip in range(RUN)), strict=False)


def _covered(body: Sequence[Gram], sources: Iterable[Source]) -> bytes:
    """Give for each word of a body whether it stands in a run of these texts."""
    ours = set[Gram]().union(*(source.grams for source in sources))
    begins = int.from_bytes(bytes(map(ours.__contains__, body)), "little")
    covered = begins
    for step in range(1, RUN):  # a run that begins at a word covers the next three
        covered |= begins << 8 * step
    return covered.to_bytes(len(body) + RUN, "little")


def _mark_short(lines: Sequence[Line], quoted: Iterable[Source], sources: Iterable[Source]) -> None:
    """Mark our lines too short for a run that stand alone, not more often than we wrote them."""
    anywhere = [source.counted for source in sources]
    left: Counter[Gram] = Counter()
    for source in quoted:
        left |= source.counted
    left.subtract(tuple(line.words) for line in lines if line.kind == OURS)
    for line in lines:
        if line.kind != OWN:
            continue
        short = tuple(line.words)
        alone = len(short) > 1 and left[short] > 0
        if alone or (any(short in lines for lines in anywhere) and (line.quoted or token.find(line.text))):
            line.kind = OURS
            left[short] -= 1


def _split(line: Line, labels: Iterable[str], wholes: Mapping[Gram, list[Gram]]) -> None:
    """Find the author's words behind our fill-in label, or behind a whole long line of ours."""
    text = fold(line.text).lower()
    if line.kind == OURS and FILL_IN not in text:
        return
    bare = text.lstrip(_MARKS)
    label = next((label for label in labels if bare.startswith(label)), "")
    own_from = len(text) - len(bare) + len(label) if label else 0
    begun = [
        whole for whole in wholes.get(tuple(line.words[:RUN]), ()) if line.words[: len(whole)] == [*whole]
    ]
    if line.kind == OURS:
        # A tick or a thumb behind our label is not a word, but is an answer.
        own_from = 0 if words(text[own_from:]) or not text[own_from:].strip(_MARKS) else own_from
    elif not label and begun and "<" not in text:
        own_from = text.find(" ", word_end(text, max(map(len, begun)))) + 1
    if own_from and len(text) == len(line.text):
        line.own_from, line.why = own_from, OURS
        line.words = words(line.own)
        line.kind = OWN if line.own.strip(_MARKS) else OURS
