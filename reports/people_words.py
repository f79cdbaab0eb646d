"""Who answers for a recommendation: people, posts and suppliers out of one line of print."""

import re
from collections.abc import Sequence
from itertools import pairwise

from reports.paper import Owner
from reports.parts import MARK, parts_of
from reports.titles import BODIES, LOWER_IN_NAMES, POSTS, RANKS, SHORT_RANKS

LONGEST = 2_000
FULL_NAME, LONG_NAME = 2, 3
ACRONYM = 3
BODY_PART = re.compile(
    r"\bfor the ([A-Z][A-Za-z]{1,20}(?: [A-Z][A-Za-z]{1,20}){0,2})\s*[-–—:]\s*", re.IGNORECASE
)
SEPARATORS = re.compile(r"\s*(?:;|\n|\s/\s|(?<=[a-z)])/\s|\s(?:supported|assisted) by\s)\s*")
COMMAS = re.compile(r",\s+")
DASHES = re.compile(r"\s+[-–—]+\s*|\s*[–—]\s+|\s*[-–—]+\s+")
NAME = re.compile(r"[A-Z][A-Za-zÀ-ÖØ-öø-ÿŵŷŴŶ'’.-]{0,30}$")
NOBODY = frozenset(("", "n/a", "na", "none", "tbc", "tba", "see below", "as above", "see above"))


def owners_of(words: str) -> list[Owner]:
    """Split the words after "Person Responsible" into owners, in printed order.

    The name stands without rank; role is rank or post as printed; part is what they answer for:
    "(1)" -> "1", "For the OPCC -" -> "OPCC". A supplier or department is an owner too. Nothing that
    names nobody ("See below", "N/A") gives an owner.
    """
    owners: list[Owner] = []
    text = re.sub(r"[^\S\n]+|\n(?=\s*[a-z(])", " ", words[:LONGEST])
    for part, piece in parts_of(text, BODY_PART if BODY_PART.search(text) else MARK):
        for segment in SEPARATORS.split(piece):
            for one in _people_apart(segment.strip(" .,:-–\t")):
                owners += [owner.model_copy(update={"part": part}) for owner in _read(one)]
    return owners


def _people_apart(segment: str) -> list[str]:
    """Cut at commas and "and" where a person follows: "A and B – Head", but not "Health and Safety Unit"."""
    pieces: list[str] = []
    for clause in COMMAS.split(segment):
        if pieces and not _starts_with_person(clause):
            pieces[-1] += ", " + clause
            continue
        rest = clause.split(" and ")
        pieces.append(rest[0])
        for left, right in pairwise(rest):
            apart = _starts_with_person(right) or (
                _ends_in_person(left) and bool(NAME.match(right.split(" ")[0]))
            )
            if apart and left.count("(") == left.count(")"):
                pieces.append(right)
            else:
                pieces[-1] += " and " + right
    return pieces


def _kind(word: str) -> str:
    """Tell what a word is to a name: rank, post, body, name or other."""
    bare = word.strip("().,:'’")
    folded = bare.lower()
    if bare != "T" and any(piece in SHORT_RANKS or piece.lower() in RANKS for piece in bare.split("/")):
        return "rank"
    if folded in POSTS:
        return "post"
    if folded in BODIES or (len(bare) >= ACRONYM and bare.isupper()):
        return "body"
    return "name" if NAME.match(bare) else "other"


def _starts_with_person(words: str) -> bool:
    before_dash = DASHES.split(words)[0]
    return _span(before_dash.split()) is not None


def _ends_in_person(words: str) -> bool:
    tokens = words.split()
    span = _span(tokens)
    return span is not None and span[1] == len(tokens) and "name" not in map(_kind, tokens[: span[0]])


def _span(tokens: list[str]) -> tuple[int, int] | None:
    """Find the person among tokens: the end of a run of names (one is enough after a rank)."""
    kinds = ["name" if word in LOWER_IN_NAMES else _kind(word) for word in tokens]
    start = 0
    while start < len(kinds):
        end = start
        while end < len(kinds) and kinds[end] == "name" and not _is_over(tokens[start:end]):
            end += 1
        ranked = start > 0 and kinds[start - 1] == "rank"
        if end - start >= FULL_NAME or (ranked and end > start):
            return (end - FULL_NAME if end - start > LONG_NAME else start), end
        start = max(end, start + 1)
    return None


def _is_over(name: Sequence[str]) -> bool:
    """Whether a comma ends a whole name: what follows is a post, "Hetty Vance, Matron"."""
    return len(name) >= FULL_NAME and name[-1].endswith(",")


def _read(segment: str) -> list[Owner]:
    """Read one segment: names and posts on either side of dashes, or a body that is itself the owner."""
    owners: list[Owner] = []
    waiting: list[str] = []
    for piece in DASHES.split(segment):
        tokens = piece.replace("(", " ").replace(")", " ").split()
        span = _span(tokens)
        follows = bool(owners) and owners[-1].role is None and "rank" not in [_kind(word) for word in tokens]
        if span is None or follows:
            if owners and tokens:
                role = owners[-1].role
                owners[-1].role = f"{role} – {' '.join(tokens)}" if role else " ".join(tokens)
            elif tokens:
                waiting.append(" ".join(tokens))
            continue
        role = " ".join([*waiting, *tokens[: span[0]], *tokens[span[1] :]]).strip(" ,:") or None
        owners.append(Owner(name=" ".join(tokens[span[0] : span[1]]).strip(" .,:"), role=role))
        waiting = []
    if owners:
        return owners
    whole = segment.strip(" .,:")
    return [] if whole.lower() in NOBODY or not re.search(r"[A-Za-z]{2}", whole) else [Owner(name=whole)]
