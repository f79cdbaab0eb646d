"""Whether a sentence asks that the recommendation be closed: only what the owner claims, for the whole."""

from collections.abc import Sequence
from itertools import islice
from typing import Literal, NamedTuple

from followup import cues
from followup.sentences import Clause, Sentence, clauses

Kind = Literal["ask", "deny", "later", "past", "question", "part", "other"]
WHY = {
    "deny": "says that it is not to be closed yet",
    "later": "speaks of closing later or on a condition",
    "past": "speaks of an earlier or somebody else's word about closing",
    "question": "asks about closing without proposing it",
    "part": "asks for closure of a part only",
}
LINE = 200  # characters of a part's own line; in a longer run a marker ends the whole item
MOST = 8  # mentions of closing judged in one clause
NEAR = 28  # characters before a cue in which a past tense still belongs to it


class Verdict(NamedTuple):
    """What one mention of closing amounts to, with its place in the reply."""

    kind: Kind
    start: int
    end: int


def verdicts(said: Sequence[Sentence], reference: str | None) -> list[Verdict]:
    """Judge every mention of closing, in order; ``reference`` is the recommendation answered."""
    found: list[Verdict] = []
    for sentence in said:
        for clause in clauses(sentence):
            found += (
                _marked(clause, sentence)
                or _asked(clause, sentence, reference)
                or _kept_open(clause, sentence)
            )
    return found


def _kept_open(clause: Clause, sentence: Sentence) -> list[Verdict]:
    """Hear the wish to leave an item open, which takes back an earlier wish to close it."""
    match = cues.KEEP_OPEN.search(clause.text)
    if match is None or sentence.question or cues.NOT.search(clause.text[: match.start()]):
        return []
    return [Verdict("deny", clause.start + match.start(), clause.start + match.end())]


def _marked(clause: Clause, sentence: Sentence) -> list[Verdict]:
    """Judge the marker in capitals, which stands for the whole unless its own line is a part's."""
    match = cues.MARKER.search(clause.text)
    if match is None:
        return []
    head = clause.text[: match.start()]
    end = clause.start - sentence.start + match.end()
    beside = f"{head} {sentence.text[end : end + 2 * NEAR]}"
    kind: Kind = "ask"
    if sentence.question:
        kind = "question"
    elif cues.NOT.search(head):
        kind = "deny"
    elif cues.PAST.search(head) or cues.REPORTED.search(head):
        kind = "past"
    elif cues.CONDITION.search(sentence.text):
        kind = "later"
    elif (sentence.own and len(sentence.text) < LINE) or cues.PARTIAL.search(beside):
        kind = "part"
    return [Verdict(kind, clause.start + match.start(), clause.start + match.end())]


def _asked(clause: Clause, sentence: Sentence, reference: str | None) -> list[Verdict]:
    """Judge each wish to close in one clause."""
    found = []
    for match in islice(cues.ASKS.finditer(clause.text), MOST):
        head, tail = clause.text[: match.end()], clause.text[match.end() :]
        if _other(head, tail, match.start(), reference):
            kind: Kind = "other"
        else:
            offset = clause.start - sentence.start + match.end()
            kind = _blocked(head, tail, match.start(), sentence, offset) or _scoped(clause, sentence)
        found.append(Verdict(kind, clause.start + match.start(), clause.start + match.end()))
    return found


def _blocked(head: str, tail: str, start: int, sentence: Sentence, offset: int) -> Kind | None:
    """Give what stands against a cue: another's words, a negation, a question, a condition, the future."""
    if cues.DOUBLE_NEGATIVE.search(sentence.text):
        return None
    polite = cues.POLITE.search(sentence.text) is not None
    denied = (
        cues.NOT.search(head[max(0, start - 2 * NEAR) :])
        or cues.AGAINST.search(sentence.text)
        or cues.DISOWNED.search(tail)
    )
    when = cues.AGREED.sub(" ", sentence.text)
    tail = cues.OBJECT.sub("", tail, count=1) if cues.OBJECT.match(tail) else tail
    put_off = cues.TAIL.search(tail) is not None and not polite and not cues.MEETING.search(tail)
    against: tuple[tuple[Kind, bool], ...] = (
        ("past", cues.REPORTED.search(sentence.text) is not None),
        ("deny", denied is not None),
        ("question", sentence.question and not polite),
        ("later", bool(cues.CONDITION.search(when) or cues.AHEAD.search(head))),
        ("past", cues.PAST.search(head[max(0, start - NEAR) :]) is not None),
        ("later", put_off or cues.YET.search(sentence.text, offset) is not None),
    )
    return next((kind for kind, holds in against if holds), None)


def _other(head: str, tail: str, start: int, reference: str | None) -> bool:
    """Tell whether a ticket, a meeting or another recommendation is what closes."""
    if cues.OTHERS.search(head[max(0, start - NEAR) :]) or cues.OTHERS.match(
        tail[:NEAR].removeprefix(" the").lstrip()
    ):
        return True
    verb = head[start:].lower()
    if (verb.endswith(("close", "closing")) and cues.ELSEWHERE.match(tail)) or verb.endswith("the closed"):
        return True
    named = cues.REFERENCE.findall(head) or cues.REFERENCE.findall(tail[:NEAR])
    return bool(named) and reference is not None and reference.rsplit("-", 1)[-1] != named[-1]


def _scoped(clause: Clause, sentence: Sentence) -> Kind:
    """Give whose closing it is: the recommendation's or a part's."""
    if cues.WHOLE.search(clause.text):
        return "ask"
    return "part" if sentence.part or cues.PARTIAL.search(sentence.text) else "ask"
