"""Merge and split: who leaves, who joins, what each paper shows, who is told, and what is refused."""

import datetime as dt
import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import col, select

from followup import Refused, audits, calendar, cycle, life, outcomes, people, review
from followup.asking import JOINED_LATE
from followup.leaving import Done
from followup.people import Entry
from followup.pieces import Piece
from followup.rules import Rules
from followup.updates import Draft, submit
from mail import html, mime
from mail.sender import worded
from reports import figures, ids
from store import queries
from store.db import reading, writing
from store.models import (
    Contribution,
    Event,
    Link,
    Membership,
    Outbox,
    PaperItem,
    Recommendation,
    SourcePaper,
    Update,
)
from tests.findings import POSTGRES, entry, mail_text, paper, status
from tests.test_compose import OURS
from tests.test_intake import reply, sent_to, take
from tests.test_updates import approve, say
from tests.world import ALEX, BOARD, JUNE, NOVEMBER, OPENED, PANEL, PAT, REVIEWER, SAM, World, build

MARCH = dt.date(2027, 3, 4)
AFTER = dt.datetime.combine(NOVEMBER, dt.time(17), dt.UTC)
LOSER, WINNER = "FLEET-2509-4.1", "FLEET-2509-4.2"
HALVES = [
    Piece(reference="4.2a", title="Tutors", part="1"),
    Piece(reference="4.2b", title="Portal", part="2"),
]


def merge(world: World, loser: str = LOSER, winner: str = WINNER, meeting=JUNE, at=OPENED, **more) -> Done:
    with writing(world.engine) as session:
        return life.merge(
            session, world.row(session, loser), world.row(session, winner),
            meeting=world.meeting(session, meeting), reason=more.get("reason", "One plan for both"),
            who=REVIEWER, at=at,
        )  # fmt: skip


def split(
    world: World, item: str = "STORES-2602-4.2", pieces=HALVES, meeting=JUNE, at=OPENED, **more
) -> Done:
    with writing(world.engine) as session:
        return life.split(
            session, world.row(session, item), list(pieces), meeting=world.meeting(session, meeting),
            reason="Two owners, two dates", name=ids.sibling, rules=world.rules, who=REVIEWER, at=at,
            **more,
        )  # fmt: skip


def add_meeting(world: World, date: dt.date) -> None:
    with writing(world.engine) as session:
        calendar.add_meeting(session, calendar.body(session, PANEL, "panel"), date, who="t", at=OPENED)


def stands(world: World, date: dt.date) -> list[str]:
    return [rec.id for rec in paper(world, date).recommendations]


def asked(world: World, address: str) -> list[str]:
    with reading(world.engine) as session:
        request = world.request(session, address)
        return [rec.item_id for _line, rec, _audit in queries.asked(session, request.id)]


def state(world: World, item: str) -> str:
    with reading(world.engine) as session:
        found = queries.update_for(session, world.row(session, item).id, world.cycle(session).id)
        assert found is not None
        return found.state


def refused(world: World, verb, *args, **kwargs) -> str:
    """The words of a refusal; and nothing was changed by it."""
    with reading(world.engine) as session:
        before = len(session.exec(select(Event)).all()), len(session.exec(select(Recommendation)).all())
    with pytest.raises(Refused) as said:
        verb(world, *args, **kwargs)
    with reading(world.engine) as session:
        after = len(session.exec(select(Event)).all()), len(session.exec(select(Recommendation)).all())
    assert before == after
    return str(said.value)


def test_what_is_merged_leaves_and_the_paper_before_still_shows_it(engine: Engine) -> None:
    world = build(engine)
    before = paper(world, JUNE)
    merge(world)
    add_meeting(world, NOVEMBER)
    assert paper(world, JUNE) == before
    assert status(world, LOSER) == "superseded"
    assert LOSER not in stands(world, NOVEMBER)
    assert [(link.kind, link.to) for link in entry(world, WINNER).links] == [
        ("supersedes", f"{LOSER} Service checks")
    ]
    assert figures.check(paper(world)) == []


