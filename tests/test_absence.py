"""Absence notices: the day of return behind a cue and nowhere else, in seven languages."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail import absence

ON = dt.date(2026, 10, 1)  # a Thursday


def until(text: str, **more) -> str | None:
    found = absence.read(text, on=ON, **more).until
    return found.isoformat() if found else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("I am on leave until 12 October 2026.", "2026-10-12"),
        ("I am out of the office from 28 September until Monday, 12th October.", "2026-10-12"),
        ("I'm away till 12/10/26.", "2026-10-12"),
        ("Away until October 12.", "2026-10-12"),
        ("I will be back in the office on Mon 12 Oct and will reply then.", "2026-10-12"),
        ("I will return to work on the 12th of October.", "2026-10-12"),
        ("I am away until 9 October, back on 12 October.", "2026-10-12"),
        ("Away up to and including Friday 9 October.", "2026-10-10"),
        ("Away through 9 October 2026.", "2026-10-10"),
        ("Back on Monday.", "2026-10-05"),
        ("Back on Thursday.", "2026-10-08"),
        ("I am on maternity leave and return on 2 March.", "2027-03-02"),
        ("until\n12 October\n2026", "2026-10-12"),
        ("Ich bin bis einschließlich 9. Oktober 2026 im Urlaub.", "2026-10-10"),
        ("Ich bin bis zum 12.10.2026 nicht erreichbar.", "2026-10-12"),
        ("Ab dem 12.10. bin ich wieder im Büro.", "2026-10-12"),
        ("Ich bin ab Montag, dem 12. Oktober wieder für Sie da.", "2026-10-12"),
        ("Am Montag, 12. Oktober bin ich wieder am Platz; erreichbar wieder ab 12. Oktober.", "2026-10-12"),
        ("Je suis absente jusqu'au 12 octobre 2026 inclus.", "2026-10-13"),
        ("Je suis en congés jusqu’au lundi 12 octobre.", "2026-10-12"),
        ("Je serai de retour le 1er décembre 2026.", "2026-12-01"),
        ("Estaré fuera de la oficina hasta el 12 de octubre de 2026.", "2026-10-12"),
        ("Regreso el lunes 12 de octubre.", "2026-10-12"),
        ("Sono in ferie fino al 12 ottobre 2026 compreso.", "2026-10-13"),
        ("Rientro in ufficio il 12 ottobre.", "2026-10-12"),
        ("Ik ben met vakantie tot en met 9 oktober 2026.", "2026-10-10"),
        ("Ik ben afwezig tot 12 oktober.", "2026-10-12"),
        ("Ik ben weer bereikbaar op maandag 12 oktober.", "2026-10-12"),
        ("Rydw i ar wyliau tan 12 Hydref 2026.", "2026-10-12"),
        ("Byddaf yn ôl yn y swyddfa ar ddydd Llun 12 Hydref.", "2026-10-12"),
        ("Away until 12 October. / Ich bin bis 12. Oktober abwesend.", "2026-10-12"),
        ("Retour le 2026-10-12.", "2026-10-12"),
    ],
)
def test_the_day_behind_a_cue_is_read(text: str, day: str) -> None:
    assert until(text) == day


@pytest.mark.parametrize(
    "text",
    [
        "Je suis absent. Tel. 0711 12 10 26.",
        "Away until further notice. Call 01632 960 001, room 12.",
        "Contact Theresa May on 12 October.",
        "I shall reply by 12 October 2026.",
        "The report of 12 October 2026 is attached.",
        "Away until 5.30 pm.",
        "Away until 9-10 tomorrow.",
        "Away until noon. Back in 12 days.",
        "Away until 12 January 2031.",
        "Away until 12 October 2024.",
        "Away until 31 September 2026.",
        "Away until 9 October, Sam is away until 12 October.",
        "I will return your call on 12 October.",
        "bis 12 Uhr",
        "Bis bald, 12. Oktober",
        "until 12 Widgets are made",
        "",
    ],
)
def test_what_is_no_day_of_return_gives_none(text: str) -> None:
    assert until(text) is None


def test_the_quoted_request_gives_no_day() -> None:
    text = "I am away.\n> until 12 October 2026\n-----Original Message-----\nback on 13 October 2026\n"
    assert until(text) is None
    assert until("I am away.\nback on 13 October 2026", ours=["back on 13 October 2026"]) is None


def test_a_subject_may_say_it() -> None:
    assert until("", subject="AUTO: Pat Marsh is out of the office (returning 12/10/2026)") == "2026-10-12"


def test_whom_to_turn_to_is_named_behind_a_cue() -> None:
    text = (
        "Regards to Robin Dyke.\n"
        "For urgent matters please contact Insp Alex Fenn (Alex.Fenn@Fenshire.example)."
        "\nIn Vertretung: Sam Holme"
    )
    read = absence.read(text, on=ON)
    assert read.addresses == ["alex.fenn@fenshire.example"]
    assert read.names[0] == "Insp Alex Fenn"
    assert "Sam Holme" in read.names
    assert "Robin Dyke" not in read.names


@given(text=st.text(max_size=500), on=st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_any_text_is_read_and_the_day_lies_ahead(text: str, on: dt.date) -> None:
    for words in (text, f"until {text}", f"back on {text}"):
        day = absence.read(words, on=on).until
        assert day is None or on <= day <= on + absence.LONGEST + dt.timedelta(days=1)
