"""Whether a sentence says that the work is done, and whether something is still to be done."""

import re
from collections.abc import Sequence

from followup.cues import AHEAD, CONDITION, OTHERS, PARTIAL, PAST, REPORTED, WHOLE, cue
from followup.sentences import Clause, Sentence

DONE = (
    r"(?:complete|completed|done|implemented|in\splace|achieved|delivered|finished|fulfilled|actioned"
    r"|embedded|satisfied|resolved"
    r"|addressed|discharged|closed|sorted|met|concluded|up\sand\srunning|operational|live)\b"
)
AUX = (
    r"(?:is|are|was|were|has|have|been|now|all|fully|considered|therefore|to\sbe|be|as|already"
    r"|successfully|felt|that|['’]s)"
)
WHOLE_DONE = cue(
    rf"^\W*(?:(?:now|all|fully|both|job|works?|successfully)\s){{0,3}}{DONE}(?=\W*$|\s?[.,;:!(–-]"
    r"|\s(?:and|as|in|on|by|now|last|this|since|with|at|per|to\sdate|already|successfully|[0-9]))",
    rf"\b(?:the\s|this\s)?(?:recommendation|rec|everything|objective|requirement"
    rf"|implementation)\s(?:[0-9.]{{3,5}}\s)?(?:{AUX}\s?){{0,5}}\s?{DONE}",
    rf"(?:\b(?:this|it|that(?=\s(?:one|item|rec)))|^\W*(?:(?:and|so|as)\s)?that)(?:\s(?:one|action|item"
    rf"|point|work|rec))?(?:\s"
    rf"|(?=['’]))(?:{AUX}\s?){{1,5}}\s?{DONE}",
    rf"\b(?:all|both)\s(?:of\s)?(?:it|this|the\s)?\s?(?:work|actions?|points?|parts?|elements?|tasks?"
    rf"|steps?|items?)?\s?(?:{AUX}\s?){{0,4}}\s?{DONE}(?!\sto\b)",
    rf"\b(?:we|i)\s?(?:have|['’]ve)\s(?:now\s|fully\s|already\s){{0,2}}{DONE}\s(?:this|it|the\srec\w*"
    rf"|all|everything|what)\b",
    r"\b(?:recommend(?:ed)?|consider(?:ed)?|regard(?:ed)?|mark|please\smark)\s(?:(?:it|this|as"
    r"|the\srecommendation)\s){0,2}completed?\b",
    r"\bnothing\s(?:further|more|left|else)\s(?:is\s)?(?:to\s(?:do|add)|outstanding|required|needed)\b",
    r"\bno\s(?:further|more|other|additional)\s(?:action|work|steps?)\s(?:is\s|are\s)?(?:required|needed"
    r"|planned|outstanding|necessary)\b",
)
IN_PLACE = cue(
    r"\b(?:is|are)\s(?:all\s|now\s|fully\s|also\s){0,2}(?:in\splace|in\suse|live|operational|embedded"
    r"|clearly\s(?:controlled|defined))\b",
    r"\b(?:was|were|has\sbeen|have\sbeen|now|has\snow\sbeen|have\snow\sbeen)\s(?:all\s|now\s|fully\s"
    r"|successfully\s|also\s){0,2}"
    r"(?:in\splace|implemented|introduced|embedded|in\suse|live|operational|rolled\sout|launched"
    r"|published|issued|adopted|approved|made\sclear"
    r"|reviewed|updated|amended|developed|established|created|trained|delivered|installed|completed"
    r"|clearly\s(?:controlled|defined))\b",
    r"\b(?:we|i)(?:\shave|['’]ve)\s(?:now\s|also\s)?(?:implemented|introduced|rolled\sout|published"
    r"|issued|updated|amended|trained"
    r"|installed|put\s\w+\s\w+\sin\splace|completed|delivered|adopted|set\sup)\b",
    r"\bnow\s(?:\w+\s){0,2}(?:in\splace|in\suse|live|operational|embedded|requests?|compliant)\b",
)
UNDONE = cue(
    r"\b(?:not|never|nearly|almost|mostly|largely|partly|partially|substantially|yet\sto|still|half"
    r"|about\sto|until|unless|due)\b",
    r"n['’]t\b",
    r"\b[0-9]{1,2}\s?(?:%|per\s?cent)\s(?:complete|done|finished|implemented)",
    r"\b(?:should|would|could|can|may|must|to)\s(?:now\s)?(?:be|have\sbeen)\s(?:complete|done|finished"
    r"|implemented|in\splace|delivered)",
)
KEEP_UP = cue(
    r"\b(?:will|shall|['’]ll)\s(?:\w+\s)?(?:continue|be\s(?:monitored|reviewed|kept|sampled|checked"
    r"|maintained|reported))\b[^.;\n]{0,80}",
    r"\b(?:will|shall|['’]ll)\s(?:\w+\s)?(?:carry\sout|undertake|keep|monitor|review"
    r"|maintain)\b[^.;\n]{0,20}"
    r"\b(?:dip|sampling|samples?|regular\w*|monitor\w*|review|quarterly|monthly|annual\w*|it|this)\b",
    r"\b(?:ongoing|on-going|continu\w+)\s(?:monitoring|review|compliance|assurance|basis|dip\s?sampling)\b",
    r"\b(?:no|nothing|none)\s(?:\w+\s){0,2}(?:outstanding|remain\w*|awaiting)\b",
    needs=r"will|shall|['’]ll|going\s|continu|outstanding|remain|awaiting",
)
OPEN = cue(
    r"\b(?:will|shall|going\sto|next\ssteps?|outstanding|ongoing|on-going|await\w*|pending|in\sprogress"
    r"|under\s?way|WIP|scheduled"
    r"|planned|expected|anticipat\w+|not\syet|yet\sto|remain(?:s|ing)?\sto|still|timescales?|to\sfollow"
    r"|further\s\w+\sby|to\sbe"
    r"|progressing|working\s(?:on|towards|with)|for\s(?:final\s)?approval|needs?\sto|on\strack"
    r"|being\s(?:\w+ed|rolled|drawn)"
    r"|remains?|other\sthan|apart\sfrom|except|just\sneed|only\sthe)\b",
    r"['’]ll\b",
)