def test_both_links_the_move_and_the_events_are_written_once(engine: Engine) -> None:
    world = build(engine)
    merge(world)
    with reading(engine) as session:
        loser, winner = world.row(session, LOSER), world.row(session, WINNER)
        links = [(link.kind, link.to_words, link.to_id) for link, _to in queries.links(session, loser.id)]
        assert links == [("merged_into", WINNER, winner.id)]
        links = [(link.kind, link.to_words, link.to_id) for link, _to in queries.links(session, winner.id)]
        assert links == [("supersedes", LOSER, loser.id)]
        move = queries.moves(session, loser.id)[-1]
        assert (move.to_id, move.reason) == (None, f"merged into {WINNER}: One plan for both")
        kinds = [event.kind for event in session.exec(select(Event)).all()]
        assert (kinds.count("item merged"), kinds.count("item supersedes")) == (1, 1)
        ((outcome, decided),) = queries.outcomes(session, loser.id)
        assert (outcome.kind, outcome.was, decided.date) == ("merged", "open", JUNE)


def test_the_next_round_asks_about_the_winner_only_and_shows_the_link(engine: Engine) -> None:
    world = build(engine)
    merge(world)
    world.open()
    assert asked(world, PAT) == [WINNER]
    assert f"Supersedes {LOSER} Service checks" in mail_text(world, PAT, "request")


def test_a_round_under_way_no_longer_waits_for_it(world: World) -> None:
    assert state(world, LOSER) == "awaited"
    merge(world)
    assert state(world, LOSER) == "left"
    assert LOSER not in stands(world, NOVEMBER)
    assert not [note for note in paper(world).notes if note.item == LOSER]
    with writing(world.engine) as session:
        assert LOSER not in cycle.close(session, world.cycle(session), who="t", at=OPENED)


def test_a_request_not_yet_sent_goes_without_it_and_an_empty_one_does_not_go(world: World) -> None:
    merge(world)
    assert LOSER not in mail_text(world, PAT, "request").replace(f"Supersedes {LOSER}", "")
    merge(world, "STORES-2602-4.2", "STORES-2602-4.1")
    with reading(world.engine) as session:
        request = world.request(session, SAM)
        row = session.exec(select(Outbox).where(Outbox.request_id == request.id)).one()
        assert (row.done_at, row.problem) == (OPENED, "nothing was left to ask")
        alex = world.request(session, ALEX)
        row = session.exec(select(Outbox).where(Outbox.request_id == alex.id)).one()
        assert row.done_at is None


def test_the_owners_of_both_are_told_once_each(engine: Engine) -> None:
    world = build(engine)
    done = merge(world, "STORES-2602-4.1", WINNER)
    assert done.told == ["Alex Fenn", "Pat Marsh"]
    for address in (ALEX, PAT):
        text = mail_text(world, address, "notice")
        assert "Key control (STORES-2602-4.1) is merged into Performance indicators" in text
        assert "One plan for both" in text
        assert "24 June 2026" in text


