"""Every crash and time bomb that mail readers are known to have had, in bytes of our own making."""

import base64
import io
import zipfile

from mail.limits import HEADERS, SIZE

PLAIN = b"From: pat@fenshire.example\r\nTo: audit@fenshire.example\r\nSubject: Re: Update\r\n"
MIXED = b"Content-Type: multipart/mixed; boundary=b\n\n"


def part(kind: bytes, content: bytes, *, more: bytes = b"") -> bytes:
    """One base64 part of a multipart message with the boundary b."""
    head = b"--b\nContent-Type: " + kind + b"\nContent-Transfer-Encoding: base64\n" + more + b"\n"
    return head + base64.encodebytes(content)


def with_file(content: bytes, name: str, kind: str = "application/octet-stream") -> bytes:
    """A message with one attached file."""
    more = f'Content-Disposition: attachment; filename="{name}"\n'.encode()
    return PLAIN + MIXED + b"--b\n\nDone.\n" + part(kind.encode(), content, more=more) + b"--b--\n"


def zip_of(files: dict[str, bytes]) -> bytes:
    """A zip file."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


def swelling_zip() -> bytes:
    """A small file that unpacks to 1 GB."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for number in range(10):
            archive.writestr(f"{number}.txt", bytes(10_000_000))
    whole = packed.getvalue()
    return whole.replace((10_000_000).to_bytes(4, "little"), (100_000_000).to_bytes(4, "little"))


