"""How a paper's disagreements with itself are found; those of the published ones: ``test_disagreements``."""

import datetime as dt
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
        "updates": [Update(label="Update March 2020", month="2020-03", text=f"Key {reference} is cut.")],
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


def latest(text: str, *, month: str | None = "2020-03", label: str = "Update March 2020") -> list[Update]:
    return [Update(label=label, month=month, text=text)]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Training follows – Target May 2019.", ["step_in_past"]),
        ("It was to follow: the original target May 2019 was missed.", []),
        ("Training took place in May 2019.", []),
        ("A further audit is planned by 30/11/20.", ["step_after_target"]),
        ("The year ends on 30/11/20.", []),
        ("A further audit is planned by 31/5/20.", []),
    ],
)
def test_steps_of_the_last_update_are_held_against_meeting_and_target(text: str, kind: list[str]) -> None:
    assert kinds(paper(item(updates=latest(text)))) == kind
    assert kinds(paper(item(updates=latest(text), status="proposed_closed"))) == []
    assert kinds(paper(item(updates=latest(text, month="2020-01")))) == []


def test_an_open_item_past_its_date_is_reported_where_colours_do_not_show_it() -> None:
    late = item(target=dt.date(2020, 3, 2))
    assert kinds(paper(late, scheme="risk")) == ["date_in_past"]
    assert kinds(paper(late)) == []
    assert kinds(paper(item(target=dt.date(2020, 3, 2), status="proposed_closed"), scheme="risk")) == []


def test_an_item_that_says_nothing_for_this_meeting_is_reported() -> None:
    old = item("4.3", updates=latest("No key is cut.", month="2019-11", label="Update November 2019"))
    found = find(paper(item("4.1"), item("4.2"), old, item("4.4", updates=[])))
    assert [(one.kind, one.message.split()[0]) for one in found] == [
        ("no_update", "DYKE-1910-4.3"),
        ("no_update", "DYKE-1910-4.4"),
    ]
    assert "“Update November 2019”" in found[0].message
    undated = item("4.2", updates=latest("A key is cut.", month=None, label="Progress Update"))
    assert kinds(paper(undated, item("4.5", updates=undated.updates), old)) == []


def test_the_same_words_for_two_items_are_reported_unless_they_only_announce() -> None:
    words = "Half of all keys are signed for, and the sluice at the mill is free of rust again."
    coming = (
        "This is a very recent final report, an update will be provided for the next meeting of the panel."
    )
    assert kinds(paper(item("4.1", updates=latest(words)), item("4.2", updates=latest(words)))) == [
        "same_update"
    ]
    assert kinds(paper(item("4.1", updates=latest(coming)), item("4.2", updates=latest(coming)))) == []
    assert (
        kinds(paper(item("4.1", updates=latest("No change.")), item("4.2", updates=latest("No change."))))
        == []
    )


def test_a_row_printed_twice_in_a_nested_table_is_reported() -> None:
    rows = "Key | Mill | cut\nKey | Weir | cut\nKey | Mill | cut"
    assert kinds(paper(item(updates=latest(rows)))) == ["repeated_row"]


def test_a_slip_in_an_audits_title_is_reported_and_another_audit_is_not() -> None:
    def listed(audit: str) -> Paper:
        board = [BoardItem(audit=audit, reference="4.9", title="Ropes", priority="Housekeeping")]
        return paper(item(), audits=[Audit(title="DYKE STORES", month="2019-10")], board_items=board)

    assert kinds(listed("Dyke Stoers")) == ["title_spelling"]
    assert kinds(listed("Dyke Stores")) == []
    assert kinds(listed("Dyke Stores Two")) == []
    assert kinds(listed("Boat Stores")) == []


def test_a_banner_without_an_opinion_is_reported_where_others_have_one() -> None:
    bare, graded = Audit(title="DYKE STORES", month="2019-10"), Audit(title="FENS", assurance="Limited")
    assert kinds(paper(item(), audits=[bare, graded])) == ["no_opinion"]
    assert kinds(paper(item(), audits=[bare])) == []


def test_a_date_that_hangs_on_another_item_is_a_date() -> None:
    after = [TargetDate(words="six months after 4.2")]
    assert kinds(paper(item(target=None, target_dates=after))) == []


def test_items_of_unknown_priority_may_explain_the_summary() -> None:
    recs = [item("4.1"), item("4.2", priority=None)]
    assert kinds(paper(*recs, summary=[row("Significant", 0, 2, 0, 0, 2)])) == []
    assert kinds(paper(*recs, summary=[row("Significant", 0, 3, 0, 0, 3)])) == [
        "summary_total",
        "summary_colours",
    ]


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
    unknown = sum(rec.priority is None for rec in recs)
    fits = shown <= figures[4] <= shown + unknown
    assert fits != any(one.kind == "summary_total" for one in found)
