"""Reads a panel paper from a file, whatever its house style, and lists where it disagrees with itself."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from followup import Refused
from reports import discrepancies
from reports.narrative import read as narrative
from reports.paper import Paper
from reports.table import read as table

READABLE = (".txt", ".md")
LARGEST = 20_000_000
"""Bytes; the longest paper seen has 0.1 million."""
SURE = 0.3
"""What a style must recognise before its reader is tried."""
BINARY = 0.01
"""Share of NUL and other control characters from which a file is no text."""
LOOKED_AT = 100_000


class Style(NamedTuple):
    """A house style: its name, how sure it is of some lines (0-1), and its reader."""

    name: str
    recognises: Callable[[Sequence[str]], float]
    read: Callable[[Sequence[str]], Paper]


STYLES = (
    Style(narrative.STYLE, narrative.recognises, narrative.read),
    Style(table.STYLE, table.recognises, table.read),
)


def read(path: Path) -> Paper:
    """Read the paper in a file; Refused says in one sentence why it cannot be read."""
    return read_lines(_lines(path), path.name)


def read_lines(lines: Sequence[str], name: str) -> Paper:
    """Read a paper from its lines (tabs between cells); ``name`` is what a refusal calls it."""
    scores = [(style.recognises(lines), style) for style in STYLES]
    score, style = max(scores, key=lambda scored: scored[0])
    if score < SURE:
        raise Refused(f"{name} does not look like a panel paper: no audit banner and no tracker table found.")
    paper = style.read(lines)
    if not paper.recommendations:
        raise Refused(
            f"{name} holds no recommendation: each needs a heading such as “Significant – 4.2 Title”."
        )
    found = [*paper.discrepancies, *discrepancies.find(paper)]
    return paper.model_copy(update={"discrepancies": found})


def _lines(path: Path) -> list[str]:
    """Give the file's lines as text; line ends of all systems count, form feeds do not."""
    if path.suffix.lower() not in READABLE:
        raise Refused(f"{path.name} cannot be read: save the paper as {' or '.join(READABLE)} first.")
    if not path.is_file():
        raise Refused(f"There is no file {path}: check the name and the folder.")
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(f"{path.name} is larger than {LARGEST // 1_000_000} MB, which no panel paper is.")
        raw = path.read_bytes()
    except OSError as problem:
        raise Refused(f"{path.name} cannot be opened: {problem.strerror}.") from problem
    text = _text(raw, path.name)
    if not text.strip():
        raise Refused(f"{path.name} is empty.")
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _text(raw: bytes, name: str) -> str:
    """Decode UTF-8 or UTF-16 by its mark, else the old Windows encoding; refuse what is no text."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = raw.decode("utf-16", errors="replace")
    else:
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("cp1252", errors="replace")
    start = text[:LOOKED_AT]
    strange = sum((char < " " and char not in "\t\n\r\f\v") or char == "\ufffd" for char in start)
    if strange > BINARY * len(start) + 1:
        raise Refused(f"{name} is not a text file: save the paper as plain text (UTF-8) first.")
    return text
