"""Lines of the form ``Target date: 31 March 2027``, a quiet second syntax within an owner's own words.

Only these labels count, only at the start of a line; what is no status behind "Status:" is prose.
"""

import re
from typing import Literal, NamedTuple

from followup.cues import cue

Claim = Literal["progress", "propose_closed", "complete", "not_adopted", "superseded", "no_update"]
Name = Literal["status", "date", "reason", "evidence", "part"]

BULLET = r"[ \t]{0,8}(?:(?:[-•·➢►–]|\*(?!\*))[ \t]{0,4}){0,2}[*_]{0,3}"
_COLON = r"[*_]{0,3}[ \t]{0,3}:[*_]{0,3}[ \t]{0,4}"
LABELS: tuple[tuple[Name, str], ...] = (
    ("status", r"(?:current\s|new\s)?(?:status|state)|claim|closure|propos(?:e|ed|ing)\s(?:for\s)?closure"),
    (
        "date",
        (
            r"target(?:\sdate)?|timescale|deadline"
            r"|(?:new|revised|completion|due|expected|implementation)\s(?:target\s|completion\s)?date"
        ),
    ),
    ("reason", r"reason(?:\sfor\s(?:the\s)?(?:delay|change|extension|(?:new|later)\sdate))?"),
    ("evidence", r"evidence(?:\sattached)?|proof"),
    ("part", r"(?:sub-?)?part|sub-?action"),
)
_LONGEST = {"status": 400, "date": 60, "reason": 400, "evidence": 400, "part": 20}
_KEY = re.compile(
    BULLET
    + "(?:"
    + "|".join(
        rf"(?P<{name}>{spelt}){_COLON}(?P<{name}_value>[^\n]{{0,{_LONGEST[name]}}})" for name, spelt in LABELS
    )
    + ")",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:(?P<all>all|whole|the\swhole|both)|\(?(?P<part>[0-9]{1,2}(?:\.[0-9]{1,2})?(?:[ivx]{1,4}|[a-h])?"
    r"|[a-h]|[ivx]{1,4}|one|two|three|four)\)?(?:\s?(?:&|/|and)\s?[0-9]{1,2}){0,3})\W{0,3}",
    re.IGNORECASE,
)
_LEAD = r"\W{0,3}(?:(?:now|fully|currently|this|it|is|all|has|been|100\s?%)\s){0,4}"
_TAIL = (
    r"(?=\W*$|\s?[.,;:!?()–—/*_-]|\s(?:by|in|at|on|since|as|and|but|with|pending|subject|once|when|if|until"
    r"|unless|though|although|apart|except|awaiting|after|please|thanks|under|into|for|to\sthe)\b)"
)
_STATUS: tuple[tuple[Claim, str], ...] = (
    (
        "progress",
        (
            r"not\s(?:yet\s)?(?:been\s)?(?:completed?|closed|ready|done|implemented|started|finished|due)"
            r"|open|on-?going|(?:work\s)?in\sprogress|progressing|under\s?way|amber|red|wip|on\strack|no\schange"
            r"|unchanged|delayed|outstanding|started|part(?:ly|ially)?(?:\s(?:completed?|implemented|done))?"
            r"|[0-9]{1,2}\s?%(?:\s(?:completed?|done|implemented))?|not\s(?:to\sbe\s)?clos(?:ed|ure)"
        ),
    ),
    ("not_adopted", r"not\s(?:to\sbe\s)?(?:adopted|accepted)|declined|rejected"),
    ("superseded", r"superseded|overtaken"),
    ("no_update", r"no\supdate(?:\syet)?|update\sto\sfollow|nothing\sto\sreport"),
    (
        "propose_closed",
        (
            r"propos\w{1,4}\s(?:for\s|as\s)?clos(?:e|ed|ure)|(?:please\s)?clos(?:e|ed|ure)(?:\sproposed)?"
            r"|(?:ready\s)?for\sclosure|ready\sto\s(?:be\s)?closed?"
            r"|(?:completed?|implemented)\s(?:and|&|/)\s(?:please\s)?(?:propos\w{1,4}\s(?:for\s)?)?clos(?:e|ed|ure)"
        ),
    ),
    ("complete", r"completed?|done|implemented|finished|green|in\splace"),
)
_STATUSES = [(claim, cue(rf"\A{_LEAD}(?:{words}){_TAIL}")) for claim, words in _STATUS]
_CLOSURE = cue(r"\A(?:propos\w{1,4}\s(?:for\s)?)?closure\Z")
_JOINTS = " \t.,;:!*_–—-"
_YES, _NO = cue(rf"\A\W*yes{_TAIL}"), cue(rf"\A\W*no(?:t\syet)?{_TAIL}")


class Key(NamedTuple):
    """One labelled line with the place of its value; ``part`` is that of the last ``Part:`` line above.

    ``end`` is where the value ends; of a status ``said`` is where its own words end and prose may follow.
    """

    name: Name
    value: str
    start: int
    end: int
    said: int
    claim: Claim | None = None
    part: str | None = None


def keys(text: str) -> list[Key]:
    """Give the labelled lines of a reply in order."""
    found: list[Key] = []
    part: str | None = None
    for line in re.finditer(r"[^\n]+", text):
        key = key_at(text, line.start(), line.end())
        if key and key.name == "part":
            part = key.part
            found.append(key)
        elif key:
            found.append(key._replace(part=part))
    return found


def key_at(text: str, start: int, end: int) -> Key | None:
    """Read one line; None for prose, also where the label is followed by something it does not label."""
    match = _KEY.fullmatch(text, start, end) if text.find(":", start, end) >= 0 else None
    if match is None:
        return None
    name = next(name for name, _spelt in LABELS if match[name])
    value = match[f"{name}_value"].rstrip().rstrip("*_")
    begin = match.start(f"{name}_value")
    key = Key(name, value, begin, begin + len(value), end)
    if name == "part":
        named = _PART.fullmatch(value)
        return key._replace(part=named["part"] and value.strip(" ().,:;")) if named else None
    if name != "status":
        return key
    claim, said = _status(match[name], value)
    said += len(value[said:]) - len(value[said:].lstrip(_JOINTS))
    return key._replace(claim=claim, said=begin + said) if claim else None


def prose_from(text: str, start: int, end: int) -> int:
    """Give where the prose of a line begins: at its start, or behind what a label took of it."""
    key = key_at(text, start, end)
    return key.said if key else start


def _status(label: str, value: str) -> tuple[Claim | None, int]:
    """Give the claim of a status and where its words end; nothing for what is no status."""
    if _CLOSURE.match(label):
        if match := _YES.match(value):
            return "propose_closed", match.end()
        if match := _NO.match(value):
            return "progress", match.end()
    for claim, pattern in _STATUSES:
        if match := pattern.match(value):
            return claim, match.end()
    return None, 0
