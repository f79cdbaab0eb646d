"""The ways people name a recommendation over their own words: id, reference, title, place in the request."""

import re
from collections.abc import Sequence
from functools import cached_property
from typing import Literal, NamedTuple

from pydantic import BaseModel

from mail.lines import Line, fold, word_end, words

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
    """What a reviewer should know; without items, why not even the only one is meant."""
    weak: bool = False
    """A number that is a reference only if another one heads words in the same way."""
    sentence: bool = False
    """The name is part of the sentence ("4.2 is complete"), which may also speak of it in passing."""


_GENERIC = re.compile(
    "action|audit|finding|for|item|no|number|on|point|re|rec|recommendation|ref|reference|the|update",
    re.IGNORECASE,
)
"""Words before a reference that do not name an audit."""
BULLET = r"[\s>|*•·\-_]*"
_NAMING = (
    r"(?:(?:\d{1,2}|[a-h])[.)] ?)?"
    r"(?:(?:for|item|no|on|re|rec|recommendation|ref|reference|regarding|the|update)[.:]? ){0,3}"
)
"""What people write before an id that heads their words."""
_LEAD = r"(?:(?P<lead>[^\W\d_][\w'&-]{0,30}\.?(?: [^\W\d_&][\w'&-]{0,30}\.?| &){0,5}) )?"
END = re.compile(r"\)?\]?(?: ?[:)]| ?-(?! ?\d) ?|\.(?= |$)|(?= *$))")
_DASH = re.compile(r" ?- ?(?=\d+(?![\d.,]\d))")
_SENTENCE = re.compile(r"\)?\]? (?=[A-Z]|(?:is|has|was|will|remains|now|can|we|this|also)\b)")
_GOES_ON = re.compile(r" (?:is|are|was|has|have|will|remains?|can|also)\b")


