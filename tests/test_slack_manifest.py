"""The manifest: both variants from one source, within Slack's limits, and with what the double grants."""

import json

from bot.manifest import EVENTS, SCOPES, manifest
from demo.slack.methods import METHODS
from demo.slack.workspace import SCOPES as GRANTED

URL = "https://audit.fenshire.police.example/slack/events"
KNOWN_EVENTS = {"app_home_opened", "app_uninstalled", "link_shared", "message.im", "tokens_revoked"}


def test_both_variants_differ_in_how_slack_reaches_us_and_in_nothing_else() -> None:
    socket, http = manifest(), manifest(url=URL)
    assert (socket["settings"]["socket_mode_enabled"], http["settings"]["socket_mode_enabled"]) == (
        True,
        False,
    )
    assert URL not in json.dumps(socket)
    assert json.dumps(http).count(URL) == 3  # events, interactivity, the command
    for one in (socket, http):
        one["settings"].pop("socket_mode_enabled")
        one["settings"]["event_subscriptions"].pop("request_url", None)
        one["settings"]["interactivity"].pop("request_url", None)
        one["features"]["slash_commands"][0].pop("url", None)
    assert socket == http


def test_owners_can_write_to_the_app() -> None:
    home = manifest()["features"]["app_home"]
    assert (home["messages_tab_enabled"], home["messages_tab_read_only_enabled"]) == (True, False)


def test_names_are_no_longer_than_slack_shows() -> None:
    made = manifest()
    assert len(made["display_information"]["name"]) <= 35
    assert len(made["display_information"]["description"]) <= 140
    assert len(made["features"]["bot_user"]["display_name"]) <= 80
    (command,) = made["features"]["slash_commands"]
    assert command["command"].startswith("/")
    assert len(command["description"]) <= 2_000
    (shortcut,) = made["features"]["shortcuts"]
    assert len(shortcut["name"]) <= 24
    assert len(shortcut["description"]) <= 150


def test_scopes_and_events_are_ones_that_exist_and_have_a_purpose() -> None:
    assert set(SCOPES) <= GRANTED
    assert {one.scope for one in METHODS.values()} - {"", "app"} <= set(SCOPES)
    assert all(SCOPES.values())
    assert set(EVENTS) <= KNOWN_EVENTS
