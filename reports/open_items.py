"""What is asked in open rounds, with what stands around it: owners, addresses, words of ours, colleagues."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlmodel import Session, col, select

from followup.states import BEFORE_PUBLICATION
from store.models import (
    Absence,
    Audit,
    Channel,
    Contribution,
    Cycle,
    Person,
    Recommendation,
    Request,
    RequestItem,
    Update,
)

READ = 50_000
"""Characters of a text that are compared."""
RUN = 5
"""Words that must run on as in a text of ours before it counts as quoted."""
WORD = re.compile(r"[^\W_]+(?:[-.'/][^\W_]+)*")
Evidence = Iterator[tuple[str, str]]
"""Kinds of ``reports.candidates.WEIGHTS`` with the reason in words."""


class Asked(NamedTuple):
    """One open item with the person asked about it, and the words of ours that stand around it."""

    rec: Recommendation
    audit: Audit
    person: Person
    addresses: dict[str, None]
    """In the order of entry: the first is where they are written to."""
    runs: frozenset[tuple[str, ...]]


def words(text: str) -> list[str]:
    """Give the words of a text in lower case; an id or a reference is one word."""
    return WORD.findall(text[:READ].lower())


def runs(said: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Give every run of RUN words."""
    return zip(*(said[skip:] for skip in range(RUN)), strict=False)


class Acquaintance:
    """Who has to do with whom: heads, departments, deputies, and who has answered for whom."""

    def __init__(self, session: Session) -> None:
        by_mail = select(Channel.address, Person).join(Person, col(Person.id) == Channel.person_id)
        self._at = dict(session.exec(by_mail.where(Channel.kind == "mail")).all())
        answered = select(Contribution.who, Contribution.person_id).where(col(Contribution.taken).is_(True))
        self._answered = set(session.exec(answered.distinct()).all())
        self._deputies: defaultdict[int, list[str]] = defaultdict(list)
        for absence in session.exec(select(Absence).where(Absence.deputy != "")).all():
            self._deputies[absence.person_id].append(absence.deputy.lower())

    def link(self, person: Person, sender: str) -> Evidence:
        """Whether the sender has something to do with the person asked."""
        other = self._at.get(sender)
        names = [sender, *([other.name.lower()] if other else [])]
        if (sender, person.id) in self._answered:
            yield "answered", f"{sender} has answered for {person.name} before"
        if any(name in deputy for deputy in self._deputies[person.id or 0] for name in names):
            yield "deputy", f"{person.name}'s absence notice names {sender}"
        if other and other.id == person.head_id:
            yield "head", f"{other.name} is {person.name}'s head of department"
        elif other and other.head_id and other.head_id == person.head_id:
            yield "department", f"{other.name} works in {person.name}'s department"


def open_items(session: Session) -> Iterator[Asked]:
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
    at: defaultdict[int, dict[str, None]] = defaultdict(dict)
    by_mail = select(Channel).where(Channel.kind == "mail").order_by(col(Channel.id))
    for channel in session.exec(by_mail).all():
        at[channel.person_id][channel.address] = None
    wrote = _written(session, {rec.id or 0 for _line, rec, _audit, _person in rows})
    seen = set()
    for line, rec, audit, person in rows:
        if (rec.id, person.id) not in seen:
            seen.add((rec.id, person.id))
            texts = [rec.text, line.question, *wrote[rec.id or 0]]
            ours = frozenset(run for text in texts for run in runs(words(text)))
            yield Asked(rec, audit, person, at[person.id or 0], ours)


def _written(session: Session, numbers: set[int]) -> defaultdict[int, list[str]]:
    """Give the approved texts of items, which their requests quote."""
    found: defaultdict[int, list[str]] = defaultdict(list)
    wanted = select(Update.recommendation_id, Update.approved).where(
        col(Update.recommendation_id).in_(numbers), col(Update.approved).is_not(None)
    )
    for number, text in session.exec(wanted).all():
        found[number].append(text or "")
    return found
