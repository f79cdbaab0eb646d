"""Which dates in a reply are promises: a new one for the whole, or those of parts and milestones (rule 5)."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from followup.cues import NOT, PARTIAL, WHOLE, cue
from followup.dates import DateReading, Found, find, read
from followup.labelled import Key
from followup.sentences import INLINE, Sentence, part_of

TARGET = cue(
    r"\b(?:target|completion|implementation|delivery|due|end|finish|revised|new|amended|extended"
    r"|anticipated|expected|estimated|proposed|realistic|likely)"
    r"\s(?:(?:target|completion|implementation|delivery|due|end|finish|revised)\s){0,2}(?:date|deadline"
    r"|completion|timescale|timeline|timeframe)\b",
    r"\bdeadline\b|\btimescales?\b|\bextension\b|\bETA\b|\btarget\b",
)
MOVED = cue(
    r"\b(?:now|delayed|extended|pushed(?:\sback)?|moved(?:\sback)?|slipp?(?:ed|ing)?|slip|put\sback"
    r"|deferred|postponed|revised|changed|rescheduled|move\w*|extend|push|amend(?:ed)?|reset"
    r"|brought\sforward)"
    r"\s(?:it\s|this\s|the\s\w+\s)?(?:back\s|out\s|forward\s)?(?:until|to|till|for|into|by)\s(?:the\s)?$",
    r"\b(?:need|request(?:ing)?|ask(?:ing)?|like|want)\s(?:\w+\s){0,3}(?:until|till|to)\s(?:the\s)?$",
)
FINISH = cue(
    r"\b(?:will|shall|should|['’]ll|to|would|can|now|expect(?:ed)?|anticipat\w+|aim(?:ing)?|hop(?:e|ing)"
    r"|plan(?:ned|ning)?|due|likely|be)\b[^.;\n]{0,60}"
    r"\b(?:complet(?:e|ed|ion)|done|implement(?:ed|ation)?|finish(?:ed)?|deliver(?:ed|y)?|in\splace"
    r"|finalis(?:e|ed)|live|wrapped\sup|achiev(?:e|ed)|conclud\w+|sorted|operational|ready)\b",
    r"\blooks?\s(?:like|to\sbe)\s$|\blooking\sat\s$",
    r"\b(?:it|this)\s?(?:will|['’]ll|may|could|should)\s(?:now\s|probably\s)?be\s(?:\w+\s)?(?:the\s)?$",
    r"\b(?:complet(?:e|ed|ion)|done|finish(?:ed)?|deliver(?:ed|y)?|ready|sorted)\s(?:by|in|before|is|at"
    r"|around)\b",
    r"\b(?:now\s)?(?:realistically|expected|anticipated|estimated|due|planned)\s(?:\w+\s){0,2}(?:by|in"
    r"|for|at|around|to\sbe)?\s?(?:the\s)?$",
)
SELF = re.compile(
    r"^\W*(?:(?:so|but|and|however|therefore|unfortunately|as\sa\sresult|sorry|realistically|overall"
    r"|currently|now|hopefully|also|due\sto[^,]{0,60}),?\s){0,3}"
    r"(?:(?:this|it|that|these|all|everything|we|i|both|work|delivery|completion|implementation|eta"
    r"|deadline|now|will|should"
    r"|aiming|hoping|expect|delayed|extended|due|to\sbe|can|could|please|would|need|requesting|slipped"
    r"|pushed|moved|date|by"
    r"|target|expected|anticipated|estimated)\b"
    r"|(?:a\s|the\s|our\s|my\s)?(?:new|revised|expected|anticipated|estimated|amended|proposed|realistic"
    r"|likely)\s(?:\w+\s){0,2}?(?:date|deadline|completion|timescale|timeframe|delivery)\b"
    r"|the\s(?:earliest|soonest)\b|the\s(?:\w+\s){0,2}(?:recommendation|rec|action|item|work|date"
    r"|deadline|target|timescale|implementation|completion|remainder|rest|whole|target\sdate)\b"
    r"|(?:recommendation|rec)\b|[0-9]\.[0-9])",
    re.IGNORECASE,
)
LIKELY = re.compile(
    r"\s(?:is|would\sbe|looks|seems)\s(?:now\s|more\s|a\s|the\s)*(?:realistic|likely|achievable|(?:new"
    r"|revised)\s(?:target|date))",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"\b(?:new|revised|amended|extended|updated)\s(?:\w+\s)?(?:target|date|deadline|timescale"
    r"|completion)(?:\sdate)?\s?(?:is|of|now|to|will\sbe|[:–—-]|\s){0,3}\s?(?:the\s)?$"
    r"|\brealistically\s$|\btarget\sdate\s?(?:is|now|will\sbe|[:–—-]|\s){0,3}\s?(?:the\s)?$",
    re.IGNORECASE,
)
FOR_OTHER = re.compile(
    r"\b(?:date|deadline|target|timescale|timeline)\s(?:for|of|to)\s(?:the\s)?(?!(?:completion"
    r"|implementation|this|it|closure|delivery|the\s(?:rec|whole)|recommendation|rec|full|is|be|now|mid"
    r"|early|late|end"
    r"|spring|summer|autumn|winter|q[1-4]|[0-9]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b)[a-z]",
    re.IGNORECASE,
)
SAME = cue(
    r"\b(?:still|remains?|as\splanned|unchanged|on\s(?:track|course|target|schedule)|original(?:ly)?"
    r"|existing|no\schange|not\schanged?|as\sbefore|already|currently\santicipated|as\sagreed"
    r"|keep(?:ing)?\sto|within)\b",
    r"\btarget\sdate\sof\b.{0,30}\b(?:will|is)\s(?:still\s)?be\smet\b",
)
BY_TARGET = re.compile(r"^\W*(?:implementation\s|current\s)?target\s(?:date|deadline)", re.IGNORECASE)
HELD = cue(
    r"\b(?:was|were|had|took\splace|held|met|has\sbeen|have\sbeen|since|dated|last|previous\w*|ago"
    r"|visited|published|approved|agreed|reviewed|issued|ratified|launched"
    r"|completed\s(?:on|in)|as\sof|sent|formed|convened|obtained|appointed|started|began|introduced"
    r"|attended|signed|delivered\s(?:on|in)|received|reported|wrote|spoke|mandated)\b",
)
MEET = cue(
    r"\b(?:meetings?|meet|meets|panel|jarap|sorb|board|committee|workshop|session|conference|away\sday"
    r"|group)\b"
)
AHEAD = cue(
    r"\b(?:will|shall|to\sbe|by|due|target|expected|anticipated|estimated|est|timescale|until|scheduled"
    r"|planned|go[\s'’-]+live|completion|aim\w*|hope|from|should|commence|start\w*|revised|proposed)\b",
    r"['’]ll\b",
    r"[–:-]\s?$",
)
REASON = re.compile(
    r"\b(?:due\sto(?!\s(?:commence|start|be|begin|complete|finish|go|report|meet|take|launch"
    r"|operational)\b)|because(?:\sof)?|owing\sto"
    r"|as\sa\s(?:result|consequence)\sof|on\saccount\sof|delayed\sby|held\sup\sby|caused\sby"
    r"|following\sthe\s(?:departure|loss)\sof"
    r"|while\swe\swait|given\s(?:the|that)|as\s(?:the|our|we|their|there|both|two|one|it|key)\b"
    r"|after\s(?:the|our)\s(?:\w+\s){1,5}(?:left|resigned))"
    r"(?:(?!,\s(?:this|the|we|it|i|our|there|so|which)\b)[^.;?!]){3,300}",
    re.IGNORECASE,
)
AFTERWORD = re.compile(r"(?<=[0-9]),\s(?=[a-z])|\s\(|;\s")
WAS = re.compile(r"\b(?:was|were|had\sbeen)\s(?:originally\s|the\s)?$", re.IGNORECASE)
LATE = cue(
    r"\b(?:delay\w*|extend\w*|extension|slip\w*|postpon\w+|defer\w*|revis\w+|later|behind|put\sback"
    r"|pushed|moved|new\s(?:target|date|deadline|completion)|on\shold|stall\w*|slow\w*|not\sbe\s(?:met"
    r"|completed|achieved)|miss(?:ed)?|now\sexpected)\b",
)
JOINT = re.compile(
    r"[;:]\s|\s[–—-]\s|\b(?:but|so)\s|\band\s(?=(?:the|this|it|we|i|a)\b)|,\s(?=(?:so|and|this|it|we"
    r"|the)\b)",
    re.IGNORECASE,
)
NOW = re.compile(r".*\bnow\s", re.IGNORECASE)
TAKEN_BACK = cue(
    r"\b(?:not|cannot|never)\b(?!\s(?:before|until|till|earlier|later))|n['’]t\b|\bno\slonger\b",
    r"\b(?:was|were|missed|originally|had\sbeen)\b|\?",
)
"""What says of the date on a line that it does not hold, or asks whether it does."""
YEAR = re.compile(r"\d{4}|\d/\d\d")
FAR = 270  # days ahead from which a date without a year is more likely the one that has passed
NEAR = 70  # characters before a date in which its cue stands


class Promise(NamedTuple):
    """A date promised, with the part it is for; ``whole`` marks a new date for the recommendation."""

    reading: DateReading
    start: int
    end: int
    part: str | None
    whole: bool
    sentence: int


def promises(text: str, said: Sequence[Sentence], keys: Sequence[Key], asked_on: dt.date) -> list[Promise]:
    """Give every promised date in order, key lines last; meetings and what is past are left out."""
    found: list[Promise] = []
    dates = find(text, base=asked_on)
    at = 0
    for number, sentence in enumerate(said):
        while at < len(dates) and dates[at].start < sentence.start:
            at += 1
        while at < len(dates) and dates[at].end <= sentence.end:
            promise = _promise(dates[at], sentence, number, asked_on)
            found += [promise] if promise else []
            at += 1
    return found + [_keyed(key, asked_on) for key in keys if key.name == "date" and key.value]


def _keyed(key: Key, asked_on: dt.date) -> Promise:
    """Read a key line's date: what stands before a reason, or before a comma or bracket with more words."""
    cut = min((m.start() for m in (REASON.search(key.value), AFTERWORD.search(key.value)) if m), default=None)
    now = NOW.match(key.value)
    if now and find(key.value[now.end() :], base=asked_on):  # "was May, now July"
        begin, cut = now.end(), None
    else:
        begin = 0
    words = key.value[begin:cut].rstrip(" ,;(–—-") or key.value
    meant, place = read(words, base=asked_on), key.start + begin
    denied = TAKEN_BACK.search(words) is not None
    if denied and meant.date:
        meant = meant.model_copy(update={"doubt": "the line takes back or questions this date"})
    whole = key.part is None and not denied
    return Promise(meant, place, place + len(words), key.part, whole=whole, sentence=-1)


