"""A record made into a recommendation: each field read by the vocabulary, each uncertainty a doubt."""

import datetime as dt
import re
from typing import NamedTuple

from reports.layouts import standing
from reports.layouts.audits import doubts_of
from reports.layouts.description import Layout
from reports.layouts.names import names_of, responses
from reports.layouts.pieces import Record
from reports.layouts.promised import promised
from reports.layouts.synonyms import Field
from reports.layouts.told import updates
from reports.marks import evidence_of, links_of
from reports.paper import Audit, Link, Owner, Recommendation, Source
from reports.people_words import owners_of
from reports.vocabulary import Vocabulary
from reports.wording import in_force
from reports.words_of import home_scale, priority_in

UNDATED = dt.date(2000, 1, 1)
MOST_NAMED = 10
POST = re.compile(r" \(([A-Z][^()\d]{2,80})\)")
"""A post or team in brackets behind a name."""
REFERENCES = re.compile(
    r"(?<![\w.])\d{1,2}\.\d{1,2}[a-z]?(?![\w.]\d)|(?<!\w)[A-Z]{1,12}[-/]\d[\w./-]{0,20}\w"
)


class Frame(NamedTuple):
    """What the whole document tells each item."""

    layout: Layout
    vocabulary: Vocabulary
    """The layout's, with the scale first that these items use most."""
    meeting: dt.date | None = None


def item(record: Record, audit: Audit, frame: Frame) -> Recommendation:
    """Make one recommendation. Its id is a draft: only the whole paper can tell whether it is unique."""
    style = frame.vocabulary.date_style()
    base = dt.date.fromisoformat(f"{audit.month}-01") if audit.month else frame.meeting
    named = names_of(record)
    priority, graded = _priority(record, audit, frame)
    dated = promised(record, base=base, style=style)
    owners, asked = _owners(record)
    told = updates(record, base=base or UNDATED, style=style)
    response = "\n".join(responses(record)) or None
    state = standing.of(record, told, frame.vocabulary)
    statements = [response or "", *(update.text for update in told)]
    of_audit = doubts_of(record, audit, frame.layout)
    doubts = [*record.doubts, *_rest(record), *of_audit, *named.doubts, *graded, *dated.doubts, *asked]
    return Recommendation(
        id="",
        audit=audit.title,
        audit_month=audit.month,
        reference=named.reference,
        title=named.title,
        priority=priority,
        threat="\n".join(piece.text for piece in record.of("threat")) or None,
        text=named.text,
        owners=owners,
        target_dates=dated.dates,
        target_in_force=in_force(dated.dates),
        management_response=response,
        updates=told,
        rag=state.rag,
        status=state.status,
        evidence=_evidence(record, statements),
        links=_links(record, "\n".join([named.text, *statements]), named.reference),
        body=frame.layout.body,
        source=record.source(),
        sources=_sources(record),
        doubts=[*doubts, *state.doubts],
    )


def _rest(record: Record) -> list[str]:
    """Name the rows that were joined to an item."""
    if not record.rest:
        return []
    lines = ", ".join(map(str, record.rest[:MOST_NAMED])) + (" …" if len(record.rest) > MOST_NAMED else "")
    said = f"Line {lines} has" if len(record.rest) == 1 else f"Lines {lines} have"
    return [f"{said} no reference and no title: read as the rest of this item"]


def _priority(record: Record, audit: Audit, frame: Frame) -> tuple[str | None, list[str]]:
    words = record.words("priority")
    if not words:
        return None, ["No priority could be read"]
    found = priority_in(words, frame.vocabulary, audit.auditor)
    if found is None:
        return words, [f"The priority “{words[:80]}” is on no known scale"]
    if found in home_scale(frame.vocabulary, audit.auditor).priorities:
        return found, []
    return found, [f"The priority “{words[:80]}” is on another scale than most items here"]


def _owners(record: Record) -> tuple[list[Owner], list[str]]:
    owners = [
        owner.model_copy(update={"source": piece.source()})
        for piece in record.of("owner")
        for owner in owners_of(POST.sub(r" – \1", piece.text))
    ]
    role = record.words("role")
    if role and len(owners) == 1:
        owners[0].role = owners[0].role or role
    elif role and not owners:
        owners = [Owner(name=role, source=record.of("role")[0].source())]
    return owners, [] if owners else ["No person responsible could be read"]


def _evidence(record: Record, statements: list[str]) -> list[str]:
    """Names of documents: each line of an evidence cell, and those that texts mention."""
    own = [line.strip(" -•") for piece in record.of("evidence") for line in piece.text.split("\n")]
    mentioned = [name for text in statements for name in evidence_of(text)]
    nothing = ("", "n/a", "none", "no", "yes", "tbc", "nil")
    return list(dict.fromkeys(name for name in [*own, *mentioned] if name.lower() not in nothing))


def _links(record: Record, text: str, reference: str | None) -> list[Link]:
    named = [found for piece in record.of("depends") for found in REFERENCES.findall(piece.text)]
    own = [Link(kind="depends_on", to=to) for to in dict.fromkeys(named) if to != reference]
    return [*own, *(link for link in links_of(text, reference) if link not in own)]


def _sources(record: Record) -> dict[str, Source]:
    """Where each single value stands, under the names of a recommendation's fields."""
    names: dict[str, tuple[Field, ...]] = {
        "reference": ("reference", "reference_title"),
        "title": ("title", "reference_title"),
        "priority": ("priority",),
        "threat": ("threat",),
        "text": ("text", "finding", "action"),
        "management_response": ("response",),
        "rag": ("rag",),
        "status": ("status",),
        "evidence": ("evidence",),
        "audit": ("audit",),
        "audit_month": ("month",),
        "links": ("depends",),
    }
    found: dict[str, Source] = {}
    for name, fields in names.items():
        pieces = record.of(*fields)
        if pieces:
            found[name] = pieces[0].source()
    if "audit" not in found and record.audit_line:
        found["audit"] = Source.model_validate({"from": record.audit_line, "to": record.audit_line})
    return found
