"""Which open items a stray mail may be about: evidence from the register, each piece of it in words.

Nothing here binds anything: a reviewer places the words, or nobody does.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import BaseModel, Field
from sqlmodel import Session, col, select

from followup.states import BEFORE_PUBLICATION
from followup.whose import addresses
from store import queries
from store.models import (
    Absence,
    Audit,
    Channel,
    Contribution,
    Cycle,
    Inbound,
    Person,
    Recommendation,
    Request,
    RequestItem,
    Update,
)

MOST = 8
"""Candidates shown of one mail."""
READ = 50_000
"""Characters of a mail that are compared."""
RUN = 5
"""Words that must run on as in a text of ours before it counts as quoted."""
FEW = 2
"""What stands in the texts of more items than this says nothing about any of them."""
LONG_WORD = 4
WORD = re.compile(r"[^\W_]+(?:[-.'/][^\W_]+)*")
WEIGHTS = {
    "id": 60, "own": 40, "quoted": 30, "answered": 25, "deputy": 25, "title": 20, "only": 10, "named": 10,
    "reference": 10, "head": 8, "some": 8, "audit": 6, "department": 5, "domain": 1,
}  # fmt: skip


class Candidate(BaseModel):
    """One item a mail may be about, on whose behalf, and why; a higher score is a better guess."""

    item_id: str
    title: str
    owner: str
    email: str
    score: int
    reasons: list[str] = Field(default_factory=list)


class Asked(NamedTuple):
    """One open item with the person asked about it, and the words of ours that stand around it."""

    rec: Recommendation
    audit: Audit
    person: Person
    addresses: frozenset[str]
    runs: frozenset[tuple[str, ...]]


Evidence = Iterator[tuple[str, str]]
"""Kinds of ``WEIGHTS`` with the reason in words."""


def words(text: str) -> list[str]:
    """Give the words of a text in lower case; an id or a reference is one word."""
    return WORD.findall(text[:READ].lower())


class Candidates:
    """What is open now, read once; then any number of mails can be held against it."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._asked = list(_open_items(session))
        self._of_person = Counter(one.person.id for one in self._asked)
        self._of_reference: Counter[str] = Counter()
        items = {one.rec.id: one for one in self._asked}.values()
        self._of_reference.update((one.rec.reference or "").lower() for one in items)
        self._of_run = Counter(run for one in items for run in one.runs)

    def of(self, inbound: Inbound, text: str) -> list[Candidate]:
        """Rank the open items for one mail; ``text`` is what its sender wrote, with what they quoted."""
        said = words(f"{inbound.subject}\n{text}")
        mail = _Mail(said, " ".join(["", *said, ""]), frozenset(_runs(said)), frozenset(addresses(inbound)))
        people = {one.person.id: list(self._person(one, mail)) for one in self._asked}
        found = []
        for one in self._asked:
            evidence = [*self._item(one, mail), *people[one.person.id]]
            score = sum(WEIGHTS[kind] for kind, _why in evidence)
            if score > WEIGHTS["domain"]:
                email = queries.address_of(self._session, one.person.id) or ""
                found.append(
                    Candidate(
                        item_id=one.rec.item_id,
                        title=one.rec.title,
                        owner=one.person.name,
                        email=email,
                        score=score,
                        reasons=[why for _kind, why in evidence],
                    )
                )
        found.sort(key=lambda one: (-one.score, one.item_id, one.email))
        return found[:MOST]

    def _item(self, one: Asked, mail: "_Mail") -> Evidence:
        rec = one.rec
        if rec.item_id.lower() in mail.words:
            yield "id", f"it names {rec.item_id}"
        reference = (rec.reference or "").lower()
        if re.search(r"\W", reference) and reference in mail.words:
            count = self._of_reference[reference]
            shared = "" if count == 1 else f", as are {count - 1} others open now"
            yield "reference", f"it names {rec.reference}, which is its reference{shared}"
        yield from _titled("title", "its title", rec.title, mail)
        yield from _titled("audit", "its audit", one.audit.title, mail)
        if own := sum(self._of_run[run] <= FEW for run in one.runs & mail.runs):
            count = own + RUN - 1
            yield "quoted", f"about {count} words run on as in what we wrote about it"

    def _person(self, one: Asked, mail: "_Mail") -> Evidence:
        person = one.person
        if len(mail.senders) == 1 and mail.senders <= one.addresses:
            yield "own", f"it comes from {person.name}'s registered address"
            if self._of_person[person.id] == 1:
                yield "only", f"nothing else is asked of {person.name}"
        elif f" {' '.join(words(person.name))} " in mail.text:
            yield "named", f"it names {person.name}"
        for sender in sorted(mail.senders - one.addresses):
            yield from self._colleague(person, sender)
            domain = sender.rpartition("@")[2]
            if any(address.endswith(f"@{domain}") for address in one.addresses):
                yield "domain", f"it comes from {person.name}'s domain"

    def _colleague(self, person: Person, sender: str) -> Evidence:
        """Whether the sender has something to do with the person asked."""
        session = self._session
        wanted = select(Contribution.id).where(
            Contribution.person_id == person.id, Contribution.who == sender, col(Contribution.taken).is_(True)
        )
        if session.exec(wanted.limit(1)).first() is not None:
            yield "answered", f"{sender} has answered for {person.name} before"
        other = queries.person_at(session, sender)
        for absence in session.exec(select(Absence).where(Absence.person_id == person.id)).all():
            deputy = absence.deputy.lower()
            if deputy and (sender in deputy or (other and other.name.lower() in deputy)):
                yield "deputy", f"{person.name}'s absence notice names {sender}"
                break
        if other and other.id == person.head_id:
            yield "head", f"{other.name} is {person.name}'s head of department"
        elif other and other.head_id and other.head_id == person.head_id:
            yield "department", f"{other.name} works in {person.name}'s department"


