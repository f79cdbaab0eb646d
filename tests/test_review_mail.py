"""Mail that found no place, in a reviewer's hands: placed, given back, dismissed; by verb and by command."""

import datetime as dt
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from followup import Refused, cycle, placing, review
from followup.kept import Kept, excerpt, kept, pieces
from mail import offered
from mail.intake import Received
from reports import mail_view, review_view
from store import queries
from store.db import reading, writing
from store.models import Contribution, Decision, Event, Inbound, Outbox
from tests.findings import mail_text, plain
from tests.test_commands import PAPER, PEOPLE, Desk, desk, ready  # noqa: F401 - fixtures
from tests.test_intake import LATER, receipts, reply, sent_to, strip_token, take, update
from tests.test_updates import say
from tests.world import ALEX, NOVEMBER, PAT, REVIEWER, SAM, World

WORDS = "Two of three workshops check their vans now. The third follows in January 2027."
NOW = LATER + dt.timedelta(days=3)


def stray(world: World, body: str = WORDS, sender: str = "jo@contractor.example", **more) -> Received:
    return take(world, plain(body).replace(PAT.encode(), sender.encode()), **more)


def place(world: World, done: Received, item: str, *, owner: str = "", keep: bool = True, **more):
    values = {
        "words": "",
        "documents": [],
        "links_in": lambda _words: [],
        "reason": "she told me",
        "who": REVIEWER,
        "at": NOW,
    } | more
    with writing(world.engine, keep=keep) as session:
        person = queries.person_at(session, owner) if owner else None
        return placing.place(
            session, session.get_one(Inbound, done.inbound_id), world.row(session, item), owner=person,
            rules=world.rules, **values,
        )  # fmt: skip


def restore(world: World, done: Received, number: int, item: str, **more):
    values = {"reason": "these are her words", "who": REVIEWER, "at": NOW} | more
    with writing(world.engine) as session:
        return placing.restore(
            session, session.get_one(Inbound, done.inbound_id), number, world.row(session, item), owner=None,
            rules=world.rules, links_in=lambda _words: [], **values,
        )  # fmt: skip


def inbound(world: World, done: Received) -> Inbound:
    with reading(world.engine) as session:
        return session.get_one(Inbound, done.inbound_id)


def contributions(world: World) -> list[Contribution]:
    with reading(world.engine) as session:
        return list(session.exec(select(Contribution).order_by(Contribution.id)).all())


def queue(world: World) -> list[str]:
    with reading(world.engine) as session:
        return [str(row["id"]) for row in review_view.queue(session)]


def shown(world: World, done: Received) -> str:
    with reading(world.engine) as session:
        found = session.get_one(Inbound, done.inbound_id)
        return "\n".join(mail_view.lines(mail_view.view(session, found, offered.evidence(found.raw))))


def test_a_stray_mail_becomes_a_delegates_contribution_confirmed_by_the_reviewer(world: World) -> None:
    done = stray(world)
    place(world, done, "FLEET-2509-4.1")
    (one,) = contributions(world)
    assert (one.text, one.trust, one.confirmed_by, one.confirmed_at) == (WORDS, "delegate", REVIEWER, NOW)
    assert (one.who, one.inbound_id, one.received_at) == ("jo@contractor.example", done.inbound_id, LATER)
    assert update(world, "FLEET-2509-4.1").text == WORDS
    assert inbound(world, done).state == "placed"
    assert f"mail-{done.inbound_id}" not in queue(world)
    assert "place by inspectorate@" in shown(world, done)


def test_a_stray_mail_in_the_owners_name_proves_nothing_and_the_owner_gets_the_usual_receipt(
    world: World,
) -> None:
    done = stray(world, sender=PAT)
    place(world, done, "FLEET-2509-4.2")
    assert (contributions(world)[0].trust, contributions(world)[0].confirmed_by) == ("delegate", REVIEWER)
    told = receipts(world)[-1]
    assert (told["placed"], told["heard"][0]["item_id"]) == (True, "FLEET-2509-4.2")
    assert "The inspectorate has put" in mail_text(world, PAT, "receipt")


def test_only_the_owner_is_told_never_the_sender(world: World) -> None:
    place(world, stray(world), "FLEET-2509-4.1")
    with reading(world.engine) as session:
        rows = session.exec(select(Outbox).where(Outbox.kind == "receipt")).all()
        assert [queries.address_of(session, row.person_id) for row in rows] == [PAT]


