"""Items named by their place in the request ("the second one"), or all of them at once."""

import re
from collections.abc import Sequence

from mail.naming import BULLET, Anchor

_PLACES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_PLACE = re.compile(
    rf"{BULLET}(?=(?P<begin>\w))(?:(?:re|for|on|as for|as to|regarding|and)[.:]? )?(?:the |your )?"
    rf"(?P<place>{'|'.join(_PLACES)}|last) (?:one|item|recommendation|action|point|matter)",
    re.IGNORECASE,
)
_BEHIND_PLACE = re.compile(r" ?[:)] ?| ?- ?|(?= *$)")
_COUNTS = ("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_EVERY = (
    r"(?:both|either|neither|all|any|each|none|every one)(?: of)?(?: the| these| those| my| your)?"
    rf"(?: (?P<count>{'|'.join(_COUNTS[2:])}))?(?: open| outstanding)?"
    r" (?:items?|recommendations?|actions|points)\b"
)
_NOTHING = (
    r"(?:there is |there are |we have )?(?:no (?:change|update|news|progress|movement)"
    r"|nothing (?:new|more|further|to add|to report)|unchanged|the same|same|as before)\b[^.:;]{0,30}?"
)
_OF_ALL = re.compile(
    rf"{BULLET}(?:{_NOTHING} {_EVERY}"
    rf"|(?:(?:for|on|re|regarding) )?{_EVERY.replace('count', 'number')} ?(?:[:-]|$))",
    re.IGNORECASE,
)
_ALL_ARE = re.compile(
    rf"{BULLET}(?:both|all(?: the| these| of the| of these)? (?P<count>{'|'.join(_COUNTS[2:])}))"
    r"(?: open| outstanding)? (?:items|recommendations|actions|points) (?:are|have been|were|remain)\b",
    re.IGNORECASE,
)
"""Only with their number: "all items are counted" may be said of a store."""


def by_place(text: str, order: Sequence[str], *, fresh: bool) -> Anchor | None:
    """Read "The second one: done", counted as the request lists its items; it is a guess, and said so."""
    match = _PLACE.match(text)
    tail = _BEHIND_PLACE.match(text, match.end()) if match else None
    if not (match and tail and order and (fresh or match["begin"].isupper())):
        return None
    said = match["place"].lower()
    place = len(order) - 1 if said == "last" else _PLACES.index(said)
    if place >= len(order):
        return None
    doubt = f"{order[place]} was named by its place in the request only."
    return Anchor((order[place],), "reference", tail.end(), doubt)


def of_all(text: str, names: Sequence[str]) -> Anchor | None:
    """Read "No change on either of the two items": one sentence that stands with each of them."""
    match, are = _OF_ALL.match(text), _ALL_ARE.match(text)
    if len(names) < 2 or not (match or are):  # noqa: PLR2004
        return None
    told = (match["count"] or match["number"]) if match else (are and are["count"]) or "two"
    if told and _COUNTS.index(told.lower()) != len(names):
        return None
    doubt = "One sentence was written about all the items; it stands with each."
    return Anchor(tuple(names), "reference", doubt=doubt, sentence=match is None)
