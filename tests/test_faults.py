"""The campaigns of `make faults` against a real Dovecot, a round or two each: no mail is lost or doubled."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.dovecot import find_dovecot
from tests.faults import kill, server
from tests.faults.__main__ import BAD, CAMPAIGNS, world
from tests.servers import Imap


@pytest.mark.parametrize(
    ("name", "rounds"),
    [
        ("server killed in IDLE", 2),
        ("half-closed TCP", 3),
        ("slow server", 1),
        ("UIDVALIDITY change", 2),
        ("full disk at commit", 1),
    ],
)
def test_nothing_is_lost_or_doubled(name: str, rounds: int, tmp_path: Path, require: Callable) -> None:
    if find_dovecot() is None:
        require("dovecot", "not installed (apt-get install dovecot-imapd)")
    seen = CAMPAIGNS[name](tmp_path, rounds)
    assert {key: seen[key] for key in ("tried", *BAD) if seen[key]} == {"tried": rounds}


def test_kills_at_random_lose_and_double_nothing(tmp_path: Path, any_imap: Imap) -> None:
    seen = kill.at_random(world(tmp_path), any_imap, 1, mails_each=100, kills=3)
    assert seen["kills"] > 0
    assert {key: seen[key] for key in ("tried", *BAD) if seen[key]} == {"tried": 100}


def test_without_a_disk_of_its_own_the_database_is_limited(tmp_path: Path, require: Callable) -> None:
    program = find_dovecot()
    if program is None:
        require("dovecot", "not installed (apt-get install dovecot-imapd)")
    seen = server.full_disk(world, tmp_path, program, 1, real=False)
    assert {key: seen[key] for key in ("tried", *BAD) if seen[key]} == {"tried": 1}
