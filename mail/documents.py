"""The documents of a message that is kept already, for whoever places its words by hand."""

from followup.updates import Document
from mail import mime
from mail.placing import is_evidence


def of(raw: bytes) -> list[Document]:
    """Give what a person offered as evidence; nothing of a message beyond the limits."""
    try:
        found = mime.parse(raw).attachments
    except mime.TooMuch:
        return []
    return [
        Document(name=one.name, media_type=one.media_type, content=one.content)
        for one in found
        if is_evidence(one, named=False)
    ]
