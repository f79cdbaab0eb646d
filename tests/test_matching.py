"""Mail that nothing binds: kept, read, and held against what is open; suggestions, never bindings."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import select

from followup import audits
from followup.kept import kept
from mail import mime
from reports import review_view
from reports.candidates import MOST, Candidate, Candidates
from reports.mail_view import text_of
from store import queries
from store.db import reading, writing
from store.models import Absence, Contribution, Inbound
from tests.findings import SQLITE, mail_text, plain
from tests.test_intake import LATER, receipts, reply, sent_to, strip_token, take, update
from tests.test_updates import say
from tests.world import ALEX, PAT, SAM, World

ROBIN = "robin.dyke@fenshire.police.example"
JO = "jo@contractor.example"


def candidates(world: World, raw: bytes) -> list[Candidate]:
    done = take(world, raw)
    assert done.state == "unmatched"
    with reading(world.engine) as session:
        found = session.get_one(Inbound, done.inbound_id)
        assert session.exec(select(Contribution).where(Contribution.inbound_id == found.id)).all() == []
        return Candidates(session).of(found, text_of(found, kept(found)))


def mail(body: str, subject: str = "s", sender: str = JO) -> bytes:
    raw = plain(body).replace(b"Subject: s", f"Subject: {subject}".encode())
    return raw.replace(PAT.encode(), sender.encode())


def best(world: World, body: str, **more: str) -> Candidate:
    return candidates(world, mail(body, **more))[0]


@pytest.mark.parametrize(
    ("body", "more", "item", "reason"),
    [
        (
            "The backlog is gone.",
            {"subject": "RE: FLEET-2509-4.2"},
            "FLEET-2509-4.2",
            "it names FLEET-2509-4.2",
        ),
        ("As to stores-2602-4.1: all keys counted.", {}, "STORES-2602-4.1", "it names STORES-2602-4.1"),
        ("Our performance indicators are agreed.", {}, "FLEET-2509-4.2", "its title stands in it"),
        ("The key cupboards have a new control.", {"subject": "Key control"}, "STORES-2602-4.1", "its title"),
        (
            "> put service checks in place and check that it works\r\nDone since May.",
            {},
            "FLEET-2509-4.1",
            "words run on as in what we wrote",
        ),
        (
            "About 4.1 in the audit of Fleet Management: done.",
            {},
            "FLEET-2509-4.1",
            "and that of 1 more open now",
        ),
        ("Two of three are done.", {"sender": PAT}, "FLEET-2509-4.1", "Pat Marsh's registered address"),
        ("Two of three are done.", {"sender": ALEX}, "STORES-2602-4.1", "Alex Fenn's registered address"),
        ("From my own phone.\r\nSam Holme", {}, "STORES-2602-4.2", "it names Sam Holme"),
        ("I answer for the fleet.", {"sender": ROBIN}, "FLEET-2509-4.1", "Pat Marsh's head of department"),
    ],
)
def test_the_likeliest_item_comes_first_with_its_reason_in_words(
    world: World, body: str, more: dict[str, str], item: str, reason: str
) -> None:
    first = best(world, body, **more)
    assert first.item_id == item
    assert any(reason in one for one in first.reasons), first.reasons


def test_an_owner_with_one_open_item_is_a_suggestion_only(world: World) -> None:
    first = best(world, "All forty tutors are trained.", sender=SAM)
    assert (first.item_id, first.email) == ("STORES-2602-4.2", SAM)
    assert "nothing else is asked of Sam Holme" in first.reasons


def test_several_pieces_of_evidence_outweigh_one(world: World) -> None:
    found = candidates(world, mail("Re 4.2, performance indicators: agreed in May.", sender=PAT))
    assert found[0].item_id == "FLEET-2509-4.2"
    assert found[0].score > found[1].score
    assert len(found[0].reasons) >= 3


def test_a_deputy_named_in_an_absence_notice_and_one_who_answered_before_are_known(world: World) -> None:
    with writing(world.engine) as session:
        pat = queries.person_at(session, PAT)
        assert pat is not None
        session.add(Absence(person_id=pat.id or 0, deputy=f"Jo <{JO}>", at=LATER))
    assert "Pat Marsh's absence notice names jo@contractor.example" in best(world, "It is done.").reasons


def test_who_has_answered_for_an_owner_before_is_known(world: World) -> None:
    say(world, PAT, "FLEET-2509-4.1", "Going well.")
    with writing(world.engine) as session:
        session.exec(select(Contribution)).one().who = JO
    assert f"{JO} has answered for Pat Marsh before" in best(world, "It is done, all of it.").reasons


def test_the_same_domain_alone_points_to_nobody(world: World) -> None:
    assert candidates(world, mail("Lunch is at one.", sender="canteen@fenshire.police.example")) == []


def test_a_reply_without_any_token_finds_its_item_by_what_it_quotes(world: World) -> None:
    raw = strip_token(reply(world, PAT, {"FLEET-2509-4.2": "Agreed in May."}, from_=JO), world)
    assert candidates(world, raw)[0].item_id in ("FLEET-2509-4.1", "FLEET-2509-4.2")


def test_the_queue_names_the_likeliest_item(world: World) -> None:
    take(world, mail("Our performance indicators are agreed."))
    with reading(world.engine) as session:
        (row,) = review_view.queue(session)
    assert row["likely"] == ["FLEET-2509-4.2"]
    assert str(row["words"]).endswith("perhaps FLEET-2509-4.2 (Pat Marsh)")


def test_what_is_not_asked_in_an_open_round_is_no_candidate(world: World) -> None:
    with writing(world.engine) as session:
        world.cycle(session).state = "published"
    assert candidates(world, mail("Our performance indicators are agreed.", sender=PAT)) == []


def test_a_reading_is_kept_with_the_message_bound_or_not(world: World) -> None:
    take(world, mail("Our performance indicators are agreed."))
    take(world, reply(world, PAT, {"FLEET-2509-4.1": "Going well."}))
    with reading(world.engine) as session:
        stray, bound = (kept(one) for one in session.exec(select(Inbound).order_by(Inbound.id)).all())
    assert (stray.unplaced, stray.answers) == ("Our performance indicators are agreed.", [])
    assert [(one.item_id, one.text) for one in bound.answers] == [("FLEET-2509-4.1", "Going well.")]
    assert all(0 <= one.start < one.end <= len(bound.body) for one in bound.elided)
    assert bound.placed_by == {"FLEET-2509-4.1": "anchor"}


def test_a_sender_we_know_is_told_and_a_stranger_is_not(world: World) -> None:
    take(world, mail("Our performance indicators are agreed."))
    assert receipts(world) == []
    take(world, mail("Our performance indicators are agreed.", sender=PAT))
    assert [told["unplaced"] for told in receipts(world)] == ["Our performance indicators are agreed."]


def test_a_reply_to_that_receipt_finds_its_place(world: World) -> None:
    take(world, mail("Our performance indicators are agreed.", sender=PAT))
    receipt = sent_to(world, PAT, "receipt")
    words = {"FLEET-2509-4.2": "[FLEET-2509-4.2]\nOur performance indicators are agreed."}
    assert take(world, reply(world, PAT, words, "gmail top", request=receipt)).state == "understood"
    assert update(world, "FLEET-2509-4.2").text == "Our performance indicators are agreed."


def test_words_of_a_stray_mail_are_not_repeated_to_who_answers_for_a_marked_item(world: World) -> None:
    with writing(world.engine) as session:
        audits.mark(session, "STORES-2602", "OFFICIAL-SENSITIVE", who="m", at=LATER)
    take(world, mail("The alarm of the rear door is broken and nobody mends it.", sender=ALEX))
    assert "rear door" not in mail_text(world, ALEX, "receipt")


@SQLITE
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=300), st.text(max_size=60))
def test_any_words_give_ordered_candidates_with_reasons(world: World, body: str, subject: str) -> None:
    with reading(world.engine) as session:
        stray = Inbound(channel="mail", sha256="0", raw=b"", subject=subject, sender=PAT, received_at=LATER)
        found = Candidates(session).of(stray, body)
    assert len(found) <= MOST
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert all(one.reasons for one in found)


@SQLITE
def test_a_request_of_ours_quoted_whole_points_to_all_its_items(world: World) -> None:
    quoted = "".join(f"> {line}\r\n" for line in mime.parse(sent_to(world, PAT)).text.splitlines())
    with reading(world.engine) as session:
        stray = Inbound(channel="mail", sha256="0", raw=b"", sender=JO, received_at=LATER)
        found = Candidates(session).of(stray, quoted)
    assert {one.item_id for one in found[:2]} == {"FLEET-2509-4.1", "FLEET-2509-4.2"}
