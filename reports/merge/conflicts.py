"""Words that our own rounds approved, against what a paper prints for them: linked, or shown to a person."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

from reports.alike import folded
from reports.history import UNSAID
from reports.merge.fold import Values
from reports.merge.same import bare
from store.models import Outcome, Update

ACTION = "action from "
SILENCE = {bare(said) for said in UNSAID.values()}
"""What is printed where nothing was approved, in words."""


def without_ours(
    item_id: str,
    desired: Sequence[Values],
    present: Sequence[Update],
    outcomes: Sequence[Outcome],
    rounds: Collection[str],
    days: Mapping[int, dt.date],
) -> tuple[list[Values], list[str]]:
    """Leave out what our own rounds hold already; gives the rest, and a sentence for each difference.

    An update of one of our cycles stands for the paper's of the same month, and a body's decision for the
    line "Action from …": equal words are the same row, other words are shown to a person and not written.
    ``rounds`` are the months (YYYY-MM) of our own meetings: that nothing came for one of them is no update.
    ``days`` are the present dates of meetings, by which our updates are printed.
    """
    ours = {f"{days[update.meeting_id]:%Y-%m}": update for update in present if update.cycle_id is not None}
    decided = {bare(outcome.words) for outcome in outcomes if outcome.words}
    kept: list[Values] = []
    conflicts: list[str] = []
    for values in desired:
        own = ours.get(values["month"]) if values["month"] and _is_ours(values["label"]) else None
        if folded(values["label"]).startswith(ACTION) and bare(values["text"]) in decided:
            continue
        if own is None:
            silent = values["month"] in rounds and bare(values["text"]) in SILENCE
            kept += [] if silent else [values]
        elif not _same(own, values["text"]):
            conflicts.append(f"{item_id}, {values['label']}: {_difference(own)}")
    return kept, conflicts


def _is_ours(label: str) -> bool:
    """Whether a label has the form in which our own rounds are printed: Update November 2026."""
    return folded(label).startswith("update ")


def _same(own: Update, text: str) -> bool:
    words = bare(text)
    return words in SILENCE if own.approved is None else words == bare(own.approved)


def _difference(own: Update) -> str:
    if own.approved is None:
        return "the paper prints an update, none was approved here; take it in by `matters review`"
    return "the paper prints other words than were approved here; the approved ones stand"
