"""Handing over: return path, delivery reports asked for, the relay's own name, rates, and what refuses us."""

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from aiosmtpd import smtp as server_side
from aiosmtpd.controller import Controller
from sqlalchemy import Engine
from sqlmodel import select

from demo.servers import free_port
from followup import alarms, people
from followup.people import Entry
from mail import relay, verp
from mail.handover import xtext
from mail.rate import Rate
from mail.sender import Mailer, Smtp
from scheduler import outbox
from store.db import reading, writing
from store.models import Alarm, Outbox, Sent
from tests.servers import HOST, Sink
from tests.test_compose import KEY, OURS, mailer, opened
from tests.test_intake import reply, take, update
from tests.world import OPENED, PAT, World

MINUTE = dt.timedelta(minutes=1)
SES = "0100018d1234abcd-12345678-1234-1234-1234-123456789abc-000000"


class Offering(server_side.SMTP):
    """A server that knows DSN, which aiosmtpd does not: the options are noted and taken off."""

    options: list[str]

    async def smtp_MAIL(self, arg: str | None) -> None:  # noqa: N802
        self.options.append(arg or "")
        await super().smtp_MAIL(re.sub(r" (?:RET|ENVID)=\S+", "", arg or ""))

    async def smtp_RCPT(self, arg: str | None) -> None:  # noqa: N802
        self.options.append(arg or "")
        await super().smtp_RCPT(re.sub(r" (?:NOTIFY|ORCPT)=\S+", "", arg or ""))


