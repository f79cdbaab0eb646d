"""The figures of a paper add up, and a paper that contradicts its appendix is found out."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup import rag
from followup.rules import RISK, Rules
from reports import figures
from reports.paper import Audit, Column, Paper, Recommendation, SummaryRow
from tests.sample_paper import MEETING, risk_sample, sample

PRIORITIES = ("Fundamental", "Significant", "Housekeeping")
STATES = ("open", "proposed_closed", "not_adopted", "superseded")
DAYS = st.one_of(st.none(), st.dates(MEETING.replace(year=2019), MEETING.replace(year=2023)))
ITEMS = st.lists(st.tuples(st.sampled_from((*PRIORITIES, None)), st.sampled_from(STATES), DAYS), max_size=30)


def paper_of(items, rules: Rules) -> Paper:
    """Colour items by the real rule and put them under one banner."""
    recs = [
        Recommendation(
            id=f"A-2101-{n}",
            audit="A",
            audit_month="2021-01",
            title=f"Item {n}",
            priority=priority,
            status=state,
            target_in_force=day,
            rag=rag.colour(state, day, priority, rules=rules, meeting=MEETING).colour,
        )
        for n, (priority, state, day) in enumerate(items, start=1)
    ]
    audits = [Audit(title="A", month="2021-01")]
    return Paper(
        style="narrative",
        scheme=rules.scheme,
        meeting_date=MEETING,
        priorities=list(PRIORITIES),
        audits=audits,
        recommendations=recs,
    )


def split(row: SummaryRow) -> int:
    return sum(column.value for column in row.columns if not column.of_which)


@given(ITEMS, st.sampled_from((Rules(), RISK)))
def test_every_row_adds_up_and_the_last_is_the_sum_of_the_others(items, rules):
    paper = paper_of(items, rules)
    *rows, total = figures.summary(paper)
    assert total.priority == "Total"
    assert total.total == len(items) == sum(row.total for row in rows)
    for row in [*rows, total]:
        assert split(row) == row.total
    for place, column in enumerate(total.columns):
        assert column.value == sum(row.columns[place].value for row in rows)


@given(ITEMS, st.sampled_from((Rules(), RISK)))
def test_a_paper_coloured_by_the_rules_agrees_with_itself(items, rules):
    paper = paper_of(items, rules)
    full = paper.model_copy(update={"summary": figures.summary(paper)})
    full.audits[0].counts = figures.counts(paper, paper.audits[0])
    assert figures.check(full) == []


@given(ITEMS)
def test_the_closed_columns_of_the_risk_scheme_are_inside_the_total(items):
    *_, total = figures.summary(paper_of(items, RISK))
    closed, declined = (column.value for column in total.columns if column.of_which)
    states = Counter(state for _, state, _ in items)
    assert closed == states["proposed_closed"]
    assert declined == states["not_adopted"] + states["superseded"]


def test_the_delivery_scheme_counts_the_sample_as_a_person_does():
    rows = {row.priority: [column.value for column in row.columns] for row in figures.summary(sample())}
    assert rows == {
        "Fundamental": [0, 2, 0, 0],
        "Significant": [2, 1, 1, 0],
        "Housekeeping": [0, 0, 0, 2],
        "Total": [2, 3, 1, 2],
    }


def test_the_risk_scheme_counts_the_sample_as_a_person_does():
    *_, total = figures.summary(risk_sample())
    headings = ["RED", "AMBER", "GREEN", figures.CLOSED, figures.NOT_ADOPTED]
    assert [(column.heading, column.value) for column in total.columns] == list(
        zip(headings, [2, 4, 2, 1, 2], strict=True)
    )
    assert total.total == 8


def test_an_item_without_colour_or_priority_is_counted_and_named():
    paper = sample()
    paper.recommendations[0].rag = None
    paper.recommendations[0].priority = None
    rows = figures.summary(paper)
    assert [row.priority for row in rows][-2:] == ["No priority stated", "Total"]
    assert rows[-1].columns[-1] == Column(heading="Not graded", value=1)
    assert split(rows[-1]) == 8


def test_banner_counts_name_every_priority_of_the_paper():
    paper = sample()
    assert figures.counts(paper, paper.audits[2]) == {"Fundamental": 0, "Significant": 1, "Housekeeping": 1}


def _wrong_total(paper: Paper) -> None:
    paper.summary = [SummaryRow(priority="Fundamental", total=3)]


def _wrong_column(paper: Paper) -> None:
    paper.summary = [SummaryRow(priority="Total", columns=[Column(heading="RED", value=9)], total=8)]


def _unknown_row(paper: Paper) -> None:
    paper.summary = [SummaryRow(priority="Trifling", total=1)]


def _wrong_banner(paper: Paper) -> None:
    paper.audits[0].counts = {"Fundamental": 4}


def _lost_item(paper: Paper) -> None:
    paper.recommendations[0].audit_month = "1999-01"


def _banner_twice(paper: Paper) -> None:
    paper.audits.append(paper.audits[0])


def _same_id(paper: Paper) -> None:
    paper.recommendations[1].id = paper.recommendations[0].id


def _green_and_open(paper: Paper) -> None:
    paper.recommendations[0].rag = "GREEN"


def _closed_and_amber(paper: Paper) -> None:
    paper.recommendations[2].rag = "AMBER"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_wrong_total, "The summary gives 3 in all for Fundamental, the appendix holds 2."),
        (_wrong_column, "The summary gives 9 under RED for Total, the appendix holds 2."),
        (_unknown_row, "The summary gives 1 in all for Trifling, the appendix holds 0."),
        (
            _wrong_banner,
            "The banner of EVIDENTIAL PROPERTY STORES gives 4 for Fundamental, the appendix holds 1.",
        ),
        (_lost_item, "EVIDENTIAL-2003-4.1 stands under 0 audit banners instead of one."),
        (_banner_twice, "EVIDENTIAL-2003-4.1 stands under 2 audit banners instead of one."),
        (_same_id, "EVIDENTIAL-2003-4.1 stands 2 times in the appendix."),
        (_green_and_open, "EVIDENTIAL-2003-4.1 is GREEN, which does not fit its state (open)."),
        (_closed_and_amber, "EVIDENTIAL-2003-4.3 is AMBER, which does not fit its state (proposed_closed)."),
    ],
)
def test_each_contradiction_is_named(spoil, words):
    paper = sample()
    spoil(paper)
    assert words in figures.check(paper)
