"""What a reply claims: one of six words, with the place it rests on and the doubts it leaves (rule 4)."""

import datetime as dt
from collections.abc import Sequence
from typing import NamedTuple

from followup import cues
from followup.closing import WHY, Verdict, verdicts
from followup.completing import in_place, still_open, whole_done
from followup.labelled import Claim, Key
from followup.sentences import Sentence, clauses
from followup.sieve import Sieved
from followup.stated import against, denies, stated

__all__ = ["Claim", "Decision", "decide"]

IT = r"(?:this|it|that|(?:the|this|your|4\.)?\s?(?:recommendation|rec|action|item|finding|proposal)s?)"
NOT_ADOPTED = cues.cue(
    rf"\b(?:not|n['’]t|never|cannot)\s(?:\w+\s){{0,2}}(?:accept|adopt|support|agree\s(?:with|to))(?:ed"
    rf"|ing)?\s{IT}\b(?!['’]s)",
    rf"\b(?:not|n['’]t|no\sintention\s(?:of|to)|no\splans?\sto|against)\s(?:\w+\s){{0,3}}"
    rf"(?:implement|adopt|tak|pursu|progress|proceed|do|enact|go)(?:e|ed|ing)?\s(?:forward\s)?(?:with\s"
    rf"|ahead\swith\s)?{IT}\b",
    rf"\b{IT}\s(?:is|was|has\sbeen|will|are|be)\s(?:\w+\s){{0,2}}?(?:not|never)\s(?:be\s|being\s"
    rf"|been\s)?(?:\w+\s)?"
    r"(?:adopted|accepted|implemented|taken\sforward|pursued|supported|agreed)\b",
    r"\b(?:recommendation|rec|therefore|hence|so|as|status|be)\s(?:is\s)?not\sadopted\b|^\W*not\sadopted\b",
    rf"\b(?:management|we|the\sforce|i|directorate|department|board)\s(?:have\s|has\s|would\s|must\s"
    rf"|must\srespectfully\s|respectfully\s)?"
    rf"(?:reject|declin|decid\w+\sagainst)(?:e|es|ed|s)?\s(?:to\s(?:implement|adopt|accept)\s"
    rf"|implementing\s|adopting\s)?{IT}\b",
    rf"\b{IT}\s(?:is|was|has\sbeen)\s(?:rejected|declined)\b",
    needs=r"not|n['’]t|never|no\sintention|no\splan|against|reject|declin",
)
BUT_DO = cues.cue(
    r"\b(?:but|however|although|instead)\b[^.;\n]{0,60}\b(?:will|are|have)\b[^.;\n]{0,30}\b(?:implement"
    r"|do|adopt|deliver|act)\w*"
)
TARGET = (
    r"(?:(?:under|by|into|in|with|of|to|within|through)\s(?:the\s|a\s|an\s|our\s)?(?:new\s|later\s"
    r"|wider\s|\w+\s)?(?:\w+\s){0,4}?"
    r"(?:recommendation|rec|audit|item|[0-9]{1,2}\.[0-9]{1,2}|[A-Z]{2,12}-[0-9A-Z.\-]{2,20}))"
)
SUPERSEDED = cues.cue(
    rf"\b{IT}(?:\s[0-9.]{{3,5}})?\s(?:is|was|are|has|have|been|be|can|now|therefore|\s){{1,5}}\s?(?:\w+\s)?"
    r"(?:superseded|overtaken|subsumed|replaced|a\sduplicate|duplicated)\b",
    rf"(?:^\W*(?:now\s)?|\b{IT}\s(?:(?:is|was|are|has|have|been|being|be|can|now|therefore|largely"
    rf"|will)\s){{1,6}})"
    r"(?:superseded|overtaken|replaced|subsumed|merged|amalgamated|incorporated|absorbed|rolled\sup"
    r"|folded|duplicat\w+|covered|picked\sup"
    rf"|taken\s(?:forward|over)|carried\sforward|transferred|dealt\swith|progressed|addressed)\s(?:now\s"
    rf"|instead\s|entirely\s|fully\s)?{TARGET}",
    r"^\W*(?:now\s)?superseded\b",
    needs=r"superseded|overtaken|subsumed|replaced|duplicat|merged|amalgamated|incorporated|absorbed|rolled"
    r"|folded|covered|picked|taken|carried|transferred|dealt|progressed|addressed",
)
COMING = cues.cue(
    r"\b(?:update|progress|response|reply|report|information|details?"
    r"|position)\b[^.;\n]{0,40}\b(?:to\s(?:be\s)?(?:provided|follow|come|given)|will\s"
    r"(?:be\s(?:provided|given|sent|available)|follow|come))",
    r"\b(?:will|['’]ll|shall|hope\sto|going\sto)\s(?:\w+\s){0,3}?(?:get\sback\sto|come\sback\sto|send"
    r"|provide|let\syou\shave|forward|reply|respond|update\syou|revert)\b",
    r"\b(?:no|nothing)\s(?:further\s|new\s)?(?:update(?!\sfrom)|to\s(?:report|add|update))\b",
    r"\b(?:get|come)\sback\sto\syou\b|\bmore\sto\sfollow\b|\bbear\swith\sme\b",
    r"\bnot\s(?:yet\s)?(?:in\sa\sposition|able)\sto\s(?:provide|give)\b|\b(?:chas(?:ed|ing))\b",
)
LIGHT = cues.cue(
    r"\b(?:leave|sorry|apolog\w+|thank\w*|regards|cheers|hi|hello|dear|morning|afternoon|holiday|annual"
    r"|back\sin|recently\s(?:published|finalised|issued)"
    r"|recent\sfinal|busy|swamped|court|received|noted|handover|new\sin\spost|just\s(?:taken|started)"
    r"|chas\w+|waiting|colleague|ask\w*|course|off\ssick|sick)\b",
)
SHORT = 5  # words; a greeting or a name is no longer


