"""The published paper of January 2022, read as a careful person reads it."""

import datetime as dt
import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reports.paper import Paper, Recommendation
from reports.table.read import read, recognises
from reports.wording import plain
from tests.table_paper import MANGLE, mangled, reads_or_refuses

# By hand from the page: audit, month, reference, title, priority, status, number of updates, target dates,
# the one in force, first and last line, and who is named (a salted hash: no real name stands here).
FACTS = """
FLEET MANAGEMENT|2018-09|4.2|Sample Check of Service Details||open|2|2022-03-31 2022-03-31|2022-03-31|105-152|
FLEET MANAGEMENT|2018-09|4.4|Performance Indicators||open|1|-||153-153|0a7809a9f3
RECRUITMENT 2019|2019-09|4.3|Reporting of all agreed KPIs||open|2|2022-01-31|2022-01-31|154-174|
WORKFORCE WELLBEING & ABSENCE MANAGEMENT|2019-09|4.1|Review of Policies and Procedures|Significant|proposed_closed|2|||176-181|
VETTING|2021-02|4.1|Internal Vetting guidance|Housekeeping|open|1|2022-05-31|2022-05-31|182-183|5a9c13fbfe
VETTING|2021-02|4.3|Performance reporting|Significant|open|1|||185-186|f7ef2b7667
WELLBEING|2021-02|4.1|Review of Policies and Procedures|Housekeeping|open|1|2021-12-31 2022-03-31|2022-03-31|186-222|80e5dbac68
WELLBEING|2021-02|4.2|Review of Thematic Data and Data Analysis||open|1|2022-03-31|2022-03-31|223-227|
WORKFORCE PLANNING|2021-05|4.1|Key roles mapping|Significant|open|1|||228-239|5a4402705f
VICTIMS CODE|2021-06|4.2|Niche Victim Information Pack|Significant|open|1|2022-08-31 2021-12-31 2022-04-30|2022-08-31|240-249|ece5506472
IT SECURITY||4.2|IT Policies|Significant|proposed_closed|1|||251-255|
RECRUITMENT|2021-09|4.1|Interviewing a Re-joining Employee|Fundamental|proposed_closed|2|2021-09-30|2021-09-30|256-257|00d8a39582
RECRUITMENT|2021-09|4.2|SLA Reporting|Significant|open|1|2021-09-30|2021-09-30|258-261|c1de8496ba
MEDIUM TERM FINANCIAL PLAN|2021-09|4.1|Savings Plans|Housekeeping|open|2|2021-09-30|2021-09-30|262-262|90d8160843
RISK MANAGEMENT|2021-10|4.1|Risk Updates|Housekeeping|proposed_closed|1|||263-265|
RISK MANAGEMENT|2021-10|4.2|Departmental Risk Registers|Housekeeping|proposed_closed|1|||266-266|
FLEET MANAGEMENT|2021-11|4.1|Performance Information|Significant|open|1|2022-03-31 2022-06-30|2022-06-30|267-269|e72bbf5796
FLEET MANAGEMENT|2021-11|4.2|Sample check of service detail|Significant|open|0|2022-03-31 2022-03-31 2022-04-30|2022-04-30|270-270|0a7809a9f3
FLEET MANAGEMENT|2021-11|4.3|Procurement Documentation|Significant|open|1|2022-03-31|2022-03-31|271-273|0a7809a9f3
FLEET MANAGEMENT|2021-11|4.4|Alignment of Strategies and Delivery Plans|Significant|open|1|2022-03-31|2022-03-31|274-274|0a7809a9f3
FLEET MANAGEMENT|2021-11|4.5|Tranman User Access|Housekeeping|open|1|2022-03-31|2022-03-31|276-278|0a7809a9f3
"""  # noqa: E501 - one fact sheet a line


def lines_of(papers: Path) -> list[str]:
    return (papers / "2022-01-jarap-tracker.txt").read_text(encoding="utf-8").split("\n")


