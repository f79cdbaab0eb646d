"""Files made to harm, damaged or mistaken end in one sentence; the reading process keeps to its limits."""

import io
import os
import select
import signal
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from followup import Refused
from reports.files import guard
from reports.files.guard import LIMITS, Limits
from reports.files.model import Cell, Document, Line, Row, Table
from reports.files.open import open_bytes, open_file
from reports.files.values import read as read_csv
from tests.files import V, W, docx, one_sentence, p, packed, refusal, related, tbl, tc, tr

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))


def still_reading() -> list[str]:
    """Give the reading processes of this one that are alive."""
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(") ")[2].split()
            command = (status.parent / "cmdline").read_bytes()
        except OSError:
            continue
        if int(fields[1]) == os.getpid() and b"reports.files.child" in command:
            found.append(status.parent.name)
    return found


def workbook(columns: int = 2) -> bytes:
    held = io.BytesIO()
    book = xlsxwriter.Workbook(held, {"constant_memory": True})
    sheet = book.add_worksheet()
    for at in range(columns):
        sheet.write(0, at, "x")
    book.close()
    return held.getvalue()


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = docx(p("a"), **{"media/x.xml": b" " * 60_000_000})
    assert len(bomb) < 100_000
    assert "times its size" in refusal("bomb.docx", bomb)


def test_a_zip_that_unpacks_to_more_than_memory_is_refused():
    held = io.BytesIO()
    with (
        zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file,
        file.open("word/document.xml", "w") as part,
    ):
        for _ in range(401):
            part.write(b" " * 1_000_000)
    assert "more than any panel paper holds" in refusal("bomb.docx", held.getvalue())


def test_a_zip_that_lies_about_its_sizes_gives_no_more_than_it_said():
    real = docx(p("a" * 3_000_000))
    with zipfile.ZipFile(io.BytesIO(real)) as file:
        size = file.getinfo("word/document.xml").file_size.to_bytes(4, "little")
    lying = real.replace(size, (900).to_bytes(4, "little"))
    assert lying != real
    assert "damaged" in refusal("lying.docx", lying)


def test_a_zip_of_a_hundred_thousand_entries_is_refused():
    assert "unpacks to more" in refusal(
        "many.docx", packed({"word/document.xml": "x", **{f"{n}": "" for n in range(10_001)}})
    )


def test_entities_that_multiply_are_refused():
    body = p("&l11;")
    laughs = (
        f"<!DOCTYPE x [<!ENTITY l0 'ha'>{LAUGHS}]><w:document {W} {V}><w:body>{body}</w:body></w:document>"
    )
    parts = {
        "_rels/.rels": related(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": laughs,
    }
    assert "defines entities" in refusal("laughs.docx", packed(parts))
    wide = {**parts, "word/document.xml": laughs.encode("utf-16")}
    assert "defines entities" in refusal("laughs.docx", packed(wide))
    sheet = {"xl/workbook.xml": laughs}
    assert "defines entities" in refusal("laughs.xlsx", packed(sheet))


def test_a_hundred_thousand_nested_tables_are_refused():
    deep = "<w:tbl><w:tr><w:tc>" * 100_000 + "</w:tc></w:tr></w:tbl>" * 100_000
    assert "nested deeper" in refusal("deep.docx", docx(deep))


def test_a_hundred_nested_lists_of_cells_are_read():
    nested = p("inmost")
    for _ in range(40):
        nested = tbl(tr(tc(nested)))
    assert open_bytes("deep.docx", docx(nested)).lines() == ["inmost"]


def test_ten_thousand_columns_are_refused():
    assert "10,000 columns" in refusal("wide.xlsx", workbook(10_000))


def test_a_sheet_of_too_many_cells_is_refused():
    with pytest.raises(Refused, match="more than 400,000 cells"):
        read_csv("long.csv", (b"a,b,c,d,e\n" * 80_001))


def test_macros_are_refused_whatever_the_name():
    with zipfile.ZipFile(io.BytesIO(workbook())) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    macro = packed({**parts, "xl/vbaProject.bin": b"\0"})
    assert "macros" in refusal("register.xlsm", macro)
    assert "macros" in refusal("register.xlsx", macro)
    assert "macros" in refusal("register.xlsm", workbook())
    word = packed({"word/document.xml": "<w/>", "word/vbaProject.bin": b"\0"})
    assert "macros" in refusal("paper.docx", word)
    assert "macros" in refusal("paper.docm", word)


def test_macros_in_a_file_that_a_document_holds_are_nothing_to_refuse():
    inner = packed({"xl/workbook.xml": "<workbook/>", "xl/vbaProject.bin": b"\0"})
    held = docx(p("word"), **{"embeddings/x.xlsm": inner})
    assert open_bytes("paper.docx", held).lines() == ["word"]


def forms_in_forms() -> bytes:
    """Give a PDF of a few kilobytes whose page draws a form, which draws another one twice, and so on."""
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources<</XObject<</X 5 0 R>>>>>>"
    drawn = [
        b"<</Length 12/Type/XObject/Subtype/Form/BBox[0 0 1 1]/Resources<</XObject<</X %d 0 R>>>>>>"
        b"stream\n/X Do\n/X Do\n\nendstream" % number
        for number in range(5, 45)
    ]
    return pdf([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, *drawn])


def encrypted_pdf() -> bytes:
    """Give a PDF that asks for a password: no empty one fits these keys."""
    lock = b"<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>" % (b"11" * 32, b"22" * 32)
    return pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>",
            lock,
        ],
        b"/Encrypt 4 0 R/ID[<3333><3333>]",
    )


