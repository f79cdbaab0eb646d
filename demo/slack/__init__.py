"""A strict double of Slack on the loopback: Web API, Socket Mode, signed HTTP, files, and people who click.

The demo and the tests stand on it. It refuses what Slack refuses (``bot.lint``), forgets nothing that was
sent to it, and keeps its own clock. Nothing of the product imports it.
"""

from demo.slack.deliver import Outcome
from demo.slack.serve import Slack, slack
from demo.slack.workspace import Message, Mishap, Shown, User

__all__ = ["Message", "Mishap", "Outcome", "Shown", "Slack", "User", "slack"]
