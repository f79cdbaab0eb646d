"""Meetings, people and jobs: one mistake does not spread."""

import datetime as dt

import pytest
from sqlmodel import select

from demo.servers import HOST, free_port
from followup import Refused, audits, calendar, cycle, outcomes, people
from followup.people import Entry
from mail.preview import previews
from mail.sender import Mailer, Smtp
from scheduler import jobs, outbox
from store import queries
from store.db import reading, writing
from store.models import Audit, Outbox
from tests.findings import paper
from tests.test_compose import OURS
from tests.test_intake import receipts, reply, take
from tests.test_updates import approve, say
from tests.world import ALEX, JUNE, NOVEMBER, OPENED, PANEL, PAT, World, build


def test_a_corrected_address_in_the_people_file_is_where_the_request_goes(engine) -> None:
    world = build(engine)
    new = "p.marsh@fenshire.police.example"
    with writing(engine) as session:
        people.enter(session, [Entry(name="Pat Marsh", post="Head of Fleet", email=new)], who="m", at=OPENED)
    world.open()
    with reading(engine) as session:
        asked = {
            queries.address_of(session, person.id)
            for _request, person in queries.requests(session, world.cycle(session).id)
        }
    assert new in asked
    assert PAT not in asked


def test_two_people_at_one_address_are_refused_not_merged(engine) -> None:
    build(engine)
    twins = [Entry(name=name, email="fleet@fenshire.police.example") for name in ("Jo Reed", "Kim Sedge")]
    with pytest.raises(Refused, match="stands twice"), writing(engine) as session:
        people.enter(session, twins, who="m", at=OPENED)


def test_an_audit_is_marked_by_its_code_in_whatever_case_it_is_typed(engine) -> None:
    build(engine)
    with writing(engine) as session:
        assert audits.mark(session, "stores-2602", "SECRET", who="m", at=OPENED) == "STORES"


def test_an_audit_code_is_no_pattern(engine) -> None:
    build(engine)
    with pytest.raises(Refused), writing(engine) as session:
        audits.mark(session, "STORES_2602", "SECRET", who="m", at=OPENED)


def test_the_preview_of_a_round_shows_only_that_round(world: World) -> None:
    with writing(world.engine, keep=False) as session:
        body = calendar.body(session, PANEL, "panel")
        march = calendar.add_meeting(session, body, dt.date(2027, 3, 4), who="m", at=OPENED)
        made = cycle.open_cycle(session, march, rules=world.rules, who="preview", at=OPENED)
        names = [name for name, _, _ in previews(session, outgoing=OURS, rules_of=lambda _panel: world.rules)]
    assert len(names) == len(made.asked)


def test_a_panel_may_ask_two_things_about_one_item_at_one_meeting(world: World) -> None:
    with writing(world.engine) as session:
        row, june = world.row(session, "FLEET-2509-4.1"), world.meeting(session, JUNE)
        for words in ("Show a sample (12/26a)", "Report the cost (12/26b)"):
            outcomes.record(session, row, "action", words=words, meeting=june, who="m", at=OPENED)


def test_an_extension_to_a_day_that_has_passed_is_refused(world: World) -> None:
    with pytest.raises(Refused), writing(world.engine) as session:
        outcomes.record(
            session, world.row(session, "FLEET-2509-4.1"), "extension", date=dt.date(2016, 12, 31),
            meeting=world.meeting(session, JUNE), who="m", at=OPENED,
        )  # fmt: skip


def test_the_owner_of_a_new_report_who_answers_is_not_told_of_words_they_never_wrote(engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        audit = session.get_one(Audit, world.row(session, "STORES-2602-4.1").audit_id)
        audit.published_on = OPENED.date()
        session.add(audit)
    world.open()
    take(world, reply(world, ALEX, {"STORES-2602-4.1": "We have begun."}))
    assert "earlier words" not in str(receipts(world)[0]["heard"])


def test_an_item_whose_reference_has_a_small_letter_is_found_by_its_id(engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        row = world.row(session, "FLEET-2509-4.1")
        row.item_id = "FLEET-2509-4.1a"  # as reports.ids gives it for the reference 4.1a
        session.add(row)
    with reading(engine) as session:
        assert queries.item(session, "FLEET-2509-4.1a") is not None


def test_updates_carry_the_month_of_the_meeting_they_are_read_at(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "Going well.")
    approve(world, "FLEET-2509-4.1")
    december = dt.date(2026, 12, 10)
    with writing(world.engine) as session:
        meeting = world.meeting(session, NOVEMBER)
        calendar.move_meeting(session, meeting, december, reason="quorum", who="m", at=OPENED)
    asked = [rec for rec in paper(world, december).recommendations if rec.status == "open"]
    labels = {rec.updates[-1].label for rec in asked}
    assert labels == {"Update December 2026"}


def work(world: World, rules_of=None) -> jobs.Work:
    return jobs.Work(
        engine=world.engine, rules_of=rules_of or (lambda _panel: world.rules), zone="Europe/London",
        deliver=lambda _row, _at: None, compile_draft=lambda _meeting, _at: ["paper.html"],
    )  # fmt: skip


def state(world: World, date: dt.date) -> str:
    with reading(world.engine) as session:
        return world.cycle(session, date).state


def test_a_panel_with_nobody_to_ask_does_not_stop_another_panels_cycle(engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        for name, date in (("Fire Committee", dt.date(2026, 11, 5)), (PANEL, NOVEMBER)):
            body = calendar.body(session, name, "panel")
            meeting = calendar.add_meeting(session, body, date, who="m", at=OPENED)
            cycle.planned(session, meeting, who="m", at=OPENED)
    jobs.run(jobs.TABLE[0], work(world), OPENED)
    assert state(world, NOVEMBER) == "collecting"


def test_a_panel_gone_from_the_settings_does_not_stop_the_others(engine) -> None:
    world = build(engine)

    def rules_of(name: str):
        if name != PANEL:
            raise Refused(f"{name} is not in the settings; add it under [[panels]]")
        return world.rules

    with writing(engine) as session:
        for name in ("Fire Committee", PANEL):
            body = calendar.body(session, name, "panel")
            meeting = calendar.add_meeting(session, body, NOVEMBER, who="m", at=OPENED)
            cycle.planned(session, meeting, who="m", at=OPENED)
    jobs.run(jobs.TABLE[0], work(world, rules_of), OPENED)
    assert state(world, NOVEMBER) == "collecting"


def test_a_meeting_entered_with_last_years_date_sends_no_mail_to_anybody(engine) -> None:
    world = build(engine)
    past = NOVEMBER.replace(year=2025)
    with writing(engine) as session:
        body = calendar.body(session, PANEL, "panel")
        meeting = calendar.add_meeting(session, body, past, who="m", at=OPENED)
        cycle.planned(session, meeting, who="m", at=OPENED)
    for job in jobs.TABLE:
        jobs.run(job, work(world), OPENED)
    with reading(engine) as session:
        assert session.exec(select(Outbox)).all() == []


def test_an_unreachable_mail_server_is_tried_once_a_run_not_once_a_row(world: World) -> None:
    tried: list[int] = []
    mailer = Mailer(
        world.engine, Smtp(host=HOST, port=free_port(), tls="none"), OURS, lambda _panel: world.rules
    )

    def deliver(row: int, at: dt.datetime) -> None:
        tried.append(row)
        mailer.deliver(row, at)

    outbox.drain(world.engine, deliver, at=OPENED)
    assert len(tried) == 1
