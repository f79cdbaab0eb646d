"""Several auditors in one register: each audit goes by its auditor's words, and the figures add up."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from sqlalchemy import Engine
from sqlmodel import Session, select

from followup import calendar, rag, routing
from followup.rules import RISK, Rules, Scale
from reports import asked as asked_items
from reports import discrepancies, figures, scales
from reports.compile import compile_paper
from reports.paper import Audit, AuditorScale, Paper, Recommendation
from reports.read import read
from reports.render import render
from store.db import reading, writing
from store.models import Audit as AuditRow
from store.models import Recommendation as Row
from store.models import RequestItem
from tests.drawn import FORMS, page_of, pages_of, text_of
from tests.scales_paper import BRYCE, LARCH, RULES, two_auditors
from tests.test_render_web import table_under
from tests.world import BOARD, JUNE, NOVEMBER, OPENED, PANEL, World, build

OTHER = Scale(auditor="Third Eye", priorities=("Priority 3", "Priority 2", "Priority 1"))
THREE = Rules(scales=(*RULES.scales, OTHER))
AUDITORS = ("", LARCH, BRYCE, "bryce  AUDIT", "Third Eye")
WORDS = (*Rules().priorities, *RULES.scales[0].priorities, *OTHER.priorities, None)
STATES = ("open", "proposed_closed", "not_adopted", "superseded")
MEETING = dt.date(2021, 3, 24)
DAYS = st.none() | st.dates(MEETING.replace(year=2019), MEETING.replace(year=2023))
ITEMS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(STATES), DAYS), max_size=6)
AUDITS = st.lists(st.tuples(st.sampled_from(AUDITORS), ITEMS), max_size=6)


def paper_of(audits, rules: Rules) -> Paper:
    """One audit for each auditor given, its items coloured by that auditor's rules."""
    paper = Paper(style="narrative", scheme=rules.scheme, meeting_date=MEETING)
    for number, (auditor, items) in enumerate(audits):
        paper.audits.append(Audit(title=f"A{number}", month="2021-01", auditor=auditor))
        for place, (priority, state, day) in enumerate(items):
            own = rules.of(auditor)
            colour = rag.colour(state, day, priority, rules=own, meeting=MEETING).colour
            rec = {"id": f"A{number}-2101-{place}", "audit": f"A{number}", "audit_month": "2021-01"}
            paper.recommendations.append(
                Recommendation(
                    **rec, title="x", priority=priority, status=state, rag=colour, target_in_force=day
                )
            )
    scales.put_in(paper, rules)
    return paper


# Rules


def test_an_auditor_without_a_scale_goes_by_the_panels_own():
    assert RULES.of("") == RULES.of("Somebody Else") == Rules()
    assert Rules().of("anybody") is not None


def test_an_auditors_scale_takes_the_place_of_the_panels_and_capitals_do_not_matter():
    bryce = RULES.of("  bryce AUDIT ")
    assert bryce == RULES.of(BRYCE) != Rules()
    assert bryce.priorities == ("High", "Medium", "Low", "Advisory")
    assert bryce.of(BRYCE) == bryce
    assert (bryce.criteria, bryce.open_days) == (RULES.criteria, RULES.open_days)


def test_what_a_scale_leaves_out_is_the_panels_own_and_nothing_is_kept_from_the_panel():
    own = THREE.of("Third Eye")
    assert (own.assurance, own.well_from) == (THREE.assurance, THREE.well_from)
    assert own.panel_when_well == own.priorities == ("Priority 3", "Priority 2", "Priority 1")


def test_other_priorities_alone_are_enough_and_all_go_to_the_panel():
    rules = Rules(priorities=("Critical", "Important"))
    assert (rules.panel_when_well, rules.risk_colours) == (("Critical", "Important"), {})
    assert Rules(priorities=Rules().priorities) == Rules()


