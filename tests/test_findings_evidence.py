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


@pytest.mark.parametrize(
    "value",
    [
        "of this we have none", "we have none yet", "will follow", "to be provided in May", "not available",
        "awaiting", "none as yet", "there is no evidence", "pending", "being gathered", "to follow by email",
        "we cannot show any", "what evidence?", "N/A at this stage", "TBC by Sam", "no", "still to come",
        "no evidence is held", "the minutes will follow", "nothing to attach",
    ],
)  # fmt: skip
def test_an_evidence_line_that_offers_none_is_no_evidence(value: str) -> None:
    assert not read(f"Status: proposed for closure\nEvidence: {value}").evidence


@pytest.mark.parametrize(
    "value",
    [
        "see attached", "dip sample of 40, 39 passed", "no breaches in 40 checks", "minutes of 3 September",
        "nothing found wrong in a sample of 20 files", "Policy v2.pdf; the minutes will follow",
        "audit report of May 2026, not restricted", "none of the 40 sampled was late", "Fleet procedure 12",
    ],
)  # fmt: skip
def test_an_evidence_line_that_offers_some_counts(value: str) -> None:
    assert read(f"Evidence: {value}").evidence


@pytest.mark.parametrize(
    "line",
    [
        "Status: complete by June 2027", "Status: implemented by 31 March 2027", "Status: complete in part",
        "Status: complete in principle", "Status: done in two of five stations", "Status: complete?",
        "Status: complete awaiting sign-off", "Status: complete except for training",
        "Status: closed in 2018 and since reopened", "Status: complete in draft",
        "Status: completed for phase 1 only", "Status: please close in June 2027", "Closure: yes, next year",
        "Status: complete in March 2027", "Status: implemented at two of the three sites",
        "Status: complete on paper", "Status: complete to the extent possible",
        "Status: green but slipping",
    ],
)  # fmt: skip
def test_a_status_that_its_own_line_takes_back_closes_nothing(line: str) -> None:
    result = read(line)
    assert (result.claim, result.implemented) == ("progress", False)
    assert any("in the same breath" in doubt for doubt in result.doubts)


@pytest.mark.parametrize(
    ("line", "claim"),
    [
        ("Status: completed in May 2026", "complete"),
        ("Status: implemented by 31 March 2026", "complete"),
        ("Status: complete. We sampled 40 of 40 files.", "complete"),
        ("Status: implemented, and two of the three audits found nothing", "complete"),
        ("Status: proposed for closure at the November meeting", "propose_closed"),
        ("Status: in place at all stations", "complete"),
        ("Status: complete. Refresher training is in June 2027.", "complete"),
    ],
)
def test_a_status_is_not_weakened_by_what_bears_it_out(line: str, claim: str) -> None:
    assert read(line).claim == claim


@pytest.mark.parametrize(
    "value",
    [
        "31 March 2027 is no longer achievable", "not 31 March 2027", "cannot be 31 March 2027",
        "was 31 March 2027", "missed, it was 30 June 2026", "originally March 2027", "31 March 2027?",
    ],
)  # fmt: skip
def test_a_date_that_its_own_line_takes_back_is_no_new_target(value: str) -> None:
    result = read(f"Target date: {value}")
    assert result.target_date is None
    assert any("takes back" in doubt for doubt in result.doubts)


@pytest.mark.parametrize(
    "value", ["31 March 2027", "was May 2026, now 31 March 2027", "not before 31 March 2027"]
)
def test_a_date_that_is_put_forward_is_taken(value: str) -> None:
    result = read(f"Target date: {value}")
    assert result.target_date is not None
    assert result.target_date.date == dt.date(2027, 3, 31)
