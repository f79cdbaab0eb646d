"""Authentication-Results (RFC 8601) and Received headers as values: read tolerantly, in linear time."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

LONGEST = 16 * 1024
"""Letters of one header that are read; a real one has a few hundred."""
UNREADABLE = "with a line that cannot be read"

_PIECE = re.compile(
    r'(?P<space>\s+)|(?P<mark>[=;])|(?P<quoted>"(?:[^"\\]|\\.)*")|(?P<comment>\()|(?P<plain>[^\s=;"()]+)'
    r"|(?P<odd>.)",
    re.DOTALL,
)
_IN_COMMENT = re.compile(r"\\.|[()]", re.DOTALL)
_BY = re.compile(r"(?:^|\s)by\s+([^\s;]+)", re.IGNORECASE)


class Result(NamedTuple):
    """What one check found: ``dmarc``, ``pass``, and the properties beside it, names in lower case."""

    method: str
    result: str
    properties: dict[str, list[str]]


class Results(NamedTuple):
    """One header: who wrote it (empty where it does not say) and what was found."""

    writer: str
    found: list[Result]


def parse(value: str) -> Results | None:
    """Read one Authentication-Results header; None when it cannot be read for certain."""
    stanzas = _stanzas(value) if len(value) <= LONGEST else None
    if stanzas is None:
        return None
    named = bool(stanzas[0]) and None not in stanzas[0]
    writer = (stanzas[0][0] or "").lower() if named else ""
    results = (_result(stanza) for stanza in stanzas[named:])
    return Results(writer, [result for result in results if result is not None])


def _stanzas(value: str) -> list[list[str | None]] | None:
    """Split a header at its semicolons into words, None for each equals sign; comments are left out.

    None when a quotation or a comment does not end, or ends without having begun.
    """
    stanzas: list[list[str | None]] = [[]]
    word, at = "", 0
    while at < len(value):
        piece = _PIECE.match(value, at)
        if piece is None or piece.lastgroup == "odd":
            return None
        at = piece.end()
        if piece.lastgroup == "plain":
            word += piece[0]
            continue
        if piece.lastgroup == "quoted":
            word += re.sub(r"\\(.)", r"\1", piece[0][1:-1], flags=re.DOTALL) or " "
            continue
        stanzas[-1] += [word] if word else []
        word = ""
        if piece[0] == "=":
            stanzas[-1].append(None)
        elif piece[0] == ";":
            stanzas.append([])
        elif piece.lastgroup == "comment":
            at = _comment_end(value, at)
            if not at:
                return None
    stanzas[-1] += [word] if word else []
    return stanzas


def _comment_end(value: str, start: int) -> int:
    """Give where the comment ends that begins before ``start``; 0 when it does not."""
    depth = 1
    for mark in _IN_COMMENT.finditer(value, start):
        depth += {"(": 1, ")": -1}.get(mark[0], 0)
        if not depth:
            return mark.end()
    return 0


def _result(stanza: Sequence[str | None]) -> Result | None:
    """Read ``method=result name=value …``; words that belong to no equals sign are passed over."""
    pairs = list(_pairs(stanza))
    if not pairs:
        return None
    (method, result), *more = pairs
    properties: dict[str, list[str]] = {}
    for name, text in more:
        properties.setdefault(name, []).append(text)
    return Result(method.partition("/")[0], result.lower(), properties)


def _pairs(stanza: Sequence[str | None]) -> Iterator[tuple[str, str]]:
    at = 0
    while at + 2 < len(stanza):
        name, equals, text = stanza[at : at + 3]
        if name is not None and equals is None and text is not None:
            yield name.lower(), text
            at += 3
        else:
            at += 1


def receiver(value: str) -> str:
    """Give the host that a Received line names after *by*, lower-case; empty when it names none."""
    pieces, at = [], 0
    value = value[:LONGEST]
    while (begin := value.find("(", at)) >= 0:
        pieces.append(value[at:begin])
        end = _comment_end(value, begin + 1)
        if not end:
            return UNREADABLE
        at = end
    named = _BY.search(" ".join([*pieces, value[at:]]))
    return named[1].lower().rstrip(".") if named else ""
