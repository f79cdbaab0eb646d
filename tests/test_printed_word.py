"""A paper printed as Word and read back holds all that its printed form shows."""

import datetime as dt
import io
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.files.model import Document, Line
from reports.paper import Owner, Paper, TargetDate
from reports.printed.banner import banner_of
from reports.printed.read import read, recognises
from reports.read import read as read_text
from reports.render import render
from reports.scales import put_in
from tests.drawn import STYLES, paper_for
from tests.printed_papers import converted, many, without_sources, word
from tests.printed_papers import papers as any_paper
from tests.sample_paper import risk_sample, sample
from tests.scales_paper import BRYCE, LARCH, RULES, two_auditors

DEMO = Path(__file__).resolve().parent.parent / "demo" / "fenshire" / "2026-06-tracker.txt"
EVERY = pytest.mark.parametrize("style", STYLES)


def read_back(paper: Paper, style: str) -> Paper:
    document = word(render(paper, style=style, fmt="docx"))
    assert recognises(document) == 1
    return without_sources(read(document))


SHAPES = {
    "delivery": sample(),
    "risk": risk_sample(),
    "empty": Paper(style="table"),
    "two auditors": two_auditors(),
    "two auditors by risk": two_auditors(risk=True),
}


@EVERY
@pytest.mark.parametrize("paper", SHAPES.values(), ids=SHAPES.keys())
def test_a_paper_comes_back_as_its_printed_form_shows_it(paper, style):
    assert read_back(paper, style) == paper.seen_in(style)


@EVERY
def test_the_demonstration_paper_comes_back(style):
    paper = read_text(DEMO)
    for audit in paper.audits:
        audit.counts = {}
    for rec in paper.recommendations:
        rec.rag = {"open": rec.rag, "proposed_closed": "GREEN"}.get(rec.status, "GREY")
    paper.summary = []
    back = read_back(paper, style)
    assert back == paper.seen_in(style)
    assert [rec.id for rec in back.recommendations] == [rec.id for rec in paper.recommendations]
    assert [rec.owners for rec in back.recommendations] == [
        [owner.model_copy(update={"source": None}) for owner in rec.owners] for rec in paper.recommendations
    ]


@EVERY
def test_three_hundred_recommendations_come_back(style):
    paper = many(300)
    back = read_back(paper, style)
    assert back == paper.seen_in(style)
    assert len({rec.id for rec in back.recommendations}) == 300


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(any_paper(), st.sampled_from(STYLES))
def test_any_paper_comes_back_as_its_printed_form_shows_it(paper, style):
    assert read_back(paper, style) == paper.seen_in(style)


@EVERY
def test_a_paper_that_libreoffice_saved_again_comes_back(tmp_path, require, style):
    paper = paper_for(style)
    saved = converted(render(paper, style=style, fmt="docx"), "docx", tmp_path, require)
    assert without_sources(read(word(saved))) == paper.seen_in(style)


@EVERY
def test_what_a_person_sees_on_the_page_is_what_comes_back(style):
    back = read_back(paper_for(style), style)
    assert (back.style, back.panel) == (style, "Fenshire Joint Independent Audit Committee")
    assert (back.meeting_date, back.meeting_time) == (dt.date(2021, 3, 24), "10.00am")
    assert (back.organisation, back.auditor) == ("Fenshire Police", "Larch & Partners")
    assert back.authors == ["Tamsin Oakley, Inspectorate"]
    first, withheld, checked = back.recommendations[:3]
    assert (first.reference, first.title) == ("4.1", "Movements between stores")
    assert first.owners[1] == Owner(name="Idris Quill", role="Chief Inspector", part="2")
    assert first.target_dates[1:] == [
        TargetDate(words="May 2020", date=dt.date(2020, 5, 31), part="2"),
        TargetDate(words="Ongoing", part="2"),
    ]
    assert (
        first.text == "Each movement of an exhibit should be recorded at once.\n\nManagers should test this."
    )
    assert first.updates[0].month == "2020-11"
    assert first.updates[0].text.startswith("Week 1: the team")
    assert (withheld.withheld, withheld.text, withheld.owners) == (True, "", [])
    assert (checked.status, checked.slippage_days) == ("proposed_closed", 184)
    assert checked.updates[1].verified == "the inspectorate checked 20 of the 60 records on 2 March 2021"
    assert [row.total for row in back.summary] == [2, 4, 2, 8]
    assert [note.kind for note in back.notes] == ["new_report"]


@EVERY
def test_each_value_knows_its_lines(style):
    document = word(render(paper_for(style), style=style, fmt="docx"))
    lines = document.lines()
    for rec in read(document).recommendations:
        there = "\n".join(lines[rec.source.from_ - 1 : rec.source.to])
        assert rec.id in there
        for update in rec.updates:
            words = "\n".join(lines[update.source.from_ - 1 : update.source.to])
            assert update.label in words
            assert update.text.split("\n")[-1].split(" | ")[-1] in words
        for owner in rec.owners:
            assert owner.name in lines[owner.source.from_ - 1]
        for date in rec.target_dates:
            assert date.words in lines[date.source.from_ - 1]


