"""What the second part knows of each mail program, and the programs of Microsoft."""

import re
from collections.abc import Callable
from html import escape
from typing import NamedTuple

from tests.reply_set.second_intros import FORWARD, OUTLOOK


def keep(markup: str) -> str:
    """Their paragraph as it was sent."""
    return markup


def bare(markup: str) -> str:
    """Their paragraph without its looks, as small programs leave it."""
    return re.sub(r' style="[^"]*"', "", markup)


def divs(markup: str) -> str:
    """Their paragraph as a division, with the blank line that stood below it."""
    inner = re.sub(r"^<(h2|p)[^>]*>|</(h2|p)>$", "", markup)
    return "<div><br></div>" if inner == "&nbsp;" else f"<div>{inner}</div>\n<div><br></div>"


def word(markup: str) -> str:
    """Their paragraph as Word writes it anew."""
    inner = re.sub(r"^<(h2|p)[^>]*>|</(h2|p)>$", "", markup)
    inner = inner.replace("<strong>", "<b>").replace("</strong>", "</b>").replace("<br>", "<br>\n")
    if inner == "&nbsp;":
        return '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>'
    face = "font-size:11.5pt;font-family:&quot;Segoe UI&quot;,sans-serif;color:#1B1B1B"
    if markup.startswith("<h2"):
        looks = "mso-margin-top-alt:21.0pt;margin-right:0cm;margin-bottom:3.0pt;margin-left:0cm"
        return (
            f'<h2 style="{looks}"><span style="font-size:13.0pt;{face[17:]}">{inner}<o:p></o:p></span></h2>'
        )
    return f'<p style="margin:0cm"><span style="{face}">{inner}<o:p></o:p></span></p>'


class Client(NamedTuple):
    """How one program writes: its own lines, the quotation, the text beside the markup, the mail around it."""

    name: str
    intros: dict[str, str]
    line: str = "<div>{}</div>"
    gap: str = "<div><br></div>"
    items: tuple[str, str, str] = ("<ul>", "<li>{}</li>", "</ul>")
    page: str = "<html><head></head><body>{above}{quote}{below}</body></html>"
    quote: str = "<div>{intro}</div><blockquote>{theirs}</blockquote>"
    split: tuple[str, str] = ("", "")  # what closes and reopens the quotation around words typed in it
    recast: Callable[[str], str] = keep
    mark: str = ""  # before a quoted line in the text part
    width: int = 0
    bullet: str = "- "
    parts: str = "alt"
    headers: tuple[tuple[str, str], ...] = ()
    mobile: str = ""
    dashes: bool = False  # "-- " above the signature
    charset: str = "utf-8"
    forward: dict[str, str] = FORWARD
    rule: str = ""  # a line above the attribution in the text part
    pause: int = 1  # blank lines after the attribution
    ink: str = ""  # the line of words typed in the quotation, where it looks otherwise
    prefixed: bool = False  # whether the attribution is marked as well

    def marked(self) -> bool:
        """Whether the quotation is told apart from the owner's words."""
        return bool(self.mark)

    def mine(self, lines: tuple[str, ...], inside: bool = False) -> str:
        """Typed lines as this program's markup."""
        out, listed = [], False
        one = self.ink if inside and self.ink else self.line
        for line in lines:
            if line.startswith("* ") != listed:
                out.append(self.items[2] if listed else self.items[0])
                listed = not listed
            if listed:
                out.append(self.items[1].replace("{}", escape(line[2:], quote=False)))
            else:
                out.append(one.replace("{}", escape(line, quote=False)) if line else self.gap)
        return "\n".join(out) + (self.items[2] if listed else "")


