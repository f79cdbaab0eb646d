"""Papers merged into one register: in any order, once each, shown first, taken back whole."""

import datetime as dt
import shutil
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import Engine

from followup import Refused, calendar, outcomes
from reports import register
from reports.paper import Audit, BoardItem, Owner, Paper, TargetDate, Update
from reports.register import Written
from store.db import connect, writing
from tests import world as invented
from tests.register_view import view
from tests.world import BOARD, IMPORTED, JUNE, OPENED, PANEL, build, item

MARCH = dt.date(2026, 3, 18)


def bring(engine: Engine, paper: Paper, name: str, *, at: dt.datetime = IMPORTED) -> Written:
    """Import one paper."""
    with writing(engine) as session:
        return register.write(
            session, paper, name=name, content=name.encode(), panel=calendar.body(session, PANEL, "panel"),
            board=calendar.body(session, BOARD, "board"), auditor="Marlowe Assurance", who="test", at=at,
        )  # fmt: skip


def take_back(engine: Engine, number: int) -> list[str]:
    """Undo one import; gives what left."""
    with writing(engine) as session:
        plan = register.undo(
            session, number, panel=calendar.body(session, PANEL, "panel"),
            board=calendar.body(session, BOARD, "board"), who="test", at=OPENED,
        )  # fmt: skip
    return plan.gone


def september() -> Paper:
    """The paper after June: one item closed by silence, one revised, a new audit, a board's list."""
    paper = invented.paper()
    paper.meeting_date = dt.date(2026, 9, 16)
    service, indicators, _fuel, keys, training, labels = paper.recommendations
    service.updates.append(Update(label="Update September 2026", month="2026-09", text="Two of three check."))
    service.target_dates.append(TargetDate(words="March 2027", date=dt.date(2027, 3, 31)))
    indicators.owners = [Owner(name="Robin Dyke")]
    keys.status, keys.title = "proposed_closed", "Control of keys"
    labels.text = "Labels must be legible and say who sealed the bag."
    fresh = item("PAYROLL", "2026-08", "4.1", "Overpayments", [Owner(name="Robin Dyke")])
    paper.audits.append(Audit(title="PAYROLL", assurance="Limited", month="2026-08"))
    paper.recommendations = [keys, training, labels, service, indicators, fresh]
    paper.board_items = [
        BoardItem(audit="Fleet Management", reference="4.4", title="User access", text="Review.",
                  state="Agreed closed by SRB 2 September 2026", priority="Housekeeping"),
    ]  # fmt: skip
    return paper


def march() -> Paper:
    """The paper before June: fewer words, an owner who has gone since, a date that was revised."""
    paper = invented.paper()
    paper.meeting_date = MARCH
    paper.recommendations = paper.recommendations[:3]
    for rec in paper.recommendations:
        rec.updates, rec.status = [], "open"
        rec.owners = [Owner(name="Former Holder", role="Head of Fleet")]
        rec.target_dates = [TargetDate(words="30 June 2026", date=dt.date(2026, 6, 30))]
    paper.board_items = []
    return paper


PAPERS = {"march": march, "june": invented.paper, "september": september}


@pytest.mark.parametrize("order", list(permutations(PAPERS)), ids=" ".join)
def test_papers_give_the_same_register_in_any_order(
    engine: Engine, fresh_sqlite: Path, tmp_path: Path, order: tuple[str, ...]
) -> None:
    in_time = connect(f"sqlite:///{shutil.copy(fresh_sqlite, tmp_path / 'in-time.db')}")
    for name, make in PAPERS.items():
        bring(in_time, make(), name)
    for name in order:
        bring(engine, PAPERS[name](), name)
    assert view(engine) == view(in_time)
    in_time.dispose()


