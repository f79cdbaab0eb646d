"""Which request a message answers, and which message it confirms: by our signed signs, never by guessing."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from mail import relay, token
from mail.mime import Incoming
from store import queries
from store.models import Channel, Inbound, Outbox, Request, Sent

MOST_SIGNS = 100
"""So many tokens or message ids of one message are looked at; real ones carry a handful."""


class Bound(NamedTuple):
    """The request answered, with all it hangs on, and by which sign; with none ``why`` says why not."""

    found: queries.Dossier | None
    why: str
    told: Outbox | None = None
    """What we told in the message that this one was written on, where that can be seen."""

    @property
    def request(self) -> Request | None:
        """The request alone."""
        return self.found.request if self.found else None


def bind(session: Session, incoming: Incoming, *, keys: Sequence[bytes]) -> Bound:
    """Find the request by token in the addresses, then by the message ids answered, then by the Ref line.

    Every token is checked against the registered address of the person it was made for. Signs that point
    to different requests bind nothing: a reviewer decides.
    """
    ids = incoming.references
    answered = _answered(session, ids)
    signs = {
        "reply address": incoming.reply_tokens,
        "message answered": _tokens(ids),
        "reference line": _in_body(incoming),
    }
    held = _held(session, [code for codes in signs.values() for code in codes[:MOST_SIGNS]], keys)
    for name, codes in signs.items():
        found = {held[code] for code in codes if code in held}
        if name == "message answered":
            found |= {number for number, _told in answered.values() if number is not None}
        if len(found) > 1:
            return Bound(None, f"its {name} points to more than one request")
        if found:
            return Bound(queries.dossier(session, found.pop()), name, _nearest(ids, answered))
    return Bound(None, "nothing in it shows which request it answers")


def to_confirm(session: Session, incoming: Incoming, *, keys: Sequence[bytes]) -> Inbound | None:
    """Find the message whose words this one is to confirm, by the token its owner was sent; else None.

    Looked for where a request's token is, in the same order; the newest of the messages answered counts.
    """
    ids = incoming.references[:1] + incoming.references[:0:-1]
    for codes in (incoming.reply_tokens, _tokens(ids), _in_body(incoming)):
        claims = _claims(codes, token.CONFIRM)
        owners = _asked_about(session, set(claims.values())) if claims else {}
        held = [n for code, n in claims.items() if n in owners and token.holds(keys, code, owners[n][1])]
        if held:
            return session.get_one(Inbound, held[0])
    return None


def _in_body(incoming: Incoming) -> list[str]:
    """Give the tokens of the text, else those of the HTML: the text beside it may be empty."""
    return token.find(incoming.text) or token.find(incoming.html)


def _tokens(texts: Iterable[str]) -> list[str]:
    return [code for text in texts for code in token.find(text)]


def _claims(codes: Iterable[str], kind: int) -> dict[str, int]:
    """The tokens of one kind with the numbers they claim, as far as the database can hold them."""
    claims = {code: token.claimed(code) for code in islice(dict.fromkeys(codes), 3 * MOST_SIGNS)}
    return {
        code: claim.number
        for code, claim in claims.items()
        if claim and claim.kind == kind and claim.number <= queries.LARGEST_ID
    }


def _held(session: Session, codes: Sequence[str], keys: Sequence[bytes]) -> dict[str, int]:
    """Give the tokens that hold for the registered address of their person, with the request of each.

    The token of a confirmation leads to the request that the words to be confirmed had answered.
    """
    found: dict[str, int] = {}
    for kind, owners_of in ((token.REQUEST, _asked), (token.CONFIRM, _asked_about)):
        claims = _claims(codes, kind)
        owners = owners_of(session, set(claims.values())) if claims else {}
        found |= {
            code: owners[number][0]
            for code, number in claims.items()
            if number in owners and token.holds(keys, code, owners[number][1])
        }
    return found


_REQUESTED = (
    select(Request.id, Channel.address)
    .join(Channel, col(Channel.person_id) == Request.person_id)
    .where(col(Request.id).in_(bindparam("numbers", expanding=True)), Channel.kind == "mail")
    .order_by(col(Channel.id).desc())  # of several addresses the first entered stays, as in queries
)


def _asked(session: Session, numbers: set[int]) -> Mapping[int, tuple[int, str]]:
    """Requests by number: the same number, and the registered address of the person asked."""
    rows = session.exec(_REQUESTED, params={"numbers": list(numbers)}).all()
    return {number or 0: (number or 0, address) for number, address in rows}


def _asked_about(session: Session, numbers: set[int]) -> Mapping[int, tuple[int, str]]:
    """Messages by number: the request they answered, and the registered address of the person asked."""
    wanted = (
        select(Inbound.id, Request.id, Channel.address)
        .join(Request, col(Request.id) == Inbound.request_id)
        .join(Channel, col(Channel.person_id) == Request.person_id)
        .where(col(Inbound.id).in_(numbers), Channel.kind == "mail")
        .order_by(col(Channel.id).desc())
    )
    return {number or 0: (asked or 0, address) for number, asked, address in session.exec(wanted).all()}


_ANSWERED = (
    select(Sent.message_id, Sent.relayed_as, Sent.request_id, Outbox)
    .join(Outbox, col(Outbox.id) == Sent.outbox_id)
    .where(
        col(Sent.message_id).in_(bindparam("ids", expanding=True))
        | col(Sent.relayed_as).in_(bindparam("names", expanding=True))
    )
)


def _answered(session: Session, ids: Sequence[str]) -> dict[str, tuple[int | None, Outbox]]:
    """Messages of ours by their id, or a relay's: the request each was about, and what it told."""
    if not ids:
        return {}
    ids = list(ids[:MOST_SIGNS])
    rows = session.exec(_ANSWERED, params={"ids": ids, "names": relay.names(ids)}).all()
    ours = {name: (request_id, told) for *names, request_id, told in rows for name in names if name}
    called = {one: [name for name in (one, *relay.names([one])) if name in ours] for one in ids}
    return {one: ours[found[0]] for one, found in called.items() if found}


def _nearest(ids: Sequence[str], answered: Mapping[str, tuple[int | None, Outbox]]) -> Outbox | None:
    """What the message answered told: that of In-Reply-To, then of References from the newest."""
    nearest = [*ids[:1], *ids[:0:-1]]
    return next((answered[one][1] for one in nearest if one in answered), None)


def answers_question(told: Outbox | None, item_id: str) -> bool | None:
    """Whether words about an item answer our question; False when they correct what a receipt said."""
    if told is not None and told.kind == "question" and json.loads(told.about)["item_id"] == item_id:
        return True
    return False if told is not None and told.kind in ("receipt", "confirm") else None