HIGH = {"auditor": BRYCE, "priorities": ("High", "Low")}


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"scales": (HIGH, HIGH | {"auditor": "BRYCE audit"})}, "BRYCE audit has more than one scale"),
        ({"scales": (HIGH | {"panel_when_well": ("Urgent",)},)}, "Bryce Audit: panel_when_well names Urgent"),
        (
            {"scales": (HIGH | {"well_from": "Fine"},)},
            "Bryce Audit: well_from must be a step of the assurance",
        ),
        ({"scales": (HIGH | {"assurance": ("None", "Fair")},)}, r"\(None, Fair\), not Satisfactory"),
        (
            {"scales": (HIGH | {"risk_colours": {"Mid": "RED"}},)},
            "risk_colours names Mid, which is not among",
        ),
        ({"scales": (HIGH,), "scheme": "risk"}, "Bryce Audit: risk_colours must say the colour of High, Low"),
        ({"scheme": "risk", "priorities": ("High", "Low")}, "must say the colour of High, Low"),
        ({"priorities": ("High", "Low", "high")}, "priorities names high twice"),
        ({"priorities": ()}, "at least 1 item"),
        ({"scales": ({"auditor": " ", "priorities": ("High",)},)}, "at least 1 character"),
        ({"scales": ({"auditor": BRYCE},)}, "Field required"),
    ],
)
def test_a_scale_that_contradicts_itself_is_refused_in_plain_words(wrong, words):
    with pytest.raises(ValidationError, match=words):
        Rules(**wrong)


# Routing and colours


@given(
    st.sampled_from([*WORDS, "Odd"]), st.sampled_from(["None", "Minimal", "Reasonable", "Substantial", "No"])
)
def test_routing_goes_by_the_auditors_own_ladder_and_priorities(priority, opinion):
    route = routing.route(opinion, priority, RULES.of(BRYCE))
    well = opinion in ("Reasonable", "Substantial")
    assert (route.to == "board") == (well and priority in ("Low", "Advisory"))
    strange = opinion == "No" or (well and priority not in RULES.scales[0].priorities)
    assert bool(route.doubt) == strange
    assert routing.whole_report_goes(opinion, RULES.of(BRYCE)) == (opinion in ("None", "Minimal"))


def test_a_word_of_another_auditor_is_named_in_the_doubt():
    assert "Medium is not among" in routing.route("Satisfactory", "Medium", RULES.of(LARCH)).doubt
    assert "Limited is not among" in routing.route("Limited", "Medium", RULES.of(BRYCE)).doubt


RISKY = RISK.model_copy(update={"scales": RULES.scales})


@given(st.sampled_from(AUDITORS), st.sampled_from(WORDS))
def test_the_risk_colour_is_the_one_of_the_auditors_own_priority(auditor, priority):
    seen = rag.colour("open", None, priority, rules=RISKY.of(auditor), meeting=MEETING)
    assert seen.colour == RISKY.of(auditor).risk_colours.get(priority, "AMBER")
    assert bool(seen.doubt) == (priority not in RISKY.of(auditor).risk_colours)


# Figures


@given(AUDITS, st.sampled_from((THREE, RISKY, Rules(), RISK)))
def test_for_any_mix_of_auditors_every_table_adds_up_and_so_do_the_totals(audits, rules):
    paper = paper_of(audits, rules)
    rows = figures.summary(paper)
    *inner, grand = rows
    assert (grand.priority, grand.total) == ("Total", len(paper.recommendations))
    for row in rows:
        assert sum(c.value for c in row.columns if not c.of_which) == row.total
        assert [c.heading for c in row.columns] == [c.heading for c in grand.columns]
    if paper.scales:
        tables = [[row for row in inner if row.auditor == scale.name] for scale in paper.scales]
        assert sum(map(len, tables)) == len(inner)
        totals = []
        for *own, total in tables:
            assert total.priority == "Total"
            assert sum(row.total for row in own) == total.total
            totals.append(total)
        assert sum(total.total for total in totals) == grand.total
        for place, column in enumerate(grand.columns):
            assert column.value == sum(total.columns[place].value for total in totals)


@given(AUDITS, st.sampled_from((THREE, RISKY)))
def test_each_row_counts_the_items_of_its_own_auditors_only(audits, rules):
    paper = paper_of(audits, rules)
    expected = Counter(
        (rules.of(auditor).priorities if paper.scales else None, priority or figures.NO_PRIORITY)
        for auditor, items in audits
        for priority, *_ in items
    )
    whose = {scale.name: tuple(scale.priorities) for scale in paper.scales}
    seen = {
        (whose.get(row.auditor), row.priority): row.total
        for row in figures.summary(paper)
        if row.priority != "Total" and row.total
    }
    assert seen == dict(expected)


