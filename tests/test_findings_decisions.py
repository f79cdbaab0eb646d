"""What is marked stays in; who decides, when, and what the papers say of it."""

import datetime as dt

import pytest
from sqlmodel import select

from followup import Refused, audits, calendar, outcomes, review
from store.db import reading, writing
from store.models import Contribution, Evidence
from tests.findings import entry, mail_text, paper, status
from tests.test_intake import reply, take
from tests.test_updates import CLOSING, PROOF, approve, decide, say
from tests.world import ALEX, JUNE, NOVEMBER, OPENED, PANEL, PAT, REVIEWER, World, build

SECRET = "The alarm on the rear door of store B is broken."


@pytest.fixture
def marked(world: World) -> World:
    with writing(world.engine) as session:
        audits.mark(session, "STORES-2602", "OFFICIAL-SENSITIVE", who="m", at=OPENED)
        audits.mark(session, "FLEET-2509", "OFFICIAL-SENSITIVE", who="m", at=OPENED)
    return world


def test_a_question_about_a_marked_item_does_not_mail_its_words(marked: World) -> None:
    say(marked, ALEX, "STORES-2602-4.1", f"{SECRET} {CLOSING}")
    assert "rear door" not in mail_text(marked, ALEX, "question")


def test_a_receipt_about_a_marked_item_names_no_evidence(marked: World) -> None:
    files = [("rear door alarm faults.csv", "text/csv", b"a,b\r\n1,2\r\n")]
    take(marked, reply(marked, ALEX, {"STORES-2602-4.1": "See attached."}, attachments=files))
    assert "rear door" not in mail_text(marked, ALEX, "receipt")


