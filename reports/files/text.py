"""Plain text as a document: one line of the file is one line of it, whatever encoding it came in."""

from followup import Refused
from reports.files.model import Document, Line

MOST_LINES = 500_000
BINARY = 0.01
"""Share of NUL and other control characters from which a file is no text."""
LOOKED_AT = 100_000
WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read(name: str, content: bytes) -> Document:
    """Give the text's lines under the numbers they have in the file; Refused where it is no text."""
    lines = lines_of(decoded(name, content))
    if len(lines) > MOST_LINES:
        raise Refused(f"{name} has {len(lines):,} lines; no panel paper has more than {MOST_LINES:,}.")
    return Document(name=name, form="text", blocks=[Line(text=line) for line in lines]).numbered()


def decoded(name: str, content: bytes) -> str:
    """Decode UTF-8 or UTF-16 by its mark, else the old Windows encoding; refuse what is no text."""
    if content.startswith(WIDE_MARKS):
        text = content.decode("utf-16", errors="replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("cp1252", errors="replace")
    start = text[:LOOKED_AT]
    strange = sum((char < " " and char not in "\t\n\r\f\v") or char == "\ufffd" for char in start)
    if strange > BINARY * len(start) + 1:
        raise Refused(f"{name} is not a text file: save the paper as plain text (UTF-8) first.")
    if not text.strip():
        raise Refused(f"{name} is empty.")
    return text


def lines_of(text: str) -> list[str]:
    """Cut at the line ends of all systems; form feeds are none."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
