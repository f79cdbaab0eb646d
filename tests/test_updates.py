"""An owner's words become an update: composed by part, read honestly, asked back once, never overwritten."""

import datetime as dt

import pytest
from sqlmodel import select

from followup import Refused, cycle, review, targets
from followup.documents import Document
from followup.updates import Draft, Heard, submit
from store import queries
from store.db import reading, writing
from store.models import Contribution, KeptDocument, Outbox, TargetDate, Update
from tests.world import ALEX, OPENED, PAT, REVIEWER, SAM, World

CLOSING = "The recommendation has been implemented in full: the new checks are in place. Please close."
PROOF = "A dip sample of 40 of 200 vehicles in September found 39 (97.5%) serviced on time."


def say(world: World, address: str, item_id: str, text: str, hours: int = 1, **more) -> Heard:
    values = {"trust": "accepted", "documents": []} | more
    with writing(world.engine) as session:
        return submit(
            session, Draft(item_id=item_id, text=text, documents=values["documents"]),
            request=world.request(session, address), who=more.get("who", address), trust=values["trust"],
            channel="mail", inbound_id=None, rules=world.rules, at=OPENED + dt.timedelta(hours=hours),
        )  # fmt: skip


def update(session, world: World, item_id: str) -> Update:
    found = queries.update_for(session, world.row(session, item_id).id, world.cycle(session).id)
    assert found is not None
    return found


def decide(world: World, item_id: str, verb, *args, **kwargs) -> None:
    with writing(world.engine) as session:
        verb(session, update(session, world, item_id), *args, who=kwargs.pop("who", REVIEWER),
             at=OPENED + dt.timedelta(days=1), **kwargs)  # fmt: skip


def approve(world: World, item_id: str, **kwargs) -> None:
    decide(world, item_id, review.approve, rules=world.rules, **kwargs)


def test_words_about_an_item_become_its_update(world: World) -> None:
    heard = say(world, PAT, "FLEET-2509-4.1", "Checks are running in two of three workshops.")
    assert heard.reading.claim == "progress"
    with reading(world.engine) as session:
        now = update(session, world, "FLEET-2509-4.1")
        assert (now.state, now.text) == ("received", "Checks are running in two of three workshops.")


def test_nobody_answers_for_items_they_were_not_asked_about(world: World) -> None:
    with pytest.raises(Refused, match="not among the items asked of you"):
        say(world, SAM, "FLEET-2509-4.1", "Not mine.")


def test_the_newest_words_of_the_same_owner_win_and_both_are_kept(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "First words.", hours=1)
    say(world, PAT, "FLEET-2509-4.1", "Second words.", hours=2)
    with reading(world.engine) as session:
        assert update(session, world, "FLEET-2509-4.1").text == "Second words."
        assert len(session.exec(select(Contribution)).all()) == 2


@pytest.mark.parametrize("many", [queries.MOST_RECENT - 1, queries.MOST_RECENT, 3 * queries.MOST_RECENT])
def test_what_one_owner_said_long_ago_stands_however_much_the_other_says(world: World, many: int) -> None:
    say(world, ALEX, "STORES-2602-4.2", "Alex has trained the officers.", hours=1)
    for number in range(many):
        say(world, SAM, "STORES-2602-4.2", f"Sam's words {number}.", hours=2 + number)
    with reading(world.engine) as session:
        text = update(session, world, "STORES-2602-4.2").text
    assert text == f"(1) Alex has trained the officers.\n\n(2) Sam's words {many - 1}."


def test_the_parts_of_a_split_item_stand_beside_each_other(world: World) -> None:
    say(world, SAM, "STORES-2602-4.2", "Forty tutors trained.")
    say(world, ALEX, "STORES-2602-4.2", "Portal live.", hours=2)
    with reading(world.engine) as session:
        assert (
            update(session, world, "STORES-2602-4.2").text == "(1) Portal live.\n\n(2) Forty tutors trained."
        )


