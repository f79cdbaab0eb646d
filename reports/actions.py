"""What a panel asked for, where an item's words say so: "Action from JARAP meeting 19/09/18 43/18a - …"."""

import datetime as dt
import re
from collections.abc import Sequence

from followup import dates
from reports.paper import PanelAction
from reports.places import span

BODY = r"(?:the\s)?(?P<panel>(?-i:[A-Z]{3,10})|(?:audit\s)?(?:panel|committee))"
DAY = r"(?P<day>\d{1,2}[/.]\d{1,2}[/.]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?\s[A-Z][a-z]{2,8}\s\d{4})"
REFERENCE = r"(?P<reference>\d{1,4}/\d{2,4}[a-z]?)"
ASKED = re.compile(
    rf"actions?\s(?:from|of)\s{BODY}(?:\smeeting)?(?:\s(?:of|on))?\s{DAY}(?:,?\s{REFERENCE})?\s?[-–—:]\s?",
    re.IGNORECASE,
)
HEADED = re.compile(rf"{BODY}\s{DAY}\saction(?:\s{REFERENCE})?\s?(?:[-–—:]\s?|$)", re.IGNORECASE)
AGREED = re.compile(
    rf"at\s{BODY}(?:\smeeting)?\son\s(?:the\s)?{DAY},?\s(?=it\swas\s(?:agreed|requested|decided)\b"
    r"|(?:the\s)?(?:panel|committee|members)\s(?:agreed|asked|requested)\b)",
    re.IGNORECASE,
)
ANY_DAY = dt.date(2000, 1, 1)
"""Every form shows a year: this base only satisfies the reader of phrases."""


def actions_of(paragraphs: Sequence[tuple[int, str]], *, board: str = "") -> list[PanelAction]:
    """Give each action with its meeting, reference and words; paragraphs are 1-based line and text.

    A heading alone on its line ("JARAP 17.05.19 Action") has its words in the next paragraph. What the
    ``board`` asked for is no action of a panel.
    """
    found: list[PanelAction] = []
    for at, (line, text) in enumerate(paragraphs):
        match = next(filter(None, (form.match(text) for form in (ASKED, HEADED, AGREED))), None)
        if match is None or match["panel"].casefold() == board.casefold():
            continue
        words, last = text[match.end() :].strip(), line
        if not words and at + 1 < len(paragraphs):
            last, words = paragraphs[at + 1]
        if words:
            found.append(_action(match, words, line, last))
    return found


def _action(match: re.Match[str], words: str, first: int, last: int) -> PanelAction:
    day = dates.find(match["day"], base=ANY_DAY)
    return PanelAction(
        panel=match["panel"],
        meeting=day[0].date if day else None,
        reference=match.groupdict().get("reference"),
        words=words,
        source=span([first, last]),
    )
