"""A newly published report: entered with its file, routed by rule 1, told and not chased, or refused."""

import datetime as dt

import pytest
from sqlalchemy import Engine
from sqlmodel import select

from followup import Refused, audits, calendar
from followup.asking import JOINED_LATE, NEW_REPORT
from followup.cycle import close
from followup.rules import RISK, Rules
from reports import figures, new_audit
from reports.paper import Audit, BoardItem, Link, Owner, Paper, Recommendation, TargetDate, Update
from reports.read import read_lines
from store import queries
from store.db import reading, writing
from store.models import Audit as AuditRow
from store.models import AuditReport, Event, Evidence
from store.models import Recommendation as Row
from tests.findings import entry, mail_text, paper
from tests.test_intake import reply, take
from tests.world import BOARD, JUNE, NOVEMBER, OPENED, PANEL, PAT, World, build

REPORT = """\
DYKE BOATS – {opinion} ASSURANCE		September 2026
FUNDAMENTAL: 1	SIGNIFICANT: 1	HOUSEKEEPING: 1
Fundamental – 4.1 Sluice Keys
All keys should be signed for.
Implementation Target Date: January 2027
Person Responsible: Pat Marsh
Initial Management Response: Agreed.
Significant – 4.2 Boat Hire
Boats should be hired by contract, which is dependent on 4.1.
Implementation Target Date: six months after 4.1 is completed
Person Responsible: Cy Nobody - Head of Stores
Initial Management Response: Supported.
Housekeeping – 4.3 Oars
The oars should be counted.
Implementation Target Date: Ongoing
Person Responsible: Alex Fenn
END
"""


def report(opinion: str = "LIMITED") -> Paper:
    return read_lines(REPORT.format(opinion=opinion).splitlines(), "boats.txt")


def add(
    world: World, read: Paper | None = None, *, at=OPENED, rules: Rules | None = None, content=b"pdf", **more
):
    details = new_audit.Details(**{"published_on": OPENED.date() - dt.timedelta(days=3), **more})
    with writing(world.engine) as session:
        return new_audit.add(
            session, read or report(), details, name="boats.pdf", content=content, rules=rules or world.rules,
            panel=calendar.body(session, PANEL, "panel"), board=calendar.body(session, BOARD, "board"),
            who="t", at=at,
        )  # fmt: skip


def small(**more) -> Paper:
    """One hand-made recommendation, as a table without any heading gives it."""
    rec = {
        "id": "X",
        "audit": "",
        "title": "Sluice keys",
        "reference": "4.1",
        "priority": "significant",
        **more,
    }
    return Paper(style="csv", recommendations=[Recommendation.model_validate(rec)])


def refused(world: World, *args, **kwargs) -> str:
    """The words of a refusal; and nothing was entered by it."""
    with pytest.raises(Refused) as said:
        add(world, *args, **kwargs)
    with reading(world.engine) as session:
        assert session.exec(select(AuditReport)).all() == []
        assert len(session.exec(select(AuditRow)).all()) == 2
    return str(said.value)


def test_a_badly_graded_report_goes_to_the_panel_whole(engine: Engine) -> None:
    world = build(engine)
    entered = add(world)
    assert [(one.id, one.to) for one in entered.items] == [
        ("DYKE-2609-4.1", "panel"), ("DYKE-2609-4.2", "panel"), ("DYKE-2609-4.3", "panel"),
    ]  # fmt: skip
    assert entered.notes == [
        "Limited assurance: the whole report goes to the panel, and somebody of the service area attends"
    ]
    assert entered.unmatched == ["Cy Nobody"]
    with reading(engine) as session:
        move = queries.moves(session, world.row(session, "DYKE-2609-4.3").id)[-1]
        assert move.reason == "Limited assurance: every recommendation is reported to the panel"


def test_of_a_well_graded_report_housekeeping_goes_to_the_board(engine: Engine) -> None:
    world = build(engine)
    entered = add(world, report("SATISFACTORY"))
    assert [one.to for one in entered.items] == ["panel", "panel", "board"]
    assert entered.notes == []
    world.open()
    assert [item.title for item in paper(world).board_items] == ["User access", "Oars"]
    assert "DYKE-2609-4.3" not in [rec.id for rec in paper(world).recommendations]
    assert figures.check(paper(world)) == []


def test_where_everything_goes_to_the_panel_the_rules_say_so(engine: Engine) -> None:
    entered = add(build(engine, RISK), report("SATISFACTORY"))
    assert {one.to for one in entered.items} == {"panel"}


