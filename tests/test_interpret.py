"""What a reply claims: invented replies in many voices, the papers' own dated updates, and any text at all.

The forty replies of ``blind.txt`` were written before the code was run on them: it read 32 of them right
in claim, new date and evidence together. Five later rounds are in ``later.txt``, each with its first score.
What failed was then mended, so today's score is no estimate.
"""

import csv
import datetime as dt
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup.interpret import LONGEST, Interpretation, interpret
from tests.runaway import assert_growth

DATA = Path(__file__).parent / "data" / "interpret"
ASKED = dt.date(2022, 1, 20)
FILES = {"2019": "2019-07-jarap-tracker.txt", "2022": "2022-01-jarap-tracker.txt"}
LABEL = re.compile(
    r"(?:<u>)?(?:update\s\w+\s[0-9]{2,4}|historical progress [^:]{0,40}|progress update"
    r"|background context[^:]{0,40}"
    r"|initial management response(?=: this is not))(?:</u>)?\s?[:–]?",
    re.IGNORECASE,
)
CLAIMS = {"progress", "propose_closed", "complete", "not_adopted", "superseded", "no_update"}


def understand(text: str, **more: object) -> Interpretation:
    return interpret(text, asked_on=ASKED, reference="4.2", **more)  # type: ignore[arg-type]


def rows(name: str) -> list[tuple[str, str, str, str]]:
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    cut = [line.split(" | ", 3) for line in lines if line and not line.startswith("#")]
    return [(claim, day, proof, reply.replace("\\n", "\n")) for claim, day, proof, reply in cut]


