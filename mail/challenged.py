"""A filter that wants a proof that we are people: never given, but the inspectorate must know of it."""

from followup import alarms
from mail import bounced
from mail.arrival import Arrival
from store import queries


def take(arrival: Arrival) -> str:
    """Raise an alarm when it holds back something we sent to the person's address; gives words."""
    sent, signed = bounced.answered(arrival)
    sent = sent or bounced.by_ids(arrival.session, arrival.incoming.references)
    if sent is None:
        return ""
    arrival.inbound.request_id = sent.request_id
    if not signed and arrival.incoming.from_addresses != [sent.address]:
        return ""
    if queries.address_of(arrival.session, sent.person_id) == sent.address:
        alarms.sound(
            arrival.session,
            sent.person_id or 0,
            sent.address,
            "a filter there holds our mail back until somebody proves to be a person; ask for our address"
            " to be admitted",
            kind="challenge",
            inbound_id=arrival.inbound.id,
            who="mail",
            at=arrival.at,
        )
    return f"it holds back what we sent to {sent.address}"
