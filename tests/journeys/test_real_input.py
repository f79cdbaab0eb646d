"""The whole round on the July 2019 paper: by hand with every command, and with nobody typing."""

import datetime as dt
import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pdfplumber
import pytest
from sqlmodel import select

from demo.clients import compose
from demo.servers import HOST
from reports import figures
from reports.compile import compile_paper
from reports.read import read
from store import queries
from store.db import connect, reading
from store.models import Contribution, Cycle, Inbound, KeptDocument, Outbox, Sent
from tests.conftest import ROOT
from tests.journeys import july_2019 as july
from tests.program import matters
from tests.servers import Imap, Sink

AT = dt.datetime(2019, 10, 2, 9, tzinfo=dt.UTC)
REVIEWER = "inspectorate@force.example"


class Force:
    """One installation: a folder, its settings, and its command line run as its users run it."""

    def __init__(
        self, folder: Path, imap: Imap, smtp: tuple[int, Sink], papers: Path, database: str = ""
    ) -> None:
        folder.mkdir()
        database = database or f"sqlite:///{folder / 'matters.db'}"
        self.folder, self.imap, (port, self.sink) = folder, imap, smtp
        self.paper_file = papers / "2019-07-jarap-tracker.txt"
        self.clock = folder / "clock"
        self.env = os.environ | {
            "MATTERS_CONFIG": str(folder / "matters.toml"), "MATTERS_CLOCK": str(self.clock),
            "MATTERS_WHO": REVIEWER, "PYTHONPATH": str(ROOT), "MATTERS_DATABASE_URL": database,
        }  # fmt: skip
        self.set_clock(AT)
        self.run("init", "--panel", july.PANEL, "--board", july.BOARD, "--address", "audit@force.example")
        settings = (folder / "matters.toml").read_text().partition("[imap]")[0]
        settings = settings.replace('boundary = ""', 'boundary = "mx.force.example"')
        (folder / "matters.toml").write_text(
            f'{settings}[imap]\nhost = "{HOST}"\nport = {imap.port}\nuser = "{imap.user}"\n'
            f'password = "{imap.password}"\ntls = false\nlook_again = 0.2\n'
            f'[smtp]\nhost = "{HOST}"\nport = {port}\ntls = "none"\n'
        )
        self.engine = connect(database)

    def set_clock(self, when: dt.datetime) -> None:
        fresh = self.clock.with_suffix(".new")
        fresh.write_text(when.isoformat())
        fresh.replace(self.clock)

    def run(self, *words: str, fails: bool = False) -> str:
        done = matters(words, cwd=self.folder, env=self.env)
        assert done.returncode == (1 if fails else 0), (words, done.stdout, done.stderr)
        assert "Traceback" not in done.stderr
        return done.stderr if fails else done.stdout

    def prepare(self) -> None:
        """Import, people, July's outcomes: one closure refused with an action, the other proposals agreed."""
        self.run("import", str(self.paper_file))
        (self.folder / "people.csv").write_text(july.people_file(read(self.paper_file)))
        self.run("people", "import", "people.csv")
        self.run("outcome", july.REFUSED, "refused", july.ACTION, "--meeting", str(july.JULY))
        for item in july.AGREED:
            self.run("outcome", item, "agreed", "--meeting", str(july.JULY))
        self.run("meeting", "add", str(july.NOVEMBER))

    def owner(self, reply: july.Reply) -> str:
        """The registered address of the owner of the reply's item (or of its part)."""
        with reading(self.engine) as session:
            item = queries.item(session, reply.of)
            rows = [
                a for a in queries.assignments(session, item.id if item else None)
                if a.person_id and a.part == reply.part
            ]  # fmt: skip
            found = queries.address_of(session, rows[0].person_id)
        assert found
        return found

    def mail_for(self, address: str, kind: str) -> bytes | None:
        """The newest mail of a kind that reached somebody by SMTP."""
        mark = f"X-Matters-Arising: {kind}".encode()
        mine = [raw for _from, to, raw in self.sink.mails if to == [address] and mark in raw]
        return mine[-1] if mine else None

    def answer(self, reply: july.Reply, number: int) -> bytes:
        """Compose the owner's reply to what really reached them."""
        asked = self.mail_for(self.owner(reply), reply.replying_to)
        assert asked, reply.shows
        return compose(
            reply.client, request=asked, answers=reply.answers, from_=self.owner(reply),
            attachments=reply.files, date=AT + dt.timedelta(days=number),
            message_id=f"<{number}@client.force.example>",
        )  # fmt: skip