def test_closing_one_part_does_not_close_the_item(world: World) -> None:
    say(world, ALEX, "STORES-2602-4.2", f"{CLOSING} {PROOF}")
    with reading(world.engine) as session:
        assert update(session, world, "STORES-2602-4.2").claim == "progress"
    say(world, SAM, "STORES-2602-4.2", f"{CLOSING} {PROOF}", hours=2)
    with reading(world.engine) as session:
        assert update(session, world, "STORES-2602-4.2").claim == "propose_closed"


def test_a_closure_without_evidence_goes_back_once_by_itself(world: World) -> None:
    heard = say(world, PAT, "FLEET-2509-4.1", CLOSING)
    assert len(heard.questions) == 1
    with reading(world.engine) as session:
        assert update(session, world, "FLEET-2509-4.1").state == "returned"
        questions = session.exec(select(Outbox).where(Outbox.kind == "question")).all()
        assert len(questions) == 1
        assert "What shows that it is working?" in questions[0].about
    again = say(world, PAT, "FLEET-2509-4.1", "It works well, everybody says so.", hours=2)
    assert again.questions == []
    with reading(world.engine) as session:
        now = update(session, world, "FLEET-2509-4.1")
        assert (now.state, now.claim) == ("amended", "propose_closed")
        assert len(session.exec(select(Outbox).where(Outbox.kind == "question")).all()) == 1


