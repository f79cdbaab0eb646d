"""Pictures: a logo is told from a screenshot by its dots, and a picture's place from the words before it."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail import mime
from mail.pictures import dots, is_decoration, place
from tests.replies import ITEMS, read


def png(wide: int, high: int, size: int = 1_000) -> bytes:
    return (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", wide, high)).ljust(size, b"x")


def jpeg(wide: int, high: int) -> bytes:
    return b"\xff\xd8\xff\xe0\x00\x04xx\xff\xc2" + struct.pack(">HBHH", 17, 8, high, wide) + b"rest"


def picture(content: bytes, name: str = "image001.png", *, inline: bool = True, **more) -> mime.Attachment:
    return mime.Attachment(name=name, media_type="image/png", content=content, inline=inline, **more)


@pytest.mark.parametrize(
    "content",
    [
        png(640, 480),
        jpeg(640, 480),
        b"GIF89a" + struct.pack("<HH", 640, 480),
        b"BM" + bytes(16) + struct.pack("<ii", 640, -480),
    ],
)
def test_the_size_is_read_from_the_bytes(content: bytes) -> None:
    assert dots(content) == (640, 480)


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG", b"\xff\xd8\xff", b"\xff\xd8" + b"\xff\xe0\x00\x00", b"BM", b"RIFF"]
)
def test_a_size_that_is_not_stated_is_none(content: bytes) -> None:
    assert dots(content) is None


@given(st.binary(max_size=80), st.sampled_from([b"\x89PNG", b"GIF8", b"BM", b"\xff\xd8\xff"]))
def test_no_bytes_raise(content: bytes, start: bytes) -> None:
    dots(start + content)


@pytest.mark.parametrize(
    ("content", "decoration"),
    [
        (png(1, 1), True),
        (png(96, 96), True),
        (png(200, 60), True),
        (png(600, 180), True),
        (png(600, 180, 90_000), False),
        (png(800, 600), False),
        (png(400, 300), False),
        (b"x" * 900, True),
        (b"x" * 90_000, False),
    ],
)
def test_logos_and_icons_are_decoration_and_charts_are_not(content: bytes, decoration: bool) -> None:
    assert is_decoration(picture(content)) is decoration
    assert not is_decoration(picture(content, "chart.png", inline=False))


def test_a_picture_that_comes_with_every_mail_is_decoration() -> None:
    assert is_decoration(picture(png(800, 600), seen_before=True))


def test_a_picture_belongs_to_the_answer_whose_words_stand_before_it() -> None:
    answers = [f"[{item.id}]\nThe answer about {item.title.lower()} is here." for item in ITEMS[:2]]
    page = "<p>" + "</p><p>".join(
        text.replace("\n", "<br>") + f'<img src="cid:{n}">' for n, text in enumerate(answers)
    )
    pictures = [picture(png(800, 600), content_id=str(number)) for number in (1, 0)]
    place(pictures, page)
    found = read(mime.Incoming(html=page, attachments=pictures), count=2)
    assert [(one.item_id, one.attachments) for one in found.answers] == [
        (ITEMS[0].id, [1]),
        (ITEMS[1].id, [0]),
    ]
    assert not [doubt for doubt in found.doubts if "may belong" in doubt]


def test_a_picture_marked_in_plain_text_belongs_there() -> None:
    text = f"[{ITEMS[0].id}]\nNothing yet.\n\n[{ITEMS[1].id}]\nSee below.\n[cid:image001.png@01DB]\n"
    found = read(
        mime.Incoming(text=text, attachments=[picture(png(800, 600), content_id="image001.png@01DB")]),
        count=2,
    )
    assert [one.attachments for one in found.answers] == [[], [0]]
