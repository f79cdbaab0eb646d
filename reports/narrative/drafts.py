"""The tracker cut into audits and items, every row kept under the field whose label stands above it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from reports.narrative import banner, labels
from reports.narrative.labels import Heading, Kind
from reports.narrative.rows import Row, paragraphs
from reports.paper import Audit

END = "END"
OVERFLOW = 3
"""Lines after a list of owners that may still name owners; more is text whose label was lost."""


@dataclass
class Part:
    """A field of an item: its label as printed and the rows below it."""

    kind: Kind
    label: str
    line: int
    """Of the label, or of the first words where there is none."""
    rows: list[Row] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words of the field, one paragraph or list line a line."""
        return "\n".join(paragraphs(self.rows))

    @property
    def numbers(self) -> list[int]:
        """The lines of the label and of the words."""
        return [*([self.line] if self.label else []), *(row.number for row in self.rows)]


@dataclass
class Draft:
    """An item as it stands in the file, before its words are read."""

    audit: int
    heading: Heading | None
    rows: list[Row]
    parts: list[Part] = field(default_factory=list)
    continued: list[tuple[int, str]] = field(default_factory=list)
    """Line and title of each continued page."""
    squeezed: bool = False
    """True where heading and text ran together in one line."""

    def of(self, kind: Kind) -> list[Part]:
        """Fields of one kind, in printed order."""
        return [part for part in self.parts if part.kind == kind]


@dataclass
class Tracker:
    """Audits, their items, and the rows that belong to no item."""

    audits: list[Audit] = field(default_factory=list)
    drafts: list[Draft] = field(default_factory=list)
    stray: list[Row] = field(default_factory=list)


def cut(given: Sequence[Row]) -> Tracker:
    """Cut the rows from the first banner on into audits and items."""
    tracker = Tracker()
    ended = False
    above: Row | None = None
    for index, row in enumerate(given):
        counts = banner.counts_in(row.text)
        below = banner.counts_in(given[index + 1].text) if index + 1 < len(given) else None
        if counts:
            _count(tracker, above, counts)
            row = row._replace(text=counts.rest, cells=(counts.rest,))  # noqa: PLW2901 - the rest of the line
        elif below and not _is_item_line(row):
            above = row
            continue
        elif banner.looks_like_banner(row):
            tracker.audits.append(banner.audit_of(row, {}))
            ended = False
            continue
        above = None
        ended = row.text == END or (ended and not counts and not labels.heading_of(row.text))
        if ended:
            tracker.stray += [row] if row.text != END else []
        elif row.text or row.colour:
            _place(tracker, row)
    _without_strays(tracker)
    return tracker


def _count(tracker: Tracker, above: Row | None, counts: banner.Counts) -> None:
    """Open an audit; counts that the converter printed twice open none."""
    last = tracker.audits[-1] if tracker.audits else None
    fresh = not any(draft.audit == len(tracker.audits) - 1 for draft in tracker.drafts)
    if above is None and last and fresh and last.counts == counts.by_priority:
        return
    tracker.audits.append(banner.audit_of(above, counts.by_priority))


def _is_item_line(row: Row) -> bool:
    return labels.heading_of(row.text) is not None or len(row.text) > banner.LONGEST


def _place(tracker: Tracker, row: Row) -> None:
    """Put one row where it belongs: a new item, a continued page, or the open field of the open item."""
    here = len(tracker.audits) - 1
    draft = tracker.drafts[-1] if tracker.drafts and tracker.drafts[-1].audit == here else None
    over = labels.continued(row.text)
    if (over and draft is None) or (over and draft and not _same(draft, over[0])):
        heading = Heading("", over[0] or "", over[1])
        tracker.drafts.append(Draft(here, heading, [row], [Part("text", "", row.number)]))
        return
    if over and draft:
        draft.rows.append(row)
        draft.continued.append((row.number, over[1]))
        return
    for piece in labels.pieces(row.text):
        words = piece.label + " " + piece.words if piece.kind == "heading" else piece.words
        heading_found = labels.heading_of(words) if piece.kind in ("heading", "text") else None
        if heading_found:
            squeezed = row.text != words or len(words) > banner.LONGEST
            draft = Draft(here, heading_found, [row], [Part("text", "", row.number)], squeezed=squeezed)
            tracker.drafts.append(draft)
            continue
        if draft is None:
            draft = Draft(here, None, [], [Part("text", "", row.number)])
            tracker.drafts.append(draft)
        _add(draft, row, piece)


def _same(draft: Draft, reference: str | None) -> bool:
    return reference is None or draft.heading is None or draft.heading.reference in ("", reference)


def _add(draft: Draft, row: Row, piece: labels.Piece) -> None:
    """Open a field at its label and keep the words in the field that is open."""
    if not draft.rows or draft.rows[-1].number != row.number:
        draft.rows.append(row)
    if piece.kind != "text":
        draft.parts.append(Part(piece.kind, piece.label, row.number))
    elif _overflows(draft.parts[-1]):
        draft.parts.append(Part("response", "", row.number))
    if piece.words:
        runs_on = row.runs_on and piece.kind == "text"
        draft.parts[-1].rows.append(row._replace(text=piece.words, runs_on=runs_on))


def _overflows(part: Part) -> bool:
    """Whether a line below a one-line field is no longer that field: its own label was lost."""
    if part.kind == "both":
        return bool(part.rows)
    return part.kind in ("dates", "people") and len(part.rows) >= OVERFLOW


def _without_strays(tracker: Tracker) -> None:
    """Take out what opened without a heading and shows no field either: words of no item."""
    whole = [draft.heading is not None or len(draft.parts) > 1 for draft in tracker.drafts]
    pairs = list(zip(tracker.drafts, whole, strict=True))
    tracker.stray += [row for draft, kept in pairs if not kept for row in draft.rows]
    tracker.drafts = [draft for draft, kept in pairs if kept]
