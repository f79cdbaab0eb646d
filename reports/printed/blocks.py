"""The tracker of the narrative style: a banner for each audit, a heading and labelled paragraphs an item."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from reports import figures
from reports.files.model import Table
from reports.paper import Audit, Source
from reports.printed import body, styled
from reports.printed.banner import banner_of
from reports.printed.guess import META
from reports.printed.items import Known, Named, Tracker, item
from reports.printed.pieces import Piece, rows_as_pieces
from reports.wording import colour_of

COUNT = re.compile(r"(?P<name>.+): (?P<value>\d{1,6})")


@dataclass
class _Draft:
    heading: Piece
    pieces: list[Piece] = field(default_factory=list)


def of_paragraphs(parts: Sequence[Piece | Table], known: Known) -> Tracker:
    """Read the tracker from what stands between its heading and END."""
    tracker = Tracker()
    drafts: list[_Draft] = []
    flat = [
        piece for part in parts for piece in (rows_as_pieces(part) if isinstance(part, Table) else [part])
    ]
    for piece in styled.tracker(flat, known.priorities):
        if piece.style == "heading 2":
            _finish(tracker, drafts, known)
            tracker.audits.append(Audit(title=piece.text))
        elif piece.style == "banner" and tracker.audits:
            tracker.audits[-1] = _banner(tracker.audits[-1].title, piece.text, known.scales)
        elif piece.style == "heading 3":
            _finish(tracker, drafts, known)
            drafts.append(_Draft(piece))
        elif drafts:
            drafts[-1].pieces.append(piece)
    _finish(tracker, drafts, known)
    return tracker


def _finish(tracker: Tracker, drafts: list[_Draft], known: Known) -> None:
    """Turn the open draft, if there is one, into an item of the open audit."""
    while drafts:
        draft = drafts.pop()
        meta = (
            META.fullmatch(draft.pieces[0].text) if draft.pieces and draft.pieces[0].style == "meta" else None
        )
        priority, shown = _graded(draft.heading.text, known.priorities)
        named = Named(
            (meta["id"] or "") if meta else "", shown, priority, colour_of(meta["rag"]) if meta else None
        )
        audit = tracker.audits[-1] if tracker.audits else Audit(title="")
        last = draft.pieces[-1] if draft.pieces else draft.heading
        place = Source(**{"from": draft.heading.line, "to": last.line, "page": draft.heading.page})
        read = body.cut(draft.pieces[1:] if meta else draft.pieces)
        tracker.items.append(item(audit, named, read, known, place))


def _graded(heading: str, priorities: Sequence[str]) -> tuple[str | None, str]:
    """Tell "Significant – 4.2 Title" apart; of two priorities that fit the longer one is meant."""
    for name in sorted((*priorities, figures.NO_PRIORITY), key=len, reverse=True):
        if heading.startswith(f"{name} – "):
            return name if name in priorities else None, heading[len(name) + 3 :]
    name, dash, rest = heading.partition(" – ")
    return (name, rest) if dash else (None, heading)


def _banner(title: str, line: str, scales: Sequence[str]) -> Audit:
    """Read "Limited assurance · March 2020 · Fundamental: 1 · Significant: 2"."""
    words = line.split(" · ")
    counts: dict[str, int] = {}
    while words and (found := COUNT.fullmatch(words[-1])):
        counts = {found["name"]: int(found["value"]), **counts}
        words.pop()
    said = banner_of(" · ".join(words), scales)
    return Audit(title=title, assurance=said.assurance, month=said.month, counts=counts, auditor=said.auditor)
