"""One message, one transaction: bound, read, submitted, answered; kept whatever happens."""

import datetime as dt
import json
from email.message import EmailMessage

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from demo.clients import compose
from mail import token
from mail.intake import Intake, Received, receive
from mail.pace import FROM_ONE_ADDRESS
from mail.sender import worded
from scheduler import outbox
from store import queries
from store.db import reading, writing
from store.models import Contribution, Event, Inbound, KeptDocument, Outbox, Update
from tests.test_compose import KEY, OURS, SENDERS
from tests.world import ALEX, NOVEMBER, OPENED, PAT, SAM, World

LATER = OPENED + dt.timedelta(days=2)


def intake(world: World) -> Intake:
    return Intake(outgoing=OURS, senders=SENDERS, rules_of=lambda _panel: world.rules)


def take(world: World, raw: bytes, at: dt.datetime = LATER) -> Received:
    return receive(world.engine, raw, intake=intake(world), at=at)


def sent_to(world: World, address: str, kind: str = "request") -> bytes:
    """The mail that went to somebody, worded and kept as the mailer does."""
    with writing(world.engine) as session:
        person = queries.person_at(session, address)
        assert person is not None
        rows = select(Outbox).where(Outbox.person_id == person.id, Outbox.kind == kind)
        row = session.exec(rows.order_by(Outbox.id.desc())).first()  # type: ignore[union-attr]
        assert row is not None
        return worded(
            session, row.id or 0, outgoing=OURS, rules_of=lambda _panel: world.rules, at=OPENED
        ).payload


def reply(
    world: World, address: str, answers: dict[str, str], client="thunderbird inline", number=1, **more
) -> bytes:
    return compose(
        client, request=more.pop("request", None) or sent_to(world, address), answers=answers,
        from_=more.pop("from_", address), date=LATER, message_id=f"<{number}@client.example>", **more,
    )  # fmt: skip


def receipts(world: World) -> list[dict]:
    with reading(world.engine) as session:
        rows = session.exec(select(Outbox).where(Outbox.kind == "receipt").order_by(Outbox.id)).all()
        return [json.loads(row.about) for row in rows]


def update(world: World, item_id: str) -> Update:
    with reading(world.engine) as session:
        found = queries.update_for(session, world.row(session, item_id).id, world.cycle(session).id)
        assert found is not None
        return found


def test_two_items_answered_in_one_mail_become_two_updates_and_one_receipt(world: World) -> None:
    answers = {"FLEET-2509-4.1": "Two of three workshops check.", "FLEET-2509-4.2": "No change; on track."}
    assert take(world, reply(world, PAT, answers, "thunderbird inline")).state == "understood"
    assert update(world, "FLEET-2509-4.1").text == "Two of three workshops check."
    assert update(world, "FLEET-2509-4.2").text == "No change; on track."
    (receipt,) = receipts(world)
    assert [heard["item_id"] for heard in receipt["heard"]] == list(answers)
    assert receipt["open"] == ""


def test_the_same_bytes_again_change_nothing(world: World) -> None:
    raw = reply(world, PAT, {"FLEET-2509-4.1": "Going well."})
    first, second = take(world, raw), take(world, raw, LATER + dt.timedelta(days=1))
    assert (first.fresh, second.fresh, second.inbound_id) == (True, False, first.inbound_id)
    with reading(world.engine) as session:
        assert len(session.exec(select(Contribution)).all()) == 1
    assert len(receipts(world)) == 1


def test_attachments_become_evidence_of_the_item_answered(world: World) -> None:
    files = [("sample.csv", "text/csv", b"checked,passed\r\n40,39\r\n")]
    take(world, reply(world, PAT, {"FLEET-2509-4.1": "See attached."}, attachments=files))
    with reading(world.engine) as session:
        kept = queries.evidence(session, world.row(session, "FLEET-2509-4.1").id)
        assert [
            (e.name, e.media_type, session.get_one(KeptDocument, e.sha256).content) for e in kept
        ] == files


def test_words_from_another_address_are_kept_unverified_and_only_the_owner_is_told(world: World) -> None:
    raw = reply(world, PAT, {"FLEET-2509-4.1": "All done, please close."}, from_="x@elsewhere.example")
    assert take(world, raw).state == "unverified"
    assert update(world, "FLEET-2509-4.1").state == "awaited"
    with reading(world.engine) as session:
        row = session.exec(select(Outbox).where(Outbox.kind.in_(("receipt", "confirm")))).one()  # type: ignore[attr-defined]
        assert queries.address_of(session, row.person_id) == PAT
        assert (row.kind, json.loads(row.about)["from"]) == ("confirm", "x@elsewhere.example")
        assert session.exec(select(Contribution)).one().trust == "unverified"


