"""Every disagreement reported is true; those of the July 2019 paper were each checked by reading it."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.discrepancies import find
from reports.paper import (
    Audit,
    BoardItem,
    Column,
    Link,
    Owner,
    Paper,
    Recommendation,
    Source,
    SummaryRow,
    TargetDate,
    Update,
)
from reports.read import read

MEETING = dt.date(2020, 3, 3)
LATER = dt.date(2020, 6, 30)
DONE = "All 40 keys are signed for; a dip sample of 40 of 40 on 1 March found none missing. PROPOSE CLOSED"


def item(reference: str = "4.1", **fields: Any) -> Recommendation:
    """An item with which nothing is wrong, but for the fields given."""
    target = fields.pop("target", LATER)
    whole: dict[str, Any] = {
        "id": f"DYKE-1910-{reference}",
        "audit": "DYKE STORES",
        "audit_month": "2019-10",
        "reference": reference,
        "title": f"Sluice {reference}",
        "priority": "Significant",
        "owners": [Owner(name="Ann Reed")],
        "target_dates": [TargetDate(words="June 2020", date=target)] if target else [],
        "target_in_force": target,
        "source": Source.model_validate({"from": 10, "to": 12}),
    }
    return Recommendation.model_validate(whole | fields)


def row(priority: str, red: int, amber: int, green: int, grey: int, total: int) -> SummaryRow:
    shades = {"RED": red, "AMBER": amber, "GREEN": green, "GREY": grey}
    columns = [Column(heading=heading, value=value) for heading, value in shades.items()]
    return SummaryRow(priority=priority, columns=columns, total=total)


def paper(*recs: Recommendation, **fields: Any) -> Paper:
    return Paper(style="narrative", meeting_date=MEETING, recommendations=list(recs), **fields)


def kinds(one: Paper) -> list[str]:
    return [found.kind for found in find(one, lacking=lambda _: [])]


def test_a_paper_that_agrees_with_itself_has_no_discrepancy() -> None:
    audit = Audit(title="DYKE STORES", month="2019-10", counts={"Significant": 2, "Housekeeping": 1})
    board = [BoardItem(audit="Dyke Stores", reference="4.3", title="Ropes", priority="Housekeeping")]
    recs = [item("4.1", rag="AMBER"), item("4.2", status="proposed_closed", rag="GREEN")]
    summary = [row("Significant", 0, 1, 1, 0, 2), row("Total", 0, 1, 1, 0, 2)]
    assert kinds(paper(*recs, audits=[audit], board_items=board, summary=summary)) == []


def test_a_summary_that_counts_other_than_the_appendix_is_reported() -> None:
    found = find(paper(item(), summary=[row("Significant", 0, 2, 0, 0, 2)]))
    assert [one.kind for one in found] == ["summary_total", "summary_colours"]
    assert found[0].message == "The summary counts 2 Significant recommendations; the appendix shows 1."
    assert found[0].lines == [10]


def test_sums_that_do_not_add_up_are_reported() -> None:
    wrong = [row("Significant", 0, 1, 0, 0, 2), row("Total", 0, 3, 0, 0, 3)]
    assert kinds(paper(item(), item("4.2"), summary=wrong)).count("summary_arithmetic") == 2


def test_columns_inside_the_total_are_not_added_to_it() -> None:
    columns = [Column(heading="AMBER", value=1), Column(heading="Closed", value=1, of_which=True)]
    summary = [SummaryRow(priority="Significant", columns=columns, total=1)]
    assert kinds(paper(item(), summary=summary, scheme="risk")) == []


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({"rag": "AMBER", "target": dt.date(2020, 3, 2)}, ["red_by_own_rule"]),
        ({"rag": "AMBER", "target": MEETING}, []),
        ({"rag": "RED", "target": dt.date(2020, 3, 2)}, []),
        ({"rag": None, "target": dt.date(2020, 3, 2)}, []),
        ({"rag": "AMBER", "status": "proposed_closed"}, ["colour"]),
        ({"rag": "GREY", "status": "not_adopted"}, []),
        ({"owners": []}, ["no_owner"]),
        ({"target": None}, ["no_date"]),
        ({"target": None, "owners": [], "status": "superseded"}, []),
    ],
)
def test_an_item_is_held_against_the_papers_own_rules(fields: dict[str, Any], kind: list[str]) -> None:
    assert kinds(paper(item(**fields))) == kind


def test_an_item_that_stands_in_tracker_and_board_table_is_reported_once() -> None:
    board = [
        BoardItem(audit="Dyke stores", reference="4.1", title="Sluice 4.1"),
        BoardItem(audit="Dyke stores", reference="4.2", title="Sluice 4.1"),
        BoardItem(audit="Another Audit", reference="4.1", title="Sluice 4.1"),
    ]
    assert kinds(paper(item(), board_items=board)) == ["in_both"]


def test_an_item_promised_before_the_one_it_depends_on_is_reported() -> None:
    early = item("4.2", target=dt.date(2020, 5, 31), links=[Link(kind="depends_on", to="4.1")])
    found = find(paper(item("4.1"), early))
    assert [one.kind for one in found] == ["before_what_it_depends_on"]
    assert "31 May 2020, before DYKE-1910-4.1" in found[0].message
    assert kinds(paper(item("4.1", target=dt.date(2020, 5, 31)), early)) == []
    assert kinds(paper(item("4.1", audit="OTHER"), early)) == []


def test_board_items_of_two_audits_with_one_title_count_for_the_latest() -> None:
    audits = [
        Audit(title="DYKE STORES", month="2018-01", counts={"Housekeeping": 0}),
        Audit(title="DYKE STORES", month="2019-10", counts={"Housekeeping": 1}),
    ]
    board = [BoardItem(audit="Dyke Stores", reference="4.9", title="Ropes", priority="Housekeeping")]
    assert kinds(paper(audits=audits, board_items=board)) == []
    assert kinds(paper(audits=audits)) == ["banner_count"]


def test_a_closure_that_states_neither_criterion_is_reported_and_a_full_one_is_not() -> None:
    def proposed(text: str) -> Paper:
        update = Update(label="Update March 2020", text=text)
        return paper(item(status="proposed_closed", updates=[update]))

    assert [one.kind for one in find(proposed("PROPOSE CLOSED"))] == ["closure_criteria"]
    assert find(proposed(f"The recommendation has been fully implemented. {DONE}")) == []


items = st.builds(
    item,
    st.sampled_from(["4.1", "4.2", "4.3"]),
    priority=st.sampled_from([None, "Significant", "Fundamental"]),
    status=st.sampled_from(["open", "proposed_closed", "not_adopted", "superseded", "closed"]),
    rag=st.sampled_from([None, "RED", "AMBER", "GREEN", "GREY"]),
    target=st.none() | st.dates(),
    links=st.lists(
        st.builds(Link, kind=st.just("depends_on"), to=st.sampled_from(["4.1", "4.2", "9.9"])), max_size=2
    ),
)


@given(st.lists(items, max_size=8), st.lists(st.integers(0, 5), min_size=5, max_size=5))
def test_any_paper_is_compared_and_every_message_is_one_sentence(
    recs: list[Recommendation], figures: list[int]
) -> None:
    found = find(paper(*recs, summary=[row("Significant", *figures)]), lacking=lambda _: [])
    assert all(one.message.endswith(".") and "\n" not in one.message for one in found)
    shown = sum(rec.priority == "Significant" for rec in recs)
    assert (figures[4] != shown) == any(one.kind == "summary_total" for one in found)


@pytest.fixture(scope="module")
def july(papers: Path) -> Paper:
    return read(papers / "2019-07-jarap-tracker.txt")


def test_the_july_paper_disagrees_with_itself_where_a_reader_sees_it(july: Paper) -> None:
    found = [one for one in july.discrepancies if one.kind != "closure_criteria"]
    assert Counter(one.kind for one in found) == {
        "summary_total": 2,
        "summary_colours": 2,
        "banner_count": 6,
        "in_both": 1,
        "red_by_own_rule": 2,
        "no_owner": 2,
        "no_date": 4,
        "before_what_it_depends_on": 1,
    }
    said = {one.kind: [other.message for other in found if other.kind == one.kind] for one in found}
    assert "19 recommendations; the appendix shows 20" in said["summary_total"][1]
    assert "2 RED, 7 AMBER, 5 GREEN, 1 GREY" in said["summary_colours"][0]
    assert [message.split()[0] for message in said["red_by_own_rule"]] == [
        "HEALTH-1903-4.4",
        "PAYROLL-1904-4.1",
    ]
    assert said["in_both"][0].startswith("SEIZED-1905-4.1")
    assert "31 March 2020, before FLEET-1809-4.2" in said["before_what_it_depends_on"][0]
    banners = [
        (words.split(" (")[0][14:], words.split(" counts ")[1].split(";")[0])
        for words in said["banner_count"]
    ]
    assert banners == [
        ("SEIZED & FOUND PROPERTY", "4 Significant"),
        ("SEIZED & FOUND PROPERTY", "2 Housekeeping"),
        ("AUDIT COMMITTEE EFFECTIVENESS", "6 Significant"),
        ("AUDIT COMMITTEE EFFECTIVENESS", "2 Housekeeping"),
        ("CODE OF GOVERNANCE", "1 Housekeeping"),
        ("PAYROLL", "2 Housekeeping"),
    ]


def test_lines_of_the_july_paper_lead_to_the_items_named(july: Paper) -> None:
    lines = {one.kind: one.lines for one in july.discrepancies}
    assert lines["in_both"] == [857]
    assert lines["before_what_it_depends_on"] == [632, 679, 737, 771]
