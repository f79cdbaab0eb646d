"""Letters of a PDF page as lines: words told apart, bullets made dashes, turned words read rightly."""

import re
import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from reports.files.word_looks import BULLET

Letter = dict[str, Any]
"""A letter as pdfplumber gives it: text, x0, x1, top, bottom, size, upright, matrix."""

SIGNS = re.compile(r"[•·●▪◦‣∙■□➢➤✓\ue000-\uf8ff]")
LISTED = re.compile(r"(?:-|[•·–—]|\d{1,2}[.)]|\(?[a-z]{1,4}\)|\([a-z0-9]{1,4}\)|[ivx]{1,5}\.)\s")
BOLD = re.compile(r"bold|demi|heavy|black|[-,]bd", re.IGNORECASE)
"""What the names of bold fonts have in them: SourceSansPro-Semibold, Calibri,Bold."""
APART = 2.2
"""Widths of a letter from which words of one line stand apart, like cells."""
WORD_GAP = 0.18
"""Share of a letter's size from which two letters belong to two words."""
FEWEST_STACKED = 3
SAME_SIZE = 0.8


@dataclass(frozen=True)
class Piece:
    """A printed line: words, where they stand (points from the top left), and how far it might have run."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    first: float = 0
    """Width of its first word, which decides whether it would have fitted on the line before."""
    left: float = 0
    right: float = 0
    whole: bool = False
    """True for what is never joined: a row of a nested table, a turned word."""
    page: int = 0
    bold: tuple[bool, ...] = ()
    """Of each word whether it is printed in bold; empty where nobody looked."""
    label: bool = False
    """Whether the bold words that it begins with end in a colon, and others follow."""
    stop: float = 0
    """Where its last tab ends; 0 without tabs."""


def pieces(letters: Sequence[Letter], *, left: float, right: float, tabs: bool = False) -> list[Piece]:
    """Make lines of letters, top to bottom; with ``tabs`` what stands apart is divided by tabs."""
    upright = [one for one in letters if one["upright"]]
    lines = [
        replace(line, left=left, right=right)
        for words in _by_line(_words(upright))
        for line in [_line(words, tabs=tabs)]
    ]
    lines = _unstacked(lines)
    lines += _turned([one for one in letters if not one["upright"]])
    return sorted(lines, key=lambda line: line.top)


def _words(letters: Sequence[Letter]) -> list[Letter]:
    from pdfplumber.utils.text import extract_words

    found: list[Letter] = extract_words(
        list(letters), x_tolerance_ratio=WORD_GAP, y_tolerance=2, return_chars=True
    )
    return found


def _by_line(words: Sequence[Letter]) -> list[list[Letter]]:
    """Put words on lines: those that overlap by more than half of the lower one's height."""
    lines: list[list[Letter]] = []
    for word in sorted(words, key=lambda word: (word["top"] + word["bottom"]) / 2):
        base = lines[-1][0] if lines else None
        if base is not None:
            shared = min(base["bottom"], word["bottom"]) - max(base["top"], word["top"])
            lowest = min(base["bottom"] - base["top"], word["bottom"] - word["top"])
            if shared > lowest / 2:
                lines[-1].append(word)
                continue
        lines.append([word])
    return [sorted(line, key=lambda word: word["x0"]) for line in lines]


def _line(words: Sequence[Letter], *, tabs: bool) -> Piece:
    size = max(word["bottom"] - word["top"] for word in words)
    text, stop = _first(words), 0.0
    for before, word in pairwise(words):
        apart = tabs and word["x0"] - before["x1"] > APART * size and not LISTED.fullmatch(text + " ")
        stop = word["x0"] if apart else stop
        raised = word["x0"] - before["x1"] < WORD_GAP * size / 2 and _raised(before, word)
        text += ("\t" if apart else "" if raised else " ") + word["text"]
    bold = tuple(all(BOLD.search(one["fontname"]) for one in word["chars"]) for word in words)
    begin = bold.index(False) if False in bold else 0
    return Piece(
        text=text,
        x0=words[0]["x0"],
        x1=words[-1]["x1"],
        top=min(word["top"] for word in words),
        bottom=max(word["bottom"] for word in words),
        size=statistics.median(word["bottom"] - word["top"] for word in words),
        first=words[0]["x1"] - words[0]["x0"],
        bold=bold,
        label=begin > 0 and str(words[begin - 1]["text"]).endswith(":"),
        stop=stop,
    )


def _first(words: Sequence[Letter]) -> str:
    """Give a line's first word; a bullet, also an "o" of another font than the next word's, as a dash."""
    text = str(words[0]["text"])
    if SIGNS.match(text):
        return f"{BULLET}{text[1:]}".rstrip()
    fonts = [word["chars"][0]["fontname"] for word in words[:2]]
    return "-" if text == "o" and len(set(fonts)) > 1 else text


def _raised(before: Letter, word: Letter) -> bool:
    """Whether a word is the small raised end of the one before: 3rd, 20th."""
    smaller = word["bottom"] - word["top"] < SAME_SIZE * (before["bottom"] - before["top"])
    return smaller and str(before["text"])[-1:].isdigit()


def _unstacked(lines: list[Piece]) -> list[Piece]:
    """Read letters that stand one below the other as the word they spell."""
    if len(lines) < FEWEST_STACKED or any(len(line.text) > 1 or not line.text.isalpha() for line in lines):
        return lines
    return [replace(lines[0], text="".join(line.text for line in lines), whole=True)]


def _turned(letters: Sequence[Letter]) -> list[Piece]:
    """Read letters that are turned by a quarter, upwards or downwards."""
    out: list[Piece] = []
    for up in (True, False):
        some = [one for one in letters if (one["matrix"][1] > 0) == up]
        columns: list[list[Letter]] = []
        for letter in sorted(some, key=lambda one: one["x0"] if up else -one["x0"]):
            if columns and abs(columns[-1][0]["x0"] - letter["x0"]) < letter["size"] / 2:
                columns[-1].append(letter)
            else:
                columns.append([letter])
        for column in columns:
            column.sort(key=lambda one: -one["bottom"] if up else one["top"])
            text = column[0]["text"]
            for before, letter in pairwise(column):
                gap = before["top"] - letter["bottom"] if up else letter["top"] - before["bottom"]
                text += (" " if gap > WORD_GAP * letter["size"] else "") + letter["text"]
            if text.strip():
                out.append(_standing(" ".join(text.split()), column))
    return out


def _standing(text: str, column: Sequence[Letter]) -> Piece:
    return Piece(
        text=text,
        x0=min(one["x0"] for one in column),
        x1=max(one["x1"] for one in column),
        top=min(one["top"] for one in column),
        bottom=max(one["bottom"] for one in column),
        size=column[0]["size"],
        whole=True,
    )
