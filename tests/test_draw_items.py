"""How one item is laid out: its proposal said once, its owners named once."""

import datetime as dt

import pytest

from reports.draw.heads import reference_and_title
from reports.draw.items import item, marked
from reports.draw.layout import Item
from reports.paper import Owner, Paper, Recommendation, Status, TargetDate, Update

SILENT = Update(label="Update November 2026", text="No update received for this meeting.", silent=True)


def laid_out(rec: Recommendation) -> Item:
    """Lay one recommendation out."""
    return item(rec, "item1", Paper(style="narrative", recommendations=[rec]))


@pytest.mark.parametrize(
    ("text", "status", "printed", "marker"),
    [
        ("All done.", "proposed_closed", "All done.", "PROPOSED CLOSED"),
        ("All done.\nPROPOSE CLOSED.", "proposed_closed", "All done.", "PROPOSED CLOSED"),
        ("PROPOSED CLOSED", "proposed_closed", "", "PROPOSED CLOSED"),
        ("All done. PROPOSE CLOSED", "proposed_closed", "All done. PROPOSE CLOSED", ""),
        ("(a) Done. PROPOSED CLOSED", "proposed_closed", "(a) Done. PROPOSED CLOSED", "PROPOSED CLOSED"),
        ("PROPOSED CLOSED – not adopted.", "not_adopted", "not adopted.", "PROPOSED NOT ADOPTED"),
        ("NOT ADOPTED – too dear.", "not_adopted", "NOT ADOPTED – too dear.", ""),
        ("PROPOSED CLOSED – replaced by 4.2", "superseded", "replaced by 4.2", "PROPOSED SUPERSEDED"),
        ("Refused. PROPOSED CLOSED", "open", "Refused. PROPOSED CLOSED", ""),
    ],
)
def test_a_proposal_is_said_once_and_is_the_one_made(
    text: str, status: Status, printed: str, marker: str
) -> None:
    updates, closing = marked([Update(label="Update June 2026", text=text)], status)
    assert ([update.text for update in updates], closing) == ([printed], marker)


def test_a_proposal_of_an_earlier_meeting_is_not_repeated_under_silence() -> None:
    before = [Update(label="Update June 2026", text="Done.\nPROPOSED CLOSED"), SILENT]
    assert marked(before, "proposed_closed") == (before, "")


def test_a_proposal_without_updates_shows_its_marker() -> None:
    assert marked([], "proposed_closed") == ([], "PROPOSED CLOSED")
    assert marked([SILENT], "superseded") == ([SILENT], "PROPOSED SUPERSEDED")


def test_an_owner_whose_part_is_also_the_role_is_not_given_it_twice() -> None:
    owners = [Owner(name="Ann Bell", part="Office", role="Office"), Owner(name="Bo Reed", role="Head")]
    rec = Recommendation(id="CASH-2602-4.1", audit="CASH", title="Floats", owners=owners)
    assert laid_out(rec).owners == ["Office: Ann Bell", "Bo Reed – Head"]


@pytest.mark.parametrize(
    ("words", "day", "printed"),
    [
        ("end of March 2020", dt.date(2020, 3, 31), "end of March 2020"),
        ("end of March", dt.date(2020, 3, 31), "end of March, that is 31 March 2020"),
        ("six months after 4.2", dt.date(2021, 5, 31), "six months after 4.2, that is 31 May 2021"),
        ("Ongoing", None, "Ongoing"),
        ("", dt.date(2020, 3, 31), "31 March 2020"),
        ("", None, "no date"),
    ],
)
def test_a_day_that_its_words_do_not_tell_is_printed_behind_them(words, day, printed) -> None:
    rec = Recommendation(
        id="X-0000-1", audit="X", title="T", target_dates=[TargetDate(words=words, date=day)]
    )
    assert laid_out(rec).dates == [printed]


@pytest.mark.parametrize(
    ("heading", "item_id", "reference", "title"),
    [
        ("4.2 Service details", "FLEET-1809-4.2", "4.2", "Service details"),
        ("4.2 Service details", "FLEET-1809-4.2-2", "4.2", "Service details"),
        ("Rec. 3 Keys", "STORES-0000-Rec.3", "Rec. 3", "Keys"),
        ("24 hour cover", "CUSTODY-2010-X1", None, "24 hour cover"),
        ("4.3 Renumbered", "FLEET-1809-4.2", "4.3", "Renumbered"),
        ("4.2", "FLEET-1809-4.2", "4.2", ""),
        ("FLEET-1809-X1", "FLEET-1809-X1", None, ""),
    ],
)
def test_a_heading_shows_its_reference_by_the_item_id(heading, item_id, reference, title) -> None:
    assert reference_and_title(heading, item_id) == (reference, title)
