"""The HTML bodies that mail programs write when somebody answers a request."""

import re
from collections.abc import Callable
from html import escape

from demo.client_text import LABEL, Answers, Original

_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL | re.IGNORECASE)
_BLOCK_END = re.compile(r"</(?:p|div|h\d|li|td)>", re.IGNORECASE)


def _inner(html: str) -> str:
    match = _BODY.search(html)
    return match[1] if match else html


def _paragraphs(text: str, tag: str) -> str:
    return "".join(
        f"<{tag}>{escape(line) or '&nbsp;'}</{tag.partition(' ')[0]}>" for line in text.split("\n")
    )


def _top(answers: Answers, tag: str) -> str:
    if len(answers) == 1:
        return _paragraphs(next(iter(answers.values())), tag)
    return "".join(_paragraphs(f"{item}:\n{text}", tag) for item, text in answers.items())


def _inline(html: str, answers: Answers, wrap: Callable[[str], str]) -> str:
    """Put each answer behind the block that holds the label of its item."""
    pieces: list[str] = []
    at = 0
    for item in sorted(
        (item for item in answers if f"[{item}]" in html), key=lambda item: html.index(f"[{item}]")
    ):
        label = html.index(LABEL, html.index(f"[{item}]", at))
        end = _BLOCK_END.search(html, label)
        behind = end.end() if end else len(html)
        pieces += [html[at:behind], wrap(answers[item])]
        at = behind
    return "".join(pieces) + html[at:]


def _outlook_headers(original: Original) -> str:
    lines = "<br>".join(f"<b>{name}:</b> {escape(value)}" for name, value in original.header_block())
    rule = '<div style="border-top:solid #E1E1E1 1.0pt">'
    return f'{rule}<p class="MsoNormal">{lines}</p></div><p class="MsoNormal">&nbsp;</p>'


def gmail_top(original: Original, answers: Answers) -> str:
    """Gmail: the answer, the attribution, a blockquote."""
    attribution = f'<div dir="ltr">{escape(original.attribution())}<br></div>'
    quotation = f'<blockquote class="gmail_quote">{_inner(original.html)}</blockquote>'
    return f'<div dir="ltr">{_top(answers, "div")}</div><br><div>{attribution}{quotation}</div>'


def gmail_inline(original: Original, answers: Answers) -> str:
    """Gmail and Apple Mail: the blockquote is left for each answer and taken up again."""
    quoted = _inline(
        _inner(original.html), answers, lambda text: f"</blockquote>{_paragraphs(text, 'div')}<blockquote>"
    )
    return f"<div>{escape(original.attribution())}<br></div><blockquote>{quoted}</blockquote>"


def outlook_top(original: Original, answers: Answers) -> str:
    """Outlook: the answer, a rule and headers, our message as it was."""
    return (
        f'<html><head><style>p.MsoNormal {{margin:0}}</style></head><body lang="EN-GB">'
        f"{_top(answers, 'p')}{_outlook_headers(original)}{_inner(original.html)}</body></html>"
    )


def outlook_inline(original: Original, answers: Answers) -> str:
    """Outlook: the answers as paragraphs of our own message, with nothing to tell them apart."""
    body = _inline(_inner(original.html), answers, lambda text: _paragraphs(text, 'p class="MsoNormal"'))
    return (
        '<html><head><style>p.MsoNormal {margin:0}</style></head><body lang="EN-GB">'
        f"<p>Please see my answers below.</p>{_outlook_headers(original)}{body}</body></html>"
    )


def forwarded(original: Original, answers: Answers) -> str:
    """A deputy answers what the owner forwarded."""
    owner = f"<p><b>From:</b> {escape(original.to)}<br><b>Sent:</b> {original.date:%d %B %Y %H:%M}<br>"
    owner += f"<b>To:</b> Deputy<br><b>Subject:</b> FW: {escape(original.subject)}</p>"
    note = "<p>Could you answer this for me, please?</p>"
    return f"{_top(answers, 'p')}{owner}{note}{_outlook_headers(original)}{_inner(original.html)}"
