"""The two published papers in one register, in either order, and each of them printed again."""

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import Engine

from followup import calendar
from followup.rules import RISK, Rules
from reports import figures, register
from reports.compile import compile_paper
from reports.paper import Paper
from reports.read import read
from reports.register import Written
from store.db import connect, reading, writing
from tests.register_view import view

JULY, JANUARY = dt.date(2019, 7, 24), dt.date(2022, 1, 20)
FILES = {JULY: "2019-07-jarap-tracker.txt", JANUARY: "2022-01-jarap-tracker.txt"}
PANEL, BOARD = "Joint Audit, Risk and Assurance Panel", "SORB"
AT = dt.datetime(2022, 2, 1, 9, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def originals(papers: Path) -> dict[dt.date, Paper]:
    """Both papers, read once."""
    return {day: read(papers / name) for day, name in FILES.items()}


def bring(engine: Engine, papers: Path, paper: Paper) -> Written:
    """Import one of them."""
    name = FILES[paper.meeting_date or JULY]
    with writing(engine) as session:
        return register.write(
            session, paper, name=name, content=(papers / name).read_bytes(),
            panel=calendar.body(session, PANEL, "panel"), board=calendar.body(session, BOARD, "board"),
            auditor="Mazars", who="test", at=AT,
        )  # fmt: skip


def again(engine: Engine, day: dt.date, rules: Rules) -> Paper:
    """The paper of a meeting, compiled from the register."""
    with reading(engine) as session:
        panel = calendar.body(session, PANEL, "panel")
        meeting = calendar.add_meeting(session, panel, day, who="test", at=AT)
        return compile_paper(session, meeting, rules=rules, board=BOARD, style="narrative")


def test_july_2019_then_january_2022_is_one_register(
    engine: Engine, papers: Path, originals: dict[dt.date, Paper]
) -> None:
    first = bring(engine, papers, originals[JULY])
    assert (first.recommendations, first.board_items) == (20, 6)
    second = bring(engine, papers, originals[JANUARY])
    assert (second.recommendations, len(second.changed), second.board_items) == (19, 2, 0)
    items = view(engine)["items"]
    tracked = {name: rec for name, rec in items.items() if rec["moves"][0][1] == PANEL}
    assert len(tracked) == 39
    for reference in ("4.2", "4.4"):
        fleet = [
            name
            for name, rec in tracked.items()
            if name.startswith("FLEET-1809") and rec["reference"] == reference
        ]
        assert fleet == [f"FLEET-1809-{reference}"]
        rec = tracked[fleet[0]]
        assert [update[2] for update in rec["updates"]] == [
            update.text
            for paper in originals.values()
            for printed in paper.recommendations
            if printed.id == fleet[0]
            for update in printed.updates
        ]
        assert {update[4] for update in rec["updates"]} == {JULY, JANUARY}
        assert {date[3] for date in rec["dates"]} == {JULY, JANUARY}
        assert rec["text"]
        assert rec["priority"] == "Significant"
    assert tracked["FLEET-2111-4.2"]["title"] == "Sample check of service detail"
    missing = [
        name for name, rec in tracked.items() if "not in the paper of 20 January 2022" in rec["doubts"]
    ]
    assert len(missing) == len(second.missing) == 18
    assert all(tracked[name]["status"] != "closed" for name in missing)


def test_the_reverse_order_gives_the_same_register(
    engine: Engine, papers: Path, originals: dict[dt.date, Paper], fresh_sqlite: Path, tmp_path: Path
) -> None:
    in_time = connect(f"sqlite:///{tmp_path / 'in-time.db'}")
    (tmp_path / "in-time.db").write_bytes(fresh_sqlite.read_bytes())
    for day in (JULY, JANUARY):
        bring(in_time, papers, originals[day])
    for day in (JANUARY, JULY):
        bring(engine, papers, originals[day])
    assert view(engine) == view(in_time)
    in_time.dispose()


@pytest.mark.parametrize(("day", "rules"), [(JULY, Rules()), (JANUARY, RISK)], ids=["2019", "2022"])
def test_each_paper_is_printed_again_from_the_register_of_both(
    engine: Engine, papers: Path, originals: dict[dt.date, Paper], day: dt.date, rules: Rules
) -> None:
    for paper in originals.values():
        bring(engine, papers, paper)
    original, reprint = originals[day], again(engine, day, rules)
    assert figures.check(reprint) == []
    assert [rec.id for rec in reprint.recommendations] == [rec.id for rec in original.recommendations]
    assert [(a.title, a.month, a.assurance) for a in reprint.audits] == [
        (a.title, a.month, a.assurance) for a in original.audits
    ]
    assert reprint.discrepancies == original.discrepancies != []
    for rec, printed in zip(reprint.recommendations, original.recommendations, strict=True):
        assert (rec.title, rec.status) == (printed.title, printed.status)
        assert rec.updates[len(rec.updates) - len(printed.updates) :] == [
            u.model_copy(update={"source": None}) for u in printed.updates
        ]
        if day == JULY:
            assert [(d.words, d.date) for d in rec.target_dates] == [
                (d.words, d.date) for d in printed.target_dates
            ]
            assert [o.name for o in rec.owners] == [o.name for o in printed.owners]
            assert rec.evidence == printed.evidence
