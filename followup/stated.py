"""What an owner's status line claims for the whole, and where their other words say something else."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from followup import cues
from followup.closing import verdicts
from followup.dates import find
from followup.labelled import Claim, Key
from followup.sentences import Sentence

IN_WORDS: dict[Claim, str] = {
    "progress": "in progress",
    "complete": "implemented",
    "propose_closed": "proposed for closure",
    "not_adopted": "not adopted",
    "superseded": "superseded",
    "no_update": "no update",
}
"""A claim as owners write it in a status line."""
CLOSING = ("complete", "propose_closed")
DENIED = cues.cue(
    r"\b(?:do\snot|don['’]?t|not|never|cannot|can['’]t)\s(?:\w+\s){0,4}?clos(?:e|ed|ing|ure)\b",
    r"\b(?:is|are|has|have)(?:\snot|n['’]t)\s(?:\w+\s){0,3}?(?:implemented|complete|completed|in\splace)\b",
)
LIMITED = cues.cue(
    r"\b(?:in\s(?:part|principle|theory|draft)|on\spaper|partly|partially|mostly|largely|apart\sfrom|except"
    r"|awaiting|only|re-?opened|so\sfar|slipping|hope|hopefully|to\sthe\sextent)\b",
    r"^\W*but\b|\?",
    r"^\W*(?:in|at|for)\s(?:\w+\s)?(?:[0-9]{1,3}|one|two|three|four|five|six|seven|eight|nine|some|most|half)"
    r"\s(?:out\s)?of\b",
    r"\b(?:phase|stage|part)\s(?:[0-9]{1,2}|[a-h]|one|two|three)\b",
    r"\bnext\s(?:week|month|quarter|year|spring|summer|autumn|winter)\b",
)
"""What makes less of a status in the same sentence."""
_ENDED = re.compile(r"[.;!]\s*\Z")
_SENTENCE_END = re.compile(r"[.;!](?=\s|\Z)")
_TO_COME = re.compile(r"\b(?:by|in|from|on|during|after|before|until)\s(?:the\s)?\Z", re.IGNORECASE)


class Stated(NamedTuple):
    """A claim for the whole with the place it stands at, if any line makes one, and what it leaves open."""

    claim: Claim | None
    span: tuple[int, int] | None
    doubts: list[str]


def stated(keys: Sequence[Key], asked_on: dt.date) -> Stated:
    """Read the status lines; two that differ, or one under a condition, claim progress only.

    So does one for a day after ``asked_on``, or for less than the whole.
    A line beneath ``Part: 2`` speaks for that part, so it claims nothing for the whole.
    """
    lines = [(key, *_claim(key, asked_on)) for key in keys if key.claim]
    whole = [(key, claim, doubt) for key, claim, doubt in lines if not key.part]
    doubts = [doubt for _key, _claim_, doubt in lines if doubt]
    parts = [key.part for key, _claim_, _doubt in lines if key.part]
    if parts and not whole:
        doubts.append(f"its status lines are for parts only ({', '.join(dict.fromkeys(parts))})")
    if not whole:
        return Stated(None, None, doubts)
    key, claim, _doubt = whole[-1]
    if len({claim for _key, claim, _doubt in whole}) > 1:
        claim = "progress"
        doubts.append("it gives two different statuses for the whole")
    return Stated(claim, (key.start, key.end), doubts)


def _claim(key: Key, asked_on: dt.date) -> tuple[Claim | None, str]:
    """Judge a whole status line: what stands behind the status may take it back."""
    value = Sentence(key.start, key.end, key.value, None, own=False, paragraph=0, bullet=False)
    rest = key.value[key.said - key.start :]
    held = any(verdict.kind != "ask" for verdict in verdicts([value], None))
    held = held or bool(cues.CONDITION.search(rest) or cues.NOT.search(rest)) or _limited(key, asked_on)
    if key.claim in CLOSING and held:
        return "progress", f"its status line takes back in the same breath that it is {IN_WORDS[key.claim]}"
    return key.claim, ""


def _limited(key: Key, asked_on: dt.date) -> bool:
    """Whether the sentence that gives the status makes it one of a part, of a hope, or of a day to come."""
    behind = key.said - key.start
    if _ENDED.search(key.value[:behind]):
        return False
    rest = _SENTENCE_END.split(key.value[behind:], maxsplit=1)[0]
    if LIMITED.search(rest):
        return True
    return any(
        one.date is not None and one.date > asked_on and _TO_COME.search(rest[: one.start])
        for one in find(rest, base=asked_on)
    )


def denies(said: Sequence[Sentence]) -> bool:
    """Whether the prose says outright, of the whole, that it is not done or not to be closed."""
    plain = (one.text for one in said if not one.question and not one.part)
    return any(DENIED.search(text) and not cues.DOUBLE_NEGATIVE.search(text) for text in plain)


def against(line: Claim, said: Claim, *, denied: bool) -> tuple[Claim, str]:
    """Weigh a status line against what the prose alone would claim: (claim, doubt or nothing).

    The line wins. Only where the prose denies closure outright does the weaker of the two count.
    """
    if denied and line in CLOSING:
        return "progress", f"its status line says {IN_WORDS[line]}, its words say that it is not so yet"
    agree = said in (line, "progress", "no_update") or (line, said) == ("propose_closed", "complete")
    doubt = f"its status line says {IN_WORDS[line]}, its words say {IN_WORDS[said]}"
    return line, "" if agree else doubt
