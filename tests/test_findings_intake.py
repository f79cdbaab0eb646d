"""What readers with fresh eyes found in how replies are bound, believed, confirmed and let be."""

import datetime as dt
from email.message import EmailMessage

import pytest
from sqlmodel import select

from followup import audits, review
from mail import mime, token, verp
from store import queries
from store.db import reading, writing
from store.models import Absence, Alarm, Channel, Contribution, Outbox, Sent
from tests.findings import POSTGRES, SQLITE, mail_text
from tests.test_compose import KEY
from tests.test_confirming import (
    AFTER,
    DEPUTY,
    ITEM,
    MX,
    OTHER,
    answer,
    contributions,
    deputise,
    inbound,
    kinds,
)
from tests.test_intake import LATER, receipts, reply, sent_to, take, update
from tests.world import ALEX, PAT, REVIEWER, SAM, World


@SQLITE
@pytest.mark.parametrize(
    "words",
    ["Thanks!", "Many thanks, Pat", "That's right, thank you.", "OK", "Yes", "Correct.", "Noted with thanks",
     "Great, thanks for confirming.", "Diolch yn fawr", "Vielen Dank", "No problem."],
)  # fmt: skip
def test_thanks_for_a_receipt_replace_no_update_and_bring_no_receipt(world: World, words: str) -> None:
    take(world, reply(world, PAT, {ITEM: "Two of three check."}))
    thanks = reply(world, PAT, {ITEM: words}, "gmail top", 2, request=sent_to(world, PAT, "receipt"))
    done = take(world, thanks, AFTER)
    assert update(world, ITEM).text == "Two of three check."
    assert (done.state, len(receipts(world))) == ("understood", 1)


@SQLITE
@pytest.mark.parametrize(
    "words", ["Yes, all three check now.", "Correct, but the third follows in May.", "No."]
)
def test_a_correction_of_a_receipt_is_no_courtesy(world: World, words: str) -> None:
    take(world, reply(world, PAT, {ITEM: "Two of three check."}))
    take(world, reply(world, PAT, {ITEM: words}, "gmail top", 2, request=sent_to(world, PAT, "receipt")))
    assert update(world, ITEM).text == words


@SQLITE
def test_thanks_with_a_document_still_bring_the_document(world: World) -> None:
    take(world, reply(world, PAT, {ITEM: "Two of three check."}))
    take(world, reply(world, PAT, {ITEM: "Thanks."}, "gmail top", 2, request=sent_to(world, PAT, "receipt"),
                      attachments=[("sample.csv", "text/csv", b"a,b")]))  # fmt: skip
    with reading(world.engine) as session:
        assert [one.name for one in queries.evidence(session, world.row(session, ITEM).id)] == ["sample.csv"]


@SQLITE
def test_one_word_to_a_request_or_a_question_is_an_answer(world: World) -> None:
    take(world, reply(world, PAT, {ITEM: "Correct."}))
    assert update(world, ITEM).text == "Correct."


@SQLITE
def test_thanks_for_the_question_whether_they_stand_by_it_ask_for_yes_or_no(world: World) -> None:
    deputise(world)
    answer(world, "Many thanks")
    assert [one.taken for one in contributions(world)] == [False]
    assert "YES or NO" in receipts(world)[-1]["note"]
    answer(world, "Yes", 52)
    assert update(world, ITEM).text == "Two of three workshops check."
