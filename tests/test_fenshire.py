"""Fenshire's paper and people file say what the demo needs, and the reader takes them as a person does."""

import csv
import hashlib
import re
from collections import Counter
from pathlib import Path

import pytest

from demo import cast
from reports.paper import Paper
from reports.read import read

EXPECTED = Path(__file__).resolve().parent / "data" / "fenshire"
FENSHIRE = EXPECTED.parents[2] / "demo" / "fenshire"
TRACKER = FENSHIRE / "2026-06-tracker.txt"

BANNERS = [  # title, assurance, month, counts; Evidential 4.3, Custody 4.2 and Fleet 4.1 were closed before
    ("EVIDENTIAL PROPERTY STORES", "Limited", "2025-03", (1, 2, 1)),
    ("CUSTODY DETAINEE CARE", "Satisfactory", "2024-11", (0, 3, 1)),
    ("FLEET MAINTENANCE", "Satisfactory", "2025-02", (0, 4, 1)),
    ("RECORDS RETENTION", "Satisfactory", "2025-07", (0, 2, 1)),
    ("PAYROLL CONTROLS", "Satisfactory", "2025-10", (0, 1, 0)),
    ("CYBER SECURITY", "Limited", "2026-01", (1, 0, 0)),
]
PRINTED = {  # RED, AMBER, GREEN, GREY, total as printed: one Significant AMBER too many
    "Fundamental": (1, 1, 0, 0, 2),
    "Significant": (1, 6, 2, 1, 10),
    "Housekeeping": (0, 1, 0, 0, 1),
    "Total": (2, 8, 2, 1, 13),
}


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ENTRIES = rows_of(EXPECTED / "entries.csv")  # what a person reads in the paper
PEOPLE = rows_of(FENSHIRE / "people.csv")
REAL = set((EXPECTED / "surnames.txt").read_text(encoding="ascii").split())  # of the real papers, salted


def salted(word: str) -> str:
    return hashlib.sha256(f"matters-arising {word}".encode()).hexdigest()[:12]


def words_of(text: str) -> set[str]:
    return set(re.findall(r"[A-Za-z]+", text))


def texts() -> dict[str, str]:
    """Every text of the demo's data and script, by file name."""
    paths = [*FENSHIRE.glob("*.*"), Path(cast.__file__)]
    return {path.name: path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture(scope="module")
def paper() -> Paper:
    return read(TRACKER)


@pytest.fixture(scope="module")
def published(papers: Path) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(papers.glob("*.txt")))


def test_every_entry_stands_once_in_the_text_with_its_priority_and_reference() -> None:
    text = TRACKER.read_text(encoding="utf-8")
    for entry in ENTRIES:
        reference, title = re.escape(entry["id"].rsplit("-", 1)[1]), re.escape(entry["title"])
        heading = rf"{entry['priority']} (?:– )?(?:{reference} {title}|{title} {reference})"
        assert len(re.findall(heading, text)) == 1, entry["id"]


def test_the_summary_counts_one_significant_amber_too_many_and_is_otherwise_right() -> None:
    true = Counter((entry["priority"], entry["rag"]) for entry in ENTRIES)
    for priority in ("Fundamental", "Significant", "Housekeeping"):
        row = [true[priority, colour] for colour in ("RED", "AMBER", "GREEN", "GREY")]
        too_many = (0, 1, 0, 0, 1) if priority == "Significant" else (0,) * 5
        assert PRINTED[priority] == tuple(map(sum, zip([*row, sum(row)], too_many, strict=True)))
    rows = [PRINTED[name] for name in ("Fundamental", "Significant", "Housekeeping")]
    assert PRINTED["Total"] == tuple(map(sum, zip(*rows, strict=True)))


def test_the_people_file_has_the_agreed_columns_and_invented_addresses_only() -> None:
    assert list(PEOPLE[0]) == ["name", "post", "email", "slack_id", "head_of_department", "also_known_as"]
    addresses = [row["email"] for row in PEOPLE]
    assert len(set(addresses)) == len(PEOPLE) == 10
    assert all(address.endswith("@fenshire.police.example") for address in addresses)
    assert {row["head_of_department"] for row in PEOPLE} - {""} <= set(addresses)


def test_all_owners_but_one_person_and_the_supplier_are_in_the_people_file() -> None:
    names, short = ({row[key] for row in PEOPLE} for key in ("name", "also_known_as"))
    owners = {re.sub(r" \(\d\)$", "", one) for entry in ENTRIES for one in entry["owners"].split("; ")}
    assert owners - names - short == {"Gareth Haddiscoe", "Torquewell Systems"}
    assert owners & short == {"Toby Wenlock"}