def test_the_answer_to_a_question_joins_what_it_answers(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", CLOSING)
    say(world, PAT, "FLEET-2509-4.1", PROOF, hours=2)
    with reading(world.engine) as session:
        assert update(session, world, "FLEET-2509-4.1").text == f"{CLOSING}\n\n{PROOF}"
    approve(world, "FLEET-2509-4.1")
    with reading(world.engine) as session:
        assert world.row(session, "FLEET-2509-4.1").status == "proposed_closed"


def test_an_attached_document_counts_as_evidence_offered(world: World) -> None:
    report = Document(name="audit.pdf", media_type="application/pdf", content=b"%PDF-1.7")
    heard = say(world, PAT, "FLEET-2509-4.1", CLOSING, documents=[report])
    assert heard.questions == []
    with reading(world.engine) as session:
        kept = queries.evidence(session, world.row(session, "FLEET-2509-4.1").id)
        assert [(e.name, session.get_one(KeptDocument, e.sha256).content) for e in kept] == [
            ("audit.pdf", b"%PDF-1.7")
        ]


def test_a_reviewer_needs_a_reason_to_put_forward_a_thin_closure(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", CLOSING)
    with pytest.raises(Refused, match="does not answer: What shows"):
        approve(world, "FLEET-2509-4.1")
    approve(world, "FLEET-2509-4.1", override="seen on site on 2 October")
    with reading(world.engine) as session:
        assert world.row(session, "FLEET-2509-4.1").status == "proposed_closed"
        said = queries.decisions(session, update(session, world, "FLEET-2509-4.1").id)
        assert said[-1].reason == "seen on site on 2 October"


def test_nobody_approves_their_own_words(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "Going well.")
    with pytest.raises(Refused, match="own words"):
        approve(world, "FLEET-2509-4.1", who=PAT.upper())


def test_what_comes_after_the_approval_opens_an_amendment_and_changes_nothing(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "Going well.")
    approve(world, "FLEET-2509-4.1")
    heard = say(world, PAT, "FLEET-2509-4.1", "Going very badly.", hours=30)
    assert heard.amends_approved
    with reading(world.engine) as session:
        now = update(session, world, "FLEET-2509-4.1")
        assert (now.state, now.approved, now.text) == ("amended", "Going well.", "Going very badly.")


def test_unverified_words_wait_until_a_reviewer_takes_them_in(world: World) -> None:
    heard = say(world, PAT, "FLEET-2509-4.1", CLOSING, trust="unverified", who="x@elsewhere.example")
    assert heard.unverified
    with reading(world.engine) as session:
        assert update(session, world, "FLEET-2509-4.1").state == "awaited"
    with pytest.raises(Refused, match="no update to review"):
        approve(world, "FLEET-2509-4.1")
    with writing(world.engine) as session:
        one = session.exec(select(Contribution)).one()
        review.take(session, one, reason="telephoned", rules=world.rules, who=REVIEWER, at=OPENED)
    with reading(world.engine) as session:
        assert update(session, world, "FLEET-2509-4.1").text == CLOSING


def test_words_after_the_cut_off_are_kept_as_late(world: World) -> None:
    with writing(world.engine) as session:
        cycle.close(session, world.cycle(session), who="test", at=OPENED)
    heard = say(world, PAT, "FLEET-2509-4.1", "Sorry I am late.")
    assert heard.late
    with writing(world.engine) as session:
        now = update(session, world, "FLEET-2509-4.1")
        assert (now.state, now.text) == ("none", "")
        one = session.exec(select(Contribution)).one()
        review.take(session, one, reason="in time for the draft", rules=world.rules, who=REVIEWER, at=OPENED)
        assert (now.state, now.text) == ("received", "Sorry I am late.")


def test_a_later_date_needs_a_reason(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "The revised target date is 30 June 2027.")
    with pytest.raises(Refused, match="--date-reason"):
        approve(world, "FLEET-2509-4.1")
    approve(world, "FLEET-2509-4.1", date_reason="the supplier is late")
    with reading(world.engine) as session:
        history = queries.dates(session, world.row(session, "FLEET-2509-4.1").id)
    assert [(d.date, d.reason) for d in history] == [
        (dt.date(2026, 12, 31), None),
        (dt.date(2027, 6, 30), "the supplier is late"),
    ]


def test_a_reason_the_owner_gave_is_enough(world: World) -> None:
    words = "The revised target date is 30 June 2027 because the supplier cannot deliver before May."
    say(world, PAT, "FLEET-2509-4.1", words)
    approve(world, "FLEET-2509-4.1")
    with reading(world.engine) as session:
        newest = session.exec(select(TargetDate).order_by(TargetDate.id.desc())).first()  # type: ignore[union-attr]
    assert newest is not None
    assert "supplier" in (newest.reason or "")


def test_an_edit_keeps_both_texts_and_says_why(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "Going well, thanks to DCI Whoever.")
    with pytest.raises(Refused, match="needs a reason"):
        decide(world, "FLEET-2509-4.1", review.edit, "Going well.", reason=" ")
    decide(world, "FLEET-2509-4.1", review.edit, "Going well.", reason="a name that need not be published")
    approve(world, "FLEET-2509-4.1")
    with reading(world.engine) as session:
        now = update(session, world, "FLEET-2509-4.1")
        edit = queries.decisions(session, now.id)[0]
        assert now.approved == "Going well."
        assert (edit.before, edit.after) == ("Going well, thanks to DCI Whoever.", "Going well.")


def test_a_returned_question_reaches_those_who_answered(world: World) -> None:
    say(world, SAM, "STORES-2602-4.2", "Nearly there.")
    decide(world, "STORES-2602-4.2", review.send_back, "How many of how many?")
    with reading(world.engine) as session:
        sent = session.exec(select(Outbox).where(Outbox.kind == "question")).all()
        assert [row.request_id for row in sent] == [world.request(session, SAM).id]


def test_what_was_verified_is_printed_with_its_date(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "Going well.")
    decide(world, "FLEET-2509-4.1", review.verify, "Twenty job cards checked on site")
    with reading(world.engine) as session:
        words = update(session, world, "FLEET-2509-4.1").verified
    assert words == "Twenty job cards checked on site (2 October 2026)"


def test_a_date_that_hangs_on_another_item_moves_with_it(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.2", "The new target date is six months after 4.1 because it depends on it.")
    approve(world, "FLEET-2509-4.2")
    with reading(world.engine) as session:
        row = world.row(session, "FLEET-2509-4.2")
        newest = queries.dates(session, row.id)[-1]
        assert (newest.date, newest.after, newest.months) == (None, "4.1", 6)
        assert targets.current(session, row) == dt.date(2027, 6, 30)
    say(world, PAT, "FLEET-2509-4.1", "Revised target date: 31 March 2027, because the supplier is late.")
    approve(world, "FLEET-2509-4.1")
    with reading(world.engine) as session:
        assert targets.current(session, world.row(session, "FLEET-2509-4.2")) == dt.date(2027, 9, 30)
