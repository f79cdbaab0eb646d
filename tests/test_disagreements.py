"""Where the two published papers disagree with themselves: the list a person made, no less and no more."""

from pathlib import Path
from types import ModuleType

import pytest

from reports.paper import Discrepancy, Paper
from reports.read import read
from tests import facts_2019, facts_2022


@pytest.fixture(scope="module")
def july(papers: Path) -> Paper:
    return read(papers / "2019-07-jarap-tracker.txt")


@pytest.fixture(scope="module")
def january(papers: Path) -> Paper:
    return read(papers / "2022-01-jarap-tracker.txt")


def says(found: Discrepancy, kind: str, words: tuple[str, ...]) -> bool:
    return found.kind == kind and all(word in found.message for word in words)


@pytest.mark.parametrize(("month", "facts"), [("july", facts_2019), ("january", facts_2022)])
def test_the_list_is_the_one_a_person_made(
    request: pytest.FixtureRequest, month: str, facts: ModuleType
) -> None:
    paper: Paper = request.getfixturevalue(month)
    left = list(paper.discrepancies)
    unseen = []
    for kind, *words in facts.DISCREPANCIES:
        found = next((one for one in left if says(one, kind, tuple(words))), None)
        if found:
            left.remove(found)
        else:
            unseen.append((kind, *words))
    assert (unseen, [one.message for one in left]) == ([], [])


@pytest.mark.parametrize("month", ["july", "january"])
def test_each_is_one_sentence_that_leads_to_its_lines(request: pytest.FixtureRequest, month: str) -> None:
    paper: Paper = request.getfixturevalue(month)
    for one in paper.discrepancies:
        assert one.message[0].isupper()
        assert one.message.endswith((".", "?"))
        assert "\n" not in one.message
        assert one.lines == sorted(set(one.lines))
        assert one.lines


def test_there_are_enough_of_enough_kinds(july: Paper, january: Paper) -> None:
    kinds = [{one.kind for one in paper.discrepancies} for paper in (july, january)]
    assert len(kinds[0] | kinds[1]) >= 7
    assert min(len(july.discrepancies), len(january.discrepancies)) >= 6


def test_lines_lead_to_what_is_named(july: Paper, january: Paper) -> None:
    lines = {one.kind: one.lines for paper in (july, january) for one in paper.discrepancies}
    assert lines["in_both"] == [857, 884, 885]
    assert lines["before_what_it_depends_on"] == [632, 679, 737, 771]
    assert lines["stale_programme"] == [14]
    assert lines["stale_heading"] == [104]
    assert lines["step_in_past"] == [186]
    assert lines["same_update"] == [349, 351, 425]
