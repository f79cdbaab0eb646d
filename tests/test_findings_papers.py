"""What the reading of printed papers found wrong: each test failed on the day it was written."""

import datetime as dt
from collections import Counter
from pathlib import Path

from sqlalchemy import Engine

from followup import calendar, cycle
from followup.rules import Rules
from reports import import_view, register
from reports.compile import compile_paper
from reports.draw import sentences
from reports.draw.items import item
from reports.draw.layout import Item
from reports.draw.presentable import blocks
from reports.history import NO_UPDATE
from reports.paper import (
    BoardItem,
    Link,
    Paper,
    Recommendation,
    Update,
)
from reports.read import read
from reports.register import Written
from reports.render import render
from store.db import reading, writing
from tests import world as invented
from tests.world import BOARD, JUNE, NOVEMBER, OPENED, PANEL, World, build


def compiled(world: World, date: dt.date = NOVEMBER) -> Paper:
    """The public paper of one meeting."""
    with reading(world.engine) as session:
        return compile_paper(
            session, world.meeting(session, date), rules=world.rules, board=BOARD, style="narrative"
        )


def imported(engine: Engine, paper: Paper) -> Written:
    """What importing one paper into an empty register put there."""
    with writing(engine) as session:
        return register.write(
            session,
            paper,
            name="own.txt",
            content=b"own",
            panel=calendar.body(session, PANEL, "panel"),
            board=calendar.body(session, BOARD, "board"),
            auditor="",
            who="t",
            at=OPENED,
        )


def brought(engine: Engine, paper: Paper) -> World:
    """A register that holds one imported paper."""
    imported(engine, paper)
    return World(engine, Rules())


def found(paper: Paper, item_id: str) -> Recommendation:
    """The recommendation of that id in a paper."""
    return next(rec for rec in paper.recommendations if rec.id == item_id)


def words_of(shown: Item) -> str:
    """Everything printed under one item, its marker last."""
    lines = [line for update in shown.updates for block in update.blocks for line in block.lines]
    return "\n".join([*lines, shown.marker])


def last_said(words: str, status: str) -> Item:
    """How an item is laid out whose one update says these words."""
    rec = Recommendation.model_validate({
        "id": "CASH-2602-4.1", "audit": "CASH", "title": "Floats", "status": status, "rag": "GREEN",
        "updates": [Update(label="Update June 2026", text=words)],
    })  # fmt: skip
    return item(rec, "item1", Paper(style="narrative", recommendations=[rec]))


def test_what_an_item_hangs_on_is_printed_in_the_next_paper(engine: Engine) -> None:
    paper = invented.paper()
    found(paper, "FLEET-2509-4.2").links = [Link(kind="depends_on", to="4.1")]
    again = compiled(brought(engine, paper), JUNE)
    assert [link.kind for link in found(again, "FLEET-2509-4.2").links] == ["depends_on"]
    assert b"Depends on" in render(again, style="narrative", fmt="html")


def test_a_proposal_that_was_not_asked_is_not_said_to_be_unanswered(engine: Engine) -> None:
    world = build(engine)
    world.open()
    with writing(engine) as session:
        silent = cycle.close(session, world.cycle(session), who="m", at=OPENED)
    assert "FLEET-2509-4.3" not in silent
    assert NO_UPDATE not in [update.text for update in found(compiled(world), "FLEET-2509-4.3").updates]


def test_the_hour_of_the_last_meeting_is_not_given_to_the_next(engine: Engine) -> None:
    paper = invented.paper()
    paper.meeting_time = "10.00am"
    world = brought(engine, paper)
    with writing(engine) as session:
        panel = calendar.body(session, PANEL, "panel")
        calendar.add_meeting(session, panel, NOVEMBER, who="t", at=OPENED)
    assert compiled(world, JUNE).meeting_time == "10.00am"
    assert compiled(world).meeting_time is None


