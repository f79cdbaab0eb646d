"""How one item is laid out: its proposal said once, its owners named once."""

import pytest

from reports.draw.items import item, marked
from reports.draw.layout import Item
from reports.paper import Owner, Paper, Recommendation, Status, Update

SILENT = Update(label="Update November 2026", text="No update received for this meeting.", silent=True)


def laid_out(rec: Recommendation) -> Item:
    """Lay one recommendation out."""
    return item(rec, "item1", Paper(style="narrative", recommendations=[rec]))


@pytest.mark.parametrize(
    ("text", "status", "printed", "marker"),
    [
        ("All done.", "proposed_closed", "All done.", "PROPOSED CLOSED"),
        ("All done.\nPROPOSE CLOSED.", "proposed_closed", "All done.", "PROPOSED CLOSED"),
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
