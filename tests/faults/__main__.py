"""`make faults`: every campaign, a line each, figures in build/faults.json; fails when one got through."""

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from followup.rules import Rules
from store.db import connect, upgrade
from tests.conftest import ROOT
from tests.faults import arrivals, hostile, kill
from tests.servers import dovecot, embedded, find_dovecot
from tests.world import World, build

SHORT, FULL = (
    {"kill": 8, "loop": 28, "spoof": 34, "hostile": 300},
    {"kill": 200, "loop": 280, "spoof": 340, "hostile": 3000},
)
BAD = ("not killed", "failed", "lost", "doubled", "left behind", "accepted wrongly", "slow", "large")
MEASURED = ("interpreters_own", "slowest_ms", "largest_mb")


def world(folder: Path) -> World:
    """A fresh register with an open cycle."""
    engine = connect(f"sqlite:///{folder / 'matters.db'}")
    upgrade(engine)
    made = build(engine, Rules())
    made.open()
    return made


def killing(there: World, rounds: int, folder: Path) -> Counter[str]:
    """The kill campaign, on Dovecot where it is installed."""
    program = find_dovecot()
    with dovecot(program, folder / "dovecot") if program else embedded() as imap:
        return kill.campaign(there, imap, rounds)


def main() -> None:
    """Run the campaigns; exit 1 when anything was lost, doubled or accepted wrongly."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--full", action="store_true", help="the long form")
    rounds = FULL if parser.parse_args().full else SHORT
    campaigns: dict[str, Callable[[World, int, Path], Counter[str]]] = {
        "kill": killing,
        "loop": lambda there, n, _folder: arrivals.machines(there, n),
        "spoof": lambda there, n, _folder: arrivals.spoofs(there, n),
        "hostile": lambda there, n, _folder: hostile.campaign(there, n, ROOT / "build" / "hostile.txt"),
    }
    figures = {}
    out = ROOT / "build" / "faults.json"
    out.parent.mkdir(exist_ok=True)
    for name, campaign in campaigns.items():
        with tempfile.TemporaryDirectory() as folder:
            seen = campaign(world(Path(folder)), rounds[name], Path(folder))
        figures[name] = {key: seen[key] for key in ("tried", *BAD, *MEASURED) if key in seen}
        print(f"{name:<8} " + ", ".join(f"{key} {value}" for key, value in figures[name].items()), flush=True)
    out.write_text(json.dumps(figures, indent=1) + "\n")
    sys.exit(any(figures[name].get(key, 0) for name in figures for key in BAD))


if __name__ == "__main__":
    main()
