"""A reply to one of our requests: its answers are submitted, item by item, and a receipt says how."""

import functools

from followup import Refused
from followup.rules import Rules
from followup.updates import Document, Draft, Heard, submit
from mail import binding, html, mime, receipts, reply, token
from mail.arrival import Arrival
from store import queries
from store.models import Body, Cycle, Meeting, Person, Request

LONGEST_PROBLEM = 2_000
MOST_ROUNDS = 10
"""So many tokens of a thread are looked up."""


def take(arrival: Arrival) -> bool:
    """Take a message in that a sign binds to a request; after the meeting it is only kept."""
    session, inbound, incoming = arrival.session, arrival.inbound, arrival.incoming
    request, _sign = binding.bind(session, incoming, key=arrival.intake.outgoing.key)
    if request is None:
        return False
    inbound.request_id = request.id
    person = session.get_one(Person, request.person_id)
    meeting = session.get_one(Meeting, session.get_one(Cycle, request.cycle_id).meeting_id)
    trusted = binding.trust(session, incoming, person)
    receipt = receipts.Receipt(unverified=trusted == "unverified", from_address=inbound.sender or "")
    read = _read(arrival, request)
    if arrival.at.date() > meeting.date:
        arrival.settle("unmatched", "it came after the meeting it answers")
        inbound.unplaced = reply.every_word(read)
        receipt.over = True
    else:
        rules = arrival.intake.rules_of(session.get_one(Body, meeting.body_id).name)
        heard = _submit_all(arrival, read, request=request, trusted=trusted, rules=rules, receipt=receipt)
        inbound.unplaced = read.unplaced
        problem = "; ".join([*read.doubts, *incoming.defects, *receipt.refused])[:LONGEST_PROBLEM]
        state = "unmatched" if not heard else "unverified" if receipt.unverified else "understood"
        arrival.settle(state, problem)
        receipts.fill(session, receipt, heard, read.unplaced, request)
    arrival.answer(person, request, receipt)
    return True


def _submit_all(
    arrival: Arrival,
    read: reply.Reply,
    *,
    request: Request,
    trusted: str,
    rules: Rules,
    receipt: receipts.Receipt,
) -> list[Heard]:
    """Submit each answer on its own; what the process refuses is named in the receipt."""
    heard: list[Heard] = []
    session, incoming, inbound = arrival.session, arrival.incoming, arrival.inbound
    told = binding.replied_to(session, incoming)
    for answer in read.answers:
        files = [incoming.attachments[n] for n in answer.attachments]
        draft = Draft(
            item_id=answer.item_id,
            text=answer.text,
            written_at=incoming.written_at,
            answers=binding.answers_question(told, answer.item_id),
            documents=[Document(name=f.name, media_type=f.media_type, content=f.content) for f in files],
        )
        try:
            with session.begin_nested():
                one = submit(
                    session,
                    draft,
                    request=request,
                    who=inbound.sender or "unknown",
                    trust=trusted,
                    channel="mail",
                    inbound_id=inbound.id,
                    rules=rules,
                    at=arrival.at,
                )
            heard.append(one)
        except Refused as refusal:
            receipt.refused.append(str(refusal))
            read.unplaced = f"{read.unplaced}\n\n{answer.text}".strip()  # for a reviewer to see
    return heard


def _read(arrival: Arrival, request: Request) -> reply.Reply:
    """Subtract all that was sent in this request from what has come."""
    session, ours = arrival.session, arrival.intake.outgoing
    asked = [request.id or 0, *_also_quoted(arrival, request)]
    sent = [as_sent(row.payload) for number in asked for row in queries.sent_in(session, number)]
    items = {
        rec.item_id: reply.Item(id=rec.item_id, reference=rec.reference, title=rec.title, audit=audit.title)
        for _line, rec, audit in queries.asked(session, request.id)
    }
    names = [ours.name, ours.address, ours.organisation]
    return reply.read(arrival.incoming, sent=sent, items=list(items.values()), sender_names=names)


def _also_quoted(arrival: Arrival, request: Request) -> list[int]:
    """Give the other requests of the same person whose token the body shows: a thread of several rounds."""
    incoming = arrival.incoming
    codes = token.find(f"{incoming.text}\n{incoming.html}")[:MOST_ROUNDS]
    claimed = {token.request_id(code) for code in codes} - {None, request.id}
    rows = [
        arrival.session.get(Request, number) for number in claimed if number and number <= queries.LARGEST_ID
    ]
    return [row.id or 0 for row in rows if row and row.person_id == request.person_id]


@functools.lru_cache(maxsize=64)
def as_sent(payload: bytes) -> reply.Sent:
    """Read a message of ours back; several replies in a row often quote the same one."""
    parts = mime.parse(payload)
    return reply.Sent(text=parts.text, html_text=html.to_text(parts.html), subject=parts.subject)
