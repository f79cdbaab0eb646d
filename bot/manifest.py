"""The app's manifest, for Socket Mode and for HTTP, from one source: what Slack is told when it is installed.

Source: docs.slack.dev, /reference/app-manifest. A scope more means that every installation is asked again.
"""

from typing import Any

from bot.ids import COMMAND, Shortcut

NAME = "Matters Arising"
COLOUR = "#00704f"
SCOPES = {
    "chat:write": "send requests, receipts and cards",
    "commands": "answer /matters and the shortcut",
    "files:read": "fetch evidence that owners attach",
    "files:write": "send the evidence of an item to its reviewer",
    "im:history": "read what owners write in their thread, also after an outage",
    "im:read": "know the direct message with an owner",
    "im:write": "open a direct message with an owner",
    "users:read": "know an owner's time zone, and guests from members",
    "users:read.email": "know owners by their registered address",
}
"""Each with what it is for."""
EVENTS = ("app_home_opened", "app_uninstalled", "message.im", "tokens_revoked")


def manifest(*, name: str = NAME, url: str = "") -> dict[str, Any]:
    """Give the manifest: for Socket Mode, or for HTTP where ``url`` is the address Slack is to call."""
    reach = {"url": url} if url else {}
    return {
        "_metadata": {"major_version": 1, "minor_version": 1},
        "display_information": {
            "name": name,
            "description": "Collects progress on internal-audit recommendations for the audit panel",
            "background_color": COLOUR,
        },
        "features": {
            # Without both of these owners cannot write to the app.
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": False,
            },
            "bot_user": {"display_name": name, "always_online": True},
            "slash_commands": [
                {
                    "command": COMMAND,
                    "description": "My recommendations, help, who is missing",
                    "usage_hint": "[help | status | missing]",
                    "should_escape": True,
                    **reach,
                }
            ],
            "shortcuts": [
                {
                    "name": "My recommendations",
                    "type": "global",
                    "callback_id": Shortcut.MINE,
                    "description": "What is asked of me, and by when",
                }
            ],
        },
        "oauth_config": {"scopes": {"bot": [*SCOPES]}},
        "settings": {
            "event_subscriptions": {"bot_events": [*EVENTS], **({"request_url": url} if url else {})},
            "interactivity": {"is_enabled": True, **({"request_url": url} if url else {})},
            "org_deploy_enabled": False,
            "socket_mode_enabled": not url,
            "token_rotation_enabled": False,
        },
    }
