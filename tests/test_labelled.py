"""Lines such as "Status: implemented": what they mean, what they never eat, and who wins against prose."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typer.testing import CliRunner

import matters
from followup.interpret import Interpretation, interpret
from followup.labelled import key_at, keys, prose_from
from followup.sentences import sentences
from tests.test_intake import reply, take, update
from tests.world import PAT, World

ASKED = dt.date(2026, 10, 1)


def read(text: str) -> Interpretation:
    return interpret(text, asked_on=ASKED, reference="4.2")


@pytest.mark.parametrize(
    ("value", "claim"),
    [
        ("implemented", "complete"),
        ("Fully implemented.", "complete"),
        ("In progress", "progress"),
        ("on track, chasing the supplier", "progress"),
        ("80% complete", "progress"),
        ("no change", "progress"),
        ("not yet implemented", "progress"),
        ("proposed for closure", "propose_closed"),
        ("propose closed", "propose_closed"),
        ("complete and close", "propose_closed"),
        ("not adopted", "not_adopted"),
        ("superseded by 4.4", "superseded"),
        ("no update", "no_update"),
    ],
)
@pytest.mark.parametrize(
    "form", ["Status: {}", "- status :  {}", "**STATUS:** {}", "* *State:* {}", "• Status: **{}**"]
)
def test_a_status_is_read_in_any_dress(form: str, value: str, claim: str) -> None:
    assert read(form.format(value)).claim == claim


@pytest.mark.parametrize(
    "line",
    [
        "Status: The work has been completed. Please close.",
        "Status: open issues remain with the supplier",
        "Status: completed training for all staff",
        "Part: of the work is done",
        "The status: implemented",
        "Our target date: to be told",
        "> Status: implemented",
        "Date: 31 March 2027",
        "Action: close",
        "Statuses: implemented",
        "Note: the reason: unknown",
    ],
)
def test_ordinary_prose_with_a_colon_is_never_eaten(line: str) -> None:
    assert keys(line) == []
    assert line.startswith(">") or sentences(line)[0].start == 0


def test_what_stands_behind_a_status_on_its_line_is_still_read() -> None:
    text = "Status: implemented. The last two stores are still awaiting locks."
    result = read(text)
    assert [one.text for one in sentences(text)] == ["The last two stores are still awaiting locks."]
    assert not result.implemented
    assert "it names something still to be done" in result.doubts


def test_the_whole_form_is_understood_with_its_places() -> None:
    text = (
        "Status: In progress\nTarget date: end of March 2027\nReason: the supplier is late\n"
        "Evidence: minutes of 3 September attached"
    )
    result = read(text)
    assert result.target_date is not None
    assert (result.claim, result.target_date.date) == ("progress", dt.date(2027, 3, 31))
    assert (result.reason, result.evidence) == ("the supplier is late", True)
    assert [(one.label, text[one.from_ : one.to]) for one in result.labelled] == [
        ("status", "In progress"),
        ("date", "end of March 2027"),
        ("reason", "the supplier is late"),
        ("evidence", "minutes of 3 September attached"),
    ]
    assert {"target_date", "reason", "evidence"} <= {span.field for span in result.spans}


def test_what_stands_beneath_a_part_is_of_that_part_only() -> None:
    result = read("Part: 8iii\nStatus: implemented\nTarget date: 31 March 2027\nThis has been implemented.")
    assert (result.claim, result.implemented, result.target_date) == ("progress", False, None)
    assert [(one.part, one.date) for one in result.dates] == [("8iii", dt.date(2027, 3, 31))]
    assert any("parts only (8iii)" in doubt for doubt in result.doubts)


def test_after_part_all_lines_are_of_the_whole_again() -> None:
    result = read("Part: 2\nStatus: in progress\nPart: all\nStatus: implemented")
    assert result.claim == "complete"


@pytest.mark.parametrize(
    ("text", "claim", "doubt"),
    [
        ("Status: in progress\nPlease close this.", "progress", "its words say proposed for closure"),
        ("Status: implemented\nPlease close this.", "complete", "its words say proposed for closure"),
        ("Status: proposed for closure\nPlease do not close this yet.", "progress", "not so yet"),
        ("Status: implemented\nThe checks are not yet in place.", "progress", "not so yet"),
        ("Status: in progress\nManagement does not accept this recommendation.", "progress", "not adopted"),
        ("Status: implemented\n\nStatus: in progress", "progress", "two different statuses"),
        ("Status: closed once the audit is in", "progress", "in the same breath"),
        ("Status: complete but not tested", "progress", "in the same breath"),
    ],
)
def test_a_stated_status_wins_and_what_contradicts_it_is_doubted(text: str, claim: str, doubt: str) -> None:
    result = read(text)
    assert result.claim == claim
    assert any(doubt in one for one in result.doubts), result.doubts


def test_a_status_that_prose_bears_out_leaves_no_doubt_about_it() -> None:
    result = read(
        "Status: proposed for closure\nThis has been fully implemented. We checked 40 of 40 records."
    )
    assert (result.claim, result.implemented, result.evidence) == ("propose_closed", True, True)
    assert result.doubts == []


STATUSES = st.sampled_from(["implemented", "in progress", "proposed for closure", "not adopted", "no update"])
STRENGTH = {
    "no_update": 0,
    "progress": 0,
    "complete": 1,
    "propose_closed": 2,
    "not_adopted": 2,
    "superseded": 2,
}
PROSE = st.lists(
    st.sampled_from(
        ["Please close this.", "This has been completed.", "Work goes on.", "Do not close it.",
         "It is superseded by 4.4.", "Is it closed?", "Once tested, please close.", "Part: 2", "\n"]
    ),
    max_size=5,
).map("\n".join)  # fmt: skip


@given(STATUSES, PROSE, PROSE)
def test_no_prose_makes_a_claim_stronger_than_the_status_line(status: str, before: str, after: str) -> None:
    alone = read(f"Status: {status}").claim
    result = read(f"{before}\nPart: all\nStatus: {status}\n{after}")
    assert STRENGTH[result.claim] <= STRENGTH[alone]
    assert result.claim in (alone, "progress")


@given(st.text(alphabet="SstatuspreonPdc: *-_>\n\t1aiv", max_size=120))
def test_any_line_is_read_without_raising_and_within_itself(text: str) -> None:
    for key in keys(text):
        assert 0 <= key.start <= key.end <= len(text)
        assert text[key.start : key.end] == key.value
        assert key.start <= key.said <= len(text)
    for number, line in enumerate(text.split("\n")):
        assert 0 <= prose_from(line, 0, len(line)) <= len(line), number


@given(st.text(max_size=60).filter(lambda words: "\n" not in words and ":" not in words))
def test_a_line_without_a_colon_is_prose(words: str) -> None:
    assert key_at(words, 0, len(words)) is None


def test_the_words_stay_verbatim_in_the_contribution_and_the_update(world: World) -> None:
    words = "Status: In progress\nTarget date: 31 March 2027\nReason: the supplier is late"
    assert take(world, reply(world, PAT, {"FLEET-2509-4.1": words})).state == "understood"
    now = update(world, "FLEET-2509-4.1")
    assert (now.text, now.claim) == (words, "progress")


def test_interpret_shows_the_lines_with_their_places() -> None:
    run = CliRunner()
    shown = run.invoke(matters.app, ["interpret", "-"], input="Part: 2\nStatus: implemented")
    assert "line         status (part 2): implemented (characters 16-27)" in shown.output
    data = json.loads(
        run.invoke(matters.app, ["interpret", "-", "--json"], input="Status: implemented").output
    )
    assert data["labelled"] == [
        {"label": "status", "value": "implemented", "part": None, "from": 8, "to": 19}
    ]
