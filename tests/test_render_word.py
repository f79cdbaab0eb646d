"""The Word file opens, holds the whole paper, and comes from the template that ships."""

import io
import shutil
import subprocess
import zipfile
from itertools import pairwise

import pypdfium2
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from reports.draw.layout import TRACKER, TRACKER_COLUMNS
from reports.draw.word_xml import PAGE_UNKNOWN, letter
from reports.narrative import word_template as narrative_template
from reports.render import render
from reports.table import word_template as table_template
from tests.sample_paper import risk_sample, sample


def drawn(paper=None, style="narrative") -> bytes:
    return render(paper or sample(), style=style, fmt="docx")


@pytest.fixture(scope="module")
def word() -> Document:
    return Document(io.BytesIO(drawn()))


@pytest.fixture(scope="module")
def wide() -> Document:
    return Document(io.BytesIO(drawn(risk_sample(), "table")))


def title_of(table) -> str:
    return table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def canonical(xml: bytes) -> bytes:
    return etree.tostring(etree.fromstring(xml), method="c14n")


def lines(word) -> list[str]:
    return [paragraph.text for paragraph in word.paragraphs]


def cells(table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("template", [narrative_template, table_template])
def test_the_shipped_template_is_what_its_builder_makes(template):
    held = io.BytesIO()
    template.build().save(held)
    for part in ("word/document.xml", "word/styles.xml", "word/footer1.xml"):
        with zipfile.ZipFile(held) as built, zipfile.ZipFile(template.FILE) as shipped:
            assert canonical(shipped.read(part)) == canonical(built.read(part)), (
                f"run python -m {template.__name__}"
            )


def test_headings_stand_in_order_and_every_item_has_one(word):
    heads = [(p.style.name, p.text) for p in word.paragraphs if p.style.name.startswith("Heading")]
    items = [text for name, text in heads if name == "Heading 3"]
    assert items == [f"{r.priority} – {r.reference} {r.title}" for r in sample().recommendations]
    levels = [int(name[-1]) for name, _ in heads]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_whole_history_is_there_and_nothing_withheld(word):
    text = "\n".join(lines(word))
    assert "31st July 2020 → November 2020 → 31st January 2021 (revised twice)" in text
    assert "Accepted. The stores are being refitted: £43k & more < £50k." in text
    assert "VERIFIED: the inspectorate checked 20 of the 60 records on 2 March 2021" in text
    assert text.count("PROPOSED CLOSED") == text.count("PROPOSED SUPERSEDED") == 1
    assert "AMBER – no date" in text
    assert "Week 90:" in text
    for hidden in ("SECRET", "HIDDEN", "Hidden Holder", "a doubt that"):
        assert hidden not in text
    assert not [line for line in lines(word) if "{{" in line or "{%" in line]


def test_the_summary_is_a_recount_with_spanned_heads(word):
    rows = cells(word.tables[0])
    assert rows[0][1:5] == ["Outstanding", "Outstanding", "Completed", "Superseded"]
    assert rows[1] == ["Priority", "RED", "AMBER", "GREEN", "GREY", "Total"]
    assert rows[-1] == ["Total", "2", "3", "1", "2", "8"]


def test_heading_rows_repeat_and_tables_are_named(word):
    for table in word.tables:
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    named = [title_of(table) for table in word.tables]
    assert "Recommendations by priority and progress" in named


def test_each_proposal_has_a_page_field_that_points_at_its_item(word):
    body = word.element.body
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert len(marks) == len(set(marks)) == 8
    fields = [code.text.split()[1] for code in body.iter(qn("w:instrText"))]
    assert fields == ["item3", "item6", "item8"]
    assert set(fields) <= set(marks)
    table = next(t for t in word.tables if t.rows[0].cells[-1].text == "Page")
    assert {row[-1] for row in cells(table)[1:]} == {PAGE_UNKNOWN}


def test_the_tracker_is_one_table_with_a_row_for_each_item(wide):
    tracker = next(table for table in wide.tables if title_of(table) == TRACKER)
    heads, *rows = cells(tracker)
    assert heads == list(TRACKER_COLUMNS)
    assert [row[2].split("\n")[0] for row in rows] == [rec.id for rec in sample().recommendations]
    assert rows[3][0].split("\n") == ["FLEET MANAGEMENT", "Satisfactory assurance", "September 2018"]
    assert rows[3][1] == "Improved management decision making"
    assert rows[3][2].split("\n")[1:] == ["4.2 Sample check of service details", "Fundamental", " RED "]
    assert rows[0][1] == "–"


def test_a_long_row_of_the_tracker_runs_over_pages_and_a_short_one_stays_whole(wide):
    tracker = next(table for table in wide.tables if title_of(table) == TRACKER)
    held = [row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in tracker.rows]
    assert held[0]
    assert not held[1]
    assert held[2]
    assert tracker.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert wide.sections[0].page_width > wide.sections[0].page_height


def test_headings_stand_in_order_in_the_cells_too(wide):
    heads = [
        (int(style[-1]), paragraph.text)
        for paragraph in wide.element.body.iter(qn("w:p"))
        if (style := paragraph.style or "").startswith("Heading")
    ]
    assert all(after <= before + 1 for (before, _), (after, _) in pairwise(heads))
    assert [text for level, text in heads if level == 2] == [
        f"{rec.reference} {rec.title}" for rec in sample().recommendations
    ]
    assert (3, "Significant recommendation") in heads


def test_a_table_in_a_cell_of_the_tracker_is_no_wider_than_the_cell(wide):
    tracker = next(table for table in wide.tables if title_of(table) == TRACKER)
    inner = next(table for row in tracker.rows for table in row.cells[3].tables)
    assert [cell.text for cell in inner.rows[0].cells] == ["Activity", "Involved", "Start", "Target"]
    room = int(tracker._tbl.tblGrid[3].get(qn("w:w")))
    assert 0 < sum(int(column.get(qn("w:w"))) for column in inner._tbl.tblGrid) < room


def test_the_properties_are_those_of_the_paper(word):
    held = word.core_properties
    assert held.title == "Internal audit recommendations and tracking – 24 March 2021"
    assert held.author == held.last_modified_by == "Fenshire Joint Independent Audit Committee"
    assert held.created.date().isoformat() == "2021-03-24"
    assert held.language == "en-GB"


def test_the_risk_scheme_has_its_own_columns():
    word = Document(io.BytesIO(drawn(risk_sample())))
    assert cells(word.tables[0])[-1] == ["Total", "2", "4", "2", "1", "2", "8"]


@pytest.mark.parametrize(("number", "letters"), [(1, "a"), (26, "z"), (27, "aa"), (703, "aaa")])
def test_points_are_lettered_past_the_alphabet(number, letters):
    assert letter(number) == letters


@pytest.mark.parametrize("style", ["narrative", "table"])
def test_libreoffice_opens_it_and_finds_the_pages(tmp_path, require, style):
    office = shutil.which("soffice") or require("libreoffice", "soffice is not on the path")
    file = tmp_path / "paper.docx"
    file.write_bytes(drawn(style=style))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(file)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(tmp_path / "paper.pdf")]
    start = next(n for n, text in enumerate(pages) if "Appendix A: internal audit tracker" in text)
    front = "\n".join(pages[:start])
    page = next(n for n, text in enumerate(pages, start=1) if n > start and "4.3 Signatures" in text)
    asked = front.split("Proposal")[1].split("Notes to the panel")[0]
    assert PAGE_UNKNOWN not in asked.split("Each recommendation")[0]
    assert f"{page}" in asked.split("Proposed")[1]
    assert "END" in pages[-1]
