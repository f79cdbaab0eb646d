"""The HTML of a reply: the same words as the plain text, in the markup of one program."""

import re
from collections.abc import Callable, Sequence
from html import escape, unescape
from typing import NamedTuple

from mail.compose import LABEL
from tests.reply_set.text_body import Bit, Dress, Written, blocks

_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
_BLOCK = re.compile(r"<(p|h2|ul)\b[^>]*>.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_ATTRIBUTES = re.compile(r"<(\w+) [^>]*>")


class Markup(NamedTuple):
    """How a program writes HTML: a typed line, a block of ours, what stands around the quotation."""

    line: Callable[[str], str]
    ours: Callable[[str], str] = str
    begin: str = "<blockquote>"
    end: str = "</blockquote>"
    leaves: bool = True
    """Whether the quotation is left for what is typed within it."""
    whole: tuple[str, str] = ("", "")


def div(text: str) -> str:
    """Gmail, Apple Mail."""
    return f'<div dir="ltr">{text or "<br>"}</div>'


def mso(text: str) -> str:
    """Outlook for Windows."""
    return f'<p class="MsoNormal"><span style="color:#1F497D">{text or "&nbsp;"}<o:p></o:p></span></p>'


def owa(text: str) -> str:
    """Outlook on the web."""
    return f'<div class="elementToProof" style="font-family: Aptos;">{text or "<br>"}</div>'


def br(text: str) -> str:
    """Thunderbird, Roundcube."""
    return f"{text}<br>\n"


def font(text: str) -> str:
    """Lotus Notes."""
    return f'<font size="2" face="sans-serif">{text}</font><br>'


def item_of_list(text: str) -> str:
    """Somebody who answers in bullets; the mark itself is drawn by the reader."""
    return f"<ul><li>{text}</li></ul>" if text else "<p>&nbsp;</p>"


def as_mso(block: str) -> str:
    """Our block as Outlook hands it on."""
    bare = _ATTRIBUTES.sub(lambda tag: f'<{tag[1]} class="MsoNormal">', block)
    return re.sub(r"(</(?:p|h2)>)", r"<o:p></o:p>\1", bare.replace("<br>", "<br>\r\n"))


def as_div(block: str) -> str:
    """Our block as webmail rewrites it: blocks become divs, spaces become no-break ones."""
    bare = _ATTRIBUTES.sub(r"<\1>", block).replace("  ", " &nbsp;").replace(": ", ":&nbsp;")
    return re.sub(r"<(/?)(?:p|h2)>", r"<\1div>", bare)


def as_rows(block: str) -> str:
    """Our block as one row of a table, as some gateways lay mail out."""
    return f"<tr><td>{_ATTRIBUTES.sub(r'<1>', block).replace('<1>', '<span>')}</td></tr>"


def ours(written: Written) -> list[tuple[str, str, str]]:
    """Our blocks: the markup, the text, and the item each stands under."""
    body = _BODY.search(written.original.html)
    found: list[tuple[str, str, str]] = []
    item = ""
    for match in _BLOCK.finditer(body[1] if body else ""):
        text = unescape(_TAG.sub("\n", match[0])).strip()
        heads = next((one.id for one in written.items if text.startswith(f"[{one.id}]")), None)
        item = heads or ("" if "\nRef:" in text else item)
        found.append((match[0], text, item))
    return found


def _lines(bits: Sequence[Bit], markup: Markup) -> str:
    return "".join(markup.line(escape(bit.text)) for bit in bits)


def _plain(lines: Sequence[str]) -> str:
    return "".join(f"<div>{escape(line)}</div>" for line in lines)


def _over(written: Written, dress: Dress) -> str:
    """The lines over the quotation, the name of a header in bold."""
    lines = [escape(line.removeprefix("> ")) for line in dress.over(written.original)]
    bold = (re.sub(r"^([\w' ]{1,12}:)", r"<b>\1</b>", line) for line in lines)
    return f"<div>{'<br>'.join(bold)}</div>"


def _around(written: Written, markup: Markup, middle: str) -> str:
    begin, end = markup.whole
    return (
        f"<html><head><style>p {{margin:0}}</style></head><body>{begin}{_plain(written.top)}{middle}"
        f"{_plain(written.end)}{end}</body></html>"
    )


def top(written: Written, dress: Dress, markup: Markup) -> str:
    """Write above everything that was sent."""
    quotation = "".join(markup.ours(block) for block, _text, _item in ours(written))
    middle = _lines(blocks(written), markup) + _plain(written.device) + _over(written, dress)
    return _around(written, markup, f"{middle}{markup.begin}{quotation}{markup.end}")


def bottom(written: Written, dress: Dress, markup: Markup) -> str:
    """Write below everything that was sent."""
    quotation = "".join(markup.ours(block) for block, _text, _item in ours(written))
    middle = f"{_over(written, dress)}{markup.begin}{quotation}{markup.end}"
    return _around(written, markup, middle + _lines(blocks(written), markup))


def _typed_in(lines: Sequence[str], markup: Markup) -> str:
    typed = "".join(markup.line(escape(line)) for line in lines)
    return f"{markup.end}{typed}{markup.begin}" if markup.leaves else typed


def inline(written: Written, dress: Dress, markup: Markup) -> str:
    """Write under the label of each item, in place of the empty paragraph there."""
    left, pieces = dict(written.typed.answers), []
    for block, text, item in ours(written):
        here = ("[", "Recommendation", LABEL)[-1 if written.turn % 3 else written.turn // 3 % 3]
        pieces.append(markup.ours(block))
        if item in left and (text.startswith(here) or text == LABEL):
            pieces.append(_typed_in(left.pop(item), markup))
    intro, close = ([Bit(line) for line in part] for part in (written.typed.intro, written.typed.close))
    middle = f"{_over(written, dress)}{markup.begin}{''.join(pieces)}{markup.end}"
    return _around(written, markup, _lines(intro, markup) + middle + _lines(close, markup))


def form(written: Written, dress: Dress, markup: Markup) -> str:
    """Write behind each label within its own paragraph."""
    pieces = []
    for block, text, item in ours(written):
        answer = written.typed.answers.get(item)
        if text == LABEL and answer:
            block = block.replace("</p>", f" {'<br>'.join(map(escape, answer))}</p>")  # noqa: PLW2901
        pieces.append(markup.ours(block))
    middle = f"{_over(written, dress)}{markup.begin}{''.join(pieces)}{markup.end}"
    return _around(written, markup, _lines([Bit(line) for line in written.typed.intro], markup) + middle)


def trimmed(written: Written, dress: Dress, markup: Markup) -> str:
    """Keep only the heading and the label of each item that is answered."""
    pieces = []
    for block, text, item in ours(written):
        if item in written.typed.answers and (text.startswith("[") or text == LABEL):
            pieces.append(markup.ours(block) if text != LABEL or written.turn % 3 else "")
            pieces += [_typed_in(written.typed.answers[item], markup)] if text == LABEL else []
    middle = f"{_over(written, dress)}{markup.begin}{''.join(pieces)}{markup.end}"
    return _around(written, markup, middle + _lines([Bit(line) for line in written.typed.close], markup))


STYLES = {"top": top, "bottom": bottom, "inline": inline, "form": form, "trimmed": trimmed}
