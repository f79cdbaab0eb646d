"""What mail programs put around a quotation: attribution, header block, separator, signature.

Each rule is as narrow as it can be: everything not surely furniture stays the author's.
"""

import re
from collections.abc import Sequence
from itertools import groupby, takewhile

from mail import phrases, token
from mail.lines import BLANK, OURS, OWN, Line, fold, words

ATTRIBUTION, HEADERS, SEPARATOR, SIGNATURE = "attribution", "headers", "separator", "signature"
ATTRIBUTION_LINES = 3
HEADER_LINES, HEADER_ROLES = 9, 3
LEAST_THEME = 3
SIGNATURE_LINES = 15
DEVICE_LINE = 80


def mark(lines: Sequence[Line], names: Sequence[str], subjects: Sequence[str] = ()) -> None:
    """Mark what clients wrote, given our own names, addresses and subjects; words stay in their place."""
    ours = [fold(name).lower() for name in names if len(name) > 2]  # noqa: PLR2004
    themes = [found for subject in subjects if len(found := words(subject)) >= LEAST_THEME]
    for line in lines:
        if line.kind == OWN and _is_separator(line):
            line.kind = SEPARATOR
    for index, line in enumerate(lines):
        match = phrases.HEADER.match(fold(line.text)) if line.kind == OWN else None
        if match and match.lastgroup in ("from", "date"):
            _mark_headers(lines[index : index + HEADER_LINES], ours, themes)
        elif index and lines[index - 1].kind == SEPARATOR and lines[index - 1].words:
            _mark_headers(lines[index : index + HEADER_LINES], ours, themes, phrases.BARE_HEADER)
    for labelled, run in groupby(lines, key=_is_labelled) if themes else ():
        if labelled:
            _mark_foreign_headers(list(run), ours, themes)
    quoted = (index for index, line in enumerate(lines) if line.kind == OURS and line.quoted)
    first = next(quoted, -1)
    for index, line in enumerate(lines):
        if line.kind == OWN:
            _mark_attribution_at(lines, index, ours, over_all=index < first)


def _mark_attribution_at(lines: Sequence[Line], index: int, ours: Sequence[str], *, over_all: bool) -> None:
    """Mark the attribution that ends at a line, if one does; ``over_all``: all quotation stands below."""
    line = lines[index]
    text = fold(line.text).lower()
    if (phrases.GROUPWISE.fullmatch(line.text) or phrases.DASHED.fullmatch(text)) and _names_us(text, ours):
        line.kind = ATTRIBUTION
    elif text.rstrip(" *_").endswith((":", "：")) and _before_quotation(lines, index):
        _mark_attribution(lines[max(0, index - ATTRIBUTION_LINES + 1) : index + 1], ours)
        if over_all and line.kind == OWN and _is_short_attribution(line.words, ours):
            line.kind = ATTRIBUTION


def _is_short_attribution(said: Sequence[str], ours: Sequence[str]) -> bool:
    """Whether a line over all that we wrote says "Inspectorate writes:" and no more, as nmh does."""
    names = (words(name) for name in ours)
    return any(said[:-1] == name for name in names if name)


def mark_signatures(lines: Sequence[Line], stops: frozenset[int]) -> None:
    """Mark device lines, and what follows ``--`` up to our text, a quotation or a line in ``stops``."""
    for index, line in enumerate(lines):
        if line.kind == OWN and len(line.text) < DEVICE_LINE and phrases.DEVICE.fullmatch(_bare(line)):
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
    return fold(line.text).lstrip(" \t>|").rstrip()


def _is_separator(line: Line) -> bool:
    if not line.words:
        return bool(
            phrases.SEPARATOR.fullmatch(line.text) or (line.quoted and phrases.CUT.fullmatch(line.text))
        )
    return len(line.text) < DEVICE_LINE and phrases.FORWARD.fullmatch(_bare(line).strip(" -_=*:")) is not None


