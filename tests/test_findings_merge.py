"""Found by trying to break imports: what once went wrong in the register of several papers stays mended."""

import datetime as dt
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete, update

from followup import Refused, audits, calendar, cycle
from reports import discrepancies, register
from reports.paper import Audit, BoardItem, Discrepancy, Link, Owner, Paper, Source
from reports.paper import TargetDate as Promised
from reports.register import Written
from store import queries
from store.db import connect, reading, writing
from store.models import Assignment, Membership, PaperItem, SourcePaper, TargetDate, Update
from tests import world as invented
from tests.register_view import view
from tests.test_compile import compiled as in_edition
from tests.test_export import exported
from tests.test_merge import bring, september, take_back
from tests.test_merge_rounds import AFTER, compiled, own_round
from tests.test_updates import approve, say
from tests.world import BOARD, JUNE, NOVEMBER, OPENED, PANEL, PAT, build, item

SEPTEMBER, FEBRUARY = dt.date(2026, 9, 16), dt.date(2027, 2, 10)
PAT_MARSH = [Owner(name="Pat Marsh")]


def later(day: dt.date = SEPTEMBER) -> Paper:
    """The June paper again, for another meeting."""
    paper = invented.paper()
    paper.meeting_date = day
    return paper


def of_other_panel(engine: Engine, paper: Paper, name: str) -> Written:
    """Import a paper of a second panel."""
    with writing(engine) as session:
        return register.write(
            session, paper, name=name, content=name.encode(),
            panel=calendar.body(session, "Fire Audit Panel", "panel"),
            board=calendar.body(session, "Fire Board", "board"), auditor="", who="test", at=AFTER,
        )  # fmt: skip


def without_reference(numbers: list[int]) -> Paper:
    """The June paper with items that have no reference and nearly the same title."""
    paper = invented.paper()
    for number in numbers:
        rec = item("FLEET MANAGEMENT", "2025-09", str(number), f"Vehicle checks {number}", PAT_MARSH)
        rec.reference, rec.id = None, f"FLEET-2509-X{number}"
        rec.text = f"Do the vehicle checks of kind {number}."
        paper.recommendations.append(rec)
    return paper


@pytest.mark.parametrize("order", [[1, 2, 3], [3, 2, 1], [2, 3]])
def test_items_with_nearly_the_same_title_and_no_reference_keep_to_themselves(
    engine: Engine, order: list[int]
) -> None:
    bring(engine, without_reference([1, 2, 3]), "june")
    before = view(engine)["items"]
    paper = without_reference(order)
    paper.meeting_date = SEPTEMBER
    plan = bring(engine, paper, "september", at=AFTER)
    assert (plan.new, plan.changed, plan.doubts, len(plan.missing)) == ([], [], [], 3 - len(order))
    after = view(engine)["items"]
    assert {name: one["title"] for name, one in after.items()} == {n: o["title"] for n, o in before.items()}
    fresh = without_reference([4])
    fresh.meeting_date = FEBRUARY
    assert bring(engine, fresh, "february", at=AFTER).new == ["FLEET-2509-X4 Vehicle checks 4"]


def test_another_panels_paper_takes_nothing_from_the_first(engine: Engine) -> None:
    bring(engine, invented.paper(), "june")
    before = view(engine)["items"]
    plan = of_other_panel(engine, later(), "fire")
    assert len(plan.new) == len(plan.doubts) == len(before)
    assert "entered as new beside FLEET-2509-4.1 of another panel's papers" in plan.doubts[0]
    after = view(engine)["items"]
    assert {name: after[name] for name in before} == before
    with reading(engine) as session:
        fire = queries.body(session, "Fire Audit Panel")
        assert fire is not None
        held = {rec.item_id for rec, _ in queries.held_by(session, fire.id)}
    assert len(held) == 6
    assert not held & set(before)
    bring(engine, later(FEBRUARY), "february", at=AFTER)
    assert len(view(engine)["items"]) == 2 * len(before)


