"""Text files are their own lines; what a file really is decides, and the end of its name has to agree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from followup import Refused
from reports.files.open import open_bytes, open_file
from reports.files.text import MOST_LINES
from tests.files import docx, p, packed, refusal

LINES = st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20), min_size=1, max_size=9)
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
WORKBOOK = packed({"xl/workbook.xml": "<w/>"})
ODS = packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})
ODT = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"})


@settings(max_examples=100, deadline=None)
@given(LINES.filter(lambda lines: any(map(str.strip, lines))), st.sampled_from(["\n", "\r\n", "\r"]))
def test_lines_keep_their_words_and_numbers(lines, end):
    for code in ("utf-8-sig", "utf-16"):
        document = open_bytes("paper.txt", end.join(lines).encode(code))
        assert document.lines() == lines
        assert [block.line for block in document.blocks] == list(range(1, len(lines) + 1))
        assert document.form == "text"


def test_the_old_windows_encoding_is_read_and_form_feeds_cut_nothing():
    assert open_bytes("a.md", "Fl\xe4che \x96 end\x0cnext\n".encode("latin-1")).lines() == [
        "Fläche – end\x0cnext",
        "",
    ]


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_refused_in_a_sentence(content):
    told = "paper.txt."
    try:
        document = open_bytes("paper.txt", content)
    except Refused as refused:
        told = str(refused)
    else:
        assert "".join(document.lines()).strip()
    assert told.startswith("paper.txt")
    assert told.endswith(".")


def test_too_many_lines_are_refused():
    assert "no panel paper has more" in refusal("a.txt", b"a\n" * (MOST_LINES + 1))


def test_a_missing_file_and_a_folder_are_refused(tmp_path):
    for path, why in ((tmp_path / "none.txt", "There is no file"), (tmp_path, "is a folder")):
        with pytest.raises(Refused, match=why):
            open_file(path)


def test_a_file_is_opened_by_its_path(tmp_path):
    path = tmp_path / "paper.DOCX"
    path.write_bytes(docx(p("word")))
    document = open_file(path)
    assert (document.name, document.form, document.lines()) == ("paper.DOCX", "word", ["word"])


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.docx", b"%PDF-1.7 x", "really a PDF: rename it to end in .pdf"),
        ("a.pdf", docx(p("a")), "really a Word document: rename it to end in .docx"),
        ("a.xlsx", b"\xef\xbb\xbf <!DOCTYPE html><html><table>", "really a web page"),
        ("a.xls", b"<html><table><tr>", "really a web page"),
        ("a.xls", b"Ref\tTitle\n4.1\tKeys\n", "really plain text: rename it to end in .txt, or in .csv"),
        ("a.xls", b"<?xml version='1.0'?><Workbook/>", "really an XML file"),
        ("a.xls", WORKBOOK, "really an Excel workbook: rename it to end in .xlsx"),
        ("a.docx", OLE + "WordDocument".encode("utf-16-le"), "an old Word document (.doc): open it in Word"),
        ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "an old Word document (.doc): open it in Word"),
        ("a.doc", b"{\\rtf1 x}", "a rich text file (RTF)"),
        ("a.doc", docx(p("a")), "a Word document: rename it to end in .docx"),
        ("a.xlsx", OLE + "Workbook".encode("utf-16-le"), "really an old Excel workbook: rename it"),
        ("a.xls", OLE + "_VBA_PROJECT".encode("utf-16-le"), "macros"),
        ("a.xlsb", WORKBOOK, "a binary workbook: open it in Excel"),
        ("a.ods", ODT, "really an OpenDocument text: open it in Word"),
        ("a.odt", ODT, "an OpenDocument text: open it in Word"),
        ("a.docx", ODS, "really an OpenDocument sheet: rename it to end in .ods"),
        ("a.rtf", b"{\\rtf1 x}", "rich text file"),
        ("a.html", b"<html>x", "a web page: open it in Word"),
        ("a.docx", packed({"x.txt": "a"}), "a packed file (zip): unpack it"),
        ("a.zip", packed({"x.txt": "a"}), "a packed file (zip): unpack it"),
        ("a.zip", docx(p("a")), "a Word document: rename it to end in .docx"),
        ("a.pdf", b"\x89PNG\r\n", "really a picture: pictures hold no text"),
        ("a.txt", b"%PDF-1.4 x", "really a PDF"),
        ("a.txt", docx(p("a")), "really a Word document"),
        ("a.csv", b"<html><body>", "really a web page"),
        ("a", b"some words", "papers are read from Word (.docx), PDF (.pdf)"),
        ("a.eml", b"From: x", "papers are read from Word (.docx), PDF (.pdf)"),
    ],
)
def test_a_file_is_told_by_what_it_is(name, content, told):
    assert told in refusal(name, content)


def test_a_text_with_markup_in_it_is_still_text():
    assert open_bytes("a.md", b"<html>Paper</html>").lines() == ["<html>Paper</html>"]
