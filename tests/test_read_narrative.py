"""The July 2019 paper as a whole: its front pages, its doubts, its words. Its items: ``test_read_facts``."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reports.paper import Paper
from reports.read import read
from reports.wording import plain
from tests.narrative_paper import item

JULY_2019 = "2019-07-jarap-tracker.txt"


@pytest.fixture(scope="module")
def july(papers: Path) -> Paper:
    return read(papers / JULY_2019)


def test_the_update_labels_are_those_a_search_of_the_file_finds(july: Paper, papers: Path) -> None:
    label = re.compile(r"(?:Update|UPDATE) [A-Z][a-z]+ (?:20)?1[0-9](?=(?:</u>)?\s?[:–])")
    printed = Counter(label.findall((papers / JULY_2019).read_text(encoding="utf-8")))
    read_back = Counter(update.label for rec in july.recommendations for update in rec.updates)
    assert printed.total() == 76
    assert read_back == printed + Counter(["NEW UPDATE"])


def test_front_pages_are_read(july: Paper) -> None:
    assert july.meeting_date == dt.date(2019, 7, 24)
    assert july.meeting_time == "10:00AM"
    assert july.subject == "INTERNAL AUDIT RECOMMENDATIONS AND TRACKING"
    assert (july.report_of or "").startswith("CHIEF CONSTABLE and CHIEF FINANCE OFFICER")
    assert (july.panel, july.board, july.auditor) == ("JOINT AUDIT, RISK & ASSURANCE PANEL", "SORB", "Mazars")
    assert list(july.implications) == [
        "Financial", "Legal", "Equality Impact Assessment", "Risks and Impact",
        "Link to Police and Crime Plan"]  # fmt: skip
    assert [(list(rule.bodies.values()), rule.whole_report) for rule in july.reporting] == [
        (["panel", "panel", "board"], False),
        (["panel", "panel", "panel"], True),
    ]


def test_what_is_inferred_or_damaged_carries_a_doubt(july: Paper) -> None:
    for name, words in {
        "SEIZED-1803-4.1": ["title is garbled", "See below", "No person responsible", "no label"],
        "DATA-1902-4.1": ["title is cut off", "Ongoing", "mid-sentence"],
        "PAYROLL-1902-A": ["printed as “A.”", "ran together", "holds other words", "mid-sentence"],
        "FLEET-1809-4.2": ["also says: “reliant on external supplier", "“NEW UPDATE” shows no month"],
        "SEIZED-1905-4.1": ["inferred from item 4.1", "name is cut", "taken for an owner", "No dated update"],
        "SEIZED-1905-4.2": ["spelt differently", "margin of line 865"],
        "HEALTH-1903-4.4": ["AMBER stands alone at line 849"],
    }.items():
        doubts = "\n".join(item(july, name).doubts)
        assert [part for part in words if part not in doubts] == []
    assert item(july, "FLEET-1809-4.1").doubts == []


LABELS = re.compile(
    "date|implementation|target|response|initial|person|responsible|management|fundamental|significant|housekeeping"
    "|assurance|revised|continued|communication|providing"
)


def test_nearly_every_word_of_the_appendix_lands_in_a_field(july: Paper, papers: Path) -> None:
    lines = (papers / JULY_2019).read_text(encoding="utf-8").split("\n")[81:]
    printed = words_of(plain(line)[0].replace("\t", " ") for line in lines)
    apart: Any = {"recommendations": {"__all__": {"actions"}}}
    whole = july.model_dump(mode="json", exclude=apart)
    kept = words_of(strings([whole[key] for key in ("audits", "recommendations", "board_items")]))
    lost = printed - kept
    unlabelled = Counter({word: count for word, count in lost.items() if not LABELS.fullmatch(word)})
    assert printed.total() > 13_000
    assert lost.total() < printed.total() * 0.02
    assert unlabelled.total() < 80, unlabelled.most_common(20)


def words_of(texts: Iterator[str]) -> Counter[str]:
    return Counter(word for text in texts for word in re.findall(r"[^\W_]+", text.lower()))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for one in value.values():
            yield from strings(one)
    elif isinstance(value, list):
        for one in value:
            yield from strings(one)