def test_a_line_with_the_id_of_another_panels_item_is_left_out_and_said(engine: Engine) -> None:
    bring(engine, invented.paper(), "june")
    before = view(engine)["items"]
    paper = later()
    paper.prints_ids = True
    paper.recommendations[1].id = "FLEET-2509-4.9"
    paper.recommendations[1].reference = "4.9"
    plan = of_other_panel(engine, paper, "fire")
    assert plan.new == ["FLEET-2509-4.9 Performance indicators"]
    assert len(plan.conflicts) == 6
    assert plan.conflicts[0].endswith("left out, for it stands in the papers of another panel")
    after = view(engine)["items"]
    assert {name: after[name] for name in before} == before


def test_a_file_is_no_paper_of_two_panels(engine: Engine) -> None:
    bring(engine, invented.paper(), "june")
    with pytest.raises(Refused, match="as the paper of 24 June 2026, Fenshire Audit Committee"):
        of_other_panel(engine, invented.paper(), "june")


def test_a_date_that_goes_back_is_in_force_again(engine: Engine) -> None:
    world = build(engine)
    december = Promised(words="31st December 2026", date=dt.date(2026, 12, 31))
    march = Promised(words="March 2027", date=dt.date(2027, 3, 31))
    papers = {SEPTEMBER: march, FEBRUARY: december}
    for day in (FEBRUARY, SEPTEMBER):
        paper = later(day)
        paper.recommendations[0].target_dates = [papers[day]]
        bring(engine, paper, str(day), at=AFTER)
    days = [(date[1], date[3]) for date in view(engine)["items"]["FLEET-2509-4.1"]["dates"]]
    assert days == [(december.date, JUNE), (march.date, SEPTEMBER), (december.date, FEBRUARY)]
    in_force = [compiled(world, day).recommendations[0].target_in_force for day in (JUNE, *papers)]
    assert in_force == [december.date, march.date, december.date]
    again = later(dt.date(2027, 5, 1))
    again.recommendations[0].target_dates = [december, march, december]
    bring(engine, again, "may", at=AFTER)
    assert len(view(engine)["items"]["FLEET-2509-4.1"]["dates"]) == 3


def test_taking_back_a_closing_paper_gives_the_doubt_of_the_next_again(engine: Engine) -> None:
    bring(engine, invented.paper(), "june")
    closing = later(dt.date(2026, 8, 1))
    closing.recommendations[0].status = "closed"
    closed = bring(engine, closing, "august", at=AFTER)
    without = later()
    without.recommendations = without.recommendations[1:]
    bring(engine, without, "september", at=AFTER)
    take_back(engine, closed.number)
    found = view(engine)["items"]["FLEET-2509-4.1"]
    assert found["status"] == "open"
    assert "not in the paper of 16 September 2026" in found["doubts"]


def test_taking_back_a_closing_paper_gives_the_status_of_our_own_round_again(engine: Engine) -> None:
    own_round(engine)
    bring(engine, later(), "september", at=AFTER)
    before = view(engine)
    paper = later(FEBRUARY)
    paper.recommendations[0].status = "closed"
    closed = bring(engine, paper, "february", at=AFTER)
    assert view(engine)["items"]["FLEET-2509-4.1"]["status"] == "closed"
    take_back(engine, closed.number)
    assert view(engine) == before


def test_what_left_by_our_decision_is_not_moved_by_a_later_paper(engine: Engine) -> None:
    own_round(engine)
    paper = later(FEBRUARY)
    rec = paper.recommendations.pop(2)
    paper.board_items.append(
        BoardItem(audit="FLEET MANAGEMENT", reference="4.3", title="Fuel cards", text=rec.text, state="SRB")
    )
    plan = bring(engine, paper, "february", at=AFTER)
    assert "the decision stands" in plan.conflicts[0]
    assert view(engine)["items"]["FLEET-2509-4.3"]["moves"][-1][1] is None


def test_the_front_page_of_an_import_taken_back_is_not_carried_on(engine: Engine) -> None:
    world = build(engine)
    wrong = later()
    wrong.contacts = ["Somebody else"]
    number = bring(engine, wrong, "september", at=AFTER).number
    take_back(engine, number)
    world.open()
    assert compiled(world, NOVEMBER).contacts == invented.paper().contacts


