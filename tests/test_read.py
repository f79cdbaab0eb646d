"""Files that are damaged, huge, strange or no paper at all."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from followup import Refused
from reports.read import read, read_lines
from tests.narrative_paper import INVENTED, holds_together, mangle, mangled
from tests.runaway import assert_growth


@settings(max_examples=150, deadline=None)
@given(mangled)
def test_a_damaged_invented_paper_is_read_or_refused(steps: list[tuple[int, str]]) -> None:
    holds_together(mangle(INVENTED.split("\n"), steps))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=mangled)
def test_the_damaged_real_paper_is_read_or_refused(papers: Path, steps: list[tuple[int, str]]) -> None:
    lines = (papers / "2019-07-jarap-tracker.txt").read_text(encoding="utf-8").split("\n")
    holds_together(mangle(lines, steps))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=60), max_size=30))
def test_any_text_is_read_or_refused(lines: list[str]) -> None:
    holds_together(lines)


@pytest.mark.parametrize(
    "line",
    [
        "\t" * 400,
        "Significant 4.1 Same Title",
        "word " * 50,
        "Update May 2019: " * 9,
        "<ol><li>" * 9,
        "(1) " * 90,
        "A line of some words.",
    ],
)
def test_long_papers_take_linear_time(line: str) -> None:
    banner = ["FENS – LIMITED ASSURANCE\tMay 2019", "FUNDAMENTAL: 1\tSIGNIFICANT: 1", "Significant 4.9 Title"]
    assert_growth(holds_together, lambda count: [*banner, *[line] * count], 8_000)


def test_files_that_are_no_paper_are_refused_in_one_sentence(tmp_path: Path) -> None:
    files = {
        "empty.txt": b"  \n",
        "binary.txt": bytes(range(256)) * 50,
        "letter.txt": b"Dear all,\nthe meeting is in May.\n",
        "old.doc": b"\xd0\xcf\x11\xe0",
    }
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(Refused, match=rf"{name}.*\.$") as refused:
            read(tmp_path / name)
        assert "\n" not in str(refused.value)
    with pytest.raises(Refused, match="There is no file"):
        read(tmp_path / "absent.txt")
    with pytest.raises(Refused, match="no audit banner, no tracker table"):
        read(tmp_path / "letter.txt")


def test_files_of_other_encodings_and_line_ends_are_read_alike(tmp_path: Path) -> None:
    ways = [
        INVENTED.encode("utf-8-sig"),
        INVENTED.encode("utf-16"),
        INVENTED.encode("cp1252"),
        INVENTED.replace("\n", "\r\n").encode(),
    ]
    for content in ways:
        path = tmp_path / "paper.md"
        path.write_bytes(content)
        assert read(path) == read_lines(INVENTED.split("\n"), "paper.md")


def test_a_file_too_large_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(20_000_001)
    with pytest.raises(Refused, match="larger than 20 MB"):
        read(path)
