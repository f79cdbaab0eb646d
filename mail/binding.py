"""Which request a message answers, and whether it really comes from the person who was asked."""

import json
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from sqlmodel import Session, col, select

from mail import relay, token
from mail.mime import Incoming
from store import queries
from store.models import Channel, Outbox, Person, Request, Sent

MOST_SIGNS = 100
"""So many tokens or message ids of one message are looked at; real ones carry a handful."""


class Bound(NamedTuple):
    """The request answered and by which sign; with no request ``why`` says why not."""

    request: Request | None
    why: str


def bind(session: Session, incoming: Incoming, *, key: bytes) -> Bound:
    """Find the request by token in the addresses, then by the message ids answered, then by the Ref line.

    Every token is checked against the registered address of the person it was made for. Signs that point
    to different requests bind nothing: a reviewer decides.
    """
    ids = incoming.references
    signs = [
        ("reply address", _by_tokens(session, incoming.reply_tokens, key)),
        ("message answered", _by_ids(session, ids) | _by_tokens(session, _tokens(ids), key)),
        ("reference line", _by_tokens(session, token.find(incoming.text or incoming.html), key)),
    ]
    for name, found in signs:
        if len(found) > 1:
            return Bound(None, f"its {name} points to more than one request")
        if found:
            return Bound(session.get_one(Request, found.pop()), name)
    return Bound(None, "nothing in it shows which request it answers")


def _tokens(texts: Iterable[str]) -> list[str]:
    return [code for text in texts for code in token.find(text)]


def _by_tokens(session: Session, codes: Iterable[str], key: bytes) -> set[int]:
    """Give the requests whose tokens hold for the registered address of their person, in one question."""
    claims = {code: token.request_id(code) for code in islice(dict.fromkeys(codes), MOST_SIGNS)}
    possible = {number for number in claims.values() if number is not None and number <= queries.LARGEST_ID}
    if not possible:
        return set()
    wanted = (
        select(Request.id, Channel.address)
        .join(Channel, col(Channel.person_id) == Request.person_id)
        .where(col(Request.id).in_(possible), Channel.kind == "mail")
        .order_by(col(Channel.id).desc())  # of several addresses the first entered stays, as in queries
    )
    addresses = dict(session.exec(wanted).all())
    held = (token.read(key, code, addresses.get(number, "")) for code, number in claims.items())
    return {number for number in held if number is not None and number in addresses}


def _by_ids(session: Session, ids: Sequence[str]) -> set[int]:
    known = col(Sent.message_id).in_(ids[:MOST_SIGNS])
    wanted = select(Sent.request_id).where(known | col(Sent.relayed_as).in_(relay.names(ids[:MOST_SIGNS])))
    return {number for number in session.exec(wanted).all() if number is not None}


def replied_to(session: Session, incoming: Incoming) -> Outbox | None:
    """Give what we told in the message that this one was written on; None when that cannot be seen."""
    ids = incoming.references[:MOST_SIGNS]
    nearest = ids[:1] + ids[:0:-1]  # In-Reply-To, then References from the newest
    wanted = (
        select(Sent, Outbox)
        .join(Outbox, col(Outbox.id) == Sent.outbox_id)
        .where(col(Sent.message_id).in_(ids) | col(Sent.relayed_as).in_(relay.names(ids)))
    )
    ours = {
        name: told for sent, told in session.exec(wanted).all() for name in (sent.message_id, sent.relayed_as)
    }
    names = (name for one in nearest for name in (one, *relay.names([one])))
    return next((ours[name] for name in names if name in ours), None)


def answers_question(told: Outbox | None, item_id: str) -> bool | None:
    """Whether words about an item answer our question; False when they correct what a receipt said."""
    if told is not None and told.kind == "question" and json.loads(told.about)["item_id"] == item_id:
        return True
    return False if told is not None and told.kind == "receipt" else None


def trust(session: Session, incoming: Incoming, person: Person) -> str:
    """``accepted`` when exactly one From address, the owner's own, and no other Sender; else unverified."""
    registered = queries.address_of(session, person.id)
    alone = incoming.from_addresses == [registered]
    return "accepted" if alone and incoming.sender in (None, registered) else "unverified"
