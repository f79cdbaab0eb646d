"""Word files come out as they would be printed: cells, lists, changes, struck words, names of evidence."""

import re
import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup import Refused
from reports.files.child import read
from reports.files.model import Document
from reports.files.pictures import LONGEST, caption_of
from reports.files.word_looks import Lists
from reports.render import render
from tests.files import V, W, docx, p, packed, related, tbl, tc, tr, words
from tests.sample_paper import sample


def opened(body: str, **more) -> Document:
    """Read a trusted file in this process."""
    return read("word", "paper.docx", docx(body, **more))


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def para(*runs: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(runs)}</w:p>"


def fill(colour: str) -> str:
    return f'<w:shd w:val="clear" w:fill="{colour}"/>'


STYLES = (
    f'<w:styles {W}><w:style w:styleId="H3"><w:name w:val="heading 3"/></w:style>'
    '<w:style w:styleId="Base"><w:name w:val="Base"/><w:rPr><w:caps/></w:rPr></w:style>'
    '<w:style w:styleId="Loud"><w:name w:val="Loud"/><w:basedOn w:val="Base"/></w:style>'
    '<w:style w:styleId="Dots"><w:name w:val="Dots"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    "</w:style>"
    "</w:styles>"
)


def level(depth: int, kind: str, pattern: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{level(0, "bullet", "x")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "(%2)")}'
    f"{level(2, 'lowerRoman', '%3.')}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="2">{level(0, "decimal", "4", 4)}{level(1, "decimal", "%1.%2")}'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/>'
    '</w:lvlOverride></w:num><w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num></w:numbering>'
)


def item(number: int, depth: int, text: str) -> str:
    return para(
        run(text), properties=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    )


def test_paragraphs_keep_their_styles_tabs_and_breaks():
    body = para(run("4.2 Keys"), properties='<w:pStyle w:val="H3"/>') + (
        "<w:p><w:r><w:t>Subject</w:t><w:tab/><w:t>TRACKING</w:t><w:br/><w:t>and</w:t>"
        '<w:br w:type="page"/><w:noBreakHyphen/></w:r></w:p><w:p/>'
    )
    document = opened(body, styles=STYLES)
    assert document.lines() == ["4.2 Keys", "Subject\tTRACKING", "and -"]
    assert [block.style for block in document.blocks] == ["Heading 3", "", ""]
    assert [block.line for block in document.blocks] == [1, 2, 3]


def test_lists_show_the_bullets_and_numbers_that_word_prints():
    body = "".join(
        [
            item(1, 0, "dot"),
            item(2, 0, "one"),
            item(2, 1, "a"),
            item(2, 1, "b"),
            item(2, 2, "i"),
            item(2, 0, "two"),
            item(2, 1, "a again"),
            item(3, 0, "seven"),
            item(4, 1, "after four"),
            item(9, 0, "no such list"),
            para(run("styled"), properties='<w:pStyle w:val="Dots"/>'),
            para(run("plain"), properties='<w:numPr><w:numId w:val="0"/></w:numPr>'),
        ]
    )
    assert opened(body, styles=STYLES, numbering=NUMBERING).lines() == [
        "- dot", "1. one", "(a) a", "(b) b", "i. i", "2. two", "(a) a again", "7. seven", "1.1 after four",
        "no such list", "- styled", "plain",
    ]  # fmt: skip


def test_tracked_changes_are_accepted_and_noted():
    body = (
        f"<w:p>{run('Due ')}<w:del>{run('x').replace('w:t', 'w:delText')}</w:del><w:ins>{run('June')}</w:ins>"
        f"<w:moveFrom>{run('gone')}</w:moveFrom><w:moveTo>{run(' 2022')}</w:moveTo></w:p>"
        + para(run("One sentence"), properties="<w:rPr><w:del/></w:rPr>")
        + p("goes on.")
        + tbl(tr(tc(p("kept"))), tr(tc(p("dropped")), properties="<w:trPr><w:del/></w:trPr>"))
    )
    document = opened(body)
    assert document.lines() == ["Due June 2022", "One sentence goes on.", "kept"]
    assert document.notes == ["Tracked changes were accepted as they stand."]


def test_words_of_a_paragraph_whose_mark_was_deleted_are_never_lost():
    torn = para(run("Last words"), properties="<w:rPr><w:del/></w:rPr>")
    assert opened(torn).lines() == ["Last words"]
    assert opened(torn + tbl(tr(tc(p("cell")))) + p("x")).lines() == ["Last words", "cell", "x"]