@given(AUDITS, st.sampled_from((THREE, RISKY)))
def test_what_is_counted_agrees_with_itself_on_both_sides_of_the_hinge(audits, rules):
    paper = paper_of(audits, rules)
    paper.summary = figures.summary(paper)
    for banner in paper.audits:
        banner.counts = figures.counts(paper, banner)
        own = rules.of(banner.auditor).priorities
        assert list(banner.counts)[: len(own)] == list(own)
    assert figures.check(paper) == []
    kinds = {found.kind for found in discrepancies.find(paper, lacking=lambda _: [])}
    assert kinds <= {"no_owner", "no_date", "no_update", "date_in_past"}


@given(AUDITS)
def test_only_priorities_that_the_auditor_has_not_are_noted(audits):
    paper = paper_of(audits, THREE)
    assert {note.item for note in paper.notes} == {
        rec.id
        for banner in paper.audits
        for rec in paper.of(banner)
        if rec.priority and rec.priority not in THREE.of(banner.auditor).priorities
    }


def test_auditors_who_share_a_scale_share_a_table_and_one_scale_needs_none():
    assert paper_of([(LARCH, []), ("", [])], THREE).scales == []
    shared = paper_of([("Wren", []), (LARCH, []), (BRYCE, [])], THREE)
    assert [scale.name for scale in shared.scales] == [f"{LARCH} and Wren", BRYCE]
    assert [s.name for s in paper_of([("", []), (BRYCE, [])], THREE).scales] == [
        "auditor not recorded",
        BRYCE,
    ]


def test_where_one_auditors_scale_is_the_only_one_in_use_it_is_the_papers():
    paper = paper_of([(BRYCE, [("Low", "open", None)])], THREE)
    assert (paper.scales, paper.priorities) == ([], ["High", "Medium", "Low", "Advisory"])
    assert [row.priority for row in figures.summary(paper)] == ["High", "Medium", "Low", "Advisory", "Total"]
    assert [row.assurance for row in paper.reporting] == [
        "Reasonable assurance or above",
        "Minimal assurance or below",
    ]


def test_a_wrong_figure_names_the_auditor_whose_table_it_stands_in():
    paper = two_auditors()
    paper.summary = figures.summary(paper)
    wrong = next(row for row in paper.summary if (row.auditor, row.priority) == (BRYCE, "Medium"))
    wrong.total += 1
    assert f"The summary gives 2 in all for Medium ({BRYCE}), the appendix holds 1." in figures.check(paper)
    said = [found.message for found in discrepancies.find(paper) if found.kind.startswith("summary")]
    assert f"The summary counts 2 Medium recommendations of {BRYCE}; the appendix shows 1." in said
    assert f"The summary's row Medium ({BRYCE}) adds up to 1, but its total is 2." in said
    assert f"The summary's rows of {BRYCE} add up to 4, but its total is 3." in said
    assert "The summary's rows add up to 9, but its total is 8." in said


def test_rows_of_an_auditor_whose_items_nobody_can_tell_are_not_called_wrong():
    paper = two_auditors()
    paper.summary = figures.summary(paper)
    paper.scales = []
    assert not [found for found in discrepancies.find(paper) if found.kind == "summary_total"]


def test_an_audit_of_an_auditor_without_a_scale_in_the_paper_is_refused():
    paper = two_auditors()
    paper.audits[0].auditor = "Nobody Known"
    [reason] = figures.check(paper)
    assert reason == "EVIDENTIAL PROPERTY STORES goes by no scale of the paper (auditor: Nobody Known)."


# Whose an audit is


def read_paper(*audits) -> Paper:
    return paper_of([("", items) for items in audits], Rules())


def test_audits_of_a_paper_that_was_read_find_their_auditor_by_their_words():
    mine, theirs, silent = [("Significant", "open", None)], [("Medium", "open", None)] * 2, []
    paper = read_paper(mine, theirs, silent, [("Medium", "open", None), ("Significant", "open", None)])
    paper.audits[1].assurance = "Minimal"
    scales.attribute(paper, THREE, LARCH)
    assert [audit.auditor for audit in paper.audits] == [LARCH, BRYCE, LARCH, LARCH]
    doubts = {rec.id: rec.doubts for rec in paper.recommendations if rec.doubts}
    assert doubts == {
        "A1-2101-0": [f"the auditor of A1 was inferred from its priorities and opinion: {BRYCE}"]
    }