class Names:
    """Reads the names of one request's items in typed lines; few replies need every pattern compiled."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = list(items)
        self._by_id = {_key(item.id): item for item in items}
        ids = sorted((re.escape(fold(item.id)) for item in items), key=len, reverse=True)
        loosely = (one.replace(r"\-", "[-/ ]{1,2}") for one in ids)  # "FLEET 1809-4.2"
        self._bare = rf"(?:{'|'.join(loosely) or '(?!)'})(?![\w]|[-.]\w)"
        references = {item.reference for item in items if item.reference and re.search(r"\W", item.reference)}
        self._one = "|".join(sorted(map(re.escape, references), key=len, reverse=True)) or "(?!)"
        self._titles = [(said, item) for item in items if (said := words(item.title))]

    @cached_property
    def _id(self) -> re.Pattern[str]:
        return re.compile(rf"{BULLET}(?P<bracket>\[)?(?P<id>{self._bare})\]?", re.IGNORECASE)

    @cached_property
    def _each_id(self) -> re.Pattern[str]:
        return re.compile(self._bare, re.IGNORECASE)

    @cached_property
    def _ids(self) -> re.Pattern[str]:
        one = rf"\[?{self._bare}\]?"
        return re.compile(rf"{BULLET}{_NAMING}{one}(?:(?:, ?| ?& ?| ?/ ?| and ){one})*", re.IGNORECASE)

    @cached_property
    def one(self) -> re.Pattern[str]:
        """Finds one reference."""
        return re.compile(rf"(?<![\w.])(?:{self._one})(?![\w]|[.]\w)", re.IGNORECASE)

    @cached_property
    def _reference(self) -> re.Pattern[str]:
        joined = rf"(?:{self._one})(?:(?:, ?| ?& ?| ?/ ?| and )(?:{self._one}))*"
        return re.compile(rf"{BULLET}{_LEAD}[#(\[]?(?P<refs>{joined})(?![\w]|[.]\w)", re.IGNORECASE)

    @cached_property
    def _behind(self) -> re.Pattern[str]:
        return re.compile(rf"(?: ?[(\[](?:{self._one})[)\]])?(?: ?:| - | ?-(?! ?\d)) ?", re.IGNORECASE)

    def heading(self, line: Line) -> tuple[Item, bool] | None:
        """Read a line that holds an id and nothing but its title; say whether with brackets, as ours are."""
        text = fold(line.text)
        if "-" not in text or not (match := self._id.match(text)):
            return None
        item = self._by_id[_key(match["id"])]
        rest, title = words(line.text[match.end() :]), words(item.title)
        if not all(said == ours for said, ours in zip(rest, title, strict=False)):
            return None
        bracket = match["bracket"] is not None
        return (item, bracket) if bracket or (rest and len(rest) >= len(title)) else None

    def by_ids(self, line: Line, text: str, *, fresh: bool) -> Anchor | None:
        """Read "ID", "ID: done", "Update on ID:" or "ID and ID: both done"."""
        if not self._each_id.search(text):
            return None
        match = self._ids.match(text)
        tail = END.match(text, match.end()) if match else None
        if match and tail and (fresh or self._id.match(text)):
            items = [self._by_id[_key(one)] for one in self._each_id.findall(match[0])]
            names = tuple(dict.fromkeys(item.id for item in items))
            return Anchor(names, length=self._length(line, tail.end(), items))
        if match := self._id.match(text):
            item = self._by_id[_key(match["id"])]
            said = bool(_GOES_ON.match(text, match.end()))
            length = 0 if said else self._length(line, match.end(), [item])
            return Anchor((item.id,), length=length, sentence=said)
        return None

    def by_reference(self, line: Line, text: str, *, fresh: bool) -> Anchor | None:
        """Read "4.2 -", "Fleet 4.2:", "4.2 and 4.4:" or "4.2 Completed in May"."""
        match = self._reference.match(text) if self.one.search(text) else None
        hits = self._hits(match) if match else []
        if match is None or not all(hits):
            return None
        tail = END.match(text, match.end())
        dash = _DASH.match(text, match.end()) if fresh and not tail and not match["lead"] else None
        sentence = fresh and _SENTENCE.match(text, match.end())
        if not (tail or dash or sentence or self._titled(line, match, hits)):
            return None
        if any(len(candidates) > 1 for candidates in hits):
            doubt = f"{match['refs']} is the reference of more than one item; say which audit."
            return Anchor((), "reference", doubt=doubt, weak=bool(dash))
        items = [candidates[0] for candidates in hits]
        end = tail or dash
        length = self._length(line, end.end() if end else match.end(), items)
        said = not end and length < len(line.text)  # "4.2 is complete": the reference is part of the sentence
        named = tuple(item.id for item in items)
        return Anchor(named, "reference", 0 if said else length, weak=bool(dash), sentence=said)

    def _hits(self, match: re.Match[str]) -> list[list[Item]]:
        """For each reference the items it may mean, the audit named before it taken into account."""
        said = (match["lead"] or "").lower().split()
        lead = [word.rstrip(".") for word in said if word not in ("&", "and")]
        audits = [word for word in lead if not _GENERIC.fullmatch(word)]
        wanted = [found.lower() for found in self.one.findall(match["refs"])]
        return [
            [item for item in self.items if (item.reference or "").lower() == ref and _of_audit(item, audits)]
            for ref in wanted
        ]

    def by_title(self, line: Line, text: str, *, fresh: bool) -> Anchor | None:
        """Read the whole title of one item, alone, behind its number or before a colon or dash."""
        titled = [
            item
            for said, item in self._titles
            if len(said) > 1
            and line.words[-len(said) :] == said
            and line.words[: -len(said)] in ([], words(item.reference or ""))
        ]
        as_printed = len(titled) == 1 and titled[0].title[:1] in text[:12] and text.strip(" *:_-").endswith(
            fold(titled[0].title)
        )  # fmt: skip
        if len(titled) == 1 and (fresh or as_printed):
            return Anchor((titled[0].id,), "reference", len(line.text))
        begun = [
            (said, item) for said, item in self._titles if line.words[: len(said)] == said and len(said) > 1
        ]
        if len(begun) != 1 or "<" in text:
            return None
        said, item = begun[0]
        if not fresh and not text.lstrip(" *_").startswith(fold(item.title)):
            return None
        tail = self._behind.match(text, word_end(text, len(said)))
        return Anchor((item.id,), "reference", tail.end()) if tail else None

    def _titled(self, line: Line, match: re.Match[str], hits: list[list[Item]]) -> bool:
        rest = words(line.text[match.end() :])
        return any(rest[: len(title)] == title for item in hits[0] if (title := words(item.title)))

    def _length(self, line: Line, end: int, items: list[Item]) -> int:
        """Take the title behind an id for part of the name, where nothing else follows it."""
        rest = words(line.text[end:])
        return len(line.text) if rest and any(rest == words(item.title) for item in items) else end


def _key(text: str) -> str:
    return re.sub("[-/ ]+", "-", fold(text).lower())


def _of_audit(item: Item, said: Sequence[str]) -> bool:
    """Whether words such as "fleet" name the audit of this item."""
    known = {*words(item.audit), *words(item.id.partition("-")[0])}
    return all(word in known for word in said)
