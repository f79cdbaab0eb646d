"""What documents bring with them is told by their bytes and names; nothing is opened, nothing raises."""

import struct
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from followup import cautions, packed, sniff
from followup.cautions import by_name, look, note, words
from tests.faults.bombs import swelling_zip, zip_of

OFFICE = sniff.OFFICE
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def named(name: str) -> bytes:
    """How an OLE directory holds a name."""
    return OLE + name.encode("utf-16-le")


def locked_zip() -> bytes:
    """A zip file whose one entry says that it is encrypted."""
    whole = bytearray(zip_of({"a.txt": b"x"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        whole[whole.index(mark) + at] |= 1
    return bytes(whole)


KINDS = {
    "pdf": (b"%PDF-1.7\n", "application/pdf", ""),
    "pdf after junk": (b"\r\n\r\n%PDF-1.4\n", "application/pdf", ""),
    "png": (b"\x89PNG\r\n\x1a\n", "image/png", ""),
    "text": (b"checked,passed\r\n40,39\r\n", "text/plain", ""),
    "wide text": ("\ufeffchecked".encode("utf-16-le"), "text/plain", ""),
    "nothing": (b"", "application/octet-stream", ""),
    "noise": (b"\x00\x01\x02", "application/octet-stream", ""),
    "message": (b"Received: from x\r\nSubject: y\r\n\r\nz", "message/rfc822", ""),
    "word": (zip_of({"[Content_Types].xml": b"<x/>", "word/document.xml": b""}),
             f"{OFFICE}.wordprocessingml.document", ""),
    "sheet": (zip_of({"xl/workbook.xml": b""}), f"{OFFICE}.spreadsheetml.sheet", ""),
    "macros": (zip_of({"word/document.xml": b"", "word/vbaProject.bin": b""}),
               f"{OFFICE}.wordprocessingml.document", "macros"),
    "macros by another name": (
        zip_of({"[Content_Types].xml": b"<x ct='application/vnd.ms-excel.sheet.macroEnabled.main+xml'/>",
                "xl/workbook.xml": b""}), f"{OFFICE}.spreadsheetml.sheet", "macros"),
    "macro sheet": (zip_of({"xl/workbook.xml": b"", "xl/macrosheets/sheet1.xml": b""}),
                    f"{OFFICE}.spreadsheetml.sheet", "macros"),
    "free macros": (zip_of({"Basic/Standard/script-lb.xml": b""}), "application/zip", "macros"),
    "free and locked": (zip_of({"META-INF/manifest.xml": b"<manifest:encryption-data>"}),
                        "application/zip", "encrypted"),
    "old macros": (named("WordDocument") + "_VBA_PROJECT".encode("utf-16-le"),
                   "application/msword", "macros"),
    "locked office": (named("EncryptedPackage"), f"{OFFICE}.encrypted", "encrypted"),
    "locked old word": (named("WordDocument").ljust(1024, b"\0") + b"\xec\xa5" + bytes(8) + b"\x00\x01",
                        "application/msword", "encrypted"),
    "locked old sheet": (named("Workbook").ljust(1024, b"\0")
                         + struct.pack("<HH4sHH", 0x809, 4, b"", 0x2F, 0),
                         "application/vnd.ms-excel", "encrypted"),
    "locked pdf": (b"%PDF-1.7\ntrailer << /Encrypt 12 0 R >>", "application/pdf", "encrypted"),
    "acting pdf": (b"%PDF-1.7\n<< /S /JavaScript /JS (x) >>", "application/pdf", "script"),
    "locked zip": (locked_zip(), "application/zip", "encrypted"),
    "bomb": (swelling_zip(), "application/zip", "swells"),
    "carrier": (zip_of({"readme.txt": b"", "setup.EXE": b"MZ"}), "application/zip", "carries"),
    "cut off": (zip_of({"a.txt": b"x"})[:-30], "application/zip", "damaged"),
    "seven": (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", "unseen"),
    "program": (b"MZ\x90\x00", sniff.PROGRAM, "program"),
    "linux program": (b"\x7fELF", sniff.PROGRAM, "program"),
    "shortcut": (b"L\x00\x00\x00\x01\x14\x02\x00", "application/x-ms-shortcut", "program"),
    "disc": (bytes(32_769) + b"CD001", sniff.DISC, "program"),
    "shell": (b"#!/bin/sh\n", "text/x-script", "program"),
    "java": (zip_of({"META-INF/MANIFEST.MF": b""}), "application/java-archive", "program"),
    "page": (b"<!DOCTYPE html><p>x</p>", "text/html", ""),
    "page with a script": (b"<html><script>x</script>", "text/html", "script"),
    "page that loads": (b"<html><body onload=x()>", "text/html", "script"),
    "drawing": (b"<?xml version='1.0'?><svg><script>x</script></svg>", "image/svg+xml", "script"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "kind", "flag"), KINDS.values(), ids=KINDS.keys())
def test_bytes_tell_what_a_document_is_and_what_to_be_careful_about(
    content: bytes, kind: str, flag: str
) -> None:
    assert look(content) == (kind, frozenset(filter(None, [flag])))


@pytest.mark.parametrize(
    ("name", "kind", "flags"),
    [
        ("report.pdf", "application/pdf", set()),
        ("report.pdf", sniff.PROGRAM, {"disguised"}),
        ("report.pdf.exe", sniff.PROGRAM, {"program"}),
        ("run.js", "text/plain", {"program"}),
        ("run.JS ", "text/plain", {"program"}),
        ("photo.jpg", "text/html", {"disguised"}),
        ("photo.jpg", "application/octet-stream", set()),
        ("list.csv", "text/plain", set()),
        ("plan.docx", f"{OFFICE}.encrypted", set()),
        ("plan.docx", "application/rtf", {"disguised"}),
        ("plan.doc", "application/rtf", set()),
        ("plan.doc", "text/html", {"disguised"}),
        ("figures.xlsm", "application/octet-stream", {"macros"}),
        ("smime.p7m", "application/octet-stream", {"encrypted"}),
        ("no end", sniff.PROGRAM, set()),
    ],
)
def test_a_name_warns_beside_the_bytes(name: str, kind: str, flags: set[str]) -> None:
    assert by_name(name, kind) == flags


def test_what_is_wrong_is_said_to_the_reviewer_and_politely_to_the_owner() -> None:
    assert words({"macros", "encrypted"}) == [cautions.WORDS["macros"], cautions.WORDS["encrypted"]]
    assert note("plan.docx", {"encrypted"}).endswith("please send it without.")
    assert "macros will not be run" in note("plan.docm", {"macros"})
    assert "as PDF" in note("a.exe", {"program"})
    assert "send it again" in note("a.zip", {"damaged"})
    assert note("plan.pdf", set()) == ""
    assert set(cautions.WORDS) >= cautions.UNSAFE


def test_a_directory_is_read_within_limits_and_nothing_is_unpacked() -> None:
    many = packed.directory(zip_of({f"{n}": b"" for n in range(packed.MOST_ENTRIES + 5)}))
    assert (len(many.entries), many.whole) == (packed.MOST_ENTRIES, False)
    whole = zip_of({"a.txt": b"x" * 2_000_000})
    (entry,) = packed.directory(whole).entries
    assert (entry.name, entry.size) == ("a.txt", 2_000_000)
    assert packed.beginning(whole, entry) == b"x" * packed.LONGEST_PART
    assert packed.beginning(whole, entry._replace(at=10**9)) == b""
    assert packed.beginning(b"junk" + whole[40:], entry) == b""


def test_an_archive_behind_something_else_is_read_too() -> None:
    assert packed.directory(b"MZ something first" + zip_of({"a.txt": b"x"})).lower == ["a.txt"]


@given(st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", OLE, b"%PDF-", b"<html>"]))
def test_no_bytes_raise(content: bytes, start: bytes) -> None:
    seen = look(start + content)
    assert seen.flags <= set(cautions.WORDS)


@given(st.lists(st.tuples(st.integers(0, 400), st.binary(max_size=6)), max_size=8))
def test_no_damage_to_an_archive_raises(changes: list[tuple[int, bytes]]) -> None:
    packed_bytes = BytesIO()
    with zipfile.ZipFile(packed_bytes, "w") as archive:
        archive.writestr("[Content_Types].xml", "x" * 99)
        archive.writestr("word/document.xml", "y")
    raw = packed_bytes.getvalue()
    for place, content in changes:
        raw = raw[:place] + content + raw[place + len(content) :]
    look(raw)
