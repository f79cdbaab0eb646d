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
