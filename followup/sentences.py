"""A reply cut into sentences and clauses, each with its place, its part ("8iii", "a") and its paragraph."""

import re
from itertools import pairwise
from typing import NamedTuple

from followup import labelled

PART = (
    r"(?:\((?P<a>[a-h]|[0-9]{1,2}|[ivx]{1,4})\)"
    r"|(?P<b>[0-9]{1,2}(?:\s?[a-h]\b|[ivx]{1,4}\b)?(?:\s?(?:&|/|,"
    r"|and)\s?(?:[0-9]{1,2})?[ivx]{0,4}){0,3})\s?[.)](?![0-9])"
    r"|(?P<c>[a-h]|[ivx]{1,4})\)"
    r"|(?:part|act(?:i?on)|milestone|phase|stage)\s(?P<d>[0-9]{1,2}(?:[ivx]{1,4}|[a-h])?|[a-h]|one|two"
    r"|three)"
    r"\s?(?:[:.)–-]|(?=\s)))"
)
MARK = re.compile(rf"\s{{0,8}}(?:[-•*·➢►]\s{{0,4}}){{0,2}}{PART}", re.IGNORECASE)
INLINE = re.compile(r"(?<![\w(])\((?P<a>[a-h]|[0-9]{1,2}|[ivx]{1,4})\)(?=\s)", re.IGNORECASE)
STOP = re.compile(r"(?<!\be\.g)(?<!\bi\.e)(?<!\bapprox)(?<!\bNo)(?<!\betc\.)[.!?]{1,9}[\"'”’)]?(?=\s|$)")
LINE = re.compile(r"[^\n]+")
CLAUSE = re.compile(
    r"[;:]\s|\s[–—-]{1,2}\s|,?\s(?=(?:but|however|although|whereas)\b)"
    r"|,?\s(?=(?:and|so)\s(?:we|i|this|it|that|the|please|pls|therefore|would|can|now|is\snow|should"
    r"|happy)\b)"
    r"|,\s(?=(?:please|pls|plz|so|we|i|this|it|the|and|can|happy|therefore|hence)\b)|[.]\s",
    re.IGNORECASE,
)


BULLETS = ("-", "•", "*", "·", "➢", "►")
LONGEST = 900  # characters of one sentence; an endless one is cut, so that judging it stays linear
FULL_LINE = 55  # characters after which a mail program, not the writer, may have broken the line


class Clause(NamedTuple):
    """A stretch of text small enough for one verb; ``start`` counts from the beginning of the reply."""

    start: int
    end: int
    text: str


class Sentence(NamedTuple):
    """One statement; ``part`` is the numbered part it stands under, ``own`` that its line bears the mark."""

    start: int
    end: int
    text: str
    part: str | None
    own: bool
    paragraph: int
    bullet: bool

    @property
    def question(self) -> bool:
        """Tell whether it asks rather than states."""
        return self.text.rstrip(" \"'”’)").endswith("?")


def part_of(match: re.Match[str]) -> str:
    """Give the part a marker names, without brackets: "8iii", "1", "a"."""
    named = match.groupdict()
    label = next(named[group] for group in ("a", "b", "c", "d") if named.get(group))
    return " ".join(label.split())


def sentences(text: str) -> list[Sentence]:
    """Cut a reply into sentences, in order; quoted lines (">") and labelled ones are left out.

    What stands beneath a line ``Part: 2`` stands under that part.
    """
    found: list[Sentence] = []
    part: str | None = None
    parts = [key for key in labelled.keys(text) if key.name == "part"]
    for number, block in enumerate(_blocks(text)):
        for start, end in block:
            while parts and parts[0].start < start:
                part = parts.pop(0).part
            mark = MARK.match(text, start, end)
            part = part_of(mark) if mark else part
            bullet = text[start:end].lstrip()[:1] in BULLETS
            found += [
                Sentence(a, b, text[a:b], part, mark is not None, number, bullet)
                for a, b in _stops(text, mark.end() if mark else start, end)
            ]
    return found


def _blocks(text: str) -> list[list[tuple[int, int]]]:
    """Give paragraphs as lists of line spans; a line wrapped by a mail program is joined to the next."""
    blocks: list[list[tuple[int, int]]] = []
    before, end = "", -1
    for line in LINE.finditer(text):
        start = labelled.prose_from(text, line.start(), line.end())
        words = text[start : line.end()].strip()
        if not words.strip(".,;:!*_ ") or words.startswith(">"):
            continue
        if end < 0 or line.start() != end + 1:
            blocks.append([])
        lines = blocks[-1]
        if lines and start == line.start() and _wrapped(before, words):
            lines[-1] = (lines[-1][0], line.end())
        else:
            lines.append((start, line.end()))
        before, end = words, line.end()
    return blocks


def _wrapped(before: str, words: str) -> bool:
    """Tell whether a line runs on into ``words``: unfinished, and they start no new point."""
    if before[-1:] in ".!?:" or MARK.match(words) or words[0] in BULLETS:
        return False
    return words[0].islower() or (len(before) >= FULL_LINE and not words.isupper())


def _stops(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Cut one line at its full stops."""
    cuts = [start, *(stop.end() for stop in STOP.finditer(text, start, end)), end]
    cuts = [a + step for a, b in pairwise(cuts) for step in range(0, b - a, LONGEST)] + [end]
    spans = []
    for a, b in pairwise(cuts):
        words = text[a:b]
        if words.strip():
            spans.append((a + len(words) - len(words.lstrip()), a + len(words.rstrip())))
    return spans


def clauses(sentence: Sentence) -> list[Clause]:
    """Cut a sentence at joints where a new subject may begin."""
    cuts = [0]
    for joint in CLAUSE.finditer(sentence.text):
        cuts += [joint.start(), joint.end()]
    cuts.append(len(sentence.text))
    return [
        Clause(sentence.start + a, sentence.start + b, sentence.text[a:b])
        for a, b in zip(cuts[::2], cuts[1::2], strict=True)
        if sentence.text[a:b].strip()
    ]
