"""Whether work on hostile input grows with its length or runs away: by ratios of one run, not by seconds.

Only the processor time of this thread counts, the best of several measurements, small and large in turn,
so a busy machine cannot fail a test. (Linux counts the time of the process only by ticks while ``ending``
watches it.) Speed itself is measured in ``tests/benchmarks``.
"""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from timeit import timeit
from typing import Any, NoReturn

import pytest

TIMES = 8
ROUNDS = 5
ENDLESS = 120.0  # seconds of the processor, a hundred times what any of this takes: no measure, only an end


def assert_growth(
    work: Callable[[Any], object],
    make: Callable[[int], Any],
    size: int,
    *,
    power: int = 1,
    clock: Callable[[], float] = time.thread_time,
) -> None:
    """Fail if the cost of ``work(make(size))`` grows clearly faster than that power of the size.

    Eight times the input costs linear work 8 times as much and quadratic work 64 times: 22 lies between.
    """
    few, many = make(size // TIMES), make(size)
    most = TIMES ** (power + 0.5)
    small = large = float("inf")
    with ending():
        work(few)  # what is made only once is made before the clock runs
        for _ in range(ROUNDS):
            small = min(small, _cost(work, few, clock))
            large = min(large, _cost(work, many, clock))
            small = min(small, _cost(work, few, clock))
            if large < most * small:
                return
    pytest.fail(f"{TIMES} times the input costs {large / small:.0f} times the work")


@contextmanager
def ending() -> Iterator[None]:
    """Fail if what is done inside takes minutes of the processor, as an exploding pattern would."""

    def give_up(*_: object) -> NoReturn:
        pytest.fail("the work does not end")

    before = signal.signal(signal.SIGPROF, give_up)
    signal.setitimer(signal.ITIMER_PROF, ENDLESS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def _cost(work: Callable[[Any], object], given: Any, clock: Callable[[], float]) -> float:
    return timeit(lambda: work(given), timer=clock, number=1)
