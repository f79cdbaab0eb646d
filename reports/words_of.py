"""What the words of a cell mean in one organisation's vocabulary: priority, opinion, colour."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from reports.alike import folded
from reports.paper import Colour
from reports.vocabulary import Scale, Vocabulary
from reports.wording import assurance_of, colour_of, priority_of

LONGEST_GRADE = 60
"""Characters of a cell that names a priority or an opinion; a longer one is a text about something."""
FIGURES = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}
FIGURE = re.compile(r"(?:(?:priority|prio|p|grade|rating|rated|level|category|cat|class)\s?)?([1-9])")
COLOURS: Mapping[str, Colour] = {
    "r": "RED",
    "a": "AMBER",
    "g": "GREEN",
    "gray": "GREY",
    "yellow": "AMBER",
    "orange": "AMBER",
    "red": "RED",
    "amber": "AMBER",
    "green": "GREEN",
    "grey": "GREY",
}


def priority_in(words: str, vocabulary: Vocabulary, auditor: str = "") -> str | None:
    """Give the priority a cell names, by its auditor's scale first; None where no scale knows it."""
    scales = sorted(vocabulary.scales, key=lambda scale: not _is_of(scale, auditor))
    for piece in (words, words.partition("\n")[0]):
        for scale in scales:
            found = on_scale(piece, scale)
            if found:
                return found
    return None


def home_scale(vocabulary: Vocabulary, auditor: str = "") -> Scale:
    """Give the scale an item is expected on: its auditor's, else the first."""
    return next((scale for scale in vocabulary.scales if _is_of(scale, auditor)), vocabulary.scales[0])


def on_scale(words: str, scale: Scale) -> str | None:
    """Give the priority of one scale: "HIGH", "High risk", "P1", "1", "Priority one", "Hgih" by a slip."""
    said = _figured(words)
    if not said or len(words) > LONGEST_GRADE:
        return None
    names = _grades(scale.priorities, tuple(scale.aliases.items()))
    if said in names:
        return names[said]
    number = FIGURE.fullmatch(said)
    if number:
        same = (names[name] for name in names if (own := FIGURE.fullmatch(name)) and own[1] == number[1])
        return next(same, None)
    inside = {names[name] for name in names if f" {name} " in f" {said} " and not name.isdigit()}
    if inside:
        return inside.pop() if len(inside) == 1 else None
    plain = [name for name in scale.priorities if not any(map(str.isdigit, name))]
    return priority_of(words, plain) if " " not in said else None


def by_use(vocabulary: Vocabulary, cells: Iterable[str]) -> Vocabulary:
    """Give the vocabulary with the scale first that knows most of these cells, of two alike the first."""
    words = set(cells)
    known = {
        place: sum(on_scale(word, scale) is not None for word in words)
        for place, scale in enumerate(vocabulary.scales)
    }
    order = sorted(known, key=lambda place: -known[place])
    return vocabulary.model_copy(update={"scales": tuple(vocabulary.scales[place] for place in order)})


def opinion_in(words: str, vocabulary: Vocabulary) -> str | None:
    """Give the opinion a cell names ("Limited", "Overall opinion: Reasonable Assurance"), or None."""
    said = re.sub(r"\b(?:assurance|opinion|overall|rating|level|of|audit)\b", " ", folded(words))
    ladder = by_length(vocabulary)
    exact = ladder.get(" ".join(said.split())) if len(words) <= LONGEST_GRADE else None
    return exact or assurance_of(words, ladder)


def by_length(vocabulary: Vocabulary) -> Mapping[str, str]:
    """Give the ladder with the longest words first, for "unsatisfactory" ends in another opinion's word."""
    return _ladder(tuple(vocabulary.assurance.items()))


@lru_cache(maxsize=64)
def _ladder(rungs: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    ladder = {folded(word): name for word, name in rungs}
    ladder |= {folded(name): name for _, name in rungs if folded(name) not in ladder}
    return dict(sorted(ladder.items(), key=lambda rung: -len(rung[0])))


@lru_cache(maxsize=256)
def _grades(priorities: tuple[str, ...], aliases: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    names = {_figured(name): name for name in priorities}
    return names | {_figured(word): name for word, name in aliases}


def colour_in(words: str, vocabulary: Vocabulary) -> Colour | None:
    """Give the colour a cell names, by the organisation's own words first."""
    said = folded(words)
    own = {folded(word): colour for word, colour in vocabulary.rag.items()}
    for table in (own, COLOURS):
        if said in table:
            return table[said]
        named = {table[word] for word in said.split() if len(word) > 1 and word in table}
        if len(named) == 1:
            return named.pop()
    return colour_of(words)


def _is_of(scale: Scale, auditor: str) -> bool:
    return bool(auditor) and folded(scale.auditor) == folded(auditor)


def _figured(words: str) -> str:
    return " ".join(FIGURES.get(word, word) for word in folded(words).split())
