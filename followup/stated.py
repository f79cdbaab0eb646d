"""What an owner's status line claims for the whole, and where their other words say something else."""

from collections.abc import Sequence
from typing import NamedTuple

from followup import cues
from followup.closing import verdicts
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


class Stated(NamedTuple):
    """A claim for the whole with the place it stands at, if any line makes one, and what it leaves open."""

    claim: Claim | None
    span: tuple[int, int] | None
    doubts: list[str]


def stated(keys: Sequence[Key]) -> Stated:
    """Read the status lines; two that differ, or one under a condition, claim progress only.

    A line beneath ``Part: 2`` speaks for that part, so it claims nothing for the whole.
    """
    lines = [(key, *_claim(key)) for key in keys if key.claim]
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


def _claim(key: Key) -> tuple[Claim | None, str]:
    """Judge a whole status line: what stands behind the status may take it back."""
    value = Sentence(key.start, key.end, key.value, None, own=False, paragraph=0, bullet=False)
    rest = key.value[key.said - key.start :]
    held = any(verdict.kind != "ask" for verdict in verdicts([value], None))
    held = held or bool(cues.CONDITION.search(rest) or cues.NOT.search(rest))
    if key.claim in CLOSING and held:
        return "progress", f"its status line takes back in the same breath that it is {IN_WORDS[key.claim]}"
    return key.claim, ""


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
