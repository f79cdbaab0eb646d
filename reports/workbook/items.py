"""One row of the recommendations read: its own cells, and what other sheets hold of the same item."""

import datetime as dt
import re
from collections.abc import Callable
from typing import TypeVar

from followup import rag
from followup.dates import spoken
from reports.ids import item_id
from reports.paper import BoardItem, Colour, Link, Owner, Recommendation, TargetDate, Update
from reports.workbook import form, lines
from reports.workbook.cells import day_of, month_of
from reports.workbook.grid import Record

COLOURS: dict[str, Colour] = {
    "red": "RED",
    "amber": "AMBER",
    "green": "GREEN",
    "grey": "GREY",
    "gray": "GREY",
}
LINK_KINDS = {words: kind for kind, words in form.LINK_WORDS.items()}
NUMBER = re.compile(r"-?[0-9]{1,9}(?:\.0+)?")
ROUNDED = re.compile(r"[0-9]+\.[0-9]*0")
"""A reference that a spreadsheet shows shorter when it takes it for a number: 4.10."""
Shelf = dict[str, list[Record]]
"""The records of the other sheets that belong to one item, by the name of their sheet."""
One = TypeVar("One")
Entry = TypeVar("Entry", Owner, TargetDate, Update, Link, str)


def recommendation(row: Record, shelf: Shelf) -> Recommendation:
    """Read one recommendation; what a person may have changed by mistake carries a doubt."""
    doubts = [lines.unescaped(line) for line in lines.entries(row["To check"])]
    status, agreed = _word(row, "Status", form.STATUS_WORDS, "open", doubts)
    bodies = {words.casefold(): body for body, words in form.BODY_WORDS.items()}
    month = _value(row, "Audit month", month_of, doubts)
    rec = Recommendation.model_validate(
        {
            "id": row[form.ITEM] or item_id(row["Audit"], month, row["Reference"] or None),
            "audit": row["Audit"],
            "audit_month": month,
            "reference": _reference(row, doubts),
            "title": row[form.TITLE],
            "priority": row["Priority"] or None,
            "threat": row["Threat"] or None,
            "text": row["Recommendation"],
            "management_response": row["Management response"] or None,
            "target_in_force": _value(row, "Target in force", day_of, doubts),
            "slippage_days": _value(row, "Slippage (days)", number_of, doubts),
            "rag": _value(row, "RAG", lambda cell: COLOURS.get(cell.casefold()), doubts),
            "status": status,
            "agreed": agreed,
            "body": _word(row, "Body", bodies, "panel", doubts),
            "held_by": row["Held by"],
            "withheld": bool(row["Withheld"]),
            "source": row.source,
        }
    )
    if not row[form.ITEM]:
        doubts.append(f"its item id is empty; {rec.id} was made from audit, month and reference")
    if not rec.title:
        doubts.append("its title is empty")
    _lists(rec, row, shelf, doubts)
    rec.doubts = doubts
    return rec


def _lists(rec: Recommendation, row: Record, shelf: Shelf, doubts: list[str]) -> None:
    """Read owners, dates, updates, links and documents: of their own sheet, or else of the row's cell."""

    def both(
        sheet: form.Sheet, heading: str, cell: list[Entry], read: Callable[[Record], Entry]
    ) -> list[Entry]:
        return _settled(row, heading, cell, shelf.get(sheet.name, []), read, doubts)

    owners = [lines.owner_of(line) for line in lines.entries(row["Owners"])]
    rec.owners = both(form.OWNERS, "Owners", owners, _owner)
    dates = [lines.date_of(line) for line in lines.entries(row["Target dates"])]
    rec.target_dates = both(form.DATES, "Target dates", dates, lambda one: _date(one, doubts))
    links = [lines.link_of(line) for line in lines.entries(row["Links"])]
    rec.links = both(form.LINKS, "Links", [link for link in links if link], lambda one: _link(one, doubts))
    names = [lines.unescaped(line) for line in lines.entries(row["Evidence"])]
    rec.evidence = both(form.EVIDENCE, "Evidence", names, lambda one: one["Document"])
    told = form.UPDATES if row[form.UPDATES] else form.LATEST
    rec.updates = both(form.HISTORY, told, lines.history_of(row[told]), lambda one: _update(one, doubts))
    placed: tuple[Owner | TargetDate | Update, ...] = (*rec.owners, *rec.target_dates, *rec.updates)
    for entry in placed:
        entry.source = entry.source or row.source
    if None in links:
        doubts.append(f"Links says what is no link: begin with {' or '.join(form.LINK_WORDS.values())}")
    _in_force(rec, doubts)


