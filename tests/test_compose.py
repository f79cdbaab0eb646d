"""Outgoing mail: the words (golden files), the headers that bind a reply, and the same bytes at every try."""

import datetime as dt
import email
import email.policy
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from followup import Refused, audits, outcomes
from mail import token
from mail.compose import Outgoing
from mail.sender import Mailer, Smtp, dial, worded
from mail.speaking import Senders
from scheduler import outbox
from store.db import reading, writing
from store.models import Outbox, Person, Sent
from tests.servers import HOST, Sink
from tests.world import ALEX, JUNE, OPENED, PAT, World, build

GOLDEN = Path(__file__).parent / "golden"
KEY = bytes(range(32))
OURS = Outgoing(
    address="audit@fenshire.police.example", name="Inspectorate", organisation="Fenshire Police", keys=(KEY,)
)
SENDERS = Senders(boundary="mx.fenshire.police.example", domains={"fenshire.police.example": "unsigned"})
"""The tests' own mail is internal: it carries no signature, and the boundary has nothing to say of it."""


def opened(engine: Engine) -> World:
    world = build(engine)
    with writing(engine) as session:
        outcomes.record(
            session, world.row(session, "FLEET-2509-4.3"), "refused", meeting=world.meeting(session, JUNE),
            words="Show a sample of 50 cards (12/26a)", who="m", at=OPENED,
        )  # fmt: skip
        audits.mark(session, "STORES-2602", "OFFICIAL-SENSITIVE", who="m", at=OPENED)
    world.open()
    return world


def mailer(world: World, port: int = 25) -> Mailer:
    return Mailer(world.engine, Smtp(host=HOST, port=port, tls="none"), OURS, lambda _panel: world.rules)


def requests(world: World) -> dict[str, email.message.EmailMessage]:
    mails = {}
    with writing(world.engine) as session:
        for row in session.exec(select(Outbox)).all():
            sent = worded(session, row.id or 0, outgoing=OURS, rules_of=lambda _panel: world.rules, at=OPENED)
            mails[sent.address] = email.message_from_bytes(sent.payload, policy=email.policy.default)
    return mails


def test_a_request_reads_as_the_golden_file(engine: Engine) -> None:
    message = requests(opened(engine))[PAT]
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == (GOLDEN / "request.txt").read_text()


def test_text_and_html_say_the_same_words(engine: Engine) -> None:
    from mail.html import to_text

    message = requests(opened(engine))[PAT]
    plain, html = message.get_body(("plain",)), message.get_body(("html",))
    assert plain is not None
    assert html is not None
    said = [
        set(text.replace("--", "").split()) for text in (plain.get_content(), to_text(html.get_content()))
    ]
    assert said[0] == said[1]


def test_what_is_marked_is_not_sent_in_words(engine: Engine) -> None:
    whole = str(requests(opened(engine))[ALEX])
    assert "STORES-2602-4.1" in whole
    assert "OFFICIAL-SENSITIVE" in whole
    assert "Work on key control began" not in whole
    assert "check that it works" not in whole


def test_every_way_back_carries_the_token_of_the_request(engine: Engine) -> None:
    world = opened(engine)
    message = requests(world)[PAT]
    with reading(engine) as session:
        request = world.request(session, PAT)
    code = token.make(KEY, request.id or 0, PAT)
    for name in ("Reply-To", "Message-ID", "References"):
        assert code in message[name], name
    body = message.get_body(("plain",))
    assert body is not None
    assert f"Ref: {code}" in body.get_content()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["X-Matters-Arising"] == "request"


def test_the_same_bytes_go_at_every_try(engine: Engine, smtp: tuple[int, Sink]) -> None:
    world = opened(engine)
    port, sink = smtp
    sink.refuse = ["451 try again later"] * 3
    deliver = mailer(world, port).deliver
    first = outbox.drain(engine, deliver, at=OPENED)
    assert (first.sent, first.later) == (0, 3)
    assert outbox.drain(engine, deliver, at=OPENED).later == 0, "a row is not tried again before its time"
    second = outbox.drain(engine, deliver, at=OPENED + dt.timedelta(minutes=1))
    assert second.sent == 3
    with reading(engine) as session:
        kept = {row.address: row.payload for row in session.exec(select(Sent)).all()}
        assert all(row.sent_at for row in session.exec(select(Sent)).all())
    assert {to[0]: raw for _sender, to, raw in sink.mails} == kept


def test_an_address_that_is_refused_for_good_is_given_up_and_said(engine: Engine, smtp) -> None:
    world = build(engine)
    with writing(engine) as session:
        from store.models import Channel

        channel = session.exec(select(Channel).where(Channel.address == PAT)).one()
        channel.address = "nobody@fenshire.police.example"
        session.add(channel)
    world.open()
    done = outbox.drain(engine, mailer(world, smtp[0]).deliver, at=OPENED)
    assert (done.sent, done.given_up) == (2, 1)
    with reading(engine) as session:
        row = session.exec(select(Outbox).where(Outbox.failed_at.is_not(None))).one()  # type: ignore[union-attr]
        assert "550 no such person" in row.problem


def test_a_server_that_is_not_there_loses_nothing(engine: Engine) -> None:
    world = opened(engine)
    done = outbox.drain(engine, mailer(world, 1).deliver, at=OPENED)
    assert (done.sent, done.later) == (0, 3)
    with reading(engine) as session:
        assert all("refused" in row.problem for row in session.exec(select(Outbox)).all())


def test_mail_never_leaves_this_machine_unencrypted() -> None:
    with pytest.raises(Refused, match="must be encrypted"):
        dial(Smtp(host="mail.fenshire.police.example", tls="none"))


def test_hostile_words_stay_words(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        row = world.row(session, "FLEET-2509-4.1")
        row.title, row.text = "<script>x</script>\nBcc: all@x.example", "{{ 7 * 7 }} & <b>"
        person = session.exec(select(Person).where(Person.name == "Pat Marsh")).one()
        person.name = "Pat <Marsh>"
        session.add_all([row, person])
    world.open()
    message = requests(world)[PAT]
    html = message.get_body(("html",))
    assert html is not None
    assert message["Bcc"] is None
    assert "<script>" not in html.get_content()
    assert "{{ 7 * 7 }} &amp; &lt;b&gt;" in html.get_content()
