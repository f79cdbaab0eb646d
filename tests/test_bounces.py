"""Delivery reports by RFC 3464 and without: every recipient, delays apart, never an exception."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mail import bounces

HEAD = (
    b"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
)


def report(status: str, *, head: str = "", returned: str = "") -> bytes:
    text = (
        f"--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n--b\r\n"
        f"Content-Type: message/delivery-status\r\n{head}\r\n"
        f"{status}\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n{returned}\r\n--b--\r\n"
    )
    return HEAD + text.replace("\r\n", "\n").replace("\n", "\r\n").encode()


TWO = """Reporting-MTA: dns; mx.example

Original-Recipient: rfc822;pat@fenshire.example
Final-Recipient: rfc822; p.marsh@inner.example
Action: FAILED (really)
Status: 5.1.1 (unknown)
Diagnostic-Code: smtp; 550 5.1.1
    no such person

Final-Recipient: rfc822;<sam@fenshire.example>
Action: delayed
Status: 4.2.2
Diagnostic-Code: smtp; 452 4.2.2 mailbox full
"""


def test_several_recipients_are_read_each_with_what_became_of_it() -> None:
    read = bounces.read(report(TWO, returned="Message-ID: <a.1@ours.example>\n\nText"))
    one, two = read.recipients
    assert (one.address, one.original, one.action) == (
        "p.marsh@inner.example",
        "pat@fenshire.example",
        "failed",
    )
    assert (one.status, one.diagnostic) == ("5.1.1", "550 5.1.1 no such person")
    assert (two.address, two.action, two.status) == ("sam@fenshire.example", "delayed", "4.2.2")
    assert read.returned == ["<a.1@ours.example>"]


@pytest.mark.parametrize(
    ("status", "action"),
    [
        ("Final-Recipient: rfc822; a@b.example\nStatus: 5.0.0", "failed"),
        ("Final-Recipient: a@b.example\nStatus: 4.0.0", "delayed"),
        ("Final-Recipient: rfc822; a@b.example\nAction: expanded", "delivered"),
        ("FINAL-RECIPIENT: RFC822; A@B.EXAMPLE\nACTION: failed", "failed"),
        ("X-Actual-Recipient: rfc822; a@b.example\nAction: failed", "failed"),
        ("Original-Recipient: rfc822; a@b.example\nAction: bounced\nStatus: 9.9.9", "unknown"),
        ("\n\n\nFinal-Recipient: rfc822; a@b.example\nAction: failed", "failed"),
    ],
)
def test_a_report_that_keeps_the_rules_badly_is_read_all_the_same(status: str, action: str) -> None:
    (one,) = bounces.read(report(status)).recipients
    assert (one.address, one.action) == ("a@b.example", action)


def test_a_status_part_that_its_server_encoded_is_decoded() -> None:
    packed = base64.encodebytes(TWO.encode()).decode()
    read = bounces.read(report(packed, head="Content-Transfer-Encoding: base64\n"))
    assert [one.action for one in read.recipients] == ["failed", "delayed"]


def test_a_report_about_nobody_names_nobody() -> None:
    assert (
        bounces.read(report("Reporting-MTA: dns; mx.example\n\nStatus: 5.1.1\nAction: failed")).recipients
        == []
    )


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("550 5.1.1 <a@b.example>: Recipient address rejected: User unknown", "failed"),
        ("Ihre Nachricht konnte nicht zugestellt werden.", "failed"),
        ("Votre message n'a pas pu être remis.", "failed"),
        ("El mensaje no se ha podido entregar.", "failed"),
        ("451 4.7.1 Greylisted, will be retried", "delayed"),
        ("Warning: could not be delivered for four hours. We are still trying; will retry.", "delayed"),
        ("452 4.2.2 Over quota", "delayed"),
        ("Thank you for your message.", "unknown"),
    ],
)
def test_words_alone_say_failed_or_late(words: str, says: str) -> None:
    raw = f"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\n\r\n{words}\r\n".encode()
    assert bounces.read(raw).says == says


def test_words_of_what_came_back_are_not_the_servers() -> None:
    raw = (
        b"From: MAILER-DAEMON@mx.example\r\n\r\nYour message is being held.\r\n\r\n"
        b"------ This is a copy of the message ------\r\nMessage-ID: <x.1@ours.example>\r\n\r\n"
        b"The mailbox policy of nobody@else.example does not exist.\r\n"
    )
    read = bounces.read(raw)
    assert (read.says, read.named, read.returned) == ("unknown", [], ["<x.1@ours.example>"])


@given(raw=st.binary(max_size=3000))
def test_any_bytes_are_read_without_an_exception(raw: bytes) -> None:
    bounces.read(HEAD + raw)
    bounces.read(raw)


@given(status=st.text(max_size=600))
def test_any_status_part_is_read_without_an_exception(status: str) -> None:
    for one in bounces.read(report(status.encode("utf-8", "replace").decode())).recipients:
        assert "@" in one.address