CRASHES: dict[str, bytes] = {
    "message id": PLAIN + b"Message-ID: <[x].1SMTPIN_ADDED_[y]@[z].OUTLOOK.COM>\n\nDone.",
    "message id of a service": PLAIN + b"Message-ID: <[83c4aa=@microsoft.com]>\n\nDone.",
    "message id open": PLAIN + b"Message-ID: <x@[y\nIn-Reply-To: <\nReferences: <@>\n\nDone.",
    "message id bare": PLAIN + b"Message-ID: <\n\nDone.",
    "message id at": PLAIN + b"Message-ID: <@>\n\nDone.",
    "message id with a space": PLAIN + b"Message-ID: <a b@c>\n\nDone.",
    "from one quote": b'From: "\nTo: "\n\nDone.',
    "from open domain": b"From: a@[\nTo: a@[\n\nDone.",
    "from deep comment": b"From: " + b"(" * 2_000 + b"a@x.example\n\nDone.",
    "group in list": PLAIN.replace(b"To:", b"To: a group: b@c.example;,") + b"\nDone.",
    "from group": b"From: a: b@c.example, d: e@f.example;;\n\nDone.",
    "encoded line break": PLAIN + b"Cc: =?utf-8?q?a=0D=0Ab?= <c@d.example>\n\nDone.",
    "encoded line break in from": b"From: =?utf-8?q?a=0D=0ABcc:_x?= <c@d.example>\n\nDone.",
    "huge year": PLAIN + b"Date: Mon, 1 Jan 99999999999999999999 00:00:00 +0000\n\nDone.",
    "year 10000": PLAIN + b"Date: Mon, 1 Jan 10000 00:00:00 +0000\n\nDone.",
    "year 9999 west": PLAIN + b"Date: Fri, 31 Dec 9999 23:59:59 -2359\n\nDone.",
    "odd zone": PLAIN + b"Date: Mon, 1 Jan 2020 00:00:00 +99999999\n\nDone.",
    "unknown charset": PLAIN + b"Content-Type: text/plain; charset=nonsense\n\nDone.",
    "no charset": PLAIN + b'Content-Type: text/plain; charset=""\n\nDone.',
    "rot13": PLAIN + b"Content-Type: text/plain; charset=rot13\n\nDone.",
    "base64 as charset": PLAIN + b"Content-Type: text/plain; charset=base64\n\nDone.",
    "zlib as charset": PLAIN + b"Content-Type: text/plain; charset=zlib\n\nDone.",
    "idna": PLAIN + b"Content-Type: text/plain; charset=idna\n\nDone.",
    "punycode": PLAIN + b"Content-Type: text/plain; charset=punycode\n\nDone.",
    "undefined": PLAIN + b"Content-Type: text/plain; charset=undefined\n\nDone.",
    "unicode escape": PLAIN + b"Content-Type: text/plain; charset=unicode_escape\n\nDone.",
    "NUL in charset": PLAIN + b'Content-Type: text/plain; charset="a\0b"\n\nDone.',
    "NUL in charset, high byte": PLAIN + b'Content-Type: text/plain; charset="a\0b"\n\nDone. \x80',
    "long charset": PLAIN + b"Content-Type: text/plain; charset=" + b"x" * 10_000 + b"\n\nDone.",
    "rfc2231 charset": PLAIN + b"Content-Type: text/plain; charset*=no-such''x%FF\n\nDone.",
    "rfc2231 pieces": PLAIN + b"Content-Type: text/plain; charset*1*=x; charset*9=y; charset*a=z\n\nDone.",
    "bad encoding": PLAIN + b"Content-Transfer-Encoding: x-none\n\nDone.",
    "8-bit encoding": PLAIN + b"Content-Transfer-Encoding: \xff\xfe\n\nDone.",
    "no parts": PLAIN + b"Content-Type: multipart/mixed; boundary=b\n\nDone.",
    "no boundary": PLAIN + b"Content-Type: multipart/mixed\n\nDone.",
    "multipart in base64": PLAIN
    + b"Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n--b\n\nDone.\n--b--",
    "multipart attachment": PLAIN + MIXED
    + b"--b\n\nDone.\n--b\nContent-Type: multipart/x; boundary=c\nContent-Disposition: attachment\n\nx\n"
    b"--b--",
    "subject": PLAIN + b"Subject: =?x?q?a?= =?utf-8?b?!!!?= =?gb2312?b?/////w==?=\n\nDone.",
    "subject gb2312": b"From: a@x.example\nSubject: =?gb2312?b?yMrK/w==?= =?gb2312?q?=FF=FF?=\n\nDone.",
    "subject open": b"From: a@x.example\nSubject: =?utf-8?b?" + b"A" * 1_001 + b"\n\nDone.",
    "no colon": b"From pat\nno header here\nFrom: a@x.example\n\nDone.",
    "only a colon": b":\n:\n\nDone.",
    "8-bit headers": "From: Zoë <pat@fenshire.example>\nSubject: Café –\n\nDone.".encode(),
    "latin headers": "From: Zoë <pat@fenshire.example>\nSubject: Café\n\nDone.".encode("cp1252"),
    "file name": PLAIN + MIXED + b"--b\n\nDone.\n--b\nContent-Disposition: attachment; "
    b"filename*=no-such''%FF%FE; filename==?x?b?y?=\n\nx\n--b--",
    "file name NUL": PLAIN + MIXED + b"--b\n\nDone.\n--b\nContent-Disposition: attachment; "
    b"filename*=a\0b''%FF\n\nx\n--b--",
    "message within, 8-bit": PLAIN + MIXED + b"--b\n\nDone.\n--b\nContent-Type: message/rfc822\n\n"
    b"From: \xff\xfe\nSubject: =?x?b?y?=\nContent-Type: text/plain; charset=undefined\n\n\x80\n--b--",
    "report with a group": PLAIN + MIXED + b"--b\n\nDone.\n--b\nContent-Type: message/delivery-status\n\n"
    b"Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a: b;,\nAction: failed\n\n\n--b--",
    "external body": PLAIN + MIXED + b"--b\n\nDone.\n--b\n"
    b"Content-Type: message/external-body; access-type=x\n\n--b--",
    "partial": PLAIN + MIXED + b"--b\n\nDone.\n--b\nContent-Type: message/partial; number=1\n\nx\n--b--",
    "base64 of one letter": PLAIN + MIXED + b"--b\n\nDone.\n" + b"--b\nContent-Type: a/b; name=x\n"
    b"Content-Transfer-Encoding: base64\n\nQ\n--b--",
    "uuencode broken": PLAIN + MIXED + b"--b\n\nDone.\n--b\nContent-Type: a/b; name=x\n"
    b"Content-Transfer-Encoding: x-uuencode\n\nbegin 644 x\n\xff\xff\xffM!\n--b--",
}  # fmt: skip
"""Messages that break other readers; each says "Done."."""

