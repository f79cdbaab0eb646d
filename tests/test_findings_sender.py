"""Sending on a bad day: whose fault a refusal is, wrong settings, slow servers, a service told to stop."""

import datetime as dt
import email
import email.policy
import threading
from typing import Any

import pytest
from sqlalchemy import Engine

from followup import alarms
from mail.compose import Outgoing
from mail.sender import Mailer, Smtp
from scheduler import outbox
from store.db import reading
from store.models import Outbox
from tests.findings import SQLITE
from tests.servers import HOST
from tests.test_compose import OURS, mailer, opened
from tests.test_sender import Answering, Offering, offering
from tests.world import OPENED

LOGIN = "553 5.7.1 <audit+bounce-x@fenshire.police.example>: Sender address rejected: not owned by user audit"


class Late(Answering):
    """A server that says what it thinks of the sender, or of us, only when it hears the recipient.

    Postfix does so as it is delivered (``smtpd_delay_reject = yes``).
    """

    def __init__(self, refusal: str, *, plain_too: bool = False, hang_up: bool = False) -> None:
        super().__init__()
        self.refusal, self.plain_too, self.hang_up = refusal, plain_too, hang_up

    async def handle_RCPT(  # noqa: N802
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        if self.plain_too or "+bounce-" in envelope.mail_from:
            if self.hang_up:
                await server.push(self.refusal)
                server.transport.close()
            return self.refusal
        return await super().handle_RCPT(server, session, envelope, address, options)


def test_a_sender_refused_only_with_the_recipient_is_no_fault_of_the_recipient(engine: Engine) -> None:
    world, sink = opened(engine), Late(LOGIN)
    with offering(sink) as (port, _seen):
        assert outbox.drain(engine, mailer(world, port).deliver, at=OPENED).sent == 3
    assert {sender for sender, _to, _raw in sink.mails} == {OURS.address}
    with reading(engine) as session:
        assert alarms.standing(session) == []


@pytest.mark.parametrize(
    "refusal",
    [
        LOGIN,
        "554 5.7.1 <pat.marsh@fenshire.police.example>: Relay access denied",
        "550 relaying denied",
        "550 5.7.1 Client was not authenticated",
        "530 5.7.1 Authentication required",
    ],
)
def test_a_server_that_takes_nothing_from_us_gives_up_nobody(engine: Engine, refusal: str) -> None:
    world = opened(engine)
    with offering(Late(refusal, plain_too=True)) as (port, _seen):
        done = outbox.drain(engine, mailer(world, port).deliver, at=OPENED)
    assert (done.later, done.given_up) == (3, 0)
    with reading(engine) as session:
        assert alarms.standing(session) == []


def test_an_address_refused_by_a_server_that_then_hangs_up_is_refused_all_the_same(engine: Engine) -> None:
    world = opened(engine)
    sink = Late("550 5.1.1 no such person", plain_too=True, hang_up=True)
    with offering(sink) as (port, _seen):
        done = outbox.drain(engine, mailer(world, port).deliver, at=OPENED)
    assert (done.later, done.given_up) == (0, 3)


class NotNow(Offering):
    """A server that will not hear the first message of a connection, before a byte of it has come."""

    async def smtp_DATA(self, arg: str | None) -> None:  # noqa: N802
        if not self.session.__dict__.setdefault("refused", False):
            self.session.refused = True
            await self.push("451 4.3.0 not now")
        else:
            await super().smtp_DATA(arg)


def test_a_message_refused_before_it_is_sent_does_not_hold_up_the_next_one(engine: Engine) -> None:
    world = opened(engine)
    with offering(Answering(), NotNow) as (port, _seen):
        done = outbox.drain(engine, mailer(world, port).deliver, at=OPENED)
    assert (done.sent, done.later) == (2, 1)


@pytest.mark.parametrize(
    "wrong",
    [
        Smtp(host="mail.fenshire.police.example", tls="none"),
        Smtp(host=HOST, ca_file="no-such-file.pem"),  # type: ignore[arg-type]
    ],
)
def test_wrong_settings_of_the_mail_server_give_up_no_row(engine: Engine, wrong: Smtp) -> None:
    world = opened(engine)
    sending = Mailer(engine, wrong, OURS, lambda _panel: world.rules)
    done = outbox.drain(engine, sending.deliver, at=OPENED)
    assert (done.later, done.given_up) == (3, 0)


def test_a_server_that_is_away_for_a_long_weekend_gives_up_no_row(engine: Engine) -> None:
    world, at = opened(engine), OPENED

    def away(_row: int, _at: dt.datetime) -> None:
        raise ConnectionError("mail.fenshire.police.example cannot be reached")

    for _ in range(4 * 24):
        outbox.drain(engine, away, at=at)
        at += outbox.LONGEST_PAUSE
    with offering(Answering()) as (port, _seen):
        done = outbox.drain(engine, mailer(world, port).deliver, at=at)
    assert (done.sent, done.given_up) == (3, 0)


@SQLITE
def test_the_lease_of_a_row_begins_when_it_is_taken_not_when_the_run_began(engine: Engine) -> None:
    opened(engine)
    seconds = iter((0.0, *[float(outbox.LEASE.total_seconds()) + 60] * 50))
    leases = []

    def slow(row: int, at: dt.datetime) -> None:
        with reading(engine) as session:
            leases.append((session.get_one(Outbox, row).due_at - OPENED, at - OPENED))

    outbox.drain(engine, slow, at=OPENED, timer=lambda: next(seconds))
    assert leases
    assert all(due == at + outbox.LEASE for due, at in leases)
    assert leases[-1][1] > outbox.LEASE


def test_a_run_that_is_told_to_stop_ends_after_the_row_under_way(engine: Engine) -> None:
    opened(engine)
    stop, sent = threading.Event(), list[int]()

    def send(row: int, _at: dt.datetime) -> None:
        sent.append(row)
        stop.set()

    assert outbox.drain(engine, send, at=OPENED, stop=stop).sent == 1
    assert len(sent) == 1


@SQLITE
@pytest.mark.parametrize("name", ['Audit "Q" Team', "Inspectorate, HQ", "Arolygiaeth \u0175", "Team \\ X"])
def test_a_name_with_odd_letters_stays_a_name(engine: Engine, name: str) -> None:
    ours = OURS.model_copy(update={"name": name})
    message = worded_by(engine, ours)
    (sender,) = message["From"].addresses
    assert (sender.display_name, sender.addr_spec) == (name, OURS.address)


@SQLITE
def test_a_long_mailbox_name_gets_no_reply_address_that_servers_refuse(engine: Engine) -> None:
    local = "internal.audit.recommendations.tracking.team"
    message = worded_by(engine, OURS.model_copy(update={"address": f"{local}@fenshire.police.example"}))
    assert len(message["Reply-To"].addresses[0].username) <= 64


def worded_by(engine: Engine, ours: Outgoing) -> email.message.EmailMessage:
    world = opened(engine)
    sink = Answering()
    with offering(sink) as (port, _seen):
        sending = Mailer(engine, Smtp(host=HOST, port=port, tls="none"), ours, lambda _panel: world.rules)
        assert outbox.drain(engine, sending.deliver, at=OPENED).sent == 3
    return email.message_from_bytes(sink.mails[0][2], policy=email.policy.default)
