"""What a hostile sender, a hurried owner and a tired officer found in evidence and in the matching queue."""

import datetime as dt

import pytest

from followup import Refused, calendar, cycle
from followup.interpret import Interpretation, interpret
from store import queries
from store.db import reading, writing
from tests.findings import SQLITE
from tests.test_intake import LATER, reply, take
from tests.test_review_mail import WORDS, contributions, inbound, place, queue, stray
from tests.world import ALEX, NOVEMBER, PANEL, PAT, SAM, World

FIRST, SECOND = "FLEET-2509-4.1", "FLEET-2509-4.2"
MARCH = dt.date(2027, 3, 4)


def read(text: str) -> Interpretation:
    return interpret(text, asked_on=dt.date(2026, 10, 1), reference="4.2")


def open_next(world: World) -> None:
    """The paper of November is out, and the round of March is open."""
    with writing(world.engine) as session:
        world.cycle(session, world.meeting(session, LATER.date() - dt.timedelta(days=1)).date).state = "met"
        panel = calendar.body(session, PANEL, "panel")
        meeting = calendar.add_meeting(session, panel, MARCH, who="test", at=LATER)
        cycle.open_cycle(session, meeting, rules=world.rules, who="test", at=LATER)


@SQLITE
@pytest.mark.parametrize("words", [WORDS, "Please close."])
def test_words_left_of_a_mail_from_an_older_round_go_on_waiting(world: World, words: str) -> None:
    raw = reply(world, PAT, {FIRST: words, SECOND: "Agreed in May."})
    with writing(world.engine) as session:  # the answer comes after its meeting; the next round is open
        world.meeting(session, NOVEMBER).date = LATER.date() - dt.timedelta(days=1)
    done = take(world, raw)
    open_next(world)
    place(world, done, SECOND)
    assert inbound(world, done).unplaced == f"[{FIRST}]\n{words}"
    assert f"mail-{done.inbound_id}" in queue(world)


@SQLITE
@pytest.mark.parametrize("words", ["wo of three workshops", "Two of three workshop"])
def test_an_excerpt_is_of_whole_words(world: World, words: str) -> None:
    with pytest.raises(Refused, match="do not stand in"):
        place(world, stray(world), FIRST, words=words)
    assert contributions(world) == []
