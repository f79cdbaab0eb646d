"""A row of the tracker, its audit and its cell made into one recommendation with its doubts."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from reports.actions import actions_of
from reports.paper import Colour, PanelAction, Recommendation, Source, Status, Update
from reports.table.banner import Banner, folded
from reports.table.cells import Cell, Told, sort
from reports.table.labels import LISTED, Labels, Paragraph, month_in
from reports.table.mend import torn_lines
from reports.table.promises import Promises, later_than, promises_of
from reports.table.rows import Row, joined
from reports.table.tables import Closure
from reports.table.whereabouts import of_update, sources
from reports.wording import colour_of, evidence_of, in_force, links_of, marker, priority_of

RISK_COLOURS: tuple[Colour, ...] = ("RED", "AMBER", "GREEN")


class Frame(NamedTuple):
    """What the whole paper tells each item; ``base`` settles dates without a year."""

    labels: Labels
    priorities: Sequence[str]
    closures: Mapping[tuple[str, str, str], Closure]
    """By folded audit title, reference and folded title."""
    base: dt.date


def recommendation(row: Row, banner: Banner, frame: Frame) -> Recommendation:
    """Make one recommendation. Its id is a draft: only the whole paper can tell whether it is unique."""
    cell = sort(frame.labels.cut(joined(row.pieces)), frame.labels.column)
    title = " ".join(" ".join(row.title).split())
    closure = frame.closures.get((folded(banner.audit.title), row.reference, folded(title)))
    promised = promises_of(cell, base=frame.base)
    priority, unsure = _priority(row, cell, closure, frame.priorities)
    updates = [_update(told) for told in cell.updates]
    status, unmarked = _status(updates, closure)
    gaps = _gaps(row, cell, promised, frame.base)
    response = [*cell.response, *_milestones(cell)]
    first, last = row.span()
    return Recommendation(
        id="",
        audit=banner.audit.title,
        audit_month=banner.audit.month,
        reference=row.reference,
        title=title,
        priority=priority,
        threat=banner.threat,
        text=_lines(cell.text),
        owners=promised.owners,
        target_dates=promised.dates,
        target_in_force=in_force(promised.dates),
        management_response=_lines(response) or None,
        updates=updates,
        rag=next(filter(None, map(colour_of, row.between)), None),
        status=status,
        evidence=[name for told in _texts(cell) for name in evidence_of(told)],
        links=links_of("\n".join(_texts(cell)), row.reference),
        actions=_actions(cell),
        source=Source(from_=first, to=last),
        sources=sources(row, cell, closure, priority, response),
        doubts=[*banner.doubts, *row.doubts, *unsure, *cell.doubts, *unmarked, *gaps],
    )


def _update(told: Told) -> Update:
    text = told.text()
    return Update(label=told.label, month=month_in(told.label, text), text=text, source=of_update(told))


def _actions(cell: Cell) -> list[PanelAction]:
    said = [*cell.response, *(part for told in cell.updates for part in told.paragraphs)]
    return actions_of([(part.line, part.text) for part in said])


def _lines(paragraphs: Sequence[Paragraph]) -> str:
    return "\n".join(paragraph.text for paragraph in paragraphs)


def _texts(cell: Cell) -> list[str]:
    """Give the response and each update: where links and evidence are found."""
    return [_lines(cell.response), *(told.text() for told in cell.updates)]


def _milestones(cell: Cell) -> list[Paragraph]:
    """Give the promised steps that say what will be done: they stay readable in the response."""
    return [
        step._replace(text=f"{step.label}: {step.text}") if step.label else step
        for step in cell.promises
        if LISTED.match(step.text)
    ]


def _priority(
    row: Row, cell: Cell, closure: Closure | None, priorities: Sequence[str]
) -> tuple[str | None, list[str]]:
    """Give the priority printed over the recommendation, in the risk cell, or else in the closures table."""
    for words in (cell.heading, *(cell for cell in row.between if len(cell.split()) == 1)):
        exact = [name for name in priorities if words.lower().startswith(name.lower())]
        named = exact[0] if exact else priority_of(words, priorities)
        if named:
            return named, []
    if closure and closure.priority:
        told = f"the priority {closure.priority} is taken from the table of closures (line {closure.line})"
        return closure.priority, [told]
    coloured = _by_colour(row, priorities)
    if coloured:
        return coloured, [f"the priority {coloured} is taken from the colour of the risk column"]
    return None, ["no priority can be read: the risk column has no words and the cell names none"]


def _by_colour(row: Row, priorities: Sequence[str]) -> str | None:
    """Give the priority that the risk column's colour stands for: highest RED, then AMBER, GREEN (2022)."""
    colour = next(filter(None, map(colour_of, row.between)), None)
    if colour not in RISK_COLOURS or len(priorities) != len(RISK_COLOURS):
        return None
    return priorities[RISK_COLOURS.index(colour)]


def _status(updates: Sequence[Update], closure: Closure | None) -> tuple[Status, list[str]]:
    """Give what the last update's marker claims, or what the closures table says where the marker is lost."""
    found = marker(updates[-1].text) if updates else None
    if found:
        return found, []
    if any(marker(update.text) for update in updates):
        return "open", ["an earlier update was marked for closure; the last one is not"]
    if closure:
        told = f"no marker can be read here; the table of closures (line {closure.line}) proposes it closed"
        return "proposed_closed", [told]
    return "open", []


def _gaps(row: Row, cell: Cell, promised: Promises, base: dt.date) -> list[str]:
    """Name what is missing or cannot be trusted, one sentence each."""
    doubts = list(promised.doubts)
    torn = torn_lines(row.pieces)
    if torn:
        where = ", ".join(map(str, torn))
        doubts.append(
            f"the converter cut text across columns (lines {where}): words may be out of order or lost"
        )
    if not cell.text:
        doubts.append("no recommendation text can be read, only what was said about it")
    if not cell.updates:
        doubts.append("no update is printed")
    if not promised.owners:
        doubts.append("no owner is named")
    if not promised.dates:
        doubts.append("no target date is named")
    if len([one for one in promised.dates if one.part is None]) > 1:
        words = ", ".join(one.words for one in promised.dates if one.part is None)
        doubts.append(f"several target dates are named ({words}); the last is taken as the one in force")
    latest = cell.updates[-1].text() if cell.updates else ""
    doubts += [
        f"the last update speaks of {words}, later than the target date in force"
        for words in later_than(latest, in_force(promised.dates), base=base)
    ]
    return doubts
