"""The January 2022 paper as a whole: front pages, nested tables, doubts. Its items: ``test_read_facts``."""

import datetime as dt
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


def lines_of(papers: Path) -> list[str]:
    return (papers / "2022-01-jarap-tracker.txt").read_text(encoding="utf-8").split("\n")


@pytest.fixture(scope="module")
def paper(papers: Path) -> Paper:
    return read(lines_of(papers))


def item(paper: Paper, own: str) -> Recommendation:
    return next(rec for rec in paper.recommendations if rec.id == own)


def test_the_front_pages_are_read(paper: Paper) -> None:
    assert (paper.style, paper.scheme, paper.meeting_date) == ("table", "risk", dt.date(2022, 1, 20))
    assert paper.auditor == "Mazars"
    assert list(paper.implications)[3:] == ["Risks and Impact", "Link to Police and Crime Plan"]
    assert paper.implications["Risks and Impact"].endswith("in a timely manner.")
    assert [column.of_which for column in paper.summary[0].columns] == [False] * 3 + [True] * 2


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
        "closure_not_marked",
        "audit_without_heading",
        "stale_programme",
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