def _settled(
    row: Record,
    heading: str,
    cell: list[Entry],
    own: list[Record],
    read: Callable[[Record], Entry],
    doubts: list[str],
) -> list[Entry]:
    """Give the entries of the item's own sheet; where the row's cell says something else, with a doubt."""
    found = [read(one) for one in own]
    if not found:
        return cell
    compared = found[-1:] if heading == form.LATEST else found
    if heading in row.cells and cell != compared:
        doubts.append(f"{heading} says something else here than on its own sheet, which was taken")
    for entry, one in zip(found, own, strict=True):
        if isinstance(entry, Owner | TargetDate | Update):
            entry.source = one.source
    return found


def _in_force(rec: Recommendation, doubts: list[str]) -> None:
    """Doubt a date in force that is not what the history gives: somebody changed one and not the other."""
    given = rag.in_force(rec.target_dates)
    if rec.target_in_force and given and rec.target_in_force != given:
        shown, last = spoken(rec.target_in_force), spoken(given)
        doubts.append(f"the target in force is {shown}, but by the dates promised it is {last}")


def board_item(row: Record) -> BoardItem:
    """Read one item of the board's list."""
    return BoardItem(
        audit=row["Audit"],
        reference=row["Reference"] or None,
        title=row[form.TITLE],
        text=row["Recommendation"],
        state=row["Progress"],
        priority=row["Priority"] or None,
        doubts=[lines.unescaped(line) for line in lines.entries(row["To check"])],
        source=row.source,
    )


def number_of(cell: str) -> int | None:
    """Give the whole number in a cell."""
    return int(cell.partition(".")[0]) if NUMBER.fullmatch(cell) else None


def _reference(row: Record, doubts: list[str]) -> str | None:
    """Give the reference; one that a spreadsheet took for a number (4.10) is mended by the item id."""
    cell, tail = row["Reference"], row[form.ITEM].rpartition("-")[2]
    if ROUNDED.fullmatch(tail) and tail.rstrip("0").rstrip(".") == cell:
        doubts.append(f"the reference shows as {cell}; by its item id it is {tail}")
        return tail
    return cell or None


def _word(row: Record, heading: str, known: dict[str, One], usual: str, doubts: list[str]) -> One:
    """Give what a word in a cell means; the usual one where it is missing, with a doubt for a strange one."""
    cell = row[heading].casefold()
    if cell not in known and heading in row.cells:
        doubts.append(
            f"{heading} says “{row[heading]}”: read as {usual}"
            if cell
            else f"{heading} is empty: read as {usual}"
        )
    return known.get(cell, known[usual])


def _value(row: Record, heading: str, read: Callable[[str], One | None], doubts: list[str]) -> One | None:
    """Give what a cell says; None where it is empty, and with a doubt where it says something else."""
    cell = row[heading]
    found = read(cell) if cell else None
    if cell and found is None:
        doubts.append(f"{heading} says “{cell[:60]}”, which was not understood")
    return found


def _owner(row: Record) -> Owner:
    return Owner(name=row["Name"], role=row["Role"] or None, part=row["Part"] or None)


def _date(row: Record, doubts: list[str]) -> TargetDate:
    day: dt.date | None = None
    if row["Date"] != lines.NO_DATE:
        day = _value(row, "Date", day_of, doubts) or lines.plain_day(row["Words"])
    return TargetDate(words=row["Words"], date=day, part=row["Part"] or None)


def _update(row: Record, doubts: list[str]) -> Update:
    return Update(
        label=row["Label"],
        month=_value(row, "Month", month_of, doubts),
        text=row["Text"],
        verified=row["Verified"] or None,
        silent=bool(row["No answer"]),
    )


def _link(row: Record, doubts: list[str]) -> Link:
    kind = _word(row, "Link", LINK_KINDS, "depends on", doubts)
    return Link.model_validate({"kind": kind, "to": row["To"]})
