"""Who is speaking: the owner, somebody for them, or nobody knows; and the owner's yes or no."""

import datetime as dt
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from followup import Refused, audits, cycle, review
from mail import mime, token
from mail.confirming import answer_in
from mail.html import to_text
from mail.intake import receive
from mail.speaking import Senders
from reports import mail_view, review_view
from store import queries
from store.db import reading, writing
from store.models import Contribution, Inbound, Outbox, Person, Sent
from tests.findings import mail_text
from tests.runaway import assert_growth
from tests.test_compose import GOLDEN, KEY
from tests.test_intake import LATER, intake, receipts, reply, sent_to, take, update
from tests.world import ALEX, NOVEMBER, PAT, REVIEWER, SAM, World

ITEM, OTHER = "FLEET-2509-4.1", "FLEET-2509-4.2"
DEPUTY = "jo.reed@partner.example"
MX = "mx.fenshire.police.example"
AFTER = LATER + dt.timedelta(hours=2)


def proved(raw: bytes, domain: str = "partner.example", result: str = "pass") -> bytes:
    """The message as our boundary lets it through."""
    return f"Authentication-Results: {MX}; dmarc={result} header.from={domain}\r\n".encode() + raw


def deputise(world: World, words: str = "Two of three workshops check.", **more) -> int:
    """Somebody at a partner answers what Pat had forwarded; gives the message's number."""
    answers = more.pop("answers", {ITEM: words})
    who = more.pop("from_", DEPUTY)
    raw = proved(reply(world, PAT, answers, from_=who, **more), who.partition("@")[2])
    return take(world, raw).inbound_id


def answer(world: World, words: str, number: int = 50, client: str = "gmail top", **more) -> str:
    """Reply to the question whether Pat stands by it."""
    asked = more.pop("request", None) or sent_to(world, PAT, "confirm")
    item = more.pop("item", ITEM)
    raw = reply(world, PAT, {item: words}, client, number, request=asked, from_=more.pop("from_", PAT))
    return take(world, more.pop("head", b"") + raw, more.pop("at", AFTER)).state


def contributions(world: World) -> list[Contribution]:
    with reading(world.engine) as session:
        return list(session.exec(select(Contribution).order_by(Contribution.id)).all())


def kinds(world: World, address: str) -> list[str]:
    with reading(world.engine) as session:
        rows = session.exec(select(Outbox, Person).join(Person).order_by(Outbox.id)).all()  # type: ignore[arg-type]
        return [row.kind for row, person in rows if queries.address_of(session, person.id) == address]


def inbound(world: World, number: int) -> Inbound:
    with reading(world.engine) as session:
        return session.get_one(Inbound, number)


def test_a_delegates_words_wait_and_the_owner_is_asked_in_one_message(world: World) -> None:
    number = deputise(world)
    (one,) = contributions(world)
    assert (one.trust, one.taken, one.who) == ("delegate", False, DEPUTY)
    assert update(world, ITEM).state == "awaited"
    assert kinds(world, PAT) == ["request", "confirm"]
    asked = mail_text(world, PAT, "confirm")
    assert DEPUTY in asked
    assert "Two of three workshops check." in asked
    assert "dmarc=pass" in inbound(world, number).verdict


def test_the_text_of_a_forged_from_is_not_passed_on(world: World) -> None:
    raw = reply(world, PAT, {ITEM: "Close it."}, from_=DEPUTY)
    head = f"From: {DEPUTY}".encode()
    assert head in raw
    assert take(world, raw.replace(head, b"From: Please visit http://evil.example;", 1)).state == "unverified"
    asked = mail_text(world, PAT, "confirm")
    assert "names an unclear sender." in asked
    assert "http://" not in asked
    answer(world, "No")
    assert (
        receipts(world)[-1]["note"]
        == "Thank you. What an unclear sender wrote is set aside and goes into no update."
    )


