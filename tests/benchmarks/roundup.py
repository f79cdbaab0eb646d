"""roundup's mail gateway on the mails of the race: the owners are its users, the items its issues."""

import mailbox
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.race import ITEMS, OWNERS, mails, register
from tests.conftest import ROOT

PEERS = ROOT / "build" / "peers"
ROUNDUP = "roundup==2.6.0"


def peers(*packages: str) -> Path:
    """The programs of the peers, installed once into an environment of their own."""
    if not (PEERS / "bin" / "python").exists():
        subprocess.run([sys.executable, "-m", "venv", str(PEERS)], check=True)
    pip = [str(PEERS / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", *packages]
    subprocess.run(pip, check=True)
    return PEERS / "bin"


def roundup(count: int = 200) -> float:
    """Seconds of roundup-mailgw over an mbox of the same mails, its start included."""
    programs = peers(ROUNDUP)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        world = register(folder)
        box = mailbox.mbox(folder / "mails.mbox")
        for raw in mails(world, count):
            box.add(raw.replace(b"\r\n", b"\n"))
        box.close()
        world.engine.dispose()
        tracker = _tracker(programs, folder)
        run = [str(programs / "roundup-mailgw"), str(tracker), "mailbox", str(folder / "mails.mbox")]
        begin = time.perf_counter()
        subprocess.run(run, check=True, capture_output=True, env={"SENDMAILDEBUG": str(folder / "sent.txt")})
        taken = time.perf_counter() - begin
        listed = subprocess.run(
            [str(programs / "roundup-admin"), "-i", str(tracker), "list", "msg"],
            check=True, capture_output=True,
        )  # fmt: skip
        assert len(listed.stdout.splitlines()) == count, "roundup did not take every mail"
        return taken


def _tracker(programs: Path, folder: Path) -> Path:
    """A classic tracker with the owners as users and the items as issues."""
    tracker, admin = folder / "tracker", str(programs / "roundup-admin")
    subprocess.run(
        [admin, "-i", str(tracker), "install", "classic", "sqlite"], check=True, capture_output=True
    )
    config = tracker / "config.ini"
    words = config.read_text()
    for key, value in {
        "web": "http://tracker.example/", "email": "audit", "domain": "fenshire.police.example",
        "host": "localhost",
    }.items():  # fmt: skip
        words = _with(words, key, value)
    config.write_text(words)
    subprocess.run(
        [admin, "-i", str(tracker), "initialise", "pw"], check=True, capture_output=True, input=b"y\n"
    )
    for number, address in enumerate(OWNERS):
        user = [f"username=owner{number}", f"address={address}", "roles=User", "password=x"]
        create = ["create", "user", *user]
        subprocess.run([admin, "-i", str(tracker), *create], check=True, capture_output=True)
    for number in range(len(OWNERS) * ITEMS):
        create = ["create", "issue", f"title=Measure {number}", "priority=3", "status=1"]
        subprocess.run([admin, "-i", str(tracker), "-u", "admin", *create], check=True, capture_output=True)
    shutil.copytree(tracker, folder / "ready")
    return folder / "ready"


def _with(config: str, key: str, value: str) -> str:
    """Set a key of roundup's settings at each place where it stands without one."""
    lines = []
    for line in config.split("\n"):
        bare = line.lstrip("# ")
        lines.append(f"{key} = {value}" if bare.startswith(f"{key} =") else line)
    return "\n".join(lines)
