"""A reply as a page: the owner's words above, in and below the quotation, as markup and as text."""

import re
import textwrap
from collections.abc import Iterator, Mapping
from html import escape
from types import MappingProxyType
from typing import NamedTuple

from tests.reply_set.second_clients import Client
from tests.reply_set.second_requests import Block, Request

BANNER = (
    "CAUTION: This email originated from outside of the organisation. Do not click links or open attachments "
    "unless you recognise the sender and know the content is safe."
)
LOGO = "cid:image001.png@01DC3A5B"
Lines = tuple[str, ...]


class Plan(NamedTuple):
    """What the owner types where, what is left of the quotation, and what gateways add."""

    top: Lines = ()
    inside: Mapping[tuple[str, str], Lines] = MappingProxyType(
        {}
    )  # after which of our paragraphs (item, kind)
    same: Mapping[str, str] = MappingProxyType({})  # typed on the form line of an item
    bottom: Lines = ()
    items: Lines = ()  # of which items the quotation is kept; () is everything
    kinds: Lines = ()  # which of our paragraphs are kept; () is all
    within: bool = False  # typed in the quotation without breaking it
    tight: bool = False  # no blank line around words typed in the quotation
    chain: tuple[Lines, ...] = ()  # (attribution, words) of a mail between this one and the request
    banner: str = ""  # "top" of the reply or "inside" the quotation
    disclaimer: Lines = ()
    logo: bool = False  # a picture under the words above the quotation


class Piece(NamedTuple):
    """One paragraph of ours, or (without a block) words typed after it."""

    block: Block | None
    mine: Lines = ()


def pieces(blocks: tuple[Block, ...], plan: Plan, drop_gaps: bool) -> Iterator[Piece]:
    """Our paragraphs that are kept and the owner's words between them."""
    last = {(block.item, block.kind): number for number, block in enumerate(blocks)}
    typed = False
    for number, block in enumerate(blocks):
        gone = bool(plan.items) and block.item not in plan.items
        gone |= bool(plan.kinds) and block.kind not in (*plan.kinds, "gap")
        if block.kind == "gap" and ((typed and drop_gaps) or (plan.kinds and "form" not in plan.kinds)):
            gone = True
        if not gone:
            yield Piece(block)
        typed = typed and block.kind == "gap"
        if last[block.item, block.kind] == number and (block.item, block.kind) in plan.inside:
            yield Piece(None, plan.inside[block.item, block.kind])
            typed = True
        typed |= block.kind == "form" and block.item in plan.same


def link(line: str) -> str:
    """A line of attribution as markup: names of fields bold, addresses linked."""
    marked = escape(line, quote=False)
    marked = re.sub(r"&lt;(\u202a?)([^\s&]+@[^\s&\u202c]+)", r'&lt;\1<a href="mailto:\2">\2</a>', marked)
    return (
        re.sub(r"^([^\W\d_][\w ]{0,12}\s?:)(?=[ \t])", r"<b>\1</b>", marked) if ":" in line[:16] else marked
    )


def introduce(intro: Lines) -> str:
    """The attribution as markup."""
    return "<br>\n".join(link(line) for line in intro)


def unbroken(client: Client, plan: Plan) -> bool:
    """Whether words typed in the quotation stay in it."""
    return plan.within or (client.parts not in {"text", "flowed"} and not client.split[0])


def as_html(client: Client, request: Request, plan: Plan, intro: Lines) -> str:
    """The markup of the reply."""
    out = []
    for piece in pieces(request.rich, plan, drop_gaps=True):
        if piece.block is None:
            words = client.mine(piece.mine, inside=True)
            out.append(words if unbroken(client, plan) else f"{client.split[0]}{words}{client.split[1]}")
        else:
            markup = client.recast(piece.block.markup)
            if piece.block.kind == "form" and piece.block.item in plan.same:
                words = escape(plan.same[piece.block.item], quote=False)
                markup = re.sub(r"(</strong>|</b>)", rf"\1 {words}", markup, count=1)
            out.append(markup)
    if plan.banner == "inside":
        out.insert(0, f'<p style="background:#ffeb9c">{BANNER}</p>')
    quote = client.quote.replace("{intro}", introduce(intro)).replace("{theirs}", "\n".join(out))
    if plan.chain:
        between = client.mine(plan.chain[1]) + client.gap + quote
        quote = client.quote.replace("{intro}", introduce(plan.chain[0])).replace("{theirs}", between)
    below = client.mine(plan.bottom)
    if plan.disclaimer:
        below += "<br><hr>\n" + "".join(
            f'<p style="font-size:8pt;color:gray">{escape(line, quote=False)}</p>\n'
            for line in plan.disclaimer
        )
    above = client.mine(plan.top) + ("\n" + client.gap if plan.top else "")
    if plan.logo:
        above += f'<p><img border="0" width="120" height="40" src="{LOGO}" alt="crest"></p>\n'
    if plan.banner == "top":
        above = f'<table border="1" cellpadding="4"><tr><td style="background:#ffeb9c">{BANNER}</td></tr></table><br>\n{above}'
    page = client.page.replace("{above}", above).replace("{below}", below)
    return page.replace("{quote}", quote)


