"""The Slack edge, act by act: who is believed, what is kept, what people are told, on both databases."""

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlmodel import select

from bot import app, key
from bot.ids import COMMAND, Press, Shortcut, View
from bot.manifest import EVENTS, manifest
from bot.serve import read_up
from bot.views import form
from demo.slack.workspace import BOT
from followup import Refused, delegation, review
from followup.updates import Draft, submit
from scheduler import outbox
from store import queries
from store.db import reading, writing
from store.models import Alarm, Audit, Channel, Contribution, FormDraft, Inbound, Outbox, Sent
from tests.slack_bot import ALEX, AT, PAT, REVIEWER, Room, room

ITEM, OTHER, STORE = "FLEET-2509-4.1", "FLEET-2509-4.2", "STORES-2602-4.1"


@pytest.fixture
def here(engine: Engine) -> Iterator[Room]:
    with room(engine) as made:
        yield made


def send(here: Room, who: str, words: str, item: str = ITEM, **more: object) -> None:
    digest = here.card(who, item, Press.UPDATE)
    assert here.press_of(who, digest, Press.UPDATE, item).acked
    outcome = here.double.submit(here.user(who), words=words, **more)
    assert outcome.acked
    assert outcome.body == {}, outcome.body


def test_every_handler_has_a_callback_and_every_callback_a_handler() -> None:
    presses = {*Press, form.CLAIM}
    assert set(app.PRESSES) == presses
    assert set(app.VIEWS) == {*View}
    assert set(app.SHORTCUTS) == {*Shortcut}
    assert set(app.EVENTS) - {"message"} == set(EVENTS) - {"message.im"}
    made = manifest()["features"]
    assert [one["command"] for one in made["slash_commands"]] == [COMMAND]
    assert [one["callback_id"] for one in made["shortcuts"]] == [*Shortcut]


def test_owners_are_found_by_address_and_everybody_else_gets_mail(here: Room) -> None:
    here.post()
    assert {one.address: one.zone for one in here.rows(Channel) if one.kind == "slack"} == {
        here.user(PAT).id: "Europe/London",
        here.user(ALEX).id: "Europe/London",
    }
    assert {one.edge for one in here.rows(Outbox) if one.kind == "request"} == {"slack", "mail"}


@pytest.mark.parametrize("kind", ["is_guest", "is_bot", "deleted"])
def test_guests_bots_and_the_deactivated_never_count(engine: Engine, kind: str) -> None:
    with room(engine) as here:
        setattr(here.user(PAT), kind, True)
        here.post()
        assert here.said(PAT) == []
        (request,) = [one for one in here.rows(Outbox) if one.kind == "request" and one.person_id == 1]
        assert request.edge == "mail"
        here.double.say(here.user(PAT), "4.1 is done")
        assert here.rows(Contribution) == []
        assert here.rows(Inbound)[0].state == "unmatched", "kept all the same"


def test_one_who_becomes_a_guest_counts_no_more(here: Room) -> None:
    digest = here.card(PAT, ITEM)
    here.user(PAT).is_guest = True
    here.now += dt.timedelta(days=1)
    here.bot.match()
    assert here.press(PAT, digest, Press.NO_CHANGE).acked
    assert here.rows(Contribution) == []
    here.post()
    assert "a guest" in here.said(PAT)[-1].text


def test_a_stranger_is_told_whom_to_ask(here: Room) -> None:
    stranger = here.double.join("Nobody", "nobody@elsewhere.example")
    here.people["x"] = stranger
    here.double.say(stranger, "4.1 is complete, please close")
    here.double.say(stranger, "Hello?")
    here.post()
    assert [one.text for one in here.said("x")] == [
        "I do not know you: your Slack account has no address that is registered here. Please ask Robin Vale."
    ], "once a day"
    assert here.double.command(stranger, "status").body["text"].startswith("I do not know you")
    here.double.open_home(stranger)
    here.post()
    assert "Please ask Robin Vale" in str(here.double.workspace.homes[stranger.id].view)
    assert [one.state for one in here.rows(Inbound)] == ["unmatched", "unmatched"]