def test_struck_words_stay_in_order_and_are_told():
    dates = [run("May 2020", "<w:strike/>"), run(" June 2020 ", "<w:dstrike/>"), run("July 2020 "),
             run("Aug", "<w:strike/>"), run("2020", '<w:strike w:val="0"/>')]  # fmt: skip
    document = opened(para(*dates) + tbl(tr(tc(para(*dates)), tc(p("x")))))
    line, table = document.blocks
    assert line.text == "May 2020 June 2020 July 2020 Aug2020"
    assert line.struck == "May 2020 June 2020 \nAug"
    assert table.rows[0].cells[0].struck == line.struck
    assert table.rows[0].cells[1].struck == ""


def test_capitals_and_hidden_text_are_as_printed():
    body = (
        para(run("title", "<w:caps/>"), run("seen"), run("hidden", "<w:vanish/>"))
        + para(run("loud"), properties='<w:pStyle w:val="Loud"/>')
        + para(run("hush", '<w:caps w:val="false"/>'), properties='<w:pStyle w:val="Loud"/>')
    )
    document = opened(body, styles=STYLES)
    assert document.lines() == ["TITLEseen", "LOUD", "hush"]
    assert document.notes == ["Hidden text was left out."]


def test_links_fields_controls_and_footnotes_keep_their_words():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGEREF x</w:instrText></w:r>'
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{run("16")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = (
        f"<w:p>{run('See ')}<w:hyperlink>{run('the policy')}</w:hyperlink><w:sdt><w:sdtPr/><w:sdtContent>"
        f"{run(' on page ')}</w:sdtContent></w:sdt>{field}<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
        f"<w:sdt><w:sdtContent>{p('In a control.')}</w:sdtContent></w:sdt>"
    )
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{p("As agreed.")}</w:footnote></w:footnotes>'
    assert opened(body, footnotes=notes).lines() == [
        "See the policy on page 16",
        "As agreed.",
        "In a control.",
    ]


def test_text_boxes_stand_once_after_the_paragraph_they_hang_on():
    box = f"<w:txbxContent>{p('AMBER')}</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    document = opened(
        para(run("Significant – 4.3 Title"), drawn) + tbl(tr(tc(para(run("in a cell"), drawn))))
    )
    assert document.lines() == ["Significant – 4.3 Title", "AMBER", "in a cell", "AMBER"]


def metafile(*texts: str) -> bytes:
    """Give an EMF picture that draws these words: its records hold them from byte 76 on."""
    out = struct.pack("<II", 1, 8)
    for text in texts:
        said = text.encode("utf-16-le")
        said += b"\0" * (-len(said) % 4)
        fixed = bytes(36) + struct.pack("<III", len(text), 76, 0) + bytes(20)
        out += struct.pack("<II", 84, 8 + len(fixed) + len(said)) + fixed + said
    return out


def embedded(picture: str = "", more: str = "") -> str:
    return (
        f'<w:p><w:r><w:object><v:shape {more}><v:imagedata r:id="{picture}"/></v:shape>'
        '<o:OLEObject ProgID="Package" r:id="p9"/></w:object></w:r></w:p>'
    )


def test_names_of_embedded_documents_are_kept():
    drawn = opened(p("Evidence:") + embedded("p0"), **{"media/i.emf": metafile("Risk Policy", "2021.pdf")})
    assert drawn.lines() == ["Evidence:", "Risk Policy 2021.pdf"]
    told = opened(embedded(more='alt="Minutes of May.docx"'))
    assert told.lines() == ["Minutes of May.docx"]
    silent = opened(p("x") + embedded())
    assert silent.notes == ["An embedded object shows no name, and was left out."]


@given(st.binary(max_size=200))
def test_a_damaged_picture_gives_no_more_than_a_short_caption(content):
    assert len(caption_of(metafile("Policy.pdf") + content)) <= LONGEST
    assert len(caption_of(content)) <= LONGEST


def test_merged_cells_stand_once_and_keep_their_columns():
    body = tbl(
        tr(tc(p("Banner"), properties='<w:gridSpan w:val="3"/>')),
        tr(tc(p("tall"), properties='<w:vMerge w:val="restart"/>'), tc(p("a")), tc(p("b"))),
        tr(tc(p(""), properties="<w:vMerge/>"), tc(p("c")), tc(p("d"))),
        tr(tc(p("late")), properties='<w:trPr><w:gridBefore w:val="2"/></w:trPr>'),
    )
    document = opened(body)
    assert words(document) == [["Banner", "", ""], ["tall", "a", "b"], ["", "c", "d"], ["", "", "late"]]
    assert [cell.span for cell in document.tables()[0].rows[0].cells] == [3, 1, 1]


