"""The whole register comes out: every body, every state, for the inspectorate and for the public."""

import datetime as dt
import json

import pytest
from sqlalchemy import Engine, event

from followup import Refused, audits, calendar, outcomes, review
from followup.rules import Rules
from followup.updates import Draft, submit
from reports import export, figures, register
from reports.paper import Paper, Recommendation
from reports.workbook import seen
from reports.workbook.read import read
from reports.workbook.render import csv, xlsx
from store import queries
from store.db import reading, writing
from store.models import Evidence, TargetDate
from tests.large_paper import large_paper
from tests.workbook_files import bare, comma, document
from tests.world import BOARD, IMPORTED, JUNE, NOVEMBER, OPENED, PANEL, PAT, REVIEWER, World, build

TODAY = dt.date(2026, 10, 5)


def exported(engine: Engine, audience="restricted", on=TODAY) -> Paper:
    with reading(engine) as session:
        return export.register_paper(
            session, on=on, rules_of=lambda _name: Rules(), audience=audience, organisation="Fenshire"
        )


def found(paper: Paper, item_id: str) -> Recommendation:
    return next(rec for rec in paper.recommendations if rec.id == item_id)


def proposed(world: World) -> None:
    """Close one item for the November meeting: approved, and not yet before the panel."""
    with writing(world.engine) as session:
        text = "Implemented. A dip-sample of 50 jobs found 50 checked. Propose closed."
        submit(
            session, Draft(item_id="FLEET-2509-4.1", text=text),
            request=world.request(session, PAT), who=PAT, trust="accepted", channel="mail", inbound_id=None,
            rules=world.rules, at=OPENED,
        )  # fmt: skip
        row = world.row(session, "FLEET-2509-4.1")
        update = queries.update_for(session, row.id, world.cycle(session).id)
        assert update is not None
        review.approve(session, update, rules=world.rules, who=REVIEWER, at=OPENED, override="checked")


def test_every_item_stands_in_it_with_its_body(engine: Engine) -> None:
    build(engine)
    paper = exported(engine)
    assert [(rec.id, rec.body, rec.held_by) for rec in paper.recommendations] == [
        ("FLEET-2509-4.1", "panel", PANEL),
        ("FLEET-2509-4.2", "panel", PANEL),
        ("FLEET-2509-4.3", "panel", PANEL),
        ("FLEET-2509-4.4", "board", BOARD),
        ("STORES-2602-4.1", "panel", PANEL),
        ("STORES-2602-4.2", "panel", PANEL),
        ("STORES-2602-4.3", "panel", PANEL),
    ]
    assert (paper.style, paper.edition, paper.meeting_date) == ("register", "restricted", JUNE)
    assert (paper.organisation, paper.panel, paper.board) == ("Fenshire", PANEL, BOARD)
    assert paper.contacts == ["Inspectorate - inspectorate@fenshire.police.example"]
    assert not figures.check(paper)