def test_another_workspace_is_not_served(here: Room) -> None:
    digest = here.card(PAT, ITEM)
    here.bot.desk.team = "T0ELSEWHERE"
    assert here.press(PAT, digest, Press.NO_CHANGE).acked
    here.double.say(here.user(PAT), "4.1 is done")
    assert here.rows(Contribution) == []


def test_nothing_new_is_taken_at_once_and_once(here: Room) -> None:
    digest = here.card(PAT, ITEM)
    assert here.press(PAT, digest, Press.NO_CHANGE).acked
    assert here.press(PAT, digest, Press.NO_CHANGE).acked
    assert here.update(ITEM).text == "No change since the last update."
    assert len(here.rows(Contribution)) == 1
    here.post()
    assert "press Amend" in here.said(PAT)[-1].text


def test_more_time_needs_a_date_ahead_and_a_reason(here: Room) -> None:
    pat = here.user(PAT)
    assert here.press(PAT, here.card(PAT, ITEM), Press.LATER).acked
    wrong = here.double.submit(pat, words="Late.", date="2026-09-01", reason="Parts are late.")
    assert set(wrong.body["errors"]) == {"date"}
    assert here.double.submit(pat, date="2027-03-31").body == {}
    update = here.update(ITEM)
    assert "New target date: 31 March 2027" in update.text
    with writing(here.engine) as session:
        row, rules = session.get_one(type(update), update.id), here.world.rules
        review.approve(session, row, rules=rules, who=REVIEWER, at=here.now)
        rec = here.world.row(session, ITEM)
        assert queries.dates(session, rec.id)[-1].date == dt.date(2027, 3, 31)
        assert queries.dates(session, rec.id)[-1].reason == "Parts are late."


def test_a_closure_without_proof_goes_back_once_by_itself(here: Room) -> None:
    assert here.press(PAT, here.card(PAT, ITEM), Press.DONE).acked
    assert here.double.submit(here.user(PAT), words="We are getting there.").body == {}
    assert here.update(ITEM).state == "returned"
    asked = here.card(PAT, "What shows that it is working?", Press.UPDATE)
    assert [one for one in here.rows(Outbox) if one.kind == "card"] == [], (
        "before a reviewer spends time on it"
    )
    assert here.press(PAT, asked, Press.UPDATE).acked
    assert here.double.submit(here.user(PAT), words="It is implemented. 40 of 40 checks passed.").body == {}
    assert here.update(ITEM).state == "amended"
    assert "review.approve" in str(here.review(ITEM).blocks)


def test_a_form_that_is_sent_twice_is_one_contribution(here: Room) -> None:
    pat = here.user(PAT)
    here.press(PAT, here.card(PAT, ITEM), Press.UPDATE)
    shown = here.double.modal(pat)
    assert shown is not None
    assert here.double.submit(pat, words="Twice.").body == {}
    here.double.workspace.stacks[pat.id].append(shown)  # the answer got lost: the form is still there
    assert here.double.submit(pat, words="Twice.").body == {}
    assert [one.text for one in here.rows(Contribution)] == ["Twice."]


def test_newer_words_are_shown_before_they_are_replaced(here: Room) -> None:
    pat = here.user(PAT)
    here.press(PAT, here.card(PAT, ITEM), Press.UPDATE)
    by_mail(here, "Sent by mail meanwhile.")
    again = here.double.submit(pat, words="Typed in Slack.")
    assert again.body["response_action"] == "update"
    shown = here.double.modal(pat)
    assert shown is not None
    assert "Sent by mail meanwhile." in str(shown.view["blocks"])
    assert "Typed in Slack." in str(shown.values), "what was typed is still there"
    assert here.double.submit(pat).body == {}
    assert here.update(ITEM).text == "Typed in Slack."


def by_mail(here: Room, words: str, item: str = ITEM) -> None:
    with writing(here.engine) as session:
        request = here.world.request(session, PAT)
        submit(session, Draft(item_id=item, text=words), request=request, who=PAT, trust="accepted",
               channel="mail", inbound_id=None, rules=here.world.rules, at=here.now)  # fmt: skip


