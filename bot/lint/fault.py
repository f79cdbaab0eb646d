"""A fault and its place, and the checks that all shapes are made of."""

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from bot import limits


class Fault(NamedTuple):
    """Something wrong with a payload: where (a JSON pointer), a word for programs, a sentence for people."""

    pointer: str
    code: str
    message: str


class Place(NamedTuple):
    """Where a value stands, and the list that faults go to."""

    pointer: str
    faults: list[Fault]

    def at(self, key: str | int) -> "Place":
        """Give the place of a part of it."""
        return Place(f"{self.pointer}/{key}", self.faults)

    def fault(self, code: str, message: str) -> None:
        """Note that something is wrong here."""
        self.faults.append(Fault(self.pointer, code, message))


Check = Callable[[object, Place], None]
"""Any JSON and its place; notes what is wrong."""


class Key(NamedTuple):
    """One key of an object: what its value must be, and whether it must be there."""

    check: Check
    needed: bool = False


Shape = Mapping[str, Key]


def need(check: Check) -> Key:
    """A key that must be there."""
    return Key(check, needed=True)


def may(check: Check) -> Key:
    """A key that may be there."""
    return Key(check)


def shaped(value: object, place: Place, shape: Shape) -> None:
    """Check an object key by key."""
    if not isinstance(value, dict):
        place.fault("not_an_object", f"an object is expected here, not {type(value).__name__}")
        return
    for name, key in shape.items():
        if name in value:
            key.check(value[name], place.at(name))
        elif key.needed:
            place.fault("missing", f"{name} is missing")
    for name in value:
        if name not in shape:
            place.at(name).fault("unknown_key", f"{name} is not known here")


def of(shape: Shape) -> Check:
    """An object of this shape."""

    def check(value: object, place: Place) -> None:
        shaped(value, place, shape)

    return check


def string(most: int, *, least: int = 1) -> Check:
    """A text of so many characters."""

    def check(value: object, place: Place) -> None:
        if not isinstance(value, str):
            place.fault("not_text", f"text is expected here, not {type(value).__name__}")
        elif len(value) > most:
            place.fault("too_long", f"{len(value)} characters; {most} at most")
        elif len(value) < least or (least and not value.strip()):
            place.fault("empty", "it holds no text")

    return check


def matching(pattern: str, what: str) -> Check:
    """A text of this form."""
    wanted = re.compile(pattern)

    def check(value: object, place: Place) -> None:
        if not isinstance(value, str) or not wanted.fullmatch(value):
            place.fault("wrong_form", f"{what} is expected here")

    return check


def one_of(*values: str) -> Check:
    """One of these texts."""

    def check(value: object, place: Place) -> None:
        if value not in values:
            place.fault("unknown_value", f"{value!r} is none of {', '.join(values)}")

    return check


def whole(least: int, most: int) -> Check:
    """A whole number from one to the other."""

    def check(value: object, place: Place) -> None:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            place.fault("out_of_range", f"a whole number from {least} to {most} is expected here")

    return check


def boolean(value: object, place: Place) -> None:
    """Check a yes or no."""
    if not isinstance(value, bool):
        place.fault("not_boolean", "true or false is expected here")


def many(check: Check, most: int, *, least: int = 1) -> Check:
    """A list of so many, each passing a check."""

    def check_all(value: object, place: Place) -> None:
        if not isinstance(value, list):
            place.fault("not_a_list", f"a list is expected here, not {type(value).__name__}")
            return
        if len(value) > most:
            place.fault("too_many", f"{len(value)} of them; {most} at most")
        if len(value) < least:
            place.fault("too_few", f"{len(value)} of them; {least} at least")
        for number, one in enumerate(value):
            check(one, place.at(number))

    return check_all


def date(value: object, place: Place) -> None:
    """Check a day as YYYY-MM-DD."""
    try:
        dt.date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        place.fault("wrong_form", "a day as YYYY-MM-DD is expected here")


identity = string(limits.ID)
url = matching(rf"https?://\S{{1,{limits.URL - 8}}}", "a web address")
clock = matching(r"(?:[01]\d|2[0-3]):[0-5]\d", "a time as HH:MM")


def text(most: int, *, plain: bool = False, least: int = 1) -> Check:
    """A text object; ``plain`` where Slack shows no formatting."""
    kinds = ("plain_text",) if plain else ("plain_text", "mrkdwn")

    def check(value: object, place: Place) -> None:
        shape = {"type": need(one_of(*kinds)), "text": need(string(most, least=least))}
        kind = kind_of(value)
        more = {"emoji": may(boolean)} if kind == "plain_text" else {"verbatim": may(boolean)}
        shaped(value, place, shape | more)

    return check


def kind_of(value: object) -> str:
    """Give the type that a value says it has; empty where it says none."""
    kind = value.get("type") if isinstance(value, dict) else None
    return kind if isinstance(kind, str) else ""


def different(values: Sequence[tuple[Any, Place]], code: str, what: str) -> None:
    """Note every value that stands twice."""
    seen: set[Any] = set()
    for value, place in values:
        if value in seen:
            place.fault(code, f"{what} {value!r} stands twice")
        seen.add(value)
