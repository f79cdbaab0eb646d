"""Replies in threads: to a receipt, to a question, to two rounds at once; and answers in forms and tables."""

import datetime as dt
import email
import email.policy
from email.message import EmailMessage
from html import escape

import pytest

from followup import calendar, cycle
from mail import mime
from mail.compose import LABEL
from store.db import reading, writing
from store.models import Inbound
from tests import replies
from tests.replies import ITEMS, heard, read
from tests.test_intake import receipts, reply, sent_to, take, update
from tests.world import PANEL, PAT, World

FLEET2, FLEET4, STORE = (item.id for item in ITEMS[:3])
FEBRUARY, DECEMBER = dt.date(2027, 2, 10), dt.datetime(2026, 12, 20, 9, tzinfo=dt.UTC)


def text_of(raw: bytes) -> str:
    body = email.message_from_bytes(raw, policy=email.policy.default).get_body(("plain",))
    assert body is not None
    return body.get_content().replace("\r\n", "\n")


def page_of(raw: bytes) -> str:
    body = email.message_from_bytes(raw, policy=email.policy.default).get_body(("html",))
    assert body is not None
    return body.get_content()


def test_a_thread_of_two_rounds_brings_the_new_words_to_the_new_round(world: World) -> None:
    first = sent_to(world, PAT)
    with writing(world.engine) as session:
        panel = calendar.body(session, PANEL, "panel")
        meeting = calendar.add_meeting(session, panel, FEBRUARY, who="test", at=DECEMBER)
        cycle.open_cycle(session, meeting, rules=world.rules, who="test", at=DECEMBER)
    second = sent_to(world, PAT)
    assert text_of(first).split("Ref: ")[1] != text_of(second).split("Ref: ")[1]
    asked = email.message_from_bytes(second, policy=email.policy.default)
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = PAT, asked["Reply-To"], f"Re: {asked['Subject']}"
    over = f"{'_' * 32}\nFrom: Inspectorate\nSent: 1 December 2026\nTo: {PAT}\nSubject: x\n\n"
    message.set_content(
        f"[FLEET-2509-4.1]\nAll workshops check.\n\n{over}{text_of(second)}\n"
        f"{over}Those were my old words.\n\n{over}{text_of(first)}"
    )
    done = take(world, message.as_bytes(), DECEMBER + dt.timedelta(days=2))
    assert done.state == "understood", done.problem
    with reading(world.engine) as session:
        kept = session.get_one(Inbound, done.inbound_id)
        assert kept.unplaced == "Those were my old words."
    assert receipts(world)[-1]["heard"][0]["item_id"] == "FLEET-2509-4.1"
    assert len(receipts(world)[-1]["heard"]) == 1


@pytest.mark.parametrize("client", ["outlook top", "gmail top", "thunderbird bottom"])
def test_a_receipt_that_is_answered_brings_only_the_new_words(world: World, client: str) -> None:
    take(world, reply(world, PAT, {"FLEET-2509-4.1": "Going wel, and on time."}))
    receipt = sent_to(world, PAT, "receipt")
    words = {"FLEET-2509-4.1": "[FLEET-2509-4.1]\nGoing well, and on time."}
    assert take(world, reply(world, PAT, words, client, 2, request=receipt)).state == "understood"
    assert update(world, "FLEET-2509-4.1").text == "Going well, and on time."


def test_a_question_is_answered_on_its_line(world: World) -> None:
    claim = "The checks have been fully implemented in all workshops. Please close."
    take(world, reply(world, PAT, {"FLEET-2509-4.1": claim}))
    question = sent_to(world, PAT, "question")
    proof = "We dip-sampled 40 vehicles in September: 39 (97.5%) had been serviced on time."
    raw = reply(world, PAT, {"FLEET-2509-4.1": proof}, "outlook fill-in line", 2, request=question)
    assert take(world, raw).state == "understood"
    assert update(world, "FLEET-2509-4.1").text == f"{claim}\n\n{proof}"


def test_form_lines_of_html_alone_may_hold_one_answer_or_several_lines() -> None:
    page = page_of(replies.request_for(3))
    first, second, third = "Done <b>today</b>.", "Not yet:<br>- no money<br>- no time", "&#9989;"
    parts = page.split(f"{LABEL}</strong>")
    html = f"{LABEL}</strong>".join(
        [parts[0], *(f" {said}{rest}" for said, rest in zip((first, second, third), parts[-3:], strict=True))]
        if len(parts) == 4
        else parts
    )
    found = read(mime.Incoming(html=html), count=3)
    assert heard(found) == {FLEET2: "Done today.", FLEET4: "Not yet: - no money - no time", STORE: "\u2705"}


def test_the_cells_of_a_table_under_an_item_are_its_answer() -> None:
    rows = [("Site", "State"), ("North", "done"), ("South", "in May")]
    table = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    page = page_of(replies.request_for(2)).replace("<p>&nbsp;</p>", f"<table>{table}</table>", 1)
    assert heard(read(mime.Incoming(html=page), count=2)) == {FLEET2: "Site State North done South in May"}


def test_a_table_of_items_and_words_is_read_row_by_row() -> None:
    table = "".join(
        f"<tr><td>{item}</td><td>{words}</td></tr>" for item, words in ((FLEET2, "Done."), (FLEET4, "No."))
    )
    found = read(mime.Incoming(html=f"<p>Hello,</p><table>{table}</table>"), count=3)
    assert heard(found) == {FLEET2: "Done.", FLEET4: "No."}
