"""Dates as other organisations write them: month first, quarters of a financial year, never swapped."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.dates import find, month, read
from followup.days import UK, DateStyle
from reports.date_words import beside_dates, readings_of, target_dates_of
from tests.runaway import assert_growth

US = DateStyle("us")
COUNTY = DateStyle("us", 7)
COUNCIL = DateStyle("uk", 4)
BASE = dt.date(2022, 1, 20)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2069, 12, 31))


@pytest.mark.parametrize(
    ("words", "style", "day"),
    [
        ("03/31/2022", US, "2022-03-31"),
        ("3/4/22", US, "2022-03-04"),
        ("3/4/22", UK, "2022-04-03"),
        ("03-31-2022", US, "2022-03-31"),
        ("March 31, 2022", US, "2022-03-31"),
        ("March 31, 2022", UK, "2022-03-31"),
        ("31 March 2022", US, "2022-03-31"),
        ("by 3/31", US, "2022-03-31"),
        ("by 31/3", UK, "2022-03-31"),
        ("March 22", US, "2022-03-22"),
        ("March 22", UK, "2022-03-31"),
        ("Mar-22", US, "2022-03-31"),
        ("March 2022", US, "2022-03-31"),
        ("2022-03-04", US, "2022-03-04"),
        ("2022-03-04", UK, "2022-03-04"),
        ("Q1 2022", UK, "2022-03-31"),
        ("Q1 2022", COUNCIL, "2022-06-30"),
        ("Q4 2022", COUNCIL, "2023-03-31"),
        ("Q4 2021/22", UK, "2022-03-31"),
        ("Q4 2021/22", COUNCIL, "2022-03-31"),
        ("Q4 2021/22", COUNTY, "2022-06-30"),
        ("Q1 2022", COUNTY, "2021-09-30"),
        ("FY2022", COUNTY, "2022-06-30"),
        ("fiscal year 22", COUNTY, "2022-06-30"),
        ("FY 2022", US, "2022-12-31"),
        ("financial year 2021/22", UK, "2022-03-31"),
        ("financial year 2021/22", COUNTY, "2022-06-30"),
        ("from 2020/21 FY", COUNTY, "2020-07-01"),
        ("end of the financial year", COUNCIL, "2022-03-31"),
        ("end of the financial year", COUNTY, "2022-06-30"),
        ("Q3 FY2023-24", COUNTY, "2024-03-31"),
        ("Q3 FY2023/24", COUNCIL, "2023-12-31"),
        ("FY 2023/24 Q3", COUNCIL, "2023-12-31"),
        ("2023/24 Q1", UK, "2023-06-30"),
        ("Quarter 4 2022/23", UK, "2023-03-31"),
        ("Qtr 2 2023", UK, "2023-06-30"),
        ("2023 Q4", UK, "2023-12-31"),
        ("2023-Q4", UK, "2023-12-31"),
        ("Q3 FY24", COUNTY, "2024-03-31"),
        ("FY2024 Q3", COUNTY, "2024-03-31"),
        ("Q4 FY23", UK, "2023-03-31"),
        ("end of FY2022-23", UK, "2023-03-31"),
        ("FY2022-23", UK, "2023-03-31"),
        ("fiscal year 2022/23", COUNTY, "2023-06-30"),
    ],
)
def test_a_phrase_is_read_in_the_style_of_its_organisation(words: str, style: DateStyle, day: str) -> None:
    assert read(words, base=BASE, style=style).date == dt.date.fromisoformat(day)


@pytest.mark.parametrize(("words", "style"), [("25/03/2022", US), ("13/25/2022", US), ("03/25/2022", UK)])
def test_a_day_that_only_the_other_order_knows_is_doubted_not_swapped(words: str, style: DateStyle) -> None:
    found = read(words, base=BASE, style=style)
    assert (found.date, bool(found.doubt)) == (None, True)


def test_a_full_american_date_in_a_british_label_is_its_own_month() -> None:
    assert month("Status as of August 31, 2023") == "2023-08"
    assert month("Update May 2019 (to August 5, 2019)") == "2019-08"
    assert month("August 5, 2019, then October 2019", style=US) == "2019-10"


def test_a_fiscal_year_of_two_figures_says_which_year_it_took() -> None:
    assert "ends in 2024" in (read("Q3 FY24", base=BASE, style=COUNTY).doubt or "")
    assert read("Q3 FY2023-24", base=BASE, style=COUNTY).doubt is None


def test_a_quarter_of_a_year_that_is_not_named_as_a_pair_says_which_year_it_took() -> None:
    assert "begins in 2022" in (read("Q4 2022", base=BASE, style=COUNCIL).doubt or "")
    assert "ends in 2022" in (read("Q4 2022", base=BASE, style=COUNTY).doubt or "")
    assert read("Q4 2022", base=BASE).doubt is None


@pytest.mark.parametrize(
    ("label", "style", "expected"),
    [
        ("Update 04/15/2022", US, "2022-04"),
        ("Update 04/05/2022", US, "2022-04"),
        ("Update 04/05/2022", UK, "2022-05"),
        ("Update March 31, 2022", US, "2022-03"),
        ("Status at 2022-03-31", UK, "2022-03"),
        ("2022-11", UK, "2022-11"),
    ],
)
def test_a_label_gives_its_month_in_the_style(label: str, style: DateStyle, expected: str) -> None:
    assert month(label, style=style) == expected


def test_target_dates_are_read_in_the_style_and_keep_the_reader_s_doubt() -> None:
    words = "06/30/2021, extended to 12/31/2021 because of the flood"
    days = [one.date for one in target_dates_of(words, base=BASE, style=US)]
    assert days == [dt.date(2021, 6, 30), dt.date(2021, 12, 31)]
    assert beside_dates(words, base=BASE, style=US) == "because of the flood"
    ((_, doubted),) = readings_of("13/25/2021", base=BASE, style=US)
    assert "no such day" in (doubted.doubt or "")


@given(DAYS)
def test_the_same_day_written_each_way_is_the_same_day(day: dt.date) -> None:
    assert read(f"{day:%m/%d/%Y}", base=day, style=US).date == day
    assert read(f"{day:%d/%m/%Y}", base=day).date == day
    assert read(f"{day:%B} {day.day}, {day.year}", base=day, style=US).date == day
    for style in (UK, US, COUNTY):
        assert read(day.isoformat(), base=day, style=style).date == day
        assert month(f"{day:%B %Y}", style=style) == f"{day:%Y-%m}"


@given(DAYS)
def test_no_style_reads_a_day_that_its_order_does_not_have(day: dt.date) -> None:
    if day.day > 12:
        assert read(f"{day:%d/%m/%Y}", base=day, style=US).date is None
        assert read(f"{day:%m/%d/%Y}", base=day).date is None


@given(st.integers(1990, 2069), st.integers(1, 4), st.integers(1, 12), st.sampled_from(["uk", "us"]))
def test_a_quarter_is_three_months_and_ends_within_its_year(
    year: int, number: int, starts: int, order: str
) -> None:
    style = DateStyle(order, starts)  # type: ignore[arg-type]
    ends = [read(f"Q{n} {year}", base=BASE, style=style).date for n in (1, 2, 3, 4)]
    assert all(end and (end + dt.timedelta(days=1)).day == 1 for end in ends)
    months = [(end.year * 12 + end.month) for end in ends if end]
    assert [later - earlier for earlier, later in pairwise(months)] == [3, 3, 3]
    assert (ends[3].month - starts) % 12 == 11  # the last quarter ends before the next year starts


@given(st.text(max_size=200), st.sampled_from([UK, US, COUNTY, COUNCIL]))
def test_any_text_gives_spans_that_hold_their_words_in_every_style(text: str, style: DateStyle) -> None:
    assert all(text[one.start : one.end] == one.words for one in find(text, base=BASE, style=style))
    month(text, style=style)


@pytest.mark.parametrize("scrap", ["1/", "FY ", "FY2", "March 3", "Q1 20", "3/4/"])
def test_the_american_forms_cost_no_more_than_the_text_is_long(scrap: str) -> None:
    def work(text: str) -> None:
        find(text, base=BASE, style=COUNTY)
        month(text, style=COUNTY)

    assert_growth(work, lambda length: (scrap * length)[:length], 64_000)
