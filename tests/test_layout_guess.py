"""An unknown layout: a preview with doubts where there are recommendations, nothing where there are none."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.files.model import Document
from reports.layouts.choose import built_in, fitting
from reports.layouts.guess import guess
from reports.paper import Paper
from reports.vocabulary import Scale, Vocabulary
from tests.layout_documents import DATA, of_rows, of_text
from tests.runaway import assert_growth

LETTER = """Dear Chair,

thank you for the report on fleet management. We accept it: the recommendations are sound.
Priority will be given to the workshops. Target date: we shall see.

Yours, the Chief Constable"""


@pytest.fixture(scope="module")
def preview() -> Paper:
    text = (DATA / "unknown.txt").read_text("utf-8")
    document = of_text(text, "unknown.txt")
    assert fitting(document, built_in()) is None
    found = guess(document)
    assert found is not None
    return found


def test_an_unknown_paper_gives_its_items_and_is_not_sure(preview: Paper) -> None:
    assert preview.sure is False
    told = [(rec.reference, rec.title, rec.priority) for rec in preview.recommendations]
    assert told == [
        ("1", "Gas safety certificates were missing for four homes", "Critical"),
        ("2", "Void homes are inspected late", "Important"),
        ("3", "Rent refunds need no second signature", "Important"),
        ("4", "Contractor insurance is not checked", "Advisory"),
        ("5", "Keys are not logged", "Minor"),
    ]
    assert preview.recommendations[0].management_response == "Obtain certificates and keep them in one place."
    assert preview.recommendations[0].updates[0].month == "2023-02"


@pytest.mark.parametrize("name", ["2019-07-jarap-tracker.txt", "2022-01-jarap-tracker.txt"])
def test_the_published_papers_are_left_to_their_own_readers(papers: Path, name: str) -> None:
    document = of_text((papers / name).read_text("utf-8"), name)
    assert fitting(document, built_in()) is None


def test_each_item_says_what_was_taken_for_what(preview: Paper) -> None:
    for rec in preview.recommendations:
        assert "“Matter arising” for the finding" in rec.doubts[0]
        assert "“By when” for the target date" in rec.doubts[0]
        assert any("No title is printed" in doubt for doubt in rec.doubts)


def test_columns_that_were_not_understood_are_discrepancies(preview: Paper) -> None:
    unread = [one for one in preview.discrepancies if one.kind == "unread_column"]
    assert [one.lines for one in unread] == [[4]]
    assert "Cost code" in unread[0].message


def test_what_cannot_be_known_is_doubted_and_not_claimed(preview: Paper) -> None:
    gas, voids, refunds, insurance, keys = preview.recommendations
    assert gas.target_in_force == dt.date(2022, 12, 31)
    assert any("read as the rest of this item" in doubt for doubt in voids.doubts)
    assert [rec.status for rec in preview.recommendations] == ["open"] * 5
    assert refunds.target_in_force is None
    assert "No person responsible could be read" in insurance.doubts
    assert "The priority “Minor” is on another scale than most items here" in keys.doubts
    assert "No date can be made of “13/25/2023”" in keys.doubts


@pytest.mark.parametrize(
    "document",
    [
        of_text(LETTER),
        of_text(""),
        of_rows([("Name", "Post", "Phone"), ("Ann Bell", "Head of Stores", "12")]),
        of_rows([("Item", "Description", "Date"), ("1", "Paper", "31/03/2022")]),
        of_rows([("Priority", "Open", "Closed", "Total"), ("High", "1", "2", "3")]),
        of_rows([("", ""), ("", "")]),
        Document(name="x", form="pdf"),
    ],
    ids=["letter", "empty", "phones", "invoice", "summary", "blank", "nothing"],
)
def test_what_holds_no_recommendations_gives_none(document: Document) -> None:
    assert guess(document) is None


def test_an_organisation_s_own_words_come_before_the_usual_ones() -> None:
    own = Vocabulary(
        scales=(Scale(priorities=("Alpha", "Beta"), aliases={"high": "Alpha"}),),
        assurance={"poor": "Poor"},
        statuses={"parked": "superseded"},
    )
    rows = [("Ref", "Title", "Priority", "Status", "Opinion"), ("1", "Stock", "high", "Parked", "Poor")]
    paper = guess(of_rows(rows), own)
    assert paper is not None
    (rec,) = paper.recommendations
    assert (rec.priority, rec.status, paper.audits[0].assurance) == ("Alpha", "superseded", "Poor")


def test_a_dated_status_below_a_status_is_what_was_told_on_that_day() -> None:
    lines = ["Recommendation 1: Reconcile fuel cards", "Priority: High", "Responsible Party: Fleet Director"]
    lines += ["Status: Partially Implemented", "Status as of August 31, 2023: Two of five are done."]
    found = guess(of_text("\n".join(lines)))
    assert found is not None
    (rec,) = found.recommendations
    assert (rec.status, [(one.month, one.text) for one in rec.updates]) == (
        "open",
        [("2023-08", "Two of five are done.")],
    )


def test_dates_of_both_orders_in_one_document_are_said_to_be() -> None:
    head = "Ref | Title | Recommendation | Priority | Owner | Target date"
    text = f"{head}\n1 | A | Do. | High | Ann Bell | 25/03/2022\n2 | B | Do. | High | Ann Bell | 3/25/2022\n"
    found = guess(of_text(text + "3 | C | Do. | High | Ann Bell | 03/04/2022"))
    assert found is not None
    ((message, lines),) = [
        (one.message, one.lines) for one in found.discrepancies if one.kind == "date_order"
    ]
    assert "“3/25/2022” can only be read month first" in message
    assert lines == [3]
    assert [rec.target_in_force for rec in found.recommendations] == [
        dt.date(2022, 3, 25),
        None,
        dt.date(2022, 4, 3),
    ]


def test_dates_that_can_only_be_american_turn_the_whole_document_and_say_so() -> None:
    head = ("Ref", "Title", "Owner", "Due date")
    paper = guess(of_rows([head, ("1", "A", "Ann Bell", "03/31/2022"), ("2", "B", "Ann Bell", "04/05/2022")]))
    assert paper is not None
    assert [rec.target_in_force for rec in paper.recommendations] == [
        dt.date(2022, 3, 31),
        dt.date(2022, 4, 5),
    ]
    assert all(any("month first" in doubt for doubt in rec.doubts) for rec in paper.recommendations)
    mixed = guess(of_rows([head, ("1", "A", "Ann Bell", "03/31/2022"), ("2", "B", "Ann Bell", "31/03/2022")]))
    assert mixed is not None
    assert [rec.target_in_force for rec in mixed.recommendations] == [None, dt.date(2022, 3, 31)]


HEADINGS = st.sampled_from(
    [
        "Ref",
        "Title",
        "Recommendation",
        "Priority",
        "Owner",
        "Due date",
        "Status",
        "Update",
        "Audit",
        "RAG",
        "?",
        "",
    ]
)
CELLS = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        ["4.1", "High", "31/03/2022", "Implemented", "Total", "PROPOSED CLOSED", '"', "Payroll – Limited"]
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(HEADINGS, min_size=1, max_size=8), st.lists(st.lists(CELLS, max_size=9), max_size=8))
def test_any_table_gives_a_preview_or_none(head: list[str], rows: list[list[str]]) -> None:
    paper = guess(of_rows([head, *rows]))
    assert paper is None or paper.sure is False
    for rec in paper.recommendations if paper else []:
        assert rec.id
        assert rec.source
        assert rec.source.from_ >= 1
        assert rec.doubts


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "Recommendation 4.1: Stock",
                "Owner: Ann Bell",
                "Due date: 31/03/2022",
                "Status: Closed",
                "",
                "Count it.",
                "Audit: Payroll",
                "Update March 2022: Done",
                "Ref\tTitle\tPriority",
                "4.1\tStock\tHigh",
                "4.1 / a / b",
                "END OF",
            ]
        ),
        max_size=20,
    )
)
def test_any_lines_give_a_preview_or_none(lines: list[str]) -> None:  # fmt: skip
    document = of_text("\n".join(lines))
    paper = guess(document)
    for rec in paper.recommendations if paper else []:
        assert rec.source
        assert 1 <= rec.source.from_ <= rec.source.to <= len(document.lines())


@pytest.mark.parametrize(
    "scrap",
    [
        "Recommendation 1: ",
        "a:",
        " / ",
        "\t",
        "Ref\tTitle\tPriority\t",
        "Owner: ",
        "(",
        "4.1 ",
        "Finding 1 - [",
        "- ",
    ],
)
def test_hostile_lines_cost_no_more_than_they_are_long(scrap: str) -> None:
    def text(length: int) -> str:
        long, lines = (scrap * length)[:length], [scrap * 20] * (length // 400)
        return "\n".join(["Ref\tTitle\tOwner", "1\tStock\tAnn", long, *lines])

    assert_growth(lambda text: guess(of_text(text)), text, 240_000)


@pytest.mark.parametrize(
    ("head", "more"),
    [
        ("Recommendation 1: Stock\nOwner: Ann\nStatus: Open\nUpdate:", "x"),
        (
            "Recommendation 1: Stock\nOwner: Ann\nStatus: Open\nUpdate:",
            "a line that is long enough to have been cut by a page",
        ),
        ("Ref / Title / Owner / Status / Update\n1 / Stock / Ann / Open / Half", "is done"),
        ("Ref\tTitle\tOwner\tStatus\tUpdate\n1\tStock\tAnn\tOpen\tHalf", "\t\t\t\tis done"),
    ],
)
def test_a_cell_that_never_ends_costs_no_more_than_it_is_long(head: str, more: str) -> None:
    def reads_one(text: str) -> None:
        paper = guess(of_text(text))
        assert paper is not None
        assert len(paper.recommendations) == 1

    assert_growth(reads_one, lambda count: "\n".join([head, *[more] * count]), 8_000)


def test_a_table_of_ten_thousand_columns_is_read_as_far_as_headings_go() -> None:
    def wide(count: int) -> list[list[str]]:
        return [
            ["Ref", "Title", "Priority", "Owner", *["x"] * count],
            ["1", "Stock", "High", "Ann Bell", *["y"] * count],
        ]

    def reads_one(rows: list[list[str]]) -> None:
        paper = guess(of_rows(rows))
        assert paper is not None
        assert len(paper.recommendations) == 1

    assert_growth(reads_one, wide, 10_000)
