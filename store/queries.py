"""Named questions to the register; each gives plain rows in a settled order."""

import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar

import sqlalchemy
from sqlalchemy import bindparam
from sqlalchemy.orm import defer
from sqlmodel import Session, SQLModel, col, func, select
from sqlmodel.sql.expression import SelectOfScalar

from store.models import (
    Assignment,
    Audit,
    Body,
    Channel,
    Contribution,
    Cycle,
    Decision,
    Evidence,
    KeptDocument,
    Link,
    Meeting,
    Membership,
    Outcome,
    Person,
    Post,
    Recommendation,
    Request,
    RequestItem,
    Sent,
    SourcePaper,
    TargetDate,
    Update,
    metadata,
)
from store.plain import plain

Row = TypeVar("Row", bound=SQLModel)
OfItem = TypeVar("OfItem", Assignment, Evidence, Link, Membership, Outcome, TargetDate, Update)
LARGEST_ID = 2**31 - 1


def numbered(session: Session, kind: type[Row], number: int) -> Row | None:
    """Find a row by a number somebody typed, which may be larger than any database holds."""
    return session.get(kind, number) if 0 < number <= LARGEST_ID else None


def body(session: Session, name: str) -> Body | None:
    """Find a body by its name."""
    return session.exec(select(Body).where(Body.name == name)).first()


def body_of(session: Session, meeting_id: int | None) -> Body:
    """The body that meets."""
    return session.get_one(Body, session.get_one(Meeting, meeting_id).body_id)


def meeting(session: Session, body_id: int | None, date: dt.date) -> Meeting | None:
    """Find a body's meeting by its present date."""
    wanted = select(Meeting).where(Meeting.body_id == body_id, Meeting.date == date)
    return session.exec(wanted.order_by(col(Meeting.id))).first()


def item(session: Session, item_id: str) -> Recommendation | None:
    """Find a recommendation by its item id, in whatever case it was typed."""
    wanted = select(Recommendation).where(func.lower(Recommendation.item_id) == item_id.strip().lower())
    return session.exec(wanted).first()


def beside(session: Session, rec: Recommendation, reference: str) -> Recommendation | None:
    """Find what a reference printed in an item means: one of the same audit, else an item id."""
    same = select(Recommendation).where(
        Recommendation.audit_id == rec.audit_id, Recommendation.reference == reference
    )
    return session.exec(same).first() or item(session, reference)


def moves(session: Session, recommendation_id: int | None) -> Sequence[Membership]:
    """Every move of an item between bodies, oldest first."""
    return _of_item(session, Membership, recommendation_id)


def _in_time(kind: type[OfItem]) -> SelectOfScalar[OfItem]:
    """Ask for rows of items in the order of their meetings, then of the paper that gave them.

    The order of entry says nothing: an older paper may be imported after a newer one. At one meeting what
    its paper showed comes before what was decided there.
    """
    wanted, order = select(kind), list[Any]()
    columns = {name: getattr(kind, name, None) for name in ("meeting_id", "source_id", "position")}
    if columns["meeting_id"] is not None:
        wanted = wanted.outerjoin(Meeting, col(Meeting.id) == columns["meeting_id"])
        order.append(func.coalesce(Meeting.date, dt.date.min))
    if columns["source_id"] is not None:
        order.append(col(columns["source_id"]).is_(None))
    if columns["position"] is not None:
        order.append(col(columns["position"]))
    return wanted.order_by(*order, col(kind.id))


def _of_item(session: Session, kind: type[OfItem], recommendation_id: int | None) -> Sequence[OfItem]:
    return session.exec(_in_time(kind).where(kind.recommendation_id == recommendation_id)).all()


def ever_with(session: Session, body_id: int | None) -> list[tuple[Recommendation, Audit, list[Membership]]]:
    """Items that are or were with a body, each with its moves, in the order of the papers."""
    return [row for row in everything(session) if any(body_id in (m.to_id, m.from_id) for m in row[2])]