def pdf(objects: list[bytes], trailer: bytes = b"") -> bytes:
    """Give a PDF of these objects, the first of them its catalogue."""
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, trailer, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % size + table + end


def test_a_pdf_of_a_million_pages_is_refused_before_they_are_made():
    pages = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1000000/Kids[3 0 R]>>",
        b"<</Type/Pages/Count 1000000/Kids[2 0 R]>>",
    ]
    assert "1,000,000 pages" in refusal("long.pdf", pdf(pages))
    kids = b" ".join(b"%d 0 R" % number for number in range(3, 2_004))
    lying = [pages[0], b"<</Type/Pages/Count 1/Kids[%s]>>" % kids]
    lying += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * 2_001
    assert "2,001 pages" in refusal("lying.pdf", pdf(lying))


def test_an_encrypted_pdf_is_refused():
    assert "encrypted: take its password off" in refusal("locked.pdf", encrypted_pdf())


def test_an_encrypted_office_file_is_refused():
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    for name in ("paper.docx", "register.xlsx", "register.xls"):
        assert "an encrypted Office file: take its password off" in refusal(name, locked)


def test_half_a_gigabyte_of_text_is_refused_without_being_read(tmp_path):
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(500_000_000)
    tracemalloc.start()
    with pytest.raises(Refused) as caught:
        open_file(path)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "larger than 20 MB" in one_sentence(str(caught.value), "huge.txt")
    assert most < 1_000_000


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a.xlsx", "a.csv", "a.xls", "a.ods"])
def test_an_empty_file_is_refused(name):
    assert refusal(name, b"") == f"{name} is empty."
    assert refusal(name, b" \r\n\t ") == f"{name} is empty."


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.98])
def test_a_file_that_was_cut_off_is_refused(keep):
    for name, whole in (("a.docx", docx(p("a" * 4000))), ("a.xlsx", workbook(40))):
        assert "damaged or cut off" in refusal(name, whole[: int(len(whole) * keep)])
    assert "damaged or cut off" in refusal("a.pdf", b"%PDF-1.7\nand then nothing more")


def test_a_part_that_is_damaged_inside_the_zip_is_named():
    whole = docx(p("abcdefghij" * 900))
    at = whole.find(b"word/document.xml") + 40
    assert "damaged" in refusal("a.docx", whole[:at] + b"\xff\xff\xff\xff" + whole[at + 4 :])


def test_a_crash_of_a_library_is_one_sentence(caplog):
    nonsense = packed({"xl/workbook.xml": "<workbook/>", "[Content_Types].xml": "<Types/>"})
    assert "could not be read: it is damaged" in refusal("a.xlsx", nonsense)
    assert "Error" in caplog.text
    assert not still_reading()


