"""Which request a message answers, and which message it confirms: by our signed signs, never by guessing."""

import json
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

import sqlalchemy
from sqlalchemy import bindparam
from sqlmodel import Session, col, select

from mail import relay, token
from mail.mime import Incoming
from store import queries
from store.models import Channel, Inbound, Outbox, Request, Sent
from store.plain import plain

MOST_SIGNS = 100
"""So many tokens or message ids of one message are looked at; real ones carry a handful."""


class Bound(NamedTuple):
    """The request answered, with all it hangs on, and by which sign; with none ``why`` says why not."""

    found: queries.Dossier | None
    why: str
    told: "Told | None" = None
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
            found |= {told.request_id for told in answered.values() if told.request_id is not None}
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


_OWNERS = (
    select(Request.id, Channel.address)
    .join(Request, col(Request.person_id) == Channel.person_id)
    .where(Channel.kind == "mail")
    .order_by(col(Channel.id))
)
_REQUESTED = _OWNERS.where(col(Request.id) == bindparam("number"))


def _asked(session: Session, numbers: set[int]) -> Mapping[int, tuple[int, str]]:
    """Requests by number: the same number, and the registered address of the person asked."""
    if len(numbers) == 1:  # as nearly always
        rows = plain(session, _REQUESTED, number=next(iter(numbers)))
    else:
        rows = list(session.exec(_OWNERS.where(col(Request.id).in_(numbers))).all())
    found: dict[int, tuple[int, str]] = {}
    for number, address in rows:  # of several addresses the first entered stays, as in queries
        found.setdefault(number, (number, address))
    return found


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


class Told(NamedTuple):
    """One of our messages: the request it was about, and what it told."""

    request_id: int | None
    kind: str
    about: str


_TOLD = sqlalchemy.select(
    col(Sent.message_id), col(Sent.relayed_as), col(Sent.request_id), col(Outbox.kind), col(Outbox.about)
).join(Outbox, col(Outbox.id) == Sent.outbox_id)
_ANSWERED = _TOLD.where(
    (col(Sent.message_id) == bindparam("id"))
    | (col(Sent.relayed_as) == bindparam("whole"))
    | (col(Sent.relayed_as) == bindparam("part"))
)


def _answered(session: Session, ids: Sequence[str]) -> dict[str, Told]:
    """Messages of ours by the id they are answered under, their own or a relay's."""
    names = {one: relay.names([one]) for one in ids[:MOST_SIGNS]}
    if not names:
        return {}
    if len(names) == 1:  # as nearly always
        ((one, relayed),) = names.items()
        rows = plain(session, _ANSWERED, id=one, whole=relayed[0], part=relayed[-1])
    else:
        several = [name for relayed in names.values() for name in relayed]
        asked = _TOLD.where(col(Sent.message_id).in_(names) | col(Sent.relayed_as).in_(several))
        rows = [tuple(row) for row in session.execute(asked).all()]
    told = {key: Told(*row[2:]) for row in rows for key in (row[1], row[0]) if key}
    found = {one: [told[key] for key in (one, *relayed) if key in told] for one, relayed in names.items()}
    return {one: first[0] for one, first in found.items() if first}


def _nearest(ids: Sequence[str], answered: Mapping[str, Told]) -> Told | None:
    """What the message answered told: that of In-Reply-To, then of References from the newest."""
    nearest = [*ids[:1], *ids[:0:-1]]
    return next((answered[one] for one in nearest if one in answered), None)


def answers_question(told: Told | None, item_id: str) -> bool | None:
    """Whether words about an item answer our question; False when they correct what a receipt said."""
    if told is not None and told.kind == "question" and json.loads(told.about)["item_id"] == item_id:
        return True
    return False if told is not None and told.kind in ("receipt", "confirm") else None
