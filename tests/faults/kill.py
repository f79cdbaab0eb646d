"""Kill the listener, at every step of a message and at random; count what was lost or doubled."""

import random
import time
from collections import Counter
from collections.abc import Iterable

from sqlmodel import select

from store.db import reading
from store.models import Attempt, Contribution, Inbound, Outbox
from tests.faults import victim
from tests.servers import Imap
from tests.test_intake import reply
from tests.world import ALEX, PAT, SAM, World

STEPS = ("seen", "counting", "begun", "committing", "committed", "moved")
ITEMS = {PAT: "FLEET-2509-4.1", ALEX: "STORES-2602-4.1", SAM: "STORES-2602-4.2"}
LONGEST = 0.6
"""Seconds after which a victim killed at random is dead at the latest; four of them never see the end of
five hundred mails."""


def mails(world: World, numbers: Iterable[int]) -> list[bytes]:
    """Replies of three owners, each with words of its own."""
    people = list(ITEMS)
    return [
        reply(world, person, {ITEMS[person]: f"Words of message {number}."}, number=number)
        for number in numbers
        for person in [people[number % len(people)]]
    ]


def campaign(world: World, imap: Imap, rounds: int) -> Counter[str]:
    """Put mail in, kill the listener at each step in turn, let one live, and count.

    Gives tried (kills), lost (messages without their contribution), doubled and left behind.
    """
    seen: Counter[str] = Counter()
    for number in range(rounds):
        imap.put(*mails(world, [number]))
        seen["tried"] += 1
        seen["not killed"] += victim.finish(world, imap, STEPS[number % len(STEPS)]) != -9
    seen["failed"] += victim.finish(world, imap, "none") != 0
    return counted(seen, world, imap, rounds)


def at_random(
    world: World, imap: Imap, rounds: int, *, mails_each: int = 500, kills: int = 4, seed: int = 20261126
) -> Counter[str]:
    """In every round put many mails in and kill the watching listener at random moments, then let one end it.

    Gives tried (mails), kills, and what was lost, doubled or left behind.
    """
    dice = random.Random(seed)  # noqa: S311 - repeatable moments, no secret
    seen: Counter[str] = Counter()
    for number in range(rounds):
        imap.put(*mails(world, range(number * mails_each, (number + 1) * mails_each)))
        seen["tried"] += mails_each
        for _ in range(kills):
            if not imap.held("INBOX"):
                break  # nothing would begin
            doomed, begun = victim.start(world, imap, "watch")
            begun.wait(60)
            time.sleep(dice.uniform(0, LONGEST))
            doomed.kill()
            doomed.join(10)
            seen["kills"] += 1
            seen["not killed"] += doomed.exitcode != -9
        seen["failed"] += victim.finish(world, imap, "none") != 0
    return counted(seen, world, imap, rounds * mails_each)


def counted(seen: Counter[str], world: World, imap: Imap, put: int) -> Counter[str]:
    """Compare the register with the mails put into the mailbox: each must be there exactly once."""
    with reading(world.engine) as session:
        texts = Counter(session.exec(select(Contribution.text)).all())
        kept = len(session.exec(select(Inbound.id)).all())
        receipts = len(session.exec(select(Outbox.id).where(Outbox.kind == "receipt")).all())
        attempts = len(session.exec(select(Attempt.id)).all())
    wanted = {f"Words of message {number}." for number in range(put)}
    seen["lost"] = len(wanted - set(texts)) + max(0, put - kept)
    seen["doubled"] = sum(texts.values()) - len(texts) + max(0, kept - put) + max(0, receipts - put)
    seen["left behind"] = imap.held("INBOX") + abs(put - imap.held("Processed")) + attempts
    return seen
