"""What Slack's refusals mean for a message that waits: never, not now, or not for a while."""

from http import HTTPStatus

from slack_sdk.errors import SlackApiError

from followup import Refused

NOBODY_MAY = frozenset(
    {
        "account_inactive", "invalid_auth", "not_allowed_token_type", "not_authed", "org_login_required",
        "token_expired", "token_revoked", "team_access_not_granted",
    }
)  # fmt: skip
"""Nothing can go until somebody mends the installation."""
LATER = frozenset(
    {
        "fatal_error",
        "internal_error",
        "ratelimited",
        "request_timeout",
        "service_unavailable",
        "hash_conflict",
    }
)
UNREACHED = frozenset(
    {
        "cannot_dm_bot", "channel_not_found", "is_archived", "not_in_channel", "user_disabled",
        "user_not_found", "user_not_visible", "users_not_found", "restricted_action",
        "cannot_message_deactivated_user",
    }
)  # fmt: skip
"""This person, or this channel, cannot be written to."""


class Unreached(Refused):
    """Somebody cannot be written to in Slack; another way may still reach them."""


def too_many(trouble: SlackApiError) -> bool:
    """Whether Slack asks us to wait."""
    response = trouble.response
    return (
        bool(response.status_code == HTTPStatus.TOO_MANY_REQUESTS)
        or str(response.get("error")) == "ratelimited"
    )


def in_words(trouble: SlackApiError) -> Exception:
    """Give what to raise for the outbox; rates are not its affair but the caller's."""
    error = str(trouble.response.get("error") or trouble.response.status_code)
    needed = trouble.response.get("needed")
    words = f"Slack says {error}{f' (it needs {needed})' if needed else ''}"
    if error in NOBODY_MAY:
        return ConnectionError(f"{words}; run `matters doctor`")
    if trouble.response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR or error in LATER:
        return RuntimeError(words)
    if error in UNREACHED:
        return Unreached(words)
    more = (trouble.response.get("response_metadata") or {}).get("messages") or []
    return Refused(f"{words}{': ' + '; '.join(map(str, more[:3])) if more else ''}")
