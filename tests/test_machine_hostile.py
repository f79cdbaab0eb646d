"""Hostile machine mails: the readers take time in step with the length, and raise nothing."""

import datetime as dt

import pytest

from mail import absence, bounces, mime
from tests.runaway import assert_growth
from tests.test_bounces import HEAD, report

SCRAPS = [
    "a", "a ", "a@", "a.a@a.a", "<", "5.1.", "550 ", "until ", "until 1", "back on 12 ", "contact A",
    "Ab Cd ", "> ", ">>>> message-id: <", "Message-ID: <a@b>\n", "----- ", "the mailbox ", "delivery ", "\n",
    " \n x: y", "verify the sender ", "message is being held ", "wieder am 1. ", "ab dem ", "jusqu'au 1",
    "\u00e9", "12.", "=\n", "x: y\n y\n", "Final-Recipient: rfc822; a@b.example\n\n", "https://",
    "your message was placed ",
]  # fmt: skip
SIZE = 160_000


@pytest.mark.parametrize("scrap", SCRAPS)
def test_the_readers_take_time_in_step_with_the_length(scrap: str) -> None:
    def work(text: str) -> None:
        head = "Return-Path: <>\r\nFrom: x@b.example\r\nSubject: " + text[:2000].replace("\n", " ")
        raw = f"{head}\r\n\r\n{text}".encode()
        mime.parse(raw)
        bounces.read(raw)
        bounces.read(report(text))
        absence.read(text, subject=text[:500], on=dt.date(2026, 10, 1))

    assert_growth(work, lambda size: (scrap * size)[:size], SIZE)


def test_control_characters_reach_no_words_that_are_kept() -> None:
    read = bounces.read(
        b"From: MAILER-DAEMON@b.example\r\n\r\n550 \x00 unknown user \x1b[31m a@b.example\r\n"
    )
    assert not {"\x00", "\x1b"} & set(read.words)
    block = "Final-Recipient: rfc822; a@b.example\n"
    dirty = bounces.read(report(f"{block}Diagnostic-Code: smtp; 550 \x00 no\nAction: failed"))
    assert "\x00" not in dirty.recipients[0].diagnostic


def test_beyond_the_limits_a_report_says_nothing() -> None:
    assert (
        bounces.read(HEAD + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n" * 100)
        == bounces.Report()
    )
