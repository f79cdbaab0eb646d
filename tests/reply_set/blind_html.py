"""The HTML part of a reply: the words, the introduction and our HTML as each family of programs quotes it."""

import re
from html import escape

from tests.reply_set.blind_intros import attributed, header_rows, separator
from tests.reply_set.blind_pages import author
from tests.reply_set.blind_text import banner_lines
from tests.reply_set.blind_words import Para

PIECE = re.compile(r"<(p|h2)([^>]*)>(.*)</\1>", re.DOTALL)
CITE = '<blockquote type="cite">'
QUOTES = {
    "gmail": '<blockquote class="gmail_quote" style="margin:0px 0px 0px 0.8ex;border-left:1px solid '
    'rgb(204,204,204);padding-left:1ex">',
    "apple": CITE + "<div>", "moz": '<blockquote type="cite" cite="mid:{mid}">', "cite": CITE,
    "yahoo": '<div><div id="yiv0123456789"><div style="max-width:46em;">',
    "zimbra": '<blockquote style="border-left:2px solid #1010FF;margin-left:5px;padding-left:5px;color:#000">',
}  # fmt: skip
ENDS = {"gmail": "</blockquote>", "apple": "</div></blockquote>", "moz": "</blockquote>", "cite": "</blockquote>",
        "yahoo": "</div></div></div>", "zimbra": "</blockquote>"}  # fmt: skip


def requoted(client, body):
    """One element of our HTML as the program passes it on."""
    tag, attributes, inner = PIECE.fullmatch(body).groups()
    if client.page == "outlook":
        inner = inner.replace("<strong>", "<b>").replace("</strong>", "</b>")
        span = "<span style='font-family:\"Segoe UI\",sans-serif;color:#1B1B1B'>"
        if tag == "h2":
            return (
                "<div style='border:none;border-top:solid #1D4F91 1.5pt;padding:8.0pt 0cm 0cm 0cm'>\r\n"
                f"<h2 style='margin:0cm'>{span}{inner}<o:p></o:p></span></h2>\r\n</div>\r\n"
            )
        shade = " style='margin-bottom:0cm;background:#EEF3FA'" if "background" in attributes else ""
        return f"<p{shade}>{span}{inner}<o:p></o:p></span></p>\r\n"
    if client.page == "lotus":
        size = "3" if tag == "h2" else "2"
        return f'<br><font size={size} face="Segoe UI">{inner}</font>\n<br>'
    if client.page == "owa":
        return f'<{tag}{attributes.replace(";", "; ")} class="x_MsoNormal">{inner}</{tag}>\r\n'
    if client.page == "yahoo":
        return f'<{tag} class="yiv0123456789"{attributes}>{inner}</{tag}>'
    return body + "\n"


def rows_of(pairs, tag="b"):
    return "<br>\r\n".join(f"<{tag}>{escape(label)}:</{tag}> {escape(value)}" for label, value in pairs)


def heads(plan, rows):
    """A header block of (label, value) rows in the program's markup."""
    client = plan.client
    if client.page == "outlook":
        colour = "#B5C4DF" if client.intro == "mac" else "#E1E1E1"
        top = separator(client.intro, plan.lang)
        line = f'<p class="MsoNormal">{top}<o:p></o:p></p>' if top else ""
        return (
            f"<div>\r\n<div style='border:none;border-top:solid {colour} 1.0pt;padding:3.0pt 0cm 0cm 0cm'>\r\n{line}"
            f'<p class="MsoNormal"><span lang="EN-US">{rows_of(rows)}<o:p></o:p></span></p>\r\n</div>\r\n</div>\r\n'
            '<p class="MsoNormal"><o:p>&nbsp;</o:p></p>\r\n'
        )
    if client.page == "owa":
        return (
            '<div id="appendonsend"></div>\r\n<hr style="display:inline-block;width:98%" tabindex="-1">\r\n'
            '<div id="divRplyFwdMsg" dir="ltr"><font face="Calibri, sans-serif" style="font-size:11pt" '
            f'color="#000000">{rows_of(rows)}</font>\r\n<div>&nbsp;</div>\r\n</div>\r\n'
        )
    if client.page == "lotus":
        cells = "".join(
            f'<tr valign=top><td><font size=1 color=#5f5f5f face="sans-serif">{escape(label)}:</font></td>'
            f'<td><font size=1 face="sans-serif">{escape(value)}</font></td></tr>' for label, value in rows
        )  # fmt: skip
        return f"<table width=100%>{cells}</table><hr noshade>\n"
    top = separator(client.intro, plan.lang)
    return f"<div>{escape(top)}</div><div>{rows_of(rows)}</div><div><br></div>\n"