def test_what_the_panel_asked_about_a_marked_item_is_not_mailed(engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        audits.mark(session, "STORES-2602", "OFFICIAL-SENSITIVE", who="m", at=OPENED)
        outcomes.record(
            session, world.row(session, "STORES-2602-4.1"), "action",
            meeting=world.meeting(session, JUNE), words="Mend the rear door alarm", who="m", at=OPENED,
        )  # fmt: skip
    world.open()
    assert "rear door" not in mail_text(world, ALEX, "request")


def test_a_marked_item_of_the_board_stands_by_title_only_in_the_public_paper(marked: World) -> None:
    (item,) = paper(marked).board_items
    assert (item.title, item.text) == ("User access", "")


def test_a_strangers_attachment_is_not_named_in_the_public_paper(world: World) -> None:
    files = [("the chief must resign.csv", "text/csv", b"a,b\r\n1,2\r\n")]
    raw = reply(
        world, PAT, {"FLEET-2509-4.1": "See attached."}, attachments=files, from_="x@elsewhere.example"
    )
    assert take(world, raw).state == "unverified"
    assert entry(world, "FLEET-2509-4.1").evidence == []


def test_evidence_that_came_later_is_not_in_an_earlier_paper(world: World) -> None:
    with writing(world.engine) as session:
        row = world.row(session, "FLEET-2509-4.1")
        session.add(Evidence(recommendation_id=row.id or 0, name="printed in June.pdf"))
    files = [("october.csv", "text/csv", b"a,b\r\n1,2\r\n")]
    take(world, reply(world, PAT, {"FLEET-2509-4.1": "See attached."}, attachments=files))
    assert entry(world, "FLEET-2509-4.1", JUNE).evidence == ["printed in June.pdf"]


def test_an_approval_after_the_panel_refused_does_not_propose_it_again(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", f"{CLOSING} {PROOF}")
    approve(world, "FLEET-2509-4.1")
    with writing(world.engine) as session:
        outcomes.record(
            session, world.row(session, "FLEET-2509-4.1"), "refused", words="Sample 100",
            meeting=world.meeting(session, NOVEMBER), who="m",
            at=dt.datetime.combine(NOVEMBER, dt.time(17), dt.UTC),
        )  # fmt: skip
    with pytest.raises(Refused):
        approve(world, "FLEET-2509-4.1")
    assert status(world, "FLEET-2509-4.1") == "open"


def test_a_meeting_cannot_have_decided_before_it_met(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", f"{CLOSING} {PROOF}")
    approve(world, "FLEET-2509-4.1")
    with pytest.raises(Refused, match="has not met"), writing(world.engine) as session:
        outcomes.record(
            session, world.row(session, "FLEET-2509-4.1"), "agreed",
            meeting=world.meeting(session, NOVEMBER), who="m", at=OPENED + dt.timedelta(days=2),
        )  # fmt: skip


def test_an_earlier_meeting_cannot_agree_what_was_proposed_after_it(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", f"{CLOSING} {PROOF}")
    approve(world, "FLEET-2509-4.1")
    with pytest.raises(Refused), writing(world.engine) as session:
        outcomes.record(
            session, world.row(session, "FLEET-2509-4.1"), "agreed",
            meeting=world.meeting(session, JUNE), who="m", at=OPENED + dt.timedelta(days=2),
        )  # fmt: skip


def test_a_past_paper_does_not_show_what_was_proposed_later(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", f"{CLOSING} {PROOF}")
    approve(world, "FLEET-2509-4.1")
    assert entry(world, "FLEET-2509-4.1", JUNE).status == "open"


def test_words_received_but_never_approved_are_not_called_no_update_in_the_next_paper(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "Going well.")
    march = dt.date(2027, 3, 4)
    with writing(world.engine) as session:
        body = calendar.body(session, PANEL, "panel")
        calendar.add_meeting(session, body, march, who="m", at=OPENED)
    texts = [one.text for one in entry(world, "FLEET-2509-4.1", march).updates]
    assert "No update was received for that meeting." not in texts


def test_an_extension_granted_at_a_meeting_is_not_in_the_paper_it_had_before_it(world: World) -> None:
    with writing(world.engine) as session:
        outcomes.record(
            session, world.row(session, "FLEET-2509-4.1"), "extension", date=dt.date(2027, 6, 30),
            meeting=world.meeting(session, JUNE), who="m", at=OPENED,
        )  # fmt: skip
    assert entry(world, "FLEET-2509-4.1", JUNE).target_in_force == dt.date(2026, 12, 31)
    assert entry(world, "FLEET-2509-4.1").target_in_force == dt.date(2027, 6, 30)


def test_owners_do_not_approve_what_they_sent_from_a_private_address(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "Going well.", trust="unverified", who="pat@private.example")
    with writing(world.engine) as session:
        one = session.exec(select(Contribution)).one()
        review.take(session, one, reason="telephoned", rules=world.rules, who=REVIEWER, at=OPENED)
    with pytest.raises(Refused, match="own words"):
        approve(world, "FLEET-2509-4.1", who=PAT)


def test_nobody_verifies_or_takes_in_their_own_words(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "Going well.")
    with pytest.raises(Refused, match="own"):
        decide(world, "FLEET-2509-4.1", review.verify, "All checked", who=PAT)
    say(world, PAT, "FLEET-2509-4.2", "Fine.", trust="unverified", who="pat@private.example")
    with reading(world.engine) as session:
        waiting = next(one for one in session.exec(select(Contribution)).all() if not one.taken)
    with writing(world.engine) as session:
        mine = session.get_one(Contribution, waiting.id)
        with pytest.raises(Refused, match="own"):
            review.take(session, mine, reason="it is me", rules=world.rules, who=PAT, at=OPENED)


def test_words_that_came_after_the_check_are_not_printed_as_verified(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "Nine of ten cars are checked.")
    decide(world, "FLEET-2509-4.1", review.verify, "Ten job cards seen on site")
    say(world, PAT, "FLEET-2509-4.1", "All 400 cars are checked.", hours=48)
    approve(world, "FLEET-2509-4.1")
    assert entry(world, "FLEET-2509-4.1").updates[-1].verified is None
