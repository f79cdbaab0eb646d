"""A line that begins with a label: "Responsible officer: …", "Due date" and a tab, or the label alone."""

import re
from typing import NamedTuple

from reports.layouts.banners import audit_in, month_in
from reports.layouts.headings import Headings
from reports.layouts.pieces import Piece
from reports.layouts.synonyms import Field
from reports.paper import Audit
from reports.vocabulary import Vocabulary
from reports.words_of import opinion_in

LONGEST_LABEL = 80
LONGEST_UNKNOWN = 7
"""Words."""
CUTS = re.compile(r"\s{0,5}(?::|\t|\s[–—-]\s)\s{0,20}")
UNKNOWN = re.compile(r"[^\W\d_][\w ’'/()-]{1,60}(?=:(?:\s|$))")
MARKS = re.compile(r"^[\s•*>-]{0,6}(?:\(?[a-z0-9]{1,2}[.)]\s{1,4})?")


class Labelled(NamedTuple):
    """A label as printed, the field it stands for, and what follows it on the line."""

    label: str
    field: Field
    rest: str


def labelled(text: str, labels: Headings) -> Labelled | None:
    """Read the label a line begins with; None where it begins with none that is known for certain."""
    start = MARKS.match(text)
    bare = text[start.end() if start else 0 :].strip()
    tries = [(cut.start(), cut.end()) for cut in CUTS.finditer(bare[: LONGEST_LABEL + 20])]
    if len(bare) <= LONGEST_LABEL:
        tries.append((len(bare), len(bare)))
    for end, rest in tries[:3]:
        column = labels.column(bare[:end])
        alone = rest == len(bare) and end == rest
        if column.field and column.sure and (not alone or len(bare.split()) > 1 or bare.isupper()):
            return Labelled(bare[:end].strip(), column.field, bare[rest:].strip())
    return None


def unknown_label(text: str) -> str | None:
    """Give what looks like a label, a few words and a colon, where no label is known."""
    found = UNKNOWN.match(text.strip())
    return found[0] if found and found[0][0].isupper() and len(found[0].split()) <= LONGEST_UNKNOWN else None


def about(found: Labelled, audit: Audit, vocabulary: Vocabulary) -> Audit | None:
    """Give the audit with what a labelled line adds to it; None where the line says nothing of an audit."""
    if not found.rest:
        return None
    if found.field == "audit":
        named = audit_in(found.rest, vocabulary)
        kept = named.model_dump(exclude_defaults=True)
        return audit.model_copy(update=kept)
    if found.field == "assurance":
        return audit.model_copy(update={"assurance": opinion_in(found.rest, vocabulary) or found.rest})
    if found.field == "month":
        return audit.model_copy(update={"month": month_in(found.rest, vocabulary) or audit.month})
    if found.field == "auditor":
        return audit.model_copy(update={"auditor": found.rest})
    return None


def piece_of(found: Labelled, line: int, page: int | None) -> Piece:
    """Give what follows the label as a piece."""
    return Piece(found.rest, (line,), found.label, page)
