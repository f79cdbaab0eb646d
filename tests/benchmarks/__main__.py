"""`make bench`: each ratio against a floor of the same run; a table, and build/bench.json."""

import datetime as dt
import email
import io
import json
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import openpyxl

from followup import calendar
from followup.rules import Rules
from mail.intake import receive
from reports import register as merge
from reports.paper import Paper
from reports.read import read, read_lines
from reports.render import render
from reports.workbook import render as workbook
from store.db import connect, upgrade, writing
from tests.conftest import ROOT
from tests.large_paper import large_paper
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


def paired(
    ours: Callable[[], object], floor: Callable[[], object], rounds: int = ROUNDS
) -> tuple[float, float]:
    """The medians of both, measured in turn so that a busy machine is busy for both."""
    pairs = [(seconds(ours), seconds(floor)) for _ in range(rounds)]
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


def reading_growth() -> tuple[float, float]:
    """Reading a narrative paper of 3,000 items, against one of 300: ten is linear."""
    small, large = papers(300), papers(3000)
    pairs = [(seconds(lambda: read_lines(large, "large")), seconds(lambda: read_lines(small, "small")))]
    return pairs[0]


def brought_in(name: str, content: bytes) -> None:
    """Import a register as the command does: opened, read, and merged in one transaction."""
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(f"sqlite:///{folder}/matters.db")
        upgrade(engine)
        path = Path(folder) / name
        path.write_bytes(content)
        paper = read(path)
        paper.meeting_date = dt.date(2026, 6, 24)
        with writing(engine) as session:
            done = merge.write(
                session, paper, name=name, content=content, panel=calendar.body(session, "Panel", "panel"),
                board=calendar.body(session, "Board", "board"), auditor="", who="bench", at=LATER,
            )  # fmt: skip
        assert done.recommendations + done.board_items >= len(paper.recommendations)
        engine.dispose()


def import_growth() -> tuple[float, float]:
    """Importing a workbook of 3,000 recommendations, against one of 300: ten is linear."""
    large, small = (workbook.xlsx(large_paper(count)) for count in (3000, 300))
    return paired(lambda: brought_in("l.xlsx", large), lambda: brought_in("s.xlsx", small), rounds=2)


def import_growth_csv() -> tuple[float, float]:
    """The same from CSV."""
    large, small = (workbook.csv(large_paper(count)) for count in (3000, 300))
    return paired(lambda: brought_in("l.csv", large), lambda: brought_in("s.csv", small), rounds=2)


def import_share_of_floor() -> tuple[float, float]:
    """Importing a workbook of 300 recommendations, against reading its cells alone."""
    content = workbook.xlsx(large_paper(300))

    def floor() -> None:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        for sheet in book.worksheets:
            [[cell.value for cell in row] for row in sheet.iter_rows()]

    return paired(lambda: brought_in("s.xlsx", content), floor, rounds=3)


MEASURED = """
import resource, sys
from tests.benchmarks.__main__ import brought_in
from tests.large_paper import large_paper
from reports.workbook.render import xlsx
content = xlsx(large_paper(int(sys.argv[1])))
brought_in("register.xlsx", content)
used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
print(sum(used) / 1024)
"""


def import_memory() -> tuple[float, float]:
    """Megabytes held at most, the reading process included, for 3,000 recommendations, against 300."""
    held = [
        subprocess.run([sys.executable, "-c", MEASURED, count], cwd=ROOT, check=True, capture_output=True)
        for count in ("3000", "300")
    ]
    return float(held[0].stdout), float(held[1].stdout)


def pdf_growth() -> tuple[float, float]:
    """Drawing the sample paper as PDF, against drawing it as HTML."""
    paper: Paper = sample()
    return paired(
        lambda: render(paper, style="narrative", fmt="pdf"),
        lambda: render(paper, style="narrative", fmt="html"),
    )


BENCHES: dict[str, tuple[Callable[[], tuple[float, float]], str]] = {
    "mail_share_of_floor": (mail_share_of_floor, "parse and commit alone"),
    "import_growth_300_to_3000": (import_growth, "300 recommendations from a workbook"),
    "import_growth_csv_300_to_3000": (import_growth_csv, "300 recommendations from CSV"),
    "reading_growth_300_to_3000": (reading_growth, "300 items of a narrative paper"),
    "import_share_of_floor": (import_share_of_floor, "reading the workbook's cells alone"),
    "import_memory_300_to_3000": (import_memory, "300 recommendations from a workbook"),
    "pdf_against_html": (pdf_growth, "the same paper as HTML"),
}


def main() -> None:
    """Run every benchmark and write its ratio down."""
    rows = []
    for name, (bench, floor_name) in BENCHES.items():
        ours, floor = bench()
        row = {"name": name, "value": round(ours / floor, 2), "unit": "x", "peer": None, "floor": floor_name}
        rows.append(row)
        unit = "MB" if "memory" in name else "s"
        print(
            f"{name:<30} {row['value']:>8} x of {floor_name} ({ours:.2f} {unit}, {floor:.2f} {unit})",
            flush=True,
        )
    out = ROOT / "build" / "bench.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(rows, indent=1) + "\n")
    print(f"written {out} at {dt.datetime.now(dt.UTC):%H:%M} UTC")


if __name__ == "__main__":
    main()
