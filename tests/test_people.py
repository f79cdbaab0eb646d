"""People: who is known, how printed owners are matched, and what a people file may hold."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from followup import Refused, people
from followup.people import Entry, key
from reports import people_file
from store import queries
from store.db import reading, writing
from tests.world import IMPORTED, build

RANKS = ["DCI", "D/Supt", "C/Supt", "Det Insp", "PC", "Mr", "Chief Superintendent", "ACO", "Ch Supt", "Dr"]


@given(st.sampled_from(RANKS), st.sampled_from(["Pat Marsh", "Alex O'Fenn", "Sam Holme-Dyke"]))
def test_a_rank_before_a_name_makes_no_difference(rank: str, name: str) -> None:
    assert key(f"{rank} {name}") == key(name)


@pytest.mark.parametrize("name", ["Dianne Marsh", "Acton Bell", "Dcunha Price", "Pcarter Lee", "Mrsa Holme"])
def test_letters_that_look_like_a_rank_stay_in_the_name(name: str) -> None:
    assert key(name) == name.casefold()


@given(st.text(max_size=60))
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(key(text), str)


def owners(engine: Engine, *item_ids: str) -> dict[str, str | None]:
    with reading(engine) as session:
        known = {person.id: person.name for person, _post, _mail in queries.people(session)}
        rows = [a for i in item_ids for a in queries.assignments(session, queries.item(session, i).id)]
        return {row.printed: known.get(row.person_id) for row in rows}


def test_owners_are_matched_by_whole_name_and_the_rest_is_left_open(engine: Engine) -> None:
    build(engine)
    assert owners(engine, "STORES-2602-4.1", "STORES-2602-4.3") == {
        "Insp Alex Fenn": "Alex Fenn",
        "Nobody Known": None,
    }


def test_two_people_of_one_name_match_nobody(engine: Engine) -> None:
    build(engine)
    twins = [Entry(name="Nobody Known", email=f"n{n}@fenshire.police.example") for n in (1, 2)]
    with writing(engine) as session:
        people.enter(session, twins, who="t", at=IMPORTED)
    assert owners(engine, "STORES-2602-4.3") == {"Nobody Known": None}


def test_other_forms_and_posts_match_too(engine: Engine) -> None:
    build(engine)
    late = [
        Entry(name="N. O. Body-Known", email="n@fenshire.police.example", also_known_as="Nobody Known; NBK")
    ]
    with writing(engine) as session:
        people.enter(session, late, who="t", at=IMPORTED)
        assert people.match(session) == []
    assert owners(engine, "STORES-2602-4.3") == {"Nobody Known": "N. O. Body-Known"}


def test_entering_the_same_file_again_changes_nothing(engine: Engine) -> None:
    build(engine)
    again = [Entry(name="Pat Marsh", post="Head of Fleet", email="PAT.MARSH@fenshire.police.example")]
    with writing(engine) as session:
        assert people.enter(session, again, who="t", at=IMPORTED) == 0
        assert len(queries.people(session)) == 4


def test_one_address_belongs_to_one_person(engine: Engine) -> None:
    build(engine)
    thief = [
        Entry(name="A One", email="one@fenshire.police.example", slack_id="U1"),
        Entry(name="A Two", email="two@fenshire.police.example", slack_id="U1"),
    ]
    with pytest.raises(Refused, match="belongs to one person"), writing(engine) as session:
        people.enter(session, thief, who="t", at=IMPORTED)


def test_an_unknown_head_of_department_is_refused(engine: Engine) -> None:
    build(engine)
    row = [Entry(name="New Person", email="new@fenshire.police.example", head_of_department="Who Ever")]
    with pytest.raises(Refused, match="no such head of department"), writing(engine) as session:
        people.enter(session, row, who="t", at=IMPORTED)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"nom,email\nPat,p@x.example\n", "no column called name"),
        (b"name,shoe size\nPat,9\n", "unknown column 'shoe size'"),
        (b"name,email\nPat,not an address\n", "line 2, email"),
        (b"name,email\nPat,p@x.example,surplus\n", "more cells than headings"),
        (b"\xff\xfe\x00", "not UTF-8"),
    ],
)
def test_a_file_that_is_no_people_file_is_refused_with_its_line(tmp_path: Path, content, words) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(Refused, match=words):
        people_file.read(path)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="there is no file"):
        people_file.read(tmp_path / "none.csv")
