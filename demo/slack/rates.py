"""How often each method may be called: a tier a minute, and one message a second in a channel."""

import math
from collections import defaultdict, deque
from collections.abc import Callable

from bot import limits

MINUTE = 60.0
BURST = 3
"""So many messages may follow each other at once before a channel's pause counts."""


class Rates:
    """Counts calls by the double's clock; says how long to wait where there were too many."""

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._calls: defaultdict[str, deque[float]] = defaultdict(deque)
        self._level: dict[str, tuple[float, float]] = {}
        self.enforced = True
        self.next_refusals: deque[int] = deque()
        """Seconds that the next calls are told to wait, whatever they are."""

    def wait(self, method: str, tier: int, channel: str | None) -> int:
        """Seconds to wait before this call; 0 when it may be made, which counts it."""
        if self.next_refusals:
            return self.next_refusals.popleft()
        if not self.enforced:
            return 0
        now = self._now()
        if channel is not None and (pause := self._pause(channel, now)):
            return pause
        calls = self._calls[method]
        while calls and calls[0] <= now - MINUTE:
            calls.popleft()
        if tier in limits.TIERS and len(calls) >= limits.TIERS[tier]:
            return max(1, math.ceil(calls[0] + MINUTE - now))
        calls.append(now)
        return 0

    def _pause(self, channel: str, now: float) -> int:
        """A bucket that holds a short burst and fills by one message each second."""
        level, at = self._level.get(channel, (float(BURST), now))
        level = min(float(BURST), level + (now - at) / limits.CHANNEL_PAUSE)
        if level < 1:
            self._level[channel] = level, now
            return max(1, math.ceil((1 - level) * limits.CHANNEL_PAUSE))
        self._level[channel] = level - 1, now
        return 0
