"""The page and the styles of the Word templates; a secretariat may change them in Word."""

from collections.abc import Mapping
from typing import NamedTuple

from docx.document import Document as Draft
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Length
from docx.styles.style import ParagraphStyle

FONT = "Calibri"
LONG_SIDE, SHORT_SIDE = 29.7, 21
MARGIN, WIDE_MARGIN = 2.2, 1.6
MARK, INK, SOFT, PALE = "1D3557", "1B1B1B", "4A4A4A", "F1F3F6"
TWIPS = 567
"""Twentieths of a point in a centimetre."""


class Look(NamedTuple):
    """How one paragraph style looks: points for sizes and spaces, centimetres for indents."""

    size: float = 10
    colour: str = INK
    bold: bool = False
    before: float = 0
    after: float = 5
    left: float = 0
    hang: float = 0
    keep: bool = False
    fill: str = ""
    centred: bool = False
    right_stop: float = 0


LOOKS = {
    "Normal": Look(),
    "Line": Look(after=0),
    "Body Text": Look(),
    "Title": Look(18, MARK, bold=True, after=8),
    "Heading 1": Look(14, MARK, bold=True, before=16, after=6, keep=True),
    "Heading 2": Look(11.5, MARK, bold=True, before=16, after=0, keep=True, fill=PALE),
    "Heading 3": Look(10.5, bold=True, before=14, after=3, keep=True),
    "Heading 4": Look(bold=True, before=6, after=2, keep=True),
    "Caption": Look(bold=True, before=6, after=3, keep=True),
    "Footer": Look(8.5, SOFT, after=0),
    "List Bullet": Look(after=2, left=0.8, hang=0.5),
    "Panel": Look(10, SOFT, bold=True, after=0),
    "Tag": Look(8, SOFT, after=0),
    "Fact": Look(after=2, left=4.4, hang=4.4),
    "Numbered": Look(left=0.8, hang=0.8),
    "Point": Look(after=2, left=1.6, hang=0.8),
    "Numbered line": Look(after=2, left=0.8, hang=0.8),
    "Banner": Look(10, SOFT, after=6, keep=True, fill=PALE),
    "Meta": Look(keep=True),
    "Marker": Look(bold=True),
    "Audit": Look(9.5, bold=True, after=2),
    "Item id": Look(8.5, SOFT, after=0, keep=True),
    "Cell": Look(9.5, after=1),
    "Cell head": Look(9.5, after=1, bold=True, keep=True),
    "Figure": Look(9.5, after=1, centred=True),
    "After table": Look(4, after=0),
    "End": Look(bold=True, before=14, centred=True),
}


def set_page(draft: Draft, *, wide: bool) -> None:
    """Set A4 with even margins, ``wide`` for landscape."""
    page = draft.sections[0]
    margin = WIDE_MARGIN if wide else MARGIN
    page.page_width, page.page_height = Cm(SHORT_SIDE), Cm(LONG_SIDE)
    if wide:
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width
    page.left_margin = page.right_margin = Cm(margin)
    page.top_margin = page.bottom_margin = Cm(2)


def set_styles(draft: Draft, changes: Mapping[str, Look]) -> None:
    """Set every style the templates use, with the changes of one of them, and British English throughout."""
    page = draft.sections[0]
    stop = (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)
    foot = {"Footer": LOOKS["Footer"]._replace(right_stop=Length(stop).cm)}
    for name, look in {**LOOKS, **foot, **changes}.items():
        _set(_style(draft, name), look)
    for language in draft.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _style(draft: Draft, name: str) -> ParagraphStyle:
    known = [style for style in draft.styles if isinstance(style, ParagraphStyle) and style.name == name]
    if known:
        return known[0]
    made = draft.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(made, ParagraphStyle):
        raise TypeError(f"{name} is no paragraph style")
    return made


def _set(style: ParagraphStyle, look: Look) -> None:
    """Replace the looks of a style; a list style keeps its list."""
    element = style.element
    bullets = element.find(".//" + qn("w:numPr"))
    for part in [*element.findall(qn("w:pPr")), *element.findall(qn("w:rPr"))]:
        element.remove(part)
    paragraph = parse_xml(_paragraph_xml(style.name or "", look))
    if bullets is not None:
        paragraph.insert(1 if look.keep else 0, bullets)
    element.append(paragraph)
    element.append(parse_xml(_run_xml(look)))


def _paragraph_xml(name: str, look: Look) -> str:
    """Write what the style says of a paragraph, in the order the format asks for."""
    level = name.removeprefix("Heading ")
    return (
        f"<w:pPr {nsdecls('w')}>"
        + ("<w:keepNext/><w:keepLines/>" if look.keep else "")
        + (f'<w:shd w:val="clear" w:color="auto" w:fill="{look.fill}"/>' if look.fill else "")
        + (_stop(look.right_stop) if look.right_stop else "")
        + f'<w:spacing w:before="{look.before * 20:.0f}" w:after="{look.after * 20:.0f}"/>'
        + f'<w:ind w:left="{look.left * TWIPS:.0f}" w:hanging="{look.hang * TWIPS:.0f}"/>'
        + ('<w:jc w:val="center"/>' if look.centred else "")
        + (f'<w:outlineLvl w:val="{int(level) - 1}"/>' if level.isdigit() else "")
        + "</w:pPr>"
    )


def _stop(at: float) -> str:
    return f'<w:tabs><w:tab w:val="right" w:pos="{at * TWIPS:.0f}"/></w:tabs>'


def _run_xml(look: Look) -> str:
    bold = "<w:b/><w:bCs/>" if look.bold else ""
    size = f"{look.size * 2:.0f}"
    return (
        f"<w:rPr {nsdecls('w')}>"
        f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>{bold}'
        f'<w:color w:val="{look.colour}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )
