"""Both published papers against a person's reading: how much is right, where it stands, nothing invented."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

import pytest

from reports.paper import Paper, Recommendation, Source
from reports.read import read
from reports.wording import plain
from tests import facts_2019, facts_2022
from tests.facts import begins, ends, hidden
from tests.scores import Check, checks, misses, shares

WHOLLY = ("item", "banner", "audit", "lines", "reference", "title", "priority", "status", "rag", "threat",
          "target dates", "target in force", "revisions", "evidence", "links", "actions", "updates",
          "update month")  # fmt: skip
NEARLY = {"owners": 0.95, "update label": 0.95, "first words": 0.95, "last words": 0.95, "text": 0.9,
          "response": 0.9}  # fmt: skip
"""Of each paper; what both must reach together is asked below."""


class Read(NamedTuple):
    """One paper: as read, its facts, its lines without the converter's marks."""

    paper: Paper
    facts: ModuleType
    lines: list[str]


def opened(file: Path, facts: ModuleType) -> Read:
    lines = [plain(line)[0] for line in file.read_text(encoding="utf-8").split("\n")]
    return Read(read(file), facts, lines)


@pytest.fixture(scope="module")
def july(papers: Path) -> Read:
    return opened(papers / "2019-07-jarap-tracker.txt", facts_2019)


@pytest.fixture(scope="module")
def january(papers: Path) -> Read:
    return opened(papers / "2022-01-jarap-tracker.txt", facts_2022)


@pytest.fixture(scope="module", params=["july", "january"])
def one(request: pytest.FixtureRequest) -> Read:
    return request.getfixturevalue(request.param)


def test_each_paper_is_read_as_a_person_reads_it(one: Read) -> None:
    found = checks(one.paper, one.facts)
    share = shares(found)
    low = {field: share[field] for field in WHOLLY if share[field] < 1}
    low |= {field: share[field] for field, least in NEARLY.items() if share[field] < least}
    assert not low, (low, misses(found))


def test_both_papers_together_reach_the_shares_that_were_asked(july: Read, january: Read) -> None:
    found: list[Check] = [*checks(july.paper, july.facts), *checks(january.paper, january.facts)]
    share = shares(found)
    asked = {"owners": 0.95, "update label": 0.97, "first words": 0.97, "last words": 0.97,
             "update as a whole": 0.97}  # fmt: skip
    assert {field: share[field] for field, least in asked.items() if share[field] < least} == {}, misses(
        found
    )


def test_the_front_pages_are_read(one: Read) -> None:
    figures = {row.priority: ([part.value for part in row.columns], row.total) for row in one.paper.summary}
    assert figures == one.facts.SUMMARY
    assert [hidden(name) for name in one.paper.authors] == one.facts.AUTHORS
    for contact, name in zip(one.paper.contacts, one.facts.CONTACTS, strict=True):
        assert begins(contact.replace(",", " "), name)
        assert "@" in contact
    assert one.paper.criteria == ["implemented", "evidence"]


def test_the_boards_table_is_read_with_its_lines(july: Read) -> None:
    for item, fact in zip(july.paper.board_items, july.facts.BOARD, strict=True):
        assert (item.audit, item.reference, item.title) == (fact.audit, fact.reference, fact.title)
        assert begins(item.text, fact.first)
        assert ends(item.text, fact.last)
        assert (item.state, item.priority) == (fact.state, "Housekeeping")
        assert item.source
        assert (item.source.from_, item.source.to) == fact.lines


def test_the_programme_is_read_but_for_the_line_that_is_doubted(january: Read) -> None:
    run_together = " ".join(january.facts.PROGRAMME[:2])
    assert january.paper.programme == [run_together, *january.facts.PROGRAMME[2:]]
    assert january.paper.doubts == [
        f"line 16: the programme's “{run_together}” may name two audits; it is kept as one"
    ]


def values(rec: Recommendation) -> Iterator[tuple[str, str, Source | None]]:
    """Every value of an item that stands somewhere: its name, its words, the lines named for it."""
    single = {"title": rec.title, "priority": rec.priority, "text": rec.text, "rag": rec.rag,
              "management_response": rec.management_response}  # fmt: skip
    for name, words in single.items():
        if words:
            yield name, words, rec.sources.get(name)
    for date in rec.target_dates:
        yield "target date", date.words, date.source
    for owner in rec.owners:
        yield "owner", f"{owner.name} {owner.role or ''}", owner.source
    for update in rec.updates:
        yield "update", update.text, update.source
    for action in rec.actions:
        yield "action", f"{action.panel} {action.words}", action.source


def letters(words: str) -> list[str]:
    return re.findall(r"[^\W_]+", words.casefold())


JOINED = {"amber": "aimber", "through": "ough", "completed": "ed", "management": "managemen"}
"""What a slip of the scanner or a cell's border made of words that are whole in what was read."""


def test_every_value_names_the_lines_in_which_its_words_stand(one: Read) -> None:
    for rec in one.paper.recommendations:
        for name, words, source in values(rec):
            assert source, (rec.id, name)
            said = "".join(letters(" ".join(one.lines[source.from_ - 1 : source.to])))
            lost = [
                word for word in letters(words) if word not in said and JOINED.get(word, word) not in said
            ]
            assert not lost, (rec.id, name, source, lost)


def test_a_status_names_the_line_of_its_marker(one: Read) -> None:
    for rec in one.paper.recommendations:
        source = rec.sources.get("status")
        assert (source is not None) == (rec.status != "open"), rec.id
        if source:
            assert re.search("clos|YES", " ".join(one.lines[source.from_ - 1 : source.to]), re.IGNORECASE)


def test_single_values_are_placed_to_the_line(july: Read, january: Read) -> None:
    placed = {rec.id: rec for rec in (*july.paper.recommendations, *january.paper.recommendations)}

    def lines(own: str, field: str) -> tuple[int, int]:
        source = placed[own].sources[field]
        return source.from_, source.to

    assert lines("VICTIMS-1701-4.3", "title") == (225, 225)
    assert lines("SEIZED-1803-4.1", "title") == (120, 120)  # garbled at 84, whole on the continued page
    assert lines("SEIZED-1905-4.1", "title") == (884, 885)  # lost, found in the board's table
    assert lines("GOVERNANCE-1806-4.2", "rag") == (545, 545)
    assert lines("GOVERNANCE-1806-4.2", "text") == (520, 531)
    assert lines("COMMITTEE-1710-4.4", "status") == (503, 503)
    assert lines("WORKFORCE-1909-4.1", "priority") == (46, 46)  # of the closures table
    assert lines("WORKFORCE-1909-4.1", "status") == (46, 46)
    assert lines("IT-0000-4.2", "status") == (255, 255)
    update = placed["VICTIMS-1701-4.4"].updates[0].source
    assert update
    assert (update.from_, update.to) == (349, 351)
    date = placed["WELLBEING-2102-4.1"].target_dates[0].source
    assert date
    assert (date.from_, date.to) == (191, 191)


def test_nothing_is_invented(one: Read) -> None:
    """Every word of every read value stands in the paper, and numbers do too."""
    printed = set(letters(" ".join(one.lines)))
    joined = "".join(letters(" ".join(one.lines)))
    for rec in one.paper.recommendations:
        told = [words for _, words, _ in values(rec)]
        told += [rec.audit, rec.threat or "", *rec.evidence, *(update.label for update in rec.updates)]
        told += [date.part or "" for date in rec.target_dates]
        strange = {word for words in told for word in letters(words)} - printed
        assert {word for word in strange if word not in joined} == set(), rec.id
