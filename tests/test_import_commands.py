"""Imports from the command line: looked at first, the same twice, listed, taken back."""

import json
import os

import pytest

from tests.files import docx, p, packed
from tests.test_commands import PAPER, Desk, desk, ready

__all__ = ["desk", "ready"]


def test_an_import_is_looked_at_before_it_is_written(ready: Desk) -> None:
    out, _err = ready.run("import", str(PAPER), "--dry-run")
    assert "New in the register (15):" in out
    assert out.rstrip().endswith("nothing was written")
    plan = json.loads(ready.run("import", str(PAPER), "--dry-run", "--json")[0])["plan"]
    assert (len(plan["new"]), plan["recommendations"], plan["again"]) == (15, 12, False)
    assert ready.run("imports", "list")[0] == ""


def test_a_meeting_that_the_file_does_not_show_is_what_its_dates_are_held_against(ready: Desk) -> None:
    head = "Ref,Title,Recommendation,Priority,Owner,Target date,Status"
    rows = "4.1,Stock,Count.,High,Ann Bell,end of March,Open\n4.2,Keys,Log.,High,Ann Bell,30/09/2026,Open"
    file = ready.folder / "tracker.csv"
    file.write_text(f"{head}\n{rows}\n", encoding="utf-8")
    assert "shows no meeting date; give it with --meeting" in ready.refused("import", str(file))
    out, err = ready.run("import", str(file), "--dry-run")
    assert "the paper shows no meeting date" in err
    assert "“end of March”: no year is printed, and nothing tells it" in out
    assert "before the meeting" not in out
    out, _err = ready.run("import", str(file), "--dry-run", "--meeting", "2026-11-25")
    assert "its target date 30 September 2026 is before the meeting" in out
    assert "31 March 2027" in out


def test_the_same_file_twice_is_said_and_changes_nothing(ready: Desk) -> None:
    ready.run("import", str(PAPER))
    out, _err = ready.run("import", str(PAPER))
    assert "imported already (import 1); nothing was changed" in out
    assert len(ready.run("imports", "list")[0].splitlines()) == 1


def test_an_import_is_taken_back_by_its_number(ready: Desk) -> None:
    out, _err = ready.run("import", str(PAPER))
    assert "`matters imports undo 1` takes it back" in out
    out, _err = ready.run("imports", "undo", "1", "--dry-run")
    assert "Gone from the register (15):" in out
    assert "nothing was changed" in out
    out, _err = ready.run("imports", "undo", "1")
    assert "import 1 was taken back" in out
    assert "taken back" in ready.run("imports", "list")[0]
    assert "there is no import 1" in ready.refused("imports", "undo", "1")
    assert "no items" not in ready.run("import", str(PAPER))[0]
    ready.run("outcome", "FLEET-2502-4.3", "agreed", "--meeting", "2026-06-24")
    assert "FLEET-2502-4.3 (agreed at" in ready.refused("imports", "undo", "1")


def test_what_is_doubted_of_every_item_is_said_once(ready: Desk) -> None:
    rows = "1,Count.,High,Ann Bell,31/03/2027,x\n2,Log.,High,,31/03/2027,x"
    file = ready.folder / "tracker.csv"
    file.write_text(f"Ref,Recommendation,Priority,Owner,Due date,Ward\n{rows}\n", encoding="utf-8")
    out, _err = ready.run("import", str(file), "--dry-run", "--meeting", "2026-11-25")
    assert out.count("No layout is known for this document") == out.count("No title is printed") == 1
    assert "Every item: No title is printed" in out
    assert "UNNAMED-0000-2: No person responsible could be read" in out


def test_a_look_needs_no_register_and_no_database(desk: Desk) -> None:
    (desk.folder / "matters.toml").write_text('database_url = "postgresql://nobody@127.0.0.1:1/none"')
    out, err = desk.run("import", str(PAPER), "--dry-run", "--json")
    assert len(json.loads(out)["recommendations"]) == 12
    assert "plan" not in json.loads(out)
    assert len(err.splitlines()) == 1
    assert "what it would change in the register cannot be told: " in err
    assert "nothing was written" in desk.run("import", str(PAPER), "--dry-run")[0]
    assert "the database cannot be reached" in desk.refused("import", str(PAPER))


def test_a_look_before_there_is_a_register_uses_the_words_of_the_settings(desk: Desk) -> None:
    desk.run("init", "--panel", "Audit Panel")
    words = '[panels.vocabulary.statuses]\n"parked" = "not_adopted"\n'
    settings = desk.folder / "matters.toml"
    settings.write_text(settings.read_text() + words)
    table = (
        "Audit,Ref,Title,Priority,Owner,Target date,Status\n"
        "Fleet,4.1,Fuel cards,High,A. Keane,1 May 2026,Parked\n"
    )
    (desk.folder / "tracker.csv").write_text(table)
    look = ("import", "tracker.csv", "--dry-run", "--json", "--meeting", "2026-06-24")
    with_register = json.loads(desk.run(*look)[0])
    (desk.folder / "matters.db").unlink()
    without = json.loads(desk.run(*look)[0])
    assert without["recommendations"] == with_register["recommendations"]
    assert [one["status"] for one in without["recommendations"]] == ["not_adopted"]


@pytest.mark.parametrize(
    "name", [b"two\nlines.docx", b"\x1b[2Jwiped.docx", b"bad\xff.docx", "Gwŷr ’22.docx".encode()]
)
def test_any_name_of_a_file_is_shown_on_one_line(desk: Desk, name: bytes) -> None:
    path = os.path.join(os.fsencode(desk.folder), name)  # noqa: PTH118 - a Path takes no bytes
    with open(path, "wb") as file:  # noqa: PTH123 - the same
        file.write(docx(p("no paper")))
    _out, err = desk.run("import", os.fsdecode(name), code=1)
    assert len(err.splitlines()) == 1
    assert err.strip("\n").isprintable()
    assert "does not look like a panel paper" in err
    assert desk.run("import", os.fsdecode(name), "--lines")[0] == "     1  no paper\n"


def test_what_is_no_file_is_said_to_be_none(desk: Desk) -> None:
    os.mkfifo(desk.folder / "pipe.docx")
    (desk.folder / "loop.docx").symlink_to("loop.docx")
    (desk.folder / "hanging.docx").symlink_to("nowhere.docx")
    told = {
        ".": "is a folder",
        "pipe.docx": "no file but a device or a pipe",
        "/dev/zero": "no file but a device or a pipe",
        "loop.docx": "cannot be opened",
        "hanging.docx": "There is no file hanging.docx",
        "no/such.docx": "There is no file no/such.docx",
        "x" * 300 + ".docx": "cannot be opened",
    }
    for name, why in told.items():
        assert why in desk.refused("import", name, "--dry-run", "--json")


def test_what_a_file_says_does_nothing_to_the_terminal(desk: Desk) -> None:
    (desk.folder / "paper.txt").write_text("Fleet \x1b]0;title\x07\x1b[2J\tfuel " + "and cards " * 50)
    out, _err = desk.run("import", "paper.txt", "--lines")
    assert "\x1b" not in out
    assert "\x07" not in out
    assert "\tfuel" in out


def test_a_log_that_cannot_be_written_hides_no_sentence(desk: Desk) -> None:
    nonsense = packed({"xl/workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"})
    (desk.folder / "a.xlsx").write_bytes(nonsense)
    (desk.folder / "matters.log").mkdir()
    assert "could not be read: it is damaged" in desk.refused("import", "a.xlsx", "--dry-run", "--json")
