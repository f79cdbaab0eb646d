"""Which request a message answers, and whether it really comes from the person who was asked."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlmodel import Session, col, select

from mail import token
from mail.mime import Incoming
from store import queries
from store.models import Person, Request, Sent


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
    found = set()
    for code in codes:
        claimed = token.request_id(code)
        request = session.get(Request, claimed) if claimed is not None else None
        address = queries.address_of(session, request.person_id) if request else None
        if address and token.read(key, code, address) == claimed:
            found.add(claimed)
    return {number for number in found if number is not None}


def _by_ids(session: Session, ids: Iterable[str]) -> set[int]:
    wanted = select(Sent.request_id).where(col(Sent.message_id).in_(list(ids)))
    return {number for number in session.exec(wanted).all() if number is not None}


def trust(session: Session, incoming: Incoming, person: Person) -> str:
    """``accepted`` when exactly one From address, the owner's own, and no other Sender; else unverified."""
    registered = queries.address_of(session, person.id)
    alone = incoming.from_addresses == [registered]
    return "accepted" if alone and incoming.sender in (None, registered) else "unverified"
