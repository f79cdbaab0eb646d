"""The reply as the bytes that arrive: headers, parts and encodings of each mail program."""

import base64
import quopri
from email.header import Header
from email.utils import formataddr
from typing import NamedTuple
from zlib import crc32

from tests.reply_set.second_clients import Client
from tests.reply_set.second_requests import Request

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


class Bodies(NamedTuple):
    """What a reply says, and what hangs on it."""

    text: str
    html: str
    attachment: str = ""  # the name of a file sent along
    logo: bool = False  # a picture in the signature


def encode(body: str, kind: str, client: Client, number: int) -> tuple[list[str], bytes]:
    """The headers and the encoded bytes of one text part."""
    charset = client.charset
    try:
        raw = body.encode(charset)
    except UnicodeEncodeError:
        charset, raw = "utf-8", body.encode("utf-8")
    if kind == "html":
        raw = raw.replace(b"charset=CHARSET", b"charset=" + charset.encode())
    flowed = "; format=flowed" if client.parts == "flowed" else ""
    head = [f'Content-Type: text/{kind}; charset="{charset}"{flowed}']
    if all(byte < 128 for byte in raw) and kind == "plain" and max(map(len, raw.split(b"\n"))) < 900:
        return [*head, "Content-Transfer-Encoding: 7bit"], raw
    if charset == "utf-8" and number % 3 == 0:
        return [*head, "Content-Transfer-Encoding: base64"], base64.encodebytes(raw.replace(b"\n", b"\r\n"))
    return [*head, "Content-Transfer-Encoding: quoted-printable"], quopri.encodestring(raw)


def part(head: list[str], body: bytes) -> bytes:
    """A part of a message: its headers, a blank line and its body."""
    return "\n".join(head).encode() + b"\n\n" + body.rstrip(b"\n") + b"\n"


def several(kind: str, parts: list[bytes], number: int) -> tuple[list[str], bytes]:
    """A multipart of the given kind."""
    mark = f"----=_Part_{kind.split(';', maxsplit=1)[0]}_{number:08x}"
    body = b"".join(b"--" + mark.encode() + b"\n" + one + b"\n" for one in parts)
    return [f'Content-Type: multipart/{kind}; boundary="{mark}"'], body + b"--" + mark.encode() + b"--\n"


def content(client: Client, bodies: Bodies, number: int) -> tuple[list[str], bytes]:
    """The body of the whole message."""
    text, markup = encode(bodies.text, "plain", client, number), encode(bodies.html, "html", client, number)
    if client.parts in {"text", "flowed"}:
        whole = text
    elif client.parts == "html":
        whole = markup
    else:
        whole = several("alternative", [part(*text), part(*markup)], number)
    if bodies.logo:
        head = ['Content-Type: image/png; name="image001.png"', "Content-ID: <image001.png@01DC3A5B>",
                "Content-Transfer-Encoding: base64", 'Content-Disposition: inline; filename="image001.png"']  # fmt: skip
        whole = several("related", [part(*whole), part(head, base64.encodebytes(PIXEL))], number)
    if bodies.attachment:
        head = ["Content-Type: application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                f'Content-Disposition: attachment; filename="{bodies.attachment}"', "Content-Transfer-Encoding: base64"]  # fmt: skip
        whole = several(
            "mixed", [part(*whole), part(head, base64.encodebytes(b"PK\x05\x06" + b"\0" * 18))], number
        )
    return whole


def message(client: Client, request: Request, sender: tuple[str, str], subject: str, bodies: Bodies) -> bytes:
    """The raw message."""
    number = crc32(f"{client.name} {request.file} {bodies.text}".encode())
    minute, domain = number % 60, sender[1].split("@")[1]
    title = subject if subject.isascii() else Header(subject, "utf-8").encode()
    head = [
        f"Received: from mx1.{domain} (mx1.{domain} [192.0.2.25]) by mail.example with ESMTPS; Mon, 19 Oct 2026 14:{minute:02d}:09 +0000",
        f"From: {formataddr(sender)}",
        f"To: {formataddr((request.sender, request.reply_to))}",
        f"Subject: {title}",
        f"Date: Mon, 19 Oct 2026 15:{minute:02d}:07 +0100",
        f"Message-ID: <{number:08x}.{minute}@{domain}>",
        f"In-Reply-To: {request.message_id}",
        f"References: {request.message_id}",
        "MIME-Version: 1.0",
        *(f"{name}: {value}" for name, value in client.headers),
    ]
    kind, body = content(client, bodies, number)
    return part([*head, *kind], body).replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
