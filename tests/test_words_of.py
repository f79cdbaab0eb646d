"""What the words of a cell mean: priorities of several scales, opinions, statuses, colours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.paper import Colour, Status
from reports.status_words import status_in
from reports.vocabulary import Scale, Vocabulary
from reports.words_of import by_use, colour_in, opinion_in, priority_in
from tests.runaway import assert_growth

LEVELS = Scale(priorities=("High", "Medium", "Low", "Advisory"), aliases={"moderate": "Medium"})
FALLING = Scale(auditor="Harle", priorities=("Priority 1", "Priority 2", "Priority 3"))
RISING = Scale(auditor="Stoat", priorities=("Grade 3", "Grade 2", "Grade 1"))
TWO = Vocabulary(scales=(FALLING, RISING))


def of(*scales: Scale) -> Vocabulary:
    return Vocabulary(scales=scales)


@pytest.mark.parametrize(
    ("words", "scale", "priority"),
    [
        ("HIGH", LEVELS, "High"),
        ("High risk", LEVELS, "High"),
        ("Medium\nFinancial loss is likely", LEVELS, "Medium"),
        ("moderate", LEVELS, "Medium"),
        ("Mediun", LEVELS, "Medium"),
        ("Rated low", LEVELS, "Low"),
        ("High / Low", LEVELS, None),
        ("Highway maintenance", LEVELS, None),
        ("Critical", LEVELS, None),
        ("1", FALLING, "Priority 1"),
        ("P2", FALLING, "Priority 2"),
        ("Priority Three", FALLING, "Priority 3"),
        ("priority 4", FALLING, None),
        ("12", FALLING, None),
        ("3", RISING, "Grade 3"),
        ("Priority", FALLING, None),
        ("", LEVELS, None),
        ("This was a high point of the audit, and the rest of the cell is a long text", LEVELS, None),
    ],
)
def test_a_priority_is_read_on_its_scale(words: str, scale: Scale, priority: str | None) -> None:
    assert priority_in(words, of(scale)) == priority


def test_each_auditor_s_scale_is_asked_first_for_its_own_audits() -> None:
    assert priority_in("1", TWO, "Harle") == "Priority 1"
    assert priority_in("1", TWO, "STOAT") == "Grade 1"
    assert priority_in("1", TWO) == "Priority 1"


def test_the_scale_that_knows_most_of_a_document_s_words_comes_first() -> None:
    usual = Vocabulary(scales=(*Vocabulary().scales, LEVELS))
    assert priority_in("Low", usual) == "Housekeeping"
    assert priority_in("Low", by_use(usual, ["High", "Low", "Medium", "Low"])) == "Low"
    assert by_use(usual, ["Low"]) == usual


@pytest.mark.parametrize(
    ("words", "opinion"),
    [
        ("Limited", "Limited"),
        ("LIMITED ASSURANCE", "Limited"),
        ("Overall opinion: substantial", "Significant"),
        ("Overall assurance level: Satisfactory", "Satisfactory"),
        ("No Assurance", "No"),
        ("Reasonable", None),
        ("", None),
    ],
)
def test_an_opinion_is_read_on_the_ladder(words: str, opinion: str | None) -> None:
    assert opinion_in(words, Vocabulary()) == opinion


def test_an_opinion_that_ends_in_another_is_not_taken_for_it() -> None:
    ladder = Vocabulary(assurance={"unsatisfactory": "Unsatisfactory", "satisfactory": "Satisfactory"})
    assert opinion_in("Unsatisfactory assurance", ladder) == "Unsatisfactory"
    assert opinion_in("STORES – UNSATISFACTORY ASSURANCE", ladder) == "Unsatisfactory"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        *[
            (word, "proposed_closed")
            for word in ("Implemented", "COMPLETE", "Completed", "fully implemented")
        ],
        *[
            (word, "proposed_closed")
            for word in ("Action completed", "Complete – 12/03/2022", "100% complete")
        ],
        *[(word, "proposed_closed") for word in ("Proposed closed", "Recommended for closure", "Done")],
        *[(word, "closed") for word in ("Closed", "closed.", "Closed – agreed by committee May 2022")],
        *[(word, "open") for word in ("Partially implemented", "In progress", "Ongoing", "Not started")],
        *[
            (word, "open")
            for word in ("Not due", "Overdue", "Deferred", "Open", "Not implemented", "90% complete")
        ],
        *[(word, "open") for word in ("In progress (75%)", "Overdue by 3 months", "Agreed", "Accepted")],
        *[(word, "superseded") for word in ("Superseded", "No longer applicable", "Superseded by 4.2")],
        *[(word, "not_adopted") for word in ("Not accepted", "Rejected", "Risk accepted", "Accepted risk")],
    ],
)
def test_usual_status_words_are_known(words: str, status: Status) -> None:
    assert status_in(words, Vocabulary()) == (status, None)


@pytest.mark.parametrize(
    "words",
    [
        "Implemented in part and tested",
        "Complete subject to testing",
        "Completed, evidence awaited",
        "Implemented except for the pool",
        "Closed pending verification",
        "Complete by the end of March",
        "Complete by March 2023",
        "Done but not tested",
        "Complete (3 of 5)",
        "Done in two of the stations",
        "Implemented at one site only",
        "Implemented in principle",
        "Complete, testing required",
        "Closed / Open",
        "Closed?",
        "Superseded in part",
        "Superseded?",
        "Not applicable yet",
        "Risk accepted until March 2023",
        "Not agreed in full",
    ],
)
def test_a_claim_that_is_taken_back_is_open_with_a_doubt(words: str) -> None:
    reading = status_in(words, Vocabulary())
    assert reading is not None
    assert reading.status == "open"
    assert reading.doubt or words == "Implemented in part and tested"


@pytest.mark.parametrize("words", ["Complete 90%", "implemented: 60 %", "Completed (50 per cent)", "0% done"])
def test_a_share_is_no_claim_until_it_is_the_whole(words: str) -> None:
    assert status_in(words, Vocabulary()) == ("open", None)
    assert status_in("Complete: 100%", Vocabulary()) == ("proposed_closed", None)


def test_what_its_owner_closed_is_only_proposed() -> None:
    reading = status_in("Closed by management", Vocabulary())
    assert reading is not None
    assert (reading.status, bool(reading.doubt)) == ("proposed_closed", True)
    assert status_in("Closed by the Audit Committee", Vocabulary()) == ("closed", None)


@pytest.mark.parametrize(
    ("words", "status"),
    [("1. Implemented", "proposed_closed"), ("2 - Partially implemented", "open"), ("(3) Closed", "closed")],
)
def test_the_number_of_a_choice_says_nothing(words: str, status: Status) -> None:
    assert status_in(words, Vocabulary()) == (status, None)


@pytest.mark.parametrize("words", ["", "Somewhere", "Yes", "Blue", "Incompletely done", "Unclosed"])
def test_other_words_are_not_known(words: str) -> None:
    assert status_in(words, Vocabulary()) is None


def test_an_organisation_s_own_status_words_come_first() -> None:
    own = Vocabulary(
        statuses={"Implemented": "closed", "Awaiting sign-off": "proposed_closed", "N/A": "superseded"}
    )
    assert status_in("implemented", own) == ("closed", None)
    assert status_in("AWAITING SIGN-OFF", own) == ("proposed_closed", None)
    assert status_in("n/a", own) == ("superseded", None)


@pytest.mark.parametrize(
    ("words", "colour"),
    [
        ("Red", "RED"),
        ("A", "AMBER"),
        ("gray", "GREY"),
        ("Amber – at risk", "AMBER"),
        ("Blue", "GREEN"),
        ("Red/Amber", None),
        ("A lot to do", None),
        ("", None),
    ],
)
def test_a_colour_word_is_read_in_the_organisation_s_sense(words: str, colour: Colour | None) -> None:
    assert colour_in(words, Vocabulary(rag={"blue": "GREEN"})) == colour


@given(st.text(max_size=300))
def test_no_words_break_the_vocabulary(words: str) -> None:
    assert priority_in(words, TWO) in {None, *FALLING.priorities, *RISING.priorities}
    assert opinion_in(words, Vocabulary()) in {None, *Vocabulary().assurance.values()}
    reading = status_in(words, Vocabulary())
    assert reading is None or reading.status in (
        "open",
        "proposed_closed",
        "closed",
        "superseded",
        "not_adopted",
    )
    assert colour_in(words, Vocabulary()) in (None, "RED", "AMBER", "GREEN", "GREY")


@given(
    st.sampled_from(["not", "partially", "almost", "nearly"]),
    st.sampled_from(["implemented", "complete", "closed"]),
)
def test_a_word_that_denies_or_halves_a_claim_never_leaves_it_one(before: str, claim: str) -> None:
    reading = status_in(f"{before} {claim}", Vocabulary())
    assert reading is None or reading.status == "open"


@pytest.mark.parametrize("scrap", ["implemented ", "not ", "1", "assurance ", "a", "now fully "])
def test_long_cells_cost_no_more_than_they_are_long(scrap: str) -> None:
    def work(text: str) -> None:
        priority_in(text, TWO)
        opinion_in(text, Vocabulary())
        status_in(text, Vocabulary())
        colour_in(text, Vocabulary())

    assert_growth(work, lambda length: scrap * (length // len(scrap)), 200_000)