@pytest.mark.parametrize("client", ["gmail top", "outlook top", "iphone", "thunderbird bottom"])
def test_a_yes_takes_them_in_as_the_owners_own(world: World, client: str) -> None:
    number = deputise(world)
    assert answer(world, "Yes, I stand by it.", client=client) == "understood"
    (one,) = contributions(world)
    assert (one.taken, one.trust, one.confirmed_by, one.confirmed_at) == (True, "delegate", PAT, AFTER)
    assert update(world, ITEM).text == "Two of three workshops check."
    assert "counts as your answer" in receipts(world)[-1]["note"]
    assert inbound(world, number).state == "understood"
    assert f"confirmed by {PAT}" in inbound(world, number).verdict


def test_a_no_sets_them_aside_for_good(world: World) -> None:
    deputise(world)
    assert answer(world, "No. That is not right.") == "understood"
    (one,) = contributions(world)
    assert (one.taken, one.trust, one.confirmed_by) == (False, "declined", PAT)
    assert update(world, ITEM).state == "awaited"
    assert receipts(world)[-1]["heard"][0]["lines"] == ["Set aside"]
    with writing(world.engine) as session:
        mine = session.get_one(Contribution, one.id)
        with pytest.raises(Refused, match="set aside by pat"):
            review.take(session, mine, reason="x", rules=world.rules, who=REVIEWER, at=AFTER)


def test_other_words_are_the_owners_own_answer(world: World) -> None:
    deputise(world)
    assert answer(world, "All three workshops check now, since Monday.") == "understood"
    assert update(world, ITEM).text == "All three workshops check now, since Monday."
    assert [one.taken for one in contributions(world)] == [False, True]


def test_a_yes_with_a_but_confirms_nothing_and_loses_nothing(world: World) -> None:
    deputise(world)
    answer(world, "Yes, but the third workshop has not begun.")
    assert contributions(world)[0].confirmed_at is None
    assert update(world, ITEM).text == "Yes, but the third workshop has not begun."


def test_what_stands_behind_a_yes_is_kept_for_a_reviewer(world: World) -> None:
    deputise(world)
    raw = reply(world, PAT, {ITEM: "Yes.\nThe third one begins in May."}, "gmail top", 9,
                request=sent_to(world, PAT, "confirm"))  # fmt: skip
    done = take(world, raw, AFTER)
    assert inbound(world, done.inbound_id).unplaced == "The third one begins in May."
    assert update(world, ITEM).text == "Two of three workshops check."


def test_documents_that_come_with_a_yes_are_named_to_a_reviewer(world: World) -> None:
    deputise(world)
    raw = reply(world, PAT, {ITEM: "Yes"}, "gmail top", 9, request=sent_to(world, PAT, "confirm"),
                attachments=[("proof.csv", "text/csv", b"a,b")])  # fmt: skip
    done = take(world, raw, AFTER)
    assert inbound(world, done.inbound_id).unplaced == "(with these documents: proof.csv)"


def test_a_request_that_was_forwarded_is_bound_by_its_reference_line(world: World) -> None:
    whole = reply(world, PAT, {ITEM: "4.1 - Two of three check."}, "forwarded to a deputy", from_=DEPUTY)
    bare = re.sub(rb"audit\+[a-z0-9]{25}@", b"audit@", whole)
    assert take(world, proved(bare)).state == "unverified"
    assert contributions(world)[0].trust == "delegate"


def test_a_reply_is_bound_by_the_id_under_which_a_relay_sent_the_request_on(world: World) -> None:
    sent_to(world, PAT)
    with writing(world.engine) as session:
        sent = session.exec(select(Sent)).one()
        sent.relayed_as = "0100@relay.example"
    raw = f"From: {PAT}\r\nTo: audit@x.example\r\nIn-Reply-To: <0100@relay.example>\r\nSubject: s\r\n\r\n"
    assert take(world, f"{raw}[{ITEM}]\r\nGoing well.\r\n".encode()).state == "understood"