DEEP = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(1_500))
NAMES = b"Content-Type: multipart/a; " + b"".join(b"boundary=b%d;" % n for n in range(1_000))
TOO_MUCH: dict[str, bytes] = {
    "size": b"From: a@x.example\n\n" + b"x" * SIZE,
    "lines": PLAIN + b"\n" + b"a\n" * 2_000_000,
    "header block": b"X: " + b"y" * 300_000 + b"\n\nDone.",
    "header count": b"X: y\n" * (HEADERS + 1) + b"\nDone.",
    "depth": DEEP,
    "messages": b"Content-Type: message/rfc822\n\n" * 1_500,
    "parts": PLAIN + MIXED + b"--b\n\nx\n" * 50_000,
    "parts, odd boundary": PLAIN + b"Content-Type: multipart/mixed; boundary*=a''%62\n\n" + b"--b\n" * 50_000,
    "parts, empty boundary": PLAIN + b'Content-Type: multipart/mixed; boundary=""\n\n' + b"--\n" * 50_000,
    "boundaries": PLAIN + NAMES + b"\n\n" + b"x-" * 1_000_000,
    "dashes": PLAIN + MIXED + b"--c\n" * 100_000,
    "descriptions": PLAIN + MIXED + b"Content-Type: a\n" * 100_000,
    "parameters": PLAIN + b"Content-Type: text/plain" + b"; a=b" * 5_000 + b"\n\nDone.",
    "headers of parts": PLAIN + MIXED + b"--b\n" + b"a:b\n" * 200_000 + b"\nDone.\n--b--",
}
"""Messages beyond the limits: kept, and refused in words."""

