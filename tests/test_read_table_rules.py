"""The rules by which any paper in the table style is read, shown on an invented one; and hostile text."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup import Refused
from reports.paper import Paper, Source
from reports.table.read import read, recognises
from tests.runaway import assert_growth
from tests.table_paper import HEAD, MANGLE, SAMPLE, mangled, only, reads_or_refuses


@pytest.fixture(scope="module")
def sample() -> Paper:
    return read(SAMPLE.split("\n"))


def test_ditto_marks_repeat_audit_and_threat(sample: Paper) -> None:
    stock, keys, _ = sample.recommendations
    assert (stock.audit, stock.audit_month, stock.threat) == ("STORES", "2021-05", "Safe keeping")
    assert (keys.audit, keys.audit_month, keys.threat) == ("STORES", "2021-05", "Safe keeping")


def test_a_title_that_runs_over_lines_is_joined(sample: Paper) -> None:
    assert sample.recommendations[0].title == "Stock counts"
    assert sample.audits[0].assurance == "Limited"


def test_the_next_numbered_point_after_a_response_belongs_to_the_recommendation(sample: Paper) -> None:
    stock = sample.recommendations[0]
    assert stock.text == "1. Count stock.\n2. Keep a list."
    assert stock.management_response == "1. Agreed.\n2. Supported - Insp Ann Bell"


def test_a_nested_table_is_no_recommendation_even_with_a_reference_in_it(sample: Paper) -> None:
    stock = sample.recommendations[0]
    assert len(sample.recommendations) == 3
    assert stock.updates[0].text == "Activity | Who | Target Date\nCount shelf 4.9 | Team | 4.2 May 2022"


def test_an_update_before_its_neighbours_recommendation_goes_back_to_the_row_above(sample: Paper) -> None:
    stock, keys, _ = sample.recommendations
    assert [update.text for update in stock.updates[1:]] == ["June 2021 counts done."]
    assert keys.text == "Sign for keys."
    assert all(any("mixed 4.1 and 4.2" in doubt for doubt in rec.doubts) for rec in (stock, keys))


def test_a_closing_row_without_a_label_is_an_update_under_the_columns_heading(sample: Paper) -> None:
    keys = sample.recommendations[1]
    assert [update.label for update in keys.updates] == ["Business Owner Update"]
    assert keys.updates[0].text == "Key log.pdf\nAll keys are signed for.\nPROPOSED CLOSED"
    assert (keys.status, keys.evidence) == ("proposed_closed", ["Key log.pdf"])


def test_a_lost_heading_is_found_in_the_table_of_closures_and_doubted(sample: Paper) -> None:
    cameras = sample.recommendations[2]
    assert (cameras.audit, cameras.audit_month, cameras.threat) == ("CUSTODY", None, None)
    assert cameras.status == "proposed_closed"
    assert len(cameras.doubts) >= 3
    kinds = [found.kind for found in sample.discrepancies]
    assert kinds == ["closure_not_marked", "audit_without_heading", "stale_heading"]


def test_a_closure_that_only_one_of_table_and_tracker_knows_is_a_discrepancy() -> None:
    text = SAMPLE.replace("STORES\tSignificant\t4.2 Keys", "STORES\tSignificant\t4.9 Doors")
    kinds = [found.kind for found in read(text.split("\n")).discrepancies]
    assert kinds[0] == "closure_without_item"
    assert "closure_not_listed" in kinds


def test_the_summary_ends_with_its_total_and_counts_the_closures_of_the_table(sample: Paper) -> None:
    assert [(row.priority, row.total) for row in sample.summary] == [("Significant", 2), ("Total", 2)]
    text = SAMPLE.replace("Significant\t-\t2\t-\t1\t2", "Significant\t-\t2\t-\t2\t2")
    assert "closure_count" in [found.kind for found in read(text.split("\n")).discrepancies]


def test_pages_of_the_closures_that_count_against_the_trackers_order_cannot_be_right() -> None:
    text = SAMPLE.replace("4.2 Keys\tYES\t3", "4.2 Keys\tYES\t16-17")
    found = [one for one in read(text.split("\n")).discrepancies if one.kind == "closure_page"]
    assert [one.lines for one in found] == [[10, 11]]
    assert "page 16-17 for STORES 4.2 and page 4 for CUSTODY 4.3" in found[0].message


def test_a_programme_of_a_year_gone_by_is_reported() -> None:
    def stale(year: str) -> list[str]:
        told = f"Brief Background\n1. For {year} these areas are audited:\nPurpose of Report\n"
        text = SAMPLE.replace("\t\tRemaining", f"{told}\t\tRemaining")
        return [one.kind for one in read(text.split("\n")).discrepancies if one.kind == "stale_programme"]

    assert stale("2020-21") == stale("2019/2020") == ["stale_programme"]
    assert stale("2021-22") == stale("2020-25") == []


def test_every_value_of_a_row_names_its_lines(sample: Paper) -> None:
    def lines(source: Source | None) -> tuple[int, int] | None:
        return (source.from_, source.to) if source else None

    stock, keys, cameras = sample.recommendations
    assert {name: lines(source) for name, source in stock.sources.items()} == {
        "title": (13, 14),
        "priority": (13, 13),
        "text": (13, 14),
        "management_response": (13, 14),
    }
    assert [lines(date.source) for date in stock.target_dates] == [(15, 15)]
    assert [lines(owner.source) for owner in stock.owners] == [(14, 14), (15, 15)]
    assert [lines(update.source) for update in stock.updates] == [(16, 17), (18, 18)]
    assert lines(keys.sources["status"]) == (19, 19)
    assert lines(cameras.sources["status"]) == (11, 11)


def test_a_row_of_the_closures_table_that_says_no_closes_nothing() -> None:
    text = SAMPLE.replace("4.3 Cameras\tYES", "4.3 Cameras\tNO")
    assert [rec.status for rec in read(text.split("\n")).recommendations] == [
        "open",
        "proposed_closed",
        "open",
    ]


def test_a_reference_that_does_not_rise_under_a_ditto_mark_is_doubted() -> None:
    rows = [HEAD, "STORES\t\tSafe\t4.2 Keys\tProgress Update: a", '"\t\tSafe\t4.1 Doors\tProgress Update: b']
    assert any("heading may be lost" in doubt for doubt in read(rows).recommendations[1].doubts)


REFUSED = [([], "No tracker table"), ([HEAD, "x"], "no recommendation"), ([""] * 200_001, "no panel paper")]
PROMISED = [
    # what the cell says, owners as name/role/part, target dates as day/part
    ("Target date: March 2022 / Ann Bell (Stores Manager)", "Ann Bell/Stores Manager/", "2022-03-31/"),
    (
        "Head of Stores – Ann Bell:  Locks – target date March 2022  Key list – target date 1 May 2022",
        "Ann Bell/Head of Stores/",
        "2022-03-31/Locks 2022-05-01/Key list",
    ),
    ("Head of Transport Ann Bell: target date March 2022", "Ann Bell/Head of Transport/", "2022-03-31/"),
    (
        "Target milestones: 1. Locks – Insp Bell - May 2022  2. List – Tom Reed June 2022",
        "Bell/Insp/1 Tom Reed//2",
        "2022-05-31/1 2022-06-30/2",
    ),
    ("Keys kept. Ann Bell, Tom Reed to effect from May 2022", "Ann Bell// Tom Reed//", "2022-05-31/"),
    ("It was discussed in May 2022 at length.", "", ""),
    ("Target date: ongoing", "", "None/"),
    ("Target date:  May 2022  Person responsible:  Tom Reed", "Tom Reed//", "2022-05-31/"),
    ("Target date:", "", ""),
]


@pytest.mark.parametrize(("words", "owners", "promised"), PROMISED)
def test_who_promised_what_by_when_is_read_from_every_form(words: str, owners: str, promised: str) -> None:
    rec = only(f"Significant recommendation: Sign.  Management Response: Accepted.  {words}")
    assert " ".join(f"{one.name}/{one.role or ''}/{one.part or ''}" for one in rec.owners) == owners
    assert " ".join(f"{one.date}/{one.part or ''}" for one in rec.target_dates) == promised


def test_a_target_date_named_in_an_update_is_read_and_stays_in_its_text() -> None:
    rec = only(
        "Progress Update: Locks are late, revised target date – 31st May 2022. Training – Target June 2023."
    )
    assert [one.date for one in rec.target_dates] == [dt.date(2022, 5, 31)]
    assert "31st May 2022" in rec.updates[0].text
    assert any("'June 2023'" in doubt for doubt in rec.doubts)


def test_a_label_begins_with_a_capital_so_prose_about_updates_is_not_cut() -> None:
    rec = only("Progress Update: Ann gave a progress update to the board: all well. Progress Update: Done.")
    assert [update.text for update in rec.updates] == [
        "Ann gave a progress update to the board: all well.",
        "Done.",
    ]


def test_a_colour_or_priority_word_in_the_risk_column_is_read() -> None:
    rows = [HEAD, "STORES\tAMBER\tSafe\t4.2 Keys\tProgress Update: a", '"\tSignificant\tSafe\t4.3 Doors\tx']
    keys, doors = read(rows).recommendations
    assert (keys.rag, keys.priority, keys.threat) == ("AMBER", "Significant", "Safe")
    assert any("colour of the risk column" in doubt for doubt in keys.doubts)
    assert (doors.rag, doors.priority, doors.threat) == (None, "Significant", "Safe")


def test_a_sentence_cut_by_a_page_end_is_joined_and_words_printed_twice_stand_once() -> None:
    rec = only(
        "Progress Update: We keep all of the keys in the", "", "keep all of the keys in the safe.  Done."
    )
    assert rec.updates[0].text == "We keep all of the keys in the safe.\nDone."


def test_a_row_whose_cell_is_empty_is_kept_with_doubts() -> None:
    rec = only("")
    assert (rec.title, rec.updates, rec.management_response) == ("Keys", [], None)
    assert "no update is printed" in rec.doubts


@pytest.mark.parametrize(("lines", "said"), REFUSED)
def test_what_is_no_tracker_is_refused_in_one_sentence(lines: list[str], said: str) -> None:
    with pytest.raises(Refused, match=said):
        read(lines)


def test_a_heading_without_rows_is_half_recognised_and_prose_not_at_all() -> None:
    assert (recognises(SAMPLE.split("\n")), recognises([HEAD]), recognises(["Dear all,", ""])) == (
        1.0,
        0.5,
        0.0,
    )


@settings(max_examples=150, deadline=None)
@given(st.lists(MANGLE, max_size=12))
def test_a_mangled_paper_is_read_or_refused_and_never_breaks(how: list[tuple[int, str, str]]) -> None:
    reads_or_refuses(mangled(SAMPLE.split("\n"), how))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(alphabet='\t"4.2 Aa|:-<>–PROPOSED CLOSED Target date: May 2022', max_size=80)))
def test_any_rows_under_the_heading_are_read_or_refused(rows: list[str]) -> None:
    reads_or_refuses([HEAD, *rows])


@pytest.mark.parametrize(
    ("line", "most"),
    [
        ("a\tb\tc", 8_000),
        ("\t" * 9, 20_000),
        ("goes on", 20_000),
        ("66\t\tx\t4.3 T\tProgress Update: x", 2_000),
    ],
)
def test_a_huge_paper_costs_in_proportion_to_its_length(line: str, most: int) -> None:
    body = SAMPLE.split("\n")[:-1]
    assert_growth(read, lambda count: [*body, *[line] * count], most)