def wrap(line: str, width: int, flowed: bool = False) -> list[str]:
    """A line as the program breaks it; in flowed text the breaks are soft."""
    if not width or len(line) <= width:
        return [line]
    rows = textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
    return [row + " " for row in rows[:-1]] + rows[-1:] if flowed else rows


def typed(client: Client, lines: Lines) -> list[str]:
    """Typed lines as the program's text part has them."""
    out: list[str] = []
    flowed = client.parts == "flowed"
    spaced = client.line.startswith("<p") and client.parts not in {"text", "flowed"}
    for line in lines:
        bullet = line.startswith("* ")
        rows = wrap(client.bullet + line[2:] if bullet else line, client.width, flowed)
        if flowed:
            rows = [" " + row if row[:1] in {" ", ">"} or row.startswith("From ") else row for row in rows]
        out.extend(rows)
        if spaced and line and not bullet:
            out.append("")
    return out


def marked(client: Client, lines: list[str]) -> list[str]:
    """Lines with the program's mark before each; a mark stands close to another one."""
    if not client.mark.strip():
        return [client.mark + line if line else "" for line in lines]
    return [
        client.mark.rstrip() + line if line.startswith(">") else (client.mark + line).rstrip(" ") + (" " if line.endswith(" ") else "")
        for line in lines
    ]  # fmt: skip


def as_text(client: Client, request: Request, plan: Plan, intro: Lines) -> str:
    """The text of the reply."""
    plain = client.parts in {"text", "flowed"}
    room = client.width - len(client.mark) if client.width else 0
    out: list[str] = []
    for piece in pieces(request.plain if plain else request.rich, plan, drop_gaps=True):
        if piece.block is None:
            rows = typed(client, piece.mine)
            space = [] if plan.tight and plain else [""]
            out.extend(
                [*marked(client, rows), *marked(client, [""])]
                if unbroken(client, plan)
                else [*space, *rows, *space]
            )
            continue
        lines = list(piece.block.lines) if piece.block.kind != "gap" else [""]
        if piece.block.kind == "form" and piece.block.item in plan.same:
            lines[0] += " " + plan.same[piece.block.item]
        rows = [row for line in lines for row in wrap(line, room, client.parts == "flowed")]
        out.extend(marked(client, rows if plain or piece.block.kind == "gap" else [*rows, ""]))
    if plan.banner == "inside":
        out = [*marked(client, [*wrap(BANNER, room), ""]), *out]
    quote = [*attribution(client, intro), *out]
    if plan.chain:
        quote = [
            *attribution(client, plan.chain[0]),
            *marked(client, [*typed(client, plan.chain[1]), "", *quote]),
        ]
    page = [
        *typed(client, plan.top),
        *([""] if plan.top else []),
        *([f"[{LOGO}]", ""] if plan.logo else []),
        *quote,
        *([""] if plan.bottom else []),
        *typed(client, plan.bottom),
    ]
    if plan.banner == "top":
        page = [BANNER, "", *page]
    return "\n".join([*page, *(["", *plan.disclaimer] if plan.disclaimer else []), ""])


def attribution(client: Client, intro: Lines) -> list[str]:
    """The attribution in the text part, with the blank lines that follow it."""
    rows = [row for line in intro for row in wrap(line, 78 if client.width else 0)]
    rows = [*([client.rule] if client.rule else []), *rows, *[""] * client.pause]
    return marked(client, rows) if client.prefixed else rows
