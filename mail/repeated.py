"""The same message by another way: two mailboxes, an alias beside a reply address, a captured copy."""

from sqlmodel import col, select

from mail.arrival import Arrival
from mail.limits import header_end
from store.models import Inbound

MOST_LOOKED_AT = 5
TAKEN = ("understood", "placed")


def take(arrival: Arrival) -> bool:
    """Let be what has been taken in before: same Message-ID, same sender, same body to the last byte.

    Else it would be answered twice, an answer to a question would stand twice in the update, and old
    words would come back as the newest. What was not believed before is read again when it is now.
    """
    own = arrival.inbound
    if own.message_id is None:
        return False
    wanted = select(Inbound).where(
        Inbound.message_id == own.message_id, Inbound.channel == "mail", Inbound.id != own.id
    )
    states = TAKEN if arrival.proof.believed else (*TAKEN, "unverified")
    before = wanted.where(Inbound.sender == own.sender, col(Inbound.state).in_(states))
    with arrival.session.no_autoflush:
        same = arrival.session.exec(before.order_by(col(Inbound.id)).limit(MOST_LOOKED_AT)).all()
    for one in same:
        if own.raw[header_end(own.raw) :] == one.raw[header_end(one.raw) :]:
            own.request_id = one.request_id
            arrival.settle(one.state, f"the same message came before, as mail-{one.id}")
            return True
    return False
