"""More than sixty whole machine mails, each with a perfect closing reply inside, change nothing."""

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from mail.intake import receive
from store.db import reading
from store.models import Absence, Alarm, Inbound
from tests.machines import gauntlet
from tests.machines.absences import ABSENCES
from tests.machines.bounces import FAILED, FOREIGN, LATE
from tests.test_intake import LATER, intake
from tests.world import World


def test_no_machine_mail_changes_anything(world: World) -> None:
    seen = gauntlet.run(world)
    assert [line for line in seen if ": " in line] == []
    assert seen["tried"] >= 60
    assert len(FAILED) >= 15
    assert seen["lost"] == 0
    assert seen["alarms"] == 2, "an address that fails is one alarm, however often; one filter wants a proof"


@pytest.mark.parametrize("name", FAILED)
def test_a_permanent_bounce_raises_the_alarm_of_the_person_written_to(world: World, name: str) -> None:
    ours = gauntlet.told(world)
    done = receive(world.engine, FAILED[name](ours), intake=intake(world), at=LATER)
    with reading(world.engine) as session:
        (alarm,) = session.exec(select(Alarm)).all()
        kept = session.get_one(Inbound, done.inbound_id)
    assert (alarm.kind, alarm.inbound_id) == ("bounce", done.inbound_id)
    assert alarm.words.startswith(f"{ours.owner}: what we sent came back undelivered")
    assert kept.request_id is not None
    assert ours.owner in kept.problem


@pytest.mark.parametrize("name", [*LATE, *FOREIGN])
def test_what_is_late_or_not_about_our_mail_raises_none(world: World, name: str) -> None:
    build = (LATE | FOREIGN)[name]
    receive(world.engine, build(gauntlet.told(world)), intake=intake(world), at=LATER)
    with reading(world.engine) as session:
        assert session.exec(select(Alarm)).all() == []


AWAY = {
    "exchange": ("2026-10-12", "Alex Fenn <alex.fenn@fenshire.police.example>"),
    "exchange, German": ("2026-10-16", "Sam Holme <sam.holme@fenshire.police.example>"),
    "exchange, French": ("2026-10-19", "Alex Fenn <alex.fenn@fenshire.police.example>"),
    "exchange, subject only": ("2026-10-12", ""),
    "exchange rule": (None, ""),
    "outlook.com": ("2026-10-20", ""),
    "gmail": ("2026-10-10", "Alex Fenn <alex.fenn@fenshire.police.example>"),
    "lotus notes": ("2026-10-13", ""),
    "lotus notes, old": ("2026-10-12", ""),
    "sieve": ("2026-10-12", "Sam Holme <sam.holme@fenshire.police.example>"),
    "unix vacation": (None, ""),
    "groupwise": ("2026-10-10", ""),
    "zimbra": ("2026-10-14", "Alex Fenn <alex.fenn@fenshire.police.example>"),
    "courier mailbot": ("2026-10-14", "Sam Holme <sam.holme@fenshire.police.example>"),
    "cpanel autoresponder": ("2026-10-15", "Sam Holme <sam.holme@fenshire.police.example>"),
    "apple mail rule": ("2026-10-08", ""),
    "gmx": ("2026-10-19", ""),
    "mdaemon": None,
    "proton": ("2026-10-21", ""),
    "ticket system": None,
}


@pytest.mark.parametrize("name", AWAY)
def test_an_absence_notice_is_read_for_the_return_and_the_deputy(world: World, name: str) -> None:
    receive(world.engine, ABSENCES[name](gauntlet.told(world)), intake=intake(world), at=LATER)
    with reading(world.engine) as session:
        found = [
            (one.until.isoformat() if one.until else None, one.deputy)
            for one in session.exec(select(Absence))
        ]
    assert found == ([AWAY[name]] if AWAY[name] else [])


def test_an_absence_is_not_believed_from_a_stranger(world: World, engine: Engine) -> None:
    ours = gauntlet.told(world)
    raw = ABSENCES["exchange"](ours).replace(ours.owner.encode(), b"pat@elsewhere.example")
    raw = raw.replace(ours.return_path.encode(), ours.mailbox.encode()).replace(
        ours.message_id.encode(), b"<x@y.example>"
    )
    receive(engine, raw, intake=intake(world), at=LATER)
    with reading(engine) as session:
        assert session.exec(select(Absence)).all() == []
