"""How fast messages may follow each other: one a second in a conversation, measured by the wall's clock."""

import threading
import time
from collections.abc import Callable

from bot import limits


class Pace:
    """Lets the next message into a conversation after a pause; several threads may ask."""

    def __init__(self, wait: Callable[[float], object], timer: Callable[[], float] = time.monotonic) -> None:
        self._wait, self._timer = wait, timer
        self._next: dict[str, float] = {}
        self._lock = threading.Lock()

    def keep(self, channel: str) -> None:
        """Wait for the turn of one message."""
        with self._lock:
            now = self._timer()
            turn = max(now, self._next.get(channel, now))
            self._next[channel] = turn + limits.CHANNEL_PAUSE
        if turn > now:
            self._wait(turn - now)
