"""Valid mails made hostile: mutations that know what a header, a boundary, a charset and a part are."""

import random
import re
from collections.abc import Callable, Sequence

NASTY = (
    b"\0", b"\x80", b"\xff\xfe", b"\xc3\x28", b"\r", b"\n\n", b"\r\n\r\n", b"\n--", b"--\n", b"=?", b"?=",
    b"=?utf-8?b?", b"=?utf-8?q?=0D=0A?=", b"=?x?q?a?=", b"<", b">", b"<>", b"<@>", b"<[x]@[y>", b'"', b'"\\',
    b"(", b"((((", b";", b";;", b"; a*0*=x''%FF", b"%s%n", b"../../x", b"..\\..\\CON", b"\xe2\x80\xae",
    b"99999999999999999999", b"-1", b"=", b"==", b"=3D", b"=\n", b"&#0;", b"&#x110000;", b"<!--", b"-->",
    b"<![CDATA[", b"<style>", b"</style>", b"<blockquote>", b"<b><p>", b"> ", b"On x wrote:",
    b"[FLEET-2509-4.1]",
    b"From: x\nSent: y\nTo: z\n", b"-----Original Message-----", b"Your update (write below this line):",
    b"https://x.sharepoint.com/:x:/r/a?e=1", b"cid:x", b"\x78\x9f\x3e\x22", b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"1 January 99999", b"31 February 2027", b"\xf0\x9f\x98\x80", b"e\xcc\x81" * 50, b" " * 300, b"a" * 3_000,
)  # fmt: skip
CHARSETS = (
    b"utf-7", b"utf-16", b"utf-32", b"idna", b"punycode", b"rot13", b"base64", b"zlib", b"undefined", b"hz",
    b"unicode_escape", b"raw_unicode_escape", b"gb2312", b"iso-2022-jp", b"iso-2022-kr", b"euc-jp", b"big5",
    b"shift_jis", b"cp037", b"cp65001", b"mbcs", b"x-unknown", b'""', b"\0", b"''", b"us-ascii", b"latin1",
)  # fmt: skip
ENCODINGS = (
    b"base64",
    b"quoted-printable",
    b"7bit",
    b"8bit",
    b"binary",
    b"x-uuencode",
    b"uue",
    b"gzip",
    b"\xff",
)
TYPES = (
    b"text/html", b"text/plain; format=flowed; delsp=yes", b"multipart/mixed",
    b"multipart/alternative; boundary=b",
    b"multipart/digest; boundary=b", b"message/rfc822", b"message/delivery-status",
    b"message/partial; number=1",
    b"message/external-body; access-type=url",
    b"application/ms-tnef", b"image/png", b"text/calendar", b"/", b"",
    b"text", b"application/pdf; name*0=a; name*1*=%41", b"multipart/encrypted; boundary=b",
)  # fmt: skip
HEADERS = (
    b"From", b"To", b"Cc", b"Sender", b"Reply-To", b"Subject", b"Date", b"Message-ID", b"In-Reply-To",
    b"References", b"Content-Type", b"Content-Disposition", b"Content-ID", b"MIME-Version", b"Delivered-To",
    b"Authentication-Results", b"Received", b"Return-Path", b"X-Original-To",
)  # fmt: skip

_HEADER = re.compile(rb"^([!-9;-~]+):[^\n]*\n(?:[ \t][^\n]*\n)*", re.MULTILINE)
_BOUNDARY = re.compile(rb'boundary="?([^\s";]+)')

Dice = random.Random


def mutated(mails: Sequence[bytes], dice: Dice) -> bytes:
    """Take one of the mails and change it in one to five ways."""
    raw = dice.choice(mails)
    for _ in range(dice.randrange(1, 6)):
        raw = dice.choice(WAYS)(raw, dice, mails)
    return raw[:2_000_000]


def _at(raw: bytes, dice: Dice) -> int:
    return dice.randrange(len(raw) + 1)


def token(raw: bytes, dice: Dice, _mails: Sequence[bytes]) -> bytes:
    """Put a nasty token somewhere, sometimes many times."""
    at = _at(raw, dice)
    return raw[:at] + dice.choice(NASTY) * dice.choice((1, 1, 1, 2, 60)) + raw[at:]


def header(raw: bytes, dice: Dice, _mails: Sequence[bytes]) -> bytes:
    """Drop, double, fill, or spoil one of the headers there are."""
    there = list(_HEADER.finditer(raw))
    if not there:
        return raw
    one = dice.choice(there)
    value = dice.choice(NASTY)
    new = dice.choice(
        (
            b"",
            one[0] * dice.randrange(2, 40),
            one[1] + b": " + value + b"\n",
            one[1] + b": " + b", ".join([value] * dice.randrange(2, 200)) + b"\n",
            one[0].replace(b": ", b":\n\t" + value, 1),
            one[0].rstrip(b"\r\n") + value + b"\n",
            one[0].replace(b":", b"", 1),
        )
    )
    return raw[: one.start()] + new + raw[one.end() :]


