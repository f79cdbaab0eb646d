"""The year's audits, as two printed columns that the text runs into one line (2022, para 1)."""

from collections.abc import Collection, Iterator, Sequence

from reports.table.banner import folded
from reports.table.front import Line

MOST_WORDS = 20
"""Of two audit titles run into one line."""


def programme_of(lines: Sequence[Line], titles: Sequence[str]) -> tuple[list[str], list[str]]:
    """Give the audits in printed order, and each line that may name two of them.

    A line is cut where one side is a title of the tracker. Once a line was cut there are two columns:
    an uncut line with more words than any audit told apart is then doubted.
    """
    known = {folded(title) for title in titles}
    told = [(line, _apart(line.text, known)) for line in lines]
    whole = [*titles, *(audit for _, audits in told if len(audits) > 1 for audit in audits)]
    longest = max((len(title.split()) for title in whole), default=0)
    columns = any(len(audits) > 1 for _, audits in told)
    uncut = [line for line, audits in told if len(audits) == 1 and columns]
    unsure = [line for line in uncut if len(line.text.split()) > longest]
    return [audit for _, audits in told for audit in audits], list(_doubts(unsure))


def _apart(words: str, known: Collection[str]) -> list[str]:
    """Give the two audits of a line, or the line as it is."""
    every = words.split(maxsplit=MOST_WORDS)
    for at in range(1, len(every)):
        left, right = " ".join(every[:at]), " ".join(every[at:])
        if folded(left) in known or folded(right) in known:
            return [left, right]
    return [words]


def _doubts(unsure: Sequence[Line]) -> Iterator[str]:
    for line in unsure:
        yield f"line {line.number}: the programme's “{line.text}” may name two audits; it is kept as one"
