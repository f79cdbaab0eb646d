"""The status part of a delivery report (RFC 3464, 2), with what servers make of it; never raises."""

import re
from collections.abc import Iterator
from email.errors import MessageError
from email.message import Message
from typing import Literal

from pydantic import BaseModel

from mail.headers import Fields, words
from mail.text import clean, decode

MOST_RECIPIENTS = 100
LOOKED_AT = 100_000
"""Letters of one part that are looked at."""

LONGEST_FIELD = 2_000

Action = Literal["failed", "delayed", "delivered", "unknown"]
ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]]{1,64}@[^\s<>,;:\"()\[\]@]{1,255}")
STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_FIELD = re.compile(r"([!-9;-~]{1,76}):[ \t]*(.*)")


class Recipient(BaseModel):
    """What became of one address."""

    address: str
    """Final-Recipient, lower-case, or whatever the report names."""
    original: str = ""
    """Original-Recipient (ours, where DSN was asked for); empty when not said."""
    action: Action
    status: str = ""
    """Enhanced status code (RFC 3463), such as 5.1.1."""
    diagnostic: str = ""
    """What the server said, on one line."""


def recipients(part: "Message[str, str]") -> Iterator[Recipient]:
    """Read the blocks of message/delivery-status (RFC 3464, 2.3); a block without a recipient is none."""
    for fields in _blocks(part):
        final, original = _typed(fields.first("final-recipient")), _typed(fields.first("original-recipient"))
        actual = _typed(fields.first("x-actual-recipient"))
        action = (fields.first("action") or "").strip().lower().split(" ")[0]
        status = STATUS.search(fields.first("status") or "")
        diagnostic = _after_type(fields.first("diagnostic-code"))
        if not (final or original or actual):
            continue
        code = status[1] if status else ""
        yield Recipient(
            address=final or actual or original,
            original=original,
            action=_action(action, code),
            status=code,
            diagnostic=words(diagnostic)[:300],
        )


def _action(action: str, status: str) -> Action:
    """Give what a block says; where the word is missing or none of the five, the status decides."""
    if action in ("failed", "delayed"):
        return "failed" if action == "failed" else "delayed"
    if action in ("delivered", "relayed", "expanded"):
        return "delivered"
    return {"5": "failed", "4": "delayed", "2": "delivered"}.get(status[:1], "unknown")  # type: ignore[return-value]


def _blocks(part: "Message[str, str]") -> Iterator[Fields]:
    """Give the groups of fields, as the parser has made them or, where it has not, from the text."""
    inner = part.get_payload()
    if isinstance(inner, list):
        for block in inner[: MOST_RECIPIENTS + 1]:
            if isinstance(block, Message):
                yield Fields(block.raw_items())
                rest = block.get_payload()
                if isinstance(rest, str) and ":" in rest:
                    yield from lines(rest)
        if any(isinstance(block, Message) and list(block.keys()) for block in inner):
            return
    yield from lines(_decoded(part, inner))


def _decoded(part: "Message[str, str]", inner: object) -> str:
    """Give the words of a status part that its server has encoded, which RFC 3464 does not allow."""
    if isinstance(inner, list):
        inner = "".join(str(one.get_payload()) for one in inner if isinstance(one, Message))
    plain: Message[str, str] = Message()
    plain["Content-Transfer-Encoding"] = str(part.get("content-transfer-encoding", "7bit"))
    plain.set_payload(str(inner)[:LOOKED_AT])
    return text_of(plain)


def lines(text: str) -> Iterator[Fields]:
    """Read header fields from text: a group for each block between empty lines."""
    pairs: list[tuple[str, str]] = []
    for line in [*text[:LOOKED_AT].splitlines(), ""]:
        found = _FIELD.fullmatch(line.rstrip())
        if found:
            pairs.append((found[1], found[2]))
        elif line[:1] in (" ", "\t") and pairs and line.strip():
            if len(pairs[-1][1]) < LONGEST_FIELD:
                pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}")
        elif not line.strip() and pairs:
            yield Fields(pairs)
            pairs = []


def _typed(value: str | None) -> str:
    """Give the address of ``rfc822; someone@example``, lower-case; also without its type or in brackets."""
    found = ADDRESS.search(_after_type(value))
    return found[0].lower() if found else ""


def _after_type(value: str | None) -> str:
    kind, mark, rest = (value or "")[:LONGEST_FIELD].partition(";")
    return " ".join((rest if mark and "@" not in kind else kind).split())


def text_of(part: "Message[str, str]") -> str:
    """Decode the words of a part; nothing where that cannot be done."""
    try:
        content = part.get_payload(decode=True)
        charset = part.get_content_charset()
    except (LookupError, ValueError, TypeError, AttributeError, MessageError):
        return ""
    return clean(decode(content[:LOOKED_AT], charset)[0])[0] if isinstance(content, bytes) else ""
