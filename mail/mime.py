"""A raw message as plain data: the standard library's tolerant parser behind accessors that never raise."""

import re
from datetime import datetime

from pydantic import BaseModel, Field

from followup.documents import Link
from mail import attachments, pictures, tnef, token, weblinks
from mail.attachments import (
    MOST_FILES,
    Attachment,
    disposition_of,
    enclosed,
    file_name,
    is_tnef,
    of_part,
)
from mail.headers import HIDDEN_LINE, authors, instant, message_ids, recipients, words
from mail.limits import TooMuch, check, header_end
from mail.machine import Machine, recognise
from mail.parts import Part, leaves, opened
from mail.text import clean, decode, unflow

__all__ = ["Attachment", "Incoming", "TooMuch", "header_end", "parse"]

RECIPIENT_FIELDS = (
    "to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to", "x-gm-original-to",
    "x-forwarded-to", "resent-to", "resent-cc",
)  # fmt: skip


_BARE_RETURN = re.compile(rb"\r(?!\n)")
WORDS = {"text/plain": "txt", "text/html": "html"}
"""Types that are read as the message's own words, and what a file of them is called."""
LARGEST_TEXT = 2 * 1024 * 1024
"""Bytes that are read as text or as HTML: the tree of the worst takes a hundred times its size in memory."""


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
    links: list[Link] = Field(default_factory=list)
    """Links to documents in a file store that the HTML hides behind labels."""
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
        message = opened(raw)
        incoming = _headers(message)
        incoming.defects += [HIDDEN_LINE] if _BARE_RETURN.search(raw, 0, header_end(raw)) else []
        for part in leaves(message):
            _add(part, incoming)
    except RecursionError as error:
        raise TooMuch("The message holds too many messages inside each other.") from error
    attachments.limit(incoming.attachments)
    incoming.links = weblinks.in_markup(incoming.html)
    pictures.place(incoming.attachments, incoming.html)
    incoming.defects = list(dict.fromkeys(incoming.defects))
    incoming.machine = recognise(
        message,
        subject=incoming.subject,
        authors=incoming.from_addresses,
        to=incoming.to,
        text=incoming.text or incoming.html,
    )
    return incoming


def _headers(message: Part) -> Incoming:
    fields = message.fields
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


def _add(part: Part, incoming: Incoming) -> None:
    """Put a part where it belongs: the text, the HTML or the attachments."""
    media_type = clean(part.declared)[0]
    if media_type.startswith("multipart/"):  # declared, but no parts found: what is there are its words
        media_type = "text/plain"
        incoming.defects.append("a part is damaged")
    name = file_name(part)
    content = part.take(incoming.defects)
    if part.defects:
        incoming.defects.append("a part is damaged")
    if media_type in WORDS and len(content) + len(incoming.text) + len(incoming.html) > LARGEST_TEXT:
        incoming.defects.append("the text is too large to be read; it is kept as a document")
        name = name or f"message.{WORDS[media_type]}"
    elsewhere = disposition_of(part.fields) == "attachment" or bool(name)
    if media_type in WORDS and not elsewhere:
        _add_words(incoming, media_type, _text(part, content, incoming.defects))
    elif content or name:
        _attach(incoming, of_part(part, content, len(incoming.attachments) + 1), name)


def _add_words(incoming: Incoming, media_type: str, text: str) -> None:
    if media_type == "text/html":
        incoming.html = f"{incoming.html}\n{text}" if incoming.html else text
    else:
        incoming.text = f"{incoming.text}\n\n{text}" if incoming.text else text


def _attach(incoming: Incoming, attachment: Attachment, name: str) -> None:
    """Add a file and the files inside it; words that are only in a winmail.dat are the message's."""
    attachment.name = name or attachment.name
    incoming.attachments.append(attachment)
    incoming.attachments += enclosed(attachment, MOST_FILES - len(incoming.attachments))
    if is_tnef(attachment) and not (incoming.text.strip() or incoming.html.strip()):
        words_inside = tnef.read(attachment.content)
        incoming.text, incoming.html = words_inside.text, words_inside.html


def _text(part: Part, content: bytes, defects: list[str]) -> str:
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
    is_plain = part.declared == "text/plain"
    return unflow(text, delete_space=delete_space) if flowed and is_plain else text
