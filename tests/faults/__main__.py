"""`make faults`: every campaign, a line each, figures in build/faults.json; fails when one got through."""

import argparse
import json
import logging
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from followup.rules import Rules
from store.db import connect, upgrade
from tests.conftest import ROOT
from tests.faults import hostile, kill, machines, server, slack, spoofs
from tests.servers import Imap, dovecot, embedded, find_dovecot
from tests.world import World, build

SHORT, FULL = (
    {
        "kill": 6, "kill at random": 3, "server killed in IDLE": 4, "half-closed TCP": 3, "slow server": 2,
        "UIDVALIDITY change": 2, "full disk at commit": 2, "machines": 1, "loop": 1,
        "spoof": 130, "hostile": 300, "bot killed": 25, "burst of forms": 1,
    },
    {
        "kill": 200, "kill at random": 20, "server killed in IDLE": 40, "half-closed TCP": 30,
        "slow server": 20, "UIDVALIDITY change": 20, "full disk at commit": 20, "machines": 1, "loop": 1,
        "spoof": 2000, "hostile": 3000, "bot killed": 200, "burst of forms": 20,
    },
)  # fmt: skip
Campaign = Callable[[Path, int], Counter[str]]
"""Given an empty folder and how often, counts what was tried and what got through."""
BAD = (
    "not killed", "failed", "lost", "doubled", "left behind", "moved unkept", "accepted wrongly",
    "refused wrongly", "not recognised", "ping-pong", "slow", "large",
)  # fmt: skip
MEASURED = ("interpreters_own", "slowest_ms", "largest_mb")


def world(folder: Path) -> World:
    """A fresh register with an open cycle."""
    engine = connect(f"sqlite:///{folder / 'matters.db'}")
    upgrade(engine)
    made = build(engine, Rules())
    made.open()
    return made


def on_a_server(attack: Callable[[World, Imap, int], Counter[str]]) -> Campaign:
    """A campaign on a mailbox, of Dovecot where it is installed."""

    def campaign(folder: Path, rounds: int) -> Counter[str]:
        program = find_dovecot()
        with dovecot(program) if program else embedded() as imap:
            return attack(world(folder), imap, rounds)

    return campaign


def on_dovecot(attack: Callable[[World, str, int], Counter[str]]) -> Campaign:
    """A campaign on Dovecot itself; nothing is tried where it is not installed."""

    def campaign(folder: Path, rounds: int) -> Counter[str]:
        program = find_dovecot()
        return attack(world(folder), program, rounds) if program else Counter(tried=0)

    return campaign


def by_post(attack: Callable[[World, int], Counter[str]]) -> Campaign:
    """A campaign of messages that need no server."""
    return lambda folder, rounds: attack(world(folder), rounds)


def full_disk(folder: Path, rounds: int) -> Counter[str]:
    """The campaign that needs a disk of its own."""
    program = find_dovecot()
    return server.full_disk(world, folder, program, rounds) if program else Counter(tried=0)


CAMPAIGNS: dict[str, Campaign] = {
    "kill": on_a_server(kill.campaign),
    "kill at random": on_a_server(kill.at_random),
    "server killed in IDLE": on_dovecot(server.killed),
    "half-closed TCP": on_dovecot(server.half_closed),
    "slow server": on_dovecot(server.slow),
    "UIDVALIDITY change": on_dovecot(server.renumbered),
    "full disk at commit": full_disk,
    "machines": lambda folder, _rounds: machines.campaign(world(folder)),
    "loop": lambda folder, _rounds: machines.talking(folder),
    "spoof": by_post(spoofs.campaign),
    "hostile": lambda folder, rounds: hostile.campaign(world(folder), rounds, ROOT / "build" / "hostile.txt"),
    "bot killed": slack.killed,
    "burst of forms": slack.burst,
}


def main() -> None:
    """Run the campaigns; exit 1 when anything was lost, doubled or accepted wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="the long form")
    parser.add_argument("names", nargs="*", metavar="campaign", help="only these; all when none is named")
    wanted = parser.parse_args()
    if unknown := set(wanted.names) - CAMPAIGNS.keys():
        parser.error(f"no campaign {unknown.pop()!r}; there are {', '.join(CAMPAIGNS)}")
    rounds = FULL if wanted.full else SHORT
    logging.disable(logging.CRITICAL)  # what is stumbled over here is meant
    out = ROOT / "build" / "faults.json"
    out.parent.mkdir(exist_ok=True)  # the notes of a campaign go there too
    figures = {}
    for name in wanted.names or CAMPAIGNS:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            seen = CAMPAIGNS[name](Path(folder), rounds[name])
        figures[name] = {key: seen[key] for key in ("tried", "kills", "sent", *BAD, *MEASURED) if key in seen}
        words = ", ".join(f"{key} {value}" for key, value in figures[name].items())
        print(f"{name:<22} {words}  ({time.monotonic() - began:.0f} s)", flush=True)
    out.write_text(json.dumps(figures, indent=1) + "\n")
    sys.exit(any(figures[name].get(key, 0) for name in figures for key in BAD))


if __name__ == "__main__":
    main()