def test_an_excerpt_is_taken_in_the_messages_own_letters_and_the_rest_goes_on_waiting(world: World) -> None:
    rest = "The tutors at Northfen have all been trained and a list of their names is held."
    done = stray(world, f"{WORDS.replace(' now. ', ' now.{}')}\n\n{rest}".replace("{}", "\r\n"))
    place(world, done, "FLEET-2509-4.1", words=WORDS)
    assert contributions(world)[0].text == WORDS.replace(" now. ", " now.\n")
    assert inbound(world, done).unplaced == rest
    assert f"mail-{done.inbound_id}" in queue(world)
    place(world, done, "STORES-2602-4.2", owner=SAM)
    assert contributions(world)[1].text == rest
    assert f"mail-{done.inbound_id}" not in queue(world)


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"words": "All three workshops check."}, "do not stand in"),
        ({"reason": " "}, "--reason"),
        ({"who": "jo@contractor.example"}, "nobody places their own words"),
        ({"who": PAT}, "nobody places their own words"),
        ({"owner": ALEX}, "was not asked about FLEET-2509-4.1"),
        ({"words": "x " * 5000}, "do not stand in"),
    ],
)
def test_what_may_not_be_placed_is_refused_in_words(world: World, more: dict, words: str) -> None:
    done = stray(world)
    with pytest.raises(Refused, match=words):
        place(world, done, "FLEET-2509-4.1", **more)
    assert contributions(world) == []


def test_an_item_with_several_owners_wants_one_named(world: World) -> None:
    done = stray(world)
    with pytest.raises(Refused, match=f"--for one of .*{ALEX}.*{SAM}"):
        place(world, done, "STORES-2602-4.2")
    place(world, done, "STORES-2602-4.2", owner=SAM)
    assert contributions(world)[0].part == "2"


def test_nothing_is_placed_twice_nor_after_the_paper_is_out(world: World) -> None:
    done = stray(world)
    place(world, done, "FLEET-2509-4.1")
    with pytest.raises(Refused, match="these words stand under FLEET"):
        place(world, done, "FLEET-2509-4.1", words=WORDS)
    with writing(world.engine) as session:
        world.cycle(session).state = "published"
    with pytest.raises(Refused, match="no round that still takes words"):
        place(world, done, "FLEET-2509-4.2", words=WORDS)


def test_words_that_came_before_newer_ones_of_the_owner_do_not_replace_them(world: World) -> None:
    done = stray(world)
    say(world, PAT, "FLEET-2509-4.1", "All three workshops check.", hours=100)
    heard = place(world, done, "FLEET-2509-4.1", at=NOW + dt.timedelta(days=9))
    assert heard.newer
    assert update(world, "FLEET-2509-4.1").text == "All three workshops check."
    assert any("Newer words of yours" in line for line in receipts(world)[-1]["heard"][0]["lines"])


def test_a_reviewers_edit_is_not_undone_by_older_words_placed_later(world: World) -> None:
    done = stray(world)
    say(world, PAT, "FLEET-2509-4.1", "All three workshops check.", hours=100)
    with writing(world.engine) as session:
        found = queries.update_for(session, world.row(session, "FLEET-2509-4.1").id, world.cycle(session).id)
        review.edit(session, found, "All three check.", reason="short", who=REVIEWER, at=NOW)
    place(world, done, "FLEET-2509-4.1")
    assert update(world, "FLEET-2509-4.1").text == "All three check."


def test_words_placed_after_collection_closed_count_because_a_reviewer_took_them(world: World) -> None:
    done = stray(world)
    with writing(world.engine) as session:
        cycle.close(session, world.cycle(session), who="job", at=NOW)
    place(world, done, "FLEET-2509-4.1")
    assert contributions(world)[0].taken
    assert update(world, "FLEET-2509-4.1").text == WORDS


def test_documents_go_with_the_words_once(world: World) -> None:
    files = [("sample.csv", "text/csv", b"checked,passed\r\n40,39\r\n")]
    raw = strip_token(
        reply(world, PAT, {"FLEET-2509-4.1": WORDS}, "thunderbird bottom", attachments=files), world
    ).replace(b"4.1", b"9.9")
    done = take(world, raw)
    assert done.state == "unmatched"
    kept_files = offered.evidence(raw)
    assert [one.name for one in kept_files] == ["sample.csv"]
    place(world, done, "FLEET-2509-4.1", documents=kept_files, words=WORDS.split(".", maxsplit=1)[0])
    place(world, done, "FLEET-2509-4.1", documents=kept_files, words="The third follows in January 2027.")
    with reading(world.engine) as session:
        held = queries.evidence(session, world.row(session, "FLEET-2509-4.1").id)
        assert [one.name for one in held] == ["sample.csv"]
    assert update(world, "FLEET-2509-4.1").text.endswith("The third follows in January 2027.")


