"""Which lines of a reply are ours: found by subtracting everything we sent, never by guessing.

A line is ours when all its words run on in what we sent (in runs of four), or when it is one of our
short lines. What the author changed, even one word of ours, is the author's.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice

from mail import token
from mail.lines import OURS, OWN, Line, fold, word_end, words

RUN = 4
WHOLE_LINE = 8
"""From so many words on, a whole line of ours with more behind it on the same line is split."""
LEAST_QUOTED, MOST_QUOTED, QUOTED_SHARE = 2, 3, 1 / 3
FILL_IN = "write below"
"""Every template marks the place to answer by a line with these words that ends in a colon."""

_MARKS = " \t>|*_"

Gram = tuple[str, ...]


class Source:
    """One text that we sent, ready for comparison."""

    def __init__(self, text: str) -> None:
        raw = [line.strip() for line in text.split("\n")]
        self.lines: list[Gram] = [tuple(found) for line in raw if (found := words(line))]
        self.words = [word for line in self.lines for word in line]
        self.grams = set(_grams(self.words))
        self.labels = {fold(line).lower() for line in raw if line.endswith(":") and FILL_IN in line.lower()}

    def stands_in(self, grams: set[Gram]) -> bool:
        """Whether a body with these runs quotes this text: a third of its longer lines (from two to three).

        Without it, an owner who repeats an earlier answer that we echoed would lose it.
        """
        long = [line for line in self.lines if len(line) >= RUN]
        there = sum(grams.issuperset(_grams(line)) for line in long)
        return there >= min(len(long), MOST_QUOTED, max(LEAST_QUOTED, len(long) * QUOTED_SHARE))


def mark(lines: Sequence[Line], sources: Sequence[Source]) -> None:
    """Mark lines as ours, or set where the author's words begin behind ours on one line; linear time."""
    stream = [word for line in lines for word in line.words]
    body = list(_grams(stream))
    present = set(body)
    quoted = [source for source in sources if source.stands_in(present)]
    plainly = _covered(body, quoted)
    marked = _covered(body, sources)  # behind a quotation mark no owner repeats an answer
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


def _covered(body: Sequence[Gram], sources: Iterable[Source]) -> bytearray:
    """Give for each word of a body whether it stands in a run of these texts."""
    ours = set[Gram]().union(*(source.grams for source in sources))
    covered = bytearray(len(body) + RUN)
    for index, gram in enumerate(body):
        if gram in ours:
            covered[index : index + RUN] = b"\1" * RUN
    return covered


def _mark_short(lines: Sequence[Line], quoted: Iterable[Source], sources: Iterable[Source]) -> None:
    """Mark our lines too short for a run that stand alone, not more often than we wrote them."""
    anywhere = {line for source in sources for line in source.lines}
    left: Counter[Gram] = Counter()
    for source in quoted:
        left |= Counter(source.lines)
    left.subtract(tuple(line.words) for line in lines if line.kind == OURS)
    for line in lines:
        short = tuple(line.words)
        marked = short in anywhere and (line.quoted or bool(token.find(line.text)))
        if line.kind == OWN and (marked or (len(short) > 1 and left[short] > 0)):
            line.kind = OURS
            left[short] -= 1


def _split(line: Line, labels: Iterable[str], wholes: Mapping[Gram, list[Gram]]) -> None:
    """Find the author's words behind our fill-in label, or behind a whole long line of ours."""
    text = fold(line.text).lower()
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
