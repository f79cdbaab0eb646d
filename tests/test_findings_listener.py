"""A mailbox on a bad day: mails the server cannot give, namespaces, folders that are none, odd passwords."""

import datetime as dt
from collections.abc import Iterator

import pytest
from sqlmodel import select

from mail.listener import Listener
from mail.mailbox import LOST
from store.db import reading
from store.models import Inbound
from tests.dovecot import PLAIN, Dovecot, find_dovecot, running
from tests.faults import victim
from tests.findings import SQLITE, plain
from tests.world import World

AT = dt.datetime(2026, 10, 3, 9, tzinfo=dt.UTC)


@pytest.fixture
def program(require) -> str:
    found = find_dovecot()
    if found is None:
        require("dovecot", "not installed (apt-get install dovecot-imapd)")
    assert found
    return found


@pytest.fixture
def server(program: str) -> Iterator[Dovecot]:
    with running(program) as made:
        yield made


def listener(world: World, server: Dovecot, **more: str) -> Listener:
    box = victim.mailbox(server.imap).model_copy(update=more)
    return Listener(world.engine, box, victim.intake(), clock=lambda: AT)


def kept(world: World) -> int:
    with reading(world.engine) as session:
        return len(session.exec(select(Inbound)).all())


def looks(watching: Listener, times: int) -> None:
    """Look as often as the service would, which outlives what goes wrong."""
    for _ in range(times):
        try:
            watching.once()
        except LOST:
            continue


@SQLITE
def test_a_mail_that_the_server_cannot_give_holds_up_no_other(world: World, server: Dovecot) -> None:
    server.imap.put(*(plain(f"Mail {number}.") for number in range(5)))
    broken = sorted((server.home / "mail" / "audit" / "new").iterdir())[1]
    broken.chmod(0)
    watching = listener(world, server)
    looks(watching, 3)
    assert (kept(world), server.imap.held("INBOX"), server.imap.held("Processed")) == (4, 1, 4)
    broken = next(
        path for path in (server.home / "mail" / "audit").glob("*/*") if path.name.startswith(broken.name)
    )
    broken.chmod(0o600)
    looks(watching, 2)
    assert (kept(world), server.imap.held("INBOX"), server.imap.held("Processed")) == (5, 0, 5)


PREFIXED = PLAIN + "namespace inbox {{\n separator = .\n prefix = INBOX.\n}}\n"


@SQLITE
@pytest.mark.parametrize("name", ["Processed", "INBOX.Processed", "Erledigt & gepr\u00fcft"])
def test_a_server_that_keeps_all_folders_below_the_inbox_is_understood(
    world: World, program: str, name: str
) -> None:
    with running(program, more=PREFIXED) as server:
        server.imap.put(plain("one"))
        listener(world, server, processed=name).once()
        place = name if name.startswith("INBOX.") else f"INBOX.{name}"
        assert (server.imap.held("INBOX"), server.imap.held(place)) == (0, 1)


@SQLITE
def test_a_folder_that_only_holds_others_is_made_one_for_mails(world: World, server: Dovecot) -> None:
    client = server.imap.client()
    client.create_folder("Processed/2025")
    client.logout()
    server.imap.put(plain("one"))
    looks(listener(world, server), 2)
    assert (server.imap.held("INBOX"), server.imap.held("Processed")) == (0, 1)