def test_an_import_is_not_taken_back_from_under_a_line_that_joined_an_older_request(engine: Engine) -> None:
    world = build(engine)
    world.open()
    paper = later()
    paper.recommendations.append(item("FLEET MANAGEMENT", "2025-09", "4.7", "Brakes", PAT_MARSH))
    number = bring(engine, paper, "september", at=AFTER).number
    with writing(engine) as session:
        cycle.ask_more(session, world.meeting(session, NOVEMBER), rules=world.rules, who="m", at=AFTER)
    with pytest.raises(
        Refused, match=r"FLEET-2509-4\.7 \(its owner was asked for the meeting of 12 November"
    ):
        take_back(engine, number)


def test_an_import_is_not_taken_back_from_under_an_answer_or_its_approval(engine: Engine) -> None:
    world = build(engine)
    world.open()
    number = bring(engine, later(), "september", at=OPENED + dt.timedelta(hours=1)).number
    say(world, PAT, "FLEET-2509-4.1", "The checks run in all three workshops.")
    with pytest.raises(Refused, match=r"FLEET-2509-4\.1 \(its owner answered\)$"):
        take_back(engine, number)
    approve(world, "FLEET-2509-4.1")
    with pytest.raises(Refused, match="its update was reviewed"):
        take_back(engine, number)


def test_a_marking_does_not_go_with_an_import_unnoticed(engine: Engine) -> None:
    number = bring(engine, invented.paper(), "june").number
    with writing(engine) as session:
        audits.mark(session, "STORES-2602", "OFFICIAL-SENSITIVE", who="m", at=AFTER)
    with pytest.raises(Refused, match=r"STORES-2602-4\.1 \(its audit was marked\)"):
        take_back(engine, number)


def test_a_paper_is_printed_again_in_its_own_words_and_priorities(engine: Engine) -> None:
    world = build(engine)
    first = compiled(world, JUNE)
    paper = later()
    service = paper.recommendations[0]
    service.priority, service.title, service.text = "Housekeeping", "Service check", "Check every service."
    paper.audits[0] = Audit(title="Fleet Management", assurance="Limited", month="2025-09")
    for rec in paper.recommendations[:3]:
        rec.audit = "Fleet Management"
    paper.board_items[0].title = "Users' access"
    plan = bring(engine, paper, "september", at=AFTER)
    assert plan.new == []
    assert compiled(world, JUNE) == first
    again = compiled(world, SEPTEMBER)
    assert again.recommendations[0].priority == "Housekeeping"
    assert again.audits[0].assurance == "Limited"


def marked(engine: Engine) -> None:
    """The June paper, disagreeing with itself about an audit that is marked."""
    paper = invented.paper()
    keys = paper.recommendations[3]
    keys.threat, keys.source = "Thieves", Source.model_validate({"from": 10, "to": 20})
    paper.discrepancies = [
        Discrepancy(kind="no_owner", message="No person responsible can be read for STORES-2602-4.1."),
        Discrepancy(kind="colour", message="Printed twice.", lines=[12]),
        Discrepancy(kind="colour", message="FLEET-2509-4.1 is printed AMBER.", lines=[2]),
    ]
    bring(engine, paper, "june")
    with writing(engine) as session:
        audits.mark(session, "STORES-2602", "OFFICIAL-SENSITIVE", who="m", at=OPENED)


def test_the_public_edition_says_nothing_of_marked_items_by_way_of_disagreements(engine: Engine) -> None:
    marked(engine)
    world = invented.World(engine, invented.Rules())
    inside, outside = (in_edition(world, JUNE, edition) for edition in ("restricted", "public"))
    assert len(inside.discrepancies) == 3
    assert [one.message for one in outside.discrepancies] == [
        "FLEET-2509-4.1 is printed AMBER.",
        "2 more points are in the restricted edition: about what is marked.",
    ]
    keys = next(rec for rec in outside.recommendations if rec.id == "STORES-2602-4.1")
    assert (keys.threat, keys.target_in_force, keys.slippage_days) == (None, None, None)