class _Mail(NamedTuple):
    words: list[str]
    text: str
    runs: frozenset[tuple[str, ...]]
    senders: frozenset[str]


def _runs(said: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return zip(*(said[skip:] for skip in range(RUN)), strict=False)


def _titled(kind: str, what: str, title: str, mail: _Mail) -> Evidence:
    """Whether a title stands in a mail, whole or by most of its longer words."""
    parts = words(title)
    if len(parts) > 1 and f" {' '.join(parts)} " in mail.text:
        yield kind, f"{what} stands in it: {title}"
        return
    long = {word for word in parts if len(word) >= LONG_WORD}
    there = long.intersection(mail.words)
    if kind == "title" and len(there) > 1 and len(there) * 3 >= len(long) * 2:
        yield "some", f"words of {what} stand in it: {', '.join(sorted(there))}"


def _open_items(session: Session) -> Iterator[Asked]:
    """Everything that is asked in rounds not yet published."""
    rows = session.exec(
        select(RequestItem, Recommendation, Audit, Person)
        .join(Request, col(Request.id) == RequestItem.request_id)
        .join(Cycle, col(Cycle.id) == Request.cycle_id)
        .join(Recommendation, col(Recommendation.id) == RequestItem.recommendation_id)
        .join(Audit, col(Audit.id) == Recommendation.audit_id)
        .join(Person, col(Person.id) == Request.person_id)
        .where(col(Cycle.state).in_(BEFORE_PUBLICATION))
        .order_by(col(RequestItem.id))
    ).all()
    at: defaultdict[int, set[str]] = defaultdict(set)
    for channel in session.exec(select(Channel).where(Channel.kind == "mail")).all():
        at[channel.person_id].add(channel.address)
    wrote = _written(session, {rec.id or 0 for _line, rec, _audit, _person in rows})
    seen = set()
    for line, rec, audit, person in rows:
        if (rec.id, person.id) not in seen:
            seen.add((rec.id, person.id))
            texts = [rec.text, line.question, *wrote[rec.id or 0]]
            runs = frozenset(run for text in texts for run in _runs(words(text)))
            yield Asked(rec, audit, person, frozenset(at[person.id or 0]), runs)


def _written(session: Session, numbers: set[int]) -> defaultdict[int, list[str]]:
    """Give the approved texts of items, which their requests quote."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    wanted = select(Update.recommendation_id, Update.approved).where(
        col(Update.recommendation_id).in_(numbers), col(Update.approved).is_not(None)
    )
    for number, text in session.exec(wanted).all():
        found[number].append(text or "")
    return found
