"""What both printed trackers are read into: audits, and items with what names and grades them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from followup.days import MONTHS
from reports.draw.heads import reference_and_title
from reports.ids import item_id
from reports.paper import Audit, Colour, Recommendation, Source, Status
from reports.printed import body

MONTH = re.compile(rf"(?P<name>{'|'.join(name.title() for name in MONTHS)}) (?P<year>\d{{4}})")

NO_ID = "No item id could be read; it is made from the audit, its month and the reference"


@dataclass
class Known:
    """What the front pages tell of the items."""

    priorities: Sequence[str]
    proposals: Mapping[str, Status]
    scales: Sequence[str] = ()
    """The names of the scales, where there are several: banners then say who made an audit."""


@dataclass
class Tracker:
    """Audits and their items in printed order."""

    audits: list[Audit] = field(default_factory=list)
    items: list[Recommendation] = field(default_factory=list)


class Named(NamedTuple):
    """What names and grades an item; ``shown`` is its heading without the priority."""

    item_id: str
    shown: str
    priority: str | None
    rag: Colour | None


def item(audit: Audit, named: Named, read: body.Body, known: Known, place: Source) -> Recommendation:
    """Give the item; its state is what the panel is asked to agree, else the marker beneath it."""
    reference, title = reference_and_title(named.shown, named.item_id)
    own = named.item_id or item_id(audit.title, audit.month, reference)
    return Recommendation(
        id=own,
        audit=audit.title,
        audit_month=audit.month,
        reference=reference,
        title=title,
        priority=named.priority,
        rag=named.rag,
        status=known.proposals.get(own) or read.marker or "open",
        source=place,
        doubts=[] if named.item_id else [NO_ID],
        **body.fields(read, named.priority),
    )


def opinion_of(words: str) -> str | None:
    """Give "Limited" for "Limited assurance"."""
    return words.removesuffix(" assurance") or None


def month_of(found: re.Match[str] | None) -> str | None:
    """Give YYYY-MM for "March 2020", as ``MONTH`` found it."""
    if not found:
        return None
    return f"{found['year']}-{MONTHS.index(found['name'].lower()) + 1:02}"