def everything(session: Session) -> list[tuple[Recommendation, Audit, list[Membership]]]:
    """Every item of the register, each with its moves, by audit, in the order in which papers show them."""
    rows = session.exec(
        select(Recommendation, Audit)
        .join(Audit, col(Audit.id) == Recommendation.audit_id)
        .order_by(col(Recommendation.position), col(Recommendation.id))
    ).all()
    moved = by_item(session, Membership)
    return [(rec, audit, moved[rec.id or 0]) for rec, audit in grouped(rows)]


def grouped(rows: Sequence[tuple[Recommendation, Audit]]) -> list[tuple[Recommendation, Audit]]:
    """Bring the items of each audit together, at the place of the first of them."""
    first: dict[int | None, int] = {}
    for place, (_rec, audit) in enumerate(rows):
        first.setdefault(audit.id, place)
    return sorted(rows, key=lambda row: first[row[1].id])


def by_item(session: Session, kind: type[OfItem]) -> defaultdict[int, list[OfItem]]:
    """Every row of a kind that belongs to items, oldest first, by the item's number: one question for all."""
    found: defaultdict[int, list[OfItem]] = defaultdict(list)
    for row in session.exec(_in_time(kind)).all():
        found[row.recommendation_id].append(row)
    return found


def held_by(session: Session, body_id: int | None) -> list[tuple[Recommendation, Audit]]:
    """Items that are with a body now."""
    return [(rec, audit) for rec, audit, ms in ever_with(session, body_id) if ms[-1].to_id == body_id]


def dates(session: Session, recommendation_id: int | None) -> Sequence[TargetDate]:
    """Every target date promised for an item, oldest meeting first."""
    return _of_item(session, TargetDate, recommendation_id)


def assignments(session: Session, recommendation_id: int | None) -> Sequence[Assignment]:
    """Every assignment of an item, ended ones too."""
    wanted = select(Assignment).where(Assignment.recommendation_id == recommendation_id)
    return session.exec(wanted.order_by(col(Assignment.id))).all()


def updates(session: Session, recommendation_id: int | None) -> Sequence[Update]:
    """Every update of an item, oldest first."""
    return _of_item(session, Update, recommendation_id)


_UPDATE_FOR = select(Update).where(
    Update.recommendation_id == bindparam("item"), Update.cycle_id == bindparam("cycle")
)


def update_for(session: Session, recommendation_id: int | None, cycle_id: int | None) -> Update | None:
    """Find the item's one update of a cycle."""
    return session.exec(_UPDATE_FOR, params={"item": recommendation_id, "cycle": cycle_id}).first()


@dataclass
class Working:
    """Of an update what changes while words come in."""

    id: int
    recommendation_id: int
    cycle_id: int | None
    state: str
    text: str
    approved: str | None
    claim: str | None
    verified: str | None


_WORKING = (
    sqlalchemy.select(*(getattr(Update, name) for name in Working.__dataclass_fields__))
    .where(col(Update.recommendation_id) == bindparam("item"), col(Update.cycle_id) == bindparam("cycle"))
)  # fmt: skip


def working(session: Session, recommendation_id: int, cycle_id: int) -> Working | None:
    """Find the item's one update of a cycle, for words that have just come."""
    rows = plain(session, _WORKING, item=recommendation_id, cycle=cycle_id)
    return Working(*rows[0]) if rows else None


_HELD = sqlalchemy.select(col(Cycle.state)).where(col(Cycle.id) == bindparam("cycle")).with_for_update()


def held(session: Session, cycle_id: int) -> str:
    """Keep a cycle from closing until the transaction ends; gives its state."""
    ((state,),) = plain(session, _HELD, cycle=cycle_id)
    return str(state)


