"""A message that only asks for help: who is answered, with what, and what is no such message."""

import datetime as dt

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from mail import mime
from mail.pace import FROM_ONE_ADDRESS
from store import queries
from store.db import reading
from store.models import Contribution, Outbox
from tests.findings import SQLITE, plain
from tests.test_intake import reply, sent_to, take, update
from tests.world import ALEX, PAT, World

ROBIN = "robin.dyke@fenshire.police.example"
LATER = dt.datetime(2026, 10, 3, 9, tzinfo=dt.UTC)


def guides(world: World) -> list[tuple[str, bool]]:
    """To whom guides went, and whether with the token of their request."""
    with reading(world.engine) as session:
        rows = session.exec(select(Outbox).where(Outbox.kind == "help").order_by(Outbox.id)).all()
        return [
            (queries.address_of(session, row.person_id) or "", row.request_id is not None) for row in rows
        ]


def answers(world: World) -> int:
    with reading(world.engine) as session:
        return len(session.exec(select(Outbox).where(Outbox.kind == "receipt")).all())


def mail(body: str, subject: str = "s", sender: str = PAT) -> bytes:
    raw = plain(body).replace(b"Subject: s", f"Subject: {subject}".encode())
    return raw.replace(PAT.encode(), sender.encode())


@pytest.mark.parametrize(
    ("body", "subject"),
    [
        ("help", "s"),
        ("HELP!", "s"),
        ("Hilfe", "s"),
        ("aide ?", "s"),
        ("Help please\r\n\r\nKind regards\r\nPat Marsh", "s"),
        ("", "help"),
        ("help", "Help!"),
        ("Thanks, Pat", "HELP"),
    ],
)
def test_help_alone_is_answered_with_the_guide_and_nothing_else(
    world: World, body: str, subject: str
) -> None:
    assert take(world, mail(body, subject)).state == "understood"
    assert (guides(world), answers(world)) == ([(PAT, True)], 0)


@pytest.mark.parametrize(
    ("body", "subject"),
    [
        ("help with 4.2", "s"),
        ("Help is on its way to all three workshops.", "s"),
        ("All done, please close.\r\n\r\nhelp", "s"),
        ("The stores are helped.", "help"),
        ("", "helpful"),
        ("", ""),
    ],
)
def test_help_among_other_words_is_an_ordinary_message(world: World, body: str, subject: str) -> None:
    take(world, mail(body, subject))
    assert guides(world) == []


@pytest.mark.parametrize("client", ["gmail top", "outlook top", "iphone", "outlook fill-in line"])
def test_help_in_a_reply_is_no_answer_to_the_item_but_brings_the_guide_with_the_token(
    world: World, client: str
) -> None:
    assert take(world, reply(world, PAT, {"FLEET-2509-4.1": "Help!"}, client)).state == "understood"
    assert guides(world) == [(PAT, True)]
    assert update(world, "FLEET-2509-4.1").state == "awaited"
    with reading(world.engine) as session:
        assert session.exec(select(Contribution)).all() == []


def test_the_guide_names_the_grammar_the_items_and_whom_to_call(world: World) -> None:
    take(world, reply(world, PAT, {"FLEET-2509-4.1": "help"}, "gmail top"))
    made = mime.parse(sent_to(world, PAT, "help"))
    for text in (made.text, made.html):
        for words in ("FLEET-2509-4.1", "Service checks", "Target date:", "proposed for closure", "Status:",
                      "inspectorate@fenshire.police.example", "absence notice", "colleague"):  # fmt: skip
            assert words in text
    assert made.automatic  # a machine of somebody else's leaves it alone


def test_an_answer_written_on_the_guide_reaches_its_item(world: World) -> None:
    take(world, reply(world, PAT, {"FLEET-2509-4.1": "help"}, "gmail top"))
    guide = sent_to(world, PAT, "help")
    said = "Status: In progress\nTarget date: end of May 2027\nReason: the supplier is late"
    words = {"FLEET-2509-4.1": f"[FLEET-2509-4.1]\n{said}"}
    assert take(world, reply(world, PAT, words, "gmail top", 2, request=guide)).state == "understood"
    assert update(world, "FLEET-2509-4.1").text == said


def test_a_stranger_gets_no_guide_and_waits_for_a_reviewer(world: World) -> None:
    assert take(world, mail("help", sender="x@elsewhere.example")).state == "unmatched"
    raw = reply(world, PAT, {"FLEET-2509-4.1": "help"}, "gmail top", from_="x@elsewhere.example")
    assert take(world, raw).state == "unmatched"
    assert (guides(world), answers(world)) == ([], 0)
    assert update(world, "FLEET-2509-4.1").state == "awaited"


def test_a_colleague_who_answers_a_forwarded_request_with_help_gets_a_guide_to_their_own(
    world: World,
) -> None:
    take(world, reply(world, PAT, {"FLEET-2509-4.1": "help"}, "gmail top", from_=ALEX))
    assert guides(world) == [(ALEX, True)]
    text = mime.parse(sent_to(world, ALEX, "help")).text
    assert "STORES-2602-4.1" in text
    assert "FLEET" not in text


def test_who_is_asked_nothing_gets_the_guide_alone(world: World) -> None:
    take(world, mail("help", sender=ROBIN))
    assert guides(world) == [(ROBIN, False)]
    assert "[FLEET-1809-4.2]" in mime.parse(sent_to(world, ROBIN, "help")).text


@pytest.mark.parametrize("head", [b"Auto-Submitted: auto-replied\r\n", b"Precedence: bulk\r\n"])
def test_machines_are_not_helped(world: World, head: bytes) -> None:
    assert take(world, head + mail("help")).state == "automatic"
    assert guides(world) == []


@SQLITE
def test_guides_do_not_go_on_without_end(world: World) -> None:
    for number in range(FROM_ONE_ADDRESS + 3):
        take(world, mail("help", f"s{number}"))
    assert len(guides(world)) == FROM_ONE_ADDRESS


@SQLITE
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["help", "Help!", "please", "4.1", "the rota is late", "closed", "-- ", "help us"]),
       st.sampled_from(["the vans", "stores", "we propose closure", "see below", "nothing"]))  # fmt: skip
def test_words_beside_help_are_never_lost(world: World, before: str, after: str) -> None:
    guided = len(guides(world))
    take(world, mail(f"{before}\r\n{after}"))
    assert len(guides(world)) == guided
