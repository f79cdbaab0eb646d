"""Slack's own SDK works against the double as against Slack: what passes there is no invention of ours."""

import threading
from collections.abc import Iterator
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.web.slack_response import SlackResponse

from demo.slack import Outcome, Slack, User, slack
from tests.test_slack_lint import actions, asks, button, message, modal, section, typed


@pytest.fixture
def double() -> Iterator[Slack]:
    with slack() as one:
        yield one


@pytest.fixture
def client(double: Slack) -> WebClient:
    return WebClient(token=double.bot_token, base_url=double.api)


@pytest.fixture
def pat(double: Slack) -> User:
    return double.join("Pat Marsh", "pat.marsh@fenshire.police.example")


def test_a_message_goes_to_somebody_found_by_address(double: Slack, client: WebClient, pat: User) -> None:
    user = client.users_lookupByEmail(email=pat.email)["user"]["id"]
    where = client.conversations_open(users=user)["channel"]["id"]
    sent = client.chat_postMessage(**message(section(), actions(button())) | {"channel": where})
    client.chat_update(channel=where, ts=sent["ts"], text="Received")
    assert [one.text for one in double.messages(pat)] == ["Received"]
    history = client.conversations_history(channel=where)["messages"]
    assert [one["text"] for one in history] == ["Received"]
    assert client.auth_test().headers["x-oauth-scopes"].count("chat:write") == 1


def test_what_is_refused_is_an_error_of_the_sdk(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as caught:
        client.chat_postMessage(channel="C404", text="x")
    assert isinstance(caught.value.response, SlackResponse)
    assert caught.value.response["error"] == "channel_not_found"


def test_a_file_goes_up_and_its_bytes_come_down(double: Slack, client: WebClient, pat: User) -> None:
    where = client.conversations_open(users=pat.id)["channel"]["id"]
    done = client.files_upload_v2(channel=where, content=b"abc", filename="pack.txt", title="Pack")
    about = client.files_info(file=done["files"][0]["id"])["file"]
    assert (about["name"], about["size"]) == ("pack.txt", 3)
    assert double.workspace.files[about["id"]].content == b"abc"


class Bot:
    """The smallest app there is, over a socket of Slack's own client."""

    def __init__(self, double: Slack) -> None:
        self.heard: list[Any] = []
        self.app = App(
            client=WebClient(token=double.bot_token, base_url=double.api), process_before_response=True,
            signing_secret=double.signing_secret,
        )  # fmt: skip
        self.app.action("update")(self._open)
        self.app.view("form")(self._take)
        self.app.event("message")(self._hear)
        self.app.command("/matters")(self._help)
        self.socket = SocketModeHandler(self.app, double.app_token, ping_interval=1)

    def _open(self, ack: Any, body: dict[str, Any], client: WebClient) -> None:
        view = modal(asks(typed(action_id="words"), block_id="narrative"), callback_id="form")
        client.views_open(trigger_id=body["trigger_id"], view=view)
        ack()

    def _take(self, ack: Any, view: dict[str, Any]) -> None:
        words = view["state"]["values"]["narrative"]["words"]["value"]
        if words == "no":
            ack(response_action="errors", errors={"narrative": "Please say more"})
            return
        self.heard.append(words)
        ack()

    def _hear(self, event: dict[str, Any]) -> None:
        self.heard.append(event["text"])

    def _help(self, ack: Any, command: dict[str, Any]) -> None:
        ack(f"You asked for {command['text']}")


@pytest.fixture
def bot(double: Slack) -> Iterator[Bot]:
    bot = Bot(double)
    bot.socket.connect()
    connected(double)
    yield bot
    bot.socket.close()


def connected(double: Slack, count: int = 1) -> None:
    """Wait until so many sockets are open."""
    for _ in range(300):
        if len(double.sockets.open) >= count:
            return
        threading.Event().wait(0.05)
    raise AssertionError("no socket was opened")


def test_a_form_is_opened_refused_and_taken_over_a_socket(double: Slack, bot: Bot, pat: User) -> None:
    client = WebClient(token=double.bot_token, base_url=double.api)
    client.chat_postMessage(**message(section(), actions(button())) | {"channel": pat.id})
    (card,) = double.messages(pat)
    assert double.press(pat, card, "update").acked
    assert double.submit(pat, words="no").body["response_action"] == "errors"
    shown = double.modal(pat)
    assert shown is not None
    assert (shown.errors, shown.values["narrative"]["words"]["value"]) == (
        {"narrative": "Please say more"},
        "no",
    )
    assert double.submit(pat, words="All three are done.").acked
    assert (double.modal(pat), bot.heard, double.desk.seen) == (None, ["All three are done."], [])


def test_words_and_commands_reach_the_app(double: Slack, bot: Bot, pat: User) -> None:
    double.say(pat, "It is done.")
    assert bot.heard == ["It is done."]
    assert double.command(pat, "help").acked
    assert [one.text for one in double.messages(pat)] == ["You asked for help"]


def test_after_a_refresh_and_a_close_the_client_is_there_again(double: Slack, bot: Bot, pat: User) -> None:
    for number, cut in enumerate((double.sockets.refresh, double.sockets.close), 1):
        double.run(cut())
        connected(double)
        double.say(pat, f"again {number}")
    assert bot.heard == ["again 1", "again 2"]


def test_an_app_that_hears_nothing_of_a_button_shows_trouble(double: Slack, bot: Bot, pat: User) -> None:
    where = double.workspace.direct(pat.id).id
    card = double.workspace.post(
        where, "U0MATTERS", "x", blocks=[{**actions(button(action_id="old")), "block_id": "b"}]
    )
    outcome: Outcome = double.press(pat, card, "old")
    assert (outcome.acked, double.desk.seen) == (
        False,
        [(pat.id, "We had some trouble connecting. Try again?")],
    )