def links(session: Session, recommendation_id: int | None) -> list[tuple[Link, Recommendation | None]]:
    """What an item hangs on, with the item meant where it is known."""
    wanted = select(Link).where(Link.recommendation_id == recommendation_id).order_by(col(Link.id))
    return [
        (link, session.get(Recommendation, link.to_id) if link.to_id else None)
        for link in session.exec(wanted).all()
    ]


def outcomes(session: Session, recommendation_id: int | None) -> list[tuple[Outcome, Meeting]]:
    """What bodies decided about an item, oldest meeting first."""
    wanted = (
        select(Outcome, Meeting)
        .join(Meeting, col(Meeting.id) == Outcome.meeting_id)
        .where(Outcome.recommendation_id == recommendation_id)
    )
    return list(session.exec(wanted.order_by(col(Meeting.date), col(Outcome.id))).all())


def evidence(session: Session, recommendation_id: int | None) -> Sequence[Evidence]:
    """Every document offered for an item, oldest first."""
    wanted = select(Evidence).where(Evidence.recommendation_id == recommendation_id)
    return session.exec(wanted.order_by(col(Evidence.id))).all()


def kept_documents(session: Session, hashes: Iterable[str | None]) -> dict[str, KeptDocument]:
    """Find what is kept under these hashes; the bytes come only when they are asked for."""
    wanted = select(KeptDocument).where(col(KeptDocument.sha256).in_({one for one in hashes if one}))
    bytes_later = defer(KeptDocument.content)  # type: ignore[arg-type] # a column to SQLAlchemy
    return {row.sha256: row for row in session.exec(wanted.options(bytes_later)).all()}


_REFERENCE = sqlalchemy.select(col(Recommendation.reference)).where(
    col(Recommendation.id) == bindparam("recommendation")
)


def reference_of(session: Session, recommendation_id: int) -> str | None:
    """Give the reference of an item within its audit."""
    ((reference,),) = plain(session, _REFERENCE, recommendation=recommendation_id)
    return None if reference is None else str(reference)


_SEEN_IN = sqlalchemy.select(col(KeptDocument.media_type), col(KeptDocument.flags)).where(
    col(KeptDocument.sha256) == bindparam("digest")
)


def seen_in(session: Session, digest: str) -> tuple[str | None, str] | None:
    """Give what was seen in a kept document: media type and flags; None where none has this hash."""
    return next(iter(plain(session, _SEEN_IN, digest=digest)), None)


def evidence_from(session: Session, inbound_id: int | None) -> Sequence[Evidence]:
    """Every document that one message brought, oldest first."""
    wanted = select(Evidence).join(Contribution, col(Contribution.id) == Evidence.contribution_id)
    return session.exec(wanted.where(Contribution.inbound_id == inbound_id).order_by(col(Evidence.id))).all()


def offered_before(session: Session, person_id: int | None, hashes: Collection[str]) -> set[str]:
    """Tell which of these documents a person has offered before, by hash."""
    wanted = (
        select(Evidence.sha256)
        .join(Contribution, col(Contribution.id) == Evidence.contribution_id)
        .where(Contribution.person_id == person_id, col(Evidence.sha256).in_(hashes))
    )
    return {digest for digest in session.exec(wanted).all() if digest} if hashes else set()


def taken(session: Session) -> dict[int, int]:
    """Contributions that bring documents and were taken in: their number -> that of their update."""
    wanted = (
        select(Contribution.id, Contribution.update_id)
        .join(Evidence, col(Evidence.contribution_id) == Contribution.id)
        .where(col(Contribution.taken).is_(True))
    )
    return {number or 0: update_id for number, update_id in session.exec(wanted).all()}


def papers(session: Session) -> dict[int, int]:
    """Every imported paper with the meeting it went to: their numbers."""
    return {
        number or 0: at for number, at in session.exec(select(SourcePaper.id, SourcePaper.meeting_id)).all()
    }