def test_words_of_a_bound_mail_that_found_no_place_join_what_the_same_mail_said(world: World) -> None:
    raw = reply(world, PAT, {"FLEET-2509-4.1": "Going well."}, "thunderbird inline")
    raw = raw.replace(b"\r\n\r\n", f"\r\n\r\n{WORDS}\r\n\r\n".encode(), 1)
    done = take(world, raw)
    assert f"mail-{done.inbound_id}" in queue(world)
    place(world, done, "FLEET-2509-4.1")
    assert update(world, "FLEET-2509-4.1").text == f"Going well.\n\n{WORDS}"
    assert [one.inbound_id for one in contributions(world)] == [done.inbound_id, None]
    assert [one.trust for one in contributions(world)] == ["accepted", "accepted"]
    assert f"mail-{done.inbound_id}" not in queue(world)
    assert inbound(world, done).state == "understood"


def test_a_piece_that_was_set_aside_is_given_back_and_joins_the_words(world: World) -> None:
    signed = "[FLEET-2509-4.1]\nGoing well.\n\n-- \nPat Marsh\nHead of Fleet, on leave from 3 November"
    done = take(world, reply(world, PAT, {"FLEET-2509-4.1": signed}, "gmail top"))
    found = pieces(kept(inbound(world, done)))
    piece = next(one for one in found if "on leave" in one.text)
    assert "signature" in piece.why
    assert f"{piece.number}  {piece.why}" in shown(world, done)
    restore(world, done, piece.number, "FLEET-2509-4.1")
    now = update(world, "FLEET-2509-4.1").text
    assert now == f"Going well.\n\n{piece.text.strip()}"
    with reading(world.engine) as session:
        decision = session.exec(select(Decision).where(Decision.kind == "restore")).one()
        assert decision.reason.startswith(f"mail-{done.inbound_id}, piece {piece.number}: ")
        assert "words restored" in [event.kind for event in session.exec(select(Event)).all()]
    with pytest.raises(Refused, match="has no piece 999"):
        restore(world, done, 999, "FLEET-2509-4.1")


def test_an_excerpt_of_what_was_set_aside_names_the_piece_to_restore(world: World) -> None:
    done = take(world, reply(world, PAT, {"FLEET-2509-4.1": "Going well.\n\n-- \nPat Marsh, on leave"}))
    with pytest.raises(Refused, match=r"in piece [0-9]+, which was set aside"):
        place(world, done, "FLEET-2509-4.2", words="Pat Marsh, on leave")


def test_a_mail_after_its_meeting_gives_each_item_its_own_words_in_the_next_round(world: World) -> None:
    said = {"FLEET-2509-4.1": "Two of three check.", "FLEET-2509-4.2": "Agreed in May."}
    raw = reply(world, PAT, said)
    with writing(world.engine) as session:  # the meeting was brought forward to before the mail came
        world.meeting(session, NOVEMBER).date = LATER.date() - dt.timedelta(days=1)
    done = take(world, raw)
    assert (done.state, contributions(world)) == ("unmatched", [])
    place(world, done, "FLEET-2509-4.2")
    assert [one.text for one in contributions(world)] == ["Agreed in May."]
    assert inbound(world, done).unplaced == "[FLEET-2509-4.1]\nTwo of three check."


def test_a_piece_of_a_mail_that_is_not_taken_in_waits_for_it(world: World) -> None:
    signed = "[FLEET-2509-4.1]\nGoing well.\n\n-- \nJo, on leave from 3 November"
    done = take(world, reply(world, PAT, {"FLEET-2509-4.1": signed}, "gmail top", from_="jo@x.example"))
    piece = next(one for one in pieces(kept(inbound(world, done))) if "on leave" in one.text)
    with pytest.raises(Refused, match="`matters review take 1` comes first"):
        restore(world, done, piece.number, "FLEET-2509-4.1")


@given(st.text(alphabet="ab .\n\t>", min_size=1, max_size=80), st.data())
def test_an_excerpt_is_always_a_stretch_of_the_message(body: str, data: st.DataObject) -> None:
    stray_mail = Inbound(channel="mail", sha256="0", raw=b"", unplaced="", received_at=NOW)
    starts = [0, *(one.end() for one in re.finditer(r"\W", body)), len(body)]
    begin, end = sorted(data.draw(st.tuples(*[st.sampled_from(starts)] * 2)))
    wanted = body[begin:end]
    if wanted.strip():
        found = excerpt(stray_mail, Kept(body=body), "  ".join(wanted.split()))
        assert found in body
        assert found.split() == wanted.split()