def paper_rows() -> list[dict[str, str]]:
    with (DATA / "papers.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def words_of(papers: Path, row: dict[str, str]) -> str:
    """Cut one dated update out of a paper: from its label to its last line, or to the next label."""
    lines = (papers / FILES[row["paper"]]).read_text(encoding="utf-8").split("\n")
    first, last, number = int(row["from"]), int(row["to"]), int(row["label"])
    labels = [*LABEL.finditer(lines[first - 1])]
    end = labels[number].start() if first == last and len(labels) > number else None
    return "\n".join([lines[first - 1][labels[number - 1].end() : end], *lines[first:last]])


def said(result: Interpretation, text: str, field: str) -> list[str]:
    return [text[span.from_ : span.to] for span in result.spans if span.field == field]


@pytest.mark.parametrize(
    ("claim", "day", "proof", "reply"), [*rows("replies.txt"), *rows("blind.txt"), *rows("later.txt")]
)
def test_a_reply_is_understood_as_its_owner_means_it(claim, day, proof, reply):
    result = understand(reply)
    target = result.target_date.date.isoformat() if result.target_date else "-"
    assert (result.claim, target, "yes" if result.evidence else "no") == (claim, day, proof)


@pytest.mark.parametrize(
    "row", paper_rows(), ids=lambda row: f"{row['paper']}-line-{row['from']}-{row['label']}"
)
def test_a_dated_update_of_the_papers_claims_closure_only_where_the_whole_carries_the_marker(papers, row):
    text = words_of(papers, row)
    assert len(text.strip()) > 20
    assert interpret(text, asked_on=dt.date(int(row["paper"]), 7, 1)).claim == row["claim"]


def test_every_marker_of_the_papers_stands_in_an_update_of_the_table(papers):
    for paper, name in FILES.items():
        lines = (papers / name).read_text(encoding="utf-8").split("\n")
        marked = {n for n, line in enumerate(lines, start=1) if re.search(r"\bPROPOSED? CLOSED\b", line)}
        spans = [row for row in paper_rows() if row["paper"] == paper]
        covered = {n for n in marked for row in spans if int(row["from"]) <= n <= int(row["to"])}
        assert covered == marked
        claimed = [row for row in spans if row["claim"] in ("propose_closed", "not_adopted")]
        assert len(claimed) == len(marked)


def test_parts_have_their_own_dates_and_labels():
    text = (
        "Timescale (1) Further messages by 31/7/22 (2) Further audit by 30/11/22\n\n"
        "8iii. Training package, est timescale mid-April 2022\n\na) The guide is due in June 2022."
    )
    result = understand(text)
    assert [(one.part, one.date) for one in result.dates] == [
        ("1", dt.date(2022, 7, 31)),
        ("2", dt.date(2022, 11, 30)),
        ("8iii", dt.date(2022, 4, 15)),
        ("a", dt.date(2022, 6, 30)),
    ]
    assert said(result, text, "dates") == ["31/7/22", "30/11/22", "mid-April 2022", "June 2022"]


def test_a_relative_date_says_what_it_hangs_on():
    result = understand("The target date for completion is six months following the completion of 4.1 above.")
    (one,) = result.dates
    assert (one.date, one.after, one.months, result.target_date) == (None, "4.1", 6, None)


def test_the_reason_is_given_in_the_owners_words():
    text = "Owing to a late delivery from the supplier, this has been delayed until April 2022."
    result = understand(text)
    assert result.reason == "Owing to a late delivery from the supplier"
    assert said(result, text, "reason") == [result.reason]
    assert "it gives a new date without a reason" in understand("Target date is now May 2022.").doubts


def test_key_lines_are_taken_at_their_word():
    text = "Status: propose closed\nTarget date: 31 March 2022\nEvidence: minutes attached\nReason: none left"
    result = understand(text)
    assert (result.claim, result.evidence, result.reason) == ("propose_closed", True, "none left")
    assert result.target_date is not None
    assert result.target_date.words == "31 March 2022"
    assert understand("Status: open\nEvidence: to follow").claim == "progress"
    assert not understand("Status: open\nEvidence: to follow").evidence
    assert [one.words for one in understand("Target date: TBC").dates] == ["TBC"]


def test_people_are_named_and_things_are_not():
    text = (
        "Sarah Quill and Supt Brannock met the Change Board about Power BI. Corporate Services agreed.\n"
        "Osric Venn - Head of Estates will lead. Track My Case is not used."
    )
    assert understand(text).names == ["Sarah Quill", "Supt Brannock", "Osric Venn"]


def test_attachments_count_as_evidence_but_a_mail_signature_does_not():
    assert understand("As promised.", attachments=["Stores policy v3.docx"]).evidence
    assert not understand("As promised.", attachments=["image001.png"]).evidence
    named = understand("See Stores Policy 2021.pdf for the detail.")
    assert (named.evidence, named.attachments) == (True, ["Stores Policy 2021.pdf"])


@pytest.mark.parametrize(
    ("reply", "doubt"),
    [
        ("This has been completed.", "does not ask for closure"),
        ("Action 2 can be closed.", "a part only"),
        ("Can this be closed?", "asks about closing"),
        ("Not yet ready to close.", "not to be closed yet"),
        ("Target date: 1 January 2021", "1 January 2021 has passed"),
        ("Target date is now May 2022. Revised target date: June 2022.", "two different dates"),
        ("", "nothing is written"),
        ("x" * (LONGEST + 1), "only the first"),
        ("Please close. The last three stores are still awaiting locks.", "something still to be done"),
    ],
)
def test_what_is_unclear_is_said_to_be(reply, doubt):
    assert any(doubt in one for one in understand(reply).doubts)


def test_implemented_is_said_of_the_whole_only():
    assert understand("The recommendation has been fully implemented.").implemented
    assert understand("The new procedure has been published. Please close.").implemented
    assert not understand("Please close.").implemented
    assert not understand("(a) This has been implemented.\n(b) Still in progress.").implemented
    assert not understand("This will be implemented by June 2022.").implemented


def test_the_shape_is_the_published_one():
    shape = json.loads(understand("Please close. Target date: 1 May 2022").model_dump_json())
    assert {"claim", "target_date", "dates", "implemented", "evidence", "attachments", "names"} < set(shape)
    assert set(shape["target_date"]) == {"words", "date"}
    assert set(shape["spans"][0]) == {"field", "from", "to"}
    assert shape == understand("Please close. Target date: 1 May 2022").model_dump(mode="json")


SCRAPS = st.lists(
    st.sampled_from(
        [
            *(
                "please",
                "close",
                "(a)",
                "8iii)",
                "PROPOSE CLOSED",
                "not yet",
                "once",
                "by 31/7/22",
                "revised target date:",
            ),
            *(
                "?",
                ".",
                "\n",
                "> ",
                "- ",
                "Status: closed\n",
                "propose closed",
                "138 of the 266",
                "attached",
                "due to",
            ),
            *("Sarah Quill", "this has been completed", "\n\n", "Target date: TBC\n", "see Policy 1.pdf"),
        ]
    ),
    max_size=40,
).map(" ".join)


@given(st.one_of(st.text(max_size=400), SCRAPS), st.dates())
def test_any_text_gives_a_valid_interpretation_with_spans_inside_it(text, asked_on):
    result = interpret(text, asked_on=asked_on)
    assert result.claim in CLAIMS
    assert all(0 <= span.from_ < span.to <= len(text) for span in result.spans)
    marked = {span.field for span in result.spans}
    told = {
        "claim": result.claim != "progress",
        "target_date": result.target_date is not None,
        "dates": bool(result.dates),
        "implemented": result.implemented,
        "evidence": result.evidence,
        "attachments": bool(result.attachments),
        "names": bool(result.names),
        "reason": result.reason is not None,
    }
    assert {field for field, value in told.items() if value} <= marked


WISHES = [
    "this can be closed",
    "we propose closure",
    "please close this",
    "it is ready for closure",
    "we ask for it to be closed",
]
DENIALS = [
    "I do not think {}.",
    "We are not saying that {}.",
    "It is not the case that {}.",
    "Nobody is saying that {}.",
]
LATERS = [
    "Once the audit is in, {}.",
    "If the pilot works {}.",
    "{} when the locks are fitted.",
    "{} unless the auditor objects.",
]


@given(
    st.sampled_from(WISHES),
    st.sampled_from(DENIALS + LATERS),
    st.sampled_from(["", "Hello. ", "Work goes on.\n\n"]),
)
def test_a_denied_or_conditional_wish_is_never_read_as_closure(wish, frame, before):
    assert understand(before + frame.format(wish)).claim == "progress"


@given(st.sampled_from(WISHES), st.sampled_from(["", "Training was given in May. ", "Hello,\n\n"]))
def test_the_same_wish_said_plainly_is_read_as_closure(wish, before):
    assert understand(f"{before}{wish.capitalize()}.").claim == "propose_closed"


@pytest.mark.parametrize(
    "scrap",
    ["please close ", "not ", "(a) ", "31/7/22 ", "attached ", "1 of 2 ", "A", "\n", "this is ", "- "],
)
def test_the_time_grows_with_the_text_and_no_faster(scrap):
    assert_growth(
        lambda text: interpret(text, asked_on=ASKED), lambda length: (scrap * length)[:length], 24_000
    )
