"""What the register should hold of an item, worked out from every paper that showed it, oldest first."""

import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from followup import dates as phrases
from followup import people
from followup.dates import spoken
from followup.states import has_left
from reports.alike import alike, folded
from reports.merge.same import TELLING, bare
from reports.merge.seen import Seen
from reports.merge.weave import Strand, woven
from reports.paper import Link, Owner, TargetDate, Update

Values = dict[str, Any]
"""Column values of one row, as the store's model takes them."""


class Source(NamedTuple):
    """A paper that was imported: its row, its meeting and that meeting's date."""

    id: int
    meeting_id: int
    date: dt.date
    body_id: int
    board_id: int
    lists_board: bool
    """Whether the paper has a board's list at all: absence from none says nothing."""


class Sighting(NamedTuple):
    """One item in one paper."""

    source: Source
    seen: Seen


class Desired(NamedTuple):
    """An item as the papers show it: its own columns, and the rows of each table that hang on it."""

    fields: Values
    updates: list[Values]
    dates: list[Values]
    owners: list[Values]
    moves: list[Values]
    links: list[Values]
    evidence: list[Values]
    missing: str = ""
    """Which paper should show the item and does not."""


def folded_item(sightings: Sequence[Sighting], later: Source | None) -> Desired:
    """Work out one item from its sightings (one or more, oldest first).

    What a paper does not show keeps the value of the paper before. ``later`` is the first paper after the
    last sighting that should show the item and does not.
    """
    last = sightings[-1].seen
    missing = f"not in the paper of {spoken(later.date)}" if later else ""
    fields = {
        "reference": _newest(sightings, lambda one: one.rec.reference),
        "title": _newest(sightings, lambda one: "" if "lost]" in one.rec.title else one.rec.title)
        or last.rec.title,
        "priority": _newest(sightings, lambda one: one.rec.priority),
        "threat": _newest(sightings, lambda one: one.rec.threat),
        "text": _first_print(sightings, lambda one: one.rec.text) or "",
        "response": _first_print(sightings, lambda one: one.rec.management_response),
        "status": last.status,
        "doubts": [*last.rec.doubts, *([missing] if missing else [])],
    }
    return Desired(
        fields,
        _updates(sightings),
        _dates(sightings),
        _owners(sightings),
        _moves(sightings),
        _named(sightings, lambda rec: rec.links, _link),
        _named(sightings, lambda rec: rec.evidence, lambda name: {"name": name}),
        missing,
    )


def _newest(sightings: Sequence[Sighting], value: Callable[[Seen], str | None]) -> str | None:
    return next(filter(None, (value(one.seen) for one in reversed(sightings))), None)


def _first_print(sightings: Sequence[Sighting], value: Callable[[Seen], str | None]) -> str | None:
    """Give the newest words, in the line breaks of the paper that first had them."""
    words = bare(_newest(sightings, value) or "")
    return next((said for one in sightings if (said := value(one.seen)) and bare(said) == words), None)


def _updates(sightings: Sequence[Sighting]) -> list[Values]:
    """Weave the dated updates; a text that a later paper only touched up is the later one."""
    strands = woven([one.seen.rec.updates for one in sightings], same_update, _pick_update)
    return [
        _placed(sightings, strand, place)
        | {
            "label": strand.value.label,
            "month": strand.value.month,
            "text": strand.value.text,
            "approved": strand.value.text,
            "verified": strand.value.verified,
            "state": "published",
        }
        for place, strand in enumerate(strands)
    ]


def same_update(one: Update, other: Update) -> bool:
    """Whether two papers print the same update: the same words, or nearly so under the same dated label.

    The same few words are said again and again ("ongoing"): without a common label or month only a long
    text is known by its words alone.
    """
    label = folded(one.label) == folded(other.label)
    month = one.month is not None and one.month == other.month
    if bare(one.text) == bare(other.text):
        undated = one.month is None or other.month is None
        return label or month or (undated and len(one.text) >= TELLING)
    return label and month and alike(one.text, other.text)