@EVERY
def test_whose_each_audit_priority_and_colour_is_comes_back(style):
    back = read_back(two_auditors(risk=True), style)
    assert [(audit.title, audit.auditor) for audit in back.audits] == [
        ("EVIDENTIAL PROPERTY STORES", LARCH),
        ("FLEET MANAGEMENT", BRYCE),
        ("PAYROLL", LARCH),
    ]
    assert back.auditor == f"{BRYCE} and {LARCH}"
    larch, bryce = back.scales
    assert (larch.auditors, bryce.auditors) == ([LARCH], [BRYCE])
    assert bryce.priorities == ["High", "Medium", "Low", "Advisory"]
    assert (larch.risk_colours["Significant"], bryce.risk_colours["High"]) == ("AMBER", "RED")
    assert [row.assurance for row in bryce.reporting] == (
        ["Reasonable assurance or above", "Minimal assurance or below"] if style == "narrative" else []
    )
    assert [(row.auditor, row.total) for row in back.summary if row.priority == "Total"] == [
        (LARCH, 5), (BRYCE, 3), ("", 8),
    ]  # fmt: skip


@EVERY
def test_an_auditor_whom_nobody_recorded_keeps_a_scale(style):
    paper = two_auditors()
    for audit in paper.audits:
        audit.auditor = audit.auditor.replace(LARCH, "")
    put_in(paper, RULES)
    back = read_back(paper, style)
    assert back == paper.seen_in(style)
    assert [scale.auditors for scale in back.scales] == [[""], [BRYCE]]
    assert {row.auditor: row.total for row in back.summary}["auditor not recorded"] == 5


@pytest.mark.parametrize(
    ("line", "banner"),
    [
        ("Limited assurance · March 2020 · Larch & Partners", ("Limited assurance", "2020-03", LARCH)),
        ("Limited assurance March 2020 · Larch & Partners", ("Limited assurance", "2020-03", LARCH)),
        ("Limited assurance · March 2020", ("Limited assurance", "2020-03", "")),
        ("Limited assurance Bell and Sons", ("Limited assurance", None, "Bell and Sons")),
        ("Limited assurance · Sons", ("Limited assurance", None, "Sons")),
        ("Marlowe Assurance", ("", None, "Marlowe Assurance")),
        ("Limited assurance", ("Limited assurance", None, "")),
        ("Limited assurance · Somebody New", ("Limited assurance", None, "Somebody New")),
        ("Somebody New", ("", None, "Somebody New")),
        ("", ("", None, "")),
    ],
)
def test_a_banner_is_told_apart_with_or_without_its_month(line, banner):
    assert banner_of(line, [LARCH, "Bell and Sons and Sons and Marlowe Assurance"]) == banner


def test_without_scales_a_banner_names_no_auditor():
    assert banner_of("Limited assurance · Somebody", []) == ("Limited assurance · Somebody", None, "")


def test_an_edition_that_somebody_wrote_into_keeps_what_they_wrote():
    draft = docx.Document(io.BytesIO(render(sample(), style="narrative", fmt="docx")))
    title = next(p for p in draft.paragraphs if p.text == "Significant – 4.4 Performance indicators")
    title.runs[-1].text = "Significant – 4.4 Indicators of performance"
    said = next(p for p in draft.paragraphs if p.text == "No update received for this meeting")
    said.insert_paragraph_before("Reported to the board in May.", style="Body Text")
    held = io.BytesIO()
    draft.save(held)
    rec = read(word(held.getvalue())).recommendations[4]
    assert rec.title == "Indicators of performance"
    assert rec.updates[0].text == "Reported to the board in May.\n\nNo update received for this meeting"


def test_an_item_that_lost_its_id_gets_one_with_a_doubt():
    draft = docx.Document(io.BytesIO(render(sample(), style="narrative", fmt="docx")))
    for paragraph in draft.paragraphs:
        if paragraph.style.name == "Meta" and "FLEET-1809-4.4" in paragraph.text:
            paragraph.runs[-1].text = ""
    held = io.BytesIO()
    draft.save(held)
    rec = read(word(held.getvalue())).recommendations[4]
    assert (rec.id, rec.rag) == ("FLEET-1809-4.4", "RED")
    assert rec.text == "Indicators should be reported to the fleet board."
    assert len(rec.doubts) == 1


def test_other_papers_are_not_taken_for_our_own(papers):
    for name in ("2019-07-jarap-tracker.txt", "2022-01-jarap-tracker.txt"):
        lines = (papers / name).read_text(encoding="utf-8").splitlines()
        blocks = [Line(text=line) for line in lines]
        assert recognises(Document(name=name, form="text", blocks=blocks)) == 0
    assert recognises(Document(name="x", form="text", blocks=[Line(text="END")])) == 0
