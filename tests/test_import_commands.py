"""Imports from the command line: looked at first, the same twice, listed, taken back."""

import json

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
    out, err = ready.run("import", str(file), "--dry-run", code=1)
    assert "shows no meeting date; give it with --meeting" in err
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
