"""What readers with fresh eyes found in how replies are bound, believed, confirmed and let be."""

import datetime as dt
from email.message import EmailMessage

import pytest
from sqlmodel import select

from followup import Refused, audits, people, review, standing_by
from followup.people import Entry
from mail import mime, token, verp
from mail.confirming import answer_in
from mail.intake import receive
from mail.speaking import Senders
from store import queries
from store.db import reading, writing
from store.models import Absence, Alarm, Channel, Contribution, Sent
from tests.findings import POSTGRES, SQLITE, mail_text, plain
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
)
from tests.test_intake import LATER, intake, receipts, reply, sent_to, take, update
from tests.world import PAT, REVIEWER, SAM, World


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


@SQLITE
def test_one_message_by_two_ways_counts_once(world: World) -> None:
    raw = reply(world, PAT, {ITEM: "Two of three check."})
    take(world, raw)
    done = take(world, b"Delivered-To: audit@fenshire.police.example\r\n" + raw, AFTER)
    assert (done.state, done.problem) == ("understood", "the same message came before, as mail-1")
    assert (len(contributions(world)), len(receipts(world))) == (1, 1)


@SQLITE
def test_a_captured_copy_does_not_bring_old_words_back(world: World) -> None:
    old = reply(world, PAT, {ITEM: "It has passed its test."})
    take(world, old)
    take(world, reply(world, PAT, {ITEM: "No, it failed its test."}, number=2), AFTER)
    take(world, b"X-Copy: 1\r\n" + old, AFTER + dt.timedelta(hours=1))
    assert update(world, ITEM).text == "No, it failed its test."


@SQLITE
def test_a_copy_that_is_believed_is_read_though_one_was_not(world: World) -> None:
    raw = reply(world, PAT, {ITEM: "Two of three check."})
    forged = f"Authentication-Results: {MX}; dmarc=fail header.from=fenshire.police.example\r\n".encode()
    assert take(world, forged + raw).state == "unverified"
    assert take(world, b"X-Again: 1\r\n" + forged + raw).problem == "the same message came before, as mail-1"
    assert take(world, raw, AFTER).state == "understood"
    assert update(world, ITEM).text == "Two of three check."


@SQLITE
def test_a_device_with_one_message_id_for_all_its_mail_loses_nothing(world: World) -> None:
    take(world, reply(world, PAT, {ITEM: "Two of three check."}))
    take(world, reply(world, PAT, {ITEM: "Three of three check."}), AFTER)
    assert update(world, ITEM).text == "Three of three check."


@SQLITE
@pytest.mark.parametrize(
    "author", ["Please visit http://evil.example;", "http://evil.example/x@y", "evil.example/x@y"]
)
def test_no_receipt_passes_the_text_of_a_forged_from_on(world: World, author: str) -> None:
    raw = reply(world, PAT, {ITEM: ""}, "gmail top", from_=DEPUTY)
    take(world, raw.replace(f"From: {DEPUTY}".encode(), f"From: {author}".encode(), 1))
    told = mail_text(world, PAT, "receipt")
    assert "evil.example" not in told
    assert "an unclear sender" in told


@SQLITE
def test_a_yes_to_older_words_leaves_what_was_edited_and_approved_alone(world: World) -> None:
    deputise(world)
    asked = sent_to(world, PAT, "confirm")
    take(world, reply(world, PAT, {ITEM: "Mine is the right one."}, number=7), AFTER)
    with writing(world.engine) as session:
        now = queries.update_for(session, world.row(session, ITEM).id, world.cycle(session).id)
        assert now is not None
        review.edit(session, now, "Mine, edited.", reason="style", who=REVIEWER, at=AFTER)
        review.approve(session, now, rules=world.rules, who=REVIEWER, at=AFTER)
    answer(world, "Yes", request=asked, at=AFTER + dt.timedelta(hours=1))
    now = update(world, ITEM)
    assert (now.text, now.state) == ("Mine, edited.", "approved")
    assert "Your own newer words stand" in receipts(world)[-1]["note"]
    assert contributions(world)[0].confirmed_by == PAT


@SQLITE
def test_older_words_that_a_reviewer_takes_in_leave_the_edit_alone(world: World) -> None:
    deputise(world)
    take(world, reply(world, PAT, {ITEM: "Mine is the right one."}, number=7), AFTER)
    with writing(world.engine) as session:
        now = queries.update_for(session, world.row(session, ITEM).id, world.cycle(session).id)
        assert now is not None
        review.edit(session, now, "Mine, edited.", reason="style", who=REVIEWER, at=AFTER)
        (first, _own) = session.exec(select(Contribution).order_by(Contribution.id)).all()  # type: ignore[arg-type]
        review.take(session, first, reason="x", rules=world.rules, who=REVIEWER, at=AFTER)
        assert now.text == "Mine, edited."