def another(raw: bytes, dice: Dice, _mails: Sequence[bytes]) -> bytes:
    """Put a header where there may be one already."""
    value = b" ".join(dice.choice(NASTY) for _ in range(dice.randrange(1, 4)))
    return dice.choice(HEADERS) + b": " + value.replace(b"\n", b"\n ") + b"\n" + raw


def charset(raw: bytes, dice: Dice, _mails: Sequence[bytes]) -> bytes:
    """Declare another charset, or the words in another one."""
    said = dice.choice(CHARSETS)
    if dice.random() < 0.3:
        return raw.replace(b"utf-8", b'utf-8"; charset="' + said)
    return re.sub(rb'charset="?[\w-]+"?', lambda _m: b"charset=" + said, raw, count=dice.randrange(3))


def encoding(raw: bytes, dice: Dice, _mails: Sequence[bytes]) -> bytes:
    """Declare another transfer encoding."""
    new = b"Content-Transfer-Encoding: " + dice.choice(ENCODINGS)
    return re.sub(rb"Content-Transfer-Encoding: \S+", lambda _m: new, raw, count=dice.randrange(1, 4))


def kind(raw: bytes, dice: Dice, _mails: Sequence[bytes]) -> bytes:
    """Declare another type for a part."""
    there = list(re.finditer(rb"Content-Type: [^;\r\n]*", raw))
    if not there:
        return raw
    one = dice.choice(there)
    return raw[: one.start()] + b"Content-Type: " + dice.choice(TYPES) + raw[one.end() :]


def boundary(raw: bytes, dice: Dice, _mails: Sequence[bytes]) -> bytes:
    """Lose, swap, double or confuse the separators of parts."""
    names = _BOUNDARY.findall(raw)
    if not names:
        return raw
    name, other = dice.choice(names), dice.choice(names)
    return dice.choice(
        (
            raw.replace(b"--" + name + b"--", b""),
            raw.replace(b"--" + name, b"--" + other),
            raw.replace(name, b"b" * dice.choice((1, 70, 5_000))),
            raw.replace(b'boundary="' + name, b'boundary="'),
            raw.replace(b"--" + name, b"--" + name + b"\r\n--" + name),
            raw.replace(b"--" + name, b"\t--" + name, 1),
        )
    )


def nest(raw: bytes, dice: Dice, _mails: Sequence[bytes]) -> bytes:
    """Wrap it in messages and groups of parts."""
    for level in range(dice.choice((1, 2, 5, 30, 70))):
        head = b"Content-Type: multipart/mixed; boundary=n%d\r\n\r\n--n%d\r\n" % (level, level)
        raw = dice.choice((head, b"Content-Type: message/rfc822\r\n\r\n")) + raw
    return raw


def cut(raw: bytes, dice: Dice, _mails: Sequence[bytes]) -> bytes:
    """End early, or lose a piece."""
    start, end = sorted((_at(raw, dice), _at(raw, dice)))
    return dice.choice((raw[:end], raw[:start] + raw[end:], raw[start:]))


def flip(raw: bytes, dice: Dice, _mails: Sequence[bytes]) -> bytes:
    """Turn bits over."""
    spoilt = bytearray(raw)
    for _ in range(dice.choice((1, 8, 200)) if spoilt else 0):
        spoilt[dice.randrange(len(spoilt))] ^= 1 << dice.randrange(8)
    return bytes(spoilt)


def double(raw: bytes, dice: Dice, _mails: Sequence[bytes]) -> bytes:
    """Repeat a piece."""
    at, length = _at(raw, dice), dice.randrange(1, 600)
    return raw[:at] + raw[at : at + length] * dice.randrange(2, 60) + raw[at:]


def splice(raw: bytes, dice: Dice, mails: Sequence[bytes]) -> bytes:
    """Go on in the middle of another mail."""
    other = dice.choice(mails)
    return raw[: _at(raw, dice)] + other[_at(other, dice) :]


def ends(raw: bytes, dice: Dice, _mails: Sequence[bytes]) -> bytes:
    """End lines in other ways."""
    bare = raw.replace(b"\r\n", b"\n")
    return bare.replace(b"\n", dice.choice((b"\n", b"\r", b"\r\r\n", b"\n\r", b"\x0b\n", b"\x85\n")))


Way = Callable[[bytes, Dice, Sequence[bytes]], bytes]
WAYS: tuple[Way, ...] = (
    token, header, another, charset, encoding, kind, boundary, nest, cut, flip, double, splice, ends,
)  # fmt: skip
