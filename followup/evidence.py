"""What proves an update: a document offered, or a measured result (rule 3, 2019 paper, para 4e)."""

import re
from collections.abc import Sequence

from followup.cues import CONDITION, cue
from followup.days import MONTH
from followup.labelled import Key
from followup.sentences import Sentence

FILE = re.compile(
    r"(?<![\w/])[\w()&+'’.\-]{0,59}[\w()&+'’\-](?: [\w()&+'’\-]{1,40}){0,5}"
    r"\.(?:docx?|xlsx?|xlsm|pdf|csv|pptx?|msg|eml|odt|ods|rtf|zip|png|jpe?g)\b",
    re.IGNORECASE,
)
LEADING = re.compile(
    r"(?:(?:see|the|our|a|attached|please|find|and|is|as|in|per|with|copy|of)\s){1,6}", re.IGNORECASE
)
DOCUMENT = cue(
    r"\b(?:is|are|now|see|please\sfind|find|i\s?['’]?(?:ve|have)|we\s?['’]?(?:ve"
    r"|have))\s(?:\w+\s){0,3}?(?:attached|enclosed)\b",
    r"(?<![\w-])(?:attached|enclosed|embedded)\s(?:is|are|below|here|herewith|as\sevidence|for|to\sthis"
    r"|please)\b",
    r"(?:^|[.,;:(]\s?|[–-]\s)\(?(?:attached|enclosed|embedded|copy\s\w*\s?attached)\b",
    r"\b(?:see|per|in|with)\s(?:the\s|my\s|our\s)?(?:attached|enclosed|embedded)\b",
    r"\b(?:policy|procedure|report|minutes|copy|copies|audit|document|guide|spreadsheet|screenshots?"
    r"|evidence|certificate|log|plan|strategy"
    r"|file|results?|terms|paper|framework)\s(?:\w+\s){0,3}?(?:attached|enclosed|embedded\s(?:here|below"
    r"|above))\b(?!\s(?:to|in)\s(?:the|a|all|our)\b)",
    r"\b(?:held\son\sfile|available\s(?:on\srequest|to\sthe\s(?:panel|auditors?))|made\savailable"
    r"|provided\shere|linked\s(?:here|below)|link\s(?:below|here))\b",
    r"\bi\s?['’]?(?:m|am)\s(?:attaching|enclosing)\b|\b(?:i|we)\s(?:attach|enclose)\b|\bas\sevidence\b"
    r"|\bevidenced\s(?:by|through|in)\b",
    needs=r"attach|enclos|embedded|held\son|available|provided|link|evidence",
)
NOT_OFFERED = cue(
    r"\b(?:will|shall|to\sfollow|not|to\sbe|going\sto|would|n['’]t|can\sbe\sattached|officers?\sattached"
    r"|staff\sattached)\b",
    r"\battached\s(?:importance|to\s(?:the\s)?(?:team|unit|cid|department|force|niche))\b",
)
ALLOWED = cue(r"\b(?:can|could)\sbe\s(?:made\savailable|provided)\b")
RATE = re.compile(r"(?<![\w.])[0-9]{1,3}(?:\.[0-9]{1,2})?\s?(?:%|per\s?cent\b)", re.IGNORECASE)
SHARE = re.compile(
    r"(?<![\w.])(?:[0-9,]{1,7}|all|none|one|two|three|four|five|no\s\w+)\s(?:out\s)?of\s(?:the\s"
    r"|a\ssample\sof\s|our\s)?[0-9][0-9,]{0,6}\b"
    r"|\b(?:no|zero|nil|none|[0-9]{1,4}|one|two|three|four|five)\s(?:\w+\s){1,3}(?:in|from|across"
    r"|among)\s(?:\w+\s){0,2}[0-9]{1,5}\s[a-z]"
    rf"|\bof\s(?:the\s|our\s)?[0-9]{{1,5}}\s(?!{MONTH})(?:\w+\s){{0,5}}\w+,?\s[0-9]{{1,5}}\b"
    r"|(?<![\w./])(?!24/7)[0-9]{1,3}/[0-9]{1,3}(?![/\w]|\.[0-9])"
    r"|\b(?:sample\sof|sampled|tested|checked|inspected|dip[\s-]sampled|audited|looked\sat|pulled"
    r"|re-?tested)\s(?:\w+\s){0,2}"
    r"(?:[0-9]{1,5}|twelve|ten|twenty|thirty|forty|fifty|a\shundred)\b",
    re.IGNORECASE,
)
DROP = re.compile(
    r"\b(?:fallen|fell|dropped|reduced|down|risen|rose|up|increased|improved|gone|cut"
    r"|went)\s(?:\w+\s){0,3}?from\s(?:\w+\s){0,2}?£?[0-9][\w,.%]{0,8}"
    r"\s(?:\w+\s){0,3}?to\s(?:\w+\s){0,2}?(?:£?[0-9]|zero|none|nil|one|two|three)",
    re.IGNORECASE,
)
RESULT = cue(
    r"\b(?:complian\w+|found|finding|accura\w+|correct\w*|pass(?:ed|es)?|errors?|result\w*|show(?:s|ed|n"
    r"|ing)?|indicat\w+|achiev\w+|fail(?:ed|ures?)?"
    r"|met|matched|reconcil\w+|completed|trained|attended|uptake|performance|averages?|score\w*|missing"
    r"|discrepanc\w+|exceptions?|issues|in\sorder|clean|fine|right"
    r"|up\sto\sdate|within|(?:on|in)\stime|satisf\w+|answered|signed)\b",
)
TEST = cue(
    r"\b(?:audit\w*|sampl\w+|test\w*|check(?:s|ed|ing)?|dip|inspect\w*|survey\w*|review(?:ed)?|spot"
    r"|looked|measured|rates?)\b"
)
ROUTINE = cue(
    r"\b(?:per|each|every|a)\s(?:day|week|month|quarter|year|member|shift)\b|\b(?:daily|weekly|monthly"
    r"|quarterly|annually|yearly|annual)\b|\bon\saverage\b"
)
MEANT = cue(
    r"\b(?:will|shall|target(?:\sof)?\s(?:is|of)|aim\w*|should|to\sbe|going\sto|expect\w*"
    r"|plan(?:ned)?\sto|tasked|intend\w*|would|need\w*\sto|minimum)\b"
)
UNFINISHED = re.compile(
    r"[0-9]\s?(?:%|per\s?cent)\s(?:of\s(?:the\s|this\s)?(?:work|project|task|way|build)\b|complete\b"
    r"|done\b|finished\b|through\b)",
    re.IGNORECASE,
)
NONE_SHOWN = cue(
    r"^\W*(?:\Z|see\sbelow\W*\Z|(?:none|nothing|n/?a|no|nil|not|to\s(?:follow|be|come)|tb[acd]|pending|await\w*"
    r"|being|under\sway|still\sto|yet\sto)\b)",
    r"\b(?:have|has|had|is|are|hold|holds|held)\s(?:\w+\s)?(?:none|no|not|nothing)\b|\bof\s\w+\swe\shave\snone\b",
    r"\b(?:cannot|can['’]t|could\snot|not\s(?:yet\s)?(?:available|have|got|ready))\b",
    r"\b(?:will|to)\s(?:follow|come|be\s(?:sent|provided|supplied|forwarded|gathered))\b|\?\W*\Z",
)
"""What an evidence line says that offers none, or none yet."""
LOGO = re.compile(r"(?:image|logo|sig|outlook-)[\w\-]{0,24}\.(?:png|gif|jpe?g)", re.IGNORECASE)


