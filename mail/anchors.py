"""Where a reply turns to another recommendation: ids in brackets, ids and references the owner typed."""

import re
from collections.abc import Sequence

from mail import token
from mail.lines import OURS, OWN, Line, fold
from mail.naming import BULLET, END, Anchor, By, Item, Names
from mail.places import by_place, of_all

__all__ = ["Anchor", "By", "Finder", "Item", "ids_in"]

_ID = r"[a-z][a-z0-9]{1,63}-(?:\d\d(?:0[1-9]|1[0-2])|0000)-(?:[a-z]{0,3}\d(?:[\w.]{0,30}\w)?|x)(?:-\d{1,3})?"
_SHAPE = re.compile(rf"(?<![\w-]){_ID}(?![\w]|[-.]\w)", re.IGNORECASE | re.ASCII)
_FOREIGN = re.compile(rf"{BULLET}(?P<bracket>\[)?(?P<id>{_ID})(?![\w]|[-.]\w)\]?", re.IGNORECASE | re.ASCII)
_SENTENCE_END = (".", ":", ";", "!", "?")


class Finder:
    """Finds anchors for the items of one request; ``order`` is how the request lists them."""

    def __init__(self, items: Sequence[Item], order: Sequence[str] = ()) -> None:
        self.items = list(items)
        self._names, self._order = Names(items), list(order)

    def find(self, lines: Sequence[Line]) -> dict[int, Anchor]:
        """Give the anchors by line number."""
        found: dict[int, Anchor] = {}
        fresh = True  # whether a line may begin a new thought, not just go on after a wrap
        for index, line in enumerate(lines):
            anchor = self.heading(line) if line.kind == OURS else None
            if line.kind == OWN and not line.own_from:
                anchor = self._in_own(line, fresh=fresh)
            if anchor:
                found[index] = anchor
            fresh = line.kind != OWN or line.text.rstrip().endswith(_SENTENCE_END) or bool(anchor)
        found = _headed(found, lines)
        typed = [anchor for index, anchor in found.items() if lines[index].kind == OWN]
        weak = {anchor.items for anchor in typed if anchor.weak}
        if len(weak) < 2 and all(anchor.weak or anchor.by != "reference" for anchor in typed):  # noqa: PLR2004
            found = {index: anchor for index, anchor in found.items() if not anchor.weak}
        return found

    def named_in(self, text: str) -> list[str]:
        """List the items whose id stands in a text such as a subject or file name, once each."""
        plain = "-".join(re.findall(r"[^\W_]+", fold(text).lower()))
        keys = {item.id: "-".join(re.findall(r"[^\W_]+", fold(item.id).lower())) for item in self.items}
        return [name for name, key in keys.items() if f"-{key}-" in f"-{plain}-"]

    def referred_in(self, text: str) -> list[str]:
        """List the items whose reference stands in a text and is that of no other item."""
        said = {match[0].lower() for match in self._names.one.finditer(fold(text))}
        hits = [[item.id for item in self.items if (item.reference or "").lower() == ref] for ref in said]
        return [ids[0] for ids in hits if len(ids) == 1]

    def heading(self, line: Line) -> Anchor | None:
        """Read a line of ours: a heading, or the line with the token that ends our message.

        Ours have brackets; a line of the same words without them was typed over an answer.
        """
        if (heads := self._names.heading(line)) and (heads[1] or not line.quoted):
            return Anchor((heads[0].id,))
        return Anchor(()) if token.find(line.text) else None

    def typed_heading(self, line: Line) -> bool:
        """Whether a line that is word for word ours cannot be: our headings have brackets."""
        heads = self._names.heading(line)
        return heads is not None and not heads[1] and not line.quoted

    def _in_own(self, line: Line, *, fresh: bool) -> Anchor | None:
        text = fold(line.text)
        return (
            self._names.by_ids(line, text, fresh=fresh)
            or _foreign(text, fresh=fresh)
            or self._names.by_reference(line, text, fresh=fresh)
            or self._names.by_title(line, text, fresh=fresh)
            or by_place(text, self._order, fresh=fresh)
            or (of_all(text, [item.id for item in self.items]) if fresh else None)
        )


def _headed(found: dict[int, Anchor], lines: Sequence[Line]) -> dict[int, Anchor]:
    """Leave out sentences that mention an item in passing, under the heading of another one.

    "4.1 has an effect here too" is no heading where 4.1 was headed before, or where it stands alone under a
    heading of ours; "4.1 is done" and "4.2 is late" under one heading of ours are two.
    """
    kept: dict[int, Anchor] = {}
    headed: set[str] = set()
    group: list[int] = []
    ours = False  # whether the last heading is one of ours

    def close() -> None:
        names = {found[index].items for index in group}
        if len(names) == 1:
            for index in group:
                del kept[index]
        group.clear()

    for index, anchor in found.items():
        if not anchor.sentence:
            close()
            ours = lines[index].kind == OURS and bool(anchor.items)
            headed |= {*anchor.items} if lines[index].kind == OWN else set()
        elif ours:
            group.append(index)
        elif not ours and len(anchor.items) == 1 and headed.issuperset(anchor.items):
            continue
        kept[index] = anchor
    close()
    return kept


def _foreign(text: str, *, fresh: bool) -> Anchor | None:
    """Read a line that turns to an item nobody asked this person about; its id stays among their words."""
    match = _FOREIGN.match(text)
    if not match or not (match["bracket"] or fresh or END.match(text, match.end())):
        return None
    return Anchor((), doubt=f"{match['id'].upper()} was not asked of this person; the words beneath it wait.")


def ids_in(text: str) -> list[str]:
    """List what has the shape of an item id, in order and once each."""
    return list(dict.fromkeys(match[0] for match in _SHAPE.finditer(fold(text))))