def test_mail_that_is_nothing_leaves_the_queue_and_stays_kept(world: World) -> None:
    done = stray(world, "Cheap toner for sale, today only, write to us at once.")
    with writing(world.engine) as session:
        found = session.get_one(Inbound, done.inbound_id)
        with pytest.raises(Refused, match="--reason"):
            placing.dismiss(session, found, reason="", who=REVIEWER, at=NOW)
        placing.dismiss(session, found, reason="advertising", who=REVIEWER, at=NOW)
        with pytest.raises(Refused, match="no message mail-99"):
            mail_view.find(session, "mail-99")
    gone = inbound(world, done)
    assert (gone.state, "toner" in gone.unplaced, "advertising" in gone.problem) == ("dismissed", True, True)
    assert f"mail-{done.inbound_id}" not in queue(world)
    place(world, done, "FLEET-2509-4.1")  # a second look is allowed
    assert inbound(world, done).state == "placed"


def test_dismissing_words_without_a_place_leaves_what_was_understood(world: World) -> None:
    raw = reply(world, PAT, {"FLEET-2509-4.1": "Going well."}, "thunderbird inline")
    done = take(world, raw.replace(b"\r\n\r\n", f"\r\n\r\n{WORDS}\r\n\r\n".encode(), 1))
    with writing(world.engine) as session:
        placing.dismiss(
            session, session.get_one(Inbound, done.inbound_id), reason="small talk", who=REVIEWER, at=NOW
        )
    left = inbound(world, done)
    assert (left.state, left.unplaced) == ("understood", "")
    assert kept(left).unplaced == WORDS
    with writing(world.engine) as session, pytest.raises(Refused, match="does not wait"):
        placing.dismiss(
            session, session.get_one(Inbound, done.inbound_id), reason="again", who=REVIEWER, at=NOW
        )


def test_a_machines_mail_has_no_reading_and_does_not_wait(world: World) -> None:
    done = take(world, b"Auto-Submitted: auto-replied\r\n" + plain("I am away."))
    assert kept(inbound(world, done)).body == ""
    assert f"mail-{done.inbound_id}" not in queue(world)


def test_the_stored_reading_is_bounded(world: World) -> None:
    lines = "".join(f"> quoted {n}\r\nmine {n}\r\n" for n in range(6000))
    done = take(world, sent_to(world, PAT)[:0] + plain(lines))
    assert len(inbound(world, done).reading) < 1_000_000
    big = take(world, plain("words " * 60_000))
    assert len(inbound(world, big).reading) < 1_000_000


def test_the_commands_end_to_end(ready: Desk) -> None:  # noqa: F811
    ready.run("import", str(PAPER))
    ready.run("people", "import", str(PEOPLE))
    ready.run("meeting", "add", "2026-11-25")
    clock = {"MATTERS_CLOCK": "2026-10-16T09:00+00:00"}
    ready.run("cycle", "open", "--meeting", "2026-11-25", "--no-send", **clock)
    mail = (
        "From: Jo <jo@contractor.example>\r\nTo: audit@f.example\r\nSubject: RECORDS-2507-4.1\r\n\r\n"
        "The backlog of records is down to 2,000 and nobody waits longer than a month.\r\n"
    )
    out, _err = ready.run("ingest", "-", text=mail, **clock)
    assert out.startswith("mail-1: unmatched")
    (row,) = json.loads(ready.run("review", "list", "--json")[0])
    assert (row["id"], row["likely"][0]) == ("mail-1", "RECORDS-2507-4.1")
    seen = json.loads(ready.run("review", "show", "mail-1", "--json")[0])
    owner = seen["candidates"][0]["email"]
    assert seen["candidates"][0]["reasons"] == ["it names RECORDS-2507-4.1"]
    words = ("review", "place", "mail-1", "RECORDS-2507-4.1", "--for", owner, "--reason", "called her")
    out, err = ready.run(*words, "--dry-run", **clock)
    assert "Understood as: progress" in out
    assert "nothing was written" in err
    assert json.loads(ready.run("review", "list", "--json")[0])[0]["id"] == "mail-1"
    assert json.loads(ready.run(*words, "--json", **clock)[0])["item_id"] == "RECORDS-2507-4.1"
    (row,) = json.loads(ready.run("review", "list", "--json")[0])
    assert (row["id"], row["state"]) == ("RECORDS-2507-4.1", "received")
    assert "no piece 7" in ready.refused(
        "review", "restore", "mail-1", "7", "--item", "RECORDS-2507-4.1", "--for", owner, "--reason", "x"
    )
    assert "--json shows a mail" in ready.refused("review", "show", "RECORDS-2507-4.1", "--json")
