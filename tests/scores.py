"""How a read paper is held against what a person wrote down, value by value."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from types import ModuleType
from typing import Any, NamedTuple

from reports.paper import Paper, Recommendation
from reports.paper import Update as Read
from tests.facts import Item, Update, begins, ends, hidden


class Check(NamedTuple):
    """One value compared: which field, of which item, and both readings where they differ."""

    field: str
    item: str
    right: bool
    said: str = ""


def checks(paper: Paper, facts: ModuleType) -> list[Check]:
    """Compare every value of every item, and the audits."""
    found = list(_audits(paper, facts))
    read = {rec.id: rec for rec in paper.recommendations}
    for item in facts.ITEMS:
        rec = read.pop(item.id, None)
        found.append(Check("item", item.id, rec is not None))
        found += _item(rec, item) if rec else []
    return found + [Check("item", own, right=False, said="is not in the paper") for own in read]


def shares(found: Sequence[Check]) -> dict[str, float]:
    """Give field -> the share of its values that are right."""
    told: defaultdict[str, list[bool]] = defaultdict(list)
    for one in found:
        told[one.field].append(one.right)
    return {field: sum(rights) / len(rights) for field, rights in told.items()}


def misses(found: Sequence[Check]) -> list[str]:
    """List what differs, for a person."""
    return [f"{one.item} {one.field}: {one.said}" for one in found if not one.right]


def _audits(paper: Paper, facts: ModuleType) -> Iterator[Check]:
    read = [(one.title, one.assurance, one.month, tuple(one.counts.values())) for one in paper.audits]
    for at, audit in enumerate(facts.AUDITS):
        yield _same("banner", audit.title, read[at] if at < len(read) else None, tuple(audit))


def _item(rec: Recommendation, item: Item) -> Iterator[Check]:
    def same(field: str, read: Any, fact: Any) -> Check:
        return _same(field, item.id, read, fact)

    yield same("audit", (rec.audit, rec.audit_month), (item.audit.title, item.audit.month))
    yield same("lines", rec.source and (rec.source.from_, rec.source.to), item.lines)
    for field in ("reference", "title", "priority", "status", "rag", "threat"):
        yield same(field, getattr(rec, field), getattr(item, field))
    days = [(str(one.date) if one.date else None, one.part) for one in rec.target_dates]
    yield same("target dates", days, [tuple(day) for day in item.dates])
    yield same("target in force", str(rec.target_in_force or "") or None, item.in_force)
    yield same("revisions", revisions(rec), item.revisions)
    yield from _owners(rec, item)
    yield _words("text", item.id, rec.text, item.text)
    yield _words("response", item.id, rec.management_response or "", item.response)
    yield from _updates(rec, item)
    yield same("evidence", _printed(rec.evidence, item.evidence), _printed(item.evidence, item.evidence))
    yield same("links", [(link.kind, link.to) for link in rec.links], list(item.links))
    yield from _actions(rec, item)


def revisions(rec: Recommendation) -> int:
    """Count how often the date for the whole was changed."""
    return max(0, len([one for one in rec.target_dates if one.part is None]) - 1)


def _owners(rec: Recommendation, item: Item) -> Iterator[Check]:
    """Each owner of the fact, with role and part, and each that is no fact."""
    known = {owner.name for owner in item.owners}
    read = [(one.name if one.name in known else hidden(one.name), one.role, one.part) for one in rec.owners]
    for owner in item.owners:
        yield Check("owners", item.id, tuple(owner) in read, f"{owner} is not read")
    for one in read:
        if one[0] not in known:
            yield Check("owners", item.id, right=False, said=f"{one} is read")


def _updates(rec: Recommendation, item: Item) -> Iterator[Check]:
    yield _same("updates", item.id, len(rec.updates), len(item.updates))
    for read, fact in zip(rec.updates, item.updates, strict=False):
        every = list(_update(read, fact, item.id))
        yield from every
        yield Check("update as a whole", item.id, all(one.right for one in every), str(fact.label))


def _update(read: Read, fact: Update, own: str) -> Iterator[Check]:
    yield Check("update label", own, fact.label in (None, read.label), f"{read.label} / {fact.label}")
    yield _same("update month", own, read.month, fact.month)
    yield Check("first words", own, begins(read.text, fact.first), f"{read.label}: {read.text[:60]}")
    if fact.last is not None:
        yield Check("last words", own, ends(read.text, fact.last), f"{read.label}: {read.text[-60:]}")


def _actions(rec: Recommendation, item: Item) -> Iterator[Check]:
    yield _same("actions", item.id, len(rec.actions), len(item.actions))
    for read, fact in zip(rec.actions, item.actions, strict=False):
        said = (str(read.meeting), read.reference) == (fact.meeting, fact.reference)
        whole = said and begins(read.words, fact.first) and ends(read.words, fact.last)
        yield Check("actions", item.id, whole, f"{read.meeting} {read.reference} {read.words[:40]}")


def _words(field: str, own: str, text: str, fact: tuple[str, str] | None) -> Check:
    right = (begins(text, fact[0]) and ends(text, fact[1])) if fact else not text
    return Check(field, own, right, f"{text[:50]} … {text[-50:]}")


def _printed(names: Sequence[str], facts: Sequence[str]) -> list[str]:
    """Give the words of captions in order: a line of several is not cut the same way by everybody."""
    told = [hidden(name) if hidden(name) in facts else name for name in names]
    return re.findall(r"\w+", " ".join(told))


def _same(field: str, own: str, read: Any, fact: Any) -> Check:
    return Check(field, own, read == fact, f"{read!r} / {fact!r}")