def test_what_the_paper_says_of_its_auditor_stands():
    paper = read_paper([("Medium", "open", None)])
    paper.audits[0].auditor = "Third Eye"
    scales.attribute(paper, THREE, LARCH)
    assert (paper.audits[0].auditor, paper.recommendations[0].doubts) == ("Third Eye", [])


@given(st.lists(st.sampled_from(["Larch", "Bell and Sons", "Mill", "A and B and C", ""]), unique=True))
def test_the_auditors_of_a_scale_are_told_apart_in_its_name(auditors):
    name = AuditorScale(auditors=auditors, priorities=[]).name
    assert scales.auditors_in(name, {"Bell and Sons", "A and B and C", "Larch", "Mill"}) == auditors


def test_an_auditor_whom_no_banner_names_is_what_stands_between_the_others():
    assert scales.auditors_in("Mill and Bell and Sons and Old and New", {"Bell and Sons"}) == [
        "Mill", "Bell and Sons", "Old and New",
    ]  # fmt: skip


# The register


def with_two_auditors(engine: Engine, rules: Rules) -> World:
    """The invented register, its stores audited by Bryce: three items of six, none with a date passed."""
    world = build(engine, rules)
    with writing(engine) as session:
        audit = session.exec(select(AuditRow).where(AuditRow.title == "STORES")).one()
        audit.auditor, audit.opinion = BRYCE, "Minimal"
        words = {"Fundamental": "High", "Significant": "Medium", "Housekeeping": "Advisory"}
        for rec in session.exec(select(Row).where(Row.audit_id == audit.id)).all():
            rec.priority = words[rec.priority or ""]
            session.add(rec)
        session.add(audit)
        panel = calendar.body(session, PANEL, "panel")
        calendar.add_meeting(session, panel, NOVEMBER, who="t", at=OPENED)
    return world


def compiled(session: Session, world: World) -> Paper:
    """The paper of the next meeting: that of June is printed in its own words."""
    return compile_paper(
        session, world.meeting(session, NOVEMBER), rules=world.rules, board=BOARD, style="narrative"
    )


def test_a_register_of_two_auditors_compiles_with_a_table_for_each(engine: Engine) -> None:
    world = with_two_auditors(engine, RULES)
    with reading(engine) as session:
        paper = compiled(session, world)
    assert [(a.title, a.auditor) for a in paper.audits] == [
        ("FLEET MANAGEMENT", "Marlowe Assurance"), ("STORES", BRYCE),
    ]  # fmt: skip
    assert paper.auditor == f"{BRYCE} and Marlowe Assurance"
    assert [(s.name, s.priorities[0]) for s in paper.scales] == [
        ("Marlowe Assurance", "Fundamental"), (BRYCE, "High"),
    ]  # fmt: skip
    assert {(row.auditor, row.priority): row.total for row in figures.summary(paper)} == {
        ("Marlowe Assurance", "Fundamental"): 0, ("Marlowe Assurance", "Significant"): 3,
        ("Marlowe Assurance", "Housekeeping"): 0, ("Marlowe Assurance", "Total"): 3,
        (BRYCE, "High"): 1, (BRYCE, "Medium"): 1, (BRYCE, "Low"): 0, (BRYCE, "Advisory"): 1,
        (BRYCE, "Total"): 3, ("", "Total"): 6,
    }  # fmt: skip
    assert paper.audits[1].counts == {"High": 1, "Medium": 1, "Low": 0, "Advisory": 1}
    assert (paper.notes, figures.check(paper)) == ([], [])


def test_the_risk_colours_of_a_compiled_paper_are_each_auditors_own(engine: Engine) -> None:
    world = with_two_auditors(engine, RISKY)
    with reading(engine) as session:
        paper = compiled(session, world)
    assert {rec.priority: rec.rag for rec in paper.recommendations} == {
        "Significant": "AMBER", "High": "RED", "Medium": "AMBER", "Advisory": "GREEN",
    }  # fmt: skip
    assert paper.recommendations[0].rag == "AMBER"


def test_a_priority_of_the_wrong_auditor_is_put_before_the_inspectorate(engine: Engine) -> None:
    world = with_two_auditors(engine, Rules())
    with reading(engine) as session:
        paper = compiled(session, world)
    assert paper.scales == []
    words = {note.item: note.words for note in paper.notes if note.kind == "off_scale"}
    assert words["STORES-2602-4.1"] == f"High is not among the priorities of {BRYCE}"
    assert figures.check(paper) == []


