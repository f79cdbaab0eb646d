"""The narrative style in general, on an invented paper."""

import datetime as dt

import pytest

from reports.paper import Paper
from reports.read import read_lines
from tests.narrative_paper import INVENTED, LOST_HEADING, item


@pytest.fixture(scope="module")
def invented() -> Paper:
    return read_lines(INVENTED.split("\n"), "invented.txt")


def test_an_invented_paper_of_the_same_style_is_read(invented: Paper) -> None:
    assert [(rec.id, rec.title, rec.priority, rec.status, rec.rag) for rec in invented.recommendations] == [
        ("DYKE-1910-4.1", "Sluice Keys", "Fundamental", "proposed_closed", "AMBER"),
        ("DYKE-1910-4.2", "Boat Hire", "Significant", "open", "RED"),
        ("DYKE-1910-4.3", "Oars", "Housekeeping", "open", None),
    ]
    assert (invented.meeting_date, invented.meeting_time) == (dt.date(2020, 3, 3), "2.30pm")
    assert invented.authors == ["ANN REED", "BO SEDGE"]
    assert (invented.organisation, invented.panel) == (
        "FENSHIRE POLICE AND CRIME OFFICE",
        "JOINT AUDIT PANEL",
    )
    assert invented.implications == {"Financial": "None", "Legal": "None, so far as is known."}
    assert invented.contacts == ["Ann Reed – Inspectorate, Email: ann.reed@fenshire.example"]
    assert [one.title for one in invented.board_items] == ["Rope Lengths"]
    assert invented.board == "WAVE"


def test_the_closure_criteria_are_those_that_the_front_pages_state() -> None:
    def stated(words: str) -> list[str]:
        text = INVENTED.replace(
            "Implications\n", f"(e) To close one the update should state:\n{words}\nImplications\n"
        )
        return list(read_lines(text.split("\n"), "x").criteria)

    assert stated(" - i. That the recommendation has been implemented.") == ["implemented"]
    assert stated(" - i. Evidence to prove that it is working.") == ["evidence"]
    assert stated("Nothing.") == ["implemented", "evidence"]


def test_updates_keep_their_labels_and_what_stands_inside_them(invented: Paper) -> None:
    keys = item(invented, "DYKE-1910-4.1")
    assert [(update.label, update.month) for update in keys.updates] == [
        ("Update November 2019", "2019-11"),
        ("NEW UPDATE", None),
        ("Update", None),
        ("Update Feb 20", "2020-02"),
    ]
    assert keys.updates[0].text.split("\n") == [
        "Half the keys are signed for.",
        "- one sluice is rusty and will not open",
    ]
    assert keys.updates[1].text == "The rust is gone."
    assert keys.updates[3].text == "All keys are signed for.\nPROPOSE CLOSED"
    assert "The update “NEW UPDATE” shows no month" in keys.doubts


def test_a_panel_action_before_the_first_update_stays_in_the_field_it_stands_in(invented: Paper) -> None:
    keys = item(invented, "DYKE-1910-4.1")
    assert (keys.management_response or "").startswith("Agreed.\nAction from panel meeting 12/11/19 7/19b")
    assert [(one.panel, one.meeting, one.reference, one.words) for one in keys.actions] == [
        ("panel", dt.date(2019, 11, 12), "7/19b", "a note on keys to be sent round.")
    ]


def test_two_printed_lines_in_one_row_are_told_apart_where_a_label_opens_the_second() -> None:
    torn = (
        "The keys were signed thr Update January 2020: All is complete\tough the clerk. ed now by all.\tYes."
    )
    known = "NEW UPDATE The rust is gone through oil.\nWork is completed."
    text = INVENTED.replace("Page 3 of 7", torn).replace("NEW UPDATE The rust is gone.", known)
    keys = item(read_lines(text.split("\n"), "x"), "DYKE-1910-4.1")
    assert keys.updates[0].text.endswith("The keys were signed through the clerk.")
    assert keys.updates[1].text == "All is completed now by all. Yes."
    unknown = item(read_lines(text.replace(known, "").split("\n"), "x"), "DYKE-1910-4.1")
    assert unknown.updates[1].text == "All is complete ough the clerk. ed now by all. Yes."


