"""Names what Slack would refuse, or show badly, in a payload before it leaves.

``message`` and ``view`` give every fault with the place it stands at, as ``blocks.validate`` of Slack does;
an empty list means that the payload may go. Unknown types and keys are faults: what is not known here has
not been looked at.
"""

from bot.lint.fault import Fault
from bot.lint.surfaces import characters, message, view

__all__ = ["Fault", "characters", "message", "view"]
