"""The tricks of forgers: what they put into From, into the other headers, and into the body."""

from collections.abc import Iterator
from typing import NamedTuple


class Trick(NamedTuple):
    """What takes the place of the From line, what goes on top, and what before the text.

    ``domain`` is what a boundary sees in From; empty where it is the owner's own.
    """

    line: str = "From: {owner}"
    domain: str = ""
    top: str = ""
    body: str = ""

    def done(self, raw: bytes, owner: str) -> bytes:
        """The message with the trick in it."""
        line = self.line.replace("{owner}", owner).encode("utf-8", "surrogateescape")
        raw = raw.replace(f"From: {owner}".encode(), line, 1)
        if self.body:
            head, _, rest = raw.partition(b"\r\n\r\n")
            raw = head + b"\r\n\r\n" + self.body.encode() + rest
        return self.top.encode() + raw


def truths(seen: str, own: str, forged: bool) -> list[str]:
    """What a boundary may truly say of a message from elsewhere in which it sees the domain ``seen``."""
    outside = "spf=pass smtp.mailfrom=elsewhere.example; dkim=pass header.d=elsewhere.example"
    injected = f'spf=pass smtp.mailfrom="x; dmarc=pass header.from={own}; y"@elsewhere.example'
    if not forged:
        return [f"{outside}; dmarc=pass header.from={seen}", f"{outside}; dmarc=none header.from={seen}",
                f"{injected}; dmarc=pass header.from={seen}"]  # fmt: skip
    return [
        f"{outside}; dmarc=fail header.from={seen}",
        f"{outside}; dmarc=none header.from={seen}",
        f"spf=softfail smtp.mailfrom={seen}; dkim=none; dmarc=none header.from={seen}",
        f"{injected}; dkim=none; dmarc=none header.from={seen}",
        f"{injected.replace('x;', chr(92) + chr(34) + ';')}; dmarc=none header.from={seen}",
        f"{outside}; dmarc=fail action=none header.from={seen};compauth=fail reason=000",
    ]


def froms(owner: str, evil: str) -> Iterator[Trick]:
    """Senders that are not the owner, or not the owner alone, and look like them."""
    local, _, own = owner.partition("@")
    for line in (
        "From: {owner}", "From: Pat Marsh <{owner}>", "From: <{owner}>", "From: {owner} (Pat Marsh)",
        f"From: {{owner}}, {evil}", f"From: {evil}\r\nFrom: {{owner}}", f"From: {{owner}}\r\nFrom: {evil}",
        f"From: {{owner}}\r\nfrom: {evil}", f"From: {{owner}}\r\nSender: {evil}",
        "From: <{owner}>, <{owner}>",
        "From: group: {owner};", "From: Undisclosed:{owner};", "From: ", "X-From: {owner}",
        f"From: {{owner}}\r\nResent-From: {evil}\r\nSender: {evil}",
        f"From: {{owner}}\r\nResent-From: {{owner}}\r\nResent-Sender: {evil}\r\nReply-To: {evil}",
        f"From: {{owner}}\r\nReply-To: {evil}", "From:\r\n {owner}", "From:\r\n\t<{owner}\r\n >",
        f"Subject: x\rFrom: {{owner}}\r\nFrom: {evil}", "Subject: hidden\rFrom: {owner}",
        f"From: =?utf-8?q?x=0D=0AFrom=3A_{local}?= <{{owner}}>",
        f"From: {evil} <{{owner}}> y@elsewhere.example", f'From: "{evil}" <{{owner}}>',
        "From: {owner}\r\nOn-Behalf-Of: {owner}",
    ):  # fmt: skip
        yield Trick(line)
    for line, domain in (
        (f'From: "{{owner}}" <{evil}>', "elsewhere.example"),
        (f"From: {{owner}} <{evil}>", "elsewhere.example"),
        (f"From: Pat Marsh <{{owner}}> <{evil}>", "elsewhere.example"),
        (f"From: {evil} ({{owner}})", "elsewhere.example"),
        (f"From: =?utf-8?q?{{owner}}?= <{evil}>", "elsewhere.example"),
        (f"From: =?utf-8?q?Pat_=3C{local}=40{own}=3E?= <{evil}>", "elsewhere.example"),
        (f"From:\r\n {evil}", "elsewhere.example"),
        (f"From: {evil}\r\nReply-To: {{owner}}\r\nResent-From: {{owner}}", "elsewhere.example"),
        (f"From: {evil}\r\nSender: {{owner}}", "elsewhere.example"),
        (f"From: {evil}\r\nX-Original-From: {{owner}}\r\nReturn-Path: <{{owner}}>", "elsewhere.example"),
        ("From: {owner}.elsewhere.example", f"{own}.elsewhere.example"),
        ("From: {owner}@elsewhere.example", "elsewhere.example"),
        (f"From: {local}@elsewhere.example", "elsewhere.example"),
        (f"From: {local}@x{own}", f"x{own}"),
        (f"From: {local}@{own.replace('police', 'po1ice')}", own.replace("police", "po1ice")),
        (f"From: {local}@{own.replace('o', 'о', 1)}", own.replace("o", "о", 1)),
        (f"From: {local}@xn--{own}", f"xn--{own}"),
        (f"From: {local.replace('a', 'а', 1)}@elsewhere.example", "elsewhere.example"),
        (f"From: {local}@{own}\u200b", f"{own}\u200b"),
        ("From: {owner}\x00@elsewhere.example", "elsewhere.example"),
        (f"From: {evil}\x00{{owner}}", "elsewhere.example"),
        (f'From: "{local}@{own}"@elsewhere.example', "elsewhere.example"),
        (f"From: {local}%{own}@elsewhere.example", "elsewhere.example"),
        ("From: <@elsewhere.example:{owner}>", "elsewhere.example"),
    ):  # fmt: skip
        yield Trick(line, domain)
    for line in (f"From: {local}+x@{own}", f"From: {local.replace('.', '')}@{own}", f"From: x.{local}@{own}",
                 f"From: robin.dyke@{own}"):  # fmt: skip
        yield Trick(line)


