"""What the boundary found out about a sender: read tolerantly, believed only where it really said so."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail.authentic import TOPMOST, Verdict, aligned, verdict
from mail.results import LONGEST, parse
from tests.runaway import assert_growth

MX, OWN, EVIL = "mx.fenshire.example", "fenshire.example", "evil.example"
EXCHANGE = (
    "spf=pass (sender IP is 192.0.2.7) smtp.mailfrom={d}; dkim=pass (signature was verified)"
    " header.d={d};dmarc=pass action=none header.from={d};compauth=pass reason=100"
)
INSIDE = "dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=fenshire.example;"


def judged(*trace: str, domain: str = OWN, boundary: str = MX, servers: tuple[str, ...] = ()) -> Verdict:
    """The verdict on headers from the top; a line with *by* is a Received line."""
    pairs = [("received" if line.startswith("from ") else "authentication-results", line) for line in trace]
    return verdict(pairs, domain, boundary=boundary, servers=servers)


@pytest.mark.parametrize(
    "value",
    [
        f"{MX}; dmarc=pass header.from={OWN}",
        f"{MX.upper()} 1; dmarc=PASS (p=reject dis=none) header.from=FENSHIRE.example",
        f"{MX};\r\n\tdkim=fail (bad \\) body) header.d={EVIL};\r\n dmarc = pass\r\n header.from = {OWN}.",
        f'"{MX}" (a "comment) ; dmarc=pass (dmarc=fail (nested)) header.from="{OWN}"',
        f"{MX}; dkim=pass header.d=mail.{OWN} header.s=x header.b=abc==; spf=fail smtp.mailfrom=x@{EVIL}",
        f"{MX}; dkim=pass header.i=@{OWN} header.s=x; dmarc=none header.from={OWN}",
        f'{MX}; dkim/1=pass reason="good; dmarc=fail" header.d={OWN}',
        f"{MX}; x-odd; ; spf=pass smtp.mailfrom={OWN}; dmarc=pass header.from={OWN}; arc=none",
    ],
)
def test_a_pass_of_the_boundary_is_one_however_it_is_written(value: str) -> None:
    assert judged(value).state == "pass"


@pytest.mark.parametrize(
    ("value", "state"),
    [
        (f"{MX}; dmarc=fail header.from={OWN}; dkim=pass header.d={OWN}", "fail"),
        (f"{MX}; dmarc=pass header.from={OWN}; dmarc=fail header.from={OWN}", "fail"),
        (f"{MX}; dmarc=pass header.from={EVIL}", "fail"),
        (f"{MX}; dmarc=pass header.from={OWN} header.from={EVIL}", "fail"),
        (f"{MX}; dmarc=none header.from={EVIL}", "fail"),
        (f"{MX}; dkim=pass header.d={OWN}; compauth=fail reason=001", "fail"),
        (f"{MX}; dmarc=pass", "none"),
        (f"{MX}; dmarc=bestguesspass header.from={OWN}", "none"),
        (f"{MX}; dmarc=pass header.from={OWN}; dmarc=none header.from={OWN}", "none"),
        (f"{MX}; spf=pass smtp.mailfrom={OWN}", "none"),
        (f"{MX}; dkim=pass header.d={EVIL}", "none"),
        (f"{MX}; dkim=pass header.d={OWN} header.d={EVIL}", "none"),
        (f"{MX}; dkim=pass header.d=example", "none"),
        (f"{MX}; spf=pass smtp.mailfrom=x dmarc=pass header.from={OWN}", "none"),
        (f'{MX}; spf=pass smtp.mailfrom="a; dmarc=pass header.from={OWN}; x"@{EVIL}', "none"),
        (f'{MX}; spf=pass smtp.mailfrom="a\\"; dmarc=pass header.from={OWN}; x=\\""@{EVIL}', "none"),
        (f"{MX}; none", "none"),
        (f"{MX}", "none"),
        (f"{MX}.evil.example; dmarc=pass header.from={OWN}", "untrusted"),
        (f"x{MX}; dmarc=pass header.from={OWN}", "untrusted"),
        (f"dmarc=pass header.from={OWN}", "untrusted"),
        (f"({MX}) {EVIL}; dmarc=pass header.from={OWN}", "untrusted"),
        (
            f"{MX}; spf=none (a) b) dmarc=pass header.from={OWN} (c); dmarc=pass header.from={OWN}",
            "untrusted",
        ),
        (f'{MX}; dmarc=pass header.from={OWN}; spf=none smtp.helo="x', "untrusted"),
        (f"{MX}; dmarc=pass header.from={OWN} (", "untrusted"),
        (f"{MX}; dmarc=pass header.from={OWN}" + " " * 20_000, "untrusted"),
        ("", "untrusted"),
    ],
)
def test_anything_less_is_none(value: str, state: str) -> None:
    assert judged(value).state == state


def test_only_the_topmost_of_the_boundarys_headers_can_help_and_any_can_harm() -> None:
    forged = f"{MX}; dmarc=pass header.from={OWN}"
    assert judged(f"{MX}; spf=none; dkim=none", forged).state == "none"
    assert judged(f"{MX}; dmarc=fail header.from={OWN}", forged).state == "fail"
    assert judged(forged, f"{MX}; dmarc=fail header.from={OWN}").state == "fail"
    assert judged(f"other.example; dmarc=fail header.from={OWN}", forged).state == "pass"


def test_what_cannot_be_read_harms_only_on_top() -> None:
    said, odd = f"{MX}; dmarc=pass header.from={OWN}", "elsewhere.example; spf=none (a) b)"
    assert judged(said, odd).state == "pass"
    assert judged(odd, said).state == "untrusted"
    assert judged(EXCHANGE.format(d=OWN), odd, boundary=TOPMOST).state == "pass"


def test_what_stands_below_a_strangers_server_is_not_the_boundarys() -> None:
    said = f"{MX}; dmarc=pass header.from={OWN}"
    inside, outside = (
        f"from a by {MX} (Postfix) with ESMTP; x",
        "from a (by mx.fenshire.example) by b.example; x",
    )
    assert judged(inside, said, outside).state == "pass"
    below = judged(inside, outside, said)
    assert (below.state, below.doubted) == ("untrusted", True)
    assert "b.example" in below.words
    assert judged(inside, outside, said, servers=("b.example",)).state == "pass"
    assert judged(inside, outside, said, servers=(".example",)).state == "pass"
    assert judged("from x (unclosed by b.example; y", said).state == "untrusted"


def test_exchange_online_writes_no_name() -> None:
    own, evil = EXCHANGE.format(d=OWN), EXCHANGE.format(d=EVIL)
    hop = "from A.eurprd01.prod.outlook.com (2603::1) by B.eurprd01.prod.outlook.com with HTTPS; x"
    more = {"boundary": TOPMOST, "servers": (".outlook.com",)}
    assert judged(hop, own, **more).state == "pass"
    assert judged(hop, evil, own, **more).state == "fail"
    assert judged(hop, own.replace("dmarc=pass", "dmarc=fail"), **more).state == "fail"
    assert judged(hop, f"{MX}; dmarc=pass header.from={OWN}", own, **more).doubted
    assert judged(hop, "from c by d.example; x", own, **more).doubted
    assert judged(hop, own, boundary=MX).state == "untrusted"


def test_without_a_boundary_nobody_vouches() -> None:
    nobody = judged(f"{MX}; dmarc=pass header.from={OWN}", boundary="")
    assert (nobody.state, nobody.doubted) == ("untrusted", True)


@pytest.mark.parametrize(
    ("value", "doubted"),
    [
        (INSIDE, False),
        (
            "spf=none smtp.mailfrom=fenshire.example; dkim=none; dmarc=none header.from=fenshire.example",
            False,
        ),
        ("spf=pass smtp.mailfrom=mail.fenshire.example; dmarc=none header.from=fenshire.example", False),
        ("spf=pass smtp.mailfrom=evil.example; dmarc=none header.from=fenshire.example", True),
        ("spf=none smtp.mailfrom=evil.example; dmarc=none header.from=fenshire.example", True),
        ("spf=softfail smtp.mailfrom=fenshire.example; dmarc=none header.from=fenshire.example", True),
        ("dkim=pass header.d=evil.example; dmarc=none header.from=fenshire.example", True),
        ("dkim=fail header.d=fenshire.example; dmarc=none header.from=fenshire.example", True),
        ("spf=pass; dmarc=none header.from=fenshire.example", True),
        ("spf=none smtp.helo=evil.example; dkim=none; dmarc=none header.from=fenshire.example", True),
        ("dmarc=temperror header.from=fenshire.example", True),
    ],
)
def test_where_no_proof_is_asked_a_trace_from_outside_speaks_against_the_sender(value, doubted) -> None:
    found = judged(value, boundary=TOPMOST)
    assert (found.state, found.doubted) == ("none", doubted)


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("fenshire.example", "fenshire.example", True),
        ("mail.fenshire.example", "fenshire.example", True),
        ("fenshire.example", "a.b.fenshire.example", True),
        ("xfenshire.example", "fenshire.example", False),
        ("fenshire.example.evil", "fenshire.example", False),
        ("police.uk", "fenshire.police.uk", False),
        ("co.uk", "fenshire.co.uk", False),
        ("uk.com", "fenshire.uk.com", False),
        ("fenshire.police.uk", "mail.fenshire.police.uk", True),
        ("uk", "fenshire.police.uk", False),
        ("", "", False),
        (".example", "fenshire.example", False),
    ],
)
def test_domains_belong_together_beneath_no_public_suffix(one: str, other: str, together: bool) -> None:
    assert aligned(one, other) is aligned(other, one) is together


PIECES = st.sampled_from(
    [
        *'();="\\ \t\r\n/@.',
        MX,
        OWN,
        "dmarc",
        "dkim",
        "spf",
        "pass",
        "fail",
        "none",
        "header.from",
        "header.d",
        "é",
        "\0",
    ]
)
MESS = st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map("".join))


@given(MESS, MESS)
def test_reading_anything_at_all_never_raises(one: str, two: str) -> None:
    parse(one)
    for boundary in (MX, TOPMOST):
        found = judged(one, f"from {two}", two, boundary=boundary)
        assert found.state in ("pass", "none", "fail", "untrusted")


@given(MESS)
def test_nothing_below_the_boundarys_word_makes_it_a_pass(mess: str) -> None:
    for said in (f"{MX}; dmarc=fail header.from={OWN}", f"{MX}; spf=pass smtp.mailfrom={EVIL}"):
        assert judged(said, mess).state != "pass"
        assert judged(said, f"from x by {mess}; y", mess).state != "pass"


@given(st.text(alphabet=[c for c in string.printable if c not in '"\\'], max_size=80))
def test_what_a_sender_may_quote_stays_within_the_quotation(local: str) -> None:
    for frame in ('spf=none smtp.mailfrom="{}"@evil.example', 'spf=none reason="{}"'):
        parsed = parse(f"{MX}; {frame.format(local)}; dkim=none")
        assert parsed is not None
        assert [one.method for one in parsed.found] == ["spf", "dkim"]


FILLERS = ['("', "\\(", ")", '"', '"" ', '"a"b', "a=", ";", "(", "((a)", " by ", "by (x) ", '\\"', "a;b=c "]


@pytest.mark.parametrize("filler", FILLERS)
@pytest.mark.parametrize("name", ["received", "authentication-results"])
def test_the_time_for_a_header_grows_with_its_length(filler: str, name: str) -> None:
    def make(size: int) -> str:
        return f"{MX}; {filler * (size // len(filler))}"

    def work(value: str) -> None:
        for text in (value, f"({value}"):
            verdict([(name, text)] * 10, OWN, boundary=MX)

    assert_growth(work, make, LONGEST - 100)