def test_slack_and_mail_meet_in_one_place(here: Room) -> None:
    send(here, PAT, "By Slack, first.")
    here.now += dt.timedelta(minutes=1)
    by_mail(here, "By mail, second.")
    assert here.update(ITEM).text == "By mail, second."
    assert "By mail, second." in str(here.card(PAT, ITEM).blocks), "the card shows what came by mail"
    assert "by mail" in here.review(ITEM).text
    here.now += dt.timedelta(minutes=1)
    digest = here.card(PAT, "By mail, second.", Press.AMEND)
    assert here.press_of(PAT, digest, Press.AMEND, ITEM).acked
    shown = here.double.modal(here.user(PAT))
    assert shown is not None
    assert "By mail, second." in str(shown.values)
    assert here.double.submit(here.user(PAT), words="By Slack, third.").body == {}
    assert here.update(ITEM).text == "By Slack, third."
    assert [(one.channel, one.text) for one in here.rows(Contribution)] == [
        ("slack", "By Slack, first."),
        ("mail", "By mail, second."),
        ("slack", "By Slack, third."),
    ], "all are kept"


def test_parts_of_two_owners_stand_beside_each_other(engine: Engine) -> None:
    with room(engine) as here:
        here.people["sam"] = here.double.join("Sam Holme", "sam.holme@fenshire.police.example")
        send(here, ALEX, "Part one is done.", "STORES-2602-4.2")
        send(here, "sam", "Part two has begun.", "STORES-2602-4.2")
        assert here.update("STORES-2602-4.2").text == "(1) Part one is done.\n\n(2) Part two has begun."


def test_a_delegate_answers_and_the_owner_stays_accountable(here: Room) -> None:
    assert here.press(PAT, here.card(PAT, ITEM), Press.NOT_MINE).acked
    assert here.double.submit(here.user(PAT), note="Please").body["errors"] == {
        "to": "Please choose the colleague who answers."
    }
    assert here.double.submit(here.user(PAT), to=here.user(ALEX).id, note="You know the garage.").body == {}
    passed = here.card(ALEX, "Pat Marsh asks you to answer", Press.UPDATE)
    assert "You know the garage." in str(passed.blocks)
    assert "you stay accountable" in here.card(PAT, "has been asked to answer").text
    assert here.press_of(ALEX, passed, Press.UPDATE, ITEM).acked
    assert here.double.submit(here.user(ALEX), words="The garage is booked.").body == {}
    (one,) = here.rows(Contribution)
    assert (one.trust, one.who, one.person_id, one.confirmed_by, one.taken) == (
        "delegate",
        ALEX,
        1,
        PAT,
        True,
    )
    assert "Alex Fenn for Pat Marsh" in here.review(ITEM).text
    assert "The garage is booked." in str(here.card(PAT, ITEM, Press.AMEND).blocks)
    with reading(here.engine) as session:
        alex = queries.person_at(session, ALEX)
        assert alex is not None
        of = delegation.standing(session, alex, ITEM)
        with pytest.raises(Refused, match="only Pat Marsh can pass it on"):
            delegation.delegate(session, of, alex, words="", who=ALEX, at=AT)


def test_a_colleague_nobody_knows_cannot_answer(here: Room) -> None:
    stranger = here.double.join("Nobody", "nobody@elsewhere.example")
    here.press(PAT, here.card(PAT, ITEM), Press.NOT_MINE)
    answer = here.double.submit(here.user(PAT), to=stranger.id)
    assert "nobody's who is registered" in answer.body["errors"]["to"]


def test_not_mine_at_all_is_for_the_inspectorate(here: Room) -> None:
    here.press(PAT, here.card(PAT, ITEM), Press.NOT_MINE)
    assert "note" in here.double.submit(here.user(PAT), what="wrong").body["errors"]
    assert here.double.submit(here.user(PAT), note="Ask estates.").body == {}
    assert "is not theirs: Ask estates." in here.review("Ask estates.").text
    assert "Ask estates." in here.rows(Alarm)[0].words


