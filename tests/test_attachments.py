"""Files of a message: named safely, taken out of attached messages, counted."""

import functools
from email.message import EmailMessage

import pytest

from mail import mime, offered, receipts
from mail.attachments import DEEPEST, LARGEST, MOST_OFFERED, Attachment, limit, tidy
from mail.parts import base64 as decoded
from tests.faults.bombs import MIXED, PLAIN, part


def within(inner: bytes, *, kind: bytes = b"message/rfc822", name: str = "") -> bytes:
    """A message with another one attached, as it is."""
    named = f'Content-Disposition: attachment; filename="{name}"\n'.encode() if name else b""
    return (
        PLAIN
        + MIXED
        + b"--b\n\nDone.\n--b\nContent-Type: "
        + kind
        + b"\n"
        + named
        + b"\n"
        + inner
        + b"\n--b--\n"
    )


@functools.cache
def forwarded() -> bytes:
    """A message with words and a document, and headers that no library would write again as they are."""
    message = EmailMessage()
    message["From"], message["Subject"] = "lee@fenshire.example", "Re: Service checks / May"
    message.set_content("Here they are.")
    message.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="checks.pdf")
    return b"x-odd:   spaces\nX-Long: " + b"a " * 200 + b"\n" + message.as_bytes().rstrip(b"\n")


def names(raw: bytes) -> list[tuple[str, str]]:
    return [(one.name, one.within) for one in mime.parse(raw).attachments]


def test_an_attached_message_is_kept_byte_for_byte_by_its_subject_with_its_documents_beside_it() -> None:
    read = mime.parse(within(forwarded()))
    assert read.text == "Done."
    whole, inner = read.attachments
    assert (whole.name, whole.content) == ("Re: Service checks - May.eml", forwarded())
    assert (inner.name, inner.content, inner.within) == ("checks.pdf", b"%PDF", whole.name)


def test_a_message_in_a_message_is_opened_but_not_kept_twice() -> None:
    middle = within(forwarded(), name="given.eml").replace(b"=b\n", b"=c\n").replace(b"--b", b"--c")
    assert names(within(middle)) == [("Re: Update.eml", ""), ("checks.pdf", "given.eml")]


def test_messages_are_opened_only_so_deep() -> None:
    raw = forwarded()
    for level in range(DEEPEST + 1):
        boundary = b"q%d" % level
        raw = (
            b"Subject: level %d\nContent-Type: multipart/mixed; boundary=" % level
            + boundary
            + b"\n\n--"
            + boundary
            + (b"\nContent-Type: message/rfc822\n\n" + raw + b"\n--" + boundary + b"--\n")
        )
    assert names(raw) == [(f"level {DEEPEST - 1}.eml", "")]


def test_a_message_of_ours_that_came_back_is_no_document() -> None:
    ours = mime.parse(within(b"X-Matters-Arising: request\n" + forwarded())).attachments[0]
    assert ours.ours
    assert not mime.parse(within(forwarded())).attachments[0].ours


def test_a_message_that_hides_a_bomb_in_its_encoding_stays_closed() -> None:
    bomb = MIXED + b"--b\n\nx\n" * 50_000
    read = mime.parse(PLAIN + MIXED + b"--b\n\nDone.\n" + part(b"message/rfc822", bomb) + b"--b--\n")
    assert [(one.content, one.opened) for one in read.attachments] == [(bomb, False)]


def test_a_damaged_report_is_kept_byte_for_byte() -> None:
    inner = b"Reporting-MTA: dns; x\n\nFinal-Recipient: rfc822; a: b;,"
    (report,) = mime.parse(within(inner, kind=b"message/delivery-status")).attachments
    assert (report.media_type, report.content) == ("message/delivery-status", inner)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("..\\..\\x.pdf", "x.pdf"),
        ("/etc/passwd", "passwd"),
        ("report\u202efdp.exe", "reportfdp.exe"),
        ("a\u200bb.pdf", "ab.pdf"),
        ("x" * 500, "x" * 200),
    ],
)
def test_names_hold_no_folder_and_no_unseen_letters(written: str, shown: str) -> None:
    assert tidy(written) == shown


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        (b"BASE64", b"RG9uZS4="),
        (b" base64 (as it was)", b"RG9u\nZS4="),
        (b"base64", b"RG9uZS4"),
        (b"base64", b"RG9uZS4=\n-- a list's footer"),
        (b"base64", b"\xffRG9u*ZS4="),
        (b"quoted-printable", b"Do=6Ee=\n."),
        (b"x-uuencode", b"begin 644 a.txt\n%1&]N92X \n`\nend\n"),
        (b"8bit", b"Done."),
        (b"unheard-of", b"Done."),
    ],
)
def test_a_transfer_encoding_is_undone_whatever_stands_around_its_name(encoding: bytes, body: bytes) -> None:
    raw = PLAIN + b"Content-Type: a/b; name=x\nContent-Transfer-Encoding: " + encoding + b"\n\n" + body
    assert mime.parse(raw).attachments[0].content == b"Done."


def test_base64_of_any_letters_gives_what_there_is() -> None:
    assert decoded(b"RG9uZS4RG")[:4] == b"Done"
    assert decoded(b"") == b""
    assert decoded(b"R") == b""


def test_what_is_too_large_or_too_many_is_left_in_the_message_and_said_politely() -> None:
    files = [
        Attachment(name=f"{n}.txt", media_type="text/plain", content=b"x") for n in range(MOST_OFFERED + 7)
    ]
    files.insert(0, Attachment(name="film.mp4", media_type="video/mp4", content=bytes(LARGEST + 1)))
    limit(files)
    said = receipts.left_out(offered.left_out(mime.Incoming(attachments=files)))
    many = "50.txt, 51.txt, 52.txt, 53.txt, 54.txt and 2 more: more than 50 documents in one message"
    assert said == [
        "film.mp4: larger than 20 MB; please send a link to it, or a smaller file.",
        f"{many}; please put them into one archive.",
    ]


def test_text_beyond_reading_is_kept_as_a_document() -> None:
    read = mime.parse(PLAIN + b"\n" + b"word \n" * (mime.LARGEST_TEXT // 6 + 1))
    assert (read.text, [one.name for one in read.attachments]) == ("", ["message.txt"])
    assert "too large" in " ".join(read.defects)
