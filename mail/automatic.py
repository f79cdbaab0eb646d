"""Machines' mail: kept, read by nobody, answered by nothing (RFC 3834)."""

from mail.arrival import Arrival


def take(arrival: Arrival) -> bool:
    """Take a machine's mail: it changes no recommendation and gets no answer."""
    if not arrival.incoming.automatic:
        return False
    arrival.settle("automatic", arrival.incoming.automatic)
    return True