def evidence_in(said: Sequence[Sentence], keys: Sequence[Key]) -> tuple[int, int] | None:
    """Find the first place that offers a document or a measured result; workload and intent are neither."""
    for key in keys:
        if key.name == "evidence" and _shown(key.value):
            return key.start, key.end
    for sentence in said:
        span = None if sentence.question else (_document(sentence.text) or _measured(sentence.text))
        if span:
            return sentence.start + span[0], sentence.start + span[1]
    return None


def _shown(value: str) -> bool:
    """Whether the line offers something: a document or a result for sure, else any words but a denial."""
    return bool(_document(value) or _measured(value) or files_in(value)) or not NONE_SHOWN.search(value)


def files_in(text: str) -> list[tuple[int, int]]:
    """Give the places of file names printed in the text ("Risk Policy 2021.pdf")."""
    return [
        (match.start() + len(match[0]) - len(LEADING.sub("", match[0], count=1)), match.end())
        for match in FILE.finditer(text)
    ]


def is_document(name: str) -> bool:
    """Tell an attached document from the pictures of a mail signature."""
    return LOGO.fullmatch(name.strip()) is None


def _document(text: str) -> tuple[int, int] | None:
    match = DOCUMENT.search(text)
    if match is None:
        return None
    around = text[max(0, match.start() - 30) : match.end() + 20]
    offered = ALLOWED.search(around) or not NOT_OFFERED.search(around)
    return match.span() if offered else None


def _measured(text: str) -> tuple[int, int] | None:
    """Find a measured result: a rate or a share with what was found, not how often one looks."""
    change = DROP.search(text)
    if change and "£" not in change[0] and not MEANT.search(text):
        return change.span()
    match = RATE.search(text) or SHARE.search(text)
    if match is None or UNFINISHED.search(text) or CONDITION.search(text):
        return None
    head = text[: match.end()]
    counted = RATE.search(text) and SHARE.search(text)  # 198 of 205 (96.6%): nobody plans in such figures
    if MEANT.search(head) or not (counted or RESULT.search(text) or TEST.search(text)):
        return None
    if ROUTINE.search(text) and not RESULT.search(text):
        return None
    return match.span()
