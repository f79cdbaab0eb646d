"""The mails that a cycle would send, as .eml files, without keeping anything."""

from collections.abc import Callable, Iterator

from sqlmodel import Session, col, select

from followup.rules import Rules
from mail.compose import POLICY, Outgoing, compose
from store.models import Outbox


def previews(
    session: Session, *, outgoing: Outgoing, rules_of: Callable[[str], Rules]
) -> Iterator[tuple[str, bytes]]:
    """Word every unsent request of this session: (file name, bytes). The caller rolls back."""
    unsent = select(Outbox).where(Outbox.kind == "request", col(Outbox.done_at).is_(None))
    for row in session.exec(unsent.order_by(col(Outbox.id))).all():
        message = compose(session, row, outgoing=outgoing, rules_of=rules_of)
        yield f"{message['To']}.eml".replace("/", "_"), message.as_bytes(policy=POLICY)
