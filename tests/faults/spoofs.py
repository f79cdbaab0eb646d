"""Mail that claims to be an owner's and is not, past three kinds of boundary: what was accepted is counted.

Each forgery is the perfect closing reply with the owner's own token. The boundary says the truth of it, and
takes nothing out that the forger has put in. The owner's genuine mail must be accepted all the same.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from sqlmodel import col, select

from mail import token
from mail.authentic import TOPMOST
from mail.intake import receive
from mail.speaking import Senders
from store import queries
from store.db import reading
from store.models import Contribution, Inbound, Outbox
from tests.faults import forgeries
from tests.test_compose import KEY
from tests.test_intake import LATER, intake, reply, sent_to
from tests.world import ALEX, NOVEMBER, PAT, SAM, World

ITEM, OTHER = "FLEET-2509-4.1", "FLEET-2509-4.2"
CLOSE = "This has been implemented in full; a sample of 40 of 40 passed. Please close."
EVIL = "x@elsewhere.example"
OWN, MX = PAT.partition("@")[2], "mx.fenshire.police.example"
AFTER_THE_MEETING = dt.datetime.combine(NOVEMBER + dt.timedelta(days=1), dt.time(9), dt.UTC)


class Boundary(NamedTuple):
    """A mail server that checks senders, how it writes what it found, and what is asked of our domain."""

    senders: Senders
    head: str
    """Its headers; ``{}`` is where its results go."""

    def passes(self, raw: bytes, results: str) -> bytes:
        """The message as it comes out of this boundary; without results as one it has not checked."""
        head = self.head.format(results) if results else self.head.split("\r\n")[0].format("") + "\r\n"
        return (head if results or not head.startswith("Auth") else "").encode() + raw


OUTSIDE = "from mail.elsewhere.example (mail.elsewhere.example [192.0.2.7])"
BOUNDARIES = (
    Boundary(
        Senders(boundary=MX),
        f"Authentication-Results: {MX}; {{}}\r\nReceived: {OUTSIDE} by {MX} with ESMTPS; x\r\n",
    ),
    Boundary(
        Senders(boundary=MX, domains={OWN: "unsigned"}),
        f"Received: {OUTSIDE} by {MX} (Postfix) with ESMTPS; x\r\nAuthentication-Results: {MX}; {{}}\r\n",
    ),
    Boundary(
        Senders(boundary=TOPMOST, servers=[".outlook.com"], domains={OWN: "unsigned"}),
        "Received: from A.prod.outlook.com (2603::1) by B.prod.outlook.com with HTTPS; x\r\n"
        "Authentication-Results: {}\r\n"
        f"Received: {OUTSIDE} by C.mail.protection.outlook.com with Microsoft SMTP Server; x\r\n",
    ),
)
"""Sendmail's way, proof asked of everybody; Postfix's and Exchange Online's, unsigned mail inside."""


class Case(NamedTuple):
    """One forgery: the boundary it came past, what that says, the message, and when it came."""

    boundary: Boundary
    results: str
    raw: bytes
    at: dt.datetime = LATER


def campaign(world: World, rounds: int, boundaries: Sequence[Boundary] = BOUNDARIES) -> Counter[str]:
    """Try so many forgeries (every trick before any of them again), then the owner's genuine mail."""
    seen: Counter[str] = Counter()
    kept: set[int] = set()
    for case in (*islice(_forged(world, boundaries), rounds), *_confirmations(world, boundaries[1])):
        seen["tried"] += 1
        kept.add(_take(world, case))
    with reading(world.engine) as session:
        in_register = session.exec(select(Inbound)).all()
        target = world.row(session, ITEM).id
        words = session.exec(select(Contribution).where(Contribution.recommendation_id == target)).all()
        accepted = [one for one in words if one.taken or (one.confirmed_at and one.trust != "declined")]
        now = queries.update_for(session, target, world.cycle(session).id)
        questions = session.exec(select(Outbox).where(Outbox.kind == "question")).all()
    seen["doubled"] = seen["tried"] - len(kept)
    seen["lost"] = len(kept) - len({one.id for one in in_register} & kept)
    touched = now is None or now.state != "awaited"
    seen["accepted wrongly"] = len(accepted) + touched + len(questions)
    seen["refused wrongly"] = _refused(world, boundaries)
    return seen


def _take(world: World, case: Case) -> int:
    trusting = intake(world).model_copy(update={"senders": case.boundary.senders})
    raw = case.boundary.passes(case.raw, case.results)
    return receive(world.engine, raw, intake=trusting, at=case.at).inbound_id


