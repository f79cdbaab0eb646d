"""Two hundred replies taken in end to end: ours from Dovecot, roundup's from an mbox, a bare floor beside.

The same mails for all three: about nine kilobytes each, half of them with HTML, a quarter with a document,
from four owners who were asked about five recommendations each. roundup knows the owners as its users and
the items as its issues, and finds them by the subject.
"""

import datetime as dt
import email
import mailbox
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlmodel import func, select

from demo.clients import compose
from demo.servers import HOST
from followup.people import Entry
from followup.rules import Rules
from mail.intake import Intake
from mail.listener import Listener, Mailbox
from reports.paper import Audit, Owner, Paper
from store.db import connect, reading, upgrade
from store.models import Contribution, Outbox
from tests.conftest import ROOT
from tests.servers import Imap, dovecot, find_dovecot
from tests.test_compose import OURS
from tests.test_intake import sent_to
from tests.world import JUNE, OPENED, World, build, item

OWNERS = [f"owner{number}@fenshire.police.example" for number in range(1, 5)]
ITEMS = 5
"""For each owner: as many as fill a request of some nine kilobytes."""
CLIENTS = ("thunderbird inline", "outlook inline", "gmail inline", "plain inline, trimmed")
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 79
AUDITS = ("FLEET", "STORES", "PAYROLL", "CUSTODY")
PEERS = ROOT / "build" / "peers"
ROUNDUP = "roundup==2.6.0"


def paper() -> Paper:
    """Last meeting's paper: an audit for each owner."""
    recommendations = []
    for number, audit in enumerate(AUDITS):
        owner = [Owner(name=f"Owner {number + 1}")]
        for ref in range(1, ITEMS + 1):
            text = f"Measure {ref} of {audit.title()} should be set out in writing, agreed and tested. " * 5
            recommendations.append(item(audit, "2026-02", f"4.{ref}", f"Measure {ref}", owner, text=text))
    audits = [Audit(title=name, assurance="Limited", month="2026-02") for name in AUDITS]
    return Paper(
        style="narrative", meeting_date=JUNE, audits=audits,
        contacts=["Inspectorate - inspectorate@fenshire.police.example"],
        recommendations=recommendations, board_items=[],
    )  # fmt: skip


def register(folder: Path) -> World:
    """A register in a file, its cycle open and every request worded."""
    engine = connect(f"sqlite:///{folder / 'matters.db'}")
    upgrade(engine)
    people = [Entry(name=f"Owner {n + 1}", post="Owner", email=one) for n, one in enumerate(OWNERS)]
    world = build(engine, Rules(), paper(), people)
    world.open()
    return world


def mails(world: World, count: int) -> list[bytes]:
    """So many replies to the requests of this register."""
    requests = [sent_to(world, address) for address in OWNERS]
    return [_mail(requests, number) for number in range(count)]


def _mail(requests: list[bytes], number: int) -> bytes:
    who, about = number % len(OWNERS), number // len(OWNERS) % ITEMS
    item_id = f"{AUDITS[who]}-2602-4.{about + 1}"
    raw = compose(
        CLIENTS[number // len(OWNERS) % len(CLIENTS)], request=requests[who], from_=OWNERS[who],
        answers={item_id: f"Step {number} is done: the procedure was agreed on 3 September 2026.\nTwelve of"
                          " forty records were checked in October and ten passed; the rest follow."},
        attachments=[(f"check {number}.pdf", "application/pdf", PDF)] if number // 16 % 4 == 0 else [],
        date=OPENED + dt.timedelta(days=2), message_id=f"<{number}@client.example>",
    )  # fmt: skip
    subject = f"Subject: Re: [issue{who * ITEMS + about + 1}] ".encode()
    head, sep, body = raw.partition(b"\r\n\r\n")
    return head.replace(b"Subject: ", subject, 1) + sep + body


def ticking() -> Callable[[], dt.datetime]:
    """A clock that moves on two minutes a mail, so that nobody is taken for a machine."""
    times = (OPENED + dt.timedelta(days=2, minutes=2 * n) for n in range(10**6))
    return lambda: next(times)


def listener(world: World, imap: Imap) -> Listener:
    """Our listener on that mailbox."""
    there = Mailbox(host=HOST, port=imap.port, user=imap.user, password=imap.password, tls=False)
    intake = Intake(outgoing=OURS, rules_of=lambda _panel: world.rules)
    return Listener(world.engine, there, intake, clock=ticking())


@contextmanager
def filled(raws: list[bytes]) -> Iterator[Imap]:
    """A Dovecot of its own with these mails in its inbox."""
    program = find_dovecot()
    if program is None:
        raise RuntimeError("this benchmark needs Dovecot (apt-get install dovecot-imapd)")
    with tempfile.TemporaryDirectory() as name, dovecot(program, Path(name) / "dovecot") as imap:
        imap.put(*raws)
        yield imap


def ours(count: int = 200) -> float:
    """Seconds from the connection to the last move: every mail an update, every receipt in the outbox."""
    with tempfile.TemporaryDirectory() as name:
        world = register(Path(name))
        with filled(mails(world, count)) as imap:
            begin = time.perf_counter()
            listener(world, imap).once()
            taken = time.perf_counter() - begin
        with reading(world.engine) as session:
            updates = session.exec(select(func.count()).select_from(Contribution)).one()
            receipts = select(func.count()).select_from(Outbox).where(Outbox.kind == "receipt")
            assert (updates, session.exec(receipts).one()) == (count, count)
        world.engine.dispose()
        return taken


def floor(count: int = 200) -> float:
    """Seconds to fetch the same mails, parse them and commit a row for each."""
    with tempfile.TemporaryDirectory() as name:
        world = register(Path(name))
        with filled(mails(world, count)) as imap, sqlite3.connect(Path(name) / "floor.db") as db:
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("CREATE TABLE mail (raw BLOB)")
            begin = time.perf_counter()
            client = imap.client()
            client.select_folder("INBOX")
            uids = client.search()
            for start in range(0, len(uids), 25):
                batch = uids[start : start + 25]
                for found in client.fetch(batch, ["BODY.PEEK[]"]).values():
                    parsed = email.message_from_bytes(found[b"BODY[]"])
                    [part.get_payload(decode=True) for part in parsed.walk()]
                    with db:
                        db.execute("INSERT INTO mail VALUES (?)", (found[b"BODY[]"],))
                client.move(batch, "Processed") if client.folder_exists("Processed") else None
            taken = time.perf_counter() - begin
            client.logout()
        world.engine.dispose()
        return taken


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
