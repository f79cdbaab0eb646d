"""Mail that nothing binds to a request: kept for a reviewer, never dropped."""

from followup.whose import open_request
from mail import keeping, reply
from mail.arrival import Arrival
from mail.receipts import Receipt, fill
from store import queries
from store.models import Person, Request

UNPROVED = (
    "A message has come that names your address, {}, as its sender. Nothing proves that it is yours, and"
    " nothing shows which recommendation it is about. It is kept for the inspectorate; if it is not yours,"
    " please tell us."
)


def take(arrival: Arrival) -> bool:
    """Keep the author's words for a reviewer; somebody we know is told so, a stranger is not answered."""
    incoming, inbound = arrival.incoming, arrival.inbound
    why = arrival.bound.why
    arrival.settle("unmatched", why)
    read = reply.read(incoming, sent=[], items=[], sender_names=[])
    inbound.unplaced, inbound.reading = read.unplaced, keeping.stored(read)
    known = incoming.from_addresses[0] if len(incoming.from_addresses) == 1 else ""
    person = queries.person_at(arrival.session, known) if known else None
    if person is not None and arrival.proof.state != "fail":
        arrival.answer(person, *_told(arrival, person, known, read))
    return True


def _told(arrival: Arrival, person: Person, known: str, read: reply.Reply) -> tuple[Request | None, Receipt]:
    """Say that the words wait; with the token of their one open request, a reply to this finds its place."""
    receipt = Receipt(from_address=known)
    mine = open_request(arrival.session, person.id)
    if not arrival.proof.believed:  # else anybody could have us send their words to anyone
        receipt.note = UNPROVED.format(known)
    elif mine is not None:  # what may be repeated is known from what is asked
        fill(arrival.session, receipt, [], read, mine)
    return mine, receipt
