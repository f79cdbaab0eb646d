"""The rules of the domain notes as properties: RAG, target in force, routing, closure, handling, hours."""

import datetime as dt
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from followup import closure, handling, rag, routing
from followup.cycle import schedule
from followup.interpret import Interpretation
from followup.planning import is_new
from followup.rules import RISK, Rules
from followup.states import ITEM

DAYS = st.dates(dt.date(2015, 1, 1), dt.date(2035, 1, 1))
PRIORITIES = st.sampled_from([*Rules().priorities, "Advisory", None])
OPINIONS = st.sampled_from([*Rules().assurance, "Splendid", None])


class Promise(NamedTuple):
    part: str | None
    date: dt.date | None


@given(st.sampled_from(ITEM), st.none() | DAYS, PRIORITIES, DAYS)
def test_only_an_open_item_past_its_date_is_red_under_the_delivery_scheme(status, target, priority, meeting):
    colour = rag.colour(status, target, priority, rules=Rules(), meeting=meeting).colour
    assert (colour == "RED") == (status == "open" and target is not None and target < meeting)
    assert (colour == "GREEN") == (status in ("proposed_closed", "closed"))
    assert (colour == "GREY") == (status != "open" and colour != "GREEN")


@given(DAYS)
def test_a_target_on_the_day_of_the_meeting_is_not_past(day):
    assert rag.colour("open", day, None, rules=Rules(), meeting=day).colour == "AMBER"


@given(st.sampled_from(ITEM), st.none() | DAYS, PRIORITIES, DAYS)
def test_under_the_risk_scheme_the_colour_is_that_of_the_priority(status, target, priority, meeting):
    seen = rag.colour(status, target, priority, rules=RISK, meeting=meeting)
    assert seen.colour == RISK.risk_colours.get(priority, "AMBER")
    assert bool(seen.doubt) == (priority not in RISK.risk_colours)


def test_an_item_without_a_date_is_amber_with_a_doubt():
    seen = rag.colour("open", None, "Significant", rules=Rules(), meeting=dt.date(2026, 1, 1))
    assert (seen.colour, seen.reason, bool(seen.doubt)) == ("AMBER", "no date", True)


@given(st.lists(st.builds(Promise, st.sampled_from([None, "1", "2"]), st.none() | DAYS)))
def test_the_date_in_force_is_the_last_for_the_whole_else_the_latest_of_the_parts(promises):
    whole = [p.date for p in promises if p.part is None]
    last = {p.part: p.date for p in promises if p.part}
    known = [d for d in last.values() if d]
    expected = whole[-1] if whole else max(known, default=None) if len(known) == len(last) else None
    assert rag.in_force(promises) == expected


@given(OPINIONS, PRIORITIES)
def test_only_housekeeping_of_a_well_graded_audit_goes_to_the_board(opinion, priority):
    route = routing.route(opinion, priority, Rules())
    well = opinion in ("Satisfactory", "Significant")
    assert (route.to == "board") == (well and priority == "Housekeeping")
    assert route.reason
    assert bool(route.doubt) == (
        opinion not in Rules().assurance or (well and priority not in Rules().priorities)
    )


@given(OPINIONS, PRIORITIES)
def test_where_the_panel_wants_everything_it_gets_everything(opinion, priority):
    assert routing.route(opinion, priority, RISK).to == "panel"


@pytest.mark.parametrize(
    ("opinion", "whole"), [("No", True), ("Limited", True), ("Satisfactory", False), (None, False)]
)
def test_the_whole_report_goes_with_a_limited_audit_or_worse(opinion, whole):
    assert routing.whole_report_goes(opinion, Rules()) is whole


@given(st.booleans(), st.booleans(), st.integers(0, 3))
def test_a_closure_lacks_what_neither_words_nor_documents_show(implemented, evidence, documents):
    reading = Interpretation(claim="propose_closed", implemented=implemented, evidence=evidence)
    lacking = closure.unmet(reading, Rules(), documents=documents)
    assert len(lacking) == (not implemented) + (not evidence and not documents)
    assert all(question.strip().endswith((".", "?")) for question in lacking)


def test_a_panel_that_asks_for_less_is_asked_less():
    reading = Interpretation(claim="propose_closed", implemented=True, evidence=False)
    assert closure.unmet(reading, Rules(criteria=("implemented",))) == []


@given(st.sampled_from(ITEM), st.sampled_from(["agreed", "refused", "action", "extension"]), st.booleans())
def test_a_body_decides_only_on_proposals_and_only_on_what_it_holds(status, kind, holds):
    reasons = closure.objections_to_outcome(status, kind, holds=holds, body="The board")
    allowed = holds and (kind in ("action", "extension") or status.startswith("proposed"))
    assert (reasons == []) is allowed


@pytest.mark.parametrize(
    ("marking", "held"),
    [(None, False), ("", False), ("official", False), ("OFFICIAL-SENSITIVE", True), ("SECRET", True)],
)
def test_a_marking_beyond_the_open_ones_holds_the_text_back(marking, held):
    assert bool(handling.restricted(marking, Rules())) is held


@given(DAYS)
def test_a_cycle_opens_closes_and_drafts_in_that_order_before_its_meeting(day):
    hours = schedule(day, Rules(), "Europe/London")
    assert hours.opens < hours.closes < hours.drafts
    assert hours.drafts.date() < day


def test_planned_hours_are_local_hours_in_summer_too():
    hours = schedule(dt.date(2026, 8, 30), Rules(), "Europe/London")
    assert hours.opens == dt.datetime(2026, 7, 19, 7, 0, tzinfo=dt.UTC)


@given(st.none() | DAYS, DAYS)
def test_a_report_is_new_from_four_weeks_before_the_cycle_opens(published, opened):
    expected = published is not None and (opened - published).days <= 28
    assert is_new(published, rules=Rules(), opened=opened) is expected


@pytest.mark.parametrize(
    "wrong",
    [
        {"well_from": "Brilliant"},
        {"panel_when_well": ("Urgent",)},
        {"risk_colours": {"Urgent": "RED"}},
        {"open_days": 10, "close_days": 14},
        {"close_days": 5, "draft_days": 12},
        {"surprise": 1},
    ],
)
def test_rules_that_contradict_themselves_are_refused(wrong):
    with pytest.raises(ValidationError):
        Rules(**wrong)
