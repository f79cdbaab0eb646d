"""A reply to one of our requests: its answers are submitted, item by item, and a receipt says how."""

import functools

from followup import Refused
from followup.rules import Rules
from followup.updates import Draft, Heard, submit
from mail import binding, courtesy, delegates, html, keeping, mime, offered, receipts, reply, speaking, token
from mail.arrival import Arrival
from store import queries
from store.models import Request

LONGEST_PROBLEM = 2_000
YES_OR_NO = (
    "Thank you. We still need to know whether you stand by what was sent for you. Please go back to our"
    " message that asks you to confirm it, and reply to that one with the one word YES or NO."
)
MOST_ROUNDS = 10
"""So many tokens of a thread are looked up."""


def take(arrival: Arrival) -> bool:
    """Take a message in that a sign binds to a request; after the meeting it is only kept."""
    session, inbound, incoming = arrival.session, arrival.inbound, arrival.incoming
    with session.no_autoflush:  # no question here depends on what is being noted about the message
        bound = arrival.bound
        if bound.found is None:
            return False
        request, person, _cycle, meeting, body = bound.found
        inbound.request_id = request.id
        who = speaking.speaker(session, arrival.proof, person)
        inbound.verdict = who.words
        offered.recall(session, person.id, incoming)
        read = read_for(arrival, request)
        inbound.reading = keeping.stored(read)
    if courtesy.is_only(read, bound.told, person):
        return _thanked(arrival, bound, who)
    receipt = receipts.Receipt(unverified=who.trust != "accepted", from_address=inbound.sender or "")
    receipt.left_out = offered.left_out(incoming)
    if arrival.at.date() > meeting.date:
        arrival.settle("unmatched", "it came after the meeting it answers")
        inbound.unplaced = reply.every_word(read)
        receipt.over = True
    else:
        rules = arrival.intake.rules_of(body.name)
        heard = _submit_all(
            arrival, read, request, told=bound.told, trusted=who.trust, rules=rules, receipt=receipt
        )
        inbound.unplaced = read.unplaced
        not_taken = [*receipt.refused, *receipts.left_out(receipt.left_out)]
        problem = "; ".join([*read.doubts, *incoming.defects, *not_taken])[:LONGEST_PROBLEM]
        state = "unmatched" if not heard else "unverified" if receipt.unverified else "understood"
        arrival.settle(state, problem)
        receipts.fill(session, receipt, heard, read, request)
        if heard and receipt.unverified:
            delegates.ask(arrival, who, person, request, receipt)
            return True
    arrival.answer(person, request, receipt)
    return True


def _thanked(arrival: Arrival, bound: binding.Bound, who: speaking.Speaker) -> bool:
    """Let a courtesy be: it replaces no words. Whoever says it to a question for YES or NO is told so."""
    arrival.settle("understood", "it only thanks us for what we sent, or acknowledges it")
    if bound.found and bound.told and bound.told.kind == courtesy.ASKS_YES_OR_NO and who.is_owner:
        arrival.answer(bound.found.person, bound.request, receipts.Receipt(note=YES_OR_NO))
    return True


def _submit_all(
    arrival: Arrival,
    read: reply.Reply,
    request: Request,
    *,
    told: binding.Told | None,
    trusted: str,
    rules: Rules,
    receipt: receipts.Receipt,
) -> list[Heard]:
    """Submit each answer on its own; what the process refuses is named in the receipt."""
    session, incoming, inbound, heard = arrival.session, arrival.incoming, arrival.inbound, list[Heard]()
    for answer in read.answers:
        draft = Draft(
            item_id=answer.item_id,
            text=answer.text,
            written_at=incoming.written_at,
            answers=binding.answers_question(told, answer.item_id),
            documents=offered.documents(incoming, answer),
            links=offered.links(incoming, answer),
        )
        try:
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
            if answer.text:  # for a reviewer to see
                read.unplaced = f"{read.unplaced}\n\n[{answer.item_id}]\n{answer.text}".strip()
    return heard


def read_for(arrival: Arrival, request: Request) -> reply.Reply:
    """Subtract all that was sent in this request from what has come."""
    session, ours = arrival.session, arrival.intake.outgoing
    asked = [request.id, *_also_quoted(arrival, request)]
    sent = [as_sent(payload) for number in asked for payload in queries.sent_in(session, number)]
    items = [
        reply.Item(id=item_id, reference=reference, title=title, audit=audit)
        for item_id, reference, title, audit in queries.named(session, request.id)
    ]
    return reply.read(arrival.incoming, sent=sent, items=items, sender_names=ours.names)


def _also_quoted(arrival: Arrival, request: Request) -> list[int]:
    """Give the other requests of the same person whose token the body shows: a thread of several rounds."""
    incoming = arrival.incoming
    claims = [token.claimed(code) for code in token.find(f"{incoming.text}\n{incoming.html}")[:MOST_ROUNDS]]
    numbers = {claim.number for claim in claims if claim and claim.kind == token.REQUEST} - {request.id}
    rows = [arrival.session.get(Request, number) for number in numbers if number <= queries.LARGEST_ID]
    return [row.id or 0 for row in rows if row and row.person_id == request.person_id]


@functools.lru_cache(maxsize=64)
def as_sent(payload: bytes) -> reply.Sent:
    """Read a message of ours back; several replies in a row often quote the same one."""
    parts = mime.parse(payload)
    return reply.Sent(text=parts.text, html_text=html.to_text(parts.html), subject=parts.subject)
