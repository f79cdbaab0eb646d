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
MOST_ALIKE = 20
"""Titles of the board's table that one audit's is compared with."""


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
    """Titles that the tracker and the board's table spell differently: the same words but for one's slip."""
    listed: defaultdict[str, list[int]] = defaultdict(list)
    for item in paper.board_items:
        listed[item.audit] += lines_of(item.source)
    near: defaultdict[tuple[str, ...], list[tuple[str, str]]] = defaultdict(list)
    for title in listed:
        for word, others in _but_one(title):
            near[others].append((word, title))
    for audit in paper.audits:
        slips = [
            title
            for word, others in _but_one(audit.title)
            for other, title in near[others][:MOST_ALIKE]
            if word != other and SequenceMatcher(None, word, other, autojunk=False).ratio() >= NEAR
        ]
        if slips:
            message = f"An audit is “{audit.title}” in the tracker and “{slips[0]}” in the board's table."
            lines = {*listed[slips[0]], *lines_of(*(rec.source for rec in paper.of(audit)))}
            yield Discrepancy(kind="title_spelling", message=message, lines=sorted(lines))


def _but_one(title: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each word of a title with the others around its place."""
    words = folded(title).split()
    for at, word in enumerate(words):
        yield word, (*words[:at], "", *words[at + 1 :])
