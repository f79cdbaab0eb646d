"""What a progress text carries besides its words: a marker for closure, links to other items, evidence."""

import re

from followup import dates
from reports.paper import Link, Status

PART = re.compile(
    r"^\s{0,9}(?:-\s{0,3})?(?:\([a-z0-9]{1,5}\)|(?:\d{1,2}[ivx]{0,4}|[a-h]|[ivx]{1,4})[).]"
    r"|(?:action|part|section|point|milestone)s?\s{1,3}\w{1,5})",
    re.IGNORECASE,
)
CLOSED = re.compile(r"\b(?:PROPOSED?|RECOMMEND(?:ED)?)\s+(?:FOR\s+)?CLOS(?:ED|URE|E)\b")
CLOSED_LINE = re.compile(r"^\W{0,5}proposed?\s+(?:for\s+)?clos(?:ed|ure|e)\b", re.IGNORECASE)
DECLINED_LINE = re.compile(r"^\W{0,5}(?:PROPOSED?\s+(?:AS\s+)?)?(?:NOT\s+ADOPTED|NOT\s+ACCEPTED)\b")
SUPERSEDED_LINE = re.compile(r"^\W{0,5}(?:PROPOSED?\s+(?:AS\s+)?)?SUPERSEDED\b")
DECLINED = re.compile(
    r"\bnot\s+adopted\b|\b(?:do|does|did)\s+not\s+accept\b|\bnot\s+accepted\b", re.IGNORECASE
)
REPLACED = re.compile(r"\bsuperseded\b|\bamalgamated\b|\breplaced\s+by\b", re.IGNORECASE)
MISLEADING = re.compile(rf"(?:{CLOSED.pattern}|(?i:{CLOSED_LINE.pattern}))[ ]{{0,3}}[-–—:.]?[ ]{{0,3}}")
"""The marker and the dash behind it, at the start of a line or in one."""
AGREED = re.compile(
    r"(?<!\bnot )(?<!\bbe )\b(?:agreed closed\b|(?<!\bagreed )closed by\b"
    r"(?! (?:the end|end|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)))",
    re.IGNORECASE,
)
"""A board's closure; "closed by 31 March" only says when."""

REF = r"\b(\d{1,2}\.\d{1,2}[a-z]?)\b(?![.,]?\d)(?!\s*(?:%|million|m\b|k\b))"
BEFORE_REF = r"(?:(?!\bnot\b)[^.;\n]|\.(?=\d)){0,80}?"
DEPENDS = re.compile(
    r"(?<!not )\b(?:depend[ae]nt|depends|relies|reliant|contingent|conditional)\s+(?:up)?on\b"
    + BEFORE_REF
    + REF
    + r"|\bwill\s+follow\s+(?:on\s+from\s+)?(?:rec(?:ommendation)?\s+)?"
    + REF
    + r"|\b(?:following|after|subject\s+to|once)\s+(?:the\s+)?completion\s+of\s+(?:rec(?:ommendation)?\s+)?"
    + REF,
    re.IGNORECASE,
)
MERGED = re.compile(
    r"\b(?:amalgamated|merged|combined|subsumed|taken\s+forward|incorporated)\b"
    + BEFORE_REF
    + r"\b(?:under|into|in|with|within)\s+(?:rec(?:ommendation)?\s+)?"
    + REF,
    re.IGNORECASE,
)
DUPLICATE = re.compile(
    r"\bduplicat(?:e|es|ed|ing)\b\s+(?:of\s+)?(?:rec(?:ommendation)?\s+)?" + REF, re.IGNORECASE
)
RELATED = re.compile(r"\b[Rr]elates?\s+to\s+(?:the\s+)?((?:[A-Z][\w&'-]{0,30}\s+){1,6}[Aa]udit)\b")

NAMED_REF = re.compile(r"\b[Rr]ec(?:ommendation)?s?\s+" + REF)
LOOK_BACK = 300

EXTENSION = r"(?:docx?|docm|xlsx?|xlsm|pptx?|pdf|msg|eml|csv|rtf|txt|zip|jpe?g|png)"
NAMED = re.compile(r"\." + EXTENSION + r"(?![A-Za-z])|(?<=\w) (?:docx|xlsx|pptx)\b", re.IGNORECASE)
CUT = re.compile(r"\w\.[a-z]{1,3}$")
CUT_WORD = re.compile(r"\w [A-Z]$")
"""The end of a caption cut in its last word, under a line that announces it."""
OFFERS = re.compile(
    r"\battach(?:ed|ments?)\b|\b(?:is|are|see|the)\s+embedded\b|\bscreenshot|\bcop(?:y|ies) of\b|\benclosed\b"
    r"|\bprovided here\b",
    re.IGNORECASE,
)
SENTENCE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|see|please|will|be|been|by|that|this|with|should|to|update)\b",
    re.IGNORECASE,
)
JOINING = frozenset({"of", "and", "for", "the", "in", "on", "&", "-", "–"})
LONGEST_CAPTION = 130
DATE_WORDS = 3
"""A caption of so few words that shows a month is a date."""


