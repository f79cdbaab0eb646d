"""A real Dovecot that dies, falls silent, crawls or forgets, and a full disk: no mail is lost or doubled."""

import os
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Engine, event
from sqlmodel import select

from mail.listener import Listener
from store.db import reading
from store.models import Inbound
from tests.dovecot import Dovecot, running
from tests.faults import victim
from tests.faults.kill import counted, mails
from tests.proxy import proxied
from tests.world import World

EACH = 3
FORGETTINGS = 3
"""Mails put in before and after every fault."""
AT_MOST = 60.0
"""Seconds to wait for mails to be taken: time-outs are short here, see ``victim.HASTY``."""


class Watch:
    """A listener at work in threads of this process, and how many messages it has begun and moved."""

    def __init__(self, world: World, server: Dovecot, port: int = 0) -> None:
        self.moved, self.begun, self._told = 0, 0, threading.Condition()
        self.stop = threading.Event()
        listener = Listener(
            world.engine,
            victim.mailbox(server.imap, port),
            victim.intake(),
            clock=lambda: victim.AT,
            observe=self._hear,
        )
        self.thread = threading.Thread(target=listener.watch, args=(self.stop,))

    def _hear(self, step: str, _uid: int) -> None:
        with self._told:
            self.moved += step == "moved"
            self.begun += step == "begun"
            self._told.notify_all()

    def wait(self, enough: Callable[[], bool]) -> bool:
        """Wait until it has done so much; False when it does not get there."""
        with self._told:
            return self._told.wait_for(enough, AT_MOST)


@contextmanager
def watching(world: World, server: Dovecot, port: int = 0) -> Iterator[Watch]:
    """Have a listener at work."""
    watch = Watch(world, server, port)
    watch.thread.start()
    try:
        yield watch
    finally:
        watch.stop.set()
        watch.thread.join(30)


def _rounds(
    world: World, server: Dovecot, rounds: int, fault: Callable[[int], bool], port: int = 0
) -> Counter[str]:
    """Let mail in, do something terrible, let more in; gives what came of it.

    ``fault`` gives whether it happened as meant; ``failed`` counts listeners that did not take all in time.
    """
    seen: Counter[str] = Counter()
    put = 0
    with watching(world, server, port) as watch:
        for number in range(rounds):
            for after in (False, True):
                if after:
                    seen["not killed"] += not fault(number)
                server.imap.put(*mails(world, range(put, put + EACH)))
                put += EACH
                seen["failed"] += not watch.wait(lambda: watch.moved >= put)  # noqa: B023 - called at once
            seen["tried"] += 1
    seen["failed"] += watch.thread.is_alive()
    return counted(seen, world, server.imap, put)


def killed(world: World, program: str, rounds: int) -> Counter[str]:
    """Kill the processes that serve us, and in every other round the whole server, which comes back later."""
    with running(program) as server:

        def fault(number: int) -> bool:
            if number % 2 == 0:
                return server.kill_sessions() > 0
            server.stop(signal.SIGKILL)
            server.start()
            return True

        return _rounds(world, server, rounds, fault)


def half_closed(world: World, program: str, rounds: int) -> Counter[str]:
    """Leave connections open that pass nothing any more, or close them one way only."""
    with running(program) as server, proxied(server.port) as proxy:

        def fault(number: int) -> bool:
            if number % 3 == 0:
                proxy.freeze()
            else:
                proxy.half_close(towards_client=number % 3 == 1)
            return True

        return _rounds(world, server, rounds, fault, proxy.port)


def slow(world: World, program: str, rounds: int) -> Counter[str]:
    """Have every answer trickle in pieces that end in the middle of lines."""
    with running(program) as server, proxied(server.port) as proxy:

        def fault(_number: int) -> bool:
            proxy.slow = True
            return True

        return _rounds(world, server, rounds, fault, proxy.port)


