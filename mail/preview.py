"""The mails that a cycle would send, as .eml files, without keeping anything."""

from collections.abc import Callable, Iterator

from sqlmodel import Session, col, select

from followup.rules import Rules
from mail.compose import POLICY, Outgoing, compose
from store.models import Outbox, Request


def previews(
    session: Session, *, outgoing: Outgoing, rules_of: Callable[[str], Rules]
) -> Iterator[tuple[str, bytes, str]]:
    """Word the requests of the round opened last: (file name, bytes, envelope). The caller rolls back.

    The bytes are those that would go; the envelope, which no file holds, is ``sender -> recipient``.
    """
    newest = select(Request.cycle_id).order_by(col(Request.id).desc()).limit(1)
    rows = (
        select(Outbox)
        .join(Request, col(Request.id) == Outbox.request_id)
        .where(Outbox.kind == "request", Request.cycle_id == newest.scalar_subquery())
    )
    for row in session.exec(rows.order_by(col(Outbox.id))).all():
        message = compose(session, row, outgoing=outgoing, rules_of=rules_of)
        envelope = outgoing.envelope(row.id or 0, str(message["To"]))
        name = f"{message['To']}.eml".replace("/", "_")
        yield name, message.as_bytes(policy=POLICY), f"{envelope.sender} -> {envelope.recipient}"