def test_a_reminder_comes_at_its_hour_and_never_after_the_end(here: Room) -> None:
    digest = here.card(PAT, ITEM)
    assert here.press(PAT, digest, Press.MORE, f"tomorrow {ITEM}").acked
    here.post()
    assert "I will remind you" in here.said(PAT)[-1].text
    here.now = dt.datetime(2026, 10, 2, 8, 1, tzinfo=dt.UTC)
    assert "You asked to be reminded" in here.card(PAT, "You asked to be reminded", Press.UPDATE).text
    here.now = dt.datetime(2026, 10, 28, 9, tzinfo=dt.UTC)
    assert here.press(PAT, digest, Press.MORE, f"soon {ITEM}").acked
    here.post()
    assert "collection closes" in here.said(PAT)[-1].text


def test_who_has_answered_is_not_reminded(here: Room) -> None:
    here.press(PAT, here.card(PAT, ITEM), Press.MORE, f"tomorrow {ITEM}")
    send(here, PAT, "Done meanwhile.")
    here.now += dt.timedelta(days=1)
    here.post()
    assert not any("You asked to be reminded" in one.text for one in here.said(PAT))


def test_requests_wait_for_a_working_hour_of_their_owner(engine: Engine) -> None:
    with room(engine) as here:
        here.user(PAT).tz = "Pacific/Auckland"
        here.now = dt.datetime(2026, 10, 2, 20, tzinfo=dt.UTC)  # Friday evening here, Saturday morning there
        here.post()
        assert here.said(PAT) == here.said(ALEX) == []
        here.now = dt.datetime(2026, 10, 4, 19, 30, tzinfo=dt.UTC)  # Monday 08:30 in Auckland
        here.post()
        assert len(here.said(PAT)) == 1
        assert here.said(ALEX) == []


def test_the_home_tab_shows_everything_and_follows(here: Room) -> None:
    pat = here.user(PAT)
    here.double.open_home(pat)
    here.post()
    home = here.double.workspace.homes[pat.id]
    assert ITEM in str(home.view)
    assert OTHER in str(home.view)
    assert here.double.press_in(pat, Press.MORE, f"history {ITEM}", home=True).acked
    shown = here.double.modal(pat)
    assert shown is not None
    assert "Work on service checks began." in str(shown.view)
    here.double.close(pat)
    send(here, PAT, "Now in the Home tab.")
    here.post()
    assert "Now in the Home tab." in str(here.double.workspace.homes[pat.id].view)


def test_pages_of_the_home_tab_turn(here: Room) -> None:
    pat = here.user(PAT)
    here.bot.desk.directory.acquaint(pat.id)
    payload = here.double.desk._base(pat.id, "block_actions") | {
        "view": {"type": "home", "id": "V1"}, "container": {"type": "view", "view_id": "V1"},
        "actions": [{"action_id": Press.ON, "type": "button", "value": "1", "action_ts": "1.0"}],
    }  # fmt: skip
    assert here.double.run(here.double.desk._act(pat.id, payload)).acked
    here.post()
    assert pat.id in here.double.workspace.homes, "a page beyond the last is the last"


def test_the_command_answers_whoever_types_it(here: Room) -> None:
    here.post()
    pat, robin = here.user(PAT), here.user(REVIEWER)
    assert ITEM in here.double.command(pat).body["text"]
    assert "Update opens a form" in here.double.command(pat, "help").body["text"]
    assert "only the inspectorate" in here.double.command(pat, "missing").body["text"]
    missing = here.double.command(robin, "missing").body
    assert f"Pat Marsh: {ITEM}, {OTHER}" in missing["text"]
    assert "I do not know that" in here.double.command(pat, "dance").body["text"]


def test_the_shortcut_opens_what_is_asked_with_its_buttons(here: Room) -> None:
    pat = here.user(PAT)
    here.post()
    assert here.double.run(here.double.desk.shortcut(pat.id, Shortcut.MINE)).acked
    assert here.double.press_in(pat, Press.UPDATE).acked
    assert here.double.submit(pat, words="From the shortcut.").body == {}
    assert here.update(ITEM).text == "From the shortcut."


def test_nobody_approves_their_own_words(engine: Engine) -> None:
    with room(engine, reviewers=[PAT, REVIEWER]) as here:
        send(here, PAT, "My own words.")
        card = here.review(ITEM)
        here.press(PAT, card, Press.APPROVE)
        assert here.update(ITEM).state == "received"
        here.post()
        assert "nobody approves their own words" in here.said(PAT)[-1].text


