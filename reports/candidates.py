"""Which open items a stray mail may be about: evidence from the register, each piece of it in words.

Nothing here binds anything: a reviewer places the words, or nobody does.
"""

import functools
import re
from collections import Counter, defaultdict
from typing import NamedTuple

from pydantic import BaseModel, Field
from sqlmodel import Session

from followup.whose import addresses
from reports.open_items import RUN, Acquaintance, Asked, Evidence, open_items, runs, words
from store.models import Inbound

MOST = 8
"""Candidates shown of one mail."""
WORTH = 4
"""What has less than this part of the best one's evidence is not worth reading."""
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
        of_run = Counter(run for one in items for run in one.runs)
        self._items_of: defaultdict[tuple[str, ...], list[int | None]] = defaultdict(list)
        for one in items:
            for run in one.runs:
                if of_run[run] <= FEW:
                    self._items_of[run].append(one.rec.id)

    def of(self, inbound: Inbound, text: str) -> list[Candidate]:
        """Rank the open items for one mail; ``text`` is what its sender wrote, with what they quoted."""
        said = words(f"{inbound.subject}\n{text}")
        quoted = Counter(item for run in set(runs(said)) for item in self._items_of.get(run, ()))
        mail = _Mail(frozenset(said), f" {' '.join(said)} ", quoted, frozenset(addresses(inbound)))
        each = {one.person.id: one for one in self._asked}
        people = {number: list(self._person(one, mail)) for number, one in each.items()}
        found: list[tuple[int, Asked, list[tuple[str, str]]]] = []
        for one in self._asked:
            evidence = [*self._item(one, mail), *people[one.person.id]]
            score = sum(WEIGHTS[kind] for kind, _why in evidence)
            if score > WEIGHTS["domain"]:
                found.append((score, one, evidence))
        found.sort(key=lambda row: (-row[0], row[1].rec.item_id, row[1].person.id or 0))
        return [
            _candidate(one, score, [why for _k, why in evidence]) for score, one, evidence in found[:MOST]
        ]

    def _item(self, one: Asked, mail: "_Mail") -> Evidence:
        rec = one.rec
        if rec.item_id.lower() in mail.words:
            yield "id", f"it names {rec.item_id}"
        reference = (rec.reference or "").lower()
        if reference in mail.words and re.search(r"\W", reference):
            others = self._of_reference[reference] - 1
            shared = f" and that of {others} more open now" if others else ""
            yield "reference", f"it names {rec.reference}, which is its reference{shared}"
        yield from _titled("title", "its title", rec.title, mail)
        yield from _titled("audit", "its audit", one.audit.title, mail)
        if own := mail.quoted[rec.id]:
            yield "quoted", f"about {own + RUN - 1} words run on as in what we wrote about it"

    def _person(self, one: Asked, mail: "_Mail") -> Evidence:
        person = one.person
        if len(mail.senders) == 1 and mail.senders <= one.addresses.keys():
            yield "own", f"it comes from {person.name}'s registered address"
            if self._of_person[person.id] == 1:
                yield "only", f"nothing else is asked of {person.name}"
        elif _parts(person.name)[0] and _parts(person.name)[0] in mail.text:
            yield "named", f"it names {person.name}"
        for sender in sorted(mail.senders.difference(one.addresses)):
            yield from self._knows.link(person, sender)
            domain = sender.rpartition("@")[2]
            if any(address.endswith(f"@{domain}") for address in one.addresses):
                yield "domain", f"it comes from {person.name}'s domain"


class _Mail(NamedTuple):
    words: frozenset[str]
    text: str
    quoted: Counter[int | None]
    """How many runs of words stand in our texts of an item, by its number."""
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
    phrase, long = _parts(title)
    if phrase and phrase in mail.text:
        yield kind, f"{what} stands in it: {title}"
        return
    there = long & mail.words
    if kind == "title" and len(there) > 1 and len(there) * 3 >= len(long) * 2:
        yield "some", f"words of {what} stand in it: {', '.join(sorted(there))}"


@functools.lru_cache(maxsize=8192)
def _parts(title: str) -> tuple[str, frozenset[str]]:
    """Give a title of several words as it is looked for, and its longer words."""
    parts = words(title)
    long = frozenset(word for word in parts if len(word) >= LONG_WORD)
    return (f" {' '.join(parts)} " if len(parts) > 1 else ""), long