def test_the_public_export_knows_no_paper_of_a_meeting_to_come(engine: Engine) -> None:
    build(engine)
    before = exported(engine, "public")
    paper = later(FEBRUARY)
    paper.audits.append(Audit(title="PAYROLL", month="2027-01"))
    paper.recommendations.append(item("PAYROLL", "2027-01", "4.1", "Overpayments", PAT_MARSH))
    paper.recommendations[0].evidence = ["Results.xlsx"]
    paper.recommendations[0].links = [Link(kind="duplicates", to="4.2")]
    bring(engine, paper, "february", at=AFTER)
    assert exported(engine, "public") == before
    assert len(exported(engine).recommendations) == len(before.recommendations) + 1
    assert exported(engine, "public", on=FEBRUARY).recommendations[0].evidence == ["Results.xlsx"]


def test_an_export_brought_into_an_empty_register_keeps_markings_and_verifications(
    engine: Engine, fresh_sqlite: Path, tmp_path: Path
) -> None:
    marked(engine)
    paper = exported(engine)
    paper.recommendations[0].updates[0].verified = "seen on site, 3 June 2026"
    paper.audits[1].published_on = dt.date(2026, 3, 1)
    paper.prints_ids = True
    empty = connect(f"sqlite:///{shutil.copy(fresh_sqlite, tmp_path / 'empty.db')}")
    bring(empty, paper, "register")
    again = exported(empty)
    empty.dispose()
    assert again.audits == [one.model_copy(update={"counts": {}}) for one in paper.audits]
    assert again.audits[1].handling == "OFFICIAL-SENSITIVE"
    assert again.recommendations == paper.recommendations


def test_a_register_brought_back_is_not_taken_for_the_meetings_paper(engine: Engine) -> None:
    world = build(engine)
    bring(engine, later(), "september", at=AFTER)
    before = compiled(world, SEPTEMBER)
    paper = exported(engine, on=dt.date(2027, 6, 1))
    paper.prints_ids = True
    assert paper.meeting_date == SEPTEMBER
    plan = bring(engine, paper, "register", at=AFTER)
    assert plan.nothing()
    assert compiled(world, SEPTEMBER) == before
    assert not [one for one in discrepancies.find(paper) if one.kind in ("colour", "red_by_own_rule")]


def test_an_import_of_before_papers_were_kept_is_never_said_to_be_taken_back(engine: Engine) -> None:
    build(engine)
    with writing(engine) as session:  # as the first schema left it: rows that name no paper
        for kind in (Assignment, Membership, TargetDate, Update):
            session.exec(update(kind).values(source_id=None))
        session.exec(delete(PaperItem))
        session.exec(update(SourcePaper).values(reading=""))
    before = view(engine)["items"]
    with pytest.raises(Refused, match="was made before this version"):
        take_back(engine, 1)
    with writing(engine) as session:
        content = session.get_one(SourcePaper, 1).content
        read_again = register.write(
            session, invented.paper(), name="2026-06.txt", content=content, who="test", at=AFTER, auditor="",
            panel=calendar.body(session, PANEL, "panel"), board=calendar.body(session, BOARD, "board"),
        )  # fmt: skip
    assert (read_again.again, read_again.nothing(), read_again.unchanged) == (False, True, 7)
    assert view(engine)["items"] == before
    without = later()
    without.recommendations = without.recommendations[1:]
    assert len(bring(engine, without, "september", at=AFTER).missing) == 1


def test_an_audit_under_another_title_is_doubted(engine: Engine) -> None:
    bring(engine, invented.paper(), "june")
    paper = later()
    paper.audits[0].title = "TRANSPORT"
    for rec in paper.recommendations[:3]:
        rec.audit, rec.id = "TRANSPORT", rec.id.replace("FLEET", "TRANSPORT")
    plan = bring(engine, paper, "september", at=AFTER)
    assert len(plan.new) == len(plan.missing) == 3
    told = "\n".join(plan.doubts)
    assert "TRANSPORT-2509-4.1 Service checks: has the text of FLEET-2509-4.1, of the audit FLEET" in told
    assert told.count("has the text of") == 3


