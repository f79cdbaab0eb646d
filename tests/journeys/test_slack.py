"""Whole rounds in Slack, by sockets and by calls: `matters serve` as its own process against the double."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlmodel import select

from demo.slack import Message, User
from store.db import reading
from store.models import Contribution, Evidence, Inbound, KeptDocument, Outbox, Recommendation, Update
from tests.slack_office import ALEX, PAT, REVIEWER, Office, office, wait_for

ITEM, OTHER, STORE = "FLEET-2509-4.1", "FLEET-2509-4.2", "STORES-2602-4.1"


@pytest.fixture(params=["socket", "http"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path / "office", mode=request.param) as made, made.serving():
        yield made


def update_of(place: Office, item: str) -> Update:
    with reading(place.engine) as session:
        rec = session.exec(select(Recommendation).where(Recommendation.item_id == item)).one()
        return session.exec(
            select(Update).where(Update.recommendation_id == rec.id, Update.cycle_id.is_not(None))
        ).one()


def in_state(place: Office, item: str, state: str) -> Update:
    wait_for(f"{item} to be {state}", lambda: update_of(place, item).state == state or None)
    return update_of(place, item)


def press(place: Office, user: User, message: Message, action: str, given: object = None) -> None:
    outcome = place.double.press(user, message, action, given)
    assert outcome.acked, outcome


def test_request_form_error_submit_review_return_amend_approve(place: Office) -> None:
    pat, robin, double = place.user(PAT), place.user(REVIEWER), place.double
    digest = place.card(PAT, ITEM)
    assert "2 items need an update from you" in digest.text
    press(place, pat, digest, "item.update")
    wrong = double.submit(pat, words=" ")
    assert wrong.body["errors"] == {"words": "Please say in your own words how far it has got."}
    shown = double.modal(pat)
    assert shown is not None
    assert shown.errors
    assert double.submit(pat, words="Checks are booked for all vans.").body == {}
    assert double.modal(pat) is None
    card = place.review(ITEM)
    assert "Checks are booked for all vans." in str(card.blocks)
    receipt = place.card(PAT, "As the panel will read it", buttons="item.amend")
    assert receipt.ts == digest.ts, "the digest is edited, not repeated"
    assert "1 item needs an update" in receipt.text

    press(place, robin, card, "review.return")
    assert double.submit(robin, question="How many vans are there?").acked
    in_state(place, ITEM, "returned")
    question = place.card(PAT, "How many vans are there?", buttons="item.update")
    press(place, pat, question, "item.update")
    assert double.submit(pat, words="There are 604 vans.").body == {}
    in_state(place, ITEM, "amended")
    card = place.review("There are 604 vans.")
    assert "Checks are booked for all vans." in str(card.blocks), "an answer joins what it answers"
    press(place, robin, card, "review.approve")
    approved = in_state(place, ITEM, "approved")
    assert approved.approved == "Checks are booked for all vans.\n\nThere are 604 vans."
    place.card(PAT, "Approved. Write to the inspectorate if it must change.")
    place.quiet()
    assert [text for who, text in double.desk.seen] == []
    assert_messages_speak(place)


def assert_messages_speak(place: Office) -> None:
    """Every message has a text of its own, for phones and screen readers."""
    for one in place.double.workspace.messages:
        assert len(one.text.split()) >= 3, one


def test_words_in_a_thread_count_once_they_are_confirmed(place: Office) -> None:
    pat, double = place.user(PAT), place.double
    digest = place.card(PAT, ITEM)
    double.say(pat, f"{OTHER}: the indicators are live. New target date: 31 January 2027, because of leave.",
               thread=digest.ts)  # fmt: skip
    asked = place.card(PAT, "Is this your update on", buttons="words.yes")
    assert asked.thread_ts == digest.ts
    assert "31 January 2027" in str(asked.blocks)
    assert update_of(place, OTHER).state == "awaited", "nothing counts before it is confirmed"
    press(place, pat, asked, "words.yes")
    done = in_state(place, OTHER, "received")
    assert done.text.startswith("the indicators are live")
    receipt = place.card(PAT, "Received, as the panel will read it", buttons="")
    assert receipt.ts in (asked.ts, digest.ts)
    (one,) = place.rows(Contribution)
    assert (one.channel, one.taken, one.who) == ("slack", True, PAT)


def test_words_without_a_name_are_placed_by_their_author(place: Office) -> None:
    pat, double = place.user(PAT), place.double
    place.card(PAT, ITEM)
    double.say(pat, "The garage has been told.")
    asked = place.card(PAT, "no place yet", buttons="words.place")
    number = place.rows(Inbound)[-1].id
    press(place, pat, asked, "words.place", f"{number} {ITEM}")
    assert in_state(place, ITEM, "received").text == "The garage has been told."
    press(place, pat, asked, "words.place", f"{number} {OTHER}")
    place.quiet()
    assert len(place.rows(Contribution)) == 1


def test_evidence_comes_from_a_form_and_from_a_thread(place: Office) -> None:
    alex, double = place.user(ALEX), place.double
    digest = place.card(ALEX, STORE)
    minutes, count = b"%PDF-1.4 minutes of the stores board", b"item,checked\n1,yes\n"
    press(place, alex, digest, "item.done")
    file = double.upload(alex, "minutes.pdf", minutes)
    assert double.submit(
        alex, words="All keys are in the new cabinet.", implemented="The cabinet is in use at all stores.",
        proof="A dip sample of 40 keys in September: 40 signed for.", files=[file],
    ).body == {}  # fmt: skip
    update = in_state(place, STORE, "received")
    assert update.claim == "propose_closed"
    card = place.review(STORE)
    assert str(card.blocks).count(":white_check_mark: met") == 2
    kept = wait_for("the file to be kept", lambda: [e for e in place.rows(Evidence) if e.sha256] or None)
    assert kept[0].sha256 == hashlib.sha256(minutes).hexdigest()
    wait_for("the card to say so", lambda: "being fetched" not in str(place.review(STORE).blocks) or None)
    sheet = double.upload(alex, "count.csv", count, "text/csv")
    double.say(alex, f"{STORE}: and here is the count.", thread=digest.ts, files=[sheet])
    asked = place.card(ALEX, "Is this your update on", buttons="words.yes")
    press(place, alex, asked, "words.yes")

    def all_there() -> bool | None:
        with reading(place.engine) as session:
            held = {bytes(one.content) for one in session.exec(select(KeptDocument)).all()}
        return {minutes, count} <= held or None

    wait_for("both documents", all_there)
    assert len(place.rows(Outbox)) == len({one.key for one in place.rows(Outbox)})


def test_a_page_to_sign_in_is_no_evidence(place: Office) -> None:
    alex, double = place.user(ALEX), place.double
    double.web.html_downloads = True
    press(place, alex, place.card(ALEX, STORE), "item.update")
    file = double.upload(alex, "minutes.pdf", b"%PDF-1.4")
    assert double.submit(alex, words="Keys are counted; see the minutes.", files=[file]).body == {}
    place.card(ALEX, "cannot be fetched yet")
    wait_for("the reviewer to see it", lambda: "not fetched yet" in str(place.review(STORE).blocks) or None)
    assert all(one.sha256 is None for one in place.rows(Evidence))
    assert b"DOCTYPE" not in json.dumps([one.name for one in place.rows(Evidence)]).encode()
