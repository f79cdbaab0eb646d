"""Kill the bot while owners send their forms, and let fifty send at once; count what was lost or doubled."""

import random
import threading
import time
from collections import Counter
from pathlib import Path

from sqlmodel import col, select

from demo.slack import User
from demo.slack.workspace import BOT
from store.db import reading
from store.models import Contribution, Outbox
from tests.slack_crowd import Crowd, crowd
from tests.slack_office import wait_for

OWNERS = 4
LATEST = 2.5
"""Seconds within which everything must be acknowledged: half a second before Slack gives up."""
LONGEST = 0.6
"""Seconds after which the bot is dead at the latest."""
BURST = 50


def killed(folder: Path, rounds: int, seed: int = 20261126) -> Counter[str]:
    """Owners send one form after the other; in every round the bot is killed at a random moment.

    What was not acknowledged is sent again as it stands, as people do. Gives tried (kills), sent (forms), and
    what was lost, doubled, or left behind without a person having been told.
    """
    dice = random.Random(seed)  # noqa: S311 - repeatable moments, no secret
    seen: Counter[str] = Counter()
    with crowd(folder, OWNERS) as here:
        bot = here.start()
        here.asked()
        sender = Sender(here)
        for _ in range(rounds):
            stop = threading.Event()
            hands = [threading.Thread(target=sender.send, args=(user, stop)) for user in here.users]
            for hand in hands:
                hand.start()
            time.sleep(dice.uniform(0, LONGEST))
            bot.kill()
            bot.join(10)
            stop.set()
            for hand in hands:
                hand.join(30)
            seen["tried"] += 1
            seen["not killed"] += bot.exitcode != -9
            bot = here.start()
        sender.finish()
        here.asked()
        bot.terminate()
        bot.join(30)
        seen["failed"] += bot.exitcode != 0
        return _counted(seen, here, sender)


class Sender:
    """The owners' hands: a form each, sent until it is taken."""

    def __init__(self, here: Crowd) -> None:
        self.here = here
        self.accepted: list[str] = []
        self.open: dict[str, str] = {}
        """Words that stand in a form which was not taken yet, by user."""
        self._number = 0
        self._lock = threading.Lock()

    def send(self, user: User, stop: threading.Event) -> None:
        """Send one form after the other until told to stop."""
        while not stop.is_set():
            if not self.one(user):
                stop.wait(0.05)

    def one(self, user: User) -> bool:
        """Open a form if none is open, and send it; says whether it was taken."""
        if user.id not in self.open:
            if not self.here.open_form(user).acked or self.here.double.modal(user) is None:
                return False
            with self._lock:
                self._number += 1
                self.open[user.id] = f"Words number {self._number}."
        outcome = self.here.double.submit(user, words=self.open[user.id])
        if outcome.acked and not outcome.body:
            self.accepted.append(self.open.pop(user.id))
            return True
        return False

    def finish(self) -> None:
        """Send what still stands in forms, as somebody would who comes back to it."""
        for user in self.here.users:
            wait_for("the last form", lambda user=user: user.id not in self.open or self.one(user) or None)


def _counted(seen: Counter[str], here: Crowd, sender: Sender) -> Counter[str]:
    with reading(here.engine) as session:
        texts = Counter(session.exec(select(Contribution.text)).all())
        waiting = session.exec(select(Outbox.id).where(col(Outbox.done_at).is_(None))).all()
    seen["sent"] = len(sender.accepted)
    seen["lost"] = len(set(sender.accepted) - set(texts))
    seen["doubled"] = sum(texts.values()) - len(texts) + _twice(here)
    seen["left behind"] = len(waiting)
    return seen


def _twice(here: Crowd) -> int:
    """How many messages of ours stand there twice."""
    names = Counter(
        one.blocks[0]["block_id"] for one in here.double.workspace.messages if one.user == BOT and one.blocks
    )
    return sum(names.values()) - len(names)


def burst(folder: Path, rounds: int) -> Counter[str]:
    """Fifty owners send at the same moment; gives tried (forms), lost, doubled, and slow acknowledgements."""
    seen: Counter[str] = Counter()
    with crowd(folder, BURST) as here:
        bot = here.start()
        here.asked()
        for number in range(rounds):
            for user in here.users:
                here.open_form(user)
            outcomes = here.submit_all(here.users, f"Burst {number} of")
            seen["tried"] += len(outcomes)
            seen["lost"] += sum(not (one.acked and not one.body) for one in outcomes)
            seen["slow"] += sum(one.took > LATEST for one in outcomes)
            seen["slowest_ms"] = max(seen["slowest_ms"], *(int(one.took * 1000) for one in outcomes))
            here.asked()
        with reading(here.engine) as session:
            texts = Counter(session.exec(select(Contribution.text)).all())
        seen["lost"] += seen["tried"] - len(texts)
        seen["doubled"] = sum(texts.values()) - len(texts) + _twice(here)
        bot.terminate()
        bot.join(30)
        seen["failed"] += bot.exitcode != 0
    return seen