def renumbered(world: World, program: str, rounds: int) -> Counter[str]:
    """Change UIDVALIDITY under a listener at work, and of one killed between commit and move."""
    with running(program) as server:

        def fault(number: int) -> bool:
            before = validity(server)
            for again in range(FORGETTINGS):  # a server at work may write down what it still knows
                stopped = number % 2 or again
                if stopped:
                    server.stop()
                server.forget_uids()
                time.sleep(1.1)  # Dovecot takes the new one from the clock, in seconds
                if stopped:
                    server.start()
                if validity(server) != before:
                    return True
            return False

        seen = _rounds(world, server, rounds, fault)
        put = 2 * EACH * rounds
        server.imap.put(*mails(world, range(put, put + EACH)))
        seen["not killed"] += victim.finish(world, server.imap, "committed") != -9
        seen["not killed"] += not fault(1)
        seen["failed"] += victim.finish(world, server.imap, "none") != 0
        return counted(seen, world, server.imap, put + EACH)


def validity(server: Dovecot) -> int:
    """The inbox's UIDVALIDITY."""
    client = server.imap.client()
    try:
        return int(client.folder_status("INBOX", ["UIDVALIDITY"])[b"UIDVALIDITY"])
    finally:
        client.logout()


def full_disk(
    build: Callable[[Path], World], folder: Path, program: str, rounds: int, *, real: bool = True
) -> Counter[str]:
    """Fill the disk beneath the database, see that nothing moves, make room, see that all is taken."""
    seen: Counter[str] = Counter()
    put = 0
    with small_disk(folder, real=real) as disk, running(program) as server:
        world = build(disk.folder)
        disk.limits(world.engine)
        with watching(world, server) as watch:
            for _ in range(rounds):
                raws = mails(world, range(put, put + EACH))
                disk.fill()
                server.imap.put(*raws)
                put += EACH
                time.sleep(2)  # some attempts, in vain unless the database has a little room within
                with reading(world.engine) as session:
                    kept = len(session.exec(select(Inbound.id)).all())
                moved = put - server.imap.held("INBOX")
                seen["moved unkept"] += max(0, moved - kept)
                seen["not killed"] += moved == put
                disk.free()
                seen["failed"] += not watch.wait(lambda: watch.moved >= put)  # noqa: B023 - called at once
                seen["tried"] += 1
        seen["failed"] += watch.thread.is_alive()
        return counted(seen, world, server.imap, put)


class Disk:
    """A disk that can be filled: a small one in memory for root, else a limit on the database's pages."""

    def __init__(self, folder: Path, *, real: bool) -> None:
        self.folder, self._real, self._full = folder, real, False
        self._engine: Engine | None = None

    def limits(self, engine: Engine) -> None:
        """Have the database on this disk feel that it is full."""
        self._engine = engine
        if not self._real:
            event.listen(engine, "connect", self._limit)

    def _limit(self, connection, _record) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0] if self._full else 2**30
        connection.execute(f"PRAGMA max_page_count={pages}")

    def fill(self) -> None:
        """Leave no room."""
        self._set(full=True)
        if self._real and self._engine is not None:
            with self._engine.connect() as connection:  # else there may be room in the log beside it
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            with (self.folder / "filler").open("wb", buffering=0) as file:
                try:
                    while True:
                        file.write(b"\0" * 4096)
                except OSError:
                    return

    def free(self) -> None:
        """Make room again."""
        self._set(full=False)
        if self._real:
            (self.folder / "filler").unlink()

    def _set(self, *, full: bool) -> None:
        self._full = full
        if self._engine is not None and not self._real:
            self._engine.dispose()  # connections opened from now on know


@contextmanager
def small_disk(folder: Path, *, real: bool) -> Iterator[Disk]:
    """A disk of 16 MB; where that cannot be had, or is not wanted, one that is limited by the database."""
    place = folder / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=16m", "none", str(place)]
    real = (
        real and os.getuid() == 0 and subprocess.run(mount, check=False, capture_output=True).returncode == 0
    )
    try:
        yield Disk(place, real=real)
    finally:
        if real:
            subprocess.run(["umount", "--lazy", str(place)], check=True)
