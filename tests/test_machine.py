"""Who is a machine: people's mail must never be taken for one, whatever their programs and filters add."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail import machine, mime
from mail.intake import receive
from store.db import reading
from store.models import Contribution
from tests.machines import gauntlet
from tests.test_intake import LATER, intake, reply, take, update
from tests.world import PAT, SAM, World

ITEM = "FLEET-2509-4.1"
WORDS = "Two of three workshops check."


def kind(head: str, body: str = "Two of three workshops check.") -> str | None:
    found = mime.parse(f"{head}\r\n\r\n{body}".replace("\n", "\r\n").replace("\r\r", "\r").encode()).machine
    return found.kind if found else None


@pytest.mark.parametrize(
    "head",
    [
        "X-Auto-Response-Suppress: DR, OOF, AutoReply",
        "X-Auto-Response-Suppress: All",
        "X-MS-Exchange-Inbox-Rules-Loop: pat.marsh@fenshire.police.example",
        "Auto-Submitted: no",
        "Auto-Submitted: no (a person)",
        "Precedence: first-class",
        "Precedence: special-delivery",
        "X-Loop: pat@elsewhere.example",
        "Return-Path: <pat.marsh@fenshire.police.example>",
        "X-Autoreply: no",
        "X-Spam-Flag: NO",
        "List-Unsubscribe: <mailto:unsubscribe@marketing.example>",
        "Subject: Re: Automatic reply: your update",
        "Subject: AW: Abwesenheitsnotiz: Ihre Anfrage",
        "Subject: Out of office cover for the stores: update",
        "Subject: Accepted: recommendation 4.1, see below",
        "Subject: Read: the new procedure",
        "Subject: Undelivered vehicles: update",
        "Subject: Please confirm receipt",
        "Subject: Automation of replies",
        "Importance: high\r\nX-MS-Has-Attach: yes",
    ],
)
def test_a_persons_mail_is_nobodys_machine(head: str) -> None:
    threaded = f"From: {PAT}\r\nIn-Reply-To: <a@b.example>\r\n{head}"
    assert kind(threaded) is None


@pytest.mark.parametrize(
    "words",
    [
        "Staff now verify that the sender of every mail is genuine before opening spam. https://force.example",
        "The supplier was added to the approved list. Click https://force.example for it.",
        "Please confirm that you are happy with this. https://force.example",
        "The message is held in quarantine until a supervisor has looked. Click for details.",
        "I am out of the office from Monday, so here it is: two of three workshops check.",
        "The mailbox does not exist any longer; delivery failed for 3 of 40 letters (550 5.1.1).",
    ],
)
def test_what_a_person_says_about_machines_is_theirs(words: str) -> None:
    assert kind(f"From: {PAT}\r\nIn-Reply-To: <a@b.example>\r\nSubject: Re: update", words) is None


def test_an_invitation_and_a_calendar_file_are_a_persons() -> None:
    words = f"--b\nContent-Type: text/plain\n\n{WORDS}\n"
    part = f"{words}--b\nContent-Type: text/calendar; method=REQUEST\n\nX\n--b--\n"
    head = f'From: {PAT}\r\nSubject: Let us meet\r\nContent-Type: multipart/mixed; boundary="b"'
    assert kind(head, part) is None
    assert kind(head.replace("Let us meet", "Accepted: x"), part.replace("REQUEST", "REPLY")) == "calendar"


def test_a_forwarded_report_is_the_persons_who_forwards_it() -> None:
    block = "Final-Recipient: rfc822; a@b.example\nAction: failed\n"
    status = f"Content-Type: message/delivery-status\n\n{block}"
    kinds = 'Content-Type: multipart/report; report-type=delivery-status; boundary="c"'
    inner = f"From: MAILER-DAEMON@mx.example\n{kinds}\n\n--c\n{status}\n--c--\n"
    words = "--b\nContent-Type: text/plain\n\nIt came back.\n"
    outer = f"{words}--b\nContent-Type: message/rfc822\n\n{inner}\n--b--\n"
    assert (
        kind(f'From: {PAT}\r\nSubject: FW: failed\r\nContent-Type: multipart/mixed; boundary="b"', outer)
        is None
    )


LIST = (
    b"List-Id: <audit.fenshire.police.example>\r\nPrecedence: list\r\n"
    b"List-Post: <mailto:audit@fenshire.police.example>\r\n"
)


def test_an_owners_reply_by_way_of_a_mailing_list_is_read(world: World) -> None:
    assert take(world, LIST + reply(world, PAT, {ITEM: WORDS})).state == "understood"
    assert update(world, ITEM).text == WORDS


def test_anybody_elses_mail_by_way_of_a_list_is_not(world: World) -> None:
    for sender in (SAM, "member@elsewhere.example"):
        assert take(world, LIST + reply(world, PAT, {ITEM: WORDS}, from_=sender)).state == "automatic"
    with reading(world.engine) as session:
        assert session.exec(gauntlet.select(Contribution)).all() == []


def test_mail_in_the_name_of_our_own_mailbox_is_a_loop(world: World) -> None:
    raw = reply(world, PAT, {ITEM: WORDS}, from_="audit@fenshire.police.example")
    done = receive(world.engine, raw, intake=intake(world), at=LATER)
    assert (done.state, "our own mailbox" in done.problem) == ("automatic", True)


@given(raw=st.binary(max_size=800))
def test_any_headers_give_a_kind_or_none(raw: bytes) -> None:
    found = mime.parse(b"Auto-Submitted: " + raw).machine
    assert found is None or isinstance(found, machine.Machine)
