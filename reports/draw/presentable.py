"""Text made fit for print: nothing in it can break a format, and its paragraphs and lists are found."""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from itertools import count
from typing import Any

from reports.draw.layout import Block
from reports.paper import Paper

LOST = "[not printable]"
RUN_OF_LOST = re.compile(r"\[not printable\](?:[ ]?\[not printable\])+")
JOINERS = "\u200c\u200d"
LONGEST_WORD = 60
WRAPPED = 78
"""No mail client wraps beyond this: a longer line is a paragraph of its own."""
LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
BULLET = re.compile(r"[ ]{0,12}[-•–*o][ ]+(?=\S)")
NUMBER = re.compile(r"[ ]{0,12}(\d{1,3})[.)][ ]+(?=\S)")
ENUMERATED = re.compile(
    r"^[ ]{0,12}[-•–*o][ ]+(?=(?:\d{1,3}[ivx]{0,4}[.)]|(?:[ivx]{1,5}|[a-z])[.)]|\([a-z0-9]{1,5}\))[ ]+\S)"
)
"""The bullet before a number or letter, which marks the line already."""

TEXTS = ("text", "management_response", "state", "implications")
"""Fields that people write in paragraphs; every other value is one line."""
UNNAMED = "auditors"
"""The list in which an empty entry says something: that nobody recorded who made an audit."""


def presentable(text: str, glyphs: Collection[int] | None = None) -> str:
    """Give the text without what no format can print.

    Control characters, lone surrogates, invisible marks and direction overrides are dropped. With
    ``glyphs`` (the code points a font holds) each further character is replaced by its plain form,
    an emoji or symbol by its name in brackets, and what has neither by ``[not printable]``.
    """
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))
    text = "".join(char for char in text if _visible(char))
    if glyphs is None:
        return text
    held = "".join(char if char == "\n" or ord(char) in glyphs else _stand_in(char, glyphs) for char in text)
    return LONG_WORD.sub("\\g<0>\u200b", RUN_OF_LOST.sub(LOST, held))


def _visible(char: str) -> bool:
    kind = unicodedata.category(char)
    return char == "\n" or char in JOINERS or kind not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _stand_in(char: str, glyphs: Collection[int]) -> str:
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if ord(part) in glyphs)
    if plain:
        return plain
    kind = unicodedata.category(char)
    if kind.startswith("Z"):
        return " "
    name: str = unicodedata.name(char, "")
    if name and kind.startswith(("S", "P")):
        return f"[{name.lower()}]"
    return "" if kind.startswith("M") or char in JOINERS else LOST


def cleaned(paper: Paper, glyphs: Collection[int] | None = None) -> Paper:
    """Give the paper with every text made presentable, and every value but a text on one line.

    Lists of words lose their empty entries, but for the auditors of a scale.
    """
    return Paper.model_validate(_throughout(paper.model_dump(by_alias=True), glyphs))


def _throughout(value: Any, glyphs: Collection[int] | None, name: str = "") -> Any:  # noqa: ANN401 - any plain data
    """Clean plain data (dict, list, str and other leaves); ``name`` is that of the field it stands in."""
    if isinstance(value, str):
        text = presentable(value, glyphs)
        return text if name in TEXTS else squeezed(text)
    if isinstance(value, list):
        return [
            each
            for each in (_throughout(one, glyphs, name) for one in value)
            if each != "" or name == UNNAMED
        ]
    if isinstance(value, dict):
        inside = name if name in TEXTS else ""
        return {
            _throughout(key, glyphs): _throughout(each, glyphs, inside or key) for key, each in value.items()
        }
    return value


def blocks(text: str) -> list[Block]:
    """Cut a text into paragraphs, bullet lists, numbered lists and tables (``a | b | c`` lines).

    A blank line ends a paragraph, and so does the end of a line too long to have been wrapped; other
    line ends are kept. Numbers stay as typed: lines are a list only where they count up by one. A bullet
    before a number or letter is left out.
    """
    found: list[Block] = []
    for paragraph in re.split(r"\n[ ]*\n", text):
        lines = [ENUMERATED.sub("", line.rstrip(), count=1) for line in paragraph.split("\n") if line.strip()]
        found += [_block(kind, run) for kind, run in _runs(lines)]
    return found


def typed(parts: Sequence[Block]) -> str:
    """Write blocks as a person types them: the text of which ``blocks`` makes the same.

    Lists of one kind that follow each other are one list, as a printed page shows them.
    """
    entries: list[tuple[str, str]] = []
    for block in parts:
        if block.kind == "text":
            entries.append(("text", "\n".join(map(squeezed, block.lines))))
        elif block.kind == "table":
            entries += [("table", squeezed(" | ".join(row))) for row in block.rows]
        else:
            marks = (f"{n}." if block.kind == "numbers" else "-" for n in count(block.start))
            entries += [(block.kind, f"{mark} {squeezed(line)}") for mark, line in zip(marks, block.lines)]  # noqa: B905 - marks have no end
    return joined(entries)


def joined(entries: Sequence[tuple[str, str]]) -> str:
    """Join texts and list lines, each with its kind: a blank line ends a paragraph and a list."""
    pieces: list[str] = []
    before = ""
    for kind, words in entries:
        pieces += ["\n" if kind == before and kind != "text" else "\n\n", words]
        before = kind
    return "".join(pieces[1:])


def squeezed(words: str) -> str:
    """Give the words on one line, one space between them."""
    return " ".join(words.split())


def _runs(lines: list[str]) -> Iterator[tuple[str, list[str]]]:
    """Group neighbouring lines of one kind; an indented line continues the list entry above it."""
    kind, run = "", list[str]()
    for line in lines:
        own = _kind(line)
        if own == "text" and kind in {"bullets", "numbers"} and line.startswith("  "):
            run[-1] += " " + line.strip()
        elif own == kind and _follows(own, run[-1], line):
            run.append(line)
        else:
            if run:
                yield kind, run
            kind, run = own, [line]
    if run:
        yield kind, run


def _kind(line: str) -> str:
    if " | " in line:
        return "table"
    if NUMBER.match(line):
        return "numbers"
    return "bullets" if BULLET.match(line) else "text"


def _follows(kind: str, before: str, line: str) -> bool:
    """Whether a line continues the run: the next number, a row of as many cells, a short line."""
    if kind == "text":
        return max(len(before), len(line)) <= WRAPPED
    if kind == "numbers":
        return _number(line) == _number(before) + 1
    return kind != "table" or line.count(" | ") == before.count(" | ")


def _number(line: str) -> int:
    match = NUMBER.match(line)
    return int(match[1]) if match else 0


def _block(kind: str, lines: list[str]) -> Block:
    """Build one block; a lone table row or a lone number is text like any other."""
    if kind == "bullets":
        return Block("bullets", [BULLET.sub("", line, count=1) for line in lines])
    if kind == "numbers" and len(lines) > 1:
        return Block("numbers", [NUMBER.sub("", line, count=1) for line in lines], start=_number(lines[0]))
    if kind == "table" and len(lines) > 1:
        return Block("table", rows=[[cell.strip() for cell in line.split(" | ")] for line in lines])
    return Block("text", [line.strip() for line in lines])
