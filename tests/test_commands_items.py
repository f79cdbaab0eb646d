"""Items and new reports at the command line: shown, merged, split, added; refused in one sentence."""

import sqlite3

import pytest

from tests.test_commands import PANEL, PAPER, PEOPLE, Desk
from tests.test_commands import desk as desk  # noqa: PLC0414 - fixtures are found by their name here
from tests.test_commands import ready as ready  # noqa: PLC0414
from tests.test_new_audit import REPORT

LOSER, WINNER = "FLEET-2502-4.2", "FLEET-2502-4.4"
CLOCK = {"MATTERS_CLOCK": "2026-07-01T09:00+00:00"}
AT = ("--meeting", "2026-06-24", "--reason", "One plan (33/26)")


@pytest.fixture
def filled(ready: Desk) -> Desk:
    """The demonstration's paper and people in the register."""
    ready.run("import", str(PAPER))
    ready.run("people", "import", str(PEOPLE))
    return ready


def rows(desk: Desk, table: str) -> int:
    with sqlite3.connect(desk.folder / "matters.db") as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # noqa: S608 - our own name


def test_an_item_is_merged_and_read_from_the_winner(filled: Desk) -> None:
    before = rows(filled, "event")
    out, _err = filled.run("item", "merge", LOSER, WINNER, *AT, "--dry-run", **CLOCK)
    assert "nothing was changed" in out
    assert rows(filled, "event") == before
    out, _err = filled.run("item", "merge", LOSER.lower(), WINNER, *AT, "--panel", PANEL, **CLOCK)
    assert f"{LOSER} merged into {WINNER}; {LOSER} has left the tracker" in out
    assert "told by mail: " in out
    out, _err = filled.run("item", "show", WINNER)
    assert f"History of [{LOSER}]" in out
    out, _err = filled.run("item", "show", LOSER)
    assert "One plan (33/26)" in " ".join(out.split())
    filled.run("compile", "--meeting", "2026-06-24", "--format", "html", "--out", "then")
    filled.run("meeting", "add", "2026-11-25")
    filled.run("compile", "--meeting", "2026-11-25", "--format", "html", "--out", "now")
    then, now = (next((filled.folder / name).glob("*.html")).read_text() for name in ("then", "now"))
    assert f"Supersedes {LOSER}" not in then
    assert f"Supersedes {LOSER}" in now


def test_an_item_is_split_by_its_parts(filled: Desk) -> None:
    out, _err = filled.run(
        "item", "split", LOSER, "--into", "4.2a=Scheduler", "--into", "4.2b=Tablets = screens",
        "--text", "4.2b=Buy them.", "--meeting", "2026-06-24", "--reason", "Two jobs", **CLOCK,
    )  # fmt: skip
    assert "FLEET-2502-4.2 split into FLEET-2502-4.2a, FLEET-2502-4.2b; FLEET-2502-4.2 has left" in out
    out, _err = filled.run("item", "show", "FLEET-2502-4.2b")
    assert "Tablets = screens" in out
    assert "Buy them." in out
    assert f"History of [{LOSER}]" in out
    out, _err = filled.run(
        "item", "split", WINNER, "--into", "4.4a=More", "--keep", "--dry-run", *AT, **CLOCK
    )
    assert f"{WINNER} stays on the tracker" in out


def test_what_cannot_be_done_to_items_is_refused_in_a_sentence(filled: Desk) -> None:
    cases = {
        ("show", "NONE-1-1"): "no item NONE-1-1",
        ("merge", LOSER, "NONE-1-1", *AT): "no item NONE-1-1",
        ("merge", LOSER, LOSER, *AT): "into itself",
        ("merge", LOSER, WINNER, "--meeting", "2026-06-25", "--reason", "x"): "no meeting on 2026-06-25",
        ("merge", LOSER, WINNER, "--meeting", "2026-06-24", "--reason", " "): "--reason",
        ("merge", LOSER, WINNER, *AT, "--body", "Parish"): "unknown board 'Parish'",
        ("split", LOSER, "--into", "4.2a", *AT): "REFERENCE=WORDS",
        ("split", LOSER, "--into", "4.2a=A", *AT): "at least two",
        ("split", LOSER, "--into", "4.2a=A", "--part", "4.2c=1", *AT): "no piece has the reference 4.2c",
        ("split", LOSER, "--into", "4.2a=A", "--into", "4.4=B", *AT): "FLEET-2502-4.4 is not free",
    }
    before = rows(filled, "event")
    for words, said in cases.items():
        assert said in filled.refused("item", *words, **CLOCK), words
    assert rows(filled, "event") == before
    filled.run("item", "merge", LOSER, WINNER, code=2)


def test_a_published_report_is_added_with_its_file(filled: Desk) -> None:
    report = filled.folder / "boats.txt"
    report.write_text(REPORT.format(opinion="LIMITED"))
    out, err = filled.run("audit", "add", "boats.txt", "--dry-run", **CLOCK)
    assert "nothing was written" in out
    assert "no --published DATE" in err
    assert rows(filled, "audit_report") == 0
    out, err = filled.run(
        "audit", "add", "boats.txt", "--published", "2026-06-20", "--auditor", "Quill", "--marking",
        "OFFICIAL", "--assurance", "satisfactory", "--title", "Boats", "--month", "2026-05", **CLOCK,
    )  # fmt: skip
    assert "Boats, May 2026: Satisfactory assurance, by Quill, published 20 June 2026, marked OFFICIAL" in out
    assert "to the board: Housekeeping" in out
    assert "Owners that match nobody known" in out
    assert err == ""
    with sqlite3.connect(filled.folder / "matters.db") as connection:
        assert connection.execute("SELECT content FROM audit_report").fetchall() == [(report.read_bytes(),)]
    out, _err = filled.run("audit", "list")
    assert "Boats" in out
    assert "in the register already" in filled.refused(
        "audit", "add", "boats.txt", "--title", "BOATS", "--month", "2026-05", **CLOCK
    )


def test_a_report_that_cannot_be_read_comes_with_a_table(filled: Desk) -> None:
    pdf = filled.folder / "boats.pdf"
    pdf.write_bytes(b"%PDF-1.7\n\0\0 not one that can be read")
    said = filled.refused("audit", "add", "boats.pdf", **CLOCK)
    assert "boats.pdf" in said
    assert "--items FILE" in said
    table = filled.folder / "items.txt"
    table.write_text(REPORT.format(opinion="LIMITED"))
    out, _err = filled.run("audit", "add", "boats.pdf", "--items", "items.txt", **CLOCK)
    assert "boats.pdf is kept with the audit" in out
    (filled.folder / "empty.pdf").touch()
    for words, reason in {
        ("none.pdf",): "there is no file none.pdf",
        ("empty.pdf",): "empty.pdf is empty",
        ("boats.pdf", "--items", "none.csv"): "none.csv",
        ("boats.pdf", "--items", "items.txt", "--published", "soon"): "not a date",
    }.items():
        assert reason in filled.refused("audit", "add", *words, **CLOCK), words