def item_by_item(world: World, first: str, second: str, *, quoted: bool) -> None:
    """Pat answers beneath each item: in a quoted copy of the question, or with ids alone."""
    asked = mime.parse(sent_to(world, PAT, "confirm"))
    code = asked.references[0][1:26]
    lines = []
    for line in asked.text.split("\n"):
        lines.append(f"> {line}".rstrip())
        lines += [first] if "Two of three" in line else [second] if "please close" in line else []
    body = "\r\n".join(lines) if quoted else f"[{ITEM}] {first}\r\n[{OTHER}] {second}"
    head = f"From: {PAT}\r\nTo: audit+{code}@fenshire.police.example\r\nSubject: Re: s\r\n\r\n"
    assert take(world, f"{head}{body}\r\n".encode(), AFTER).state == "understood"


@SQLITE
@pytest.mark.parametrize("quoted", [True, False])
@pytest.mark.parametrize("words", [("YES", "NO"), ("No.", "Yes."), ("Yes", "yes"), ("no", "no")])
def test_each_item_may_have_its_own_yes_or_no(world: World, words: tuple[str, str], quoted: bool) -> None:
    deputise(world, answers={ITEM: "Two of three check.", OTHER: "Done; please close."})
    item_by_item(world, *words, quoted=quoted)
    said = [word.lower().startswith("y") for word in words]
    assert [one.taken for one in contributions(world)] == said
    assert [one.trust for one in contributions(world)] == ["delegate" if yes else "declined" for yes in said]


@SQLITE
def test_an_item_without_a_yes_or_no_goes_on_waiting(world: World) -> None:
    number = deputise(world, answers={ITEM: "Two of three check.", OTHER: "Done; please close."})
    item_by_item(world, "YES", "", quoted=False)
    assert [one.confirmed_by for one in contributions(world)] == [PAT, None]
    assert inbound(world, number).state == "unverified"
    assert answer(world, "No", item=OTHER) == "understood"
    assert [one.trust for one in contributions(world)] == ["delegate", "declined"]


@SQLITE
def test_a_forged_absence_notice_says_nothing_about_its_owner(world: World) -> None:
    head = f"Authentication-Results: {MX}; dmarc=fail header.from=fenshire.police.example\r\n"
    head += f"From: {PAT}\r\nTo: audit@fenshire.police.example\r\nSubject: Automatic reply: x\r\n"
    words = f"I am out of the office until 20 October 2026. Please contact {SAM}."
    for more, kept in ((head, 0), (head.partition("\r\n")[2], 1)):
        take(world, f"{more}Auto-Submitted: auto-replied\r\n\r\n{words}\r\n".encode())
        with reading(world.engine) as session:
            assert len(session.exec(select(Absence)).all()) == kept


@SQLITE
def test_a_reference_line_in_the_html_counts_where_the_text_is_empty(world: World) -> None:
    with reading(world.engine) as session:
        code = token.make(KEY, world.request(session, PAT).id or 0, PAT)
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = PAT, "audit@x.example", "Fwd"
    message.set_content("\n")
    message.add_alternative(f"<p>[{ITEM}] Going well.</p><p>Ref: {code}</p>", subtype="html")
    assert take(world, message.as_bytes()).state == "understood"
    assert update(world, ITEM).text.startswith("Going well.")


@SQLITE
def test_names_of_refused_documents_are_not_repeated_about_marked_items(world: World) -> None:
    with writing(world.engine) as session:
        audits.mark(session, "FLEET-2509", "OFFICIAL-SENSITIVE", who="m", at=LATER)
    files = [(f"informant {n}.csv", "text/csv", b"%d" % n) for n in range(52)]
    take(world, reply(world, PAT, {ITEM: "See attached."}, attachments=files))
    told = mail_text(world, PAT, "receipt")
    assert "informant" not in told
    assert "more than 50" in told
    take(world, reply(world, PAT, {ITEM: "See attached."}, number=2, from_=DEPUTY, attachments=files))
    assert "informant" not in mail_text(world, PAT, "confirm")


@SQLITE
def test_an_owner_with_a_second_address(world: World) -> None:
    second = "pat@private.example"
    with writing(world.engine) as session:
        person = queries.person_at(session, PAT)
        session.add(Channel(person_id=person.id or 0, kind="mail", address=second))  # type: ignore[union-attr]
    proof = f"Authentication-Results: {MX}; dmarc=pass header.from=private.example\r\n".encode()
    raw = proof + b"List-Id: <audit.lists.example>\r\n" + reply(world, PAT, {ITEM: "Fine."}, from_=second)
    assert take(world, raw).state == "understood"
    assert update(world, ITEM).text == "Fine."
    with writing(world.engine) as session:
        now = queries.update_for(session, world.row(session, ITEM).id, world.cycle(session).id)
        assert now is not None
        with pytest.raises(Refused, match="nobody approves their own words"):
            review.approve(session, now, rules=world.rules, who=PAT, at=AFTER)
        people.enter(session, [Entry(name="Pat Marsh", email=second)], who="m", at=AFTER)
        assert queries.addresses(session, person.id) == [PAT, second]  # type: ignore[union-attr]


