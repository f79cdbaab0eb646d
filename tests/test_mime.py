import datetime as dt
from email import message_from_bytes
from email.message import EmailMessage, Message

import pytest

from mail import mime, token
from mail.text import clean, decode, unflow

PLAIN = b"From: pat@fenshire.example\r\nTo: audit@fenshire.example\r\nSubject: Re: Update\r\n"


def simple(*headers: str, body: str = "Done.") -> mime.Incoming:
    return mime.parse(
        PLAIN + "".join(f"{header}\r\n" for header in headers).encode() + b"\r\n" + body.encode()
    )


def full() -> bytes:
    message = EmailMessage()
    message["From"] = "Zoë Owner <Pat@Fenshire.example>"
    code = token.make(b"k", 5, "pat@fenshire.example")
    message["To"] = f"Inspectorate <audit+{code}@fenshire.example>"
    message["Cc"] = "lee@fenshire.example"
    message["Subject"] = "Re: café – update"
    message["Date"] = "Mon, 03 Feb 2020 10:00:00 +0100"
    message["Message-ID"] = "<one@fenshire.example>"
    message.set_content("Done – see file.\n")
    message.add_alternative("<p>Done – see file.</p>", subtype="html")
    message.add_attachment(b"\x00\x01", maintype="application", subtype="pdf", filename="../evidence é.pdf")
    message.add_attachment(message_from_bytes(b"Subject: inner\n\ninner words", _class=EmailMessage))
    threads = b"In-Reply-To: <[83c4=@microsoft.com]>\nReferences: <a@b>,<c@d>\n <[83c4=@microsoft.com]>\n"
    return threads + message.as_bytes()


def test_an_ordinary_reply_is_read_whole() -> None:
    incoming = mime.parse(full())
    assert incoming.from_addresses == ["pat@fenshire.example"]
    assert incoming.subject == "Re: café – update"
    assert incoming.message_id == "<one@fenshire.example>"
    assert incoming.references == ["<[83c4=@microsoft.com]>", "<a@b>", "<c@d>"]
    assert incoming.written_at == dt.datetime(2020, 2, 3, 9, tzinfo=dt.UTC)
    assert [token.request_id(code) for code in incoming.reply_tokens] == [5]
    assert "lee@fenshire.example" in incoming.to
    assert incoming.text.strip() == "Done – see file."
    assert "<p>" in incoming.html
    assert [(one.name, one.media_type) for one in incoming.attachments] == [
        ("evidence é.pdf", "application/pdf"),
        ("part 2", "message/rfc822"),
    ]
    assert b"inner words" in incoming.attachments[1].content
    assert incoming.automatic is None
    assert incoming.defects == []


@pytest.mark.parametrize(
    "headers",
    [
        "From: a@x.example, b@x.example",
        "From: a@x.example\r\nFrom: b@x.example",
        "From: a@x.example\r\nFrom: a@x.example",
        'From: "boss@x.example" <a@x.example> <b@x.example>',
        "From: (a@x.example) b@x.example c@x.example",
        "From: a@x.example)b@x.example",
        "From: a@x.example@y.example",
        "From: undisclosed:;",
        "From: " + '"a" ' * 2_000 + "<a@x.example>",
        "From: " + "(" * 2_000 + "a@x.example",
        'From: "',
        "From:",
        "X: no from",
    ],
)
def test_a_from_that_is_not_exactly_one_address_is_nobodys(headers: str) -> None:
    incoming = mime.parse(f"{headers[:60_000]}\r\n\r\nDone.".encode())
    assert incoming.from_addresses not in (["a@x.example"], ["b@x.example"])


def test_an_address_in_the_display_name_is_not_the_sender() -> None:
    incoming = mime.parse(b'From: "owner@fenshire.example" <evil@elsewhere.example>\r\n\r\nDone.')
    assert incoming.from_addresses == ["evil@elsewhere.example"]


def test_fifty_other_recipients_are_no_reason_to_refuse_an_answer() -> None:
    many = ", ".join(f"person{number}@fenshire.example" for number in range(100))
    assert len(simple(f"Cc: {many}").to) == 101


