"""The files of a message, also those inside an attached message or a winmail.dat."""

import re

from pydantic import BaseModel

from mail import tnef
from mail.headers import Fields, words
from mail.limits import MEGABYTE, TooMuch, check
from mail.parts import Part, leaves, opened
from mail.text import clean

LONGEST_NAME = 200
MOST_OFFERED = 50
"""Documents of one message that are taken in."""
LARGEST = 20 * MEGABYTE
"""Bytes of one document; a message of 25 MB holds none that is larger, unless it is packed."""
MOST_FILES = 200
"""Files of one message, with those inside others; what is beyond stays inside."""
DEEPEST = 3
"""Messages within messages that are opened for their files; what is deeper stays inside."""
TNEF = frozenset({"application/ms-tnef", "application/vnd.ms-tnef"})
MESSAGE = "message/rfc822"

_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]")
"""Letters that cannot be seen, or that turn the reading direction so that a name shows another end."""


class Attachment(BaseModel):
    """One file of a message; ``inline`` when it is meant to be seen within the text.

    ``content_id`` is what the HTML calls a picture by, ``within`` names the attached message or winmail.dat
    that a file was found in. ``opened`` says that all of its own files are attachments too; ``ours`` is a
    message of ours that came back.
    """

    name: str
    media_type: str
    content: bytes
    inline: bool = False
    content_id: str = ""
    within: str = ""
    opened: bool = False
    ours: bool = False
    after: str = ""
    """The words that a picture follows in the HTML."""
    seen_before: bool = False
    beyond: str = ""
    """Why it is not taken in as a document; it stays in the message."""


def of_part(part: Part, content: bytes, number: int) -> Attachment:
    """Make the attachment of a part whose bytes have been taken; one without a name is called by number."""
    fields = part.fields
    disposition = disposition_of(fields)
    content_id = (fields.first("content-id") or "").strip(" <>")[:LONGEST_NAME]
    return Attachment(
        name=file_name(part) or f"part {number}",
        media_type=clean(part.declared)[0],
        content=content,
        inline=disposition == "inline" or (disposition != "attachment" and bool(content_id)),
        content_id=content_id,
    )


def disposition_of(fields: Fields) -> str:
    """Give the first word of Content-Disposition."""
    return (fields.first("content-disposition") or "").partition(";")[0].strip().lower()


def file_name(part: Part) -> str:
    """Give the file name without any folder or unseen letters, or nothing."""
    try:
        return tidy(words(part.get_filename()))
    except (LookupError, ValueError, TypeError):
        return "unreadable name"


def tidy(name: str) -> str:
    """Take folders and unseen letters out of a name."""
    return _UNSEEN.sub("", name).replace("\\", "/").rpartition("/")[2].strip()[:LONGEST_NAME]


def limit(attachments: list[Attachment]) -> None:
    """Mark what is beyond the limits of one message, in words for its sender."""
    for one in attachments:
        if len(one.content) > LARGEST:
            one.beyond = f"larger than {LARGEST // MEGABYTE} MB; please send a link to it, or a smaller file"
    whole = [one for one in attachments if not (one.inline or one.beyond)]
    for one in whole[MOST_OFFERED:]:
        one.beyond = f"more than {MOST_OFFERED} documents in one message; please put them into one archive"


def enclosed(attachment: Attachment, room: int, depth: int = 1) -> list[Attachment]:
    """Give the files inside an attached message or winmail.dat, at most ``room``; note whether all."""
    if attachment.media_type == MESSAGE:
        return _in_message(attachment, room, depth)
    if is_tnef(attachment):
        return _in_tnef(attachment, tnef.read(attachment.content), room, depth)
    return []


def is_tnef(attachment: Attachment) -> bool:
    """Whether this is a winmail.dat, by what it says or how it begins."""
    return attachment.media_type in TNEF or attachment.content.startswith(tnef.SIGNATURE)


def _in_message(outer: Attachment, room: int, depth: int) -> list[Attachment]:
    try:
        check(outer.content)
        message = opened(outer.content)
    except (TooMuch, RecursionError):
        return []
    fields = message.fields
    subject = tidy(words(fields.first("subject")).replace("/", "-").replace("\\", "-"))
    outer.name = f"{subject or 'message'}.eml" if outer.name.startswith("part ") else outer.name
    outer.ours = fields.first("x-matters-arising") is not None
    files: list[Attachment] = []
    for part in leaves(message):
        if len(files) >= room or depth > DEEPEST:
            return files
        named = file_name(part) or part.declared == MESSAGE
        if not named and part.declared in ("text/plain", "text/html"):
            continue  # its words are read in the message itself
        content = part.take([])
        inner = of_part(part, content, len(files) + 1)
        inner.within = outer.name
        if content and not inner.media_type.startswith("multipart/"):
            deeper = enclosed(inner, room - len(files) - 1, depth + 1)
            files += deeper if inner.media_type == MESSAGE else [inner, *deeper]
    outer.opened = True
    return files


def _in_tnef(outer: Attachment, read: tnef.Tnef, room: int, depth: int) -> list[Attachment]:
    files: list[Attachment] = []
    for file in read.files:
        if len(files) >= room or depth > DEEPEST:
            return files
        name = tidy(" ".join(file.name.split())) or f"part {len(files) + 1}"
        inner = Attachment(
            name=name,
            media_type=clean(file.media_type)[0].lower(),
            content=file.content,
            inline=bool(file.content_id),
            content_id=file.content_id.strip("<>")[:LONGEST_NAME],
            within=outer.name,
        )
        deeper = enclosed(inner, room - len(files) - 1, depth + 1)
        files += deeper if inner.opened and is_tnef(inner) else [inner, *deeper]
    if depth > 1 and (read.text.strip() or read.html.strip()):  # a message within: only here its words show
        stem = outer.name.rpartition(".")[0] or outer.name
        end, kind, inside = ("txt", "plain", read.text) if read.text.strip() else ("html", "html", read.html)
        files.append(
            Attachment(
                name=f"{stem}.{end}", media_type=f"text/{kind}", content=inside.encode(), within=outer.within
            )
        )
    outer.opened = read.whole and bool(files)
    return files
