"""The vocabulary all house styles share: how papers print gradings, people, dates, markers and ids.

Readers import from here; each subject has its own module.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from followup.rag import in_force
from reports.date_words import beside_dates, month_of, stands_for_date, target_dates_of
from reports.ids import audit_code, item_id, unique_ids
from reports.marks import evidence_of, links_of, marker
from reports.paper import Colour
from reports.people_words import owners_of
from reports.plain import plain
from reports.vocabulary import Vocabulary

__all__ = [
    "PRIORITIES",
    "assurance_of",
    "audit_code",
    "beside_dates",
    "colour_of",
    "evidence_of",
    "in_force",
    "item_id",
    "links_of",
    "marker",
    "month_of",
    "owners_of",
    "plain",
    "priority_of",
    "stands_for_date",
    "target_dates_of",
    "title_before_assurance",
    "unique_ids",
]

DEFAULT = Vocabulary()
PRIORITIES = DEFAULT.scales[0].priorities
ALIASES = DEFAULT.scales[0].aliases
LADDER: Mapping[str, str] = DEFAULT.assurance
LONGEST_LABEL = 400
LONGEST_COLOUR = 12
NEAR = 0.8
FORGIVEN = 3
"""Words of so few letters are compared exactly."""


def priority_of(words: str, priorities: Sequence[str] = PRIORITIES) -> str | None:
    """Give the priority a label begins with ("Significant Recommendation:"), scanner's slips forgiven."""
    letters = re.sub(r"[^a-z]", "", words[:LONGEST_LABEL].lower())
    if letters in ALIASES and ALIASES[letters] in priorities:
        return ALIASES[letters]
    for name in priorities:
        wanted = re.sub(r"[^a-z]", "", name.lower())
        if wanted and (letters.startswith(wanted) or _near(letters[: len(wanted)], wanted)):
            return name
    return None


def assurance_of(words: str, ladder: Mapping[str, str] = LADDER) -> str | None:
    """Give the opinion printed before ASSURANCE (SATISFA CTORY ASURANCE -> Satisfactory), or None.

    ``ladder`` is the words in lower case -> the opinions meant, lowest first.
    """
    found = _opinion(words, ladder)
    return found[0] if found else None


def title_before_assurance(words: str, ladder: Mapping[str, str] = LADDER) -> str:
    """Give an audit's title: what stands before the opinion, or all of the words where there is none."""
    found = _opinion(words, ladder)
    return " ".join((words[: found[1]] if found else words).split()).strip(" –—-:,|")


def colour_of(words: str) -> Colour | None:
    """Give the RAG word that stands alone in a margin; one slip of the scanner is forgiven (AIMBER)."""
    letters = re.sub(r"[^A-Z]", "", words) if len(words) <= LONGEST_COLOUR else ""
    colours: tuple[Colour, ...] = ("RED", "AMBER", "GREEN", "GREY")
    for colour in colours:
        if letters == colour:
            return colour
    for colour in colours:
        if len(letters) > FORGIVEN and _near(letters, colour):
            return colour
    return None


def _opinion(words: str, ladder: Mapping[str, str]) -> tuple[str, int] | None:
    """Find the opinion and where it starts; letters are compared without the scanner's spaces."""
    where = [place for place, char in enumerate(words[:LONGEST_LABEL]) if char.isalpha()]
    letters = "".join(words[place].lower()[:1] for place in where)
    for cue in re.finditer(r"ass?[ui]", letters):
        for grade, name in ladder.items():
            start = _grade_before(letters[: cue.start()], "".join(filter(str.isalpha, grade)))
            if start is None or (
                grade == "no" and not words[: where[cue.start()]].lower().rstrip().endswith(" no")
            ):
                continue
            return name, where[start]
    return None


def _grade_before(letters: str, grade: str) -> int | None:
    """Give where a grading starts that ends the letters, as printed or with a slip or two."""
    if not grade:
        return None
    if letters.endswith(grade):
        return len(letters) - len(grade)
    starts = range(max(0, len(letters) - len(grade) - 2), max(0, len(letters) - len(grade) + 2))
    near = [start for start in starts if letters[start] == grade[0] and _near(letters[start:], grade)]
    return max(near, key=lambda start: _likeness(letters[start:], grade), default=None)


def _near(one: str, other: str) -> bool:
    return len(other) > FORGIVEN and _likeness(one, other) >= NEAR


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one, other).ratio()