def test_only_the_inspectorate_decides(here: Room) -> None:
    send(here, PAT, "Words.")
    assert here.press(ALEX, here.review(ITEM), Press.APPROVE).acked
    assert here.update(ITEM).state == "received"
    here.post()
    assert "only the inspectorate decides here" in here.said(ALEX)[-1].text


def test_a_decision_about_other_words_is_not_taken(here: Room) -> None:
    send(here, PAT, "First words.")
    card = here.review(ITEM)
    stale = dataclasses.replace(card, blocks=[*card.blocks])
    here.now += dt.timedelta(minutes=1)
    by_mail(here, "Second words.")
    assert here.press(REVIEWER, stale, Press.APPROVE).acked
    assert here.update(ITEM).state == "received"
    here.post()
    assert "The words have changed" in here.said(REVIEWER)[-1].text
    assert "see the card below" in str(here.double.workspace.message(card.channel, card.ts).blocks)


def test_an_edit_is_approved_as_edited_and_the_owner_s_words_stay(here: Room) -> None:
    robin = here.user(REVIEWER)
    send(here, PAT, "Secret sum: £4m.")
    here.press(REVIEWER, here.review(ITEM), Press.EDIT)
    assert here.double.submit(robin, text="The sum is settled.", why="Commercially sensitive.").body == {}
    here.press(REVIEWER, here.review("The sum is settled."), Press.APPROVE)
    update = here.update(ITEM)
    assert (update.state, update.approved) == ("approved", "The sum is settled.")
    assert here.rows(Contribution)[0].text == "Secret sum: £4m."


def test_a_closure_that_lacks_something_is_approved_with_a_reason_only(here: Room) -> None:
    robin = here.user(REVIEWER)
    here.press(PAT, here.card(PAT, ITEM), Press.DONE)
    here.double.submit(here.user(PAT), words="We are getting there.")
    asked = here.card(PAT, "What shows", Press.UPDATE)
    here.press(PAT, asked, Press.UPDATE)
    here.double.submit(here.user(PAT), words="I have nothing to add.")
    here.press(REVIEWER, here.review(ITEM), Press.APPROVE)
    shown = here.double.modal(robin)
    assert shown is not None
    assert "proposes closure but does not answer" in str(shown.view)
    assert "--override" not in str(shown.view)
    assert here.double.submit(robin, why="The inspectorate has seen it itself.").body == {}
    assert here.update(ITEM).state == "approved"


def test_an_old_button_answers_politely_with_a_fresh_card(here: Room) -> None:
    digest = here.card(PAT, ITEM)
    old = dataclasses.replace(digest, blocks=[
        {"type": "actions", "block_id": "b",
         "elements": [{"type": "button", "action_id": "item.v0", "value": ITEM,
                       "text": {"type": "plain_text", "text": "Old"}}]}])  # fmt: skip
    assert here.press(PAT, old, "item.v0").acked
    fresh = here.card(PAT, "earlier version of the card", Press.UPDATE)
    assert ITEM in fresh.text


def test_a_form_of_an_earlier_version_keeps_what_was_typed(here: Room) -> None:
    pat = here.user(PAT)
    here.press(PAT, here.card(PAT, ITEM), Press.UPDATE)
    shown = here.double.modal(pat)
    assert shown is not None
    shown.view = {**shown.view, "callback_id": "form.v0"}
    assert "earlier version" in here.double.submit(pat, words="Typed.").body["errors"]["words"]
    shown.view = {**shown.view, "callback_id": View.FORM, "private_metadata": "1.1.0.1.forged"}
    assert "from another time" in here.double.submit(pat, words="Typed.").body["errors"]["words"]
    assert here.rows(Contribution) == []
    assert [one.state for one in here.rows(Inbound)] == ["refused"], "what cannot be taken is kept"


