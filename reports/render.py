"""Drawing a panel paper: one plain-data Paper in, the bytes of a web page, PDF, Word file or workbook out."""

from collections.abc import Callable

from followup import Refused
from reports import figures
from reports.draw import items, parts
from reports.draw.fonts import glyphs
from reports.draw.grammar import long_date, one_line
from reports.draw.layout import Document, Section
from reports.draw.presentable import cleaned
from reports.narrative import prose as narrative
from reports.paper import Paper
from reports.table import prose as table

FORMATS = ("html", "pdf", "docx", "xlsx")
TITLE = 70
STYLES: dict[str, Callable[[Paper], list[Section]]] = {
    "narrative": narrative.sections,
    "table": table.sections,
}
"""What the front pages of each house style say."""


def render(paper: Paper, *, style: str, fmt: str) -> bytes:
    """Draw the paper; the same paper gives the same bytes.

    Raises Refused for a style or format that does not exist, for a paper whose figures and appendix
    disagree (rule 9), and for one too long for the format.
    """
    offered(style, fmt)
    reasons = figures.check(paper)
    if reasons:
        more = f" (and {len(reasons) - 3} more)" if len(reasons) > 3 else ""  # noqa: PLR2004 - three are enough to act on
        raise Refused(f"The paper does not agree with itself: {' '.join(reasons[:3])}{more}")
    clean = cleaned(paper, glyphs() if fmt == "pdf" else None)
    return _draw(document(clean, style), style, clean, fmt)


def _draw(laid_out: Document, style: str, paper: Paper, fmt: str) -> bytes:
    """Draw with the engine of the format, which is loaded only when it is used."""
    match fmt:
        case "html":
            from reports.draw.html import draw
        case "pdf":
            from reports.draw.pdf import draw
        case "xlsx":
            from reports.workbook.render import xlsx

            return xlsx(paper)
        case _:
            from reports.draw.word import draw
    return draw(laid_out, style, paper)


def offered(style: str, fmt: str) -> None:
    """Refuse a style or format that does not exist."""
    if style not in STYLES:
        raise Refused(f"There is no house style {style!r}; choose {' or '.join(STYLES)}.")
    if fmt not in FORMATS:
        raise Refused(f"There is no format {fmt!r}; choose from {', '.join(FORMATS)}.")


def document(paper: Paper, style: str) -> Document:
    """Lay the paper out in one house style, for any format."""
    subject, panel = one_line(paper.subject) or parts.SUBJECT, one_line(paper.panel)
    when = f" – {long_date(paper.meeting_date)}" if paper.meeting_date else ""
    return Document(
        panel=panel,
        subject=subject,
        title=subject[: TITLE - len(when)].rstrip() + when,
        head=parts.head(paper),
        sections=STYLES[style](paper),
        key=parts.key_table(paper),
        groups=items.groups(paper),
        board=parts.board_section(paper),
        foot=parts.foot(paper),
    )
