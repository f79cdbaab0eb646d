"""Which recommendation an attached document is evidence for."""

import re
from collections.abc import Sequence
from typing import Protocol

from followup.evidence import is_document
from mail.anchors import Finder
from mail.mime import Attachment

DECORATION = 50_000
"""Pictures within the text, or named as mail programs name them, are logos and icons below so many bytes."""
BY_PROGRAM = re.compile(
    r"(?:application/(?:x-)?pkcs7-signature|application/pgp-(?:signature|keys)|text/(?:x-)?vcard)\Z",
    re.IGNORECASE,
)
BY_PROGRAM_NAME = (".p7s", ".vcf", ".asc")

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

    A small picture counts when it is ``named`` after an item. What is not offered stays in the message.
    """
    by_program = BY_PROGRAM.match(attachment.media_type) or attachment.name.lower().endswith(BY_PROGRAM_NAME)
    picture = attachment.media_type.startswith("image/") and len(attachment.content) < DECORATION
    decoration = picture and not named and (attachment.inline or not is_document(attachment.name))
    return bool(attachment.content) and not by_program and not decoration


def wanted_by(attachment: Attachment, answers: Sequence[Placed], finder: Finder) -> tuple[list[str], str]:
    """Give the items a document belongs to, and the doubt about that, if any.

    The item named in the file name; else the answer that names the file; else the only answer; else the
    only answer that speaks of an attachment; else every answer, with a doubt, so that no evidence is lost.
    """
    stem = attachment.name.rpartition(".")[0] or attachment.name
    named = finder.named_in(stem) or finder.referred_in(stem)
    if not is_evidence(attachment, named=bool(named)):
        return [], "" if attachment.content else f"The document {attachment.name} is empty."
    if named:
        return named, ""
    naming = [answer for answer in answers if len(stem) > 3 and stem.lower() in answer.text.lower()]  # noqa: PLR2004
    speaking = [answer for answer in answers if _SAYS_ATTACHED.search(answer.text)]
    for group in (naming, answers, speaking):
        if len(group) == 1:
            return [group[0].item_id], ""
    if answers:
        doubt = (
            f"The document {attachment.name} may belong to any of the items answered; it is kept with each."
        )
        return [answer.item_id for answer in answers], doubt
    if len(finder.items) == 1:
        return [finder.items[0].id], ""
    return [], f"The document {attachment.name} could not be placed under a recommendation."
