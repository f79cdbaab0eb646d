"""The register becomes the next paper: right items, whole history, honest gaps, figures that agree."""

import datetime as dt

import pytest
from sqlalchemy import Engine

from followup import Refused, audits, calendar, cycle, outcomes, review
from followup.updates import Draft, submit
from reports import figures
from reports.compile import compile_paper
from reports.history import BEING_CHECKED, NO_UPDATE
from reports.paper import Paper, Recommendation
from store import queries
from store.db import reading, writing
from tests import world as invented
from tests.world import BOARD, JUNE, NOVEMBER, OPENED, PAT, REVIEWER, World, build


def compiled(world: World, date: dt.date = NOVEMBER, edition="public") -> Paper:
    with reading(world.engine) as session:
        return compile_paper(
            session, world.meeting(session, date), rules=world.rules, board=BOARD, style="narrative",
            edition=edition,
        )  # fmt: skip


def found(paper: Paper, item_id: str) -> Recommendation:
    return next(rec for rec in paper.recommendations if rec.id == item_id)


def said(world: World, item_id: str, text: str, *, approve: bool = True) -> None:
    with writing(world.engine) as session:
        submit(
            session, Draft(item_id=item_id, text=text), request=world.request(session, PAT), who=PAT,
            trust="accepted", channel="mail", inbound_id=None, rules=world.rules, at=OPENED,
        )  # fmt: skip
        if approve:
            row = world.row(session, item_id)
            update = queries.update_for(session, row.id, world.cycle(session).id)
            assert update is not None
            review.approve(session, update, rules=world.rules, who=REVIEWER, at=OPENED)


def test_the_imported_meeting_gives_its_paper_again(engine: Engine) -> None:
    world = build(engine)
    before, after = invented.paper(), compiled(world, JUNE)
    for old, new in zip(before.recommendations, after.recommendations, strict=True):
        same = {"id", "title", "reference", "priority", "text", "owners", "target_dates", "updates", "status"}
        assert new.model_dump(include=same) == old.model_dump(include=same)
    assert [item.title for item in after.board_items] == ["User access"]


def test_new_words_stand_at_the_end_of_the_history(engine: Engine) -> None:
    world = build(engine)
    world.open()
    said(world, "FLEET-2509-4.1", "All workshops now check.")
    history = found(compiled(world), "FLEET-2509-4.1").updates
    assert [(u.label, u.text) for u in history][1:] == [("Update November 2026", "All workshops now check.")]


def test_silence_and_unapproved_words_are_said_to_be_so(engine: Engine) -> None:
    world = build(engine)
    world.open()
    said(world, "FLEET-2509-4.1", "Secret until approved.", approve=False)
    paper = compiled(world)
    assert found(paper, "FLEET-2509-4.1").updates[-1].text == BEING_CHECKED
    assert found(paper, "FLEET-2509-4.2").updates[-1].text == NO_UPDATE
    assert "Secret" not in paper.model_dump_json()
    assert {(note.kind, note.item) for note in paper.notes} >= {
        ("unapproved", "FLEET-2509-4.1"),
        ("awaiting", "FLEET-2509-4.3"),
        ("no_owner", "STORES-2602-4.3"),
    }


def test_what_was_agreed_has_left_and_what_was_refused_shows_the_action(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        outcomes.record(
            session, world.row(session, "FLEET-2509-4.3"), "refused",
            meeting=world.meeting(session, JUNE), words="Show a sample (12/26a)", who="m", at=OPENED,
        )  # fmt: skip
    world.open()
    again = found(compiled(world), "FLEET-2509-4.3")
    assert (again.status, again.rag) == ("open", "AMBER")
    assert [u.label for u in again.updates] == [
        "Update June 2026",
        "Action from Fenshire Audit Committee, 24 June 2026",
        "Update November 2026",
    ]
    assert found(compiled(world, JUNE), "FLEET-2509-4.3").status == "proposed_closed"
    with writing(engine) as session:
        row = world.row(session, "FLEET-2509-4.3")
        row.status = "proposed_closed"
        session.add(row)
        meeting = world.meeting(session, NOVEMBER)
        after = dt.datetime.combine(NOVEMBER, dt.time(17), dt.UTC)
        outcomes.record(session, row, "agreed", meeting=meeting, who="m", at=after)
        panel = calendar.body(session, invented.PANEL, "panel")
        calendar.add_meeting(session, panel, dt.date(2027, 3, 1), who="m", at=OPENED)
    assert "FLEET-2509-4.3" not in [r.id for r in compiled(world, dt.date(2027, 3, 1)).recommendations]
    assert found(compiled(world), "FLEET-2509-4.3").status == "proposed_closed"


def test_later_dates_and_words_do_not_reach_an_earlier_paper(engine: Engine) -> None:
    world = build(engine)
    world.open()
    said(world, "FLEET-2509-4.1", "Revised target date 30 June 2027 because the supplier is late.")
    assert found(compiled(world, JUNE), "FLEET-2509-4.1").target_in_force == dt.date(2026, 12, 31)
    now = found(compiled(world), "FLEET-2509-4.1")
    assert (now.target_in_force, now.slippage_days) == (dt.date(2027, 6, 30), 181)


def test_a_marked_audit_leaves_only_id_and_title_in_the_public_edition(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        assert audits.mark(session, "STORES-2602", "OFFICIAL-SENSITIVE", who="m", at=OPENED) == "STORES"
    public = found(compiled(world, JUNE), "STORES-2602-4.1")
    assert (public.withheld, public.text, public.updates, public.owners) == (True, "", [], [])
    assert found(compiled(world, JUNE, "restricted"), "STORES-2602-4.1").text


def test_every_figure_agrees_with_the_appendix(engine: Engine) -> None:
    world = build(engine)
    world.open()
    with writing(engine) as session:
        cycle.close(session, world.cycle(session), who="m", at=OPENED)
    paper = compiled(world)
    assert figures.check(paper) == []
    assert figures.summary(paper)[-1].total == len(paper.recommendations) == 6


def test_a_meeting_that_moves_takes_its_cycle_along(engine: Engine) -> None:
    world = build(engine)
    world.open()
    with writing(engine) as session:
        meeting = world.meeting(session, NOVEMBER)
        calendar.move_meeting(session, meeting, dt.date(2026, 11, 19), reason="hall", who="m", at=OPENED)
        assert world.cycle(session, dt.date(2026, 11, 19)).state == "collecting"
        with pytest.raises(Refused, match="a meeting on 24 June 2026 already"):
            calendar.move_meeting(session, meeting, JUNE, reason="x", who="m", at=OPENED)
