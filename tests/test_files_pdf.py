"""PDF papers come out whole: tables over pages, tables in cells, turned words, paragraphs, page furniture."""

import io
import struct
import zlib

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from followup import Refused
from reports.draw import fonts
from reports.files.child import read
from reports.files.model import Document, Line
from reports.files.pdf_furniture import furniture_of
from reports.files.pdf_grid import Box, rows_of
from reports.files.pdf_lines import Piece
from reports.files.pdf_page import RawCell, RawPage, RawTable
from reports.files.pdf_paragraphs import paragraphs
from reports.files.pdf_whole import blocks_of
from reports.render import render
from tests.drawn import paper_for
from tests.files import words


def drawn(source: str) -> bytes:
    """Draw Typst markup as a PDF."""
    made = typst.compile(
        f'#set text(font: "{fonts.FAMILY}", size: 10pt)\n{source}'.encode(),
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.folder())]
        ),
    )
    assert isinstance(made, bytes)
    return made


def opened(source: str) -> Document:
    return read("pdf", "paper.pdf", drawn(source))


PAGE = "#set page(width: 16cm, height: 10cm, margin: 1.5cm)\n"
HEAD = "table.header([Audit], [Risk], [Reference], [Update]),"
LONG = " ".join(f"Word{n} of a long update that goes on and on." for n in range(60))


def test_lines_that_the_page_broke_are_paragraphs_again():
    document = opened(
        PAGE
        + "#par[One sentence that is much longer than the width of this small page, and so stands on lines.]"
        "#par[Short.]#par[Another one.]\n"
        "- a bullet that is longer than one line of this page can be, so it wraps\n- b"
    )
    assert document.lines() == [
        "One sentence that is much longer than the width of this small page, and so stands on lines.",
        "Short.",
        "Another one.",
        "- a bullet that is longer than one line of this page can be, so it wraps",
        "- b",
    ]


def test_a_row_longer_than_a_page_is_one_row_and_its_headings_stand_once():
    document = opened(
        f"{PAGE}#table(columns: (2cm, 1cm, 2.4cm, 1fr), {HEAD} [STORES], table.cell(fill: red)[], [4.1 Keys],"
        f'[First. {LONG} Last.], [FLEET], table.cell(fill: rgb("FFC000"))[], [4.2 Oars], [Short.])'
    )
    assert [row[:3] for row in words(document)] == [
        ["Audit", "Risk", "Reference"], ["STORES", "", "4.1 Keys"], ["FLEET", "", "4.2 Oars"],
    ]  # fmt: skip
    rows = document.tables()[0].rows
    assert rows[1].cells[3].text == f"First. {LONG} Last."
    assert [row.cells[1].colour for row in rows] == [None, "RED", "AMBER"]
    assert rows[1].page == 1
    assert rows[2].page > 2


@pytest.mark.parametrize("width", ["100%", "70%"])
@pytest.mark.parametrize("inset", ["0pt", "5pt"])
def test_a_table_in_a_cell_leaves_the_outer_columns_whole(width, inset):
    nested = (
        f"#block(width: {width}, table(columns: (2fr, 1fr), inset: 4pt, [Activity], [Due],"
        " [Fit the locks], [May 2022]))"
    )
    document = opened(
        f"{PAGE}#table(columns: (2cm, 2.4cm, 1fr), inset: (x: {inset}, y: 5pt),"
        " [Audit], [Reference], [Update],"
        f"[STORES], [4.1 Keys], [Before. {nested} After.], [FLEET], [4.2 Oars], [Short.])"
    )
    assert words(document) == [
        ["Audit", "Reference", "Update"],
        ["STORES", "4.1 Keys", "Before.\nActivity | Due\nFit the locks | May 2022\nAfter."],
        ["FLEET", "4.2 Oars", "Short."],
    ]


@pytest.mark.parametrize("angle", ["-90deg", "90deg"])
def test_a_turned_word_is_read_the_right_way_round(angle):
    document = opened(
        f"{PAGE}#table(columns: (1cm, 1fr), rotate({angle}, reflow: true)[AMBER],"
        " [Significant – 4.2 Keys #parbreak() More words. #parbreak() And more.],"
        " rotate(0deg)[R\\ E\\ D], [Significant – 4.3 Doors #parbreak() x])"
    )
    assert words(document) == [
        ["AMBER", "Significant – 4.2 Keys\nMore words.\nAnd more."],
        ["RED", "Significant – 4.3 Doors\nx"],
    ]


