"""The text part of a reply, as mail programs write it."""

import html
import re
import textwrap

from tests.reply_set.blind_furniture import BANNERS
from tests.reply_set.blind_intros import attributed, header_rows, separator


def unfold(body, stars):
    """Our HTML piece as the lines a program makes of it when it writes the text part."""
    if stars:
        body = re.sub(r"<strong>(.*?)</strong>", r"*\1*", body)
    return [html.unescape(re.sub(r"<[^>]+>", "", line)) for line in body.split("<br>")]


def wrapped(line, width, flowed=False):
    """A line at a hard wrap; with `flowed`, soft breaks (RFC 3676) and stuffed starts."""
    parts = [line]
    if width and len(line) > width:
        parts = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False) or [""]
    if flowed:
        parts = [part + " " for part in parts[:-1]] + parts[-1:]
        parts = [" " + part if part.startswith((" ", ">", "From ")) else part for part in parts]
    return parts


BULLETS = {
    "outlook": "  *   {}",
    "owa": "  *   {}",
    "gmail": "   - {}",
    "apple": "• {}",
    "moz": "  * {}",
    "": "- {}",
}
NUMBERS = {"outlook": "  {n}.  {}", "owa": "  {n}.  {}", "gmail": "   {n}. {}", "": "{n}. {}"}


def typed(client, para, quoted=False):
    """An author's paragraph as lines of text."""
    if para.kind == "table":
        joint = {"outlook": "\n", "owa": "\n", "gmail": " "}.get(client.page, "\t")
        lines = [cell for row in para.lines for cell in row.replace(" | ", joint).split("\n")]
    elif para.kind in {"ul", "ol"}:
        form = BULLETS if para.kind == "ul" else NUMBERS
        form = form.get(client.page, form[""])
        lines = [form.format(line, n=at) for at, line in enumerate(para.lines, 1)]
    else:
        lines = list(para.lines)
    lines[0] = para.name + lines[0]
    if client.nbsp:
        lines = [line.replace(". ", ".\xa0 ") for line in lines]
    return [part for line in lines for part in wrapped(line, client.width, client.flowed and not quoted)]


def block(client, paras):
    """Author's paragraphs with an empty line between them."""
    out: list[str] = []
    for para in paras:
        out += [*typed(client, para), ""]
    return out


def introduction(plan):
    """The lines above the quotation."""
    client, request = plan.client, plan.request
    if plan.forwarder[0]:
        return forwarded(plan)
    line = attributed(client.intro, plan.lang, request)
    if line:
        if client.intro == "groupwise":
            return [line]
        return [part for one in line.split("\n") for part in wrapped(one, client.width and 76)] + [""] * (
            not client.mark
        )
    top = separator(client.intro, plan.lang)
    rows = [f"{label}: {value}" for label, value in header_rows(client.intro, plan.lang, request)]
    if client.page == "owa":  # Exchange writes the target of a link behind its words
        rows = [re.sub(r"<(\S+@\S+)>", r"<\1<mailto:\1>>", row) for row in rows]
    return [*([top] if top else []), *rows, ""]


def forwarded(plan):
    """Header block of the one who passed the request on, his note, then that of the request."""
    name, address, note = plan.forwarder
    labels = [label for label, _ in header_rows("outlook", plan.lang, plan.request)]
    values = [f"{name} <{address}>", "15 October 2026 08:12", f"{plan.author[0]} <{plan.author[1]}>",
              f"FW: {plan.request.subject}"]  # fmt: skip
    rows = [f"{label}: {value}" for label, value in zip(labels, values, strict=True)]
    inner = [f"{label}: {value}" for label, value in header_rows("outlook", plan.lang, plan.request)]
    return [*rows, "", note, "", *inner, ""]


def quotation(plan):
    """Our text with marks, and the author's words where they were typed into it."""
    client, marked = plan.client, plan.marked and plan.client.mark
    pieces = plan.request.text if client.sources else plan.request.html
    last = {(piece.item, piece.kind): at for at, piece in enumerate(pieces)}
    out: list[str] = []
    if plan.banner == "inside":
        out += [*banner_lines(plan), ""]
    for at, piece in enumerate(pieces):
        key = (piece.item, piece.kind)
        words = plan.inside.get(key, ()) if last[key] == at else ()
        lines = [piece.body] if client.sources else unfold(piece.body, client.stars)
        if words and plan.same_line:
            lines[-1] += " " + words[0].name + words[0].lines[0]
            rest = words[0].lines[1:]
            words = ((words[0]._replace(lines=rest, name=""),) if rest else ()) + tuple(words[1:])
        out += [
            marking(marked, part)
            for line in lines
            for part in wrapped(line, client.width and client.width - 2)
        ]
        if words:
            out += answers(plan, words, marked)
        elif not client.sources and piece.kind != "blank":
            out.append(marking(marked, ""))
    return out


def marking(mark, line):
    return (
        (mark + line).rstrip()
        if mark and not line.startswith(">")
        else (mark.rstrip() if mark else "") + line
    )


def answers(plan, words, marked):
    """The words typed inside the quotation: under marks where the program keeps them there."""
    if marked and not plan.split:
        lines = [line for para in words for line in typed(plan.client, para, quoted=True)]
        return [*(marked + line for line in lines), marked.rstrip()]
    return ["", *block(plan.client, words)]


def banner_lines(plan):
    return [BANNERS[len(plan.request.name) % len(BANNERS)]]


def text_part(plan):
    """The whole text part, lines without ends."""
    client = plan.client
    out = [*banner_lines(plan), ""] if plan.banner == "above" else []
    out += block(client, plan.before)
    below = plan.style in {"bottom", "inline-quoted"} and client.mark
    sign = list(plan.signature)
    if sign and client.page in {"moz", "apple", ""}:
        sign = ["-- ", *sign]
    if not below:
        out += [*sign, ""] if sign else []
        out += [client.footer, ""] if client.footer else []
    if plan.quote:
        out += introduction(plan) + quotation(plan)
    out += ["", *block(client, plan.after)]
    if below:
        out += sign
        out += [client.footer] if client.footer else []
    if plan.disclaimer:
        out += ["", *plan.disclaimer.split("\n")]
    return out
