"""What closes an item and what only speaks of closing it."""

import pytest

from reports.marks import agreed_closed, without_closure
from tests.runaway import assert_growth


@pytest.mark.parametrize(
    "state",
    [
        "Proposed and agreed closed by SRB 16/05/19",
        "SRB: agreed\nclosed",
        "Closed by SRB",
        "closed by the board",
    ],
)
def test_a_board_closes_by_saying_that_it_has(state: str) -> None:
    assert agreed_closed(state)


@pytest.mark.parametrize(
    "state",
    [
        "",
        "SRB",
        "SRB: not closed",
        "SRB: closure refused",
        "Proposed closed, deferred",
        "Not agreed closed by SRB",
        "To be closed by SRB",
        "Closed by 31 March 2027 at the latest",
        "closed by May",
    ],
)
def test_a_plan_a_refusal_or_a_proposal_closes_nothing(state: str) -> None:
    assert not agreed_closed(state)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("PROPOSED CLOSED – It is not accepted.", "It is not accepted."),
        ("Weighed. PROPOSE CLOSED - not adopted", "Weighed. not adopted"),
        ("Proposed closed: superseded by 4.2", "superseded by 4.2"),
        ("(a) Sent. PROPOSED CLOSED\nNOT ADOPTED", "(a) Sent. PROPOSED CLOSED\nNOT ADOPTED"),
        ("This was proposed closed before.", "This was proposed closed before."),
    ],
)
def test_the_words_of_closure_go_and_the_reason_stays(text: str, left: str) -> None:
    assert without_closure(text) == left


@pytest.mark.parametrize("hostile", ["PROPOSED ", "closed by ", "- ", "PROPOSED CLOSED", "not "])
def test_hostile_words_cost_no_more_than_plain(hostile: str) -> None:
    def work(text: str) -> None:
        without_closure(text)
        agreed_closed(text)

    assert_growth(work, lambda count: hostile * count, 20_000)
