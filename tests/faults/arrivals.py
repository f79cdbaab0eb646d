"""Mail that must change nothing: machines, forged senders; what got through is counted."""

from collections import Counter
from collections.abc import Iterator

from sqlmodel import select

from mail.intake import receive
from store.db import reading
from store.models import Contribution, Inbound, Outbox, Update
from tests.test_intake import LATER, intake, reply
from tests.world import PAT, World

ITEM = "FLEET-2509-4.1"
CLOSE = "This has been implemented in full; a sample of 40 of 40 passed. Please close."
MACHINES = (
    b"Auto-Submitted: auto-replied", b"Auto-Submitted: auto-generated", b"Auto-Submitted: AUTO-NOTIFIED",
    b"Return-Path: <>", b"Return-path:<>", b"List-Id: <all.example>", b"List-ID: x <all.example>",
    b"Precedence: bulk", b"Precedence: junk", b"Precedence: auto_reply", b"X-Autoreply: yes",
    b"X-Autorespond: yes", b"X-Matters-Arising: receipt", b"X-Matters-Arising: request",
)  # fmt: skip
FORGED = (
    "From: {owner}, x@elsewhere.example", "From: x@elsewhere.example\r\nFrom: {owner}",
    "From: {owner}\r\nFrom: x@elsewhere.example", "From: {owner}\r\nSender: x@elsewhere.example",
    'From: "{owner}" <x@elsewhere.example>', "From: <{owner}>, <{owner}>", "From: {owner}.elsewhere.example",
    "From: {owner}@elsewhere.example", "From: x@elsewhere.example ({owner})", "From: group: {owner};",
    "From: ", "X-From: {owner}",
    "From: {owner}\r\nResent-From: x@elsewhere.example\r\nSender: x@elsewhere.example",
    "From:\r\n x@elsewhere.example", "From: =?utf-8?q?{owner}?= <x@elsewhere.example>",
    "From: {owner}\x00@elsewhere.example", "From: x@elsewhere.example <{owner}> y@elsewhere.example",
)  # fmt: skip


def machines(world: World, rounds: int) -> Counter[str]:
    """Automatic mail that carries a perfect closing reply: kept, never read, never answered."""
    raws = (
        MACHINES[n % len(MACHINES)] + b"\r\n" + reply(world, PAT, {ITEM: CLOSE}, number=n)
        for n in range(rounds)
    )
    return _count(world, raws, answers_allowed=False)


def spoofs(world: World, rounds: int) -> Counter[str]:
    """Perfect replies from anybody but the owner's one address: kept as unverified, in no update."""

    def forge(number: int) -> bytes:
        head = f"From: {PAT}".encode()
        return reply(world, PAT, {ITEM: CLOSE}, number=number).replace(
            head, FORGED[number % len(FORGED)].format(owner=PAT).encode(), 1
        )

    return _count(world, (forge(number) for number in range(rounds)), answers_allowed=True)


def _count(world: World, raws: Iterator[bytes], *, answers_allowed: bool) -> Counter[str]:
    seen: Counter[str] = Counter()
    digests = set()
    for raw in raws:
        seen["tried"] += 1
        digests.add(receive(world.engine, raw, intake=intake(world), at=LATER).inbound_id)
    with reading(world.engine) as session:
        kept = session.exec(select(Inbound)).all()
        taken = session.exec(select(Contribution).where(Contribution.taken)).all()
        touched = session.exec(select(Update).where(Update.cycle_id == 1, Update.state != "awaited")).all()
        receipts = session.exec(select(Outbox).where(Outbox.kind == "receipt")).all()
    seen["lost"] = len(digests) - len(kept)
    seen["doubled"] = seen["tried"] - len(digests)
    seen["accepted wrongly"] = len(taken) + len(touched) + (0 if answers_allowed else len(receipts))
    return seen
