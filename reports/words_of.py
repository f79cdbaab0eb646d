"""What the words of a cell mean in one organisation's vocabulary: priority, opinion, status, colour."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from reports.alike import folded
from reports.paper import Colour, Status
from reports.vocabulary import Scale, Vocabulary
from reports.wording import assurance_of, colour_of, priority_of

LONGEST_GRADE = 60
"""Characters of a cell that names a priority or an opinion; a longer one is a text about something."""
FIGURES = {"one": "1", "two": "2", "three": "3", "four": "4", "five": "5"}
FIGURE = re.compile(r"(?:(?:priority|prio|p|grade|rating|rated|level|category|cat|class)\s?)?([1-9])")
STATUSES: Mapping[str, Status] = {
    **dict.fromkeys(
        (
            *(
                "open",
                "live",
                "new",
                "outstanding",
                "pending",
                "in progress",
                "in hand",
                "ongoing",
                "on going",
            ),
            *("on track", "on target", "off track", "behind schedule", "delayed", "deferred", "on hold"),
            *("paused", "started", "underway", "under way", "not started", "not yet started", "not due"),
            *("not yet due", "overdue", "past due", "due", "work in progress", "wip", "incomplete", "agreed"),
            *("accepted", "partially implemented", "partly implemented", "part implemented"),
            *(
                "implemented in part",
                "partial",
                "partially complete",
                "partially completed",
                "partly complete",
            ),
            *("part complete", "substantially implemented", "largely implemented", "mostly implemented"),
            *("not implemented", "not yet implemented", "not complete", "not completed", "unresolved"),
            *("unimplemented", "being implemented", "to be implemented", "reopened", "not closed", "planned"),
            *("extended", "revised", "no update", "no progress", "to do", "awaiting update", "slipped"),
        ),
        "open",
    ),
    **dict.fromkeys(
        (
            *("implemented", "fully implemented", "complete", "completed", "done", "resolved", "delivered"),
            *("finished", "fully complete", "proposed closed", "propose closed", "proposed for closure"),
            *(
                "proposed closure",
                "propose closure",
                "recommended for closure",
                "recommend closure",
                "achieved",
            ),
            *(
                "ready to close",
                "request to close",
                "closure requested",
                "discharged",
                "corrected",
                "fulfilled",
            ),
        ),
        "proposed_closed",
    ),
    **dict.fromkeys(("closed", "agreed closed", "closed and verified", "verified closed"), "closed"),
    **dict.fromkeys(
        (
            *(
                "superseded",
                "no longer applicable",
                "no longer relevant",
                "no longer required",
                "not applicable",
            ),
            *("withdrawn", "obsolete", "replaced", "merged", "no longer needed", "overtaken by events"),
        ),
        "superseded",
    ),
    **dict.fromkeys(
        (
            *(
                "not accepted",
                "not adopted",
                "not agreed",
                "rejected",
                "declined",
                "disagreed",
                "not supported",
            ),
            *(
                "accepted risk",
                "risk accepted",
                "accept risk",
                "risk tolerated",
                "tolerated",
                "will not implement",
            ),
            *("management accepts the risk", "management has accepted the risk"),
        ),
        "not_adopted",
    ),
}
"""What the usual words claim; what only the panel may do is claimed by the word "closed" alone."""
LEADING = re.compile(
    r"(?:(?:now|fully|status|action|actions|recommendation|rec|the|is|are|has|have|been|all|already|currently)"
    r"\s){1,6}"
)
WEAKENED = re.compile(
    r"\b(?:not|part|partly|partial|partially|in part|pending|subject|await\w{0,4}|except|but|still|to be|some"
    r"|outstanding|most|mostly|nearly|almost|unless|until|will|when|once|yet|ongoing|remain\w{0,4}|expected"
    r"|planned|due|cannot|unable|progress)\b"
)
"""Words after "implemented" that take some of it back: a claim is never stronger than its words."""
PROMISED = re.compile(r"\bby (?:the )?(?:end|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
SHARE = re.compile(r"(\d{1,3})(?: per ?cent)? (?:complete|completed|implemented|done)\b")
WHOLE = 100
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


class Reading(NamedTuple):
    """What a status cell says, and why a person should look."""

    status: Status
    doubt: str | None = None


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


@lru_cache(maxsize=64)
def _claims(own: tuple[tuple[str, Status], ...]) -> Mapping[str, Status]:
    return {**STATUSES, **{folded(word): status for word, status in own}}


@lru_cache(maxsize=256)
def _grades(priorities: tuple[str, ...], aliases: tuple[tuple[str, str], ...]) -> Mapping[str, str]:
    names = {_figured(name): name for name in priorities}
    return names | {_figured(word): name for word, name in aliases}


def status_in(words: str, vocabulary: Vocabulary) -> Reading | None:
    """Give what a status cell claims; None where its words are not known.

    "Implemented" proposes closure, unless the vocabulary says otherwise; what is taken back in the same
    breath ("Implemented in part", "Complete subject to testing") is open, with a doubt.
    """
    table = _claims(tuple(vocabulary.statuses.items()))
    said = folded(words)
    share = SHARE.search(said)
    if share:
        return Reading("proposed_closed" if int(share[1]) == WHOLE else "open")
    bare = LEADING.sub("", said, count=1) if LEADING.match(said) else said
    for candidate in (said, bare):
        if candidate in table:
            return Reading(table[candidate])
    for candidate in (said, bare):
        found = _beginning(candidate, table)
        if found:
            status, rest = table[found], candidate[len(found) :]
            closes = status in ("proposed_closed", "closed")
            if closes and (WEAKENED.search(rest) or PROMISED.search(rest)):
                return Reading(
                    "open", f"The status “{_short(words)}” takes back part of itself: read as open"
                )
            return Reading(status)
    return None


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


def _beginning(said: str, table: Mapping[str, Status]) -> str | None:
    """Give the longest known status the words begin with."""
    words = said.split()[:8]
    starts = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((start for start in starts if start in table), None)


def _short(words: str) -> str:
    return " ".join(words.split())[:80]
