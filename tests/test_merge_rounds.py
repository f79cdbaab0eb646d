"""Imports beside our own rounds: what was approved, decided or entered here is never changed by a paper."""

import datetime as dt

from sqlalchemy import Engine
from sqlmodel import select

from followup import audits, calendar, cycle, outcomes
from reports.compile import compile_paper
from reports.paper import Audit, Owner, Paper, TargetDate, Update
from store import queries
from store.db import reading, writing
from store.models import Assignment, Contribution, Membership, Recommendation
from store.models import Audit as AuditRow
from tests import world as invented
from tests.register_view import view
from tests.test_merge import bring, take_back
from tests.test_updates import approve, say
from tests.world import BOARD, JUNE, NOVEMBER, OPENED, PANEL, PAT, World, build, item

WORDS = "The checks run in all three workshops. Of 60 cards sampled in October 58 were right."
AFTER = dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC)


def compiled(world: World, date: dt.date) -> Paper:
    """The paper of a meeting."""
    with reading(world.engine) as session:
        return compile_paper(
            session, world.meeting(session, date), rules=world.rules, board=BOARD, style="narrative"
        )


def own_round(engine: Engine) -> World:
    """The register after a round of our own: one update approved, the rest silent, one closure agreed."""
    world = build(engine)
    world.open()
    say(world, PAT, "FLEET-2509-4.1", WORDS)
    approve(world, "FLEET-2509-4.1")
    with writing(engine) as session:
        cycle.close(session, world.cycle(session), who="m", at=OPENED)
        outcomes.record(
            session, world.row(session, "FLEET-2509-4.3"), "agreed",
            meeting=world.meeting(session, JUNE), who="m", at=OPENED,
        )  # fmt: skip
    return world


def test_our_own_paper_brought_back_changes_nothing(engine: Engine) -> None:
    world = own_round(engine)
    before, paper = view(engine), compiled(world, NOVEMBER)
    paper.prints_ids = True
    plan = bring(engine, paper, "november", at=AFTER)
    assert (plan.new, plan.changed, plan.conflicts, plan.missing) == ([], [], [], [])
    after = view(engine)
    order = {"position", "doubts"}  # the paper's own order, and its freedom from the reader's doubts
    for name, was in before["items"].items():
        assert {k: v for k, v in after["items"][name].items() if k not in order} == {
            k: v for k, v in was.items() if k not in order
        }


def test_other_words_for_an_approved_update_are_a_conflict_and_are_not_written(engine: Engine) -> None:
    world = own_round(engine)
    paper = compiled(world, NOVEMBER)
    paper.prints_ids = True
    checks = next(rec for rec in paper.recommendations if rec.id == "FLEET-2509-4.1")
    checks.updates[-1].text = "Retyped at the last minute."
    silent = next(rec for rec in paper.recommendations if rec.id == "STORES-2602-4.1")
    silent.updates[-1].text = "Said on the telephone the evening before."
    before = view(engine)["items"]
    plan = bring(engine, paper, "november retyped", at=AFTER)
    assert [line.split(":")[0] for line in plan.conflicts] == [
        "FLEET-2509-4.1, Update November 2026",
        "STORES-2602-4.1, Update November 2026",
    ]
    assert "approved ones stand" in plan.conflicts[0]
    after = view(engine)["items"]
    assert after["FLEET-2509-4.1"]["updates"] == before["FLEET-2509-4.1"]["updates"]
    with reading(engine) as session:
        assert [one.text for one in session.exec(select(Contribution)).all()] == [WORDS]


def test_a_decision_recorded_here_outweighs_an_older_paper_and_a_later_one_is_a_conflict(
    engine: Engine,
) -> None:
    own_round(engine)
    older = invented.paper()
    older.meeting_date = dt.date(2026, 3, 18)
    bring(engine, older, "march", at=AFTER)
    assert view(engine)["items"]["FLEET-2509-4.3"]["status"] == "closed"
    later = invented.paper()
    later.meeting_date = dt.date(2027, 2, 10)
    plan = bring(engine, later, "february", at=AFTER)
    assert view(engine)["items"]["FLEET-2509-4.3"]["status"] == "closed"
    assert any("FLEET-2509-4.3 has left the tracker" in line for line in plan.conflicts)
    assert any("moves" not in line for line in plan.conflicts)


def test_an_item_that_was_closed_here_is_not_held_again_because_an_older_paper_comes(engine: Engine) -> None:
    world = own_round(engine)
    older = invented.paper()
    older.meeting_date = dt.date(2026, 3, 18)
    bring(engine, older, "march", at=AFTER)
    with reading(engine) as session:
        panel = calendar.body(session, PANEL, "panel")
        held = {rec.item_id for rec, _audit in queries.held_by(session, panel.id)}
    assert "FLEET-2509-4.3" not in held
    assert "FLEET-2509-4.3" not in {rec.id for rec in compiled(world, NOVEMBER).recommendations}


def entered(engine: Engine) -> None:
    """An item that was entered by hand, not from a paper."""
    with writing(engine) as session:
        audit = AuditRow(title="VETTING", month="2026-07", opinion="Limited", auditor="Marlowe Assurance")
        session.add(audit)
        session.flush()
        rec = Recommendation(
            item_id="VETTING-2607-4.1", audit_id=audit.id or 0, reference="4.1", title="Aftercare",
            text="Look after them.", priority="Significant", position=9,
        )  # fmt: skip
        session.add(rec)
        session.flush()
        session.add(Assignment(recommendation_id=rec.id or 0, printed="Pat Marsh"))
        panel = calendar.body(session, PANEL, "panel")
        session.add(
            Membership(recommendation_id=rec.id or 0, to_id=panel.id, reason="routed", who="m", at=OPENED)
        )


