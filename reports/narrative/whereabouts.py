"""The lines at which each value of an item stands, field by field."""

from collections.abc import Iterable

from reports import wording
from reports.narrative.drafts import Draft, Part
from reports.narrative.headings import Head
from reports.paper import Source
from reports.places import span, within


def sources(draft: Draft, head: Head) -> dict[str, Source]:
    """Give field -> lines for what has no place of its own; a field that shows nothing is absent."""
    coloured = [row.number for row in draft.rows if row.colour][:1]
    told = {
        "title": head.titled,
        "priority": head.graded if head.priority else None,
        "text": _text(draft, head),
        "management_response": _words(draft.of("response")),
        "rag": span(coloured),
        "status": _marked(draft),
    }
    return {name: source for name, source in told.items() if source}


def among(words: str, part: Part) -> Source | None:
    """Give the lines of a field that hold these words of it."""
    return within(words, [(row.number, row.text) for row in part.rows])


def _words(parts: Iterable[Part]) -> Source | None:
    return span(row.number for part in parts for row in part.rows)


def _text(draft: Draft, head: Head) -> Source | None:
    """Give the lines of the recommendation's text, which may begin in the heading's own line."""
    if not head.text:
        return None
    numbers = [row.number for part in draft.of("text") for row in part.rows]
    return span([*([draft.rows[0].number] if draft.squeezed else []), *numbers])


def _marked(draft: Draft) -> Source | None:
    """Give the line of the marker that the last update ends with, by which the status goes."""
    last = (draft.of("update") or draft.of("response"))[-1:]
    return span([row.number for part in last for row in part.rows if wording.marker(row.text)][:1])
