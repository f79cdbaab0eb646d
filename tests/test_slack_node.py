"""Slack's own programs for Node work against the double as well: two families of clients agree on it."""

import os
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from demo.slack import Slack, User, slack
from tests.conftest import ROOT
from tests.test_slack_lint import actions, button, message, section
from tests.test_slack_sdk import connected

SOURCE, BUILD = ROOT / "tests" / "node", ROOT / "build" / "node"
INSTALLING = 180
"""Seconds for npm; where there is no registry it would try for much longer."""


@pytest.fixture(scope="session")
def programs(require: Callable) -> Path:
    """The folder with Slack's programs, installed once."""
    if shutil.which("node") is None or shutil.which("npm") is None:
        require("node", "node or npm is not installed")
    BUILD.mkdir(parents=True, exist_ok=True)
    for file in SOURCE.iterdir():
        shutil.copy(file, BUILD)
    if not (BUILD / "node_modules" / "@slack" / "bolt").is_dir():
        install = ["npm", "install", "--silent", "--no-audit", "--no-fund"]
        try:
            subprocess.run(install, cwd=BUILD, check=True, capture_output=True, timeout=INSTALLING)
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as trouble:
            require("node", f"npm could not install Slack's programs ({type(trouble).__name__})")
    return BUILD


@pytest.fixture
def double() -> Iterator[Slack]:
    with slack() as one:
        yield one


@pytest.fixture
def app(double: Slack, programs: Path) -> Iterator["subprocess.Popen[str]"]:
    """The app at work."""
    env = {
        "PATH": os.environ["PATH"], "SLACK_API": double.api, "BOT_TOKEN": double.bot_token,
        "APP_TOKEN": double.app_token,
    }  # fmt: skip
    process = subprocess.Popen(
        ["node", "app.mjs"],
        cwd=programs,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    try:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        connected(double)
        yield process
    finally:
        process.terminate()
        process.wait(10)


def answered(double: Slack, user: User, text: str) -> bool:
    """Whether the app has written this to somebody within some seconds."""
    for _ in range(200):
        if text in [one.text for one in double.messages(user)]:
            return True
        threading.Event().wait(0.05)
    return False


@pytest.mark.usefixtures("app")
def test_slacks_programs_for_node_find_in_the_double_what_they_find_in_slack(double: Slack) -> None:
    pat = double.join("Pat Marsh", "pat.marsh@fenshire.police.example")
    where = double.workspace.direct(pat.id).id
    sent = message(section(), actions(button()))
    card = double.workspace.post(where, "U0MATTERS", sent["text"], blocks=sent["blocks"])
    card.blocks = [{**block, "block_id": str(number)} for number, block in enumerate(card.blocks)]
    assert double.press(pat, card, "update").acked
    assert double.submit(pat, words="no").body["response_action"] == "errors"
    assert double.submit(pat, words="All three are done.").acked
    assert answered(double, pat, "Taken: All three are done.")
    double.say(pat, "It is done.")
    assert answered(double, pat, "Heard: It is done.")
    assert [(one.name, one.content) for one in double.workspace.files.values()] == [("pack.txt", b"abc")]
    assert double.desk.seen == []
