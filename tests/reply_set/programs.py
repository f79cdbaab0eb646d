"""The mail programs of the tuning part: how each dresses text and HTML, and how it sends them."""

from collections.abc import Callable
from typing import NamedTuple

from tests.reply_set import furniture as f
from tests.reply_set import html_body as h
from tests.reply_set.html_body import Markup
from tests.reply_set.text_body import Dress

ALL = ("top", "bottom", "inline", "form", "trimmed")
MARKED = ("top", "bottom", "inline", "trimmed")
UNMARKED = ("top", "inline", "form", "bottom")


class Program(NamedTuple):
    """One mail program, used in one way."""

    text: Dress
    html: Markup | None = None
    only_html: bool = False
    styles: tuple[str, ...] = MARKED
    charset: str = "utf-8"
    encoding: str = "quoted-printable"
    harm: Callable[[str], str] = str
    """What a gateway does to the text."""


GMAIL = Markup(h.div, begin='<blockquote class="gmail_quote" style="margin:0">')
APPLE = Markup(h.div, h.as_div, begin='<blockquote type="cite">', leaves=False)
OUTLOOK = Markup(h.mso, h.as_mso, begin="<div>", end="</div>", leaves=False)
WEB = Markup(h.owa, h.as_div, begin='<div id="divRplyFwdMsg">', end="</div>", leaves=False)
BIRD = Markup(h.br, begin='<blockquote type="cite" cite="mid:x">')
NOTES = Markup(h.font, begin="<br>", end="<br>", leaves=False)
TABLE = Markup(
    lambda text: f"<tr><td>{text or '&nbsp;'}</td></tr>", h.as_rows, begin="", end="", leaves=False,
    whole=("<table><tbody>", "</tbody></table>"),
)  # fmt: skip
BULLETS = Markup(h.item_of_list, h.as_mso, begin="<div>", end="</div>", leaves=False)


def curly(text: str) -> str:
    """Quotes made typographic, spaces made hard, ends of lines those of the wire."""
    return text.replace("'", "\u2019").replace(": ", ":\u00a0").replace("  ", "\u00a0 ").replace("\n", "\r\n")


def torn(text: str) -> str:
    """Lines broken by a relay at 76 characters, without a mark on what is torn off."""
    pieces: list[str] = []
    for line in text.split("\n"):
        rest = line
        while len(rest) > 76 and " " in rest[20:76]:
            cut = rest.rindex(" ", 20, 76)
            pieces.append(rest[:cut])
            rest = rest[cut + 1 :]
        pieces.append(rest)
    return "\n".join(pieces)


PROGRAMS: dict[str, Program] = {
    "gmail": Program(Dress(f.broken, wrap=72, starred=True), GMAIL),
    "gmail app": Program(Dress(f.plain), GMAIL, encoding="base64"),
    "outlook": Program(Dress(f.outlook, ""), OUTLOOK, styles=UNMARKED),
    "outlook, HTML only": Program(Dress(f.outlook, ""), OUTLOOK, only_html=True, styles=UNMARKED),
    "outlook, answers in bullets": Program(Dress(f.outlook, ""), BULLETS, only_html=True, styles=UNMARKED),
    "outlook, windows-1252": Program(Dress(f.outlook, ""), styles=UNMARKED, charset="windows-1252"),
    "outlook 2003": Program(Dress(f.outlook_2003, wrap=74), encoding="7bit"),
    "outlook 2003, no marks": Program(Dress(f.outlook_2003, ""), styles=UNMARKED, charset="iso-8859-15"),
    "outlook on the web": Program(Dress(f.outlook, ""), WEB, styles=UNMARKED, encoding="base64"),
    "outlook on the web, HTML only": Program(Dress(f.outlook, ""), WEB, only_html=True, styles=UNMARKED),
    "outlook behind a gateway": Program(Dress(f.outlook, ""), styles=UNMARKED, harm=curly),
    "outlook behind a relay": Program(Dress(f.outlook, ""), styles=UNMARKED, harm=torn, encoding="8bit"),
    "apple mail": Program(Dress(f.apple), APPLE),
    "iphone": Program(Dress(f.plain), APPLE, encoding="base64"),
    "thunderbird": Program(Dress(f.plain, wrap=72), encoding="8bit"),
    "thunderbird, flowed": Program(Dress(f.plain, wrap=72, soft=True), encoding="8bit"),
    "thunderbird, HTML": Program(Dress(f.plain, wrap=72, starred=True), BIRD),
    "neomutt": Program(Dress(f.mutt, nests=False), encoding="8bit"),
    "s-nail": Program(Dress(f.snail, mark=" |"), encoding="8bit"),
    "nmh": Program(Dress(f.nmh, wrap=68), encoding="8bit"),
    "lotus notes": Program(Dress(f.notes, ""), NOTES, styles=UNMARKED),
    "lotus notes, HTML only": Program(Dress(f.notes, ""), NOTES, only_html=True, styles=UNMARKED),
    "groupwise": Program(Dress(f.groupwise, ""), styles=UNMARKED),
    "web.de": Program(Dress(f.webde, ""), WEB, styles=UNMARKED),
    "la poste": Program(Dress(f.laposte), encoding="8bit"),
    "zimbra": Program(Dress(f.zimbra, ""), WEB, styles=UNMARKED),
    "roundcube": Program(Dress(f.named, wrap=72), encoding="8bit"),
    "fastmail": Program(Dress(f.named, mark=">"), BIRD),
    "proton": Program(Dress(f.proton), GMAIL, only_html=False),
    "samsung": Program(Dress(f.samsung, ""), WEB, styles=UNMARKED, encoding="base64"),
    "a gateway's table, HTML only": Program(Dress(f.outlook, ""), TABLE, only_html=True, styles=UNMARKED),
}
