"""Where a reply turns to another recommendation: ids in brackets, ids and references the owner typed."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from pydantic import BaseModel

from mail import token
from mail.lines import OURS, OWN, Line, fold, word_end, words

By = Literal["anchor", "only item", "reference"]


class Item(BaseModel):
    """A recommendation this person was asked about: item id, reference, title and title of its audit."""

    id: str
    reference: str | None = None
    title: str = ""
    audit: str = ""


class Anchor(NamedTuple):
    """What follows belongs to ``items``; none means: to nothing we can name."""

    items: tuple[str, ...]
    by: By = "anchor"
    length: int = 0
    """How many characters of an author's line only name the item."""
    doubt: str = ""
    """Why what follows belongs to no item that can be named, not even to the only one."""


_GENERIC = re.compile(
    "action|audit|finding|for|item|no|number|on|point|re|rec|recommendation|ref|reference|the|update",
    re.IGNORECASE,
)
"""Words before a reference that do not name an audit."""
_ID = r"[a-z][a-z0-9]{1,63}-(?:\d\d(?:0[1-9]|1[0-2])|0000)-(?:[a-z]{0,3}\d(?:[\w.]{0,30}\w)?|x)(?:-\d{1,3})?"
_SHAPE = re.compile(rf"(?<![\w-]){_ID}(?![\w]|[-.]\w)", re.IGNORECASE | re.ASCII)
_BULLET = r"[\s>|*•·\-_]*"
_FOREIGN = re.compile(rf"{_BULLET}(?P<bracket>\[)?(?P<id>{_ID})(?![\w]|[-.]\w)\]?", re.IGNORECASE | re.ASCII)
_NAMING = (
    r"(?:(?:\d{1,2}|[a-h])[.)] ?)?"
    r"(?:(?:for|item|no|on|re|rec|recommendation|ref|reference|regarding|the|update)[.:]? ){0,3}"
)
"""What people write before an id that heads their words."""
_LEAD = r"(?:(?P<lead>[^\W\d_][\w'&-]{0,30}\.?(?: [^\W\d_&][\w'&-]{0,30}\.?| &){0,5}) )?"
_END = re.compile(r"\)?\]?(?: ?[:)]| ?-(?! ?\d) ?|\.(?= |$)|(?= *$))")
_SENTENCE = re.compile(r"\)?\]? (?=[A-Z]|(?:is|has|was|will|remains|now|can|we|this|also)\b)")
_SENTENCE_END = (".", ":", ";", "!", "?")


class Finder:
    """Finds anchors for the items of one request."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = list(items)
        ids = sorted((re.escape(fold(item.id)) for item in items), key=len, reverse=True)
        self._by_id = {fold(item.id).lower(): item for item in items}
        bare = rf"(?:{'|'.join(ids) or '(?!)'})(?![\w]|[-.]\w)"
        self._each_id = re.compile(bare, re.IGNORECASE)
        self._id = re.compile(rf"{_BULLET}\[?(?P<id>{bare})\]?", re.IGNORECASE)
        self._ids = re.compile(
            rf"{_BULLET}{_NAMING}\[?{bare}\]?(?:(?:, ?| ?& ?| ?/ ?| and )\[?{bare}\]?)*", re.IGNORECASE
        )
        self._titles = [(said, item) for item in items if (said := words(item.title))]
        references = {item.reference for item in items if item.reference and re.search(r"\W", item.reference)}
        one = "|".join(sorted(map(re.escape, references), key=len, reverse=True)) or "(?!)"
        joined = rf"(?:{one})(?:(?:, ?| ?& ?| ?/ ?| and )(?:{one}))*"
        self._reference = re.compile(
            rf"{_BULLET}{_LEAD}[#(\[]?(?P<refs>{joined})(?![\w]|[.]\w)", re.IGNORECASE
        )
        self._one = re.compile(rf"(?<![\w.])(?:{one})(?![\w]|[.]\w)", re.IGNORECASE)
        self._behind = re.compile(rf"(?: ?[(\[](?:{one})[)\]])? ?(?::|-(?! ?\d)) ?", re.IGNORECASE)

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
        return found

    def named_in(self, text: str) -> list[str]:
        """List the items whose id stands in a text such as a subject or file name, once each."""
        plain = "-".join(re.findall(r"[^\W_]+", fold(text).lower()))
        keys = {item.id: "-".join(re.findall(r"[^\W_]+", fold(item.id).lower())) for item in self.items}
        return [name for name, key in keys.items() if f"-{key}-" in f"-{plain}-"]

    def referred_in(self, text: str) -> list[str]:
        """List the items whose reference stands in a text and is that of no other item."""
        said = {match[0].lower() for match in self._one.finditer(fold(text))}
        hits = [[item.id for item in self.items if (item.reference or "").lower() == ref] for ref in said]
        return [ids[0] for ids in hits if len(ids) == 1]

    def heading(self, line: Line) -> Anchor | None:
        """Read a line of ours: a heading, or the line with the token that ends our message.

        Ours have brackets; a line of the same words without them was typed over an answer.
        """
        match = self._id.match(fold(line.text))
        if match:
            item = self._by_id[match["id"].lower()]
            rest = words(line.text[match.end() :])
            title = words(item.title)
            same = all(said == ours for said, ours in zip(rest, title, strict=False))
            if same and ("[" in match[0] or (rest and len(rest) >= len(title) and not line.quoted)):
                return Anchor((item.id,))
        return Anchor(()) if token.find(line.text) else None

    def _in_own(self, line: Line, *, fresh: bool) -> Anchor | None:
        text = fold(line.text)
        if named := self._by_ids(line, text, fresh=fresh):
            return named
        if foreign := _foreign(text, fresh=fresh):
            return foreign
        if match := self._reference.match(text):
            return self._typed(line, match, fresh=fresh)
        return self._by_title(line, text) if fresh else None

    def _by_ids(self, line: Line, text: str, *, fresh: bool) -> Anchor | None:
        """Read "ID", "ID: done", "Update on ID:" or "ID and ID: both done"."""
        match = self._ids.match(text)
        tail = _END.match(text, match.end()) if match else None
        if match and tail and (fresh or self._id.match(text)):
            items = [self._by_id[one.lower()] for one in self._each_id.findall(match[0])]
            names = tuple(dict.fromkeys(item.id for item in items))
            return Anchor(names, length=self._length(line, tail.end(), items))
        if match := self._id.match(text):
            item = self._by_id[match["id"].lower()]
            return Anchor((item.id,), length=self._length(line, match.end(), [item]))
        return None

    def _by_title(self, line: Line, text: str) -> Anchor | None:
        """Read the whole title of one item, alone or before a colon or dash; of one word only when alone."""
        titled = [item for said, item in self._titles if said == line.words and len(said) > 1]
        if len(titled) == 1:
            return Anchor((titled[0].id,), "reference", len(line.text))
        begun = [
            (said, item) for said, item in self._titles if line.words[: len(said)] == said and len(said) > 1
        ]
        if len(begun) != 1 or "<" in text:
            return None
        said, item = begun[0]
        tail = self._behind.match(text, word_end(text, len(said)))
        return Anchor((item.id,), "reference", tail.end()) if tail else None

    def _typed(self, line: Line, match: re.Match[str], *, fresh: bool) -> Anchor | None:
        """Read "4.2 -", "Fleet 4.2:", "4.2 and 4.4:" or "4.2 Completed in May"."""
        text = fold(line.text)
        lead = [
            word.rstrip(".") for word in (match["lead"] or "").lower().split() if word not in ("&", "and")
        ]
        audits = [word for word in lead if not _GENERIC.fullmatch(word)]
        wanted = [found.lower() for found in self._one.findall(match["refs"])]
        hits = [
            [item for item in self.items if (item.reference or "").lower() == ref and _of_audit(item, audits)]
            for ref in wanted
        ]
        if not all(hits):
            return None
        tail = _END.match(text, match.end())
        if (
            not tail
            and not (fresh and _SENTENCE.match(text, match.end()))
            and not self._titled(line, match, hits)
        ):
            return None
        if any(len(candidates) > 1 for candidates in hits):
            doubt = f"{match['refs']} is the reference of more than one item; say which audit."
            return Anchor((), "reference", doubt=doubt)
        items = [candidates[0] for candidates in hits]
        length = self._length(line, tail.end() if tail else match.end(), items)
        if not tail and length < len(line.text):  # "4.2 is complete": the reference is part of the sentence
            length = 0
        return Anchor(tuple(item.id for item in items), "reference", length)

    def _titled(self, line: Line, match: re.Match[str], hits: list[list[Item]]) -> bool:
        rest = words(line.text[match.end() :])
        return any(rest[: len(title)] == title for item in hits[0] if (title := words(item.title)))

    def _length(self, line: Line, end: int, items: list[Item]) -> int:
        """Take the title behind an id for part of the name, where nothing else follows it."""
        rest = words(line.text[end:])
        return len(line.text) if rest and any(rest == words(item.title) for item in items) else end


def _foreign(text: str, *, fresh: bool) -> Anchor | None:
    """Read a line that turns to an item nobody asked this person about; its id stays among their words."""
    match = _FOREIGN.match(text)
    if not match or not (match["bracket"] or fresh or _END.match(text, match.end())):
        return None
    return Anchor((), doubt=f"{match['id'].upper()} was not asked of this person; the words beneath it wait.")


def ids_in(text: str) -> list[str]:
    """List what has the shape of an item id, in order and once each."""
    return list(dict.fromkeys(match[0] for match in _SHAPE.finditer(fold(text))))


def _of_audit(item: Item, said: Sequence[str]) -> bool:
    """Whether words such as "fleet" name the audit of this item."""
    known = {*words(item.audit), *words(item.id.partition("-")[0])}
    return all(word in known for word in said)