@SQLITE
def test_a_telephone_number_in_an_unmarked_absence_notice_is_no_bounce(world: World) -> None:
    sent_to(world, PAT)
    with reading(world.engine) as session:
        sent = session.exec(select(Sent)).one()
    to = f"audit+bounce-{verp.make(KEY, sent.outbox_id, PAT)}@fenshire.police.example"
    for words in ("Pat is on secondment; ring 512 - the duty desk.", "Ring 01533 445 112 for Sam."):
        raw = f"Return-Path: <>\r\nFrom: {PAT}\r\nTo: {to}\r\nSubject: Hello\r\n\r\n{words}\r\n"
        assert take(world, raw.encode()).state == "automatic"
    with reading(world.engine) as session:
        assert session.exec(select(Alarm)).all() == []


@POSTGRES
@pytest.mark.parametrize("verb", ["take", "approve"])
def test_what_was_decided_in_between_is_seen(world: World, verb: str) -> None:
    deputise(world)
    with writing(world.engine) as slow:
        mine = slow.exec(select(Contribution)).one()  # read before the owner's answer
        if verb == "take":
            answer(world, "No")
            with pytest.raises(Refused, match="set aside by pat"):
                review.take(slow, mine, reason="x", rules=world.rules, who=REVIEWER, at=AFTER)
        else:
            queries.update_for(slow, mine.recommendation_id, world.cycle(slow).id)
            take(world, reply(world, PAT, {ITEM: "Mine."}, number=7), LATER - dt.timedelta(hours=1))
            with writing(world.engine) as quick:
                now = queries.update_for(quick, mine.recommendation_id, world.cycle(quick).id)
                assert now is not None
                review.approve(quick, now, rules=world.rules, who=REVIEWER, at=AFTER)
            heard = standing_by.confirm(slow, mine, rules=world.rules, who=PAT, at=AFTER)
            assert heard.amends_approved
    assert update(world, ITEM).state == ("awaited" if verb == "take" else "amended")


@SQLITE
def test_a_yes_that_comes_too_late_is_told_so(world: World) -> None:
    deputise(world)
    asked = sent_to(world, PAT, "confirm")
    with writing(world.engine) as session:
        world.cycle(session).state = "published"
    answer(world, "Yes", request=asked)
    told = receipts(world)[-1]
    assert "nothing has changed" in told["note"]
    assert "the paper is out" in told["refused"][0]


@pytest.mark.parametrize(
    "words", ["Y", "Confirm.", "I can confirm", "That's right.", "That is correct, thanks"]
)
def test_more_ways_to_say_yes(words: str) -> None:
    assert answer_in(words)[0] is True


@pytest.mark.parametrize("words", ["N", "No thank you", "Nein danke", "Non merci"])
def test_more_ways_to_say_no(words: str) -> None:
    assert answer_in(words)[0] is False


@pytest.mark.parametrize(
    "words", ["Nothing yet", "New dates follow", "Years ago", "That is right out", "N/A"]
)
def test_what_only_begins_like_a_yes_or_a_no_is_none(words: str) -> None:
    assert answer_in(words)[0] is None


@SQLITE
def test_what_could_not_be_read_from_a_stranger_is_not_called_the_owners(world: World) -> None:
    deep = b"Content-Type: message/rfc822\r\n\r\n" * 200
    raw = reply(world, PAT, {ITEM: "x"}, from_="x@elsewhere.example").replace(
        b"Content-Type: ", b"X-Was: ", 1
    )
    assert take(world, raw.replace(b"\r\n\r\n", b"\r\n" + deep, 1)).state == "problem"
    assert "x@elsewhere.example, and nothing proves that it is yours" in mail_text(world, PAT, "receipt")


@SQLITE
@pytest.mark.parametrize("proof", ["dmarc=none", "dmarc=pass header.from=fenshire.police.example"])
def test_words_that_nothing_binds_are_repeated_only_to_whoever_surely_wrote_them(
    world: World, proof: str
) -> None:
    strict = intake(world).model_copy(update={"senders": Senders(boundary=MX)})
    raw = f"Authentication-Results: {MX}; {proof}\r\n".encode() + plain("Log in at http://evil.example now.")
    assert receive(world.engine, raw, intake=strict, at=LATER).state == "unmatched"
    told = mail_text(world, PAT, "receipt")
    assert ("evil.example" in told) is ("pass" in proof)
    assert ("Nothing proves that it is yours" in told) is ("none" in proof)


@SQLITE
def test_a_title_that_asks_for_verification_makes_no_reply_a_machines(world: World) -> None:
    raw = reply(world, PAT, {ITEM: "Going well."})
    subject = b"Subject: Re: A question about [FLEET-2509-4.1] Mileage requires verification\r\n"
    head, _, body = raw.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.startswith((b"Subject:", b" "))]
    assert take(world, subject + b"\r\n".join(lines) + b"\r\n\r\n" + body).state == "understood"
    assert update(world, ITEM).text == "Going well."
