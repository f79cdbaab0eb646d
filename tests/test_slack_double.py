"""The double of Slack is as strict as Slack: tokens, triggers, views, limits, delivery."""

from collections.abc import Iterator
from http import HTTPStatus
from typing import Any

import pytest
import requests

from bot.lint.blocks import BLOCKS
from demo.slack import Mishap, Slack, slack
from demo.slack.deliver import signed
from demo.slack.page import DRAWN, page
from demo.slack.workspace import SCOPES
from tests.test_slack_lint import (
    FILES,
    GOOD,
    actions,
    asks,
    button,
    home,
    long,
    menu,
    message,
    modal,
    option,
    section,
    typed,
)


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.at = 1_790_000_000.0

    def __call__(self) -> float:
        return self.at


@pytest.fixture
def double() -> Iterator[Slack]:
    with slack(Clock()) as one:
        yield one


def call(double: Slack, method: str, token: str = "", **args: Any) -> dict[str, Any]:
    """Call a method as any client would, by JSON; gives the answer whatever it says."""
    headers = {"Authorization": f"Bearer {token or double.bot_token}"}
    response = requests.post(f"{double.api}{method}", json=args, headers=headers, timeout=10)
    more = {"status": response.status_code, "after": response.headers.get("Retry-After")}
    return response.json() | (more if response.status_code != HTTPStatus.OK else {})


def wrong(double: Slack, method: str, **args: Any) -> str:
    """The word by which a call is refused."""
    answer = call(double, method, **args)
    assert answer["ok"] is False
    return str(answer["error"])


def test_only_the_right_token_opens_a_method(double: Slack) -> None:
    assert call(double, "auth.test")["team_id"] == "T0FENSHIRE"
    assert call(double, "auth.test", token="xoxb-other")["error"] == "invalid_auth"
    assert call(double, "apps.connections.open")["error"] == "not_allowed_token_type"
    assert call(double, "apps.connections.open", token=double.app_token)["url"].startswith("ws://127.0.0.1:")
    assert call(double, "chat.postMessage", token=double.app_token)["error"] == "not_allowed_token_type"
    assert wrong(double, "nothing.like.it") == "unknown_method"


def test_a_scope_that_is_missing_is_named() -> None:
    with slack(Clock(), SCOPES - {"files:read"}) as double:
        answer = call(double, "files.info", file="F1")
        assert (answer["error"], answer["needed"]) == ("missing_scope", "files:read")
        assert "chat:write" in answer["provided"]


def test_a_message_is_kept_and_a_broken_one_is_not(double: Slack) -> None:
    pat = double.join("Pat Marsh", "pat.marsh@fenshire.police.example")
    where = call(double, "conversations.open", users=pat.id)["channel"]["id"]
    sent = call(double, "chat.postMessage", **message(section()) | {"channel": where})
    assert [one.ts for one in double.messages(pat)] == [sent["ts"]]
    broken = call(double, "chat.postMessage", channel=where, text="x", blocks=[section(long(3001))])
    assert broken["error"] == "invalid_blocks"
    assert "/blocks/0/text/text" in broken["response_metadata"]["messages"][0]
    assert wrong(double, "chat.postMessage", channel="C404", text="x") == "channel_not_found"
    assert wrong(double, "chat.update", channel=where, ts="1.1", text="x") == "message_not_found"
    call(double, "chat.update", channel=where, ts=sent["ts"], text="Now otherwise")
    (now,) = double.messages(pat)
    assert (now.text, len(now.versions)) == ("Now otherwise", 1)


def test_people_are_found_by_address(double: Slack) -> None:
    pat = double.join("Pat Marsh", "pat.marsh@fenshire.police.example", tz="Europe/London")
    found = call(double, "users.lookupByEmail", email="Pat.Marsh@fenshire.police.example")
    assert (found["user"]["id"], found["user"]["tz"]) == (pat.id, "Europe/London")
    assert wrong(double, "users.lookupByEmail", email="nobody@x.example") == "users_not_found"
    assert wrong(double, "conversations.open", users="U404") == "user_not_found"


def test_a_trigger_opens_one_view_within_three_seconds(double: Slack) -> None:
    pat = double.join("Pat Marsh", "p@f.example")
    view = modal(asks(typed()))
    trigger = double.workspace.trigger(pat.id)
    assert wrong(double, "views.open", trigger_id=trigger, view=modal(section(""))) == "invalid_arguments"
    assert call(double, "views.open", trigger_id=trigger, view=view)["ok"]
    assert wrong(double, "views.open", trigger_id=trigger, view=view) == "exchanged_trigger_id"
    late = double.workspace.trigger(pat.id)
    double.workspace.pass_time(3.1)
    assert wrong(double, "views.open", trigger_id=late, view=view) == "expired_trigger_id"
    assert wrong(double, "views.open", trigger_id="x", view=view) == "invalid_trigger_id"