@pytest.fixture(scope="module")
def paper(papers: Path) -> Paper:
    return read(lines_of(papers))


def item(paper: Paper, own: str) -> Recommendation:
    return next(rec for rec in paper.recommendations if rec.id == own)


def salted(rec: Recommendation) -> str:
    words = " | ".join(owner.name for owner in rec.owners)
    return hashlib.sha256(f"matters:{words.lower()}".encode()).hexdigest()[:10] if words else ""


def sheet(rec: Recommendation) -> str:
    assert rec.source
    days = " ".join(str(one.date or "-") for one in rec.target_dates)
    told = (rec.audit, rec.audit_month or "", rec.reference, rec.title, rec.priority or "", rec.status)
    where = f"{rec.source.from_}-{rec.source.to}"
    return "|".join(map(str, (*told, len(rec.updates), days, rec.target_in_force or "", where, salted(rec))))


def test_every_recommendation_of_the_paper_is_read_as_a_person_reads_it(paper: Paper) -> None:
    assert [sheet(rec) for rec in paper.recommendations] == FACTS.strip().split("\n")
    assert len({rec.id for rec in paper.recommendations}) == 21


def test_the_front_pages_are_read(paper: Paper) -> None:
    assert (paper.style, paper.scheme, paper.meeting_date) == ("table", "risk", dt.date(2022, 1, 20))
    assert (paper.auditor, len(paper.authors), len(paper.contacts)) == ("Mazars", 1, 3)
    assert all("@" in contact for contact in paper.contacts)
    assert list(paper.implications)[3:] == ["Risks and Impact", "Link to Police and Crime Plan"]
    assert paper.implications["Risks and Impact"].endswith("in a timely manner.")
    assert {"Vetting", "Recruitment", "Payroll"} < set(paper.programme)
    figures = [(row.priority, [column.value for column in row.columns], row.total) for row in paper.summary]
    assert figures[0] == ("Fundamental", [2, 0, 0, 1, 0], 2)
    assert figures[3] == ("Total", [2, 14, 6, 5, 0], 22)
    assert [column.of_which for column in paper.summary[0].columns] == [False] * 3 + [True] * 2


def test_the_significant_beside_an_audit_is_its_opinion_not_a_priority(paper: Paper) -> None:
    opinions = {(audit.title, audit.month): audit.assurance for audit in paper.audits}
    assert len(opinions) == 12
    assert opinions["MEDIUM TERM FINANCIAL PLAN", "2021-09"] == "Significant"
    assert opinions["FLEET MANAGEMENT", "2018-09"] == "Satisfactory"
    assert opinions["IT SECURITY", None] is None


def test_updates_keep_their_printed_label_and_only_the_month_it_shows(paper: Paper) -> None:
    told = {rec.id: [(update.label, update.month) for update in rec.updates] for rec in paper.recommendations}
    assert told["RECRUITMENT-1909-4.3"] == [
        ("Historical Progress September 2019 – December 2021", "2021-12"),
        ("Progress Update", None),
    ]
    assert told["MEDIUM-2109-4.1"] == [("Progress Update: 15/11/21", "2021-11"), ("Progress Update", None)]
    assert told["WELLBEING-2102-4.1"] == [("Background context provided in July 2021", "2021-07")]
    assert told["RECRUITMENT-2109-4.1"] == [("Note", "2021-10"), ("Progress Update", None)]


def test_nested_tables_stay_readable_in_the_update(paper: Paper) -> None:
    text = item(paper, "FLEET-1809-4.2").updates[-1].text
    assert "\nActivity | Involved | Start Date | Target Date\n" in text
    assert text.endswith("correct vehicle servicing to take place.")
    assert item(paper, "WELLBEING-2102-4.1").updates[0].text.count("\nProcedure | ") == 10


