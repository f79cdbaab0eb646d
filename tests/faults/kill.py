"""Kill the listener at every step of every message, on a real server; count what was lost or doubled."""

import subprocess
import sys
from collections import Counter

from sqlmodel import select

from store.db import reading
from store.models import Contribution, Inbound, Outbox
from tests.conftest import ROOT
from tests.servers import Imap
from tests.test_intake import reply
from tests.world import ALEX, PAT, SAM, World

STEPS = ("seen", "counting", "begun", "committing", "committed", "moved")
ITEMS = {PAT: "FLEET-2509-4.1", ALEX: "STORES-2602-4.1", SAM: "STORES-2602-4.2"}


def run_victim(world: World, imap: Imap, step: str) -> int:
    """Run one listener to its end; gives its exit code (-9 when it was killed)."""
    url = world.engine.url.render_as_string(hide_password=False)
    words = [url, str(imap.port), imap.user, imap.password, step]
    command = [sys.executable, "-m", "tests.faults.victim", *words]
    return subprocess.run(command, cwd=ROOT, check=False, timeout=120, stdout=subprocess.DEVNULL).returncode


def campaign(world: World, imap: Imap, rounds: int) -> Counter[str]:
    """Put mail in, kill the listener at each step in turn, let one live, and count.

    Gives tried (kills), lost (messages without their contribution), doubled and left behind.
    """
    people = list(ITEMS)
    seen: Counter[str] = Counter()
    for number in range(rounds):
        person, step = people[number % len(people)], STEPS[number % len(STEPS)]
        raw = reply(world, person, {ITEMS[person]: f"Words of message {number}."}, number=number)
        imap.put(raw)
        code = run_victim(world, imap, step)
        seen["tried"] += 1
        seen["not killed"] += code != -9
    seen["failed"] += run_victim(world, imap, "none") != 0
    with reading(world.engine) as session:
        texts = Counter(one.text for one in session.exec(select(Contribution)).all())
        kept = len(session.exec(select(Inbound)).all())
        receipts = len(session.exec(select(Outbox).where(Outbox.kind == "receipt")).all())
    wanted = {f"Words of message {number}." for number in range(rounds)}
    seen["lost"] = len(wanted - set(texts)) + max(0, rounds - kept)
    seen["doubled"] = sum(texts.values()) - len(texts) + max(0, kept - rounds) + max(0, receipts - rounds)
    seen["left behind"] = imap.held("INBOX") + abs(rounds - imap.held("Processed"))
    return seen
