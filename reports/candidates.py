"""Which open items a stray mail may be about: evidence from the register, each piece of it in words.

Nothing here binds anything: a reviewer places the words, or nobody does.
"""

import re
from collections import Counter
from typing import NamedTuple

from pydantic import BaseModel, Field
from sqlmodel import Session

from followup.whose import addresses
from reports.open_items import RUN, Acquaintance, Asked, Evidence, open_items, runs, words
from store.models import Inbound

MOST = 8
"""Candidates shown of one mail."""
FEW = 2
"""What stands in the texts of more items than this says nothing about any of them."""
LONG_WORD = 4
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


class Candidates:
    """What is open now, read once; then any number of mails can be held against it."""

    def __init__(self, session: Session) -> None:
        self._asked = list(open_items(session))
        self._knows = Acquaintance(session)
        items = {one.rec.id: one for one in self._asked}.values()
        self._of_person = Counter(one.person.id for one in self._asked)
        self._of_reference = Counter((one.rec.reference or "").lower() for one in items)
        self._of_run = Counter(run for one in items for run in one.runs)

    def of(self, inbound: Inbound, text: str) -> list[Candidate]:
        """Rank the open items for one mail; ``text`` is what its sender wrote, with what they quoted."""
        said = words(f"{inbound.subject}\n{text}")
        mail = _Mail(
            frozenset(said), f" {' '.join(said)} ", frozenset(runs(said)), frozenset(addresses(inbound))
        )
        people = {one.person.id: list(self._person(one, mail)) for one in self._asked}
        found = []
        for one in self._asked:
            evidence = [*self._item(one, mail), *people[one.person.id]]
            score = sum(WEIGHTS[kind] for kind, _why in evidence)
            if score > WEIGHTS["domain"]:
                found.append(_candidate(one, score, [why for _kind, why in evidence]))
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
        if len(mail.senders) == 1 and mail.senders <= one.addresses.keys():
            yield "own", f"it comes from {person.name}'s registered address"
            if self._of_person[person.id] == 1:
                yield "only", f"nothing else is asked of {person.name}"
        elif f" {' '.join(words(person.name))} " in mail.text:
            yield "named", f"it names {person.name}"
        for sender in sorted(mail.senders.difference(one.addresses)):
            yield from self._knows.link(person, sender)
            domain = sender.rpartition("@")[2]
            if any(address.endswith(f"@{domain}") for address in one.addresses):
                yield "domain", f"it comes from {person.name}'s domain"


class _Mail(NamedTuple):
    words: frozenset[str]
    text: str
    runs: frozenset[tuple[str, ...]]
    senders: frozenset[str]


def _candidate(one: Asked, score: int, reasons: list[str]) -> Candidate:
    return Candidate(
        item_id=one.rec.item_id,
        title=one.rec.title,
        owner=one.person.name,
        email=next(iter(one.addresses), ""),
        score=score,
        reasons=reasons,
    )


def _titled(kind: str, what: str, title: str, mail: _Mail) -> Evidence:
    """Whether a title stands in a mail, whole or by most of its longer words."""
    parts = words(title)
    if len(parts) > 1 and f" {' '.join(parts)} " in mail.text:
        yield kind, f"{what} stands in it: {title}"
        return
    long = {word for word in parts if len(word) >= LONG_WORD}
    there = long & mail.words
    if kind == "title" and len(there) > 1 and len(there) * 3 >= len(long) * 2:
        yield "some", f"words of {what} stand in it: {', '.join(sorted(there))}"
