"""The command line says no in one sentence."""

import datetime as dt
import os
import subprocess
from pathlib import Path

import pytest

from demo.servers import free_port
from store.db import connect
from tests import program
from tests.conftest import ROOT
from tests.findings import plain
from tests.world import BOARD, PANEL, build


def matters(folder: Path, *words: str, **variables: str) -> "subprocess.CompletedProcess[str]":
    clean = {name: value for name, value in os.environ.items() if not name.startswith("MATTERS_")}
    return program.matters(words, cwd=folder, env=clean | {"PYTHONPATH": str(ROOT)} | variables, patience=40)


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    assert matters(tmp_path, "init").returncode == 0
    return tmp_path


def sentence(done: "subprocess.CompletedProcess[str]") -> str:
    """The one sentence on stderr."""
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "not your fault" not in done.stderr
    return done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("review", "show", "mail-99999999999999999999"),
        ("review", "take", "99999999999999999999", "--reason", "x", "--who", "a@fenshire.example"),
    ],
)
def test_a_number_too_large_for_the_database_is_a_plain_refusal(installed: Path, words: tuple[str]) -> None:
    assert "there is no" in sentence(matters(installed, *words))


@pytest.mark.parametrize(
    ("variable", "value"),
    [("MATTERS_ZONE", "Europe/Nowhere"), ("MATTERS_DATABASE_URL", "mysql://x/y"),
     ("MATTERS_DATABASE_URL", "foo")],
)  # fmt: skip
def test_a_wrong_setting_is_named_and_nothing_is_written(installed: Path, variable: str, value: str) -> None:
    said = sentence(matters(installed, "meeting", "add", "2027-01-14", **{variable: value}))
    assert value.partition(":")[0] in said
    assert "no meeting" in matters(installed, "cycle", "status", "--meeting", "2027-01-14").stderr


def test_a_file_that_is_no_database_is_named(installed: Path) -> None:
    (installed / "bad.db").write_text("garbage " * 1000)
    said = sentence(matters(installed, "review", "list", MATTERS_DATABASE_URL="sqlite:///bad.db"))
    assert "bad.db" in said


def test_an_unreachable_mailbox_is_named_with_the_cure(installed: Path) -> None:
    said = sentence(matters(installed, "receive", MATTERS_IMAP__PORT=str(free_port())))
    assert "mailbox" in said
    assert "matters doctor" in said or "imap." in said


def test_serve_says_no_when_one_of_its_services_cannot_work(installed: Path) -> None:
    far = {"MATTERS_IMAP__HOST": "mail.fenshire.example", "MATTERS_IMAP__TLS": "false"}
    done = matters(installed, "serve", **far)
    assert "must be reached by TLS" in sentence(done)


def test_ingest_takes_nothing_when_one_of_the_files_is_missing(installed: Path) -> None:
    (installed / "one.eml").write_bytes(plain("x"))
    sentence(matters(installed, "ingest", "one.eml", "two.eml"))
    assert matters(installed, "review", "list").stdout == "nothing waits for review\n"


def test_an_unreachable_mail_server_gives_one_sentence_not_tracebacks(tmp_path: Path) -> None:
    assert matters(tmp_path, "init", "--panel", PANEL, "--board", BOARD).returncode == 0
    engine = connect(f"sqlite:///{tmp_path}/matters.db")
    build(engine)
    engine.dispose()
    date = (dt.datetime.now(dt.UTC) + dt.timedelta(days=40)).date().isoformat()
    far = {"MATTERS_SMTP__PORT": str(free_port()), "MATTERS_SMTP__TLS": "none"}
    assert matters(tmp_path, "meeting", "add", date).returncode == 0
    said = sentence(matters(tmp_path, "cycle", "open", "--meeting", date, **far))
    assert len(said.splitlines()) == 1


def test_a_wrong_name_of_the_database_is_named_without_its_password(installed: Path) -> None:
    url = "postgresql://u:s3cret@db.example:port/matters"
    done = matters(installed, "doctor", MATTERS_DATABASE_URL=url)
    assert done.returncode == 1
    said = done.stdout + done.stderr
    assert "database_url" in said
    for word in ("s3cret", "Traceback", "not your fault"):
        assert word not in said
    log = installed / "matters.log"
    assert not log.exists() or "s3cret" not in log.read_text()