def test_labels_in_mid_line_cut_and_a_marker_of_a_part_closes_nothing(invented: Paper) -> None:
    boats, oars = item(invented, "DYKE-1910-4.2"), item(invented, "DYKE-1910-4.3")
    assert boats.text == "Boats should be hired by contract."
    assert boats.target_in_force == dt.date(2019, 12, 31)
    assert boats.owners == []
    assert oars.text == "The oars should be counted."
    assert [owner.name for owner in oars.owners] == ["Di Lode"]


def test_a_lost_heading_is_found_again_in_the_boards_table() -> None:
    lost = LOST_HEADING.format(text="Ropes should be measured twice a ye")
    found = read_lines(INVENTED.replace("END\n", lost).split("\n"), "x").recommendations[-1]
    assert (found.id, found.title, found.priority) == ("DYKE-1905-4.4", "Rope Lengths", "Housekeeping")
    assert "inferred from item 4.4 of the board's table" in found.doubts[0]


def test_a_lost_heading_that_stands_nowhere_else_is_not_invented() -> None:
    lost = LOST_HEADING.format(text="Geese should be counted at dawn.")
    found = read_lines(INVENTED.replace("END\n", lost).split("\n"), "x").recommendations[-1]
    assert (found.reference, found.title, found.priority) == (None, "[heading lost]", None)
    assert (found.id, found.text) == ("DYKE-1905-X1", "Geese should be counted at dawn.")
    assert "The heading is lost" in found.doubts[0]


def test_words_of_no_item_are_reported_not_dropped() -> None:
    text = INVENTED.replace("AMBER\tFundamental", "A stray remark.\nAMBER\tFundamental")
    paper = read_lines(text.split("\n"), "x")
    assert len(paper.recommendations) == 3
    assert [one.message for one in paper.discrepancies if one.kind == "unplaced"] == [
        "These words belong to no recommendation: “A stray remark.”"
    ]


def test_a_marker_that_a_later_update_does_not_repeat_is_a_doubt() -> None:
    text = INVENTED.replace(
        "PROPOSE CLOSED\n", "PROPOSE CLOSED\nUpdate March 2020: One key is missing again.\n"
    )
    keys = item(read_lines(text.split("\n"), "x"), "DYKE-1910-4.1")
    assert keys.status == "open"
    assert any("earlier update proposed to close" in doubt for doubt in keys.doubts)


def test_prose_that_continues_is_no_heading_of_a_continued_page() -> None:
    text = INVENTED.replace("NEW UPDATE The rust is gone.", "Work on 4.2 continued.\nThe training Continued")
    keys = item(read_lines(text.split("\n"), "x"), "DYKE-1910-4.1")
    assert keys.updates[0].text.endswith("Work on 4.2 continued.\nThe training Continued")


def test_a_page_continued_from_a_lost_one_is_an_item_without_priority() -> None:
    text = INVENTED.replace("4.1 Sluice Keys... Continued", "Gate Posts 4.9 Continued...")
    posts = item(read_lines(text.split("\n"), "x"), "DYKE-1910-4.9")
    assert (posts.title, posts.priority, posts.status) == ("Gate Posts", None, "proposed_closed")
    assert "the priority is not shown" in posts.doubts[0]


def test_words_after_the_end_are_reported_and_a_new_banner_opens_the_tracker_again() -> None:
    more = "END\nPrinted by the clerk.\nFENS – LIMITED ASSURANCE\tMay 2019\nFUNDAMENTAL: 0 SIGNIFICANT: 1\n"
    text = INVENTED.replace("END\n", more + "Significant 4.1 Geese\nGeese should be counted.\nEND\n")
    paper = read_lines(text.split("\n"), "x")
    assert [rec.id for rec in paper.recommendations][-1] == "FENS-1905-4.1"
    assert ["Printed by the clerk" in one.message for one in paper.discrepancies].count(True) == 1
