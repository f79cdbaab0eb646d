"""A child that takes messages of its input in, within limits, and tells what each cost: ``taker.py URL``."""

import json
import logging
import resource
import struct
import sys
import time
from pathlib import Path

from followup.rules import Rules
from mail.intake import Intake, receive
from store.db import connect
from tests.test_compose import OURS, SENDERS
from tests.test_intake import LATER

MEMORY = 2_000_000_000
"""Bytes of address space, with the libraries': a hog gets a MemoryError, and the machine lives."""
PROCESSOR = 60
"""Seconds for each message, after which the kernel ends the child."""
LARGEST = 64 * 1024 * 1024
MEGABYTE = 1024 * 1024


class Faults(logging.Handler):
    """Collects what the intake logs as a fault: an exception that left an accessor."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        kind, error = (record.exc_info or (None, None, None))[:2]
        self.seen.append(f"{kind.__name__}: {error}"[:300] if kind else record.getMessage())


def forget_peak() -> None:
    """Begin to measure the peak of memory anew."""
    Path("/proc/self/clear_refs").write_text("5")


def peak() -> float:
    """Give the peak of memory that was really used, in MB."""
    status = Path("/proc/self/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def main() -> None:
    """Take each message of standard input (its length in four bytes, then itself); tell a line for each."""
    engine = connect(sys.argv[1])
    intake = Intake(outgoing=OURS, senders=SENDERS, rules_of=lambda _panel: Rules())
    faults = Faults()
    logging.getLogger().addHandler(faults)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    while head := sys.stdin.buffer.read(4):
        raw = sys.stdin.buffer.read(struct.unpack(">I", head)[0])
        spent = int(time.process_time())
        resource.setrlimit(resource.RLIMIT_CPU, (spent + PROCESSOR, resource.RLIM_INFINITY))
        faults.seen = []
        forget_peak()
        start = time.process_time()
        done = receive(engine, raw, intake=intake, at=LATER)
        told = {
            "seconds": round(time.process_time() - start, 3),
            "memory": round(peak(), 1),
            "inbound": done.inbound_id,
            "fresh": done.fresh,
            "state": done.state,
            "problem": done.problem[:200],
            "faults": faults.seen,
        }
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main()
