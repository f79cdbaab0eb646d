"""What an owner's reply says, as one plain value with the places it was read from and honest doubts."""

import datetime as dt
import functools
from collections.abc import Sequence
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from followup.claims import Claim, decide
from followup.completing import settled
from followup.dates import spoken
from followup.evidence import evidence_in, files_in, is_document
from followup.labelled import Key, Name, keys
from followup.names import names_in
from followup.promises import Promise, promises, reason_in
from followup.sentences import sentences

LONGEST = 50_000  # characters read; the longest update of the published papers has under 5,000


Read = Literal["claim", "target_date", "dates", "implemented", "evidence", "attachments", "names", "reason"]


class Target(BaseModel):
    """A new date for the whole recommendation, in the words used."""

    words: str
    date: dt.date


class Dated(BaseModel):
    """A date of a part or milestone, or one that hangs on another recommendation."""

    words: str
    date: dt.date | None
    part: str | None = None
    after: str | None = None
    months: int | None = None


class Labelled(BaseModel):
    """A line such as ``Status: implemented``; ``from`` and ``to`` are the place of its value."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    label: Name
    value: str
    part: str | None = None
    from_: int = Field(alias="from")
    to: int


class Span(BaseModel):
    """Where a field was read: characters ``from`` up to, not including, ``to``."""

    model_config = ConfigDict(populate_by_name=True, serialize_by_alias=True)

    field: Read
    from_: int = Field(alias="from")
    to: int


class Interpretation(BaseModel):
    """One reply understood, in the shape of ``matters interpret`` (without the id)."""

    claim: Claim = "progress"
    target_date: Target | None = None
    dates: list[Dated] = Field(default_factory=list)
    implemented: bool = False
    evidence: bool = False
    attachments: list[str] = Field(default_factory=list)
    names: list[str] = Field(default_factory=list)
    reason: str | None = None
    labelled: list[Labelled] = Field(default_factory=list)
    """The owner's own ``Key: value`` lines, in order; they stay in their words as well."""
    spans: list[Span] = Field(default_factory=list)
    doubts: list[str] = Field(default_factory=list)


def interpret(
    text: str,
    *,
    asked_on: dt.date,
    reference: str | None = None,
    attachments: Sequence[str] = (),
) -> Interpretation:
    """Read one reply about one recommendation; never raises on any text, takes time linear in it.

    ``asked_on`` settles dates without a year, ``reference`` is the recommendation answered ("4.2"),
    ``attachments`` are the names of files that came with it.
    """
    words, proof = _words(text, asked_on, reference)
    # What is kept for the next call stays as it is: a text is read again when it is composed.
    result = words.model_copy(update={name: [*held] for name, held in words if isinstance(held, list)})
    _add_evidence(result, text[:LONGEST], proof, attachments)
    return result


@functools.lru_cache(maxsize=64)
def _words(
    text: str, asked_on: dt.date, reference: str | None
) -> tuple[Interpretation, tuple[int, int] | None]:
    """Read the words alone; give what they say, and where they offer proof."""
    read = text[:LONGEST]
    said, stated = settled(sentences(read)), keys(read)
    result = Interpretation()
    if len(text) > LONGEST:
        result.doubts.append(f"only the first {LONGEST} characters were read")
    if not read.strip():
        result.doubts.append("nothing is written")
    result.labelled = [_line(key) for key in stated]
    decision = decide(said, stated, reference, asked_on)
    result.claim, result.implemented = decision.claim, decision.implemented is not None
    result.doubts += decision.doubts
    _mark(result, "claim", decision.span)
    _mark(result, "implemented", decision.implemented)
    promised = promises(read, said, stated, asked_on)
    _add_dates(result, promised, asked_on)
    _add_reason(result, read, reason_in(said, stated, [one.sentence for one in promised if one.whole]))
    for start, end in names_in(read):
        result.names.append(read[start:end])
        _mark(result, "names", (start, end))
    return result, evidence_in(said, stated)


def _line(key: Key) -> Labelled:
    return Labelled(label=key.name, value=key.value, part=key.part, from_=key.start, to=key.end)


def _mark(result: Interpretation, field: Read, span: tuple[int, int] | None) -> None:
    if span:
        result.spans.append(Span(field=field, from_=span[0], to=span[1]))


def _add_dates(result: Interpretation, promised: Sequence[Promise], asked_on: dt.date) -> None:
    """Put the last new date for the whole into ``target_date``, every other promise into ``dates``."""
    whole = [one for one in promised if one.whole and one.reading.date is not None]
    if len({one.reading.date for one in whole}) > 1:
        result.doubts.append("it gives two different dates for the whole; the last is taken")
    chosen = whole[-1] if whole else None
    if chosen and chosen.reading.date:
        result.target_date = Target(words=chosen.reading.words, date=chosen.reading.date)
        _mark(result, "target_date", (chosen.start, chosen.end))
    if chosen and any(one.whole and one.reading.after for one in promised):
        result.doubts.append("it gives a date and also hangs on another recommendation")
    for one in promised:
        reading = one.reading
        if reading.doubt:
            result.doubts.append(f"“{reading.words}”: {reading.doubt}")
        if reading.date is not None and reading.date < asked_on:
            result.doubts.append(f"{spoken(reading.date)} has passed")
        if one is not chosen:
            fields = reading.model_dump(include={"words", "date", "after", "months"})
            result.dates.append(Dated(part=one.part, **fields))
            _mark(result, "dates", (one.start, one.end))


def _add_reason(result: Interpretation, text: str, span: tuple[int, int] | None) -> None:
    if span:
        result.reason = text[slice(*span)]
        _mark(result, "reason", span)
    elif result.target_date:
        result.doubts.append("it gives a new date without a reason")


def _add_evidence(
    result: Interpretation, text: str, span: tuple[int, int] | None, attachments: Sequence[str]
) -> None:
    """Note what is offered as proof: in words, as a file named in the text, or as an attachment."""
    files = files_in(text)
    for start, end in files:
        _mark(result, "attachments", (start, end))
    named = [text[start:end] for start, end in files]
    result.attachments = list(dict.fromkeys([*attachments, *named]))
    sent = [name for name in attachments if is_document(name)]
    _mark(result, "evidence", span or (files[0] if files else None))
    result.evidence = bool(span or files or sent)
    if sent and not span and not files:
        result.doubts.append("a document is attached that the words do not mention")
