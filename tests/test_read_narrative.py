"""The July 2019 paper against facts written down by a person reading it."""

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reports.paper import Paper
from reports.read import read
from reports.wording import plain
from tests.narrative_facts import FACTS, Fact
from tests.narrative_paper import item

JULY_2019 = "2019-07-jarap-tracker.txt"


def hidden(name: str) -> str:
    """Name a real person without printing the name."""
    return hashlib.sha256(f"matters arising/{name}".encode()).hexdigest()[:10]


@pytest.fixture(scope="module")
def july(papers: Path) -> Paper:
    return read(papers / JULY_2019)


def test_all_twenty_items_stand_in_printed_order(july: Paper) -> None:
    assert [rec.id for rec in july.recommendations] == [fact.id for fact in FACTS]
    assert all(rec.body == "panel" for rec in july.recommendations)


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: fact.id)
def test_each_item_is_read_as_a_person_reads_it(july: Paper, fact: Fact) -> None:
    rec = item(july, fact.id)
    assert rec.source
    assert (rec.source.from_, rec.source.to) == fact.lines
    assert (rec.audit, rec.title, rec.priority, rec.status) == (
        fact.audit,
        fact.title,
        fact.priority,
        fact.status,
    )
    assert rec.reference == fact.id.rpartition("-")[2]
    assert rec.audit_month == f"20{fact.id.split('-')[1][:2]}-{fact.id.split('-')[1][2:]}"
    assert len(rec.target_dates) == fact.dates
    assert rec.target_in_force == (dt.date.fromisoformat(fact.in_force) if fact.in_force else None)
    assert [update.month for update in rec.updates] == fact.updates.split()
    assert len(rec.owners) == fact.owners
    assert rec.rag == fact.rag


def test_the_update_labels_are_those_a_search_of_the_file_finds(july: Paper, papers: Path) -> None:
    label = re.compile(r"(?:Update|UPDATE) [A-Z][a-z]+ (?:20)?1[0-9](?=(?:</u>)?\s?[:–])")
    printed = Counter(label.findall((papers / JULY_2019).read_text(encoding="utf-8")))
    read_back = Counter(update.label for rec in july.recommendations for update in rec.updates)
    assert read_back == printed
    assert printed.total() == 76


@pytest.mark.parametrize(
    ("name", "text", "first", "last"),
    [
        ("SEIZED-1803-4.1", "text", "Where missing firearms", "for the discrepancy."),
        ("SEIZED-1803-4.1", "2018-08", "8iv completed", "consideration/intervention."),
        ("SEIZED-1803-4.1", "2019-05", "4. CCTV. A private", "to avoid duplication."),
        ("SEIZED-1803-4.1", "2019-07", "4. CCTV:", "beginning of August."),
        ("VICTIMS-1701-4.3", "2018-08", "VCOP meetings have", "is November 2018"),
        ("VICTIMS-1701-4.3", "2019-07", "An appropriate process", "to take effect"),
        ("COMMITTEE-1710-4.4", "2019-07", "It is felt", "PROPOSE CLOSED"),
        ("GOVERNANCE-1806-4.2", "text", "Policy Review Logs", "for the updates."),
        ("GOVERNANCE-1806-4.2", "2018-08", "(a) Force Policies", "the target date."),
        ("GOVERNANCE-1806-4.2", "2019-05", "An OPCC policy", "consideration for closure"),
        ("FLEET-1809-4.1", "2019-01", "The attached business", "2021 TUB docx"),
        ("FLEET-1809-4.2", "2019-05", "This will be", "viewed as BAU."),
        ("FLEET-1809-4.3", "response", "Procurement of new", "fleet SPOC's."),
        ("PAYROLL-1902-A", "text", "Effective monitoring and", "more granular level"),
        ("HEALTH-1903-4.1", "text", "When the HAY", "Safety Procedure document."),
        ("HEALTH-1903-4.1", "2019-07", "The Principal Health", "with JARAP also."),
        ("PAYROLL-1904-4.1", "text", "The Force, in", "performance of Kier."),
        ("PAYROLL-1904-4.2", "2019-07", "There is now", "close PROPOSE CLOSED"),
        ("SEIZED-1905-4.1", "text", "The Property Management", "also be recorded."),
        ("SEIZED-1905-4.2", "response", "(1) The auditor", "(advice and tips)"),
    ],
)
def test_texts_begin_and_end_where_they_do_on_the_page(
    july: Paper, name: str, text: str, first: str, last: str
) -> None:
    rec = item(july, name)
    texts = {update.month: update.text for update in rec.updates}
    texts |= {"text": rec.text, "response": rec.management_response or ""}
    assert texts[text].startswith(first)
    assert texts[text].endswith(last)


def test_owners_have_name_role_and_part(july: Paper) -> None:
    known = {
        "FLEET-1809-4.1": [("e927df132b", "Head of Transport", None)],
        "GOVERNANCE-1806-4.2": [("a4c6881427", "OPCC", "OPCC"), ("d9d01fe478", "Project Officer", "Force")],
        "SEIZED-1905-4.1": [("a0229f67ee", None, "1"), ("b70a075ffb", None, "2")],
        "SEIZED-1905-4.2": [("a0229f67ee", None, "1"), ("b70a075ffb", None, "2")],
    }
    for name, owners in known.items():
        rec = item(july, name)
        assert [(hidden(owner.name), owner.role, owner.part) for owner in rec.owners] == owners
    assert [owner.name for owner in item(july, "HEALTH-1903-4.2").owners] == [
        "Directorates and Departments",
        "Health and Safety Unit",
    ]
    supplier, head = item(july, "FLEET-1809-4.2").owners
    assert (supplier.name, supplier.role, head.role) == ("Civica", None, "Head of Transport")


