"""Which recommendation an attached document is evidence for."""

import re
from collections.abc import Sequence
from typing import Protocol

from mail.anchors import Finder
from mail.mime import Attachment

DECORATION = 20_000
"""Pictures within the text below this many bytes are logos and icons, not evidence."""

_SAYS_ATTACHED = re.compile(
    r"\b(?:attach(?:ed|ment|ments|ing)?|enclosed|enclosing|annex|appended|see file)\b", re.IGNORECASE
)


class Placed(Protocol):
    """An answer that may carry documents."""

    item_id: str
    text: str
    attachments: list[int]


def wanted_by(attachment: Attachment, answers: Sequence[Placed], finder: Finder) -> tuple[list[str], str]:
    """Give the items a document belongs to, and the doubt about that, if any.

    The item named in the file name; else the answer that names the file; else the only answer; else the
    only answer that speaks of an attachment; else every answer, with a doubt, so that no evidence is lost.
    """
    stem = attachment.name.rpartition(".")[0] or attachment.name
    named = finder.named_in(stem) or finder.referred_in(stem)
    if named:
        return named, ""
    if (
        attachment.inline
        and attachment.media_type.startswith("image/")
        and len(attachment.content) < DECORATION
    ):
        return [], ""
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
