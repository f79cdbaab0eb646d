"""Words that came without a mail around them, read like those of a reply: which item each belongs to."""

from sqlmodel import Session

from mail import reply
from mail.mime import Incoming
from store import queries
from store.models import Request


def read(session: Session, request: Request, text: str) -> tuple[list[tuple[str, str]], str]:
    """Sort somebody's words by the items of a request; gives those of each item, and those of none."""
    items = [
        reply.Item(id=item_id, reference=reference, title=title, audit=audit)
        for item_id, reference, title, audit in queries.named(session, request.id)
    ]
    found = reply.read(Incoming(text=text), sent=[], items=items, sender_names=[])
    return [(one.item_id, one.text) for one in found.answers], found.unplaced