TNEF = b"\x78\x9f\x3e\x22\x01\x00"
BOMBS: dict[str, bytes] = {
    "addresses": b"From: a@x.example\nTo: " + b"a@b.example, " * 18_000 + b"\n\nDone.",
    "quoted names": b"From: " + b'"a" ' * 25_000 + b"<a@x.example>\n\nDone.",
    "atoms": b"From: " + b"a." * 50_000 + b"@x.example\n\nDone.",
    "comments": b"From: " + b"()" * 50_000 + b"a@x.example\n\nDone.",
    "subject": PLAIN + b"Subject: " + b"=?a?q?" * 40_000 + b"\n\nDone.",
    "references": PLAIN + b"References: " + b"<a" * 100_000 + b"\n\nDone.",
    "marks": PLAIN + b"Content-Type: text/plain; charset=utf-8\n\n" + "\u0301\u0316".encode() * 500_000,
    "breaks": PLAIN + b"\n" + b"\n" * 490_000,
    "name": PLAIN + b"Content-Type: application/x; name=" + b'"\\' * 8_000 + b"\n\nx",
    "name in pieces": PLAIN + b"Content-Type: a/b"
    + b"".join(b"; name*%d*=%%41" % n for n in range(900)) + b"\n\nx",
    "date": PLAIN + b"Date: " + b"1 " * 100_000 + b"\n\nDone.",
    "flowed": PLAIN + b"Content-Type: text/plain; format=flowed\n\n" + b"> a \n" * 50_000,
    "quoted-printable": PLAIN + b"Content-Transfer-Encoding: quoted-printable\n\n" + b"=\n" * 400_000,
    "utf-7": PLAIN + b"Content-Type: text/plain; charset=utf-7\n\n" + b"+AGE-" * 200_000,
    "escapes": PLAIN + b"Content-Type: text/plain; charset=iso-2022-jp\n\n" + b"\x1b$B\x1b(B" * 100_000,
    "html tags": PLAIN + b"Content-Type: text/html\n\n" + b"<b><p>" * 150_000,
    "html quotations": PLAIN + b"Content-Type: text/html\n\n" + b"<blockquote>" * 80_000,
    "html attributes": PLAIN + b"Content-Type: text/html\n\n<p " + b'a="b" ' * 150_000 + b">Done.",
    "html links": PLAIN + b"Content-Type: text/html\n\n" + b"<a href=http://" + b"a" * 900_000 + b">Done.",
    "html many links": PLAIN + b"Content-Type: text/html\n\n" + b"<a href=http://aaaaa " * 50_000 + b">Done.",
    "html open links": PLAIN + b"Content-Type: text/html\n\n" + (b"<a " + b"href=" * 40) * 5_000,
    "html pictures": PLAIN + b"Content-Type: text/html\n\n" + b"<img src=cid:x>" * 100_000,
    "links": PLAIN + b"\n" + b"https://x.sharepoint.com/a " * 9_000,
    "wrapped link": PLAIN + b"\nhttps://a.safelinks.protection.outlook.com/?url=" + b"%2568" * 9_000,
    "message within messages": PLAIN + MIXED + b"--b\n\nDone.\n--b\n"
    + b"Content-Type: message/rfc822\n\nSubject: x\n" * 45 + b"\n--b--",
    "packed messages": PLAIN + MIXED + b"--b\n\nDone.\n"
    + part(b"message/rfc822", PLAIN + DEEP) * 100 + b"--b--\n",
    "tnef of nothing": with_file(TNEF + b"\xff" * 200_000, "winmail.dat", "application/ms-tnef"),
    "tnef of many files": with_file(
        TNEF + b"\x02\x02\x90\x06\x00\x00\x00\x00\x00\x00\x00" * 100_000, "winmail.dat",
        "application/ms-tnef"),
    "tnef of many values": with_file(
        TNEF + b"\x01\x03\x90\x06\x00" + (100_000).to_bytes(4, "little") + b"\xff\xff\xff\xff"
        + b"\x02\x11\x00\x10\xff\xff\xff\x0f" * 12_000, "winmail.dat", "application/ms-tnef"),
    "zip that swells": with_file(swelling_zip(), "figures.zip", "application/zip"),
    "zip of many": with_file(zip_of({f"{n}.txt": b"" for n in range(20_000)}), "many.zip"),
    "zip cut": with_file(zip_of({"a.txt": b"x" * 9_000})[:-30], "cut.zip"),
    "zip of type": with_file(zip_of({"[Content_Types].xml": b"x" * 50_000_000}), "a.docx"),
    "jpeg of segments": with_file(b"\xff\xd8" + b"\xff\xe0\x00\x02" * 500_000, "image001.jpg", "image/jpeg"),
    "page of scripts": with_file(b"<html>" + b" onload" * 500_000, "a.html", "text/html"),
    "pdf of locks": with_file(b"%PDF-1.7" + b"/Encrypt 1 " * 300_000, "a.pdf", "application/pdf"),
    "largest": with_file(b"\x00\x01\x02\x03\x04\x05\x06" * 2_600_000, "a.bin"),
    "largest text": PLAIN + b"\n" + (b"word " * 11 + b"\n") * 440_000,
    "largest html": PLAIN + b"Content-Type: text/html\n\n" + (b"<p>word</p>" * 6 + b"\n") * 370_000,
}  # fmt: skip
"""Messages within the limits, made to take long or much."""
EVERY: dict[str, bytes] = {**CRASHES, **TOO_MUCH, **BOMBS}