@pytest.mark.parametrize(
    "forged",
    [
        b"From: pat.marsh@fenshire.police.example, x@elsewhere.example\r\n",
        b"From: x@elsewhere.example\r\nFrom: pat.marsh@fenshire.police.example\r\n",
        b"From: pat.marsh@fenshire.police.example\r\nSender: x@elsewhere.example\r\n",
        b'From: "pat.marsh@fenshire.police.example" <x@elsewhere.example>\r\n',
        b"From: group: pat.marsh@fenshire.police.example;\r\n",
        b"",
    ],
)
def test_anything_but_the_owners_one_address_is_unverified(world: World, forged: bytes) -> None:
    raw = reply(world, PAT, {"FLEET-2509-4.1": "All done, please close."})
    head = f"From: {PAT}\r\n".encode()
    assert head in raw
    assert take(world, raw.replace(head, forged)).state == "unverified"
    assert update(world, "FLEET-2509-4.1").state == "awaited"


@pytest.mark.parametrize(
    "header",
    [
        b"Auto-Submitted: auto-replied\r\n",
        b"Return-Path: <>\r\n",
        b"X-Matters-Arising: receipt\r\n",
    ],
)
def test_machines_are_kept_not_read_and_not_answered(world: World, header: bytes) -> None:
    raw = header + reply(world, PAT, {"FLEET-2509-4.1": "All done, please close."})
    assert take(world, raw).state == "automatic"
    assert update(world, "FLEET-2509-4.1").state == "awaited"
    assert receipts(world) == []


def test_auto_submitted_no_is_a_person(world: World) -> None:
    raw = b"Auto-Submitted: no\r\n" + reply(world, PAT, {"FLEET-2509-4.1": "Going well."})
    assert take(world, raw).state == "understood"


def strip_token(raw: bytes, world: World, *, keep: str = "") -> bytes:
    """Remove the token everywhere but in the named header."""
    with reading(world.engine) as session:
        code = token.make(KEY, world.request(session, PAT).id or 0, PAT).encode()
    mark = keep.lower().encode() or b"\0"
    lines = raw.split(b"\r\n")
    return b"\r\n".join(
        line if line.lower().startswith(mark) else line.replace(code, b"gone")
        for line in lines
        if keep != "none"
    )


@pytest.mark.parametrize("way", ["To", "In-Reply-To", "> Ref:"])
def test_any_one_of_the_signs_is_enough(world: World, way: str) -> None:
    raw = reply(world, PAT, {"FLEET-2509-4.1": "Going well."}, "plain inline, trimmed")
    if way == "> Ref:":
        raw = raw.rstrip() + f"\r\n\r\n> Ref: {_code(world)}\r\n".encode()
    assert take(world, strip_token(raw, world, keep=way)).state == "understood"
    assert update(world, "FLEET-2509-4.1").text == "Going well."


def _code(world: World) -> str:
    with reading(world.engine) as session:
        return token.make(KEY, world.request(session, PAT).id or 0, PAT)


def test_without_any_sign_a_known_sender_is_told_and_a_stranger_is_not(world: World) -> None:
    bare = strip_token(reply(world, PAT, {"FLEET-2509-4.1": "Going well."}), world)
    assert take(world, bare).state == "unmatched"
    assert len(receipts(world)) == 1
    stranger = bare.replace(PAT.encode(), b"stranger@elsewhere.example")
    assert take(world, stranger).state == "unmatched"
    assert len(receipts(world)) == 1


def test_a_token_is_useless_for_anybody_elses_items(world: World) -> None:
    theirs = sent_to(world, SAM)
    raw = reply(world, SAM, {"STORES-2602-4.2": "Done."}, request=theirs).replace(
        b"Done.", b"[FLEET-2509-4.1]\r\nAll done, please close.\r\n"
    )
    take(world, raw)
    assert update(world, "FLEET-2509-4.1").state == "awaited"


def test_a_made_up_token_binds_nothing(world: World) -> None:
    forged = token.make(bytes(32), 1, PAT)
    raw = strip_token(reply(world, PAT, {"FLEET-2509-4.1": "x"}), world).replace(b"gone", forged.encode())
    assert take(world, raw).state == "unmatched"


def test_signs_of_two_requests_leave_it_to_a_reviewer(world: World) -> None:
    raw = reply(world, PAT, {"FLEET-2509-4.1": "Going well."})
    with reading(world.engine) as session:
        other = token.make(KEY, world.request(session, ALEX).id or 0, ALEX)
    both = f"Cc: audit+{other}@fenshire.police.example\r\n".encode() + raw
    assert take(world, both).state == "unmatched"