def marker(text: str) -> Status | None:
    """Give the status a marker line claims for the whole item; None without one (2019, para 6).

    A marker of a part ("(a) … PROPOSED CLOSED", "This is now proposed closed" in prose) is none.
    """
    for line in text.splitlines():
        if PART.match(line):
            continue
        closes = CLOSED_LINE.match(line) or CLOSED.search(line)
        if DECLINED_LINE.match(line) or (closes and DECLINED.search(line, closes.start())):
            return "not_adopted"
        if SUPERSEDED_LINE.match(line) or (closes and REPLACED.search(line, closes.start())):
            return "superseded"
        if closes:
            return "proposed_closed"
    return None


def without_closure(text: str) -> str:
    """Give the text without the words PROPOSED CLOSED, for what is proposed as something else."""
    lines = text.splitlines()
    return "\n".join(line if PART.match(line) else MISLEADING.sub("", line) for line in lines)


def agreed_closed(state: str) -> bool:
    """Whether a board's table says that the board has closed an item, not that it might (2019, para 4d)."""
    return bool(AGREED.search(" ".join(state.split())))


def links_of(text: str, own_reference: str | None) -> list[Link]:
    """Give what an item says it hangs on, repeats or was merged into (rule 6); never a link to itself."""
    found: list[Link] = []
    for pattern, kind in ((DEPENDS, "depends_on"), (MERGED, "merged_into"), (DUPLICATE, "duplicates")):
        for match in pattern.finditer(text):
            to = next(group for group in match.groups() if group)
            link = Link.model_validate({"kind": kind, "to": to})
            if to != own_reference and link not in found:
                found.append(link)
            elif to == own_reference and kind == "merged_into":
                found += [one for one in _taken_over(text, match.start(), to) if one not in found]
    for match in RELATED.finditer(text):
        link = Link(kind="duplicates", to=" ".join(match[1].split()))
        if link not in found:
            found.append(link)
    return found


def _taken_over(text: str, end: int, own: str) -> list[Link]:
    """Give what was merged into the item itself: the recommendations named before it in the paragraph."""
    before = text[max(0, end - LOOK_BACK) : end].rpartition("\n")[2]
    return [Link(kind="supersedes", to=ref) for ref in NAMED_REF.findall(before) if ref != own]


def evidence_of(text: str) -> list[str]:
    """Give the names of embedded documents as printed (2019, para 4e ii), in order, each once.

    A name has a file ending, or stands alone like a caption in a text that offers an attachment.
    """
    offered = bool(OFFERS.search(text))
    names: list[str] = []
    announced = False
    for line in re.split(r"\n|\t| {2,}", text):
        bare = line.strip(" •")
        cut = CUT.search(bare) or (announced and CUT_WORD.search(bare))
        announced = bare.endswith(":")
        if NAMED.search(bare):
            names += _files(bare)
        elif (offered or cut) and not bare.startswith("- ") and _caption(bare):
            names.append(bare.rstrip(" -–"))
    return list(dict.fromkeys(name for name in names if name))


def _caption(line: str) -> bool:
    """Whether a line reads like the caption under a document's icon, not like prose."""
    words = line.split()
    if dates.month(line) and len(words) <= DATE_WORDS:
        return False
    if not words or len(words) == 1 or len(line) > LONGEST_CAPTION or SENTENCE.search(line) or marker(line):
        return False
    titled = [word for word in words if word.lstrip("_")[:1].isupper() or word[0].isdigit()]
    if line.endswith((":", ";", "?", "!", ",")) or not line[0].isalnum():
        return False
    return len(titled) == len(words) if line.endswith(".") else len(titled) * 2 > len(words)


def _files(line: str) -> list[str]:
    """File names in a line: all of a caption, in prose the title-like words before the ending."""
    prose = bool(SENTENCE.search(line)) or len(line) > LONGEST_CAPTION
    names: list[str] = []
    end = 0
    for ending in NAMED.finditer(line):
        before = line[max(end, ending.start() - LONGEST_CAPTION) : ending.start()]
        if not prose:
            names.append((before + ending[0]).strip(" -,;"))
        elif ending[0].startswith("."):
            names.append(_title_before(before) + ending[0])
        end = ending.end()
    return names


def _title_before(words: str) -> str:
    """Walk back from a file ending as long as the words look like a title."""
    kept: list[str] = []
    for word in reversed(words.split()):
        if kept and not (word[0].isupper() or word[0].isdigit() or word in JOINING):
            break
        if kept and word.endswith((".", ":", ";")):
            break
        kept.insert(0, word)
    while len(kept) > 1 and kept[0] in JOINING:
        kept.pop(0)
    return " ".join(kept)