def test_every_address_in_the_demo_is_an_example_and_nothing_looks_like_a_telephone_number() -> None:
    for name, text in texts().items():
        for address in re.findall(r"[\w.+-]+@[\w.-]+\w", text):
            assert address.endswith(".example"), f"{name}: {address}"
        assert not re.search(r"\b0\d{2,4}[ -]?\d{3}[ -]?\d{3,4}\b|\bTel\b", text), name


def test_no_surname_of_the_published_papers_is_in_the_demo() -> None:
    for name, text in texts().items():
        assert not [word for word in words_of(text) if salted(word) in REAL], name


def test_the_hashed_surnames_are_all_words_of_the_published_papers(published: str) -> None:
    assert {salted(word) for word in words_of(published)} >= REAL


def test_no_invented_name_occurs_in_the_published_papers(published: str) -> None:
    names = words_of(" ".join(f"{row['name']} {row['also_known_as']}" for row in PEOPLE)) - {"DCC"}
    assert not (names | words_of("Gareth Haddiscoe Torquewell Tolland Fenshire")) & words_of(published)


def test_no_eight_words_in_a_row_of_the_tracker_are_those_of_the_published_papers(published: str) -> None:
    def runs(text: str) -> set[str]:
        words = re.findall(r"\w+", text.lower())
        return {" ".join(words[i : i + 8]) for i in range(len(words) - 7)}

    appendix = TRACKER.read_text(encoding="utf-8").split("EVIDENTIAL PROPERTY STORES", 1)[1]
    ours = set().union(*(runs(line) for line in appendix.splitlines()))
    assert len(ours) > 2_000
    assert not ours & runs(published)


def test_the_reader_gives_exactly_these_entries(paper: Paper) -> None:
    assert [rec.id for rec in paper.recommendations] == [entry["id"] for entry in ENTRIES]
    assert all(rec.text and rec.management_response and rec.body == "panel" for rec in paper.recommendations)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_the_reader_takes_each_entry_as_a_person_does(paper: Paper, entry: dict[str, str]) -> None:
    def shown(value: object, part: str | None) -> str:
        return f"{value or 'none'}{f' ({part})' if part else ''}"

    rec = next(rec for rec in paper.recommendations if rec.id == entry["id"])
    assert {
        "id": rec.id,
        "title": rec.title,
        "priority": rec.priority,
        "owners": "; ".join(shown(owner.name, owner.part) for owner in rec.owners),
        "dates": "; ".join(shown(date.date, date.part) for date in rec.target_dates),
        "in_force": shown(rec.target_in_force, None),
        "updates": " ".join(shown(update.month, None) for update in rec.updates),
        "status": rec.status,
        "rag": rec.rag,
    } == entry


def test_the_reader_takes_the_banners(paper: Paper) -> None:
    names = ("Fundamental", "Significant", "Housekeeping")
    assert [
        (a.title, a.assurance, a.month, tuple(a.counts[n] for n in names)) for a in paper.audits
    ] == BANNERS


def test_the_reader_takes_the_front_page(paper: Paper) -> None:
    assert (paper.style, paper.meeting_date) == ("narrative", cast.LAST_MEETING)
    assert (paper.panel, paper.board) == ("JOINT INDEPENDENT AUDIT COMMITTEE", "SRB")
    assert [author.title() for author in paper.authors] == ["Philippa Strensall"]
    told = {row.priority: (*(column.value for column in row.columns), row.total) for row in paper.summary}
    assert told == PRINTED
    assert len(paper.contacts) == 3


def test_the_reader_takes_the_three_items_of_the_board(paper: Paper) -> None:
    assert [
        (item.audit, item.reference, item.title, "closed" in item.state) for item in paper.board_items
    ] == [
        ("Custody Detainee Care", "4.4", "Cell Blanket Stock", True),
        ("Fleet Maintenance", "4.5", "Pool Car Logbooks", False),
        ("Records Retention", "4.3", "Off-site Storage Boxes", True),
    ]


def test_the_reader_keeps_links_documents_and_the_panel_action(paper: Paper) -> None:
    recs = {rec.id: rec for rec in paper.recommendations}
    assert [(link.kind, link.to) for link in recs["FLEET-2502-4.4"].links] == [("depends_on", "4.2")]
    assert {rec.id: len(rec.evidence) for rec in paper.recommendations if rec.evidence} == {
        "EVIDENTIAL-2503-4.2": 1,
        "CUSTODY-2411-4.1": 1,
        "FLEET-2502-4.2": 2,
        "FLEET-2502-4.3": 1,
    }
    winter = recs["EVIDENTIAL-2503-4.1"].updates[2].text
    assert winter.startswith("Update on what remains")
    assert "27/25b" in winter
    assert winter.endswith("Professional Standards Department.")


def test_the_reader_finds_the_summary_that_miscounts(paper: Paper) -> None:
    assert [d for d in paper.discrepancies if "Significant" in d.message and re.search(r"\b10\b", d.message)]