def _forged(world: World, boundaries: Sequence[Boundary]) -> Iterator[Case]:
    """Every trick, past each boundary, with each truth about it that a boundary may tell."""
    tricks = [*forgeries.froms(PAT, EVIL), *forgeries.headers(OWN, MX), *forgeries.bodies(OWN, MX)]
    whole = reply(world, PAT, {ITEM: CLOSE}, from_=PAT)
    stolen = list(_stolen(world))
    for turn in range(len(boundaries) * 3):
        for number, trick in enumerate(tricks):
            boundary = boundaries[(number + turn) % len(boundaries)]
            truths = forgeries.truths(trick.domain or OWN, OWN, trick.domain == "")
            name = f"<{turn}.{number}@client.example>".encode()
            raw = trick.done(whole, PAT).replace(b"<1@client.example>", name)
            yield Case(boundary, truths[(number // len(boundaries) + turn) % len(truths)], raw)
        for number, (raw, results, at) in enumerate(stolen):
            unlike = raw.replace(b"\r\n\r\n", b"\r\nX-Try: %d.%d\r\n\r\n" % (turn, number), 1)
            yield Case(boundaries[turn % len(boundaries)], results, unlike, at)


def _stolen(world: World) -> Iterator[tuple[bytes, str, dt.datetime]]:
    """Tokens in wrong hands, at wrong times, or made up, from people who are surely who they say."""
    genuine, evil = f"dmarc=pass header.from={OWN}", "dmarc=pass header.from=elsewhere.example"
    yield reply(world, PAT, {ITEM: CLOSE}, from_=EVIL), evil, LATER
    yield reply(world, PAT, {ITEM: CLOSE}, from_=f"Pat Marsh <{EVIL}>"), evil, LATER
    yield reply(world, PAT, {ITEM: CLOSE}, from_=SAM), genuine, LATER
    yield reply(world, PAT, {ITEM: CLOSE}, from_=PAT), genuine, AFTER_THE_MEETING
    theirs = sent_to(world, SAM)
    yield (
        reply(world, SAM, {"STORES-2602-4.2": "x"}, request=theirs, from_=SAM).replace(
            b"\r\nx\r\n", f"\r\n[{ITEM}]\r\n{CLOSE}\r\n".encode()
        ).replace(b"[STORES-2602-4.2]", b"[GONE]"), genuine, LATER,
    )  # fmt: skip
    with reading(world.engine) as session:
        number = world.request(session, PAT).id or 0
    for code in (
        token.make(bytes(32), number, PAT), token.make(KEY, number, EVIL), token.make(KEY, number + 1, PAT),
        "c" + token.make(KEY, number, PAT)[1:], token.make(KEY, 2**40 - 1, PAT), "b" + "a" * 24,
    ):  # fmt: skip
        head = f"From: {PAT}\r\nTo: audit+{code}@{OWN}\r\nSubject: {ITEM}\r\n\r\n[{ITEM}]\r\n{CLOSE}\r\n"
        yield head.encode(), genuine, LATER


def _confirmations(world: World, boundary: Boundary) -> Iterator[Case]:
    """A stranger has answered, the owner was asked: everybody but the owner says yes; the owner says no."""
    evil, failed = "dmarc=pass header.from=elsewhere.example", f"dmarc=fail header.from={OWN}"
    genuine = f"dmarc=pass header.from={OWN}"
    first = reply(world, PAT, {ITEM: CLOSE}, from_=EVIL, number=900)
    yield Case(boundary, evil, first)
    with reading(world.engine) as session:
        asked = session.exec(select(Inbound.id).order_by(col(Inbound.id).desc())).first() or 0
    right = token.make(KEY, asked, PAT, token.CONFIRM)

    def yes(code: str, sender: str, number: int, more: str = "") -> bytes:
        head = f"From: {sender}\r\nTo: audit+{code}@{OWN}\r\nMessage-ID: <{number}@yes.example>\r\n{more}"
        return f"{head}Subject: Re: Please confirm\r\n\r\nYes.\r\n".encode()

    yield Case(boundary, evil, yes(right, EVIL, 1))
    yield Case(boundary, evil, yes(right, f'"{PAT}" <{EVIL}>', 2))
    yield Case(boundary, failed, yes(right, PAT, 3))
    yield Case(boundary, evil, yes(right, PAT, 4))
    yield Case(boundary, genuine, yes(right, PAT, 5, f"Sender: {EVIL}\r\n"))
    yield Case(boundary, genuine, yes(right, f"{PAT}, {EVIL}", 6))
    yield Case(boundary, genuine, yes(right, SAM, 7))
    yield Case(boundary, genuine, yes(right, PAT, 8, "Auto-Submitted: auto-replied\r\n"))
    yield Case(boundary, genuine, yes(right, PAT, 9), AFTER_THE_MEETING)
    for number, letter in enumerate("abcdefghij"):
        yield Case(boundary, genuine, yes(right[:-1] + chr(ord(letter) + 1) if right[-1] == letter else
                                          right[:-1] + letter, PAT, 10 + number))  # fmt: skip
    for number, code in enumerate((
        token.make(bytes(32), asked, PAT, token.CONFIRM), token.make(KEY, asked, EVIL, token.CONFIRM),
        token.make(KEY, asked, ALEX, token.CONFIRM), token.make(KEY, 10**9, PAT, token.CONFIRM),
    )):  # fmt: skip
        yield Case(boundary, genuine, yes(code, PAT, 30 + number))
    yield Case(boundary, genuine, yes(right, PAT, 40).replace(b"Yes.", b"No."))
    yield Case(boundary, genuine, yes(right, PAT, 41))


def _refused(world: World, boundaries: Sequence[Boundary]) -> int:
    """How much of the owner's genuine mail was not accepted, past each boundary."""
    genuine = [(boundary, f"dmarc=pass header.from={OWN}") for boundary in boundaries]
    genuine += [
        (boundary, f"dkim=pass header.d={OWN}; dmarc=none header.from={OWN}") for boundary in boundaries
    ]
    genuine += [(boundary, f"dkim=none; dmarc=none header.from={OWN}") for boundary in boundaries[1:]]
    genuine += [(boundary, "") for boundary in boundaries[1:]]
    refused = 0
    for number, (boundary, results) in enumerate(genuine):
        words = f"Words of message {number}."
        raw = reply(world, PAT, {OTHER: words}, number=2000 + number)
        _take(world, Case(boundary, results, raw, LATER + dt.timedelta(hours=3, minutes=number)))
        with reading(world.engine) as session:
            update = queries.update_for(session, world.row(session, OTHER).id, world.cycle(session).id)
            refused += not update or update.text != words
    return refused
