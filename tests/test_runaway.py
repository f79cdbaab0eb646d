"""The judge of hostile input: what is linear passes, what is quadratic fails, and what explodes is ended."""

import re
from itertools import combinations, product

import pytest

from tests import runaway
from tests.runaway import assert_growth


def linear(items: range) -> int:
    return sum(item % 7 for item in items)


def sorting(items: range) -> list[int]:
    return sorted(items, key=lambda item: item * 7919 % 104_729)


def quadratic(items: range) -> int:
    return sum(one % 7 == other for one, other in combinations(items, 2))


def cubic(items: range) -> int:
    return sum(one == other for one, other, _ in product(items, repeat=3))


@pytest.mark.parametrize(("work", "size"), [(linear, 200_000), (sorting, 100_000), (len, 1_000)])
def test_work_in_proportion_passes(work, size):
    assert_growth(work, range, size)


def test_quadratic_work_fails_and_may_be_allowed():
    with pytest.raises(pytest.fail.Exception, match=r"^8 times the input costs \d+ times the work$"):
        assert_growth(quadratic, range, 1_200)
    assert_growth(quadratic, range, 1_200, power=2)


def test_cubic_work_is_more_than_quadratic():
    with pytest.raises(pytest.fail.Exception, match="8 times the input"):
        assert_growth(cubic, range, 120, power=2)


def test_a_fault_beside_honest_work_is_seen_where_it_costs_most():
    def work(items: range) -> None:
        linear(items)
        quadratic(items[: len(items) // 2])

    with pytest.raises(pytest.fail.Exception, match="8 times the input"):
        assert_growth(work, range, 2_400)


@pytest.mark.parametrize(("power", "passes"), [(1.0, True), (1.3, True), (1.6, False), (2.0, False)])
def test_the_line_is_drawn_halfway_between(power, passes):
    counted = 0.0

    def work(size: int) -> None:
        nonlocal counted
        counted += size**power

    try:
        assert_growth(work, int, 8_000, clock=lambda: counted)
    except pytest.fail.Exception:
        assert not passes
    else:
        assert passes


def test_a_burst_of_other_work_fails_nothing():
    counted, calls = 0.0, 0

    def work(size: int) -> None:
        nonlocal counted, calls
        calls += 1
        counted += size * (100 if calls < 9 else 1)

    assert_growth(work, int, 8_000, clock=lambda: counted)


def test_a_pattern_that_explodes_is_ended(monkeypatch):
    monkeypatch.setattr(runaway, "ENDLESS", 0.2)
    with pytest.raises(pytest.fail.Exception, match="does not end"):
        assert_growth(re.compile(r"(a|a)*b").match, "a".__mul__, 800)
