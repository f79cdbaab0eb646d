"""Pictures of a message: how large they are, and whether they are content or decoration."""

import struct

from followup import sniff
from followup.evidence import is_document
from mail import html as page
from mail.attachments import Attachment

DECORATION = 50_000
"""Bytes: a picture whose size in dots cannot be read is a logo below this."""
TINY_SIDE, TINY_AREA = 100, 40_000
BANNER_SHAPE, BANNER_AREA = 2.5, 200_000
"""In dots: icons and photographs of a signature are tiny, logos are wide; charts and screenshots neither."""
MOST_PLACED = 50
BEFORE = 4_000
LAST_WORDS = 40
"""Letters before a picture in the HTML that tell which answer it stands in."""
_MOST_SEGMENTS = 200


def is_picture(attachment: Attachment) -> bool:
    """Whether it is a picture, by what it says or by its bytes."""
    if attachment.media_type.startswith("image/"):
        return True
    return sniff.media_type(attachment.content) in sniff.PICTURES


def is_decoration(attachment: Attachment) -> bool:
    """Whether a picture within the text, or named as mail programs name theirs, is a logo or an icon."""
    if not is_picture(attachment) or not (attachment.inline or not is_document(attachment.name)):
        return False
    if attachment.seen_before:
        return True
    size = dots(attachment.content)
    if size is None:
        return len(attachment.content) < DECORATION
    wide, high = size
    if min(wide, high) <= TINY_SIDE or wide * high <= TINY_AREA:
        return True
    banner = wide >= BANNER_SHAPE * high and wide * high <= BANNER_AREA
    return banner and len(attachment.content) < DECORATION


def dots(content: bytes) -> tuple[int, int] | None:
    """Give a picture's width and height as its bytes state them; None where they do not."""
    try:
        if content.startswith(b"\x89PNG") and content[12:16] == b"IHDR":
            wide, high = struct.unpack_from(">II", content, 16)
        elif content.startswith(b"GIF8"):
            wide, high = struct.unpack_from("<HH", content, 6)
        elif content.startswith(b"BM"):
            wide, high = struct.unpack_from("<ii", content, 18)
        elif content.startswith(b"\xff\xd8"):
            return _jpeg(content)
        else:
            return None
    except struct.error:
        return None
    return abs(wide), abs(high)


def _jpeg(content: bytes) -> tuple[int, int] | None:
    """Step from segment to segment to the one that holds the size."""
    at = 2
    for _ in range(_MOST_SEGMENTS):
        mark, kind, length = struct.unpack_from(">BBH", content, at)
        if mark != 0xFF or length < 2:  # noqa: PLR2004 - a segment begins with FF and counts its own length
            return None
        if 0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC):  # noqa: PLR2004 - start of frame
            high, wide = struct.unpack_from(">HH", content, at + 5)
            return wide, high
        at += 2 + length
    return None


def place(attachments: list[Attachment], markup: str) -> None:
    """Note for each picture the words that stand before it in the HTML."""
    named = [one for one in attachments if one.content_id and is_picture(one)]
    for one in named[:MOST_PLACED]:
        at = markup.find(f"cid:{one.content_id}")
        if at >= 0:
            before = markup[max(0, at - BEFORE) : at].rpartition("<")[0]
            lines = [line.strip() for line in page.to_text(before).split("\n") if line.strip()]
            one.after = " ".join(lines[-1].lstrip("> ").split())[-LAST_WORDS:] if lines else ""
