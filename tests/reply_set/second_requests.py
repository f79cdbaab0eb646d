"""The request mails the second part answers, cut into the blocks that a mail program quotes."""

import email
import html
import re
from email import policy
from functools import cache
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).with_name("requests")
FILES = tuple(sorted(path.name for path in FOLDER.glob("*.eml")))
FORM = "Your update (write below this line):"
STARTS = (
    ("[", "heading"), ("The panel asked", "asked"), ("Recommendation:", "recommendation"),
    ("Last update", "last"), ("Target date in force", "target"), ("This report is new", "told"),
    (FORM, "form"),
)  # fmt: skip
BLOCK = re.compile(r"<(h2|p)\b[^>]*>.*?</\1>", re.DOTALL)


class Block(NamedTuple):
    """One paragraph of a request: what it is, whose item, its markup ("" in the text part) and its lines."""

    kind: str
    item: str
    markup: str
    lines: tuple[str, ...]


class Request(NamedTuple):
    """One request mail: who asked whom about what, and its two bodies as blocks."""

    file: str
    sender: str
    address: str
    reply_to: str
    owner: str
    owner_address: str
    subject: str
    message_id: str
    items: tuple[str, ...]
    titles: dict[str, str]
    rich: tuple[Block, ...]
    plain: tuple[Block, ...]


def strip(markup: str) -> tuple[str, ...]:
    """The lines a reader sees of one paragraph of markup."""
    text = html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"<br\s*/?>", "\n", markup)))
    return tuple(line.strip("\xa0 ") for line in text.split("\n"))


def _kind(line: str, before: str) -> str:
    """What a line is, by how it starts; a line that starts like nothing goes on what stood before."""
    for start, kind in STARTS:
        if line.startswith(start):
            return kind
    if not line:
        return "gap"
    if " | " in line and before in {"heading", "gap"}:
        return "meta"
    return before if before != "gap" else "link"


def _blocks(paragraphs: list[tuple[str, tuple[str, ...]]], foot: str) -> tuple[Block, ...]:
    """Name each paragraph's kind and item."""
    item, kind, blocks = "", "open", []
    for markup, lines in paragraphs:
        if lines[0] == "--" or foot in lines[0] or kind == "foot":
            kind, item = "foot", ""
        elif item or lines[0].startswith("["):
            kind = _kind(lines[0], kind)
            item = lines[0][1 : lines[0].index("]")] if kind == "heading" else item
        blocks.append(Block(kind if lines[0] or item else "open", item, markup, lines))
    return tuple(blocks)


@cache
def request(file: str) -> Request:
    """Read one request mail."""
    mail = email.message_from_bytes((FOLDER / file).read_bytes(), policy=policy.default)
    parts = {
        part.get_content_type(): part.get_content().replace("\r", "")
        for part in mail.walk()
        if not part.is_multipart()
    }
    foot = parts["text/plain"].rstrip().split("\n")[-2]
    rich = [(found.group(0), strip(found.group(0))) for found in BLOCK.finditer(parts["text/html"])]
    plain = [("", (line,)) for line in parts["text/plain"].rstrip().split("\n")]
    blocks = _blocks(rich, foot)
    titles = {block.item: block.lines[0].split("] ", 1)[1] for block in blocks if block.kind == "heading"}
    sender = mail["From"].addresses[0]
    return Request(
        file=file.removesuffix(".eml"),
        sender=sender.display_name,
        address=sender.addr_spec,
        reply_to=mail["Reply-To"].addresses[0].addr_spec,
        owner=plain[0][1][0].removeprefix("Dear ").rstrip(","),
        owner_address=mail["To"].addresses[0].addr_spec,
        subject=str(mail["Subject"]),
        message_id=str(mail["Message-ID"]),
        items=tuple(titles),
        titles=titles,
        rich=blocks,
        plain=_blocks(plain, foot),
    )