def test_everything_the_report_says_is_in_the_register(engine: Engine) -> None:
    world = build(engine)
    add(world, auditor="Marlowe Assurance", marking="OFFICIAL")
    with reading(engine) as session:
        first, second = (world.row(session, f"DYKE-2609-4.{n}") for n in (1, 2))
        audit = session.get_one(AuditRow, first.audit_id)
        assert (audit.title, audit.month, audit.opinion) == ("DYKE BOATS", "2026-09", "Limited")
        assert (audit.auditor, audit.handling) == ("Marlowe Assurance", "OFFICIAL")
        assert audit.published_on == dt.date(2026, 9, 28)
        kept = session.exec(select(AuditReport)).one()
        assert (kept.audit_id, kept.name, kept.content) == (audit.id, "boats.pdf", b"pdf")
        assert (first.priority, first.response) == ("Fundamental", "Agreed.")
        assert [a.person_id is None for a in queries.assignments(session, first.id)] == [False]
        (date,) = queries.dates(session, second.id)
        assert (date.after, date.months, date.meeting_id) == ("4.1", 6, None)
        assert [(link.kind, link.to_id) for link, _to in queries.links(session, second.id)] == [
            ("depends_on", first.id)
        ]
        assert "audit entered" in [event.kind for event in session.exec(select(Event)).all()]


def test_the_papers_before_it_do_not_show_it(engine: Engine) -> None:
    world = build(engine)
    before = paper(world, JUNE)
    add(world)
    assert paper(world, JUNE) == before


def test_its_owners_are_told_not_chased_when_the_round_opens(engine: Engine) -> None:
    world = build(engine)
    add(world)
    world.open()
    assert "This report is new" in mail_text(world, PAT, "request")
    shown = entry(world, "DYKE-2609-4.1")
    assert [update.text for update in shown.updates] == [NEW_REPORT]
    assert [note.kind for note in paper(world).notes if note.item == "DYKE-2609-4.1"] == ["new_report"]


def test_a_report_published_while_a_round_runs_is_told_in_it(world: World) -> None:
    entered = add(world)
    assert "the round for 12 November 2026 is under way: 2 owners asked or told" in entered.notes
    assert "[DYKE-2609-4.1] Sluice Keys" in mail_text(world, PAT, "request")
    for number in (1, 2, 3):  # also where no owner is known
        assert [update.text for update in entry(world, f"DYKE-2609-4.{number}").updates] == [NEW_REPORT]
    assert take(world, reply(world, PAT, {"DYKE-2609-4.1": "Half the keys."})).state == "understood"
    with reading(world.engine) as session:
        update = queries.update_for(session, world.row(session, "DYKE-2609-4.1").id, world.cycle(session).id)
        assert update is not None
        assert (update.text, update.approved) == ("Half the keys.", NEW_REPORT)


def test_what_is_new_is_reckoned_from_the_day_the_round_opened(world: World) -> None:
    published = OPENED.date() - dt.timedelta(days=world.rules.new_days)
    add(world, published_on=published, at=OPENED + dt.timedelta(days=20))
    assert [update.text for update in entry(world, "DYKE-2609-4.1").updates] == [NEW_REPORT]
    with reading(world.engine) as session:
        lines = queries.asked(session, world.request(session, PAT).id)
        assert [line.told for line, rec, _audit in lines if rec.item_id == "DYKE-2609-4.1"] == [True]


def test_an_older_report_entered_after_collection_is_said_to_be_late(world: World) -> None:
    with writing(world.engine) as session:
        close(session, world.cycle(session), who="t", at=OPENED)
    add(world, published_on=dt.date(2026, 2, 1))
    assert [update.text for update in entry(world, "DYKE-2609-4.1").updates] == [JOINED_LATE]


def test_what_a_table_does_not_say_is_given_by_options(engine: Engine) -> None:
    world = build(engine)
    assert "--title" in refused(world, small())
    assert "--month" in refused(world, small(), title="Locks")
    assert "2026-09" in refused(world, small(), title="Locks", month="soon")
    assert "No, Limited, Satisfactory, Significant" in refused(
        world, small(), title="Locks", month="2026-09", assurance="Splendid"
    )
    assert "still to come" in refused(
        world, small(), title="Locks", month="2026-09", published_on=dt.date(2026, 10, 2)
    )
    entered = add(world, small(), title="Locks", month="September 2026", assurance="limited assurance")
    assert entered.audit == "Locks, September 2026: Limited assurance, published 28 September 2026"
    (one,) = entered.items
    assert (one.id, one.priority, one.to) == ("LOCKS-2609-4.1", "Significant", "panel")


