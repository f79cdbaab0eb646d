"""Several mailboxes in the settings, at the commands, and watched at once; and a quick end of it all."""

import datetime as dt
import threading
import tomllib
from pathlib import Path

import pytest
from pydantic import ValidationError
from sqlmodel import select

import settings
from demo.servers import HOST
from followup import Refused
from mail.listener import Listener, Mailbox, watch
from mail.mailbox import Backoff, Patience
from store.db import reading
from store.models import Attempt, Inbound
from tests.dovecot import Dovecot, Imap, find_dovecot, running
from tests.faults import victim
from tests.findings import SQLITE, plain
from tests.proxy import proxied
from tests.test_commands import Desk
from tests.test_intake import reply, update
from tests.world import ALEX, PAT, World

AT = dt.datetime(2026, 10, 3, 9, tzinfo=dt.UTC)
SEVERAL = """
[[imap]]
host = "one.example"
user = "audit"

[[imap]]
host = "two.example"
user = "panel"
login = "oauth"
ca_file = "ours.pem"

[oauth]
tenant = "fenshire.example"
"""


@pytest.fixture
def server(require):
    program = find_dovecot()
    if program is None:
        require("dovecot", "not installed (apt-get install dovecot-imapd)")
    with running(program) as made:
        yield made


def load(folder: Path, text: str, monkeypatch: pytest.MonkeyPatch, **variables: str) -> settings.Settings:
    (folder / "matters.toml").write_text(text)
    monkeypatch.setenv("MATTERS_CONFIG", str(folder / "matters.toml"))
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return settings.load()


def test_one_mailbox_is_one_table_as_ever(tmp_path: Path, monkeypatch) -> None:
    read = load(tmp_path, '[imap]\nhost = "one.example"\n', monkeypatch, MATTERS_IMAP__PASSWORD="geheim")
    assert [(box.host, box.user, box.password) for box in read.imap] == [("one.example", "audit", "geheim")]
    assert [box.host for box in load(tmp_path, "", monkeypatch).imap] == ["localhost"]
    assert "geheim" not in repr(read)