def test_three_modals_lie_on_each_other_and_no_fourth(double: Slack) -> None:
    pat = double.join("Pat Marsh", "p@f.example")
    first = call(double, "views.open", trigger_id=double.workspace.trigger(pat.id), view=modal(section()))
    for _ in range(2):
        pushed = call(
            double, "views.push", trigger_id=double.workspace.trigger(pat.id), view=modal(section())
        )
    assert pushed["view"]["root_view_id"] == first["view"]["id"]
    again = double.workspace.trigger(pat.id)
    assert wrong(double, "views.push", trigger_id=again, view=modal(section())) == "push_limit_reached"


def test_a_view_is_updated_by_its_newest_hash_only(double: Slack) -> None:
    pat = double.join("Pat Marsh", "p@f.example")
    trigger = double.workspace.trigger(pat.id)
    view = call(double, "views.open", trigger_id=trigger, view=modal(section(), external_id="form-1"))["view"]
    call(double, "views.update", view_id=view["id"], hash=view["hash"], view=modal(section("Now otherwise.")))
    old = {"view_id": view["id"], "hash": view["hash"], "view": modal(section())}
    assert wrong(double, "views.update", **old) == "hash_conflict"
    assert wrong(double, "views.update", external_id="form-2", view=modal(section())) == "not_found"
    published = call(double, "views.publish", user_id=pat.id, view=home(section()))["view"]
    assert (
        call(double, "views.publish", user_id=pat.id, view=home(section()))["view"]["id"] == published["id"]
    )
    old = {"user_id": pat.id, "hash": published["hash"], "view": home(section())}
    assert wrong(double, "views.publish", **old) == "hash_conflict"


def test_an_external_id_stands_once(double: Slack) -> None:
    pat, sam = double.join("Pat Marsh", "p@f.example"), double.join("Sam Hill", "s@f.example")
    view = modal(section(), external_id="one")
    assert call(double, "views.open", trigger_id=double.workspace.trigger(pat.id), view=view)["ok"]
    trigger = double.workspace.trigger(sam.id)
    assert wrong(double, "views.open", trigger_id=trigger, view=view) == "duplicate_external_id"


def test_a_channel_takes_one_message_a_second_after_a_burst(double: Slack) -> None:
    where = double.workspace.channel("review").id
    answers = [call(double, "chat.postMessage", channel=where, text=str(n)) for n in range(4)]
    assert [one["ok"] for one in answers] == [True, True, True, False]
    assert (answers[3]["error"], answers[3]["status"], answers[3]["after"]) == ("ratelimited", 429, "1")
    double.workspace.pass_time(1)
    assert call(double, "chat.postMessage", channel=where, text="now")["ok"]


def test_a_method_is_called_as_often_as_its_tier_allows(double: Slack) -> None:
    pat = double.join("Pat Marsh", "p@f.example")
    answers = [call(double, "users.lookupByEmail", email=pat.email) for _ in range(51)]
    assert [one["ok"] for one in answers] == [True] * 50 + [False]
    double.workspace.pass_time(61)
    assert call(double, "users.lookupByEmail", email=pat.email)["ok"]


def test_values_are_those_of_every_element(double: Slack) -> None:
    pat = double.join("Pat Marsh", "p@f.example")
    file = double.upload(pat, "Check.pdf", b"%PDF-")
    view = modal(
        asks(menu(options=[option(), option("Done", "done")], initial_option=option()), block_id="a"),
        asks(typed(max_length=5), block_id="b"),
        asks({"type": "datepicker"}, block_id="c", optional=True),
        asks(FILES, block_id="d"),
        actions(button()),
    )
    view["blocks"][0]["element"]["action_id"] = "claim"
    for number, name in enumerate(("words", "date", "files"), 1):
        view["blocks"][number]["element"]["action_id"] = name
    call(double, "views.open", trigger_id=double.workspace.trigger(pat.id), view=view)
    shown = double.modal(pat)
    assert shown is not None
    assert shown.values["a"]["claim"]["selected_option"]["value"] == "progress"
    assert shown.values["b"]["words"] == {"type": "plain_text_input", "value": None}
    assert shown.values["d"]["files"] == {"type": "file_input", "files": []}
    with pytest.raises(ValueError, match="these need to be filled in: b, d"):
        double.submit(pat)
    with pytest.raises(ValueError, match="longer than max_length"):
        double.submit(pat, words="far too long")
    with pytest.raises(ValueError, match="not offered"):
        double.submit(pat, claim="other")
    double.desk.fill(pat.id, {"words": "short", "files": [file], "date": "2026-12-31"})
    assert shown.values["d"]["files"]["files"][0]["name"] == "Check.pdf"
    assert shown.values["c"]["date"]["selected_date"] == "2026-12-31"


