"""What a delivery report does: it is noted, and a failure of something really sent raises an alarm."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from followup import alarms
from mail import bounces, relay, verp
from mail.arrival import Arrival
from mail.bounces import Report
from mail.delivery_status import Recipient
from store import queries
from store.models import Sent

MOST_SIGNS = 100
UNKNOWN = "it is about nothing that we have sent"


def take(arrival: Arrival) -> str:
    """Read a report, note it, raise the alarm where it is due; gives words for the message's problem.

    A report is believed only where it bears the return path that we signed for one message, or the id of
    one together with the address that message went to: who has neither cannot raise an alarm.
    """
    report = bounces.read(arrival.inbound.raw)
    sent, signed = answered(arrival)
    for ids in (report.returned, arrival.incoming.references):
        sent = sent or by_ids(arrival.session, ids)
    if sent is None:
        return f"{_summary(report)} ({UNKNOWN})"
    arrival.inbound.request_id = sent.request_id
    found = _about(report, sent.address, signed=signed)
    if found is None:
        return f"{_summary(report)} (it does not speak of {sent.address}, to whom we wrote)"
    if found.action == "failed":
        _alarm(arrival, sent, found)
    return f"{sent.address}: {in_words(found, sent.address)}"


def answered(arrival: Arrival) -> tuple[Sent, bool] | tuple[None, bool]:
    """Give the message that a signed return path names; the second value says that a signature held."""
    keys = arrival.intake.outgoing.keys
    for code in verp.find(arrival.incoming.to)[:MOST_SIGNS]:
        number = verp.outbox_id(code)
        if number > queries.LARGEST_ID:
            continue
        sent = arrival.session.exec(select(Sent).where(Sent.outbox_id == number)).first()
        if sent is not None and verp.holds(keys, code, sent.address):
            return sent, True
    return None, False


def by_ids(session: Session, ids: Iterable[str]) -> Sent | None:
    """Find the message sent under one of these Message-IDs, ours or a relay's; several of them are none."""
    looked_at = list(ids)[:MOST_SIGNS]
    wanted = select(Sent).where(
        col(Sent.message_id).in_(looked_at) | col(Sent.relayed_as).in_(relay.names(looked_at))
    )
    found = session.exec(wanted.limit(2)).all()
    return found[0] if len(found) == 1 else None


def _about(report: Report, address: str, *, signed: bool) -> Recipient | None:
    """Give what a report says of the address we wrote to; with our signature it can be of no other."""
    mine = [one for one in report.recipients if address in (one.original, one.address)]
    if mine:
        return min(mine, key=lambda one: one.action != "failed")
    if signed and report.recipients:
        return min(report.recipients, key=lambda one: one.action != "failed")
    if signed or address in report.named:
        return Recipient(address=address, action=report.says, diagnostic=report.words)
    return None


def _alarm(arrival: Arrival, sent: Sent, found: Recipient) -> None:
    """Raise the alarm, unless the person has another address by now."""
    session = arrival.session
    if queries.address_of(session, sent.person_id) != sent.address:
        return
    alarms.sound(
        session,
        sent.person_id or 0,
        sent.address,
        in_words(found, sent.address),
        inbound_id=arrival.inbound.id,
        who="mail",
        at=arrival.at,
    )


def in_words(found: Recipient, address: str) -> str:
    """Say what became of a message, for a reviewer."""
    what = {
        "failed": "what we sent came back undelivered",
        "delayed": "what we sent is delayed; the mail servers keep trying",
        "delivered": "what we sent has been delivered",
        "unknown": "a report that says neither that it failed nor that it is late",
    }[found.action]
    behind = f" at {found.address}, where it is passed on to" if found.address != address else ""
    said = " ".join(filter(None, (found.status, found.diagnostic)))
    return f"{what}{behind}{f' ({said})' if said else ''}"


def _summary(report: Report) -> str:
    return f"a delivery report: {report.words[:200]}" if report.words else "a delivery report"