def test_cells_merged_over_rows_and_columns_stand_once():
    document = opened(
        f"{PAGE}#table(columns: 4, [Audit], [Reference], [Title], [Due], table.cell(colspan: 4)[BANNER],"
        "table.cell(rowspan: 2)[STORES], [4.1], [Keys], [May], [4.2], [Doors], [June])"
    )
    assert words(document) == [
        ["Audit", "Reference", "Title", "Due"],
        ["BANNER", "", "", ""],
        ["STORES", "4.1", "Keys", "May"],
        ["", "4.2", "Doors", "June"],
    ]
    assert document.tables()[0].rows[1].cells[0].span == 4


def test_furniture_is_left_out_and_said():
    foot = "Official #h(1fr) Page #counter(page).display() of 9"
    page = f"#set page(header: [Audit Panel], footer: context [{foot}])\n"
    document = opened(PAGE + page + "First page. #pagebreak() Second page. #pagebreak() Third page.")
    assert document.lines() == ["First page.", "Second page.", "Third page."]
    assert [block.page for block in document.blocks] == [1, 2, 3]
    assert document.notes == ["Headers and footers that pages repeat were left out."]


def test_body_lines_that_only_look_alike_are_no_furniture():
    body = "#pagebreak()".join(f"Week {n}: the stores were counted." for n in (11, 12, 13, 14))
    assert len(opened(PAGE + body).lines()) == 4


def test_words_that_stand_apart_are_divided_by_a_tab():
    assert opened(PAGE + "Subject #h(3cm) TRACKING #linebreak() Date #h(3cm) May").lines() == [
        "Subject\tTRACKING", "Date\tMay",
    ]  # fmt: skip


def test_a_frame_around_text_is_no_table():
    document = opened(PAGE + "#rect(width: 100%)[Framed words. #table(columns: 2, [a], [b], [c], [d])]")
    assert [block.kind for block in document.blocks] == ["line", "table"]
    assert words(document) == [["a", "b"], ["c", "d"]]


GREY_DOT = (
    b"<</Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray/Length 1>>"
    b"stream\n\x80\nendstream"
)


