"""What a paper prints twice, or in two ways: update texts, rows of a table, titles of audits."""

from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from followup.interpret import interpret
from reports.alike import folded
from reports.paper import Discrepancy, Paper, Recommendation, Update
from reports.staleness import lines_of, named

FEWEST = 60
"""Characters of an update that two items do not share by chance."""
DIVIDER = " | "
NEAR = 0.75


def find(paper: Paper) -> Iterator[Discrepancy]:
    """List repeated update texts, repeated rows and titles spelt in two ways."""
    yield from _texts(paper)
    for rec in paper.recommendations:
        for update in rec.updates:
            yield from _rows(rec, update)
    yield from _titles(paper)


def _texts(paper: Paper) -> Iterator[Discrepancy]:
    """The same words as the update of different items; that one will follow is said of many (rule 7)."""
    said: defaultdict[str, list[tuple[Recommendation, Update]]] = defaultdict(list)
    for rec in paper.recommendations:
        for update in rec.updates:
            said[" ".join(update.text.split())].append((rec, update))
    for text, places in said.items():
        items = {rec.id: rec for rec, _ in places}
        if len(items) > 1 and len(text) >= FEWEST and not _only_coming(paper, text):
            first, *others = items
            message = f"{first} and {', '.join(others)} print the same words as “{places[0][1].label}”."
            lines = lines_of(*(update.source for _, update in places))
            yield Discrepancy(kind="same_update", message=message, lines=lines)


def _only_coming(paper: Paper, text: str) -> bool:
    if paper.meeting_date is None:
        return False
    return interpret(text, asked_on=paper.meeting_date, reference=None).claim == "no_update"


def _rows(rec: Recommendation, update: Update) -> Iterator[Discrepancy]:
    """The same row twice in a table inside an update."""
    seen: set[str] = set()
    for row in update.text.split("\n"):
        if DIVIDER in row and row in seen:
            message = f"A table in {named(rec)} prints the row “{row}” twice."
            yield Discrepancy(kind="repeated_row", message=message, lines=lines_of(update.source))
        seen.add(row)


def _titles(paper: Paper) -> Iterator[Discrepancy]:
    """Titles that the tracker and the board's table spell differently."""
    listed: defaultdict[str, list[int]] = defaultdict(list)
    for item in paper.board_items:
        listed[item.audit] += lines_of(item.source)
    for audit in paper.audits:
        for title, lines in listed.items():
            if _slip(audit.title, title):
                message = f"An audit is “{audit.title}” in the tracker and “{title}” in the board's table."
                under = [rec.source for rec in paper.of(audit)]
                where = sorted({*lines, *lines_of(*under)})
                yield Discrepancy(kind="title_spelling", message=message, lines=where)


def _slip(one: str, other: str) -> bool:
    """Whether two titles have the same words but for a slip in one of them."""
    first, second = folded(one).split(), folded(other).split()
    differing = [pair for pair in zip(first, second, strict=False) if pair[0] != pair[1]]
    if len(first) != len(second) or len(differing) != 1:
        return False
    return SequenceMatcher(None, *differing[0], autojunk=False).ratio() >= NEAR
