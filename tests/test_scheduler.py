"""The jobs and the outbox worker: each at its hour, each harmless twice, and any number of workers."""

import datetime as dt
import threading
from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from followup import Refused, calendar, cycle
from followup.rules import Rules
from scheduler import jobs, outbox, service
from scheduler.jobs import TABLE, Work
from store.db import reading, writing
from store.models import Cycle, Outbox, Request
from tests.world import NOVEMBER, OPENED, PANEL, World, build

HOURS = cycle.schedule(NOVEMBER, Rules(), "Europe/London")
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def world(engine: Engine) -> World:
    """A register with November's cycle planned."""
    made = build(engine)
    with writing(engine) as session:
        panel = calendar.body(session, PANEL, "panel")
        meeting = calendar.add_meeting(session, panel, NOVEMBER, who="t", at=OPENED)
        cycle.planned(session, meeting, who="t", at=OPENED)
    return made


def work(
    world: World, deliver=lambda _row, _at: None, compile_draft=lambda _meeting, _at: ["paper.pdf"]
) -> Work:
    return Work(
        engine=world.engine,
        rules_of=lambda _panel: world.rules,
        zone="Europe/London",
        deliver=deliver,
        compile_draft=compile_draft,
    )


def state(world: World) -> str:
    with reading(world.engine) as session:
        return world.cycle(session).state


def test_the_hours_are_those_of_the_rules() -> None:
    local = [hour.astimezone(ZoneInfo("Europe/London")) for hour in HOURS]
    assert [(hour.date(), hour.hour) for hour in local] == [
        (dt.date(2026, 10, 1), 8),
        (dt.date(2026, 10, 29), 17),
        (dt.date(2026, 10, 31), 7),
    ]


def test_every_job_waits_for_its_hour_and_runs_twice_without_harm(world: World) -> None:
    there = work(world)
    steps = (
        (jobs.open_due, HOURS.opens, "planned", "collecting"),
        (jobs.close_due, HOURS.closes, "collecting", "cut_off"),
        (jobs.compile_due, HOURS.drafts, "cut_off", "draft"),
    )
    for job, hour, before, after in steps:
        assert job(there, hour - MINUTE) == []
        assert state(world) == before
        assert len(job(there, hour)) == 1
        assert state(world) == after
        assert job(there, hour + MINUTE) == []
    with reading(world.engine) as session:
        assert len(session.exec(select(Request)).all()) == 3


def test_a_meeting_that_moves_moves_the_hours(world: World) -> None:
    with writing(world.engine) as session:
        meeting = world.meeting(session, NOVEMBER)
        later = NOVEMBER + dt.timedelta(days=7)
        calendar.move_meeting(session, meeting, later, reason="hall", who="t", at=OPENED)
    assert jobs.open_due(work(world), HOURS.opens + dt.timedelta(days=6)) == []
    assert len(jobs.open_due(work(world), HOURS.opens + dt.timedelta(days=7))) == 1


def test_a_draft_that_cannot_be_drawn_is_tried_again(world: World) -> None:
    def broken(_meeting: int, _at: dt.datetime) -> list[str]:
        raise Refused("no room on the disk")

    jobs.open_due(work(world), HOURS.opens)
    jobs.close_due(work(world), HOURS.closes)
    compile_job = next(job for job in TABLE if job.name == "compile")
    assert jobs.run(compile_job, work(world, compile_draft=broken), HOURS.drafts) == []
    assert state(world) == "cut_off"
    assert len(jobs.run(compile_job, work(world), HOURS.drafts + MINUTE)) == 1


def test_a_job_that_stumbles_is_logged_and_the_next_one_runs(world: World, caplog) -> None:
    def bug(_meeting: int, _at: dt.datetime) -> list[str]:
        raise ZeroDivisionError

    jobs.open_due(work(world), HOURS.opens)
    jobs.close_due(work(world), HOURS.closes)
    compile_job = next(job for job in TABLE if job.name == "compile")
    assert jobs.run(compile_job, work(world, compile_draft=bug), HOURS.drafts) == []
    assert "job compile failed" in caplog.text


def test_any_number_of_workers_send_every_row_once(world: World) -> None:
    jobs.open_due(work(world), HOURS.opens)
    with writing(world.engine) as session:
        first = session.exec(select(Outbox)).first()
        assert first
        session.add_all(
            Outbox(kind="receipt", person_id=first.person_id, key=f"r{n}", at=OPENED, due_at=OPENED)
            for n in range(30)
        )
    sent: Counter[int] = Counter()
    start = threading.Barrier(4)

    def drain() -> None:
        start.wait()
        outbox.drain(world.engine, lambda row, _at: sent.update([row]), at=OPENED)

    workers = [threading.Thread(target=drain) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert len(sent) == 33
    assert set(sent.values()) == {1}


def test_a_row_whose_worker_died_is_taken_again_after_the_lease(world: World) -> None:
    jobs.open_due(work(world), HOURS.opens)

    def die(_row: int, _at: dt.datetime) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        outbox.drain(world.engine, die, at=HOURS.opens)
    assert outbox.drain(world.engine, lambda _row, _at: None, at=HOURS.opens).sent == 2
    assert outbox.drain(world.engine, lambda _row, _at: None, at=HOURS.opens + outbox.LEASE).sent == 1


def test_pauses_grow_and_end(world: World) -> None:
    jobs.open_due(work(world), HOURS.opens)

    def broken(_row: int, _at: dt.datetime) -> None:
        raise OSError("no route")

    at = HOURS.opens
    for _ in range(outbox.TRIES):
        outbox.drain(world.engine, broken, at=at)
        at += outbox.LONGEST_PAUSE
    with reading(world.engine) as session:
        rows = session.exec(select(Outbox)).all()
        assert all(row.failed_at and "no route" in row.problem for row in rows)


def test_a_second_server_on_the_embedded_database_is_refused(world: World) -> None:
    with service.one_server(world.engine):
        if world.engine.dialect.name == "sqlite":
            with pytest.raises(Refused, match="another `matters serve`"), service.one_server(world.engine):
                pass
        else:
            with service.one_server(world.engine):
                pass
    with reading(world.engine) as session:
        assert session.exec(select(Cycle)).one().state == "planned"
