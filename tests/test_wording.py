import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.paper import Recommendation
from reports.wording import (
    assurance_of,
    audit_code,
    colour_of,
    evidence_of,
    item_id,
    links_of,
    marker,
    month_of,
    owners_of,
    plain,
    priority_of,
    target_dates_of,
    title_before_assurance,
    unique_ids,
)
from tests.runaway import assert_growth

BASE = dt.date(2019, 7, 1)


@pytest.mark.parametrize("hostile", ["<", "[", "*", "$", "\\", "- ", "<ol><li>", "&", " ", "(1) ", "A and "])
def test_hostile_text_costs_no_more_than_plain(hostile: str) -> None:
    def work(text: str) -> None:
        plain(text)
        owners_of(text)
        target_dates_of(text, base=BASE)
        marker(text)
        links_of(text, None)
        evidence_of(text)
        priority_of(text)
        assurance_of(text)

    assert_growth(work, lambda length: hostile * (length // len(hostile)), 200_000)


@given(st.text(max_size=400))
def test_no_text_breaks_the_vocabulary(text: str) -> None:
    for owner in owners_of(text):
        assert owner.name.strip()
    target_dates_of(text, base=BASE)
    assert marker(text) in (None, "proposed_closed", "not_adopted", "superseded")
    links_of(text, "4.1")
    assert all(name.strip() for name in evidence_of(text))
    assert audit_code(text).isascii()
    assert " " not in item_id(text, None, text)
    assert month_of(text) is None or len(month_of(text) or "") == 7


@pytest.mark.parametrize(
    ("words", "priority"),
    [
        ("Fundamental", "Fundamental"),
        ("SIGNIF ICANT", "Significant"),
        ("Significant Recommendation: All staff", "Significant"),
        ("Housekeping", "Housekeeping"),
        ("LOW", "Housekeeping"),
        ("Finance", None),
        ("66", None),
        ("", None),
    ],
)
def test_priorities_are_read_through_slips_of_the_scanner(words: str, priority: str | None) -> None:
    assert priority_of(words) == priority


def test_another_body_brings_its_own_priorities() -> None:
    assert priority_of("Medium – 3", ("High", "Medium", "Low")) == "Medium"
    assert priority_of("Low", ("High", "Medium", "Low")) == "Low"
    assert priority_of("Significant", ("High", "Medium", "Low")) is None


@pytest.mark.parametrize(
    ("words", "opinion", "title"),
    [
        ("PAYROLL – SATISFACTORY ASURANCE", "Satisfactory", "PAYROLL"),
        ("PAYROLL – SATISFACTORY ASSI JRANCE", "Satisfactory", "PAYROLL"),
        ("STORES – SATISFA CTORY ASSURANCE", "Satisfactory", "STORES"),
        ("STORES - SATISFA ACTORY ASSURANCE", "Satisfactory", "STORES"),
        ("FENS & DYKES - LIMITED ASSURANCE", "Limited", "FENS & DYKES"),
        ("FENS - NO ASSURANCE", "No", "FENS"),
        ("FENS SIGNIFICANT ASSURANCE May 2021", "Significant", "FENS"),
        ("FENS – SUBSTANTIAL ASSURANCE", "Significant", "FENS"),
        ("CASINO ASSURANCE", None, "CASINO ASSURANCE"),
        ("AUDIT COMMITTEE", None, "AUDIT COMMITTEE"),
    ],
)
def test_opinions_are_read_and_titles_end_before_them(words: str, opinion: str | None, title: str) -> None:
    assert assurance_of(words) == opinion
    assert title_before_assurance(words) == title


@pytest.mark.parametrize(
    ("words", "colour"),
    [("AMBER", "AMBER"), ("AIMBER", "AMBER"), ("RED", "RED"), ("AGREED", None), ("A RED LETTER DAY", None)],
)
def test_a_margin_word_is_a_colour_only_when_it_stands_alone(words: str, colour: str | None) -> None:
    assert colour_of(words) == colour


def test_ids_are_one_token_and_skip_words_that_tell_nothing() -> None:
    assert item_id("FLEET MANAGEMENT", "2018-09", "4.2") == "FLEET-1809-4.2"
    assert item_id("Code of Governance", "2018-06", "4.1") == "GOVERNANCE-1806-4.1"
    assert item_id("The Audit of the", None, "A.") == "THE-0000-A"
    assert item_id("Été & Sŵn", "2020-01", None) == "ETE-2001-X"


def recommendation(audit: str, month: str | None, reference: str | None) -> Recommendation:
    return Recommendation(id="", audit=audit, audit_month=month, reference=reference, title="")


def test_two_audits_with_one_code_take_a_longer_one() -> None:
    recs = [recommendation("Payroll", "2019-04", "4.1"), recommendation("Payroll Provider", "2019-04", "4.1")]
    assert [rec.id for rec in unique_ids(recs)] == ["PAYROLL-1904-4.1", "PAYROLLPROVIDER-1904-4.1"]


def test_items_without_reference_and_repeated_ones_are_numbered_in_order() -> None:
    recs = [recommendation("Fleet", "2019-04", ref) for ref in (None, "4.1", None, "4.1")]
    ids = [rec.id for rec in unique_ids(recs)]
    assert ids == ["FLEET-1904-X1", "FLEET-1904-4.1", "FLEET-1904-X2", "FLEET-1904-4.1-2"]


@given(
    st.lists(
        st.builds(
            recommendation,
            st.sampled_from(["Fleet", "Fleet Hire", "The Fleet", "Fleet Hire Costs", "Payroll", ""]),
            st.sampled_from([None, "2019-04", "2018-09"]),
            st.sampled_from([None, "4.1", "4.1-2", "X", "A."]),
        ),
        max_size=25,
    )
)
def test_ids_never_clash_within_a_paper_and_are_always_the_same(recs: list[Recommendation]) -> None:
    ids = [rec.id for rec in unique_ids(recs)]
    assert len(set(ids)) == len(ids)
    assert ids == [rec.id for rec in unique_ids(recs)]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("All done.\nPROPOSE CLOSED", "proposed_closed"),
        ("PROPOSED CLOSED - Business as usual.", "proposed_closed"),
        ("Please close PROPOSE CLOSED", "proposed_closed"),
        ("Yes. PROPOSED CLOSED", "proposed_closed"),
        ("PROPOSED CLOSED – Management do not accept this, therefore not adopted.", "not_adopted"),
        ("NOT ADOPTED", "not_adopted"),
        ("SUPERSEDED", "superseded"),
        ("PROPOSED CLOSED – superseded by the new audit", "superseded"),
        ("This part is now proposed closed.", None),
        ("(a) Force update. PROPOSED CLOSED", None),
        ("Action 2 – sent out. PROPOSED CLOSED", None),
        ("3. CCTV PROPOSED CLOSED", None),
        ("Proposed and agreed closed by the board", None),
        ("", None),
    ],
)
def test_only_a_marker_for_the_whole_item_counts(text: str, status: str | None) -> None:
    assert marker(text) == status


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("Delivery of 4.4 is dependent on work being completed within 4.2.", [("depends_on", "4.2")]),
        ("In terms of timing this will follow 4.2 above.", [("depends_on", "4.2")]),
        ("due six months following the completion of 4.2 above", [("depends_on", "4.2")]),
        ("These are amalgamated and taken forward under 4.1.", [("merged_into", "4.1")]),
        ("This is a duplicate of 4.3.", [("duplicates", "4.3")]),
        ("Relates to the Wellbeing audit below.", [("duplicates", "Wellbeing audit")]),
        ("It is reliant on 4.5 million pounds, and not dependent on 4.2.", []),
        ("See the response to 4.6.", []),
        ("4.4 depends on 4.4", []),
    ],
)
def test_links_are_what_an_item_says_it_hangs_on(text: str, links: list[tuple[str, str]]) -> None:
    assert [(link.kind, link.to) for link in links_of(text, "4.4")] == links


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Attached are\nplan-19v2.docx STRATEGY 2017 BOARD docx",
         ["plan-19v2.docx", "STRATEGY 2017 BOARD docx"]),
        ("Risk Policy 2021.pdf  Risk Procedure 2021.pdf  The procedure now asks for it",
         ["Risk Policy 2021.pdf", "Risk Procedure 2021.pdf"]),
        ("Please see the attached Risk Policy 2021.pdf for details", ["Risk Policy 2021.pdf"]),
        ("The report is embedded here:\n\nFen Audit -\n\n- Recommendation Send it", ["Fen Audit"]),
        ("x\nExec Performance Report.d", ["Exec Performance Report.d"]),
        ("Attached.\nJuly 2019\nOngoing tasks:\nThe board has agreed this.", []),
        ("No document is offered.\nFen Audit Report", []),
    ],
)  # fmt: skip
def test_evidence_is_named_as_printed(text: str, names: list[str]) -> None:
    assert evidence_of(text) == names