@pytest.fixture
def force(tmp_path: Path, any_imap: Imap, smtp: tuple[int, Sink], papers: Path) -> Iterator[Force]:
    made = Force(tmp_path / "force", any_imap, smtp, papers)
    yield made
    made.engine.dispose()


@pytest.fixture(params=["sqlite", "postgres"])
def either_force(request, tmp_path: Path, any_imap: Imap, smtp, papers: Path) -> Iterator[Force]:
    database = request.getfixturevalue("empty_postgres") if request.param == "postgres" else ""
    made = Force(tmp_path / "force", any_imap, smtp, papers, database)
    yield made
    made.engine.dispose()


def review_everything(force: Force) -> None:
    """What the inspectorate types: a return with its answer, an edit, approvals, one refusal by the rules."""
    listed = json.loads(force.run("review", "list", "--json"))
    waiting = [row["id"] for row in listed if row["state"] in ("received", "amended")]
    assert len(waiting) == 9, listed
    shown = force.run("review", "show", july.REFUSED)
    assert "Last update" in shown
    assert "New words" in shown
    force.run("review", "verify", july.REFUSED, "--note", "Ten orders checked on site")
    force.run(
        "review",
        "edit",
        "VICTIMS-1701-4.3",
        "--text",
        "The second audit is under way.",
        "--reason",
        "plainer",
    )
    for item in waiting:
        force.run("review", "approve", item)


def check_november(force: Force) -> None:
    """The compiled paper: who left, who stayed, new words last, figures that agree, right page numbers."""
    with reading(force.engine) as session:
        body = queries.body(session, july.PANEL)
        meeting = queries.meeting(session, body.id if body else None, july.NOVEMBER)
        assert meeting
        from followup.rules import Rules

        paper = compile_paper(session, meeting, rules=Rules(), board=july.BOARD, style="narrative")
    shown = {rec.id: rec for rec in paper.recommendations}
    assert len(shown) == 20 - len(july.AGREED)
    assert not set(july.AGREED) & set(shown)
    for item, words in {
        july.REFUSED: july.PROOF,
        "HEALTH-1903-4.4": "Second words, which count.",
        "VICTIMS-1701-4.3": "The second audit is under way.",
        "SEIZED-1905-4.2": "(1) The training lead has started.",
    }.items():
        assert shown[item].updates[-1].label == "Update November 2019"
        assert shown[item].updates[-1].text.endswith(words)
    assert shown[july.REFUSED].status == "proposed_closed"
    assert shown[july.REFUSED].updates[-2].text == july.ACTION
    assert shown["GOVERNANCE-1806-4.1"].target_in_force == dt.date(2020, 3, 31)
    assert shown["SEIZED-1803-4.1"].updates[-1].text == "No update received for this meeting."
    assert figures.check(paper) == []
    assert figures.summary(paper)[-1].total == len(shown)


def check_files(folder: Path, *, formats: dict[str, str]) -> None:
    """The files are there, and the page printed for the proposed item really holds it."""
    for style, kinds in formats.items():
        for kind in kinds.split(","):
            path = folder / f"panel-paper-{july.NOVEMBER}-{style}.{kind}"
            assert path.stat().st_size > 5_000, path
            if kind == "pdf":
                with pdfplumber.open(path) as pdf:
                    rows = [row for page in pdf.pages[:3] for table in page.extract_tables() for row in table]
                    named = [row for row in rows if july.REFUSED in " ".join(filter(None, row))]
                    pages = [int(number) for number in re.findall(r"\d+", named[0][-1] or "")]
                    assert july.REFUSED in pdf.pages[pages[0] - 1].extract_text()
                    assert july.REFUSED in pdf.pages[pages[-1] - 1].extract_text()