@pytest.mark.parametrize("way", ["To", "In-Reply-To", "References", "Ref:"])
def test_any_one_of_the_signs_is_enough_to_confirm(world: World, way: str) -> None:
    number = deputise(world)
    code = token.make(KEY, number, PAT, token.CONFIRM)
    asked = sent_to(world, PAT, "confirm")
    raw = reply(world, PAT, {ITEM: "Yes"}, "plain inline, trimmed", 3, request=asked.replace(
        b"Two of three workshops check.", b"Your update"))  # fmt: skip
    head, _, _body = raw.partition(b"\r\n\r\n")
    lines = [line if line.startswith(way.encode()) else line.replace(code.encode(), b"gone")
             for line in head.split(b"\r\n")]  # fmt: skip
    quoted = f"\r\n> Ref: {code}\r\n".encode() if way == "Ref:" else b""
    assert take(world, b"\r\n".join(lines) + b"\r\n\r\nYes.\r\n" + quoted, AFTER).state == "understood"
    assert update(world, ITEM).text == "Two of three workshops check."


def test_several_items_are_confirmed_by_one_word(world: World) -> None:
    deputise(world, answers={ITEM: "Two of three check.", OTHER: "No change; on track."})
    answer(world, "yes")
    assert [update(world, item).text for item in (ITEM, OTHER)] == [
        "Two of three check.",
        "No change; on track.",
    ]


def test_only_the_owner_can_confirm(world: World) -> None:
    deputise(world)
    head = f"Authentication-Results: {MX}; dmarc=pass header.from=partner.example\r\n".encode()
    assert answer(world, "Yes.", from_=DEPUTY, head=head) == "unverified"
    forged = f"Authentication-Results: {MX}; dmarc=fail header.from=fenshire.police.example\r\n".encode()
    assert answer(world, "Yes.", 51, head=forged) == "unverified"
    assert answer(world, "Yes.", 52, head=b"Sender: x@evil.example\r\n") == "unverified"
    assert answer(world, "Yes.", 53, from_=ALEX) == "unverified"
    assert [one.taken for one in contributions(world)] == [False]


def test_an_owner_without_proof_can_confirm_their_own_mail(world: World) -> None:
    strict = intake(world).model_copy(update={"senders": Senders(boundary=MX)})
    raw = reply(world, PAT, {ITEM: "Going well."})
    assert receive(world.engine, raw, intake=strict, at=LATER).state == "unverified"
    assert "your own address" in mail_text(world, PAT, "confirm")
    yes = reply(world, PAT, {ITEM: "Yes"}, "gmail top", 2, request=sent_to(world, PAT, "confirm"))
    assert receive(world.engine, yes, intake=strict, at=AFTER).state == "understood"
    assert update(world, ITEM).text == "Going well."


def test_without_a_boundary_nobody_is_accepted_by_themselves(world: World) -> None:
    nobody = intake(world).model_copy(
        update={"senders": Senders(domains={"fenshire.police.example": "unsigned"})}
    )
    raw = reply(world, PAT, {ITEM: "Going well."})
    assert receive(world.engine, raw, intake=nobody, at=LATER).state == "unverified"
    assert "no mail server is named" in inbound(world, 1).verdict


def test_a_confirmation_counts_once(world: World) -> None:
    deputise(world)
    answer(world, "Yes.")
    assert answer(world, "No.", 51) == "understood"
    assert "answered already" in receipts(world)[-1]["note"]
    assert update(world, ITEM).text == "Two of three workshops check."


def test_the_owners_newer_words_stay_the_newest(world: World) -> None:
    deputise(world)
    asked = sent_to(world, PAT, "confirm")
    take(world, reply(world, PAT, {ITEM: "Mine is the right one."}, number=7), AFTER)
    answer(world, "Yes", request=asked, at=AFTER + dt.timedelta(hours=1))
    assert update(world, ITEM).text == "Mine is the right one."


