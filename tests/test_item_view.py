"""An item whole in a terminal: nothing of its life is missing, and what went into it stays readable."""

import datetime as dt

from sqlalchemy import Engine

from followup import outcomes
from reports import item_view
from store.db import reading, writing
from store.models import Evidence, Link
from tests.findings import entry
from tests.test_life import AFTER, HALVES, LOSER, WINNER, merge, split
from tests.test_updates import approve, say
from tests.world import JUNE, NOVEMBER, OPENED, PAT, World, build


def shown(world: World, item: str) -> str:
    with reading(world.engine) as session:
        return "\n".join(item_view.show(session, world.row(session, item)))


def test_everything_the_register_holds_is_shown(world: World) -> None:
    say(world, PAT, LOSER, "Revised target date 30 June 2027 because the supplier is late.")
    approve(world, LOSER)
    with writing(world.engine) as session:
        row = world.row(session, LOSER)
        session.add(Evidence(recommendation_id=row.id or 0, name="checks.xlsx"))
        session.add(Link(recommendation_id=row.id or 0, kind="depends_on", to_words="the fleet plan"))
        row.doubts, row.threat = '["the title may be cut"]', "Unsafe cars"
        session.add(row)
        outcomes.record(
            session, row, "action", words="Tell us the cost (7/26)", meeting=world.meeting(session, JUNE),
            who="minutes", at=OPENED,
        )  # fmt: skip
    flat = " ".join(shown(world, LOSER).split())
    for words in (
        "[FLEET-2509-4.1] Service checks",
        "FLEET MANAGEMENT, September 2025; Satisfactory assurance, by Marlowe Assurance",
        "Significant; open; with Fenshire Audit Committee",
        "Threat to delivering: Unsafe cars",
        "The force should put service checks in place",
        "Agreed.",
        "  - Pat Marsh",
        "  - Depends on the fleet plan",
        "  - 31st December 2026 = 31 December 2026; 24 June 2026",
        "  - 30 June 2027; 12 November 2026; ",
        "  - in force: 30 June 2027 (revised once, 181 days later)",
        "  - 24 June 2026: with Fenshire Audit Committee; stands in the imported paper (entered by test)",
        "  - 24 June 2026, Fenshire Audit Committee: action: Tell us the cost (7/26) (recorded by minutes)",
        "  Update June 2026 (published)",
        "  Update November 2026 (approved)",
        "checks.xlsx (named in a paper only)",
        "  - the title may be cut",
    ):
        assert " ".join(words.split()) in flat, words


def test_the_winner_tells_the_history_of_what_was_merged_into_it(engine: Engine) -> None:
    world = build(engine)
    merge(world, "STORES-2602-4.1", LOSER)
    merge(world)
    text = shown(world, WINNER)
    assert f"Supersedes {LOSER} Service checks" in text
    assert f"History of [{LOSER}] Service checks (merged into {WINNER})" in text
    assert f"History of [STORES-2602-4.1] Key control (merged into {LOSER})" in text
    assert "    Work on key control began." in text.split("History of [STORES")[1]
    loser = shown(world, LOSER)
    assert f"Taken forward under {WINNER} Performance indicators" in loser
    assert "superseded; with no body: it has left the tracker" in loser
    assert f"left Fenshire Audit Committee; merged into {WINNER}: One plan for both" in loser.replace(
        "\n    ", " "
    )
    assert f"History of [{WINNER}]" not in loser


def test_a_piece_tells_the_history_of_its_parent(engine: Engine) -> None:
    world = build(engine)
    split(world)
    text = shown(world, "STORES-2602-4.2a")
    assert "History of [STORES-2602-4.2] Officer training (STORES-2602-4.2a was split from it)" in text
    assert "Work on officer training began." in text
    assert "Split from STORES-2602-4.2 Officer training" in text
    assert "Alex Fenn, from 24 June 2026" in text
    parent = shown(world, "STORES-2602-4.2")
    assert "  - Split into STORES-2602-4.2a Tutors" in parent
    assert "part 1: Alex Fenn" in parent
    assert "History of" not in parent


def test_a_piece_merged_into_its_sibling_does_not_go_round_in_circles(engine: Engine) -> None:
    world = build(engine)
    split(world, pieces=HALVES)
    world.open()
    merge(world, "STORES-2602-4.2b", "STORES-2602-4.2a", meeting=NOVEMBER, at=AFTER + dt.timedelta(hours=1))
    text = shown(world, "STORES-2602-4.2a")
    assert text.count("History of ") == 2
    assert text.index("[STORES-2602-4.2b]") < text.index("History of [STORES-2602-4.2]")


def test_the_paper_prints_what_the_winner_supersedes(engine: Engine) -> None:
    from reports.compile import compile_paper
    from reports.render import render
    from tests.world import BOARD

    world = build(engine)
    merge(world)
    world.open()
    with reading(engine) as session:
        paper = compile_paper(
            session, world.meeting(session, NOVEMBER), rules=world.rules, board=BOARD, style="narrative"
        )
    html = render(paper, style="narrative", fmt="html").decode()
    assert f"Supersedes {LOSER} Service checks" in html
    assert entry(world, WINNER).updates[-1].silent
