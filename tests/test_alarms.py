"""Alarms and absences as the inspectorate meets them: in the queue, in the status of a round, and cleared."""

import datetime as dt
from pathlib import Path

import pytest
from sqlalchemy import Engine

from followup import Refused, alarms
from mail.intake import receive
from reports import mail_view, reach_view, review_view, terminal
from store import queries
from store.db import connect, reading, writing
from store.models import Alarm
from tests.machines import gauntlet
from tests.machines.absences import ABSENCES
from tests.machines.bounces import FAILED
from tests.test_commands import PAPER, PEOPLE, Desk
from tests.test_compose import OURS
from tests.test_intake import LATER, intake
from tests.world import PANEL, PAT, SAM, World

TODAY = LATER.date()


@pytest.fixture
def troubled(world: World) -> World:
    """A round in which Pat's request came back, after an absence notice."""
    ours = gauntlet.told(world)
    for raw in (ABSENCES["exchange"](ours), FAILED["postfix"](ours)):
        receive(world.engine, raw, intake=intake(world), at=LATER)
    return world


def test_the_status_of_a_round_says_who_is_away_and_whom_nothing_reaches(troubled: World) -> None:
    with reading(troubled.engine) as session:
        lines = list(terminal.status(session, troubled.cycle(session), TODAY))
        back = list(terminal.status(session, troubled.cycle(session), dt.date(2026, 10, 12)))
    deputy = "Alex Fenn <alex.fenn@fenshire.police.example>"
    assert f"  - Pat Marsh: away until 12 October 2026, deputy {deputy} (mail-1)" in lines
    (alarm,) = [line for line in lines if "alarm-1" in line]
    assert f"3 October 2026  Pat Marsh: {PAT}: what we sent came back undelivered (5.1.1" in alarm
    assert not any("away until" in line for line in back), "on the day of return nobody is away"


def test_the_queue_and_the_item_show_them(troubled: World) -> None:
    with reading(troubled.engine) as session:
        (row,) = [row for row in review_view.queue(session) if row["id"] == "alarm-1"]
        assert row["state"] == "alarm"
        rec = troubled.row(session, "FLEET-2509-4.1")
        update = queries.update_for(session, rec.id, troubled.cycle(session).id)
        assert update is not None
        shown = list(review_view.show(session, rec, update, TODAY))
        assert any(line.startswith("Pat Marsh is away until 12 October 2026") for line in shown)
        notice = list(mail_view.lines(mail_view.view(session, mail_view.find(session, "mail-1"), [])))
        assert any("until 12 October 2026" in line for line in notice), "the notice itself can be read"


def test_an_alarm_is_cleared_once_and_can_sound_again(engine: Engine, troubled: World) -> None:
    with writing(engine) as session:
        (alarm,) = alarms.standing(session)
        alarms.clear(session, alarm, who="me@x.example", at=LATER)
        with pytest.raises(Refused, match="alarm-1 has been cleared already"):
            alarms.clear(session, alarm, who="me@x.example", at=LATER)
        assert list(reach_view.alarm_lines(session)) == []
        assert alarms.sound(session, alarm.person_id, PAT, "again", who="t", at=LATER)
        assert not alarms.sound(session, alarm.person_id, PAT, "and again", who="t", at=LATER)
        assert alarms.sound(session, alarm.person_id, SAM, "another address", who="t", at=LATER)


def test_a_bounce_of_an_address_that_was_changed_since_raises_nothing(world: World) -> None:
    from tests.test_sender import enter

    ours = gauntlet.told(world)
    with writing(world.engine) as session:
        enter(session, "pat.new@fenshire.police.example")
    done = receive(world.engine, FAILED["postfix"](ours), intake=intake(world), at=LATER)
    assert "came back undelivered" in done.problem
    with reading(world.engine) as session:
        assert session.get(Alarm, 1) is None


def test_alarms_are_listed_and_cleared_by_command(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.run("init", "--panel", PANEL, "--address", OURS.address)
    desk.run("import", str(PAPER))
    desk.run("people", "import", str(PEOPLE))
    assert desk.run("people", "alarms", "list")[0] == "no alarms\n"
    with writing(connect(f"sqlite:///{tmp_path / 'matters.db'}")) as session:
        alarms.sound(session, 1, "pat@f.example", "refused (550)", who="t", at=LATER)
    assert desk.run("people", "alarms", "list")[0].endswith(": pat@f.example: refused (550)\n")
    assert "alarm-1" in desk.run("review", "list")[0]
    assert desk.run("people", "alarms", "clear", "alarm-1")[0] == "alarm-1 cleared\n"
    assert "cleared already" in desk.refused("people", "alarms", "clear", "1")
