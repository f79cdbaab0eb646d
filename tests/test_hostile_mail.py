from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mail import mime
from mail.limits import HEADERS, SIZE
from tests.replies import request_for
from tests.runaway import assert_growth

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


MIXED_TYPE = b"Content-Type: multipart/mixed; boundary=b\n\n"
MIXED = PLAIN + MIXED_TYPE
TOO_MUCH = {
    "size": (lambda n: b"From: a@x.example\n\n" + b"x" * n, SIZE),
    "header block": (lambda n: b"X: " + b"y" * n + b"\n\nDone.", 300_000),
    "header count": (lambda n: b"X: y\n" * n + b"\nDone.", HEADERS + 1),
    "depth": (
        lambda n: b"".join(MIXED_TYPE.replace(b"=b", b"=b%d" % i) + b"--b%d\n" % i for i in range(n)),
        999,
    ),
    "messages": (lambda n: b"Content-Type: message/rfc822\n\n" * n, 1_500),
    "parts": (lambda n: MIXED + b"--b\n\nx\n" * n, 50_000),
    "parts, odd boundary": (lambda n: MIXED.replace(b"=b", b"*=a''%62") + b"--b\n" * n, 50_000),
    "parts, empty boundary": (lambda n: MIXED.replace(b"=b", b'=""') + b"--\n" * n, 50_000),
    "parameters": (lambda n: PLAIN + b"Content-Type: text/plain" + b"; a=b" * n + b"\n\nDone.", 5_000),
    "headers of parts": (lambda n: MIXED + b"--b\n" + b"a:b\n" * n + b"\nDone.\n--b--", 200_000),
}


@pytest.mark.parametrize(("make", "size"), TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_messages_beyond_the_limits_are_refused_in_words(make: Callable[[int], bytes], size: int) -> None:
    with pytest.raises(mime.TooMuch, match=r"^The message .*\.$"):
        mime.parse(make(size))


@pytest.mark.parametrize(("make", "size"), TOO_MUCH.values(), ids=TOO_MUCH.keys())
def test_to_refuse_a_message_costs_no_more_than_it_is_long(make: Callable[[int], bytes], size: int) -> None:
    def work(raw: bytes) -> None:
        with suppress(mime.TooMuch):
            mime.parse(raw)

    assert_growth(work, make, size)


BOMBS = {
    "addresses": (lambda n: b"From: a@x.example\nTo: " + b"a@b.example, " * n + b"\n\nDone.", 18_000),
    "atoms": (lambda n: b"From: " + b"a." * n + b"@x.example\n\nDone.", 50_000),
    "subject": (lambda n: PLAIN + b"Subject: " + b"=?a?q?" * n + b"\n\nDone.", 40_000),
    "references": (lambda n: PLAIN + b"References: " + b"<a" * n + b"\n\nDone.", 100_000),
    "marks": (
        lambda n: PLAIN + b"Content-Type: text/plain; charset=utf-8\n\n" + "\u0301\u0316".encode() * n,
        500_000,
    ),
    "breaks": (lambda n: PLAIN + b"\n" + b"\n" * n, 1_000_000),
    "name": (lambda n: PLAIN + b"Content-Type: application/x; name=" + b'"\\' * n + b"\n\nx", 8_000),
    "date": (lambda n: PLAIN + b"Date: " + b"1 " * n + b"\n\nDone.", 100_000),
}


@pytest.mark.parametrize(("make", "size"), BOMBS.values(), ids=BOMBS.keys())
def test_no_message_within_the_limits_costs_more_than_it_is_long(
    make: Callable[[int], bytes], size: int
) -> None:
    assert_growth(mime.parse, make, size)


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
