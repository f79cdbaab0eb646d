"""A record made into a recommendation: each field read by the vocabulary, each uncertainty a doubt."""

import datetime as dt
import re
from collections.abc import Sequence
from typing import NamedTuple

from reports.layouts import standing
from reports.layouts.banners import audit_in, month_in
from reports.layouts.description import Layout
from reports.layouts.pieces import Record
from reports.layouts.promised import promised
from reports.layouts.shapes import REFERENCE
from reports.layouts.synonyms import Field
from reports.layouts.told import updates
from reports.marks import evidence_of, links_of
from reports.paper import Audit, Link, Owner, Recommendation, Source
from reports.people_words import owners_of
from reports.vocabulary import Vocabulary
from reports.wording import in_force
from reports.words_of import home_scale, opinion_in, priority_in

UNDATED = dt.date(2000, 1, 1)
LONGEST_TITLE = 120
MOST_NAMED = 10
NO_AUDIT = "Unnamed audit"
LED = re.compile(rf"\s{{0,5}}({REFERENCE})[\s.:)–-]{{1,4}}(?=\S)")
SENTENCE = re.compile(r"(?<=[.;:])\s|\n")
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
    audit: Audit
    """The audit of items that name none."""
    meeting: dt.date | None = None


class Said(NamedTuple):
    """What an item's own cells say of its audit, and the one it stands under."""

    audit: str
    assurance: str
    month: str
    auditor: str
    above: tuple[str, str | None, str | None, str]


def audits_of(records: Sequence[Record], frame: Frame) -> list[Audit]:
    """Give the audit of each record: its own cells, else the banner above it, else the document's."""
    known: dict[Said, Audit] = {}
    found: list[Audit] = []
    for record in records:
        above = record.audit or frame.audit
        said = Said(
            record.words("audit"),
            record.words("assurance"),
            record.words("month"),
            record.words("auditor"),
            (above.title, above.month, above.assurance, above.auditor),
        )
        if said not in known:
            known[said] = _audit(said, above, frame.vocabulary)
        found.append(known[said])
    return found


def _audit(said: Said, above: Audit, words: Vocabulary) -> Audit:
    audit = audit_in(said.audit, words) if said.audit else above
    changed: dict[str, str | None] = {}
    if said.assurance:
        changed["assurance"] = opinion_in(said.assurance, words) or said.assurance
    if said.month and (month := month_in(said.month, words)):
        changed["month"] = month
    if said.auditor:
        changed["auditor"] = said.auditor
    return audit.model_copy(update=changed)


def item(record: Record, audit: Audit, frame: Frame) -> Recommendation:
    """Make one recommendation. Its id is a draft: only the whole paper can tell whether it is unique."""
    style = frame.vocabulary.date_style()
    base = dt.date.fromisoformat(f"{audit.month}-01") if audit.month else frame.meeting or UNDATED
    reference, title, text, named = _names(record)
    priority, graded = _priority(record, audit, frame)
    dated = promised(record, base=base, style=style)
    owners, asked = _owners(record)
    told = updates(record, base=base, style=style)
    response = "\n".join(_passages(record, *_responses(record))) or None
    state = standing.of(record, told, frame.vocabulary)
    statements = [response or "", *(update.text for update in told)]
    doubts = [
        *record.doubts,
        *_rest(record),
        *_audit_doubts(record, audit, frame),
        *named,
        *graded,
        *dated.doubts,
        *asked,
    ]
    return Recommendation(
        id="",
        audit=audit.title,
        audit_month=audit.month,
        reference=reference,
        title=title,
        priority=priority,
        threat="\n".join(piece.text for piece in record.of("threat")) or None,
        text=text,
        owners=owners,
        target_dates=dated.dates,
        target_in_force=in_force(dated.dates),
        management_response=response,
        updates=told,
        rag=state.rag,
        status=state.status,
        evidence=_evidence(record, statements),
        links=_links(record, "\n".join([text, *statements]), reference),
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


def _names(record: Record) -> tuple[str | None, str, str, list[str]]:
    """Give reference, title and text; a title that has no column of its own is the text's beginning."""
    doubts: list[str] = []
    reference, title = record.words("reference") or None, record.words("title")
    both = record.first("reference_title")
    if both:
        led = LED.match(both.text)
        rest = both.text[led.end() if led else 0 :]
        reference, title = reference or (led[1].strip(".:") if led else None), title or " ".join(rest.split())
    text = "\n".join(_passages(record, "finding", "text"))
    actions = "\n".join(piece.text for piece in record.of("action"))
    text = text or actions
    if not title and text:
        led = LED.match(text) if reference is None else None
        if led:
            reference = led[1].strip(".:")
            doubts.append(f"The reference {reference} was taken from the beginning of the text")
        title = _beginning(text[led.end() if led else 0 :])
        doubts.append("No title is printed: the first words of the recommendation stand for it")
    if reference is None:
        doubts.append("No reference could be read")
    else:
        reference = reference.rstrip(".:)")
    if not title:
        doubts.append("No title could be read")
    if not text:
        doubts.append("No text of the recommendation could be read")
    return reference, title, text, doubts


def _beginning(text: str) -> str:
    """Give the first sentence, or the first words of a long one."""
    first = SENTENCE.split(text.strip(), maxsplit=1)[0].strip(" .;:")
    if len(first) <= LONGEST_TITLE:
        return " ".join(first.split())
    return first[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def _passages(record: Record, *names: Field) -> list[str]:
    """Give the texts of some fields; where several columns are joined, each under its heading."""
    pieces = [piece for piece in record.of(*names) if piece.text]
    if len({piece.label for piece in pieces}) < 2:  # noqa: PLR2004 - one column needs no heading
        return [piece.text for piece in pieces]
    return [f"{piece.label}: {piece.text}" for piece in pieces]


def _responses(record: Record) -> tuple[Field, ...]:
    """The agreed action is management's answer, unless it is all that says what is to be done."""
    return ("response", "action") if record.of("text", "finding") else ("response",)


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


def _audit_doubts(record: Record, audit: Audit, frame: Frame) -> list[str]:
    doubts = []
    if audit.title == NO_AUDIT:
        doubts.append("No audit is named for this item")
    elif record.first("audit") is None and record.audit is None and not frame.layout.audit.title:
        doubts.append(f"The audit “{audit.title}” is that of the whole document")
    graded = record.words("assurance")
    if graded and opinion_in(graded, frame.vocabulary) is None:
        doubts.append(f"The opinion “{graded[:80]}” is on no known ladder")
    dated = record.words("month")
    if dated and month_in(dated, frame.vocabulary) is None:
        doubts.append(f"No month can be read from the date of the report “{dated[:80]}”")
    return doubts


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