WORD = """<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word" xmlns:m="http://schemas.microsoft.com/office/2004/12/omml" xmlns="http://www.w3.org/TR/REC-html40">
<head><meta http-equiv="Content-Type" content="text/html; charset=CHARSET">
<meta name="Generator" content="Microsoft Word 15 (filtered medium)">
<style><!--
/* Font Definitions */
@font-face {font-family:Aptos; panose-1:2 11 0 4 2 2 2 2 2 4;}
p.MsoNormal, li.MsoNormal, div.MsoNormal {margin:0cm; font-size:11.0pt; font-family:"Aptos",sans-serif;}
div.WordSection1 {page:WordSection1;}
--></style></head>
<body lang="EN-GB" link="#467886" vlink="#96607D" style="word-wrap:break-word">
<div class="WordSection1">
{above}
{quote}
{below}
</div></body></html>"""
WORD_QUOTE = """<div style="border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0cm 0cm 0cm">
<p class="MsoNormal"><span lang="EN-US" style="font-family:&quot;Calibri&quot;,sans-serif">{intro}<o:p></o:p></span></p>
</div>
<p class="MsoNormal"><o:p>&nbsp;</o:p></p>
{theirs}"""
WORD_ITEMS = (
    '<ul style="margin-top:0cm" type="disc">',
    '<li class="MsoListParagraph" style="margin-left:0cm;mso-list:l0 level1 lfo1">{}<o:p></o:p></li>',
    "</ul>",
)
CLASSIC = Client(
    "outlook-desktop", OUTLOOK, '<p class="MsoNormal">{}<o:p></o:p></p>', '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>',
    WORD_ITEMS, WORD, WORD_QUOTE, recast=word, bullet="  *   ", charset="iso-8859-1", forward=OUTLOOK,
    headers=(("Thread-Index", "AdyH3mVb0Q1nT1yqSYO2hM0c9mVJzA=="), ("Accept-Language", "en-GB, en-US"), ("X-MS-Has-Attach", ""), ("Content-Language", "en-GB")),
)  # fmt: skip
RED = '<p class="MsoNormal"><b><span style="color:red">{}<o:p></o:p></span></b></p>'
COLOURED = CLASSIC._replace(name="outlook-2016-red", ink=RED, charset="Windows-1252")
TEXT_ONLY = CLASSIC._replace(
    name="outlook-plain-text", parts="text", mark="", rule="-----Original Message-----", width=0, charset="utf-8",
    headers=(("X-Mailer", "Microsoft Outlook 16.0"), ("Thread-Index", "AdyH4mVb0Q1nT1yqSYO2hM0c9mVJzA==")),
)  # fmt: skip
PREFIXED = TEXT_ONLY._replace(name="outlook-plain-prefixed", mark="> ", width=72, prefixed=True)
OWA_LINE = '<div class="elementToProof" style="font-family: Aptos, Aptos_EmbeddedFont, Calibri, Helvetica, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);">{}</div>'
OWA_PAGE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=CHARSET">
<style type="text/css" style="display:none;"> P {margin-top:0;margin-bottom:0;} </style></head>
<body dir="ltr">{above}{quote}{below}</body></html>"""
OWA_QUOTE = """<div id="appendonsend"></div>
<hr style="display:inline-block;width:98%" tabindex="-1">
<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">{intro}</font>
<div>&nbsp;</div></div>
<div style="font-family:'Segoe UI',Arial,sans-serif; font-size:15px; line-height:1.45; max-width:46em; background:#fff; color:#1b1b1b">
{theirs}
</div>"""
OWA = Client(
    "outlook-web", OUTLOOK, OWA_LINE, OWA_LINE.replace("{}", "<br>"), page=OWA_PAGE, quote=OWA_QUOTE, bullet="  *   ",
    charset="iso-8859-1", forward=OUTLOOK, rule="_" * 32, headers=(("msip_labels", ""), ("Accept-Language", "en-GB")),
)  # fmt: skip
NEW_QUOTE = OWA_QUOTE.replace(
    '<div id="appendonsend"></div>', '<div id="mail-editor-reference-message-container">'
)
NEW = OWA._replace(
    name="outlook-new",
    quote=NEW_QUOTE + "</div>",
    charset="utf-8",
)
PHONE = OWA._replace(
    name="outlook-mobile", line='<div dir="ltr">{}</div>', gap='<div dir="ltr"><br></div>', recast=bare, charset="utf-8",
    quote=OWA_QUOTE.replace('<div id="appendonsend"></div>', '<div id="ms-outlook-mobile-body-separator-line" dir="ltr"></div>'),
    mobile="Get Outlook for iOS",
)  # fmt: skip
DROID = PHONE._replace(name="outlook-android", mobile="Sent from Outlook for Android", headers=())
MAC = CLASSIC._replace(
    name="outlook-mac", charset="utf-8", rule="",
    quote=WORD_QUOTE.replace("#E1E1E1", "#B5C4DF"),
    headers=(("User-Agent", "Microsoft-MacOutlook/16.89.24090815"),),
)  # fmt: skip
WINDOWS_MAIL = CLASSIC._replace(
    name="windows-mail",
    charset="utf-8",
    mobile="Sent from Mail for Windows",
    headers=(("X-Mailer", "Windows Mail"),),
)
HTML_ONLY = CLASSIC._replace(name="outlook-behind-html-gateway", parts="html", charset="utf-8", headers=())
MICROSOFT = (CLASSIC, COLOURED, TEXT_ONLY, PREFIXED, OWA, NEW, PHONE, DROID, MAC, WINDOWS_MAIL, HTML_ONLY)
