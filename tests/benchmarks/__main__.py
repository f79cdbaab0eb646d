"""`make bench`: each ratio against a floor of the same run; a table, and build/bench.json."""

import datetime as dt
import io
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import openpyxl

from followup import calendar
from reports import register as merge
from reports.paper import Paper
from reports.read import read, read_lines
from reports.render import render
from reports.workbook import render as workbook
from store.db import connect, upgrade, writing
from tests.benchmarks import race, replies, roundup
from tests.conftest import ROOT
from tests.large_paper import large_paper
from tests.sample_paper import sample
from tests.world import OPENED

ROUNDS = 5


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


def raced(one: Callable[[], float], other: Callable[[], float]) -> tuple[float, float]:
    """The quickest of some rounds of both, run in turn, by the seconds they give: what a quiet machine takes.

    They time themselves, because what they need (a mailbox, a tracker) is set up first.
    """
    pairs = [(one(), other()) for _ in range(ROUNDS)]
    return min(pair[0] for pair in pairs), min(pair[1] for pair in pairs)


def mail_vs_roundup() -> tuple[float, float]:
    """Two hundred replies from Dovecot, end to end, against roundup's mail gateway on the same mails."""
    return raced(roundup.roundup, race.ours)


def mail_share_of_floor() -> tuple[float, float]:
    """The same, against fetching, parsing and committing alone."""
    print(race.stages(), flush=True)
    return raced(race.ours, race.floor)


def mail_rate_10000() -> tuple[float, float]:
    """Seconds for the last thousand of ten thousand waiting mails, against the first thousand."""
    return race.ten_thousand().last, race.ten_thousand().first


def mail_memory_10000() -> tuple[float, float]:
    """Megabytes held at most while ten thousand mails are taken in, against five hundred."""
    return race.ten_thousand().most, race.ten_thousand().early


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
                board=calendar.body(session, "Board", "board"), auditor="", who="bench", at=OPENED,
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


class Bench(NamedTuple):
    """A measurement: what gives the two figures, and what the second one is, a floor or another program."""

    figures: Callable[[], tuple[float, float]]
    floor: str = ""
    peer: str = ""


BENCHES = {
    "mail_vs_roundup": Bench(mail_vs_roundup, peer="roundup-mailgw 2.6.0"),
    "mail_share_of_floor": Bench(mail_share_of_floor, "fetch, parse and commit alone"),
    "mail_rate_10000": Bench(mail_rate_10000, "the first 1,000 of 10,000 mails"),
    "mail_memory_10000": Bench(mail_memory_10000, "the first 500 of 10,000 mails"),
    "import_growth_300_to_3000": Bench(import_growth, "300 recommendations from a workbook"),
    "import_growth_csv_300_to_3000": Bench(import_growth_csv, "300 recommendations from CSV"),
    "reading_growth_300_to_3000": Bench(reading_growth, "300 items of a narrative paper"),
    "import_share_of_floor": Bench(import_share_of_floor, "reading the workbook's cells alone"),
    "import_memory_300_to_3000": Bench(import_memory, "300 recommendations from a workbook"),
    "pdf_against_html": Bench(pdf_growth, "the same paper as HTML"),
}


def main() -> None:
    """Run the benchmarks named, or all, and write their ratios down."""
    rows: list[dict[str, object]] = []
    for name in sys.argv[1:] or [*BENCHES, "replies"]:
        if name == "replies":
            scores = replies.table()
            replies.show(scores)
            rows += scores
            continue
        bench = BENCHES[name]
        first, second = bench.figures()
        against = bench.peer or bench.floor
        value = round(first / second, 2)
        rows.append(
            {
                "name": name,
                "value": value,
                "unit": "x",
                "peer": bench.peer or None,
                "floor": bench.floor or None,
            }
        )
        # The peer's seconds divided by ours: how many times as fast; else ours by the floor's.
        unit = "MB" if "memory" in name else "s"
        how = "as fast as" if bench.peer else "of"
        print(
            f"{name:<30} {value:>8} x {how} {against} ({first:.2f} {unit}, {second:.2f} {unit})", flush=True
        )
    out = ROOT / "build" / "bench.json"
    out.parent.mkdir(exist_ok=True)
    out.write_text(json.dumps(rows, indent=1) + "\n")
    print(f"written {out} at {dt.datetime.now(dt.UTC):%H:%M} UTC")


if __name__ == "__main__":
    main()
