"""Hostile messages through the whole intake, in a child with limits: what raised, was lost, slow or large."""

import hashlib
import json
import os
import random
import struct
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from email.message import EmailMessage
from importlib.util import find_spec
from pathlib import Path

from sqlmodel import select

from demo.clients import CLIENTS
from mail import token
from store.db import reading
from store.models import Inbound
from tests.conftest import ROOT
from tests.faults import bombs, fuzzer
from tests.test_compose import KEY
from tests.test_intake import reply
from tests.world import PAT, World

SECONDS = 2.0
"""Of the processor, for one message."""
MEGABYTES = 256
"""Peak memory of the whole process, with interpreter and libraries, while it takes one message."""
RETURNED = {"MALLOC_MMAP_THRESHOLD_": "1048576"}
"""Large pieces of memory go back to the system at once, so that no message is charged for the one before."""
MANY = 1_000
"""From so many messages on, the fixed ones go both roads."""
SEED = 20261126
ITEMS = {"FLEET-2509-4.1": "39 of 40 checked, see attached.", "FLEET-2509-4.2": "No change; on track."}
FILES = [
    ("sample.csv", "text/csv", b"checked,passed\r\n40,39\r\n"),
    ("Prüfung.pdf", "application/pdf", b"%PDF-1.7"),
]


class Taker:
    """The child process; begun anew after a message that ended it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.child = self._begin()

    def _begin(self) -> "subprocess.Popen[bytes]":
        command = [sys.executable, "-m", "tests.faults.taker", self.url]
        return subprocess.Popen(
            command,
            cwd=ROOT,
            env=os.environ | RETURNED,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def take(self, raw: bytes) -> dict[str, object] | None:
        """Take one message in; None when the child has ended over it."""
        child = self.child
        assert child.stdin
        assert child.stdout
        try:
            child.stdin.write(struct.pack(">I", len(raw)) + raw)
            child.stdin.flush()
        except BrokenPipeError:
            pass  # it ended; what it said last is read below
        line = child.stdout.readline()
        if line:
            told: dict[str, object] = json.loads(line)
            return told
        child.wait()
        self.child = self._begin()
        return None

    def close(self) -> None:
        """Let the child end."""
        assert self.child.stdin
        self.child.stdin.close()
        self.child.wait()


def campaign(world: World, rounds: int, notes: Path) -> Counter[str]:
    """Send ``rounds`` messages in and count; what got through is written to ``notes``, a line each."""
    url = world.engine.url.render_as_string(hide_password=False)
    taker = Taker(url)
    seen: Counter[str] = Counter()
    sent: set[str] = set()
    with notes.open("w") as log:
        for name, raw in messages(world, rounds):
            told = taker.take(raw)
            sent.add(hashlib.sha256(raw).hexdigest())
            if told and float(str(told["seconds"])) > SECONDS:  # a busy machine: the quicker of two counts
                longer = raw + b"\n"
                sent.add(hashlib.sha256(longer).hexdigest())
                again = taker.take(longer)
                told = min(told, again or told, key=lambda one: float(str(one["seconds"])))
            for fault in _count(seen, told):
                log.write(f"{fault}\t{name}\t{told}\n")
                log.flush()
    taker.close()
    with reading(world.engine) as session:
        kept = list(session.exec(select(Inbound.sha256)).all())
    seen["lost"] = len(sent - set(kept))
    seen["doubled"] = len(kept) - len(set(kept))
    seen["interpreters_own"] = len(interpreters())
    return seen


def _count(seen: Counter[str], told: dict[str, object] | None) -> list[str]:
    """Count one message, and name what was wrong with it."""
    seen["tried"] += 1
    if told is None:
        seen["failed"] += 1
        return ["failed"]
    seconds, memory = float(str(told["seconds"])), float(str(told["memory"]))
    wrong = {"failed": bool(told["faults"]), "slow": seconds > SECONDS, "large": memory > MEGABYTES}
    for name, is_so in wrong.items():
        seen[name] += is_so
    seen["slowest_ms"] = max(seen["slowest_ms"], round(seconds * 1_000))
    seen["largest_mb"] = max(seen["largest_mb"], round(memory))
    return [name for name, is_so in wrong.items() if is_so]


def messages(world: World, rounds: int) -> Iterator[tuple[str, bytes]]:
    """Name and give different messages: bombs, the interpreter's own, then mutations of good mail."""
    with reading(world.engine) as session:
        code = token.make(KEY, world.request(session, PAT).id or 0, PAT)
    sign = f"X-Original-To: audit+{code}@fenshire.police.example\r\n".encode()
    fixed = [*bombs.EVERY.items(), *interpreters()]
    # With a sign in front the same bytes go the longer road, as a reply to our request.
    named = [(f"{name}, bound", sign + raw) for name, raw in fixed] + (fixed if rounds >= MANY else [])
    good = [
        raw.replace(b"audit@fenshire.example", f"audit+{code}@x.example".encode()) for raw in mails(world)
    ]
    dice = random.Random(SEED)  # noqa: S311 - repeatable damage, no secret
    given: set[bytes] = set()
    number = 0
    while len(given) < rounds:
        name, raw = (
            named[number] if number < len(named) else (f"mutation {number}", fuzzer.mutated(good, dice))
        )
        number += 1
        if raw not in given and len(given) < rounds:
            given.add(raw)
            yield name, raw


def interpreters() -> list[tuple[str, bytes]]:
    """The messages that the interpreter's own tests read; none where an interpreter comes without tests."""
    try:
        spec = find_spec("test.test_email")
    except ModuleNotFoundError:  # Debian puts it into a package of its own, libpython3-testsuite
        return []
    folders = spec.submodule_search_locations if spec else None
    found = [path for folder in folders or [] for path in sorted(Path(folder, "data").glob("msg_*.txt"))]
    return [(path.name, path.read_bytes()) for path in found]


def mails(world: World) -> list[bytes]:
    """Good mails of every client shape, and the rarer things that owners send."""
    made = [
        reply(world, PAT, ITEMS, client, number=number, attachments=FILES if number % 2 else [])
        for number, client in enumerate(CLIENTS)
    ]
    for inner in made[:3]:
        outer = EmailMessage()
        outer["From"], outer["To"], outer["Subject"] = PAT, "audit@fenshire.example", "Fwd: update"
        outer.set_content("Please see the message attached.")
        outer.add_attachment(inner, maintype="application", subtype="octet-stream", filename="a.eml")
        made.append(outer.as_bytes().replace(b"application/octet-stream", b"message/rfc822"))
    made += [bombs.with_file(bombs.zip_of({"a.txt": b"x", "word/vbaProject.bin": b"y"}), "a.docm")]
    made += [
        bombs.with_file(bombs.TNEF + b"\x02\x10\x80\x01\x00\x04\x00\x00\x00a.b\x00\x00\x00", "winmail.dat")
    ]
    return made
