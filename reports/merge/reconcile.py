"""Rows of the register brought to what the papers show; what was entered here is never touched."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import insert
from sqlmodel import Session, SQLModel

from reports.merge.fold import Values

Row = TypeVar("Row", bound=SQLModel)
Column = Callable[[str], Any]
"""Gives a column's value of one row."""
Key = Callable[[Column], object]
"""Gives what tells two rows of an item apart."""


class Outcome(NamedTuple, Generic[Row]):
    """What became of one item's rows in one table."""

    added: list[Values]
    changed: list[Row]
    removed: list[Row]


class Batch:
    """New rows of every table, entered together: thousands at once, without an object for each."""

    def __init__(self) -> None:
        self._rows: dict[type[SQLModel], list[Values]] = {}

    def add(self, kind: type[SQLModel], values: Values) -> None:
        """Keep a row to be entered; columns it does not name have their model's default."""
        defaults = {
            name: field.default
            for name, field in kind.model_fields.items()
            if name != "id" and not field.is_required()
        }
        self._rows.setdefault(kind, []).append(defaults | values)

    def enter(self, session: Session) -> None:
        """Enter all rows, in the order in which they came."""
        for kind, rows in self._rows.items():
            session.execute(insert(kind), rows)
        self._rows.clear()


def reconcile(
    session: Session,
    batch: Batch,
    kind: type[Row],
    present: Iterable[Row],
    desired: Sequence[Values],
    key: Key,
    common: Values,
) -> Outcome[Row]:
    """Make the imported rows of one item equal to ``desired``; new ones wait in the batch.

    A row without a source was entered here, or before papers were told apart: it stays, and a desired row
    with its key is not entered beside it. ``common`` is set on every new row. Rows that nothing shows any
    more go, which happens only when an import is taken back or two papers turn out to say the same.
    """
    ours: list[object] = []
    given: dict[object, list[Row]] = {}
    for row in present:
        own = _key(row, key)
        if row.source_id is None:  # type: ignore[attr-defined] # every table handed in here has it
            ours.append(own)
        else:
            given.setdefault(own, []).append(row)
    out: Outcome[Row] = Outcome([], [], [])
    for values in desired:
        own = key(values.__getitem__)
        if own in ours:
            ours.remove(own)
        elif given.get(own):
            row = given[own].pop(0)
            if _set(row, values):
                session.add(row)
                out.changed.append(row)
        else:
            batch.add(kind, common | values)
            out.added.append(values)
    for row in (row for rows in given.values() for row in rows):
        session.delete(row)
        out.removed.append(row)
    return out


def in_turn(
    session: Session,
    batch: Batch,
    kind: type[Row],
    present: Iterable[Row],
    desired: Sequence[Values],
    key: Key,
    common: Values,
) -> Outcome[Row]:
    """Make imported rows equal to ``desired`` where their order is that of entry: the first is the first.

    What was entered here stays, as in ``reconcile``. ``added`` are the values that no row had before, in
    whatever place.
    """
    rows = list(present)
    ours = [_key(row, key) for row in rows if row.source_id is None]  # type: ignore[attr-defined]
    given = sorted((row for row in rows if row.source_id is not None), key=lambda row: row.id or 0)  # type: ignore[attr-defined]
    before = [_key(row, key) for row in given]
    out: Outcome[Row] = Outcome([], [], [])
    wanted: list[Values] = []
    for values in desired:
        own = key(values.__getitem__)
        if own in ours:
            ours.remove(own)
            continue
        wanted.append(values)
        if own in before:
            before.remove(own)
        else:
            out.added.append(values)
    for row, values in zip(given, wanted, strict=False):
        if _set(row, values):
            session.add(row)
            out.changed.append(row)
    for values in wanted[len(given) :]:
        batch.add(kind, common | values)
    for row in given[len(wanted) :]:
        session.delete(row)
        out.removed.append(row)
    return out


def _key(row: SQLModel, key: Key) -> object:
    return key(lambda name: getattr(row, name))


def _set(row: SQLModel, values: Values) -> bool:
    """Set columns to their values; gives whether any was different."""
    different = [name for name, value in values.items() if getattr(row, name) != value]
    for name in different:
        setattr(row, name, values[name])
    return bool(different)
