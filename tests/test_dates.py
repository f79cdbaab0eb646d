"""Dates as British committee prose writes them: read, found in prose, resolved, spoken, compared."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.dates import DateReading, find, month, objections, read, resolve, slippage, spoken
from tests.runaway import assert_growth

BASE = dt.date(2022, 1, 20)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2069, 12, 31))

PHRASES = [
    ("March 2022", "2022-03-31"),
    ("Mar-22", "2022-03-31"),
    ("Nov, 20", "2020-11-30"),
    ("Sept. 2022", "2022-09-30"),
    ("end of March", "2022-03-31"),
    ("end-March 2023", "2023-03-31"),
    ("end April/May 2022", "2022-05-31"),
    ("Oct 21 – Feb 22", "2022-02-28"),
    ("March to Sept 2018", "2018-09-30"),
    ("end of July/beginning of August", "2022-08-10"),
    ("20 Sep to 11 October", "2022-10-11"),
    ("mid-April 2019", "2019-04-15"),
    ("Mid-May", "2022-05-15"),
    ("early March 2022", "2022-03-10"),
    ("beginning of June 2022", "2022-06-10"),
    ("early 2022", "2022-03-31"),
    ("mid 2022", "2022-06-30"),
    ("late 2019", "2019-12-31"),
    ("end of 2023", "2023-12-31"),
    ("summer 2019", "2019-08-31"),
    ("winter 2019/20", "2020-02-29"),
    ("Q4 2022", "2022-12-31"),
    ("4th quarter 2022", "2022-12-31"),
    ("second quarter of 2022", "2022-06-30"),
    ("Q4 2021/22", "2022-03-31"),
    ("Q1 FY 2022/23", "2022-06-30"),
    ("from 2020/21 FY", "2020-04-01"),
    ("from 2020/21", "2020-04-01"),
    ("financial year 2021/22", "2022-03-31"),
    ("end of the financial year", "2022-03-31"),
    ("end of the next financial year", "2023-03-31"),
    ("31st July 2018", "2018-07-31"),
    ("1^s March 2019", "2019-03-01"),
    ("31 st May 2019", "2019-05-31"),
    ("15the January 2019", "2019-01-15"),
    ("26<sup>th</sup> March", "2022-03-26"),
    ("12th of February 2019", "2019-02-12"),
    ("August 31st 2022", "2022-08-31"),
    ("March 22, 2023", "2023-03-22"),
    ("by March 31", "2022-03-31"),
    ("14 Jan 2019", "2019-01-14"),
    ("30/11/19", "2019-11-30"),
    ("1/11/21", "2021-11-01"),
    ("23.12.2021", "2021-12-23"),
    ("17.05.19", "2019-05-17"),
    ("2019-07-24", "2019-07-24"),
    ("w/c Monday 8/10/18", "2018-10-08"),
    ("Wednesday 24th July 2019", "2019-07-24"),
    ("by Christmas", "2022-12-25"),
    ("next Friday", "2022-01-21"),
    ("in six weeks", "2022-03-03"),
    ("in a fortnight", "2022-02-03"),
    ("within three months", "2022-04-20"),
    ("6-8 months from now", "2022-09-20"),
    ("over the next 6 months", "2022-07-20"),
    ("end of next month", "2022-02-28"),
    ("tomorrow", "2022-01-21"),
]

NO_DATES = [
    "4.2",
    "1 to 8",
    "67%",
    "99.34%",
    "12,000 miles",
    "0116 248 2005",
    "section 5",
    "version 9",
    "version 1.2.19",
    "paragraph 4.1.12",
    "81367360",
    "2018-19v2.docx",
    "20190528-IM_GDP",
    "24/7 cover",
    "43/18a",
    "it may 5 be",
    "we may close 12 of them",
    "only 5 may be closed",
    "PC March spoke to Juliet May about it",
    "sent by April Jones to June Smith",
    "they march on",
    "94 policies and 160 procedures",
    "within two weeks of the meeting",
    "working on 4.2",
]


@pytest.mark.parametrize(("words", "day"), PHRASES)
def test_a_phrase_of_the_papers_is_read_as_the_day_it_promises(words, day):
    assert read(words, base=BASE).date == dt.date.fromisoformat(day)


@pytest.mark.parametrize(("words", "day"), PHRASES)
def test_the_same_phrase_is_found_alone_in_running_prose(words, day):
    text = f"We have 94 policies; it is due {words} and then 4.2 follows."
    (found,) = find(text, base=BASE)
    assert found.date == dt.date.fromisoformat(day)
    assert text[found.start : found.end] == found.words
    assert found.words in words


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_not_a_date_is_not_taken_for_one(text):
    assert [one for one in find(f"Note {text} here.", base=BASE) if one.date] == []


@pytest.mark.parametrize("words", ["ongoing", "N/A", "See below", "TBC", "", "when resources allow"])
def test_words_without_a_date_are_kept_with_a_doubt(words):
    reading = read(words, base=BASE)
    assert (reading.words, reading.date) == (words, None)
    assert reading.doubt


@pytest.mark.parametrize(
    ("words", "after", "months"),
    [
        ("six months following the completion of 4.2", "4.2", 6),
        ("6 months after recommendation 4.2 is completed", "4.2", 6),
        ("a year after FLEET-1809-4.2", "FLEET-1809-4.2", 12),
        ("once 4.2 is complete", "4.2", None),
    ],
)
def test_a_relative_date_keeps_what_it_hangs_on(words, after, months):
    reading = read(words, base=BASE)
    assert (reading.date, reading.after, reading.months) == (None, after, months)


def test_a_relative_date_moves_with_its_anchor():
    reading = read("six months following the completion of 4.2", base=BASE)
    assert resolve(reading, {"4.2": dt.date(2022, 3, 31)}) == dt.date(2022, 9, 30)
    assert resolve(reading, {"4.2": dt.date(2022, 8, 31)}) == dt.date(2023, 2, 28)
    assert resolve(reading, {"4.2": None}) is None
    assert resolve(reading, {}) is None


def test_a_date_hanging_on_an_event_without_a_date_is_doubted():
    reading = read("three months after go-live", base=BASE)
    assert (reading.date, reading.after, reading.months) == (None, None, 3)
    assert reading.doubt


@pytest.mark.parametrize("words", ["31 June 2022", "30/02/22", "29 February 2023"])
def test_a_day_the_calendar_lacks_is_doubted_not_moved(words):
    reading = read(words, base=BASE)
    assert reading.date is None
    assert "no such day" in (reading.doubt or "")


def test_a_wrong_weekday_is_doubted():
    assert read("Monday 25 July 2022", base=BASE).doubt is None
    assert "Monday" in (read("Friday 25 July 2022", base=BASE).doubt or "")


def test_a_date_without_a_year_is_the_first_on_or_after_the_base():
    assert read("20 January", base=BASE).date == BASE
    assert read("19 January", base=BASE).date == dt.date(2023, 1, 19)
    assert "no year" in (read("19 January", base=BASE).doubt or "")


def test_a_history_of_revisions_is_found_date_by_date():
    line = "31st July 2018 November 2018 revised target date February 2019 revised date 31st July 2019"
    days = [one.date for one in find(line, base=BASE)]
    assert [day.isoformat() for day in days if day] == [
        "2018-07-31",
        "2018-11-30",
        "2019-02-28",
        "2019-07-31",
    ]
    assert slippage([day for day in days if day]) == (3, 365)


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("Update July 2019", "2019-07"),
        ("Update July 19", "2019-07"),
        ("Sept 2018", "2018-09"),
        ("15 May 2019", "2019-05"),
        ("UPDATE July 2019:", "2019-07"),
        ("Progress Update: 15/11/21", "2021-11"),
        ("Historical Progress September 2019 – December 2021", "2021-12"),
        ("Progress Update", None),
        ("44/44/44", None),
    ],
)
def test_an_update_label_gives_its_month(label, expected):
    assert month(label) == expected


def test_slippage_counts_changes_and_days():
    assert slippage([]) == (0, 0)
    assert slippage([BASE]) == (0, 0)
    assert slippage([BASE, BASE, BASE + dt.timedelta(days=10)]) == (1, 10)


def test_a_later_date_needs_a_reason_and_an_earlier_one_does_not():
    later = BASE + dt.timedelta(days=1)
    assert objections(later, None, None) == []
    assert objections(BASE, later, None) == []
    assert objections(later, BASE, "the supplier is late") == []
    (objection,) = objections(later, BASE, "  ")
    assert "21 January 2022" in objection


@given(DAYS)
def test_a_spoken_day_is_read_back_as_itself(day):
    assert read(spoken(day), base=BASE).date == day
    assert read(f"{day.day}/{day.month}/{day.year}", base=day).date == day
    assert read(day.isoformat(), base=BASE).date == day


@given(DAYS)
def test_a_month_alone_promises_its_last_day(day):
    reading = read(f"{day:%B %Y}", base=BASE)
    assert reading.date is not None
    assert (reading.date.year, reading.date.month) == (day.year, day.month)
    assert (reading.date + dt.timedelta(days=1)).day == 1
    assert month(f"Update {day:%B %Y}") == f"{day:%Y-%m}"


@given(DAYS, st.dates(dt.date(2000, 1, 1), dt.date(2060, 1, 1)))
def test_a_day_without_a_year_never_falls_before_the_base(day, base):
    reading = read(f"{day.day} {day:%B}", base=base)
    assert reading.date is not None
    assert reading.date >= base
    assert (reading.date.day, reading.date.month) == (day.day, day.month)


SCRAPS = st.lists(
    st.sampled_from(
        [
            *(
                "1",
                "31",
                "4.2",
                "/",
                "-",
                "–",
                "May",
                "March",
                "end",
                "of",
                "Q4",
                "2022",
                "2020/21",
                "FY",
                "summer",
                "six",
            ),
            *(
                "months",
                "after",
                "by",
                "in",
                "next",
                "Friday",
                "'s",
                "(",
                ",",
                ".",
                "<sup>th</sup>",
                "^",
                "st",
                "12/11",
            ),
            *(
                "19",
                "w/c",
                "Monday",
                "FLEET-1809-4.2",
                "\n",
                "completion",
                "99",
                "years",
                "new year",
                "winter 2069/70",
            ),
        ]
    ),
    max_size=40,
).map(" ".join)


@given(st.one_of(st.text(max_size=300), SCRAPS), st.dates())
def test_any_text_gives_readings_whose_spans_hold_the_words(text, base):
    last = 0
    for found in find(text, base=base):
        assert text[found.start : found.end] == found.words
        assert found.start >= last
        last = found.end
    assert isinstance(read(text, base=base), DateReading)
    month(text)


@pytest.mark.parametrize(
    "scrap", ["9 ", "May ", "by 3", "six months after ", "March 20", " ", "next friday ", "31/"]
)
def test_the_time_grows_with_the_text_and_no_faster(scrap):
    assert_growth(lambda text: find(text, base=BASE), lambda length: (scrap * length)[:length], 64_000)


def test_the_dates_of_the_published_papers_are_found(papers):
    text = (papers / "2019-07-jarap-tracker.txt").read_text(encoding="utf-8")
    found = find(text, base=dt.date(2019, 7, 24))
    assert len([one for one in found if one.date]) > 200
    assert all(dt.date(2016, 1, 1) < one.date < dt.date(2021, 1, 1) for one in found if one.date)
    later = (papers / "2022-01-jarap-tracker.txt").read_text(encoding="utf-8")
    assert ("4.2", 6) in [(one.after, one.months) for one in find(later, base=BASE)]
