"""Layout files: what they may say, how a wrong one is refused, and that every key is described."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from followup import Refused
from reports.layouts import description, shapes
from reports.layouts.choose import built_in, read
from reports.layouts.description import Layout, Once, load
from reports.layouts.headings import USUAL
from reports.layouts.synonyms import SYNONYMS
from reports.vocabulary import Scale, Vocabulary
from tests.layout_documents import of_text
from tests.runaway import assert_growth

ROOT = Path(__file__).resolve().parent.parent
PAGE = (ROOT / "docs" / "layouts.md").read_text("utf-8")


def refused(text: str) -> str:
    with pytest.raises(Refused) as caught:
        description.read(text, "ours.toml")
    return str(caught.value)


def test_a_mapping_file_has_columns_only_and_takes_its_name_from_the_file(tmp_path: Path) -> None:
    path = tmp_path / "council.toml"
    path.write_text('[columns]\nreference = "Point"\nowner = ["Who", "By"]\n', "utf-8")
    layout = load(path)
    assert (layout.name, layout.kind) == ("council", "grid")
    assert layout.columns == {"reference": ("Point",), "owner": ("Who", "By")}


def test_a_layout_that_names_no_scale_or_opinion_has_the_usual_ones_and_one_that_does_its_own() -> None:
    silent = description.read('[columns]\nreference = "Point"\n', "x.toml").vocabulary
    assert ("High", "Medium", "Low") in [scale.priorities for scale in silent.scales]
    assert silent.assurance["reasonable"] == "Reasonable"
    own = description.read('[vocabulary]\nassurance = { weak = "Weak" }\n', "x.toml").vocabulary
    assert (own.assurance, own.scales) == ({"weak": "Weak"}, silent.scales)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('name = "x"\nkolumns = 3\n', "ours.toml, line 2: there is no key “kolumns”."),
        (
            'kind = "list"\n',
            "ours.toml, line 1: “kind” is wrong: input should be 'grid' or 'blocks' (it is 'list').",
        ),
        (
            '\n[columns]\nreferense = "Point"\n',
            "ours.toml, line 3: “columns.referense” names no field “referense”;",
        ),
        ("\n\n[vocabulary]\nyear_starts = 13\n", "ours.toml, line 4: “vocabulary.year_starts” is wrong: "),
        (
            '[vocabulary.statuses]\ndone = "finished"\n',
            "ours.toml, line 2: “vocabulary.statuses.done” is wrong: ",
        ),
        ('[audit]\nmonth = "March 2021"\n', "ours.toml, line 2: “audit.month” is wrong: "),
        (
            'item = "Finding {number}"\n',
            "ours.toml, line 1: “item” is wrong: a shape knows no place {number}; ",
        ),
        (
            'banner = ["Audit"]\n',
            "ours.toml, line 1: “banner” is wrong: a shape needs a place such as {title}; ",
        ),
        (
            'item = "{title} {audit} {any}"\n',
            "ours.toml, line 1: “item” is wrong: a shape names each place once, ",
        ),
        ('separator = "line"\n', "ours.toml: one cell a line needs “item” "),
        ('kind = "blocks"\n', "ours.toml: blocks need “item”: "),
        ("name = \n", "ours.toml is not a layout file: Invalid value (at line 1, column 8)."),
        (
            '[[vocabulary.scales]]\npriority = ["A"]\n',
            "ours.toml, line 2: there is no key “vocabulary.scales.priority”.",
        ),
    ],
)
def test_a_wrong_file_is_refused_with_the_key_and_the_line(text: str, said: str) -> None:
    assert refused(text).startswith(said)


def test_a_file_that_is_not_there_or_no_text_or_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no layout file"):
        load(tmp_path / "none.toml")
    (tmp_path / "word.toml").write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(Refused, match=r"^word.toml is not a text file in UTF-8\.$"):
        load(tmp_path / "word.toml")
    (tmp_path / "large.toml").write_text("# " + "x" * 200_000, "utf-8")
    with pytest.raises(Refused, match=r"^large.toml is larger than 100 kB"):
        load(tmp_path / "large.toml")


@given(st.text(max_size=200))
def test_any_text_is_a_layout_or_refused_in_a_sentence(text: str) -> None:
    said = "x.toml."
    try:
        description.read(text, "x.toml")
    except Refused as no:
        said = str(no)
    assert re.match(r"x\.toml.*\.\Z", said, re.DOTALL)


@pytest.mark.parametrize(
    ("shape", "line", "places"),
    [
        ("Recommendation {reference}: {title}", "RECOMMENDATION  4.2 :  Stock counts", None),
        ("Recommendation {reference}: {title}", "RECOMMENDATION  4.2:  Stock counts",
         {"reference": "4.2", "title": "Stock counts"}),
        ("{title} ({priority})", "Stock (new) (High)", {"title": "Stock (new)", "priority": "High"}),
        ("{audit} – {assurance} assurance – {month}", "Payroll - Limited Assurance - March 2021",
         {"audit": "Payroll", "assurance": "Limited", "month": "March 2021"}),
        ("{reference}", "20-RG-01", {"reference": "20-RG-01"}),
        ("{reference}", "30/04/2021", None),
        ("{reference}", "2021", None),
        ("{reference}", "None", None),
        ("{any} {reference}", "Ref. no. 7", {"any": "Ref. no", "reference": "7"}),
    ],
)  # fmt: skip
def test_a_shape_is_a_line_with_places(shape: str, line: str, places: dict[str, str] | None) -> None:
    assert shapes.fits(shapes.compiled(shape), line) == places


@given(st.text(max_size=300))
def test_no_line_breaks_a_shape(line: str) -> None:
    for shape in ("{reference} {title} [{priority}]", "{audit} – {assurance} – {month}", "{any}: {title}"):
        found = shapes.fits(shapes.compiled(shape), line)
        assert found is None or all(isinstance(words, str) for words in found.values())


@pytest.mark.parametrize("scrap", ["(", " ", "- ", "a (", "4.2", "[x] "])
def test_the_worst_line_for_a_shape_costs_at_most_its_square(scrap: str) -> None:
    patterns = [
        shapes.compiled(shape) for shape in ("{any} {title} ({priority})", "{title} - {any} - {month}")
    ]

    def work(line: str) -> None:
        for _ in range(20):
            for pattern in patterns:
                shapes.fits(pattern, line)

    assert_growth(work, lambda length: (scrap * length)[:length], shapes.LONGEST_LINE, power=2)


def test_no_usual_word_means_two_fields_and_all_are_written_as_they_are_compared() -> None:
    words = [word for usual in SYNONYMS.values() for word in usual]
    assert len(words) == len(set(words)) == len(USUAL)
    assert all(re.fullmatch(r"[a-z0-9]+(?: [a-z0-9]+)*", word) for word in words)


def test_the_built_in_layouts_are_found_beside_the_code_and_so_in_the_package() -> None:
    assert [layout.name for layout in built_in()] == ["memo", "tracker"]
    folder = Path(description.__file__).parent
    assert {path.stem for path in folder.glob("*.toml")} == {"memo", "tracker"}


@pytest.mark.parametrize("model", [Layout, Once, Vocabulary, Scale])
def test_every_key_stands_in_the_page(model: type[BaseModel]) -> None:
    for key in model.model_fields:
        assert f"`{key}`" in PAGE, f"{model.__name__}.{key} is not described"


def test_every_field_and_every_place_stands_in_the_page() -> None:
    for field in SYNONYMS:
        assert f"`{field}`" in PAGE, field
    for place in shapes.PLACES:
        assert f"`{{{place}}}`" in PAGE, place


def test_the_worked_example_of_the_page_reads_as_the_page_says() -> None:
    toml, text = re.findall(r"```(?:toml|text)\n(.*?)```", PAGE, re.DOTALL)[:2]
    paper = read(description.read(toml, "example.toml"), of_text(text))
    assert [(rec.id, rec.priority, rec.status) for rec in paper.recommendations] == [
        ("CREMATORIUM-2203-C1", "High", "open"),
        ("CREMATORIUM-2203-C2", "Low", "proposed_closed"),
    ]
    first = paper.recommendations[0]
    assert [one.words for one in first.target_dates] == ["31/05/2022", "30/09/2022"]
    assert [(update.month, update.text) for update in first.updates] == [
        ("2022-06", "Half of the books are copied.")
    ]
    assert paper.discrepancies == []