def test_a_paper_finds_items_that_were_entered_by_hand_and_gives_them_back(engine: Engine) -> None:
    build(engine)
    entered(engine)
    before = view(engine)
    paper = invented.paper()
    paper.meeting_date = dt.date(2026, 9, 16)
    paper.audits.append(Audit(title="Vetting", assurance="Limited", month="2026-07"))
    paper.recommendations.append(
        item("Vetting", "2026-07", "4.1", "Aftercare", [Owner(name="Pat Marsh")], status="proposed_closed",
             updates=[Update(label="Update September 2026", month="2026-09", text="Done.")])
    )  # fmt: skip
    plan = bring(engine, paper, "september", at=AFTER)
    assert plan.new == []
    found = view(engine)["items"]["VETTING-2607-4.1"]
    assert (found["status"], len(found["updates"]), len(found["owners"])) == ("proposed_closed", 1, 1)
    assert take_back(engine, plan.number) == []
    assert view(engine)["items"] == before["items"]


def test_two_audits_of_one_name_and_one_reference_in_many_audits_stay_apart(engine: Engine) -> None:
    paper = invented.paper()
    paper.audits += [
        Audit(title="FLEET MANAGEMENT", assurance="Limited", month="2026-05"),
        Audit(title="PAYROLL 1", month="2026-01"),
        Audit(title="PAYROLL 2", month="2026-01"),
    ]
    pat = [Owner(name="Pat Marsh")]
    paper.recommendations += [
        item("FLEET MANAGEMENT", "2026-05", "4.1", "Service checks", pat),
        item("PAYROLL 1", "2026-01", "4.1", "Overpayments", pat, id="PAYROLL1-2601-4.1"),
        item("PAYROLL 2", "2026-01", "4.1", "Overpayments", pat, id="PAYROLL2-2601-4.1"),
    ]
    bring(engine, paper, "june")
    later = paper.model_copy(update={"meeting_date": dt.date(2026, 9, 16)}, deep=True)
    for rec in later.recommendations:
        rec.title = rec.title.upper()
        said = f"{rec.id} goes on."
        rec.updates.append(Update(label="Update September 2026", month="2026-09", text=said))
    plan = bring(engine, later, "september", at=AFTER)
    assert (plan.new, len(plan.changed), plan.doubts) == ([], 9, [])
    for name, rec in view(engine)["items"].items():
        said = [update[2] for update in rec["updates"]]
        assert [words for words in said if "goes on" in words] in ([f"{name} goes on."], [])


def test_what_cannot_be_told_for_certain_is_doubted(engine: Engine) -> None:
    bring(engine, invented.paper(), "june")
    later = invented.paper()
    later.meeting_date = dt.date(2026, 9, 16)
    service, indicators, *_rest = later.recommendations
    service.title, service.text = "Tyre pressures", "Measure them weekly and keep a list."
    indicators.reference, indicators.id = "4.9", "FLEET-2509-4.9"
    indicators.title = "Measures of performance"
    plan = bring(engine, later, "september", at=AFTER)
    assert plan.new == ["FLEET-2509-4.1-2 Tyre pressures", "FLEET-2509-4.9 Measures of performance"]
    assert ["about something else" in plan.doubts[0], "only renumbered" in plan.doubts[1]] == [True, True]
    assert len(plan.missing) == 2


def test_a_month_that_one_paper_does_not_show_is_no_bar_but_a_doubt(engine: Engine) -> None:
    paper = invented.paper()
    for rec in paper.recommendations[3:]:
        rec.audit_month, rec.id = None, rec.id.replace("2602", "0000")
    paper.audits[1].month = None
    bring(engine, paper, "june")
    later = invented.paper()
    later.meeting_date = dt.date(2026, 9, 16)
    plan = bring(engine, later, "september", at=AFTER)
    assert plan.new == []
    assert len(plan.doubts) == 3
    found = view(engine)
    assert "STORES-0000-4.1" in found["items"]
    assert any("'month': '2026-02'" in line for line in found["audits"])


def test_a_new_report_of_the_round_is_told_and_an_import_does_not_forget_it(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        audits.publish(session, "STORES-2602", dt.date(2026, 9, 30), who="m", at=OPENED)
    later = invented.paper()
    later.meeting_date = dt.date(2026, 9, 16)
    bring(engine, later, "september", at=AFTER)
    with reading(engine) as session:
        stores = session.get_one(AuditRow, world.row(session, "STORES-2602-4.1").audit_id)
        assert stores.published_on == dt.date(2026, 9, 30)


def test_dates_revised_here_stay_between_those_of_papers(engine: Engine) -> None:
    world = build(engine)
    world.open()
    say(world, PAT, "FLEET-2509-4.1", "The supplier is late, so we need until 30 June 2027 because of it.")
    approve(world, "FLEET-2509-4.1", date_reason="late supplier")
    older = invented.paper()
    older.meeting_date = dt.date(2026, 3, 18)
    for rec in older.recommendations:
        rec.target_dates = [TargetDate(words="March 2026", date=dt.date(2026, 3, 31))]
    bring(engine, older, "march", at=AFTER)
    later = invented.paper()
    later.meeting_date = dt.date(2027, 2, 10)
    later.recommendations[0].target_dates.append(TargetDate(words="July 2027", date=dt.date(2027, 7, 31)))
    bring(engine, later, "february", at=AFTER)
    days = [str(date[1]) for date in view(engine)["items"]["FLEET-2509-4.1"]["dates"]]
    assert days == ["2026-03-31", "2026-12-31", "2027-06-30", "2027-07-31"]