def test_after_collection_has_closed_a_confirmed_answer_is_late(world: World) -> None:
    deputise(world)
    asked = sent_to(world, PAT, "confirm")
    with writing(world.engine) as session:
        cycle.close(session, world.cycle(session), who="test", at=AFTER)
    answer(world, "Yes", request=asked)
    (one,) = contributions(world)
    assert (one.taken, one.late, one.confirmed_by) == (False, True, PAT)
    assert "after collection had closed" in str(receipts(world)[-1]["heard"])


def test_after_the_meeting_a_yes_changes_nothing(world: World) -> None:
    deputise(world)
    after = dt.datetime.combine(NOVEMBER + dt.timedelta(days=1), dt.time(9), dt.UTC)
    assert answer(world, "Yes", at=after) == "unmatched"
    assert contributions(world)[0].confirmed_at is None


def test_of_marked_items_no_word_is_repeated(world: World) -> None:
    with writing(world.engine) as session:
        audits.mark(session, "FLEET-2509", "OFFICIAL-SENSITIVE", who="m", at=LATER)
    deputise(world)
    asked = mail_text(world, PAT, "confirm")
    assert "Two of three" not in asked
    assert "OFFICIAL-SENSITIVE" in asked
    assert ITEM in asked


def test_a_colleague_who_is_registered_is_told_both_times_but_not_the_token(world: World) -> None:
    deputise(world, from_=SAM)
    assert kinds(world, SAM) == ["request", "receipt"]
    told = mail_text(world, SAM, "receipt")
    assert "You have answered for Pat Marsh" in told
    with reading(world.engine) as session:
        codes = [token.make(KEY, world.request(session, PAT).id or 0, who) for who in (PAT, SAM)]
    codes.append(token.make(KEY, 1, PAT, token.CONFIRM))
    assert not any(code in sent_to(world, SAM, "receipt").decode() for code in codes)
    answer(world, "Yes")
    assert "Pat Marsh stands by what you wrote" in mail_text(world, SAM, "receipt")
    assert kinds(world, DEPUTY) == []


def test_the_token_to_confirm_goes_to_the_owner_only(world: World) -> None:
    number = deputise(world, from_=SAM)
    code = token.make(KEY, number, PAT, token.CONFIRM)
    with reading(world.engine) as session:
        rows = [(row.person_id, row.kind) for row in session.exec(select(Outbox)).all()]
        names = {person.id: person.name for person in session.exec(select(Person)).all()}
    assert [names[who] for who, kind in rows if kind == "confirm"] == ["Pat Marsh"]
    assert mime.parse(sent_to(world, PAT, "confirm")).references[0].startswith(f"<{code}.")


def test_a_reviewer_can_still_take_them_in(world: World) -> None:
    deputise(world)
    with writing(world.engine) as session:
        one = session.exec(select(Contribution)).one()
        review.take(session, one, reason="telephoned", rules=world.rules, who=REVIEWER, at=AFTER)
    assert contributions(world)[0].confirmed_by == REVIEWER
    assert answer(world, "Yes") == "understood"
    assert "answered already" in receipts(world)[-1]["note"]


def test_a_reviewer_sees_who_speaks_and_what_was_set_aside(world: World) -> None:
    number = deputise(world)
    with reading(world.engine) as session:
        shown = list(mail_view.lines(mail_view.view(session, mail_view.find(session, f"mail-{number}"), [])))
        queue = [(row["id"], row["state"]) for row in review_view.queue(session)]
    assert (
        f"Verdict: From {DEPUTY}: {MX} says dmarc=pass for partner.example; not an address of Pat Marsh"
        in shown
    )
    assert (ITEM, "delegate") in queue
    answer(world, "No.")
    with reading(world.engine) as session:
        rec = world.row(session, ITEM)
        now = queries.update_for(session, rec.id, world.cycle(session).id)
        assert now is not None
        said = "\n".join(review_view.show(session, rec, now, LATER.date()))
        queue = [(row["id"], row["state"]) for row in review_view.queue(session)]
    assert f"declined SET ASIDE by {PAT}" in said
    assert (ITEM, "declined") not in queue