def _promise(found: Found, sentence: Sentence, number: int, asked_on: dt.date) -> Promise | None:
    """Judge one date by the words before it, back to the clause before."""
    head = sentence.text[: found.start - sentence.start]
    near = head[-NEAR:]
    moved = TARGET.search(near) or MOVED.search(near)
    cued = moved is not None or FINISH.search(near) is not None
    to_come = AHEAD.search(near) and not HELD.search(near) and not MEET.search(near)
    over = found.date is not None and found.date < asked_on
    if not cued and found.date and (found.date - asked_on).days > FAR and not YEAR.search(found.words):
        return None  # "July to September 410 were checked": without a year, and it has just been
    denied = NOT.search(_clause(head)) and not MOVED.search(near)
    if sentence.question or denied or (not cued and (not to_come or over)):
        return None
    if (HELD.search(near) and not moved) or WAS.search(near):
        return None
    marks = [*INLINE.finditer(head)]
    label = part_of(marks[-1]) if marks else sentence.part
    whole = label is None and _for_whole(
        head, sentence.text[found.end - sentence.start :], sentence, cued=cued
    )
    return Promise(found, found.start, found.end, label, whole, number)


def _for_whole(head: str, tail: str, sentence: Sentence, *, cued: bool) -> bool:
    """Tell a new date for the recommendation from a milestone's and from one restated unchanged."""
    near, clause = head[-NEAR:], _clause(head)
    fits = LIKELY.match(tail) is not None
    mine = (fits or NAMED.search(near) or SELF.match(clause)) and not FOR_OTHER.search(near)
    same = SAME.search(clause + tail) or BY_TARGET.search(tail)
    limited = PARTIAL.search(sentence.text) and not WHOLE.search(sentence.text)
    return bool((cued or fits) and mine and not same and not limited and not sentence.bullet)


def _clause(head: str) -> str:
    """Give the words from the last joint to the date; "by" after a dash belongs to what stands before it."""
    cut = JOINT.split(head)
    return head if len(cut) > 1 and cut[-1].lstrip().lower().startswith("by") else cut[-1]


def reason_in(said: Sequence[Sentence], keys: Sequence[Key], dated: Sequence[int]) -> tuple[int, int] | None:
    """Find the owner's words why the date moves: beside the new date, or in a sentence about a delay."""
    for key in keys:
        if key.name == "reason" and key.value:
            return key.start, key.end
        match = REASON.search(key.value) if key.name == "date" else None
        if match:
            return key.start + match.start(), key.start + match.start() + len(match[0].rstrip(" ."))
    near = {number + step for number in dated for step in (-1, 0, 1)}
    for number, sentence in enumerate(said):
        match = REASON.search(sentence.text)
        if match and (LATE.search(sentence.text) or number in near):
            words = match[0].rstrip()
            return sentence.start + match.start(), sentence.start + match.start() + len(words)
    return None
