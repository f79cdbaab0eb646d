"""What lies in Quarantine is read again after a fix: the same row, one update, one more receipt."""

import datetime as dt

import pytest
from sqlmodel import select

from followup import Refused
from mail.intake import Intake, Received, receive, replay, set_aside
from mail.limits import TOO_LARGE
from store.db import reading, writing
from store.models import Attempt, Contribution, Event, Inbound
from tests.findings import plain
from tests.test_compose import OURS, SENDERS
from tests.test_intake import LATER, intake, receipts, reply, take, update
from tests.world import PAT, REVIEWER, World

ITEM = "FLEET-2509-4.1"
NEXT_DAY = LATER + dt.timedelta(days=1)


def broken(_panel: str):
    """Rules as a bug of ours would give them."""
    raise ZeroDivisionError


def again(world: World, inbound_id: int = 1) -> Received:
    return replay(world.engine, inbound_id, intake=intake(world), who=REVIEWER, at=NEXT_DAY)


def kept(world: World) -> list[Inbound]:
    with reading(world.engine) as session:
        return list(session.exec(select(Inbound)).all())


def test_after_the_bug_is_mended_a_replay_makes_the_update(world: World) -> None:
    raw = reply(world, PAT, {ITEM: "Going well."})
    failed = receive(
        world.engine, raw, intake=Intake(outgoing=OURS, senders=SENDERS, rules_of=broken), at=LATER
    )
    assert (failed.state, "reference mail-1" in failed.problem) == ("problem", True)
    done = again(world)
    assert (done.inbound_id, done.state, done.problem) == (1, "understood", "")
    (row,) = kept(world)
    assert (row.state, row.raw) == ("understood", raw)
    assert update(world, ITEM).text == "Going well."
    refused, understood = receipts(world)
    assert "could not be read" in refused["refused"][0]
    assert understood["refused"] == []
    with reading(world.engine) as session:
        event = session.exec(select(Event).where(Event.kind == "message replayed")).one()
        assert (event.who, event.noun_id, event.at) == (REVIEWER, 1, NEXT_DAY)
        assert session.exec(select(Contribution.received_at)).one() == LATER


def test_words_sent_since_stay_the_newer(world: World) -> None:
    first = reply(world, PAT, {ITEM: "First words."}, number=1)
    receive(world.engine, first, intake=Intake(outgoing=OURS, senders=SENDERS, rules_of=broken), at=LATER)
    take(world, reply(world, PAT, {ITEM: "Second words."}, number=2), at=LATER + dt.timedelta(hours=1))
    assert again(world).state == "understood"
    assert update(world, ITEM).text == "Second words."


def test_a_message_kept_unread_is_read_by_a_replay(world: World) -> None:
    raw = reply(world, PAT, {ITEM: "Going well."})
    kept_unread = set_aside(world.engine, raw, problem="begun 3 times without an end", at=LATER)
    assert (kept_unread.state, receipts(world)) == ("problem", [])
    assert set_aside(world.engine, raw, problem="other", at=LATER).problem == "begun 3 times without an end"
    assert again(world).state == "understood"
    assert update(world, ITEM).text == "Going well."
    assert len(receipts(world)) == 1


def test_a_replay_that_fails_again_leaves_it_as_it_was_and_tells_nobody_twice(world: World) -> None:
    failing = Intake(outgoing=OURS, senders=SENDERS, rules_of=broken)
    receive(world.engine, reply(world, PAT, {ITEM: "Going well."}), intake=failing, at=LATER)
    for _ in range(2):
        done = replay(world.engine, 1, intake=failing, who=REVIEWER, at=NEXT_DAY)
        assert (done.state, "reference mail-1" in done.problem) == ("problem", True)
    assert len(receipts(world)) == 1
    assert again(world).state == "understood"
    assert len(receipts(world)) == 2


def test_what_must_not_be_read_again_is_refused_in_words(world: World) -> None:
    take(world, reply(world, PAT, {ITEM: "Going well."}))
    take(world, plain("a stray mail"))
    receive(world.engine, plain("large"), intake=intake(world), at=LATER, problem=TOO_LARGE)
    for inbound_id, words in {
        1: "mail-1 is understood; only what could not be read",
        2: "mail-2 is unmatched",
        3: "of mail-3 only the header was fetched",
        4: "there is no message mail-4",
    }.items():
        with pytest.raises(Refused, match=words):
            again(world, inbound_id)
    assert len(kept(world)) == 3


def test_what_has_given_contributions_is_never_taken_twice(world: World) -> None:
    take(world, reply(world, PAT, {ITEM: "Going well."}))
    with writing(world.engine) as session:
        session.get_one(Inbound, 1).state = "problem"
    with pytest.raises(Refused, match="mail-1 has given contributions already"):
        again(world)
    with reading(world.engine) as session:
        assert len(session.exec(select(Contribution)).all()) == 1
        assert session.exec(select(Attempt)).all() == []
