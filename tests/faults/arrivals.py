"""Mail that must change nothing: hostile bytes; what got through is counted."""

import random
from collections import Counter
from collections.abc import Iterator

from sqlmodel import select

from mail.intake import receive
from store.db import reading
from store.models import Contribution, Inbound, Update
from tests.test_intake import LATER, intake, reply
from tests.world import PAT, World

ITEM = "FLEET-2509-4.1"
CLOSE = "This has been implemented in full; a sample of 40 of 40 passed. Please close."
NESTING = b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"


def hostile(world: World, rounds: int, seed: int = 20261122) -> Counter[str]:
    """Replies with bytes cut, doubled, swapped and replaced, from a stranger: kept, and nothing raised."""
    dice = random.Random(seed)  # noqa: S311 - repeatable damage, no secret
    whole = reply(world, PAT, {ITEM: CLOSE}, from_="x@elsewhere.example")
    return _count(world, (_damage(whole, dice, number) for number in range(rounds)))


def _damage(raw: bytes, dice: random.Random, number: int) -> bytes:
    """Damage a message in one of five ways; the number keeps every one different."""
    at, length = dice.randrange(len(raw)), dice.randrange(1, 400)
    cut = raw[at : at + length]
    ways = (
        raw[:at] + raw[at + length :],
        raw[:at] + cut * dice.randrange(2, 30) + raw[at:],
        raw[:at] + bytes(reversed(cut)) + raw[at + length :],
        raw[:at] + dice.randbytes(length) + raw[at + length :],
        raw[:at] + NESTING * dice.randrange(1, 80) + raw[at:],
    )
    return ways[number % len(ways)] + b"\r\n%d" % number


def _count(world: World, raws: Iterator[bytes]) -> Counter[str]:
    seen: Counter[str] = Counter()
    digests = set()
    for raw in raws:
        seen["tried"] += 1
        digests.add(receive(world.engine, raw, intake=intake(world), at=LATER).inbound_id)
    with reading(world.engine) as session:
        kept = session.exec(select(Inbound)).all()
        taken = session.exec(select(Contribution).where(Contribution.taken)).all()
        touched = session.exec(select(Update).where(Update.cycle_id == 1, Update.state != "awaited")).all()
        seen["lost"] = len(digests) - len(kept)
    seen["doubled"] = seen["tried"] - len(digests)
    seen["accepted wrongly"] = len(taken) + len(touched)
    return seen
