"""winmail.dat: the files, texts and names that Outlook packs; rubbish gives less, and never raises."""

import base64
import struct

from hypothesis import given
from hypothesis import strategies as st

from mail import mime, tnef

MESSAGE, FILE = 1, 2


def attribute(level: int, kind: int, value: bytes) -> bytes:
    return struct.pack("<BII", level, kind, len(value)) + value + struct.pack("<H", sum(value) & 0xFFFF)


def padded(value: bytes) -> bytes:
    return struct.pack("<I", len(value)) + value + bytes(-len(value) % 4)


def words(number: int, text: str) -> bytes:
    return struct.pack("<HHI", 0x1F, number, 1) + padded(text.encode("utf-16-le") + b"\0\0")


def properties(*made: bytes) -> bytes:
    return struct.pack("<I", len(made)) + b"".join(made)


def file(title: bytes, content: bytes, *more: bytes) -> bytes:
    return (
        attribute(FILE, 0x00069002, bytes(14))
        + attribute(FILE, 0x00018010, title + b"\0")
        + attribute(FILE, 0x0006800F, content)
        + (attribute(FILE, 0x00069005, properties(*more)) if more else b"")
    )


def winmail(*attributes: bytes) -> bytes:
    return tnef.SIGNATURE + b"\x01\x00" + attribute(MESSAGE, 0x00089006, b"\0\0\1\0") + b"".join(attributes)


NAMED = (
    struct.pack("<HH16sII", 0x1F, 0x8001, bytes(16), 1, 6)
    + b"a\0b\0\0\0\0\0"
    + struct.pack("<I", 1)
    + padded(b"")
)
NUMBERS = struct.pack("<HHIII", 0x1003, 0x6000, 2, 7, 8)
FILES = winmail(
    attribute(MESSAGE, 0x00069003, properties(NUMBERS, NAMED, words(0x1000, "Done – see the list."))),
    file(
        b"RESULTS~1.XLS", b"cells", words(0x3707, "Results Größe.xlsx"), words(0x370E, "application/x-sheet")
    ),
    file(b"photo.png", b"\x89PNG", words(0x3712, "image001@x")),
)


def with_winmail(content: bytes, text: bytes = b"") -> bytes:
    head = b"From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\n" + text + b"\n--b\n"
    kind = b"Content-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n"
    return head + kind + base64.encodebytes(content) + b"--b--\n"


def test_files_come_out_with_their_long_names_and_the_text_with_them() -> None:
    found = tnef.read(FILES)
    assert [(one.name, one.media_type, one.content) for one in found.files] == [
        ("Results Größe.xlsx", "application/x-sheet", b"cells"),
        ("photo.png", "application/octet-stream", b"\x89PNG"),
    ]
    assert (found.text, found.whole) == ("Done – see the list.", True)


def test_a_message_shows_the_files_in_it_and_its_words_where_it_has_no_others() -> None:
    read = mime.parse(with_winmail(FILES))
    assert read.text == "Done – see the list."
    assert [(one.name, one.within) for one in read.attachments] == [
        ("winmail.dat", ""),
        ("Results Größe.xlsx", "winmail.dat"),
        ("photo.png", "winmail.dat"),
    ]
    assert [one.opened for one in read.attachments] == [True, False, False]
    assert mime.parse(with_winmail(FILES, b"My words.")).text.strip() == "My words."


def test_a_message_within_keeps_its_words_and_its_files() -> None:
    inner = winmail(attribute(MESSAGE, 0x0002800C, b"Inner words.\0"), file(b"inner.pdf", b"%PDF"))
    held = struct.pack("<HHI", 0x0D, 0x3701, 1) + padded(bytes(16) + inner)
    outer = winmail(
        attribute(FILE, 0x00069002, bytes(14)),
        attribute(FILE, 0x00069005, properties(held, words(0x3001, "The note"))),
    )
    found = {one.name: one.content for one in mime.parse(with_winmail(outer)).attachments}
    assert (found["inner.pdf"], found["The note.txt"]) == (b"%PDF", b"Inner words.")


def test_what_is_cut_off_gives_what_there_is_and_is_kept_as_it_came() -> None:
    found = tnef.read(FILES[:-8])
    assert found.files[0].name == "Results Größe.xlsx"
    assert not found.whole
    kept = mime.parse(with_winmail(FILES[:-8])).attachments[0]
    assert (kept.name, kept.content, kept.opened) == ("winmail.dat", FILES[:-8], False)


def test_files_are_counted() -> None:
    many = winmail(*[file(b"a.txt", b"x")] * (tnef.MOST_FILES + 5))
    found = tnef.read(many)
    assert (len(found.files), found.whole) == (tnef.MOST_FILES, False)


@given(st.binary(max_size=300))
def test_no_bytes_raise(content: bytes) -> None:
    tnef.read(tnef.SIGNATURE + content)


@given(st.lists(st.tuples(st.integers(0, len(FILES)), st.binary(max_size=6)), max_size=12))
def test_no_damage_raises(changes: list[tuple[int, bytes]]) -> None:
    raw = FILES
    for place, content in changes:
        raw = raw[:place] + content + raw[place + len(content) :]
    tnef.read(raw)