def test_what_is_in_the_register_is_not_entered_again(engine: Engine) -> None:
    world = build(engine)
    assert "holds no recommendation" in refused(world, Paper(style="csv"))
    assert "in the register already" in refused(world, small(), title="stores", month="2026-02")
    add(world)
    with pytest.raises(Refused, match="kept already as the report of DYKE BOATS"):
        add(world, small(), title="Locks", month="2026-09")
    with pytest.raises(Refused, match="in the register already"):
        add(world, content=b"another")


def test_several_audits_in_one_file_are_refused(engine: Engine) -> None:
    two = [small(audit="A", audit_month="2026-09").recommendations[0], small(audit="B").recommendations[0]]
    assert "2 audits (A 2026-09, B)" in refused(build(engine), Paper(style="csv", recommendations=two))


def test_an_audit_with_the_code_of_another_takes_more_of_its_title(engine: Engine) -> None:
    world = build(engine)
    entered = add(world, small(), title="Stores for Drones", month="2026-02")
    assert [one.id for one in entered.items] == ["STORESDRONES-2602-4.1"]
    with writing(engine) as session:
        assert audits.mark(session, "STORESDRONES-2602", "X", who="t", at=OPENED) == "Stores for Drones"
    said = "item ids are in the register already: STORES-2602-4.1"
    with pytest.raises(Refused, match=said):
        add(world, small(), title="The Stores Audit", month="2026-02", content=b"x")


def test_one_reference_twice_is_numbered(engine: Engine) -> None:
    twice = Paper(
        style="csv", recommendations=small().recommendations * 2 + small(reference=None).recommendations
    )
    entered = add(build(engine), twice, title="Locks", month="2026-09")
    assert [one.id for one in entered.items] == ["LOCKS-2609-4.1", "LOCKS-2609-4.1-2", "LOCKS-2609-X1"]


def test_what_a_new_report_cannot_know_is_left_out_and_said(engine: Engine) -> None:
    world = build(engine)
    read = small(
        updates=[Update(label="Update May 2026", text="Done.")], status="proposed_closed",
        evidence=["keys.xlsx"], links=[Link(kind="duplicates", to="STORES-2602-4.1")], priority="Urgent",
        owners=[Owner(name="Pat Marsh", part="1")], doubts=["the text may be cut"],
        target_dates=[TargetDate(words="May 2027", date=dt.date(2027, 5, 31))],
    )  # fmt: skip
    read.board_items = [BoardItem(audit="Locks", title="Paint")]
    read.audits = [Audit(title="", assurance="Splendid")]
    entered = add(world, read, title="Locks", month="2026-09")
    assert entered.doubts == [
        "LOCKS-2609-4.1: the text may be cut",
        "LOCKS-2609-4.1: its priority 'Urgent' is not one of Fundamental, Significant, Housekeeping",
        "LOCKS-2609-4.1: assurance opinion: Splendid is not among the auditor's words; sent to the panel",
        "LOCKS-2609-4.1: it shows updates or a proposal, which a new report has not: they were left out",
        "left out, a board's table is no part of a report: Paint",
    ]
    with reading(engine) as session:
        row = world.row(session, "LOCKS-2609-4.1")
        assert (row.status, queries.updates(session, row.id)) == ("open", [])
        assert [one.name for one in session.exec(select(Evidence)).all()] == ["keys.xlsx"]
        ((link, to),) = queries.links(session, row.id)
        assert to is not None
        assert (link.kind, to.item_id) == ("duplicates", "STORES-2602-4.1")
        assert len(session.exec(select(Row).where(Row.audit_id == row.audit_id)).all()) == 1


def test_a_meeting_on_the_day_it_is_entered_shows_it(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        panel = calendar.body(session, PANEL, "panel")
        calendar.add_meeting(session, panel, OPENED.date(), who="t", at=OPENED)
        calendar.add_meeting(session, panel, OPENED.date() - dt.timedelta(days=1), who="t", at=OPENED)
    add(world)
    days = (OPENED.date() - dt.timedelta(days=1), OPENED.date())
    shown = [["DYKE-2609-4.1" in [rec.id for rec in paper(world, day).recommendations]] for day in days]
    assert shown == [[False], [True]]
    assert OPENED.date() < NOVEMBER
