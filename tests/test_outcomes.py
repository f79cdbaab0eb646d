"""Only the bodies close: proposals agreed or refused, actions, extensions, and whose items they are."""

import datetime as dt

import pytest
from sqlalchemy import Engine

from followup import Refused, calendar, outcomes
from store import queries
from store.db import reading, writing
from store.models import Outcome
from tests.world import BOARD, JUNE, OPENED, World, build


def record(world: World, item_id: str, kind: str, **more) -> Outcome:
    with writing(world.engine) as session:
        meeting = more.pop("meeting", None) or world.meeting(session, JUNE)
        return outcomes.record(
            session, world.row(session, item_id), kind, meeting=meeting, who="minutes", at=OPENED, **more
        )


def test_an_agreed_proposal_leaves_the_tracker(engine: Engine) -> None:
    world = build(engine)
    outcome = record(world, "FLEET-2509-4.3", "agreed")
    assert outcome.was == "proposed_closed"
    with reading(engine) as session:
        row = world.row(session, "FLEET-2509-4.3")
        assert row.status == "closed"
        assert queries.moves(session, row.id)[-1].to_id is None


def test_a_refused_proposal_is_open_again_with_the_words(engine: Engine) -> None:
    world = build(engine)
    with pytest.raises(Refused, match="what the body asked for"):
        record(world, "FLEET-2509-4.3", "refused")
    record(world, "FLEET-2509-4.3", "refused", words="Show a sample (12/26a)")
    with reading(engine) as session:
        assert world.row(session, "FLEET-2509-4.3").status == "open"


def test_nothing_is_agreed_that_was_not_proposed(engine: Engine) -> None:
    with pytest.raises(Refused, match="nothing is proposed"):
        record(build(engine), "FLEET-2509-4.1", "agreed")


def test_a_decision_is_recorded_once(engine: Engine) -> None:
    world = build(engine)
    record(world, "FLEET-2509-4.3", "agreed")
    with pytest.raises(Refused, match="already recorded as agreed"):
        record(world, "FLEET-2509-4.3", "agreed")


def test_the_board_cannot_close_what_the_panel_holds(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        board = calendar.body(session, BOARD, "board")
        meeting = calendar.add_meeting(session, board, dt.date(2026, 9, 1), who="m", at=OPENED)
    with pytest.raises(Refused, match="does not hold this item"):
        record(world, "FLEET-2509-4.3", "agreed", meeting=meeting)


def test_an_extension_is_a_date_in_the_history(engine: Engine) -> None:
    world = build(engine)
    with pytest.raises(Refused, match="date that was granted"):
        record(world, "FLEET-2509-4.1", "extension")
    record(world, "FLEET-2509-4.1", "extension", date=dt.date(2027, 3, 31))
    with reading(engine) as session:
        history = queries.dates(session, world.row(session, "FLEET-2509-4.1").id)
    assert [d.words for d in history] == ["31st December 2026", "31 March 2027"]


def test_an_unknown_outcome_is_refused(engine: Engine) -> None:
    with pytest.raises(Refused, match="is one of agreed"):
        record(build(engine), "FLEET-2509-4.1", "shelved")