def test_a_table_in_a_cell_is_a_line_a_row():
    deeper = tbl(tr(tc(p("x")), tc(p("y"))))
    nested = tbl(tr(tc(p("Activity")), tc(p("Due"))), tr(tc(p("Fit"), p("locks")), tc(deeper)))
    document = opened(tbl(tr(tc(p("4.2")), tc(p("Before"), nested, p("After")))))
    assert words(document)[0][1].split("\n") == ["Before", "Activity | Due", "Fit locks | x y", "After"]
    assert document.lines()[1:] == ["\tActivity\tDue", "\tFit locks\tx y", "\tAfter"]


def test_only_colours_that_mean_something_are_kept():
    def coloured(*fills: str) -> str:
        return tr(*(tc(p(""), properties=fill(one)) for one in fills))

    heads = tr(*(tc(p(head), properties=fill("FF0000")) for head in ("Risk", "Note", "Figure")))
    figures = tr(tc(p("")), tc(p("")), tc(p("12")))
    rows = tbl(heads, coloured("FF0000", "808080", "00B050"), coloured("BFBFBF", "0000FF", "auto"), figures)
    document = opened(rows)
    seen = [[cell.colour for cell in row.cells] for row in document.tables()[0].rows]
    assert seen == [[None] * 3, ["RED", None, None], ["GREY", None, None], [None] * 3]
    legend = opened(tbl(tr(*(tc(p(one), properties=fill(one)) for one in ("FF0000", "FFC000", "00B050")))))
    assert [cell.colour for cell in legend.tables()[0].rows[0].cells] == ["RED", "AMBER", "GREEN"]


def test_tables_cut_by_hand_under_one_heading_are_joined():
    heads = tr(tc(p("Audit")), tc(p("Title")))
    one, other = tr(tc(p("A")), tc(p("4.1"))), tr(tc(p("B")), tc(p("4.2")))
    assert opened(tbl(heads, one) + p("") + tbl(heads, other)).lines() == ["Audit\tTitle", "A\t4.1", "B\t4.2"]
    assert len(opened(tbl(heads, one) + p("between") + tbl(heads, other)).tables()) == 2
    assert len(opened(tbl(one, one) + tbl(other, one)).tables()) == 2


def test_a_file_of_the_strict_kind_is_read_too():
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    parts = {
        "_rels/.rels": related(("r1", "officeDocument", "word/document2.xml")),
        "word/document2.xml": (
            f"<w:document xmlns:w='{strict}' {V}><w:body>{p('strict')}</w:body></w:document>"
        ),
    }
    assert read("word", "a.docx", packed(parts)).lines() == ["strict"]


def test_a_file_without_words_or_body_is_refused():
    with pytest.raises(Refused, match="holds no text"):
        opened("<w:p/>")
    parts = {"word/document.xml": f"<w:styles {W}/>"}
    with pytest.raises(Refused, match="no Word document inside"):
        read("word", "a.docx", packed(parts))


PARAGRAPHS = st.text("abcÄé0 .–\U0001f600", min_size=1, max_size=8).map(str.strip).filter(bool).map(p)
NESTED = st.recursive(
    PARAGRAPHS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda held: tbl(tr(*(tc(one) for one in held)))),
        inner.map(lambda held: f"<w:sdt><w:sdtContent>{held}</w:sdtContent></w:sdt>"),
    ),
    max_leaves=12,
)


@settings(max_examples=60, deadline=None)
@given(NESTED)
def test_no_word_is_lost_however_tables_and_controls_nest(body):
    told = "".join(re.findall(r">([^<>]+)</w:t>", body))
    lines = "".join(opened(body).lines())
    assert sorted("".join(lines.split())) == sorted("".join(told.split()))


def test_lists_without_a_numbering_part_have_no_labels():
    assert Lists(None).label(None) == ""


def test_our_own_word_paper_comes_back_whole():
    document = read("word", "own.docx", render(sample(), style="narrative", fmt="docx"))
    lines = document.lines()
    for rec in sample().recommendations:
        assert f"{rec.priority} – {rec.reference} {rec.title}" in lines
    assert "Priority\tRED\tAMBER\tGREEN\tGREY\tTotal" in lines


def test_comments_in_the_margin_are_said_to_be_left_out():
    held = docx(p("word"), comments=f"<w:comments {W}><w:comment>{p('Is it done?')}</w:comment></w:comments>")
    document = read("word", "a.docx", held)
    assert (document.lines(), document.notes) == (["word"], ["Comments in the margin were left out."])
    assert not read("word", "a.docx", docx(p("word"), comments=f"<w:comments {W}/>")).notes
