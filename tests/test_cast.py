"""The script of the demo's round fits its paper: who writes, when, and what the words claim."""

import csv
import datetime as dt
import re
from pathlib import Path

import pytest

from demo import cast
from demo.clients import CLIENTS
from followup.interpret import interpret

ROOT = Path(__file__).resolve().parent.parent
ROUND = dt.timedelta(days=28)
"""From the opening, 42 days before the meeting, to the end of collection."""
OPENED = cast.NEXT_MEETING - dt.timedelta(days=42)


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ENTRIES = {row["id"]: row for row in rows_of(ROOT / "tests" / "data" / "fenshire" / "entries.csv")}
NAMES = {
    row["email"]: {row["name"], row["also_known_as"]}
    for row in rows_of(ROOT / "demo" / "fenshire" / "people.csv")
}


def owners(item: str) -> dict[str, str]:
    """Owners of an entry by name, with the part they answer for or an empty word."""
    found = (re.fullmatch(r"(.+?)(?: \((\d)\))?", one) for one in ENTRIES[item]["owners"].split("; "))
    return {match[1]: match[2] or "" for match in found if match}


def on(line: cast.Line) -> dt.date:
    return OPENED + dt.timedelta(days=line.after_days)


def words_about(item: str, *, holding: str) -> str:
    return next(line.answers[item] for line in cast.LINES if holding in line.answers.get(item, ""))


def test_june_decides_exactly_what_was_proposed() -> None:
    proposed = {item for item, row in ENTRIES.items() if row["status"] != "open"}
    assert {outcome.item_id for outcome in cast.OUTCOMES} == proposed
    assert [bool(o.action) for o in cast.OUTCOMES] == [o.result == "refused" for o in cast.OUTCOMES]


def test_every_message_is_about_entries_that_are_open_and_belong_to_its_writer() -> None:
    left = {outcome.item_id for outcome in cast.OUTCOMES if outcome.result == "agreed"}
    for line in cast.LINES:
        for item in line.answers:
            assert item not in left
            assert NAMES[line.person_email] & set(owners(item))


def test_messages_come_from_clients_of_several_shapes() -> None:
    used = {line.client for line in cast.LINES}
    assert used <= set(CLIENTS)
    assert len(used) >= 6


def test_one_of_the_two_owners_of_the_split_entry_never_answers() -> None:
    asked = owners("EVIDENTIAL-2503-4.2")
    assert sorted(asked.values()) == ["1", "2"]
    assert NAMES[cast.SILENT] & set(asked)
    assert cast.SILENT not in {line.person_email for line in cast.LINES}


def test_messages_come_in_order_on_working_days_within_the_time_of_collection() -> None:
    days = [line.after_days for line in cast.LINES]
    assert days == sorted(days)
    for day in [*days, *(decision.after_days for decision in cast.DECISIONS)]:
        assert dt.timedelta(days=day) < ROUND
        assert (OPENED + dt.timedelta(days=day)).weekday() < 5


def test_every_decision_follows_a_message_about_its_entry() -> None:
    assert [d.after_days for d in cast.DECISIONS] == sorted(d.after_days for d in cast.DECISIONS)
    for decision in cast.DECISIONS:
        heard = [line.after_days for line in cast.LINES if decision.item_id in line.answers]
        assert min(heard) <= decision.after_days
        assert bool(decision.words) == (decision.verb != "approve")
        assert bool(decision.reason) == (decision.verb == "edit")


def test_the_document_attached_adds_up() -> None:
    ((name, media_type, content),) = (a for line in cast.LINES for a in line.attachments)
    rows = list(csv.DictReader(content.decode().splitlines()))
    pounds = {(row["State"], row["Age"]): int(row["Pounds"]) for row in rows}
    assert (name, media_type) == ("PAYROLL-2510-4.1 recoveries.csv", "text/csv")
    assert sum(pounds.values()) == 61_400
    assert sum(n for (state, _age), n in pounds.items() if state == "Still owed") == 7_150


def test_the_words_claim_what_the_script_means_them_to() -> None:
    assert [
        (line.after_days, item, interpret(text, asked_on=on(line)).claim)
        for line in cast.LINES
        for item, text in line.answers.items()
        if not line.headers and line.sender is None
    ] == [
        (1, "EVIDENTIAL-2503-4.1", "progress"),
        (1, "EVIDENTIAL-2503-4.2", "progress"),
        (2, "CUSTODY-2411-4.1", "progress"),
        (2, "CUSTODY-2411-4.3", "propose_closed"),
        (5, "FLEET-2502-4.2", "progress"),
        (5, "FLEET-2502-4.4", "progress"),
        (6, "PAYROLL-2510-4.1", "propose_closed"),
        (7, "CUSTODY-2411-4.3", "progress"),
        (9, "EVIDENTIAL-2503-4.1", "progress"),
        (12, "CYBER-2601-4.1", "propose_closed"),
        (13, "CYBER-2601-4.1", "complete"),
        (13, "RECORDS-2507-4.1", "no_update"),
        (20, "CYBER-2601-4.1", "progress"),
    ]


@pytest.mark.parametrize(
    ("day", "item", "evidence"),
    [
        (2, "CUSTODY-2411-4.3", False),
        (6, "PAYROLL-2510-4.1", True),
        (7, "CUSTODY-2411-4.3", True),
        (12, "CYBER-2601-4.1", False),
        (13, "CYBER-2601-4.1", False),
        (20, "CYBER-2601-4.1", True),
    ],
)
def test_figures_are_evidence_and_assurance_is_not(day: int, item: str, evidence: bool) -> None:
    line = next(line for line in cast.LINES if line.after_days == day and item in line.answers)
    assert interpret(line.answers[item], asked_on=on(line)).evidence is evidence


@pytest.mark.parametrize(
    ("item", "date"),
    [("CUSTODY-2411-4.1", dt.date(2027, 1, 31)), ("CYBER-2601-4.1", dt.date(2027, 3, 31))],
)
def test_a_later_date_comes_with_its_reason(item: str, date: dt.date) -> None:
    reading = interpret(words_about(item, holding="Revised target date"), asked_on=OPENED)
    assert reading.target_date is not None
    assert reading.target_date.date == date
    assert reading.reason


def test_the_answer_to_the_question_completes_the_proposal() -> None:
    item = "CUSTODY-2411-4.3"
    whole = "\n\n".join(line.answers[item] for line in cast.LINES if item in line.answers)
    reading = interpret(whole, asked_on=OPENED)
    assert (reading.claim, reading.implemented, reading.evidence) == ("propose_closed", True, True)
