"""Histories that several papers print, woven into one: what they share stands once, in order."""

from collections.abc import Callable, Sequence
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Strand(NamedTuple, Generic[T]):
    """One entry of a woven history, and the number of the first history that has it."""

    value: T
    first: int


def woven(
    histories: Sequence[Sequence[T]],
    same: Callable[[T, T], bool],
    pick: Callable[[T, T], T],
    last_of: Callable[[T], object] | None = None,
) -> list[Strand[T]]:
    """Weave histories, oldest paper first, into one; ``pick`` chooses between an older and a later print.

    Entries are matched in order. One that only a later paper shows goes to the end, or before the entry
    that follows it there; it then counts as known when that one was. ``first`` therefore never falls from
    one entry to the next, and the order is the same whichever paper was imported first. ``last_of`` says
    of what an entry may be the one that holds: what a history ends with then stands last, again if need be.
    """
    whole: list[Strand[T]] = []
    for number, history in enumerate(histories):
        whole = _with(whole, history, number, same, pick)
        if last_of is not None:
            whole += _again(whole, history, number, same, last_of)
    known = len(histories)
    out: list[Strand[T]] = []
    for strand in reversed(whole):
        known = min(known, strand.first)
        out.append(Strand(strand.value, known))
    return out[::-1]


def _again(
    whole: Sequence[Strand[T]],
    history: Sequence[T],
    number: int,
    same: Callable[[T, T], bool],
    last_of: Callable[[T], object],
) -> list[Strand[T]]:
    """Give what a history ends with, for each thing, where what is known ends with something else."""
    known = {last_of(strand.value): strand.value for strand in whole}
    ends = {last_of(value): value for value in history}
    return [Strand(value, number) for of, value in ends.items() if not same(known[of], value)]


def _with(
    whole: list[Strand[T]],
    history: Sequence[T],
    number: int,
    same: Callable[[T, T], bool],
    pick: Callable[[T, T], T],
) -> list[Strand[T]]:
    """Weave one more history in; where it has two known entries in another order, its order holds."""
    places = _places(whole, history, same)
    last = max((at for at, place in enumerate(places) if place is not None), default=-1)
    out: list[Strand[T]] = []
    taken = {place for place in places if place is not None}
    done = 0
    for at, (value, place) in enumerate(zip(history, places, strict=True)):
        upto = len(whole) if at > last else done if place is None else place
        out += [whole[i] for i in range(done, upto) if i not in taken]
        done = max(done, upto)
        known = whole[place] if place is not None else Strand(value, number)
        out.append(Strand(pick(known.value, value), known.first))
    return out + [whole[i] for i in range(done, len(whole)) if i not in taken]


def _places(
    whole: Sequence[Strand[T]], history: Sequence[T], same: Callable[[T, T], bool]
) -> list[int | None]:
    """Find each entry's place in what is known, once each: in order if it can be, else wherever it stands."""
    places: list[int | None] = []
    free = dict.fromkeys(range(len(whole)))
    start = 0
    for value in history:
        found = [at for at in free if same(whole[at].value, value)]
        place = next((at for at in found if at >= start), found[0] if found else None)
        places.append(place)
        if place is not None:
            del free[place]
            start = max(start, place + 1)
    return places
