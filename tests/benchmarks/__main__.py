"""`make bench`: each ratio against a floor of the same run; a table, and build/bench.json."""

import datetime as dt
import email
import json
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from followup.rules import Rules
from mail.intake import receive
from reports.paper import Paper
from reports.read import read_lines
from reports.render import render
from store.db import connect, upgrade
from tests.conftest import ROOT
from tests.sample_paper import sample
from tests.test_intake import LATER, intake, reply
from tests.world import PAT, World, build

ROUNDS = 5
MAILS = 60


def seconds(work: Callable[[], object]) -> float:
    """How long something takes once."""
    begin = time.perf_counter()
    work()
    return time.perf_counter() - begin


def paired(ours: Callable[[], object], floor: Callable[[], object]) -> tuple[float, float]:
    """The medians of both, measured in turn so that a busy machine is busy for both."""
    pairs = [(seconds(ours), seconds(floor)) for _ in range(ROUNDS)]
    return statistics.median(p[0] for p in pairs), statistics.median(p[1] for p in pairs)


def register(folder: Path) -> World:
    """A fresh register with an open cycle."""
    engine = connect(f"sqlite:///{folder / 'matters.db'}")
    upgrade(engine)
    world = build(engine, Rules())
    world.open()
    return world


def mail_share_of_floor() -> tuple[float, float]:
    """Taking replies in, against parsing the same bytes and committing a row for each."""
    with tempfile.TemporaryDirectory() as name:
        world = register(Path(name))
        floor_db = sqlite3.connect(Path(name) / "floor.db")
        floor_db.execute("CREATE TABLE mail (raw BLOB)")
        number = iter(range(10**6))

        def mails() -> list[bytes]:
            answer = {"FLEET-2509-4.1": "Two of three workshops check."}
            return [reply(world, PAT, answer, number=next(number)) for _ in range(MAILS)]

        batches = [mails() for _ in range(ROUNDS)]
        ours, floors = iter(batches), iter(batches)

        def take() -> None:
            for raw in next(ours):
                receive(world.engine, raw, intake=intake(world), at=LATER)

        def floor() -> None:
            for raw in next(floors):
                parsed = email.message_from_bytes(raw)
                [part.get_payload(decode=True) for part in parsed.walk()]
                with floor_db:
                    floor_db.execute("INSERT INTO mail VALUES (?)", (raw,))

        return paired(take, floor)


def papers(count: int) -> list[str]:
    """The lines of an invented paper with so many items, in audits of thirty."""
    source = (ROOT / "demo" / "fenshire" / "2026-06-tracker.txt").read_text().splitlines()
    start = next(n for n, line in enumerate(source) if "ASSURANCE" in line and "\t" in line and n > 40)
    end = next(n for n, line in enumerate(source) if line.strip() == "END")
    lines, tracker = source[:start], source[start:end]
    for copy in range(count // 12):
        lines += [line.replace("ASSURANCE", f"{copy} ASSURANCE") for line in tracker]
    return lines


def import_growth() -> tuple[float, float]:
    """Reading a paper of 3,000 items, against one of 300: ten is linear."""
    small, large = papers(300), papers(3000)
    pairs = [(seconds(lambda: read_lines(large, "large")), seconds(lambda: read_lines(small, "small")))]
    return pairs[0]


def pdf_growth() -> tuple[float, float]:
    """Drawing the sample paper as PDF, against drawing it as HTML."""
    paper: Paper = sample()
    return paired(
        lambda: render(paper, style="narrative", fmt="pdf"),
        lambda: render(paper, style="narrative", fmt="html"),
    )


BENCHES: dict[str, tuple[Callable[[], tuple[float, float]], str]] = {
    "mail_share_of_floor": (mail_share_of_floor, "parse and commit alone"),
    "import_growth_300_to_3000": (import_growth, "300 items"),
    "pdf_against_html": (pdf_growth, "the same paper as HTML"),
}


def main() -> None:
    """Run every benchmark and write its ratio down."""
    rows = []
    for name, (bench, floor_name) in BENCHES.items():
        ours, floor = bench()
        row = {"name": name, "value": round(ours / floor, 2), "unit": "x", "peer": None, "floor": floor_name}
        rows.append(row)
        print(f"{name:<28} {row['value']:>8} x of {floor_name} ({ours:.2f} s, {floor:.2f} s)", flush=True)
    out = ROOT / "build" / "bench.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(rows, indent=1) + "\n")
    print(f"written {out} at {dt.datetime.now(dt.UTC):%H:%M} UTC")


if __name__ == "__main__":
    main()