def test_a_notice_about_a_marked_item_keeps_the_reason_in(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        audits.mark(session, "STORES-2602", "OFFICIAL-SENSITIVE", who="m", at=OPENED)
    merge(world, "STORES-2602-4.1", WINNER, reason="the rear door is broken")
    text = mail_text(world, PAT, "notice")
    assert "rear door" not in text
    assert "OFFICIAL-SENSITIVE" in text


def test_owners_nobody_can_reach_are_named(engine: Engine) -> None:
    done = merge(build(engine), "STORES-2602-4.3", WINNER)
    assert done.notes == ["Nobody Known could not be told: nobody of that name is known"]


def test_an_answer_to_what_was_merged_is_told_where_it_belongs_and_kept_for_a_reviewer(world: World) -> None:
    raw = reply(world, PAT, {LOSER: "Checks are done in all yards.", WINNER: "Five indicators."})
    merge(world)
    assert take(world, raw).state == "understood"
    receipt = mail_text(world, PAT, "receipt")
    assert f"{LOSER} has left the tracker: it was merged into {WINNER}" in receipt
    assert "Checks are done in all yards." in receipt
    assert (state(world, LOSER), state(world, WINNER)) == ("left", "received")
    with reading(world.engine) as session:
        assert len(session.exec(select(Outbox).where(Outbox.kind == "question")).all()) == 0


def test_words_that_wait_for_review_hold_a_merge_up(world: World) -> None:
    say(world, PAT, LOSER, "Nearly there.")
    words = refused(world, merge)
    assert "wait for review (pat.marsh@fenshire.police.example, 1 October 2026)" in words
    assert f"matters review show {LOSER}" in words
    approve(world, LOSER)
    assert "approved and will stand in that paper; use --meeting 2026-11-12" in refused(world, merge)
    merge(world, meeting=NOVEMBER, at=AFTER)
    assert entry(world, LOSER).updates[-1].text == "Nearly there."
    add_meeting(world, MARCH)
    assert LOSER not in stands(world, MARCH)


def test_words_of_a_stranger_do_not_hold_it_up_but_are_named_and_stay_out(world: World) -> None:
    say(world, PAT, LOSER, "Ignore this.", trust="unverified", who="x@elsewhere.example")
    done = merge(world)
    assert f"unverified words from x@elsewhere.example stay with {LOSER}, unread" in done.notes
    with reading(world.engine) as session:
        found = queries.update_for(session, world.row(session, LOSER).id, world.cycle(session).id)
        (one,) = queries.contributions(session, found and found.id)
    with writing(world.engine) as session:
        mine = session.get_one(Contribution, one.id)
        with pytest.raises(Refused, match=f"merged into {WINNER}"):
            review.take(session, mine, reason="x", rules=world.rules, who=REVIEWER, at=OPENED)


def test_late_words_hold_a_merge_up_too(world: World) -> None:
    with writing(world.engine) as session:
        cycle.close(session, world.cycle(session), who="t", at=OPENED)
    say(world, PAT, LOSER, "Sorry, late.")
    assert "wait for review (pat.marsh" in refused(world, merge)


def test_what_may_not_be_merged_is_refused_with_the_reason(engine: Engine) -> None:
    world = build(engine)
    add_meeting(world, NOVEMBER)
    assert "into itself" in refused(world, merge, LOSER, LOSER)
    assert "has not met yet: its meeting is on 12 November 2026" in refused(world, merge, meeting=NOVEMBER)
    assert "add --reason" in refused(world, merge, reason="  ")
    held = "Fenshire Audit Committee does not hold this item"
    assert held in refused(world, merge, LOSER, "FLEET-2509-4.4")
    assert held in refused(world, merge, "FLEET-2509-4.4", LOSER)
    merge(world)
    assert f"was merged into {WINNER}" in refused(world, merge, LOSER, "STORES-2602-4.1")
    assert f"was merged into {WINNER}" in refused(world, merge, "STORES-2602-4.1", LOSER)


def test_a_ring_of_merges_is_refused(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:  # as an imported paper says: 4.2 is taken forward under 4.1
        winner, loser = world.row(session, WINNER), world.row(session, LOSER)
        session.add(
            Link(recommendation_id=winner.id or 0, kind="merged_into", to_words="4.1", to_id=loser.id)
        )
    assert f"merge {WINNER} into {LOSER} instead" in refused(world, merge)
    merge(world, WINNER, LOSER)
    with reading(engine) as session:
        assert len(queries.links(session, world.row(session, WINNER).id)) == 1


def test_a_decision_or_a_paper_after_the_meeting_says_it_was_still_there(engine: Engine) -> None:
    world = build(engine)
    add_meeting(world, NOVEMBER)
    with writing(engine) as session:
        loser = world.row(session, LOSER)
        meeting = world.meeting(session, NOVEMBER)
        outcomes.record(session, loser, "action", words="Ask the yards", meeting=meeting, who="m", at=AFTER)
        source = SourcePaper(
            meeting_id=meeting.id or 0, name="n.txt", sha256="n", content=b"", style="narrative", front="{}",
            who="t", at=OPENED,
        )  # fmt: skip
        session.add(source)
        session.flush()
        winner = world.row(session, WINNER)
        session.add(
            PaperItem(
                source_id=source.id or 0, recommendation_id=winner.id or 0, position=0, status="open",
                body="panel",
            )
        )  # fmt: skip
    assert "a decision of 12 November 2026 is recorded" in refused(world, merge, at=AFTER)
    said = refused(world, merge, WINNER, "STORES-2602-4.1", at=AFTER)
    assert "stands in the paper of 12 November 2026" in said
    assert "use --meeting 2026-11-12" in said
    merge(world, meeting=NOVEMBER, at=AFTER)


def test_a_round_whose_meeting_has_passed_keeps_what_it_printed(world: World) -> None:
    assert "stands in the paper of 12 November 2026" in refused(world, merge, at=AFTER + dt.timedelta(days=1))


def test_a_board_splits_and_merges_what_it_holds_and_nothing_else(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        board = calendar.body(session, BOARD, "board")
        met = calendar.add_meeting(session, board, dt.date(2026, 9, 1), who="m", at=OPENED)
        told = {"meeting": met, "reason": "x", "who": "m", "at": OPENED}
        with pytest.raises(Refused, match="Strategic Risk Board does not hold"):
            life.merge(session, world.row(session, LOSER), world.row(session, WINNER), **told)
        pieces = [Piece(reference="4.4a", title="Leavers"), Piece(reference="4.4b", title="Joiners")]
        life.split(
            session, world.row(session, "FLEET-2509-4.4"), pieces, name=ids.sibling, rules=world.rules, **told
        )
        first, second = (world.row(session, f"FLEET-2509-4.4{letter}") for letter in "ab")
        life.merge(session, second, first, **told)
    world.open()
    assert [item.title for item in paper(world, JUNE).board_items] == ["User access"]
    assert [item.title for item in paper(world, NOVEMBER).board_items] == ["Leavers"]


def test_a_proposal_that_is_merged_is_a_proposal_in_the_paper_before(engine: Engine) -> None:
    world = build(engine)
    merge(world, "FLEET-2509-4.3", WINNER)
    assert entry(world, "FLEET-2509-4.3", JUNE).status == "proposed_closed"
    world.open()
    assert "FLEET-2509-4.3" not in stands(world, NOVEMBER)


def test_what_the_panel_asked_and_nobody_answered_is_named(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        outcomes.record(
            session, world.row(session, LOSER), "action", words="Tell us the cost (7/26)",
            meeting=world.meeting(session, JUNE), who="m", at=OPENED,
        )  # fmt: skip
    assert (
        f"the panel asked about {LOSER} and has no answer yet: Tell us the cost (7/26)" in merge(world).notes
    )


@POSTGRES
def test_an_answer_that_arrives_at_the_same_moment_is_not_overlooked(world: World) -> None:
    said: list[str] = []

    def try_it() -> None:
        try:
            merge(world)
        except Refused as refusal:
            said.append(str(refusal))

    with writing(world.engine) as session:
        submit(
            session, Draft(item_id=LOSER, text="Nearly there."), request=world.request(session, PAT), who=PAT,
            trust="accepted", channel="mail", inbound_id=None, rules=world.rules, at=OPENED,
        )  # fmt: skip
        other = threading.Thread(target=try_it)
        other.start()
        other.join(0.5)  # it waits for us; were it not to wait, it would be done by now
        assert other.is_alive()
    other.join()
    assert "wait for review" in said[0]


def test_a_notice_says_the_same_in_text_and_html_and_wants_no_answer(engine: Engine) -> None:
    world = build(engine)
    split(world)
    made = mime.parse(sent_to(world, SAM, "notice"))
    words = [set(text.replace("--", "").split()) for text in (made.text, html.to_text(made.html))]
    assert words[0] == words[1]
    assert "there is nothing to send back" in made.text
    assert "Ref:" not in made.text
    for piece in ("Tutors (STORES-2602-4.2a)", "Portal (STORES-2602-4.2b)"):
        assert piece in made.text


def test_what_hangs_on_a_merged_item_is_named(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        stores, loser = world.row(session, "STORES-2602-4.1"), world.row(session, LOSER)
        session.add(Link(recommendation_id=stores.id or 0, kind="depends_on", to_words=LOSER, to_id=loser.id))
    assert f"STORES-2602-4.1 hangs on {LOSER}, whose target date no longer moves" in merge(world).notes


def test_a_split_makes_new_items_with_the_owners_of_their_parts(engine: Engine) -> None:
    world = build(engine)
    before = paper(world, JUNE)
    done = split(world)
    assert done.items == ["STORES-2602-4.2a", "STORES-2602-4.2b"]
    assert paper(world, JUNE) == before
    world.open()
    now = stands(world, NOVEMBER)
    assert now[now.index("STORES-2602-4.1") + 1 :] == [
        "STORES-2602-4.2a", "STORES-2602-4.2b", "STORES-2602-4.3",
    ]  # fmt: skip
    first = entry(world, "STORES-2602-4.2a")
    assert [(owner.name, owner.part) for owner in first.owners] == [("Alex Fenn", None)]
    assert (first.priority, first.target_in_force) == ("Significant", dt.date(2026, 12, 31))
    assert (first.reference, first.title) == ("4.2a", "Tutors")
    assert first.text == next(r for r in before.recommendations if r.id == "STORES-2602-4.2").text
    assert [(link.kind, link.to) for link in first.links] == [
        ("split_from", "STORES-2602-4.2 Officer training")
    ]
    assert [update.silent for update in first.updates] == [True]
    assert figures.check(paper(world)) == []
    assert asked(world, ALEX) == ["STORES-2602-4.1", "STORES-2602-4.2a"]
    assert asked(world, SAM) == ["STORES-2602-4.2b"]


def test_a_kept_parent_stays_beside_its_pieces(engine: Engine) -> None:
    world = build(engine)
    split(world, LOSER, [Piece(reference="4.1a", title="Vans", text="Check the vans.")], keep=True)
    world.open()
    assert stands(world, NOVEMBER)[:2] == [LOSER, "FLEET-2509-4.1a"]
    assert status(world, LOSER) == "open"
    assert entry(world, "FLEET-2509-4.1a").text == "Check the vans."
    assert entry(world, LOSER).links == []


def test_the_date_in_force_is_handed_over_and_its_history_stays(engine: Engine) -> None:
    world = build(engine)
    with writing(engine) as session:
        outcomes.record(
            session, world.row(session, LOSER), "extension", date=dt.date(2027, 3, 31),
            meeting=world.meeting(session, JUNE), who="m", at=OPENED,
        )  # fmt: skip
    pieces = [Piece(reference="4.1a", title="Vans"), Piece(reference="4.1b", title="Cars")]
    split(world, LOSER, pieces)
    with reading(engine) as session:
        for item in ("FLEET-2509-4.1a", "FLEET-2509-4.1b"):
            assert [d.words for d in queries.dates(session, world.row(session, item).id)] == ["31 March 2027"]
        assert len(queries.dates(session, world.row(session, LOSER).id)) == 2


def test_owners_are_asked_about_the_pieces_in_a_round_under_way(world: World) -> None:
    done = split(world)
    assert "the round for 12 November 2026 is under way: 2 owners asked or told" in done.notes
    assert state(world, "STORES-2602-4.2a") == "awaited"
    assert state(world, "STORES-2602-4.2") == "left"
    assert asked(world, SAM) == ["STORES-2602-4.2", "STORES-2602-4.2b"]
    text = mail_text(world, SAM, "request")  # not sent before: the first mail carries it
    assert "[STORES-2602-4.2b] Portal" in text
    assert "[STORES-2602-4.2] " not in text
    assert take(world, reply(world, SAM, {"STORES-2602-4.2b": "Live."})).state == "understood"
    assert state(world, "STORES-2602-4.2b") == "received"


def test_who_had_the_request_already_gets_a_second_one_with_the_new_lines_only(world: World) -> None:
    first = mail_text(world, ALEX, "request")
    assert "[STORES-2602-4.1] " in first
    split(world)
    with reading(world.engine) as session:
        request = world.request(session, ALEX)
        rows = session.exec(
            select(Outbox).where(Outbox.request_id == request.id).order_by(col(Outbox.id))
        ).all()
    assert [row.kind for row in rows] == ["request", "request"]
    with writing(world.engine) as session:
        sent = worded(session, rows[1].id or 0, outgoing=OURS, rules_of=lambda _n: world.rules, at=OPENED)
    text = mime.parse(sent.payload).text
    assert "[STORES-2602-4.2a] Tutors" in text
    assert "[STORES-2602-4.1] " not in text


def test_after_collection_the_paper_says_that_the_pieces_were_entered_late(world: World) -> None:
    with writing(world.engine) as session:
        cycle.close(session, world.cycle(session), who="t", at=OPENED)
    done = split(world)
    assert "the round for 12 November 2026 is under way: nobody can be asked" in done.notes
    assert [update.text for update in entry(world, "STORES-2602-4.2a").updates] == [JOINED_LATE]
    assert not [note for note in paper(world).notes if note.item == "STORES-2602-4.2a"]


def test_what_may_not_be_split_is_refused_with_the_reason(engine: Engine) -> None:
    world = build(engine)
    one = [Piece(reference="4.1a", title="Vans")]
    assert "at least two" in refused(world, split, LOSER, one)
    assert "FLEET-2509-4.2 is not free" in refused(
        world, split, LOSER, [*one, Piece(reference="4.2", title="Cars")]
    )
    assert "is not free" in refused(world, split, LOSER, [*one, Piece(reference="4.1A", title="Cars")])
    assert "FLEET-2509-4.1 is not free" in refused(
        world, split, LOSER, [Piece(reference="4.1", title="Cars")], keep=True
    )
    stray = [Piece(reference="4.2a", title="T", part="7"), HALVES[1]]
    assert "has no part 7; its parts are 1, 2" in refused(world, split, pieces=stray)
    assert "leave --part out" in refused(
        world, split, LOSER, [*one, Piece(reference="4.1b", title="T", part="7")]
    )
    add_meeting(world, NOVEMBER)
    assert "has not met yet" in refused(world, split, meeting=NOVEMBER)
    split(world)
    assert "it was split into STORES-2602-4.2a, STORES-2602-4.2b" in refused(world, split)
    assert "was split into" in refused(world, merge, LOSER, "STORES-2602-4.2")


def test_a_round_under_way_asks_what_came_later_and_nothing_twice(world: World) -> None:
    split(world)
    with writing(world.engine) as session:
        late = [Entry(name="Nobody Known", email="nobody.known@fenshire.police.example")]
        people.enter(session, late, who="t", at=OPENED)
        made = cycle.ask_more(
            session, world.meeting(session, NOVEMBER), rules=world.rules, who="t", at=OPENED
        )
        assert [one.item_id for items in made.asked.values() for one in items] == ["STORES-2602-4.3"]


def test_pieces_can_be_merged_and_split_again(engine: Engine) -> None:
    world = build(engine)
    split(world)
    world.open()
    merge(world, "STORES-2602-4.2b", "STORES-2602-4.2a", meeting=NOVEMBER, at=AFTER)
    add_meeting(world, MARCH)
    assert [(link.kind, link.to) for link in entry(world, "STORES-2602-4.2a", MARCH).links] == [
        ("split_from", "STORES-2602-4.2 Officer training"),
        ("supersedes", "STORES-2602-4.2b Portal"),
    ]
    assert "supersedes" not in [link.kind for link in entry(world, "STORES-2602-4.2a").links]


REFERENCES = st.lists(
    st.text("0123456789abcAB.() -/", min_size=1, max_size=6).filter(str.strip), min_size=1, max_size=4
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(references=REFERENCES, keep=st.booleans())
@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_every_split_gives_free_ids_or_changes_nothing(
    engine: Engine, references: list[str], keep: bool
) -> None:
    with reading(engine) as session:
        fresh = session.exec(select(Recommendation)).first() is None
    world = build(engine) if fresh else World(engine, Rules())
    pieces = [Piece(reference=one, title=f"Piece {one}") for one in references]
    with writing(engine, keep=False) as session:
        parent = world.row(session, LOSER)
        before = {row.item_id.lower() for row in session.exec(select(Recommendation)).all()}
        members = len(session.exec(select(Membership)).all())
        try:
            done = life.split(
                session, parent, pieces, meeting=world.meeting(session, JUNE), reason="r", name=ids.sibling,
                rules=world.rules, who="t", at=OPENED, keep=keep,
            )  # fmt: skip
        except Refused:
            assert len(session.exec(select(Membership)).all()) == members
            return
        made = [one.lower() for one in done.items]
        assert len(set(made)) == len(made) == len(pieces)
        assert not before & set(made)
        assert all(one.startswith("fleet-2509-") and " " not in one for one in made)
        moves = {one: queries.moves(session, world.row(session, one).id)[-1] for one in done.items}
        assert all(move.to_id == queries.body(session, PANEL).id for move in moves.values())
        left = queries.moves(session, parent.id)[-1].to_id is None
        assert left is not keep


def test_the_update_of_what_left_is_in_words_for_people(world: World) -> None:
    merge(world)
    with writing(world.engine, keep=False) as session:
        found = session.exec(select(Update).where(Update.state == "left")).one()
        with pytest.raises(Refused, match="it is no longer asked"):
            review.approve(session, found, rules=world.rules, who=REVIEWER, at=OPENED)