def newest_front(session: Session, until: dt.date) -> str | None:
    """Give the front matter (JSON) of the newest imported paper up to a day."""
    wanted = (
        select(SourcePaper.front)
        .join(Meeting, col(Meeting.id) == SourcePaper.meeting_id)
        .where(Meeting.date <= until, col(SourcePaper.undone_at).is_(None))
        .order_by(col(Meeting.date).desc(), col(SourcePaper.id).desc())
    )
    return session.exec(wanted).first()


_CONTRIBUTIONS = (
    select(Contribution)
    .where(Contribution.update_id == bindparam("update"))
    .order_by(col(Contribution.received_at), col(Contribution.id))
)


class Said(NamedTuple):
    """Of one contribution what the text of its update is composed of."""

    part: str
    person_id: int
    answers: bool
    text: str
    received_at: dt.datetime


_TAKEN = sqlalchemy.select(*(col(getattr(Contribution, name)) for name in Said._fields)).where(
    col(Contribution.update_id) == bindparam("update"), col(Contribution.taken).is_(True)
)
_BACKWARDS = _TAKEN.order_by(col(Contribution.received_at).desc(), col(Contribution.id).desc())
MOST_RECENT = 30
_RECENT = _BACKWARDS.limit(MOST_RECENT)


def said(session: Session, update_id: int | None, voices: Collection[tuple[int, str]]) -> list[Said]:
    """Of what was taken in for an update what its text is composed of, in order of arrival.

    ``voices``: everybody who may speak of it, and of which part. Words that newer ones of the same voice
    have replaced are left out where there are many: few are asked for then.
    """
    recent = [Said(*row) for row in plain(session, _RECENT, update=update_id)]
    heard = {(one.person_id, one.part) for one in recent if one.text and not one.answers}
    if len(recent) == MOST_RECENT and not heard.issuperset(voices):
        recent = [Said(*row) for row in plain(session, _BACKWARDS, update=update_id)]
    return recent[::-1]


def contributions(session: Session, update_id: int | None) -> Sequence[Contribution]:
    """What was sent for an update, in order of arrival."""
    return session.exec(_CONTRIBUTIONS, params={"update": update_id}).all()


_DECISIONS = select(Decision).where(Decision.update_id == bindparam("update")).order_by(col(Decision.id))


_DECIDED = (
    sqlalchemy.select(col(Decision.kind), col(Decision.who), col(Decision.after))
    .where(col(Decision.update_id) == bindparam("update"))
    .where((col(Decision.kind) == "edit") | (col(Decision.kind) == "return"))
    .order_by(col(Decision.id))
)


def edits_and_returns(session: Session, update_id: int | None) -> list[tuple[str, str, str]]:
    """Give the edits and returns of an update, in order: kind, who, and the text after it."""
    return plain(session, _DECIDED, update=update_id)


def decisions(session: Session, update_id: int | None) -> Sequence[Decision]:
    """What reviewers did with an update, in order."""
    return session.exec(_DECISIONS, params={"update": update_id}).all()


def cycle_of(session: Session, meeting_id: int | None) -> Cycle | None:
    """Find the cycle that ends in a meeting."""
    return session.exec(select(Cycle).where(Cycle.meeting_id == meeting_id)).first()


def requests(session: Session, cycle_id: int | None) -> list[tuple[Request, Person]]:
    """Find the requests of a cycle with the people asked, by name."""
    wanted = (
        select(Request, Person)
        .join(Person, col(Person.id) == Request.person_id)
        .where(Request.cycle_id == cycle_id)
        .order_by(col(Person.name), col(Request.id))
    )
    return list(session.exec(wanted).all())