def blank_pdf(content: bytes, resources: bytes = b"") -> bytes:
    """Give a one-page PDF with this content stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<<" + resources + b">>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        GREY_DOT,
    ]
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, one in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, one))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % one for one in places))
    out.write(b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def test_a_scan_is_said_to_be_one():
    scan = blank_pdf(b"q 200 0 0 200 0 0 cm /I Do Q", b"/XObject<</I 5 0 R>>")
    with pytest.raises(Refused, match=r"a\.pdf is a scan: it holds pictures of pages and no text"):
        read("pdf", "a.pdf", scan)
    with pytest.raises(Refused, match="holds no text"):
        read("pdf", "a.pdf", blank_pdf(b""))


def test_a_page_that_is_a_scan_among_others_is_noted():
    picture = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in (
            (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
            (b"IDAT", zlib.compress(b"\0\x80")),
            (b"IEND", b""),
        )
    )
    source = f"{PAGE}Words. #pagebreak() #image(bytes({tuple(picture)}), width: 100%)"
    assert "Page 2 holds no text: it is a scan." in opened(source).notes


def cells(*boxes: tuple[float, float, float, float]) -> list[Box]:
    return [Box(*box) for box in boxes]


HEADINGS = [(0, 0, 50, 10), (50, 0, 100, 10), (100, 0, 300, 10)]


def test_cells_cut_inside_one_column_belong_to_one_cell():
    shattered = [(0, 10, 50, 60), (50, 10, 100, 60), (100, 10, 300, 20)]
    shattered += [(100, 20, 180, 40), (180, 20, 300, 40), (100, 40, 300, 60)]
    rows = rows_of(cells(*HEADINGS, *shattered), [])
    assert [[slot.box.x0 for slot in row] for row in rows] == [[0, 50, 100], [0, 50, 100]]
    assert [len(slot.inner) for slot in rows[1]] == [0, 0, 4]
    assert [[slot.box.x0 for slot in row] for row in rows_of(cells(*shattered), [0, 50, 100, 300])] == [
        [0, 50, 100]
    ]


def test_a_cell_merged_over_rows_leaves_the_rows_apart():
    merged = [(0, 10, 50, 60), (50, 10, 100, 30), (100, 10, 300, 30), (50, 30, 100, 60), (100, 30, 300, 60)]
    rows = rows_of(cells(*HEADINGS, *merged), [])
    assert [[slot.box.x0 for slot in row] for row in rows] == [[0, 50, 100], [0, 50, 100], [50, 100]]


def cut(box: Box, cuts: list[float], *, across: bool = True) -> list[Box]:
    """Cut a box in two, and each half again the other way, as far as the cuts go."""
    size = box.bottom - box.top if across else box.x1 - box.x0
    if not cuts or size < 30:
        return [box]
    at = (box.top if across else box.x0) + max(12.0, min(size - 12, size * cuts[0]))
    first = box._replace(bottom=at) if across else box._replace(x1=at)
    other = box._replace(top=at) if across else box._replace(x0=at)
    return [
        one
        for half, rest in ((first, cuts[1::2]), (other, cuts[2::2]))
        for one in cut(half, rest, across=not across)
    ]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.floats(0, 1), max_size=24))
def test_every_cell_lands_in_one_row_however_they_are_cut(cuts):
    boxes = cut(Box(0, 0, 500, 700), cuts)
    slots = [slot for row in rows_of(boxes, []) for slot in row]
    held = [box for slot in slots for box in (slot.inner or [slot.box])]
    assert sorted(held) == sorted(boxes)


def piece(text: str, x1: float = 100, **more) -> Piece:
    """Give a line of 100 points in a column as wide."""
    usual = {"x0": 0, "top": 0, "bottom": 10, "size": 10, "first": 20, "right": 100, "page": 1}
    return Piece(text=text, x1=x1, **{**usual, **more})


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        (piece("went to the"), piece("store.", top=12), ["went to the store."]),
        (piece("went.", x1=50), piece("Then", top=12), ["went.", "Then"]),
        (piece("went to the"), piece("- bullet", top=12), ["went to the", "- bullet"]),
        (piece("went to the"), piece("store", top=40), ["went to the", "store"]),
        (piece("went to the"), piece("store", top=5, page=2), ["went to the store"]),
        (piece("All done."), piece("Progress Update: x", top=12), ["All done.", "Progress Update: x"]),
        (piece("the Re-"), piece("joining", top=12), ["the Re-joining"]),
        (piece("Recommendatio"), piece("n Reference", top=12), ["Recommendation Reference"]),
        (piece("a | b", whole=True), piece("c", top=12), ["a | b", "c"]),
        (piece("a\tb"), piece("c", top=12), ["a\tb", "c"]),
        (piece("big", size=16), piece("small", top=18), ["big", "small"]),
        (piece("CENTRED TITLE OF", x0=20, x1=80, first=30), piece("A PAPER", top=12, first=60),
         ["CENTRED TITLE OF A PAPER"]),
        (piece("as we said in the", bold=(False,)), piece("CLOSED", top=12, bold=(True,)),
         ["as we said in the", "CLOSED"]),
        (piece("Progress Update of the", bold=(True,)), piece("work goes on", top=12, bold=(False,)),
         ["Progress Update of the", "work goes on"]),
        (piece("with one bold", bold=(False, True)), piece("word in it", top=12, bold=(True, False)),
         ["with one bold word in it"]),
        (piece("March 2020 to the"), piece("Owner: Ann", top=12, label=True),
         ["March 2020 to the", "Owner: Ann"]),
        (piece("Owner:\tAnn Bell, who", label=True, stop=40), piece("is away", x0=40, top=12),
         ["Owner:\tAnn Bell, who is away"]),
        (piece("Owner:\tAnn Bell, who", label=True, stop=40), piece("is away", top=12),
         ["Owner:\tAnn Bell, who", "is away"]),
    ],
)  # fmt: skip
def test_only_what_the_width_broke_is_joined(before, after, joined):
    assert [each.text for each in paragraphs([before, after])] == joined


def test_what_is_printed_in_bold_is_told():
    strong = lambda words: f'#text(weight: "semibold")[{words}]'  # noqa: E731 - markup, twice
    document = opened(
        f"{PAGE}#par[{strong('Progress Update')}]#par[It goes on, with a {strong('bold')} word.]"
        f"#par[{strong('Target date:')} May 2022]#par[{strong('Bold')} at first.]"
        f"#table(columns: (2cm, 1fr), [Audit], [Update], [{strong('STORES')}],"
        f" [{strong('Owner:')} Ann #parbreak() Words. #parbreak() {strong('CLOSED')}])"
    )
    lines = [(block.text, block.style) for block in document.blocks if isinstance(block, Line)]
    assert lines == [
        ("Progress Update", "strong"),
        ("It goes on, with a bold word.", ""),
        ("Target date: May 2022", "strong label"),
        ("Bold at first.", ""),
    ]
    cells = [cell for row in document.tables()[0].rows for cell in row.cells]
    assert [cell.styles for cell in cells] == [[""], [""], ["strong"], ["strong label", "", "strong"]]
    assert cells[3].text == "Owner: Ann\nWords.\nCLOSED"


def test_a_running_head_stays_out_of_the_paragraph_that_runs_over_the_page():
    document = opened(
        f"#set page(width: 16cm, height: 10cm, margin: 1.5cm, header: [4.2 Keys – continued])\n#par[{LONG}]"
    )
    heads = [line for line in document.lines() if "continued" in line]
    assert len(heads) > 2
    assert set(heads) == {"4.2 Keys – continued"}
    assert " ".join(line for line in document.lines() if line not in heads) == LONG


def test_the_headings_that_a_table_in_a_cell_repeats_on_the_next_page_stand_once():
    rows = "".join(f"[Step {n}], [Day {n}]," for n in range(30))
    nested = f"#table(columns: (2fr, 1fr), table.header([Activity], [Due]), {rows})"
    document = opened(
        f"{PAGE}#table(columns: (2cm, 1fr), [Audit], [Update], [STORES], [Before. {nested} After.])"
    )
    (update,) = [row[1] for row in words(document) if row[0] == "STORES"]
    steps = [f"Step {n} | Day {n}" for n in range(30)]
    assert update.split("\n") == ["Before.", "Activity | Due", *steps, "After."]


@pytest.mark.parametrize("style", ["table", "narrative"])
def test_our_own_papers_come_back_with_every_item(style):
    paper = paper_for(style)
    document = read("pdf", "own.pdf", render(paper, style=style, fmt="pdf"))
    text = "\n".join(document.lines())
    for rec in paper.recommendations:
        assert rec.id in text
        assert f"{rec.reference} {rec.title}" in text
    if style == "table":
        tracker = max(document.tables(), key=lambda table: len(table.rows))
        assert len(tracker.rows) == len(paper.recommendations) + 1
    else:
        assert "Priority\tRED\tAMBER\tGREEN\tGREY\tTotal" in text


def raw(*lines: str, number: int, top: float = 20) -> RawPage:
    """Give a page whose first line is a header."""
    page = RawPage(number, 500, 800)
    page.blocks = [
        piece(text, top=top + 300 * at, bottom=top + 300 * at + 10) for at, text in enumerate(lines)
    ]
    return page


def test_a_header_that_holds_a_page_number_by_chance_is_still_one():
    pages = [raw("10:11 Tracker", f"Body {number}.", number=number) for number in range(9, 14)]
    assert {text for _, _, text in furniture_of(pages)} == {"10:11 Tracker"}


def test_a_running_head_over_text_is_kept_and_one_over_a_table_left_out():
    over_text = raw("4.1 Keys – continued", "More.", number=2)
    over_table = raw("4.1 Keys – continued", number=3)
    over_table.blocks.append(RawTable(Box(0, 40, 100, 90), [[RawCell(0, 100)]], 3, [3]))
    assert {page for page, _, _ in furniture_of([over_text, over_table])} == {3}


def test_sides_that_move_a_little_from_page_to_page_are_one():
    def page(number: int, shift: float) -> RawPage:
        made = RawPage(number, 500, 800)
        cells = [
            RawCell(0, 100 + shift, [piece(f"A{number}")]),
            RawCell(100 + shift, 300, [piece(f"4.{number}")]),
        ]
        made.blocks = [RawTable(Box(0, 0, 300, 90), [cells], number, [number])]
        return made

    (table,), _ = blocks_of([page(1, 0), page(2, 4.5)])
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["A1", "4.1"], ["A2", "4.2"]]


def test_a_bar_beside_the_text_cuts_no_column_off():
    document = opened(
        f"{PAGE}#table(columns: (3cm, 8pt, 1fr), [Audit], table.cell(colspan: 2)[Update],"
        " [Keys], [], [Text.], [Doors], table.cell(colspan: 2)[More.])"
    )
    assert words(document) == [["Audit", "Update"], ["Keys", "Text."], ["Doors", "More."]]


def test_words_that_happen_to_end_every_page_are_not_its_footer():
    pages = [RawPage(number, 500, 800) for number in range(1, 7)]
    for page in pages:
        page.blocks = [
            piece("abcdefg"[page.number], top=728, bottom=738), piece("went on.", top=740, bottom=750),
            piece("Fenshire Police", top=765, bottom=775),
        ]  # fmt: skip
    assert {text for _, _, text in furniture_of(pages)} == {"Fenshire Police"}
