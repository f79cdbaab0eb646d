import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mail import mime
from mail.limits import HEADERS, SIZE
from tests.replies import request_for

SECONDS = 2.0
PLAIN = b"From: pat@fenshire.example\r\nTo: audit@fenshire.example\r\nSubject: Re: Update\r\n"


HOSTILE = {
    "message id": PLAIN + b"Message-ID: <[x].1SMTPIN_ADDED_[y]@[z].OUTLOOK.COM>\n\nDone.",
    "message id open": PLAIN + b"Message-ID: <x@[y\nIn-Reply-To: <\nReferences: <@>\n\nDone.",
    "group in list": PLAIN.replace(b"To:", b"To: a group: b@c.example;,") + b"\nDone.",
    "encoded line break": PLAIN + b"Cc: =?utf-8?q?a=0D=0Ab?= <c@d.example>\n\nDone.",
    "huge year": PLAIN + b"Date: Mon, 1 Jan 99999999999999999999 00:00:00 +0000\n\nDone.",
    "odd zone": PLAIN + b"Date: Mon, 1 Jan 2020 00:00:00 +99999999\n\nDone.",
    "unknown charset": PLAIN + b"Content-Type: text/plain; charset=nonsense\n\nDone.",
    "no charset": PLAIN + b'Content-Type: text/plain; charset=""\n\nDone.',
    "rot13": PLAIN + b"Content-Type: text/plain; charset=rot13\n\nDone.",
    "base64 as charset": PLAIN + b"Content-Type: text/plain; charset=base64\n\nDone.",
    "idna": PLAIN + b"Content-Type: text/plain; charset=idna\n\nDone.",
    "undefined": PLAIN + b"Content-Type: text/plain; charset=undefined\n\nDone.",
    "NUL in charset": PLAIN + b'Content-Type: text/plain; charset="a\0b"\n\nDone.',
    "NUL in charset, high byte": PLAIN + b'Content-Type: text/plain; charset="a\0b"\n\nDone. \x80',
    "rfc2231 charset": PLAIN + b"Content-Type: text/plain; charset*=no-such''x%FF\n\nDone.",
    "bad encoding": PLAIN + b"Content-Transfer-Encoding: x-none\n\nDone.",
    "no parts": PLAIN + b"Content-Type: multipart/mixed; boundary=b\n\nDone.",
    "no boundary": PLAIN + b"Content-Type: multipart/mixed\n\nDone.",
    "multipart in base64": PLAIN
    + b"Content-Type: multipart/mixed; boundary=b\nContent-Transfer-Encoding: base64\n\n--b\n\nDone.\n--b--",
    "subject": PLAIN + b"Subject: =?x?q?a?= =?utf-8?b?!!!?= =?gb2312?b?/////w==?=\n\nDone.",
    "no colon": b"From pat\nno header here\nFrom: a@x.example\n\nDone.",
    "8-bit headers": "From: Zoë <pat@fenshire.example>\nSubject: Café –\n\nDone.".encode(),
    "latin headers": "From: Zoë <pat@fenshire.example>\nSubject: Café\n\nDone.".encode("cp1252"),
    "file name": PLAIN
    + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\nDone.\n--b\nContent-Disposition: attachment; "
    b"filename*=no-such''%FF%FE; filename==?x?b?y?=\n\nx\n--b--",
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_messages_that_break_other_readers_still_give_their_words(raw: bytes) -> None:
    assert "Done." in mime.parse(raw).text


TOO_MUCH = {
    "size": b"From: a@x.example\n\n" + b"x" * SIZE,
    "header block": b"X: " + b"y" * 300_000 + b"\n\nDone.",
    "header count": b"X: y\n" * (HEADERS + 1) + b"\nDone.",
    "depth": b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(999)),
    "messages": b"Content-Type: message/rfc822\n\n" * 1_500,
    "parts": PLAIN + b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 50_000,
    "parts, odd boundary": PLAIN + b"Content-Type: multipart/mixed; boundary*=a''%62\n\n" + b"--b\n" * 50_000,
    "parts, empty boundary": PLAIN + b'Content-Type: multipart/mixed; boundary=""\n\n' + b"--\n" * 50_000,
    "parameters": PLAIN + b"Content-Type: text/plain" + b"; a=b" * 5_000 + b"\n\nDone.",
    "headers of parts": PLAIN
    + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" + b"a:b\n" * 200_000 + b"\nDone.\n--b--",
}  # fmt: skip


@pytest.mark.parametrize("raw", TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_messages_beyond_the_limits_are_refused_quickly_and_in_words(raw: bytes) -> None:
    start = time.process_time()
    with pytest.raises(mime.TooMuch, match=r"^The message .*\.$"):
        mime.parse(raw)
    assert time.process_time() - start < SECONDS


BOMBS = {
    "addresses": b"From: a@x.example\nTo: " + b"a@b.example, " * 18_000 + b"\n\nDone.",
    "atoms": b"From: " + b"a." * 50_000 + b"@x.example\n\nDone.",
    "subject": PLAIN + b"Subject: " + b"=?a?q?" * 40_000 + b"\n\nDone.",
    "references": PLAIN + b"References: " + b"<a" * 100_000 + b"\n\nDone.",
    "marks": PLAIN + b"Content-Type: text/plain; charset=utf-8\n\n" + "\u0301\u0316".encode() * 500_000,
    "breaks": PLAIN + b"\n" + b"\n" * 490_000,
    "name": PLAIN + b"Content-Type: application/x; name=" + b'"\\' * 8_000 + b"\n\nx",
    "date": PLAIN + b"Date: " + b"1 " * 100_000 + b"\n\nDone.",
}


@pytest.mark.parametrize("raw", BOMBS.values(), ids=BOMBS.keys())
def test_no_message_within_the_limits_takes_long(raw: bytes) -> None:
    start = time.process_time()
    mime.parse(raw)
    assert time.process_time() - start < SECONDS


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2_000), st.binary(max_size=6)), max_size=12))
def test_no_damage_to_a_message_raises(changes: list[tuple[int, bytes]]) -> None:
    raw = request_for(2)
    for place, content in changes:
        raw = raw[:place] + content + raw[place + len(content) :]
    mime.parse(raw)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_heap_of_bytes_raises(raw: bytes) -> None:
    mime.parse(raw)
    mime.parse(raw[: mime.header_end(raw)])
