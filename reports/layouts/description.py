"""What a layout file says: where each field of a recommendation stands in one organisation's papers."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationError, field_validator, model_validator
from pydantic_core import ErrorDetails

from followup import Refused
from reports.layouts import shapes, synonyms
from reports.paper import Plain
from reports.vocabulary import Vocabulary

LARGEST = 100_000
"""Bytes of a layout file; the longest seen has three thousand."""
LINES = "line"
"""The separator that says: one cell a line."""


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_listed)]
"""One or several words or phrases; a single one needs no brackets."""


class Once(Plain):
    """The audit, where the whole document is about one and does not say so in a place that can be read."""

    title: str = ""
    assurance: str | None = None
    month: str | None = Field(default=None, pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    auditor: str = ""


class Layout(Plain):
    """The reading half of a house style. Everything has a default: a mapping file has columns only."""

    name: str = ""
    kind: Literal["grid", "blocks"] = "grid"
    phrases: Words = ()
    """Words that all stand in such a document; what recognises it."""
    separator: str = ""
    """Between the cells of a text line; "line" for one cell a line, empty to find out."""
    item: Words = ()
    """Shapes of the line that opens an item."""
    banner: Words = ()
    """Shapes of the line or row over the items of one audit."""
    order: tuple[synonyms.Field | Literal[""], ...] = ()
    """The columns from left to right, where the table has no heading row; "" is not read."""
    grows: synonyms.Field | None = None
    """The column that takes further lines, and the separator itself, in text."""
    columns: dict[synonyms.Field, Words] = Field(default_factory=dict)
    labels: dict[synonyms.Field, Words] = Field(default_factory=dict)
    ignore: Words = ()
    ends: Words = ()
    """Words with which a line begins after which nothing is read."""
    meeting: Words = (
        "date of meeting",
        "meeting date",
        "meeting of",
        "meeting on",
        "committee date",
        "committee of",
    )
    """Words before the date of the meeting."""
    panel: str = ""
    organisation: str = ""
    body: Literal["panel", "board"] = "panel"
    audit: Once = Field(default_factory=Once)
    vocabulary: Vocabulary = Field(default_factory=Vocabulary)

    @field_validator("item", "banner")
    @classmethod
    def _shapes(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for shape in value:
            shapes.compiled(shape)
        return value

    @model_validator(mode="after")
    def _whole(self) -> "Layout":
        if self.separator == LINES and not (self.item and (self.order or self.columns)):
            message = "one cell a line needs “item” (the line that opens a record) and “order” or “columns”"
            raise ValueError(message)
        if self.kind == "blocks" and not self.item:
            message = (
                "blocks need “item”: the shape of the line that opens one, such as “{reference} {title}”"
            )
            raise ValueError(message)
        return self


def load(path: Path) -> Layout:
    """Read a layout file; Refused names the key and the line that are wrong.

    A layout without a name takes the file's.
    """
    if not path.is_file():
        raise Refused(f"There is no layout file {path}: check the name and the folder.")
    raw = path.read_bytes()[: LARGEST + 1]
    if len(raw) > LARGEST:
        raise Refused(f"{path.name} is larger than {LARGEST // 1000} kB, which no layout is.")
    try:
        return read(raw.decode("utf-8-sig"), path.name)
    except UnicodeDecodeError as problem:
        raise Refused(f"{path.name} is not a text file in UTF-8.") from problem


def read(text: str, name: str) -> Layout:
    """Read a layout from the text of its file; ``name`` is what a refusal calls it."""
    try:
        given = tomllib.loads(text)
        layout = Layout.model_validate(given)
    except tomllib.TOMLDecodeError as problem:
        raise Refused(f"{name} is not a layout file: {problem}.") from problem
    except ValidationError as problem:
        raise Refused(_sentence(problem, text, name)) from problem
    said = {"name": layout.name or Path(name).stem, "vocabulary": _with_usual(layout.vocabulary)}
    return layout.model_copy(update=said)


@cache
def usual_words() -> Vocabulary:
    """Give the scales and opinions of a layout that names none: those of the built-in tracker."""
    return load(Path(__file__).parent / "tracker.toml").vocabulary


def _with_usual(vocabulary: Vocabulary) -> Vocabulary:
    silent = {"scales", "assurance"} - vocabulary.model_fields_set
    return vocabulary.model_copy(update={key: getattr(usual_words(), key) for key in silent})


def _sentence(problem: ValidationError, text: str, name: str) -> str:
    """Say which key of which line is wrong, and why, of the first of several."""
    first = problem.errors(include_url=False)[0]
    keys = [str(key) for key in first["loc"] if isinstance(key, str) and key != "[key]"]
    line = _line_of(keys, text)
    where = f"{name}, line {line}" if line else name
    return f"{where}: {_why(first, '.'.join(keys))}."


def _why(error: ErrorDetails, key: str) -> str:
    given = error["input"]
    if error["type"] == "extra_forbidden":
        return f"there is no key “{key}”"
    if error["type"] == "literal_error" and error["loc"][-1] == "[key]":
        known = ", ".join(sorted(synonyms.SYNONYMS))
        return f"“{key}” names no field “{given}”; the fields are {known}"
    said = error["msg"].removeprefix("Value error, ")
    said = said[:1].lower() + said[1:]
    shown = f" (it is {given!r})" if isinstance(given, (str, int, float, bool)) else ""
    return f"“{key}” is wrong: {said}{shown}" if key else said


def _line_of(keys: list[str], text: str) -> int | None:
    """Find the line of the innermost key that can be found: in its table, or as the table's own heading."""
    table: list[str] = []
    found: dict[int, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        head = re.match(r"\s*\[{1,2}\s*([\w.\-\" ]{1,80}?)\s*\]", line)
        word = re.match(r"\s*[\"']?([\w\- ]{1,60}?)[\"']?\s*=", line)
        if head:
            table = head[1].replace('"', "").split(".")
        here = table if head else [*table, word[1]] if word else []
        deep = len(here)
        if here and here == keys[:deep]:
            found.setdefault(deep, number)
    return found[max(found)] if found else None
