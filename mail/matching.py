"""Mail that nothing binds to a request: kept for a reviewer, never dropped."""

from mail import binding, keeping, reply
from mail.arrival import Arrival
from mail.receipts import Receipt
from store import queries


def take(arrival: Arrival) -> bool:
    """Keep the author's words for a reviewer; somebody we know is told so, a stranger is not answered."""
    incoming, inbound = arrival.incoming, arrival.inbound
    _none, why = binding.bind(arrival.session, incoming, key=arrival.intake.outgoing.key)
    arrival.settle("unmatched", why)
    read = reply.read(incoming, sent=[], items=[], sender_names=[])
    inbound.unplaced, inbound.reading = read.unplaced, keeping.stored(read)
    known = incoming.from_addresses[0] if len(incoming.from_addresses) == 1 else ""
    person = queries.person_at(arrival.session, known) if known else None
    if person is not None:
        arrival.answer(person, None, Receipt(from_address=known))
    return True