@pytest.mark.parametrize(
    "header",
    [
        "Auto-Submitted: auto-replied",
        "Auto-Submitted: Auto-Generated; x=y",
        "Return-Path: <>",
        "List-Id: <staff.fenshire.example>",
        "Precedence: bulk",
        "Precedence: auto_reply",
        "X-Autoreply: yes",
        "X-Autorespond: 1",
        "X-Matters-Arising: receipt",
        "X-MS-Exchange-Inbox-Rules-Loop: pat@fenshire.example\r\nX-Auto-Response-Suppress: All",
        "Content-Type: multipart/report; report-type=delivery-status; boundary=b",
    ],
)
def test_machines_are_known_by_their_headers(header: str) -> None:
    assert simple(header).automatic


@pytest.mark.parametrize(
    "subject",
    ["Automatic reply: Update", "Out of Office: back on 3 May", "Abwesenheitsnotiz:", "Réponse automatique"],
)
def test_machines_are_known_by_their_subjects(subject: str) -> None:
    assert mime.parse(f"From: a@x.example\r\nSubject: {subject}\r\n\r\nI am away.".encode()).automatic


def test_a_mailer_daemon_is_a_machine() -> None:
    assert mime.parse(b"From: MAILER-DAEMON@x.example\n\nundeliverable").automatic
    assert mime.parse(b"From: <>\n\nundeliverable").automatic


@pytest.mark.parametrize(
    "header",
    [
        "X-Auto-Response-Suppress: All",
        "X-MS-Exchange-Inbox-Rules-Loop: pat@fenshire.example",
        "Auto-Submitted: no",
        "Return-Path: <pat@fenshire.example>",
        "Precedence: normal",
        "X-Note: automatic reply",
    ],
)
def test_ordinary_mail_is_not_taken_for_a_machine(header: str) -> None:
    assert simple(header).automatic is None


def test_an_answer_about_automatic_replies_is_a_persons() -> None:
    assert mime.parse(b"From: a@x.example\nSubject: Re: Automatic reply\n\nDone.").automatic is None


def test_attached_text_is_an_attachment_and_inline_text_is_read_on() -> None:
    parts = [
        "Content-Type: text/plain\n\nFirst words.",
        "Content-Type: text/plain; name=log.txt\nContent-Disposition: attachment\n\nlog",
        "Content-Type: image/png\nContent-ID: <i>\n\npixels",
        "Content-Type: text/plain\n\nLast words.",
    ]
    body = "".join(f"--b\n{part}\n" for part in parts) + "--b--"
    incoming = simple("Content-Type: multipart/mixed; boundary=b", body=body)
    assert incoming.text == "First words.\n\nLast words."
    assert [(one.name, one.inline) for one in incoming.attachments] == [("log.txt", False), ("part 2", True)]


def test_text_in_the_wrong_charset_is_read_and_noted() -> None:
    assert decode("café – done".encode("cp1252"), "utf-8")[0] == "café – done"
    assert decode("café – done".encode("cp1252"), "iso-8859-1") == ("café – done", None)
    assert decode("ein gutes Café, größer".encode() + b"\xff", "utf-8")[0].startswith(
        "ein gutes Café, größer"
    )


def test_control_characters_and_lone_surrogates_leave_the_text() -> None:
    assert clean("a\x00b\r\nc\rd\x1b\ud800e\u0301") == ("ab\nc\ndé", True)
    assert clean("plain\ttext\n") == ("plain\ttext\n", False)


def test_softly_broken_lines_are_joined_at_their_depth() -> None:
    assert (
        unflow("> one \n> two\nthree \nfour\n-- \nPat", delete_space=False)
        == "> one two\nthree four\n-- \nPat"
    )
    assert unflow("ab \ncd", delete_space=True) == "abcd"
    assert unflow(" >not quoted", delete_space=False) == ">not quoted"


def test_a_real_forward_as_attachment_is_kept_as_it_is() -> None:
    raw = full()
    outer = Message()
    outer["From"], outer["Content-Type"] = "a@x.example", "message/rfc822"
    outer.set_payload([message_from_bytes(raw)])
    kept = mime.parse(outer.as_bytes()).attachments[0]
    assert mime.parse(kept.content).subject == "Re: café – update"


def test_html_beyond_reading_is_kept_as_a_document():
    huge = b"Content-Type: text/html\r\n\r\n" + b"<p>x</p>" * (mime.LARGEST_HTML // 8 + 1)
    read = mime.parse(huge)
    assert read.html == ""
    assert [(file.name, len(file.content)) for file in read.attachments] == [
        ("message.html", len(huge) - len(b"Content-Type: text/html\r\n\r\n"))
    ]
    assert "too large" in " ".join(read.defects)
