"""What mail programs put around a quotation: attribution, header block, separator, signature.

Each rule is as narrow as it can be: everything not surely furniture stays the author's.
"""

import re
from collections.abc import Sequence

from mail import token
from mail.lines import BLANK, OURS, OWN, Line, fold

ATTRIBUTION, HEADERS, SEPARATOR, SIGNATURE = "attribution", "headers", "separator", "signature"
ATTRIBUTION_LINES = 3
HEADER_LINES, HEADER_ROLES = 9, 3
SIGNATURE_LINES = 15
DEVICE_LINE = 80

_ROLES = {
    "from": "from|von|de|da|van|oddi wrth|o",
    "date": "sent|date|gesendet|datum|envoy[ée]|enviado(?: el)?|fecha|inviato|data|verzonden"
    "|anfonwyd|dyddiad",
    "to": "to|an|à|a|para|aan|at|i",
    "cc": "cc|kopie|copie",
    "subject": "subject|betreff|objet|asunto|oggetto|onderwerp|pwnc|testun",
}
_HEADER = re.compile(
    r"[\s>*_]*(?:" + "|".join(f"(?P<{role}>{names})" for role, names in _ROLES.items()) + r")[*_ ]{0,4}:",
    re.IGNORECASE,
)
_ATTRIBUTION_START = re.compile(r"[\s>]*(?:on|am|le|el|il|op|ar|\d|[^\W\d_]{2,10}[,.] )", re.IGNORECASE)
_SEPARATOR = re.compile(r"[\s>]*(?:[-_=*#~]{3,}|--)\s*")
_CUT = re.compile(r"[\s>]*[\[(]?(?:\.{3,}|…)[\])]?\s*")
_FORWARD = re.compile(
    r"(?:original message|forwarded message|begin forwarded message|ursprüngliche nachricht"
    r"|weitergeleitete nachricht|message d'origine|message transféré|mensaje original"
    r"|mensaje reenviado|messaggio originale"
    r"|messaggio inoltrato|oorspronkelijk bericht|doorgestuurd bericht|neges wreiddiol)",
    re.IGNORECASE,
)
_DEVICE = re.compile(
    r"(?:sent from my (?:iphone|ipad|phone|mobile|android|samsung|galaxy|huawei|pixel|blackberry|windows)\b.*"
    r"|sent from (?:outlook|mail|yahoo mail|samsung mobile|proton mail)\b.*|get outlook for \w+.*"
    r"|von meinem \w+ gesendet|envoyé de mon \w+|enviado desde mi \w+|inviato da(?: |l mio )i?\w+"
    r"|verstuurd vanaf mijn \w+|anfonwyd o(?:'m| fy) \w+)",
    re.IGNORECASE,
)


def mark(lines: Sequence[Line], names: Sequence[str]) -> None:
    """Mark what clients wrote, given our own names and addresses; the words stay in their place."""
    ours = [fold(name).lower() for name in names if len(name) > 2]  # noqa: PLR2004
    for line in lines:
        if line.kind == OWN and _is_separator(line):
            line.kind = SEPARATOR
    for index, line in enumerate(lines):
        if line.kind == OWN and (match := _HEADER.match(fold(line.text))) and match["from"]:
            _mark_headers(lines[index : index + HEADER_LINES])
    for index, line in enumerate(lines):
        if line.kind == OWN and line.text.rstrip(" *_").endswith(":") and _before_quotation(lines, index):
            _mark_attribution(lines[max(0, index - ATTRIBUTION_LINES + 1) : index + 1], ours)


def mark_signatures(lines: Sequence[Line], stops: frozenset[int]) -> None:
    """Mark device lines, and what follows ``--`` up to our text, a quotation or a line in ``stops``."""
    for index, line in enumerate(lines):
        if line.kind == OWN and len(line.text) < DEVICE_LINE and _DEVICE.fullmatch(_bare(line)):
            line.kind = SIGNATURE
        elif line.kind == SEPARATOR and line.text.strip() == "--" and not line.quoted:
            block = _own_block(lines, index + 1, stops)
            if 0 < sum(found.kind == OWN for found in block) <= SIGNATURE_LINES:
                for found in (line, *block):
                    found.kind = SIGNATURE if found.kind != BLANK else BLANK


def _own_block(lines: Sequence[Line], start: int, stops: frozenset[int]) -> list[Line]:
    block: list[Line] = []
    for index in range(start, len(lines)):
        line = lines[index]
        if line.kind not in (OWN, BLANK, SIGNATURE) or line.quoted or index in stops:
            break
        block.append(line)
        if len(block) > 4 * SIGNATURE_LINES:
            break
    return block


def _bare(line: Line) -> str:
    return fold(line.text).lstrip(" \t>").rstrip()


def _is_separator(line: Line) -> bool:
    if not line.words:
        return bool(_SEPARATOR.fullmatch(line.text) or (line.quoted and _CUT.fullmatch(line.text)))
    return len(line.text) < DEVICE_LINE and _FORWARD.fullmatch(_bare(line).strip(" -_=*:")) is not None


def _mark_headers(lines: Sequence[Line]) -> None:
    """Mark a header block that starts with its From line, when enough different headers follow."""
    roles: set[str | None] = set()
    last = 0
    for index, line in enumerate(lines):
        if line.kind != OWN:
            break
        if match := _HEADER.match(fold(line.text)):
            if match.lastgroup in roles:  # the next block
                break
            roles.add(match.lastgroup)
            last = index
    if len(roles) >= HEADER_ROLES:
        for line in lines[: last + 1]:
            line.kind = HEADERS


def _before_quotation(lines: Sequence[Line], index: int) -> bool:
    """Whether the next line with words, after some blank ones, is quoted or not the author's."""
    following = (line for line in lines[index + 1 : index + 6] if line.kind != BLANK)
    after = next(following, None)
    return after is not None and (after.quoted or after.kind in (OURS, HEADERS, SEPARATOR))


def _mark_attribution(lines: Sequence[Line], ours: Sequence[str]) -> None:
    """Mark the last one to three of these lines when together they name us and a date or an address."""
    for start in range(len(lines) - 1, -1, -1):
        block = lines[start:]
        if any(line.kind != OWN for line in block):
            return
        text = fold(" ".join(line.text for line in block)).lower()
        named = any(name in text for name in ours) or bool(token.find(text))
        if (
            named
            and _ATTRIBUTION_START.match(text)
            and any(letter.isdigit() or letter == "@" for letter in text)
        ):
            for line in block:
                line.kind = ATTRIBUTION
            return
