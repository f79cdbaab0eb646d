"""The gauntlet of machine mails, and two registers that ask each other: what changed anything is counted."""

from collections import Counter
from pathlib import Path

from tests.machines import gauntlet, two
from tests.world import World


def campaign(world: World) -> Counter[str]:
    """Let every machine mail arrive; gives counts, with those that did something by name."""
    return gauntlet.run(world)


def talking(folder: Path) -> Counter[str]:
    """Let two installations write to each other until they are quiet, over relays of every kind."""
    seen: Counter[str] = Counter()
    for number, relay in enumerate(two.RELAYS):
        place = folder / str(number)
        place.mkdir()
        with two.both(place, relay) as pair:
            pair.until_quiet()
            seen["tried"] += 1
            seen["sent"] += sum(pair.counts[name] for name in two.NAMES)
            seen["ping-pong"] += not pair.stopped
    return seen
