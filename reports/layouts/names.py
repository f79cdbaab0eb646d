"""Reference, title and texts of one record, and what stands for those that are not printed."""

import re
from typing import NamedTuple

from reports.layouts.pieces import Record
from reports.layouts.shapes import REFERENCE
from reports.layouts.synonyms import Field

LONGEST_TITLE = 120
LED = re.compile(rf"\s{{0,5}}({REFERENCE})[\s.:)–-]{{1,4}}(?=\S)")
SENTENCE = re.compile(r"(?<=[.;:])\s|\n")


class Names(NamedTuple):
    """What an item is called and what it asks for, with what a person should check."""

    reference: str | None
    title: str
    text: str
    doubts: list[str]


def names_of(record: Record) -> Names:
    """Give reference, title and text; a title that has no column of its own is the text's beginning."""
    doubts: list[str] = []
    reference, title = _printed(record)
    text = "\n".join(passages(record, "finding", "text"))
    text = text or "\n".join(piece.text for piece in record.of("action"))
    if not title and text:
        led = LED.match(text) if reference is None else None
        if led:
            reference = led[1].strip(".:")
            doubts.append(f"The reference {reference} was taken from the beginning of the text")
        title = _beginning(text[led.end() if led else 0 :])
        doubts.append("No title is printed: the first words of the recommendation stand for it")
    missing = {"reference": reference, "title": title, "text of the recommendation": text}
    doubts += [f"No {what} could be read" for what, words in missing.items() if not words]
    return Names(reference.rstrip(".:)") if reference else None, title, text, doubts)


def _printed(record: Record) -> tuple[str | None, str]:
    """Give reference and title from their columns, or from the one that holds both."""
    reference, title = record.words("reference") or None, record.words("title")
    both = record.first("reference_title")
    if both is None:
        return reference, title
    led = LED.match(both.text)
    rest = " ".join(both.text[led.end() if led else 0 :].split())
    return reference or (led[1].strip(".:") if led else None), title or rest


def _beginning(text: str) -> str:
    """Give the first sentence, or the first words of a long one."""
    first = SENTENCE.split(text.strip(), maxsplit=1)[0].strip(" .;:")
    if len(first) <= LONGEST_TITLE:
        return " ".join(first.split())
    return first[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"


def passages(record: Record, *names: Field) -> list[str]:
    """Give the texts of some fields; where several columns are joined, each under its heading."""
    pieces = [piece for piece in record.of(*names) if piece.text]
    if len({piece.label for piece in pieces}) < 2:  # noqa: PLR2004 - one column needs no heading
        return [piece.text for piece in pieces]
    return [f"{piece.label}: {piece.text}" for piece in pieces]


def responses(record: Record) -> list[str]:
    """Give management's answer: the agreed action is part of it, unless it is the only text."""
    return passages(record, *(("response", "action") if record.of("text", "finding") else ("response",)))