def test_an_item_the_board_has_not_closed_stays_open(engine: Engine) -> None:
    paper = invented.paper()
    paper.board_items = [
        BoardItem(audit="Fleet Management", reference="4.4", title="User access", state="SRB: not closed"),
        BoardItem(audit="Fleet Management", reference="4.5", title="Keys", state="SRB: closure refused"),
        BoardItem(audit="Fleet Management", reference="4.6", title="Fuel", state="Proposed closed, deferred"),
    ]
    world = brought(engine, paper)
    with reading(engine) as session:
        states = {ref: world.row(session, f"FLEET-2509-{ref}").status for ref in ("4.4", "4.5", "4.6")}
    assert states == dict.fromkeys(states, "open")


def test_the_marker_of_a_proposal_is_printed_once() -> None:
    in_line = last_said("Calls are logged, please close PROPOSE CLOSED", "proposed_closed")
    assert words_of(in_line).upper().count("CLOSED") == 1
    reasoned = last_said("All done.\nPROPOSED CLOSED - Business as usual.", "proposed_closed")
    assert words_of(reasoned).upper().count("PROPOSED CLOSED") == 1


def test_what_is_proposed_as_not_adopted_is_not_also_said_to_be_proposed_closed() -> None:
    shown = last_said("PROPOSED CLOSED – Management do not accept it, therefore not adopted.", "not_adopted")
    assert not ("PROPOSED CLOSED" in words_of(shown) and shown.marker == "PROPOSED NOT ADOPTED")


def test_an_owner_who_begins_like_our_sentence_is_not_counted_as_silent() -> None:
    words = "No update received for this meeting from the supplier, but the stores are done."
    rec = Recommendation(
        id="CASH-2602-4.1", audit="CASH", title="Floats", updates=[Update(label="Update", text=words)]
    )
    assert "no update was received" not in sentences.total(
        Paper(style="narrative", recommendations=[rec]), "priority"
    )


def test_a_numbered_line_is_not_given_a_bullet_as_well() -> None:
    for text in (
        "- i. An issue is found.\n- ii. It is weighed.",
        "- 1. Classroom.\n- A portal.\n- 3. Package.",
    ):
        bulleted = [line for block in blocks(text) if block.kind == "bullets" for line in block.lines]
        assert [line for line in bulleted if line.split(".")[0] in {"i", "ii", "1", "3"}] == []


def test_a_doubt_of_the_reader_is_not_repeated_as_one_of_the_register(engine: Engine) -> None:
    paper = invented.paper()
    paper.recommendations[0].doubts = ["“(2) A Name” stands in the damaged text and is taken for an owner"]
    done = imported(engine, paper)
    assert not any("A Name" in line for line in import_view.written(done, "june.txt"))


def test_a_disagreement_names_each_line_once(papers: Path) -> None:
    for file in sorted(papers.glob("*.txt")):
        for each in read(file).discrepancies:
            assert [line for line, often in Counter(each.lines).items() if often > 1] == [], each.kind


def test_a_target_date_is_more_than_a_letter_or_a_formula(papers: Path) -> None:
    for rec in read(papers / "2019-07-jarap-tracker.txt").recommendations:
        for date in rec.target_dates:
            assert len(date.words) > 1, rec.id
            assert "^" not in date.words, rec.id


def test_two_columns_of_a_programme_are_told_apart_or_doubted(papers: Path) -> None:
    paper = read(papers / "2022-01-jarap-tracker.txt")
    said = " ".join(each.kind + each.message for each in paper.discrepancies)
    assert len(paper.programme) == 11 or "programme" in said


def test_no_revision_is_printed_where_the_paper_names_two_targets_at_once(papers: Path) -> None:
    """2022, item 4.4 of Fleet: a relative target, and beside it the going live of what it hangs on."""
    rec = found(read(papers / "2022-01-jarap-tracker.txt"), "FLEET-1809-4.4")
    shown = item(rec, "item1", Paper(style="table", recommendations=[rec]))
    assert not any("revised" in line for line in shown.dates)