class Decision(NamedTuple):
    """The claim, the span it rests on (None for plain progress), and why a person should look."""

    claim: Claim
    span: tuple[int, int] | None
    implemented: tuple[int, int] | None
    doubts: list[str]


def decide(
    said: Sequence[Sentence], keys: Sequence[Key], reference: str | None, asked_on: dt.date
) -> Decision:
    """Read the claim off a reply's sentences and labelled lines; ``reference`` is what it answers."""
    judged = verdicts(said, reference)
    done = _first_done(said)
    doubts = [f"it {WHY[kind]}" for kind in dict.fromkeys(v.kind for v in judged) if kind in WHY]
    line = stated(keys, asked_on)
    claim, span = _claim(said, judged, done)
    if line.claim:
        asked = [verdict.kind for verdict in judged if verdict.kind in ("ask", "deny")]
        claim, doubt = against(line.claim, claim, denied=asked[-1:] == ["deny"] or denies(said))
        span = line.span
        line.doubts.extend([doubt] if doubt else [])
    if claim == "propose_closed":
        doubts = [doubt for doubt in doubts if doubt == f"it {WHY['deny']}"]
    doubts += line.doubts
    open_end = any(still_open(sentence.text) for sentence in said)
    if open_end and (claim in ("propose_closed", "not_adopted", "superseded") or line.claim == "complete"):
        doubts.append("it names something still to be done")
    if claim == "complete":
        doubts.append("it says it is complete but does not ask for closure")
    if claim == "progress" and done and open_end:
        doubts.append("it says it is complete, yet names a further step")
    by_line = line.span if line.claim == claim == "complete" and not open_end else None
    implemented = (done or by_line) if claim in ("complete", "propose_closed") else None
    if implemented is None and (claim == "propose_closed" or not open_end):
        implemented = _first_in_place(said)
    if claim in ("not_adopted", "no_update", "superseded"):
        implemented = None
    return Decision(claim, span, implemented, doubts)


def _claim(
    said: Sequence[Sentence], judged: Sequence[Verdict], done: tuple[int, int] | None
) -> tuple[Claim, tuple[int, int] | None]:
    """Weigh what the prose claims: declined and taken over go before closed."""
    asked = [verdict for verdict in judged if verdict.kind in ("ask", "deny")]
    wished = asked[-1] if asked and asked[-1].kind == "ask" else None
    at_rest = not asked and not any(still_open(sentence.text) for sentence in said)
    weighed: tuple[tuple[Claim, tuple[int, int] | None], ...] = (
        ("not_adopted", _said(said, NOT_ADOPTED)),
        ("superseded", _said(said, SUPERSEDED)),
        ("propose_closed", (wished.start, wished.end) if wished else None),
        ("no_update", _only_coming(said)),
        ("complete", done if at_rest else None),
    )
    return next(((claim, span) for claim, span in weighed if span), ("progress", None))


def _said(said: Sequence[Sentence], cue: Sieved) -> tuple[int, int] | None:
    """Find a statement about the whole: no question, no condition, nobody else's words, no part."""
    for sentence in said:
        match = cue.search(sentence.text)
        if match is None or sentence.question or sentence.part:
            continue
        head = sentence.text[: match.start()]
        against = (cues.CONDITION, cues.REPORTED, cues.PARTIAL, BUT_DO)
        if any(one.search(sentence.text) for one in against) or cues.NOT.search(head):
            continue
        return sentence.start + match.start(), sentence.start + match.end()
    return None


def _first_done(said: Sequence[Sentence]) -> tuple[int, int] | None:
    for sentence in said:
        for clause in clauses(sentence):
            if match := whole_done(clause, sentence):
                return clause.start + match.start(), clause.start + match.end()
    return None


def _first_in_place(said: Sequence[Sentence]) -> tuple[int, int] | None:
    for sentence in said:
        for clause in clauses(sentence):
            if match := in_place(clause, sentence):
                return clause.start + match.start(), clause.start + match.end()
    return None


def _only_coming(said: Sequence[Sentence]) -> tuple[int, int] | None:
    """Find "an update will follow" in a reply that says nothing else of weight."""
    found = None
    for sentence in said:
        match = COMING.search(sentence.text)
        if match:
            found = found or (sentence.start + match.start(), sentence.start + match.end())
        elif len(sentence.text.split()) > SHORT and not LIGHT.search(sentence.text):
            return None
    return found