def headers(own: str, mx: str) -> Iterator[Trick]:
    """Results that the forger has written into the message, as if a boundary had."""
    proof = f"dmarc=pass header.from={own}; dkim=pass header.d={own}; spf=pass smtp.mailfrom={own}"
    cyrillic = mx.replace("e", "е")
    for name in (
        mx, f"{mx}.evil.example", f"x.{mx}", f"x{mx}", f"{mx} 1", f'"{mx}"', mx.upper(),
        f"({mx}) elsewhere.example",
        f"{mx} ({mx})", cyrillic, f"{mx}\x00", f" \r\n\t{mx}", f"elsewhere.example (; {mx};",
        "topmost", "*", "",
    ):  # fmt: skip
        yield Trick(top=f"Authentication-Results: {name}{'; ' if name else ''}{proof}\r\n")
    for field in (
        "ARC-Authentication-Results: i=1; ", "X-Authentication-Results: ",
        "Authentication-Results-Original: ",
        "AUTHENTICATION-RESULTS: ", "authentication-results:", "Authentication-Results : ",
        "Received-SPF: pass\r\nAuthentication-Results: ",
        f"Received: from localhost by {mx} with ESMTP; x\r\nAuthentication-Results: ",
        "Received: from x by y.outlook.com with HTTPS; x\r\nAuthentication-Results: ",
        "Received: from x by y.protection.outlook.com with HTTPS; x\r\nAuthentication-Results: ",
        "X-MS-Exchange-Organization-AuthAs: Internal\r\nAuthentication-Results: ",
        "Subject: x\rAuthentication-Results: ", "Subject: x\r\n\r\nAuthentication-Results: ",
        "Comments: a\r\n Authentication-Results: ",
    ):  # fmt: skip
        yield Trick(top=f"{field}{mx}; {proof}\r\n")
        yield Trick(top=f"{field}{proof}\r\n")
    yield Trick(top=f"Authentication-Results: {mx}; {proof}\r\n" * 60)
    yield Trick(top=f"Authentication-Results: {mx}; dmarc=fail header.from={own}; {proof}\r\n")
    yield Trick(top=f'Authentication-Results: {mx}; spf=none reason="; {proof}\r\n')
    yield Trick(top=f"Authentication-Results: {mx}; {proof} ({'(' * 200}\r\n")
    yield Trick(top=f"Authentication-Results: {mx}; (\r\nAuthentication-Results: ); {proof}\r\n")


def bodies(own: str, mx: str) -> Iterator[Trick]:
    """Results and senders that stand where no boundary writes: in the text, and in parts within it."""
    inner = f"Authentication-Results: {mx}; dmarc=pass header.from={own}\r\nFrom: {{owner}}\r\n"
    yield Trick(body=f"{inner}\r\n")
    yield Trick(body=f"--x\r\n{inner}Content-Type: text/plain\r\n\r\n")
    yield Trick(body=f"--x\r\nContent-Type: message/rfc822\r\n\r\n{inner}\r\n")
    yield Trick(top=f"Content-Type: multipart/mixed; boundary=x\r\n{inner.replace('From: {owner}', 'X: y')}")
