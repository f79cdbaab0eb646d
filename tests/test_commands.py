"""The command line as people use it: what it needs, what it refuses in one sentence, what it writes."""

import json
import os
import stat
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.program import matters

PAPER = ROOT / "demo" / "fenshire" / "2026-06-tracker.txt"
PEOPLE = ROOT / "demo" / "fenshire" / "people.csv"
PANEL = "Joint Independent Audit Committee"


class Desk:
    """A folder in which commands are run as processes."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *words: str, code: int = 0, text: str = "", **more: str) -> tuple[str, str]:
        """Run a command; gives stdout and stderr."""
        clean = {k: v for k, v in os.environ.items() if not k.startswith("MATTERS_")}
        env = clean | {"PYTHONPATH": str(ROOT), "MATTERS_WHO": "r@f.example"} | more
        done = matters(words, cwd=self.folder, env=env, text=text)
        assert done.returncode == code, (words, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        return done.stdout, done.stderr

    def refused(self, *words: str, **more: str) -> str:
        """Run a command that says no: one sentence on stderr."""
        out, err = self.run(*words, code=1, **more)
        lines = [line for line in err.splitlines() if line.startswith("matters: ")]
        assert len(lines) == 1, (out, err)
        return lines[0]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """An empty folder."""
    return Desk(tmp_path)


@pytest.fixture
def ready(desk: Desk) -> Desk:
    """A folder with settings, key and database."""
    desk.run("init", "--panel", PANEL, "--board", "Strategic Risk Board", "--address", "audit@f.example")
    return desk


def test_reading_needs_no_settings_database_or_network(desk: Desk) -> None:
    out, _err = desk.run("import", str(PAPER), "--dry-run", "--json")
    read = json.loads(out)
    assert len(read["recommendations"]) == 12
    assert set(read) == {"paper", "audits", "recommendations", "board_items", "discrepancies"}
    assert {"id", "target_in_force", "source", "doubts"} <= set(read["recommendations"][0])
    assert set(read["recommendations"][0]["source"]) == {"from", "to", "page"}
    out, _err = desk.run("interpret", "--jsonl", text='{"id": "7", "text": "Done. Please close."}\n')
    understood = json.loads(out)
    assert (understood["id"], understood["claim"]) == ("7", "propose_closed")
    assert {"target_date", "dates", "implemented", "evidence", "names", "spans", "doubts"} <= set(understood)
    assert list(desk.folder.iterdir()) == []


def test_init_makes_everything_once_and_the_key_for_its_owner_only(ready: Desk) -> None:
    key = ready.folder / "matters.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    before = key.read_text(), (ready.folder / "matters.toml").read_text()
    out, _err = ready.run("init")
    assert out.count("kept") == 2
    assert (key.read_text(), (ready.folder / "matters.toml").read_text()) == before


def test_without_its_key_nothing_starts(ready: Desk) -> None:
    (ready.folder / "matters.key").chmod(0o644)
    assert "others may read" in ready.refused("review", "list")
    (ready.folder / "matters.key").unlink()
    assert "signing key" in ready.refused("review", "list")
    assert "signing key" in ready.refused("serve")


def test_bad_input_is_refused_in_a_sentence_with_the_cure(ready: Desk) -> None:
    ready.run("import", str(PAPER))
    (ready.folder / "shopping.txt").write_text("eggs\nmilk\n")
    (ready.folder / "paper.exe").write_bytes(b"MZ\0\0")
    cases = {
        ("import", "none.txt"): "none.txt",
        ("import", "shopping.txt"): "not look like a panel paper",
        ("import", "paper.exe"): "paper.exe",
        ("people", "import", "none.csv"): "no file",
        ("meeting", "add", "next Tuesday"): "write it as 2026-11-12",
        ("cycle", "open", "--meeting", "2026-12-01"): "matters meeting add",
        ("cycle", "open", "--meeting", "2026-06-24"): "people import",
        ("cycle", "status", "--meeting", "2026-06-24", "--panel", "Parish"): "unknown panel 'Parish'",
        ("compile", "--meeting", "2026-06-24", "--style", "baroque"): "baroque",
        ("compile", "--meeting", "2026-06-24", "--format", "clay"): "clay",
        ("compile", "--meeting", "2026-06-24", "--audience", "friends"): "public or restricted",
        ("review", "show", "NONE-1-1"): "no item NONE-1-1",
        ("review", "approve", "FLEET-2502-4.2"): "in no cycle",
        ("outcome", "FLEET-2502-4.3", "agreed"): "--meeting",
        ("outcome", "FLEET-2502-4.2", "agreed", "--meeting", "2026-06-24"): "nothing is proposed",
        ("outcome", "FLEET-2502-4.2", "extension", "soon", "--meeting", "2026-06-24"): "not a date",
        ("audit", "mark", "NOTHING", "SECRET"): "no audits",
        ("serve", "--only", "tea"): "unknown service",
        ("ingest", "none.eml"): "no file",
        ("people", "alarms", "clear", "alarm-7"): "no alarm alarm-7",
        ("people", "alarms", "clear", "9" * 40): "no alarm 999",
        ("people", "alarms", "clear", "bell"): "no alarm bell",
        ("receive",): "",
    }
    for words, said in cases.items():
        assert said in ready.refused(*words), words
    assert not list(ready.folder.glob("panel-paper*"))


def test_a_wrong_setting_is_named(ready: Desk) -> None:
    settings = ready.folder / "matters.toml"
    settings.write_text(settings.read_text().replace("open_days = 42", 'open_days = "soon"'))
    assert "open_days" in ready.refused("review", "list")
    settings.write_text("colour = 7\n")
    assert "colour: there is no such setting" in ready.refused("review", "list")
    settings.write_text("this is no toml")
    assert "not valid TOML" in ready.refused("review", "list")


def test_a_database_that_is_not_there_is_said_to_be_so(ready: Desk) -> None:
    gone = "postgresql://nobody@127.0.0.1:1/none"
    assert "database cannot be reached" in ready.refused("review", "list", MATTERS_DATABASE_URL=gone)
    (ready.folder / "matters.db").unlink()
    assert "matters init" in ready.refused("review", "list")


def test_usage_errors_are_exit_2(desk: Desk) -> None:
    desk.run("compile", code=2)
    desk.run("nonsense", code=2)


def test_the_doctor_names_each_part_and_the_cure(ready: Desk) -> None:
    out, _err = ready.run("doctor", code=1, MATTERS_IMAP__PORT="1", MATTERS_SMTP__PORT="1")
    seen = {line[6:18].strip(): line[:4].strip() for line in out.splitlines()}
    assert seen == {
        "settings": "ok", "signing key": "ok", "database": "ok", "mailbox": "FAIL", "mail server": "FAIL",
        "senders": "FAIL", "disk": "ok", "clock": "ok",
    }  # fmt: skip


def test_a_dry_run_leaves_nothing(ready: Desk) -> None:
    ready.run("import", str(PAPER))
    out, _err = ready.run("people", "import", str(PEOPLE), "--dry-run")
    assert "nothing was written" in out
    assert "people import" in ready.refused("cycle", "open", "--meeting", "2026-06-24")
    ready.run("people", "import", str(PEOPLE))
    ready.run("meeting", "add", "2026-11-25")
    out, _err = ready.run("cycle", "open", "--meeting", "2026-11-25", "--dry-run", "--out", "mails")
    assert "Awaiting the panel's decision" in out
    mails = list((ready.folder / "mails").glob("*.eml"))
    assert len(mails) == 6
    for path in mails:
        assert f"{path.name} (envelope audit+bounce-" in out
        assert b"\r\nReply-To: audit+" in path.read_bytes()
    out, _err = ready.run("cycle", "status", "--meeting", "2026-11-25")
    assert "planned" in out


def test_an_outcome_by_the_board_is_the_boards(ready: Desk) -> None:
    ready.run("import", str(PAPER))
    said = ready.refused(
        "outcome", "FLEET-2502-4.3", "agreed", "--meeting", "2026-09-01", "--body", "Strategic Risk Board"
    )
    assert "does not hold this item" in said


def test_the_register_is_exported_to_files(ready: Desk) -> None:
    ready.run("import", str(PAPER))
    out, _err = ready.run("export", "--out", "data", MATTERS_CLOCK="2026-10-05T09:00+00:00")
    names = ["data/register-2026-10-05-restricted.xlsx", "data/register-2026-10-05-restricted.csv"]
    assert out.splitlines() == names
    assert all((ready.folder / name).stat().st_size > 1000 for name in names)
    out, _err = ready.run("export", "--format", "csv", "--audience", "public", "--out", "data")
    assert out.strip().endswith(".csv")
    assert "restricted" not in out
    assert "exported as xlsx or csv, not ods" in ready.refused("export", "--format", "ods")
    assert "public or restricted, not 'all'" in ready.refused("export", "--audience", "all")
    assert "--out names a folder" in ready.refused("export", "--out", "matters.toml")