def test_front_pages_are_read(july: Paper) -> None:
    assert july.meeting_date == dt.date(2019, 7, 24)
    assert july.meeting_time == "10:00AM"
    assert july.subject == "INTERNAL AUDIT RECOMMENDATIONS AND TRACKING"
    assert (july.report_of or "").startswith("CHIEF CONSTABLE and CHIEF FINANCE OFFICER")
    assert (july.panel, july.board, july.auditor) == ("JOINT AUDIT, RISK & ASSURANCE PANEL", "SORB", "Mazars")
    assert (len(july.authors), len(july.contacts)) == (1, 3)
    assert all("@" in contact for contact in july.contacts)
    assert list(july.implications) == [
        "Financial", "Legal", "Equality Impact Assessment", "Risks and Impact",
        "Link to Police and Crime Plan"]  # fmt: skip
    printed = {row.priority: ([column.value for column in row.columns], row.total) for row in july.summary}
    assert printed == {
        "Fundamental": ([0, 2, 0, 0], 2),
        "Significant": ([0, 9, 4, 2], 15),
        "Housekeeping": ([0, 1, 1, 0], 2),
        "Total": ([0, 12, 5, 2], 19),
    }
    assert [(list(rule.bodies.values()), rule.whole_report) for rule in july.reporting] == [
        (["panel", "panel", "board"], False),
        (["panel", "panel", "panel"], True),
    ]


def test_banners_give_audits_with_opinion_month_and_counts(july: Paper) -> None:
    assert [(audit.month, audit.assurance, list(audit.counts.values())) for audit in july.audits] == [
        ("2018-03", "Limited", [1, 4, 2]),
        ("2017-01", "Satisfactory", [0, 2, 1]),
        ("2017-10", None, [0, 6, 2]),
        ("2018-06", "Satisfactory", [0, 2, 1]),
        ("2018-09", "Satisfactory", [0, 4, 1]),
        ("2019-02", "Satisfactory", [1, 0, 3]),
        ("2019-02", "Satisfactory", [0, 1, 2]),
        ("2019-03", "Satisfactory", [0, 3, 1]),
        ("2019-04", "Satisfactory", [0, 2, 0]),
        ("2019-05", "Satisfactory", [0, 1, 2]),
    ]


def test_the_boards_table_gives_its_items(july: Paper) -> None:
    listed = [
        (one.audit.split()[0], one.reference, one.title, "closed" in one.state) for one in july.board_items
    ]
    assert listed == [
        ("Fleet", "4.5", "Review User Access to TranMan", True),
        ("General", "4.2", "Deputy Data Protection Officer", False),
        ("General", "4.3", "Subject Access Request Resources", True),
        ("General", "4.4", "Regional Data Protection Meetings", True),
        ("Health", "4.3", "Risk Assessments", False),
        ("Seized", "4.1", "Unknown Cash amounts stored", False),
        ("Seized", "4.3", "Update of procedure - cash seizures", True),
    ]
    assert {one.priority for one in july.board_items} == {"Housekeeping"}


def test_what_is_inferred_or_damaged_carries_a_doubt(july: Paper) -> None:
    for name, words in {
        "SEIZED-1803-4.1": ["title is garbled", "See below", "No person responsible", "no label"],
        "DATA-1902-4.1": ["title is cut off", "Ongoing", "mid-sentence"],
        "PAYROLL-1902-A": ["printed as “A.”", "ran together", "holds other words", "mid-sentence"],
        "FLEET-1809-4.2": ["also says: “reliant on external supplier"],
        "SEIZED-1905-4.1": ["inferred from item 4.1", "name is cut", "taken for an owner", "No dated update"],
        "SEIZED-1905-4.2": ["spelt differently", "margin of line 865"],
        "HEALTH-1903-4.4": ["AMBER stands alone at line 849"],
    }.items():
        doubts = "\n".join(item(july, name).doubts)
        assert [part for part in words if part not in doubts] == []
    assert item(july, "FLEET-1809-4.1").doubts == []


def test_links_and_evidence_are_read(july: Paper) -> None:
    links = {
        rec.id: [(link.kind, link.to) for link in rec.links] for rec in july.recommendations if rec.links
    }
    assert links == {"FLEET-1809-4.4": [("depends_on", "4.2")]}
    evidence = {rec.id: len(rec.evidence) for rec in july.recommendations if rec.evidence}
    assert evidence == {
        "VICTIMS-1701-4.3": 1, "FLEET-1809-4.1": 4, "FLEET-1809-4.2": 1, "FLEET-1809-4.3": 2,
        "FLEET-1809-4.4": 2, "DATA-1902-4.1": 1, "HEALTH-1903-4.2": 1}  # fmt: skip


LABELS = re.compile(
    "date|implementation|target|response|initial|person|responsible|management|fundamental|significant|housekeeping"
    "|assurance|revised|continued|communication|providing"
)


def test_nearly_every_word_of_the_appendix_lands_in_a_field(july: Paper, papers: Path) -> None:
    lines = (papers / JULY_2019).read_text(encoding="utf-8").split("\n")[81:]
    printed = words_of(plain(line)[0].replace("\t", " ") for line in lines)
    whole = july.model_dump(mode="json")
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


def test_nothing_is_invented_in_the_texts(july: Paper, papers: Path) -> None:
    printed = words_of(
        plain(line)[0] for line in (papers / JULY_2019).read_text(encoding="utf-8").split("\n")
    )
    for rec in july.recommendations:
        texts = [rec.text, rec.management_response or "", *(update.text for update in rec.updates)]
        strange = words_of(iter(texts)) - printed
        assert strange.total() <= 2, strange  # a word cut by a cell's border and joined again
