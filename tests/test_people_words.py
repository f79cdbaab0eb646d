"""Owners and promised dates out of one line of print."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.dates import spoken
from reports.paper import TargetDate
from reports.wording import beside_dates, in_force, owners_of, target_dates_of

BASE = dt.date(2019, 7, 1)


@pytest.mark.parametrize(
    ("words", "owners"),
    [
        ("D/Supt Ann Reed", [("Ann Reed", "D/Supt", None)]),
        ("Ann Reed - Head of Transport", [("Ann Reed", "Head of Transport", None)]),
        ("Ann Reed – Principal Health and Safety Advisor", [
            ("Ann Reed", "Principal Health and Safety Advisor", None)]),
        ("Head of Transport – Ann Reed", [("Ann Reed", "Head of Transport", None)]),
        ("Ann Reed Head of Finance and Bo Sedge – Payroll Manager", [
            ("Ann Reed", "Head of Finance", None), ("Bo Sedge", "Payroll Manager", None)]),
        ("Acme and Ann Reed - Head of Transport", [
            ("Acme", None, None), ("Ann Reed", "Head of Transport", None)]),
        ("Acme and A R - Head of Transport", [("Acme", None, None), ("A R", "Head of Transport", None)]),
        ("Supt D/Supt Ann Reed, DI Bo Sedge and Trace My Parcel Cy Marsh and Di Lode", [
            ("Ann Reed", "Supt D/Supt", None), ("Bo Sedge", "DI", None),
            ("Cy Marsh", "Trace My Parcel", None), ("Di Lode", None, None)]),
        ("For the OPCC - OPCC Ann Reed\nFor the Force – Bo Sedge Project Officer.", [
            ("Ann Reed", "OPCC", "OPCC"), ("Bo Sedge", "Project Officer", "Force")]),
        ("(1) Ann Reed (2) Bo Sedge", [("Ann Reed", None, "1"), ("Bo Sedge", None, "2")]),
        ("Directorates and Departments / Health and Safety Unit", [
            ("Directorates and Departments", None, None), ("Health and Safety Unit", None, None)]),
        ("Ann Reed - Panel Chair/ OPCC Chief Finance Officer Bo Sedge – Chief Officer Cy Marsh", [
            ("Ann Reed", "Panel Chair", None), ("Bo Sedge", "OPCC Chief Finance Officer", None),
            ("Cy Marsh", "Chief Officer", None)]),
        ("Ann Reed-Sedge (Vetting Manager) supported by Bo Lode (Trainer and Snr Officer)", [
            ("Ann Reed-Sedge", "Vetting Manager", None), ("Bo Lode", "Trainer and Snr Officer", None)]),
        ("Det Supt Reed and Minerva Group", [("Reed", "Det Supt", None), ("Minerva Group", None, None)]),
        ("Senior HR Business Partner", [("Senior HR Business Partner", None, None)]),
        ("See below", []),
        ("N/A", []),
        ("", []),
    ],
)  # fmt: skip
def test_owners_are_people_posts_and_bodies(
    words: str, owners: list[tuple[str, str | None, str | None]]
) -> None:
    assert [(owner.name, owner.role, owner.part) for owner in owners_of(words)] == owners


def test_revised_dates_are_kept_in_order_in_the_words_used() -> None:
    words = "31st July 2018 November 2018 revised target date February 2019 revised date 31st July 2019"
    promised = target_dates_of(words, base=BASE)
    assert [one.words for one in promised] == [
        "31st July 2018",
        "November 2018",
        "February 2019",
        "31st July 2019",
    ]
    assert [one.date for one in promised] == [
        dt.date(2018, 7, 31), dt.date(2018, 11, 30), dt.date(2019, 2, 28), dt.date(2019, 7, 31)]  # fmt: skip
    assert in_force(promised) == dt.date(2019, 7, 31)
    assert beside_dates(words, base=BASE) == ""


def test_part_dates_keep_their_part_and_an_open_end_outlasts_a_date() -> None:
    promised = target_dates_of("(1) 1 March 2019 (2) Ongoing", base=BASE)
    assert [(one.part, one.words, one.date) for one in promised] == [
        ("1", "1 March 2019", dt.date(2019, 3, 1)), ("2", "Ongoing", None)]  # fmt: skip
    assert in_force(promised) is None
    assert in_force(target_dates_of("(1) May 2020 (2) June 2020", base=BASE)) == dt.date(2020, 6, 30)


@pytest.mark.parametrize("words", ["Ongoing", "N/A", "See below"])
def test_words_that_give_no_day_are_kept_without_one(words: str) -> None:
    assert target_dates_of(words, base=BASE) == [TargetDate(words=words)]
    assert (
        in_force([TargetDate(words="May 2019", date=dt.date(2019, 5, 31)), TargetDate(words=words)]) is None
    )


def test_what_a_date_line_says_besides_its_dates_is_given_back() -> None:
    words = "March 2019 Revised target date June 2020 – reliant on a supplier – run by Acme"
    assert beside_dates(words, base=BASE) == "reliant on a supplier – run by Acme"


@given(st.lists(st.dates(dt.date(2015, 1, 1), dt.date(2035, 12, 31)), min_size=1, max_size=6))
def test_any_history_of_dates_is_read_back_and_the_last_is_in_force(days: list[dt.date]) -> None:
    promised = target_dates_of(" revised date ".join(map(spoken, days)), base=BASE)
    assert [one.date for one in promised] == days
    assert in_force(promised) == days[-1]


def test_an_initial_is_part_of_a_name_and_a_temporary_rank_is_not() -> None:
    assert [owner.name for owner in owners_of("T Wren")] == ["T Wren"]
    assert [(owner.name, owner.role) for owner in owners_of("T/DCI Ann Wren")] == [("Ann Wren", "T/DCI")]


def test_a_comma_ends_a_name_before_a_post_that_no_list_knows() -> None:
    told = [(owner.name, owner.role) for owner in owners_of("Chief Nurse\nHetty Vance, Matron")]
    assert told == [("Chief Nurse", None), ("Hetty Vance", "Matron")]
