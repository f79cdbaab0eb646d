"""Which item of the register an item of a paper is: by id, or by audit, reference and what it is about."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from reports.alike import alike, folded
from reports.merge.same import TELLING
from reports.merge.seen import Seen

Names = tuple[str, str | None, str | None, str, str]
"""Audit, month, reference, and the folded title and text."""
LOST = re.compile(r"^\[(?:heading|title) lost\]$")


class Known(NamedTuple):
    """An item of the register as far as it is compared."""

    number: int
    """Its row."""
    item_id: str
    audit: str
    month: str | None
    reference: str | None
    title: str
    text: str


class Found(NamedTuple):
    """What a paper's item is in the register: a row's number, or None for a new one; and any doubt."""

    number: int | None
    doubt: str = ""
    same: bool = False
    """Whether title or text are the very words."""


def same_title(one: str, other: str) -> bool:
    """Whether two titles mean the same audit or item; numbers in them must agree to the digit."""
    digits = [re.findall(r"\d+", title) for title in (one, other)]
    return digits[0] == digits[1] and alike(one, other)


class Index:
    """The register's items, laid out so that a paper of thousands is matched in linear time."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.by_id: dict[str, Known] = {}
        self.audits: dict[tuple[str, str | None], dict[str | None, list[Known]]] = {}
        self._texts: defaultdict[tuple[str | None, str], list[Known]] = defaultdict(list)
        self._wholly: defaultdict[Names, list[Known]] = defaultdict(list)
        for one in known:
            self.by_id[one.item_id.casefold()] = one
            under = self.audits.setdefault((one.audit, one.month), defaultdict(list))
            under[one.reference].append(one)
            self._wholly[_names(one.audit, one.month, one.reference, one.title, one.text)].append(one)
            self._texts[one.reference, folded(one.text)].append(one)
        self._named: dict[tuple[str, str | None], list[tuple[str, str | None]]] = {}
        self._folded: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        for title, month in self.audits:
            self._folded[folded(title)].append((title, month))

    def surely(self, one: Seen, *, by_id: bool, used: Collection[int | None]) -> Found | None:
        """Find the item that a paper's item is by its id, or by every name it has; None where there is none.

        ``by_id`` where the paper prints item ids: an id outlives every other name of its item.
        """
        there = self.by_id.get(one.rec.id.casefold()) if by_id else None
        if there:
            return Found(there.number, same=True)
        names = (one.rec.reference, one.rec.title, one.rec.text)
        for title, month in self.audits_named(one.audit.title, one.audit.month):
            for item in self._wholly.get(_names(title, month, *names), []):
                if item.number not in used:
                    return Found(item.number, _unsure(one, item), same=True)
        return None

    def find(self, one: Seen, *, used: Collection[int | None] = ()) -> Found:
        """Find the likeliest item of a paper's item. A doubt names what it resembles but may not be.

        Of several equally likely it is one that is not in ``used``.
        """
        named = self.audits_named(one.audit.title, one.audit.month)
        beside = [item for audit in named for item in self.audits[audit].get(one.rec.reference, [])]
        likely = [
            (how, item.number not in used, item)
            for item in beside
            if (how := _likeness(one, item)) is not None
        ]
        if likely:
            how, _free, item = max(likely, key=lambda found: found[:2])
            return Found(item.number, _unsure(one, item), same=how)
        if beside:
            told = f"{one.rec.id} {one.rec.title}: same audit and reference as {beside[0].item_id}"
            return Found(None, f"{told} ({beside[0].title}), but about something else; entered as new")
        return Found(None, self._moved(one, named) or self._renamed(one))

    def audits_named(self, title: str, month: str | None) -> Sequence[tuple[str, str | None]]:
        """Find the audits a title and month can mean; a month that one side does not show is no bar."""
        key = (title, month)
        if key not in self._named:
            exact = [audit for audit in self._folded.get(folded(title), []) if audit[1] == month]
            near = exact or [a for a in self.audits if a[1] == month and same_title(a[0], title)]
            if not near:
                loose = [a for a in self.audits if None in (a[1], month) and same_title(a[0], title)]
                near = loose if len(loose) == 1 else []
            self._named[key] = near
        return self._named[key]

    def _moved(self, one: Seen, named: Sequence[tuple[str, str | None]]) -> str:
        """Say where the same words stand under another reference of the same audit: renumbered, perhaps."""
        for audit in named:
            for items in self.audits[audit].values():
                for item in items:
                    if item.text and folded(item.text) == folded(one.rec.text):
                        told = f"{one.rec.id} {one.rec.title}: has the text of {item.item_id}"
                        return f"{told}; if it was only renumbered, merge them with `matters item merge`"
        return ""

    def _renamed(self, one: Seen) -> str:
        """Say where the same words stand under another audit: its title or month was printed otherwise."""
        for item in self._texts.get((one.rec.reference, folded(one.rec.text)), []):
            if not item.text or not (len(item.text) >= TELLING or alike(item.title, one.rec.title)):
                continue
            if item.month == one.audit.month or same_title(item.audit, one.audit.title):
                told = (
                    f"{one.rec.id} {one.rec.title}: has the text of {item.item_id}, of the audit {item.audit}"
                )
                return f"{told}; if that is the same, merge them with `matters item merge`"
        return ""


def _names(audit: str, month: str | None, reference: str | None, title: str, text: str) -> Names:
    return audit, month, reference, folded(title), folded(text)


def _likeness(one: Seen, item: Known) -> bool | None:
    """Whether title or text are the same or nearly; None where neither is. A lost title is no bar.

    What has no reference is not known by a few words of text: "As above." stands under many titles.
    """
    if LOST.match(one.rec.title) or LOST.match(item.title):
        return False if one.rec.reference == item.reference else None
    numbered = one.rec.reference is not None
    pairs = [(one.rec.title, item.title)]
    if item.text and (numbered or len(item.text) >= TELLING):
        pairs.append((one.rec.text, item.text))
    if any(folded(ours) == folded(theirs) for ours, theirs in pairs):
        return True
    near = alike if numbered else same_title
    return False if any(near(ours, theirs) for ours, theirs in pairs) else None


def _unsure(one: Seen, item: Known) -> str:
    if one.audit.month == item.month:
        return ""
    return f"{item.item_id}: taken for the same item, though one of the papers shows no month of its audit"


def free_id(wanted: str, taken: set[str]) -> str:
    """Give the id, or the next free one after it (-2, -3): an id is given once. ``taken`` in lower case."""
    number, own = 1, wanted
    while own.casefold() in taken:
        number += 1
        own = f"{wanted}-{number}"
    return own
