"""What a status word claims for its item: never more than it says (2019, para 6)."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from reports.alike import COMPARED, folded
from reports.paper import Status
from reports.vocabulary import Vocabulary


def _all(words: str, status: Status) -> dict[str, Status]:
    return dict.fromkeys((" ".join(word.split()) for word in words.split(",")), status)


STATUSES: Mapping[str, Status] = (
    _all("""
        open, live, new, outstanding, pending, in progress, in hand, ongoing, on going, on track, on
        target, off track, behind schedule, delayed, deferred, on hold, paused, started, underway,
        under way, not started, not yet started, not due, not yet due, overdue, past due, due, work
        in progress, wip, incomplete, agreed, accepted, partially implemented, partly implemented,
        part implemented, implemented in part, partial, partially complete, partially completed,
        partly complete, part complete, substantially implemented, largely implemented, mostly
        implemented, not implemented, not yet implemented, not complete, not completed, unresolved,
        unimplemented, being implemented, to be implemented, reopened, re opened, to be closed, to be
        completed, not fully implemented, not resolved, not fully complete, not closed, planned,
        extended, revised, no update, no progress, to do, awaiting update, slipped
    """, "open")
    | _all("""
        implemented, fully implemented, complete, completed, done, resolved, delivered, finished,
        fully complete, proposed closed, propose closed, proposed for closure, proposed closure,
        propose closure, recommended for closure, recommend closure, achieved, ready to close,
        request to close, closure requested, discharged, corrected, fulfilled, propose to close, proposed
        for closing, recommend for closure, recommended to close, request for closure, for closure
    """, "proposed_closed")
    | _all("""
        closed, agreed closed, closed and verified, verified closed
    """, "closed")
    | _all("""
        superseded, no longer applicable, no longer relevant, no longer required, not applicable,
        withdrawn, obsolete, replaced, merged, no longer needed, overtaken by events
    """, "superseded")
    | _all("""
        not accepted, not adopted, not agreed, rejected, declined, disagreed, not supported,
        accepted risk, risk accepted, accept risk, risk tolerated, tolerated, will not implement,
        management accepts the risk, management has accepted the risk
    """, "not_adopted")
)  # fmt: skip
"""What the usual words claim; what only the panel may do is claimed by the word "closed" alone."""
LEADING = re.compile(
    r"(?:(?:now|fully|status|action|actions|recommendation|rec|the|is|are|has|have|been|all|already|currently)"
    r"\s){1,6}"
)
WEAKENED = re.compile(
    r"\b(?:not|part|partly|partial|partially|in part|pending|subject|await\w{0,4}|except|exceptions?|but"
    r"|still|to be|to follow|follows|some|outstanding|most|mostly|nearly|almost|unless|until|will|when"
    r"|once|yet|ongoing|remain\w{0,4}|expected|planned|due|cannot|unable|progress|only|however|although"
    r"|though|save"
    r"|apart from|other than|further|requir\w{0,4}|needed|needs|draft|principle|phase|pilot|failed|fails"
    r"|interim|temporar\w{0,3}|open|live|overdue|reopened|disputed)\b"
)
"""Words after "implemented" that take some of it back: a claim is never stronger than its words."""
PROMISED = re.compile(r"\bby (?:the )?(?:end|\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)")
COUNTED = re.compile(r"(?:in |for |at |by )?(?:\d{1,4}|one|two|three|four|five|six) (?:out )?of (?:\d|the\b)")
"""A share of what was to be done: "Complete (3 of 5)", "Done in two of the stations"."""
IN_FULL = re.compile(r"(?:in )?(?:full|fully|entirely)\b")
BY_OWNER = re.compile(
    r"by (?:the )?(?:management|officers?|managers?|owners?|service|department|directorate)\b"
)
"""Closed by those who cannot close: only the panel can."""
SHARE = re.compile(
    r"(\d{1,3})\s?(?:%|per\s?cent)\W{0,3}(?:complete|completed|implemented|done)\b"
    r"|\b(?:complete|completed|implemented|done|progress)\W{1,3}(?:at\s|to\s)?(\d{1,3})\s?(?:%|per\s?cent)",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"\s{0,9}\(?\d{1,2}\s?[.):–-]\s{0,3}(?=[A-Za-z])")
"""The number of a choice in a list: "2 - Partially implemented"."""
WHOLE = 100
FEW = 4
"""Words among which a question mark asks of the status itself."""


class Reading(NamedTuple):
    """What a status cell says, and why a person should look."""

    status: Status
    doubt: str | None = None


def status_in(words: str, vocabulary: Vocabulary) -> Reading | None:
    """Give what a status cell claims; None where its words are not known.

    "Implemented" proposes closure, unless the vocabulary says otherwise; what is taken back in the same
    breath ("Implemented in part", "Complete subject to testing"), or only asked, is open, with a doubt; and
    what its owner closed is only proposed.
    """
    table = _claims(tuple(vocabulary.statuses.items()))
    words = NUMBERED.sub("", words[:COMPARED], count=1) if folded(words) not in table else words
    said = folded(words)
    share = SHARE.search(words[:COMPARED])
    if share and said not in table:
        return Reading("proposed_closed" if int(share[1] or share[2]) == WHOLE else "open")
    bare = LEADING.sub("", said, count=1) if LEADING.match(said) else said
    for candidate in (said, bare):
        found = _beginning(candidate, table)
        if found:
            rest = candidate[len(found) :].strip()
            asked = "?" in words and len(rest.split()) < FEW
            return _weighed(table[found], rest, words, asked=asked)
    return None


def _weighed(status: Status, rest: str, words: str, *, asked: bool) -> Reading:
    """Take back what the words after a status take back, or what is only asked."""
    back = WEAKENED.search(rest) or COUNTED.match(rest)
    if status in ("proposed_closed", "closed"):
        back = back or PROMISED.search(rest)
    elif status == "not_adopted":
        back = back or IN_FULL.match(rest)
    if status != "open" and (asked or back):
        return Reading("open", f"The status “{_short(words)}” takes back part of itself: read as open")
    if status == "closed" and BY_OWNER.match(rest):
        return Reading(
            "proposed_closed", f"The status “{_short(words)}” is not the panel's: read as proposed closed"
        )
    return Reading(status)


@lru_cache(maxsize=64)
def _claims(own: tuple[tuple[str, Status], ...]) -> Mapping[str, Status]:
    return {**STATUSES, **{folded(word): status for word, status in own}}


def _beginning(said: str, table: Mapping[str, Status]) -> str | None:
    """Give the longest known status the words begin with."""
    words = said.split()[:8]
    starts = (" ".join(words[:count]) for count in range(len(words), 0, -1))
    return next((start for start in starts if start in table), None)


def _short(words: str) -> str:
    return " ".join(words.split())[:80]
