import pytest

from tests import replies
from tests.replies import ITEMS, heard

FLEET2, FLEET4, STORE, WELL, ICT = (item.id for item in ITEMS)


@pytest.mark.parametrize(
    ("text", "answers"),
    [
        ("FLEET-1809-4.2\nDone.\nFLEET-1809-4.4\nNot done.", {FLEET2: "Done.", FLEET4: "Not done."}),
        ("[fleet-1809-4.2] Done.\n[FLEET-1809-4.4]: Not done.", {FLEET2: "Done.", FLEET4: "Not done."}),
        ("4.2 - Done.\n4.4: Not done.", {FLEET2: "Done.", FLEET4: "Not done."}),
        ("4.2) Done.\n\n4.4. Not done.", {FLEET2: "Done.", FLEET4: "Not done."}),
        ("Rec 4.2: Done.\nRecommendation 4.4 \u2013 Not done.", {FLEET2: "Done.", FLEET4: "Not done."}),
        ("4.2\nDone.\n4.4\nNot done.", {FLEET2: "Done.", FLEET4: "Not done."}),
        ("4.2 Sample check of service details\nDone.", {FLEET2: "Done."}),
        ("Performance indicators\nNot done.", {FLEET4: "Not done."}),
        ("4.2 is complete.\n4.4 Not yet.", {FLEET2: "4.2 is complete.", FLEET4: "4.4 Not yet."}),
        ("4.2 and 4.4: both done.", {FLEET2: "both done.", FLEET4: "both done."}),
        ("Wellbeing 4.1: refreshed.\nFleet 4.2 - Done.", {WELL: "refreshed.", FLEET2: "Done."}),
        ("STORE 4.1: found", {STORE: "found"}),
    ],
)
def test_items_named_by_hand_are_understood(text: str, answers: dict[str, str]) -> None:
    assert heard(replies.typed(text)) == answers


@pytest.mark.parametrize(
    "text",
    [
        "4.2 million pounds were saved.",
        "4.2 - 4.5 days on average.",
        "We spent an average of\n4.2 Hours on it.",
        "4.2.2020 was the day.",
        "Version 4.2: all good",
        "4.21: no such thing",
        "As FLEET-1809-4.4 says, we wait.",
        "FLEET-1809-4.21 is another one.",
    ],
)
def test_numbers_that_only_look_like_references_place_nothing(text: str) -> None:
    found = replies.typed(text)
    assert found.answers == []
    assert found.unplaced == text
    assert found.doubts


def test_a_reference_that_two_items_share_is_asked_about_and_not_guessed() -> None:
    found = replies.typed("4.2: Done.\n4.1: found")
    assert heard(found) == {FLEET2: "Done."}
    assert found.unplaced == "4.1: found"
    assert any("more than one item" in doubt for doubt in found.doubts)