def test_a_request_shows_the_colour_of_the_auditors_own_priority(engine: Engine) -> None:
    world = with_two_auditors(engine, RISKY)
    with reading(engine) as session:
        rec = world.row(session, "STORES-2602-4.1")
        audit, meeting = session.get_one(AuditRow, rec.audit_id), world.meeting(session, JUNE)
        asked = [RequestItem(request_id=1, recommendation_id=rec.id or 0)]
        said = asked_items.item(session, asked_items.Block(asked, rec, audit), meeting, world.rules)
    assert (said["priority"], said["rag"]) == ("High", "RED")


# The printed paper


@pytest.mark.parametrize("risk", [False, True])
def test_the_web_page_has_a_summary_for_each_auditor_and_the_grand_total(risk):
    style, split = ("table", "priority") if risk else ("narrative", "priority and progress")
    page = page_of(two_auditors(risk=risk), style)
    caption = f"Recommendations by {split}"
    larch, bryce, both = (table_under(page, f"{caption}: {who}") for who in (LARCH, BRYCE, "all auditors"))
    assert [row[0] for row in larch] == ["Fundamental", "Significant", "Housekeeping", "Total"]
    assert [row[0] for row in bryce] == ["High", "Medium", "Low", "Advisory", "Total"]
    assert [(row[0], row[-1]) for row in both] == [(LARCH, "5"), (BRYCE, "3"), ("Grand total", "8")]
    assert both[0][1:] == larch[-1][1:]
    assert both[1][1:] == bryce[-1][1:]


def test_what_is_reported_where_is_printed_for_each_auditor():
    page = page_of(two_auditors(), "narrative")
    board = "Strategic Risk Board"
    assert table_under(page, f"Where recommendations are reported: {BRYCE}") == [
        ["Reasonable assurance or above", "Panel", "Panel", board, board, "–"],
        ["Minimal assurance or below", "Panel", "Panel", "Panel", "Panel", "Yes"],
    ]
    assert len(table_under(page, f"Where recommendations are reported: {LARCH}")) == 2
    words = " ".join(page.body.text(separator=" ").split())
    assert "as the tables below show, one for each auditor's scale. Where it says so, the whole" in words


def test_the_key_of_the_risk_colours_names_the_auditor():
    rows = table_under(page_of(two_auditors(risk=True), "table"), "What the colours mean")
    assert ["RED", f"Fundamental priority ({LARCH})"] in rows
    assert ["RED", f"High priority ({BRYCE})"] in rows
    assert len(rows) == 7


@pytest.mark.parametrize(("style", "fmt"), FORMS)
def test_each_format_prints_both_scales_and_whose_each_audit_is(style, fmt):
    text = " ".join(text_of(two_auditors(risk=style == "table"), style, fmt).split())
    assert f"the internal auditors, {BRYCE} and {LARCH}, have made" in text
    assert f"{BRYCE}: High, Medium, Low or Advisory" in text
    assert f"{LARCH}: Fundamental, Significant or Housekeeping" in text
    assert f": {BRYCE}" in text
    assert "Grand total" in text
    assert f"September 2018 · {BRYCE}" in text


@pytest.mark.parametrize("style", ["narrative", "table"])
def test_the_front_pages_of_two_auditors_stay_few(style):
    pages = pages_of(render(two_auditors(risk=style == "table"), style=style, fmt="pdf"))
    assert next(n for n, text in enumerate(pages, start=1) if "Appendix A: internal audit" in text) <= 4


@pytest.mark.parametrize(("style", "fmt"), [(s, f) for s in ("narrative", "table") for f in ("docx", "xlsx")])
def test_the_summaries_of_two_auditors_come_back_and_agree_with_the_items(style, fmt, tmp_path):
    paper = two_auditors(risk=style == "table")
    file = tmp_path / f"paper.{fmt}"
    file.write_bytes(render(paper, style=style, fmt=fmt))
    found = read(file)
    assert [(row.auditor, row.priority, row.total) for row in found.summary] == [
        (row.auditor, row.priority, row.total) for row in figures.summary(paper)
    ]
    assert not [one.message for one in found.discrepancies if one.kind.startswith("summary")]
