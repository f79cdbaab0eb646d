"""Where a line must be cut: item headings, field labels and the labels of dated updates, also in mid-line."""

import re
from typing import Literal, NamedTuple

from reports import wording

Kind = Literal["text", "heading", "dates", "people", "both", "response", "update"]
REFERENCE = r"\d{1,2}\.\d{1,2}[a-z]?"
COLON = r"\s{0,3}:\s{0,3}"
FIELDS: tuple[tuple[Kind, str], ...] = (
    ("both", r"Persons?\s{1,3}Responsible\s{1,3}and\s{1,3}(?:Implementation\s{1,3})?Target\s{1,3}Dates?"),
    ("dates", r"(?:Revised\s{1,3})?Implementation\s{1,3}(?:Target\s{1,3})?Dates?"),
    ("people", r"(?:Persons?|Officers?)\s{1,3}Responsible"),
    ("response", r"(?:Initial\s{1,3})?Management\s{1,3}Response"),
)
UPDATE = r"(?:Update|UPDATE)\s{1,3}(?P<when>[A-Za-z0-9/.'’]{1,12}(?:\s[A-Za-z0-9/.'’]{1,12}){0,3}?)"
INLINE = re.compile(
    "|".join(f"(?P<{kind}>{words}){COLON}" for kind, words in FIELDS)
    + rf"|(?P<update>{UPDATE})\s{{0,3}}(?::\s{{0,3}}|[–-]\s{{1,3}}|$)"
    + rf"|(?P<heading>(?:{'|'.join(wording.PRIORITIES)})\s{{0,2}}[–-]?\s{{0,2}}{REFERENCE})\s{{1,3}}(?=[A-Z])"
)
AT_START = re.compile(
    "|".join(f"(?P<{kind}>{words})(?:{COLON}|\\s{{1,3}})" for kind, words in FIELDS)
    + r"|(?P<update>(?:Progress\s)?(?:Update|UPDATE)(?=\s{0,2}:)|NEW\sUPDATE\b)\s{0,2}:?\s{0,3}"
)
HEADED = re.compile(
    rf"(?P<priority>[A-Za-z]{{3,16}}?)\s{{0,2}}(?:[–-]\s{{0,2}})?(?P<ref>{REFERENCE}|[A-Z]\.(?=\s))"
    r"\s{1,3}(?P<title>\S.*)"
)
TAILED = re.compile(
    rf"(?P<priority>[A-Za-z]{{3,16}})\s{{0,2}}[–-]\s{{0,2}}(?P<title>\S.{{1,140}}?)\s{{1,3}}(?P<ref>{REFERENCE})\W{{0,3}}"
)
CONTINUED = re.compile(
    rf"(?:(?P<before>{REFERENCE})\s{{1,3}})?(?P<title>\S.{{1,140}}?)(?:\s{{1,3}}(?P<after>{REFERENCE}))?"
    r"(?P<dots>[\s.…]{0,6})\(?(?:Continued|CONTINUED)\)?(?P<more>[\s.…]{0,6})"
)
ELLIPSIS = re.compile(r"\.\.|…")


class Piece(NamedTuple):
    """A stretch of a line: what it begins, the label as printed, and the words that follow it."""

    kind: Kind
    label: str
    words: str


class Heading(NamedTuple):
    """An item's heading line; ``rest`` is what ran on after the title."""

    priority: str
    reference: str
    title: str


def pieces(text: str) -> list[Piece]:
    """Cut one line at every label in it; the words before the first label come as a piece of kind text."""
    cuts = [(0, *_cut(found)) for found in (AT_START.match(text),) if found]
    after = cuts[0][1] if cuts else 0
    cuts += [(found.start(), *_cut(found)) for found in _sure(text, after)]
    out = [Piece("text", "", text[: cuts[0][0]].strip() if cuts else text.strip())]
    for place, (_, end, kind, label) in enumerate(cuts):
        stop = cuts[place + 1][0] if place + 1 < len(cuts) else len(text)
        out.append(Piece(kind, label, text[end:stop].strip()))
    return out if out[0].words or len(out) == 1 else out[1:]


def heading_of(text: str) -> Heading | None:
    """Read "Significant – 4.3 Title", "Significant 4.3 Title" and "Significant – Title 4.3"."""
    for pattern in (HEADED, TAILED):
        found = pattern.fullmatch(text.lstrip(" -#*"))
        priority = wording.priority_of(found["priority"]) if found else None
        if found and priority:
            return Heading(priority, found["ref"].rstrip("."), found["title"].strip())
    return None


def continued(text: str) -> tuple[str | None, str] | None:
    """Read "4.1 Title... Continued": reference and title of the item that runs over the page."""
    found = CONTINUED.fullmatch(text)
    reference = (found["before"] or found["after"]) if found else None
    if not found or not (reference or ELLIPSIS.search(found["dots"] + " " + found["more"])):
        return None
    return reference, found["title"].strip(" .…")


def _cut(found: re.Match[str]) -> tuple[int, Kind, str]:
    """Give where the words after a label begin, the kind of label and the label as printed."""
    kinds: tuple[Kind, ...] = ("both", "dates", "people", "response", "update", "heading")
    kind = next(kind for kind in kinds if kind in found.re.groupindex and found[kind])
    return found.end(), kind, found[kind]


def _sure(text: str, start: int) -> list[re.Match[str]]:
    """Find labels from a place on, without an update "label" that names no month.

    A heading in mid-line counts only where an item's labels follow it: prose may name a priority too.
    """
    found = [
        one for one in INLINE.finditer(text, start) if not one["update"] or wording.month_of(one["when"])
    ]
    last = max((place for place, one in enumerate(found) if not one["heading"]), default=-1)
    return [one for place, one in enumerate(found) if not one["heading"] or place < last]