def test_the_register_holds_what_each_paper_showed_in_the_order_of_meetings(engine: Engine) -> None:
    for name in ("september", "march", "june"):
        bring(engine, PAPERS[name](), name)
    found = view(engine)["items"]
    assert found["FLEET-2509-4.1"]["dates"] == [
        ("30 June 2026", dt.date(2026, 6, 30), None, MARCH, None, None),
        ("31st December 2026", dt.date(2026, 12, 31), None, JUNE, None, None),
        ("March 2027", dt.date(2027, 3, 31), None, dt.date(2026, 9, 16), None, None),
    ]
    assert [u[0] for u in found["FLEET-2509-4.1"]["updates"]] == ["Update June 2026", "Update September 2026"]
    assert found["FLEET-2509-4.2"]["owners"] == [
        ("Former Holder", "Head of Fleet", "", "None", "2026-06-23"),
        ("Pat Marsh", "", "", "2026-06-24", "2026-09-15"),
        ("Robin Dyke", "", "", "2026-09-16", "None"),
    ]
    assert found["STORES-2602-4.1"]["title"] == "Control of keys"
    assert found["STORES-2602-4.1"]["status"] == "proposed_closed"
    assert found["FLEET-2509-4.3"]["status"] == "proposed_closed"
    assert "not in the paper of 16 September 2026" in found["FLEET-2509-4.3"]["doubts"]
    assert found["FLEET-2509-4.4"]["status"] == "closed"
    assert [move[:2] for move in found["FLEET-2509-4.4"]["moves"]] == [(None, BOARD), (BOARD, None)]


def test_the_same_paper_twice_changes_nothing(engine: Engine) -> None:
    first = bring(engine, invented.paper(), "june")
    before = view(engine)
    again = bring(engine, invented.paper(), "june", at=OPENED)
    assert (again.again, again.number) == (True, first.number)
    other_file = bring(engine, invented.paper(), "june as a Word file", at=OPENED)
    assert other_file.nothing()
    assert other_file.unchanged == 7
    assert view(engine) == before


def test_an_import_says_what_is_new_changed_missing_and_the_same(engine: Engine) -> None:
    bring(engine, invented.paper(), "june")
    plan = bring(engine, september(), "september")
    assert plan.new == ["PAYROLL-2608-4.1 Overpayments"]
    told = {one.item_id: one.lines for one in plan.changed}
    assert told["FLEET-2509-4.1"] == ["new: Update September 2026", "target date 31 March 2027"]
    assert told["FLEET-2509-4.2"] == ["owner Robin Dyke", "Pat Marsh is named until 15 September 2026"]
    assert told["STORES-2602-4.1"] == [
        "title Control of keys (was Key control)",
        "status proposed closed (was open)",
    ]
    assert told["STORES-2602-4.3"] == ["text of the recommendation differs"]
    assert told["FLEET-2509-4.4"][0] == "status closed (was open)"
    assert plan.missing == ["FLEET-2509-4.3 Fuel cards: not in the paper of 16 September 2026"]
    assert (plan.unchanged, plan.updates, plan.recommendations) == (1, 3, 1)


@pytest.mark.parametrize("order", list(permutations(PAPERS)), ids=" ".join)
def test_an_import_is_taken_back_whole(engine: Engine, order: tuple[str, ...]) -> None:
    for name in order[:2]:
        bring(engine, PAPERS[name](), name)
    before = view(engine)
    third = bring(engine, PAPERS[order[2]](), order[2])
    take_back(engine, third.number)
    assert view(engine) == before
    again = bring(engine, PAPERS[order[2]](), order[2])
    assert again.number == third.number
    with pytest.raises(Refused, match="there is no import 99"):
        take_back(engine, 99)


def test_taking_back_the_only_paper_leaves_nothing(engine: Engine) -> None:
    only = bring(engine, invented.paper(), "june")
    assert len(take_back(engine, only.number)) == 7
    assert view(engine) == {"items": {}, "audits": []}


def test_taking_back_is_refused_naming_what_was_built_on_it(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        outcomes.record(
            session, world.row(session, "FLEET-2509-4.3"), "agreed",
            meeting=world.meeting(session, JUNE), who="m", at=OPENED,
        )  # fmt: skip
    with pytest.raises(Refused, match=r"FLEET-2509-4\.3 .*agreed at the meeting of 24 June 2026"):
        take_back(engine, 1)
    world.open()
    with pytest.raises(Refused, match=r"FLEET-2509-4\.1 .*asked for the meeting of 12 November 2026"):
        take_back(engine, 1)
