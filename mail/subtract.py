"""Which lines of a reply are ours: found by subtracting everything we sent, never by guessing.

A line is ours when all its words run on in what we sent (in runs of four), or when it is one of our
short lines. What the author changed, even one word of ours, is the author's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from itertools import islice

from mail import token
from mail.lines import OURS, OWN, Line, fold, word_end, words

RUN = 4
WHOLE_LINE = 8
"""From so many words on, a whole line of ours with more behind it on the same line is split, and an answer
that holds nothing else is taken for ours."""
LEAST_QUOTED, MOST_QUOTED, QUOTED_SHARE = 2, 3, 1 / 3
FILL_IN = "write below"
"""Every template marks the place to answer by a line with these words that ends in a colon."""

MOST_TYPED = 12
"""So many lines of ours may stand under one place to answer as the author's."""

_MARKS = " \t>|*_"

_LABEL_END = re.compile(r"\)?[ *_]*:?[*_]*")

Gram = tuple[str, ...]


class Source:
    """One text that we sent, ready for comparison."""

    def __init__(self, text: str) -> None:
        raw = [line.strip() for line in text.split("\n")]
        self.lines: list[Gram] = [tuple(found) for line in raw if (found := words(line))]
        self.words = [word for line in self.lines for word in line]
        self.grams = set(_grams(self.words))
        asks = [line for line in raw if line.endswith(":") and FILL_IN in line.lower()]
        self.labels = {tuple(words(line)) for line in asks}
        self.whole = set(self.lines)
        self.behind_labels = {
            after for line, after in zip(self.lines, self.lines[1:], strict=False) if line in self.labels
        }
        """The lines of ours that come next after the place to answer."""

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
    whole = set[Gram]().union(*(source.whole for source in quoted))
    grams = set[Gram]().union(*(source.grams for source in quoted))
    at = 0
    for line in lines:
        at, first = at + len(line.words), at
        if not line.words or not all((marked if line.quoted else plainly)[first:at]):
            continue
        if line.quoted or tuple(line.words) in whole or _runs_on(stream, first, at, grams):
            line.kind = OURS
    _mark_short(lines, quoted, sources)
    _give_back(lines, quoted)
    labels = set[Gram]().union(*(source.labels for source in sources))
    wholes: dict[Gram, list[Gram]] = {}
    for whole in {one for source in quoted for one in source.lines if len(one) >= WHOLE_LINE}:
        wholes.setdefault(whole[:RUN], []).append(whole)
    for line in lines:
        if line.words:
            _split(line, labels, wholes, grams)


def repeats(text: str, sources: Iterable[Source]) -> bool:
    """Whether a text of eight words or more only repeats, word for word, a message that asked for an answer.

    Receipts ask for none: who is told there that some words could not be placed may send them again.
    """
    found = words(text)
    said = f" {' '.join(found)} "
    asking = (source for source in sources if source.labels)
    return len(found) >= WHOLE_LINE and any(said in f" {' '.join(source.words)} " for source in asking)


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


def _runs_on(stream: Sequence[str], first: int, end: int, grams: Set[Gram]) -> bool:
    """Whether a piece of one of our lines goes on in the line before or behind it, as a broken line does.

    An answer such as "at least once a year" may stand in our text, but alone it is the author's.
    """
    if not all(gram in grams for gram in _grams(stream[first:end])):
        return False
    before = tuple(stream[max(first - 1, 0) : first - 1 + RUN])
    behind = tuple(stream[max(end + 1 - RUN, 0) : end + 1])
    return (first > 0 and before in grams) or (end < len(stream) and behind in grams)


def _give_back(lines: Sequence[Line], quoted: Sequence[Source]) -> None:
    """Give what stands under a place to answer, or under all of ours, to the author, even word for word ours.

    It ends where our text goes on, a quotation mark is met or there is too much of ours for an answer.
    """
    labels = set[Gram]().union(*(source.labels for source in quoted))
    behind = [one for source in quoted for one in (source.lines[0], *source.behind_labels)]
    typed: list[Line] = []
    under: list[Line] | None = None
    for line in lines:
        said = tuple(line.words)
        if line.kind == OURS and (said in labels or token.find(line.text)):
            under = []
        elif under is None or not said:
            continue
        elif (line.kind == OURS and line.quoted) or any(one[: len(said)] == said for one in behind):
            typed += under
            under = None
        elif line.kind == OURS:
            under = [*under, line] if len(under) < MOST_TYPED else None
    for line in typed + (under or []):
        line.kind = OWN


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


def _behind_label(text: str, count: int) -> int:
    """Give where words may begin behind a label of ``count`` words, which ends in a bracket and a colon."""
    match = _LABEL_END.match(text, word_end(text, count))
    return match.end() if match else 0


def _split(line: Line, labels: Iterable[Gram], wholes: Mapping[Gram, list[Gram]], grams: Set[Gram]) -> None:
    """Find the author's words behind our fill-in label, or behind a whole long line of ours."""
    text = fold(line.text)
    label = next((label for label in labels if tuple(line.words[: len(label)]) == label), ())
    own_from = _behind_label(text, len(label)) if label else 0
    joint = tuple(line.words[max(len(label) - RUN // 2, 0) :][:RUN])
    begun = [
        whole for whole in wholes.get(tuple(line.words[:RUN]), ()) if line.words[: len(whole)] == [*whole]
    ]
    if line.kind == OURS:
        # A tick or a thumb behind our label is no word, but an answer; words may be our next line.
        goes_on = len(line.words) > len(label) and joint in grams
        own_from = 0 if goes_on or not text[own_from:].strip(_MARKS) else own_from
    elif not label and begun and "<" not in text:
        own_from = text.find(" ", word_end(text, max(map(len, begun)))) + 1
    if own_from and len(text) == len(line.text):
        line.own_from, line.why = own_from, OURS
        line.words = words(line.own)
        line.kind = OWN if line.own.strip(_MARKS) else OURS
