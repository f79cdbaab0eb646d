"""Which item of the register an item of a paper is: by id, or by audit, reference and what it is about."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reports.alike import alike, folded
from reports.merge.seen import Seen

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


def same_title(one: str, other: str) -> bool:
    """Whether two audits' titles mean the same audit; numbers in them must agree to the digit."""
    digits = [re.findall(r"\d+", title) for title in (one, other)]
    return digits[0] == digits[1] and alike(one, other)


class Index:
    """The register's items, laid out so that a paper of thousands is matched in linear time."""

    def __init__(self, known: Iterable[Known]) -> None:
        self.by_id: dict[str, Known] = {}
        self.audits: dict[tuple[str, str | None], dict[str | None, list[Known]]] = {}
        for one in known:
            self.by_id[one.item_id.casefold()] = one
            under = self.audits.setdefault((one.audit, one.month), defaultdict(list))
            under[one.reference].append(one)
        self._named: dict[tuple[str, str | None], list[tuple[str, str | None]]] = {}
        self._folded: dict[str, list[tuple[str, str | None]]] = defaultdict(list)
        for title, month in self.audits:
            self._folded[folded(title)].append((title, month))

    def find(self, one: Seen, *, by_id: bool) -> Found:
        """Find the item a paper's item is. A doubt names the item that it resembles but may not be.

        ``by_id`` where the paper prints item ids: an id outlives every other name of its item.
        """
        there = self.by_id.get(one.rec.id.casefold()) if by_id else None
        if there:
            return Found(there.number)
        named = self.audits_named(one.audit.title, one.audit.month)
        beside = [item for audit in named for item in self.audits[audit].get(one.rec.reference, [])]
        for item in beside:
            if _is(one, item):
                return Found(item.number, _unsure(one, item))
        if beside:
            told = f"{one.rec.id} {one.rec.title}: same audit and reference as {beside[0].item_id}"
            return Found(None, f"{told} ({beside[0].title}), but about something else; entered as new")
        return Found(None, self._moved(one, named))

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


def _is(one: Seen, item: Known) -> bool:
    """Whether both are about the same; a title that the text has lost is no bar."""
    if LOST.match(one.rec.title) or LOST.match(item.title):
        return one.rec.reference == item.reference
    return alike(one.rec.title, item.title) or alike(one.rec.text, item.text)


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
