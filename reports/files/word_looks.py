"""What a Word file's styles and lists add to a paragraph: a style's name, and the number or bullet shown."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from reports.files.archive import Element

DEEPEST = 20
"""Styles that build on each other."""
OFF = frozenset({"0", "false", "off", "none"})
ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
         (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
LONGEST_ROMAN = 4_000
BULLET = "- "


def local(element: Element) -> str:
    """Give an element's name without its namespace: strict and usual Word files differ in it."""
    return str(element.tag).rpartition("}")[2]


def child(element: Element, *path: str) -> Element:
    """Follow child elements by name; None where one is missing."""
    for name in path:
        if element is None:
            return None
        element = next((one for one in element if local(one) == name), None)
    return element


def value(element: Element, name: str = "val") -> str:
    """Give an attribute by name whatever its namespace; empty where there is none."""
    if element is None:
        return ""
    return next((str(held) for key, held in element.items() if key.rpartition("}")[2] == name), "")


def is_on(properties: Element, name: str) -> bool | None:
    """Whether a property that is there or not is on; None where nothing is said."""
    found = child(properties, name)
    return None if found is None else value(found).lower() not in OFF


class Looks:
    """The styles of one file: names, and what they switch on, also by the styles they build on."""

    def __init__(self, styles: Element) -> None:
        """Take the styles part of the file."""
        every = [] if styles is None else [one for one in styles if local(one) == "style"]
        self._styles = {value(one, "styleId"): one for one in every}

    def name(self, style: str) -> str:
        """Give a style's name as Word shows it: "Heading 3"."""
        name = value(child(self._styles.get(style), "name"))
        return name[:1].upper() + name[1:]

    def is_on(self, style: str, name: str) -> bool:
        """Whether a style switches something on for its runs: caps, strike, vanish."""
        return next((bool(found) for one in self._chain(style)
                     if (found := is_on(child(one, "rPr"), name)) is not None), False)  # fmt: skip

    def numbering(self, style: str) -> Element:
        """Give the list a style belongs to."""
        return next(filter(lambda found: found is not None,
                           (child(one, "pPr", "numPr") for one in self._chain(style))), None)  # fmt: skip

    def _chain(self, style: str) -> Iterator[Element]:
        for _ in range(DEEPEST):
            found = self._styles.get(style)
            if found is None:
                return
            yield found
            style = value(child(found, "basedOn"))


class Level(NamedTuple):
    """One level of a list: the kind of number, its pattern ("%1."), and where it starts."""

    kind: str
    pattern: str
    start: int


class Lists:
    """The numbers that Word shows before paragraphs, counted through as the document is read."""

    def __init__(self, numbering: Element) -> None:
        """Take the numbering part of the file."""
        every = [] if numbering is None else list(numbering)
        self._levels: dict[str, dict[int, Level]] = {
            value(one, "abstractNumId"): _levels(one) for one in every if local(one) == "abstractNum"
        }
        self._lists = {value(one, "numId"): one for one in every if local(one) == "num"}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def label(self, properties: Element) -> str:
        """Count one paragraph of a list, and give what stands before it: "- ", "1. ", "(a) "."""
        number = value(child(properties, "numId"))
        found = self._lists.get(number)
        if found is None:
            return ""
        abstract, depth = value(child(found, "abstractNumId")), _number(value(child(properties, "ilvl")), 0)
        levels = self._levels.get(abstract, {})
        level = levels.get(depth)
        if level is None or level.kind == "none":
            return ""
        counts = self._counts.setdefault(abstract, {})
        if number not in self._begun:
            self._begun.add(number)
            self._restart(found, counts)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        return BULLET if level.kind == "bullet" else _label(level, levels, counts)

    def _restart(self, found: Element, counts: dict[int, int]) -> None:
        for one in found:
            start = value(child(one, "startOverride"))
            if local(one) == "lvlOverride" and start:
                counts[_number(value(one, "ilvl"), 0)] = _number(start, 1) - 1


def _levels(abstract: Element) -> dict[int, Level]:
    return {
        _number(value(one, "ilvl"), 0): Level(
            value(child(one, "numFmt")) or "decimal",
            value(child(one, "lvlText")),
            _number(value(child(one, "start")), 1),
        )
        for one in abstract
        if local(one) == "lvl"
    }


def _label(level: Level, levels: Mapping[int, Level], counts: Mapping[int, int]) -> str:
    words = level.pattern
    for depth in range(9):
        if f"%{depth + 1}" in words:
            kind = levels[depth].kind if depth in levels else "decimal"
            words = words.replace(f"%{depth + 1}", _written(kind, counts.get(depth, 1)))
    return f"{words.strip()} " if words.strip() else ""


def _written(kind: str, count: int) -> str:
    """Write a count as its list does: 3, c, C, iii, III."""
    if kind.endswith("Letter") and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 9 + 1)
        return letter.upper() if kind.startswith("upper") else letter
    if kind.endswith("Roman") and 0 < count < LONGEST_ROMAN:
        words = ""
        for worth, sign in ROMAN:
            words += sign * (count // worth)
            count %= worth
        return words.upper() if kind.startswith("upper") else words
    return f"{count:02d}" if kind == "decimalZero" else str(count)


def _number(words: str, otherwise: int) -> int:
    return int(words) if words.isascii() and words.isdecimal() and len(words) <= 6 else otherwise  # noqa: PLR2004
