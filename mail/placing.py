"""Which recommendation an attached document is evidence for."""

import re
from collections.abc import Sequence
from typing import Protocol

from mail.anchors import Finder
from mail.attachments import Attachment, is_tnef
from mail.pictures import is_decoration

BY_PROGRAM = re.compile(
    r"(?:application/(?:x-)?pkcs7-signature|application/pgp-(?:signature|keys)|text/(?:x-)?vcard)\Z",
    re.IGNORECASE,
)
BY_PROGRAM_NAME = (".p7s", ".vcf")
BY_PROGRAM_BYTES = (b"-----BEGIN PGP SIGNATURE", b"-----BEGIN PGP PUBLIC KEY")
"""An ASCII file of PGP may as well hold a document, encrypted."""

LEAST_AROUND = 8
"""Letters before a picture that tell where it stands; fewer may stand anywhere."""

_SAYS_ATTACHED = re.compile(
    r"\b(?:attach(?:ed|ment|ments|ing)?|enclosed|enclosing|annex|appended|see file)\b", re.IGNORECASE
)


class Placed(Protocol):
    """An answer that may carry documents."""

    item_id: str
    text: str
    attachments: list[int]


def is_evidence(attachment: Attachment, *, named: bool) -> bool:
    """Whether a person meant to offer this file: no signature, visiting card, logo or empty file.

    A small picture counts when it is ``named`` after an item. Neither does a message of ours that came back,
    nor a winmail.dat all of whose files are there. What is not offered stays in the message.
    """
    by_program = (
        BY_PROGRAM.match(attachment.media_type)
        or attachment.name.lower().endswith(BY_PROGRAM_NAME)
        or attachment.content.lstrip().startswith(BY_PROGRAM_BYTES)
    )
    wrapping = attachment.ours or (attachment.opened and is_tnef(attachment))
    decoration = not named and is_decoration(attachment)
    return bool(attachment.content) and not (by_program or wrapping or decoration)


def wanted_by(attachment: Attachment, answers: Sequence[Placed], finder: Finder) -> tuple[list[str], str]:
    """Give the items a document belongs to, and the doubt about that, if any.

    The item named in the file name; else the answer that names the file; else the answer in which a picture
    stands; else the only answer; else the only answer that speaks of an attachment; else every answer, with
    a doubt, so that no evidence is lost.
    """
    stem = attachment.name.rpartition(".")[0] or attachment.name
    named = finder.named_in(stem) or finder.referred_in(stem)
    if attachment.beyond or not is_evidence(attachment, named=bool(named)):
        why = attachment.beyond or ("" if attachment.content else "it is empty")
        return [], f"The document {attachment.name} is only in the message: {why}." if why else ""
    if named:
        return named, ""
    naming = [answer for answer in answers if len(stem) > 3 and stem.lower() in answer.text.lower()]  # noqa: PLR2004
    speaking = [answer for answer in answers if _SAYS_ATTACHED.search(answer.text)]
    around = [answer for answer in answers if _stands_in(attachment, answer.text)]
    for group in (naming, around, answers, speaking):
        if len(group) == 1:
            return [group[0].item_id], ""
    if not answers and len(finder.items) == 1:
        return [finder.items[0].id], ""
    where = "may belong to any of the items answered; it is kept with each"
    missing = "could not be placed under a recommendation"
    return [answer.item_id for answer in answers], (
        f"The document {attachment.name} {where if answers else missing}."
    )


def _stands_in(attachment: Attachment, text: str) -> bool:
    """Whether a picture stands in these words: by its mark in the text, or by the words before it."""
    if attachment.content_id and f"cid:{attachment.content_id}" in text:
        return True
    return len(attachment.after) >= LEAST_AROUND and attachment.after in " ".join(text.split())
