"""A delivery report as plain data: RFC 3464 first, then what other servers write; never raises."""

import email
import re
from collections.abc import Iterable, Iterator
from email.message import Message
from typing import Any

from pydantic import BaseModel, Field

from mail import limits
from mail.bounce_words import FAILED, LATER, RETURNED
from mail.delivery_status import (
    ADDRESS,
    LOOKED_AT,
    MOST_RECIPIENTS,
    STATUS,
    Action,
    Recipient,
    lines,
    recipients,
    text_of,
)
from mail.headers import Fields, message_ids

FLUFL_AT_MOST = 16_000
"""Bytes of a message that flufl.bounce is shown: its readers go through every line forty times."""

_STATUS_TYPES = ("message/delivery-status", "message/global-delivery-status")
_HEADER_TYPES = ("message/rfc822", "message/global", "message/rfc822-headers", "message/global-headers",
                "text/rfc822-headers")  # fmt: skip
_CODE = re.compile(r"(?m)(?:^|[:;<>(\"'#])[ \t]*([45])[0-35]\d[ \-#](?!\d{3})")
"""A reply code of SMTP where servers write one: not a telephone number in a person's words."""


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
    shown = (text_of(part) for part in parts if _kind(part) in ("text/plain", "text/html"))
    text = "\n".join(shown)[:LOOKED_AT]
    own = RETURNED.split(text, maxsplit=1)[0]
    named = dict.fromkeys(found.lower().strip(".'") for found in ADDRESS.findall(own))
    report = Report(
        says=_says(own),
        returned=_returned(parts, text),
        words=" ".join(own.split())[:300],
        named=list(named)[:MOST_RECIPIENTS],
    )
    status = [one for part in parts if _kind(part) in _STATUS_TYPES for one in recipients(part)]
    failed = [
        Recipient(address=address, action=report.says if report.says != "unknown" else "failed")
        for value in Fields(message.raw_items()).all("x-failed-recipients")
        for address in map(str.lower, ADDRESS.findall(value[:LOOKED_AT]))
    ]
    report.recipients = (status or failed or _by_flufl(raw))[:MOST_RECIPIENTS]
    return report


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


def _returned(parts: Iterable["Message[str, str]"], text: str) -> list[str]:
    """List the Message-IDs of what came back: of attached messages or headers, and of copies in the words."""
    ids: list[str] = []
    for part in parts:
        if _kind(part) not in _HEADER_TYPES:
            continue
        inner = part.get_payload()
        if isinstance(inner, list):
            heads = [one for one in inner if isinstance(one, Message)]
            ids += (value for one in heads for value in Fields(one.raw_items()).all("message-id"))
        else:
            ids += (value for one in lines(text_of(part)) for value in one.all("message-id"))
    ids += re.findall(r"(?im)^[>| \t]*message-id:\s*(<[^<>\s]{1,500}>)", text)
    return message_ids(ids)[:MOST_RECIPIENTS]


def _says(text: str) -> Action:
    """Say whether words tell of a failure or of a delay: by phrase, else by the one class of their codes."""
    if LATER.search(text):
        return "delayed"
    if FAILED.search(text):
        return "failed"
    classes = {code[0] for code in STATUS.findall(text)} | set(_CODE.findall(text))
    return {"5": "failed", "4": "delayed"}.get("".join(classes - {"2"}), "unknown")  # type: ignore[return-value]


def _by_flufl(raw: bytes) -> list[Recipient]:
    """Ask flufl.bounce, which knows many old servers; only about what has passed for a report already."""
    from flufl.bounce import scan_message

    try:
        temporary, permanent = scan_message(email.message_from_bytes(raw[:FLUFL_AT_MOST]))
    except Exception:  # noqa: BLE001 - it raises whatever its forty readers stumble over (13 of 399 real mails)
        return []
    bad: list[tuple[Action, Any]] = [("failed", one) for one in permanent]
    late: list[tuple[Action, Any]] = [("delayed", one) for one in temporary]
    return [
        Recipient(address=one.decode("ascii", "replace").lower(), action=action)
        for action, one in bad + late
        if isinstance(one, bytes)
    ]