def _mark_headers(
    lines: Sequence[Line],
    ours: Sequence[str],
    themes: Sequence[Sequence[str]],
    header: re.Pattern[str] = phrases.HEADER,
) -> None:
    """Mark a header block, in any order, when enough different headers follow each other.

    "From: 1 April, To: 30 June" may be an answer: one must hold an address, our name or our subject.
    """
    roles: set[str | None] = set()
    last = 0
    for index, line in enumerate(lines):
        if line.kind != OWN:
            break
        if match := header.match(fold(line.text)):
            if match.lastgroup in roles:  # the next block
                break
            roles.add(match.lastgroup)
            last = index
    block = lines[: last + 1]
    if len(roles) >= HEADER_ROLES and "from" in roles and any(_is_mail(line, ours, themes) for line in block):
        wrapped = lines[last + 1 : last + 2]
        ends = any(line.kind == OWN and _ends(line.words, theme) for line in wrapped for theme in themes)
        for line in [*block, *(wrapped if ends else [])]:
            line.kind = HEADERS


def _ends(line: Sequence[str], theme: Sequence[str]) -> bool:
    """Whether a line is the rest of a subject that was wrapped."""
    return 0 < len(line) < len(theme) and list(theme[-len(line) :]) == list(line)


def _is_mail(line: Line, ours: Sequence[str], themes: Sequence[Sequence[str]]) -> bool:
    text = fold(line.text).lower()
    return "@" in text or _names_us(text, ours) or any(_holds(line.words, theme) for theme in themes)


def _is_labelled(line: Line) -> bool:
    return line.kind == OWN and phrases.LABELLED.match(fold(line.text)) is not None


def _mark_foreign_headers(
    block: Sequence[Line], ours: Sequence[str], themes: Sequence[Sequence[str]]
) -> None:
    """Mark headers in a language we do not know: labelled lines, one with our name, one with our subject."""
    if not HEADER_ROLES <= len(block) <= HEADER_LINES:
        return
    named = any(_names_us(fold(line.text).lower(), ours) for line in block)
    if named and any(_holds(line.words, theme) for line in block for theme in themes):
        for line in block:
            line.kind = HEADERS


def _names_us(text: str, ours: Sequence[str]) -> bool:
    return names_any(text, ours) or bool(token.find(text))


def names_any(text: str, names: Sequence[str]) -> bool:
    """Whether one of these names or addresses stands in a text in lower case."""
    return any(name in text for name in names)


def _holds(line: Sequence[str], theme: Sequence[str]) -> bool:
    """Whether a subject stands in a line, be it behind its label and "Re"."""
    return f" {' '.join(theme)} " in f" {' '.join(line)} "


def _before_quotation(lines: Sequence[Line], index: int) -> bool:
    """Whether the next line with words, after some blank ones, is quoted or not the author's."""
    following = (line for line in lines[index + 1 : index + 6] if line.kind != BLANK)
    after = next(following, None)
    return after is not None and (after.quoted or after.kind in (OURS, HEADERS, SEPARATOR))


def _mark_attribution(lines: Sequence[Line], ours: Sequence[str]) -> None:
    """Mark the last one to three of these lines when together they name us and a date or an address.

    They begin as such lines do, or at least give an address as mail programs do.
    """
    if not _names_us(fold(" ".join(line.text for line in lines)).lower(), ours):
        return
    shortest_first = [lines[start:] for start in range(len(lines) - 1, -1, -1)]
    for block in takewhile(lambda block: all(line.kind == OWN for line in block), shortest_first):
        text = fold(" ".join(line.text for line in block)).lower()
        address = phrases.ADDRESSED.search(text)
        begins = phrases.ATTRIBUTION_START.match(text) or (address and text[: address.start()].strip(" >|"))
        dated = any(letter.isdigit() or letter == "@" for letter in text)
        if begins and dated and _names_us(text, ours):
            above = lines[-len(block) - 1 : -len(block)]
            dates = [line for line in above if line.kind == OWN and phrases.DATE_LINE.fullmatch(line.text)]
            for line in [*dates, *block]:
                line.kind = ATTRIBUTION
            return
