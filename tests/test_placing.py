import pytest

from mail import mime
from tests.replies import ITEMS, answered, read

FLEET2, FLEET4 = (item.id for item in ITEMS[:2])
FILE = ("check.pdf", "application/pdf", b"%PDF")


@pytest.mark.parametrize(
    ("name", "answers", "placed"),
    [
        ("FLEET_1809_4.4 results.pdf", {FLEET2: "Done.", FLEET4: "No."}, {FLEET4}),
        ("results 4.4.pdf", {FLEET2: "Done.", FLEET4: "No."}, {FLEET4}),
        ("results.pdf", {FLEET2: "Done, see results.pdf", FLEET4: "No."}, {FLEET2}),
        ("results.pdf", {FLEET2: "Done.", FLEET4: "See the attached file."}, {FLEET4}),
        ("results.pdf", {FLEET4: "No."}, {FLEET4}),
        ("results 14.4.2020.pdf", {FLEET2: "Done.", FLEET4: "No."}, {FLEET2, FLEET4}),
    ],
)
def test_documents_go_to_the_item_they_prove(name: str, answers: dict[str, str], placed: set[str]) -> None:
    incoming = answered("outlook inline", answers, count=2, attachments=((name, "application/pdf", b"%PDF"),))
    found = read(incoming, count=2)
    assert {one.item_id for one in found.answers if one.attachments == [0]} == placed
    assert bool(found.doubts) == (len(placed) > 1)


def test_a_document_without_words_makes_an_answer_without_text() -> None:
    found = read(answered("iphone", {FLEET2: ""}, count=1, attachments=(FILE,)), count=1)
    assert [(one.item_id, one.text, one.attachments) for one in found.answers] == [(FLEET2, "", [0])]
    assert found.doubts


def test_a_logo_in_the_text_is_no_evidence_and_a_picture_is() -> None:
    pictures = [
        mime.Attachment(name=f"image{size}.png", media_type="image/png", content=b"x" * size, inline=True)
        for size in (900, 90_000)
    ]
    found = read(mime.Incoming(text="Done.", attachments=pictures), count=1)
    assert found.answers[0].attachments == [1]
