"""The audit a line, a row or a cell names: title, opinion and month, in whatever order they are printed."""

import datetime as dt
import re

from followup import dates
from followup.days import DateStyle
from reports.alike import folded
from reports.layouts import shapes
from reports.layouts.description import Layout
from reports.layouts.synonyms import SYNONYMS
from reports.paper import Audit
from reports.vocabulary import Vocabulary
from reports.wording import title_before_assurance
from reports.words_of import by_length, opinion_in

LONGEST = 250
LONGEST_TITLE = 15
"""Words; a longer line with an opinion in it is a sentence."""
LONGEST_DATE = 60
UNDATED = dt.date(2000, 1, 1)
DIVIDERS = re.compile(r"\s[-–—]{1,2}\s|\s?[|;\t]\s?|\s?\((?=[^()]{1,60}\)$)|\)$|(?<=\w):\s")
LABELS = re.compile(
    r"^(?:audit|report|audit title|title|opinion|assurance|date|date of report|issued|report date)\s?:\s?",
    re.IGNORECASE,
)
ISSUED = re.compile(r",?\s(?:issued|dated)\s(?:on\s)?([^,]{3,30}(?:, \d{4})?)$", re.IGNORECASE)
UNTITLED = frozenset(("", *SYNONYMS["assurance"], *SYNONYMS["audit"], *SYNONYMS["month"]))
"""Labels: "Opinion: Limited assurance" names no audit."""
DITTO = frozenset(('"', "''", "”", "“", "″", "〃", "ditto", "do", "do.", "as above", '-"-', '" "'))


def is_ditto(words: str) -> bool:
    """Whether a cell repeats the one above it."""
    return words.strip().lower() in DITTO


def is_date(words: str, style: DateStyle) -> bool:
    """Whether words are one date and nothing else."""
    bare = words.strip()
    found = dates.find(bare, base=UNDATED, style=style) if len(bare) <= LONGEST_DATE else []
    return len(found) == 1 and found[0].words == bare


def month_in(words: str, vocabulary: Vocabulary) -> str | None:
    """Give YYYY-MM of the last month that words name, in the organisation's style of dates."""
    style = vocabulary.date_style()
    if not re.search(r"\d{2}", words[:LONGEST]):
        return None
    found = dates.month(words[:LONGEST], style=style)
    if found:
        return found
    days = [one.date for one in dates.find(words[:LONGEST], base=UNDATED, style=style) if one.date]
    return f"{days[-1]:%Y-%m}" if days else None


def audit_in(words: str, vocabulary: Vocabulary) -> Audit:
    """Read an audit's cell or banner; without opinion and month it is the title as printed."""
    issued = ISSUED.search(words[:LONGEST])
    if issued and (month := _month(issued[1], vocabulary)):
        named = audit_in(words[: issued.start()], vocabulary)
        return named.model_copy(update={"month": month})
    pieces = [LABELS.sub("", piece).strip() for piece in DIVIDERS.split(words[:LONGEST]) if piece.strip()]
    title: list[str] = []
    assurance = month = None
    for piece in pieces:
        graded, dated = _grade(piece, vocabulary), _month(piece, vocabulary)
        if graded and title:
            assurance = assurance or graded
            month = month or month_in(piece, vocabulary)
        elif dated and title:
            month = dated
        else:
            title.append(piece)
    whole = " – ".join(title)
    if assurance is None and (assurance := _in_title(whole, vocabulary)):
        month = month or month_in(whole, vocabulary)
        whole = title_before_assurance(whole, by_length(vocabulary))
    return Audit(title=" ".join(whole.split()).strip(" –—-:,|"), assurance=assurance, month=month)


def banner_in(words: str, layout: Layout) -> Audit | None:
    """Give the audit a line announces: by the layout's own shapes, else by its opinion."""
    shaped = shaped_banner(words, layout)
    if shaped:
        return shaped
    if len(words) > LONGEST or words.rstrip().endswith((".", ";", ",")) or not _graded(words, layout):
        return None
    audit = audit_in(words, layout.vocabulary)
    titled = audit.title[:1].isupper() or audit.title[:1].isdigit()
    if folded(audit.title) in UNTITLED:
        return None
    return audit if audit.assurance and titled and len(audit.title.split()) <= LONGEST_TITLE else None


def _graded(words: str, layout: Layout) -> bool:
    """Whether an opinion may stand in a line at all: the quick look before the slow one."""
    said = words.casefold()
    return "ass" in said or any(word in said for word in by_length(layout.vocabulary))


def shaped_banner(words: str, layout: Layout) -> Audit | None:
    """Give the audit of a line that has one of the layout's shapes."""
    for shape in layout.banner:
        said = shapes.fits(shapes.compiled(shape), words)
        if said is not None:
            return _shaped(said, words, layout.vocabulary)
    return None


def _shaped(said: dict[str, str], words: str, vocabulary: Vocabulary) -> Audit:
    opinion = said.get("assurance")
    month = month_in(said["month"], vocabulary) if "month" in said else None
    title = said.get("audit") or said.get("title") or words
    return Audit(
        title=" ".join(title.split()),
        assurance=(opinion_in(opinion, vocabulary) or opinion) if opinion else None,
        month=month,
    )


def _grade(piece: str, vocabulary: Vocabulary) -> str | None:
    """Give the opinion that is all a piece says, a date aside."""
    return opinion_in(piece, vocabulary) if len(piece.split()) <= 4 else None  # noqa: PLR2004 - "overall opinion: very good"


def _month(piece: str, vocabulary: Vocabulary) -> str | None:
    """Give the month where a piece says little else."""
    bare = re.sub(r"(?i)\b(?:final|draft|report|issued|dated|date|of|on|audit)\b", " ", piece)
    return month_in(piece, vocabulary) if len(bare.split()) <= 3 else None  # noqa: PLR2004 - day, month, year


def _in_title(words: str, vocabulary: Vocabulary) -> str | None:
    return opinion_in(words, vocabulary) if re.search(r"(?i)\bass?[ui]ra", words) else None