def test_an_answer_to_a_question_joins_the_same_item_without_any_anchor(world: World) -> None:
    claim = "The checks have been fully implemented in all workshops. Please close."
    take(world, reply(world, PAT, {"FLEET-2509-4.1": claim}))
    assert update(world, "FLEET-2509-4.1").state == "returned"
    question = sent_to(world, PAT, "question")
    proof = "We dip-sampled 40 vehicles in September: 39 (97.5%) had been serviced on time."
    raw = reply(world, PAT, {"FLEET-2509-4.1": proof}, "outlook top", 2, request=question)
    raw = raw.replace(b"Subject: RE: A question about", b"Subject: About that question, never mind")
    take(world, raw)
    assert update(world, "FLEET-2509-4.1").text == f"{claim}\n\n{proof}"
    assert update(world, "FLEET-2509-4.1").state == "amended"


def test_after_the_meeting_nothing_changes_but_the_sender_is_told(world: World) -> None:
    after = dt.datetime.combine(NOVEMBER + dt.timedelta(days=1), dt.time(9), dt.UTC)
    assert take(world, reply(world, PAT, {"FLEET-2509-4.1": "Late."}), after).state == "unmatched"
    assert receipts(world)[0]["over"] is True
    assert update(world, "FLEET-2509-4.1").state == "awaited"


def test_a_message_beyond_the_limits_is_kept_and_its_sender_told(world: World) -> None:
    raw = reply(world, PAT, {"FLEET-2509-4.1": "Going well."})
    deep = b"X-Filler: x\r\n" * 1200
    head, _, body = raw.partition(b"\r\n\r\n")
    done = take(world, head + b"\r\n" + deep + b"\r\n" + body)
    assert (done.state, "headers" in done.problem) == ("problem", True)
    with reading(world.engine) as session:
        assert session.get_one(Inbound, done.inbound_id).raw.startswith(head)


def test_what_the_edge_could_not_fetch_is_kept_and_answered(world: World) -> None:
    raw = reply(world, PAT, {"FLEET-2509-4.1": "Going well."}).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    done = receive(world.engine, raw, intake=intake(world), at=LATER, problem="The message is too large.")
    assert done.state == "problem"
    assert receipts(world)[0]["refused"] == ["The message is too large."]


def test_receipts_do_not_go_on_without_end(world: World) -> None:
    for number in range(FROM_ONE_ADDRESS + 5):
        take(world, reply(world, PAT, {"FLEET-2509-4.1": f"Words {number}."}, number=number))
    assert len(receipts(world)) == FROM_ONE_ADDRESS
    assert update(world, "FLEET-2509-4.1").text == f"Words {FROM_ONE_ADDRESS + 4}."


def test_a_receipt_can_be_answered_to_correct_it(world: World) -> None:
    take(world, reply(world, PAT, {"FLEET-2509-4.1": "Going wel."}))
    receipt = sent_to(world, PAT, "receipt")
    words = {"FLEET-2509-4.1": "[FLEET-2509-4.1]\nGoing well."}
    raw = reply(world, PAT, words, "gmail top", 2, request=receipt)
    assert take(world, raw).state == "understood"
    assert update(world, "FLEET-2509-4.1").text == "Going well."


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=2000))
def test_any_bytes_are_kept_and_never_raise(world: World, raw: bytes) -> None:
    done = take(world, raw)
    with reading(world.engine) as session:
        assert session.get_one(Inbound, done.inbound_id).raw == raw
        assert session.exec(select(Contribution)).all() == []


def test_a_bug_leaves_the_message_kept_with_a_reference(world: World, caplog) -> None:
    def broken(_panel: str):
        raise ZeroDivisionError

    raw = reply(world, PAT, {"FLEET-2509-4.1": "Going well."})
    done = receive(
        world.engine, raw, intake=Intake(outgoing=OURS, senders=SENDERS, rules_of=broken), at=LATER
    )
    assert done.state == "problem"
    assert f"mail-{done.inbound_id}" in done.problem
    assert f"mail-{done.inbound_id}" in caplog.text
    assert "mail-" in receipts(world)[0]["refused"][0]
    with reading(world.engine) as session:
        assert session.exec(select(Contribution)).all() == []
        assert [e.kind for e in session.exec(select(Event)).all()].count("message kept") == 1


def test_outgoing_mail_is_a_message_we_would_ignore_ourselves(world: World) -> None:
    assert take(world, sent_to(world, PAT)).state == "automatic"
    assert outbox.drain(world.engine, lambda _row, _at: None, at=LATER).sent == 3


def test_plain_mail_without_structure_is_read(world: World) -> None:
    message = EmailMessage()
    message["From"], message["To"] = SAM, f"audit+{_token(world, SAM)}@fenshire.police.example"
    message.set_content("Forty of forty-four tutors have been trained.")
    assert take(world, message.as_bytes()).state == "understood"
    assert update(world, "STORES-2602-4.2").text == "(2) Forty of forty-four tutors have been trained."


def _token(world: World, address: str) -> str:
    with reading(world.engine) as session:
        return token.make(KEY, world.request(session, address).id or 0, address)