def test_several_mailboxes_take_what_is_said_without_a_number_in_common(tmp_path: Path, monkeypatch) -> None:
    read = load(
        tmp_path, SEVERAL, monkeypatch, MATTERS_IMAP__PASSWORD="both", MATTERS_IMAP__1__PASSWORD="second",
        MATTERS_IMAP__LOOK_AGAIN="5",
    )  # fmt: skip
    assert [(box.host, box.password, box.look_again) for box in read.imap] == [
        ("one.example", "both", 5.0),
        ("two.example", "second", 5.0),
    ]
    assert (read.imap[1].login, read.imap[1].ca_file) == ("oauth", tmp_path / "ours.pem")
    assert settings.Settings(**tomllib.loads(SEVERAL)).oauth.tenant == "fenshire.example"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[[imap]]\nhost = "a"\n[[imap]]\nhost = "a"\n', "two mailboxes are the same"),
        ("[[imap]]\ncolour = 1\n", "Extra inputs"),
        ("imap = []\n", "at least 1"),
        ('[imap]\nlogin = "smile"\n', "'password' or 'oauth'"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, monkeypatch, text: str, words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        load(tmp_path, text, monkeypatch)


def boxes(server: Dovecot) -> tuple[Imap, Imap]:
    return server.imap, server.imap._replace(user="panel")


def test_the_commands_go_to_every_mailbox(tmp_path: Path, server: Dovecot) -> None:
    desk = Desk(tmp_path)
    desk.run("init", "--address", "audit@f.example")
    file = tmp_path / "matters.toml"
    one = f'host = "{HOST}"\nport = {server.port}\ntls = false\nuser = '
    before, _, rest = file.read_text().partition("\n[imap]")
    both = f'\n[[imap]]\n{one}"audit"\n\n[[imap]]\n{one}"panel"\n\n'
    file.write_text(before + both + "[smtp]" + rest.partition("\n[smtp]")[2])
    for number, box in enumerate(boxes(server)):
        box.put(plain(f"Mail {number}."))
    out, _err = desk.run("doctor", code=1, MATTERS_IMAP__PASSWORD="secret", MATTERS_SMTP__PORT="1")
    assert [line[:18].split() for line in out.splitlines() if "mailbox" in line] == [
        ["ok", "mailbox", "1"],
        ["ok", "mailbox", "2"],
    ]
    out, _err = desk.run(
        "receive", code=1, MATTERS_IMAP__PASSWORD="secret", MATTERS_IMAP__0__PASSWORD="wrong"
    )
    assert "mail-1: unmatched" in out  # the second mailbox, although the first could not be opened
    assert "mail-2" in desk.run("receive", MATTERS_IMAP__PASSWORD="secret")[0]
    assert "no message; name one" in desk.refused("review", "replay", "FLEET-1-1")
    assert "mail-1 is unmatched" in desk.refused("review", "replay", "mail-1")


def listener(world: World, imap: Imap, **more) -> Listener:
    box = victim.mailbox(imap).model_copy(update=more)
    return Listener(world.engine, box, victim.intake(), clock=lambda: AT)


@SQLITE
def test_two_mailboxes_are_watched_at_once_and_both_let_go_when_told(world: World, server: Dovecot) -> None:
    stop = threading.Event()
    first, second = boxes(server)
    thread = threading.Thread(target=watch, args=([listener(world, first), listener(world, second)], stop))
    thread.start()
    try:
        first.put(reply(world, PAT, {"FLEET-2509-4.1": "From Pat."}))
        second.put(reply(world, ALEX, {"STORES-2602-4.1": "From Alex."}))
        until(lambda: first.held("Processed") + second.held("Processed") == 2)
    finally:
        stop.set()
        thread.join(20)
    assert not thread.is_alive()
    assert update(world, "FLEET-2509-4.1").text == "From Pat."
    assert update(world, "STORES-2602-4.1").text == "From Alex."


def until(true, tries: int = 300) -> None:
    """Wait for something that shows on the server only."""
    wait = threading.Event()
    for _ in range(tries):
        if true():
            return
        wait.wait(0.1)
    raise AssertionError("it did not come to pass")


@SQLITE
def test_one_mailbox_with_wrong_settings_ends_the_service_with_the_reason(
    world: World, server: Dovecot
) -> None:
    good = listener(world, server.imap)
    wrong = Mailbox(host="mail.elsewhere.example", user="audit", tls=False)
    bad = Listener(world.engine, wrong, victim.intake(), clock=lambda: AT)
    with pytest.raises(Refused, match="must be reached by TLS"):
        watch([good, bad], threading.Event())


@SQLITE
@pytest.mark.parametrize("silent", [False, True])
def test_a_listener_told_to_stop_does_not_wait_for_the_server(
    world: World, server: Dovecot, silent: bool
) -> None:
    patient = Patience(read=600, renew=600, grace=1)  # nothing here ends by itself
    stop = threading.Event()
    with proxied(server.port) as proxy:
        box = server.imap._replace(port=proxy.port)
        watching = listener(world, box, patience=patient, look_again=600 if not silent else 0.5)
        thread = threading.Thread(target=watching.watch, args=(stop,))
        thread.start()
        server.imap.put(plain("one"))
        until(lambda: server.imap.held("Processed") == 1 and proxy.opened >= 2)
        if silent:
            proxy.freeze()
            stop.wait(1.5)  # now it asks, and nobody answers
        stop.set()
        thread.join(30)
        assert not thread.is_alive()


@SQLITE
def test_idle_alone_brings_the_mail_and_so_does_the_clock_alone(world: World, server: Dovecot) -> None:
    for number, (look_again, renew) in enumerate([(600.0, 600.0), (0.3, 600.0)]):
        stop = threading.Event()
        calm = Patience(renew=renew, read=600)
        watching = listener(world, server.imap, look_again=look_again, patience=calm)
        thread = threading.Thread(target=watching.watch, args=(stop,))
        thread.start()
        try:
            server.imap.put(plain(f"first {number}"))
            until(lambda: server.imap.held("INBOX") == 0)
            server.imap.put(plain(f"second {number}"))
            until(lambda: server.imap.held("INBOX") == 0)
        finally:
            stop.set()
            thread.join(30)
    with reading(world.engine) as session:
        assert len(session.exec(select(Inbound)).all()) == 4


def test_pauses_grow_to_a_limit_begin_again_and_are_never_quite_the_same() -> None:
    backoff = Backoff(Patience(first_pause=1, longest_pause=60))
    pauses = [backoff.next() for _ in range(9)]
    assert [round(p / 2**n) for n, p in enumerate(pauses[:6])] == [1] * 6
    assert all(42 <= pause <= 78 for pause in pauses[6:])
    assert len(set(pauses)) == 9
    backoff.reset()
    assert backoff.next() < 1.4


@SQLITE
def test_a_folder_that_takes_nothing_holds_up_no_other_mail(world: World, server: Dovecot) -> None:
    watching = listener(world, server.imap)
    watching.once()
    place = server.home / "mail" / "audit" / ".Processed"
    place.chmod(0)
    server.imap.put(*(plain(f"Mail {number}.") for number in range(30)))
    assert [one.fresh for one in watching.once()] == [True] * 30
    assert server.imap.held("INBOX") == 30
    place.chmod(0o700)
    assert [one.fresh for one in watching.once()] == [False] * 30
    assert (server.imap.held("INBOX"), server.imap.held("Processed")) == (0, 30)
    with reading(world.engine) as session:
        assert len(session.exec(select(Inbound)).all()) == 30
        assert session.exec(select(Attempt)).all() == []


@SQLITE
def test_a_folder_that_somebody_deleted_is_made_again(world: World, server: Dovecot) -> None:
    gone: list[str] = []

    def tidy(step: str, _uid: int) -> None:
        if step == "begun" and not gone:
            officer = server.imap.client()
            officer.delete_folder("Processed")
            officer.logout()
            gone.append(step)

    server.imap.put(plain("one"))
    box = victim.mailbox(server.imap)
    watching = Listener(world.engine, box, victim.intake(), clock=lambda: AT, observe=tidy)
    watching.once()
    watching.once()
    assert (server.imap.held("INBOX"), server.imap.held("Processed")) == (0, 1)


@SQLITE
def test_sigterm_ends_a_service_in_idle_in_order(world: World, server: Dovecot) -> None:
    server.imap.put(plain("one"))
    service, begun = victim.start(world, server.imap, "watch")
    assert begun.wait(60)
    until(lambda: server.imap.held("Processed") == 1)
    service.terminate()
    service.join(30)
    assert service.exitcode == 0
