"""Machines' mail: kept, answered by nothing (RFC 3834); reports and absence notices tell us something."""

from mail import away, bounced, challenged
from mail.arrival import Arrival
from mail.machine import Machine
from store import queries

READERS = {"bounce": bounced.take, "absence": away.take, "challenge": challenged.take}
"""What is done with a kind beside keeping it; each gives words for a reviewer."""


def take(arrival: Arrival) -> bool:
    """Take a machine's mail: it changes no recommendation and gets no answer."""
    found = arrival.incoming.machine or _our_own(arrival)
    if found is None or (found.kind == "list" and _owner_through_a_list(arrival)):
        return False
    read = READERS.get(found.kind)
    words = read(arrival) if read else ""
    arrival.settle("automatic", f"{found.why}; {words}" if words else found.why)
    return True


def _our_own(arrival: Arrival) -> Machine | None:
    """Take mail that claims to come from our own mailbox: to answer it would be to write to ourselves."""
    if arrival.intake.outgoing.address.lower() in arrival.incoming.from_addresses:
        return Machine(kind="loop", why="it claims to come from our own mailbox")
    return None


def _owner_through_a_list(arrival: Arrival) -> bool:
    """Whether an owner's own reply has come by way of a mailing list: our mailbox may be one.

    It must answer a request of ours and name its owner as the one author; it is read then like any other
    mail, and the receipt goes to the registered address, never to the list.
    """
    request = arrival.bound.request
    if request is None:
        return False
    authors = arrival.incoming.from_addresses
    return len(authors) == 1 and authors[0] in queries.addresses(arrival.session, request.person_id)