def test_what_has_left_says_how(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        meeting = world.meeting(session, JUNE)
        for item_id, was in (
            ("FLEET-2509-4.3", "proposed_not_adopted"),
            ("STORES-2602-4.1", "proposed_closed"),
        ):
            row = world.row(session, item_id)
            row.status = was
            outcomes.record(session, row, "agreed", meeting=meeting, who="minutes", at=OPENED)
    paper = exported(engine)
    gone, closed = found(paper, "FLEET-2509-4.3"), found(paper, "STORES-2602-4.1")
    assert (gone.status, gone.agreed, gone.rag, gone.held_by) == ("closed", "not_adopted", "GREY", PANEL)
    assert (closed.status, closed.agreed, closed.rag) == ("closed", None, "GREEN")


def test_words_approved_for_a_coming_meeting_are_the_inspectorates(engine: Engine) -> None:
    world = build(engine)
    world.open()
    proposed(world)
    inside, outside = (found(exported(engine, who), "FLEET-2509-4.1") for who in ("restricted", "public"))
    assert [u.label for u in inside.updates] == ["Update June 2026", "Update November 2026"]
    assert (inside.status, inside.rag) == ("proposed_closed", "GREEN")
    assert [u.label for u in outside.updates] == ["Update June 2026"]
    assert (outside.status, outside.rag) == ("open", "AMBER")
    after = found(exported(engine, "public", on=NOVEMBER), "FLEET-2509-4.1")
    assert (after.status, len(after.updates)) == ("proposed_closed", 2)


def test_silence_is_told_of_past_meetings_only(engine: Engine) -> None:
    world = build(engine)
    world.open()
    assert len(found(exported(engine), "FLEET-2509-4.2").updates) == 1
    later = found(exported(engine, on=dt.date(2026, 12, 1)), "FLEET-2509-4.2").updates
    assert later[-1].text == "No update was received for that meeting."


def test_what_is_marked_is_withheld_from_the_public(engine: Engine) -> None:
    build(engine)
    with writing(engine) as session:
        audits.mark(session, "STORES-2602", "OFFICIAL-SENSITIVE", who="chief", at=OPENED)
        row = queries.item(session, "FLEET-2509-4.1")
        assert row is not None
        row.doubts = json.dumps(["check the date"])
        for name, marking in (("open.pdf", None), ("secret.pdf", "SECRET")):
            session.add(Evidence(recommendation_id=row.id or 0, name=name, handling=marking))
    inside, outside = exported(engine), exported(engine, "public")
    assert inside.audits[1].handling == "OFFICIAL-SENSITIVE"
    assert outside.audits[1].handling is None
    assert found(inside, "STORES-2602-4.1").text
    hidden = found(outside, "STORES-2602-4.1")
    assert hidden.withheld
    told = (hidden.text, hidden.owners, hidden.updates, hidden.target_dates, hidden.target_in_force)
    assert told == ("", [], [], [], None)
    assert found(inside, "FLEET-2509-4.1").evidence == ["open.pdf", "secret.pdf"]
    assert found(outside, "FLEET-2509-4.1").evidence == ["open.pdf"]
    assert found(inside, "FLEET-2509-4.1").doubts == ["check the date"]
    assert found(outside, "FLEET-2509-4.1").doubts == []


def test_actions_extensions_and_relative_dates_are_in_it(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        meeting, row = world.meeting(session, JUNE), world.row(session, "FLEET-2509-4.1")
        outcomes.record(session, row, "action", meeting=meeting, who="m", at=OPENED, words="Show it (12/26a)")
        row = world.row(session, "FLEET-2509-4.2")
        outcomes.record(
            session, row, "extension", meeting=meeting, who="m", at=OPENED, date=dt.date(2027, 3, 31)
        )
        row = world.row(session, "FLEET-2509-4.3")
        session.add(
            TargetDate(
                recommendation_id=row.id or 0, meeting_id=meeting.id, who="m", at=OPENED,
                words="six months after 4.2", after="4.2", months=6,
            )
        )  # fmt: skip
    paper = exported(engine)
    assert found(paper, "FLEET-2509-4.1").updates[-1].label == f"Action from {PANEL}, 24 June 2026"
    assert found(paper, "FLEET-2509-4.2").target_in_force == dt.date(2027, 3, 31)
    assert found(paper, "FLEET-2509-4.2").slippage_days == 90
    assert found(paper, "FLEET-2509-4.3").target_in_force == dt.date(2027, 9, 30)


def test_a_body_without_rules_is_named(engine: Engine) -> None:
    build(engine)

    def unknown(name: str) -> Rules:
        raise Refused(f"{name} is not in the settings")

    with reading(engine) as session, pytest.raises(Refused, match=f"{PANEL} is not in the settings"):
        export.register_paper(session, on=TODAY, rules_of=unknown)


@pytest.mark.parametrize("audience", ["public", "restricted"])
def test_it_comes_back_from_both_files(engine: Engine, audience) -> None:
    world = build(engine)
    world.open()
    proposed(world)
    paper = exported(engine, audience)
    assert bare(read(document("register.xlsx", xlsx(paper)))) == seen.in_workbook(paper)
    assert bare(read(comma(csv(paper)))) == seen.in_csv(paper)


def test_an_empty_register_is_exported_too(engine: Engine) -> None:
    paper = exported(engine)
    assert (paper.recommendations, paper.meeting_date) == ([], None)
    assert bare(read(document("register.xlsx", xlsx(paper)))) == seen.in_workbook(paper)


def questions(engine: Engine, count: int) -> int:
    """How many statements the export of a register of so many items sends."""
    with writing(engine) as session:
        register.write(
            session, large_paper(count), name="large.txt", content=b"large", auditor="A", who="t",
            at=IMPORTED, panel=calendar.body(session, PANEL, "panel"),
            board=calendar.body(session, BOARD, "board"),
        )  # fmt: skip
    sent: list[str] = []
    with reading(engine) as session:
        event.listen(engine, "before_cursor_execute", lambda *args: sent.append(args[2]))
        paper = export.register_paper(session, on=TODAY, rules_of=lambda _name: Rules())
    assert len(paper.recommendations) >= count
    return len(sent)


def test_the_number_of_questions_does_not_grow_with_the_register(engine: Engine) -> None:
    assert questions(engine, 60) <= 15