_ASKED = (
    select(RequestItem, Recommendation, Audit)
    .join(Recommendation, col(Recommendation.id) == RequestItem.recommendation_id)
    .join(Audit, col(Audit.id) == Recommendation.audit_id)
    .where(RequestItem.request_id == bindparam("request"))
    .order_by(col(RequestItem.id))
)
_ASKED_ONE = (
    sqlalchemy.select(
        col(Recommendation.id),
        col(Recommendation.item_id),
        col(Recommendation.reference),
        col(Recommendation.title),
        col(RequestItem.part),
    )
    .join(RequestItem, col(RequestItem.recommendation_id) == Recommendation.id)
    .where(col(RequestItem.request_id) == bindparam("request"))
    .where(col(Recommendation.item_id) == bindparam("item"))
    .order_by(col(RequestItem.id))
)
_STANDING = (
    select(Recommendation.item_id, RequestItem.told, Update.state)
    .select_from(RequestItem)
    .join(Request, col(Request.id) == RequestItem.request_id)
    .join(Recommendation, col(Recommendation.id) == RequestItem.recommendation_id)
    .join(
        Update,
        (col(Update.recommendation_id) == Recommendation.id) & (col(Update.cycle_id) == Request.cycle_id),
        isouter=True,
    )
    .where(RequestItem.request_id == bindparam("request"))
    .order_by(col(RequestItem.id))
)


def asked(session: Session, request_id: int | None) -> list[tuple[RequestItem, Recommendation, Audit]]:
    """Find the items of a request, in the order of the register."""
    return list(session.exec(_ASKED, params={"request": request_id}).all())


class Asked(NamedTuple):
    """An item as it was asked about: by number, by id, by what people call it; None for the whole."""

    recommendation_id: int
    item_id: str
    reference: str | None
    title: str
    part: str | None


def asked_about(session: Session, request_id: int | None, item_id: str) -> list[Asked]:
    """Find an item among those of a request, once for each part that was asked about."""
    return [Asked(*row) for row in plain(session, _ASKED_ONE, request=request_id, item=item_id)]


def standing(session: Session, request_id: int | None) -> Sequence[tuple[str, bool, str | None]]:
    """Find how far each line of a request has got: item id, whether only told, state of its update."""
    return plain(session, _STANDING, request=request_id)


_NAMED = (
    select(Recommendation.item_id, Recommendation.reference, Recommendation.title, Audit.title)
    .select_from(RequestItem)
    .join(Recommendation, col(Recommendation.id) == RequestItem.recommendation_id)
    .join(Audit, col(Audit.id) == Recommendation.audit_id)
    .where(RequestItem.request_id == bindparam("request"))
    .order_by(col(RequestItem.id))
)


def named(session: Session, request_id: int | None) -> list[tuple[str, str | None, str, str]]:
    """Find the items of a request by what people call them: id, reference, title and title of the audit."""
    return list(dict.fromkeys(map(tuple, plain(session, _NAMED, request=request_id))))


_ASKED_OF = (
    select(Request, RequestItem)
    .join(RequestItem, col(RequestItem.request_id) == Request.id)
    .where(Request.cycle_id == bindparam("cycle"), RequestItem.recommendation_id == bindparam("item"))
    .order_by(col(RequestItem.id))
)


def asked_of(
    session: Session, cycle_id: int | None, recommendation_id: int | None
) -> list[tuple[Request, RequestItem]]:
    """Find who was asked about an item in a cycle."""
    return list(session.exec(_ASKED_OF, params={"cycle": cycle_id, "item": recommendation_id}).all())


_VOICES = (
    sqlalchemy.select(col(Request.person_id), col(RequestItem.part))
    .join(RequestItem, col(RequestItem.request_id) == Request.id)
    .where(
        col(Request.cycle_id) == bindparam("cycle"), col(RequestItem.recommendation_id) == bindparam("item")
    )
    .order_by(col(RequestItem.id))
)


def voices(session: Session, cycle_id: int | None, recommendation_id: int | None) -> list[tuple[int, str]]:
    """Find who was asked about an item in a cycle, and about which part; empty for the whole."""
    rows = plain(session, _VOICES, cycle=cycle_id, item=recommendation_id)
    return [(person_id, part or "") for person_id, part in rows]


_SENT_IN = (
    select(Sent.payload)
    .where(Sent.request_id == bindparam("request"), Sent.channel == "mail")
    .order_by(col(Sent.id))
)


