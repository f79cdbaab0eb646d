"""Which lines of a reply are ours: found by subtracting everything we sent, never by guessing.

A line is ours when all its words run on in what we sent (in runs of four), or when it is one of our
short lines. What the author changed, even one word of ours, is the author's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import accumulate, pairwise

from mail import token
from mail.lines import OURS, OWN, Line, fold, word_end, words
from mail.source import FILL_IN, RUN, Gram, Source, grams_of

__all__ = ["FILL_IN", "Source", "mark", "repeats"]

WHOLE_LINE = 8
"""From so many words on, a whole line of ours with more behind it on the same line is split, and an answer
that holds nothing else is taken for ours."""
MOST_TYPED = 12
"""So many lines of ours may stand under one place to answer as the author's."""

_MARKS = " \t>|*_"
_LABEL_END = re.compile(r"\)?[ *_]*:?[*_]*")


def mark(lines: Sequence[Line], sources: Sequence[Source]) -> None:
    """Mark lines as ours, or set where the author's words begin behind ours on one line; linear time."""
    stream = [word for line in lines for word in line.words]
    body = list(grams_of(stream))
    present = set(body)
    quoted = [source for source in sources if source.stands_in(present)]
    grams = _together([source.grams for source in quoted])
    plainly = _covered(body, grams)
    # Behind a quotation mark no owner repeats an answer.
    marked = plainly
    if len(quoted) < len(sources):
        marked = _covered(body, _together([source.grams for source in sources]))
    wholly = [source.counted for source in quoted]
    spoken = [line for line in lines if line.words]
    starts = [0, *accumulate(len(line.words) for line in spoken)]
    covers = [
        all((marked if line.quoted else plainly)[first:end])
        for line, (first, end) in zip(spoken, pairwise(starts), strict=True)
    ]
    for number, line in enumerate(spoken):
        first, end = starts[number], starts[number + 1]
        if not covers[number]:
            continue
        # Behind words of the author, the rest of a broken line is the author's as well.
        above = number > 0 and covers[number - 1]
        below = number + 1 < len(spoken) and covers[number + 1]
        marked_long = line.quoted and (end - first > RUN or above)
        if marked_long or _is_whole(line, wholly) or _runs_on(stream, first, end, grams, above, below):
            line.kind = OURS
    _mark_short(lines, quoted, sources)
    _give_back(lines, quoted)
    labels = set[Gram]().union(*(source.labels for source in sources))
    wholes: dict[Gram, list[Gram]] = {}
    for one_line in {one for source in quoted for one in source.lines if len(one) >= WHOLE_LINE}:
        wholes.setdefault(one_line[:RUN], []).append(one_line)
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


def _covered(body: Sequence[Gram], ours: AbstractSet[Gram]) -> bytes:
    """Give for each word of a body whether it stands in one of these runs."""
    begins = int.from_bytes(bytes(map(ours.__contains__, body)), "little")
    covered = begins
    for step in range(1, RUN):  # a run that begins at a word covers the next three
        covered |= begins << 8 * step
    return covered.to_bytes(len(body) + RUN, "little")


def _together(sets: Sequence[set[Gram]]) -> AbstractSet[Gram]:
    return sets[0] if len(sets) == 1 else set[Gram]().union(*sets)


def _is_whole(line: Line, wholly: Iterable[Mapping[Gram, int]]) -> bool:
    said = tuple(line.words)
    return any(said in lines for lines in wholly)


def _runs_on(
    stream: Sequence[str], first: int, end: int, grams: AbstractSet[Gram], above: bool, below: bool
) -> bool:
    """Whether a piece of one of our lines goes on in the line before or behind it, as a broken line does.

    An answer such as "at least once a year" may stand in our text, but alone it is the author's;
    ``above`` and ``below``: whether that line is covered by our words.
    """
    if not all(gram in grams for gram in grams_of(stream[first:end])):
        return False
    before = tuple(stream[max(first - 1, 0) : first - 1 + RUN])
    behind = tuple(stream[max(end + 1 - RUN, 0) : end + 1])
    return (above and before in grams) or (below and behind in grams)


def _give_back(lines: Sequence[Line], quoted: Sequence[Source]) -> None:
    """Give what stands under a place to answer, or under all of ours, to the author, even word for word ours.

    It ends where our text goes on, a quotation mark is met or there is too much of ours for an answer.
    """
    labels = set[Gram]().union(*(source.labels for source in quoted))
    begins = [source.lines[0] for source in quoted]
    followers = [line for source in quoted for line in source.behind_labels]
    lengths = {len(label) for label in labels}
    behind = begins
    typed: list[Line] = []
    under: list[Line] | None = None
    for line in lines:
        said = tuple(line.words)
        labelled = said in labels or any(said[:length] in labels for length in lengths)
        if labelled or (line.kind == OURS and _ends_ours(line)):
            under = []
            behind = [*begins, *followers] if labelled else begins
        elif under is None or not said:
            continue
        elif (line.kind == OURS and line.quoted) or any(one[: len(said)] == said for one in behind):
            typed += under
            under = None
        elif line.kind == OURS:
            under = [*under, line] if len(under) < MOST_TYPED else None
    for line in typed + (under or []):
        line.kind = OWN


def _ends_ours(line: Line) -> bool:
    """Whether a line holds a token, as the last of ours do."""
    return bool(token.find(line.text))


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


def _behind_label(text: str, count: int) -> int:
    """Give where words may begin behind a label of ``count`` words, which ends in a bracket and a colon."""
    match = _LABEL_END.match(text, word_end(text, count))
    return match.end() if match else 0


def _split(
    line: Line, labels: Iterable[Gram], wholes: Mapping[Gram, list[Gram]], grams: AbstractSet[Gram]
) -> None:
    """Find the author's words behind our fill-in label, or behind a whole long line of ours."""
    text = fold(line.text)
    if line.kind == OURS and FILL_IN not in text.lower():
        return
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
