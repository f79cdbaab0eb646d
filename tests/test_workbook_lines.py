"""Lists inside one cell: as a person reads and types them, and exact whatever they hold."""

import datetime as dt

import pytest
from hypothesis import given

from reports.paper import Link, Owner, TargetDate, Update
from reports.workbook import lines
from reports.workbook.cells import guarded, tidy, unguarded
from tests.hostile_papers import words

MARCH = dt.date(2022, 3, 31)


@pytest.mark.parametrize(
    ("owner", "line"),
    [
        (Owner(name="Pat Marsh"), "Pat Marsh"),
        (Owner(name="Pat Marsh", role="Head of Fleet", part="1"), "Part 1: Pat Marsh – Head of Fleet"),
        (Owner(name="Autoplan: the supplier", role="A – B"), "Autoplan\\: the supplier – A \\– B"),
    ],
)
def test_owners(owner, line):
    assert lines.owner_line(owner) == line
    assert lines.owner_of(line) == owner


@pytest.mark.parametrize(
    ("date", "line"),
    [
        (TargetDate(words="31 March 2022", date=MARCH), "31 March 2022"),
        (
            TargetDate(words="end of March 2022", date=MARCH, part="8iii"),
            "Part 8iii: end of March 2022 = 31 March 2022",
        ),
        (TargetDate(words="Ongoing"), "Ongoing"),
        (TargetDate(words="31 March 2022"), "31 March 2022 = no date"),
    ],
)
def test_target_dates(date, line):
    assert lines.date_line(date) == line
    assert lines.date_of(line) == date


def test_links():
    assert lines.link_line(Link(kind="merged_into", to="4.1")) == "merged into 4.1"
    assert lines.link_of("Depends on FLEET-1809-4.2") == Link(kind="depends_on", to="FLEET-1809-4.2")
    assert lines.link_of("something like 4.2") is None


def test_a_history():
    updates = [
        Update(label="Update July 2019", month="2019-07", text="One.\n\n[sic]\n\\\\share\\folder"),
        Update(label="Action from the panel | 43/18a", text="Do it.", verified="seen", silent=True),
        Update(label="Update", month="2021-03"),
    ]
    cell = lines.history(updates)
    assert cell == (
        "[Update July 2019]\nOne.\n\n\\[sic]\n\\\\\\share\\folder\n\n"
        "[Action from the panel \\| 43/18a | verified: seen | no answer]\nDo it.\n\n[Update | March 2021]"
    )
    assert lines.history_of(cell) == updates
    assert lines.history_of("typed without a heading") == [Update(label="", text="typed without a heading")]
    assert lines.history_of("[Update | Mar 21]\nx")[0].month == "2021-03"


@given(words, words, words)
def test_any_words_come_back(one, two, three):
    one, two, three = tidy(one), tidy(two), tidy(three)
    owner = Owner(name=one, role=two or None, part=three or None)
    assert lines.owner_of(lines.owner_line(owner)) == owner
    promised = TargetDate(words=one, date=MARCH, part=three or None)
    assert lines.date_of(lines.date_line(promised)) == promised
    updates = [
        Update(label=one, text=two, verified=three or None),
        Update(label=two, month="2019-07", text=one),
    ]
    assert lines.history_of(lines.history(updates)) == updates


@given(words)
def test_the_guard_comes_off_what_it_was_put_before(text):
    text = tidy(text)
    cell = guarded(text)
    assert unguarded(cell) == text
    assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))