def test_text_laid_into_the_wrong_row_comes_back_with_a_doubt(paper: Paper) -> None:
    torn = item(paper, "WORKFORCE-1909-4.1")
    assert torn.updates[0].text.startswith("The following table depicts progress")
    assert [(link.kind, link.to) for link in torn.links] == [("duplicates", "WELLBEING-2102-4.1")]
    vetting, wellbeing = item(paper, "VETTING-2102-4.3"), item(paper, "WELLBEING-2102-4.1")
    assert vetting.updates[0].text.startswith("The Project to manage migration")
    assert wellbeing.text.startswith("The HR procedures")
    assert wellbeing.text.endswith("updates are made.")
    for rec in (torn, vetting, wellbeing):
        assert any("mixed" in doubt for doubt in rec.doubts)


def test_what_the_text_has_lost_is_named(paper: Paper) -> None:
    assert [found.kind for found in paper.discrepancies] == [
        "programme_columns",
        "closure_not_marked",
        "audit_without_heading",
        "stale_heading",
    ]
    lost = item(paper, "IT-0000-4.2")
    assert lost.threat is None
    assert any("heading is lost" in doubt for doubt in lost.doubts)
    assert any("closures (line 46)" in doubt for doubt in item(paper, "WORKFORCE-1909-4.1").doubts)
    assert all(rec.doubts for rec in paper.recommendations if not (rec.priority and rec.text and rec.owners))


def test_points_answered_one_by_one_are_told_apart_and_the_marker_closes_an_update(paper: Paper) -> None:
    risk = item(paper, "RISK-2110-4.1")
    assert [line[:2] for line in risk.text.split("\n")] == ["1.", "2.", "3."]
    assert re.findall(r"^\d\.", risk.management_response or "", re.MULTILINE) == ["1.", "2.", "3."]
    assert risk.updates[0].text.endswith("\nPROPOSED CLOSED")
    assert len(risk.evidence) == 2
    for rec in paper.recommendations:
        assert (rec.status == "proposed_closed") == (
            rec.id == "WORKFORCE-1909-4.1" or "PROPOSED CLOSED" in str(rec)
        )


def test_nearly_every_word_of_the_tracker_lands_in_some_field(paper: Paper, papers: Path) -> None:
    def words(text: str) -> Counter[str]:
        return Counter(re.findall(r"[a-z0-9£%]+", text.lower()))

    def fields(rec: Recommendation) -> list[str]:
        told = [f"{update.label} {update.text}" for update in rec.updates]
        promised = [f"{one.words} {one.part}" for one in rec.target_dates]
        named = [f"{owner.name} {owner.role}" for owner in rec.owners]
        line = f"{rec.reference} {rec.title} {rec.threat} {rec.priority} {rec.text} {rec.management_response}"
        return [line, *named, *promised, *told]

    printed = words(" ".join(plain(line)[0] for line in lines_of(papers)[104:]))
    kept = words(" ".join(f"{audit.title} {audit.assurance} assurance" for audit in paper.audits))
    kept += words(" ".join(field for rec in paper.recommendations for field in fields(rec)))
    lost = printed - kept
    labels = (
        "initial management response recommendation recommendations target date supported by end 66 44 64"
    )
    banners = "september february october november may june 2018 2019 2021 coptomizor 2010"
    repeated = "on directorate departmental websites as well the force document library process of"
    assert printed.total() > 6000
    assert lost.total() < 0.02 * printed.total()
    assert not set(lost) - set(f"{labels} {banners} {repeated}".split())
    assert "Coptomizor 2010" in item(paper, "FLEET-1809-4.2").doubts[0]


def test_each_style_is_recognised_by_its_table(papers: Path) -> None:
    narrative = (papers / "2019-07-jarap-tracker.txt").read_text(encoding="utf-8").split("\n")
    assert (recognises(lines_of(papers)), recognises(narrative)) == (1.0, 0.0)


@settings(max_examples=25, deadline=None)
@given(how=st.lists(MANGLE, min_size=5, max_size=60))
def test_the_real_paper_mangled_is_read_or_refused(papers: Path, how: list[tuple[int, str, str]]) -> None:
    reads_or_refuses(mangled(lines_of(papers), how))
