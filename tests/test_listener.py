"""The listener against real servers: takes once, moves after the commit, survives kills and lost lines."""

import datetime as dt
import threading
from pathlib import Path

import pytest
from sqlmodel import select

from demo.servers import HOST
from followup import Refused
from mail.intake import Intake
from mail.listener import Listener, Mailbox
from mail.mailbox import connect
from store.db import reading
from store.models import Contribution, Inbound
from tests.faults import kill
from tests.servers import Imap, dovecot, find_dovecot
from tests.test_compose import OURS, SENDERS
from tests.test_intake import reply, update
from tests.world import OPENED, PAT, World


def listener(world: World, imap: Imap, **more) -> Listener:
    mailbox = Mailbox(
        host=HOST, port=imap.port, user=imap.user, password=imap.password, tls=False, look_again=0.5
    )
    intake = Intake(outgoing=OURS, senders=SENDERS, rules_of=lambda _panel: world.rules)
    return Listener(world.engine, mailbox, intake, clock=lambda: OPENED + dt.timedelta(days=1), **more)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_what_lies_in_the_mailbox_is_taken_and_moved(world: World, imap: Imap) -> None:
    good = reply(world, PAT, {"FLEET-2509-4.1": "Going well."})
    deep = good.replace(b"\r\n\r\n", b"\r\n" + b"X-Filler: x\r\n" * 1200 + b"\r\n", 1)
    imap.put(good, deep)
    taken = listener(world, imap).once()
    assert [one.state for one in taken] == ["understood", "problem"]
    assert (imap.held("INBOX"), imap.held("Processed"), imap.held("Quarantine")) == (0, 1, 1)
    assert update(world, "FLEET-2509-4.1").text == "Going well."


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_watching_listener_takes_mail_as_it_comes_and_stops_when_told(world: World, imap: Imap) -> None:
    moved, stop = threading.Event(), threading.Event()

    def observe(step: str, _uid: int) -> None:
        if step == "moved":
            moved.set()

    thread = threading.Thread(target=listener(world, imap, observe=observe).watch, args=(stop,))
    thread.start()
    try:
        imap.put(reply(world, PAT, {"FLEET-2509-4.1": "Going well."}))
        assert moved.wait(30)
    finally:
        stop.set()
        thread.join(30)
    assert not thread.is_alive()
    assert update(world, "FLEET-2509-4.1").text == "Going well."


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_server_that_went_away_is_dialled_again(world: World, tmp_path: Path, require) -> None:
    program = find_dovecot()
    if program is None:
        require("dovecot", "not installed (apt-get install dovecot-imapd)")
    assert program
    seen: list[str] = []
    moved, stop = threading.Event(), threading.Event()

    def observe(step: str, _uid: int) -> None:
        seen.append(step)
        if step == "moved":
            moved.set()

    with dovecot(program, tmp_path / "first") as imap:
        watching = listener(world, imap, observe=observe)
        thread = threading.Thread(target=watching.watch, args=(stop,))
        thread.start()
        imap.put(reply(world, PAT, {"FLEET-2509-4.1": "Before."}, number=1))
        assert moved.wait(30)
        moved.clear()
    try:
        with dovecot(program, tmp_path / "second", port=imap.port) as again:
            again.put(reply(world, PAT, {"FLEET-2509-4.1": "After."}, number=2))
            assert moved.wait(60)
    finally:
        stop.set()
        thread.join(30)
    assert update(world, "FLEET-2509-4.1").text == "After."


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_real_kills_at_every_step_lose_and_double_nothing(world: World, imap: Imap) -> None:
    counted = kill.campaign(world, imap, rounds=len(kill.STEPS))
    assert counted["tried"] == len(kill.STEPS)
    assert {name: counted[name] for name in ("not killed", "failed", "lost", "doubled", "left behind")} == {
        "not killed": 0, "failed": 0, "lost": 0, "doubled": 0, "left behind": 0,
    }  # fmt: skip


@pytest.mark.parametrize("imap", ["dovecot"], indirect=True)
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_message_over_the_size_limit_is_not_downloaded(world: World, imap: Imap) -> None:
    head, _, _ = reply(world, PAT, {"FLEET-2509-4.1": "Going well."}).partition(b"\r\n\r\n")
    imap.put(head + b"\r\n\r\n" + b"x" * 76 * 1024 * 360)
    (taken,) = listener(world, imap).once()
    assert (taken.state, "larger than 25 MB" in taken.problem) == ("problem", True)
    with reading(world.engine) as session:
        assert len(session.exec(select(Inbound)).one().raw) < 10_000
        assert session.exec(select(Contribution)).all() == []
    assert imap.held("Quarantine") == 1


def test_a_far_mailbox_without_tls_is_refused() -> None:
    with pytest.raises(Refused, match="must be reached by TLS"):
        connect(Mailbox(host="mail.fenshire.police.example", user="audit", tls=False))