def test_files_go_up_in_three_steps_and_come_down_with_the_token(double: Slack) -> None:
    asked = call(double, "files.getUploadURLExternal", filename="a.txt", length=3)
    requests.post(asked["upload_url"], b"abc", timeout=10)
    done = call(double, "files.completeUploadExternal", files=[{"id": asked["file_id"], "title": "a"}])
    address = done["files"][0]["url_private_download"]
    allowed = {"Authorization": f"Bearer {double.bot_token}"}
    assert requests.get(address, headers=allowed, timeout=10).content == b"abc"
    without = requests.get(address, timeout=10)  # Slack answers 200 with a page to sign in
    assert (without.status_code, without.headers["Content-Type"].partition(";")[0]) == (200, "text/html")
    assert wrong(double, "files.info", file="F404") == "file_not_found"


def test_a_response_url_lasts_five_answers_or_half_an_hour(double: Slack) -> None:
    pat = double.join("Pat Marsh", "p@f.example")
    where = double.workspace.direct(pat.id).id

    def answer(key: str) -> int:
        said = {"text": "Thank you", "response_type": "ephemeral"}
        return requests.post(f"{double.url}response/{key}", json=said, timeout=10).status_code

    first, second = (double.desk._response(where, pat.id, None) for _ in range(2))
    assert [answer(first) for _ in range(6)] == [200] * 5 + [404]
    double.workspace.pass_time(1801)
    assert answer(second) == 404
    assert {one.only_for for one in double.messages(pat)} == {pat.id}


@pytest.mark.parametrize(
    "body",
    [
        {"response_action": "errors", "errors": {"nowhere": "x"}},
        {"response_action": "errors", "errors": {}},
        {"response_action": "other"},
        {"response_action": "update", "view": modal(section(""))},
        {"response_action": "update"},
        {"text": "words are no answer"},
    ],
)
def test_a_wrong_answer_to_a_submission_shows_the_user_trouble(double: Slack, body: dict[str, Any]) -> None:
    pat = double.join("Pat Marsh", "p@f.example")
    view = modal(asks(typed(), block_id="b"))
    call(double, "views.open", trigger_id=double.workspace.trigger(pat.id), view=view)
    shown = double.modal(pat)
    assert shown is not None
    assert double.desk._answered(pat.id, shown, body) != ""
    assert double.modal(pat) is shown


def test_without_a_socket_nothing_is_delivered_and_events_are_sent_again(double: Slack) -> None:
    pat = double.join("Pat Marsh", "p@f.example")
    double.say(pat, "Hello")
    assert [(round(at - double.workspace.now()), attempt) for at, attempt, _ in double.desk.undelivered] == [
        (0, 1)
    ]
    assert double.run(double.desk.retry()) == 0
    double.workspace.pass_time(61)
    double.run(double.desk.retry())
    double.workspace.pass_time(301)
    double.run(double.desk.retry())
    assert double.desk.undelivered == []  # after three times Slack gives up
    with pytest.raises(KeyError):
        double.press(pat, double.workspace.messages[0], "nothing")
    with pytest.raises(Mishap):
        double.submit(pat)


def test_a_signature_is_that_of_slack() -> None:
    body = b"token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J"
    headers = signed(body, 1531420618, "8f742231b10e8888abcd99yyyzzz85a5")
    assert headers["X-Slack-Request-Timestamp"] == "1531420618"
    assert headers["X-Slack-Signature"].startswith("v0=")
    from slack_sdk.signature import Clock as At
    from slack_sdk.signature import SignatureVerifier

    class Then(At):
        def now(self) -> float:
            return 1531420618.0

    verifier = SignatureVerifier("8f742231b10e8888abcd99yyyzzz85a5", Then())
    assert verifier.is_valid_request(body, headers)


def test_every_block_can_be_looked_at(double: Slack) -> None:
    pat = double.join("Pat Marsh", "p@f.example")
    assert set(DRAWN) == set(BLOCKS)
    for name, payload in GOOD.items():
        if "type" not in payload:
            posted = double.workspace.post(
                "D1", "U0MATTERS", payload["text"], blocks=payload.get("blocks", [])
            )
            assert page([posted]).startswith("<!DOCTYPE html>"), name
    view = modal(
        section("*RED* :red_circle: <b>not bold</b>"), asks(typed(initial_value="It <is> so."), block_id="b")
    )
    call(double, "views.open", trigger_id=double.workspace.trigger(pat.id), view=view)
    shown = double.modal(pat)
    assert shown is not None
    shown.errors = {"b": "Please say <more>"}
    drawn = page([], modal=shown)
    for words in (
        "<b>RED</b> 🔴 &lt;b&gt;not bold&lt;/b&gt;",
        "It &lt;is&gt; so.",
        "Please say &lt;more&gt;",
        "Send",
    ):
        assert words in drawn
