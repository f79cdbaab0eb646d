"""The lines at which each value of an item stands, field by field."""

from collections.abc import Sequence

from reports.paper import Source
from reports.places import span
from reports.table.cells import Cell, Told
from reports.table.labels import Paragraph
from reports.table.rows import Row
from reports.table.tables import Closure
from reports.wording import colour_of, marker, priority_of


def sources(
    row: Row, cell: Cell, closure: Closure | None, priority: str | None, response: Sequence[Paragraph]
) -> dict[str, Source]:
    """Give field -> lines for what has no place of its own; a field that shows nothing is absent."""
    told = {
        "title": span([row.line, row.titled]),
        "priority": _graded(row, cell, closure) if priority else None,
        "text": of(cell.text),
        "management_response": of(response),
        "rag": span([row.line] if any(map(colour_of, row.between)) else []),
        "status": _marked(cell.updates, closure),
    }
    return {name: source for name, source in told.items() if source}


def of(paragraphs: Sequence[Paragraph]) -> Source | None:
    """Give the lines of paragraphs; None where there are none."""
    return span(line for part in paragraphs if part.text for line in part.lines)


def of_update(told: Told) -> Source | None:
    """Give the lines of an update, its label's among them."""
    return span([*told.lines, *(line for part in told.paragraphs for line in part.lines)])


def _graded(row: Row, cell: Cell, closure: Closure | None) -> Source | None:
    """Give the line that names the priority: over the recommendation, in its row, or at the front."""
    if cell.heading and priority_of(cell.heading):
        return span([cell.headed])
    if any(priority_of(words) for words in row.between if len(words.split()) == 1):
        return span([row.line, row.titled])
    return span([closure.line] if closure else [row.line])


def _marked(updates: Sequence[Told], closure: Closure | None) -> Source | None:
    """Give the line of the marker by which the status goes, or of the closures table where it is lost."""
    last = updates[-1].paragraphs if updates else []
    marked = [line for part in last if marker(part.text) for line in part.lines]
    if marked or any(marker(told.text()) for told in updates) or closure is None:
        return span(marked)
    return span([closure.line])
