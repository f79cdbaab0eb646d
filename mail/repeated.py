"""The same message by another way: two mailboxes, an alias beside a reply address, a captured copy."""

import sqlalchemy
from sqlalchemy import bindparam
from sqlmodel import col

from mail.arrival import Arrival
from mail.limits import header_end
from store.models import Inbound
from store.plain import plain

MOST_LOOKED_AT = 5
_BEFORE = (
    sqlalchemy.select(col(Inbound.id), col(Inbound.raw), col(Inbound.state), col(Inbound.request_id))
    .where(col(Inbound.message_id) == bindparam("message_id"), col(Inbound.channel) == "mail")
    .where(col(Inbound.id) != bindparam("own"), col(Inbound.sender) == bindparam("sender"))
    .where(
        (col(Inbound.state) == "understood")
        | (col(Inbound.state) == "placed")
        | (col(Inbound.state) == bindparam("doubted"))
    )
    .order_by(col(Inbound.id))
    .limit(MOST_LOOKED_AT)
)


def take(arrival: Arrival) -> bool:
    """Let be what has been taken in before: same Message-ID, same sender, same body to the last byte.

    Else it would be answered twice, an answer to a question would stand twice in the update, and old
    words would come back as the newest. What was not believed before is read again when it is now.
    """
    own = arrival.inbound
    if own.message_id is None:
        return False
    doubted = "placed" if arrival.proof.believed else "unverified"
    same = plain(
        arrival.session, _BEFORE, message_id=own.message_id, own=own.id, sender=own.sender, doubted=doubted
    )
    body = own.raw[header_end(own.raw) :]
    for number, raw, state, request_id in same:
        if body == raw[header_end(raw) :]:
            own.request_id = request_id
            arrival.settle(state, f"the same message came before, as mail-{number}")
            return True
    return False