def test_the_round_by_hand(force: Force) -> None:
    force.prepare()
    plan = force.run("cycle", "open", "--meeting", str(july.NOVEMBER), "--dry-run", "--out", "preview")
    asked_first = plan.index(july.REFUSED)
    assert july.ACTION in plan[asked_first : asked_first + 250]
    assert not any(item in plan for item in july.AGREED)
    assert force.sink.mails == []
    assert len(list((force.folder / "preview").glob("*.eml"))) == plan.count("@force.example>")

    force.run("cycle", "open", "--meeting", str(july.NOVEMBER))
    assert len(force.sink.mails) == plan.count("@force.example>")
    with reading(force.engine) as session:
        sent = {row.payload for row in session.exec(select(Sent)).all()}
    assert {raw for _from, _to, raw in force.sink.mails} == sent
    assert force.run("cycle", "open", "--meeting", str(july.NOVEMBER), fails=True).startswith(
        "matters: the cycle"
    )

    for number, reply in enumerate(july.REPLIES, 1):
        force.imap.put(force.answer(reply, number))
        assert "understood" in force.run("receive"), reply.shows
        force.run("send")
    assert force.imap.held("Processed") == len(july.REPLIES)
    with reading(force.engine) as session:
        assert len(session.exec(select(Contribution)).all()) == 11
        receipts = session.exec(select(Outbox).where(Outbox.kind == "receipt")).all()
        assert len(receipts) == len(july.REPLIES)
        assert all(row.done_at for row in receipts)
        kept = queries.evidence(session, getattr(queries.item(session, "DATA-1902-4.1"), "id"))  # noqa: B009
        assert ("register.csv", b"system,owner\r\nA,B\r\n") in [
            (e.name, session.get_one(KeptDocument, e.sha256).content) for e in kept if e.sha256
        ]

    review_everything(force)
    force.run("cycle", "close", "--meeting", str(july.NOVEMBER))
    check_november(force)
    formats = dict.fromkeys(("narrative", "table"), "html,pdf,docx")
    for style, kinds in formats.items():
        force.run(
            "compile", "--meeting", str(july.NOVEMBER), "--style", style, "--format", kinds, "--out", "out"
        )
    check_files(force.folder / "out", formats=formats)


def test_the_round_with_nobody_typing(either_force: Force) -> None:
    force = either_force
    force.prepare()
    opening = dt.datetime(2019, 10, 2, 8, 0, tzinfo=dt.UTC)
    force.set_clock(opening - dt.timedelta(minutes=1))
    log = (force.folder / "serve.log").open("w")
    service = subprocess.Popen(
        [sys.executable, "-m", "matters", "serve"], env=force.env, cwd=force.folder, stdout=log, stderr=log
    )
    try:
        force.set_clock(opening)
        until(service, lambda: _state(force) == "collecting" and _unsent(force) == 0)
        assert len(force.sink.mails) > 8
        if force.engine.dialect.name == "sqlite":
            assert "another `matters serve`" in force.run("serve", fails=True)
        for number, reply in enumerate(july.REPLIES[:4], 1):
            force.imap.put(force.answer(reply, number))
            until(service, lambda number=number: _kept(force) == number and _unsent(force) == 0)
        force.set_clock(dt.datetime(2019, 10, 30, 17, 0, tzinfo=dt.UTC))
        until(service, lambda: _state(force) == "cut_off")
        force.set_clock(dt.datetime(2019, 11, 1, 7, 0, tzinfo=dt.UTC))
        until(service, lambda: _state(force) == "draft")
    finally:
        service.send_signal(signal.SIGTERM)
        code = service.wait(60)
        log.close()
    text = (force.folder / "serve.log").read_text()
    assert code == 0, text
    assert "Traceback" not in text
    assert force.imap.held("Processed") == 4
    papers = sorted(path.name for path in (force.folder / "drafts").iterdir())
    assert papers == [f"panel-paper-2019-11-13-narrative.{kind}" for kind in ("docx", "html", "pdf")]
    with pdfplumber.open(force.folder / "drafts" / papers[2]) as pdf:
        words = " ".join(page.extract_text() or "" for page in pdf.pages)
    assert "No update received for this meeting" in words


def until(service: "subprocess.Popen[bytes]", there) -> None:
    """Look again whenever the service has had a moment; it must live, and get there within two minutes."""
    for _ in range(600):
        if there():
            return
        try:
            service.wait(0.2)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError("the service ended by itself")
    raise AssertionError("the service did not get there in time")


def _state(force: Force) -> str:
    with reading(force.engine) as session:
        return session.exec(select(Cycle.state).order_by(Cycle.id.desc())).first() or ""  # type: ignore[union-attr]


def _unsent(force: Force) -> int:
    with reading(force.engine) as session:
        return len(session.exec(select(Outbox).where(Outbox.done_at.is_(None))).all())  # type: ignore[union-attr]


def _kept(force: Force) -> int:
    with reading(force.engine) as session:
        return len(session.exec(select(Inbound)).all())
