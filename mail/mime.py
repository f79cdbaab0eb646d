"""A raw message as plain data: the standard library's tolerant parser behind accessors that never raise."""

import email
import re
from collections.abc import Iterator
from datetime import datetime
from email.message import Message

from pydantic import BaseModel, Field

from mail import token
from mail.headers import HIDDEN_LINE, Fields, authors, instant, message_ids, recipients, words
from mail.limits import TooMuch, check, header_end
from mail.machine import Machine, recognise
from mail.text import clean, decode, unflow

__all__ = ["Attachment", "Incoming", "TooMuch", "header_end", "parse"]

RECIPIENT_FIELDS = (
    "to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-gm-original-to",
    "x-forwarded-to", "resent-to", "resent-cc",
)  # fmt: skip


_BARE_RETURN = re.compile(rb"\r(?!\n)")

LARGEST_HTML = 2 * 1024 * 1024
"""Bytes of HTML that are read as text: the tree of the worst takes a hundred times its size in memory."""


class Attachment(BaseModel):
    """One file of a message; ``inline`` when it is meant to be seen within the text."""

    name: str
    media_type: str
    content: bytes
    inline: bool = False


class Incoming(BaseModel):
    """What a message says, header by header; whatever could not be read is named in ``defects``."""

    from_addresses: list[str] = Field(default_factory=list)
    """Lower-case, one for each mention: anything but exactly one is somebody unverified."""
    sender: str | None = None
    to: list[str] = Field(default_factory=list)
    reply_tokens: list[str] = Field(default_factory=list)
    references: list[str] = Field(default_factory=list)
    message_id: str | None = None
    subject: str = ""
    written_at: datetime | None = None
    text: str = ""
    html: str = ""
    attachments: list[Attachment] = Field(default_factory=list)
    authentication: list[tuple[str, str]] = Field(default_factory=list)
    """The Authentication-Results and Received headers from the top, as lower-case name and value."""
    machine: Machine | None = None
    """Which kind of machine wrote this; None for a person."""
    defects: list[str] = Field(default_factory=list)

    @property
    def automatic(self) -> str | None:
        """Why this is a machine's mail; None for a person's."""
        return self.machine.why if self.machine else None


def parse(raw: bytes) -> Incoming:
    """Read a raw RFC 5322 message; raises TooMuch beyond the limits of ``mail.limits``, nothing else."""
    check(raw)
    try:
        message: Message[str, str] = email.message_from_bytes(raw)
        incoming = _headers(message)
        incoming.defects += [HIDDEN_LINE] if _BARE_RETURN.search(raw, 0, header_end(raw)) else []
        for part in _leaves(message):
            _add(part, incoming)
    except RecursionError as error:
        raise TooMuch("The message holds too many messages inside each other.") from error
    incoming.defects = list(dict.fromkeys(incoming.defects))
    incoming.machine = recognise(
        message,
        subject=incoming.subject,
        authors=incoming.from_addresses,
        to=incoming.to,
        text=incoming.text or incoming.html,
    )
    return incoming


def _headers(message: "Message[str, str]") -> Incoming:
    fields = Fields(message.raw_items())
    defects: list[str] = []
    from_addresses = authors(fields.all("from"), defects)
    senders = authors(fields.all("sender"), defects)
    to = recipients(fields.all(*RECIPIENT_FIELDS))
    subject = words(fields.first("subject"))
    if fields.first("date") and instant(fields.first("date")) is None:
        defects.append("the date cannot be read")
    return Incoming(
        from_addresses=from_addresses,
        sender=", ".join(senders) or None,
        to=to,
        reply_tokens=token.find(" ".join(to)),
        references=message_ids(fields.all("in-reply-to", "references")),
        message_id=next(iter(message_ids(fields.all("message-id"))), None),
        authentication=fields.in_order("authentication-results", "received"),
        subject=subject,
        written_at=instant(fields.first("date")),
        defects=defects,
    )


def _leaves(message: "Message[str, str]") -> Iterator["Message[str, str]"]:
    """Go through the parts that hold content, in order; an attached message is one part."""
    waiting = [message]
    while waiting:
        part = waiting.pop()
        # A leaf's words are not asked for here: the library decodes them by a charset that may be rubbish.
        inner = part.get_payload() if part.is_multipart() else None
        if isinstance(inner, list) and part.get_content_maintype() != "message":
            waiting.extend(child for child in reversed(inner) if isinstance(child, Message))
        else:
            yield part


def _add(part: "Message[str, str]", incoming: Incoming) -> None:
    """Put a part where it belongs: the text, the HTML or the attachments."""
    fields = Fields(part.raw_items())
    media_type = clean(part.get_content_type())[0]
    if media_type.startswith("multipart/"):  # declared, but no parts found: what is there are its words
        media_type = "text/plain"
        incoming.defects.append("a part is damaged")
    disposition = (fields.first("content-disposition") or "").partition(";")[0].strip().lower()
    name = _name(part)
    content = _content(part, incoming.defects)
    if media_type == "text/html" and len(content) + len(incoming.html) > LARGEST_HTML:
        incoming.defects.append("the HTML text is too large to be read; it is kept as a document")
        name = name or "message.html"
    if media_type in ("text/plain", "text/html") and disposition != "attachment" and not name:
        text = _text(part, content, incoming.defects)
        if media_type == "text/html":
            incoming.html = f"{incoming.html}\n{text}" if incoming.html else text
        else:
            incoming.text = f"{incoming.text}\n\n{text}" if incoming.text else text
    elif content or name:
        inline = disposition == "inline" or (disposition != "attachment" and bool(fields.first("content-id")))
        name = name or f"part {len(incoming.attachments) + 1}"
        incoming.attachments.append(
            Attachment(name=name, media_type=media_type, content=content, inline=inline)
        )


def _name(part: "Message[str, str]") -> str:
    """Give the file name without any folder, or nothing."""
    try:
        name = words(part.get_filename())
    except (LookupError, ValueError, TypeError):
        return "unreadable name"
    return name.replace("\\", "/").rpartition("/")[2].strip()[:200]


def _content(part: "Message[str, str]", defects: list[str]) -> bytes:
    try:
        if part.get_content_maintype() == "message" and part.is_multipart():
            return b"\n".join(inner.as_bytes() for inner in part.get_payload() if isinstance(inner, Message))
        content = part.get_payload(decode=True)
    except (LookupError, ValueError, TypeError, AttributeError, RecursionError):
        defects.append("a part cannot be decoded; it is in the message as it came")
        return b""
    if part.defects:
        defects.append("a part is damaged")
    return content if isinstance(content, bytes) else b""


def _text(part: "Message[str, str]", content: bytes, defects: list[str]) -> str:
    try:
        charset = part.get_content_charset()
        flowed = str(part.get_param("format", "")).lower() == "flowed"
        delete_space = str(part.get_param("delsp", "")).lower() == "yes"
    except (LookupError, ValueError, TypeError):
        charset, flowed, delete_space = None, False, False
    text, problem = decode(content, charset)
    text, cleaned = clean(text)
    defects += [problem] if problem else []
    defects += ["control characters were taken out of the text"] if cleaned else []
    is_plain = part.get_content_type() == "text/plain"
    return unflow(text, delete_space=delete_space) if flowed and is_plain else text
