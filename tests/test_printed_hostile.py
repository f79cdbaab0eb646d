"""Whatever stands in a file that looks like our own paper, reading it gives a paper."""

from hypothesis import given
from hypothesis import strategies as st

from reports.draw.layout import APPENDIX, TRACKER_COLUMNS
from reports.files.model import Cell, Document, Line, Row, Table
from reports.paper import Paper
from reports.printed import tables
from reports.printed.read import read

HEADS = [
    list(TRACKER_COLUMNS),
    tables.PROPOSALS,
    tables.BOARD,
    tables.IMPLICATIONS,
    tables.KEY,
    ["Assurance opinion", "Fundamental", "Whole report"],
    ["Priority", "RED", "Total"],
    [],
]
WORDS = st.one_of(
    st.sampled_from(
        [
            "RED",
            "RED FLEET-1809-4.2",
            "Significant – 4.2 Title",
            "Limited assurance",
            "March 2020",
            "–",
            "Total",
            "Fundamental: 1",
            "Target date:",
            "Target date: May 2020 → (revised once)",
            "END",
            APPENDIX,
            "Contacts",
            "Notes to the panel",
            "In force: 99 March 2020, no days later than first promised",
            "VERIFIED: ",
            "Proposed closed",
            "Update March 2021",
            "Initial management response",
            "[",
            "3",
            "PROPOSED CLOSED",
        ]
    ),
    st.text(max_size=20),
)
STYLE = st.sampled_from(
    ["", "Heading 1", "Heading 2", "Heading 3", "Banner", "Meta", "Fact", "Marker", "End", "Line"]
)
CELL = st.builds(Cell, text=st.lists(WORDS, max_size=4).map("\n".join), styles=st.lists(STYLE, max_size=4))
ROW = st.builds(Row, cells=st.lists(CELL, max_size=7))
TABLE = st.tuples(st.sampled_from(HEADS), st.lists(ROW, max_size=4)).map(
    lambda pair: Table(rows=[Row(cells=[Cell(text=words) for words in pair[0]]), *pair[1]])
)
BLOCKS = st.lists(st.builds(Line, text=WORDS, style=STYLE) | TABLE, max_size=12)


@given(BLOCKS, st.sampled_from(["text", "word", "pdf"]))
def test_any_blocks_at_all_are_read(blocks, form):
    document = Document(name="paper", form=form, blocks=[*blocks[:6], Line(text=APPENDIX), *blocks[6:]])
    assert isinstance(read(document.numbered()), Paper)


def test_a_long_file_of_headings_is_read_in_one_go():
    front = [
        Line(text="Purpose of report"),
        Line(text="The auditor gives each recommendation a priority: Low."),
    ]
    items = [Line(text=words) for _ in range(10_000) for words in ("Low – 4.1 Keys", "RED KEYS-2001-4.1")]
    blocks = [*front, Line(text=APPENDIX), *items]
    back = read(Document(name="paper", form="text", blocks=blocks).numbered())
    assert len(back.recommendations) == 10_000
    assert back.recommendations[-1].title == "Keys"
