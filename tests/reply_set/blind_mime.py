"""A reply as it goes over the wire: headers, parts, charsets and transfer encodings."""

import base64
import quopri
from email.header import Header

SHEET = base64.encodebytes(b"PK\x03\x04" + b"an invented workbook " * 8).decode()


def encoded_word(text):
    return text if text.isascii() else Header(text, "utf-8", maxlinelen=400).encode()


def charset_for(text, wanted):
    """The charset a program falls back to when its own cannot hold the words."""
    try:
        text.encode(wanted)
    except UnicodeEncodeError:
        return "utf-8"
    return wanted


def part(kind, text, client, extra=""):
    """One text part with its own headers, as bytes with CRLF."""
    charset = charset_for(text, client.charset)
    raw = text.replace("\r\n", "\n").encode(charset)
    coding = client.coding
    if coding == "8bit" and max(map(len, raw.split(b"\n"))) > 990:
        coding = "quoted-printable"
    if coding == "quoted-printable":
        raw = quopri.encodestring(raw)
    elif coding == "base64":
        raw = base64.encodebytes(raw.replace(b"\n", b"\r\n"))
    head = f'Content-Type: text/{kind}; charset="{charset}"{extra}\nContent-Transfer-Encoding: {coding}\n\n'
    return head.encode() + raw


def multipart(kind, boundary, parts):
    head = f'Content-Type: multipart/{kind}; boundary="{boundary}"\n\n'.encode()
    body = b"".join(b"--" + boundary.encode() + b"\n" + one.rstrip(b"\n") + b"\n\n" for one in parts)
    return head + body + b"--" + boundary.encode() + b"--\n"


def headers(plan, turn):
    """The headers of a reply, in the order most programs write them."""
    client, request = plan.client, plan.request
    name, address = plan.author
    domain = address.split("@")[1]
    host = "eur01.prod.outlook.example" if client.page in {"outlook", "owa"} else domain
    subject = client.prefix + request.subject
    rows = [
        f"From: {encoded_word(name)} <{address}>",
        f'To: "{request.sender}" <{request.reply_to}>',
        f"Subject: {encoded_word(subject)}",
        f"Date: Mon, {2 + turn % 20:02d} Nov 2026 {8 + turn % 9:02d}:{turn * 7 % 60:02d}:05 +0000",
        f"Message-ID: <BLIND{turn:05d}.{len(name)}@{host}>",
    ]
    passed = f"<FWD{turn:05d}@{domain}>" if plan.forwarder[0] else ""
    if client.threads != "none":
        rows.append(f"In-Reply-To: {passed or request.message_id}")
    if client.threads == "both":
        rows.append(f"References: {request.message_id} {passed}".rstrip())
    if client.page in {"outlook", "owa"}:
        rows += ["Thread-Topic: " + encoded_word(request.subject), "Accept-Language: en-GB, en-US",
                 "X-MS-Has-Attach:", "X-MS-TNEF-Correlator:"]  # fmt: skip
    if client.mailer:
        rows.append(client.mailer)
    return "".join(row + "\n" for row in [*rows, "MIME-Version: 1.0"]).encode()


def message(plan, text, page, turn, *, attach=False, unix=False):
    """The whole reply; `text` or `page` may be empty where the program sends only the other."""
    client = plan.client
    flowed = "; format=flowed" if client.flowed else ""
    parts = []
    if text:
        parts.append(part("plain", text, client, flowed))
    if page:
        parts.append(part("html", page, client))
    body = parts[0] if len(parts) == 1 else multipart("alternative", f"_000_BLIND{turn:05d}alt_", parts)
    if attach:
        sheet = (
            'Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet; name="figures.xlsx"\n'
            'Content-Disposition: attachment; filename="figures.xlsx"\nContent-Transfer-Encoding: base64\n\n'
            + SHEET
        ).encode()
        body = multipart("mixed", f"_004_BLIND{turn:05d}mix_", [body, sheet])
    raw = (headers(plan, turn) + body).replace(b"\r\n", b"\n")
    return raw if unix else raw.replace(b"\n", b"\r\n")