class Answering(Sink):
    """A sink that answers as told, and says in EHLO that it knows DSN."""

    def __init__(self, answer: str = "250 2.0.0 Ok", refuse_sender: str = "") -> None:
        super().__init__()
        self.answer, self.refuse_sender = answer, refuse_sender

    async def handle_EHLO(  # noqa: N802
        self, _server: Any, session: Any, _envelope: Any, hostname: str, responses: list[str]
    ) -> list[str]:
        session.host_name = hostname
        return [*responses[:-1], "250-DSN", responses[-1]]

    async def handle_MAIL(  # noqa: N802
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if self.refuse_sender and "+bounce-" in address:
            return self.refuse_sender
        envelope.mail_from = address
        return "250 ok"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        await super().handle_DATA(server, session, envelope)
        return self.answer


@contextmanager
def offering(sink: Sink, kind: type[Offering] = Offering) -> Iterator[tuple[int, list[str]]]:
    """Run it; gives the port and the arguments of MAIL and RCPT as they came."""
    seen: list[str] = []

    class Noting(kind):  # type: ignore[misc,valid-type]
        options = seen

    class Control(Controller):
        def factory(self) -> server_side.SMTP:
            return Noting(self.handler, **self.SMTP_kwargs)

    controller = Control(sink, hostname=HOST, port=free_port())
    controller.start()
    try:
        yield controller.port, seen
    finally:
        controller.stop()


def test_each_message_has_a_return_path_of_its_own_and_the_same_at_every_try(engine: Engine, smtp) -> None:
    world = opened(engine)
    port, sink = smtp
    sink.refuse = ["451 later"] * 3
    deliver = mailer(world, port).deliver
    outbox.drain(engine, deliver, at=OPENED)
    outbox.drain(engine, deliver, at=OPENED + MINUTE)
    with reading(engine) as session:
        for sender, (address,), _raw in sink.mails:
            (code,) = verp.find([sender])
            sent = session.exec(select(Sent).where(Sent.address == address)).one()
            assert verp.outbox_id(code) == sent.outbox_id
            assert verp.holds([KEY], code, address)
    assert len({sender for sender, _to, _raw in sink.mails}) == 3


def test_a_server_that_knows_dsn_is_asked_for_reports(engine: Engine) -> None:
    world = opened(engine)
    with offering(Answering()) as (port, seen):
        assert outbox.drain(engine, mailer(world, port).deliver, at=OPENED).sent == 3
    first = next(line for line in seen if line.startswith("FROM:"))
    assert re.search(r"size=\d+ RET=HDRS ENVID=[a-z2-7]{24}$", first, re.IGNORECASE)
    assert f"TO:<{PAT}> NOTIFY=FAILURE,DELAY ORCPT=rfc822;{PAT}" in seen


def test_a_server_that_does_not_is_not(engine: Engine, smtp) -> None:
    assert outbox.drain(engine, mailer(opened(engine), smtp[0]).deliver, at=OPENED).sent == 3


def test_xtext_hides_what_dsn_options_may_not_hold() -> None:
    assert xtext("a+b=c d@x.example\u00e9") == "a+2Bb+3Dc+20d@x.example+C3+A9"


@pytest.mark.parametrize(
    ("answer", "name"),
    [
        (f"Ok {SES}", SES),
        ("2.0.0 Ok: queued as 4F1x2Y", None),
        (
            "2.6.0 <new.id@prod.outlook.com> [InternalId=1] Queued mail for delivery",
            "new.id@prod.outlook.com",
        ),
        ("2.6.0 <own.1@fenshire.police.example> [InternalId=1] Queued", None),
        ("2.1.5 <Pat.Marsh@fenshire.police.example> Recipient ok, queued", None),
        ("", None),
    ],
)
def test_only_a_name_that_nobody_can_guess_is_kept(answer: str, name: str | None) -> None:
    assert relay.name(answer, "<own.1@fenshire.police.example>", PAT) == name


def test_a_reply_to_the_name_a_relay_gave_still_finds_its_request(engine: Engine) -> None:
    world = opened(engine)
    with offering(Answering(f"250 Ok {SES}")) as (port, _seen):
        deliver = mailer(world, port).deliver
        with reading(engine) as session:
            row = session.exec(
                select(Outbox).where(Outbox.person_id == world.request(session, PAT).person_id)
            ).one()
        deliver(row.id or 0, OPENED)
    with reading(engine) as session:
        sent = session.exec(select(Sent).where(Sent.address == PAT)).one()
        assert sent.relayed_as == SES
    raw = reply(world, PAT, {"FLEET-2509-4.1": "Going well."}, "plain inline, trimmed")
    code = sent.message_id.strip("<").partition(".")[0].encode()
    raw = re.sub(rb"(?im)^(?:In-Reply-To|References):.*\r\n(?:[ \t].*\r\n)*", b"", raw).replace(code, b"gone")
    raw = f"In-Reply-To: <{SES}@eu-west-1.amazonses.com>\r\n".encode() + raw
    assert take(world, raw).state == "understood"
    assert update(world, "FLEET-2509-4.1").text == "Going well."


@pytest.mark.parametrize("refusal", ["550 5.7.60 SendAsDenied", "553 5.7.1 Sender address rejected"])
def test_a_server_that_insists_on_the_bare_sender_gets_it(engine: Engine, refusal: str) -> None:
    world = opened(engine)
    sink = Answering(refuse_sender=refusal)
    with offering(sink) as (port, _seen):
        assert outbox.drain(engine, mailer(world, port).deliver, at=OPENED).sent == 3
    assert {sender for sender, _to, _raw in sink.mails} == {OURS.address}


def test_a_message_refused_for_good_is_given_up_and_the_next_one_goes(engine: Engine, smtp) -> None:
    world = opened(engine)
    smtp[1].refuse = ["554 5.7.1 looks like spam"]
    done = outbox.drain(engine, mailer(world, smtp[0]).deliver, at=OPENED)
    assert (done.sent, done.given_up) == (2, 1)


def test_an_address_refused_for_good_raises_the_alarm_until_it_changes(engine: Engine, smtp) -> None:
    world = opened(engine)
    with writing(engine) as session:
        enter(session, "nobody@fenshire.police.example")
    outbox.drain(engine, mailer(world, smtp[0]).deliver, at=OPENED)
    with reading(engine) as session:
        (alarm,) = alarms.standing(session)
        assert alarm.words == (
            "nobody@fenshire.police.example: refused by the mail server (550 no such person)"
        )
    with writing(engine) as session:
        enter(session, PAT)
        assert alarms.standing(session) == []
        assert session.exec(select(Alarm)).one().cleared_by == "t"


def enter(session: Any, address: str) -> None:
    people.enter(session, [Entry(name="Pat Marsh", email=address)], who="t", at=OPENED)


def limited(world: World, port: int, **limit: int) -> Mailer:
    return Mailer(
        world.engine, Smtp(host=HOST, port=port, tls="none"), OURS, lambda _panel: world.rules, Rate(**limit)
    )


@pytest.mark.parametrize("limit", [{"per_minute": 2}, {"per_minute_to_domain": 2}])
def test_a_rate_holds_rows_back_without_counting_a_failure(
    engine: Engine, smtp, limit: dict[str, int]
) -> None:
    world = opened(engine)
    mailer = limited(world, smtp[0], **limit)
    first = outbox.drain(engine, mailer.deliver, at=OPENED)
    assert (first.sent, first.held, first.later) == (2, 1, 0)
    with reading(engine) as session:
        held = session.exec(select(Outbox).where(Outbox.done_at.is_(None))).one()  # type: ignore[union-attr]
        assert (held.attempts, held.problem, held.due_at) == (0, "", OPENED + MINUTE)
    assert outbox.drain(engine, mailer.deliver, at=OPENED + MINUTE / 2) == outbox.Drained()
    assert outbox.drain(engine, mailer.deliver, at=OPENED + MINUTE).sent == 1


def test_a_rate_is_counted_for_all_workers_together(engine: Engine, smtp) -> None:
    world = opened(engine)
    done = [
        outbox.drain(engine, limited(world, smtp[0], per_minute=1).deliver, at=OPENED, limit=1)
        for _ in range(2)
    ]
    assert [one.sent for one in done] == [1, 0]


def test_a_new_address_gets_the_request_whether_or_not_the_old_one_had_it(engine: Engine, smtp) -> None:
    world = opened(engine)
    port, sink = smtp
    deliver = mailer(world, port).deliver
    with writing(engine) as session:
        enter(session, "nobody@fenshire.police.example")
    outbox.drain(engine, deliver, at=OPENED)  # Pat's is refused, the others go
    with writing(engine) as session:
        enter(session, PAT)
    assert outbox.drain(engine, deliver, at=OPENED + MINUTE).sent == 1
    assert (sink.mails[-1][1], b"To: " + PAT.encode() in sink.mails[-1][2]) == ([PAT], True)
    with writing(engine) as session:
        enter(session, "pat.new@fenshire.police.example")
        enter(session, "pat.new@fenshire.police.example")
    assert outbox.drain(engine, deliver, at=OPENED + 2 * MINUTE).sent == 1
    assert sink.mails[-1][1] == ["pat.new@fenshire.police.example"]


def test_every_encoded_line_is_as_short_as_quoted_printable_asks(engine: Engine, smtp) -> None:
    outbox.drain(engine, mailer(opened(engine), smtp[0]).deliver, at=OPENED)
    for _sender, _to, raw in smtp[1].mails:
        assert max(map(len, raw.partition(b"\r\n\r\n")[2].split(b"\r\n"))) <= 76


def test_an_address_with_letters_beyond_ascii_is_refused_in_words_and_the_next_one_goes(
    engine: Engine, smtp: tuple[int, Sink]
) -> None:
    world = opened(engine)
    with writing(engine) as session:
        enter(session, "p\u00e4t@fenshire.police.example")
    done = outbox.drain(engine, mailer(world, smtp[0]).deliver, at=OPENED)
    assert (done.sent, done.given_up) == (2, 1)
    assert all("+bounce-" in sender for sender, _to, _raw in smtp[1].mails)


def test_a_server_that_wants_a_login_is_not_taken_for_one_that_wants_the_bare_sender(engine: Engine) -> None:
    world = opened(engine)
    sink = Answering(refuse_sender="530 5.7.0 Authentication required")
    with offering(sink) as (port, _seen):
        assert outbox.drain(engine, mailer(world, port).deliver, at=OPENED).later == 3
    assert sink.mails == []