def sent_in(session: Session, request_id: int | None) -> Sequence[bytes]:
    """Every mail that went to a person about one request, byte for byte: what their reply may be quoting."""
    return [bytes(payload) for (payload,) in plain(session, _SENT_IN, request=request_id)]


def people(session: Session) -> list[tuple[Person, str | None, str | None]]:
    """Everyone known, with post and e-mail address."""
    posts = {post.id: post.title for post in session.exec(select(Post)).all()}
    by_mail = select(Channel).where(Channel.kind == "mail")
    mails = {channel.person_id: channel.address for channel in session.exec(by_mail).all()}
    everyone = session.exec(select(Person).order_by(col(Person.id))).all()
    return [(p, posts.get(p.post_id), mails.get(p.id or 0)) for p in everyone]


class Dossier(NamedTuple):
    """A request with all that it hangs on: whom it asks, in which cycle, for which meeting of which body.

    The rows stand by themselves, outside the session: to read, not to change.
    """

    request: Request
    person: Person
    cycle: Cycle
    meeting: Meeting
    body: Body


def _columns(kind: type[SQLModel]) -> list[sqlalchemy.Column[Any]]:
    return list(metadata.tables[str(kind.__tablename__)].columns)


_HANGING = (Request, Person, Cycle, Meeting, Body)
_DOSSIER = (
    sqlalchemy.select(*(column for kind in _HANGING for column in _columns(kind)))
    .join(Person, col(Person.id) == Request.person_id)
    .join(Cycle, col(Cycle.id) == Request.cycle_id)
    .join(Meeting, col(Meeting.id) == Cycle.meeting_id)
    .join(Body, col(Body.id) == Meeting.body_id)
    .where(col(Request.id) == bindparam("request"))
)


def dossier(session: Session, request_id: int | None) -> Dossier:
    """Open the dossier of a request that exists, by one question."""
    (row,) = plain(session, _DOSSIER, request=request_id)
    return _dossier(tuple(row))


@functools.lru_cache(maxsize=64)
def _dossier(columns: tuple[Any, ...]) -> Dossier:
    """Build the rows of a dossier; many messages in a row answer the same few requests."""
    left = iter(columns)

    def row(kind: type[Row]) -> Row:
        return kind(**{column.name: next(left) for column in _columns(kind)})

    return Dossier(row(Request), row(Person), row(Cycle), row(Meeting), row(Body))


_ADDRESSES = (
    select(Channel.address)
    .where(Channel.person_id == bindparam("person"), Channel.kind == "mail")
    .order_by(col(Channel.id))
)


def addresses(session: Session, person_id: int | None) -> Sequence[str]:
    """Give every registered e-mail address of a person, the first entered first."""
    return [address for (address,) in plain(session, _ADDRESSES, person=person_id)]


def address_of(session: Session, person_id: int | None) -> str | None:
    """Give the registered e-mail address of a person: of several the first entered."""
    return next(iter(addresses(session, person_id)), None)


def person_at(session: Session, address: str) -> Person | None:
    """Find who is registered at an e-mail address."""
    wanted = (
        select(Person)
        .join(Channel, col(Channel.person_id) == Person.id)
        .where(Channel.kind == "mail", Channel.address == address.strip().lower())
    )
    return session.exec(wanted).first()


def reachable(session: Session, person_id: int | None) -> bool:
    """Whether a person has an e-mail address, or an account in Slack that counts."""
    wanted = select(Channel.id).where(Channel.person_id == person_id, Channel.barred == "")
    return session.exec(wanted).first() is not None


def in_slack(session: Session, person_id: int | None) -> Channel | None:
    """Find a person's account in Slack, if one counts: of several the first entered."""
    wanted = select(Channel).where(
        Channel.person_id == person_id, Channel.kind == "slack", Channel.barred == ""
    )
    return session.exec(wanted.order_by(col(Channel.id))).first()
