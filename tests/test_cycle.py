"""The cycle: who is asked what, what is not asked, and that a round opens once."""

import datetime as dt

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from followup import Refused, asking, audits, cycle, outcomes, people, planning
from followup.people import Entry
from followup.rules import Rules
from store import queries
from store.db import reading, writing
from store.models import Event, Outbox, Request, Update
from tests.world import ALEX, JUNE, NOVEMBER, OPENED, PAT, build


def test_every_owner_is_asked_about_their_own_open_items_and_parts(engine: Engine) -> None:
    world = build(engine)
    world.open()
    with reading(engine) as session:
        made = {
            person.name: [(rec.item_id, line.part) for line, rec, _ in queries.asked(session, request.id)]
            for request, person in queries.requests(session, world.cycle(session).id)
        }
    assert made == {
        "Pat Marsh": [("FLEET-2509-4.1", None), ("FLEET-2509-4.2", None)],
        "Alex Fenn": [("STORES-2602-4.1", None), ("STORES-2602-4.2", "1")],
        "Sam Holme": [("STORES-2602-4.2", "2")],
    }


def test_a_proposal_without_an_outcome_is_listed_not_asked_and_unknown_owners_are_named(engine) -> None:
    world = build(engine)
    with writing(engine, keep=False) as session:
        meeting = world.meeting(session, JUNE)
        made = planning.plan(session, meeting, rules=Rules(), on=OPENED.date())
    assert made.awaiting == ["FLEET-2509-4.3"]
    assert made.nobody == {"STORES-2602-4.3": ["Nobody Known"]}


def test_what_the_panel_refused_is_asked_with_its_words_on_top(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        outcomes.record(
            session, world.row(session, "FLEET-2509-4.3"), "refused",
            meeting=world.meeting(session, JUNE), words="Show a sample of 50 cards (12/26a)",
            who="m", at=OPENED,
        )  # fmt: skip
    world.open()
    with reading(engine) as session:
        lines = queries.asked(session, world.request(session, PAT).id)
    assert ("FLEET-2509-4.3", "Show a sample of 50 cards (12/26a)") in [
        (rec.item_id, line.question) for line, rec, _ in lines
    ]


def test_what_the_panel_agreed_is_gone(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        row = world.row(session, "FLEET-2509-4.3")
        outcomes.record(session, row, "agreed", meeting=world.meeting(session, JUNE), who="m", at=OPENED)
        assert row.status == "closed"
    with writing(engine, keep=False) as session:
        made = planning.plan(session, world.meeting(session, JUNE), rules=Rules(), on=OPENED.date())
    assert made.awaiting == []
    assert "FLEET-2509-4.3" not in str(made.asked)


def test_a_cycle_opens_once_and_makes_one_request_a_person(engine: Engine) -> None:
    world = build(engine)
    world.open()
    with pytest.raises(Refused, match="already collecting"):
        world.open()
    with reading(engine) as session:
        assert len(session.exec(select(Request)).all()) == 3
        assert len(session.exec(select(Outbox)).all()) == 3
        kinds = [event.kind for event in session.exec(select(Event)).all()]
        assert kinds.count("cycle opened") == 1


def test_owners_of_a_report_just_published_are_told_not_chased(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        audits.publish(session, "STORES-2602", OPENED.date() - dt.timedelta(days=3), who="t", at=OPENED)
    world.open()
    with reading(engine) as session:
        lines = queries.asked(session, world.request(session, ALEX).id)
        assert all(line.told for line, _, _ in lines)
        update = queries.update_for(session, lines[0][1].id, world.cycle(session).id)
        assert update is not None
        assert (update.state, update.approved) == ("approved", asking.NEW_REPORT)


def test_with_nobody_to_ask_nothing_opens(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        for row in ("FLEET-2509-4.1", "FLEET-2509-4.2", "STORES-2602-4.1", "STORES-2602-4.2"):
            for assignment in queries.assignments(session, world.row(session, row).id):
                assignment.person_id = None
                session.add(assignment)
    with pytest.raises(Refused, match="nobody to ask"):
        world.open()


def test_closing_names_the_silent_items_and_happens_once(engine: Engine) -> None:
    world = build(engine)
    world.open()
    with writing(engine) as session:
        silent = cycle.close(session, world.cycle(session), who="test", at=OPENED)
    assert silent == ["FLEET-2509-4.1", "FLEET-2509-4.2", "STORES-2602-4.1", "STORES-2602-4.2"]
    with reading(engine) as session:
        states = [u.state for u in session.exec(select(Update).where(Update.cycle_id == 1)).all()]
        assert states == ["none"] * 4
    with pytest.raises(Refused, match="not collecting"), writing(engine) as session:
        cycle.close(session, world.cycle(session), who="test", at=OPENED)


def test_a_draft_is_compiled_after_the_cut_off_and_again_if_need_be(engine: Engine) -> None:
    world = build(engine)
    world.open()
    with pytest.raises(Refused, match="close collection"), writing(engine) as session:
        cycle.drafted(session, world.cycle(session), who="test", at=OPENED)
    with writing(engine) as session:
        cycle.close(session, world.cycle(session), who="test", at=OPENED)
        cycle.drafted(session, world.cycle(session), who="test", at=OPENED)
        cycle.drafted(session, world.cycle(session), who="test", at=OPENED)
        assert world.cycle(session).state == "draft"


def test_owners_who_became_known_later_are_asked_too_and_nobody_twice(engine: Engine) -> None:
    world = build(engine)
    world.open()
    with writing(engine) as session:
        late = [Entry(name="Nobody Known", email="nobody.known@fenshire.police.example")]
        people.enter(session, late, who="t", at=OPENED)
        made = cycle.ask_more(
            session, world.meeting(session, NOVEMBER), rules=world.rules, who="t", at=OPENED
        )
        assert [entry.item_id for items in made.asked.values() for entry in items] == ["STORES-2602-4.3"]
    with reading(engine) as session:
        assert len(session.exec(select(Request)).all()) == 4
    with pytest.raises(Refused, match="asked already"), writing(engine) as session:
        cycle.ask_more(session, world.meeting(session, NOVEMBER), rules=world.rules, who="t", at=OPENED)