def _pick_update(older: Update, later: Update) -> Update:
    """Keep the first print, unless a later paper changed its words."""
    return older if bare(older.text) == bare(later.text) else later


def _dates(sightings: Sequence[Sighting]) -> list[Values]:
    """Weave the promised dates; one that a later paper goes back to is promised again, and in force."""
    promised = [one.seen.rec.target_dates for one in sightings]
    strands = woven(promised, same_date, lambda older, _later: older, lambda date: date.part)
    return [
        _placed(sightings, strand, place) | _date(sightings, strand) for place, strand in enumerate(strands)
    ]


def same_date(one: TargetDate, other: TargetDate) -> bool:
    """Whether two papers print the same promise: of the same part, for the same day or in the same words."""
    if one.part != other.part:
        return False
    return one.date == other.date if one.date and other.date else folded(one.words) == folded(other.words)


def _date(sightings: Sequence[Sighting], strand: Strand[TargetDate]) -> Values:
    read = phrases.read(strand.value.words, base=sightings[strand.first].source.date)
    return {
        "part": strand.value.part,
        "words": strand.value.words,
        "date": strand.value.date,
        "after": read.after,
        "months": read.months,
    }


def _placed(sightings: Sequence[Sighting], strand: Strand[Any], place: int) -> Values:
    source = sightings[strand.first].source
    return {"meeting_id": source.meeting_id, "source_id": source.id, "position": place}


def _owners(sightings: Sequence[Sighting]) -> list[Values]:
    """Give everybody named, from the paper that first names them until the one that names others."""
    naming = [one for one in sightings if one.seen.rec.owners]
    rows: dict[tuple[str, str | None], Values] = {}
    for number, one in enumerate(naming):
        named = {_owner_key(owner): owner for owner in one.seen.rec.owners}
        for key, row in rows.items():
            if key not in named and row["until_on"] is None:
                row["until_on"] = one.source.date - dt.timedelta(days=1)
        for key, owner in named.items():
            row = rows.setdefault(
                key,
                {
                    "from_on": one.source.date if number else None,
                    "source_id": one.source.id,
                },
            )
            row |= {"printed": owner.name, "role": owner.role, "part": owner.part, "until_on": None}
    return list(rows.values())


def _owner_key(owner: Owner) -> tuple[str, str | None]:
    return people.key(owner.name), owner.part


def _moves(sightings: Sequence[Sighting]) -> list[Values]:
    """Give the item's way between panel, board and out, as the papers show it (rule 1)."""
    rows: list[Values] = []
    here: int | None = None
    for source, seen in sightings:
        if here is None and rows and has_left(seen.status):
            continue
        row = {"meeting_id": source.meeting_id, "source_id": source.id}
        body = source.board_id if seen.rec.body == "board" else source.body_id
        if here != body:
            rows.append(row | {"from_id": here, "to_id": body, "reason": "stands in the imported paper"})
            here = body
        if has_left(seen.status):
            rows.append(row | {"from_id": here, "to_id": None, "reason": _said_of_closure(seen)})
            here = None
    return rows


def _said_of_closure(seen: Seen) -> str:
    """Give the board's own words; a panel's paper that still lists a closed item says no more."""
    said = [update.text for update in seen.rec.updates] if seen.rec.body == "board" else []
    return said[-1] if said else "printed as closed"


def _named(
    sightings: Sequence[Sighting], values: Callable[[Any], Sequence[Any]], row: Callable[[Any], Values]
) -> list[Values]:
    """Give each value once, with the first paper that shows it."""
    found: dict[str, Values] = {}
    for source, seen in sightings:
        for value in values(seen.rec):
            found.setdefault(repr(row(value)), row(value) | {"source_id": source.id})
    return list(found.values())


def _link(link: Link) -> Values:
    return {"kind": link.kind, "to_words": link.to}