def still_open(text: str) -> bool:
    """Tell whether something is still to be done; keeping up what is in place does not count."""
    return OPEN.search(KEEP_UP.sub(" ", text)) is not None


def settled(said: Sequence[Sentence]) -> list[Sentence]:
    """Settle which sentences speak for their numbered part only; the others lose their part.

    After the last of several parts a line without a mark speaks for the whole, unless a part is open.
    """
    marks = [sentence for sentence in said if sentence.own]
    last = marks[-1].start if len({sentence.part for sentence in marks}) > 1 else None
    if last is None or any(sentence.part and still_open(sentence.text) for sentence in said):
        return list(said)
    return [one if one.own or one.start < last else one._replace(part=None) for one in said]


def whole_done(clause: Clause, sentence: Sentence) -> re.Match[str] | None:
    """Find the words that say the recommendation as a whole is done."""
    return _said(WHOLE_DONE, clause, sentence)


def in_place(clause: Clause, sentence: Sentence) -> re.Match[str] | None:
    """Find the words that say what was asked for is there and in use."""
    return _said(IN_PLACE, clause, sentence)


def _said(cues: re.Pattern[str], clause: Clause, sentence: Sentence) -> re.Match[str] | None:
    match = cues.search(clause.text)
    if (
        match is None
        or sentence.question
        or CONDITION.search(sentence.text)
        or REPORTED.search(sentence.text)
    ):
        return None
    head = clause.text[: match.end()]
    whole = WHOLE.search(sentence.text) is not None
    if (
        UNDONE.search(head)
        or AHEAD.search(head)
        or (not whole and (sentence.part or PARTIAL.search(sentence.text)))
    ):
        return None
    before = clause.text[: match.start()]
    return None if cues is WHOLE_DONE and (PAST.search(before) or OTHERS.search(before)) else match
