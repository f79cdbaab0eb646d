"""The author's words in HTML, each family of mail programs in its own markup."""

from html import escape

P_SPAN = "<span style='font-size:11.0pt;font-family:\"Calibri\",sans-serif;color:{colour}'>"


def spaced(words, client):
    """Escaped words, with the no-break spaces some editors leave at a full stop and for every tab."""
    out = escape(words, quote=False).replace("\t", "&nbsp;&nbsp;&nbsp; ")
    return out.replace(". ", ".&nbsp; ") if client.nbsp else out


def bold(name):
    return f"<b>{escape(name.strip())}</b> " if name else ""


def outlook(client, para, colour="#1F497D"):
    """Word's markup: a paragraph a line, `o:p` at its end."""
    span = P_SPAN.format(colour=colour)

    def line(words, style=""):
        return f'<p class="MsoNormal"{style}>{span}{words}<o:p></o:p></span></p>\r\n'

    if para.kind == "table":
        rows = "".join(
            "<tr>" + "".join(
                "<td width=\"200\" valign=\"top\" style='width:150.25pt;border:solid windowtext 1.0pt;padding:0cm 5.4pt'>"
                + line(spaced(cell, client)) + "</td>" for cell in row.split(" | ")
            ) + "</tr>\r\n" for row in para.lines
        )  # fmt: skip
        return (
            '<table class="MsoNormalTable" border="0" cellspacing="0" cellpadding="0" style="border-collapse:collapse">'
            f"<tbody>{rows}</tbody></table>\r\n" + line("&nbsp;")
        )
    if para.kind in {"ul", "ol"}:
        kind = "disc" if para.kind == "ul" else "1"
        items = "".join(
            "<li class=\"MsoListParagraph\" style='color:#1F497D;margin-left:0cm;mso-list:l0 level1 lfo1'>"
            f"{span}{spaced(one, client)}<o:p></o:p></span></li>\r\n" for one in para.lines
        )  # fmt: skip
        return f'<{para.kind} style="margin-top:0cm" type="{kind}">{items}</{para.kind}>\r\n'
    first = bold(para.name) + spaced(para.lines[0], client)
    return "".join(line(words) for words in [first, *(spaced(one, client) for one in para.lines[1:])]) + line(
        "&nbsp;"
    )


def listed(client, para, attributes=""):
    """A list or table without any class, as the web editors make it."""
    if para.kind == "table":
        rows = "".join(
            "<tr>" + "".join(f"<td>{spaced(cell, client)}</td>" for cell in row.split(" | ")) + "</tr>"
            for row in para.lines
        )
        return f'<table border="1" cellpadding="3"><tbody>{rows}</tbody></table>'
    items = "".join(f"<li{attributes}>{spaced(one, client)}</li>" for one in para.lines)
    return f"<{para.kind}>{items}</{para.kind}>"


def divided(client, para, attributes="", end="<div><br></div>"):
    """A `div` a line: Gmail, Apple, Outlook on the web, most phones."""
    if para.kind != "p":
        return f"<div{attributes}>" + listed(client, para, ' style="margin-left:15px"') + "</div>"
    lines = [(bold(para.name) if at == 0 else "") + spaced(one, client) for at, one in enumerate(para.lines)]
    return "".join(f"<div{attributes}>{one}</div>" for one in lines) + end


def broken(client, para, tag="p", attributes=""):
    """A paragraph with `br` between the lines: Thunderbird, Roundcube, Zimbra, Notes."""
    if para.kind != "p":
        return listed(client, para) + "\n"
    lines = [(bold(para.name) if at == 0 else "") + spaced(one, client) for at, one in enumerate(para.lines)]
    return f"<{tag}{attributes}>" + "<br>\n".join(lines) + f"</{tag}>\n"


NEW_FONT = ' style="font-family: Aptos, Aptos_EmbeddedFont, Calibri, sans-serif; font-size: 12pt; color: rgb(0, 0, 0);"'
LOTUS_FONT = ' size=2 face="sans-serif"'


def author(client, para):
    """One of the author's paragraphs in the markup of his program."""
    if client.page == "outlook":
        return outlook(client, para)
    if client.page == "owa":
        return divided(client, para, f' class="elementToProof"{NEW_FONT}', f"<div{NEW_FONT}><br></div>")
    if client.page == "gmail":
        return divided(client, para, "", "<div><br></div>")
    if client.page == "apple":
        return divided(client, para, "", '<div><br class=""></div>' if client.nbsp else "<div><br></div>")
    if client.page == "yahoo":
        return divided(
            client, para, ' dir="ltr" data-setdir="false"', '<div dir="ltr" data-setdir="false"><br></div>'
        )
    if client.page == "lotus":
        return broken(client, para, "font", LOTUS_FONT) + "<br>\n<br>"
    if client.page == "zimbra":
        return divided(client, para, "", '<div><br data-mce-bogus="1"></div>')
    return broken(client, para)