def test_a_reading_process_out_of_memory_is_one_sentence():
    large = docx("".join(p(f"{n} {n * n}") for n in range(150_000)))
    told = refusal("large.docx", large, limits=Limits(memory=220_000_000))
    assert "more memory than any panel paper" in told
    assert not still_reading()


def test_a_reading_process_out_of_time_is_one_sentence():
    large = docx("".join(p(f"{n} {n * n}") for n in range(150_000)))
    assert "takes longer to read" in refusal("slow.docx", large, limits=Limits(processor=1))
    assert "takes longer to read" in refusal("slow.docx", large, limits=LIMITS._replace(clock=0.05))
    assert not still_reading()


def test_a_small_file_gets_a_minute_and_a_large_one_what_it_needs():
    small, middling = guard.limits_for(6_000), guard.limits_for(500_000)
    assert (small.processor, small.clock) == (65, 260)
    assert small.processor < middling.processor < LIMITS.processor
    assert guard.limits_for(guard.LARGEST) == LIMITS
    assert small.memory == LIMITS.memory


def test_drawings_that_hold_each_other_twice_are_given_up():
    told = refusal("forms.pdf", forms_in_forms(), limits=Limits(processor=3))
    assert "takes longer to read" in told
    assert not still_reading()


def test_the_reading_process_bounds_itself_for_good(tmp_path):
    told = """
import resource as r
from reports.files.child import limit
limit(900_000_000, 77)
print(r.getrlimit(r.RLIMIT_AS), r.getrlimit(r.RLIMIT_CPU), r.getrlimit(r.RLIMIT_CORE)[1])
try:
    with open(__import__("sys").argv[1], "w") as file:
        file.write("x" * 10)
except OSError as problem:
    print("not written", problem.strerror)
"""
    command = [sys.executable, "-c", told, tmp_path / "written"]
    run = subprocess.run(command, capture_output=True, text=True, cwd=guard.ROOT, check=False)
    assert run.stdout.splitlines() == [
        "(900000000, 900000000) (77, 79) 0",
        "not written File too large",
    ], run.stderr


def test_the_reading_process_sees_none_of_our_variables(monkeypatch):
    monkeypatch.setenv("PYTHONPATH", "/nowhere")
    monkeypatch.setenv("PYTHONSTARTUP", "/nowhere.py")
    assert open_bytes("a.docx", docx(p("word"))).lines() == ["word"]


def test_a_document_beyond_any_register_is_refused():
    wide = Document(name="w", form="word", blocks=[Table(rows=[Row(cells=[Cell()] * 1_001)])])
    with pytest.raises(Refused, match="1,001 columns"):
        guard.bounded(wide)
    long = Document(name="w", form="word", blocks=[Line(text="x" * 41_000_000)])
    with pytest.raises(Refused, match="more lines, cells or words"):
        guard.bounded(long)


def test_a_reading_process_ends_with_the_one_that_started_it():
    told = """
import os, signal, threading
from pathlib import Path
from reports.files import guard
from tests.files import docx, p
from tests.test_files_hostile import still_reading

def at_work(child):
    spent = Path(f"/proc/{child}/stat").read_text().rpartition(") ")[2].split()[11]
    return int(spent) > os.sysconf("SC_CLK_TCK")

def killed():
    while not (found := still_reading()) or not at_work(found[0]):
        pass
    print(*found, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)

threading.Thread(target=killed, daemon=True).start()
guard.read_apart("word", "large.docx", docx("".join(p(f"{n} {n * n}") for n in range(150_000))))
"""
    command = [sys.executable, "-c", told]
    run = subprocess.run(command, capture_output=True, text=True, cwd=guard.ROOT, check=False)
    assert run.returncode == -signal.SIGKILL, run.stderr
    try:
        child = os.pidfd_open(int(run.stdout))
    except ProcessLookupError:
        return  # gone already
    with os.fdopen(child) as ended:
        assert select.select([ended], [], [], 60)[0], "it goes on reading for nobody"
