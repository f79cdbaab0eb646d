"""What the gateway of an organisation adds to every mail: a warning on top, a disclaimer at the end.

Only a paragraph that begins as they do, says two things that they say and stands where they stand is one.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import groupby, takewhile

from mail.furniture import ATTRIBUTION, HEADERS, SEPARATOR, SIGNATURE
from mail.lines import BLANK, OURS, OWN, Line, fold

GATEWAY = "gateway"
LONGEST = 1500
"""Characters of a paragraph; a longer one is somebody's words."""

MOST_WRAPPED = 6
"""Lines of a warning."""

_WARNS = re.compile(
    r"[\s>|\[*_]*(?:caution|warning|external|attention|alert|think before|this (?:e-?mail|message))\b",
    re.IGNORECASE,
)
_OUTSIDE = re.compile(
    r"\b(?:originat|came|comes|sent|received|is from)\w*\b[^.]{0,40}\b(?:outside|external)", re.IGNORECASE
)
_CLICK = re.compile(
    r"\b(?:do not|don't|never|avoid|careful|caution|please|before|only)\b[^.]{0,40}"
    r"\b(?:click|open|follow)\w*\b[^.]{0,30}\b(?:links?|attachments?)\b",
    re.IGNORECASE,
)
_DISCLAIMS = re.compile(
    r"[\s>|*_]*(?:this|the (?:information|contents?) (?:in|of) this|internet"
    r"|if you (?:are not|have received))"
    r" ?(?:e-?mail|message|communication|the intended|this|it)\b",
    re.IGNORECASE,
)
_SAYINGS = re.compile(
    r"(?P<meant>\b(?:intended|meant)\b[^.]{0,30}\bfor the\b|\bnamed recipients?\b|\bintended recipient)"
    r"|(?P<error>\b(?:received|sent)\b[^.]{0,40}\bin error\b)"
    r"|(?P<delete>\b(?:delete|destroy) (?:it|this|the|all)\b)"
    r"|(?P<secret>\b(?:confidential|legally privileged|official-sensitive)\b)"
    r"|(?P<watched>\bmonitored\b[^.]{0,30}\brecorded\b|\bfreedom of information\b)"
    r"|(?P<unsafe>\bnot (?:be )?(?:guaranteed to be )?secure\b|\bviruses\b)"
    r"|(?P<liable>\baccepts? no (?:liability|responsibility)\b)",
    re.IGNORECASE,
)
_ALONE = re.compile(
    r"[\s>|*_]*(?:please (?:consider|think of) the environment before printing"
    r" (?:this|the) (?:e-?mail|message)\.?"
    r"|(?:[^.]{0,80}/ ?)?we welcome correspondence in welsh(?: or| and) english\.?(?: ?/[^.]{0,80})?"
    r"|mae'r (?:neges|e-bost) hon yn gyfrinachol\b[^.]{0,120}\.?)\s*",
    re.IGNORECASE,
)


def mark(lines: Sequence[Line]) -> None:
    """Mark a warning on top or right over all our text, and disclaimers below all words; linear time."""
    paragraphs = [[*run] for part, run in groupby(lines, key=_parts) if part]
    above = HEADERS
    for paragraph in takewhile(lambda paragraph: paragraph[0].kind != OURS, paragraphs):
        if above in (ATTRIBUTION, HEADERS, SEPARATOR):
            _take(_warning(paragraph))
        above = paragraph[-1].kind
    last = True  # whether nothing but furniture stands below
    for paragraph in reversed(paragraphs):
        kind = paragraph[0].kind
        if kind == OWN:
            last = last and _is_disclaimer(paragraph)
            if last:
                _take(paragraph)
        else:
            last = kind in (ATTRIBUTION, HEADERS, GATEWAY) or (last and kind in (SEPARATOR, SIGNATURE))


def _parts(line: Line) -> tuple[bool, str] | None:
    """Tell paragraphs apart: by empty lines, and where the kind of line changes."""
    return None if line.kind == BLANK else (line.quoted, line.kind)


def _take(paragraph: Iterable[Line]) -> None:
    for line in paragraph:
        line.kind = GATEWAY


def _text(paragraph: Sequence[Line]) -> str:
    if paragraph[0].kind != OWN or paragraph[-1].end - paragraph[0].start > LONGEST:
        return ""
    return " ".join(fold(line.text).strip(" \t>|*") for line in paragraph)


def _warning(paragraph: Sequence[Line]) -> Sequence[Line]:
    """Give the lines of a warning at the start of a paragraph; what begins on the next line is not its."""
    for count in range(1, min(len(paragraph), MOST_WRAPPED) + 1):
        text = _text(paragraph[:count])
        if not _WARNS.match(text):
            return ()
        if text.endswith((".", "!")) and _OUTSIDE.search(text) and _CLICK.search(text):
            return paragraph[:count]
    return ()


def _is_disclaimer(paragraph: Sequence[Line]) -> bool:
    """Whether each line, or all of them as one wrapped paragraph, is one."""
    return _disclaims(_text(paragraph)) or all(_disclaims(_text([line])) for line in paragraph)


def _disclaims(text: str) -> bool:
    if _ALONE.fullmatch(text):
        return True
    said = {match.lastgroup for match in _SAYINGS.finditer(text)} if _DISCLAIMS.match(text) else ()
    return len(said) > 1 and text.endswith((".", "!"))