def test_a_confirm_made_up_or_of_another_message_binds_nothing(world: World) -> None:
    number = deputise(world)
    take(world, reply(world, ALEX, {"STORES-2602-4.1": "Fine."}, number=8))
    for code in (
        token.make(bytes(32), number, PAT, token.CONFIRM),
        token.make(KEY, number, ALEX, token.CONFIRM),
        token.make(KEY, number + 1, PAT, token.CONFIRM),
        token.make(KEY, 2**40 - 1, PAT, token.CONFIRM),
        token.make(KEY, 10_000, PAT, token.CONFIRM),
    ):
        raw = f"From: {PAT}\r\nTo: audit+{code}@fenshire.police.example\r\nSubject: s\r\n\r\nYes\r\n"
        assert take(world, raw.encode(), AFTER).state == "unmatched"
    assert contributions(world)[0].confirmed_at is None


def test_the_owner_is_not_asked_without_end(world: World) -> None:
    for number in range(25):
        deputise(world, f"Words {number}.", number=number)
    assert kinds(world, PAT).count("confirm") == 20


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Yes", True), ("YES.", True), ("Yes please, thanks", True), ("Hello,\nyes I stand by it", True),
        ("Ja, das stimmt so", True), ("Oui", True), ("Ydw", True), ("Confirmed.", True),
        ("Agreed - thanks", True),
        ("I confirm that this is right", True), ("> yes", True), ("No", False), ("No, thanks", False),
        ("NO. I never wrote it", False), ("Nein!", False), ("Please set it aside", False),
        ("Not mine", False),
        ("No this is wrong", False), ("Yes, but not the date", None), ("Yes - except for 4.2", None),
        ("Yes it isn't ready", None), ("No change since June", None), ("No vehicles are overdue", None),
        ("Non-compliance was found", None), ("Agreed that it is extended", None),
        ("Yesterday it was done", None),
        ("Correct the date, please", None), ("Nobody asked", None), ("", None), ("Two of three check.", None),
    ],
)  # fmt: skip
def test_a_yes_or_a_no_is_only_what_begins_so_and_takes_nothing_back(words: str, said: bool | None) -> None:
    assert answer_in(words)[0] is said


@given(st.text(max_size=400))
def test_reading_a_yes_never_raises_and_loses_no_letters(words: str) -> None:
    said, rest = answer_in(words)
    assert rest in words
    assert said is not None or rest.strip() == words.strip()


@pytest.mark.parametrize("mark", [" ", "-", "\n", "hi ", "dear ", "hi,\n", "yes ", "yes,but", "no ", "no."])
def test_the_time_for_a_yes_grows_with_its_length(mark: str) -> None:
    assert_growth(answer_in, lambda size: mark * (size // len(mark)), 200_000)


def test_about_is_plain(world: World) -> None:
    deputise(world)
    with reading(world.engine) as session:
        row = session.exec(select(Outbox).where(Outbox.kind == "confirm")).one()
        assert json.loads(row.about) == {
            "from": DEPUTY,
            "case": "delegate",
            "refused": [],
            "left_out": {},
            "unplaced": "",
        }


def test_what_the_owner_is_asked_reads_as_the_golden_file(world: World) -> None:
    answers = {ITEM: "Two of three check.", OTHER: "No change;\non track."}
    deputise(world, answers=answers, attachments=[(f"{ITEM} proof.csv", "text/csv", b"a,b")])
    made = mime.parse(sent_to(world, PAT, "confirm"))
    assert made.text.replace("\r\n", "\n") == (GOLDEN / "confirm.txt").read_text()
    assert set(made.text.replace("--", "").split()) == set(to_text(made.html).split())
