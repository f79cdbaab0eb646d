"""Dates and audits of a table paper that cannot be told for certain are doubted, not made up."""

import datetime as dt

import pytest

from reports.table.front import Line
from reports.table.programme import programme_of
from tests.table_paper import only


def test_two_targets_of_one_update_are_no_revision() -> None:
    rec = only(
        "Progress Update: The target date is six months after 4.1 is completed. Target 'Live' date May 2022"
    )
    assert [date.date for date in rec.target_dates] == [None]
    assert any("a second target date, 'May 2022'" in doubt for doubt in rec.doubts)


@pytest.mark.parametrize("cue", ["revised", "new", "Extended"])
def test_an_update_that_says_it_revises_a_target_does(cue: str) -> None:
    rec = only(f"Progress Update: The target date was May 2022; {cue} target date June 2022")
    assert [date.date for date in rec.target_dates] == [dt.date(2022, 5, 31), dt.date(2022, 6, 30)]


def test_targets_of_two_updates_are_a_revision() -> None:
    rec = only("Progress Update: Target date May 2022.  Update June 2022: Target date July 2022.")
    assert [date.date for date in rec.target_dates] == [dt.date(2022, 5, 31), dt.date(2022, 7, 31)]


def test_a_letter_is_no_target_date_and_is_not_dropped_in_silence() -> None:
    rec = only("Significant recommendation: Sign.  Management Response: Agreed.  Target date: C")
    assert rec.target_dates == []
    assert any("'C'" in doubt for doubt in rec.doubts)


def test_a_line_of_the_programme_longer_than_any_audit_may_hold_two() -> None:
    lines = [
        Line(5, "Stores Fleet Management"),
        Line(6, "Cash Handling in Stations Payroll"),
        Line(7, "Vetting"),
    ]
    audits, doubts = programme_of(lines, ["FLEET MANAGEMENT"])
    assert audits == ["Stores", "Fleet Management", "Cash Handling in Stations Payroll", "Vetting"]
    assert [doubt.partition(":")[0] for doubt in doubts] == ["line 6"]


def test_a_programme_in_one_column_is_not_doubted() -> None:
    lines = [Line(5, "Fleet Management"), Line(6, "Cash Handling in Stations")]
    assert programme_of(lines, ["Payroll"]) == (["Fleet Management", "Cash Handling in Stations"], [])