def introduction(plan):
    """What stands above the quotation."""
    client = plan.client
    line = attributed(client.intro, plan.lang, plan.request)
    if not line or plan.forwarder[0]:
        rows = header_rows(client.intro if not line else "outlook", plan.lang, plan.request)
        if not plan.forwarder[0]:
            return heads(plan, rows)
        name, address, note = plan.forwarder
        values = [f"{name} <{address}>", "15 October 2026 08:12", f"{plan.author[0]} <{plan.author[1]}>",
                  f"FW: {plan.request.subject}"]  # fmt: skip
        outer = [(label, value) for (label, _), value in zip(rows, values, strict=True)]
        return heads(plan, outer) + author(client, Para("p", (note,))) + heads(plan, rows)
    shown = escape(line, quote=False).replace("\n", "<br>")
    if client.page == "gmail":
        return f'<div class="gmail_quote gmail_quote_container"><div dir="ltr" class="gmail_attr">{shown}<br></div>'
    if client.page == "moz":
        return f'<div class="moz-cite-prefix">{shown}<br>\n</div>\n'
    if client.page == "yahoo":
        return f'<div id="yahoo_quoted_9876543210" class="yahoo_quoted"><div>{shown}</div><div><br></div>'
    return f"<div>{shown}</div><br>\n"


def opened(plan):
    client = plan.client
    mid = plan.request.message_id.strip("<>")
    quote = QUOTES.get(client.page, "<div>") if plan.marked or client.page == "yahoo" else "<div>"
    return quote.replace("{mid}", mid) + f'<div style="{plan.request.style}">'


def quotation(plan):
    """Our HTML with the author's words where they were typed into it."""
    client, pieces = plan.client, plan.request.html
    last = {(piece.item, piece.kind): at for at, piece in enumerate(pieces)}
    cited = client.page in ENDS and (plan.marked or client.page == "yahoo")
    end = "</div>" + (ENDS[client.page] if cited else "</div>")
    out, filled = [opened(plan)], False
    if plan.banner == "inside":
        out.append(banner_html(plan))
    for at, piece in enumerate(pieces):
        key = (piece.item, piece.kind)
        words = plan.inside.get(key, ()) if last[key] == at else ()
        if filled and piece.kind == "blank":
            continue
        filled = bool(words) and piece.kind == "label"
        if words and plan.same_line:
            first = bold_free(words[0])
            out.append(requoted(client, piece.body.replace("</strong>", f"</strong> {first}")))
            words = after_first(words)
        else:
            out.append(requoted(client, piece.body))
        if words and plan.split and cited and client.page != "yahoo":
            out += [end, *(author(client, para) for para in words), opened(plan)]
        else:
            out += [author(client, para) for para in words]
    return "".join(out) + end + ("</div>" if client.page in {"gmail", "yahoo"} else "")


def bold_free(para):
    return escape(para.name + para.lines[0], quote=False)


def after_first(words):
    rest = words[0].lines[1:]
    return ((words[0]._replace(lines=rest, name=""),) if rest else ()) + tuple(words[1:])


def banner_html(plan):
    line = escape(banner_lines(plan)[0])
    return (
        '<table border="0" cellspacing="0" cellpadding="0" width="100%"><tr><td style="background:#FFB900"></td>'
        f'<td width="100%" style="background:#FFF8E5;padding:5pt 4pt"><div><b>{line}</b></div></td></tr></table><br>\n'
    )


def html_part(plan):
    """The whole HTML part."""
    client = plan.client
    out = [banner_html(plan)] if plan.banner == "above" else []
    out += [author(client, para) for para in plan.before]
    sign = "<br>\n".join(escape(line) for line in plan.signature)
    sign = (
        f'<div class="signature">-- <br>\n{sign}</div>\n'
        if sign and client.page == "moz"
        else f"<div>{sign}</div>\n"
    )
    foot = f"<div>{escape(client.footer)}</div><div><br></div>" if client.footer else ""
    below = plan.style in {"bottom", "inline-quoted"}
    out += [] if below else [sign, foot]
    if plan.quote:
        out += [introduction(plan), quotation(plan)]
    out += [author(client, para) for para in plan.after] + ([sign, foot] if below else [])
    if plan.disclaimer:
        out.append(
            '<br>\n<hr><p><font size="1">' + escape(plan.disclaimer).replace("\n", "<br>\n") + "</font></p>\n"
        )
    return "".join(out).join(SHELLS.get(client.page, ("<html><head></head><body>", "</body></html>\n")))


SHELLS = {
    "outlook": (
        ('<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">\r\n<head>\r\n'
        '<meta name="Generator" content="Microsoft Word 15 (filtered medium)">\r\n<style><!--\r\n'
        "p.MsoNormal, li.MsoNormal, div.MsoNormal\r\n\t{margin:0cm;font-size:11.0pt;}\r\n--></style>\r\n</head>\r\n"
        '<body lang="EN-GB" link="#0563C1" vlink="#954F72" style="word-wrap:break-word">\r\n<div class="WordSection1">\r\n'),
        "</div>\r\n</body>\r\n</html>\r\n",
    ),
    "owa": (
        ('<html>\r\n<head>\r\n<style type="text/css" style="display:none;"> P {margin-top:0;margin-bottom:0;} </style>\r\n'
        '</head>\r\n<body dir="ltr">\r\n'), "</body>\r\n</html>\r\n",
    ),
    "gmail": ('<div dir="ltr">', "</div>\n"),
    "moz": ("<!DOCTYPE html>\n<html>\n  <head>\n  </head>\n  <body>\n", "  </body>\n</html>\n"),
    "apple": ('<html><head></head><body style="overflow-wrap: break-word; -webkit-nbsp-mode: space;">', "</body></html>"),
}  # fmt: skip
