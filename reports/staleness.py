"""What a paper still prints though its time has passed: targets, steps and updates against its meeting."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator

from followup import dates
from reports.paper import Discrepancy, Paper, Recommendation, Source, Update

LOOK_BACK = 60
AIMED = re.compile(r"\btarget(?:ed|\s+dates?)?\s*(?:[:–-]\s*|(?:is|of|for)\s+)?$", re.IGNORECASE)
AHEAD = re.compile(
    r"\b(?:by|target|estimated|anticipated|expected|planned|due)\b[^.;:\n]{0,40}$", re.IGNORECASE
)
BEHIND = re.compile(
    r"\b(?:was|were|missed|original(?:ly)?|previous(?:ly)?|former(?:ly)?|initial(?:ly)?|revised\s+from"
    r"|extended\s+from|moved\s+from)\b[^.;\n]{0,40}$",
    re.IGNORECASE,
)
"""Said of a date that no longer holds."""
MOST_NAMED = 3


def find(paper: Paper) -> Iterator[Discrepancy]:
    """List what lies behind the meeting in open items, and items that say nothing for it.

    Nothing is said of a paper without a meeting date.
    """
    if paper.meeting_date is None:
        return
    round_ = _round(paper)
    for rec in paper.recommendations:
        if rec.status == "open":
            if paper.scheme != "delivery":
                yield from overdue(rec, paper.meeting_date)
            yield from _steps(rec, paper.meeting_date)
        if rec.status != "closed":
            yield from _silent(rec, round_)


def named(rec: Recommendation) -> str:
    """Name an item for people: id and title."""
    return f"{rec.id} {rec.title}".strip()


def lines_of(*sources: Source | None) -> list[int]:
    """First and last line of each place, each once and in order."""
    return sorted({line for source in sources if source for line in (source.from_, source.to)})


def overdue(rec: Recommendation, meeting: dt.date) -> Iterator[Discrepancy]:
    """A target before the meeting where no colour of the paper shows it (2022, para 4)."""
    target = rec.target_in_force
    if target is None or target >= meeting:
        return
    message = f"{named(rec)} is open, and its target date {dates.spoken(target)} is before the meeting."
    yield Discrepancy(kind="date_in_past", message=message, lines=lines_of(rec.source))


def _steps(rec: Recommendation, meeting: dt.date) -> Iterator[Discrepancy]:
    """Steps in the last update that are promised for a day gone by, or for one after the target."""
    last = rec.updates[-1] if rec.updates else None
    if last is None or (last.month and last.month < f"{meeting:%Y-%m}"):
        return
    text, target = last.text, rec.target_in_force
    behind: list[str] = []
    after: list[str] = []
    for when in dates.find(text, base=meeting):
        before = text[max(0, when.start - LOOK_BACK) : when.start]
        if when.date is None or BEHIND.search(before):
            continue
        if when.date < meeting and AIMED.search(before):
            behind.append(when.words)
        elif target and meeting <= target < when.date and AHEAD.search(before):
            after.append(when.words)
    yield from _named(rec, last, behind, "step_in_past", "as a target, which is before the meeting")
    if target:
        beyond = f"for what is still to be done, after the target date {dates.spoken(target)}"
        yield from _named(rec, last, after, "step_after_target", beyond)


def _named(
    rec: Recommendation, update: Update, words: list[str], kind: str, what: str
) -> Iterator[Discrepancy]:
    if words:
        said = ", ".join(f"“{one}”" for one in list(dict.fromkeys(words))[:MOST_NAMED])
        message = f"The last update of {named(rec)} names {said} {what}."
        yield Discrepancy(kind=kind, message=message, lines=lines_of(update.source or rec.source))


def _round(paper: Paper) -> str | None:
    """Give the month that most last updates show, where the paper dates its updates by month."""
    last = [rec.updates[-1].month for rec in paper.recommendations if rec.updates]
    month, count = Counter(last).most_common(1)[0] if last else (None, 0)
    return month if count * 2 > len(last) else None


def _silent(rec: Recommendation, round_: str | None) -> Iterator[Discrepancy]:
    """Items without an update for this meeting: that nothing came is not said (rule 8)."""
    if not rec.updates:
        message = f"{named(rec)} shows no update."
    elif round_ and (shown := rec.updates[-1].month) and shown < round_:
        message = f"{named(rec)} shows no update for this meeting: its last one is “{rec.updates[-1].label}”."
    else:
        return
    yield Discrepancy(kind="no_update", message=message, lines=lines_of(rec.source))