def test_two_imports_at_once_are_one_after_the_other(
    engine: Engine, fresh_sqlite: Path, tmp_path: Path
) -> None:
    in_turn = connect(f"sqlite:///{shutil.copy(fresh_sqlite, tmp_path / 'in-turn.db')}")
    for database in (in_turn, engine):
        bring(database, invented.paper(), "june")
    papers = {"september": september(), "february": later(FEBRUARY)}
    for name, paper in papers.items():
        bring(in_turn, paper, name, at=AFTER)
    with ThreadPoolExecutor() as both:
        done = [both.submit(bring, engine, paper, name, at=AFTER) for name, paper in papers.items()]
        assert [one.result(timeout=60).again for one in done] == [False, False]
    assert view(engine) == view(in_turn)
    in_turn.dispose()


def test_our_paper_of_a_meeting_that_moved_comes_back_without_doubling(engine: Engine) -> None:
    world = own_round(engine)
    moved = dt.date(2026, 12, 3)
    with writing(engine) as session:
        meeting = world.meeting(session, NOVEMBER)
        calendar.move_meeting(session, meeting, moved, reason="hall flooded", who="m", at=OPENED)
    before = view(engine)["items"]
    paper = compiled(world, moved)
    paper.prints_ids = True
    plan = bring(engine, paper, "december", at=AFTER)
    assert (plan.nothing(), plan.conflicts) == (True, [])
    assert {name: one["updates"] for name, one in view(engine)["items"].items()} == {
        name: one["updates"] for name, one in before.items()
    }


def back_and_forth() -> dict[str, Paper]:
    """Papers in which items go from the tracker to the board's list, out, and back, two at one meeting."""
    papers = {
        name: later(day) for name, day in {"a": JUNE, "b": SEPTEMBER, "c": SEPTEMBER, "d": FEBRUARY}.items()
    }
    for name in ("b", "d"):
        rec = papers[name].recommendations.pop(1)
        state = "Agreed closed by SRB 2 September 2026" if name == "d" else "SRB"
        listed = BoardItem(
            audit=rec.audit, reference=rec.reference, title=rec.title, text=rec.text, state=state
        )
        papers[name].board_items.append(listed)
    papers["a"].recommendations[0].status = papers["c"].recommendations[3].status = "closed"
    papers["b"].recommendations[2].status = "closed"
    papers["a"].audits[0].assurance = papers["c"].audits[1].assurance = None
    return papers


@pytest.mark.parametrize("taken", ["a", "b", "c", "d", "ab", "bc", "cd", "da"])
@pytest.mark.parametrize("order", ["abcd", "dbca", "bdac"])
def test_the_register_is_what_the_papers_left_give_whichever_were_taken_back(
    fresh_sqlite: Path, tmp_path: Path, order: str, taken: str
) -> None:
    papers = back_and_forth()
    registers = [
        connect(f"sqlite:///{shutil.copy(fresh_sqlite, tmp_path / name)}") for name in ("one.db", "other.db")
    ]
    numbers = {name: bring(registers[0], papers[name], name).number for name in order}
    for name in taken:
        take_back(registers[0], numbers[name])
    for name in sorted(set(order) - set(taken), key=lambda name: (papers[name].meeting_date, numbers[name])):
        bring(registers[1], papers[name], name)
    assert view(registers[0]) == view(registers[1])
    for one in registers:
        one.dispose()


def test_a_change_of_body_is_told(engine: Engine) -> None:
    papers = back_and_forth()
    bring(engine, papers["b"], "b")
    plan = bring(engine, later(FEBRUARY), "february", at=AFTER)
    told = {one.item_id: one.lines for one in plan.changed}
    assert "changes its body" in told["FLEET-2509-4.2"]
    assert "is on a body's list again" in told["STORES-2602-4.1"]


def test_an_export_of_another_body_is_doubted(engine: Engine) -> None:
    build(engine)
    paper = exported(engine)
    paper.prints_ids = True
    for rec in paper.recommendations[:2]:
        rec.held_by, rec.id = "Fire Audit Panel", f"{rec.id}x"
    plan = bring(engine, paper, "register", at=AFTER)
    assert [doubt for doubt in plan.doubts if "with Fire Audit Panel" in doubt] == [
        f"two items of the file with Fire Audit Panel: what is new of it is entered with {PANEL} or its board"
    ]
