"""Whether our own mail boundary vouches for a sender.

Anybody can write an Authentication-Results header into a message: only the topmost one of the configured
boundary counts.
"""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from mail.results import Result, Results, parse, receiver

TOPMOST = "topmost"
"""Instead of a boundary's name: the topmost header counts, and it must bear no name (Exchange Online)."""
RESULTS, RECEIVED = "authentication-results", "received"
SHOWN = 100
CHECKS = ("spf", "dkim", "dmarc", "compauth")
QUIET = ("none", "pass", "bestguesspass")
"""Results that do not speak against a sender of whom no proof is asked."""
SHORT_LABEL, LABELS, LABELS_OF_A_COUNTRY = 3, 2, 3

State = Literal["pass", "none", "fail", "untrusted"]


class Verdict(NamedTuple):
    """How far the boundary vouches for the sender, and why, in words.

    ``doubted`` says that something speaks against them even where no proof is asked for.
    """

    state: State
    words: str
    doubted: bool = True


def verdict(
    trace: Sequence[tuple[str, str]], domain: str, *, boundary: str, servers: Sequence[str] = ()
) -> Verdict:
    """Say how far the boundary vouches for a sender at ``domain``.

    ``trace`` holds the Authentication-Results and Received headers, lower-case name and value, from the
    top. ``boundary`` is the name it writes, or TOPMOST, or empty; ``servers`` are ours besides it, as
    their Received lines name them after *by*; with a leading dot, all beneath.
    """
    if not boundary:
        return Verdict("untrusted", "no mail server is named whose word on senders counts")
    above, below, stranger = _split(trace, (boundary, *servers))
    read = [parse(value) for value in above][: 1 if boundary == TOPMOST else None]
    ours = [one for one in read if one is not None and _wrote(boundary, one)]
    if None in read[: read.index(ours[0]) if ours else None]:
        return Verdict("untrusted", "an Authentication-Results header on top cannot be read")
    if ours:
        judged = [_judge(one, domain, _name(boundary)) for one in ours]
        return next((one for one in judged if one.state == "fail"), judged[0])
    if any(_wrote(boundary, one) for value in below if (one := parse(value)) is not None):
        words = f"the results in the name of {_name(boundary)} stand below the server {stranger}"
        return Verdict("untrusted", f"{words}: they are forged, or mail.senders.servers should name it")
    doubted = boundary == TOPMOST and bool(above)
    return Verdict("untrusted", f"{_name(boundary)} wrote no results", doubted)


def _name(boundary: str) -> str:
    return "our mail server" if boundary == TOPMOST else boundary


def _wrote(boundary: str, results: Results) -> bool:
    return results.writer == ("" if boundary == TOPMOST else boundary.lower())


def _split(trace: Sequence[tuple[str, str]], ours: Sequence[str]) -> tuple[list[str], list[str], str]:
    """Give the results above the first Received line of a stranger, those below it, and the stranger."""
    above: list[str] = []
    below: list[str] = []
    stranger = ""
    for name, value in trace:
        if name == RESULTS:
            (below if stranger else above).append(value)
        elif name == RECEIVED and not stranger:
            host = receiver(value)
            stranger = "" if not host or _is_one_of(host, ours) else host[:SHOWN]
    return above, below, stranger


def _is_one_of(host: str, names: Sequence[str]) -> bool:
    return any(
        host.endswith(name.lower()) if name.startswith(".") else host == name.lower() for name in names
    )


def _judge(results: Results, domain: str, who: str) -> Verdict:
    """Weigh one header of the boundary: DMARC first, then an aligned DKIM signature; SPF alone is nothing."""
    found = [one for one in results.found if one.method in CHECKS]
    dmarc = [one for one in found if one.method == "dmarc"]
    judged = {_domain(text) for one in dmarc for text in one.properties.get("header.from", [])}
    if judged - {domain}:
        other = ", ".join(sorted(judged - {domain}))[:SHOWN]
        return Verdict("fail", f"{who} judged mail from {other}, not from {domain}")
    if failed := [
        one.method for one in found if one.result == "fail" and one.method in ("dmarc", "compauth")
    ]:
        return Verdict("fail", f"{who} says {failed[0]}=fail for {domain}")
    if dmarc and judged and all(one.result == "pass" for one in dmarc):
        return Verdict("pass", f"{who} says dmarc=pass for {domain}", doubted=False)
    for one in found:
        if one.method == "dkim" and one.result == "pass" and _all_aligned(_signers(one), domain):
            return Verdict("pass", f"{who} says dkim=pass, signed by {_signers(one)[0]}", doubted=False)
    said = ", ".join(f"{one.method}={one.result}" for one in found)[:SHOWN] or "nothing of SPF, DKIM or DMARC"
    return Verdict("none", f"{who} says {said}", any(_speaks_against(one, domain) for one in found))


def _speaks_against(one: Result, domain: str) -> bool:
    """Whether a result shows that the message came from elsewhere: it failed, or another domain vouched."""
    if one.result not in QUIET:
        return True
    if one.method == "spf":
        senders = [_domain(text) for text in one.properties.get("smtp.mailfrom", [])]
        return not _all_aligned(senders, domain)  # mail within the house has no such result
    return one.method == "dkim" and one.result == "pass"  # aligned it would have been a pass


def _signers(one: Result) -> list[str]:
    """The signing domains of a DKIM result: header.d, or where there is none the domain of header.i."""
    named = one.properties.get("header.d") or one.properties.get("header.i", [])
    return [_domain(text) for text in named]


def _domain(text: str) -> str:
    return text.rpartition("@")[2].strip().strip(".").lower()


def _all_aligned(domains: Sequence[str], domain: str) -> bool:
    return bool(domains) and all(aligned(one, domain) for one in domains)


def aligned(one: str, other: str) -> bool:
    """Whether two domains belong together: the same, or one beneath the other, which is no public suffix.

    Without the public suffix list what may be one is taken for one: two labels of a country (``co.uk``,
    ``police.uk``), or a short label of any other (``uk.com``). DMARC, which knows the list, comes first.
    """
    if not one or not other:
        return False
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer or (longer.endswith(f".{shorter}") and not _may_be_public(shorter))


def _may_be_public(domain: str) -> bool:
    labels = domain.split(".")
    if not all(labels) or len(labels) < LABELS:
        return True
    if len(labels[-1]) <= len("uk"):
        return len(labels) < LABELS_OF_A_COUNTRY
    return len(labels) == LABELS and len(labels[0]) <= SHORT_LABEL
