"""A delivery report as plain data: RFC 3464 first, then what other servers write; never raises."""

import email
import re
from collections.abc import Iterable, Iterator
from email.errors import MessageError
from email.message import Message
from typing import Any, Literal

from pydantic import BaseModel, Field

from mail import limits
from mail.bounce_words import FAILED, LATER, RETURNED
from mail.headers import Fields, message_ids, words
from mail.text import decode

MOST_RECIPIENTS = 100
LOOKED_AT = 100_000
"""Letters of one part that are looked at."""
FLUFL_AT_MOST = 100_000
"""Bytes of a message that flufl.bounce is shown: its patterns are not linear."""

Action = Literal["failed", "delayed", "delivered", "unknown"]
_ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]]{1,64}@[^\s<>,;:\"()\[\]@]{1,255}")
_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<![\d.])([45])\d\d[ \-#]")
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


class Report(BaseModel):
    """A whole report; all empty when the message says nothing of a delivery."""

    recipients: list[Recipient] = Field(default_factory=list)
    says: Action = "unknown"
    """What the words as a whole say, where no recipient is named."""
    returned: list[str] = Field(default_factory=list)
    """Message-IDs of what came back, with their brackets."""
    words: str = ""
    """The beginning of the words, on one line."""
    named: list[str] = Field(default_factory=list)
    """Every address in the words, lower-case."""


def read(raw: bytes) -> Report:
    """Read a message that a mail server sent; a message beyond the limits gives an empty report."""
    try:
        limits.check(raw)
        message: Message[str, str] = email.message_from_bytes(raw)
    except (limits.TooMuch, RecursionError):
        return Report()
    parts = list(_parts(message))
    text = "\n".join(_text(part) for part in parts if _kind(part) in ("text/plain", "text/html"))[:LOOKED_AT]
    own = RETURNED.split(text, maxsplit=1)[0]
    report = Report(
        says=_says(own),
        returned=_returned(parts, text),
        words=" ".join(own.split())[:300],
        named=list(dict.fromkeys(found.lower().strip(".'") for found in _ADDRESS.findall(own)))[
            :MOST_RECIPIENTS
        ],
    )
    status = [one for part in parts if _kind(part) in STATUS_TYPES for one in _recipients(part)]
    failed = [
        Recipient(address=address, action=report.says if report.says != "unknown" else "failed")
        for value in Fields(message.raw_items()).all("x-failed-recipients")
        for address in map(str.lower, _ADDRESS.findall(value[:LOOKED_AT]))
    ]
    report.recipients = (status or failed or _by_flufl(message, len(raw)))[:MOST_RECIPIENTS]
    return report


STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status")
HEADER_TYPES = ("message/rfc822", "message/global", "message/rfc822-headers", "message/global-headers",
                "text/rfc822-headers")  # fmt: skip


def _kind(part: "Message[str, str]") -> str:
    return part.get_content_type()


def _parts(message: "Message[str, str]") -> Iterator["Message[str, str]"]:
    """Go through the parts in order, not into what came back."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        inner = part.get_payload() if part.get_content_maintype() == "multipart" else None
        if isinstance(inner, list):
            waiting.extend(child for child in reversed(inner) if isinstance(child, Message))
        else:
            yield part


def _text(part: "Message[str, str]") -> str:
    try:
        content = part.get_payload(decode=True)
        charset = part.get_content_charset()
    except (LookupError, ValueError, TypeError, AttributeError, MessageError):
        return ""
    return decode(content[:LOOKED_AT], charset)[0] if isinstance(content, bytes) else ""


def _recipients(part: "Message[str, str]") -> Iterator[Recipient]:
    """Read the blocks of message/delivery-status (RFC 3464, 2.3); a block without a recipient is none."""
    for fields in _blocks(part):
        final, original = _typed(fields.first("final-recipient")), _typed(fields.first("original-recipient"))
        actual = _typed(fields.first("x-actual-recipient"))
        action = (fields.first("action") or "").strip().lower().split(" ")[0]
        status = _STATUS.search(fields.first("status") or "")
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
                    yield from _lines(rest)
        if any(isinstance(block, Message) and list(block.keys()) for block in inner):
            return
    yield from _lines(_decoded(part, inner))


def _decoded(part: "Message[str, str]", inner: object) -> str:
    """Give the words of a status part that its server has encoded, which RFC 3464 does not allow."""
    if isinstance(inner, list):
        inner = "".join(str(one.get_payload()) for one in inner if isinstance(one, Message))
    plain: Message[str, str] = Message()
    plain["Content-Transfer-Encoding"] = str(part.get("content-transfer-encoding", "7bit"))
    plain.set_payload(str(inner)[:LOOKED_AT])
    return _text(plain)


def _lines(text: str) -> Iterator[Fields]:
    pairs: list[tuple[str, str]] = []
    for line in [*text[:LOOKED_AT].splitlines(), ""]:
        found = _FIELD.fullmatch(line.rstrip())
        if found:
            pairs.append((found[1], found[2]))
        elif line[:1] in (" ", "\t") and pairs and line.strip():
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}")
        elif not line.strip() and pairs:
            yield Fields(pairs)
            pairs = []


def _typed(value: str | None) -> str:
    """Give the address of ``rfc822; someone@example``, lower-case; also without its type or in brackets."""
    found = _ADDRESS.search(_after_type(value))
    return found[0].lower() if found else ""


def _after_type(value: str | None) -> str:
    kind, mark, rest = (value or "")[:2000].partition(";")
    return " ".join((rest if mark and "@" not in kind else kind).split())


def _returned(parts: Iterable["Message[str, str]"], text: str) -> list[str]:
    """List the Message-IDs of what came back: of attached messages or headers, and of copies in the words."""
    ids: list[str] = []
    for part in parts:
        if _kind(part) not in HEADER_TYPES:
            continue
        inner = part.get_payload()
        if isinstance(inner, list):
            heads = [one for one in inner if isinstance(one, Message)]
            ids += (value for one in heads for value in Fields(one.raw_items()).all("message-id"))
        else:
            ids += (value for one in _lines(_text(part)) for value in one.all("message-id"))
    ids += re.findall(r"(?im)^[>| \t]*message-id:\s*(<[^<>\s]{1,500}>)", text)
    return message_ids(ids)[:MOST_RECIPIENTS]


def _says(text: str) -> Action:
    """Say whether words tell of a failure or of a delay: by phrase, else by the one class of their codes."""
    if LATER.search(text):
        return "delayed"
    if FAILED.search(text):
        return "failed"
    classes = {code[0] for code in _STATUS.findall(text)} | set(_CODE.findall(text))
    return {"5": "failed", "4": "delayed"}.get("".join(classes - {"2"}), "unknown")  # type: ignore[return-value]


def _by_flufl(message: "Message[str, str]", size: int) -> list[Recipient]:
    """Ask flufl.bounce, which knows many old servers; only about what has passed for a report already."""
    if size > FLUFL_AT_MOST:
        return []
    from flufl.bounce import scan_message

    try:
        temporary, permanent = scan_message(message)
    except Exception:  # noqa: BLE001 - it raises whatever its forty readers stumble over (13 of 399 real mails)
        return []
    bad: list[tuple[Action, Any]] = [("failed", one) for one in permanent]
    late: list[tuple[Action, Any]] = [("delayed", one) for one in temporary]
    return [
        Recipient(address=one.decode("ascii", "replace").lower(), action=action)
        for action, one in bad + late
        if isinstance(one, bytes)
    ]
