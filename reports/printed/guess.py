"""Styles for lines that have none, as in a PDF: what a printed line is, told by its words alone."""

import re
from collections.abc import Iterator, Sequence

from reports.date_words import month_of
from reports.draw.items import IN_FORCE, NO_DATE, UNLABELLED, VERIFIED
from reports.draw.layout import RESPONSE
from reports.figures import NO_PRIORITY, SCHEMES, UNGRADED
from reports.printed.body import FACT, FACTS, RECOMMENDATION, STATES
from reports.printed.pieces import ROW, Piece

META = re.compile(
    rf"(?P<rag>{'|'.join([*SCHEMES['delivery'], UNGRADED])})(?: – {NO_DATE})?(?:\s(?P<id>\S{{1,120}}))?"
)
BANNER = re.compile(r"(?:.{1,300} · )?[^:·]{1,120}: \d{1,6}")
LABEL = re.compile(r"(?:Update|Action from|Progress|Historical progress|Background)\b.{0,120}")
RUN_ON = re.compile(rf" (?={re.escape(IN_FORCE)}|(?:{'|'.join(FACTS)}): )")
"""Where a fact begins in the middle of a line."""
LONGEST_FACT = 2_000
LONGEST_HEADING = 5
"""Lines that a heading may take."""


def tracker(pieces: Sequence[Piece], priorities: Sequence[str]) -> list[Piece]:
    """Give the lines of the narrative tracker with the styles that Word would show."""
    out: list[Piece] = []
    for piece in pieces:
        if (meta := META.fullmatch(piece.text)) and meta["id"] and _headed(out, priorities):
            out.append(piece._replace(style="meta"))
        elif BANNER.fullmatch(piece.text) and counts(piece.text, priorities) and out:
            out[-1] = out[-1]._replace(style="heading 2")
            out.append(piece._replace(style="banner"))
        elif not out and not heads(piece.text, priorities):
            out.append(piece._replace(style="heading 2"))
        else:
            out.append(piece)
    return list(_bodies(out))


def item(pieces: Sequence[Piece], priorities: Sequence[str]) -> list[Piece]:
    """Give the lines of one item with their styles: labels, facts and markers."""
    known = {f"{name}{RECOMMENDATION}" for name in (*priorities, NO_PRIORITY)} | {RESPONSE, UNLABELLED}
    out: list[Piece] = []
    fact = False
    for at, piece in enumerate(pieces):
        style = piece.style or _style(piece.text, known, last=at == len(pieces) - 1)
        fact = style == "fact" or (fact and not style)
        cut = RUN_ON.split(piece.text) if fact else [piece.text]
        out += [piece._replace(text=words, style="fact" if fact else style) for words in cut]
    return whole(out)


def _style(text: str, known: set[str], *, last: bool) -> str:
    if text in known or (LABEL.fullmatch(text) and month_of(text) and not text.endswith((".", ";", ","))):
        return "heading 4"
    if FACT.fullmatch(text):
        return "fact"
    return "marker" if text.startswith(VERIFIED) or (last and text in STATES) else ""


def whole(pieces: Sequence[Piece]) -> list[Piece]:
    """Join the lines of a fact that the page's width has cut: inside brackets, or after an arrow."""
    out: list[Piece] = []
    for piece in pieces:
        before = out[-1].text if out and out[-1].style == piece.style == "fact" else ""
        cut = before.endswith(("→", ",", "–")) or before.count("(") > before.count(")")
        if cut and len(before) < LONGEST_FACT:
            out[-1] = out[-1]._replace(text=f"{before} {piece.text}")
        else:
            out.append(piece)
    return out


def _headed(out: list[Piece], priorities: Sequence[str]) -> bool:
    """Make one heading of the lines above the colour and id; False where no such heading stands there."""
    for back in range(1, min(LONGEST_HEADING, len(out)) + 1):
        if heads(out[-back].text, priorities):
            words = " ".join(piece.text for piece in out[-back:])
            out[-back:] = [out[-back]._replace(text=words, style="heading 3")]
            return True
    return False


def heads(text: str, priorities: Sequence[str]) -> bool:
    """Whether a line begins with a priority, as the heading of an item does."""
    return any(text.startswith(f"{name} – ") for name in (*priorities, NO_PRIORITY))


def counts(text: str, priorities: Sequence[str]) -> bool:
    """Whether a line ends with a priority and a number, as the banner of an audit does."""
    return text.rsplit(" · ", maxsplit=1)[-1].rpartition(": ")[0] in (*priorities, NO_PRIORITY)


def _bodies(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Give the pieces, those between an item's colour and the next heading with the styles of a body."""
    run: list[Piece] = []
    for piece in pieces:
        if piece.style not in ("", ROW):
            yield from item(run, [])
            run = []
            yield piece
        else:
            run.append(piece)
    yield from item(run, [])