def test_a_register_that_fails_leaves_the_form_open(here: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    pat = here.user(PAT)
    here.press(PAT, here.card(PAT, ITEM), Press.UPDATE)
    monkeypatch.setattr("bot.desk.PATIENCE", 0.05)
    with writing(here.engine):  # somebody writes for too long
        if here.engine.dialect.name == "sqlite":
            answer = here.double.submit(pat, words="Typed with care.")
            assert "very busy" in answer.body["errors"]["words"]
    assert here.double.submit(pat, words="Typed with care.").body == {}
    assert here.update(ITEM).text == "Typed with care."


def test_what_was_typed_and_not_sent_is_offered_again(here: Room) -> None:
    pat = here.user(PAT)
    digest = here.card(PAT, ITEM)
    here.press(PAT, digest, Press.UPDATE)
    here.double.desk.fill(pat.id, {"words": "Half a thou"})
    assert here.double.press_in(pat, form.CLAIM, "propose_closed").acked
    shown = here.double.modal(pat)
    assert shown is not None
    assert "How you know that it works" in str(shown.view), "the fields follow what is claimed"
    here.double.close(pat)
    here.press(PAT, digest, Press.UPDATE)
    shown = here.double.modal(pat)
    assert shown is not None
    assert "Half a thou" in str(shown.values)
    assert here.double.submit(pat, words="A whole thought.").body == {}
    assert here.rows(FormDraft) == []


def test_an_edited_message_replaces_what_it_said_before(here: Room) -> None:
    pat = here.user(PAT)
    here.post()
    said = here.double.say(pat, f"{ITEM}: nearly done.")
    here.post()
    assert here.double.run(here.double.desk.change(said, f"{ITEM}: done by May.")).acked
    asked = here.card(PAT, "done by May", Press.YES)
    assert here.press(PAT, asked, Press.YES).acked
    assert here.update(ITEM).text == "done by May."
    assert [one.trust for one in here.rows(Contribution)] == ["declined", "unverified"]


def test_yes_may_be_written_as_well(here: Room) -> None:
    pat = here.user(PAT)
    here.post()
    said = here.double.say(pat, f"{ITEM}: vans are checked. {OTHER} is late.")
    here.card(PAT, "Is this your update", Press.YES)
    here.double.say(pat, "Yes", thread=said.ts)
    assert here.update(ITEM).state == "received"


def test_no_leaves_words_aside_and_nobody_else_may_say_yes(here: Room) -> None:
    here.post()
    here.double.say(here.user(PAT), f"{ITEM}: vans are checked.")
    asked = here.card(PAT, "Is this your update", Press.YES)
    assert here.press(ALEX, asked, Press.YES).acked
    assert here.update(ITEM).state == "awaited"
    assert here.press(PAT, asked, Press.NO).acked
    assert here.update(ITEM).state == "awaited"
    assert "Set aside" in str(here.card(PAT, "Left aside").blocks)
    assert here.rows(Contribution)[0].trust == "declined"


def test_an_event_that_comes_again_changes_nothing(here: Room) -> None:
    here.post()
    here.double.say(here.user(PAT), f"{ITEM}: once.")
    assert here.double.run(here.double.desk.again(here.double.desk.events[-1])).acked
    assert len(here.rows(Contribution)) == 1


def test_what_was_written_during_an_outage_is_read_afterwards(here: Room) -> None:
    here.double.workspace.pass_time(here.now.timestamp() - here.double.workspace.now())
    pat = here.user(PAT)
    digest = here.card(PAT, ITEM)
    where = here.double.workspace.direct(pat.id).id
    here.double.workspace.post(where, pat.id, f"{ITEM}: in the thread.", thread_ts=digest.ts)
    here.double.workspace.post(where, pat.id, f"{OTHER}: beside it.")
    read_up(here.engine, here.now)
    here.post()
    read_up(here.engine, here.now + dt.timedelta(minutes=1))
    here.post()
    assert sorted(one.text for one in here.rows(Contribution)) == ["beside it.", "in the thread."]


def test_a_message_whose_answer_got_lost_is_not_sent_twice(here: Room) -> None:
    here.post()
    before = len(here.said(PAT))
    here.double.web.fail_next[:] = ["drop"]
    here.double.say(here.user(PAT), "help")
    here.bot.follow(here.now)
    outbox.drain(here.engine, here.bot.deliver, at=here.now, edge="slack", route=here.bot.route)
    here.now += dt.timedelta(minutes=10)
    here.post()
    assert len(here.said(PAT)) == before + 1
    assert all(one.done_at for one in here.rows(Outbox) if one.edge == "slack")


def test_slack_is_given_the_time_that_it_asks_for(here: Room) -> None:
    here.double.web.rates.enforced = True
    here.double.web.rates.next_refusals.extend([7])
    assert here.post().held >= 1
    waiting = [one for one in here.rows(Outbox) if not one.done_at and one.edge == "slack"]
    assert waiting[0].due_at == here.now + dt.timedelta(seconds=7)
    assert waiting[0].attempts == 0, "this was no attempt"
    here.now += dt.timedelta(seconds=8)
    here.post()
    assert len(here.said(PAT)) == len(here.said(ALEX)) == 1


def test_a_token_that_is_withdrawn_stops_the_sending_and_loses_nothing(here: Room) -> None:
    here.double.web.fail_next[:] = ["token_revoked"]
    assert here.post().later >= 1
    assert here.said(PAT) == []
    here.now += dt.timedelta(minutes=5)
    here.post()
    assert len(here.said(PAT)) == 1


def test_a_marked_item_shows_no_more_than_its_title(engine: Engine) -> None:
    with room(engine) as here:
        with writing(engine) as session:
            rec = here.world.row(session, STORE)
            audit = session.get_one(Audit, rec.audit_id)
            audit.handling = "OFFICIAL-SENSITIVE"
            session.add(audit)
        here.post()
        here.double.say(here.user(ALEX), f"{STORE}: the north door has no lock.")
        here.post()
        everything = str([(one.text, one.blocks) for one in here.said(ALEX)])
        assert "Held by the inspectorate" in everything
        assert "north door" not in everything
        assert "put key control in place" not in everything
        asked = here.card(ALEX, "Is this your update", Press.YES)
        here.press(ALEX, asked, Press.YES)
        card = here.review(STORE)
        assert "north door" not in str(card.blocks)
        here.press(REVIEWER, card, Press.EDIT)
        here.post()
        assert "edit it in a terminal" in here.said(REVIEWER)[-1].text


def test_the_round_is_summed_up_once_a_working_day(here: Room) -> None:
    here.post()
    assert here.bot.summarise(here.now)
    assert not here.bot.summarise(here.now + dt.timedelta(hours=1))
    here.post()
    summary = here.review("Still missing")
    assert f"Pat Marsh: {ITEM}, {OTHER}" in summary.text
    saturday = dt.datetime(2026, 10, 3, 10, tzinfo=dt.UTC)
    assert not here.bot.summarise(saturday)


def test_the_check_names_scopes_that_are_missing(here: Room) -> None:
    assert "all 9 scopes granted" in here.bot.check()
    here.double.workspace.scopes = here.double.workspace.scopes - {"files:read"}
    with pytest.raises(Refused, match="lacks files:read"):
        here.bot.check()


def test_every_message_that_left_has_a_text_and_its_payload_is_kept(here: Room) -> None:
    send(here, PAT, "Words.")
    here.post()
    kept = {
        json.loads(one.payload)["text"]
        for one in here.rows(Sent)
        if one.channel == "slack" and b'"text"' in one.payload
    }
    for one in here.double.workspace.messages:
        if one.user == BOT:
            assert one.text in kept


@given(st.text(max_size=80))
def test_a_forged_name_of_a_form_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        key.read(text, b"k" * 32)


@given(st.tuples(*[st.integers(0, 10**9)] * 4))
def test_a_name_of_a_form_comes_back(numbers: tuple[int, int, int, int]) -> None:
    name = key.Name(numbers[0], numbers[1], str(numbers[2]), numbers[3])
    signed = key.sign(name, b"k" * 32)
    assert key.read(signed, b"k" * 32) == name
    assert len(signed) <= 64
    with pytest.raises(Refused):
        key.read(signed, b"x" * 32)


def test_old_rows_without_an_edge_go_where_their_person_is(here: Room) -> None:
    with reading(here.engine) as session:
        rows = session.exec(select(Outbox)).all()
        assert {row.edge for row in rows} == {None}
    here.post()
    assert {row.edge for row in here.rows(Outbox)} == {"slack", "mail"}
