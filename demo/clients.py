"""Answers to a real request as different mail programs would send them, as full RFC 5322 messages.

The sample owners reply through these, and so do the tests of the mail intake.
"""

import datetime as dt
import email
import email.policy
from collections.abc import Callable, Iterable, Mapping
from email.message import EmailMessage
from email.utils import format_datetime, formataddr, parseaddr
from typing import NamedTuple

from demo import client_html, client_text
from demo.client_text import Original

File = tuple[str, str, bytes]
"""An attachment: file name, media type, content."""


class Client(NamedTuple):
    """How one program, used in one way, builds a reply."""

    text: Callable[[Original, Mapping[str, str]], str] | None
    html: Callable[[Original, Mapping[str, str]], str] | None = None
    language: str = "en"
    prefix: str = "Re: "
    charset: str = "utf-8"
    encoding: str = "quoted-printable"
    flowed: bool = False
    threaded: bool = True
    """Whether it answers to Reply-To with In-Reply-To; a deputy who got it forwarded cannot."""


CLIENTS: dict[str, Client] = {
    "gmail top": Client(client_text.top_attributed, client_html.gmail_top),
    "gmail inline": Client(client_text.inline_quoted, client_html.gmail_inline),
    "gmail top, French": Client(client_text.top_attributed, client_html.gmail_top, language="fr"),
    "outlook top": Client(client_text.top_headers, client_html.outlook_top, prefix="RE: "),
    "outlook top, German": Client(
        client_text.top_headers, client_html.outlook_top, language="de", prefix="AW: "
    ),
    "outlook inline": Client(client_text.inline_unmarked, client_html.outlook_inline, prefix="RE: "),
    "outlook inline, HTML only": Client(None, client_html.outlook_inline, prefix="RE: ", encoding="base64"),
    "outlook inline, windows-1252": Client(
        client_text.inline_unmarked, None, prefix="RE: ", charset="windows-1252"
    ),
    "outlook fill-in line": Client(client_text.fill_in, None, prefix="RE: "),
    "outlook damaged": Client(client_text.damaged, None, prefix="RE: ", encoding="base64"),
    "thunderbird inline": Client(client_text.inline_quoted, None, encoding="8bit"),
    "thunderbird flowed": Client(client_text.inline_flowed, None, encoding="8bit", flowed=True),
    "thunderbird bottom": Client(client_text.bottom, None, encoding="8bit"),
    "apple mail": Client(client_text.inline_apple, client_html.gmail_inline),
    "iphone": Client(client_text.iphone, None, encoding="base64"),
    "plain inline, trimmed": Client(client_text.inline_trimmed, None, encoding="7bit"),
    "webmail in Welsh": Client(client_text.inline_quoted, None, language="cy", prefix="Ateb: "),
    "forwarded to a deputy": Client(client_text.forwarded, client_html.forwarded, threaded=False),
}


def compose(
    client: str,
    *,
    request: bytes,
    answers: Mapping[str, str],
    from_: str,
    attachments: Iterable[File] = (),
    date: dt.datetime,
    message_id: str,
) -> bytes:
    """Answer the ``request`` as it was sent: ``answers`` maps item ids to the owner's words.

    ``from_`` is the writer as in a From header. KeyError when the client is not one of CLIENTS, ValueError
    when an item is not in the request.
    """
    how = CLIENTS[client]
    asked = email.message_from_bytes(request, policy=email.policy.default)
    original = _original(asked, how.language)
    missing = [item for item in answers if f"[{item}]" not in original.text]
    if missing:
        raise ValueError(f"the request does not ask about {', '.join(missing)}")
    message = _headers(asked, how, from_=from_, date=date, message_id=message_id)
    if how.text:
        _set_text(message, how.text(original, answers), how)
    if how.html:
        add = message.add_alternative if how.text else message.set_content
        add(how.html(original, answers), subtype="html", cte="base64" if how.encoding == "base64" else None)
    for name, media_type, content in attachments:
        kind, _, subtype = media_type.partition("/")
        message.add_attachment(content, maintype=kind, subtype=subtype, filename=name)
    return message.as_bytes()


def _original(asked: EmailMessage, language: str) -> Original:
    text, html = asked.get_body(("plain",)), asked.get_body(("html",))
    name, address = parseaddr(str(asked["From"]))
    return Original(
        text=text.get_content().replace("\r\n", "\n") if text else "",
        html=html.get_content().replace("\r\n", "\n") if html else "",
        sender=name or address,
        address=parseaddr(str(asked["Reply-To"] or asked["From"]))[1],
        to=str(asked["To"]),
        subject=str(asked["Subject"]),
        date=email.utils.parsedate_to_datetime(str(asked["Date"])),
        language=language,
    )


def _headers(
    asked: EmailMessage, how: Client, *, from_: str, date: dt.datetime, message_id: str
) -> EmailMessage:
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"] = formataddr(parseaddr(from_))
    message["To"] = str((how.threaded and asked["Reply-To"]) or asked["From"])
    message["Subject"] = how.prefix + str(asked["Subject"])
    message["Date"] = format_datetime(date)
    message["Message-ID"] = message_id
    if how.threaded:
        message["In-Reply-To"] = str(asked["Message-ID"])
        message["References"] = f"{asked['References'] or ''} {asked['Message-ID']}".strip()
    return message


def _set_text(message: EmailMessage, text: str, how: Client) -> None:
    if how.charset != "utf-8":
        text = text.encode(how.charset, "replace").decode(how.charset)
    encoding = how.encoding if text.isascii() or how.encoding != "7bit" else "8bit"
    message.set_content(text, charset=how.charset, cte=encoding)
    if how.flowed:
        message.set_param("format", "flowed")
