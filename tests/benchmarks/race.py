"""Two hundred replies taken in end to end: ours from Dovecot, roundup's from an mbox, a bare floor beside.

The same mails for all three: about nine kilobytes on average, half of them with HTML, a quarter with a
document, from four owners who were asked about three recommendations each. roundup knows the owners as its
users and the items as its issues, and finds them by the subject.
"""

import datetime as dt
import email
import functools
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from sqlmodel import func, select

from demo.clients import compose
from demo.servers import HOST
from followup.interpret import interpret
from followup.people import Entry
from followup.rules import Rules
from mail import mime, replies, reply
from mail.intake import Intake, receive
from mail.listener import Listener, Mailbox
from reports.paper import Audit, Owner, Paper
from store.db import connect, reading, upgrade
from store.models import Contribution, Outbox
from tests.conftest import ROOT
from tests.servers import Imap, dovecot, find_dovecot
from tests.test_compose import OURS, SENDERS
from tests.test_intake import sent_to
from tests.world import JUNE, OPENED, World, build, item

OWNERS = [f"owner{number}@fenshire.police.example" for number in range(1, 5)]
ITEMS = 3
"""For each owner; with the documents the mails are about nine kilobytes on average."""
CLIENTS = ("thunderbird inline", "outlook inline", "gmail inline", "plain inline, trimmed")
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 32
AUDITS = ("FLEET", "STORES", "PAYROLL", "CUSTODY")


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


def intake_of(world: World) -> Intake:
    """What the mails are read with."""
    return Intake(outgoing=OURS, senders=SENDERS, rules_of=lambda _panel: world.rules)


def listener(
    world: World, imap: Imap, observe: Callable[[str, int], None] = lambda _step, _uid: None
) -> Listener:
    """Our listener on that mailbox."""
    there = Mailbox(host=HOST, port=imap.port, user=imap.user, password=imap.password, tls=False)
    return Listener(world.engine, there, intake_of(world), clock=ticking(), observe=observe)


@contextmanager
def filled(raws: list[bytes]) -> Iterator[Imap]:
    """A Dovecot of its own with these mails in its inbox."""
    program = find_dovecot()
    if program is None:
        raise RuntimeError("this benchmark needs Dovecot (apt-get install dovecot-imapd)")
    with tempfile.TemporaryDirectory() as name, dovecot(program, Path(name) / "dovecot") as imap:
        client = imap.client()
        for start in range(0, len(raws), 100):
            client.multiappend("INBOX", raws[start : start + 100])
        client.logout()
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


def stages(count: int = 200) -> str:
    """What each stage costs, in milliseconds a mail: the pure ones alone, the rest by taking away."""
    with tempfile.TemporaryDirectory() as name:
        world = register(Path(name))
        raws = mails(world, count)
        intake = intake_of(world)
        incoming = [mime.parse(raw) for raw in raws]
        told = [replies.as_sent(sent_to(world, address)) for address in OWNERS]
        asked = [
            [reply.Item(id=f"{audit}-2602-4.{n}", reference=f"4.{n}") for n in range(1, ITEMS + 1)]
            for audit in AUDITS
        ]
        names, clock = [OURS.name, OURS.address, OURS.organisation], ticking()

        def read(number: int) -> reply.Reply:
            who = number % len(OWNERS)
            return reply.read(incoming[number], sent=[told[who]], items=asked[who], sender_names=names)

        texts = [read(number).answers[0].text for number in range(count)]
        costs = {
            "parse": _each(count, lambda n: mime.parse(raws[n])),
            "read": _each(count, read),
            "interpret": _each(count, lambda n: interpret(texts[n], asked_on=JUNE)),
        }
        whole = _each(count, lambda n: receive(world.engine, raws[n], intake=intake, at=clock()))
        world.engine.dispose()
    costs["keep, submit, answer and commit"] = whole - sum(costs.values())
    return "stages of the mail intake: " + ", ".join(f"{key} {value:.1f} ms" for key, value in costs.items())


def _each(count: int, work: Callable[[int], object]) -> float:
    begin = time.perf_counter()
    for number in range(count):
        work(number)
    return 1000 * (time.perf_counter() - begin) / count


class Long(NamedTuple):
    """Ten thousand mails: seconds for the first and last thousand, megabytes early and at most."""

    first: float
    last: float
    early: float
    most: float


LONG = """
import resource, sys, time
from pathlib import Path
from tests.benchmarks import race
from tests.servers import Imap
world = race.World(race.connect(f"sqlite:///{sys.argv[1]}"), race.Rules())
imap = Imap("dovecot", int(sys.argv[2]), sys.argv[3], sys.argv[4])
seen = []
def observe(step, _uid):
    if step == "committed":
        seen.append(time.perf_counter())
        if len(seen) in (500, 10_000):
            print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
race.listener(world, imap, observe).once()
print(seen[999] - seen[0], seen[-1] - seen[-1000], len(seen))
"""


@functools.cache
def ten_thousand(count: int = 10_000) -> Long:
    """Take in a mailbox that holds ten thousand mails at the start, in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        world = register(Path(name))
        database = Path(name) / "matters.db"
        raws = [raw for raw in mails(world, count) if len(raw) < 20_000]
        raws += [raw + b"\r\n%d" % number for number, raw in enumerate(raws)]
        world.engine.dispose()
        with filled(raws[:count]) as imap:
            words = [sys.executable, "-c", LONG, str(database), str(imap.port), imap.user, imap.password]
            done = subprocess.run(words, cwd=ROOT, check=True, capture_output=True, text=True)
    early, most, first, last, taken = map(float, done.stdout.split())
    assert taken == count
    return Long(first, last, early, most)
